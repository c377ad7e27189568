"""Text wrapped by the cells that it takes, not by characters; no letter is ever lost.

Rich could wrap too, but loads its console for it, for whom a page goes to a pipe or a screen reader
as plain lines: a fifth of all that such a command does.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.text import Text

Line = TypeVar("Line", str, "Text")
_WORD = re.compile(r"\s*\S+\s*")
_NARROW = 8  # cells; less than that holds no words


def _cell_count(text: str) -> int:
    """Return how many cells a text takes: Rich's tables are loaded only where it is not ASCII."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(text)


def _chopped(word: str, width: int) -> list[str]:
    """Return a word in pieces that fit a width."""
    if word.isascii():
        return [word[start : start + width] for start in range(0, len(word), width)]
    from rich.cells import chop_cells  # noqa: PLC0415

    return chop_cells(word, width)


def wrapped(line: Line, width: int, first: str = "", rest: str = "") -> list[Line]:
    """Return a line folded to a width, the first and the other lines led by some text.

    It holds no control character, line breaks and tabs included: texts are cleaned where they come
    in. Leads that leave too little room are dropped, so that a narrow screen keeps every word.
    """
    make = type(line)
    room = width - max(_cell_count(first), _cell_count(rest))
    if room < _NARROW:
        # The mark of a list stays, as part of the text.
        room, line, first, rest = max(width, 1), make(first.lstrip()) + line, "", ""
    return [
        make(rest if number else first) + line[start:end]
        for number, (start, end) in enumerate(_stretches(str(line), room))
    ]


def _stretches(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where in a text each line goes, without the spaces that it ends on."""
    ends = [0, *_breaks(text, room), len(text)]
    for start, end in pairwise(ends):
        yield start, start + len(text[start:end].rstrip())


def _breaks(text: str, room: int) -> Iterator[int]:
    """Yield where a line ends and another one begins: before a word, or inside one too long."""
    filled = 0
    for match in _WORD.finditer(text):
        word = match[0].rstrip()
        if filled and filled + _cell_count(word) > room:
            yield match.start()
            filled = 0
        begun = 0
        if _cell_count(word) > room:
            for end in accumulate(map(len, _chopped(word, room))):
                if begun < end < len(word):
                    yield match.start() + end
                    begun = end
        filled += _cell_count(match[0][begun:])
