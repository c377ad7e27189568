"""The alternate screen: every part fits the window, and any ending leaves the screen."""

import _curses
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import tty
from collections.abc import Iterator
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from all_pages import every_page
from cli_runner import TIMEOUT_SECONDS
from kickcheck.model import Callout, Page
from kickcheck.render import Drawing, joined, plain
from kickcheck.screen import full_screen
from kickcheck.screen.line_reader import LineReader
from kickcheck.session import Awaits
from kickcheck.streams import InputEnded
from window import MORE, PAGING, Window, letters, window

PAGES = dict(every_page())
STATUS = "Emergency: 911, 112, 999, 000, 111. Be with someone now. Help is there."
PROMPT = "k keeps this on the screen, o saves it, b back. q closes and leaves nothing: "


@pytest.fixture(name="window")
def a_window(request: pytest.FixtureRequest) -> Iterator[Window]:
    with window(*request.param) as made:
        yield made


def parts(window: Window, page: Page) -> Iterator[list[str]]:
    """Press Enter through a page; yield what each part looks like."""
    screen = window.screen
    with screen.entered():
        for part in window.prepare(page, PROMPT, STATUS):
            screen.place = part.start
            window.written = ""
            screen._present()
            yield window.shown()


NAMES = [
    "summary all-yes on screen", "summary nothing on screen", "summary crisis on screen",
    "question recent-break", "card protect", "card lowered-tolerance", "card withdrawal-care",
    "first", "emergency international", "review", "contacts international",
]  # fmt: skip


@pytest.mark.parametrize(
    "window", [(80, 24), (40, 12), (40, 15), (132, 50), (200, 12)], ids=str, indirect=True
)
@pytest.mark.parametrize("name", NAMES)
def test_every_part_fits_the_window_and_none_loses_a_letter(window: Window, name: str) -> None:
    page = PAGES[name]
    again = [letters(block.continued) for block in page.blocks if isinstance(block, Callout)]
    seen = ""
    shown = list(parts(window, page))
    for number, lines in enumerate(shown, start=1):
        text = letters(*lines)
        assert text.endswith(letters(STATUS)), lines
        prompt = PROMPT if number == len(shown) else MORE.format(part=number, parts=len(shown))
        text = text.removesuffix(letters(STATUS))
        assert text.endswith(letters(prompt)), lines
        text = text.removesuffix(letters(prompt))
        for title in again:
            text = text.removeprefix(title)
        seen += text
    assert seen == letters(joined(plain.draw(page, 80)))


@pytest.mark.parametrize("window", [(80, 24)], ids=str, indirect=True)
def test_a_change_of_size_keeps_the_place(window: Window) -> None:
    page = PAGES["summary all-yes on screen"]
    with window.screen.entered():
        place = window.prepare(page, PROMPT, STATUS)[2].start
        window.screen.place = place
        for size in ((40, 12), (100, 40), (1, 1), (41, 13), (80, 24)):
            window.resize(*size)
            window.screen._present()
            if size != (1, 1):
                assert letters("".join(window.shown()).strip()).endswith(letters(STATUS)), size
            found = window.screen._parts()
            here = window.screen._current()
            assert found[here].start <= place
            assert here + 1 == len(found) or place < found[here + 1].start
        assert found[here].start == place


@pytest.mark.parametrize("window", [(80, 24)], ids=str, indirect=True)
def test_a_page_is_turned_forwards_and_back_and_shown_again_where_it_was_left(
    window: Window,
) -> None:
    page = PAGES["summary all-yes on screen"]
    screen = window.screen
    with screen.entered():
        starts = [part.start for part in window.prepare(page, PROMPT, STATUS)]
        screen.show(page)
        window.type("\n\n\nb\ne\n")  # to the fourth part, to the third, and a command there
        assert screen.ask(PROMPT, STATUS) == "e"
        assert screen.place == starts[2]
        place = screen.place
        screen.show(PAGES["emergency GB"])
        assert screen.place == (0, 0)
        screen.show(page, place)
        window.type("b\nb\nb\n")
        assert screen.ask(PROMPT, STATUS) == "b"  # there is no part before the first
        assert screen.place == starts[0]


def picture(window: Window) -> str:
    """Return a window with its frame: < is where the cursor is, * is bold.

    ▒ is a row with reverse cells, and how many.
    """
    painted = window.painted()
    rows = []
    for number, line in enumerate(painted.display):
        cells = painted.buffer[number]
        reverse = sum(cells[x].reverse for x in cells)
        bold = any(cells[x].bold for x in cells)
        at = painted.cursor.x if painted.cursor.y == number else None
        text = line if at is None else f"{line[:at]}<{line[at + 1 :]}"
        rows.append(f"|{text}|{'*' * bold}{f'▒{reverse}' if reverse else ''}")
    return "\n".join(rows) + "\n"


SIZES = [
    (80, 24), (45, 30), (100, 30), (59, 16), (60, 16), (61, 16), (20, 8), (20, 30), (5, 4), (2, 2),
    (1, 1), (80, 2), (80, 3), (80, 4), (80, 5), (80, 6),
]  # fmt: skip


@pytest.mark.parametrize("window", SIZES, ids=str, indirect=True)
@pytest.mark.parametrize("name", ["question recent-break", "keys"])
def test_what_a_window_shows(window: Window, name: str, approved: SnapshotAssertion) -> None:
    """The page, the status line below it in reverse, and the cursor behind the prompt."""
    pictures = []
    with window.screen.entered():
        for status in (STATUS, ""):
            for part in window.prepare(PAGES[name], PROMPT, status)[:3]:
                window.screen.place = part.start
                # Nothing of what was there before may stay.
                window.written = "\x1b[H" + "#" * (window.columns * window.rows)
                window.screen._present()
                pictures.append(picture(window))
    assert "\n".join(pictures) == approved


@pytest.mark.parametrize("window", [(20, 5)], ids=str, indirect=True)
def test_on_leaving_every_row_is_erased_from_the_last_to_the_first(window: Window) -> None:
    with window.screen.entered():
        window.shown()
        window.written = ""
    window.screen.leave()  # once more: nothing happens
    window.shown()
    rows = "".join(f"\x1b[{row};1H\x1b[2K" for row in (5, 4, 3, 2, 1))
    assert window.written == f"{rows}\x1b[?1049l"


@pytest.mark.parametrize("window", [(80, 24)], ids=str, indirect=True)
def test_after_the_end_of_the_screen_nothing_is_painted_and_no_size_is_watched(
    window: Window,
) -> None:
    with window.screen.entered():
        assert window.screen.reader.wake is not None
    assert window.screen.reader.wake is None
    assert signal.getsignal(signal.SIGWINCH) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGTSTP) is signal.SIG_DFL
    window.shown()
    window.written = ""
    window.screen._present()
    window.shown()
    assert window.written == ""


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
    page = PAGES["question recent-break"]
    with window.screen.entered():
        every = len(window.prepare(page, "y or n: ", STATUS))
        assert every > 1
        window.screen.show(page)
        # The first lines turn pages; only a line below the last part is an answer.
        window.type("y\n" * (every - 1) + "n\n")
        assert window.screen.ask("y or n: ", STATUS, Awaits.ANSWER) == "n"
        assert window.screen._current() == every - 1


@pytest.mark.parametrize("window", [(80, 24), (40, 12), (20, 24)], ids=str, indirect=True)
def test_a_status_line_of_any_length_leaves_space_for_the_question(window: Window) -> None:
    status = f"Emergency: 999. {'0123 456 789, ' * 300}"
    page = PAGES["question recent-break"]
    with window.screen.entered():
        for part in window.prepare(page, "y or n: ", status):
            window.screen.place = part.start
            window.written = ""
            window.screen._present()
            shown = window.shown()
            assert letters(*part.lines) in letters(*shown)
            foot = max(window.rows // 4, 3)
            assert "Emergency: 999." in shown[-foot]
            assert shown[-1].endswith("...")
            assert not any("0123" in line for line in shown[:-foot])


@pytest.mark.parametrize("window", [(80, 24), (80, 8)], ids=str, indirect=True)
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7])
def test_a_status_line_is_cut_only_where_it_is_longer_than_a_quarter_of_the_window(
    window: Window, count: int
) -> None:
    status = " ".join(f"Line {number} {'-' * 66}" for number in range(1, count + 1))
    with window.screen.entered():
        window.prepare(PAGES["question recent-break"], "y or n: ", status)
        window.screen._present()
        shown = window.shown()
    limit = max(window.rows // 4, 3)
    assert sum("Line" in line for line in shown) == min(count, limit)
    assert shown[-1].endswith("...") is (count > limit)


@pytest.mark.parametrize("window", [(0, 0)], ids=str, indirect=True)
def test_a_window_of_unknown_size_is_taken_for_one_of_80_by_24(window: Window) -> None:
    with window.screen.entered():
        window.prepare(PAGES["question recent-break"], "y or n: ", STATUS)
        window.screen._present()
        shown = window.shown()
    assert shown[-1].endswith(STATUS)
    assert max(map(len, shown)) in range(70, 79)
    assert window.written.startswith("\x1b[?1049h\x1b[24;1H\x1b[2K\x1b[23;1H")


def test_a_terminal_whose_size_cannot_be_asked_is_taken_for_one_of_80_by_24() -> None:
    reader, writer = os.pipe()
    widths: list[int] = []

    def draw(page: Page, width: int) -> Drawing:
        widths.append(width)
        return plain.draw(page, width)

    screen = full_screen.FullScreen(
        writer, "utf-8", (b"in", b"out"), LineReader(None, "utf-8"), draw, PAGING
    )
    screen.enter()
    screen.show(PAGES["question recent-break"])
    screen._present()
    screen.leave()
    os.close(writer)
    with open(reader, "rb") as written:
        assert written.read().startswith(b"in\x1b[24;1H\x1b[2K\x1b[23;1H")
    assert max(widths) == full_screen.layout(80)[0]


def test_line_mode_is_set_on_the_terminal_that_is_read_and_then_undone() -> None:
    master, follower = pty.openpty()
    tty.setraw(follower)
    before = termios.tcgetattr(follower)
    nowhere, writer = os.pipe()
    screen = full_screen.FullScreen(
        writer, "utf-8", (b"in", b"out"), LineReader(follower, "utf-8"), plain.draw, PAGING
    )
    screen.enter()
    assert termios.tcgetattr(follower)[3] & termios.ICANON
    screen.leave()
    assert termios.tcgetattr(follower) == before
    for descriptor in (master, follower, nowhere, writer):
        os.close(descriptor)


@pytest.mark.parametrize("window", [(80, 24)], ids=str, indirect=True)
def test_a_word_that_answers_questions_is_a_command_where_none_is_asked(window: Window) -> None:
    """Such as "no", the code of a country."""
    page = PAGES["summary all-yes on screen"]
    with window.screen.entered():
        window.screen.show(page)
        window.type("n\n")
        assert window.screen.ask(PROMPT, STATUS) == "n"
        assert window.screen.place == (0, 0)


@pytest.mark.parametrize("window", [(80, rows) for rows in range(12, 40)], ids=str, indirect=True)
def test_a_longer_prompt_below_the_last_part_is_asked_at_once(window: Window) -> None:
    """It takes more lines, so that the page splits differently."""
    page = PAGES["summary all-yes on screen"]
    with window.screen.entered():
        last = window.prepare(page, "o saves it: ", STATUS)[-1]
        window.screen.place = last.start
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
        "sys.exit(0 if alternate_screen_codes({'TERM': sys.argv[1]}, pty.openpty()[1]) else 1)"
    )
    done = subprocess.run([sys.executable, "-c", probe, term], check=False, timeout=60)
    assert (done.returncode == 0) is has_one


ALTERNATE, CURSOR = b"\x1b[?1049h", b"\x1b[H"


@pytest.mark.parametrize(
    ("environ", "known", "codes"),
    [
        ({"TERM": "a"}, {"a": (ALTERNATE, b"\x1b[?1049l")}, (ALTERNATE, b"\x1b[?1049l")),
        ({"TERM": "a"}, {"a": (CURSOR, b"\x1b[?1049l")}, None),
        ({"TERM": "a"}, {"a": (ALTERNATE, b"")}, None),
        ({"TERM": "a"}, {"a": (b"", b"")}, None),
        ({"TERM": "a"}, {}, None),
        ({"TERM": "xterm-kitty"}, {}, (ALTERNATE, b"\x1b[?1049l")),
        ({"TERM": "xterm-kitty"}, {"xterm-kitty": (CURSOR, CURSOR)}, None),
        ({"TERM": "screen", "STY": "1"}, {"screen": (ALTERNATE, b"\x1b[?1049l")}, None),
        ({"TERM": "screen"}, {"screen": (ALTERNATE, b"\x1b[?1049l")}, (ALTERNATE, b"\x1b[?1049l")),
        ({}, {"": (ALTERNATE, b"\x1b[?1049l")}, (ALTERNATE, b"\x1b[?1049l")),
        ({}, {}, None),
    ],
)
def test_the_codes_are_those_of_terminfo_if_they_are_of_an_alternate_screen(
    environ: dict[str, str],
    known: dict[str, tuple[bytes, bytes]],
    codes: tuple[bytes, bytes] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(full_screen, "_terminfo", lambda term, _descriptor: known.get(term))
    assert full_screen.alternate_screen_codes(environ, 1) == codes


def test_a_terminal_without_an_alternate_screen_has_empty_codes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up = []
    monkeypatch.setattr(_curses, "setupterm", lambda *terminal: looked_up.append(terminal))
    monkeypatch.setattr(_curses, "tigetstr", lambda _name: None)
    assert full_screen._terminfo("vt100", 7) == (b"", b"")
    assert looked_up == [("vt100", 7)]


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
