"""The paper form: the same questions and cards, with boxes to tick and the rules in words."""

from collections.abc import Collection, Iterable
from datetime import date

from kickcheck.model import (
    Answer,
    Block,
    Card,
    Condition,
    Heading,
    Kind,
    List,
    Page,
    Paragraph,
    Question,
    Section,
)
from kickcheck.pages.contacts import help_lines
from kickcheck.pages.localizer import Localizer, unstyled
from kickcheck.pages.saved_page import on_paper
from kickcheck.pages.summary import fixed_sentence

_GAP = "\u00a0" * 3  # between two boxes; no line break inside


def blank_page(localizer: Localizer, today: date) -> Page:
    """Return the form: the general card, every question, every card, and how to read the counts."""
    interface, questionnaire = localizer.interface, localizer.content.questionnaire
    *cards, general = sorted(questionnaire.cards, key=lambda card: card.precedence)
    blocks: list[Block] = [
        *localizer.blocks(interface.blank_intro),
        Heading(localizer.format(general.title)),
        *localizer.blocks(general.text),
    ]
    for section in questionnaire.sections:
        opening = section.on_paper or section.opening
        blocks += [
            Heading(section.title),
            localizer.paragraph(opening, count=len(section.questions)),
        ]
        for question in section.questions:
            blocks += _question(localizer, question)
    blocks += [Heading(interface.blank_notes_title), *localizer.blocks(interface.blank_notes)]
    for card in cards:
        blocks += card_with_rule(localizer, card)
    blocks += [Heading(interface.blank_counts_title), *localizer.blocks(interface.blank_counts)]
    counted = [s for s in questionnaire.sections if s.kind is Kind.COUNTED]
    blocks.append(List(tuple(unstyled(count_rule(localizer, section)) for section in counted)))
    blocks.append(fixed_sentence(localizer))
    blocks += [
        Heading(interface.background_title, level=3),
        localizer.paragraph(interface.background_text),
    ]
    blocks.append(Heading(localizer.format(interface.help_title, country=localizer.country.name)))
    blocks += on_paper(help_lines(localizer, today))
    return localizer.page(interface.blank_title, *blocks)


def number_of(localizer: Localizer, question_id: str) -> int:
    """Return the number of a question in the whole form, from 1."""
    return localizer.content.questionnaire.places[question_id] + 1


def _question(localizer: Localizer, question: Question) -> list[Block]:
    interface = localizer.interface
    number, ask = number_of(localizer, question.id), localizer.format(question.ask)
    title = localizer.format(interface.blank_question, number=number, question=ask)
    blocks: list[Block] = [Heading(title, level=3)]
    for parent, fitting in question.only_after.items():
        answers = _answers(localizer, fitting)
        number = number_of(localizer, parent)
        blocks.append(
            localizer.paragraph(interface.blank_only_after, answers=answers, number=number)
        )
    if before := question.on_paper or question.before:
        blocks.append(localizer.paragraph(before))
    if question.points:
        blocks.append(localizer.paragraph(interface.points))
        blocks.append(List(tuple(unstyled(localizer.format(point)) for point in question.points)))
    words = interface.answer_words
    boxes = _GAP.join(localizer.format(interface.blank_box, answer=words[a]) for a in Answer)
    blocks.append(Paragraph(unstyled(boxes)))
    if question.after_yes:
        text = localizer.format(question.after_yes)
        blocks.append(localizer.paragraph(interface.blank_after_yes, text=text))
    return blocks


def card_with_rule(localizer: Localizer, card: Card) -> list[Block]:
    """Return a card with its rule in words.

    Paper cannot hide a card once another one applies. A card with `unless` is therefore printed
    with its text for paper, or in its one-line form.
    """
    interface = localizer.interface
    blocks: list[Block] = [Heading(localizer.format(card.title), level=3)]
    conditions = [_condition(localizer, parts) for parts in _merged(card.when)]
    if len(conditions) == 1:
        blocks.append(localizer.paragraph(interface.blank_when, condition=conditions[0]))
    else:
        blocks.append(localizer.paragraph(interface.blank_when_any))
        blocks.append(List(tuple(unstyled(condition) for condition in conditions)))
    if card.unless:
        titles = {other.id: other.title for other in localizer.content.questionnaire.cards}
        named = "; ".join(localizer.format(titles[other]).rstrip(".") for other in card.unless)
        blocks.append(localizer.paragraph(interface.blank_unless, titles=named))
    text = card.on_paper
    if not text and card.urgent and not card.unless:
        text = card.text
    return [*blocks, *localizer.blocks(text or (Paragraph(card.brief),))]


_RuleParts = list[tuple[list[str], frozenset[Answer]]]
"""Parts of a rule, all of which must be true: question ids, and the answers that fit any one."""


def _merged(conditions: Iterable[Condition]) -> list[_RuleParts]:
    """Return conditions, merging those that differ only in the question of their last part.

    Listed one by one, they would be too many to follow on paper.
    """
    merged: list[_RuleParts] = []
    for condition in conditions:
        parts: _RuleParts = [([question_id], fitting) for question_id, fitting in condition.items()]
        for other in merged:
            if other[:-1] == parts[:-1] and other[-1][1] == parts[-1][1]:
                other[-1][0].extend(parts[-1][0])
                break
        else:
            merged.append(parts)
    return merged


def _condition(localizer: Localizer, parts: _RuleParts) -> str:
    interface = localizer.interface
    return interface.blank_and.join(
        localizer.format(
            interface.blank_condition,
            answers=_answers(localizer, fitting),
            number=f" {interface.blank_or} ".join(
                str(number_of(localizer, name)) for name in names
            ),
        )
        for names, fitting in parts
    )


def _answers(localizer: Localizer, fitting: Collection[Answer]) -> str:
    """Return answers in words, such as "yes, not sure or skipped"."""
    *before, last = [localizer.interface.answer_words[a].lower() for a in Answer if a in fitting]
    return f"{', '.join(before)} {localizer.interface.blank_or} {last}" if before else last


def count_rule(localizer: Localizer, section: Section) -> str:
    """Return how to count a section by hand."""
    first, last = section.questions[0].id, section.questions[-1].id
    return localizer.format(
        localizer.interface.blank_count,
        section=section.title,
        first=number_of(localizer, first),
        last=number_of(localizer, last),
    )
