"""The questionnaire: sections, questions, safety cards with their rules, and worked examples."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar

from kickcheck.frozen import Frozen
from kickcheck.model.field_types import Choice, Id, Key, Mark, Name, Prose
from kickcheck.model.page import Block, Spans


class Answer(StrEnum):
    """The four answers. Files use these words in every language."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    SKIP = "skip"


class Kind(StrEnum):
    """How the answers of a section are used."""

    TRIAGE = "triage"  # decide which safety cards are shown; never counted
    COUNTED = "counted"  # counted; never decide a card
    BACKGROUND = "background"  # listed only


LAST_URGENT_PRECEDENCE = 3
"""Cards up to this precedence are urgent and shown at once."""
GENERAL_PRECEDENCE = 9
"""The precedence of the general card, which is always shown last."""
ABOUT_SUICIDE = "suicide"
"""The value of `about` on a card about suicide."""
ABOUT_TOLERANCE = "tolerance"
"""The value of `about` on a card about tolerance."""

RESULT_SCHEMA = "kickcheck.result/1"
"""The schema of a saved result, whose answers can be read again."""

Condition = Mapping[str, frozenset[Answer]]
"""Question ids with the answers that match. Every question has to match."""


class Question(Frozen):
    """One question. `only_after` is its skip logic: it is asked only after these answers."""

    kind_of_owner: ClassVar[str] = "question"

    id: Id
    ask: Prose
    why: Prose
    short: Name
    points: tuple[Prose, ...] = ()
    before: Prose = ""
    after_yes: Prose = ""
    on_paper: Prose = ""
    """Replaces `before` on the paper form, if `before` would not be true there."""
    only_after: Condition = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    in_demos: bool = True
    """Whether a demo, shown to a group, asks it."""

    def applies(self, answers: Mapping[str, Answer]) -> bool:
        """Return whether the question is asked, given the earlier answers."""
        return all(answers.get(parent) in fitting for parent, fitting in self.only_after.items())


class Section(Frozen):
    """Questions of one kind. A section with an `offer` is asked only if the offer is accepted."""

    kind_of_owner: ClassVar[str] = "section"

    id: Id
    kind: Kind
    title: Name
    opening: Prose
    questions: tuple[Question, ...]
    offer: Prose = ""
    on_paper: Prose = ""
    """Replaces `opening` on the paper form, if `opening` would not be true there."""


class Card(Frozen):
    """A safety card and its rule: shown if any of `when` matches, unless a card of `unless` is."""

    kind_of_owner: ClassVar[str] = "card"

    id: Id
    precedence: int
    topic: str
    title: Prose
    text: "tuple[Block, ...]"
    brief: "Spans"
    when: tuple[Condition, ...]
    unless: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    on_paper: "tuple[Block, ...]" = ()
    """Replaces `text` on the paper form, which cannot apply `unless`."""
    about: Annotated[str, Choice((ABOUT_SUICIDE, ABOUT_TOLERANCE))] = ""
    """"suicide" on a card about suicide, which limits what else the summary shows; "tolerance" on
    one that says what a break does to tolerance, which the summary then does not say again."""
    next_step: Annotated[str, Key("next")] = ""
    """The next step that the card suggests: a key of next-choices in interface.yaml."""

    @property
    def about_suicide(self) -> bool:
        """Whether the card is about suicide, so that amounts and tolerance are left out."""
        return self.about == ABOUT_SUICIDE

    @property
    def about_tolerance(self) -> bool:
        """Whether the card says what a break does to tolerance."""
        return self.about == ABOUT_TOLERANCE

    @property
    def urgent(self) -> bool:
        """Whether the card interrupts the conversation and is never shortened."""
        return self.precedence <= LAST_URGENT_PRECEDENCE


class Example(Frozen):
    """A worked example: answers, and the cards and counts that they must produce.

    `cards` pairs ids with whether the card is shown in full; `counts` pairs section ids
    with (low, high, asked).
    """

    kind_of_owner: ClassVar[str] = "example"

    id: Id
    title: str
    answers: Mapping[str, Answer]
    cards: Annotated[tuple[tuple[str, bool], ...], Mark.SHOWN_AS]
    counts: Mapping[str, Annotated[tuple[int, int, int], Mark.COUNT]]


class Questionnaire(Frozen):
    """The whole questionnaire. `sha256` is the hash of the file that it was loaded from."""

    kind_of_owner: ClassVar[str] = "questionnaire"

    id: Id
    version: str
    sections: tuple[Section, ...]
    cards: tuple[Card, ...]
    examples: tuple[Example, ...]
    sha256: Annotated[str, Mark.NOT_IN_FILE] = ""

    def pairs(self) -> Iterator[tuple[Section, Question]]:
        """Yield all questions in order, each with its section."""
        for section in self.sections:
            for question in section.questions:
                yield section, question

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The position of each question in the whole questionnaire, from 0."""
        return {question.id: place for place, (_, question) in enumerate(self.pairs())}

    @property
    def excluded_from_demos(self) -> frozenset[str]:
        """The ids of the questions that demos do not ask."""
        return frozenset(question.id for _, question in self.pairs() if not question.in_demos)

    def section(self, section_id: str) -> Section:
        """Return the section with an id.

        Raises:
            KeyError: there is no such section.

        """
        return {section.id: section for section in self.sections}[section_id]

    def question(self, question_id: str) -> Question:
        """Return the question with an id.

        Raises:
            KeyError: there is no such question.

        """
        return {question.id: question for _, question in self.pairs()}[question_id]
