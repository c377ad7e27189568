"""A conversation line by line: pipes, plain mode, and terminals without an alternate screen."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TextIO

from kickcheck import streams
from kickcheck.console import LineInput
from kickcheck.model import Page
from kickcheck.screen import signals
from kickcheck.screen.line_reader import LineReader


@contextlib.contextmanager
def whole_lines(descriptor: int) -> Iterator[None]:
    """Have a terminal give whole lines; it is as it was however this ends."""
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
        out: takes pages and prompts.
        reader: gives lines.
        draw: makes a page into text.
        waits: whether someone is there to press Enter.
        plain: whether `draw` gives plain lines.

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
        """Return a line; where no terminal echoes it, its end is written."""
        self._write(prompt)
        line = self.reader.line()
        if not self.waits:
            self._write("\n")
        return line

    def _write(self, text: str) -> None:
        # The result goes elsewhere; a lost question is no reason to lose that too.
        with contextlib.suppress(streams.OutputLostError, streams.ReaderGoneError):
            streams.write(self.out, text)
