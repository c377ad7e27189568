"""A safety card as blocks of a page."""

from collections.abc import Mapping
from dataclasses import replace

from kickcheck.model import Answer, Block, Card, List
from kickcheck.pages.localizer import Localizer


def card_text(localizer: Localizer, card: Card, answers: Mapping[str, Answer]) -> tuple[Block, ...]:
    """Return the text of a card without the points that do not apply."""
    return localizer.blocks(tuple(_applicable(block, answers) for block in card.text))


def _applicable(block: Block, answers: Mapping[str, Answer]) -> Block:
    """Return a list without the items that an answer leaves out; unknown leaves none out."""
    if not isinstance(block, List) or not block.unless:
        return block
    items = tuple(
        item
        for item, unless in zip(block.items, block.unless, strict=True)
        if not any(answers.get(question) in leaving for question, leaving in unless.items())
    )
    return replace(block, items=items, unless=())
