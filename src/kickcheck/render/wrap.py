"""Spans wrapped by the cells that they take, not by characters; no letter is ever lost."""

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Line

from kickcheck.model import Spans, Style

CONSOLE = Console(width=80, color_system=None, legacy_windows=False, _environ={})


def wrapped(line: Line, width: int, first: str = "", rest: str = "") -> list[Line]:
    """Return a line folded to a width, the first and the other lines led by some text.

    Leads that leave too little room are dropped, so that a narrow screen keeps every word.
    """
    room = width - max(cell_len(first), cell_len(rest))
    if room < 8:
        # The mark of a list stays, as part of the text.
        room, line, first, rest = max(width, 1), Line(first.lstrip()) + line, "", ""
    folded = line.wrap(CONSOLE, room, overflow="fold", no_wrap=False)
    lines = []
    for number, part in enumerate(folded):
        part.rstrip()
        lines.append(Line(rest if number else first) + part)
    return lines or [Line(first)]


def styled(spans: Spans, strong: str = "") -> Line:
    """Return spans as one line of Rich text, strong ones in a style."""
    line = Line()
    for span in spans:
        line.append(span.text, style=strong if span.style is Style.STRONG else "")
    return line
