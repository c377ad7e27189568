"""Annotations that tell the decoder what a field contains, beyond its type.

A plain `str` is a non-empty text on one line. `bool` (yes or no), `int`, enums, tuples,
mappings and records need no mark. A field with a default is optional in files.
"""

from enum import Enum, auto
from typing import Annotated

from kickcheck.frozen import Frozen


class Mark(Enum):
    """What a field contains, beyond its type."""

    ID = auto()
    """Lower-case words and hyphens. Its line is recorded for problems that are found later."""
    PROSE = auto()
    """A text that a person reads."""
    NAME = auto()
    """A text that a person reads, also inside other sentences: it has no placeholder."""
    PROMPT = auto()
    """A text that a person reads; one trailing space is kept."""
    MAY_BE_EMPTY = auto()
    ANY_CASE = auto()
    """Compared with what a person types, in lower case."""
    DAY = auto()
    """A date, such as 2026-11-23."""
    NOT_IN_FILE = auto()
    """Set by the program; not allowed in a file."""
    SHOWN_AS = auto()
    """Card ids, each with "full" or "brief"."""
    TEXT_WITH_LINE = auto()
    NUMBER_WITH_LINE = auto()
    COUNT = auto()
    """A count such as "2 of 5" or "2 to 4 of 5", as (low, high, asked)."""


class Choice(Frozen):
    """One of a list of words."""

    words: tuple[str, ...]


class PartialDate(Frozen):
    """A date, a month or a year; or the word `otherwise`."""

    otherwise: str = ""


class Keys(Frozen):
    """A mapping with exactly these keys, whose values may be empty."""

    names: tuple[str, ...]


class OwnedBy(Frozen):
    """Texts whose owner is of another kind than the rest of the record."""

    kind: str


class MaxLength(Frozen):
    """A text of at most so many characters."""

    characters: int


class Key(Frozen):
    """The name of a field in files, if it differs from the attribute."""

    name: str


Id = Annotated[str, Mark.ID]
Prose = Annotated[str, Mark.PROSE]
Name = Annotated[str, Mark.NAME]
Prompt = Annotated[str, Mark.PROMPT]
TextOrNothing = Annotated[str, Mark.MAY_BE_EMPTY]
AnyCase = Annotated[str, Mark.ANY_CASE]
Day = Annotated[str, Mark.DAY]
Located = Annotated[tuple[int, str], Mark.TEXT_WITH_LINE]
LocatedNumber = Annotated[tuple[int, int], Mark.NUMBER_WITH_LINE]
