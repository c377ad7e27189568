"""The conversation as a pure state machine: what is asked next, skip, back, change, leave."""

import unicodedata
from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum

from kickcheck.frozen import Frozen
from kickcheck.model import Answer, Question, Questionnaire, Section


class Command(StrEnum):
    """What a typed line means."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    SKIP = "skip"
    SKIP_ALL = "skip-all"
    BACK = "back"
    WHY = "why"
    REVIEW = "review"
    EMERGENCY = "emergency"
    QUIT = "quit"
    KEYS = "keys"
    KEEP = "keep"
    SAVE = "save"


ANSWERS = {
    Command.YES: Answer.YES,
    Command.NO: Answer.NO,
    Command.UNSURE: Answer.UNSURE,
    Command.SKIP: Answer.SKIP,
}


def normal(line: str) -> str:
    """Return a typed line in the form that commands are compared in."""
    folded = unicodedata.normalize("NFKC", line.replace("\ufeff", "")).casefold()
    return " ".join(folded.split())


def understand(line: str, keys: Mapping[str, tuple[str, ...]]) -> Command | None:
    """Return what a typed line means, or None. Letters that only look alike mean nothing."""
    typed = normal(line)
    for command in Command:
        if typed in keys[command]:
            return command
    return None


class Offered(Frozen):
    """The stop at which a section is offered."""

    section: Section


class Asked(Frozen):
    """The stop at which a question is asked; `number` of `total` within its section."""

    section: Section
    question: Question
    number: int
    total: int


Stop = Offered | Asked


class Interview(Frozen):
    """Where a conversation stands.

    Args:
        questionnaire: what is asked.
        chosen: ids of the sections that may be asked.
        offered: ids of those among them that are offered first.
        answers: what was answered, by question id.
        taken: the offers that were accepted (True) or declined (False).
        left_out: ids of questions that are not asked this time.
        pointer: the id of the section offer or question that was gone back to, if any.

    """

    questionnaire: Questionnaire
    chosen: tuple[str, ...]
    offered: frozenset[str] = frozenset()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    taken: Mapping[str, bool] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    pointer: str | None = None

    def stops(self) -> list[Stop]:
        """Return every stop that the answers so far lead past, in order."""
        stops: list[Stop] = []
        for section in self.questionnaire.sections:
            if section.id not in self.chosen:
                continue
            if section.id in self.offered:
                stops.append(Offered(section))
            if section.id in self.asked_sections():
                asked = [
                    question
                    for question in section.questions
                    if question.id not in self.left_out
                    and (question.applies(self.answers) or question.id in self.answers)
                ]
                ids = [question.id for question in asked]
                total = sum(1 for q in section.questions if q.id in ids or self._may_come(q))
                stops += [Asked(section, q, n, total) for n, q in enumerate(asked, start=1)]
        return stops

    def asked_sections(self) -> tuple[str, ...]:
        """Return the ids of the sections that are asked, declined offers left out."""
        return tuple(
            section_id
            for section_id in self.chosen
            if section_id not in self.offered or self.taken.get(section_id)
        )

    def at(self) -> Stop | None:
        """Return the stop that waits for an answer, or None when there is none left."""
        for stop in self.stops():
            if self.pointer == _name(stop):
                return stop
        for stop in self.stops():
            if not self._settled(stop):
                return stop
        return None

    def answer(self, answer: Answer) -> "Interview":
        """Answer the question at which the conversation stands, and go on.

        An answer that no longer applies goes with the one that it hung on.
        """
        stop = self.at()
        if not isinstance(stop, Asked):
            return self
        answers = {**self.answers, stop.question.id: answer}
        for _, question in self.questionnaire.pairs():
            if question.only_after and not question.applies(answers):
                answers.pop(question.id, None)
        return replace(self, answers=answers, pointer=None)

    def skip_rest(self) -> "Interview":
        """Skip what is not yet answered of this section, or decline it."""
        stop = self.at()
        if isinstance(stop, Offered):
            return self.take_offer(taken=False)
        if stop is None:
            return self
        section, walked = stop.section, replace(self, pointer=None)
        while (
            isinstance(here := walked.at(), Asked)
            and here.section is section
            and here.question.id not in walked.answers
        ):
            walked = walked.answer(Answer.SKIP)
        return walked

    def take_offer(self, *, taken: bool) -> "Interview":
        """Accept or decline the section that is offered."""
        stop = self.at()
        if not isinstance(stop, Offered):
            return self
        return replace(self, taken={**self.taken, stop.section.id: taken}, pointer=None)

    def back(self) -> "Interview | None":
        """Go back one stop, past offers that were accepted; None where there is none."""
        stops, here = self.stops(), self.at()
        before = stops if here is None else stops[: stops.index(here)]
        for stop in reversed(before):
            if isinstance(stop, Asked) or not self.taken.get(stop.section.id):
                return replace(self, pointer=_name(stop))
        return None

    def change(self, question_id: str) -> "Interview":
        """Go to a question that was asked, to answer it anew."""
        return replace(self, pointer=question_id)

    def answered(self) -> list[Asked]:
        """Return the stops that hold an answer, in order."""
        return [s for s in self.stops() if isinstance(s, Asked) and s.question.id in self.answers]

    def _may_come(self, question: Question) -> bool:
        """Tell whether a question that is not asked yet may still be."""
        if question.id in self.left_out:
            return False
        return not all(parent in self.answers for parent in question.only_after)

    def _settled(self, stop: Stop) -> bool:
        if isinstance(stop, Offered):
            return stop.section.id in self.taken
        return stop.question.id in self.answers


def _name(stop: Stop) -> str:
    return stop.section.id if isinstance(stop, Offered) else stop.question.id
