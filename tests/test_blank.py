"""The paper form: every question with boxes, every card with its rule in words."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from all_pages import CONTENT, DAY
from cli_runner import run
from kickcheck import content
from kickcheck.cli.formats import FORMATS
from kickcheck.model import Kind
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.paper_form import blank_page
from kickcheck.render import joined, plain

ROOT = Path(__file__).parents[1]
BOXES = "☐ Yes   ☐ No   ☐ Not sure   ☐ Skipped"


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def form() -> str:
    ran = run("assess", "--blank", "--country", "GB")
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_every_question_appears_once_with_its_boxes(form: str) -> None:
    questions = [question for _, question in CONTENT.questionnaire.pairs()]
    assert flat(form).count(flat(BOXES)) == len(questions)
    for number, question in enumerate(questions, start=1):
        assert f" Question {number}: {question.ask} " in f" {flat(form)} "
        assert all(flat(point) in flat(form) for point in question.points)


def test_the_general_safety_card_comes_first_and_the_number_to_call_with_it(form: str) -> None:
    before = form[: form.index("Question 1: Have you had a break")]
    assert "For any overdose, now or later" in before
    assert "Call 999 at once." in before


def test_rules_and_skips_are_written_in_words(form: str) -> None:
    for said in (
        "Tolerance is lower after a break For you if one of these fits:"
        " - question 1: yes or not sure, and question 2: yes, not sure or skipped"
        " - question 1: skipped, and question 2: yes or not sure",
        "If one of these is for you as well, read that one instead: Stay with someone who has"
        " naloxone.",
        "For you if question 16: yes or not sure.",
        "Only if you said yes or not sure to question 17.",
        "Physical dependence: count the yes boxes of questions 7 to 8.",
        "Signs of addiction: count the yes boxes of questions 9 to 13.",
    ):
        assert said in flat(form)


def test_every_card_is_in_the_notes_and_none_hints_at_an_amount(form: str) -> None:
    """Paper cannot hide a note from somebody who is thinking of suicide."""
    for card in CONTENT.questionnaire.cards:
        assert flat(card.title.replace("{emergency}", "999")) in flat(form)
    assert "far less" not in form


def test_the_form_says_nothing_that_makes_sense_only_on_a_screen(form: str) -> None:
    for said in ("at once. Have", 'type "skip all"', "Would you like to go on", "comes up"):
        assert said not in flat(form).replace("If it comes up for you", "")


def test_the_form_shows_edited_questions(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    file = folder / "questions.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("If you use, might you be alone?", "Might you be alone?"))
    edited = content.check(folder).content
    assert edited is not None
    page = blank_page(Localizer(edited, edited.countries["GB"]), DAY)
    assert "Question 3: Might you be alone?" in joined(plain.draw(page, 80))


def test_the_rule_of_a_card_is_written_out_from_the_rule_itself() -> None:
    questionnaire = CONTENT.questionnaire
    card = next(card for card in questionnaire.cards if card.id == "pregnancy")
    other = questionnaire.sections[0].questions[2].id
    turned = replace(
        card, when=tuple({other: fitting} for c in card.when for fitting in c.values())
    )
    cards = tuple(turned if c.id == card.id else c for c in questionnaire.cards)
    changed = replace(CONTENT, questionnaire=replace(questionnaire, cards=cards))
    page = blank_page(Localizer(changed, CONTENT.countries["GB"]), DAY)
    assert "For you if question 3: yes or not sure." in flat(joined(plain.draw(page, 80)))


def test_the_form_can_be_saved_and_every_encoding_has_boxes(tmp_path: Path) -> None:
    questions = list(CONTENT.questionnaire.pairs())
    for form in FORMATS:
        assert run("assess", "--blank", "-o", str(tmp_path / f"form{form.suffix}")).code == 0
    assert (tmp_path / "form.html").read_text(encoding="utf-8").count("☐") == len(questions) * 4
    plain_boxes = run("assess", "--blank", PYTHONIOENCODING="ascii").out
    assert plain_boxes.count("[ ] Yes") == len(questions)


@pytest.mark.parametrize("options", [["--answers", "-"], ["--demo", "pain"], ["--section", "care"]])
def test_the_form_takes_no_answers(options: list[str]) -> None:
    assert run("assess", "--blank", *options).code == 2


def test_the_counts_are_those_of_the_counted_sections(form: str) -> None:
    counted = [s.title for s in CONTENT.questionnaire.sections if s.kind is Kind.COUNTED]
    assert re.findall(r"- (.*): count the yes boxes", form) == counted
