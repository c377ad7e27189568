"""What a stream can show (width, colour, encoding), and the one function that writes to it.

The entry point imports this before anything else, so it imports very little.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

MAX_COLUMNS = 80
MIN_COLUMNS = 20
DEFAULT_ROWS = 24


class OutputLostError(Exception):
    """The output could not be written, for a reason other than a closed pipe."""


class ReaderGoneError(Exception):
    """The other end of the pipe is closed."""


class InputEnded(Exception):  # noqa: N818 - not an error
    """There is no more input."""


class InputUnusable(Exception):  # noqa: N818 - not an error of the program
    """The input contains no lines that a person could have typed."""


def is_plain(environ: "Mapping[str, str]", stdout: "TextIO | None") -> bool:
    """Tell whether pages are rendered as plain lines even without `--plain`."""
    if environ.get("TERM") == "dumb" or environ.get("ACCESSIBLE") or not is_terminal(stdout):
        return True
    if environ.get("TERM"):
        return False
    if sys.platform == "win32":  # TERM is not set there
        from kickcheck import console  # noqa: PLC0415 - elsewhere a page does not need it

        return not console.has_virtual_terminal()
    return True


def is_terminal(stream: "TextIO | None") -> bool:
    """Tell whether a stream is a terminal; a closed one is not."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def first_terminal(*streams: "TextIO | None") -> "TextIO | None":
    """Return the first of these streams that is a terminal, or None."""
    for stream in streams:
        if is_terminal(stream):
            return stream
    return None


def has_colour(environ: "Mapping[str, str]") -> bool:
    """Tell whether a terminal should show colour (no-color.org, bixense.com/clicolors)."""
    if environ.get("NO_COLOR"):
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environ.get(name, "0") not in ("", "0"):
            return True
    return environ.get("CLICOLOR", "1") != "0" and environ.get("FORCE_COLOR") != "0"


def style(environ: "Mapping[str, str]", stdout: "TextIO | None") -> str:
    """Return the style in which pages are rendered for a stream: plain, bold or colour."""
    if is_plain(environ, stdout):
        return "plain"
    return "colour" if has_colour(environ) else "bold"


def width(environ: "Mapping[str, str]", stream: "TextIO | None") -> int:
    """Return the width of a stream in columns, from 20 to 80."""
    columns = _positive_number(environ.get("COLUMNS", ""))
    if columns is None:
        try:
            columns = os.get_terminal_size(stream.fileno()).columns if stream else 0
        except (OSError, ValueError):
            columns = 0
    return min(max(columns or MAX_COLUMNS, MIN_COLUMNS), MAX_COLUMNS)


def rows(stream: "TextIO | None") -> int:
    """Return the height of a stream in rows; 24 if it is unknown."""
    try:
        return (os.get_terminal_size(stream.fileno()).lines if stream else 0) or DEFAULT_ROWS
    except (OSError, ValueError):
        return DEFAULT_ROWS


def _positive_number(word: str) -> int | None:
    """Return a positive decimal number, or None: int() accepts ٣ and fails on 5,000 digits."""
    if not (word.isascii() and word.isdigit()):
        return None
    number = int(word) if len(word) <= 4 else MAX_COLUMNS
    return number or None


def write(stream: "TextIO | None", text: str) -> None:
    """Write all of a text, with plain characters for those that the stream lacks.

    A stream in memory, which has no descriptor, gets the text unchanged.

    Raises:
        OutputLostError: the stream is closed or full.
        ReaderGoneError: the other end of the pipe is closed.

    """
    if stream is None:
        raise OutputLostError
    try:
        stream.flush()
        send(stream.fileno(), encoded(text, stream.encoding))
    except BrokenPipeError:
        raise ReaderGoneError from None
    except (OSError, ValueError) as error:
        import io  # noqa: PLC0415 - since 3.14 Python itself does not import it

        if not isinstance(error, io.UnsupportedOperation):
            raise OutputLostError from None
        stream.write(text)


def encoded(text: str, encoding: str) -> bytes:
    """Return a text as bytes, with plain characters for those that the encoding lacks."""
    if encoding == "utf-8":
        return text.encode(errors="replace")
    from kickcheck.safe_text import encodable  # noqa: PLC0415 - rarely needed

    encoding = encoding or "ascii"
    return encodable(text, encoding).encode(encoding, errors="replace")


def send(descriptor: int, data: bytes) -> None:
    """Write all of the bytes; wait if the reader is slow. Raises OSError."""
    if sys.platform == "win32":
        from kickcheck import console  # noqa: PLC0415 - elsewhere a page does not need it

        console.send(descriptor, data)
        return
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(descriptor, view) :]
        except BlockingIOError:
            import select  # noqa: PLC0415 - rarely needed

            select.select([], [descriptor], [])
