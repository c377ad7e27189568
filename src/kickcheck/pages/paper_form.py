"""The paper form: the same questions and notes, with boxes, and the rules in words."""

from collections.abc import Collection, Iterable
from datetime import date

from kickcheck.model import (
    Answer,
    Block,
    Card,
    Condition,
    Heading,
    Items,
    Kind,
    Page,
    Question,
    Section,
    Text,
)
from kickcheck.pages.help import help_lines
from kickcheck.pages.localizer import Voice, plain
from kickcheck.pages.summary import fixed_sentence

_GAP = "\u00a0" * 3  # between two boxes; it does not fold


def blank_page(voice: Voice, today: date) -> Page:
    """Return the form: the general card, every question, every note, and how to read them."""
    wording, questionnaire = voice.wording, voice.content.questionnaire
    *cards, general = sorted(questionnaire.cards, key=lambda card: card.precedence)
    blocks: list[Block] = [
        *voice.blocks(wording.blank_intro),
        Heading(voice.say(general.title)),
        *voice.blocks(general.text),
    ]
    for section in questionnaire.sections:
        opening = section.on_paper or section.opening
        blocks += [Heading(section.title), voice.text(opening, count=len(section.questions))]
        for question in section.questions:
            blocks += _question(voice, question)
    blocks += [Heading(wording.blank_notes_title), *voice.blocks(wording.blank_notes)]
    for card in cards:
        blocks += _note(voice, card)
    blocks += [Heading(wording.blank_counts_title), *voice.blocks(wording.blank_counts)]
    counted = [s for s in questionnaire.sections if s.kind is Kind.COUNTED]
    blocks.append(Items(tuple(plain(_count(voice, section)) for section in counted)))
    blocks.append(fixed_sentence(voice))
    blocks += [Heading(wording.background_title, level=3), voice.text(wording.background_text)]
    blocks.append(Heading(voice.say(wording.help_title, country=voice.country.name)))
    blocks += help_lines(voice, today)
    return voice.page(wording.blank_title, *blocks)


def _number(voice: Voice, question_id: str) -> int:
    return voice.content.questionnaire.places[question_id] + 1


def _question(voice: Voice, question: Question) -> list[Block]:
    wording = voice.wording
    number, ask = _number(voice, question.id), voice.say(question.ask)
    title = voice.say(wording.blank_question, number=number, question=ask)
    blocks: list[Block] = [Heading(title, level=3)]
    for parent, fitting in question.only_after.items():
        said = _answers(voice, fitting)
        number = _number(voice, parent)
        blocks.append(voice.text(wording.blank_only_after, answers=said, number=number))
    if before := question.on_paper or question.before:
        blocks.append(voice.text(before))
    if question.points:
        blocks.append(voice.text(wording.points))
        blocks.append(Items(tuple(plain(voice.say(point)) for point in question.points)))
    words = wording.answer_words
    boxes = _GAP.join(voice.say(wording.blank_box, answer=words[a]) for a in Answer)
    blocks.append(Text(plain(boxes)))
    if question.after_yes:
        text = voice.say(question.after_yes)
        blocks.append(voice.text(wording.blank_after_yes, text=text))
    return blocks


def _note(voice: Voice, card: Card) -> list[Block]:
    """Return a card with its rule in words.

    Paper cannot take a note back: one that may give way to another stands in its own words for
    paper, or in one line.
    """
    wording = voice.wording
    blocks: list[Block] = [Heading(voice.say(card.title), level=3)]
    conditions = [_condition(voice, either) for either in _gathered(card.when)]
    if len(conditions) == 1:
        blocks.append(voice.text(wording.blank_when, condition=conditions[0]))
    else:
        blocks.append(voice.text(wording.blank_when_any))
        blocks.append(Items(tuple(plain(condition) for condition in conditions)))
    if card.unless:
        titles = {other.id: other.title for other in voice.content.questionnaire.cards}
        named = "; ".join(voice.say(titles[other]).rstrip(".") for other in card.unless)
        blocks.append(voice.text(wording.blank_unless, titles=named))
    text = card.on_paper
    if not text and card.urgent and not card.unless:
        text = card.text
    return [*blocks, *voice.blocks(text or (Text(card.brief),))]


_Either = list[tuple[list[str], frozenset[Answer]]]
"""A rule: all of its parts have to fit, each by an answer to one of some questions."""


def _gathered(conditions: Iterable[Condition]) -> list[_Either]:
    """Return conditions, those as one that differ in nothing but the question of their last part.

    Written out one by one they would be more than anyone can follow on paper.
    """
    gathered: list[_Either] = []
    for condition in conditions:
        parts: _Either = [([question_id], fitting) for question_id, fitting in condition.items()]
        for other in gathered:
            if other[:-1] == parts[:-1] and other[-1][1] == parts[-1][1]:
                other[-1][0].extend(parts[-1][0])
                break
        else:
            gathered.append(parts)
    return gathered


def _condition(voice: Voice, parts: _Either) -> str:
    wording = voice.wording
    return wording.blank_and.join(
        voice.say(
            wording.blank_condition,
            answers=_answers(voice, fitting),
            number=f" {wording.blank_or} ".join(str(_number(voice, name)) for name in names),
        )
        for names, fitting in parts
    )


def _answers(voice: Voice, fitting: Collection[Answer]) -> str:
    """Return answers in words, such as "yes, not sure or skipped"."""
    *before, last = [voice.wording.answer_words[a].lower() for a in Answer if a in fitting]
    return f"{', '.join(before)} {voice.wording.blank_or} {last}" if before else last


def _count(voice: Voice, section: Section) -> str:
    first, last = section.questions[0].id, section.questions[-1].id
    return voice.say(
        voice.wording.blank_count,
        section=section.title,
        first=_number(voice, first),
        last=_number(voice, last),
    )
