"""The conversation on a test screen: every step, every key, no answer lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expected_cards import CARE, MAIN, RISKS, WORDS
from kickcheck import content
from kickcheck.assessment import assess
from kickcheck.interview import Interview
from kickcheck.model import Answer, Page
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.summary import summary, whole
from kickcheck.render import joined, plain
from kickcheck.session import Awaits, Conversation, Ending, Outcome, SaveDialog, show_summary
from kickcheck.streams import InputEnded

CONTENT = content.bundled()
LOCALIZER = Localizer(CONTENT, CONTENT.countries["US"])
# "No" to every question, with the offer of `care` accepted; `suicidal-today` is not asked then.
ALL_NO = ("", *["n"] * len(MAIN), "y", *["n"] * (len(CARE) - 1 + len(RISKS)))
ALL_SECTIONS = tuple(section.id for section in CONTENT.questionnaire.sections)


@dataclass
class Script:
    """A screen that reads prepared lines."""

    lines: Iterator[str]
    waits: bool = True
    full: bool = False
    plain: bool = True
    pages: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)

    def show(self, page: Page) -> None:
        self.pages.append(joined(plain.draw(page, 80)))

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        self.pages.append(prompt)
        self.statuses.append(status)
        try:
            return next(self.lines)
        except StopIteration:
            raise InputEnded from None


def converse(*lines: str, sections: tuple[str, ...] = ALL_SECTIONS) -> tuple[Outcome, Script]:
    screen = Script(iter(lines))
    offered = frozenset({"care"}) & set(sections) if len(sections) > 1 else frozenset()
    interview = Interview(CONTENT.questionnaire, sections, frozenset(offered))
    return Conversation(LOCALIZER, screen, interview).run(), screen


def test_a_conversation_to_the_end_keeps_every_answer() -> None:
    outcome, _ = converse(*ALL_NO, "")
    assert outcome.ending is Ending.DONE
    asked = set(MAIN + CARE + RISKS) - {"suicidal-today"}
    assert set(outcome.interview.answers) == asked


@pytest.mark.parametrize("before", range(1, len(ALL_NO) + 1))
def test_emergency_steps_are_one_key_away_at_every_step(before: int) -> None:
    _, screen = converse(*ALL_NO[:before], "e", "")
    page = [page for page in screen.pages if page.startswith("Overdose: what to do now")]
    assert page
    assert "Call 911" in page[0]


def test_emergency_steps_are_one_key_away_from_the_first_screen() -> None:
    _, screen = converse("e")
    assert any(page.startswith("Overdose: what to do now") for page in screen.pages)


@pytest.mark.parametrize("line", ["", "banana", "1", "k", "yes no", "у"])
def test_an_unusable_line_answers_nothing_and_repeats_only_the_prompt(
    line: str,
) -> None:
    outcome, screen = converse("", line, "n", sections=("safety",))
    assert list(outcome.interview.answers) == ["recent-break"]
    questions = [page for page in screen.pages if page.startswith("Safety: question 1")]
    assert len(questions) == 1


def test_quitting_asks_for_confirmation_and_can_be_cancelled() -> None:
    outcome, _ = converse("", "n", "q", "", "n", "q", "y")
    assert outcome.ending is Ending.QUIT
    assert list(outcome.interview.answers) == ["recent-break", "may-use"]


def test_an_urgent_card_is_shown_once_and_again_if_it_applies_again() -> None:
    _, screen = converse("", "y", "y", "", "b", "n", "b", "y", "")
    cards = [page for page in screen.pages if page.startswith("Tolerance is lower after a break")]
    assert len(cards) == 2


def test_the_foot_of_the_screen_shows_the_number_and_the_first_urgent_card() -> None:
    _, screen = converse("", "y", "y", "", "n")
    assert screen.statuses[0] == "Emergency: 911."
    assert screen.statuses[-1] == "Emergency: 911. Tolerance is lower after a break."


def test_one_kind_line_follows_a_yes_to_the_childhood_question() -> None:
    _, screen = converse("", "n", "n", "n", "n", "y", sections=("risks",))
    assert "not your fault" in screen.pages[-2]
    _, quiet = converse("", "n", "n", "n", "n", "n", sections=("risks",))
    assert "not your fault" not in quiet.pages[-2]


def test_a_declined_offer_is_not_counted_and_not_asked() -> None:
    outcome, screen = converse("", *["n"] * len(MAIN), "n", *["n"] * len(RISKS), "")
    assert "care" not in outcome.interview.asked_sections()
    assert any(f"{len(CARE)} more questions" in page for page in screen.pages)


def summary_text(answers: dict[str, str]) -> str:
    """Return the text of a summary, without the part on sources."""
    assessment = assess(CONTENT.questionnaire, {k: Answer(v) for k, v in answers.items()})
    parts = summary(LOCALIZER, assessment, date(2026, 11, 23))
    return joined(plain.draw(whole(LOCALIZER, parts), 80)).lower()


@given(
    st.fixed_dictionaries({name: st.sampled_from(WORDS) for name in MAIN}),
    st.sampled_from(["yes", "unsure"]),
    st.sampled_from(WORDS),
)
@settings(max_examples=60)
def test_a_summary_in_a_crisis_says_nothing_about_amounts_or_tolerance(
    answers: dict[str, str], thoughts: str, today: str
) -> None:
    text = summary_text({**answers, "suicidal-thoughts": thoughts, "suicidal-today": today})
    for word in ("amount", "far less", "the old dose", "can kill", "stop your breathing"):
        assert word not in text, word
    assert "988" in text


def test_the_parts_of_a_summary_can_be_paged_both_ways() -> None:
    assessment = assess(CONTENT.questionnaire, {})
    parts = summary(LOCALIZER, assessment, date(2026, 11, 23))
    screen = Script(iter(["", "b", *[""] * len(parts)]))
    assert show_summary(LOCALIZER, screen, parts, assessment.cards) is False
    first = joined(plain.draw(parts[0], 80))
    assert screen.pages.count(first) == 2
    kept = Script(iter([*[""] * (len(parts) - 1), "k"]))
    assert show_summary(LOCALIZER, kept, parts, assessment.cards) is True


def test_at_the_end_every_key_does_what_it_says() -> None:
    assessment = assess(CONTENT.questionnaire, {})
    parts = summary(LOCALIZER, assessment, date(2026, 11, 23))[:2]
    tried: list[str] = []

    def write(name: str) -> str:
        tried.append(name)
        return "" if name == "good.txt" else "No."

    save = SaveDialog("Name it: ", write)
    typed = ["e", "", "banana", "", "o", "", "o", "bad.txt", "good.txt", "", "banana"]
    screen = Script(iter(typed))
    assert show_summary(LOCALIZER, screen, parts, assessment.cards, save) is False
    assert tried == ["bad.txt", "good.txt"]
    interface = CONTENT.interface
    assert "No. Name it: " in screen.pages
    assert f"{interface.nothing_saved} {interface.prompt_keep_or_save}" in screen.pages
    assert f"{interface.saved} {interface.prompt_keep_or_save}" in screen.pages
    first = joined(plain.draw(parts[0], 80))
    assert screen.pages.count(first) == 2  # shown again after the emergency steps
    for keys, kept in ((["q"], False), ([], False), (["o", *["bad.txt"] * 30, "k"], True)):
        ended = Script(iter(keys))
        assert show_summary(LOCALIZER, ended, parts[:1], assessment.cards, save) is kept


def test_at_an_offer_every_key_does_what_it_says() -> None:
    to_offer = ["", *["n"] * len(MAIN)]
    outcome, screen = converse(*to_offer, "u", "w", "banana", "e", "", "b", "y", "y", "q", "y")
    assert outcome.interview.accepted == {"care": True}
    assert outcome.interview.answers["despite-harm"] is Answer.YES
    interface = CONTENT.interface
    assert screen.pages.count(interface.not_understood_offer) == 3
    alone = Script(iter(["", "b", "n", ""]))
    offered = Interview(CONTENT.questionnaire, ("care",), frozenset({"care"}))
    only = Conversation(LOCALIZER, alone, offered).run()
    assert interface.nothing_before in alone.pages
    assert only.ending is Ending.DONE
    assert only.interview.accepted == {"care": False}


def test_one_can_quit_from_the_review_and_from_a_page() -> None:
    for keys in (["", "n", "r", "q", "y"], ["", "e", "banana", "q", "y"]):
        outcome, _ = converse(*keys)
        assert outcome.ending is Ending.QUIT
    outcome, _ = converse("", "e", "q", "n", "", "n", "q", "q")
    assert outcome.ending is Ending.QUIT
    assert outcome.interview.answers == {"recent-break": Answer.NO}
