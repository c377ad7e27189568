"""Nodes into values: says what is missing, unknown or of the wrong kind, and goes on."""

from collections.abc import Collection, Mapping

from kickcheck.content import chart, markdown_parser, strict_yaml
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.content.strict_yaml import MAX_TEXT_CHARACTERS, MISSING, Node, Passage
from kickcheck.model import Answer, Bar, Block, Chart, Condition, Spans
from kickcheck.safe_text import quoted


class Reader:
    """Reads the nodes of one file and gathers its problems."""

    def __init__(
        self, file: str, problems: list[Problem], passages: list[Passage] | None = None
    ) -> None:
        self.file = file
        self.problems = problems
        self.passages = [] if passages is None else passages
        self.part = ("", "")

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

    def fields(
        self, node: Node, required: Collection[str], optional: Collection[str] = ()
    ) -> "Fields":
        """Return the pairs of a node, of which it has to hold some and may hold no others."""
        pairs = self.mapping(node)
        if isinstance(node.value, dict):
            for name in required:
                if name not in pairs:
                    self.refuse(node, f'"{name}" is missing')
            for name, value in pairs.items():
                if name not in required and name not in optional:
                    self.refuse(value, f"{quoted(name, 'this name')} is not known here")
        return Fields(self, pairs, node)

    def items(self, node: Node) -> list[Node]:
        """Return the nodes of a list."""
        if isinstance(node.value, list):
            return node.value
        self.refuse(node, "has to be a list")
        return []

    def text(self, node: Node, *, empty: bool = False) -> str:
        """Return a text, its line breaks as spaces."""
        if not isinstance(node.value, str):
            self.refuse(node, "has to be text")
            return ""
        text = " ".join(node.value.split())
        if not text and not empty:
            self.refuse(node, "is empty")
        return text

    def prose(self, node: Node, *, empty: bool = False) -> str:
        """Return a text that a person reads."""
        text = self.text(node, empty=empty)
        self.passages.append(Passage(self.file, node.text_line, self.part, text))
        return text

    def words(self, node: Node) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(self.text(item) for item in self.items(node))

    def choice(self, node: Node, choices: Collection[str], default: str) -> str:
        """Return one of some words."""
        word = self.text(node)
        if word in choices:
            return word
        self.refuse(node, f"is not one of: {', '.join(choices)}")
        return default

    def number(self, node: Node) -> int:
        """Return a whole number of at most three digits."""
        word = self.text(node)
        if word.isascii() and word.isdigit() and len(word) <= 3:
            return int(word)
        self.refuse(node, f'"{word}" is not a whole number')
        return 0

    def blocks(self, node: Node) -> tuple[Block, ...]:
        """Return Markdown as blocks."""
        if not isinstance(node.value, str):
            self.refuse(node, "has to be text")
            return ()
        return self.markdown(node.value, node.text_line)

    def markdown(self, text: str, first_line: int) -> tuple[Block, ...]:
        """Return Markdown that begins on a line of the file as blocks."""
        if len(text) > MAX_TEXT_CHARACTERS:
            message = f"is longer than {MAX_TEXT_CHARACTERS:,} characters"
            self.problems.append(Problem(self.file, first_line, message))
            return ()
        tokens = markdown_parser.parse(text)
        for line, paragraph in markdown_parser.paragraphs(tokens, first_line):
            self.passages.append(Passage(self.file, line, self.part, paragraph))
        return markdown_parser.blocks(tokens, self.file, first_line, self.problems, self._chart)

    def _chart(self, text: str, first_line: int) -> Chart | None:
        """Return a chart; its title and each row are passages like any other."""
        try:
            node = strict_yaml.parse(text, self.file, first_line)
        except ContentProblems as found:
            self.problems += found.problems
            return None
        top = self.fields(node, ["title", "bars"])
        title = top.prose("title")
        bars = [bar for item in top.items("bars") if (bar := self._bar(item))]
        return Chart(title, tuple(bars)) if bars else None

    def _bar(self, node: Node) -> Bar | None:
        fields = self.fields(node, ["label", "fact"], chart.SHAPES)
        shapes = [shape for shape in chart.SHAPES if shape in fields]
        label, fact = fields.text("label"), fields.text("fact")
        if len(shapes) != 1:
            self.refuse(node, f"has one of: {', '.join(chart.SHAPES)}")
            return None
        says = fields.text(shapes[0])
        self.passages.append(Passage(self.file, node.line, self.part, f"{label}: {says} [#{fact}]"))
        lengths = chart.lengths(shapes[0], says)
        if lengths is None:
            self.refuse(fields.node(shapes[0]), "names no length that can be drawn")
            return None
        return Bar(label, says, *lengths, fact)

    def spans(self, node: Node) -> Spans:
        """Return one paragraph of Markdown as spans."""
        return markdown_parser.inline(self.prose(node), self.file, node.text_line, self.problems)

    def condition(self, node: Node) -> Condition:
        """Return question ids, each with a list of answers."""
        return {
            question_id: frozenset(self.answer(item) for item in self.items(answers))
            for question_id, answers in self.mapping(node).items()
        }

    def answer(self, node: Node) -> Answer:
        """Return an answer. Only the four words will do: true and 1 could mean anything."""
        return Answer(self.choice(node, [answer.value for answer in Answer], Answer.SKIP))


class Fields:
    """The pairs of a mapping; what is missing was noted and reads as nothing."""

    def __init__(self, reader: Reader, pairs: Mapping[str, Node], parent: Node) -> None:
        self.reader = reader
        self.pairs = pairs
        self.parent = parent

    def __contains__(self, name: str) -> bool:
        return name in self.pairs

    def node(self, name: str) -> Node:
        """Return a value as a node."""
        return self.pairs.get(name, MISSING)

    def text(self, name: str, default: str = "") -> str:
        """Return a text, or the default where there is none."""
        return self.reader.text(self.pairs[name]) if name in self.pairs else default

    def prose(self, name: str) -> str:
        """Return a text that a person reads, or nothing."""
        return self.reader.prose(self.pairs[name]) if name in self.pairs else ""

    def maybe_empty(self, name: str) -> str:
        """Return a text that may be empty."""
        return self.reader.text(self.pairs[name], empty=True) if name in self.pairs else ""

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, or nothing."""
        return self.reader.words(self.pairs[name]) if name in self.pairs else ()

    def items(self, name: str) -> list[Node]:
        """Return a list of nodes, or nothing."""
        return self.reader.items(self.pairs[name]) if name in self.pairs else []

    def blocks(self, name: str) -> tuple[Block, ...]:
        """Return Markdown as blocks, or nothing."""
        return self.reader.blocks(self.pairs[name]) if name in self.pairs else ()

    def choice(self, name: str, choices: Collection[str], default: str) -> str:
        """Return one of some words, or the default."""
        if name not in self.pairs:
            return default
        return self.reader.choice(self.pairs[name], choices, default)

    def condition(self, name: str) -> Condition:
        """Return question ids with answers, or nothing."""
        return self.reader.condition(self.pairs[name]) if name in self.pairs else {}
