"""Every page that the program can show, by name."""

from collections.abc import Iterator
from datetime import date

from kickcheck import content
from kickcheck.assessment import ShownCard, assess
from kickcheck.interview import Interview, QuestionStep, SectionOffer
from kickcheck.model import Answer, Kind, Page
from kickcheck.pages import contacts as contacts_pages
from kickcheck.pages import demo as demo_pages
from kickcheck.pages import paper_form, questions, summary, topics
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer
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


def every_page() -> Iterator[tuple[str, Page]]:
    """Yield the name and the page of everything the program can show."""
    localizer = Localizer(CONTENT, CONTENT.countries["GB"])
    nowhere = Localizer(CONTENT, CONTENT.countries["international"])
    for topic in CONTENT.topics.values():
        yield f"topic {topic.id}", topics.topic_page(localizer, topic)
        yield f"notes {topic.id}", topics.notes_page(localizer, topic)
        yield f"sources {topic.id}", topics.sources_page(localizer, topic)
    yield "topics", topics.topics_page(localizer)
    yield "search", topics.search_page(localizer, topics.search(localizer, "naloxone"))
    for country in CONTENT.countries.values():
        here = Localizer(CONTENT, country)
        yield f"contacts {country.code}", contacts_pages.contacts_page(here, DAY)
        sources = contacts_pages.contact_sources_page(here)
        yield f"contacts {country.code} sources", sources
        yield f"emergency {country.code}", emergency_page(here)
    yield "blank", paper_form.blank_page(localizer, DAY)
    for demo in CONTENT.demos.values():
        yield f"demo {demo.id} notes", demo_pages.notes_page(localizer, demo)
        yield (
            f"demo {demo.id} first",
            demo_pages.mark_as_example(localizer, demo_pages.first_page(localizer, demo)),
        )
        yield f"demo {demo.id} discussion", demo_pages.discussion_page(localizer, demo)
    yield "demos", demo_pages.list_page(localizer)
    yield "welcome", welcome_page(nowhere)
    for full in (True, False):
        yield "first", questions.first_screen(localizer, full_screen=full)
    yield "keys", questions.keys_page(localizer)
    yield "closing", questions.closing_page(localizer)
    yield from _conversation(localizer)
    for name, answers in ANSWER_SETS.items():
        result = assess(CONTENT.questionnaire, answers)
        parts = summary.Summary(nowhere, result, DAY)
        yield f"summary {name} on screen", parts.on_screen()
        yield f"summary {name} printed", parts.printed()
        yield f"summary {name}", parts.saved()
        yield f"ending {name}", summary.ending(nowhere, result.cards, answers)


def _conversation(localizer: Localizer) -> Iterator[tuple[str, Page]]:
    questionnaire = CONTENT.questionnaire
    for card in questionnaire.cards:
        shown = ShownCard(card, (), full=True)
        yield f"card {card.id}", questions.urgent_page(localizer, shown, {})
    for section in questionnaire.sections:
        if section.offer:
            yield (
                f"offer {section.id}",
                questions.offer_page(localizer, SectionOffer(section, 11, 4, 5)),
            )
        for number, question in enumerate(section.questions, start=1):
            step = QuestionStep(section, question, number, len(section.questions), 1, 5)
            yield f"question {question.id}", questions.question_page(localizer, step, current=None)
            so_far = list(Answer)[number % len(Answer)]
            again = questions.question_page(localizer, step, current=so_far)
            yield f"question {question.id} again", again
            yield f"why {question.id}", questions.why_page(localizer, step)
    chosen = tuple(s.id for s in questionnaire.sections if s.kind is not Kind.BACKGROUND)
    answered = Interview(questionnaire, chosen).answer(Answer.YES).answer(Answer.SKIP)
    yield "review", questions.review_page(localizer, answered)
    yield "review empty", questions.review_page(localizer, Interview(questionnaire, chosen))
