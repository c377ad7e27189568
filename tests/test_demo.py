"""Demos: example people, marked as such everywhere, and never asked about childhood."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cli_runner import KICKCHECK, TMUX, Terminal, bare, run, tmux
from expected_cards import DEPENDENCE, SAFETY
from kickcheck import content
from kickcheck.interview import Interview
from kickcheck.model import Page
from kickcheck.pages.localizer import Localizer
from kickcheck.screen.demo_screen import DemoScreen
from kickcheck.session import Awaits, Conversation, Ending, Place
from kickcheck.session.screen_protocol import START

DEMOS = content.bundled().demos
NAMES = ["leaving-custody", "pain", "daily-use", "methadone", "after-detox", "pregnant"]
FIRST = "EXAMPLE PERSON: Part 1 of 5, safety: question 1"
SECOND = f"question 2 of {len(SAFETY)}"
THIRD = f"question 3 of {len(SAFETY)}"
CARD = "EXAMPLE PERSON: Tolerance is lower after a break"
FIRST_CARDS = {
    "leaving-custody": "Tolerance is lower after a break",
    "after-detox": "Tolerance is lower after a break",
    "pregnant": "Do not stop suddenly",
}


def test_the_people_have_the_names_that_others_build_on_and_are_listed() -> None:
    assert list(DEMOS) == NAMES
    listed = run("assess", "--demo", "list").out
    for demo in DEMOS.values():
        assert f"{demo.id}: {demo.role}" in " ".join(listed.split())


@pytest.mark.parametrize("name", NAMES)
def test_a_demo_runs_by_itself_in_a_pipe_and_every_heading_says_example(name: str) -> None:
    ran = run("assess", "--demo", name)
    assert ran.code == 0
    assert ran.out.startswith("EXAMPLE PERSON: Your summary")
    titles = [line for line in ran.err.splitlines() if re.search(r"question \d+ of \d+$", line)]
    assert len(titles) > 20
    assert all(title.startswith("EXAMPLE PERSON: ") for title in titles)
    output = ran.out + ran.err
    assert "As a child" not in output
    assert "Part 5 of 5, background: question 4 of 4" in output
    assert " ".join(DEMOS[name].question.split()) in " ".join(ran.out.split())
    if name in FIRST_CARDS:
        assert FIRST_CARDS[name] in ran.out


def test_a_person_with_prescribed_opioids_shows_dependence_without_addiction() -> None:
    text = " ".join(run("assess", "--demo", "pain").out.split())
    assert f"Physical dependence You said yes to {len(DEPENDENCE)} of {len(DEPENDENCE)}." in text
    assert "Signs of addiction You did not say yes to any of these." in text


def test_enter_goes_on_b_goes_back_n_takes_the_section_and_capital_s_all() -> None:
    with Terminal("assess", "--demo", "leaving-custody", "--keep", "--country", "US") as shown:
        shown.wait_for("Enter to begin")
        shown.type("", FIRST)
        shown.type("", SECOND)
        shown.type("b", FIRST)
        shown.type("", SECOND)
        shown.type("", CARD)
        shown.wait_for("Enter to go on")
        shown.type("", THIRD)
        shown.type("n", f"Part 2 of 5, physical dependence: question 1 of {len(DEPENDENCE)}")
        shown.type("S", CARD)
        shown.type("", "EXAMPLE PERSON: Your summary")
        shown.type("q")
        assert shown.end() == 0
        assert "signs of addiction: question" not in bare(shown.seen)
        first = " ".join(bare(shown.seen).partition("Enter to begin")[0].split())
        assert " ".join(DEMOS["leaving-custody"].about.split()) in first
        assert "\x1b[?1049h" not in shown.seen  # it was asked to stay on the normal screen


@pytest.mark.parametrize(
    ("option", "asked"), [("--demo=leaving-custody", FIRST), ("", "more keys:")]
)
def test_who_leaves_a_demo_early_sees_that_the_card_is_of_an_example(
    option: str, asked: str
) -> None:
    with Terminal("assess", *option.split(), "--keep", "--country", "US") as shown:
        shown.wait_for("Enter to begin")
        shown.type("", asked)
        shown.type("q", "Stop now?")
        shown.type("y", "Before you go")
        shown.wait_for("Enter closes")
        left = bare(shown.seen).rpartition("Stop now?")[2]
        assert ("EXAMPLE PERSON: Before you go" in left) is bool(option)
        shown.type("")
        assert shown.end() == 0


def test_the_guide_to_a_demo_is_a_separate_page(tmp_path: Path) -> None:
    notes = run("assess", "--demo", "pregnant", "--notes")
    assert notes.out.startswith("For the counselor: ")
    assert "Ask the room" in notes.out
    page = run("assess", "--demo", "pregnant").out
    assert "Ask the room" not in page
    assert run("assess", "--demo", "pregnant", "--notes", "-o", str(tmp_path / "a.html")).code == 0


def test_a_demo_says_nothing_that_is_for_those_who_answer_themselves() -> None:
    shown = " ".join(run("assess", "--demo", "pain").err.split())
    assert shown.startswith("EXAMPLE PERSON: ")
    interface = content.bundled().interface
    assert interface.first_country not in shown
    assert interface.first_other not in shown
    assert "childhood" not in shown


def test_the_open_question_is_in_the_guide_too() -> None:
    for demo in DEMOS.values():
        guide = " ".join(run("assess", "--demo", demo.id, "--notes").out.split())
        assert " ".join(demo.question.split()) in guide


def test_the_keys_of_a_demo_work_where_nobody_is_asked_anything() -> None:
    with Terminal("assess", "--demo", "leaving-custody", "--keep", "--country", "US") as shown:
        shown.wait_for("Enter to begin")
        shown.type("S", CARD)
        shown.type("", "EXAMPLE PERSON: Your summary")
        shown.type("q")
        assert shown.end() == 0
        assert "question 1" not in bare(shown.seen)
    with Terminal("assess", "--demo", "leaving-custody", "--keep", "--country", "US") as shown:
        shown.wait_for("Enter to begin")
        shown.type("", FIRST)
        shown.type("", SECOND)
        shown.type("", CARD)
        shown.wait_for("Enter to go on")
        shown.type("n", f"physical dependence: question 1 of {len(DEPENDENCE)}")


def test_a_saved_demo_says_that_it_is_one(tmp_path: Path) -> None:
    file = tmp_path / "demo.md"
    assert run("assess", "--demo", "methadone", "-o", str(file)).code == 0
    headings = [line for line in file.read_text().splitlines() if line.startswith(("# ", "## "))]
    assert len(headings) > 6
    assert sum("EXAMPLE PERSON" in heading for heading in headings) >= len(headings) - 1


@pytest.mark.parametrize(
    "options",
    [
        ["--demo", "nobody"],
        ["--demo", "pain", "--json"],
        ["--demo", "pain", "--section", "signs"],
        ["--demo", "pain", "-o", "a.json"],
        ["--notes"],
    ],
)
def test_what_makes_no_sense_with_a_demo_is_wrong_usage(options: list[str]) -> None:
    ran = run("assess", *options)
    assert ran.code == 2
    assert ran.out == ""


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
def test_a_demo_on_a_projector_ends_with_the_question_for_discussion(tmp_path: Path) -> None:
    with tmux(tmp_path) as shell:
        shell.type(f"{KICKCHECK} assess --demo pain --country GB", "made up")
        shell.type("", FIRST)
        shell.type("S", "EXAMPLE PERSON: Your summary")
        seen = ""
        for _ in range(40):
            seen = shell.screen()
            if "q closes" in seen:
                break
            shell.type("")
            shell.wait_until(lambda now, before=seen: now != before, "the next part")  # type: ignore[misc]
        assert "To talk about" in seen
        assert " ".join(DEMOS["pain"].question.split()) in " ".join(seen.split())


class NobodyThere:
    """A screen that waits for nobody, as in a pipe."""

    waits = False
    full = False
    plain = True
    place = START

    def show(self, page: Page, place: Place = START) -> None:
        """Show nothing."""

    def discard_typed_lines(self) -> None:
        raise AssertionError("nobody has typed anything")

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        raise AssertionError(f"nobody is there to answer {prompt!r}")


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_of_a_demo_do_not_depend_on_the_words_of_a_prompt(name: str) -> None:
    """Two prompts with the same words once made most demos end without answers."""
    bundled = content.bundled()
    same_words = replace(bundled.interface, prompt_enter=bundled.interface.prompt)
    localizer = Localizer(replace(bundled, interface=same_words), bundled.countries["US"])
    screen = DemoScreen(NobodyThere(), localizer, DEMOS[name])
    sections = tuple(section.id for section in bundled.questionnaire.sections)
    interview = Interview(bundled.questionnaire, sections, frozenset())
    conversation = Conversation(localizer, screen, interview)
    screen.state = lambda: conversation.interview
    outcome = conversation.run()
    assert outcome.ending is Ending.DONE
    assert dict(DEMOS[name].answers).items() <= dict(outcome.interview.answers).items()
