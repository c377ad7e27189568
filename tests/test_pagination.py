"""Pages in parts: a part ends where a reader would pause, and what is urgent fits the first."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from all_pages import ANSWER_SETS, CONTENT, every_page
from cli_runner import bare
from kickcheck.assessment import ShownCard
from kickcheck.cli.options import country_for
from kickcheck.model import (
    Block,
    Callout,
    Card,
    Chart,
    DefinitionList,
    Heading,
    List,
    Page,
    Paragraph,
    Spans,
)
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.questions import first_screen, urgent_page
from kickcheck.render import Piece, joined
from kickcheck.screen.pagination import Part, current, parts
from kickcheck.session.dialog import status_line
from window import letters, window

SIZES = [(80, 24), (45, 30)]
at_each_size = pytest.mark.parametrize("size", SIZES, ids=str)
COUNTRIES = [*CONTENT.countries.values(), country_for(CONTENT, "zz")]
LOCALIZERS = [Localizer(CONTENT, country) for country in COUNTRIES]
in_each_country = pytest.mark.parametrize(
    "here", LOCALIZERS, ids=[country.requested_code or country.code for country in COUNTRIES]
)
TEXT = CONTENT.interface
URGENT = [card for card in CONTENT.questionnaire.cards if card.precedence <= 3]
MAY_TAKE_TWO = ("withdrawal-care", "infection-care")
NOWHERE = Localizer(CONTENT, CONTENT.countries["international"])
SAVED = [f"summary {answers} saved" for answers in ANSWER_SETS]  # the only pages for files alone
PROMPT = NOWHERE.format(TEXT.prompt_end, file=TEXT.nothing_saved)
STATUS = status_line(NOWHERE, [ShownCard(URGENT[0], (), full=True)])


def blocks_of(page: Page) -> Iterator[Block]:
    """Yield every block of a page, with those in a callout."""
    for block in page.unbroken:
        yield block
        if isinstance(block, Callout):
            yield from block.blocks


def texts_of(block: Block) -> Iterator[str]:
    """Yield the letters of each text that is to be read in one go."""

    def plain(*spans: Spans) -> str:
        return letters(*(span.text for line in spans for span in line))

    match block:
        case Paragraph(line):
            yield plain(line)
        case List(items):
            yield from map(plain, items)
        case DefinitionList(rows):
            yield from (plain(*row) for row in rows)


def title_of(block: Block) -> str:
    """Return the title that introduces what follows."""
    match block:
        case Heading(title) | Callout(title) | Chart(title):
            return title
    return ""


def squeezed(*lines: str) -> str:
    """Return lines without spaces, rules and bars."""
    return re.sub("[ ─┃]", "", bare("".join(lines)))


class Divided(NamedTuple):
    """A page in parts, and as it looks without them."""

    name: str
    page: Page
    parts: list[Part]
    rows: int
    whole: str


@pytest.fixture(scope="module", params=SIZES, ids=str)
def divided(request: pytest.FixtureRequest) -> list[Divided]:
    """Return every page as the full screen divides it above a long prompt."""
    found = []
    with window(*request.param) as made:
        for name, page in every_page():
            if name in SAVED:
                continue
            parts = made.prepare(page, PROMPT, STATUS)
            whole = joined(made.screen.draw(page, made.screen._width()))
            found.append(Divided(name, page, parts, made.rows_for_a_part(), whole))
    return found


def test_no_part_cuts_a_paragraph_or_a_list_item(divided: list[Divided]) -> None:
    cut = [
        (each.name, text)
        for each in divided
        for block in blocks_of(each.page)
        for text in texts_of(block)
        if not any(text in letters(*part.lines) for part in each.parts)
    ]
    assert cut == []


def test_no_part_has_more_lines_than_the_window(divided: list[Divided]) -> None:
    assert [each.name for each in divided for p in each.parts if len(p.lines) > each.rows] == []


def test_no_part_ends_on_a_heading_or_a_colon(divided: list[Divided]) -> None:
    found = []
    for each in divided:
        titles = {squeezed(title_of(block)) for block in blocks_of(each.page)} - {""}
        for part in each.parts[:-1]:
            ends = {squeezed(*part.lines[-count:]) for count in range(1, 5)}
            if bare(part.lines[-1]).endswith(":") or titles & ends:
                found.append((each.name, part.lines[-1]))
    assert found == []


def test_no_part_begins_or_ends_with_an_empty_line_or_bar(divided: list[Divided]) -> None:
    empty = [
        (each.name, part.lines)
        for each in divided
        for part in each.parts
        for line in (part.lines[0], part.lines[-1])
        if not bare(line).strip("┃ ")
    ]
    assert empty == []


def test_a_callout_that_goes_on_repeats_its_title_and_nothing_else_is_repeated(
    divided: list[Divided],
) -> None:
    repeated = 0
    for each in divided:
        callouts = [block for block in blocks_of(each.page) if isinstance(block, Callout)]
        seen = ""
        for part in each.parts:
            text = letters(*part.lines)
            if bare(part.lines[0]).startswith("┃") and not any(
                text.startswith(letters(callout.title)) and letters(callout.continued) not in text
                for callout in callouts
            ):
                (title,) = {c.continued for c in callouts if text.startswith(letters(c.continued))}
                assert title.endswith(" (goes on)")
                repeated += 1
                text = text.removeprefix(letters(title))
            seen += text
        assert seen == letters(each.whole), each.name
    assert repeated


# --- what has to fit one part ------------------------------------------------------------------


@in_each_country
@pytest.mark.parametrize("card", URGENT, ids=[card.id for card in URGENT])
def test_an_urgent_card_fits_one_part(card: Card, here: Localizer) -> None:
    shown = ShownCard(card, (), full=True)
    page = urgent_page(here, shown, {})
    with window(80, 24) as made:
        parts = made.prepare(
            page, TEXT.prompt_enter, status_line(here, [shown]), more=TEXT.prompt_more
        )
        over = sum(len(part.lines) for part in parts) - made.rows_for_a_part()
    if card.id not in MAY_TAKE_TWO:
        assert len(parts) == 1, f"{over} rows too many"
        return
    assert len(parts) <= 2, f"{over} rows too many for one"
    first = letters(*parts[0].lines)
    when_to_call = next(block for block in blocks_of(page) if isinstance(block, List))
    assert [text for text in texts_of(when_to_call) if text not in first] == []


@at_each_size
@in_each_country
def test_the_first_screen_fits_one_part(here: Localizer, size: tuple[int, int]) -> None:
    page = first_screen(here, full_screen=True)
    country = here.country
    prompts = [TEXT.first_enter, here.format(TEXT.first_prompt_country, country=country.name)]
    if not country.chosen:
        prompts = [TEXT.first_prompt]
    with window(*size) as made:
        for prompt in prompts:
            parts = made.prepare(page, prompt, status_line(here, ()), more=TEXT.prompt_more)
            over = sum(len(part.lines) for part in parts) - made.rows_for_a_part()
            assert len(parts) == 1, f"{over} rows too many"


@at_each_size
@in_each_country
def test_the_overdose_steps_fit_one_part(here: Localizer, size: tuple[int, int]) -> None:
    page = emergency_page(here)
    with window(*size) as made:
        parts = made.prepare(page, TEXT.prompt_view_last, "", more=TEXT.prompt_view)
        over = len(parts[0].lines) - made.rows_for_a_part()
    call, steps = page.blocks[1], page.blocks[2]
    assert isinstance(call, Paragraph)
    assert isinstance(steps, List)
    assert len(steps.items) == 8
    first = letters(*parts[0].lines)
    missing = [text for block in (call, steps) for text in texts_of(block) if text not in first]
    assert missing == []
    assert over <= 0


# --- any drawing -------------------------------------------------------------------------------

TITLE = ("the title (goes on)", "")
PIECES = st.builds(
    Piece,
    st.integers(1, 14).map(lambda height: ("",) * height),
    st.sampled_from(["", None]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([(), TITLE]),
)
INTRODUCTION = Piece(("",), keep_with_next=True)
INSIDE = Piece(("",) * 3, continued=TITLE)
FITS_WITHOUT_ITS_TITLE = Piece(("",) * 9, continued=TITLE)


@given(st.lists(PIECES, max_size=12), st.integers(1, 16))
@example([INTRODUCTION, INSIDE, FITS_WITHOUT_ITS_TITLE], 10)
def test_any_drawing_is_divided_without_losing_or_cutting_anything(
    pieces: list[Piece], rows: int
) -> None:
    drawing = [
        replace(piece, lines=tuple(f"{at}.{line}" for line in range(len(piece.lines))))
        for at, piece in enumerate(pieces)
    ]
    found = parts(drawing, rows)
    lines = [line for part in found for line in part.lines]
    assert [line for line in lines if line not in ("", TITLE[0])] == [
        line for piece in drawing for line in piece.lines
    ]
    assert all(len(part.lines) <= rows for part in found)
    for number, part in enumerate(found):
        at, line = part.start
        assert line == 0 or len(drawing[at].lines) > rows, "a piece was cut that fits"
        assert current(found, part.start) == number
    starts = [part.start[0] for part in found]
    assert all(at in starts for at, piece in enumerate(drawing) if piece.starts_part)


@pytest.mark.parametrize(("heading", "repeated"), [(1, True), (4, True), (5, False), (9, False)])
def test_the_title_of_a_long_card_is_repeated_if_most_of_the_window_is_left_for_its_text(
    heading: int, repeated: bool
) -> None:
    title = tuple(f"title {number}" for number in range(heading))
    text = tuple(f"line {number}" for number in range(40))
    found = parts([Piece(title), Piece(text, gap=None, continued=title)], rows=10)
    assert len(found) > 2
    for part in found[1:]:
        assert (part.lines[0] == "title 0") is repeated
        assert any(line.startswith("line") for line in part.lines)


@pytest.mark.parametrize(("lines", "repeated"), [(6, True), (7, True), (8, False)])
def test_the_title_of_a_card_is_repeated_where_the_next_paragraph_still_fits_below_it(
    lines: int, repeated: bool
) -> None:
    title = ("title 0", "title 1")
    first, second = (tuple(f"{at} {number}" for number in range(lines)) for at in "ab")
    found = parts([Piece(title), Piece(first), Piece(second, continued=title)], rows=10)
    assert found[-1].lines == ((*title, *second) if repeated else second)
