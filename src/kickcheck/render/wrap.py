"""Wraps text by terminal cells, not by characters, and never drops a letter.

Rich can wrap text too, but only after it loads its console, which takes a fifth of the time of a
command that prints plain lines.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.text import Text

Line = TypeVar("Line", str, "Text")
_WORD = re.compile(r"\s*\S+\s*")
_NARROW = 8  # cells; too few for most words


def _is_latin(text: str) -> bool:
    """Tell whether all letters are Latin: each takes one cell, and Rich's tables are not needed."""
    return text.isascii() or max(text) < "\u0300"


def _cell_count(text: str) -> int:
    """Return how many cells a text takes."""
    if _is_latin(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(text)


def _chopped(word: str, width: int) -> list[str]:
    """Return a word in pieces that fit a width."""
    if _is_latin(word):
        return [word[start : start + width] for start in range(0, len(word), width)]
    from rich.cells import chop_cells  # noqa: PLC0415

    return chop_cells(word, width)


def wrapped(line: Line, width: int, first: str = "", rest: str = "") -> list[Line]:
    """Return a line wrapped to a width in cells.

    Args:
        line: text without control characters, line breaks or tabs.
        width: the maximum width of a line, in cells.
        first: the prefix of the first line, such as a bullet.
        rest: the prefix of the other lines. If the prefixes leave too little width, `first`
            becomes part of the text and `rest` is dropped.

    """
    make = type(line)
    width_left = width - max(_cell_count(first), _cell_count(rest))
    if width_left < _NARROW:
        # Keep the list marker, as part of the text.
        width_left, line, first, rest = max(width, 1), make(first.lstrip()) + line, "", ""
    return [
        make(rest if number else first) + line[start:end]
        for number, (start, end) in enumerate(_line_ranges(str(line), width_left))
    ]


def _line_ranges(text: str, width_left: int) -> Iterator[tuple[int, int]]:
    """Yield where each line of a text starts and ends, without trailing spaces."""
    ends = [0, *_breaks(text, width_left), len(text)]
    for start, end in pairwise(ends):
        yield start, start + len(text[start:end].rstrip())


def _breaks(text: str, width_left: int) -> Iterator[int]:
    """Yield the positions of line breaks: before a word, or inside a word that is too long."""
    used = 0
    for match in _WORD.finditer(text):
        word = match[0].rstrip()
        if used and used + _cell_count(word) > width_left:
            yield match.start()
            used = 0
        start = 0
        if _cell_count(word) > width_left:
            for end in accumulate(map(len, _chopped(word, width_left))):
                if start < end < len(word):
                    yield match.start() + end
                    start = end
        used += _cell_count(match[0][start:])
