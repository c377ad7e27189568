"""A page as plain lines: no boxes, no colour, the name or the answer first in its row."""

from kickcheck.model import (
    Block,
    Callout,
    Chart,
    DefinitionList,
    Heading,
    List,
    Page,
    Paragraph,
    Spans,
)
from kickcheck.render import BlockLines, Drawing
from kickcheck.render.wrap import wrapped


def draw(page: Page, width: int) -> Drawing:
    """Return the lines of each block of a page."""
    return [BlockLines(lines) for block in page.blocks for lines in _block(block, width)]


def _block(block: Block, width: int) -> list[list[str]]:
    match block:
        case Heading(text):
            return [wrapped(text, width)]
        case Paragraph(spans):
            return [wrapped(_said(spans), width)]
        case List(items, ordered):
            found: list[str] = []
            for number, item in enumerate(items, start=1):
                lead = f"{number}. " if ordered else "- "
                found += wrapped(_said(item), width, lead, " " * len(lead))
            return [found]
        case Callout(title, blocks):
            head = [wrapped(title, width)] if title else []
            return head + [lines for inner in blocks for lines in _block(inner, width)]
        case DefinitionList(rows):
            return [
                [
                    line
                    for name, what in rows
                    for line in wrapped(f"{_said(name)}: {_said(what)}", width)
                ]
            ]
        case Chart(title, bars, source):
            said = [line for bar in bars for line in wrapped(bar.sentence, width, "- ", "  ")]
            return [wrapped(title, width), said, wrapped(source, width)]


def _said(spans: Spans) -> str:
    return "".join(span.text for span in spans)
