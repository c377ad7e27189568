"""The pages of the conversation: first screen, question, why, review, urgent card."""

from collections.abc import Collection

from kickcheck.assessment import ShownCard
from kickcheck.interview import Asked, Interview, Offered
from kickcheck.model import (
    INTERNATIONAL,
    Answer,
    Block,
    Heading,
    Items,
    Notice,
    Page,
    Question,
    Table,
    Text,
)
from kickcheck.pages.localizer import Voice, plain


def first_screen(voice: Voice, *, full_screen: bool, plain_mode: bool) -> Page:
    """Return the first screen; it says so where no alternate screen can be had."""
    wording = voice.wording
    notes = [] if full_screen else [wording.first_keep]
    if voice.country.stands_in:
        notes.append(wording.first_no_country)
    elif voice.country.code == INTERNATIONAL and not voice.country.asked_for:
        notes.append(wording.first_country)
    if not plain_mode:
        notes.append(wording.plain_offer)
    return voice.page(
        voice.say(wording.first_title),
        Notice("", (voice.text(wording.first_alarm),)),
        *voice.blocks(wording.first_text),
        *([voice.text(" ".join(notes), country=voice.country.name)] if notes else []),
    )


def question_page(
    voice: Voice,
    stop: Asked,
    *,
    current: Answer | None,
    lead: tuple[Block, ...] = (),
    left_out: Collection[str] = (),
) -> Page:
    """Return one question; the opening of its section stands above the first.

    Where one of the section's questions is left out, its opening would not be true.
    """
    wording = voice.wording
    title = voice.say(
        wording.position, section=stop.section.title, number=stop.number, total=stop.total
    )
    blocks: list[Block] = [*lead]
    whole = all(question.id not in left_out for question in stop.section.questions)
    if stop.number == 1 and stop.section.opening and whole:
        count = len(stop.section.questions)
        blocks.append(voice.text(stop.section.opening, count=count))
    blocks += question_blocks(voice, stop.question)
    if current is not None:
        answer = wording.answer_words[current]
        blocks.append(voice.text(wording.answer_now, answer=answer))
    return voice.page(title, *blocks)


def question_blocks(voice: Voice, question: Question) -> list[Block]:
    """Return a question as it is put, with what stands before and after it."""
    blocks: list[Block] = []
    if question.before:
        blocks.append(voice.text(question.before))
    blocks.append(Heading(voice.say(question.ask), level=2))
    if question.points:
        blocks.append(voice.text(voice.wording.points))
        blocks.append(Items(tuple(plain(voice.say(point)) for point in question.points)))
    return blocks


def offer_page(voice: Voice, stop: Offered, lead: tuple[Block, ...] = ()) -> Page:
    """Return the offer of a section."""
    offer = voice.say(stop.section.offer, count=len(stop.section.questions))
    return voice.page(stop.section.title, *lead, Heading(offer, level=2))


def why_page(voice: Voice, stop: Asked) -> Page:
    """Return why a question is asked, with its sources, and the question once more."""
    question = stop.question
    sources = "; ".join(voice.cite(key) for key in question.sources)
    text = voice.say(question.why) + (f" [{sources}]" if sources else "")
    return voice.page(voice.wording.why_title, Text(plain(text)), *question_blocks(voice, question))


def keys_page(voice: Voice) -> Page:
    """Return what may be typed."""
    return voice.page(voice.wording.keys_title, *voice.blocks(voice.wording.keys_text))


def review_page(voice: Voice, interview: Interview) -> Page:
    """Return the answers so far, numbered for changing."""
    wording = voice.wording
    rows = tuple(
        (
            plain(f"{number}. {wording.answer_words[interview.answers[stop.question.id]]}"),
            plain(voice.say(stop.question.short)),
        )
        for number, stop in enumerate(interview.answered(), start=1)
    )
    if not rows:
        return voice.page(wording.review_title, voice.text(wording.review_empty))
    return voice.page(wording.review_title, Table(rows), voice.text(wording.review_which))


def urgent_page(voice: Voice, shown: ShownCard) -> Page:
    """Return a card that cannot wait for the summary."""
    card = shown.card
    return Page(card.title, (Notice(voice.say(card.title), voice.blocks(card.text)),))


def closing_page(voice: Voice, lead: tuple[Block, ...] = ()) -> Page:
    """Return the stop between the last question and the summary."""
    return voice.page(voice.wording.summary_title, *lead, voice.text(voice.wording.last_question))
