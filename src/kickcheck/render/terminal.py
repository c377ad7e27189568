"""Renders a page for a terminal. Bold text and rules show its structure; colour only repeats it.

Text keeps the terminal's default colour. Only bars and rules are coloured, so that no theme can
make a word unreadable.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style as RichStyle
from rich.text import Text as StyledLine

from kickcheck.frozen import Frozen
from kickcheck.model import (
    Block,
    Callout,
    Chart,
    DefinitionList,
    FillIn,
    Heading,
    List,
    Page,
    PageBreak,
    Paragraph,
    Spans,
    Style,
    introduces,
)
from kickcheck.render import Drawing, Piece
from kickcheck.render.scale import Tick, ticks
from kickcheck.render.wrap import wrapped

_CONSOLE = Console(width=80, color_system=None, legacy_windows=False, _environ={})
_BOLD = "bold"
_RULE = "cyan"
_BAR = "red"
_NARROW = 20  # columns; a callout has no bar in a narrower window
_MIN_BAR_CELLS = 16  # minimum for a bar beside its label and figure
_MIN_SCALE_CELLS = 8  # minimum for a scale beside its unit


def draw(page: Page, width: int, *, colour: bool) -> Drawing:
    """Return a page as pieces, with escape codes for bold and colour."""
    names = [_styled(name) for block in page.blocks if isinstance(block, DefinitionList)
             for name, _ in block.rows]  # fmt: skip
    column = max((cell_len(name.plain) for name in names), default=0)

    def ansi(lines: Sequence[StyledLine]) -> tuple[str, ...]:
        return tuple(_ansi(line, colour=colour) for line in lines)

    return [
        Piece(
            ansi(piece.lines),
            piece.gap if not isinstance(piece.gap, StyledLine) else ansi([piece.gap])[0],
            piece.keep_with_next,
            piece.starts_part,
            ansi(piece.continued),
        )
        for piece in _pieces(page.blocks, width, column)
    ]


class _StyledPiece(Frozen):
    """A `Piece` of lines that are not encoded yet."""

    lines: Sequence[StyledLine]
    gap: StyledLine | str | None = ""
    keep_with_next: bool = False
    starts_part: bool = False
    continued: Sequence[StyledLine] = ()


def _pieces(blocks: Sequence[Block | PageBreak], width: int, column: int) -> Iterator[_StyledPiece]:
    """Yield the pieces of blocks; `column` is the width of the names in definition lists."""
    starts_part = introduced = False
    for number, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            starts_part = True
            continue
        keep = introduces(block, blocks[number + 1 :])
        for piece in _block(block, width, column, keep=keep, gap=None if introduced else ""):
            yield replace(piece, starts_part=True) if starts_part else piece
            starts_part = False
        # A list stands directly below the sentence that introduces it.
        introduced = keep and isinstance(block, Paragraph)


def _block(
    block: Block, width: int, column: int, *, keep: bool, gap: str | None
) -> Iterator[_StyledPiece]:
    """Yield the pieces of a block; `gap` precedes a list."""
    match block:
        case Heading(text, level):
            rule = [StyledLine().append("─" * width, style=_RULE)] if level == 1 else []
            title = wrapped(StyledLine(text, style=_BOLD), width)
            yield _StyledPiece([*title, *rule], keep_with_next=keep)
        case Paragraph(spans):
            yield _StyledPiece(wrapped(_styled(spans), width), keep_with_next=keep)
        case FillIn(spans, rows):
            rules = [StyledLine("_" * width) for _ in range(rows)]
            yield _StyledPiece([*wrapped(_styled(spans), width), *rules])
        case List(items, ordered):
            for number, item in enumerate(items, start=1):
                lead = f" {number}. " if ordered else "  • "
                lines = wrapped(_styled(item), width, lead, " " * len(lead))
                yield _StyledPiece(lines, gap=gap if number == 1 else None)
        case Callout():
            yield from _callout(block, width, column)
        case DefinitionList(rows):
            for name, what in rows:
                lines = list(_definition_row(name, what, width, column))
                yield _StyledPiece(lines, gap=gap if name is rows[0][0] else None)
        case Chart():
            yield _StyledPiece(list(_chart(block, width)))


def _callout(callout: Callout, width: int, column: int) -> Iterator[_StyledPiece]:
    """Yield blocks with a bar at the left, so that a callout on two screens is recognizable."""
    bar = StyledLine().append("┃ ", style=_BAR) if width > _NARROW else StyledLine()
    inner = width - len(bar)

    def title(text: str) -> list[StyledLine]:
        return [bar + line for line in wrapped(StyledLine(text, style=_BOLD), inner)]

    if callout.title:
        yield _StyledPiece(title(callout.title), keep_with_next=True)
    again = [*title(callout.continued), bar] if callout.continued else []
    for number, piece in enumerate(_pieces(callout.blocks, inner, column)):
        first = not callout.title and number == 0
        gap = piece.gap if piece.gap is None or first else bar
        yield replace(piece, lines=[bar + line for line in piece.lines], gap=gap, continued=again)


def _definition_row(name: Spans, what: Spans, width: int, column: int) -> Iterable[StyledLine]:
    head = StyledLine(_styled(name).plain, style=_BOLD)
    if column + 4 <= width * 2 // 5:
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
