"""A conversation on the alternate screen, which leaves nothing behind and never scrolls."""

import os
import re
from collections.abc import Callable, Mapping

from kickcheck import console, streams
from kickcheck.model import Page, Paragraph, Span
from kickcheck.render import Drawing
from kickcheck.screen import signals
from kickcheck.screen.line_reader import LineReader
from kickcheck.screen.paged_screen import PagedScreen, Paging
from kickcheck.streams import InputEnded

_HOME = "\x1b[H"
_ERASE_RIGHT = "\x1b[K"
_ENTER, _LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
_IS_ALTERNATE = re.compile(rb"\x1b\[\?(47|1047|1049)h")
# Terminals that came after the terminfo of many computers, and set a TERM of their own.
_TERMINALS_WITHOUT_ENTRY = (
    "xterm", "alacritty", "contour", "foot", "ghostty", "iterm", "kitty", "konsole", "mintty",
    "rio", "st-", "tmux", "vte", "wezterm",
)  # fmt: skip
MARGIN_COLUMNS = 2
MARGIN_FROM_COLUMNS = 60  # a narrower window has no margin


def alternate_screen_codes(
    environ: Mapping[str, str], descriptor: int
) -> tuple[bytes, bytes] | None:
    """Return the bytes that enter and leave a terminal's alternate screen, or None."""
    if console.has_virtual_terminal():
        return _ENTER, _LEAVE
    term = environ.get("TERM", "")
    # GNU screen has none unless it is told to, whatever its entry in terminfo says.
    if term.startswith("screen") and "STY" in environ:
        return None
    codes = _terminfo(term, descriptor)
    if codes is None:
        return (_ENTER, _LEAVE) if term.startswith(_TERMINALS_WITHOUT_ENTRY) else None
    # Some entries only move the cursor, or clear a part of the screen.
    return codes if _IS_ALTERNATE.search(codes[0]) and codes[1] else None


def _terminfo(term: str, descriptor: int) -> tuple[bytes, bytes] | None:
    """Return the codes of terminfo, empty if the terminal has none; None if it is not known."""
    try:
        # The `curses` package would double the time of the import.
        import _curses as curses  # noqa: PLC0415
    except ImportError:  # pragma: no cover - not on every system
        return None
    try:
        curses.setupterm(term, descriptor)
    except (curses.error, ValueError):
        return None
    return curses.tigetstr("smcup") or b"", curses.tigetstr("rmcup") or b""


def layout(columns: int) -> tuple[int, str]:
    """Return the text width and the left margin for a window of this many columns."""
    margin = " " * MARGIN_COLUMNS if columns >= MARGIN_FROM_COLUMNS else ""
    return min(columns, streams.MAX_COLUMNS) - 2 * len(margin), margin


class FullScreen(PagedScreen):
    """Shows one page at a time, in parts that fit the window.

    Args:
        descriptor: the terminal.
        encoding: the encoding of the terminal.
        codes: the bytes that enter and leave the alternate screen.
        reader: reads lines, and calls back when the window changes.
        draw: renders a page in a width in columns.
        paging: how a page is turned.

    """

    waits = True
    full = True
    plain = False

    def __init__(
        self,
        descriptor: int,
        encoding: str,
        codes: tuple[bytes, bytes],
        reader: LineReader,
        draw: Callable[[Page, int], Drawing],
        paging: Paging,
    ) -> None:
        super().__init__(reader, draw, paging)
        self.descriptor = descriptor
        self.encoding = encoding
        self.codes = codes
        self._inside = False
        self._watch = signals.WindowWatch()
        self._input = console.LineInput(reader.descriptor)

    def entered(self) -> "FullScreen":
        """Enter the alternate screen; leave it at the end of the `with` block."""
        if self._inside:
            return self
        self._watch.start()
        self.reader.wake, self.reader.on_wake = self._watch.descriptor, self._present
        signals.on_suspend(self.descriptor, self.leave, self._resume)
        signals.on_exit(self.leave)
        self.enter()
        return self

    def __enter__(self) -> "FullScreen":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.leave()
        if self.reader.wake is None:
            return
        self.reader.wake = None
        signals.reset_suspend()
        self._watch.stop()

    def enter(self) -> None:
        """Go to the alternate screen, and set line mode."""
        self._input.start()
        self._inside = True
        self._send(self.codes[0] + self._erase_rows())

    def leave(self) -> None:
        """Erase the alternate screen and go back; discard typed input that was not read."""
        self._input.restore()
        if not self._inside:
            return
        console.discard_typed_input(self.descriptor)
        # Erased first: some terminals can be set to ignore the alternate screen.
        try:
            self._send(self._erase_rows() + self.codes[1])
        except OSError:
            return  # the terminal may be closed
        finally:
            self._inside = False

    # --- painting --------------------------------------------------------------------------

    def _size(self) -> tuple[int, int]:
        try:
            columns, rows = os.get_terminal_size(self.descriptor)
        except OSError:
            columns, rows = 80, 24
        return columns or 80, rows or 24  # 0 means unknown

    def _width(self) -> int:
        return layout(self._size()[0])[0]

    def _rows(self, prompt: str) -> int:
        _, rows = self._size()
        return rows - len(self._lines_of(prompt)) - len(self._status_lines()) - 2

    def _lines_of(self, text: str) -> list[str]:
        """Return a prompt or a status line, wrapped; nothing if it is empty."""
        if not text:
            return []
        page = Page("", (Paragraph((Span(text),)),))
        return [
            line for piece in self.draw(page, max(self._width() - 1, 1)) for line in piece.lines
        ]

    def _status_lines(self) -> list[str]:
        """Return the status line, wrapped, in at most a quarter of the rows or three."""
        lines = self._lines_of(self._status)
        limit = max(self._size()[1] // 4, 3)
        if len(lines) > limit:
            lines[limit - 1 :] = [f"{lines[limit - 1][:-3]}..."]
        return lines

    def _present(self) -> None:
        """Paint the current part."""
        if not self._inside:
            return
        columns, rows = self._size()
        width, margin = layout(columns)
        body = self._parts()[self._current()].lines
        prompt, status = self._lines_of(self._current_prompt()), self._status_lines()
        painted = [_HOME]
        for row, text in enumerate(body, start=1):
            painted.append(f"\x1b[{row};1H{margin}{text}{_ERASE_RIGHT}")
        painted += [f"\x1b[{row};1H\x1b[2K" for row in range(len(body) + 1, rows + 1)]
        for row, text in enumerate(status, start=rows - len(status) + 1):
            if row > 0:
                bar = " " * (width + 2 * len(margin))
                painted.append(f"\x1b[{row};1H\x1b[2K\x1b[7m{bar}\r{margin}{text}\x1b[0m")
        # The prompt is painted last, so that the cursor ends up behind it.
        at = min(len(body) + 2, max(rows - len(status) - len(prompt), 1))
        for row, text in enumerate(prompt, start=at):
            painted.append(f"\x1b[{row};1H{margin}\x1b[1m{text}\x1b[0m {_ERASE_RIGHT}")
        data = streams.encoded("".join(painted), self.encoding)
        try:
            self._send(data)
        except OSError:
            raise InputEnded from None  # no question can be shown any more

    def _erase_rows(self) -> bytes:
        """Return codes that erase row by row: tmux keeps a copy of a screen cleared at once."""
        _, rows = self._size()
        return "".join(f"\x1b[{row};1H\x1b[2K" for row in range(rows, 0, -1)).encode()

    def _send(self, data: bytes) -> None:
        streams.send(self.descriptor, data)

    def _resume(self) -> None:
        """Enter and paint the screen again after the process was stopped."""
        self.enter()
        self._present()
