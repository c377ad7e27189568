"""What a stream can show: its width, colour, encoding; and the one way to write to it.

The door reads this before anything else: what it imports, everybody waits for.
"""

import io
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

MAX_COLUMNS = 80
MIN_COLUMNS = 20


class OutputLostError(Exception):
    """What was to be shown could not be written, and not because the reader had gone."""


class ReaderGoneError(Exception):
    """The other end of a pipe was closed."""


class InputEnded(Exception):  # noqa: N818 - not a fault: somebody left
    """There is no more input."""


class InputUnusable(Exception):  # noqa: N818 - reported as an ending
    """The input holds no lines that anyone could have typed."""


def is_plain(environ: "Mapping[str, str]", stdout: "TextIO | None") -> bool:
    """Tell whether pages are drawn as plain lines although nobody asked for it."""
    return (
        environ.get("TERM", "") in ("dumb", "")
        or bool(environ.get("ACCESSIBLE"))
        or not is_terminal(stdout)
    )


def is_terminal(stream: "TextIO | None") -> bool:
    """Tell whether a stream is a terminal; a closed one is none."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def first_terminal(*streams: "TextIO | None") -> "TextIO | None":
    """Return the first of some streams that is a terminal."""
    for stream in streams:
        if is_terminal(stream):
            return stream
    return None


def has_colour(environ: "Mapping[str, str]") -> bool:
    """Tell whether a terminal may be coloured (no-color.org, bixense.com/clicolors)."""
    if environ.get("NO_COLOR"):
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environ.get(name, "0") not in ("", "0"):
            return True
    return environ.get("CLICOLOR", "1") != "0" and environ.get("FORCE_COLOR") != "0"


def style(environ: "Mapping[str, str]", stdout: "TextIO | None") -> str:
    """Return the name of how pages are drawn there: plain, bold or colour."""
    if is_plain(environ, stdout):
        return "plain"
    return "colour" if has_colour(environ) else "bold"


def width(environ: "Mapping[str, str]", stream: "TextIO | None") -> int:
    """Return how many columns to draw, from 20 to 80."""
    columns = _digits(environ.get("COLUMNS", ""))
    if columns is None:
        try:
            columns = os.get_terminal_size(stream.fileno()).columns if stream else 0
        except (OSError, ValueError):
            columns = 0
    return min(max(columns or MAX_COLUMNS, MIN_COLUMNS), MAX_COLUMNS)


def _digits(word: str) -> int | None:
    """Return a positive decimal number, or None: int() would read ٣ and choke on 5,000 digits."""
    if not (word.isascii() and word.isdigit()):
        return None
    number = int(word) if len(word) <= 4 else MAX_COLUMNS
    return number or None


def write(stream: "TextIO | None", text: str) -> None:
    """Write all of a text, with plain characters for those that the stream lacks.

    A stream without a descriptor, which is one in memory, takes it as it is.

    Raises:
        OutputLostError: the stream is closed or full.
        ReaderGoneError: nobody reads any more.

    """
    if stream is None:
        raise OutputLostError
    try:
        stream.flush()
        send(stream.fileno(), encoded(text, stream.encoding))
    except BrokenPipeError:
        raise ReaderGoneError from None
    except io.UnsupportedOperation:
        stream.write(text)
    except (OSError, ValueError):
        raise OutputLostError from None


def encoded(text: str, encoding: str) -> bytes:
    """Return a text as bytes, with plain characters for those that the encoding lacks."""
    if encoding == "utf-8":
        return text.encode(errors="replace")
    from kickcheck.safe_text import encodable  # noqa: PLC0415 - few streams need it

    encoding = encoding or "ascii"
    return encodable(text, encoding).encode(encoding, errors="replace")


def send(descriptor: int, data: bytes) -> None:
    """Write all of some bytes; wait for a reader that is slow. Raises OSError."""
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(descriptor, view) :]
        except BlockingIOError:
            import select  # noqa: PLC0415 - few readers are slow

            select.select([], [descriptor], [])
