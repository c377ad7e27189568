"""Renders a page for a terminal. Bold text and rules show its structure; colour only repeats it.

Text keeps the terminal's default colour. Only bars and rules are coloured, so that no theme can
make a word unreadable.
"""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style as RichStyle
from rich.text import Text as StyledLine

from kickcheck.model import (
    Block,
    Callout,
    Chart,
    DefinitionList,
    Heading,
    List,
    Page,
    Paragraph,
    Span,
    Spans,
    Style,
)
from kickcheck.render import BlockLines, Drawing
from kickcheck.render.scale import Tick, ticks
from kickcheck.render.wrap import wrapped

_CONSOLE = Console(width=80, color_system=None, legacy_windows=False, _environ={})
_BOLD = "bold"
_RULE = "cyan"
_BAR = "red"
_MIN_BAR_CELLS = 16  # minimum for a bar beside its label and figure
_MIN_SCALE_CELLS = 8  # minimum for a scale beside its unit


def draw(page: Page | str, width: int, *, colour: bool) -> Drawing:
    """Return the lines of each block of a page, with escape codes for bold and colour.

    A string is rendered as a page with one paragraph.
    """
    blocks = (Paragraph((Span(page),)),) if isinstance(page, str) else page.blocks
    names = [_styled(name) for block in blocks if isinstance(block, DefinitionList)
             for name, _ in block.rows]  # fmt: skip
    column = max((cell_len(name.plain) for name in names), default=0)
    drawing = []
    for block in blocks:
        for lines in _block(block, width, column):
            found = BlockLines([_ansi(line, colour=colour) for line in lines])
            found.keep_with_next = isinstance(block, Heading)
            drawing.append(found)
    return drawing


def _block(block: Block, width: int, column: int = 0) -> list[list[StyledLine]]:
    """Return the lines of a block; `column` is the width of the names in every definition list."""
    match block:
        case Heading(text, level):
            rule = [StyledLine().append("─" * width, style=_RULE)] if level == 1 else []
            return [[*wrapped(StyledLine(text, style=_BOLD), width), *rule]]
        case Paragraph(spans):
            return [wrapped(_styled(spans), width)]
        case List(items, ordered):
            return [list(_items(items, width, ordered=ordered))]
        case Callout(title, blocks):
            return [list(_callout(title, blocks, width))]
        case DefinitionList(rows):
            return [list(_definition_rows(rows, width, column))]
        case Chart():
            return [list(_chart(block, width))]


def _items(items: tuple[Spans, ...], width: int, *, ordered: bool) -> Iterable[StyledLine]:
    for number, item in enumerate(items, start=1):
        lead = f" {number}. " if ordered else "  • "
        yield from wrapped(_styled(item), width, lead, " " * len(lead))


def _callout(title: str, blocks: tuple[Block, ...], width: int) -> Iterable[StyledLine]:
    """Yield blocks with a bar at the left, so that a page break in a callout stays recognizable."""
    bar = StyledLine().append("┃ ", style=_BAR) if width > 20 else StyledLine()
    inner = width - len(bar)
    runs = [wrapped(StyledLine(title, style=_BOLD), inner)] if title else []
    runs += [lines for block in blocks for lines in _block(block, inner)]
    for number, lines in enumerate(runs):
        if number:
            yield bar.copy()
        for line in lines:
            yield bar + line


def _definition_rows(
    rows: tuple[tuple[Spans, Spans], ...], width: int, column: int
) -> Iterable[StyledLine]:
    beside = column + 4 <= width * 2 // 5
    for name, what in rows:
        head = StyledLine(_styled(name).plain, style=_BOLD)
        if beside:
            pad = " " * (column - cell_len(head.plain) + 2)
            lines = wrapped(_styled(what), width - column - 4)
            yield StyledLine("  ") + head + StyledLine(pad) + lines[0]
            for line in lines[1:]:
                yield StyledLine(" " * (column + 4)) + line
        else:
            yield from wrapped(head, width, "  ", "  ")
            yield from wrapped(_styled(what), width, "    ", "    ")


def _chart(chart: Chart, width: int) -> Iterable[StyledLine]:
    """Yield a chart with its scale; if the screen is narrow, each bar is below its label."""
    yield from wrapped(StyledLine(chart.title, style=_BOLD), width)
    labels = max(cell_len(bar.label) for bar in chart.bars)
    words = max(cell_len(bar.says) for bar in chart.bars)
    unit = f" {chart.unit}"
    beside = width - labels - max(words, cell_len(unit)) - 6
    if beside >= _MIN_BAR_CELLS:
        cells, indent = beside, labels + 4
    elif width - cell_len(unit) - 2 >= _MIN_SCALE_CELLS:
        cells, indent = width - cell_len(unit) - 2, 2
    else:
        cells, indent, unit = max(width - 2, 1), 2, ""  # the figures name the unit
    for bar in chart.bars:
        begin, sure, end = (
            round(at * cells / chart.longest) for at in (bar.begin, bar.sure, bar.end)
        )
        end = max(end, begin + 1)  # every bar is at least one cell wide
        bar_cells = " " * begin + "█" * (sure - begin) + "░" * (end - max(sure, begin))
        if beside >= _MIN_BAR_CELLS:
            row = StyledLine(f"  {bar.label}").append(" " * (labels - cell_len(bar.label) + 2))
            row.append(bar_cells, style=_RULE).append(" " * (cells - len(bar_cells) + 2)).append(
                bar.says
            )
            yield row
        else:
            yield from wrapped(StyledLine(bar.sentence), width, "  ", "  ")
            yield StyledLine("  " if width > 2 else "").append(bar_cells, style=_RULE)
    if marks := ticks(chart.longest, cells):
        yield StyledLine(" " * indent) + _scale(marks, chart.longest, cells).append(unit)
    yield from wrapped(StyledLine(chart.source), width)


def _scale(marks: Sequence[Tick], longest: float, cells: int) -> StyledLine:
    """Return a line with a number at each tick, such as 0────5────10."""
    line = StyledLine()
    for mark in marks:
        size = len(mark.label)
        at = min(round(mark.value * cells / longest) - size // 2, cells - size)
        line.append("─" * (at - len(line)), style=_RULE).append(mark.label)
    return line.append("─" * (cells - len(line)), style=_RULE)


def _styled(spans: Spans) -> StyledLine:
    """Return spans as one line of Rich text."""
    line = StyledLine()
    for span in spans:
        line.append(span.text, style=_BOLD if span.style is Style.STRONG else "")
    return line


def _ansi(line: StyledLine, *, colour: bool) -> str:
    parts = []
    for segment in line.render(_CONSOLE):
        style = segment.style or RichStyle.null()
        if not colour:
            style = style.without_color
        parts.append(style.render(segment.text, color_system=ColorSystem.STANDARD))
    return "".join(parts)
