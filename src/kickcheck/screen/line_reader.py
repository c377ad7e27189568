"""Reads lines from a terminal, a pipe or a file, in bounded memory."""

import os

from kickcheck import console
from kickcheck.streams import InputEnded, InputUnusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

CHUNK_BYTES = 65536
MAX_LINE_CHARS = 1000  # the rest of a line is dropped; no command is longer
POLL_SECONDS = 0.2  # a signal just before the wait would not be handled until it ends
MAX_LINE_BYTES = 64 * 1024 * 1024  # nobody types this much without Enter


class LineReader:
    """Reads lines from a file descriptor.

    Args:
        descriptor: what to read; None for a closed input.
        encoding: the encoding of the input; undecodable bytes become U+FFFD.

    """

    def __init__(self, descriptor: int | None, encoding: str) -> None:
        self.descriptor = descriptor
        self.encoding = encoding
        self.wake: int | None = None
        """A descriptor that becomes readable when `on_wake` is to be called."""
        self.on_wake: Callable[[], object] = lambda: None
        """Called while waiting for input, for example when the window has changed."""
        self._source: int | None = None
        self._buffer = b""

    def line(self) -> str:
        """Return the next line without its end.

        Raises:
            InputEnded: there are no more lines.
            InputUnusable: the input goes on for too long without a line end.

        """
        dropped = 0
        while b"\n" not in self._buffer:
            if len(self._buffer) > CHUNK_BYTES:
                dropped += len(self._buffer) - MAX_LINE_CHARS
                self._buffer = self._buffer[:MAX_LINE_CHARS]
            if dropped > MAX_LINE_BYTES:
                raise InputUnusable
            data = self._read()
            if not data:
                rest, self._buffer = self._buffer, b""
                if not rest:
                    raise InputEnded
                return self._text(rest)
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\n")
        return self._text(line)

    def discard(self) -> None:
        """Discard the lines that were received and not read."""
        self._buffer = b""

    def _read(self) -> bytes:
        if self.descriptor is None:
            return b""
        data = console.read(self.descriptor, CHUNK_BYTES)
        if data is not None:
            return data
        import select  # noqa: PLC0415 - imported when needed

        if self._source is None:
            self._source = console.reopened(self.descriptor)
        source = self._source
        wake = self.wake
        watched = [source] if wake is None else [source, wake]
        while True:
            try:
                ready = select.select(watched, [], [], POLL_SECONDS)[0]
                if wake is not None and wake in ready:
                    os.read(wake, CHUNK_BYTES)
                    self.on_wake()
                if source in ready:
                    return os.read(source, CHUNK_BYTES)
            except BlockingIOError:
                continue
            except (OSError, ValueError):
                return b""

    def _text(self, line: bytes) -> str:
        return (
            line[: MAX_LINE_CHARS * 4]
            .decode(self.encoding, errors="replace")[:MAX_LINE_CHARS]
            .rstrip("\r")
        )
