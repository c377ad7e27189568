"""Phone numbers in sentences: each has to be the number of a help line that is shown.

A phone number is a run of three digits or more, in groups with blanks, hyphens, dots, slashes or
brackets between them. A year, a decimal, a percentage, money, a number with thousands marked off,
and a figure of a fact that the sentence cites are none.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from kickcheck.content.checks.spelling import normalized
from kickcheck.model import Country

MIN_PHONE_DIGITS = 3  # digits
_NO_NUMBER = re.compile(
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
    """Return the digits of every number that the help lines of some countries show."""
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


def unknown(text: str, known: Collection[str], places: Sequence[range] = ()) -> Iterator[str]:
    """Find phone numbers that are not known.

    Args:
        text: a sentence without citations, in its normal form.
        known: the digits of each number that may stand there.
        places: where figures stand that are no phone numbers.

    """
    for run in _runs(text, places):
        groups = _DIGITS.findall(run[0])
        if sum(map(len, _without(groups, known))) >= MIN_PHONE_DIGITS:
            yield run[0]


def _runs(text: str, places: Sequence[range]) -> Iterator[re.Match[str]]:
    """Find runs of digits, with what is no phone number put out of sight."""
    text = normalized(text)
    out_of_sight = [range(*match.span()) for match in _MONEY.finditer(text)]
    out_of_sight += [
        range(*match.span())
        for match in _NO_NUMBER.finditer(text)
        if not _DIALLED.search(text, 0, match.start())
    ]
    letters = list(text)
    for place in (*out_of_sight, *places):
        letters[place.start : place.stop] = "_" * len(place)
    for run in _RUN.finditer("".join(letters)):
        if sum(map(len, _DIGITS.findall(run[0]))) >= MIN_PHONE_DIGITS:
            yield run


def _without(groups: Sequence[str], known: Collection[str]) -> list[str]:
    """Return the groups of digits that are part of no known number."""
    left: list[str] = []
    at = 0
    while at < len(groups):
        ends = range(len(groups), at, -1)
        end = next((end for end in ends if "".join(groups[at:end]) in known), None)
        if end is None:
            left.append(groups[at])
        at = end or at + 1
    return left
