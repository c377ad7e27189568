"""The summary: danger first, then what can be done, then dependence and addiction."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kickcheck.assessment import Assessment, Count, ShownCard
from kickcheck.frozen import Frozen
from kickcheck.model import (
    GENERAL_PRECEDENCE,
    NEXT_NUMBERS,
    Answer,
    Block,
    Callout,
    DefinitionList,
    FillIn,
    Heading,
    Kind,
    List,
    Page,
    PageBreak,
    Paragraph,
    Spans,
    content_ids,
)
from kickcheck.pages.cards import card_text
from kickcheck.pages.contacts import help_lines, short_help_lines
from kickcheck.pages.localizer import Localizer, cited, unstyled
from kickcheck.pages.saved_page import with_saved_notes
from kickcheck.pages.topics import short_references, topic_table

MAX_TOPICS = 4
MAX_NEXT_STEPS = 5
PLAN_LINES = 3  # of the plan, at the end of a saved summary


class Summary(Frozen):
    """What a summary says, apart from where it is shown.

    Args:
        localizer: localizes the texts.
        assessment: the result.
        today: the date that decides which help lines are marked as old.

    """

    localizer: Localizer
    assessment: Assessment
    today: date

    def on_screen(self) -> Page:
        """Return the summary as it is read part by part: the urgent cards have a screen each."""
        urgent: list[Block | PageBreak] = []
        for callout in self._urgent_cards():
            urgent += [callout, PageBreak()]
        title = self.localizer.interface.summary_title
        intro = self.localizer.paragraph(self.localizer.interface.read_intro)
        reading = self._reading(intro, numbered=True)
        first = (*urgent, Heading(self.localizer.title(title), level=1), self._intro())
        return self.localizer.page(
            title, *first, *self._parts(), *reading, *self._help(short=True), heading=False
        )

    def printed(self) -> Page:
        """Return the summary as it is printed at once."""
        interface = self.localizer.interface
        intro = self.localizer.paragraph(interface.read_intro_printed)
        return self._whole(
            *self._reading(intro), *self._help(), self.localizer.paragraph(interface.nothing_saved)
        )

    def saved(self) -> Page:
        """Return the summary for a file: with sources, and with what the file is not."""
        interface = self.localizer.interface
        who = self.localizer.paragraph(interface.saved_who_could_see)
        intro = self.localizer.paragraph(interface.read_intro_saved)
        page = self._whole(
            *self._reading(intro), *self._help(), *self._sources(), *self._plan(), first=(who,)
        )
        return with_saved_notes(self.localizer, page)

    @property
    def topics(self) -> tuple[str, ...]:
        """The ids of the topics that the summary suggests."""
        cards = self.assessment.cards
        if self.assessment.suicide_risk:
            # Suggest nothing about amounts, tolerance or deaths, not even by title.
            cards = tuple(shown for shown in cards if shown.card.about_suicide)
        also = () if self.assessment.suicide_risk else content_ids.TOPICS_FOR_EVERYONE
        named = [shown.card.topic for shown in cards]
        return tuple(dict.fromkeys([*named, *also]))[:MAX_TOPICS]

    def _whole(self, *last: Block, first: tuple[Block, ...] = ()) -> Page:
        return self.localizer.page(
            self.localizer.interface.summary_title,
            *first,
            self._intro(),
            *self._urgent_cards(),
            *self._parts(),
            *last,
        )

    def _intro(self) -> Paragraph:
        return self.localizer.paragraph(self.localizer.interface.summary_intro)

    def _urgent_cards(self) -> list[Callout]:
        localizer, answers = self.localizer, self.assessment.answers
        return [
            localizer.callout(shown.card.title, tuple(_card(localizer, shown, answers)))
            for shown in self.assessment.cards
            if shown.urgent
        ]

    def _parts(self) -> Iterator[Block]:
        """Yield what stands between the urgent cards and the topics to read."""
        interface, assessment = self.localizer.interface, self.assessment
        yield from _next_steps(self.localizer, assessment)
        yield Heading(interface.cards_title)
        yield from _other_cards(self.localizer, assessment.cards, assessment.answers)
        yield from self._not_asked()
        yield Heading(interface.dependence_title)
        yield from _counted(self.localizer, assessment, content_ids.DEPENDENCE)
        yield from self.localizer.blocks(interface.dependence_not_addiction)
        yield Heading(interface.signs_title)
        yield from _counted(self.localizer, assessment, content_ids.SIGNS)
        yield fixed_sentence(self.localizer)
        yield from _background(self.localizer, assessment)
        if not (assessment.suicide_risk or self._tolerance_was_told()):
            yield Heading(interface.relapse_title)
            yield from self.localizer.blocks(interface.relapse_text)

    def _tolerance_was_told(self) -> bool:
        return any(shown.full and shown.card.about_tolerance for shown in self.assessment.cards)

    def _not_asked(self) -> Iterator[Block]:
        """Yield which optional safety sections were not asked."""
        for section in self.assessment.questionnaire.sections:
            if section.offer and section.id not in self.assessment.sections:
                text = self.localizer.interface.safety_not_asked
                yield self.localizer.instruction(text, section=section.id)

    def _reading(self, intro: Paragraph, *, numbered: bool = False) -> tuple[Block, ...]:
        heading = Heading(self.localizer.interface.read_title)
        return (heading, intro, topic_table(self.localizer, self.topics, numbered=numbered))

    def _help(self, *, short: bool = False) -> tuple[Block, ...]:
        title = self.localizer.interface.help_title
        heading = self.localizer.format(title, country=self.localizer.country.name)
        lines = short_help_lines if short else help_lines
        return (Heading(heading), *lines(self.localizer, self.today, level=3))

    def _plan(self) -> tuple[Block, ...]:
        """Return the first lines of the plan, empty: a step that the person chooses.

        Someone who thinks of suicide is not asked to plan for the use of opioids.
        """
        if self.assessment.suicide_risk:
            return ()
        plan = self.localizer.content.topics[content_ids.PLAN]
        lines = [block for block in plan.blocks if isinstance(block, FillIn)][:PLAN_LINES]
        return (Heading(self.localizer.format(plan.title)), *self.localizer.blocks(tuple(lines)))

    def _sources(self) -> tuple[Block, ...]:
        """Return the sources of the cards in full and of the texts; a brief card has none."""
        localizer, interface = self.localizer, self.localizer.interface
        keys = cited(interface.dependence_not_addiction, localizer.content)
        if not self.assessment.suicide_risk:
            keys += cited(interface.relapse_text, localizer.content)
        for card in (shown.card for shown in self.assessment.cards if shown.full):
            keys += [*card.sources, *cited(card.text, localizer.content)]
        if not keys:
            return ()
        sources = short_references(localizer, list(dict.fromkeys(keys)))
        return (Heading(interface.sources_title), sources)


def ending(localizer: Localizer, cards: Sequence[ShownCard], answers: Mapping[str, Answer]) -> Page:
    """Return the page for an interview that ended early: the cards so far, and no counts."""
    blocks: list[Block] = []
    for shown in cards:
        if shown.urgent:
            text = tuple(_card(localizer, shown, answers))
            blocks.append(localizer.callout(shown.card.title, text))
    blocks += _other_cards(localizer, cards, answers, level=2)
    interface = localizer.interface
    return localizer.page(
        interface.ended_title, *blocks, localizer.paragraph(interface.ended_early)
    )


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
    return localizer.page(card.title, *card_text(localizer, card, {}))


def _card(localizer: Localizer, shown: ShownCard, answers: Mapping[str, Answer]) -> Iterator[Block]:
    """Yield the text of a card, and the answers that caused it."""
    yield from card_text(localizer, shown.card, answers)
    yield from _because(localizer, shown, answers)


def _other_cards(
    localizer: Localizer,
    cards: Sequence[ShownCard],
    answers: Mapping[str, Answer],
    level: int = 3,
) -> Iterator[Block]:
    """Yield the cards that are not urgent: in full, then in one line each, the general card last.

    The general card is in full, so that people finish on its phone numbers.
    """
    *others, general = cards
    brief: list[Spans] = []
    for shown in others:
        card = shown.card
        if not shown.full:
            topic = localizer.format(localizer.interface.card_topic, topic=card.topic)
            brief.append((*localizer.spans(card.brief), *unstyled(f" {topic}")))
        elif not shown.urgent:
            yield Heading(localizer.format(card.title), level)
            yield from _card(localizer, shown, answers)
    if brief:
        yield Heading(localizer.interface.cards_also, level)
        yield List(tuple(brief))
    yield Heading(localizer.format(general.card.title), level)
    yield from card_text(localizer, general.card, answers)


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
    rows = [("", count.yes_to), (f"{interface.unknown_items} ", count.unknown_to)]
    return [
        List(
            tuple(
                unstyled(f"{lead}{localizer.format(questionnaire.question(i).short)}")
                for lead, ids in rows
                for i in ids
            )
        )
    ]


def _unanswered(assessment: Assessment, count: Count) -> bool:
    skipped = [i for i in count.unknown_to if assessment.answers[i] is Answer.SKIP]
    return len(skipped) == count.asked


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


def _background(localizer: Localizer, assessment: Assessment) -> list[Block]:
    """Return the background that was named, or that none was; nothing if it was not asked."""
    interface, questionnaire = localizer.interface, assessment.questionnaire
    sections = [s for s in questionnaire.sections if s.kind is Kind.BACKGROUND]
    if not any(section.id in assessment.sections for section in sections):
        return []
    heading = Heading(interface.background_title)
    if not assessment.background:
        ids = {question.id for section in sections for question in section.questions}
        skipped = all(a is Answer.SKIP for i, a in assessment.answers.items() if i in ids)
        text = interface.background_nothing if skipped else interface.background_none
        return [heading, localizer.paragraph(text)]
    items = tuple(
        unstyled(localizer.format(questionnaire.question(i).short)) for i in assessment.background
    )
    return [
        heading,
        localizer.paragraph(interface.background_listed),
        List(items),
        localizer.paragraph(interface.background_text),
    ]


def _next_steps(localizer: Localizer, assessment: Assessment) -> list[Block]:
    """Return two to five next steps, as choices and not as orders, and the three numbers."""
    interface = localizer.interface
    keys = [shown.card.next_step for shown in assessment.cards if shown.card.next_step]
    if not assessment.suicide_risk:
        keys += _steps_from_counts(assessment)
    keys.append(content_ids.TALK)
    chosen = list(dict.fromkeys(keys))[:MAX_NEXT_STEPS]
    items = tuple(localizer.line(interface.next_choices[key]) for key in chosen)
    rows = tuple(
        (unstyled(interface.next_numbers[name]), localizer.line(f"{{{name}}}"))
        for name in NEXT_NUMBERS
    )
    return [
        Heading(interface.next_title),
        localizer.paragraph(interface.next_intro),
        List(items),
        DefinitionList(rows),
    ]


def _steps_from_counts(assessment: Assessment) -> list[str]:
    answers, signs = assessment.answers, assessment.counts.get(content_ids.SIGNS)
    medicines = (content_ids.ON_METHADONE, content_ids.ON_BUPRENORPHINE)
    has_medication = any(answers.get(medicine) is Answer.YES for medicine in medicines)
    prescribed = answers.get(content_ids.PRESCRIBED_OPIOID) is Answer.YES
    only_prescribed = prescribed and signs is not None and signs.high == 0
    any_yes = any(count.yes for count in assessment.counts.values())
    steps = []
    if any_yes and not has_medication and not only_prescribed:
        steps.append(content_ids.MEDICATION)
    if signs is not None and signs.yes:
        steps.append(content_ids.WRITE)
    return steps
