"""Parses figures such as "6 to 24 hours" into the lengths of a bar and their unit."""

import re

SHAPES = ("value", "between", "during", "until")
"""What a bar may show: a number; one time within a range; a whole range; or a range that starts at
zero and whose end varies."""

_NUMBERS = r"(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?))?"
_IN_DAYS = (("hour", 1 / 24), ("day", 1), ("week", 7))
DAYS = "days"


def unit(says: str) -> str:
    """Return the unit of a figure: days for a time, otherwise the words after its numbers."""
    if any(word in says for word, _ in _IN_DAYS):
        return DAYS
    return re.sub(rf"^.*?{_NUMBERS}", "", says).strip()


def lengths(shape: str, says: str) -> tuple[float, float, float] | None:
    """Return where a bar begins, is full up to, and ends; times are in days.

    None if there is no number above zero, if the second number is smaller than the first, or if
    `shape` needs another count of numbers.
    """
    found = re.search(_NUMBERS, says)
    if found is None:
        return None
    in_days = next((days for word, days in _IN_DAYS if word in says), 1)
    low, high = float(found[1]) * in_days, float(found[2] or found[1]) * in_days
    if high <= 0 or high < low or (found[2] is None) is not (shape == "value"):
        return None
    match shape:
        case "between":
            return low, low, high
        case "during":
            return low, high, high
        case _:
            return 0, low, high
