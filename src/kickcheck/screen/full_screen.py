"""A conversation on the alternate screen, which leaves nothing behind and never scrolls."""

import os

from kickcheck import console, streams
from kickcheck.screen import signals
from kickcheck.streams import InputEnded

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Sequence

    from kickcheck.model import Page
    from kickcheck.render import Drawing
    from kickcheck.screen.line_reader import LineReader
else:
    import _signal as signal  # `signal` would import enum

_HOME = "\x1b[H"
_ERASE_RIGHT = "\x1b[K"
MARGIN_COLUMNS = 2
MARGIN_FROM_COLUMNS = 60  # a narrower window has no margin


def alternate_screen_codes(term: str, descriptor: int) -> "tuple[bytes, bytes] | None":
    """Return the bytes that enter and leave a terminal's alternate screen, or None."""
    try:
        # The `curses` package would double the time of the import.
        import _curses as curses  # noqa: PLC0415
    except ImportError:  # pragma: no cover - not on every system
        return None
    try:
        curses.setupterm(term, descriptor)
        enter, leave = curses.tigetstr("smcup"), curses.tigetstr("rmcup")
    except (curses.error, ValueError):  # an unknown terminal, or no name
        return None
    return (enter, leave) if enter and leave and b"\x1b[" in enter else None


def layout(columns: int) -> tuple[int, str]:
    """Return the text width and the left margin for a window of this many columns."""
    margin = " " * MARGIN_COLUMNS if columns >= MARGIN_FROM_COLUMNS else ""
    return max(min(columns, streams.MAX_COLUMNS) - 2 * len(margin), 1), margin


class FullScreen:
    """Shows one page at a time, in parts that fit the window.

    Args:
        descriptor: the terminal.
        encoding: the encoding of the terminal.
        codes: the bytes that enter and leave the alternate screen.
        draw: renders a page, or the text of one paragraph, as lines of a width in columns.
        reader: reads lines, and calls back when the window changes.
        prompt_more: the prompt below each part but the last.
        is_back: tells whether a line asks for the previous part.
        is_answer: tells whether a line answers a question; accepted only below the last part.

    """

    waits = True
    full = True
    plain = False

    def __init__(
        self,
        descriptor: int,
        encoding: str,
        codes: "tuple[bytes, bytes]",
        draw: "Callable[[Page | str, int], Drawing]",
        reader: "LineReader",
        prompt_more: str,
        is_back: "Callable[[str], bool]" = lambda _line: False,
        is_answer: "Callable[[str], bool]" = lambda _line: False,
    ) -> None:
        self.descriptor = descriptor
        self.encoding = encoding
        self.codes = codes
        self.draw = draw
        self.reader = reader
        self.prompt_more = prompt_more
        self.is_back = is_back
        self.is_answer = is_answer
        self._page: Page | str = ""
        self._block = 0  # block and line at the top; they stay valid when the width changes
        self._line = 0
        self._prompt = ""
        self._status = ""
        self._inside = False
        self._wakeup = (-1, -1, -1)
        self._input = console.LineInput(reader.descriptor)

    def entered(self) -> "FullScreen":
        """Enter the alternate screen; leave it at the end of the `with` block."""
        if self._inside:
            return self
        wake, waker = os.pipe()
        os.set_blocking(waker, False)
        os.set_blocking(wake, False)
        self._wakeup = (wake, waker, signal.set_wakeup_fd(waker, warn_on_full_buffer=False))
        self.reader.wake, self.reader.on_wake = wake, self._paint
        signal.signal(signal.SIGWINCH, lambda _number, _frame: None)
        signals.on_suspend(self.leave, self._resume)
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
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        wake, waker, before = self._wakeup
        signal.set_wakeup_fd(before)
        os.close(wake)
        os.close(waker)

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

    def show(self, page: "Page | str") -> None:
        """Set the page; it is painted with the next prompt."""
        self._page, self._block, self._line, self._prompt = page, 0, 0, ""

    def ask(self, prompt: str, status: str, awaits: object = None) -> str:  # noqa: ARG002
        """Return a line typed below the last part of the page, or a command below any part."""
        at_end = bool(self._prompt) and self._at_end()
        self._prompt, self._status = prompt, status
        if at_end:
            # The new prompt may need more rows, but the page was already read to its end.
            self._block, self._line = self._parts()[-1][0]
        while True:
            self._paint()
            line = self.reader.line()
            parts = self._parts()
            current = self._current_part(parts)
            if current + 1 < len(parts) and (not line.strip() or self.is_answer(line)):
                self._block, self._line = parts[current + 1][0]
            elif self.is_back(line) and current > 0:
                self._block, self._line = parts[current - 1][0]
            else:
                return line

    # --- painting --------------------------------------------------------------------------

    def _size(self) -> tuple[int, int]:
        try:
            columns, rows = os.get_terminal_size(self.descriptor)
        except OSError:
            columns, rows = 80, 24
        return columns or 80, rows or 24  # 0 means unknown

    def _layout(self) -> tuple[int, str, int]:
        """Return the text width, the left margin, and the rows of the window."""
        columns, rows = self._size()
        return (*layout(columns), rows)

    def _lines_of(self, text: str, width: int) -> list[str]:
        drawing = self.draw(text, max(width - 1, 1))
        return [line for block in drawing for line in block] or [""]

    def _page_rows(self) -> int:
        """Return how many rows the page may take above the prompt and the status line."""
        width, _, rows = self._layout()
        longest = max(self._prompt, self.prompt_more, key=len)
        prompt, status = self._lines_of(longest, width), self._lines_of(self._status, width)
        return max(rows - len(prompt) - len(status) - 2, 1)

    def _parts(self) -> list[list[tuple[int, int]]]:
        """Return the page as parts that fit; each is a list of (block, line) without blank lines.

        A block is not split if the part before it stays at least half full. A heading stays
        with the block after it.
        """
        width, _, _ = self._layout()
        rows_left = self._page_rows()
        drawing = self.draw(self._page, width)
        parts: list[list[tuple[int, int]]] = [[]]
        used = 0  # rows, with a blank one after each block
        for number, lines in enumerate(drawing):
            if used * 2 >= rows_left and used + len(lines) > rows_left:
                headings = _leading_rows(parts[-1], drawing)
                del parts[-1][len(parts[-1]) - len(headings) :]
                parts.append(headings)
                used = len(headings) + len({block for block, _ in headings})
            for line in range(len(lines)):
                if used >= rows_left:
                    parts.append([])
                    used = 0
                parts[-1].append((number, line))
                used += 1
            used += 1
        return [part for part in parts if part] or [[(0, 0)]]

    def _current_part(self, parts: list[list[tuple[int, int]]]) -> int:
        """Return the index of the part that contains the line last painted at the top."""
        for number, part in enumerate(parts):
            if (self._block, self._line) <= part[-1]:
                return number
        return len(parts) - 1

    def _at_end(self) -> bool:
        parts = self._parts()
        return self._current_part(parts) + 1 == len(parts)

    def _paint(self) -> None:
        """Paint the current part."""
        if not self._inside:
            return
        width, margin, rows = self._layout()
        parts = self._parts()
        current = self._current_part(parts)
        drawing = self.draw(self._page, width)
        body: list[str] = []
        for block, line in parts[current]:
            if body and line == 0:
                body.append("")
            if block < len(drawing):
                body.append(drawing[block][line])
        last = current + 1 == len(parts)
        prompt = self._lines_of(self._prompt if last else self.prompt_more, width)
        status = self._lines_of(self._status, width)
        top = rows - len(prompt) - len(status)
        painted = [_HOME]
        for row, text in enumerate(body[: max(top, 0)], start=1):
            painted.append(f"\x1b[{row};1H{margin}{text}{_ERASE_RIGHT}")
        painted += [f"\x1b[{row};1H\x1b[2K" for row in range(len(body) + 1, rows + 1)]
        for row, text in enumerate(status, start=rows - len(status) + 1):
            if row > 0:
                bar = " " * (width + 2 * len(margin))
                painted.append(f"\x1b[{row};1H\x1b[2K\x1b[7m{bar}\r{margin}{text}\x1b[0m")
        # The prompt is painted last, so that the cursor ends up behind it.
        at = min(len(body) + 2, max(rows - len(status) - len(prompt), 1))
        for row, text in enumerate(prompt, start=at):
            end = " " if row == at + len(prompt) - 1 else ""
            painted.append(f"\x1b[{row};1H{margin}\x1b[1m{text}\x1b[0m{end}{_ERASE_RIGHT}")
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
        """Enter and paint the screen again after a suspension."""
        self.enter()
        self._paint()


def _leading_rows(part: "Sequence[tuple[int, int]]", drawing: "Drawing") -> list[tuple[int, int]]:
    """Return the last rows of a part that must stay with the next block; none if all must."""
    at = len(part)
    while at and drawing[part[at - 1][0]].keep_with_next:
        at -= 1
    return list(part[at:]) if at else []
