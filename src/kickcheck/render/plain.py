"""Renders a page as plain lines, without boxes or colour, for pipes and screen readers."""

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
            return [wrapped(_text(spans), width)]
        case List(items, ordered):
            lines: list[str] = []
            for number, item in enumerate(items, start=1):
                lead = f"{number}. " if ordered else "- "
                lines += wrapped(_text(item), width, lead, " " * len(lead))
            return [lines]
        case Callout(title, blocks):
            head = [wrapped(title, width)] if title else []
            return head + [lines for inner in blocks for lines in _block(inner, width)]
        case DefinitionList(rows):
            return [
                [
                    line
                    for name, what in rows
                    for line in wrapped(f"{_text(name)}: {_text(what)}", width)
                ]
            ]
        case Chart(title, bars, source):
            bar_lines = [line for bar in bars for line in wrapped(bar.sentence, width, "- ", "  ")]
            return [wrapped(title, width), bar_lines, wrapped(source, width)]


def _text(spans: Spans) -> str:
    return "".join(span.text for span in spans)
