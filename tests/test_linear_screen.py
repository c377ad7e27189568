"""What is written line by line, below what was written before."""

import os
import pty
import termios
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

import pytest
from syrupy.assertion import SnapshotAssertion

from all_pages import CONTENT
from kickcheck.model import Page, Paragraph, Span
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.topics import topic_page
from kickcheck.render import Drawing, Piece, plain
from kickcheck.screen.linear_screen import LinearScreen
from kickcheck.screen.paged_screen import Paging
from kickcheck.session import Awaits
from window import Typist

TOPIC = topic_page(Localizer(CONTENT, CONTENT.countries["US"]), CONTENT.topics["relapse"])
ONE = Page("Mine", (Paragraph((Span("One paragraph."),)),))
PAGING = Paging("-- {part} of {parts}: ", lambda line: line == "b", lambda line: line == "y")


def screen(
    out: TextIO,
    *typed: str,
    waits: bool = True,
    draw: Callable[[Page, int], Drawing] = plain.draw,
) -> LinearScreen:
    return LinearScreen(out, Typist(typed), draw, PAGING, waits=waits, plain=True)


def nine_lines(_page: Page, _width: int) -> Drawing:
    return [Piece(tuple(f"line {number}" for number in range(9)))]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[TextIO, int]]:
    """Yield a terminal of 20 columns and 8 rows to write to, and where it can be read."""
    monkeypatch.delenv("COLUMNS", raising=False)
    window, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (8, 20))
    with os.fdopen(terminal, "w", encoding="utf-8") as out:
        yield out, window
    os.close(window)


def test_a_page_comes_part_by_part_and_each_command_is_asked_for_below_its_part(
    approved: SnapshotAssertion,
) -> None:
    out = StringIO()
    shown = screen(out, "", "b", "?", "", "", "zz")
    shown.show(TOPIC)
    assert shown.ask("What now? ", "") == "?"
    assert shown.ask("Once more: ", "") == "zz"
    assert out.getvalue() == approved


def test_a_question_is_answered_only_below_its_last_part() -> None:
    """And where none is asked, a word that answers questions is a command."""
    shown = screen(StringIO(), *["y"] * 5)
    shown.show(TOPIC)
    assert shown.ask("> ", "", Awaits.ANSWER) == "y"
    assert shown.place != (0, 0)
    shown.show(TOPIC)
    assert shown.ask("> ", "", Awaits.OTHER) == "y"
    assert shown.place == (0, 0)


def test_a_page_goes_on_where_it_was_left() -> None:
    out = StringIO()
    shown = screen(out, "", "?", "?")
    shown.show(TOPIC)
    shown.ask("> ", "")
    left = shown.place
    assert left != (0, 0)
    before = len(out.getvalue())
    shown.show(TOPIC, left)
    shown.ask("> ", "")
    assert shown.place == left
    assert "-- 1 of " not in out.getvalue()[before:]
    assert "-- 2 of " in out.getvalue()[before:]


def test_a_pipe_gets_the_whole_page_and_a_line_break_in_place_of_the_echo() -> None:
    out = StringIO()
    shown = screen(out, "y", waits=False)
    shown.show(ONE)
    assert shown.ask("Well? ", "") == "y"
    assert out.getvalue() == "\nOne paragraph.\n\nWell? \n"


@pytest.mark.parametrize(("prompt", "rows"), [("p" * 20, 5), ("p" * 21, 4), ("p" * 41, 3)])
def test_a_part_leaves_space_for_its_prompt_and_two_empty_rows(
    prompt: str, rows: int, terminal: tuple[TextIO, int]
) -> None:
    out, window = terminal
    shown = screen(out, "?", draw=nine_lines)
    shown.show(ONE)
    assert shown.ask(prompt, "") == "?"
    written = os.read(window, 1000).decode().splitlines()
    assert [line for line in written if line.startswith("line")] == [
        f"line {number}" for number in range(rows)
    ]


def test_a_lost_terminal_does_not_keep_the_result_from_being_written() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as nobody, Path("/dev/full").open("w") as full:
        for lost in (nobody, full):
            shown = screen(lost, "y", waits=False)
            shown.show(ONE)
            assert shown.ask("Well? ", "") == "y"
