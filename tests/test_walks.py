"""Random walks through the conversation, compared with a model that shares no code with it.

The model knows the questions, their order, and what each key does. Before every line it predicts
the current step and the answers so far.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TextIO

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from cli_runner import Terminal, lines, run
from expected_cards import CARE, DEPENDENCE, MAIN, RISKS, SAFETY, SIGNS, expected_cards
from kickcheck import content
from kickcheck.cli.options import country_for
from kickcheck.errors import UsageError
from kickcheck.interview import ANSWERS, Command, Interview, QuestionStep, understand
from kickcheck.model import Answer, Country, Demo, Page
from kickcheck.pages.localizer import Localizer
from kickcheck.render import Drawing, plain, terminal
from kickcheck.screen.demo_screen import DemoScreen
from kickcheck.screen.full_screen import FullScreen
from kickcheck.screen.linear_screen import LinearScreen
from kickcheck.screen.paged_screen import Paging
from kickcheck.session import Awaits, Conversation, Ending, Place, Screen
from kickcheck.session.screen_protocol import START
from kickcheck.streams import InputEnded
from window import Typist

CONTENT = content.bundled()
LOCALIZER = Localizer(CONTENT, CONTENT.countries["US"])
ANYWHERE = Localizer(CONTENT, CONTENT.countries["international"])
SECTIONS = {
    "safety": SAFETY,
    "physical dependence": DEPENDENCE,
    "signs of addiction": SIGNS,
    "more about your safety": CARE,
    "background": RISKS,
}
OFFER = "the offer of care"
PAST_SUICIDE = len([*MAIN, OFFER, *CARE[: CARE.index("suicidal-today") + 1]])
LAST_URGENT_PRECEDENCE = {
    "crisis", "protect", "lowered-tolerance", "breaking-through", "withdrawal-care",
    "infection-care", "do-not-stop-suddenly", "pregnancy", "suicide-support",
}  # fmt: skip
WORDING = CONTENT.interface
MOST_NOISE = 15  # unusable lines in a whole walk; 20 in a row would end it
NOISE_BEFORE_KEYS = 3  # unusable lines in a row, after which the keys are shown
LETTERS = {"yes": "y", "no": "n", "unsure": "u", "skip": "s"}
ANY_NUMBER = "911, 999, 112, 000, 111 (NZ)"
NUMBERS = {"US": "911", "GB": "999", "IN": "112"}
COUNTRIES = {"us": "US", "U.S.A.": "US", "England": "GB", "in": "IN", "no": "NO", "is": "IS"}
OPENINGS = [
    *([typed] for typed in COUNTRIES), ["narnia"], ["y"], ["plain"], ["f", "y"], ["e", "y"],
    ["?", ""], ["q", ""], ["c", ""], ["c", "no"],
]  # fmt: skip
"""What can be typed on the first screen. `y` closes a page in several parts at once."""


class Model:
    """The answers and the current step, kept independently of the program."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.takes_care: bool | None = None
        self.gone_to: str | None = None
        self.warned: set[str] = set()
        self.country = ""

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
        for part, (title, names) in enumerate(SECTIONS.items(), start=1):
            if here in names:
                asked = [name for name in self.path() if name in names]
                number = f"question {asked.index(here) + 1} of {len(asked)}"
                return f"Part {part} of {len(SECTIONS)}, {title}: {number}"
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
    numbers: str
    where: str = "everywhere"
    first_on_a_card: bool = False


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
    place: Place = START
    conversation: Conversation | None = None
    seen: list[tuple[str | None, str | None, dict[str, str], str]] = field(default_factory=list)
    heading: str = ""
    discarded: list[int] = field(default_factory=list)
    """The numbers of the lines before which earlier ones were discarded."""

    def show(self, page: Page, place: Place = START) -> None:
        if ": question " in page.title:
            self.heading = page.title

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        assert self.conversation is not None
        here, answers = state_of(self.conversation)
        heading = self.heading if awaits is Awaits.ANSWER else None
        numbers = status.removeprefix("Emergency: ").partition(".")[0]
        self.seen.append((here, heading, answers, numbers))
        try:
            return next(self.lines)
        except StopIteration:
            raise InputEnded from None

    def discard_typed_lines(self) -> None:
        self.discarded.append(len(self.seen))


@cache
def draw_rich(page: Page, width: int) -> Drawing:
    """Draw a page as on a terminal; cached, because pages repeat."""
    return terminal.draw(page, width, colour=True)


@cache
def draw_plain(page: Page, width: int) -> Drawing:
    """Draw a page as plain lines."""
    return plain.draw(page, width)


class Tall(FullScreen):
    """A window in which every page fits, so that no Enter is needed to turn it."""

    def _size(self) -> tuple[int, int]:
        return 80, 300


class TallLinear(LinearScreen):
    """The same for a linear screen."""

    def _rows(self, prompt: str) -> int:
        return 300


PAGING = Paging(
    WORDING.prompt_more,
    lambda line: understand(line, WORDING.keys) is Command.BACK,
    lambda line: understand(line, WORDING.keys) in ANSWERS,
)
Result = tuple[Ending, dict[str, str], bool | None, str]


def new_interview() -> Interview:
    sections = tuple(section.id for section in CONTENT.questionnaire.sections)
    return Interview(CONTENT.questionnaire, sections, frozenset({"care"}))


def find_country(typed: str) -> Country | None:
    """Return the country that somebody types."""
    try:
        return country_for(CONTENT, typed)
    except UsageError:
        return None


def conversation(
    screen: Screen, plain_screen: Callable[[], Screen], localizer: Localizer = ANYWHERE
) -> Conversation:
    """Return a conversation in which everything can be asked."""
    return Conversation(
        localizer,
        screen,
        new_interview(),
        find_country=find_country,
        plain_screen=plain_screen,
    )


def result(ran: Conversation) -> Result:
    """Run a conversation; return how it ended, the answers, the offer, and the country."""
    outcome = ran.run()
    interview, country = outcome.interview, ran.localizer.country
    answers = {name: str(answer) for name, answer in interview.answers.items()}
    code = country.requested_code or country.code if country.chosen else ""
    return outcome.ending, answers, interview.accepted.get("care"), code


def linear(lines: Iterable[str], out: TextIO, *, waits: bool, as_plain: bool) -> Result:
    """Run a conversation line by line."""
    typist = Typist(lines)

    def screen(*, as_plain: bool) -> TallLinear:
        draw = draw_plain if as_plain else draw_rich
        return TallLinear(out, typist, draw, PAGING, waits=waits, plain=as_plain)

    return result(conversation(screen(as_plain=as_plain), lambda: screen(as_plain=True)))


def full(lines: Iterable[str], out: TextIO) -> Result:
    """Run a conversation on the alternate screen."""
    typist = Typist(lines)
    codes = (b"\x1b[?1049h", b"\x1b[?1049l")
    screen = Tall(out.fileno(), "utf-8", codes, typist, draw_rich, PAGING)

    def plain_screen() -> Screen:
        screen.leave()
        return TallLinear(out, typist, draw_plain, PAGING, waits=True, plain=True)

    screen.enter()
    try:
        return result(conversation(screen, plain_screen))
    finally:
        screen.leave()


class Walk(RuleBasedStateMachine):
    """Type what a person could type, in any order, and update the model."""

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.lines: list[Line] = []
        self.noise_in_all = 0
        self.noise_in_a_row = 0
        self.ending: Ending | None = None
        self.in_a_pipe: dict[str, str] | None = None
        self.unread: list[str] = []

    def type(self, text: str, where: str = "everywhere") -> None:
        """Type a command at a step."""
        self.add(text, self.model.heading(), where)
        if self.model.here() is not None:
            self.noise_in_a_row = 0

    def type_below(self, text: str, where: str = "where someone waits") -> None:
        """Type a line below a page that is not a step, such as a card."""
        self.add(text, None, where)

    def add(
        self, text: str, heading: str | None, where: str, *, first_on_a_card: bool = False
    ) -> None:
        """Add a line to the walk."""
        model = self.model
        numbers = NUMBERS.get(model.country, ANY_NUMBER)
        here, answers = model.here(), dict(model.answers)
        self.lines.append(Line(text, here, heading, answers, numbers, where, first_on_a_card))

    def count_noise(self) -> None:
        """Count an unusable line."""
        self.noise_in_all += 1
        self.noise_in_a_row += 1

    def turn_over(self, cards: int, early: str = "") -> None:
        """Press Enter on every card that is shown; type something else on it before, if given."""
        for _ in range(cards):
            early = early if self.noise_in_all < MOST_NOISE else ""
            self.add(early, None, "where someone waits", first_on_a_card=True)
            if early == "e":
                self.type_below("y")
            elif early == "q":
                self.type_below("")
            elif early:
                self.count_noise()
            if early:
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
        return self.ending is None and self.noise_in_all < MOST_NOISE

    @initialize(
        opening=st.lists(st.sampled_from(OPENINGS), max_size=4),
        early_screen=st.sampled_from([0, len(MAIN), PAST_SUICIDE, PAST_SUICIDE]),
        word=st.sampled_from(["yes", "no"]),
    )
    def begin(self, opening: list[list[str]], early_screen: int, word: str) -> None:
        """Begin, and go ahead to the offer or to the questions on suicide."""
        for typed in opening:
            for line in typed:
                self.type_below(line)
            self.model.country = COUNTRIES.get(typed[-1], self.model.country)
            if typed[0] in ("narnia", "y"):
                self.count_noise()
        self.type_below("")
        self.noise_in_a_row = 0
        for _ in range(early_screen):
            given = "yes" if self.model.here() == OFFER else word
            self.type(LETTERS[given])
            self.turn_over(self.model.answer(given))

    @precondition(at_a_question)
    @rule(
        words=st.lists(st.sampled_from(["yes", "no", "unsure", "skip"]), min_size=1, max_size=6),
        early=st.sampled_from(["", "y", "yes", "banana", "e", "q"]),
    )
    def answer(self, words: list[str], early: str = "") -> None:
        for word in words:
            if not self.at_a_question():
                break
            self.type(LETTERS[word])
            self.turn_over(self.model.answer(word), early)

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
        self.noise_in_a_row = 0

    @precondition(has_answers)
    @rule(line=st.sampled_from(["", "b", "y"]))
    def review(self, line: str) -> None:
        self.type("r")
        self.type_below(line, "everywhere")

    @precondition(lambda self: self.goes_on() and not self.model.answers)
    @rule()
    def review_nothing(self) -> None:
        self.type("r")
        self.type_below("")

    @precondition(may_be_noisy)
    @rule(
        lines=st.lists(
            st.sampled_from(["", "banana", "yes no", "7", "k", "o", "f", "plain", "\u0443"]),
            min_size=1,
            max_size=4,
        )
    )
    def noise(self, lines: list[str]) -> None:
        for line in lines:
            if self.at_the_end():  # Enter goes on there
                self.add(line or "banana", None, "everywhere")
                self.count_noise()
                continue
            self.add(line, self.model.heading(), "everywhere")
            self.count_noise()
            if self.noise_in_a_row % NOISE_BEFORE_KEYS == 0:
                self.type_below("")

    @precondition(at_a_question)
    @rule()
    def why(self) -> None:
        self.type("w")

    @precondition(goes_on)
    @rule()
    def emergency(self) -> None:
        self.type("e")
        self.type_below("y")

    @precondition(may_be_noisy)
    @rule(typed=st.sampled_from([*COUNTRIES, "", "narnia"]))
    def choose_country(self, typed: str) -> None:
        self.type("c")
        self.type_below(typed, "everywhere")
        self.model.country = COUNTRIES.get(typed, self.model.country)
        if typed == "narnia":
            self.count_noise()
            self.type_below("", "everywhere")

    @precondition(goes_on)
    @rule()
    def keys(self) -> None:
        self.type("?")
        self.type_below("")

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
        expected = (ending, model.answers, model.takes_care, model.country)
        texts = [line.text for line in self.lines] + self.unread
        watched = Watched(iter(texts))
        watched.conversation = conversation(watched, lambda: watched)
        assert result(watched.conversation) == expected
        for number, line in enumerate(self.lines):
            seen = (line.here, line.heading, line.answers, line.numbers)
            assert watched.seen[number] == seen, (number, line)
        cards = [number for number, line in enumerate(self.lines) if line.first_on_a_card]
        assert watched.discarded == cards
        self.screens_agree(texts, expected)

    def screens_agree(self, lines: list[str], expected: Result) -> None:
        with open(os.devnull, "w") as out:
            assert linear(lines, out, waits=True, as_plain=True) == expected
            assert linear(lines, out, waits=True, as_plain=False) == expected
            assert full(lines, out) == expected
            piped = [line.text for line in self.lines if line.where == "everywhere"]
            piped += self.unread
            ending, answers, *_ = linear(piped, out, waits=False, as_plain=True)
        if self.in_a_pipe is None:
            assert (ending, answers) == expected[:2]
        else:  # in a pipe, nothing is asked after the last question
            assert (ending, answers) == (Ending.DONE, self.in_a_pipe)


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=20, stateful_step_count=40)


@dataclass
class Recorded:
    """A screen that forwards to another one and records its lines."""

    screen: Screen
    waits: bool = True
    full: bool = False
    plain: bool = True
    place: Place = START
    lines: list[str] = field(default_factory=list)

    def show(self, page: Page, place: Place = START) -> None:
        self.screen.show(page, place)

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        line = self.screen.ask(prompt, status, awaits)
        self.lines.append(line)
        return line

    def discard_typed_lines(self) -> None:
        self.screen.discard_typed_lines()


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
    recorded = Recorded(typing)
    in_demo = watched.conversation = conversation(recorded, lambda: recorded, LOCALIZER)
    typing.state = lambda: in_demo.interview
    expected = result(in_demo)
    assert expected[0] is Ending.DONE
    for name, answer in expected[1].items():
        assert answer == answers.get(name, Answer.SKIP)
    person = Watched(iter(recorded.lines))
    person.conversation = conversation(person, lambda: person, LOCALIZER)
    assert result(person.conversation) == expected


def test_the_program_gives_the_same_result_on_every_screen_and_in_a_pipe(tmp_path: Path) -> None:
    enter = None  # only if somebody is waiting
    tolerance, suicide, crisis = (
        next(card.title for card in CONTENT.questionnaire.cards if card.id == name)
        for name in ("lowered-tolerance", "suicide-support", "crisis")
    )
    cards = (tolerance, suicide, crisis)
    after_thoughts = ["n"] * len(CARE[CARE.index("suicidal-today") + 1 :])
    typed = [
        enter, "y", "y", tolerance, "n", "n", "n", "banana", "n", "y", "n",
        "r", "2", "n", "b", "n", "y", "n", "skip all",
        "n", "n", "n", "y", suicide, "y", crisis, "b", "b", "n", *after_thoughts,
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
            for line in typed:
                if line in cards:  # what is typed before a card is shown would be discarded
                    shown.wait_for(line)
                shown.type("" if line in cards else line or "")
            assert shown.end() == 0
            assert ("\x1b[?1049h" in shown.seen) is (screen == "")
        results.append(json.loads(file.read_text()))
    piped = [line for line in typed if line is not None and line not in cards]
    ran = run(*options, "--json", stdin=lines(piped))
    assert ran.code == 0
    results.append(json.loads(ran.out))
    assert all(result == results[0] for result in results)
    answers = results[0]["answers"]
    assert "suicidal-today" not in answers
    assert (answers["may-use"], answers["suicidal-thoughts"]) == ("no", "no")
    assert results[0]["background"] == ["family-history"]
