"""A full screen in a pseudo-terminal of some size, without the program around it."""

import fcntl
import os
import pty
import select
import struct
import termios
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pyte

from cli_runner import bare
from kickcheck.console import LineInput
from kickcheck.model import Page
from kickcheck.render import terminal
from kickcheck.screen.full_screen import FullScreen
from kickcheck.screen.line_reader import LineReader
from kickcheck.screen.paged_screen import Paging
from kickcheck.screen.pagination import Part
from kickcheck.session.screen_protocol import START, Place

MORE = "Enter for more, b back ({part} of {parts}): "
PAGING = Paging(MORE, lambda line: line == "b", lambda line: line in ("y", "n"))
END = b"\0"  # the program writes none


class Typist(LineReader):
    """Types each line only when it is asked for, as somebody does who reads first.

    An urgent card discards what was typed before it. Here there is never anything to discard, so
    that every line arrives; `tests/test_conversation.py` types ahead on a terminal.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__(None, "utf-8")
        self._lines = iter(lines)

    def _read(self) -> bytes:
        return next((f"{line}\n".encode() for line in self._lines), b"")


class Window:
    """A pseudo-terminal with a full screen in it, and what it shows."""

    def __init__(self, columns: int, rows: int) -> None:
        self.master, self.follower = pty.openpty()
        attributes = termios.tcgetattr(self.follower)
        attributes[3] &= ~termios.ECHO
        termios.tcsetattr(self.follower, termios.TCSANOW, attributes)
        self.resize(columns, rows)
        self.written = ""
        self.screen = FullScreen(
            self.follower,
            "utf-8",
            (b"\x1b[?1049h", b"\x1b[?1049l"),
            LineReader(self.follower, "utf-8"),
            lambda page, width: terminal.draw(page, width, colour=True),
            PAGING,
        )
        self.screen._input = LineInput(None)  # otherwise the typed letters would be shown too

    def prepare(
        self, page: Page, prompt: str, status: str, place: Place = START, more: str = MORE
    ) -> list[Part]:
        """Set a page and its prompts as `ask` does, and return its parts; paint nothing."""
        self.screen.paging = replace(self.screen.paging, prompt_more=more)
        self.screen.show(page, place)
        self.screen._prompt, self.screen._status = prompt, status
        return self.screen._parts()

    def rows_for_a_part(self) -> int:
        """Return how many rows a part of the page may take."""
        screen = self.screen
        prompts = (screen._prompt, screen.paging.prompt_more)
        return min(screen._rows(each.format(part=99, parts=99)) for each in prompts)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size."""
        self.columns, self.rows = columns, rows
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.follower, termios.TIOCSWINSZ, size)

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self.master, text.encode())

    def shown(self) -> list[str]:
        """Return the content of the window once all output has arrived."""
        return [line.rstrip() for line in self.painted().display]

    def painted(self) -> pyte.Screen:
        """Return what the window shows, and where its cursor is, once all output has arrived."""
        # The kernel delivers output in pieces of any size: a mark shows that
        # everything has arrived.
        os.write(self.follower, END)
        data = b""
        while not data.endswith(END):
            assert select.select([self.master], [], [], 20)[0], "the end never came"
            data += os.read(self.master, 65536)
        self.written += data.removesuffix(END).decode()
        screen = pyte.Screen(self.columns or 80, self.rows or 24)
        pyte.Stream(screen).feed(self.written.replace("\x1b[?1049h", ""))
        return screen

    def close(self) -> None:
        """Close the terminal."""
        os.close(self.master)
        os.close(self.follower)


@contextmanager
def window(columns: int, rows: int) -> Iterator[Window]:
    """Yield a window, and close it afterwards."""
    made = Window(columns, rows)
    try:
        yield made
    finally:
        made.close()


def letters(*lines: str) -> str:
    """Return the letters and digits of lines."""
    return "".join(character for character in bare("".join(lines)) if character.isalnum())
