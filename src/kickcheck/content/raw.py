"""Files as text, before anybody asks what they say; and the problems of those that are refused."""

import os
import stat
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from kickcheck.text import hidden

SIZE_LIMIT = 1_000_000  # bytes; the largest shipped file is a twentieth of it
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
    """A file cannot be read any further."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def read_bytes(path: Path, name: str) -> bytes:
    """Return what is in a regular file, up to the limit; `name` stands in the problem.

    Raises:
        OSError: there is no such file, or it cannot be read, or it is no regular file.
        ContentProblems: it is too large.

    """
    # A FIFO would wait for ever, a device would never end.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise IsADirectoryError(f"{path.name} is not a regular file")
        return read_limited(file, name)


def read_limited(file: IO[bytes], name: str) -> bytes:
    """Return what is in an open file. Raises ContentProblems when it is too large."""
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise ContentProblems([Problem(name, 0, f"is larger than {SIZE_LIMIT:,} bytes")])
    return data


def decode(data: bytes, name: str) -> str:
    """Return bytes as text. Raises ContentProblems when they are not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentProblems([Problem(name, line, "is not UTF-8 text")]) from None
    problems = [
        Problem(name, text[:at].count("\n") + 1, unseen(character))
        for at, character in islice(hidden(text.replace("\r\n", " \n")), _SHOWN)
    ]
    if problems:
        raise ContentProblems(problems)
    return text.replace("\r\n", "\n")


def unseen(character: str) -> str:
    """Say what is wrong with a character."""
    return f"holds a hidden character (U+{ord(character):04X})"
