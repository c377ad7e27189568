"""Words such as "6 to 24 hours" into the lengths that a bar is drawn with."""

import re

SHAPES = ("value", "between", "during", "until")
"""What a bar may show: a number; a time at some point of a stretch; all of a stretch; a stretch
from the beginning whose end differs."""

_NUMBERS = r"(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?))?"
_IN_DAYS = (("hour", 1 / 24), ("day", 1), ("week", 7))


def lengths(shape: str, says: str) -> tuple[float, float, float] | None:
    """Return where a bar begins, up to where it is full, and where it ends; times in days.

    None where the words hold no number above zero, or the second is not above the first.
    """
    found = re.search(_NUMBERS, says)
    if found is None:
        return None
    unit = next((days for word, days in _IN_DAYS if word in says), 1)
    low, high = float(found[1]) * unit, float(found[2] or found[1]) * unit
    if high <= 0 or high < low or (found[2] is None) is not (shape == "value"):
        return None
    match shape:
        case "between":
            return low, low, high
        case "during":
            return low, high, high
        case _:
            return 0, low, high
