"""Every page that the program can show, compared with its approved copy in tests/__snapshots__.

The copies hold which word belongs to which record, and in which order. CONTRIBUTING.md says how
to approve a change that is meant; read the diff before you commit it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from syrupy.assertion import SnapshotAssertion

from all_pages import ANSWER_SETS, CONTENT, DAY, Maker, makers, summaries
from kickcheck import fhir_export, json_export
from kickcheck.assessment import assess
from kickcheck.cli.formats import FORMATS
from kickcheck.model import (
    INTERNATIONAL,
    Answer,
    Bar,
    Block,
    Callout,
    Chart,
    Citation,
    DefinitionList,
    FillIn,
    Heading,
    List,
    Page,
    PageBreak,
    Paragraph,
    Span,
    Spans,
    Style,
    spans_of,
)
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.questions import first_screen
from kickcheck.pages.topics import search, topic_page
from kickcheck.render import Drawing, html, joined, plain, svg, terminal

COLUMNS = 90
US = Localizer(CONTENT, CONTENT.countries["US"])


def pages() -> Iterator[tuple[str, Maker]]:
    """Yield every page, the first screen that asks for the country, and each person's summary."""
    yield from makers()
    nowhere = Localizer(CONTENT, CONTENT.countries[INTERNATIONAL])
    yield "first without a country", partial(first_screen, nowhere, full_screen=True)
    for name, answers in PEOPLE.items():
        yield from summaries(f"person {name}", US, answers)


def group_of(name: str) -> str:
    """Return the name of the file for a page: what belongs together is read together."""
    kind, _, rest = name.partition(" ")
    if kind in ("topic", "notes", "sources"):
        return f"topic {rest}"
    if kind in ("contacts", "emergency", "demo", "person", "summary"):
        return " ".join(name.split()[:2])
    return kind


QUESTIONS = [question.id for _, question in CONTENT.questionnaire.pairs()]
PEOPLE = {
    **ANSWER_SETS,
    **{demo.id: dict(demo.answers) for demo in CONTENT.demos.values()},
    "unsure": dict.fromkeys(QUESTIONS, Answer.UNSURE),
    "skipped": dict.fromkeys(QUESTIONS, Answer.SKIP),
}
GROUPS: dict[str, list[tuple[str, Maker]]] = defaultdict(list)
for _name, _make in pages():
    GROUPS[group_of(_name)].append((_name, _make))


@pytest.mark.parametrize("group", GROUPS)
def test_page(group: str, approved: SnapshotAssertion) -> None:
    texts = [
        f"{name:=^{COLUMNS}}\n\n{joined(plain.draw(make(), COLUMNS))}\n"
        for name, make in GROUPS[group]
    ]
    assert "\n".join(texts) == approved


def outline(page: Page) -> str:
    """Return the kinds of the blocks of a page, which plain text does not show, and its bold."""
    bold = sum(
        isinstance(span, Span) and span.style is Style.STRONG for span in spans_of(page.unbroken)
    )
    return f"{' '.join(_kind(block) for block in page.blocks)}, {bold} bold"


def _kind(block: Block | PageBreak) -> str:
    match block:
        case Heading(_, level):
            return f"h{level}"
        case Paragraph(_, small):
            return "small" if small else "p"
        case List(items, ordered, small):
            return f"{'ol' if ordered else 'ul'}{len(items)}{'-small' if small else ''}"
        case Callout(title, inner, continued):
            kinds = " ".join(_kind(each) for each in inner)
            return f"{'titled' if title else ''}[{kinds}]{continued}"
        case FillIn(_, rows):
            return f"fill-in{rows}"
        case DefinitionList(rows):
            return f"dl{len(rows)}"
        case Chart():
            return "chart"
        case PageBreak():
            return "/"


def test_outlines(approved: SnapshotAssertion) -> None:
    made = [(name, make()) for group in GROUPS.values() for name, make in group]
    assert "".join(f"{name} ({page.title}): {outline(page)}\n" for name, page in made) == approved


TOPIC = CONTENT.topics["withdrawal"]
OBJECTS: dict[str, Callable[[], object]] = {
    "topic": lambda: json_export.topic(CONTENT, TOPIC),
    "notes": lambda: json_export.notes(TOPIC),
    "topics": lambda: json_export.topics(CONTENT),
    "found": lambda: json_export.found(search(US, "naloxone")),
    "contacts": lambda: json_export.contacts(US.country),
    "form": lambda: fhir_export.form(US),
}


@pytest.mark.parametrize("name", OBJECTS)
def test_json(name: str, approved: SnapshotAssertion) -> None:
    assert json.dumps(OBJECTS[name](), indent=1, ensure_ascii=False) + "\n" == approved


@pytest.mark.parametrize("name", PEOPLE)
def test_data(name: str, approved: SnapshotAssertion) -> None:
    assessment = assess(CONTENT.questionnaire, PEOPLE[name])
    data = json_export.result(assessment, US.country), fhir_export.result(US, assessment, DAY)
    assert json.dumps(data, indent=1, ensure_ascii=False) + "\n" == approved


# --- every kind of block, with the characters that some format treats as its own ---------------

HOSTILE = r"""<b>&amp;</b> "it's" *a* _b_ `c` [d](e) | \ # ~ 1. - + é 😀 ![x](y) $& {emergency}"""


def spans(text: str) -> Spans:
    """Return text in each style, and a citation."""
    cited = Citation("WHO-FS", text="[1]")
    return Span(f"{text} "), Span(text, Style.STRONG), Span(" and "), cited, Span(".")


def blocks(text: str) -> tuple[Block, ...]:
    """Return a block of each kind."""
    bars = (Bar(text, "1 day", 0, 1, 2, "f"), Bar("short", "23 days", 0, 10, 23, "f"))
    return (
        Heading(text, level=1),
        Heading(text),
        Heading(text, level=3),
        Paragraph(spans(text)),
        Paragraph(spans(text), small=True),
        List((spans(text), spans("second"))),
        List((spans(text), spans("second")), ordered=True),
        List((spans(text), spans("second")), small=True),
        DefinitionList((((Span(text),), spans("meaning")), ((Span("term"),), spans(text)))),
        Chart(text, bars, text, "days"),
        Callout(text, (Paragraph(spans(text)), List((spans(text),))), text),
        Callout("", (DefinitionList((((Span("name"),), spans(text)),)),)),
        FillIn(spans(text), 2, text),
        Heading("second", level=3),
        Paragraph(spans("below")),
        Heading("third"),
        Paragraph(spans("below")),
    )


MEANING = "a meaning that goes on for several lines, because a window is not wide"
WIDE = (
    DefinitionList((((Span("a term"),), (Span(MEANING),)),)),
    PageBreak(),
    *blocks("some words"),
)
LONG_NAME = (
    DefinitionList((((Span("the name of something that has many words"),), spans("it")),)),
)


@pytest.mark.parametrize(
    "draw", [partial(terminal.draw, colour=True), plain.draw], ids=["terminal", "plain"]
)
def test_pieces(draw: Callable[[Page, int], Drawing], approved: SnapshotAssertion) -> None:
    described = []
    for width in (90, 60, 45, 35, 30, 21, 20, 3, 2, 1):
        for piece in (*draw(Page("words", WIDE), width), *draw(Page("name", LONG_NAME), width)):
            flags = piece.gap, piece.keep_with_next, piece.starts_part, piece.continued
            described.append(f"{width} columns: {', '.join(map(repr, flags))}")
            described += piece.lines
    assert "\n".join(described).replace("\x1b", "ESC") + "\n" == approved


CHARTS = {
    f"{topic.id} {number}": block
    for topic in CONTENT.topics.values()
    for number, block in enumerate(topic_page(US, topic).unbroken)
    if isinstance(block, Chart)
}


@pytest.mark.parametrize("name", CHARTS)
def test_chart(name: str, approved: SnapshotAssertion) -> None:
    page = Page(name, (CHARTS[name],))
    lines = svg.draw(CHARTS[name])
    for width in range(10, 100, 5):
        lines += ["", joined(terminal.draw(page, width, colour=False)).replace("\x1b", "ESC")]
    assert "\n".join(lines) == approved


WEB_PAGES = ("contacts US", "topic overdose", "person all-yes saved", "blank", "closing")


@pytest.mark.parametrize("name", WEB_PAGES)
def test_web_page(name: str, approved: SnapshotAssertion) -> None:
    page = dict(GROUPS[group_of(name)])[name]()
    assert html.draw(page).partition("</style>")[2] == approved


LIKE_A_LIST = "1. no list"


@pytest.mark.parametrize(
    "text", ["plain words", HOSTILE, LIKE_A_LIST], ids=["words", "hostile", "like-a-list"]
)
@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS if not each.only_assess])
def test_format(text: str, suffix: str, approved: SnapshotAssertion) -> None:
    page = Page(text, blocks(text))
    encode = next(each.encode for each in FORMATS if each.suffix == suffix)
    assert encode(page, json_export.page(page)).decode() == approved


@pytest.mark.parametrize("text", ["plain words", HOSTILE], ids=["words", "hostile"])
@pytest.mark.parametrize("colour", [True, False])
def test_terminal(text: str, colour: bool, approved: SnapshotAssertion) -> None:
    shown = joined(terminal.draw(Page(text, blocks(text)), COLUMNS, colour=colour))
    assert shown.replace("\x1b", "ESC") + "\n" == approved
