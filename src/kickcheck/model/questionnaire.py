"""What is asked, and what follows from the answers: questions, cards, rules, worked examples."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar

from kickcheck.frozen import Frozen
from kickcheck.model.field_types import Choice, Id, Mark, Prose
from kickcheck.model.page import Block, Spans


class Answer(StrEnum):
    """The four answers, in files of any language."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    SKIP = "skip"


class Kind(StrEnum):
    """What a section's answers are for."""

    TRIAGE = "triage"  # decides the safety cards, never counted
    COUNTED = "counted"  # counted, never decides a card
    BACKGROUND = "background"  # listed, neither counted nor deciding


LAST_URGENT_PRECEDENCE = 3
"""The precedence up to which a card cannot wait."""
GENERAL_PRECEDENCE = 9
"""The precedence of the general card."""
ABOUT_SUICIDE = "suicide"
"""What a card about suicide says under `about`."""

Condition = Mapping[str, frozenset[Answer]]
"""Question ids, each with the answers that fit; all of them have to fit."""


class Question(Frozen):
    """One question: `only_after` names the answers to others without which it is not asked."""

    kind_of_owner: ClassVar[str] = "question"

    id: Id
    ask: Prose
    why: Prose
    short: Prose
    points: tuple[Prose, ...] = ()
    before: Prose = ""
    after_yes: Prose = ""
    on_paper: Prose = ""
    """What stands on paper in place of `before`, where that would not be true there."""
    only_after: Condition = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    in_demos: bool = True
    """Whether a demo asks it on a screen that a group looks at."""

    def applies(self, answers: Mapping[str, Answer]) -> bool:
        """Tell whether the question is asked, given the answers to those before it."""
        return all(answers.get(parent) in fitting for parent, fitting in self.only_after.items())


class Section(Frozen):
    """Questions of one kind; a section with an `offer` is asked only when that is taken."""

    kind_of_owner: ClassVar[str] = "section"

    id: Id
    kind: Kind
    title: Prose
    opening: Prose
    questions: tuple[Question, ...]
    offer: Prose = ""
    on_paper: Prose = ""
    """The opening of the paper form, where the one on a screen would not be true."""


class Card(Frozen):
    """A safety card, and the rule that shows it: any one of `when`, unless one of `unless`."""

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
    """What stands on paper, which cannot take a card back, in place of its text."""
    about: Annotated[str, Choice((ABOUT_SUICIDE,))] = ""
    """"suicide" on a card about suicide, which changes what may stand beside it."""

    @property
    def about_suicide(self) -> bool:
        """Whether amounts, tolerance and other cards have to step back behind this one."""
        return self.about == ABOUT_SUICIDE

    @property
    def urgent(self) -> bool:
        """Whether the card interrupts the conversation and is never shortened."""
        return self.precedence <= LAST_URGENT_PRECEDENCE


class Example(Frozen):
    """A worked example: answers, and the cards and counts that they must give.

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
    """Everything that is asked and the rules on it; `sha256` is that of the file it came from."""

    kind_of_owner: ClassVar[str] = "questionnaire"

    id: Id
    version: str
    sections: tuple[Section, ...]
    cards: tuple[Card, ...]
    examples: tuple[Example, ...]
    sha256: Annotated[str, Mark.NOT_IN_FILE] = ""

    def pairs(self) -> Iterator[tuple[Section, Question]]:
        """Walk over all questions in their order, each with its section."""
        for section in self.sections:
            for question in section.questions:
                yield section, question

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each question in the order of all."""
        return {question.id: place for place, (_, question) in enumerate(self.pairs())}

    @property
    def left_out_of_demos(self) -> frozenset[str]:
        """The ids of the questions that no demo asks."""
        return frozenset(question.id for _, question in self.pairs() if not question.in_demos)

    def section(self, section_id: str) -> Section:
        """Return a section. Raises KeyError."""
        return {section.id: section for section in self.sections}[section_id]

    def question(self, question_id: str) -> Question:
        """Return a question. Raises KeyError."""
        return {question.id: question for _, question in self.pairs()}[question_id]
