"""Conversations as a screen sees them, compared with their approved copies: see `test_approved`.

Each line of a copy is a page with the place where it begins, a prompt with its status line, or
what is typed. The copies hold which prompt follows which line, and where a page goes on.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from all_pages import CONTENT, DAY
from expected_cards import CARE, MAIN
from kickcheck.assessment import assess
from kickcheck.interview import Interview
from kickcheck.model import INTERNATIONAL, Answer, Country, Demo, Page, country_named
from kickcheck.pages.demo import first_page
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.summary import Summary
from kickcheck.pages.topics import topic_page
from kickcheck.render import joined, plain
from kickcheck.screen.demo_screen import DemoScreen
from kickcheck.session import Awaits, Conversation, Place, SaveDialog, SummaryView
from kickcheck.session.page_view import view
from kickcheck.session.screen_protocol import START
from kickcheck.streams import InputEnded

NOWHERE = Localizer(CONTENT, CONTENT.countries[INTERNATIONAL])
US = Localizer(CONTENT, CONTENT.countries["US"])
SECTIONS = tuple(section.id for section in CONTENT.questionnaire.sections)


class Transcript:
    """A screen that types prepared lines, and notes everything that happens on it."""

    def __init__(self, *typed: str, full: bool, waits: bool = True) -> None:
        self.typed = iter(typed)
        self.full, self.waits, self.plain = full, waits, not full
        self.place = START
        self.events: list[str] = []

    def show(self, page: Page, place: Place = START) -> None:
        """Note a page by its first and last lines."""
        lines = [line for line in joined(plain.draw(page, 200)).splitlines() if line.strip()]
        self.place = place
        self.events += ["", f"page {page.title} at {place}", *(f"  {line}" for line in lines[:3])]
        self.events += [f"  ... {lines[-1]}"] if len(lines) > 3 else []

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        """Note a prompt and what is typed; somebody turned a part of the page before."""
        self.events.append(f"asks for {awaits.name} with {prompt!r} above {status!r}")
        self.place = (self.place[0] + 1, 0)
        typed = next(self.typed, None)
        self.events.append("the input ends" if typed is None else f"typed {typed!r}")
        if typed is None:
            raise InputEnded
        return typed

    def discard_typed_lines(self) -> None:
        """Note that typed lines are discarded."""
        self.events.append("discards what was typed")


def find(typed: str) -> Country | None:
    return country_named(CONTENT.countries, typed)


FIRST = [
    "banana", "Atlantis", "12", "e", "", "h", "x", "", "f", "e", "", "", "c", "Nowhere", "e", "",
    "h", "", "c", "q", "n", "", "ireland", "plain", "q", "n", "q", "e", "", "",
]  # fmt: skip
AT_A_QUESTION = [
    "", "b", "w", "zz", "k", "zz", "", "r", "e", "", "", "e", "c", "GB", "c", "", "h", "", "q",
    "no", "c", "q", "e", "", "", "n", "u", "r", "9", "0", "00001", "x", "e", "", "1", "zz", "zz",
    "zz", "", "s", "b", "b", "n", "r", "q", "n", "2", "y", "r", "b", "q", "q",
]  # fmt: skip
AT_A_CARD = ["", "y", "y", "r", "e", "e", "", "q", "n", "y", "c", "DE", "", "b", "b", "y", "q", "y"]
TO_THE_OFFER = ["", *["n"] * len(MAIN)]
AT_THE_OFFER = [
    *TO_THE_OFFER, "u", "w", "zz", "zz", "", "e", "", "b", "y", "r", "1", "n", "q", "n", "r", "",
    "skip all", "b", "y", "skip all", "skip all",
]  # fmt: skip
TO_THE_END = [*TO_THE_OFFER, "n", "skip all"]
AT_THE_END = [
    *TO_THE_END, "zz", "e", "", "r", "x", "", "q", "n", "h", "", "c", "DE", "b", "y", "skip all",
    "r", "1", "y", "", "r", "1", "n", "y",
]  # fmt: skip
CONVERSATIONS = {
    "first": FIRST, "question": AT_A_QUESTION, "card": AT_A_CARD, "offer": AT_THE_OFFER,
    "end": AT_THE_END, "unusable": ["", *["zz", ""] * 15],
    "unusable on the first screen": ["zz"] * 30,
    "unusable in the review": ["", "y", "", "r", *["zz"] * 30],
    "unusable at the end": [*TO_THE_END, *["zz"] * 30],
    "unusable at the offer": [*TO_THE_OFFER, *["u", "w"] * 15],
    "no answers": ["", *["w"] * 500], "one key": ["", "e", *["e"] * 30, "", "y"],
    "help at the end": [*TO_THE_END, *["h", ""] * 30],
    "leaving the review": ["", "y", "", "r", "q", "n", "", "q", "y"],
}  # fmt: skip


ON_EACH_SCREEN = pytest.mark.parametrize(
    ("full", "waits"),
    [(True, True), (False, True), (False, False)],
    ids=["full", "linear", "pipe"],
)


@ON_EACH_SCREEN
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_conversation(name: str, full: bool, waits: bool, approved: SnapshotAssertion) -> None:
    screen = Transcript(*CONVERSATIONS[name], full=full, waits=waits)
    conversation = Conversation(
        US if name in ("question", "offer") else NOWHERE,
        screen,
        Interview(CONTENT.questionnaire, SECTIONS, frozenset({"care"})),
        find_country=find,
        plain_screen=lambda: screen,
    )
    assert ended(conversation, screen) == approved


def ended(conversation: Conversation, screen: Transcript) -> str:
    """Run a conversation to its end; return all that happened, how it ended, and the answers."""
    outcome = conversation.run()
    answers = {name: answer.value for name, answer in outcome.interview.answers.items()}
    return "\n".join(_shortened([*screen.events, f"{outcome.ending} {answers}"])) + "\n"


def _shortened(events: list[str]) -> Iterator[str]:
    """Yield events; of those that are repeated, the first, and a line about the others."""
    blocks = "\n".join(events).split("\n\n")
    for number, block in enumerate(blocks):
        if number == 0 or block != blocks[number - 1]:
            yield block + "\n"
        elif number + 1 == len(blocks) or block != blocks[number + 1]:
            yield "(the same again)\n"


DEMOS = {
    "n": ["", "zz", "", "e", "", "w", "b", "", "c", "IE", "n", "N ", "r", "", "n", "n", "n", "n",
          ""],
    "S": ["", "", "S"],
    "S at once": ["S"],
    "n at once": ["n", *[""] * 60],
    "to the end": [""] * 60, "n to the end": ["", *["n"] * 30],
    "quit": ["", "", "q", "", "", "q", "y"],
}  # fmt: skip


@ON_EACH_SCREEN
@pytest.mark.parametrize("name", DEMOS)
def test_demo(name: str, full: bool, waits: bool, approved: SnapshotAssertion) -> None:
    assert demo_transcript("leaving-custody", Transcript(*DEMOS[name], full=full, waits=waits)) == (
        approved
    )


@pytest.mark.parametrize("name", CONTENT.demos)
def test_example_person(name: str, approved: SnapshotAssertion) -> None:
    assert demo_transcript(name, Transcript(full=False, waits=False)) == approved


@pytest.mark.parametrize(
    ("answered", "accepts"),
    [((), False), (CARE[2:3], True), (CARE, True)],
    ids=["no", "one", "all"],
)
def test_an_example_person_accepts_an_offer_if_they_answer_one_of_its_questions(
    answered: tuple[str, ...], accepts: bool
) -> None:
    demo = replace(CONTENT.demos["pain"], answers=dict.fromkeys(answered, Answer.NO))
    conversation = demo_conversation(demo, Transcript(full=False, waits=False))
    assert conversation.run().interview.accepted == {"care": accepts}


def demo_conversation(demo: Demo, screen: Transcript) -> Conversation:
    """Return the conversation of an example person."""
    shown = DemoScreen(screen, US, demo)
    interview = Interview(CONTENT.questionnaire, SECTIONS, frozenset({"care"}))
    conversation = Conversation(US, shown, interview, find_country=find, first=first_page(US, demo))
    shown.state = lambda: conversation.interview
    return conversation


def demo_transcript(name: str, screen: Transcript) -> str:
    """Run the conversation of an example person; return all that happened, and the answers."""
    return ended(demo_conversation(CONTENT.demos[name], screen), screen)


SUMMARIES = {
    "keys": ["zz", "1", "e", "", "", "99", "0", "00001", "1", "q", "e", "", "h", "", "c", "XX",
             "GB", "b", "k"],
    "counted anew": [*["zz"] * 18, "b", *["zz"] * 19, "k", "q"],
    "save": ["o", "", "o", "bad.txt", "good.txt", "2", "", "", "e", "", "", ""],
    "names": ["o", *["bad.txt"] * 30, "", ""],
    "unusable": ["zz"] * 30,
    "quit": ["q"],
}  # fmt: skip


@pytest.mark.parametrize("can_save", [True, False], ids=["saves", "unsaved"])
@pytest.mark.parametrize("full", [True, False], ids=["full", "linear"])
@pytest.mark.parametrize("name", SUMMARIES)
def test_summary(name: str, full: bool, can_save: bool, approved: SnapshotAssertion) -> None:
    def write(localizer: Localizer, name: str) -> tuple[bool, str]:
        screen.events.append(f"saves {name} for {localizer.country.code}")
        return (True, "Saved.") if name == "good.txt" else (False, "It was not saved.")

    assessment = assess(CONTENT.questionnaire, {"recent-break": Answer.YES, "may-use": Answer.YES})
    screen = Transcript(*SUMMARIES[name], full=full)
    kept = SummaryView(
        US,
        screen,
        find,
        lambda localizer: Summary(localizer, assessment, DAY).on_screen(),
        assessment.cards,
        Summary(US, assessment, DAY).topics,
        SaveDialog("Name it: ", write) if can_save else None,
    ).run()
    assert "\n".join([*_shortened(screen.events), f"kept: {kept}\n"]) == approved


@pytest.mark.parametrize("full", [True, False], ids=["full", "linear"])
@pytest.mark.parametrize("last", ["q", "", "k", None])
def test_page(last: str | None, full: bool, approved: SnapshotAssertion) -> None:
    lines = ["zz", "e", "", "b", *([] if last is None else [last])]
    screen = Transcript(*lines, full=full)
    kept = view(US, screen, topic_page(US, CONTENT.topics["relapse"]))
    assert "\n".join([*_shortened(screen.events), f"kept: {kept}\n"]) == approved
