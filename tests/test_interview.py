"""The interview as a state machine, step by step; test_walks.py tries random paths."""

from dataclasses import replace

import pytest

from expected_cards import CARE, MAIN
from kickcheck import content
from kickcheck.interview import Command, Interview, QuestionStep, SectionOffer, understand
from kickcheck.model import Answer

QUESTIONNAIRE = content.bundled().questionnaire
ALL = tuple(section.id for section in QUESTIONNAIRE.sections)
KEYS = content.bundled().interface.keys


def interview(*sections: str) -> Interview:
    return Interview(
        QUESTIONNAIRE, sections or ALL, frozenset() if sections else frozenset({"care"})
    )


def question(state: Interview) -> str:
    step = state.current_step()
    assert isinstance(step, QuestionStep)
    return step.question.id


def answered(state: Interview, *words: str) -> Interview:
    for word in words:
        state = state.answer(Answer(word))
    return state


def test_a_declined_offer_excludes_the_section_and_back_returns_to_the_offer() -> None:
    state = answered(interview(), *["no"] * len(MAIN))
    assert isinstance(state.current_step(), SectionOffer)
    declined = state.take_offer(accepted=False)
    assert question(declined) == "own-history"
    assert "care" not in declined.asked_sections()
    back = declined.back()
    assert back is not None
    assert isinstance(back.current_step(), SectionOffer)
    assert question(back.take_offer(accepted=True)) == "severe-withdrawal"


def test_back_from_the_first_question_of_an_accepted_section_goes_past_the_offer() -> None:
    state = answered(interview(), *["no"] * len(MAIN)).take_offer(accepted=True)
    back = state.back()
    assert back is not None
    assert question(back) == "despite-harm"


def test_a_thought_of_suicide_brings_the_second_question_and_taking_it_back_removes_it() -> None:
    state = answered(interview("care"), "no", "no", "no", "unsure")
    assert question(state) == "suicidal-today"
    state = answered(state, "yes")
    assert state.answers["suicidal-today"] is Answer.YES
    state = state.change("suicidal-thoughts").answer(Answer.NO)
    assert "suicidal-today" not in state.answers
    assert question(state) == "infection-signs"
    state = state.change("suicidal-thoughts").answer(Answer.YES)
    assert question(state) == "suicidal-today"


def test_the_position_counts_a_follow_up_only_once_it_is_asked() -> None:
    state = interview("care")
    first = state.current_step()
    assert isinstance(first, QuestionStep)
    assert (first.section.id, first.number, first.total) == ("care", 1, len(CARE) - 1)
    after = answered(state, "no", "no", "no", "no").current_step()
    assert isinstance(after, QuestionStep)
    assert (after.number, after.total) == (5, len(CARE) - 1)
    follow_up = answered(state, "no", "no", "no", "yes").current_step()
    assert isinstance(follow_up, QuestionStep)
    assert (follow_up.number, follow_up.total) == (5, len(CARE))
    without = replace(state, excluded=frozenset({"suicidal-today", "pregnant"})).current_step()
    assert isinstance(without, QuestionStep)
    assert (without.number, without.total) == (1, len(CARE) - 2)


def test_the_position_says_which_part_of_those_chosen_it_is() -> None:
    state = answered(interview(), *["no"] * len(MAIN))
    offer = state.current_step()
    assert isinstance(offer, SectionOffer)
    assert (offer.part, offer.parts, offer.count) == (4, len(ALL), len(CARE) - 1)
    after_offer = state.take_offer(accepted=False).current_step()
    assert isinstance(after_offer, QuestionStep)
    assert (after_offer.part, after_offer.parts) == (len(ALL), len(ALL))
    alone = interview("signs").current_step()
    assert isinstance(alone, QuestionStep)
    assert (alone.part, alone.parts) == (1, 1)


def test_skipping_the_rest_keeps_what_was_answered() -> None:
    state = answered(interview("signs"), "yes", "no")
    back = state.back()
    assert back is not None
    skipped = back.skip_rest()
    assert skipped.answers["on-my-mind"] is Answer.NO
    assert skipped.current_step() is None
    rest = state.skip_rest()
    assert [str(answer) for answer in rest.answers.values()] == [
        "yes",
        "no",
        "skip",
        "skip",
        "skip",
    ]
    assert rest.current_step() is None


def test_skipping_the_rest_at_an_offer_declines_it_and_at_the_end_does_nothing() -> None:
    state = answered(interview(), *["no"] * len(MAIN)).skip_rest()
    assert question(state) == "own-history"
    assert state.accepted == {"care": False}
    end = state.skip_rest()
    assert end.current_step() is None
    assert end.skip_rest() == end


def test_back_from_the_end_finds_the_last_question() -> None:
    back = answered(interview("dependence"), "yes", "no").back()
    assert back is not None
    assert question(back) == "withdrawal"


def test_the_answered_questions_are_in_order_without_offers() -> None:
    state = answered(interview(), *["no"] * len(MAIN)).take_offer(accepted=True).answer(Answer.YES)
    answered_ids = [step.question.id for step in state.answered()]
    assert answered_ids[:2] == ["recent-break", "may-use"]
    assert answered_ids[-1] == "severe-withdrawal"
    assert len(answered_ids) == 14


def test_an_answer_where_none_is_asked_for_changes_nothing() -> None:
    offer = answered(interview(), *["no"] * len(MAIN))
    assert offer.answer(Answer.YES) == offer
    first = interview()
    assert first.take_offer(accepted=True) == first


def test_there_is_nothing_before_the_first_question() -> None:
    assert interview().back() is None


def test_words_mean_the_same_in_any_case_width_and_spacing() -> None:
    for line in ("y", "Y", " yes ", "YES", "ｙ", "\ufeffyes", "ｙｅｓ"):
        assert understand(line, KEYS) is Command.YES, line
    for line in ("", "у", "ye", "yes no", "1", "true", "banana"):
        assert understand(line, KEYS) is None, line
    assert understand("skip  ALL", KEYS) is Command.SKIP_ALL
    assert understand("not sure", KEYS) is Command.UNSURE


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        (Command.YES, ["yeah", "Yep", "yup", "yes please", "yes.", "YES!"]),
        (Command.NO, ["nope", "nah", "No.", "none of them"]),
        (Command.UNSURE, ["maybe", "dunno", "idk", "don't know", "dont know", "I don\u2019t know"]),
        (Command.UNSURE, ["I don\u2018t know", "i don`t know", "i don\u00b4t know", "not sure."]),
        (Command.SKIP, ["pass", "rather not say"]),
        (Command.QUIT, ["exit", "stop", "Quit."]),
        (None, ["1", "0", "true", "false", "on", "off", ".", "not really", "probably"]),
    ],
)
def test_an_answer_may_be_typed_as_people_speak(command: Command | None, typed: list[str]) -> None:
    for line in typed:
        assert understand(line, KEYS) is command, line
