"""Decodes YAML nodes into the model by the annotations of its fields, and collects every problem.

`model.field_types` defines the marks that an annotation may have.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import fields
from datetime import date
from enum import EnumType
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from kickcheck.content import chart, markdown_parser, strict_yaml
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.content.strict_yaml import MAX_TEXT_CHARACTERS, MISSING, Node, Passage
from kickcheck.frozen import Frozen
from kickcheck.model import Bar, Block, Chart, Paragraph, Spans
from kickcheck.model.field_types import Choice, Key, Keys, Mark, MaxLength, OwnedBy, PartialDate
from kickcheck.safe_text import quoted

Owner = tuple[str, str]
"""The record that a passage belongs to: its kind and its id."""

Record = TypeVar("Record", bound=Frozen)

ID = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
COUNT = r"([0-9]{1,2})(?: to ([0-9]{1,2}))? of ([0-9]{1,2})"
_BLOCKS = tuple[Block, ...]
MAX_DIGITS = 3
YES_OR_NO = ("yes", "no")
SHOWN_AS = ("full", "brief")


class SourceMap:
    """Maps each record to its file and line, to report problems found after decoding."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], tuple[str, int]] = {}

    def put(self, kind: str, name: str, file: str, line: int) -> None:
        """Note the file and line of a record."""
        self._places[kind, name] = (file, line)

    def problem(self, kind: str, name: str, message: str) -> Problem:
        """Return a problem at the line of a record."""
        file, line = self._places.get((kind, name), ("", 0))
        return Problem(file, line, message)


class Decoder:
    """Decodes the nodes of one file.

    Args:
        file: its name, for problems.
        problems: takes every problem.
        passages: takes every text that a person may read.
        lines: takes the line of every record.

    """

    def __init__(
        self,
        file: str,
        problems: list[Problem],
        passages: list[Passage] | None = None,
        lines: SourceMap | None = None,
    ) -> None:
        self.file = file
        self.problems = problems
        self.passages = [] if passages is None else passages
        self.lines = SourceMap() if lines is None else lines
        self._by_mark: Mapping[Mark, Callable[[Node], object]] = {
            Mark.SHOWN_AS: self._shown_as,
            Mark.COUNT: self._count,
            Mark.DAY: self._day,
            Mark.MAY_BE_EMPTY: lambda node: self._text(node, empty=True),
            Mark.ANY_CASE: lambda node: self._text(node).casefold(),
            Mark.TEXT_WITH_LINE: lambda node: (node.line, self._text(node)),
            Mark.NUMBER_WITH_LINE: lambda node: (node.line, self._number(node)),
        }

    # --- by annotation -----------------------------------------------------------------------

    def record(
        self,
        cls: type[Record],
        node: Node,
        owner: Owner = ("", ""),
        given: Mapping[str, object] = MappingProxyType({}),
    ) -> Record:
        """Return a record of the model; a required field that is missing is an empty text.

        Args:
            cls: its class.
            node: what a file says of it.
            owner: what its passages belong to, unless its class has a `kind_of_owner`.
            given: fields that stand elsewhere, such as in the name of the file.

        """
        known = {name: field for name, field in fields_in_file(cls).items() if name not in given}
        required = {name: field.key for name, field in known.items() if field.required}
        pairs = self.pairs(node, required.values(), [field.key for field in known.values()])
        values = dict.fromkeys(required, "") | dict(given)
        kind = getattr(cls, "kind_of_owner", "")
        if kind and "id" in given:
            owner = (kind, str(given["id"]))
        for name, field in known.items():
            value = pairs.get(field.key)
            if value is None:
                continue
            if kind and "id" not in cls.__dataclass_fields__:
                # Each field of such a record owns its passages.
                owner = (kind, field.key)
                self.lines.put(kind, name, self.file, value.line)
            if field.is_id:
                values[name] = word = self._id(value, kind)
                owner = (kind, word)
            else:
                values[name] = self.value(field.annotation, value, owner)
        return cls(**values)

    def value(self, annotation: Any, node: Node, owner: Owner = ("", "")) -> Any:
        """Return the value of a node, decoded by an annotation."""
        marks: list[object] = []
        if get_origin(annotation) is Annotated:
            annotation, *marks = get_args(annotation)
        for mark in marks:
            if isinstance(mark, OwnedBy):
                owner = (mark.kind, owner[1])
            if isinstance(mark, MaxLength):
                self._limit(node, mark.characters)
        found: Any
        match [mark for mark in marks if not isinstance(mark, Key | OwnedBy | MaxLength)]:
            case []:
                found = self._by_type(annotation, node, owner)
            case [Choice(words)]:
                found = annotation(self._choice(node, words))
            case [PartialDate(otherwise)]:
                found = self._partial_date(node, otherwise)
            case [Keys(names)]:
                pairs = self.pairs(node, names)
                found = {name: self._text(pairs.get(name, MISSING), empty=True) for name in names}
            case [Mark.PROSE | Mark.NAME]:
                found = self._prose(node, owner, is_name=Mark.NAME in marks)
            case [Mark.PROMPT]:
                found = self._prose(node, owner)
                found += " " if isinstance(node.value, str) and node.value.endswith(" ") else ""
            case [Mark() as mark] if mark in self._by_mark:
                found = self._by_mark[mark](node)
            case others:
                raise TypeError(f"{others} cannot be decoded together, or here")
        return found

    def _by_type(self, annotation: Any, node: Node, owner: Owner) -> Any:
        found: Any
        if annotation is str:
            found = self._text(node)
        elif annotation is bool:
            found = self._choice(node, YES_OR_NO) == "yes"
        elif annotation is int:
            found = self._number(node)
        elif annotation == _BLOCKS:
            found = self._blocks(node, owner)
        elif annotation == Spans:
            found = self._spans(node, owner)
        elif isinstance(annotation, EnumType):
            words = [str(member.value) for member in list[Any](annotation)]
            found = annotation(self._choice(node, words))
        elif get_origin(annotation) in (tuple, frozenset):
            inner = get_args(annotation)[0]
            items = [self.value(inner, item, owner) for item in self.items(node)]
            found = get_origin(annotation)(items)
        elif get_origin(annotation) is Mapping:
            inner, pairs = get_args(annotation)[1], self.mapping(node)
            found = {key: self.value(inner, value, owner) for key, value in pairs.items()}
        else:
            found = self.record(annotation, node, owner)
        return found

    # --- without an annotation ---------------------------------------------------------------

    def refuse(self, node: Node, message: str) -> None:
        """Add a problem at a node."""
        self.problems.append(Problem(self.file, node.line, message))

    def mapping(self, node: Node) -> Mapping[str, Node]:
        """Return the pairs of a node."""
        if isinstance(node.value, dict):
            return node.value
        if node is not MISSING:
            self.refuse(node, "has to be names with values (name: value)")
        return {}

    def pairs(
        self, node: Node, required: Collection[str], allowed: Collection[str] = ()
    ) -> Mapping[str, Node]:
        """Return the pairs of a node, and report missing and unknown names."""
        pairs = self.mapping(node)
        if isinstance(node.value, dict):
            for name in required:
                if name not in pairs:
                    self.refuse(node, f'"{name}" is missing')
            for name, value in pairs.items():
                if name not in required and name not in allowed:
                    self.refuse(value, f"{quoted(name, 'this name')} is not known here")
        return pairs

    def items(self, node: Node) -> list[Node]:
        """Return the nodes of a list."""
        if isinstance(node.value, list):
            return node.value
        if node is not MISSING:
            self.refuse(node, "has to be a list")
        return []

    def markdown(self, text: str, first_line: int, owner: Owner) -> tuple[Block, ...]:
        """Return a Markdown text as blocks; `first_line` is its line in the file."""
        if len(text) > MAX_TEXT_CHARACTERS:
            message = f"is longer than {MAX_TEXT_CHARACTERS:,} characters"
            self.problems.append(Problem(self.file, first_line, message))
            return ()
        tokens = markdown_parser.parse(text)
        for line, paragraph in markdown_parser.paragraphs(tokens, first_line):
            self.passages.append(Passage(self.file, line, owner, paragraph))
        return markdown_parser.blocks(
            tokens,
            self.file,
            first_line,
            self.problems,
            lambda text, line: self._chart(text, line, owner),
        )

    def check_id(self, node: Node, word: str) -> None:
        """Refuse a word that is not a valid id."""
        if not re.fullmatch(ID, word):
            self.refuse(node, f'"{word}" is not a valid id (use lower-case words and hyphens)')

    # --- kinds of value: each refused value is one problem, and becomes an empty text -------------

    def _text(self, node: Node, *, empty: bool = False) -> str:
        """Return a text with line breaks as spaces."""
        if not isinstance(node.value, str):
            self.refuse(node, "has to be text")
            return ""
        text = " ".join(node.value.split())
        if not text and not empty and node is not MISSING:
            self.refuse(node, "is empty")
        return text

    def _limit(self, node: Node, characters: int) -> None:
        if isinstance(node.value, str) and len(" ".join(node.value.split())) > characters:
            self.refuse(node, f"is longer than {characters} characters")

    def _choice(self, node: Node, choices: Sequence[str]) -> str:
        """Return one of the choices; the first one if the node has none of them."""
        word = self._text(node)
        if word and word not in choices:
            self.refuse(node, f"is not one of: {', '.join(choices)}")
        return word if word in choices else choices[0]

    def _id(self, node: Node, kind: str) -> str:
        word = self._text(node)
        if word:
            self.check_id(node, word)
            self.lines.put(kind, word, self.file, node.line)
        return word

    def _prose(self, node: Node, owner: Owner, *, is_name: bool = False) -> str:
        text = self._text(node)
        self.passages.append(Passage(self.file, node.text_line, owner, text, is_name=is_name))
        return text

    def _number(self, node: Node) -> int:
        word = self._text(node)
        if word.isascii() and word.isdigit() and len(word) <= MAX_DIGITS:
            return int(word)
        if word:
            self.refuse(node, f'"{word}" is not a whole number')
        return 0

    def _blocks(self, node: Node, owner: Owner) -> tuple[Block, ...]:
        self._text(node)  # refuses what is empty, or no text
        if not isinstance(node.value, str):
            return ()
        return self.markdown(node.value, node.text_line, owner)

    def _spans(self, node: Node, owner: Owner) -> Spans:
        match self._blocks(node, owner):
            case (Paragraph(spans),):
                return spans
            case (_, *_):
                self.refuse(node, "has to be one paragraph")
        return ()

    def _partial_date(self, node: Node, otherwise: str) -> str:
        word = self._text(node)
        if word not in ("", otherwise) and not is_date(word):
            allowed = f', or "{otherwise}"' if otherwise else ""
            self.refuse(node, f"a date reads 2026, 2026-11 or 2026-11-23{allowed}")
        return word

    def _day(self, node: Node) -> str:
        word = self._text(node)
        if word and not (len(word) == len("2026-11-23") and is_date(word)):
            self.refuse(node, "a date reads 2026-11-23")
        return word

    def _shown_as(self, node: Node) -> tuple[tuple[str, bool], ...]:
        pairs = self.mapping(node).items()
        return tuple([(key, self._choice(form, SHOWN_AS) == "full") for key, form in pairs])

    def _count(self, node: Node) -> tuple[int, int, int]:
        word = self._text(node)
        match = re.fullmatch(COUNT, word)
        if match is None:
            if word:
                self.refuse(node, 'a count reads "2 of 5" or "2 to 4 of 5"')
            return (0, 0, 0)
        low, high, asked = match[1], match[2] or match[1], match[3]
        return (int(low), int(high), int(asked))

    def _chart(self, text: str, first_line: int, owner: Owner) -> Chart | None:
        """Return a chart; its title and each bar are passages."""
        try:
            node = strict_yaml.parse(text, self.file, first_line)
        except ContentProblems as found:
            self.problems += found.problems
            return None
        pairs = self.pairs(node, ["title", "bars"], ["unit"])
        title, unit = (
            self._prose(pairs[name], owner, is_name=True) if name in pairs else ""
            for name in ("title", "unit")
        )
        rows = self.items(pairs.get("bars", MISSING))
        bars = [bar for row in rows if (bar := self._bar(row, owner))]
        units = {chart.unit(bar.says) for bar in bars}
        if not unit and len(units) == 1:
            (unit,) = units
        if bars and (not unit or (chart.DAYS in units and units != {unit})):
            self.refuse(node, 'needs one unit for all bars: add "unit" (for times it is days)')
            return None
        return Chart(title, tuple(bars), unit=unit) if bars else None

    def _bar(self, node: Node, owner: Owner) -> Bar | None:
        pairs = self.pairs(node, ["label", "fact"], chart.SHAPES)
        shapes = [shape for shape in chart.SHAPES if shape in pairs]
        label, fact = (self._text(pairs.get(name, MISSING)) for name in ("label", "fact"))
        if len(shapes) != 1:
            self.refuse(node, f"must have exactly one of: {', '.join(chart.SHAPES)}")
            return None
        says = self._text(pairs[shapes[0]])
        words = f"{label}: {says} [#{fact}]"
        self.passages.append(Passage(self.file, node.line, owner, words, is_name=True))
        lengths = chart.lengths(shapes[0], says)
        if lengths is None:
            self.refuse(pairs[shapes[0]], "does not contain a valid length")
            return None
        return Bar(label, says, *lengths, fact)


class FieldInFile(Frozen):
    """A field of a record, as its class declares it."""

    key: str
    annotation: Any
    is_id: bool
    required: bool


def _declared(cls: type[Frozen]) -> dict[str, FieldInFile]:
    """Return the fields of a class that a file may set, by name."""
    annotations = get_type_hints(cls, include_extras=True)
    found = {}
    for field in fields(cls):  # leaves out what belongs to the class
        name = field.name
        marks = getattr(annotations[name], "__metadata__", ())
        if Mark.NOT_IN_FILE not in marks:
            named = [mark.name for mark in marks if isinstance(mark, Key)]
            key = named[0] if named else getattr(cls, "key_in_file", str)(name)
            required = field.default is NO_DEFAULT and field.default_factory is NO_DEFAULT
            found[name] = FieldInFile(key, annotations[name], Mark.ID in marks, required)
    return found


fields_in_file: Callable[[Any], dict[str, FieldInFile]] = cache(_declared)


def is_date(word: str) -> bool:
    """Return whether a word is a date: a year, a month or a day."""
    if not re.fullmatch(DATE, word):
        return False
    try:
        date.fromisoformat(word + "-01-01"[len(word) - 4 :])
    except ValueError:
        return False
    return True
