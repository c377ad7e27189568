"""The conversation on a test screen: every step, every key, no answer lost."""

import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expected_cards import CARE, MAIN, RISKS, WORDS
from kickcheck import content
from kickcheck.assessment import assess
from kickcheck.interview import Interview
from kickcheck.model import Answer, Page
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.summary import Summary
from kickcheck.render import joined, plain
from kickcheck.screen.line_reader import LineReader
from kickcheck.screen.linear_screen import LinearScreen
from kickcheck.screen.paged_screen import Paging
from kickcheck.session import (
    Awaits,
    Conversation,
    Ending,
    Outcome,
    Place,
    SaveDialog,
    Screen,
    SummaryView,
)
from kickcheck.session.screen_protocol import START
from kickcheck.streams import InputEnded

CONTENT = content.bundled()
LOCALIZER = Localizer(CONTENT, CONTENT.countries["US"])
TODAY = date(2026, 11, 23)
NOTHING = assess(CONTENT.questionnaire, {})
# "No" to every question, with the offer of `care` accepted; `suicidal-today` is not asked then.
ALL_NO = ("", *["n"] * len(MAIN), "y", *["n"] * (len(CARE) - 1 + len(RISKS)))
URGENT = "Tolerance is lower after a break"
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
    place: Place = START
    places: list[Place] = field(default_factory=list)
    discarded: list[int] = field(default_factory=list)
    """How many pages and prompts there were when typed lines were discarded."""

    def show(self, page: Page, place: Place = START) -> None:
        self.pages.append(joined(plain.draw(page, 80)))
        self.places.append(place)

    def discard_typed_lines(self) -> None:
        self.discarded.append(len(self.pages))

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


@pytest.mark.parametrize("line", ["Ruritania", "zz", "x", "7", "no way"])
def test_a_word_on_the_first_screen_may_be_a_country_and_a_letter_is_none(line: str) -> None:
    nowhere = Localizer(CONTENT, CONTENT.countries["international"])
    screen = Script(iter([line]))
    Conversation(nowhere, screen, Interview(CONTENT.questionnaire, ("safety",))).run()
    texts = CONTENT.interface
    is_word = line.isalpha() and len(line) > 1
    assert screen.pages[-1] == (texts.country_unknown if is_word else texts.first_not_understood)


@pytest.mark.parametrize("line", ["", "banana", "1", "k", "yes no", "у"])
def test_an_unusable_line_answers_nothing_and_repeats_only_the_prompt(
    line: str,
) -> None:
    outcome, screen = converse("", line, "n", sections=("safety",))
    assert list(outcome.interview.answers) == ["recent-break"]
    questions = [
        page for page in screen.pages if page.startswith("Part 1 of 1, safety: question 1")
    ]
    assert len(questions) == 1
    assert screen.pages[-3].startswith("Not understood. y yes, n no, ")


def test_the_third_unusable_line_in_a_row_shows_the_keys_where_someone_is_there() -> None:
    title = CONTENT.interface.keys_title
    _, screen = converse("", "banana", "", "7", "", "n", sections=("safety",))
    assert [page.startswith(title) for page in screen.pages].count(True) == 1
    before = screen.pages[: next(n for n, page in enumerate(screen.pages) if title in page)]
    assert sum(page.startswith("Not understood") for page in before) == 2
    _, two = converse("", "banana", "", "n", "banana", "", "n", sections=("safety",))
    assert not any(title in page for page in two.pages)
    _, begun = converse("banana", "banana", "", "banana", "", "n", sections=("safety",))
    assert not any(title in page for page in begun.pages), "those before the start do not count"
    piped = Script(iter(["banana"] * 19), waits=False)
    Conversation(LOCALIZER, piped, Interview(CONTENT.questionnaire, ("safety",))).run()
    assert not any(title in page for page in piped.pages)


def test_the_prompt_names_each_answer_and_a_key_that_a_screen_reader_says() -> None:
    for as_plain, key in ((True, "h"), (False, "?")):
        screen = Script(iter([""]), plain=as_plain)
        Conversation(LOCALIZER, screen, Interview(CONTENT.questionnaire, ("safety",))).run()
        assert screen.pages[-1] == f"y yes, n no, u not sure, s skip, {key} more keys: "


@pytest.mark.parametrize("line", ["y", "yes", "n", "b", "banana", "k"])
def test_an_urgent_card_takes_only_an_empty_enter_and_nothing_typed_ahead(line: str) -> None:
    _, screen = converse("", "y", "y", line, "")
    at = next(n for n, page in enumerate(screen.pages) if page.startswith(URGENT))
    assert screen.discarded == [at]
    assert screen.pages[at + 1] == CONTENT.interface.prompt_enter
    assert screen.pages[at + 2] == CONTENT.interface.prompt_read_first
    assert "question 3 of 6" in screen.pages[at + 3]


def test_on_an_urgent_card_help_stays_one_key_away() -> None:
    _, screen = converse("", "y", "y", "e", "", "")
    seen = [page for page in screen.pages if page.startswith((URGENT, "Overdose: what to do now"))]
    assert [page.startswith(URGENT) for page in seen] == [True, False, True]
    outcome, _ = converse("", "y", "y", "q", "y")
    assert outcome.ending is Ending.QUIT


def test_quitting_asks_for_confirmation_and_can_be_cancelled() -> None:
    outcome, _ = converse("", "n", "q", "", "n", "q", "y")
    assert outcome.ending is Ending.QUIT
    assert list(outcome.interview.answers) == ["recent-break", "may-use"]


def test_an_urgent_card_is_shown_once_and_again_if_it_applies_again() -> None:
    _, screen = converse("", "y", "y", "", "b", "n", "b", "y", "")
    cards = [page for page in screen.pages if page.startswith(URGENT)]
    assert len(cards) == 2


def test_the_first_answer_of_all_can_show_an_urgent_card() -> None:
    _, screen = converse("", "y", sections=("care",))
    assert screen.pages[-2].startswith("These symptoms need medical help")


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
    assert any(f"{len(CARE) - 1} more questions" in page for page in screen.pages)


def summary_text(answers: dict[str, str]) -> str:
    """Return the text of a summary, on the screen and printed."""
    assessment = assess(CONTENT.questionnaire, {k: Answer(v) for k, v in answers.items()})
    made = Summary(LOCALIZER, assessment, TODAY)
    return "".join(
        joined(plain.draw(page, 80)) for page in (made.on_screen(), made.printed())
    ).lower()


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


def shown(screen: Screen, save: SaveDialog | None = None) -> bool:
    """Show the summary of someone who answered nothing; return whether it is kept."""
    made = Summary(LOCALIZER, NOTHING, TODAY)
    return SummaryView(
        LOCALIZER,
        screen,
        lambda _typed: None,
        lambda _localizer: made.on_screen(),
        NOTHING.cards,
        made.topics,
        save,
    ).run()


def test_the_parts_of_a_summary_can_be_turned_both_ways(tmp_path: Path) -> None:
    end, start = os.pipe()
    os.write(start, b"\n\nb\n" + b"\n" * 40)
    os.close(start)
    reader = LineReader(end, "utf-8")
    paging = Paging(CONTENT.interface.prompt_more, lambda line: line == "b")
    file = tmp_path / "out"
    with file.open("w", encoding="utf-8") as out:
        assert shown(LinearScreen(out, reader, plain.draw, paging, waits=True, plain=True)) is False
    os.close(end)
    turned = [int(part) for part in re.findall(r"\((\d+) of \d+\)", file.read_text())]
    assert turned == [1, 2, 3, 2, *range(3, max(turned) + 1)]
    assert file.read_text().endswith("Nothing was saved. b back, Enter closes: ")


SUMMARY = joined(plain.draw(Summary(LOCALIZER, NOTHING, TODAY).on_screen(), 80))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["", ""], False),
        (["", "b", "", ""], False),
        (["q"], False),
        ([], False),
        (["k"], True),
        (["", "k"], True),
        (["", "e", "", "k"], True),
        (["o", *["bad.txt"] * 30, "k"], True),
        (["banana"] * 20, False),
    ],
    ids=str,
)
def test_a_full_screen_closes_with_two_enters_or_q_and_keeps_with_k(
    typed: list[str], kept: bool
) -> None:
    lines = iter(typed)
    screen = Script(lines, full=True, plain=False)
    assert shown(screen, SaveDialog("Name it: ", lambda _localizer, _name: (False, "No."))) is kept
    assert not list(lines), "it closed too early"


def test_at_the_end_every_key_does_what_it_says() -> None:
    tried: list[str] = []

    def write(_localizer: Localizer, name: str) -> tuple[bool, str]:
        tried.append(name)
        return (True, "Saved as good.txt.") if name == "good.txt" else (False, "No.")

    save = SaveDialog("Name it: ", write)
    screen = Script(iter(["e", "", "banana", "b", "o", "", "o", "bad.txt", "good.txt", "k", ""]))
    assert shown(screen, save) is False
    assert tried == ["bad.txt", "good.txt"]
    interface = CONTENT.interface
    assert "No. Name it: " in screen.pages
    for file in (interface.nothing_saved, "Saved as good.txt."):
        assert interface.prompt_end_linear.replace("{file}", file) in screen.pages
    # Shown again after the emergency steps, and each time after the name of a file was asked for.
    assert screen.pages.count(SUMMARY) == 4


@pytest.mark.parametrize("number", range(1, len(Summary(LOCALIZER, NOTHING, TODAY).topics) + 1))
def test_a_number_opens_a_topic_and_enter_comes_back_to_the_same_place(number: int) -> None:
    topics = Summary(LOCALIZER, NOTHING, TODAY).topics
    screen = Script(iter([str(number), "", "0", "99", "\u0662", ""]), place=(7, 1))
    assert shown(screen) is False
    pages = [page for page in screen.pages if not page.endswith(": ")]
    title = CONTENT.topics[topics[number - 1]].title
    assert [page.partition("\n")[0] for page in pages] == ["Your summary", title, "Your summary"]
    assert screen.places == [START, START, (7, 1)]


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
    assert LOCALIZER.format(interface.nothing_before, help="h") in alone.pages
    assert only.ending is Ending.DONE
    assert only.interview.accepted == {"care": False}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_number_in_the_review_asks_that_question_again(number: int) -> None:
    _, screen = converse("", "n", "n", "n", "r", str(number))
    listed = next(page for page in screen.pages if page.startswith("Your answers"))
    (line,) = (line for line in listed.splitlines() if line.strip().startswith(f"{number}. "))
    question = CONTENT.questionnaire.question(MAIN[number - 1])
    assert question.short in line
    assert f"question {number} of 6" in screen.pages[-2]


def test_one_can_quit_from_the_review_and_from_a_page() -> None:
    for keys in (["", "n", "r", "q", "y"], ["", "e", "banana", "q", "y"]):
        outcome, _ = converse(*keys)
        assert outcome.ending is Ending.QUIT
    outcome, _ = converse("", "e", "q", "n", "", "n", "q", "q")
    assert outcome.ending is Ending.QUIT
    assert outcome.interview.answers == {"recent-break": Answer.NO}


@pytest.mark.parametrize("number", [0, 7, len(MAIN) - 1])
def test_the_words_after_a_yes_are_on_the_next_page_and_on_no_other(number: int) -> None:
    """A service may add such words to any question; after the last one comes an offer."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(each, after_yes="Thank you.") if each.id == MAIN[number] else each
                for each in section.questions
            ),
        )
        for section in CONTENT.questionnaire.sections
    )
    questionnaire = replace(CONTENT.questionnaire, sections=sections)
    for answer, pages in (("y", 1), ("n", 0)):
        lines = ["", *["n"] * number, answer, *["n"] * (len(MAIN) - 1 - number), "n"]
        screen = Script(iter(lines))
        interview = Interview(questionnaire, ALL_SECTIONS, frozenset({"care"}))
        Conversation(LOCALIZER, screen, interview).run()
        thanks = [n for n, page in enumerate(screen.pages) if "Thank you." in page]
        assert len(thanks) == pages
        # After the first screen, each step is a page and a prompt.
        assert all(n == 2 * (number + 2) for n in thanks)


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["w"] * 500, 400),
        (["w"] * 399 + ["n"] + ["w"] * 500, 800),  # an answer starts the count anew
        (["w"] * 399 + ["n"] + ["w"] * 399, 799),
    ],
)
def test_a_pipe_that_answers_nothing_400_times_in_a_row_ends_it(
    lines: list[str], read: int
) -> None:
    left = iter(lines)
    screen = Script(itertools.chain([""], left), waits=False)
    interview = Interview(CONTENT.questionnaire, ALL_SECTIONS, frozenset({"care"}))
    outcome = Conversation(LOCALIZER, screen, interview).run()
    assert len(lines) - len(list(left)) == read
    assert outcome.ending is (Ending.INPUT_ENDED if read == len(lines) else Ending.UNUSABLE)
