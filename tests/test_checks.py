"""What `check` validates: each rule by itself, with what it refuses and what it lets pass."""

import pytest

from kickcheck.content.checks import amounts, spelling


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
def test_what_is_no_amount_of_a_drug_passes(text: str) -> None:
    assert list(amounts.problems(text)) == []


def test_a_word_of_two_scripts_is_found_and_a_foreign_word_is_not() -> None:
    found = spelling.in_two_scripts(
        "a junki\u0435, a d\u03bfse; caf\u00e9 \u043c\u0438\u0440 400 \u00b5g"
    )
    assert list(found) == ["junki\u0435", "d\u03bfse"]
