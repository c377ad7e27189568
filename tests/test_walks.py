"""Random walks through the conversation, compared with a model that shares no code with it.

The model knows the questions, their order, and what each key does. Before every line it predicts
the current step and the answers so far.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TextIO

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from cli_runner import Terminal, lines, run
from expected_cards import CARE, DEPENDENCE, RISKS, SAFETY, SIGNS, expected_cards
from kickcheck import content
from kickcheck.interview import Command, Interview, QuestionStep, understand
from kickcheck.model import Answer, Demo, Page
from kickcheck.pages.localizer import Localizer
from kickcheck.render import Drawing, joined, plain, terminal
from kickcheck.screen.demo_screen import DemoScreen
from kickcheck.screen.full_screen import FullScreen
from kickcheck.screen.line_reader import LineReader
from kickcheck.screen.linear_screen import LinearScreen
from kickcheck.session import Awaits, Conversation, Ending, Outcome, Screen
from kickcheck.streams import InputEnded

CONTENT = content.bundled()
LOCALIZER = Localizer(CONTENT, CONTENT.countries["US"])
SECTIONS = {
    "Safety": SAFETY,
    "Physical dependence": DEPENDENCE,
    "Signs of addiction": SIGNS,
    "More about your safety": CARE,
    "Background": RISKS,
}
OFFER = "the offer of care"
LAST_URGENT_PRECEDENCE = {
    "crisis", "protect", "lowered-tolerance", "breaking-through", "withdrawal-care",
    "infection-care", "do-not-stop-suddenly", "pregnancy", "suicide-support",
}  # fmt: skip
WORDING = CONTENT.interface
QUESTION_PROMPTS = (WORDING.prompt, WORDING.nothing_before, WORDING.not_understood)
MOST_NOISE = 15  # unusable lines in a whole walk; 20 in a row would end it
LETTERS = {"yes": "y", "no": "n", "unsure": "u", "skip": "s"}


class Model:
    """The answers and the current step, kept independently of the program."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.takes_care: bool | None = None
        self.gone_to: str | None = None
        self.warned: set[str] = set()

    def path(self) -> list[str]:
        """Return every question and offer on the current path, in order."""
        path = [*SAFETY, *DEPENDENCE, *SIGNS, OFFER]
        if self.takes_care:
            path += [name for name in CARE if name != "suicidal-today" or self.thoughts()]
        return [*path, *RISKS]

    def thoughts(self) -> bool:
        return self.answers.get("suicidal-thoughts") in ("yes", "unsure")

    def here(self) -> str | None:
        if self.gone_to is not None:
            return self.gone_to
        for step in self.path():
            settled = self.takes_care is not None if step == OFFER else step in self.answers
            if not settled:
                return step
        return None

    def heading(self) -> str | None:
        """Return the heading of the current question."""
        here = self.here()
        for title, names in SECTIONS.items():
            if here in names:
                asked = [name for name in self.path() if name in names]
                may_come = (
                    self.takes_care and names is CARE and "suicidal-thoughts" not in self.answers
                )
                total = len(asked) + bool(may_come)
                return f"{title}: question {asked.index(here) + 1} of {total}"
        return None

    def answer(self, word: str) -> int:
        """Answer; return how many cards are shown then."""
        here = self.here()
        assert here is not None
        self.gone_to = None
        if here == OFFER:
            self.takes_care = word == "yes"
        else:
            self.answers[here] = word
            if not self.thoughts():
                self.answers.pop("suicidal-today", None)
        return self.new_cards()

    def skip_all(self) -> int:
        here = self.here()
        self.gone_to = None
        if here == OFFER:
            self.takes_care = False
        for names in SECTIONS.values():
            if here in names:
                for name in names:
                    if name in self.path():
                        self.answers.setdefault(name, "skip")
        return self.new_cards()

    def new_cards(self) -> int:
        read = {name: self.answers.get(name) for name in (*SAFETY, *CARE)}
        urgent = {card for card, _ in expected_cards(read)} & LAST_URGENT_PRECEDENCE
        new, self.warned = urgent - self.warned, urgent
        return len(new)

    def back(self) -> None:
        here, path = self.here(), self.path()
        before = path if here is None else path[: path.index(here)]
        if self.takes_care and OFFER in before:
            before.remove(OFFER)
        if before:
            self.gone_to = before[-1]

    def answered(self) -> list[str]:
        return [name for name in self.path() if name in self.answers]


@dataclass(frozen=True)
class Line:
    """A typed line, the state expected at that moment, and where it is typed."""

    text: str
    here: str | None
    heading: str | None
    answers: dict[str, str]
    where: str = "everywhere"


def state_of(conversation: Conversation) -> tuple[str | None, dict[str, str]]:
    """Return the current step of a conversation and its answers."""
    interview = conversation.interview
    step = interview.current_step()
    name = None if step is None else step.question.id if isinstance(step, QuestionStep) else OFFER
    return name, {name: str(answer) for name, answer in interview.answers.items()}


@dataclass
class Watched:
    """A screen that types lines and checks the state at each of them."""

    lines: Iterator[str]
    waits: bool = True
    full: bool = False
    plain: bool = True
    conversation: Conversation | None = None
    seen: list[tuple[str | None, str | None, dict[str, str]]] = field(default_factory=list)
    heading: str = ""

    def show(self, page: Page) -> None:
        if ": question " in page.title:
            self.heading = page.title

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        assert self.conversation is not None
        here, answers = state_of(self.conversation)
        asked = prompt in QUESTION_PROMPTS and here not in (None, OFFER)
        self.seen.append((here, self.heading if asked else None, answers))
        try:
            return next(self.lines)
        except StopIteration:
            raise InputEnded from None


@cache
def draw_rich(page: Page, width: int) -> Drawing:
    """Draw a page as on a terminal; cached, because pages repeat."""
    return terminal.draw(page, width, colour=True)


@cache
def draw_plain(page: Page, width: int) -> Drawing:
    """Draw a page as plain lines."""
    return plain.draw(page, width)


class Tall(FullScreen):
    """A window in which every page fits, so that no Enter is needed to page."""

    def _size(self) -> tuple[int, int]:
        return 80, 300


def reader(lines: Iterable[str]) -> LineReader:
    """Return a reader of lines from a real pipe."""
    end, start = os.pipe()
    os.write(start, "".join(f"{line}\n" for line in lines).encode())
    os.close(start)
    return LineReader(end, "utf-8")


def new_interview() -> Interview:
    sections = tuple(section.id for section in CONTENT.questionnaire.sections)
    return Interview(CONTENT.questionnaire, sections, frozenset({"care"}))


def linear(lines: Iterable[str], out: TextIO, *, waits: bool, as_plain: bool) -> Outcome:
    """Run a conversation line by line."""
    typed = reader(lines)
    draw = draw_plain if as_plain else draw_rich
    screen = LinearScreen(
        out, typed, lambda page: joined(draw(page, 80)), waits=waits, plain=as_plain
    )
    try:
        return Conversation(LOCALIZER, screen, new_interview()).run()
    finally:
        os.close(typed.descriptor or 0)


def full(lines: Iterable[str], out: TextIO) -> Outcome:
    """Run a conversation on the alternate screen."""
    typed = reader(lines)
    screen = Tall(
        out.fileno(),
        "utf-8",
        (b"\x1b[?1049h", b"\x1b[?1049l"),
        draw_rich,
        typed,
        WORDING.prompt_more,
        is_back=lambda line: understand(line, WORDING.keys) is Command.BACK,
        is_answer=lambda line: understand(line, WORDING.keys) in LETTERS,
    )
    screen.enter()
    try:
        return Conversation(LOCALIZER, screen, new_interview()).run()
    finally:
        screen.leave()
        os.close(typed.descriptor or 0)


def result(outcome: Outcome) -> tuple[Ending, dict[str, str], bool | None]:
    interview = outcome.interview
    answers = {name: str(answer) for name, answer in interview.answers.items()}
    return outcome.ending, answers, interview.accepted.get("care")


class Walk(RuleBasedStateMachine):
    """Type what a person could type, in any order, and update the model."""

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.lines: list[Line] = []
        self.unusable = 0
        self.ending: Ending | None = None
        self.in_a_pipe: dict[str, str] | None = None
        self.unread: list[str] = []

    def type(self, text: str, where: str = "everywhere") -> None:
        """Type a line at a step."""
        model = self.model
        self.lines.append(Line(text, model.here(), model.heading(), dict(model.answers), where))

    def type_below(self, text: str, where: str = "where someone waits") -> None:
        """Type a line below a page that is not a step, such as a card."""
        model = self.model
        self.lines.append(Line(text, model.here(), None, dict(model.answers), where))

    def turn_over(self, cards: int) -> None:
        """Press Enter on every card that is shown."""
        for _ in range(cards):
            self.type_below("")
        if self.model.here() is None and self.in_a_pipe is None:
            self.in_a_pipe = dict(self.model.answers)

    def goes_on(self) -> bool:
        return self.ending is None

    def at_a_question(self) -> bool:
        return self.ending is None and self.model.here() not in (None, OFFER)

    def at_the_offer(self) -> bool:
        return self.ending is None and self.model.here() == OFFER

    def at_the_end(self) -> bool:
        return self.ending is None and self.model.here() is None

    def has_answers(self) -> bool:
        return self.ending is None and bool(self.model.answers)

    def may_be_noisy(self) -> bool:
        return self.ending is None and self.unusable < MOST_NOISE

    @initialize(early_screen=st.sampled_from([0, 13, 19, 19]), word=st.sampled_from(["yes", "no"]))
    def begin(self, early_screen: int, word: str) -> None:
        """Begin, and go ahead to the offer or to the questions on suicide."""
        self.type_below("")
        for _ in range(early_screen):
            given = "yes" if self.model.here() == OFFER else word
            self.type(LETTERS[given])
            self.turn_over(self.model.answer(given))

    @precondition(at_a_question)
    @rule(words=st.lists(st.sampled_from(["yes", "no", "unsure", "skip"]), min_size=1, max_size=6))
    def answer(self, words: list[str]) -> None:
        for word in words:
            if not self.at_a_question():
                break
            self.type(LETTERS[word])
            self.turn_over(self.model.answer(word))

    @precondition(at_the_offer)
    @rule(word=st.sampled_from(["yes", "yes", "no", "skip"]))
    def take_or_leave_the_offer(self, word: str) -> None:
        self.type(LETTERS[word])
        self.turn_over(self.model.answer(word))

    @precondition(lambda self: self.at_a_question() or self.at_the_offer())
    @rule()
    def skip_all(self) -> None:
        self.type("skip all")
        self.turn_over(self.model.skip_all())

    @precondition(goes_on)
    @rule(times=st.integers(1, 4))
    def back(self, times: int) -> None:
        for _ in range(times):
            self.type("b")
            if self.model.here() == SAFETY[0]:
                break
            self.model.back()

    @precondition(has_answers)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        self.go_to(data.draw(st.sampled_from(self.model.answered())))

    @precondition(has_answers)
    @rule(words=st.lists(st.sampled_from(["yes", "no", "unsure", "skip"]), min_size=2, max_size=4))
    def waver(self, words: list[str]) -> None:
        """Change answers on which cards and a follow-up question depend."""
        for word in words:
            for name in ("suicidal-thoughts", "may-use"):
                if name in self.model.answers:
                    self.go_to(name)
                    self.answer([word, word])
                    break

    def go_to(self, name: str) -> None:
        number = self.model.answered().index(name) + 1
        self.type("r")
        self.type_below(str(number), "everywhere")
        self.model.gone_to = name

    @precondition(has_answers)
    @rule(line=st.sampled_from(["", "b", "y"]))
    def review(self, line: str) -> None:
        self.type("r")
        self.type_below(line, "everywhere")

    @precondition(lambda self: self.goes_on() and not self.model.answers)
    @rule()
    def review_nothing(self) -> None:
        self.type("r")
        self.type_below("", "where nothing scrolls")

    @precondition(may_be_noisy)
    @rule(line=st.sampled_from(["", "banana", "yes no", "7", "k", "\u0443"]))
    def noise(self, line: str) -> None:
        if self.at_the_end() and not line:
            line = "banana"  # Enter goes on there
        self.type(line)
        self.unusable += 1

    @precondition(at_a_question)
    @rule()
    def why(self) -> None:
        self.type("w")

    @precondition(goes_on)
    @rule()
    def emergency(self) -> None:
        self.type("e")
        self.type_below("")

    @precondition(goes_on)
    @rule()
    def keys(self) -> None:
        self.type("?")
        self.type_below("", "where nothing scrolls")

    @precondition(goes_on)
    @rule()
    def leave_and_stay(self) -> None:
        self.type("q", "where someone waits")
        self.type_below("")

    @precondition(lambda self: self.goes_on() and len(self.lines) > 25)
    @rule()
    def leave(self) -> None:
        self.type("q")
        self.type_below("y")
        self.ending = Ending.QUIT

    @precondition(at_the_end)
    @rule()
    def close(self) -> None:
        self.type_below("")
        self.ending = Ending.DONE

    @precondition(lambda self: self.ending is not None)
    @rule(line=st.sampled_from(["y", "n", "b", ""]))
    def type_on(self, line: str) -> None:
        self.unread.append(line)

    # --- checks ------------------------------------------------------------------------------

    def teardown(self) -> None:
        if not self.lines:
            return
        if self.ending is None:
            self.check(Ending.INPUT_ENDED)
            for _ in range(2 * len(SECTIONS)):
                if self.model.here() is not None:
                    self.skip_all()
            assert self.at_the_end(), "skipping everything has to lead to the end"
            self.close()
            self.ending = Ending.DONE
        self.check(self.ending)

    def check(self, ending: Ending) -> None:
        model = self.model
        expected = (ending, model.answers, model.takes_care)
        in_a_terminal = [line for line in self.lines if line.where != "where nothing scrolls"]
        texts = [line.text for line in in_a_terminal] + self.unread
        watched = Watched(iter(texts))
        conversation = watched.conversation = Conversation(LOCALIZER, watched, new_interview())
        outcome = conversation.run()
        for number, line in enumerate(in_a_terminal):
            seen = (line.here, line.heading, line.answers)
            assert watched.seen[number] == seen, (number, line)
        assert result(outcome) == expected
        self.screens_agree(texts, expected)

    def screens_agree(
        self, lines: list[str], expected: tuple[Ending, dict[str, str], bool | None]
    ) -> None:
        with open(os.devnull, "w") as out:
            assert result(linear(lines, out, waits=True, as_plain=True)) == expected
            assert result(linear(lines, out, waits=True, as_plain=False)) == expected
            assert (
                result(full([*(line.text for line in self.lines), *self.unread], out)) == expected
            )
            piped = [line.text for line in self.lines if line.where == "everywhere"]
            piped += self.unread
            ending, answers, _ = result(linear(piped, out, waits=False, as_plain=True))
        if self.in_a_pipe is None:
            assert (ending, answers) == expected[:2]
        else:  # in a pipe, nothing is asked after the last question
            assert (ending, answers) == (Ending.DONE, self.in_a_pipe)


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=100, stateful_step_count=40)


@dataclass
class Recorded:
    """A screen that forwards to another one and records its lines."""

    screen: Screen
    waits: bool
    full: bool
    plain: bool
    lines: list[str] = field(default_factory=list)

    def show(self, page: Page) -> None:
        self.screen.show(page)

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        line = self.screen.ask(prompt, status, awaits)
        self.lines.append(line)
        return line


PEOPLE = st.dictionaries(
    st.sampled_from((*SAFETY, *DEPENDENCE, *SIGNS, *CARE, *RISKS)),
    st.sampled_from(list(Answer)),
)
AVAILABLE = st.lists(st.sampled_from(["", "", "", "", "b", "e", "w", "?", "n", "S", "banana"]))


@given(PEOPLE, AVAILABLE)
@settings(max_examples=60)
def test_a_demo_comes_out_like_the_same_lines_typed_by_a_person(
    answers: dict[str, Answer], lines: list[str]
) -> None:
    demo = Demo("somebody", "somebody", "somebody", answers, "", ())
    watched = Watched(iter([*lines, *[""] * 200]))
    typing = DemoScreen(watched, LOCALIZER, demo)
    recorded = Recorded(typing, waits=True, full=False, plain=True)
    conversation = watched.conversation = Conversation(LOCALIZER, recorded, new_interview())
    typing.state = lambda: conversation.interview
    outcome = conversation.run()
    assert outcome.ending is Ending.DONE
    for name, answer in outcome.interview.answers.items():
        assert answer is answers.get(name, Answer.SKIP)
    with open(os.devnull, "w") as out:
        same = linear(recorded.lines, out, waits=True, as_plain=True)
    assert result(same) == result(outcome)


def test_the_program_gives_the_same_result_on_every_screen_and_in_a_pipe(tmp_path: Path) -> None:
    enter = None  # only if somebody is waiting
    after_thoughts = ["n"] * len(CARE[CARE.index("suicidal-today") + 1 :])
    typed = [
        enter, "y", "y", enter, "n", "n", "n", "banana", "n", "y", "n",
        "r", "2", "n", "b", "n", "y", "n", "skip all",
        "n", "n", "n", "y", enter, "y", enter, "b", "b", "n", *after_thoughts,
        "n", "w", "y", "skip all", enter,
    ]  # fmt: skip
    options = ["assess", "--country", "US"]
    for section in CONTENT.questionnaire.sections:
        options += ["--section", section.id]
    results = []
    for screen in ("", "--keep", "--plain"):
        file = tmp_path / f"{screen or 'full'}.json"
        arguments = [*options, *([screen] if screen else []), "-o", str(file)]
        with Terminal(*arguments, rows=60) as shown:
            shown.press("".join(f"{line or ''}\r" for line in typed))
            assert shown.end() == 0
            assert ("\x1b[?1049h" in shown.seen) is (screen == "")
        results.append(json.loads(file.read_text()))
    piped = run(*options, "--json", stdin=lines([line for line in typed if line is not None]))
    assert piped.code == 0
    results.append(json.loads(piped.out))
    assert all(result == results[0] for result in results)
    answers = results[0]["answers"]
    assert "suicidal-today" not in answers
    assert (answers["may-use"], answers["suicidal-thoughts"]) == ("no", "no")
    assert results[0]["background"] == ["family-history"]
