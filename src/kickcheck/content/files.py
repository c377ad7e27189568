"""Files as text, before anybody asks what they say; and the problems of those that are refused."""

import codecs
import re
import select
import stat
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kickcheck.safe_text import hidden

MAX_FILE_BYTES = 1_000_000  # bytes; the largest shipped file is a twentieth of it
_MARK = "\ufeff"  # the byte order mark
_SHOWN = 100  # problems of one kind in one file; nobody reads more


class Problem(NamedTuple):
    """Something wrong in a content file. `line` counts from 1; 0 where there is none.

    A warning wants a second look by a person; everything else has to be mended. Its `kind` says,
    after a number, what several of them are, such as "help lines are past their review".
    """

    file: str
    line: int
    message: str
    warning: bool = False
    kind: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {'warning: ' if self.warning else ''}{self.message}"


class ContentProblems(Exception):  # noqa: N818 - holds problems, is none
    """A file cannot be read any further.

    Args:
        problems: what is wrong with it.
        hint: what to do, where that is not to correct what the file says.

    """

    def __init__(self, problems: list[Problem], hint: str = "") -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems
        self.hint = hint


def read_regular_file(path: Path, name: str) -> bytes:
    """Return what is in a regular file: a folder of content holds nothing else.

    Raises:
        OSError: there is no such file, or it cannot be read, or it is no regular file.
        ContentProblems: it is too large.

    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(f"{path.name} is not a regular file")
    return read_to_end(path, name)


def read_to_end(file: Path | int, name: str) -> bytes:
    """Return all that a file, a pipe or a terminal gives, in however many pieces.

    Args:
        file: a path, or a descriptor that stays open.
        name: stands in the problem.

    Raises:
        OSError: there is no such file, or it cannot be read to its end.
        ContentProblems: it is larger than the limit.

    """
    data = bytearray()
    with open(file, "rb", buffering=0, closefd=not isinstance(file, int)) as source:
        was_terminal = source.isatty()
        while len(data) <= MAX_FILE_BYTES:
            piece = source.read(MAX_FILE_BYTES + 1 - len(data))
            if piece is None:  # nothing is there yet, and the descriptor does not wait by itself
                select.select([source], [], [])
            elif piece:
                data += piece
            elif was_terminal and not source.isatty():
                raise OSError(f"{name} has gone")  # a closed terminal reads as an end, too
            else:
                return bytes(data)
    raise ContentProblems([Problem(name, 0, f"is larger than {MAX_FILE_BYTES:,} bytes")])


def decode(data: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, or UTF-16 that says so in a byte order mark.

    A mark that two files left in the middle, put together with `cat`, is dropped like the first.

    Raises:
        ContentProblems: they are no such text, or hold hidden characters.

    """
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if marked else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, errors="ignore").count("\n") + 1
        problem = Problem(name, line, "is not UTF-8 text")
        raise ContentProblems([problem], "Save it as UTF-8.") from None
    text = re.sub(f"^{_MARK}+", "", text, flags=re.MULTILINE)
    problems = [
        Problem(name, text[:at].count("\n") + 1, hidden_character(character))
        for at, character in islice(hidden(text.replace("\r\n", " \n")), _SHOWN)
    ]
    if problems:
        raise ContentProblems(problems)
    return text.replace("\r\n", "\n")


def hidden_character(character: str) -> str:
    """Say what is wrong with a character."""
    return f"holds a hidden character (U+{ord(character):04X})"
