"""Limits the number of words in a card, because a person in danger reads little.

Words are separated by spaces; a placeholder is one word. Citations, list markers and the title are
not counted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from kickcheck.content.decoder import SourceMap
from kickcheck.content.files import Problem
from kickcheck.content.loader import LANGUAGE
from kickcheck.model import Block, Card, Citation, Heading, List, Paragraph, Spans
from kickcheck.model.questionnaire import LAST_URGENT_PRECEDENCE

URGENT_CARDS, OTHER_CARDS = "urgent", "other"
_CITED = re.compile(r"\s*\0")


def problems(
    budgets: Mapping[str, tuple[int, int]], cards: Iterable[Card], lines: SourceMap
) -> Iterator[Problem]:
    """Yield a problem for each card that is over its budget, and each budget without a card.

    Args:
        budgets: the line in the language file and the number of words, for urgent cards, other
            cards, and single cards by id.
        cards: all cards.
        lines: the lines of the cards.

    """
    named = {card.id: card for card in cards}
    for name, (line, _) in budgets.items():
        if name not in (URGENT_CARDS, OTHER_CARDS, *named):
            yield Problem(LANGUAGE, line, f'the card "{name}" does not exist')
    for card in named.values():
        kind = URGENT_CARDS if card.precedence <= LAST_URGENT_PRECEDENCE else OTHER_CARDS
        _, most = budgets[card.id if card.id in budgets else kind]
        count = words(card.text)
        if count > most:
            yield lines.problem(
                "card", card.id, f'"{card.id}" has {count} words; the limit is {most}'
            )


def words(blocks: Iterable[Block]) -> int:
    """Return the number of words in blocks."""
    return sum(len(text.split()) for text in _texts(blocks))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text):
                yield text
            case Paragraph(spans):
                yield _read(spans)
            case List(items):
                yield from map(_read, items)


def _read(spans: Spans) -> str:
    """Return the text of spans without citations."""
    texts = ("\0" if isinstance(span, Citation) else span.text for span in spans)
    return _CITED.sub("", "".join(texts))
