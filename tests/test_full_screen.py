"""The alternate screen: every part fits the window, and any ending leaves the screen."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from typing import Any

import pyte
import pytest

from all_pages import every_page
from cli_runner import TIMEOUT_SECONDS, bare
from kickcheck.console import LineInput
from kickcheck.model import Heading, Page
from kickcheck.render import joined, plain, terminal
from kickcheck.screen.full_screen import FullScreen
from kickcheck.screen.line_reader import LineReader
from kickcheck.streams import InputEnded

PAGES = dict(every_page())
STATUS = "Emergency: 911, 112, 999, 000, 111. Be with someone now. Help is there."
PROMPT = "Enter closes and leaves nothing here, k keeps it on the screen, o saves it, b back: "
END = b"\0"  # the program writes none


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
            lambda page, width: terminal.draw(page, width, colour=True),
            LineReader(self.follower, "utf-8"),
            "Enter for more: ",
            is_back=lambda line: line == "b",
            is_answer=lambda line: line in ("y", "n"),
        )
        self.screen._input = LineInput(None)  # otherwise the typed letters would be shown too

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.follower, termios.TIOCSWINSZ, size)

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def shown(self) -> list[str]:
        """Return the content of the window once all output has arrived."""
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
        return [line.rstrip() for line in screen.display]

    def close(self) -> None:
        os.close(self.master)
        os.close(self.follower)


@pytest.fixture
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    made = Window(*request.param)
    yield made
    made.close()


def parts(window: Window, page: Page) -> Iterator[list[str]]:
    """Press Enter through a page; yield each part."""
    with window.screen.entered():
        window.screen.show(page)
        for _ in range(400):
            before = len(window.written)
            window.type("\n")
            # The line was typed already: `ask` paints, reads it, and paints the next part.
            window.screen._prompt, window.screen._status = PROMPT, STATUS
            window.screen._paint()
            window.written = window.written[before:] if before > 1_000_000 else window.written
            shown = window.shown()
            yield shown
            every = window.screen._parts()
            here = window.screen._current_part(every)
            if here + 1 == len(every):
                return
            window.screen._block, window.screen._line = every[here + 1][0]
    raise AssertionError("the page has no end")


def letters(text: str) -> str:
    return "".join(character for character in bare(text) if character.isalnum())


NAMES = [
    "summary all-yes 0", "summary nothing 7", "summary crisis 0", "question recent-break",
    "card protect", "card lowered-tolerance", "first", "emergency international", "review",
]  # fmt: skip


@pytest.mark.parametrize(
    "window", [(80, 24), (40, 12), (40, 15), (132, 50), (200, 12)], ids=str, indirect=True
)
@pytest.mark.parametrize("name", NAMES)
def test_every_part_fits_the_window_and_none_loses_a_letter(window: Window, name: str) -> None:
    page = PAGES[name]
    seen = ""
    prompts = (letters(PROMPT), letters("Enter for more: "))
    for shown in parts(window, page):
        text = letters("".join(shown))
        assert text.endswith(letters(STATUS)), shown
        body = text.removesuffix(letters(STATUS))
        for prompt in prompts:
            body = body.removesuffix(prompt)
        seen += body
    assert seen == letters(joined(plain.draw(page, 80)))


@pytest.mark.parametrize("window", [(80, 24)], ids=str, indirect=True)
def test_a_change_of_size_keeps_the_place(window: Window) -> None:
    page = PAGES["summary all-yes 0"]
    with window.screen.entered():
        window.screen.show(page)
        window.screen._prompt, window.screen._status = PROMPT, STATUS
        every = window.screen._parts()
        block, _ = window.screen._block, window.screen._line = every[2][0]
        for size in ((40, 12), (100, 40), (1, 1), (41, 13), (80, 24)):
            window.resize(*size)
            window.screen._paint()
            if size != (1, 1):
                assert letters("".join(window.shown()).strip()).endswith(letters(STATUS)), size
            again = window.screen._parts()
            here = again[window.screen._current_part(again)]
            assert here[0][0] <= block <= here[-1][0]


@pytest.mark.parametrize("rows", [15, 24, 30, 50])
def test_no_heading_is_left_alone_at_the_foot_of_a_part(rows: int) -> None:
    window = Window(80, rows)
    try:
        for name, page in PAGES.items():
            if not name.startswith(("summary", "emergency", "ending")):
                continue
            window.screen.show(page)
            window.screen._prompt, window.screen._status = PROMPT, STATUS
            for part in window.screen._parts()[:-1]:
                last = page.blocks[part[-1][0]]
                assert not isinstance(last, Heading), (name, rows, last)
    finally:
        window.close()


@pytest.mark.parametrize("window", [(80, 24)], ids=str, indirect=True)
def test_a_fault_leaves_the_alternate_screen_too(window: Window) -> None:
    def fail() -> None:
        with window.screen.entered():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    window.shown()
    assert window.written.count("\x1b[?1049h") == window.written.count("\x1b[?1049l") == 1
    assert window.written.endswith("\x1b[?1049l")


@pytest.mark.parametrize("window", [(80, 12)], ids=str, indirect=True)
def test_a_question_is_not_answered_before_all_of_it_was_shown(window: Window) -> None:
    with window.screen.entered():
        window.screen.show(PAGES["question recent-break"])
        window.type("y\nn\ny\n")
        # The first two lines turn pages; only a line below the last part is an answer.
        every = len(window.screen._parts())
        assert every > 1
        for _ in range(max(0, every - 3)):
            window.type("y\n")
        assert window.screen.ask("y or n: ", STATUS) in ("y", "n")
        parts_now = window.screen._parts()
        assert window.screen._current_part(parts_now) == len(parts_now) - 1


@pytest.mark.parametrize("window", [(80, rows) for rows in range(12, 40)], ids=str, indirect=True)
def test_a_longer_prompt_below_the_last_part_is_asked_at_once(window: Window) -> None:
    """It takes more lines, so that the page splits differently."""
    with window.screen.entered():
        window.screen.show(PAGES["summary all-yes 7"])
        window.screen._prompt, window.screen._status = "o saves it: ", STATUS
        window.screen._block, window.screen._line = window.screen._parts()[-1][0]
        window.type("o\n")
        assert window.screen.ask("o saves it: ", STATUS) == "o"
        window.shown()
        window.type("name\n")
        assert window.screen.ask("A much longer prompt. " * 8, STATUS) == "name"
        assert "A much longer prompt." in "".join(window.shown())


@pytest.mark.parametrize("window", [(80, 24)], ids=str, indirect=True)
def test_the_end_of_input_is_reported(window: Window) -> None:
    with window.screen.entered():
        window.screen.show(PAGES["keys"])
        window.type("\x04")
        with pytest.raises(InputEnded):
            window.screen.ask("? ", STATUS)


TERMS = [
    ("xterm-256color", True), ("screen", True), ("tmux-256color", True),
    ("vt100", False), ("dumb", False), ("nonsense", False),
]  # fmt: skip


@pytest.mark.parametrize(("term", "has_one"), TERMS)
def test_an_alternate_screen_is_looked_up_and_never_assumed(term: str, has_one: bool) -> None:
    # In a separate process: curses keeps the first terminal it was set up for.
    probe = (
        "import pty, sys; from kickcheck.screen.full_screen import alternate_screen_codes;"
        "sys.exit(0 if alternate_screen_codes(sys.argv[1], pty.openpty()[1]) else 1)"
    )
    done = subprocess.run([sys.executable, "-c", probe, term], check=False, timeout=60)
    assert (done.returncode == 0) is has_one


def test_a_line_that_ctrl_c_threw_away_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blocking read would delay the handler of Ctrl-C until the next line."""
    master, follower = pty.openpty()
    really = select.select
    typed = iter((b"y\n", b"n\n"))

    def sees(*watched: Any) -> tuple[list[int], list[int], list[int]]:
        line = next(typed)
        os.write(master, line)
        ready = really(*watched)
        if line == b"y\n":
            termios.tcflush(follower, termios.TCIFLUSH)  # as Ctrl-C does
        return ready

    def hangs(_number: int, _frame: object) -> None:
        raise AssertionError("it waits for a line that is gone")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(TIMEOUT_SECONDS)
    try:
        monkeypatch.setattr(select, "select", sees)
        assert LineReader(follower, "utf-8").line() == "n"
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        os.close(master)
        os.close(follower)
