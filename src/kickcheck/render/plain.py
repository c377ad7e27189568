"""A page as plain lines: no boxes, no colour, the name or the answer first in its row."""

from rich.text import Text as Line

from kickcheck.model import Block, Chart, Heading, Items, Notice, Page, Table, Text
from kickcheck.render import Drawing
from kickcheck.render.wrap import styled, wrapped


def draw(page: Page, width: int) -> Drawing:
    """Return the lines of each block of a page."""
    return [lines for block in page.blocks for lines in _block(block, width)]


def _block(block: Block, width: int) -> list[list[str]]:
    match block:
        case Heading(text):
            return [_lines(Line(text), width)]
        case Text(spans):
            return [_lines(styled(spans), width)]
        case Items(items, ordered):
            found: list[str] = []
            for number, item in enumerate(items, start=1):
                lead = f"{number}. " if ordered else "- "
                found += _lines(styled(item), width, lead)
            return [found]
        case Notice(title, blocks):
            head = [_lines(Line(title), width)] if title else []
            return head + [lines for inner in blocks for lines in _block(inner, width)]
        case Table(rows):
            return [
                [
                    line
                    for name, what in rows
                    for line in _lines(styled(name) + Line(": ") + styled(what), width)
                ]
            ]
        case Chart(title, bars, source):
            said = [line for bar in bars for line in _lines(Line(bar.sentence), width, "- ")]
            return [_lines(Line(title), width), said, _lines(Line(source), width)]


def _lines(line: Line, width: int, lead: str = "") -> list[str]:
    return [part.plain for part in wrapped(line, width, lead, " " * len(lead))]
