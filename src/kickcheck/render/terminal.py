"""A page on a terminal: bold and rules carry the order, colour only repeats it.

Text stands in the terminal's own foreground; only bars and rules are coloured, so that no
theme can make a word unreadable.
"""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style as RichStyle
from rich.text import Text as Line

from kickcheck.model import (
    Block,
    Chart,
    Heading,
    Items,
    Notice,
    Page,
    Span,
    Spans,
    Style,
    Table,
    Text,
)
from kickcheck.render import Drawing
from kickcheck.render.wrap import wrapped

_CONSOLE = Console(width=80, color_system=None, legacy_windows=False, _environ={})
_BOLD = "bold"
_RULE = "cyan"
_BAR = "red"
_ROOM = 16  # cells that a bar needs beside its words


def draw(page: Page | str, width: int, *, colour: bool) -> Drawing:
    """Return the lines of each block of a page, with escape codes for bold and colour.

    A text stands for a page of one paragraph.
    """
    blocks = (Text((Span(page),)),) if isinstance(page, str) else page.blocks
    names = [_styled(name) for block in blocks if isinstance(block, Table)
             for name, _ in block.rows]  # fmt: skip
    column = max((cell_len(name.plain) for name in names), default=0)
    return [
        [_ansi(line, colour=colour) for line in lines]
        for block in blocks
        for lines in _block(block, width, column)
    ]


def _block(block: Block, width: int, column: int = 0) -> list[list[Line]]:
    """Return the lines of a block; `column` is the width of the names of every table."""
    match block:
        case Heading(text, level):
            rule = [Line().append("─" * width, style=_RULE)] if level == 1 else []
            return [[*wrapped(Line(text, style=_BOLD), width), *rule]]
        case Text(spans):
            return [wrapped(_styled(spans), width)]
        case Items(items, ordered):
            return [list(_items(items, width, ordered=ordered))]
        case Notice(title, blocks):
            return [list(_barred(title, blocks, width))]
        case Table(rows):
            return [list(_rows(rows, width, column))]
        case Chart():
            return [list(_chart(block, width))]


def _items(items: tuple[Spans, ...], width: int, *, ordered: bool) -> Iterable[Line]:
    for number, item in enumerate(items, start=1):
        lead = f" {number}. " if ordered else "  • "
        yield from wrapped(_styled(item), width, lead, " " * len(lead))


def _barred(title: str, blocks: tuple[Block, ...], width: int) -> Iterable[Line]:
    """Yield blocks behind a bar; it can be cut between any two lines and still reads as one."""
    bar = Line().append("┃ ", style=_BAR) if width > 20 else Line()
    inner = width - len(bar)
    runs = [wrapped(Line(title, style=_BOLD), inner)] if title else []
    runs += [lines for block in blocks for lines in _block(block, inner)]
    for number, lines in enumerate(runs):
        if number:
            yield bar.copy()
        for line in lines:
            yield bar + line


def _rows(rows: tuple[tuple[Spans, Spans], ...], width: int, column: int) -> Iterable[Line]:
    beside = column + 4 <= width * 2 // 5
    for name, what in rows:
        head = Line(_styled(name).plain, style=_BOLD)
        if beside:
            pad = " " * (column - cell_len(head.plain) + 2)
            lines = wrapped(_styled(what), width - column - 4)
            yield Line("  ") + head + Line(pad) + lines[0]
            for line in lines[1:]:
                yield Line(" " * (column + 4)) + line
        else:
            yield from wrapped(head, width, "  ", "  ")
            yield from wrapped(_styled(what), width, "    ", "    ")


def _chart(chart: Chart, width: int) -> Iterable[Line]:
    """Yield a chart; where there is little room, each bar stands below its words."""
    yield from wrapped(Line(chart.title, style=_BOLD), width)
    labels = max(cell_len(bar.label) for bar in chart.bars)
    words = max(cell_len(bar.says) for bar in chart.bars)
    beside = width - labels - words - 6
    room = beside if beside >= _ROOM else max(width - 2, 1)
    for bar in chart.bars:
        begin, sure, end = (
            round(at * room / chart.longest) for at in (bar.begin, bar.sure, bar.end)
        )
        end = max(end, begin + 1)  # what is there is seen
        drawn = " " * begin + "█" * (sure - begin) + "░" * (end - max(sure, begin))
        if beside >= _ROOM:
            row = Line(f"  {bar.label}").append(" " * (labels - cell_len(bar.label) + 2))
            row.append(drawn, style=_RULE).append(" " * (room - len(drawn) + 2)).append(bar.says)
            yield row
        else:
            yield from wrapped(Line(bar.sentence), width, "  ", "  ")
            yield Line("  " if width > 2 else "").append(drawn, style=_RULE)
    yield from wrapped(Line(chart.source), width)


def _styled(spans: Spans) -> Line:
    """Return spans as one line of Rich text."""
    line = Line()
    for span in spans:
        line.append(span.text, style=_BOLD if span.style is Style.STRONG else "")
    return line


def _ansi(line: Line, *, colour: bool) -> str:
    parts = []
    for segment in line.render(_CONSOLE):
        style = segment.style or RichStyle.null()
        if not colour:
            style = style.without_color
        parts.append(style.render(segment.text, color_system=ColorSystem.STANDARD))
    return "".join(parts)
