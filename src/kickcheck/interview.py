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


def normalize(line: str) -> str:
    """Return a typed line in the form that commands are compared in."""
    folded = unicodedata.normalize("NFKC", line.replace("\ufeff", "")).casefold()
    return " ".join(folded.split())


def understand(line: str, keys: Mapping[str, tuple[str, ...]]) -> Command | None:
    """Return what a typed line means, or None. Letters that only look alike mean nothing."""
    typed = normalize(line)
    for command in Command:
        if typed in keys[command]:
            return command
    return None


class SectionOffer(Frozen):
    """The stop at which a section is offered."""

    section: Section


class QuestionStep(Frozen):
    """The stop at which a question is asked; `number` of `total` within its section."""

    section: Section
    question: Question
    number: int
    total: int


Step = SectionOffer | QuestionStep


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
    accepted: Mapping[str, bool] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    cursor: str | None = None

    def steps(self) -> list[Step]:
        """Return every stop that the answers so far lead past, in order."""
        steps: list[Step] = []
        for section in self.questionnaire.sections:
            if section.id not in self.chosen:
                continue
            if section.id in self.offered:
                steps.append(SectionOffer(section))
            if section.id in self.asked_sections():
                asked = [
                    question
                    for question in section.questions
                    if question.id not in self.excluded
                    and (question.applies(self.answers) or question.id in self.answers)
                ]
                ids = [question.id for question in asked]
                total = sum(1 for q in section.questions if q.id in ids or self._may_come(q))
                steps += [QuestionStep(section, q, n, total) for n, q in enumerate(asked, start=1)]
        return steps

    def asked_sections(self) -> tuple[str, ...]:
        """Return the ids of the sections that are asked, declined offers left out."""
        return tuple(
            section_id
            for section_id in self.chosen
            if section_id not in self.offered or self.accepted.get(section_id)
        )

    def current_step(self) -> Step | None:
        """Return the stop that waits for an answer, or None when there is none left."""
        for step in self.steps():
            if self.cursor == _name(step):
                return step
        for step in self.steps():
            if not self._settled(step):
                return step
        return None

    def answer(self, answer: Answer) -> "Interview":
        """Answer the question at which the conversation stands, and go on.

        An answer that no longer applies goes with the one that it hung on.
        """
        step = self.current_step()
        if not isinstance(step, QuestionStep):
            return self
        answers = {**self.answers, step.question.id: answer}
        for _, question in self.questionnaire.pairs():
            if question.only_after and not question.applies(answers):
                answers.pop(question.id, None)
        return replace(self, answers=answers, cursor=None)

    def skip_rest(self) -> "Interview":
        """Skip what is not yet answered of this section, or decline it."""
        step = self.current_step()
        if isinstance(step, SectionOffer):
            return self.take_offer(accepted=False)
        if step is None:
            return self
        section, walked = step.section, replace(self, cursor=None)
        while (
            isinstance(here := walked.current_step(), QuestionStep)
            and here.section is section
            and here.question.id not in walked.answers
        ):
            walked = walked.answer(Answer.SKIP)
        return walked

    def take_offer(self, *, accepted: bool) -> "Interview":
        """Accept or decline the section that is offered."""
        step = self.current_step()
        if not isinstance(step, SectionOffer):
            return self
        return replace(self, accepted={**self.accepted, step.section.id: accepted}, cursor=None)

    def back(self) -> "Interview | None":
        """Go back one stop, past offers that were accepted; None where there is none."""
        steps, here = self.steps(), self.current_step()
        before = steps if here is None else steps[: steps.index(here)]
        for step in reversed(before):
            if isinstance(step, QuestionStep) or not self.accepted.get(step.section.id):
                return replace(self, cursor=_name(step))
        return None

    def change(self, question_id: str) -> "Interview":
        """Go to a question that was asked, to answer it anew."""
        return replace(self, cursor=question_id)

    def answered(self) -> list[QuestionStep]:
        """Return the stops that hold an answer, in order."""
        return [
            s for s in self.steps() if isinstance(s, QuestionStep) and s.question.id in self.answers
        ]

    def _may_come(self, question: Question) -> bool:
        """Tell whether a question that is not asked yet may still be."""
        if question.id in self.excluded:
            return False
        return not all(parent in self.answers for parent in question.only_after)

    def _settled(self, step: Step) -> bool:
        if isinstance(step, SectionOffer):
            return step.section.id in self.accepted
        return step.question.id in self.answers


def _name(step: Step) -> str:
    return step.section.id if isinstance(step, SectionOffer) else step.question.id
