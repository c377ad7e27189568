"""No letter is lost at any width, in any encoding, in plain lines or on a terminal."""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from all_pages import CONTENT, every_page
from cli_runner import KICKCHECK, Terminal, bare, environment, run
from kickcheck.model import Page
from kickcheck.render import html, joined, markdown, plain, terminal

PAGES = dict(every_page())


READ_ALOUD = re.compile(
    "".join(f"{re.escape(c)}\\s*" for c in CONTENT.interface.fill_in if c != " ")
)
"""What plain mode says where a page has an empty line to write on."""


def letters(text: str) -> str:
    """Return the letters and digits of a text, in order."""
    return re.sub(r"[\W_]+", "", READ_ALOUD.sub("", bare(text)))


def words(text: str) -> str:
    """Return the letters, digits and marks of a text, without list markers and empty lines."""
    return re.sub(r"[\s:┃─•|█░_-]+", "", READ_ALOUD.sub("", bare(text)))


def on_terminal(page: Page, width: int) -> str:
    return joined(terminal.draw(page, width, colour=True))


def without_scales(shown: str) -> str:
    """Return a page on a terminal without the scales of its charts, which only repeat."""
    return re.sub(r"^ *0─.*\n", "", bare(shown), flags=re.MULTILINE)


@pytest.mark.parametrize("width", [1, 7, 20, 79])
def test_no_width_loses_a_letter_of_any_page(width: int) -> None:
    for name, page in PAGES.items():
        whole = letters(joined(plain.draw(page, 80)))
        assert letters(joined(plain.draw(page, width))) == whole, name
        assert letters(without_scales(on_terminal(page, width))) == whole, name


def test_the_widths_between_take_turns_on_every_page() -> None:
    """All widths on all pages would take minutes: each page gets every twentieth width.

    The widths shift by one from page to page, so that each is tried on a dozen pages.
    """
    for number, (name, page) in enumerate(PAGES.items()):
        whole = letters(joined(plain.draw(page, 80)))
        for width in range(20 + number % 20, 201, 20):
            assert letters(joined(plain.draw(page, width))) == whole, (name, width)
            assert letters(without_scales(on_terminal(page, width))) == whole, (name, width)


def test_every_width_from_20_to_200_keeps_every_letter_of_a_long_page() -> None:
    page = PAGES["summary all-yes saved"]
    whole = letters(joined(plain.draw(page, 80)))
    for width in range(20, 201):
        assert letters(joined(plain.draw(page, width))) == whole, width
        assert letters(on_terminal(page, width)) == whole, width


@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_line_is_wider_than_asked(width: int) -> None:
    for name, page in PAGES.items():
        for line in (joined(plain.draw(page, width)) + bare(on_terminal(page, width))).split("\n"):
            assert len(line) <= width, (name, line)


def test_each_topic_has_one_line_in_the_list() -> None:
    shown = [line.split() for line in bare(on_terminal(PAGES["topics"], 80)).splitlines()]
    for topic in CONTENT.topics.values():
        assert [topic.id, *topic.summary.split()] in shown


def test_plain_lines_and_the_terminal_carry_the_same_words() -> None:
    for name, page in PAGES.items():
        shown = without_scales(on_terminal(page, 80))
        assert words(joined(plain.draw(page, 80))) == words(shown), name


def test_plain_lines_contain_no_box_and_no_escape_code() -> None:
    for name, page in PAGES.items():
        text = joined(plain.draw(page, 80))
        assert not re.search(r"[\x1b\u2500-\u259f•]", text), name


def test_saved_forms_carry_every_letter_too() -> None:
    for name, page in PAGES.items():
        if name == "review" or name.endswith(" on screen"):
            continue  # shown on a screen only; its numbers are for typing
        # One block a line, to distinguish the numbers of a list from a year.
        blocks = joined(plain.draw(page, 100_000))
        whole = letters(re.sub(r"^\d+\. ", "", blocks, flags=re.MULTILINE))
        marked = markdown.draw(page).replace("\\", "")
        assert letters(re.sub(r"^(> )?\d+\. ", "", marked, flags=re.MULTILINE)) == whole, name
        body = html.draw(page).split("<main>")[1].split("</main>")[0]
        body = re.sub(r"<(title|desc) .*", "", body)  # repeats the chart for screen readers
        body = re.sub(r'<g class="scale">.*?</g>', "", body, flags=re.DOTALL)
        assert letters(unescape(re.sub(r"<[^>]+>", "", body))) == whole, name


def test_only_bold_reverse_and_two_of_the_sixteen_colours_are_used() -> None:
    codes = set()
    for page in PAGES.values():
        codes |= set(re.findall(r"\x1b\[([0-9;]*)m", on_terminal(page, 80)))
    assert codes <= {"0", "1", "31", "36"}


@pytest.mark.parametrize(
    "columns",
    ["0", "-1", "1", "5", "20", "abc", "²", "٣", "1000000000", "9" * 5000, "80x24", " 40 "],
)
def test_absurd_widths_lose_no_letter_and_do_not_crash(columns: str) -> None:
    whole = letters(run("topic", "withdrawal").out)
    for arguments in (["topic", "withdrawal"], ["assess", "--answers", "-"]):
        ran = run(
            *arguments,
            stdin="control: yes\n",
            COLUMNS=columns,
            TERMINAL_WIDTH=columns,
            LINES=columns,
        )
        assert ran.code == 0
        assert len(ran.out) < 2_000_000
        assert max(map(len, ran.out.split("\n"))) <= 80
        if arguments[0] == "topic":
            assert letters(ran.out) == whole


@pytest.mark.parametrize("size", [(1, 1), (1, 24), (2, 50), (80, 2)], ids=str)
def test_a_terminal_of_any_size_shows_a_whole_topic(size: tuple[int, int]) -> None:
    whole = letters(run("topic", "overdose-response").out)
    with Terminal(
        "topic", "overdose-response", "--no-pager", columns=size[0], rows=size[1]
    ) as shown:
        assert shown.end() == 0
        assert letters(shown.seen) == whole


ENCODINGS = (
    "ascii", "ascii:strict", "latin-1", "latin-1:strict", "cp437", "cp437:strict", "cp1252",
    "cp1252:strict", "cp850", "shift_jis", "shift_jis:strict", "euc_kr", "gb18030", "koi8-r",
    "iso8859-15", "utf-16", "utf-16:strict", "utf-8",
)  # fmt: skip
LOCALES = [
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    *({"PYTHONIOENCODING": name} for name in ENCODINGS),
]


@pytest.mark.parametrize("locale", LOCALES, ids=lambda names: " ".join(names.values()))
def test_all_words_arrive_in_every_encoding(locale: dict[str, str]) -> None:
    encoding = locale.get("PYTHONIOENCODING", "utf-8").split(":")[0]
    whole = run("contacts", "--country", "MX").out.replace("í", "i")
    done = subprocess.run(
        [KICKCHECK, "contacts", "--country", "MX"],
        env=environment(**locale),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    text = done.stdout.decode(encoding).replace("\ufeff", "").replace("í", "i")
    assert letters(text) == letters(whole)
    assert "?" not in text.replace("? ", "")


def test_a_terminal_that_lacks_boxes_gets_plain_marks() -> None:
    with Terminal("topic", "supply", "--no-pager", PYTHONIOENCODING="ascii", LANG="C") as shown:
        assert shown.end() == 0
        assert shown.seen.isascii()
        assert "-----" in shown.seen


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kickcheck", "emergency"],
        env=environment(),
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(os.sep),
        timeout=60,
    )
    assert done.stdout == run("emergency").out
