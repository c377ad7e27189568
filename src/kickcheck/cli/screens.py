"""Sets up the screen for a conversation or a long page, and restores the terminal."""

import os
import sys
from contextlib import ExitStack
from typing import TextIO

from kickcheck.cli.output import page_renderer
from kickcheck.interview import ANSWERS, Command, understand
from kickcheck.model import InterfaceText
from kickcheck.screen.full_screen import FullScreen, alternate_screen_codes
from kickcheck.screen.line_reader import LineReader
from kickcheck.screen.linear_screen import LinearScreen, line_mode
from kickcheck.screen.paged_screen import Paging


class Screens(ExitStack):
    """Sets up screens on one terminal; leaving the context restores it.

    Args:
        interface: the prompts, and the words that turn a page.
        out: the stream for pages and prompts.
        waits: whether someone is there to press Enter.

    """

    def __init__(self, interface: InterfaceText, out: TextIO | None, *, waits: bool) -> None:
        super().__init__()
        self.interface = interface
        self.out = out
        self.waits = waits
        self._reader = LineReader(
            sys.stdin.fileno() if sys.stdin is not None else None,
            (sys.stdin.encoding if sys.stdin is not None else "") or "utf-8",
        )

    def alternate_screen(self, *, plain_mode: bool, keep: bool) -> tuple[bytes, bytes] | None:
        """Return the bytes that enter and leave the alternate screen; None if it is not used."""
        if self.out is None or not self.waits or plain_mode or keep:
            return None
        return alternate_screen_codes(os.environ, self.out.fileno())

    def open(
        self, *, plain_mode: bool, keep: bool, more: str = "", more_linear: str = ""
    ) -> FullScreen | LinearScreen:
        """Return the alternate screen where there is one, else a linear screen.

        Args:
            plain_mode: whether to show plain lines.
            keep: whether to stay on the normal screen.
            more: the prompt below each part but the last; by default, that of a conversation.
            more_linear: the same for a linear screen.

        """
        codes = self.alternate_screen(plain_mode=plain_mode, keep=keep)
        if self.out is None or codes is None:
            return self._linear(plain_mode=plain_mode, more=more_linear)
        full = FullScreen(
            self.out.fileno(),
            self.out.encoding,
            codes,
            self._reader,
            page_renderer(plain_mode=False),
            self._paging(more),
        )
        return self.enter_context(full.entered())

    def plain(self) -> LinearScreen:
        """Return a linear screen in plain mode, and leave the present one."""
        self.close()
        return self._linear(plain_mode=True)

    def _linear(self, *, plain_mode: bool, more: str = "") -> LinearScreen:
        if self.waits:
            self.enter_context(line_mode(sys.stdin.fileno()))
        return LinearScreen(
            self.out,
            self._reader,
            page_renderer(plain_mode=plain_mode),
            self._paging(more),
            waits=self.waits,
            plain=plain_mode,
        )

    def _paging(self, more: str) -> Paging:
        keys = self.interface.keys
        return Paging(
            more or self.interface.prompt_more,
            lambda line: understand(line, keys) is Command.BACK,
            lambda line: understand(line, keys) in ANSWERS,
        )
