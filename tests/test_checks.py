"""Each rule of `check`: what it refuses and what it accepts."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kickcheck import content
from kickcheck.content.checks import amounts, budgets, phone_numbers, spelling, validation
from kickcheck.content.checks.language import LanguageFile
from kickcheck.content.decoder import SourceMap
from kickcheck.content.loader import LANGUAGE, ContentLoader
from kickcheck.content.markdown_parser import blocks, parse
from kickcheck.model import Card, Chart


@pytest.mark.parametrize(
    "text",
    [
        "Take 10 mg.", "Take fifty mg.", "Take 50\u00a0mg.", "Take \uff15\uff10 mg.", "50\u338e",
        "fifty milligrams", "400 \u00b5g", "half a gram", "\u00bd gram", "1/2 a gram",
        "two and a half grams", "two bags", "a couple of bags", "three-quarters of a bag",
        "Use two lines.", "3 points", "Half your old dose is safe.", "twice the usual dose",
        "a quarter of what you took", "a third of the amount", "half as much as you used to take",
        "50% of your dose", "Take half.", "A small amount is safe.", "Less is safe.",
        "A gram is fine.", "One bag should be okay.",
    ],
)  # fmt: skip
def test_an_amount_is_found_in_digits_and_in_words(text: str) -> None:
    assert list(amounts.problems(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "A small amount can kill a child.", "No amount is known to be safe.",
        "The old amount can kill, and no amount is known to be safe.",
        "Take far less than before, and go slowly.", "A small amount is not safe.",
        "Carry at least two doses of naloxone.", "Give 4 mg of the spray.", "Six points to keep",
        "One line has a number.", "Three help lines answer.", "Half of those who used it left.",
        "Of these, 17% got medicine for opioid use.", "Take half an hour.",
    ],
)  # fmt: skip
def test_a_text_without_a_drug_amount_passes(text: str) -> None:
    assert list(amounts.problems(text)) == []


def test_a_word_of_two_scripts_is_found_and_a_foreign_word_is_not() -> None:
    found = spelling.in_two_scripts(
        "a junki\u0435, a d\u03bfse; caf\u00e9 \u043c\u0438\u0440 400 \u00b5g"
    )
    assert list(found) == ["junki\u0435", "d\u03bfse"]


KNOWN = ("911", "988", "18006624357")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 991 now.", ["991"]), ("Call 9 9 1.", ["9 9 1"]), ("Call 555 0100.", ["555 0100"]),
        ("Call (555) 0100.", ["555) 0100"]), ("Dial 0800/787797.", ["0800/787797"]),
        ("Call 911 0100.", ["911 0100"]), ("1-800-662-435", ["1-800-662-435"]),
        ("Call 1999.", ["1999"]), ("the number is: 2020", ["2020"]),
        ("Call \uff19\uff19\uff11.", ["991"]),
        ("Call \u0669\u0669\u0661.", ["\u0669\u0669\u0661"]), ("Call 991, or 911.", ["991"]),
    ],
)  # fmt: skip
def test_a_phone_number_of_no_known_help_line_is_found(text: str, found: list[str]) -> None:
    assert list(phone_numbers.unknown(text, KNOWN)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Call 911.", "Call 9-1-1.", "1 800 662 4357", "Call 988 24 hours a day.", "open 24/7",
        "Since 2013", "in spring 2025", "from 2023 to 2024", "2015-2026", "on 2026-11-23",
        "18 February 2014", "3.86 times", "99.0%", "100% of them", "1,300 services",
        "749,634 people",        "It cost $105.", "2 to 3 of 5", "30 breaths, 2 minutes",
    ],
)  # fmt: skip
def test_known_phone_numbers_and_other_numbers_pass(text: str) -> None:
    assert list(phone_numbers.unknown(text, KNOWN)) == []


def test_a_figure_of_a_fact_is_not_taken_for_a_phone_number() -> None:
    assert list(phone_numbers.unknown("315 people", (), [range(3)])) == []
    assert list(phone_numbers.unknown("315 people, 991", (), [range(3)])) == ["991"]


def test_numbers_of_hidden_records_and_figures_in_notes_are_not_known() -> None:
    numbers = phone_numbers.of(content.bundled().countries.values())
    assert {"911", "112", "999", "000", "111", "988", "116123"} <= numbers
    hidden = replace(content.bundled().countries["US"].records[0], number="108", hidden=True)
    country = replace(content.bundled().countries["US"], records=(hidden,), numbers="")
    assert phone_numbers.of([country]) == set()


@pytest.mark.parametrize("name", ["interface.yaml", "topics/overdose.md"])
def test_a_number_in_place_of_the_emergency_number_is_found_everywhere(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(str(content.bundled_folder()), folder)
    loader = ContentLoader(folder)
    loader.load()
    holding = {p.line for p in loader.passages if p.file == name and "{emergency}" in p.text}
    assert holding
    file = folder / name
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{emergency}", "991"), encoding="utf-8")
    problems = content.check(folder).errors
    says = 'names the number "991", which no shown record has'
    assert {p.line for p in problems if (p.file, p.message) == (name, says)} == holding


def card(text: str, card_id: str = "some", precedence: int = 5) -> Card:
    """Return a card with a Markdown text."""
    read = blocks(parse(text), "x.md", 1, [])
    return Card(card_id, precedence, "topic", "A title that does not count", read, (), ())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One two.", 2), ("Crisis line: {crisis}", 3), ("One [@KEY]. Two [@KEY] [#fact].", 2),
        ("One\n\n- **two** three\n- four\n\n1. five", 5), ("# One two\n\nthree", 3),
        ("24 hours - no more", 5),
    ],
)  # fmt: skip
def test_words_are_counted_as_a_person_would(text: str, count: int) -> None:
    assert budgets.words(card(text).text) == count


BUDGETS = {"urgent": (1, 6), "other": (2, 4), "some": (3, 5)}


@pytest.mark.parametrize(
    ("card_id", "precedence", "most"),
    [("another", 4, 4), ("another", 3, 6), ("another", 1, 6), ("some", 1, 5), ("some", 9, 5)],
)  # fmt: skip
def test_a_card_has_as_many_words_as_its_budget_and_no_more(
    card_id: str, precedence: int, most: int
) -> None:
    cards = [card("word " * count, card_id, precedence) for count in (most, most + 1)]
    budget = {name: BUDGETS[name] for name in ("urgent", "other", *({card_id} & {"some"}))}
    assert list(budgets.problems(budget, cards[:1], SourceMap())) == []
    (problem,) = budgets.problems(budget, cards[1:], SourceMap())
    assert problem.message == f'"{card_id}" has {most + 1} words; the limit is {most}'


def test_a_chart_has_no_words_to_count() -> None:
    assert budgets.words((Chart("Three words here", ()), *card("Two words").text)) == 2


def test_the_budgets_of_the_shipped_cards_are_those_of_the_design() -> None:
    decoder, node = ContentLoader(content.bundled_folder()).root(LANGUAGE)
    file = decoder.record(LanguageFile, node)
    assert {name: words for name, (_, words) in file.budgets.items()} == {
        "urgent": 125, "other": 80, "general": 85, "withdrawal-care": 160, "infection-care": 160,
        "first-screen": 100, "results": 90,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "times", "message"),
    [
        ("first-other", 5, "the first screen has 1"),
        ("fixed-sentence", 25, '"fixed-sentence" has 1'),
    ],
)
def test_a_text_that_grows_over_its_budget_is_an_error(
    tmp_path: Path, name: str, times: int, message: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(str(content.bundled_folder()), folder)
    file = folder / "interface.yaml"
    text = file.read_text()
    assert text.count(f'\n{name}: "') == 1
    file.write_text(text.replace(f'\n{name}: "', f'\n{name}: "{"Some more words. " * times}'))
    errors = validation.load_and_validate(folder, check_language=True).errors
    assert [error.file for error in errors if message in error.message] == ["interface.yaml"]
