"""A conversation line by line: for pipes, plain mode, and terminals without alternate screen."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TextIO

from kickcheck import streams
from kickcheck.console import LineInput
from kickcheck.model import Page
from kickcheck.screen import signals
from kickcheck.screen.line_reader import LineReader


@contextlib.contextmanager
def line_mode(descriptor: int) -> Iterator[None]:
    """Set line mode on a terminal; restore the previous modes afterwards."""
    line_input = LineInput(descriptor)
    signals.on_exit(line_input.restore)
    signals.on_suspend(line_input.restore, line_input.start)
    line_input.start()
    try:
        yield
    finally:
        signals.reset_suspend()
        line_input.restore()


class LinearScreen:
    """Writes each page below the last one.

    Args:
        out: the stream for pages and prompts.
        reader: reads lines.
        draw: renders a page as text.
        waits: whether someone is there to press Enter.
        plain: whether `draw` returns plain lines.

    """

    full = False

    def __init__(
        self,
        out: TextIO | None,
        reader: LineReader,
        draw: Callable[[Page], str],
        *,
        waits: bool,
        plain: bool,
    ) -> None:
        self.out = out
        self.reader = reader
        self.draw = draw
        self.waits = waits
        self.plain = plain

    def show(self, page: Page) -> None:
        """Write a page."""
        self._write(f"\n{self.draw(page)}\n")

    def ask(self, prompt: str, status: str, awaits: object = None) -> str:  # noqa: ARG002
        """Return a line; write a line break if no terminal has echoed one."""
        self._write(prompt)
        line = self.reader.line()
        if not self.waits:
            self._write("\n")
        return line

    def _write(self, text: str) -> None:
        # The result goes to another stream, and can still be written if this fails.
        with contextlib.suppress(streams.OutputLostError, streams.ReaderGoneError):
            streams.write(self.out, text)
