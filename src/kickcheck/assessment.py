"""Turns answers into safety cards, counts and ranges, and names the answers behind each card."""

from collections.abc import Collection, Mapping

from kickcheck.errors import RefusedError
from kickcheck.frozen import Frozen
from kickcheck.model import (
    GENERAL_PRECEDENCE,
    Answer,
    Card,
    Condition,
    Kind,
    Questionnaire,
    Section,
)
from kickcheck.safe_text import quoted

MAX_FULL_CARDS = 3  # few people read more


class ShownCard(Frozen):
    """A card that is shown, in full or in brief, with the ids of the questions that caused it."""

    card: Card
    because: tuple[str, ...]
    full: bool

    @property
    def urgent(self) -> bool:
        """Whether the card interrupts the conversation."""
        return self.card.urgent


class Count(Frozen):
    """How many questions of a section got each answer. An unknown answer does not count as no."""

    yes: int
    no: int
    unknown: int
    asked: int
    yes_to: tuple[str, ...]
    unknown_to: tuple[str, ...]

    @property
    def low(self) -> int:
        """The count if every unknown answer were no."""
        return self.yes

    @property
    def high(self) -> int:
        """The count if every unknown answer were yes."""
        return self.yes + self.unknown


class Assessment(Frozen):
    """The result. `answers` contains every question that was asked, in the order of the file."""

    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    sections: tuple[str, ...]
    cards: tuple[ShownCard, ...]
    counts: Mapping[str, Count]
    background: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether no counted answer is unknown."""
        return all(count.unknown == 0 for count in self.counts.values())

    @property
    def suicide_risk(self) -> bool:
        """Whether a card about suicide is shown; tolerance is then left out of the summary."""
        return any(shown.card.about_suicide for shown in self.cards)


def assess(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    sections: Collection[str] | None = None,
) -> Assessment:
    """Return the result of a set of answers.

    Args:
        questionnaire: the questions and the rules.
        answers: answers by question id; strings such as "yes" are accepted. A question that is
            missing here, but belongs to a section that was asked, counts as skipped.
        sections: ids of the sections that were asked. Default: every section that is not
            optional, and each optional one that has an answer.

    Raises:
        RefusedError: an unknown question or section, an answer outside the sections, or an
            answer to a question that another answer rules out.

    """
    given = {question_id: Answer(answer) for question_id, answer in answers.items()}
    asked = _asked_sections(questionnaire, given, sections)
    _refuse_inconsistent(questionnaire, given, asked)
    effective: dict[str, Answer] = {}
    for section in asked:
        for question in section.questions:
            if question.id in given:
                effective[question.id] = given[question.id]
            elif question.applies(effective):
                effective[question.id] = Answer.SKIP
    asked_ids = tuple(section.id for section in asked)
    return Assessment(
        questionnaire=questionnaire,
        answers=effective,
        sections=asked_ids,
        cards=cards_so_far(questionnaire, effective, asked_ids),
        counts={s.id: _count(s, effective) for s in asked if s.kind is Kind.COUNTED},
        background=tuple(
            question.id
            for section in asked
            if section.kind is Kind.BACKGROUND
            for question in section.questions
            if effective[question.id] is Answer.YES
        ),
    )


def cards_so_far(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], sections: Collection[str]
) -> tuple[ShownCard, ...]:
    """Return the cards for the answers so far, most urgent first.

    A question that has not been asked yet matches no rule. If a triage section that is part of
    every assessment is left out, its questions count as skipped.
    """
    known = dict(answers)
    for section in questionnaire.sections:
        if section.kind is Kind.TRIAGE and not section.offer and section.id not in sections:
            known.update({question.id: Answer.SKIP for question in section.questions})
    fired = {
        card.id: (card, matching)
        for card in questionnaire.cards
        if (matching := _matching(card, known))
    }
    active: dict[str, bool] = {}
    shown = [pair for pair in fired.values() if _is_active(pair[0], fired, active)]
    shown.sort(key=lambda pair: pair[0].precedence)
    suicide_risk = any(card.about_suicide for card, _ in shown)
    places = questionnaire.places
    result: list[ShownCard] = []
    for card, matching in shown:
        in_full = sum(1 for earlier in result if earlier.full)
        lesser = not card.urgent and card.precedence < GENERAL_PRECEDENCE
        full = not lesser or (in_full < MAX_FULL_CARDS and not suicide_risk)
        because = {question_id for condition in matching for question_id in condition}
        result.append(ShownCard(card, tuple(sorted(because, key=places.__getitem__)), full))
    return tuple(result)


def _asked_sections(
    questionnaire: Questionnaire, given: Mapping[str, Answer], sections: Collection[str] | None
) -> list[Section]:
    if sections is None:
        return [
            section
            for section in questionnaire.sections
            if (not section.offer and section.kind is not Kind.BACKGROUND)
            or any(question.id in given for question in section.questions)
        ]
    known = {section.id for section in questionnaire.sections}
    for section_id in sections:
        if section_id not in known:
            raise RefusedError(
                f'There is no section "{section_id}".', f"Choose from: {', '.join(sorted(known))}."
            )
    return [section for section in questionnaire.sections if section.id in sections]


def _refuse_inconsistent(
    questionnaire: Questionnaire, given: Mapping[str, Answer], asked: list[Section]
) -> None:
    known = {question.id: section for section, question in questionnaire.pairs()}
    for question_id in given:
        if question_id not in known:
            raise RefusedError(
                f"There is no question {quoted(question_id, 'with that name')}.",
                "The README lists the questions.",
            )
        if known[question_id] not in asked:
            raise RefusedError(
                f'"{question_id}" is answered, but its section is left out.',
                "Remove the answer, or add its section.",
            )
        for parent, fitting in questionnaire.question(question_id).only_after.items():
            parent_answer = given.get(parent, Answer.SKIP)
            if parent_answer is not Answer.SKIP and parent_answer not in fitting:
                raise RefusedError(
                    f'"{question_id}" is answered, but the answer to "{parent}" rules it out.',
                    "Remove one of the two.",
                )


def _matching(card: Card, known: Mapping[str, Answer]) -> list[Condition]:
    return [
        condition
        for condition in card.when
        if all(known.get(question_id) in fitting for question_id, fitting in condition.items())
    ]


_Fired = Mapping[str, tuple[Card, list[Condition]]]


def _is_active(card: Card, fired: _Fired, active: dict[str, bool]) -> bool:
    """Tell whether no other active card takes the place of this one. `active` caches results."""
    if card.id not in active:
        active[card.id] = not any(
            other in fired and _is_active(fired[other][0], fired, active) for other in card.unless
        )
    return active[card.id]


def _count(section: Section, answers: Mapping[str, Answer]) -> Count:
    ids = [question.id for question in section.questions if question.id in answers]
    yes = tuple(i for i in ids if answers[i] is Answer.YES)
    unknown = tuple(i for i in ids if answers[i] in (Answer.UNSURE, Answer.SKIP))
    return Count(
        yes=len(yes),
        no=len(ids) - len(yes) - len(unknown),
        unknown=len(unknown),
        asked=len(ids),
        yes_to=yes,
        unknown_to=unknown,
    )
