"""How many words the text of a card may have: a person in danger reads no more.

A word is what stands between blanks, a name in braces being one. Citations, the marks of a list
and the title count nothing.
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
    """Hold cards to their budgets.

    Args:
        budgets: the line of the language file, and words, for urgent cards, other cards, and cards
            by their id.
        cards: every card.
        lines: where the cards stand.

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
            yield lines.problem("card", card.id, f'"{card.id}" has {count} words; {most} at most')


def words(blocks: Iterable[Block]) -> int:
    """Return how many words a text has."""
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
    """Return a paragraph without its citations."""
    texts = ("\0" if isinstance(span, Citation) else span.text for span in spans)
    return _CITED.sub("", "".join(texts))
