"""Citations: numbers in a topic, none where a person in danger reads, all under --sources."""

import re

import pytest

from all_pages import CONTENT, every_page
from cli_runner import run
from kickcheck.model import (
    Block,
    Chart,
    Citation,
    Heading,
    Page,
    Paragraph,
    Topic,
    spans_of,
)
from kickcheck.pages import topics
from kickcheck.pages.localizer import Localizer, cited
from kickcheck.render import html, joined, plain

PAGES = dict(every_page())
TOPICS = CONTENT.topics
LOCALIZER = Localizer(CONTENT, CONTENT.countries["GB"])
WITH_CITATIONS = re.compile("topic |notes |sources |demo .* notes|contacts .* sources|why ")
TOPICS_WITH_SOURCES = [t.id for t in TOPICS.values() if cited(t.blocks, CONTENT)]


def text(page: Page) -> str:
    return joined(plain.draw(page, 100_000))


def numbers(page: Page) -> list[tuple[str, str]]:
    """Return the source and the printed form of each citation of a page, in order."""
    spans = [span for span in spans_of(page.unbroken) if isinstance(span, Citation) and span.text]
    return [(span.key, span.text) for span in spans]


def with_text(topic_id: str, *blocks: Block) -> Topic:
    """Return a topic with another text."""
    fields = {**vars(TOPICS[topic_id]), "blocks": blocks, "notes": ()}
    return Topic(**fields)


@pytest.mark.parametrize("topic_id", TOPICS_WITH_SOURCES)
def test_a_topic_numbers_its_sources_in_the_order_of_their_first_appearance(topic_id: str) -> None:
    keys = cited(TOPICS[topic_id].blocks, CONTENT)
    found = numbers(PAGES[f"topic {topic_id}"])
    assert found
    assert found == [(key, f"[{keys.index(key) + 1}]") for key, _ in found]
    assert not re.search(r"\[[A-Za-z]", text(PAGES[f"topic {topic_id}"]))


@pytest.mark.parametrize("topic_id", TOPICS_WITH_SOURCES)
def test_a_topic_says_at_its_end_what_each_number_is(topic_id: str) -> None:
    *_, heading, listed, closing = PAGES[f"topic {topic_id}"].blocks
    assert heading == Heading(CONTENT.interface.sources_title)
    assert isinstance(listed, Paragraph)
    assert isinstance(closing, Paragraph)
    keys = cited(TOPICS[topic_id].blocks, CONTENT)
    said = "; ".join(f"[{n}] {CONTENT.sources[key].short}" for n, key in enumerate(keys, 1))
    assert "".join(span.text for span in listed.spans) == f"{said}."


@pytest.mark.parametrize("topic_id", TOPICS_WITH_SOURCES)
def test_the_page_of_sources_has_the_same_numbers(topic_id: str) -> None:
    lines = run("topic", topic_id, "--sources").out.split("\n")
    topic = TOPICS[topic_id]
    keys = cited((*topic.blocks, *topic.notes), CONTENT)
    marked = [line for line in lines if re.match(r"- \[\d", line)]
    assert len(marked) == len(keys)
    for number, (key, line) in enumerate(zip(keys, marked, strict=True), start=1):
        assert f"{line} ".startswith(f"- [{number}] {CONTENT.sources[key].short}"[:40])


def test_a_fact_and_a_chart_have_the_number_of_their_source() -> None:
    fact = CONTENT.facts["withdrawal-peak"]
    (chart,) = (b for b in TOPICS["withdrawal"].blocks if isinstance(b, Chart))
    first = Paragraph((Citation("WHO-FS"), Citation(fact.source)))
    shown = topics.topic_page(
        LOCALIZER, with_text("law", first, Paragraph((Citation(fact.id, is_fact=True),)), chart)
    )
    assert numbers(shown)[:3] == [("WHO-FS", "[1]"), (fact.source, "[2]"), (fact.source, "[2]")]
    (chart_shown,) = (block for block in shown.blocks if isinstance(block, Chart))
    chart_keys = dict.fromkeys(CONTENT.facts[bar.fact].source for bar in chart.bars)
    keys = cited((first, chart), CONTENT)
    said = " ".join(f"[{keys.index(key) + 1}]" for key in chart_keys)
    assert chart_shown.source == f"Source: {said}."


def test_the_notes_of_a_topic_use_its_numbers_and_say_what_they_are() -> None:
    topic = TOPICS["relapse"]
    keys = cited((*topic.blocks, *topic.notes), CONTENT)
    page = PAGES["notes relapse"]
    assert numbers(page)
    assert numbers(page) == [(key, f"[{keys.index(key) + 1}]") for key, _ in numbers(page)]
    for key, number in numbers(page):
        assert f"{number} {CONTENT.sources[key].short}" in text(page)


def test_a_topic_without_sources_has_no_list_of_them() -> None:
    page = topics.topic_page(LOCALIZER, with_text("law", Heading("Nothing cited")))
    assert "--sources" not in text(page)
    assert Heading(CONTENT.interface.sources_title) not in page.blocks


def test_no_other_page_interrupts_its_text_with_a_citation() -> None:
    names = [name for name in PAGES if not WITH_CITATIONS.match(name)]
    assert {"emergency GB", "blank", "summary all-yes printed", "card crisis"} <= set(names)
    for name in names:
        assert numbers(PAGES[name]) == [], name
        assert not re.search(r"\[[^\s\u00a0]| [.;,]", text(PAGES[name])), name


def test_the_sources_of_the_emergency_page_stand_under_its_topic() -> None:
    interface = CONTENT.interface
    keys = cited((*interface.emergency_steps, *interface.emergency_more), CONTENT)
    page = text(PAGES["sources overdose-response"])
    assert "Sources" not in text(PAGES["emergency GB"])
    for key in keys:
        assert f"] {CONTENT.sources[key].short}: " in page, key


@pytest.mark.parametrize("name", ["topic relapse", "summary all-yes saved"])
def test_a_saved_list_of_sources_stays_with_its_heading(name: str) -> None:
    body = html.draw(PAGES[name])
    last = body.split(f"<h2>{CONTENT.interface.sources_title}</h2>")
    if len(last) == 1:
        last = body.split(f"<h3>{CONTENT.interface.sources_title}</h3>")
    assert last[-1].strip().startswith('<p class="small">')
    assert "<footer>" in last[-1]


def test_a_chart_on_a_page_without_numbers_names_its_source() -> None:
    (chart,) = (b for b in TOPICS["relapse"].blocks if isinstance(b, Chart))
    (shown,) = LOCALIZER.blocks((chart,))
    assert isinstance(shown, Chart)
    assert shown.source == "Source: Merrall 2010."
