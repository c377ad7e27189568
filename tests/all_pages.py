"""Every page that the program can show, by name."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from kickcheck import content
from kickcheck.assessment import ShownCard, assess
from kickcheck.cli.options import country_for
from kickcheck.interview import Interview, QuestionStep, SectionOffer
from kickcheck.model import Answer, Demo, Kind, Page, ServiceContact
from kickcheck.pages import contacts as contacts_pages
from kickcheck.pages import demo as demo_pages
from kickcheck.pages import paper_form, questions, summary, topics
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.saved_page import with_saved_notes
from kickcheck.pages.welcome import welcome_page

CONTENT = content.bundled()
DAY = date(2026, 11, 23)
ANSWER_SETS: dict[str, dict[str, Answer]] = {
    "nothing": {},
    "all-yes": {
        question.id: Answer.YES
        for section, question in CONTENT.questionnaire.pairs()
        if not question.id.startswith("suicidal")
    },
    "crisis": {"suicidal-today": Answer.YES, "recent-break": Answer.YES},
    "all-no": {question.id: Answer.NO for _, question in CONTENT.questionnaire.pairs()
               if question.id != "suicidal-today"},
}  # fmt: skip
SERVICE = ServiceContact(kind="health", name="The drop-in", number="555 0100", note="Ring twice.")
MORE_COUNTRIES = {
    "PR": country_for(CONTENT, "PR"),  # belongs to another
    "BR": country_for(CONTENT, "BR"),  # has no help lines here
    "GB-local": CONTENT.countries["GB"].with_local((SERVICE.as_contact(),)),
}


Maker = Callable[[], Page]


def every_page() -> Iterator[tuple[str, Page]]:
    """Yield the name and the page of everything the program can show."""
    for name, make in makers():
        yield name, make()


def makers() -> Iterator[tuple[str, Maker]]:
    """Yield the name of each page, and what makes it."""
    localizer = Localizer(CONTENT, CONTENT.countries["GB"])
    nowhere = Localizer(CONTENT, CONTENT.countries["international"])
    for topic in CONTENT.topics.values():
        yield f"topic {topic.id}", partial(topics.topic_page, localizer, topic)
        yield f"notes {topic.id}", partial(topics.notes_page, localizer, topic)
        yield f"sources {topic.id}", partial(topics.sources_page, localizer, topic)
    yield "topics", partial(topics.topics_page, localizer)
    yield "search without a result", lambda: topics.search_page(localizer, [])
    yield "search", lambda: topics.search_page(localizer, topics.search(localizer, "naloxone"))
    for country in CONTENT.countries.values():
        here = Localizer(CONTENT, country)
        yield f"contacts {country.code}", partial(contacts_pages.contacts_page, here, DAY)
        sources = partial(contacts_pages.contact_sources_page, here)
        yield f"contacts {country.code} sources", sources
        yield f"emergency {country.code}", partial(emergency_page, here)
    steps = emergency_page(localizer)
    yield "emergency GB saved", partial(with_saved_notes, localizer, steps, steps=True)
    for name, country in MORE_COUNTRIES.items():
        here = Localizer(CONTENT, country)
        yield f"contacts {name}", partial(contacts_pages.contacts_page, here, DAY)
        sources = partial(contacts_pages.contact_sources_page, here)
        yield f"contacts {name} sources", sources
    yield "blank", partial(paper_form.blank_page, localizer, DAY)
    for demo in CONTENT.demos.values():
        yield f"demo {demo.id} notes", partial(demo_pages.notes_page, localizer, demo)
        yield f"demo {demo.id} first", partial(_first_of_demo, localizer, demo)
        yield f"demo {demo.id} discussion", partial(demo_pages.discussion_page, localizer, demo)
    yield from _summary_of_demo(localizer, CONTENT.demos["leaving-custody"])
    yield "demos", partial(demo_pages.list_page, localizer)
    yield "welcome", partial(welcome_page, nowhere)
    for full in (True, False):
        yield "first", partial(questions.first_screen, localizer, full_screen=full)
    yield "country", partial(questions.country_page, localizer)
    yield "keys", partial(questions.keys_page, localizer)
    yield "closing", partial(questions.closing_page, localizer)
    lead = next(each.after_yes for _, each in CONTENT.questionnaire.pairs() if each.after_yes)
    yield "closing after a yes", partial(questions.closing_page, localizer, lead)
    unsaved = questions.closing_page(localizer)
    yield "unsaved", partial(summary.with_nothing_saved, localizer, unsaved)
    yield from _conversation(localizer)
    for name, answers in ANSWER_SETS.items():
        yield from summaries(f"summary {name}", nowhere, answers)
        result = assess(CONTENT.questionnaire, answers)
        yield f"ending {name}", partial(summary.ending, nowhere, result.cards, answers)


def summaries(
    name: str, localizer: Localizer, answers: Mapping[str, Answer]
) -> Iterator[tuple[str, Maker]]:
    """Yield the three forms of a summary."""

    def made() -> summary.Summary:
        return summary.Summary(localizer, assess(CONTENT.questionnaire, answers), DAY)

    yield f"{name} on screen", lambda: made().on_screen()
    yield f"{name} printed", lambda: made().printed()
    yield f"{name} saved", lambda: made().saved()


def _first_of_demo(localizer: Localizer, demo: Demo) -> Page:
    return demo_pages.mark_as_example(localizer, demo_pages.first_page(localizer, demo))


def _summary_of_demo(localizer: Localizer, demo: Demo) -> Iterator[tuple[str, Maker]]:
    made = partial(summary.Summary, localizer, assess(CONTENT.questionnaire, demo.answers), DAY)
    mark = partial(demo_pages.mark_as_example, localizer)
    yield f"demo {demo.id} summary on screen", lambda: mark(made().on_screen())
    yield f"demo {demo.id} summary printed", lambda: mark(made().printed(), levels=2)


def _conversation(localizer: Localizer) -> Iterator[tuple[str, Maker]]:
    questionnaire = CONTENT.questionnaire
    for card in questionnaire.cards:
        shown = ShownCard(card, (), full=True)
        yield f"card {card.id}", partial(questions.urgent_page, localizer, shown, {})
    for section in questionnaire.sections:
        if section.offer:
            offer = SectionOffer(section, 11, 4, 5)
            yield f"offer {section.id}", partial(questions.offer_page, localizer, offer)
            lead = section.questions[0].short
            yield (
                f"offer {section.id} after a yes",
                partial(questions.offer_page, localizer, offer, lead),
            )
        for number, question in enumerate(section.questions, start=1):
            step = QuestionStep(section, question, number, len(section.questions), 1, 5)
            page = partial(questions.question_page, localizer, step)
            yield f"question {question.id}", partial(page, current=None)
            so_far = list(Answer)[number % len(Answer)]
            yield f"question {question.id} again", partial(page, current=so_far)
            if number == 1:
                led = partial(page, current=None, lead=section.questions[-1].short)
                yield f"question {question.id} after a yes", led
            yield f"why {question.id}", partial(questions.why_page, localizer, step)
    chosen = tuple(s.id for s in questionnaire.sections if s.kind is not Kind.BACKGROUND)
    answered = Interview(questionnaire, chosen).answer(Answer.YES).answer(Answer.SKIP)
    yield "review", partial(questions.review_page, localizer, answered)
    nothing = Interview(questionnaire, chosen)
    yield "review empty", partial(questions.review_page, localizer, nothing)
