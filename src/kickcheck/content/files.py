"""Reads files as UTF-8 text within limits, and defines the problems that a check reports."""

import codecs
import re
import select
import stat
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kickcheck.safe_text import hidden

MAX_FILE_BYTES = 1_000_000  # of a file with answers or help lines
MAX_CONTENT_BYTES = 4_000_000  # of a content file: 50 times the largest that ships
TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_BYTE_ORDER_MARK = "\ufeff"  # the byte order mark
_MAX_HIDDEN_REPORTED = 100  # hidden characters reported per file


class Problem(NamedTuple):
    """An error or a warning about a content file. `line` counts from 1; 0 means no line.

    The `kind` of a warning follows a number when several are summed up, such as "help lines are
    past their review".
    """

    file: str
    line: int
    message: str
    warning: bool = False
    kind: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {'warning: ' if self.warning else ''}{self.message}"


class ContentProblems(Exception):  # noqa: N818 - a collection of problems
    """A file cannot be used because of its problems.

    Args:
        problems: what is wrong with the file.
        hint: what to do, if not just to correct the file.

    """

    def __init__(self, problems: list[Problem], hint: str = "") -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems
        self.hint = hint


def read_regular_file(path: "Traversable", name: str) -> bytes:
    """Return the bytes of a regular file, the only kind that a content folder may contain.

    The files that ship with the program may be in a zip file.

    Raises:
        OSError: the file does not exist, cannot be read or is not a regular file.
        ContentProblems: it is larger than MAX_CONTENT_BYTES.

    """
    if not isinstance(path, Path):
        try:
            return path.read_bytes()
        except Exception as error:  # a damaged zip file has its own kinds of error
            raise OSError(f"{path.name} is damaged") from error
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(f"{path.name} is not a regular file")
    return read_to_end(path, name, MAX_CONTENT_BYTES)


def read_to_end(file: Path | int, name: str, limit: int = MAX_FILE_BYTES) -> bytes:
    """Return all bytes of a file, pipe or terminal, until its end.

    Args:
        file: a path, or a descriptor, which is not closed.
        name: the name of the file in problems.
        limit: how many bytes it may have.

    Raises:
        OSError: the file does not exist or cannot be read to its end.
        ContentProblems: it is larger than the limit.

    """
    data = bytearray()
    with open(file, "rb", buffering=0, closefd=not isinstance(file, int)) as source:
        was_terminal = source.isatty()
        while len(data) <= limit:
            piece = source.read(limit + 1 - len(data))
            if piece is None:  # no data yet on a non-blocking descriptor
                select.select([source], [], [])
            elif piece:
                data += piece
            elif was_terminal and not source.isatty():
                raise OSError(f"{name} has gone")  # a closed terminal also reads as end of file
            else:
                return bytes(data)
    raise ContentProblems([Problem(name, 0, f"is larger than {limit:,} bytes")])


def decode(data: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, or UTF-16 with a byte order mark.

    Byte order marks are dropped, also at the start of later lines, where `cat` leaves them. Lines
    may end in LF or CRLF; in CR, if all of them do.

    Raises:
        ContentProblems: the bytes are not valid text, or contain hidden characters.

    """
    is_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if is_utf_16 else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_utf_8(data[: error.start].decode(encoding), name) from None
    if "\0" in text:  # as in UTF-16 and UTF-32 without a byte order mark
        raise _not_utf_8(text[: text.index("\0")], name)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    text = re.sub(f"^{_BYTE_ORDER_MARK}+", "", text, flags=re.MULTILINE)
    problems = [
        Problem(name, text[:at].count("\n") + 1, hidden_character(character))
        for at, character in islice(hidden(text.replace("\r\n", " \n")), _MAX_HIDDEN_REPORTED)
    ]
    if problems:
        raise ContentProblems(problems)
    return text.replace("\r\n", "\n")


def _not_utf_8(valid: str, name: str) -> ContentProblems:
    """Return the problem of a file that is text only at its beginning."""
    problem = Problem(name, valid.count("\n") + 1, "is not UTF-8 text: save it as UTF-8")
    return ContentProblems([problem], "In most editors: Save As, then the encoding.")


def hidden_character(character: str) -> str:
    """Return the message about a hidden character."""
    return f"contains a hidden character (U+{ord(character):04X})"
