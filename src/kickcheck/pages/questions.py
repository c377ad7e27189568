"""The pages of the interview: first screen, question, why, review, urgent card."""

from collections.abc import Collection

from kickcheck.assessment import ShownCard
from kickcheck.interview import Interview, QuestionStep, SectionOffer
from kickcheck.model import (
    INTERNATIONAL,
    Answer,
    Block,
    Callout,
    DefinitionList,
    Heading,
    List,
    Page,
    Paragraph,
    Question,
)
from kickcheck.pages.localizer import Localizer, unstyled


def first_screen(localizer: Localizer, *, full_screen: bool, plain_mode: bool) -> Page:
    """Return the first screen; it says so if the terminal has no alternate screen."""
    interface = localizer.interface
    notes = [] if full_screen else [interface.first_keep]
    if localizer.country.is_fallback:
        notes.append(interface.first_no_country)
    elif localizer.country.code == INTERNATIONAL and not localizer.country.requested_code:
        notes.append(interface.first_country)
    if not plain_mode:
        notes.append(interface.plain_offer)
    return localizer.page(
        localizer.format(interface.first_title),
        Callout("", (localizer.paragraph(interface.first_alarm),)),
        *localizer.blocks(interface.first_text),
        *([localizer.paragraph(" ".join(notes), country=localizer.country.name)] if notes else []),
    )


def question_page(
    localizer: Localizer,
    step: QuestionStep,
    *,
    current: Answer | None,
    lead: tuple[Block, ...] = (),
    excluded: Collection[str] = (),
) -> Page:
    """Return one question; the first of a section comes after the section's opening.

    The opening gives the number of questions, so it is omitted if any of them is excluded.
    """
    interface = localizer.interface
    title = localizer.format(
        interface.position, section=step.section.title, number=step.number, total=step.total
    )
    blocks: list[Block] = [*lead]
    complete = all(question.id not in excluded for question in step.section.questions)
    if step.number == 1 and step.section.opening and complete:
        count = len(step.section.questions)
        blocks.append(localizer.paragraph(step.section.opening, count=count))
    blocks += question_blocks(localizer, step.question)
    if current is not None:
        answer = interface.answer_words[current]
        blocks.append(localizer.paragraph(interface.answer_now, answer=answer))
    return localizer.page(title, *blocks)


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


def offer_page(localizer: Localizer, step: SectionOffer, lead: tuple[Block, ...] = ()) -> Page:
    """Return the page that offers an optional section."""
    offer = localizer.format(step.section.offer, count=len(step.section.questions))
    return localizer.page(step.section.title, *lead, Heading(offer, level=2))


def why_page(localizer: Localizer, step: QuestionStep) -> Page:
    """Return why a question is asked, with sources, then the question again."""
    question = step.question
    sources = "; ".join(localizer.cite(key) for key in question.sources)
    text = localizer.format(question.why) + (f" [{sources}]" if sources else "")
    return localizer.page(
        localizer.interface.why_title,
        Paragraph(unstyled(text)),
        *question_blocks(localizer, question),
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


def urgent_page(localizer: Localizer, shown: ShownCard) -> Page:
    """Return a card that cannot wait for the summary."""
    card = shown.card
    return Page(card.title, (Callout(localizer.format(card.title), localizer.blocks(card.text)),))


def closing_page(localizer: Localizer, lead: tuple[Block, ...] = ()) -> Page:
    """Return the page between the last question and the summary."""
    return localizer.page(
        localizer.interface.summary_title,
        *lead,
        localizer.paragraph(localizer.interface.last_question),
    )
