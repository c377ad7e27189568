"""Finds amounts of drugs, in digits and in words. Only naloxone may have them.

An amount is a number or fraction with a unit ("fifty mg", "half a gram", "two bags"), a fraction or
multiple of a dose ("half your old dose"), or any amount that is called safe.
"""

import re
from collections.abc import Iterator

from kickcheck.content.checks import readability
from kickcheck.content.checks.spelling import normalized
from kickcheck.content.markdown_parser import without_citations

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen"
)
_NUMBER = (
    rf"(?:\d+(?:[.,/\u2044]\d+)?|(?:(?:a|one|two|three) )?(?:hundred|thousand)"
    rf"|(?:{_TENS})(?:[- ](?:{_ONES}))?|{_ONES})"
)
_FRACTION = r"(?:half|(?:a|one|two|three)[ -](?:half|third|quarter|fifth|tenth|fraction)s?)"
_GRAM = r"(?:(?:milli|micro)?gram(?:me)?s?)"
_UNIT = (
    rf"(?:mg|g|{_GRAM}|mcg|[uμ]g|kilos?|ml|millilit(?:er|re)s?|cc|bags?|baggies|wraps?|pills?"
    r"|tablets?|capsules?)\b"
)
# Units that other things have too: found only after digits, or after a verb such as "take".
_ALSO_OTHER_THINGS = r"(?:points?|lines?|caps?|hits?|shots?|drops?|spoons?)\b"
_TAKE = r"(?:tak|us|inject|smok|snort|sniff|swallow)(?:e|es|ing|s)?"
_TIME = r"(?:hour|minute|second|day|week|month|year)"
_SIZE = r"(?:amount|dose|dosage|quantity)s?"
_DETERMINER = r"(?:your|the|this|that|an?|his|her|their|any)"
_MULTIPLE = rf"(?:{_FRACTION}|double|twice|\d+ ?%|percent|{_NUMBER} times)"
_WHO = r"(?:you|they|he|she|someone|people)"
_TOOK = r"(?:took|take|taken|used|use)\b"
_AMOUNTS = (
    rf"\b{_NUMBER}(?: of)?(?: an?)?[\s-]?{_UNIT}",
    rf"\b(?:{_FRACTION}|a couple|several|a few)(?: of)?(?: {_DETERMINER})?[ -]{_UNIT}",
    rf"\ba {_GRAM}\b",
    rf"\b\d+(?:[.,]\d+)?\s?{_ALSO_OTHER_THINGS}",
    rf"\b{_TAKE} (?:[a-z]+ )?{_NUMBER} {_ALSO_OTHER_THINGS}",
    rf"\b{_TAKE} (?:only |just |about )?{_FRACTION}\b(?!(?: an?| of an?)? {_TIME})",
    rf"\b{_MULTIPLE}(?: of)? {_DETERMINER}(?: [a-z]+){{0,2}} {_SIZE}\b",
    rf"\b{_MULTIPLE} (?:of )?(?:what|as much as) {_WHO}\b[a-z ]* {_TOOK}",
)
_AMOUNT = re.compile("|".join(_AMOUNTS), re.IGNORECASE)
_CALLED_SAFE = re.compile(
    rf"\b(?<!no )(?:{_SIZE}|half|little|bit|less|hit|shot|bag|pill|{_GRAM})\b(?: [a-z]+){{0,4}}"
    r" (?:is|are|may be|can be|will be|should be|seems?)"
    r"(?: (?!not\b|never\b|no\b|more\b|less\b)[a-z]+){0,2} (?:safe|fine|ok|okay|harmless|enough)\b",
    re.IGNORECASE,
)
_NALOXONE = re.compile(r"naloxone|nyxoid|prenoxad|narcan|rivive|spray", re.IGNORECASE)


def problems(text: str) -> Iterator[str]:
    """Yield a message for each amount that a text names."""
    for sentence in readability.sentences(text):
        if _NALOXONE.search(sentence):
            continue
        plain = normalized(without_citations(sentence))
        for match in _AMOUNT.finditer(plain):
            yield f'names an amount ("{match[0]}"): only naloxone may have amounts'
        for match in _CALLED_SAFE.finditer(plain):
            yield f'calls an amount safe ("{match[0]}"): no amount is known to be safe'
