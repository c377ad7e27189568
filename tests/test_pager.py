"""Pages taller than the window, part by part: the real program in a pseudo-terminal."""

import re
import signal

import pyte
import pytest

from cli_runner import TALL, Terminal, bare, run
from kickcheck import content
from kickcheck.model import List
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer, lines_of
from window import letters

CONTENT = content.bundled()
at_each_size = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (45, 30)])
WITHDRAWAL = ("topic", "withdrawal")
EMERGENCY = ("emergency", "--country", "US")
LONG_PAGES = [WITHDRAWAL, EMERGENCY, ("contacts", "--country", "GB"), ("topic",), ("contacts",)]
STEPS = [
    letters(line)
    for block in emergency_page(Localizer(CONTENT, CONTENT.countries["US"])).unbroken[:3]
    if isinstance(block, List)
    for line in lines_of((block,))
]
PAINTING = "\x1b[H"  # every painting begins with it
ALTERNATE = "\x1b[?1049h"


def display(shown: Terminal, text: str) -> list[str]:
    """Return what a text leaves in the window."""
    screen = pyte.Screen(shown.columns, shown.rows)
    pyte.Stream(screen).feed(text)
    return [line.strip() for line in screen.display]


def part(shown: Terminal, number: int | str, after: int = 0) -> list[str]:
    """Wait until a part is painted, not by the first paintings; return the window."""
    while True:
        lines = display(shown, shown.seen.rpartition(PAINTING)[2])
        asked = re.search(rf"\({number} of \d+\):", " ".join(lines))
        if asked and shown.seen.count(PAINTING) > after:
            return lines
        shown.child.expect(".+")


def turn(shown: Terminal, key: str, number: int) -> list[str]:
    """Type a key and Enter; return the window once it shows a part."""
    paintings = shown.seen.count(PAINTING)
    shown.type(key)
    return part(shown, number, paintings)


def parts(lines: list[str]) -> int:
    """Return in how many parts the page is shown."""
    (count,) = re.findall(r"\(\d+ of (\d+)\):", " ".join(lines))
    return int(count)


def body(lines: list[str]) -> str:
    """Return the letters of a part without its prompt."""
    return letters(re.sub(r"(?s)(Enter for more|b back), .*", "", " ".join(lines)))


def at_once(line: tuple[str, ...], columns: int = 80) -> str:
    """Return the letters of a page that is printed at once on a terminal."""
    with Terminal(*line, "--no-pager", columns=columns) as shown:
        assert shown.end() == 0
        return letters(shown.seen)


def without_scale(text: str) -> str:
    """Return letters without the numbers: wider charts have more of them in their scale."""
    return re.sub(r"\d", "", text)


@at_each_size
def test_a_topic_begins_with_its_title_and_is_turned_both_ways(columns: int, rows: int) -> None:
    with Terminal(*WITHDRAWAL, columns=columns, rows=rows) as shown:
        first = part(shown, 1)
        assert first[0] == CONTENT.topics["withdrawal"].title
        second = turn(shown, "", 2)
        assert body(second) not in body(first)
        assert turn(shown, "b", 1) == first
        assert turn(shown, "b", 1) == first  # nothing is before it
        assert turn(shown, "", 2) == second
        shown.type("q")
        assert shown.end() == 0


@at_each_size
@pytest.mark.parametrize("line", LONG_PAGES, ids=" ".join)
def test_the_parts_are_the_whole_page_and_enter_closes_the_last(
    line: tuple[str, ...], columns: int, rows: int
) -> None:
    with Terminal(*line, columns=columns, rows=rows) as shown:
        pages = [part(shown, 1)]
        count = parts(pages[0])
        pages += [turn(shown, "", number) for number in range(2, count + 1)]
        shown.type("")
        assert shown.end() == 0
    assert count > 1
    read = "".join(body(page) for page in pages)
    assert without_scale(read) == without_scale(at_once(line, columns))


ENDINGS = {"q": 0, "Enter": 0, "Ctrl-C": 130, "Ctrl-D": 0, "SIGTERM": 143, "SIGHUP": 129}


def end(shown: Terminal, ending: str) -> None:
    """Leave a page at its first part, or with Enter at its last."""
    match ending:
        case "q":
            shown.type("q")
        case "Enter":
            for number in range(2, parts(part(shown, 1)) + 1):
                turn(shown, "", number)
            shown.type("")
        case "Ctrl-C" | "Ctrl-D":
            shown.press({"Ctrl-C": "\x03", "Ctrl-D": "\x04"}[ending])
        case _:
            shown.kill(signal.Signals[ending])
    assert shown.end() == ENDINGS[ending]
    assert shown.after == shown.before


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_of_a_topic_is_left(ending: str) -> None:
    with Terminal(*WITHDRAWAL) as shown:
        part(shown, 1)
        end(shown, ending)
        assert shown.outside().strip() in ("", "^C")


@at_each_size
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_call_and_the_eight_steps_are_seen_first_and_are_left(
    ending: str, columns: int, rows: int
) -> None:
    with Terminal(*EMERGENCY, columns=columns, rows=rows) as shown:
        seen = part(shown, 1)
        end(shown, ending)
        left = display(shown, re.sub(r"(?s)\x1b\[\?1049h.*?\x1b\[\?1049l", "", shown.seen))
    assert len(STEPS) == 8
    for lines in (seen, left):
        assert lines[0] == "Overdose: what to do now"
        assert any(line.startswith("Call 911.") for line in lines)
        assert all(step in letters(*lines) for step in STEPS)


def test_the_paper_form_is_printed_at_once() -> None:
    with Terminal("assess", "--blank") as shown:
        assert shown.end() == 0
        assert ALTERNATE not in shown.seen


def test_a_page_as_tall_as_the_window_is_turned_and_one_row_less_is_not() -> None:
    line = ("contacts", "--country", "IE")
    with Terminal(*line, rows=TALL) as tall:
        assert tall.end() == 0
    rows = tall.seen.count("\n")
    with Terminal(*line, rows=rows + 1) as shown:
        assert shown.end() == 0
    assert shown.seen == tall.seen
    with Terminal(*line, rows=rows) as shown:
        part(shown, 1)
        shown.type("q")
        assert shown.end() == 0


def test_what_a_search_finds_is_shown_part_by_part_too() -> None:
    with Terminal("topic", "--search", "opioids") as shown:
        assert parts(part(shown, 1)) > 1
        turn(shown, "", 2)
        shown.type("q")
        assert shown.end() == 0


def left_behind(rows: int) -> list[str]:
    """Return the lines of the emergency page that stay in a window of this height."""
    with Terminal(*EMERGENCY, rows=rows) as shown:
        part(shown, 1)
        shown.type("q")
        assert shown.end() == 0
        return bare(shown.outside()).splitlines()


def test_what_is_left_fills_the_window_down_to_the_line_of_the_shell() -> None:
    lines = left_behind(24)
    assert left_behind(len(lines) + 1) == lines
    assert len(left_behind(len(lines))) < len(lines)


@pytest.mark.parametrize(
    ("term", "prompt"),
    [
        ("xterm", "Enter for more, b back, k keep, q close (1 of 3): "),
        ("linux", "Enter for more, b back, q close (1 of 3): "),
    ],
)
def test_the_prompt_names_the_keys_that_work_there(term: str, prompt: str) -> None:
    with Terminal("topic", "plan", TERM=term) as shown:
        shown.wait_for(prompt.split("(", maxsplit=1)[0])
        shown.type("q")
        assert shown.end() == 0
    assert prompt in " ".join(bare(shown.seen).split()) + " "


@at_each_size
@pytest.mark.parametrize("line", LONG_PAGES, ids=" ".join)
def test_k_leaves_the_whole_page_once(line: tuple[str, ...], columns: int, rows: int) -> None:
    with Terminal(*line, columns=columns, rows=rows) as shown:
        part(shown, 1)
        turn(shown, "", 2)
        shown.type("k")
        assert shown.end() == 0
        assert letters(shown.outside()) == at_once(line, columns)


def test_e_shows_the_emergency_steps_and_comes_back_to_the_same_part() -> None:
    with Terminal(*WITHDRAWAL, KICKCHECK_COUNTRY="US") as shown:
        part(shown, 1)
        before = turn(shown, "", 2)
        steps = turn(shown, "e", 1)
        assert any(line.startswith("Call 911.") for line in steps)
        assert turn(shown, "q", 2) == before
        shown.type("q")
        assert shown.end() == 0


@pytest.mark.parametrize("size", [(45, 30), (40, 12), (132, 50), (30, 8)], ids=str)
def test_a_window_of_another_size_keeps_the_place(size: tuple[int, int]) -> None:
    with Terminal(*WITHDRAWAL) as shown:
        part(shown, 1)
        turn(shown, "", 2)
        before = turn(shown, "", 3)
        place = letters(before[0])[:20]
        assert place
        for (columns, rows), number in ((size, r"\d+"), ((80, 24), "3")):
            paintings = shown.seen.count(PAINTING)
            shown.resize(columns, rows)
            lines = part(shown, number, paintings)
            assert place in letters(*lines)
        assert lines == before
        shown.type("q")
        assert shown.end() == 0


def test_a_window_that_grows_beyond_the_page_shows_all_of_it() -> None:
    with Terminal(*EMERGENCY) as shown:
        turn(shown, "", 2)
        paintings = shown.seen.count(PAINTING)
        shown.resize(80, TALL)
        lines = part(shown, r"\d+", paintings)
        assert "More on each step" in lines
        shown.type("")
        assert shown.end() == 0


@at_each_size
@pytest.mark.parametrize("line", LONG_PAGES, ids=" ".join)
def test_without_an_alternate_screen_it_stops_after_each_part(
    line: tuple[str, ...], columns: int, rows: int
) -> None:
    with Terminal(*line, columns=columns, rows=rows, TERM="linux") as shown:
        read, number, count = "", 0, 1
        while number < count:
            number, begin = number + 1, len(shown.seen)
            shown.child.expect(rf"\({number} of \d+\): ")
            new = shown.seen[begin:]
            count = parts([new])
            # What has come since the last stop is in the window, to its first letter.
            assert letters(*display(shown, shown.seen)).endswith(letters(new))
            read += body([new])
            shown.type("")
        assert shown.end() == 0
        assert ALTERNATE not in shown.seen
    assert count > 1
    assert read == at_once(line, columns)


def test_without_an_alternate_screen_b_shows_the_part_before_again() -> None:
    with Terminal(*WITHDRAWAL, TERM="linux") as shown:
        shown.wait_for("(1 of ")
        shown.type("", "(2 of ")
        shown.type("b", "(1 of ")
        assert bare(shown.seen).count(f"\n{CONTENT.topics['withdrawal'].title}\r\n") == 2
        shown.type("q")
        assert shown.end() == 0
        assert shown.after == shown.before


@pytest.mark.parametrize("line", LONG_PAGES, ids=" ".join)
@pytest.mark.parametrize(
    ("option", "through", "environ"),
    [
        ("--plain", '"$@"', {}),
        ("--no-pager", '"$@"', {}),
        ("", '"$@" | cat', {}),
        ("", '"$@" </dev/null', {}),
        ("", '"$@"', {"TERM": "dumb"}),
        ("", '"$@"', {"ACCESSIBLE": "1"}),
    ],
)
def test_everything_is_printed_at_once(
    line: tuple[str, ...], option: str, through: str, environ: dict[str, str]
) -> None:
    options = (option,) if option else ()
    with Terminal(*line, *options, through=through, **environ) as shown:  # type: ignore[arg-type]
        assert shown.end() == 0
        assert ALTERNATE not in shown.seen
    assert letters(shown.seen).endswith(letters(run(*line).out.split("\n\n")[-1]))
    with Terminal(*line, *options, rows=TALL, through=through, **environ) as tall:  # type: ignore[arg-type]
        assert tall.end() == 0
    assert shown.seen == tall.seen


@pytest.mark.parametrize("line", LONG_PAGES, ids=" ".join)
def test_a_page_that_fits_is_printed_at_once(line: tuple[str, ...]) -> None:
    with Terminal(*line, rows=TALL) as shown:
        assert shown.end() == 0
        assert ALTERNATE not in shown.seen
        assert letters(shown.seen) == at_once(line)
