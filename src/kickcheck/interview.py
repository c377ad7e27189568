"""The interview as a pure state machine: the current step, answer, skip, back, change."""

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum

from kickcheck.frozen import Frozen
from kickcheck.model import Answer, Question, Questionnaire, Section
from kickcheck.safe_text import normalize


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
    COUNTRY = "country"
    SOMEONE_ELSE = "someone-else"
    PLAIN = "plain"


ANSWERS = {
    Command.YES: Answer.YES,
    Command.NO: Answer.NO,
    Command.UNSURE: Answer.UNSURE,
    Command.SKIP: Answer.SKIP,
}


def understand(line: str, keys: Mapping[str, tuple[str, ...]]) -> Command | None:
    """Return the command that a typed line means, or None. Look-alike letters do not match."""
    typed = normalize(line).rstrip(".!")
    for command in Command:
        if typed in keys[command]:
            return command
    return None


class SectionOffer(Frozen):
    """The step that offers a section with `count` questions, `part` of `parts`."""

    section: Section
    count: int
    part: int
    parts: int


class QuestionStep(Frozen):
    """The step that asks a question: `number` of `total` in its section, `part` of `parts`."""

    section: Section
    question: Question
    number: int
    total: int
    part: int
    parts: int


Step = SectionOffer | QuestionStep


class Interview(Frozen):
    """The state of an interview.

    Args:
        questionnaire: the questions.
        chosen: ids of the sections that may be asked.
        offered: ids of those chosen sections that are offered before they are asked.
        answers: the answers so far, by question id.
        accepted: whether each offer was accepted, by section id.
        excluded: ids of questions that are not asked in this interview.
        cursor: id of the section offer or question that the person went back to, if any.

    """

    questionnaire: Questionnaire
    chosen: tuple[str, ...]
    offered: frozenset[str] = frozenset()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    accepted: Mapping[str, bool] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    cursor: str | None = None

    def steps(self) -> list[Step]:
        """Return every step that follows from the answers so far, in order."""
        steps: list[Step] = []
        chosen = [s for s in self.questionnaire.sections if s.id in self.chosen]
        for part, section in enumerate(chosen, start=1):
            asked = [
                question
                for question in section.questions
                if question.id not in self.excluded
                and (question.applies(self.answers) or question.id in self.answers)
            ]
            if section.id in self.offered:
                steps.append(SectionOffer(section, len(asked), part, len(chosen)))
            if section.id in self.asked_sections():
                steps += [
                    QuestionStep(section, question, number, len(asked), part, len(chosen))
                    for number, question in enumerate(asked, start=1)
                ]
        return steps

    def asked_sections(self) -> tuple[str, ...]:
        """Return the ids of the sections that are asked: not offered, or accepted."""
        return tuple(
            section_id
            for section_id in self.chosen
            if section_id not in self.offered or self.accepted.get(section_id)
        )

    def current_step(self) -> Step | None:
        """Return the step that waits for an answer, or None when none is left."""
        steps = self.steps()
        for step in steps:
            if self.cursor == _step_id(step):
                return step
        for step in steps:
            if not self._is_done(step):
                return step
        return None

    def answer(self, answer: Answer) -> "Interview":
        """Answer the current question, and go on.

        Earlier answers to questions that no longer apply are removed.
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
        """Skip the next unanswered questions of this section, or decline its offer."""
        step = self.current_step()
        if isinstance(step, SectionOffer):
            return self.take_offer(accepted=False)
        if step is None:
            return self
        section, skipped = step.section, replace(self, cursor=None)
        while (
            isinstance(current := skipped.current_step(), QuestionStep)
            and current.section is section
            and current.question.id not in skipped.answers
        ):
            skipped = skipped.answer(Answer.SKIP)
        return skipped

    def take_offer(self, *, accepted: bool) -> "Interview":
        """Accept or decline the section that is offered."""
        step = self.current_step()
        if not isinstance(step, SectionOffer):
            return self
        return replace(self, accepted={**self.accepted, step.section.id: accepted}, cursor=None)

    def back(self) -> "Interview | None":
        """Go back one step, passing over accepted offers; return None at the first step."""
        steps, current = self.steps(), self.current_step()
        before = steps if current is None else steps[: steps.index(current)]
        for step in reversed(before):
            if isinstance(step, QuestionStep) or not self.accepted.get(step.section.id):
                return replace(self, cursor=_step_id(step))
        return None

    def change(self, question_id: str) -> "Interview":
        """Go back to a question in order to change its answer."""
        return replace(self, cursor=question_id)

    def answered(self) -> list[QuestionStep]:
        """Return the questions that have an answer, in order."""
        return [
            s for s in self.steps() if isinstance(s, QuestionStep) and s.question.id in self.answers
        ]

    def _is_done(self, step: Step) -> bool:
        if isinstance(step, SectionOffer):
            return step.section.id in self.accepted
        return step.question.id in self.answers


def _step_id(step: Step) -> str:
    return step.section.id if isinstance(step, SectionOffer) else step.question.id
