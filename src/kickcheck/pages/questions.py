"""The pages of the interview: first screen, question, why, review, urgent card."""

from collections.abc import Collection, Mapping

from kickcheck.assessment import ShownCard
from kickcheck.interview import Interview, QuestionStep, SectionOffer
from kickcheck.model import (
    Answer,
    Block,
    Callout,
    DefinitionList,
    Heading,
    Kind,
    List,
    Page,
    Question,
    Section,
)
from kickcheck.pages.cards import card_text
from kickcheck.pages.localizer import Localizer, unstyled


def first_screen(localizer: Localizer, *, full_screen: bool) -> Page:
    """Return the first screen; it says so if the terminal has no alternate screen."""
    interface, country = localizer.interface, localizer.country
    sections = localizer.content.questionnaire.sections
    count = sum(_questions(section) for section in sections if not _is_optional(section))
    more = sum(_questions(section) for section in sections if _is_optional(section))
    notes = [] if full_screen else [interface.first_keep]
    if country.is_fallback:
        notes.append(interface.first_no_country)
    elif not country.chosen:
        notes.append(interface.first_country)
    notes.append(interface.first_other)
    return localizer.page(
        interface.first_title,
        Callout("", (localizer.paragraph(interface.first_alarm),)),
        *localizer.blocks(interface.first_text, count=count, more=more),
        *(localizer.paragraph(note, country=country.name) for note in notes),
    )


def _is_optional(section: Section) -> bool:
    return bool(section.offer) or section.kind is Kind.BACKGROUND


def _questions(section: Section) -> int:
    """Return how many questions of a section are asked whatever the answers are."""
    return sum(1 for question in section.questions if not question.only_after)


def country_page(localizer: Localizer) -> Page:
    """Return the page that asks for a country, and names the one that is chosen."""
    interface = localizer.interface
    return localizer.page(
        interface.country_title,
        localizer.paragraph(interface.country_text, country=localizer.country.name),
        localizer.paragraph(interface.first_country),
    )


def question_page(
    localizer: Localizer,
    step: QuestionStep,
    *,
    current: Answer | None,
    lead: str = "",
    excluded: Collection[str] = (),
) -> Page:
    """Return one question; the first of a section comes after the section's opening.

    The opening describes all questions, so it is omitted if any of them is excluded.

    Args:
        localizer: localizes the texts.
        step: the question and its position.
        current: the answer so far, if the person has come back to it.
        lead: a sentence shown first.
        excluded: ids of the questions that are not asked in this interview.

    """
    interface, section = localizer.interface, step.section
    title = localizer.format(
        interface.position,
        part=step.part,
        parts=step.parts,
        section=in_sentence(section.title),
        number=step.number,
        total=step.total,
    )
    blocks: list[Block] = [localizer.paragraph(lead)] if lead else []
    complete = all(question.id not in excluded for question in section.questions)
    if step.number == 1 and section.opening and complete:
        blocks.append(localizer.paragraph(section.opening, count=step.total))
    blocks += question_blocks(localizer, step.question)
    if current is not None:
        answer = interface.answer_words[current]
        blocks.append(localizer.paragraph(interface.answer_now, answer=answer))
    return localizer.page(title, *blocks)


def in_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence."""
    return f"{title[:1].lower()}{title[1:]}"


def question_blocks(localizer: Localizer, question: Question) -> list[Block]:
    """Return a question with its introduction and its list of points."""
    blocks: list[Block] = []
    if question.before:
        blocks.append(localizer.paragraph(question.before))
    blocks.append(Heading(localizer.format(question.ask), level=2))
    if question.points:
        blocks.append(localizer.paragraph(localizer.interface.points))
        blocks.append(List(tuple(unstyled(localizer.format(point)) for point in question.points)))
    return blocks


def offer_page(localizer: Localizer, step: SectionOffer, lead: str = "") -> Page:
    """Return the page that offers an optional section."""
    section = step.section
    title = localizer.format(
        localizer.interface.offer_position,
        part=step.part,
        parts=step.parts,
        section=in_sentence(section.title),
    )
    offer = localizer.format(section.offer, count=step.count)
    first = (localizer.paragraph(lead),) if lead else ()
    return localizer.page(title, *first, Heading(offer, level=2))


def why_page(localizer: Localizer, step: QuestionStep) -> Page:
    """Return why a question is asked, then the question again."""
    return localizer.page(
        localizer.interface.why_title,
        localizer.paragraph(step.question.why),
        *question_blocks(localizer, step.question),
    )


def keys_page(localizer: Localizer) -> Page:
    """Return the list of keys."""
    return localizer.page(
        localizer.interface.keys_title, *localizer.blocks(localizer.interface.keys_text)
    )


def review_page(localizer: Localizer, interview: Interview) -> Page:
    """Return the answers so far, numbered so that one can be changed."""
    interface = localizer.interface
    rows = tuple(
        (
            unstyled(f"{number}. {interface.answer_words[interview.answers[step.question.id]]}"),
            unstyled(localizer.format(step.question.short)),
        )
        for number, step in enumerate(interview.answered(), start=1)
    )
    if not rows:
        return localizer.page(interface.review_title, localizer.paragraph(interface.review_empty))
    return localizer.page(
        interface.review_title, DefinitionList(rows), localizer.paragraph(interface.review_which)
    )


def urgent_page(localizer: Localizer, shown: ShownCard, answers: Mapping[str, Answer]) -> Page:
    """Return a card that cannot wait for the summary."""
    card = shown.card
    callout = localizer.callout(card.title, card_text(localizer, card, answers))
    return localizer.page(card.title, callout, heading=False)


def closing_page(localizer: Localizer, lead: str = "") -> Page:
    """Return the page between the last question and the summary."""
    interface = localizer.interface
    first = (localizer.paragraph(lead),) if lead else ()
    last = localizer.paragraph(interface.last_question)
    return localizer.page(interface.summary_title, *first, last)
