"""Every page there is, by name."""

from collections.abc import Iterator
from datetime import date

from kickcheck import content
from kickcheck.assessment import ShownCard, assess
from kickcheck.interview import Asked, Interview, Offered
from kickcheck.model import Answer, Kind, Page
from kickcheck.pages import demo as demo_pages
from kickcheck.pages import help as help_pages
from kickcheck.pages import paper_form, questions, summary, topics
from kickcheck.pages.localizer import Voice

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
    """Walk over every page that the program can show, in one country or another."""
    voice = Voice(CONTENT, CONTENT.countries["GB"])
    nowhere = Voice(CONTENT, CONTENT.countries["international"])
    for topic in CONTENT.topics.values():
        yield f"topic {topic.id}", topics.topic_page(voice, topic)
        yield f"notes {topic.id}", topics.notes_page(voice, topic)
        yield f"sources {topic.id}", topics.sources_page(voice, topic)
    yield "topics", topics.topics_page(voice)
    yield "search", topics.search_page(voice, topics.search(voice, "naloxone"))
    for country in CONTENT.countries.values():
        here = Voice(CONTENT, country)
        yield f"contacts {country.code}", help_pages.contacts_page(here, DAY)
        sources = help_pages.contact_sources_page(here)
        yield f"contacts {country.code} sources", sources
        yield f"emergency {country.code}", help_pages.emergency_page(here)
    yield "blank", paper_form.blank_page(voice, DAY)
    for demo in CONTENT.demos.values():
        yield f"demo {demo.id} notes", demo_pages.notes_page(voice, demo)
        yield f"demo {demo.id} first", demo_pages.marked(voice, demo_pages.first_page(voice, demo))
        yield f"demo {demo.id} room", demo_pages.room_page(voice, demo)
    yield "demos", demo_pages.list_page(voice)
    yield "welcome", help_pages.welcome_page(nowhere)
    for full in (True, False):
        yield "first", questions.first_screen(voice, full_screen=full, plain_mode=not full)
    yield "keys", questions.keys_page(voice)
    yield "closing", questions.closing_page(voice)
    yield from _conversation(voice)
    for name, answers in ANSWER_SETS.items():
        result = assess(CONTENT.questionnaire, answers)
        parts = summary.summary(nowhere, result, DAY)
        for number, part in enumerate(parts):
            yield f"summary {name} {number}", part
        yield f"summary {name}", summary.whole(nowhere, parts, saved=True)
        yield f"ending {name}", summary.ending(nowhere, result.cards, answers)[0]


def _conversation(voice: Voice) -> Iterator[tuple[str, Page]]:
    questionnaire = CONTENT.questionnaire
    for card in questionnaire.cards:
        shown = ShownCard(card, (), full=True)
        yield f"card {card.id}", questions.urgent_page(voice, shown)
    for section in questionnaire.sections:
        if section.offer:
            yield f"offer {section.id}", questions.offer_page(voice, Offered(section))
        for number, question in enumerate(section.questions, start=1):
            stop = Asked(section, question, number, len(section.questions))
            yield f"question {question.id}", questions.question_page(voice, stop, current=None)
            again = questions.question_page(voice, stop, current=Answer.SKIP)
            yield f"question {question.id} again", again
            yield f"why {question.id}", questions.why_page(voice, stop)
    chosen = tuple(s.id for s in questionnaire.sections if s.kind is not Kind.BACKGROUND)
    answered = Interview(questionnaire, chosen).answer(Answer.YES).answer(Answer.SKIP)
    yield "review", questions.review_page(voice, answered)
    yield "review empty", questions.review_page(voice, Interview(questionnaire, chosen))
