"""Pages from content that a counselor might write, unlike the shipped content."""

from dataclasses import replace
from datetime import date

from cli_runner import run
from kickcheck import content
from kickcheck.assessment import assess
from kickcheck.model import (
    Answer,
    Bar,
    Block,
    Callout,
    Chart,
    Citation,
    Content,
    Country,
    DefinitionList,
    FillIn,
    Heading,
    List,
    Page,
    Paragraph,
    Span,
    spans_of,
)
from kickcheck.pages.cards import card_text
from kickcheck.pages.contacts import contacts_page
from kickcheck.pages.localizer import Localizer, lines_of, unstyled
from kickcheck.pages.summary import Summary, general_page
from kickcheck.pages.topics import notes_page, topic_page, topics_page
from kickcheck.render import html, joined, terminal
from kickcheck.render import plain as plain_render

CONTENT = content.bundled()
DAY = date(2026, 11, 23)


def localizer(of: Content = CONTENT) -> Localizer:
    return Localizer(of, of.countries["US"])


def text(page: Page) -> str:
    return " ".join(joined(plain_render.draw(page, 80)).split())


BLOCKS: tuple[Block, ...] = (
    Heading("Call {emergency}"),
    Paragraph((Span("Or {crisis} "), Citation("WHO-FS"), Span("."))),
    List((unstyled("At {emergency}"),)),
    Callout("Now {emergency}", (Paragraph(unstyled("Be with {crisis}")),)),
    DefinitionList(((unstyled("a {emergency}"), unstyled(" b {crisis}")),)),
)


def test_every_kind_of_block_shows_the_numbers_of_a_country() -> None:
    assert lines_of(localizer().blocks(BLOCKS)) == [
        "Call 911",
        "Or 988 (call or text).",
        "At 911",
        "Now 911",
        "Be with 988 (call or text)",
        "a 911 b 988 (call or text)",
    ]
    assert "{" not in "".join(span.text for span in spans_of(localizer().blocks(BLOCKS)))
    assert sum(1 for _ in spans_of(BLOCKS)) == 7


def test_citations_go_from_every_kind_of_block_and_leave_no_gap() -> None:
    cited = (Span("Rest "), Citation("WHO-FS"), Span(" "), Citation("HSE2023"), Span("."))
    bare = (Span("Rest"), Span(""), Span("."))
    heading = Heading("WHO")
    bar = Bar("One", "2 in 10", 0, 2, 2, "oat-mortality")
    chart = Chart("Title", (bar,), f"Source: {localizer().cite('SANTO2021')}.", "in 10")
    assert localizer().blocks(
        (
            heading,
            Paragraph(cited, small=True),
            List((cited,), ordered=True, small=True),
            Callout("Title", (Paragraph(cited),)),
            DefinitionList(((cited, cited),)),
            chart,
        )
    ) == (
        heading,
        Paragraph(bare, small=True),
        List((bare,), ordered=True, small=True),
        Callout("Title", (Paragraph(bare),), "Title (goes on)"),
        DefinitionList(((bare, bare),)),
        chart,
    )


def test_the_label_of_a_rule_to_fill_in_has_its_citations_only_where_they_are_numbered() -> None:
    cited = FillIn((Span("Mine "), Citation("WHO-FS"), Span(".")), 1)
    bare, numbered = (each.blocks((cited,)) for each in (localizer(), localizer().numbering(cited)))
    hint = CONTENT.interface.fill_in
    assert bare == (FillIn((Span("Mine"), Span(".")), 1, hint),)
    assert numbered == (
        FillIn((Span("Mine "), Citation("WHO-FS", text="[1]"), Span(".")), 1, hint),
    )


def test_a_value_is_filled_in_in_headings_and_callouts_too() -> None:
    blocks = (Heading("Part {count}"), Callout("Now", (Paragraph(unstyled("Of {count}")),)))
    assert lines_of(localizer().blocks(blocks, count=3)) == ["Part 3", "Now", "Of 3"]


def test_what_naloxone_is_stands_in_full_only_once_even_within_a_text() -> None:
    here = localizer()
    sentence = "Carry naloxone{naloxone_is}. Naloxone{naloxone_is} works. Naloxone{naloxone_is}!"
    page = here.page("Now", here.paragraph(sentence))
    full = f"Carry naloxone {CONTENT.interface.naloxone_is}. Naloxone works. Naloxone!"
    assert lines_of(page.unbroken)[1:] == [full]


def test_the_title_of_changed_content_names_its_folder() -> None:
    title = localizer(replace(CONTENT, folder="our clinic")).page("Call {emergency}").title
    assert "Call 911" in title
    assert "our clinic" in title


def test_a_numbered_list_of_a_card_stays_numbered_where_a_point_does_not_apply() -> None:
    leaving = {"recent-break": frozenset({Answer.YES})}
    steps = List((unstyled("One"), unstyled("Two")), ordered=True, unless=(leaving, {}))
    card = replace(CONTENT.questionnaire.cards[0], text=(steps,))
    left = card_text(localizer(), card, {"recent-break": Answer.YES})
    assert left == (List((unstyled("Two"),), ordered=True),)


def test_a_note_below_a_single_paragraph_is_the_footer_of_a_saved_page() -> None:
    note = Paragraph(unstyled("A note."), small=True)
    saved = html.draw(Page("Now", (Paragraph(unstyled("All.")), note)))
    assert saved.index("<footer") < saved.index("A note.")


def test_a_chart_outside_of_a_topic_names_its_sources() -> None:
    chart = next(b for b in CONTENT.topics["withdrawal"].blocks if isinstance(b, Chart))
    [shown] = localizer().blocks((chart,))
    assert isinstance(shown, Chart)
    assert shown.source == "Source: Drugs.com; WHO WPRO 2009."


def test_a_topic_may_have_no_related_topics_and_no_notes() -> None:
    topic = replace(CONTENT.topics["law"], related=(), notes=())
    assert CONTENT.interface.topic_related not in text(topic_page(localizer(), topic))
    assert CONTENT.interface.topic_related in text(topic_page(localizer(), CONTENT.topics["law"]))
    assert CONTENT.interface.notes_none in text(notes_page(localizer(), topic))


def test_a_group_without_topics_has_no_heading() -> None:
    groups = {**CONTENT.interface.groups, "empty": "Nothing in here"}
    interface = replace(CONTENT.interface, groups=groups)
    page = text(topics_page(localizer(replace(CONTENT, interface=interface))))
    assert "Nothing in here" not in page
    assert page == text(topics_page(localizer()))


def test_a_summary_that_cites_nothing_has_no_heading_for_sources() -> None:
    def bare(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return localizer().blocks(blocks)

    cards = tuple(
        replace(card, sources=(), text=bare(card.text)) for card in CONTENT.questionnaire.cards
    )
    questionnaire = replace(CONTENT.questionnaire, cards=cards)
    interface = replace(
        CONTENT.interface,
        dependence_not_addiction=bare(CONTENT.interface.dependence_not_addiction),
        relapse_text=bare(CONTENT.interface.relapse_text),
    )
    uncited = localizer(replace(CONTENT, questionnaire=questionnaire, interface=interface))
    title = CONTENT.interface.sources_title
    cited = Summary(localizer(), assess(CONTENT.questionnaire, {}), DAY)
    assert f" {title} " in text(cited.saved())
    assert f" {title} " not in text(Summary(uncited, assess(questionnaire, {}), DAY).saved())


def test_the_first_screen_says_where_there_are_no_help_lines() -> None:
    said = run("assess", "--country", "NL", stdin="q\n").err
    assert "We have no help lines for NL. What holds in many countries is shown." in said


def test_the_page_after_a_fault_is_the_general_card() -> None:
    (general,) = (card for card in CONTENT.questionnaire.cards if card.id == "general")
    page = general_page(localizer())
    assert page.title == general.title
    expected = localizer().page(general.title, *localizer().blocks(general.text)).unbroken
    assert page.unbroken == tuple(
        replace(block, unless=()) if isinstance(block, List) else block for block in expected
    )


def test_help_lines_without_a_date_claim_no_check() -> None:
    page = contacts_page(Localizer(CONTENT, _dated("undated")), DAY)
    assert "Others checked" in text(contacts_page(localizer(), DAY))
    assert "Others checked" not in text(page)


def test_a_callout_without_a_title_has_none_where_it_goes_on_either() -> None:
    callout = Callout("", (Paragraph(unstyled("Read this.")),))
    assert localizer().blocks((callout,)) == (callout,)


def test_a_number_is_old_after_a_year_and_an_emergency_number_never() -> None:
    for seen, old in (("2025-11-23", False), ("2025-11-22", True), ("2025-11", False)):
        page = contacts_page(Localizer(CONTENT, _dated(seen)), DAY)
        assert ("last checked 2025" in text(page)) is old, seen
    assert "not known when" in text(contacts_page(Localizer(CONTENT, _dated("undated")), DAY))
    for seen in ("2020-01-01", "undated"):
        page = contacts_page(Localizer(CONTENT, _dated(seen)), DAY)
        [line] = [line for line in lines_of(page.unbroken) if line.startswith("911")]
        assert "checked" not in line


def _dated(seen: str) -> Country:
    country = CONTENT.countries["US"]
    return replace(country, records=tuple(replace(r, source_date=seen) for r in country.records))


def test_background_that_is_in_no_answer_was_not_denied() -> None:
    """An answers file may have only some of these questions."""
    interface = CONTENT.interface
    expected = {"skip": interface.background_nothing, "no": interface.background_none}
    for said, words in expected.items():
        assessment = assess(CONTENT.questionnaire, {"family-history": Answer(said)})
        assert words in text(Summary(localizer(), assessment, DAY).on_screen())


def test_a_list_is_directly_below_the_sentence_that_introduces_it_and_not_below_a_heading() -> None:
    items = List((unstyled("one"), unstyled("two")))
    drawing = terminal.draw(
        Page("", (Heading("Two"), items, Paragraph(unstyled("Two:")), items)), 80, colour=False
    )
    first_items = [piece for piece in drawing if "one" in piece.lines[0]]
    assert [piece.gap for piece in first_items] == ["", None]
