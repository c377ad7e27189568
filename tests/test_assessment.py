"""What the answers lead to, held against a table written a second time."""

import itertools
import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kickcheck import content
from kickcheck.assessment import Assessment, assess
from kickcheck.errors import RefusedError
from kickcheck.model import Answer
from table import CARE, DEPENDENCE, RISKS, SAFETY, SIGNS, WORDS, expected_cards

QUESTIONNAIRE = content.bundled().questionnaire


def result(answers: Mapping[str, str]) -> Assessment:
    return assess(QUESTIONNAIRE, {name: Answer(word) for name, word in answers.items()})


def shown(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    cards = result(answers).cards
    return [(card.card.id, "full" if card.full else "brief") for card in cards]


def care_answers(rng: random.Random) -> dict[str, str]:
    """Draw answers to all of `care` that a person could give."""
    answers = {name: rng.choice(WORDS) for name in CARE}
    if answers["suicidal-thoughts"] == "no" or rng.random() < 0.2:
        del answers["suicidal-today"]
    return answers


def as_read(answers: Mapping[str, str]) -> dict[str, str | None]:
    """Say what an answer set means: in a section that was asked, what is missing was skipped."""
    read: dict[str, str | None] = {name: answers.get(name, "skip") for name in SAFETY}
    if any(name in answers for name in CARE):
        read |= {name: answers.get(name, "skip") for name in CARE}
        hangs = read["suicidal-thoughts"] in ("yes", "unsure")
        if "suicidal-today" not in answers and not hangs:
            read["suicidal-today"] = None
    return read


def test_every_answer_to_the_safety_questions_gives_the_cards_of_the_table() -> None:
    for words in itertools.product(WORDS, repeat=len(SAFETY)):
        answers = dict(zip(SAFETY, words, strict=True))
        assert shown(answers) == expected_cards(as_read(answers)), answers


def test_fifty_thousand_answer_sets_with_care_give_the_cards_of_the_table() -> None:
    rng = random.Random(20260311)
    for _ in range(50_000):
        answers = {name: rng.choice(WORDS) for name in SAFETY if rng.random() < 0.95}
        answers |= care_answers(rng)
        assert shown(answers) == expected_cards(as_read(answers)), answers


def test_no_sign_and_no_background_answer_ever_changes_a_card() -> None:
    safety = {"recent-break": "yes", "may-use": "unsure", "pregnant": "yes"}
    fixed = shown(safety)
    for words in itertools.product(WORDS, repeat=len(SIGNS)):
        signs = dict(zip(SIGNS, words, strict=True))
        assert shown({**safety, **signs}) == fixed, signs
    for words in itertools.product(WORDS, repeat=len(RISKS)):
        risks = dict(zip(RISKS, words, strict=True))
        assert shown({**safety, **risks}) == fixed, risks
    rng = random.Random(4)
    for _ in range(50_000):
        others = {name: rng.choice(WORDS) for name in (*DEPENDENCE, *SIGNS, *RISKS)}
        assert shown({**safety, **others}) == fixed, others


@given(st.fixed_dictionaries({name: st.sampled_from(WORDS) for name in SIGNS}))
def test_a_count_is_a_range_that_holds_every_way_the_unknown_could_turn_out(
    signs: dict[str, str],
) -> None:
    count = result(signs).counts["signs"]
    yes = sum(word == "yes" for word in signs.values())
    no = sum(word == "no" for word in signs.values())
    assert (count.low, count.high, count.asked) == (yes, 5 - no, 5)
    assert count.yes_to == tuple(name for name in SIGNS if signs[name] == "yes")
    assert result(signs).counts["dependence"].high == 2


def test_an_answer_that_its_parent_rules_out_is_refused_with_both_named() -> None:
    with pytest.raises(RefusedError) as refused:
        result({"suicidal-thoughts": "no", "suicidal-today": "yes"})
    assert "suicidal-thoughts" in refused.value.message
    assert "suicidal-today" in refused.value.message


def test_a_child_counts_where_its_parent_is_missing_or_skipped() -> None:
    assert shown({"suicidal-today": "yes"})[0] == ("crisis", "full")
    assert shown({"suicidal-thoughts": "skip", "suicidal-today": "yes"})[0] == ("crisis", "full")


def test_a_section_that_was_not_asked_has_no_count_and_its_safety_questions_are_unknown() -> None:
    only_signs = assess(QUESTIONNAIRE, {"control": Answer.YES}, ["signs"])
    assert set(only_signs.counts) == {"signs"}
    assert [card.card.id for card in only_signs.cards] == [
        "tolerance-note",
        "get-naloxone",
        "general",
    ]
    assert not set(only_signs.answers) & set(SAFETY)


def test_an_answer_outside_the_sections_is_refused_rather_than_lost() -> None:
    with pytest.raises(RefusedError, match="recent-break"):
        assess(QUESTIONNAIRE, {"recent-break": Answer.YES}, ["signs"])


def test_every_card_names_the_answers_that_caused_it() -> None:
    cards = result({"recent-break": "yes", "may-use": "skip", "naloxone": "no"}).cards
    assert {card.card.id: card.because for card in cards} == {
        "lowered-tolerance": ("recent-break", "may-use"),
        "get-naloxone": ("naloxone",),
        "general": (),
    }
