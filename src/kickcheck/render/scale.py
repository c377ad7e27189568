"""Chooses the ticks of a chart's scale: round numbers whose labels do not touch."""

from collections.abc import Sequence
from math import floor, log10

from kickcheck.frozen import Frozen

_MOST = 6
_GAP = 2  # characters between two labels


class Tick(Frozen):
    """A value on the scale, and its label."""

    value: float
    label: str


def ticks(longest: float, length: float) -> Sequence[Tick]:
    """Return ticks from zero to at most `longest`; none if two do not fit.

    Args:
        longest: the value at the end of the scale, above zero.
        length: the length of the scale, in characters.

    """
    power = 10.0 ** (floor(log10(longest)) - 1)
    for step in (power * factor for factor in (2, 5, 10, 20, 50)):
        count = floor(longest / step + 1e-9) + 1
        if not 2 <= count <= _MOST:
            continue
        values = [round(number * step, 9) for number in range(count)]
        marks = [Tick(value, f"{value:,.10g}") for value in values]
        if step * length / longest >= max(len(mark.label) for mark in marks) + _GAP:
            return marks
    return ()
