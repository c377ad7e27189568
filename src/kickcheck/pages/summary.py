"""The summary: danger first, then dependence, then addiction, then what can be done."""

from collections.abc import Mapping, Sequence
from datetime import date

from kickcheck.assessment import Assessment, Count, ShownCard
from kickcheck.model import (
    LAST,
    Answer,
    Block,
    Heading,
    Items,
    Notice,
    Page,
    Spans,
    Text,
    content_ids,
)
from kickcheck.pages.help import help_lines
from kickcheck.pages.help import saved as as_saved
from kickcheck.pages.localizer import Voice, cited, plain
from kickcheck.pages.topics import short_references, topic_table

_READ_AT_MOST = 6
_CHOICES_AT_MOST = 4


def summary(voice: Voice, assessment: Assessment, today: date) -> list[Page]:
    """Return the summary, a page for each of its parts that has something to say."""
    return [
        _safety_part(voice, assessment),
        _dependence_part(voice, assessment),
        _signs_part(voice, assessment),
        _background_part(voice, assessment),
        *([] if assessment.in_crisis else [_relapse_part(voice)]),
        _next_part(voice, assessment),
        _help_part(voice, today),
        _reading_part(voice, assessment),
    ]


def ending(voice: Voice, cards: Sequence[ShownCard], answers: Mapping[str, Answer]) -> list[Page]:
    """Return what an early ending shows: the cards so far, no count, nothing saved."""
    wording = voice.wording
    part = cards_part(voice, cards, wording.ended_title, answers)
    blocks = (*part.blocks, voice.text(wording.ended_early), voice.text(wording.nothing_saved))
    return [Page(part.title, blocks)]


def general_page(voice: Voice) -> Page:
    """Return the general card alone."""
    card = next(card for card in voice.content.questionnaire.cards if card.precedence == LAST)
    return voice.page(voice.say(card.title), *voice.blocks(card.text))


def whole(voice: Voice, parts: Sequence[Page], *, saved: bool = False) -> Page:
    """Return the parts as one page, each under a heading of its own.

    A page that is saved says what it is not, who could see it, and how old its facts are.
    """
    title = voice.wording.summary_title
    blocks: list[Block] = []
    for part in parts:
        for block in part.blocks:
            match block:
                case Heading(text, level):
                    blocks.append(Heading(text, level + 1))
                case other:
                    blocks.append(other)
    if saved:
        # What is on paper was saved, whatever the last part says.
        blocks = [block for block in blocks if block != voice.text(voice.wording.nothing_saved)]
        blocks.insert(0, voice.text(voice.wording.saved_who_could_see))
    page = voice.page(title, voice.text(voice.wording.summary_intro), *blocks)
    return as_saved(voice, page) if saved else page


def cards_part(
    voice: Voice, cards: Sequence[ShownCard], title: str, answers: Mapping[str, Answer]
) -> Page:
    """Return the safety cards; the first urgent one stands in a notice."""
    wording = voice.wording
    blocks: list[Block] = []
    general = cards[-1]
    brief: list[Spans] = []
    for position, shown in enumerate(cards[:-1]):
        card = shown.card
        if not shown.full:
            topic = voice.say(wording.card_topic, topic=card.topic)
            brief.append((*voice.spans(card.brief), *plain(f" {topic}")))
            continue
        text = (*voice.blocks(card.text), *_because(voice, shown, answers))
        if position == 0 and shown.urgent:
            blocks.append(Notice(voice.say(card.title), text))
        else:
            blocks += [Heading(voice.say(card.title)), *text]
    # The general card stays last in full, so that its numbers are what is read last.
    if brief:
        blocks += [Heading(wording.cards_also), Items(tuple(brief))]
    blocks += [Heading(voice.say(general.card.title)), *voice.blocks(general.card.text)]
    return voice.page(title, *blocks)


def _because(voice: Voice, shown: ShownCard, answers: Mapping[str, Answer]) -> list[Block]:
    """Return the answers that caused a card; what was not asked caused none."""
    questionnaire = voice.content.questionnaire
    rows = [
        voice.say(
            voice.wording.because_row,
            short=questionnaire.question(question_id).short,
            answer=voice.wording.answer_words[answers[question_id]].lower(),
        )
        for question_id in shown.because
        if question_id in answers
    ]
    return [voice.text(voice.wording.because, answers="; ".join(rows))] if rows else []


def _count_words(voice: Voice, count: Count) -> str:
    if count.low == count.high:
        return str(count.low)
    return voice.say(voice.wording.count_range, low=count.low, high=count.high)


def _listed(voice: Voice, count: Count) -> list[Block]:
    """Return what was answered yes, and what is not known, in words."""
    wording, questionnaire = voice.wording, voice.content.questionnaire
    rows = [(wording.said_yes_to, count.yes_to), (wording.unknown_items, count.unknown_to)]
    return [
        Items(
            tuple(
                plain(f"{lead} {voice.say(questionnaire.question(i).short)}")
                for lead, ids in rows
                for i in ids
            )
        )
    ]


def _unanswered(assessment: Assessment, count: Count) -> bool:
    skipped = [i for i in count.unknown_to if assessment.answers[i] is Answer.SKIP]
    return len(skipped) == count.asked


def _safety_part(voice: Voice, assessment: Assessment) -> Page:
    """Return the cards, and what else about safety was not asked."""
    wording = voice.wording
    part = cards_part(voice, assessment.cards, wording.cards_title, assessment.answers)
    left_out = [
        section
        for section in assessment.questionnaire.sections
        if section.offer and section.id not in assessment.sections
    ]
    notes = [voice.text(wording.safety_not_asked, section=section.id) for section in left_out]
    return Page(part.title, (*part.blocks, *notes))


def _dependence_part(voice: Voice, assessment: Assessment) -> Page:
    wording = voice.wording
    return voice.page(
        wording.dependence_title,
        *_counted(voice, assessment, content_ids.DEPENDENCE),
        *voice.blocks(wording.dependence_not_addiction),
    )


def _signs_part(voice: Voice, assessment: Assessment) -> Page:
    wording = voice.wording
    blocks = _counted(voice, assessment, content_ids.SIGNS)
    return voice.page(wording.signs_title, *blocks, fixed_sentence(voice))


def fixed_sentence(voice: Voice) -> Text:
    """Return what a count of signs cannot tell: it stands beside every one."""
    signs = voice.content.questionnaire.section(content_ids.SIGNS)
    return voice.text(voice.wording.fixed_sentence, count=len(signs.questions))


def _counted(voice: Voice, assessment: Assessment, section_id: str) -> list[Block]:
    """Return a count in one of five wordings: not asked, nothing answered, none, some, all."""
    wording = voice.wording
    texts = {
        content_ids.DEPENDENCE: (
            wording.dependence_not_asked,
            wording.dependence_nothing,
            wording.dependence_count,
            (wording.dependence_none, wording.dependence_some, wording.dependence_all),
        ),
        content_ids.SIGNS: (
            wording.signs_not_asked,
            wording.signs_nothing,
            wording.signs_count,
            (wording.signs_none, wording.signs_some, wording.signs_all),
        ),
    }
    not_asked, nothing, counted, (none, some, every) = texts[section_id]
    count = assessment.counts.get(section_id)
    if count is None:
        return [voice.text(not_asked)]
    if _unanswered(assessment, count):
        return [voice.text(nothing)]
    if count.high == 0:
        return [*voice.blocks(none)]
    line = voice.text(counted, count=_count_words(voice, count), asked=count.asked)
    text = every if count.low == count.asked else some
    return [line, *_listed(voice, count), *voice.blocks(text)]


def _background_part(voice: Voice, assessment: Assessment) -> Page:
    wording = voice.wording
    questionnaire = assessment.questionnaire
    if not any(
        s.kind == "background" and s.id in assessment.sections for s in questionnaire.sections
    ):
        return voice.page(wording.background_title, voice.text(wording.background_not_asked))
    if not assessment.background:
        asked = [
            q.id for s in questionnaire.sections if s.kind == "background" for q in s.questions
        ]
        skipped = all(assessment.answers.get(i, Answer.SKIP) is Answer.SKIP for i in asked)
        text = wording.background_nothing if skipped else wording.background_none
        return voice.page(wording.background_title, voice.text(text))
    items = tuple(plain(voice.say(questionnaire.question(i).short)) for i in assessment.background)
    return voice.page(
        wording.background_title,
        voice.text(wording.background_listed),
        Items(items),
        voice.text(wording.background_text),
    )


def _relapse_part(voice: Voice) -> Page:
    return voice.page(voice.wording.relapse_title, *voice.blocks(voice.wording.relapse_text))


def _next_part(voice: Voice, assessment: Assessment) -> Page:
    """Return two to four choices that fit the answers; never one order."""
    wording = voice.wording
    answers, signs = assessment.answers, assessment.counts.get(content_ids.SIGNS)
    said_yes = any(count.yes for count in assessment.counts.values())
    medicines = (content_ids.ON_METHADONE, content_ids.ON_BUPRENORPHINE)
    has_it = any(answers.get(medicine) is Answer.YES for medicine in medicines)
    prescribed = answers.get(content_ids.PRESCRIBED_OPIOID) is Answer.YES
    as_told = prescribed and signs and signs.high == 0
    wanted = {
        "person": assessment.in_crisis,
        "naloxone": answers.get(content_ids.NALOXONE) is not Answer.YES,
        "medication": said_yes and not (assessment.in_crisis or has_it or as_told),
        "talk": True,
        "write": not assessment.in_crisis,
    }
    chosen = [key for key, fits in wanted.items() if fits][:_CHOICES_AT_MOST]
    items = tuple(plain(voice.say(wording.next_choices[key])) for key in chosen)
    return voice.page(wording.next_title, voice.text(wording.next_intro), Items(items))


def _help_part(voice: Voice, today: date) -> Page:
    return voice.page(
        voice.say(voice.wording.help_title, country=voice.country.name),
        *help_lines(voice, today),
    )


def _reading_part(voice: Voice, assessment: Assessment) -> Page:
    wording = voice.wording
    cards = assessment.cards
    keys = cited(wording.dependence_not_addiction, voice.content)
    if assessment.in_crisis:
        # Nothing to read on amounts, tolerance or deaths, not even a title.
        cards = tuple(shown for shown in cards if shown.card.about_suicide)
    else:
        keys += cited(wording.relapse_text, voice.content)
    named = [shown.card.topic for shown in cards]
    also = () if assessment.in_crisis else content_ids.TOPICS_FOR_EVERYONE
    ids = tuple(dict.fromkeys([*named, *also]))[:_READ_AT_MOST]
    # A card of one line names its topic, and that has the sources.
    for card in (shown.card for shown in cards if shown.full):
        keys += [*card.sources, *cited(card.text, voice.content)]
    blocks: list[Block] = [voice.text(wording.read_intro), topic_table(voice, ids)]
    if keys:
        sources = short_references(voice, list(dict.fromkeys(keys)))
        blocks += [Heading(wording.sources_title), sources]
    blocks.append(Text(plain(wording.nothing_saved)))
    return voice.page(wording.read_title, *blocks)
