"""What a field of the content holds, beside its type: the decoder goes by these marks alone.

A plain `str` is a text on one line that is not empty. `bool` (yes or no), `int`, enums, tuples,
mappings and records need no mark. A field with a default may be left out of a file.
"""

from enum import Enum, auto
from typing import Annotated

from kickcheck.frozen import Frozen


class Mark(Enum):
    """What a field holds beyond what its type says."""

    ID = auto()
    """Lower-case words and hyphens. Its line is kept for problems that are found later."""
    PROSE = auto()
    """A text that a person reads."""
    PROMPT = auto()
    """A text that a person reads, with the blank that it may end on."""
    MAY_BE_EMPTY = auto()
    ANY_CASE = auto()
    """Compared with what a person types, in lower case."""
    DAY = auto()
    """A date, such as 2026-11-23."""
    NOT_IN_FILE = auto()
    """Worked out by the program, and refused in a file."""
    SHOWN_AS = auto()
    """Ids, each with full or brief."""
    TEXT_WITH_LINE = auto()
    NUMBER_WITH_LINE = auto()
    COUNT = auto()
    """A count such as "2 of 5" or "2 to 4 of 5": its low end, its high end, how many were asked."""


class Choice(Frozen):
    """One of some words."""

    words: tuple[str, ...]


class PartialDate(Frozen):
    """A date, whole or cut to its month or year, or another word."""

    otherwise: str = ""


class Keys(Frozen):
    """A mapping with exactly these keys, whose values may be empty."""

    names: tuple[str, ...]


class OwnedBy(Frozen):
    """Passages that belong to another kind of part than the rest of their record."""

    kind: str


class Key(Frozen):
    """The name of a field in files, where it is not that of the attribute."""

    name: str


Id = Annotated[str, Mark.ID]
Prose = Annotated[str, Mark.PROSE]
Prompt = Annotated[str, Mark.PROMPT]
TextOrNothing = Annotated[str, Mark.MAY_BE_EMPTY]
AnyCase = Annotated[str, Mark.ANY_CASE]
Day = Annotated[str, Mark.DAY]
Located = Annotated[tuple[int, str], Mark.TEXT_WITH_LINE]
LocatedNumber = Annotated[tuple[int, int], Mark.NUMBER_WITH_LINE]
