"""The cards and counts for a set of answers, compared with a second table of the rules."""

import itertools
import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expected_cards import CARE, DEPENDENCE, RISKS, SAFETY, SIGNS, WORDS, expected_cards
from kickcheck import content
from kickcheck.assessment import Assessment, Count, assess
from kickcheck.errors import RefusedError
from kickcheck.model import Answer

QUESTIONNAIRE = content.bundled().questionnaire


def result(answers: Mapping[str, str]) -> Assessment:
    return assess(QUESTIONNAIRE, {name: Answer(word) for name, word in answers.items()})


def shown(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    cards = result(answers).cards
    return [(card.card.id, "full" if card.full else "brief") for card in cards]


def care_answers(rng: random.Random) -> dict[str, str]:
    """Return random answers to the section `care` that a person could give."""
    answers = {name: rng.choice(WORDS) for name in CARE}
    if answers["suicidal-thoughts"] == "no" or rng.random() < 0.2:
        del answers["suicidal-today"]
    return answers


def as_read(answers: Mapping[str, str]) -> dict[str, str | None]:
    """Return the answers with the missing ones of each asked section as skipped."""
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


def test_ten_thousand_answer_sets_with_care_give_the_cards_of_the_table() -> None:
    rng = random.Random(20260311)
    for _ in range(10_000):
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
    for _ in range(5_000):
        others = {name: rng.choice(WORDS) for name in (*DEPENDENCE, *SIGNS, *RISKS)}
        assert shown({**safety, **others}) == fixed, others


@given(st.fixed_dictionaries({name: st.sampled_from(WORDS) for name in SIGNS}))
def test_a_count_is_a_range_that_covers_every_possible_answer(
    signs: dict[str, str],
) -> None:
    count = result(signs).counts["signs"]
    yes = sum(word == "yes" for word in signs.values())
    no = sum(word == "no" for word in signs.values())
    assert (count.low, count.high, count.asked) == (yes, 5 - no, 5)
    assert count.yes_to == tuple(name for name in SIGNS if signs[name] == "yes")
    assert result(signs).counts["dependence"].high == 2


def test_an_answer_ruled_out_by_another_is_refused_and_both_are_named() -> None:
    with pytest.raises(RefusedError) as refused:
        result({"suicidal-thoughts": "no", "suicidal-today": "yes"})
    assert refused.value.message == (
        '"suicidal-today" is answered, but the answer to "suicidal-thoughts" rules it out.'
    )
    assert refused.value.hint == "Remove one of the two."


def test_a_follow_up_answer_counts_if_the_first_question_was_skipped() -> None:
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


def test_an_answer_outside_the_chosen_sections_is_refused_not_ignored() -> None:
    with pytest.raises(RefusedError) as refused:
        assess(QUESTIONNAIRE, {"recent-break": Answer.YES}, ["signs"])
    assert refused.value.message == '"recent-break" is answered, but its section is left out.'
    assert refused.value.hint == "Remove the answer, or add its section."


@pytest.mark.parametrize(
    ("name", "called"), [("may-used", '"may-used"'), ("a" * 31, "with that name")]
)
def test_an_answer_to_an_unknown_question_is_refused(name: str, called: str) -> None:
    with pytest.raises(RefusedError) as refused:
        result({name: "yes"})
    assert refused.value.message == f"There is no question {called}."
    assert refused.value.hint == "The README lists the questions."


def test_an_unknown_section_is_refused_and_the_existing_ones_are_listed() -> None:
    with pytest.raises(RefusedError) as refused:
        assess(QUESTIONNAIRE, {}, ["sign"])
    assert refused.value.message == 'There is no section "sign".'
    assert refused.value.hint == "Choose from: care, dependence, risks, safety, signs."


def test_the_result_contains_what_was_asked_and_answered() -> None:
    without = result({})
    assert without.questionnaire is QUESTIONNAIRE
    assert without.sections == ("safety", "dependence", "signs")
    assert without.background == ()
    assert set(without.answers) == {*SAFETY, *DEPENDENCE, *SIGNS}
    assert set(without.answers.values()) == {Answer.SKIP}
    full = result({"family-history": "no", "easy-access": "yes", "own-history": "yes"})
    assert full.sections == ("safety", "dependence", "signs", "risks")
    assert full.background == ("own-history", "easy-access")
    assert "care" in result({"pregnant": "no"}).sections


def test_a_follow_up_question_counts_as_skipped_only_if_it_was_asked() -> None:
    for word in ("yes", "unsure"):
        answers = result({"suicidal-thoughts": word}).answers
        assert answers["suicidal-today"] is Answer.SKIP
    for word in ("no", "skip"):
        assert "suicidal-today" not in result({"suicidal-thoughts": word}).answers


def test_a_count_distinguishes_yes_no_and_unknown() -> None:
    signs = dict(zip(SIGNS, ("yes", "no", "unsure", "no", "skip"), strict=True))
    assert result(signs).counts["signs"] == Count(
        yes=1,
        no=2,
        unknown=2,
        asked=5,
        yes_to=("less-time",),
        unknown_to=("responsibilities", "despite-harm"),
    )


def test_urgent_cards_are_shown_in_full_and_in_a_crisis_the_others_are_brief() -> None:
    urgent = {"recent-break", "may-use", "severe-withdrawal", "infection-signs",
              "stopping-sedatives", "pregnant"}  # fmt: skip
    assert shown(dict.fromkeys([*urgent, "alone"], "yes"))[:6] == [
        ("lowered-tolerance", "full"),
        ("withdrawal-care", "full"),
        ("infection-care", "full"),
        ("do-not-stop-suddenly", "full"),
        ("pregnancy", "full"),
        ("get-naloxone", "brief"),
    ]
    crisis = {"suicidal-today": "yes", "recent-break": "no", "on-naltrexone": "no", "alone": "yes"}
    assert shown(crisis) == [
        ("crisis", "full"),
        ("get-naloxone", "brief"),
        ("alone", "brief"),
        ("general", "full"),
    ]


def test_the_cards_do_not_depend_on_their_order_in_the_file() -> None:
    turned = replace(QUESTIONNAIRE, cards=QUESTIONNAIRE.cards[::-1])
    for answers in (
        {"recent-break": Answer.YES, "may-use": Answer.YES, "suicidal-thoughts": Answer.YES},
        {"on-naltrexone": Answer.YES, "may-use": Answer.YES, "recent-break": Answer.YES},
    ):
        cards = [
            {card.card.id for card in assess(asked, answers).cards}
            for asked in (QUESTIONNAIRE, turned)
        ]
        assert cards[0] == cards[1]


def test_every_card_names_the_answers_that_caused_it() -> None:
    cards = result({"recent-break": "yes", "may-use": "skip", "naloxone": "no"}).cards
    assert {card.card.id: card.because for card in cards} == {
        "lowered-tolerance": ("recent-break", "may-use"),
        "get-naloxone": ("naloxone",),
        "general": (),
    }
