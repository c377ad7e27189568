"""Renders a page as plain lines, without boxes or colour, for pipes and screen readers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    introduces,
)
from kickcheck.render import Drawing, Piece
from kickcheck.render.wrap import wrapped


def draw(page: Page, width: int) -> Drawing:
    """Return a page as pieces."""
    return list(_pieces(page.blocks, width))


def _pieces(blocks: Sequence[Block | PageBreak], width: int) -> Iterator[Piece]:
    starts_part = False
    for number, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            starts_part = True
            continue
        for piece in _block(block, width, keep=introduces(block, blocks[number + 1 :])):
            yield replace(piece, starts_part=True) if starts_part else piece
            starts_part = False


def _block(block: Block, width: int, *, keep: bool) -> Iterator[Piece]:
    match block:
        case Heading(text):
            yield Piece(tuple(wrapped(text, width)), keep_with_next=keep)
        case Paragraph(spans):
            yield Piece(tuple(wrapped(_text(spans), width)), keep_with_next=keep)
        case FillIn(spans, _, says):
            yield Piece((*wrapped(_text(spans), width), *wrapped(says, width)))
        case List(items, ordered):
            leads = [f"{number}. " if ordered else "- " for number in range(1, len(items) + 1)]
            for lead, item in zip(leads, items, strict=True):
                yield _row(_text(item), width, lead, first=item is items[0])
        case Callout(title, blocks, continued):
            if title:
                yield Piece(tuple(wrapped(title, width)), keep_with_next=True)
            again = (*wrapped(continued, width), "") if continued else ()
            for piece in _pieces(blocks, width):
                yield replace(piece, continued=again)
        case DefinitionList(rows):
            for row in rows:
                yield _row(f"{_text(row[0])}: {_text(row[1])}", width, first=row is rows[0])
        case Chart(title, bars, source):
            yield Piece(tuple(wrapped(title, width)), keep_with_next=True)
            for bar in bars:
                yield _row(bar.sentence, width, "- ", first=bar is bars[0])
            yield Piece(tuple(wrapped(source, width)))


def _row(text: str, width: int, lead: str = "", *, first: bool) -> Piece:
    """Return a row of a list; only the first is set apart from what precedes it."""
    lines = wrapped(text, width, lead, " " * len(lead))
    return Piece(tuple(lines), gap="" if first else None)


def _text(spans: Spans) -> str:
    return "".join(span.text for span in spans)
