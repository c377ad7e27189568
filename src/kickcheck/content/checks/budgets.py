"""Limits the number of words in cards, the first screen and results: few people read more.

Words are separated by spaces; a placeholder is one word. Citations, list markers and the title are
not counted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from kickcheck.content.decoder import SourceMap
from kickcheck.content.files import Problem
from kickcheck.content.loader import LANGUAGE
from kickcheck.model import (
    Block,
    Card,
    Citation,
    FillIn,
    Heading,
    InterfaceText,
    List,
    Paragraph,
    Spans,
)
from kickcheck.model.questionnaire import LAST_URGENT_PRECEDENCE

URGENT_CARDS, OTHER_CARDS = "urgent", "other"
FIRST_SCREEN, RESULTS = "first-screen", "results"
REQUIRED = (URGENT_CARDS, OTHER_CARDS, FIRST_SCREEN, RESULTS)

_FIRST_TEXTS = ("first_alarm", "first_text", "first_country", "first_other")
_RESULT_TEXTS = (
    "dependence_none", "dependence_some", "dependence_all", "dependence_not_addiction",
    "signs_none", "signs_some", "signs_all", "fixed_sentence", "background_text", "relapse_text",
)  # fmt: skip
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
        if name not in (*REQUIRED, *named):
            yield Problem(LANGUAGE, line, f'the card "{name}" does not exist')
    for card in named.values():
        kind = URGENT_CARDS if card.precedence <= LAST_URGENT_PRECEDENCE else OTHER_CARDS
        _, most = budgets[card.id if card.id in budgets else kind]
        count = words(card.text)
        if count > most:
            yield lines.problem(
                "card", card.id, f'"{card.id}" has {count} words; the limit is {most}'
            )


def interface_problems(
    budgets: Mapping[str, tuple[int, int]], interface: InterfaceText, lines: SourceMap
) -> Iterator[Problem]:
    """Yield a problem if the first screen or a text of the summary is over its budget."""
    counts = {name: _words_of(interface, name) for name in (*_FIRST_TEXTS, *_RESULT_TEXTS)}
    _, most = budgets[FIRST_SCREEN]
    total = sum(counts[name] for name in _FIRST_TEXTS)
    if total > most:
        message = f"the first screen has {total} words; the limit is {most}"
        yield lines.problem("interface", "first_text", message)
    _, most = budgets[RESULTS]
    for name in _RESULT_TEXTS:
        if counts[name] > most:
            message = f'"{name.replace("_", "-")}" has {counts[name]} words; the limit is {most}'
            yield lines.problem("interface", name, message)


def _words_of(interface: InterfaceText, name: str) -> int:
    text = getattr(interface, name)
    return len(text.split()) if isinstance(text, str) else words(text)


def words(blocks: Iterable[Block]) -> int:
    """Return the number of words in blocks."""
    return sum(len(text.split()) for text in _texts(blocks))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text):
                yield text
            case Paragraph(spans) | FillIn(spans):
                yield _read(spans)
            case List(items):
                yield from map(_read, items)


def _read(spans: Spans) -> str:
    """Return the text of spans without citations."""
    texts = ("\0" if isinstance(span, Citation) else span.text for span in spans)
    return _CITED.sub("", "".join(texts))
