"""Decodes YAML nodes into the model, by the annotations of its fields, and collects every problem.

`model.field_types` has the marks that an annotation may carry.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING as NO_DEFAULT
from datetime import date
from enum import EnumType
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Protocol, TypeVar, get_args, get_origin, get_type_hints

from kickcheck.content import chart, markdown_parser, strict_yaml
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.content.strict_yaml import MAX_TEXT_CHARACTERS, MISSING, Node, Passage
from kickcheck.frozen import Frozen
from kickcheck.model import Bar, Block, Chart, Span
from kickcheck.model.field_types import Choice, Key, Keys, Mark, OwnedBy, PartialDate
from kickcheck.safe_text import quoted

Owner = tuple[str, str]
"""What a passage belongs to: the kind of a record, and its id."""

Record = TypeVar("Record", bound=Frozen)

ID = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_COUNT = r"(\d{1,2})(?: to (\d{1,2}))? of (\d{1,2})"
_BLOCKS, _SPANS = tuple[Block, ...], tuple[Span, ...]
MAX_DIGITS = 3


class Places(Protocol):
    """Keeps the line on which each record stands."""

    def put(self, kind: str, name: str, file: str, line: int) -> None:
        """Remember where a record stands."""


class Decoder:
    """Decodes the nodes of one file.

    Args:
        file: its name, for problems.
        problems: takes every problem.
        passages: takes every text that a person may read.
        places: takes the line of every record.

    """

    def __init__(
        self,
        file: str,
        problems: list[Problem],
        passages: list[Passage] | None = None,
        places: Places | None = None,
    ) -> None:
        self.file = file
        self.problems = problems
        self.passages = [] if passages is None else passages
        self.places = places
        self._by_mark: Mapping[Mark, Callable[[Node], object]] = {
            Mark.SHOWN_AS: self._shown_as,
            Mark.COUNT: self._count,
            Mark.DAY: self._day,
            Mark.YES_OR_NO: lambda node: self.choice(node, ("yes", "no")) == "yes",
            Mark.MAY_BE_EMPTY: lambda node: self.text(node, empty=True),
            Mark.TEXT_WITH_LINE: lambda node: (node.line, self.text(node)),
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
        """Return a record of the model.

        Args:
            cls: its class.
            node: what a file says of it.
            owner: what its passages belong to, unless the record has a kind of its own.
            given: fields that stand elsewhere, such as in the name of the file.

        """
        declared = _declared(cls)  # type: ignore[arg-type]  # a class can be hashed
        read = {name: field for name, field in declared.items() if name not in given}
        required = [field.key for field in read.values() if field.required]
        pairs = self.pairs(node, required, [field.key for field in read.values()])
        values = dict(given)
        kind = getattr(cls, "kind_of_owner", "")
        if kind and "id" in given:
            owner = (kind, str(given["id"]))
        for name, field in read.items():
            value = pairs.get(field.key)
            if kind and "id" not in declared and "id" not in given:
                # Each field of such a record is a part of its own.
                owner = (kind, field.key)
                self._put(kind, name, value)
            if value is None:
                values[name] = field.otherwise
            elif Mark.ID in field.marks:
                values[name] = self._id(value, kind)
                owner = (kind, str(values[name]))
            else:
                values[name] = self.value(field.type, value, owner, field.marks)
        return cls(**values)

    def value(
        self, annotation: Any, node: Node, owner: Owner = ("", ""), marks: Collection[object] = ()
    ) -> Any:
        """Return what a node holds, as an annotation says it."""
        if get_origin(annotation) is Annotated:
            annotation, *marks = get_args(annotation)
        found: Any
        match [mark for mark in marks if not isinstance(mark, Key)]:
            case [OwnedBy(kind)]:
                found = self._by_type(annotation, node, (kind, owner[1]))
            case [Choice(words)]:
                found = self.choice(node, words)
                if isinstance(annotation, EnumType):
                    found = annotation(found)
            case [PartialDate(otherwise)]:
                found = self._partial_date(node, otherwise)
            case [Keys(names)]:
                pairs = self.pairs(node, names)
                found = {name: self.text(pairs.get(name, MISSING), empty=True) for name in names}
            case [Mark.PROSE | Mark.PROMPT as mark]:
                found = self._prose(node, owner, keep_blank=mark is Mark.PROMPT)
            case [Mark() as mark]:
                found = self._by_mark[mark](node)
            case _:
                found = self._by_type(annotation, node, owner)
        return found

    def _by_type(self, annotation: Any, node: Node, owner: Owner) -> Any:
        found: Any
        if annotation is str:
            found = self.text(node)
        elif annotation is int:
            found = self._number(node)
        elif annotation == _BLOCKS:
            found = self._blocks(node, owner)
        elif annotation == _SPANS:
            text = self._prose(node, owner)
            found = markdown_parser.inline(text, self.file, node.text_line, self.problems)
        elif isinstance(annotation, EnumType):
            words = [str(member.value) for member in list[Any](annotation)]
            found = annotation(self.choice(node, words))
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

    # --- by hand -----------------------------------------------------------------------------

    def refuse(self, node: Node, message: str) -> None:
        """Note a problem at a node."""
        self.problems.append(Problem(self.file, node.line, message))

    def mapping(self, node: Node) -> Mapping[str, Node]:
        """Return the pairs of a node."""
        if isinstance(node.value, dict):
            return node.value
        if node is not MISSING:  # which was told already
            self.refuse(node, "has to be names with values (name: value)")
        return {}

    def pairs(
        self, node: Node, required: Collection[str], allowed: Collection[str] = ()
    ) -> Mapping[str, Node]:
        """Return the pairs of a node that has to hold some names and may hold no others."""
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

    def text(self, node: Node, *, empty: bool = False) -> str:
        """Return a text, its line breaks as spaces."""
        if not isinstance(node.value, str):
            self.refuse(node, "has to be text")
            return ""
        text = " ".join(node.value.split())
        if not text and not empty and node is not MISSING:
            self.refuse(node, "is empty")
        return text

    def words(self, node: Node) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple([self.text(item) for item in self.items(node)])

    def choice(self, node: Node, choices: Collection[str]) -> str:
        """Return one of some words; the first of them where it is none."""
        word = self.text(node)
        if word not in choices:
            self.refuse(node, f"is not one of: {', '.join(choices)}")
            word = next(iter(choices))
        return word

    def markdown(self, text: str, first_line: int, owner: Owner) -> tuple[Block, ...]:
        """Return Markdown that begins on a line of the file as blocks."""
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

    # --- the kinds of value --------------------------------------------------------------------

    def _id(self, node: Node, kind: str) -> str:
        word = self.text(node)
        if word:
            self.check_id(node, word)
            self._put(kind, word, node)
        return word

    def _put(self, kind: str, name: str, node: Node | None) -> None:
        if self.places is not None and node is not None:
            self.places.put(kind, name, self.file, node.line)

    def check_id(self, node: Node, word: str) -> None:
        """Refuse a word that is not a valid id."""
        if not re.fullmatch(ID, word):
            self.refuse(node, f'"{word}" is not a valid id (use lower-case words and hyphens)')

    def _prose(self, node: Node, owner: Owner, *, keep_blank: bool = False) -> str:
        text = self.text(node)
        self.passages.append(Passage(self.file, node.text_line, owner, text))
        ends_blank = isinstance(node.value, str) and node.value.endswith(" ")
        return f"{text} " if keep_blank and ends_blank else text

    def _number(self, node: Node) -> int:
        word = self.text(node)
        if word.isascii() and word.isdigit() and len(word) <= MAX_DIGITS:
            return int(word)
        self.refuse(node, f'"{word}" is not a whole number')
        return 0

    def _blocks(self, node: Node, owner: Owner) -> tuple[Block, ...]:
        if not isinstance(node.value, str):
            self.refuse(node, "has to be text")
            return ()
        return self.markdown(node.value, node.text_line, owner)

    def _partial_date(self, node: Node, otherwise: str) -> str:
        word = self.text(node)
        if word not in ("", otherwise) and not is_date(word):
            allowed = f', or "{otherwise}"' if otherwise else ""
            self.refuse(node, f"a date reads 2026, 2026-11 or 2026-11-23{allowed}")
        return word

    def _day(self, node: Node) -> str:
        word = self.text(node)
        if word and not (len(word) == len("2026-11-23") and is_date(word)):
            self.refuse(node, "a date reads 2026-11-23")
        return word

    def _shown_as(self, node: Node) -> tuple[tuple[str, bool], ...]:
        forms = ("full", "brief")
        pairs = self.mapping(node).items()
        return tuple([(key, self.choice(form, forms) == "full") for key, form in pairs])

    def _count(self, node: Node) -> tuple[int, int, int]:
        match = re.fullmatch(_COUNT, self.text(node))
        if match is None:
            self.refuse(node, 'a count reads "2 of 5" or "2 to 4 of 5"')
            return (0, 0, 0)
        low, high, asked = match[1], match[2] or match[1], match[3]
        return (int(low), int(high), int(asked))

    def _chart(self, text: str, first_line: int, owner: Owner) -> Chart | None:
        """Return a chart; its title and each row are passages like any other."""
        try:
            node = strict_yaml.parse(text, self.file, first_line)
        except ContentProblems as found:
            self.problems += found.problems
            return None
        pairs = self.pairs(node, ["title", "bars"])
        title = self._prose(pairs["title"], owner) if "title" in pairs else ""
        rows = self.items(pairs.get("bars", MISSING))
        bars = [bar for row in rows if (bar := self._bar(row, owner))]
        return Chart(title, tuple(bars)) if bars else None

    def _bar(self, node: Node, owner: Owner) -> Bar | None:
        pairs = self.pairs(node, ["label", "fact"], chart.SHAPES)
        shapes = [shape for shape in chart.SHAPES if shape in pairs]
        label, fact = (self.text(pairs.get(name, MISSING)) for name in ("label", "fact"))
        if len(shapes) != 1:
            self.refuse(node, f"has one of: {', '.join(chart.SHAPES)}")
            return None
        says = self.text(pairs[shapes[0]])
        self.passages.append(Passage(self.file, node.line, owner, f"{label}: {says} [#{fact}]"))
        lengths = chart.lengths(shapes[0], says)
        if lengths is None:
            self.refuse(pairs[shapes[0]], "names no length that can be drawn")
            return None
        return Bar(label, says, *lengths, fact)


class _Declared(Frozen):
    """A field of a record, as its class declares it."""

    key: str
    type: Any
    marks: tuple[object, ...]
    required: bool
    otherwise: object


@cache
def _declared(cls: Any) -> dict[str, _Declared]:
    """Return the fields of a class that stand in files, by name."""
    hints = get_type_hints(cls, include_extras=True)
    found = {}
    for name, field in cls.__dataclass_fields__.items():
        annotation = hints[name]
        marks: tuple[object, ...] = ()
        if get_origin(annotation) is Annotated:
            annotation, *marks = get_args(annotation)  # type: ignore[assignment]
        if Mark.NOT_IN_FILE in marks:
            continue
        named = [mark.name for mark in marks if isinstance(mark, Key)]
        key = named[0] if named else getattr(cls, "key_in_file", str)(name)
        required = field.default is NO_DEFAULT and field.default_factory is NO_DEFAULT
        if field.default is not NO_DEFAULT:
            otherwise = field.default
        elif field.default_factory is not NO_DEFAULT:
            otherwise = field.default_factory()
        else:
            otherwise = ""
        found[name] = _Declared(key, annotation, tuple(marks), required, otherwise)
    return found


def is_date(word: str) -> bool:
    """Tell whether a word is a day, a month or a year of the calendar."""
    if not re.fullmatch(_DATE, word):
        return False
    try:
        date.fromisoformat(word + "-01-01"[len(word) - 4 :])
    except ValueError:
        return False
    return True
