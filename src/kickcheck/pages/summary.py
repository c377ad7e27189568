"""The summary: danger first, then dependence, then addiction, then what can be done."""

from collections.abc import Mapping, Sequence
from datetime import date

from kickcheck.assessment import Assessment, Count, ShownCard
from kickcheck.model import (
    GENERAL_PRECEDENCE,
    Answer,
    Block,
    Callout,
    Heading,
    List,
    Page,
    Paragraph,
    Spans,
    content_ids,
)
from kickcheck.pages.contacts import help_lines
from kickcheck.pages.localizer import Localizer, cited, unstyled
from kickcheck.pages.saved_page import with_saved_notes
from kickcheck.pages.topics import short_references, topic_table

MAX_TOPICS = 6
MAX_NEXT_STEPS = 4


def summary(localizer: Localizer, assessment: Assessment, today: date) -> list[Page]:
    """Return the parts of the summary, one page each."""
    return [
        _safety_part(localizer, assessment),
        _dependence_part(localizer, assessment),
        _signs_part(localizer, assessment),
        _background_part(localizer, assessment),
        *([] if assessment.suicide_risk else [_relapse_part(localizer)]),
        _next_part(localizer, assessment),
        _help_part(localizer, today),
        _reading_part(localizer, assessment),
    ]


def ending(localizer: Localizer, cards: Sequence[ShownCard], answers: Mapping[str, Answer]) -> Page:
    """Return the page for an interview that ended early: the cards so far, and no counts."""
    interface = localizer.interface
    part = cards_part(localizer, cards, interface.ended_title, answers)
    return Page(part.title, (*part.blocks, localizer.paragraph(interface.ended_early)))


def with_nothing_saved(localizer: Localizer, page: Page) -> Page:
    """Return a page with a last sentence that nothing was saved."""
    return Page(page.title, (*page.blocks, localizer.paragraph(localizer.interface.nothing_saved)))


def general_page(localizer: Localizer) -> Page:
    """Return the general card on its own page."""
    card = next(
        card
        for card in localizer.content.questionnaire.cards
        if card.precedence == GENERAL_PRECEDENCE
    )
    return localizer.page(localizer.format(card.title), *localizer.blocks(card.text))


def whole(localizer: Localizer, parts: Sequence[Page], *, saved: bool = False) -> Page:
    """Return the parts as one page, each under its own heading.

    A saved page also says what it is not, who could see it, and how old its facts are.
    """
    title = localizer.interface.summary_title
    blocks: list[Block] = []
    for part in parts:
        for block in part.blocks:
            match block:
                case Heading(text, level):
                    blocks.append(Heading(text, level + 1))
                case other:
                    blocks.append(other)
    if saved:
        blocks.insert(0, localizer.paragraph(localizer.interface.saved_who_could_see))
    intro = localizer.paragraph(localizer.interface.summary_intro)
    page = localizer.page(title, intro, *blocks)
    return with_saved_notes(localizer, page) if saved else with_nothing_saved(localizer, page)


def cards_part(
    localizer: Localizer, cards: Sequence[ShownCard], title: str, answers: Mapping[str, Answer]
) -> Page:
    """Return the safety cards; if the first is urgent, it is a callout."""
    interface = localizer.interface
    blocks: list[Block] = []
    general = cards[-1]
    brief: list[Spans] = []
    for position, shown in enumerate(cards[:-1]):
        card = shown.card
        if not shown.full:
            topic = localizer.format(interface.card_topic, topic=card.topic)
            brief.append((*localizer.spans(card.brief), *unstyled(f" {topic}")))
            continue
        text = (*localizer.blocks(card.text), *_because(localizer, shown, answers))
        if position == 0 and shown.urgent:
            blocks.append(Callout(localizer.format(card.title), text))
        else:
            blocks += [Heading(localizer.format(card.title)), *text]
    # The general card comes last and in full, so that people finish on its phone numbers.
    if brief:
        blocks += [Heading(interface.cards_also), List(tuple(brief))]
    blocks += [Heading(localizer.format(general.card.title)), *localizer.blocks(general.card.text)]
    return localizer.page(title, *blocks)


def _because(localizer: Localizer, shown: ShownCard, answers: Mapping[str, Answer]) -> list[Block]:
    """Return the answers that caused a card. Questions that were not asked are left out."""
    questionnaire = localizer.content.questionnaire
    rows = [
        localizer.format(
            localizer.interface.because_row,
            short=questionnaire.question(question_id).short,
            answer=localizer.interface.answer_words[answers[question_id]].lower(),
        )
        for question_id in shown.because
        if question_id in answers
    ]
    return (
        [localizer.paragraph(localizer.interface.because, answers="; ".join(rows))] if rows else []
    )


def _count_words(localizer: Localizer, count: Count) -> str:
    if count.low == count.high:
        return str(count.low)
    return localizer.format(localizer.interface.count_range, low=count.low, high=count.high)


def _listed(localizer: Localizer, count: Count) -> list[Block]:
    """Return the questions answered yes, and those with no clear answer, in words."""
    interface, questionnaire = localizer.interface, localizer.content.questionnaire
    rows = [(interface.said_yes_to, count.yes_to), (interface.unknown_items, count.unknown_to)]
    return [
        List(
            tuple(
                unstyled(f"{lead} {localizer.format(questionnaire.question(i).short)}")
                for lead, ids in rows
                for i in ids
            )
        )
    ]


def _unanswered(assessment: Assessment, count: Count) -> bool:
    skipped = [i for i in count.unknown_to if assessment.answers[i] is Answer.SKIP]
    return len(skipped) == count.asked


def _safety_part(localizer: Localizer, assessment: Assessment) -> Page:
    """Return the cards, then the optional safety sections that were not asked."""
    interface = localizer.interface
    part = cards_part(localizer, assessment.cards, interface.cards_title, assessment.answers)
    excluded = [
        section
        for section in assessment.questionnaire.sections
        if section.offer and section.id not in assessment.sections
    ]
    notes = [
        localizer.paragraph(interface.safety_not_asked, section=section.id) for section in excluded
    ]
    return Page(part.title, (*part.blocks, *notes))


def _dependence_part(localizer: Localizer, assessment: Assessment) -> Page:
    interface = localizer.interface
    return localizer.page(
        interface.dependence_title,
        *_counted(localizer, assessment, content_ids.DEPENDENCE),
        *localizer.blocks(interface.dependence_not_addiction),
    )


def _signs_part(localizer: Localizer, assessment: Assessment) -> Page:
    interface = localizer.interface
    blocks = _counted(localizer, assessment, content_ids.SIGNS)
    return localizer.page(interface.signs_title, *blocks, fixed_sentence(localizer))


def fixed_sentence(localizer: Localizer) -> Paragraph:
    """Return what a count of signs cannot tell. It follows every such count."""
    signs = localizer.content.questionnaire.section(content_ids.SIGNS)
    return localizer.paragraph(localizer.interface.fixed_sentence, count=len(signs.questions))


def _counted(localizer: Localizer, assessment: Assessment, section_id: str) -> list[Block]:
    """Return a count in one of five wordings: not asked, nothing answered, none, some, all."""
    interface = localizer.interface
    texts = {
        content_ids.DEPENDENCE: (
            interface.dependence_not_asked,
            interface.dependence_nothing,
            interface.dependence_count,
            (interface.dependence_none, interface.dependence_some, interface.dependence_all),
        ),
        content_ids.SIGNS: (
            interface.signs_not_asked,
            interface.signs_nothing,
            interface.signs_count,
            (interface.signs_none, interface.signs_some, interface.signs_all),
        ),
    }
    not_asked, nothing, counted, (none, some, all_yes) = texts[section_id]
    count = assessment.counts.get(section_id)
    if count is None:
        return [localizer.paragraph(not_asked)]
    if _unanswered(assessment, count):
        return [localizer.paragraph(nothing)]
    if count.high == 0:
        return [*localizer.blocks(none)]
    line = localizer.paragraph(counted, count=_count_words(localizer, count), asked=count.asked)
    text = all_yes if count.low == count.asked else some
    return [line, *_listed(localizer, count), *localizer.blocks(text)]


def _background_part(localizer: Localizer, assessment: Assessment) -> Page:
    interface = localizer.interface
    questionnaire = assessment.questionnaire
    if not any(
        s.kind == "background" and s.id in assessment.sections for s in questionnaire.sections
    ):
        return localizer.page(
            interface.background_title, localizer.paragraph(interface.background_not_asked)
        )
    if not assessment.background:
        asked = [
            q.id for s in questionnaire.sections if s.kind == "background" for q in s.questions
        ]
        skipped = all(assessment.answers.get(i, Answer.SKIP) is Answer.SKIP for i in asked)
        text = interface.background_nothing if skipped else interface.background_none
        return localizer.page(interface.background_title, localizer.paragraph(text))
    items = tuple(
        unstyled(localizer.format(questionnaire.question(i).short)) for i in assessment.background
    )
    return localizer.page(
        interface.background_title,
        localizer.paragraph(interface.background_listed),
        List(items),
        localizer.paragraph(interface.background_text),
    )


def _relapse_part(localizer: Localizer) -> Page:
    return localizer.page(
        localizer.interface.relapse_title, *localizer.blocks(localizer.interface.relapse_text)
    )


def _next_part(localizer: Localizer, assessment: Assessment) -> Page:
    """Return two to four next steps that fit the answers, as choices and not as orders."""
    interface = localizer.interface
    answers, signs = assessment.answers, assessment.counts.get(content_ids.SIGNS)
    any_yes = any(count.yes for count in assessment.counts.values())
    medicines = (content_ids.ON_METHADONE, content_ids.ON_BUPRENORPHINE)
    has_medication = any(answers.get(medicine) is Answer.YES for medicine in medicines)
    prescribed = answers.get(content_ids.PRESCRIBED_OPIOID) is Answer.YES
    only_prescribed = prescribed and signs and signs.high == 0
    suitable = {
        "person": assessment.suicide_risk,
        "naloxone": answers.get(content_ids.NALOXONE) is not Answer.YES,
        "medication": any_yes
        and not (assessment.suicide_risk or has_medication or only_prescribed),
        "talk": True,
        "write": not assessment.suicide_risk,
    }
    chosen = [key for key, fits in suitable.items() if fits][:MAX_NEXT_STEPS]
    items = tuple(unstyled(localizer.format(interface.next_choices[key])) for key in chosen)
    return localizer.page(
        interface.next_title, localizer.paragraph(interface.next_intro), List(items)
    )


def _help_part(localizer: Localizer, today: date) -> Page:
    return localizer.page(
        localizer.format(localizer.interface.help_title, country=localizer.country.name),
        *help_lines(localizer, today),
    )


def _reading_part(localizer: Localizer, assessment: Assessment) -> Page:
    interface = localizer.interface
    cards = assessment.cards
    keys = cited(interface.dependence_not_addiction, localizer.content)
    if assessment.suicide_risk:
        # Suggest nothing about amounts, tolerance or deaths, not even by title.
        cards = tuple(shown for shown in cards if shown.card.about_suicide)
    else:
        keys += cited(interface.relapse_text, localizer.content)
    named = [shown.card.topic for shown in cards]
    also = () if assessment.suicide_risk else content_ids.TOPICS_FOR_EVERYONE
    ids = tuple(dict.fromkeys([*named, *also]))[:MAX_TOPICS]
    # A brief card names its topic, which lists the sources.
    for card in (shown.card for shown in cards if shown.full):
        keys += [*card.sources, *cited(card.text, localizer.content)]
    blocks: list[Block] = [localizer.paragraph(interface.read_intro), topic_table(localizer, ids)]
    if keys:
        sources = short_references(localizer, list(dict.fromkeys(keys)))
        blocks += [Heading(interface.sources_title), sources]
    return localizer.page(interface.read_title, *blocks)
