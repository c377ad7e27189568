"""Pages that never change, printed from files that were written when the wheel was built.

The entry point needs this before anything else, so it imports next to nothing.
A page begins with a checksum: one that was changed, cut or emptied is never shown.
"""

import os
import sys
import zlib

from kickcheck import streams

FOLDER = os.path.join(os.path.dirname(__file__), "built")
_DIGITS = 8


def encode(text: str) -> bytes:
    """Return a text as it stands in a file: its checksum, a line break, the text in UTF-8."""
    data = text.encode()
    return b"%08x\n" % zlib.crc32(data) + data


def decode(data: bytes) -> str | None:
    """Return the text of a file that `encode` made, or None where it was damaged since."""
    text = data[_DIGITS + 1 :]
    if not text or data[: _DIGITS + 1] != b"%08x\n" % zlib.crc32(text):
        return None
    return text.decode()


def read(name: str) -> str | None:
    """Return the text of a file in the folder of prerendered files, or None."""
    try:
        with open(os.path.join(FOLDER, name), "rb") as file:
            return decode(file.read())
    except OSError:
        return None


def page(arguments: list[str]) -> str | None:
    """Return what the program printed for these arguments when the wheel was built.

    None where there is no such page, or where this stream or country would get another one.
    """
    name = "_".join(["kickcheck", *arguments])
    letters = name.replace("_", "", len(arguments)).replace("-", "")
    if not (letters.isascii() and letters.isalnum() and letters.islower()):
        return None  # no page has such a name, whatever the file system takes it for
    environ, stdout = os.environ, sys.__stdout__
    if environ.get("KICKCHECK_COUNTRY") or streams.width(environ, stdout) != streams.MAX_COLUMNS:
        return None
    return read(f"{name}.{streams.style(environ, stdout)}.txt")
