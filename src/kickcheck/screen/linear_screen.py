"""A conversation line by line: for pipes, plain mode, and terminals without alternate screen."""

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import TextIO

from kickcheck import streams
from kickcheck.console import LineInput, discard_typed_input
from kickcheck.model import Page
from kickcheck.render import Drawing, joined
from kickcheck.screen import signals
from kickcheck.screen.line_reader import LineReader
from kickcheck.screen.paged_screen import PagedScreen, Paging
from kickcheck.session.screen_protocol import START, Awaits, Place

_EMPTY_ROWS = 2  # above and below a part


@contextlib.contextmanager
def line_mode(descriptor: int) -> Iterator[None]:
    """Set line mode on a terminal; afterwards, restore the previous modes.

    What was typed and not read is then discarded: it was an answer, and no command for the shell.
    """
    line_input = LineInput(descriptor)
    signals.on_exit(line_input.restore)
    signals.on_suspend(descriptor, line_input.restore, line_input.start)
    line_input.start()
    try:
        yield
    finally:
        signals.reset_suspend()
        discard_typed_input(descriptor)
        line_input.restore()


class LinearScreen(PagedScreen):
    """Writes each page below the last one; on a terminal, it stops after each part.

    Args:
        out: the stream for pages and prompts.
        reader: reads lines.
        draw: renders a page in a width in columns.
        paging: how a page is turned.
        waits: whether someone is there to press Enter.
        plain: whether `draw` returns plain lines.

    """

    full = False

    def __init__(
        self,
        out: TextIO | None,
        reader: LineReader,
        draw: Callable[[Page, int], Drawing],
        paging: Paging,
        *,
        waits: bool,
        plain: bool,
    ) -> None:
        super().__init__(reader, draw, paging)
        self.out = out
        self.waits = waits
        self.plain = plain
        self._written: Place | None = None

    def show(self, page: Page, place: Place = START) -> None:
        """Write a page; on a terminal, its first part is written with the next prompt."""
        super().show(page, place)
        self._written = None
        if not self.waits:
            self._write(f"\n{joined(self.draw(page, self._width()))}\n")

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        """Return a line typed below the last part of the page, or a command below any part."""
        if self.waits:
            return super().ask(prompt, status, awaits)
        self._write(prompt)
        line = self.reader.line()
        self._write("\n")  # no terminal has echoed a line break
        return line

    def _present(self) -> None:
        part = self._parts()[self._current()]
        if self._written != part.start:
            self._written = part.start
            self._write("\n{}\n\n".format("\n".join(part.lines)))
        self._write(self._current_prompt())

    def _width(self) -> int:
        return streams.width(os.environ, self.out)

    def _rows(self, prompt: str) -> int:
        prompt_rows = -(-len(prompt) // self._width())
        return streams.rows(self.out) - prompt_rows - _EMPTY_ROWS

    def _write(self, text: str) -> None:
        # The result goes to another stream, and can still be written if this fails.
        with contextlib.suppress(streams.OutputLostError, streams.ReaderGoneError):
            streams.write(self.out, text)
