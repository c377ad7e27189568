"""Lines from a terminal, a pipe or anything else, in bounded memory."""

import os

from kickcheck.streams import InputEnded, InputUnusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

CHUNK_BYTES = 65536
MAX_LINE_CHARACTERS = 1000  # characters of a line that are kept; no command is longer
POLL_SECONDS = 0.2  # seconds; a signal that came just before the wait would be held back by it
MAX_LINE_BYTES = 64 * 1024 * 1024  # bytes without a line's end, after which nobody is typing


class LineReader:
    """Reads lines from a file descriptor. None stands for a closed input.

    Args:
        descriptor: what to read.
        encoding: of the input; what does not fit it can be no answer.

    """

    def __init__(self, descriptor: int | None, encoding: str) -> None:
        self.descriptor = descriptor
        self.encoding = encoding
        self.wake: int | None = None
        """A descriptor that turns readable when `woken` is to be called."""
        self.woken: Callable[[], object] = lambda: None
        """Called between two bytes of input, such as when the window changed."""
        self._source: int | None = None
        self._buffer = b""

    def line(self) -> str:
        """Return the next line without its end.

        Raises:
            InputEnded: there is none.
            InputUnusable: there are bytes without end, but no line.

        """
        dropped = 0
        while b"\n" not in self._buffer:
            if len(self._buffer) > CHUNK_BYTES:
                dropped += len(self._buffer) - MAX_LINE_CHARACTERS
                self._buffer = self._buffer[:MAX_LINE_CHARACTERS]
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

    def _read(self) -> bytes:
        if self.descriptor is None:
            return b""
        import select  # noqa: PLC0415 - the first screen does not wait for it

        if self._source is None:
            self._source = _unblocked(self.descriptor)
        source = self._source
        watched = [source] if self.wake is None else [source, self.wake]
        while True:
            try:
                ready = select.select(watched, [], [], POLL_SECONDS)[0]
                if self.wake in ready:
                    os.read(self.wake or 0, CHUNK_BYTES)
                    self.woken()
                if source in ready:
                    return os.read(source, CHUNK_BYTES)
            except BlockingIOError:
                continue
            except (OSError, ValueError):
                return b""

    def _text(self, line: bytes) -> str:
        return (
            line[: MAX_LINE_CHARACTERS * 4]
            .decode(self.encoding, errors="replace")[:MAX_LINE_CHARACTERS]
            .rstrip("\r")
        )


def _unblocked(descriptor: int) -> int:
    """Return a descriptor of the same input; of a terminal one that is never waited for.

    Ctrl-C throws away the line that select saw. A read that waits for the next one would hold
    back the handler of Ctrl-C until then. The descriptor itself is the shell's too: it stays.
    """
    if hasattr(os, "ttyname"):  # not on every system
        try:
            name, way = os.ttyname(descriptor), os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY
            return os.open(name, way | os.O_CLOEXEC)
        except OSError:
            pass  # a pipe, a file, or a terminal of somebody else's
    return descriptor
