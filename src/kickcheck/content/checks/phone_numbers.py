"""Finds phone numbers in sentences. Each has to be the number of a help line that is shown.

A phone number is a run of three or more digits, in groups separated by spaces, hyphens, dots,
slashes or brackets. Not phone numbers are years, decimals, percentages, money, numbers with
thousands separators, and the values of facts that the sentence cites.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from kickcheck.content.checks.spelling import normalized
from kickcheck.model import Country

MIN_PHONE_DIGITS = 3
_NOT_A_PHONE_NUMBER = re.compile(
    r"""(?<![\d.,])(?:
        \d{1,3}(?:,\d{3})+(?![\d,])                # 1,300
      | \d{1,3}\.\d{1,2}(?![\d.-])                 # 12.7
      | \d+(?:[.,]\d+)?\s?%                        # 100%
      | (?:19|20)\d\d-\d\d(?:-\d\d)?(?![\d-])      # 2026-11-23, 2015-16
      | (?:19|20)\d\d(?![\d-])                     # 2026
      | 24/7
      | (?:19|20)\d\d-(?:19|20)\d\d(?![\d-])       # 2015-2026
    )""",
    re.VERBOSE,
)
_MONEY = re.compile(r"[$£€]\s?\d+(?:[.,]\d+)?")
_DIALLED = re.compile(r"\b(?:call|dial|ring|phone|text|number)(?: is)?:?\s*$", re.IGNORECASE)
_RUN = re.compile(r"\d+(?:[\s()./\u2010-\u2015-]{1,3}\d+)*")
_DIGITS = re.compile(r"\d+")


def of(countries: Iterable[Country]) -> frozenset[str]:
    """Return the digits of every number in the shown help lines of some countries."""
    texts = [country.numbers for country in countries]
    texts += [
        text
        for country in countries
        for record in country.shown
        for text in (record.number, record.note)
    ]
    return frozenset(
        "".join(_DIGITS.findall(run[0])) for text in texts for run in _runs(text, places=())
    )


def may_be_in(text: str) -> bool:
    """Tell quickly whether a text may contain a phone number."""
    return sum(map(len, _DIGITS.findall(normalized(text)))) >= MIN_PHONE_DIGITS


def unknown(text: str, known: Collection[str], places: Sequence[range] = ()) -> Iterator[str]:
    """Yield the phone numbers in a text that are not known.

    Args:
        text: a sentence without citations, normalized.
        known: the digits of each allowed number.
        places: the ranges of figures that are not phone numbers.

    """
    for run in _runs(text, places):
        groups = _DIGITS.findall(run[0])
        if sum(map(len, _without(groups, known))) >= MIN_PHONE_DIGITS:
            yield run[0]


def _runs(text: str, places: Sequence[range]) -> Iterator[re.Match[str]]:
    """Yield the runs of digits in a text, ignoring what is not a phone number."""
    text = normalized(text)
    ignored = [range(*match.span()) for match in _MONEY.finditer(text)]
    ignored += [
        range(*match.span())
        for match in _NOT_A_PHONE_NUMBER.finditer(text)
        if not _DIALLED.search(text, 0, match.start())
    ]
    letters = list(text)
    for place in (*ignored, *places):
        letters[place.start : place.stop] = "_" * len(place)
    for run in _RUN.finditer("".join(letters)):
        if sum(map(len, _DIGITS.findall(run[0]))) >= MIN_PHONE_DIGITS:
            yield run


def _without(groups: Sequence[str], known: Collection[str]) -> list[str]:
    """Return the groups of digits that are not part of a known number."""
    left: list[str] = []
    at = 0
    while at < len(groups):
        ends = range(len(groups), at, -1)
        end = next((end for end in ends if "".join(groups[at:end]) in known), None)
        if end is None:
            left.append(groups[at])
        at = end or at + 1
    return left
