"""Pages that never change, printed from files that were written when the wheel was built.

The entry point imports this before anything else, so it imports very little.
Each file begins with a checksum, so that a damaged page is never shown.
"""

import os
import sys
import zlib

from kickcheck import streams

FOLDER = os.path.join(os.path.dirname(__file__), "built")
_CHECKSUM_CHARS = 8
_PAGED = ("topic", "emergency")
"""The commands whose pages are shown part by part if they are taller than the window."""


def encode(text: str) -> bytes:
    """Return the content of a file: a checksum, a line break and the text in UTF-8."""
    data = text.encode()
    return b"%08x\n" % zlib.crc32(data) + data


def decode(data: bytes) -> str | None:
    """Return the text of a file that `encode` made, or None if it is damaged."""
    text = data[_CHECKSUM_CHARS + 1 :]
    if not text or data[: _CHECKSUM_CHARS + 1] != b"%08x\n" % zlib.crc32(text):
        return None
    return text.decode()


def read(name: str) -> str | None:
    """Return the text of a file in the folder of prerendered files, or None."""
    try:
        # The loader also reads from a zip file; importlib.resources would import too much.
        data = __spec__.loader.get_data(os.path.join(FOLDER, name))  # type: ignore[union-attr]
    except (OSError, EOFError, ImportError, zlib.error):  # the last three: a damaged zip file
        return None
    return decode(data)


def page(arguments: list[str]) -> str | None:
    """Return what the program printed for these arguments when the wheel was built.

    None if there is no such page, or if this stream or country needs a different one.
    """
    name = "_".join(["kickcheck", *arguments])
    letters = name.replace("_", "", len(arguments)).replace("-", "")
    if not (letters.isascii() and letters.isalnum() and letters.islower()):
        return None  # not the name of a page, however the file system reads it
    environ, stdout = os.environ, sys.__stdout__
    if environ.get("KICKCHECK_COUNTRY") or environ.get("KICKCHECK_CONTENT"):
        return None
    if streams.width(environ, stdout) != streams.MAX_COLUMNS:
        return None
    style = streams.style(environ, stdout)
    text = read(f"{name}.{style}.txt")
    if text and style != "plain" and arguments[:1] and arguments[0] in _PAGED:
        tall = text.count("\n") >= streams.rows(stdout)
        if tall and streams.is_terminal(sys.__stdin__):
            return None
    return text
