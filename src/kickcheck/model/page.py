"""What is shown: a page of a few kinds of block."""

from collections.abc import Iterator
from enum import StrEnum

from kickcheck.frozen import Frozen


class Style(StrEnum):
    """How a span stands in its line."""

    PLAIN = "plain"
    STRONG = "strong"
    SOURCE = "source"  # the text is a citation key
    FACT = "fact"  # the text is a fact id


class Span(Frozen):
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN


Spans = tuple[Span, ...]


class Heading(Frozen):
    """A heading; level 1 is the page's own."""

    text: str
    level: int = 2


class Paragraph(Frozen):
    """A paragraph; a small one is what the rest stands on, for whoever looks it up."""

    spans: Spans
    small: bool = False


class List(Frozen):
    """A list; a small one is what the rest stands on, for whoever looks it up."""

    items: tuple[Spans, ...]
    ordered: bool = False
    small: bool = False


class Callout(Frozen):
    """Something that has to be seen before the rest."""

    title: str
    blocks: "tuple[Block, ...]"


class DefinitionList(Frozen):
    """Rows of a name and what is said about it; read aloud as "name: what"."""

    rows: tuple[tuple[Spans, Spans], ...]


class Bar(Frozen):
    """One row of a chart, in one unit for all: full from `begin` to `sure`, faint up to `end`.

    `says` is the figure as `fact` has it.
    """

    label: str
    says: str
    begin: float
    sure: float
    end: float
    fact: str

    @property
    def sentence(self) -> str:
        """The row in words."""
        return f"{self.label}: {self.says}"


class Chart(Frozen):
    """Figures to look at: lengths beside each other, or stretches of time on one line."""

    title: str
    bars: tuple[Bar, ...]
    source: str = ""

    @property
    def longest(self) -> float:
        """Where the row that reaches furthest ends."""
        return max(bar.end for bar in self.bars)


Block = Heading | Paragraph | List | Callout | DefinitionList | Chart


def spans_of(blocks: tuple[Block, ...]) -> Iterator[Span]:
    """Walk over every span of blocks, and over the facts that charts stand on."""
    for block in blocks:
        match block:
            case Paragraph(line):
                yield from line
            case List(items):
                for item in items:
                    yield from item
            case Callout(_, inner):
                yield from spans_of(inner)
            case DefinitionList(rows):
                for name, what in rows:
                    yield from (*name, *what)
            case Heading():
                pass
            case Chart(_, bars):
                for bar in bars:
                    yield Span(bar.fact, Style.FACT)


class Page(Frozen):
    """What is shown at once."""

    title: str
    blocks: tuple[Block, ...]
