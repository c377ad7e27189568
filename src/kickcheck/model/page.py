"""Pages: a title and blocks, independent of the output format."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

from kickcheck.frozen import Frozen


class Style(StrEnum):
    """How a span is emphasized."""

    PLAIN = "plain"
    STRONG = "strong"


class Span(Frozen):
    """A run of text in one style; `link` is the address that it opens in a saved page."""

    text: str
    style: Style = Style.PLAIN
    link: str = ""


class Citation(Frozen):
    """A reference to a source or to a fact.

    Args:
        key: the key of the source, or the id of the fact.
        is_fact: whether it is a fact.
        text: how the reference is printed; set by the localizer.

    """

    key: str
    is_fact: bool = False
    text: str = ""
    style: ClassVar[Style] = Style.PLAIN


Spans = tuple[Span | Citation, ...]


class Heading(Frozen):
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2


class Paragraph(Frozen):
    """A paragraph; a small one holds sources or notes on the page.

    `on_paper`: whether it is of use there, unlike a command to type.
    """

    spans: Spans
    small: bool = False
    on_paper: bool = True


class List(Frozen):
    """A list, bulleted or numbered; a small one holds sources.

    `unless` has a condition for each item, or is empty: the answers that leave the item out, by
    question.
    """

    items: tuple[Spans, ...]
    ordered: bool = False
    small: bool = False
    unless: tuple[Mapping[str, frozenset[str]], ...] = ()


class Callout(Frozen):
    """Blocks that stand out from the rest of the page, under a title that may be empty.

    `continued` is the title on the next screen, if the callout is longer than one.
    """

    title: str
    blocks: "tuple[Block, ...]"
    continued: str = ""


class PageBreak(Frozen):
    """The end of a screen; without effect where a page is not shown in parts."""


class DefinitionList(Frozen):
    """Rows of a name and its description, in plain text "name: description"."""

    rows: tuple[tuple[Spans, Spans], ...]


class FillIn(Frozen):
    """A prompt with empty rows below it, to fill in by hand on paper. It is never typed in.

    `says` stands for the rows where they cannot be seen; set by the localizer.
    """

    spans: Spans
    rows: int = 1
    says: str = ""


class Bar(Frozen):
    """One row of a chart: full from `begin` to `sure`, faint from there to `end`.

    All bars of a chart use the same unit. `says` is the figure in words, as `fact` states it.
    """

    label: str
    says: str
    begin: float
    sure: float
    end: float
    fact: str

    @property
    def sentence(self) -> str:
        """The row as text."""
        return f"{self.label}: {self.says}"


class Chart(Frozen):
    """A bar chart of amounts or of periods of time, in one unit, such as days."""

    title: str
    bars: tuple[Bar, ...]
    source: str = ""
    unit: str = ""

    @property
    def longest(self) -> float:
        """The largest end of any bar."""
        return max(bar.end for bar in self.bars)


Block = Heading | Paragraph | List | Callout | DefinitionList | FillIn | Chart


def introduces(block: Block, following: "Sequence[Block | PageBreak]") -> bool:
    """Tell whether a block stays with the next one: a heading, or what leads to a list or chart."""
    if isinstance(block, Heading):
        return bool(following)
    leads = bool(following) and isinstance(following[0], List | DefinitionList | Chart)
    return isinstance(block, Paragraph) and leads


def spans_of(blocks: tuple[Block, ...]) -> Iterator[Span | Citation]:
    """Yield every span of blocks except headings, and each fact that a chart cites."""
    for block in blocks:
        match block:
            case Paragraph(line) | FillIn(line):
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
                    yield Citation(bar.fact, is_fact=True)


class Page(Frozen):
    """A titled page, the unit that is shown or saved."""

    title: str
    blocks: tuple[Block | PageBreak, ...]

    @property
    def unbroken(self) -> tuple[Block, ...]:
        """The blocks without the ends of screens."""
        return tuple(block for block in self.blocks if not isinstance(block, PageBreak))
