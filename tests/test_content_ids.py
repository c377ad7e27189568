"""Ids in the content can be renamed, or `check` reports which ones the program needs."""

import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from all_pages import CONTENT
from kickcheck.assessment import assess
from kickcheck.content.checks import validation
from kickcheck.model import Answer, Content, content_ids
from kickcheck.pages import paper_form
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.summary import Summary

ROOT = Path(__file__).parents[1]
QUESTIONNAIRE = CONTENT.questionnaire
NAMES = {
    "section": [section.id for section in QUESTIONNAIRE.sections],
    "question": [question.id for _, question in QUESTIONNAIRE.pairs()],
    "card": [card.id for card in QUESTIONNAIRE.cards],
    "topic": [*CONTENT.topics],
}
# Patterns that find an id in the files, by its kind; {0} is the id.
PLACES = {
    "section": (r"(?<=^  - id: ){0}$", r"(?<=[{{ ]){0}(?=: \"\d)"),
    "question": (r"(?<=^      - id: ){0}$", r"(?<=[{{ ]){0}(?=: (?:\[|yes|no|unsure|skip))"),
    "card": (
        r"(?<=^  - id: ){0}$",
        r"(?<=[{{ ]){0}(?=: (?:full|brief))",
        r"(?<=unless: \[){0}(?=[],])|(?<=, ){0}(?=[],])",
        r"(?<=card ){0}(?=[],])",
    ),
    "topic": (
        r"(?<=topic: ){0}$",
        r"(?<=topic ){0}(?=[],\s\"])",
        r"(?<=related: \[){0}(?=[],])|(?<=, ){0}(?=[],])",
    ),
}


def renamed(folder: Path, kind: str, names: Sequence[str]) -> Path:
    """Copy the content and rename ids of one kind and every reference to them."""
    shutil.copytree(ROOT / "data", folder)
    any_name = "|".join(re.escape(name) for name in names)
    places = re.compile(
        "|".join(place.format(f"(?:{any_name})") for place in PLACES[kind]), re.MULTILINE
    )
    for path in (*folder.glob("*.yaml"), *folder.glob("topics/*.md")):
        if kind == "topic" or path.suffix == ".yaml":
            path.write_text(places.sub(lambda match: f"{match[0]}-new", path.read_text()))
    for name in names if kind == "topic" else ():
        (folder / "topics" / f"{name}.md").rename(folder / "topics" / f"{name}-new.md")
    return folder


def answer_sets(content: Content) -> list[Mapping[str, Answer]]:
    ids = [question.id for _, question in content.questionnaire.pairs()]
    free = [i for i in ids if not content.questionnaire.question(i).only_after]
    return [
        {},
        dict.fromkeys(ids, Answer.YES),
        dict.fromkeys(free, Answer.NO),
        dict.fromkeys(ids, Answer.UNSURE),
        *({question_id: Answer.YES} for question_id in free),
    ]


@pytest.mark.parametrize("kind", content_ids.REQUIRED)
def test_a_renamed_id_that_the_program_needs_is_reported_with_its_file(
    tmp_path: Path, kind: str
) -> None:
    names = content_ids.REQUIRED[kind]
    checked = validation.load_and_validate(renamed(tmp_path / "data", kind, names))
    for name in names:
        missing = [p for p in checked.errors if f'the {kind} "{name}" is missing' in p.message]
        assert [p.file for p in missing] == [
            f"topics/{name}.md" if kind == "topic" else "questions.yaml"
        ]


@pytest.mark.parametrize("kind", NAMES)
def test_a_renamed_id_that_the_program_does_not_need_works(tmp_path: Path, kind: str) -> None:
    names = [name for name in NAMES[kind] if name not in content_ids.REQUIRED.get(kind, ())]
    checked = validation.load_and_validate(renamed(tmp_path / "data", kind, names))
    assert not checked.errors
    content = checked.content
    assert content is not None
    localizer = Localizer(content, content.countries["US"])
    today = date(2026, 11, 26)
    for answers in answer_sets(content):
        result = assess(content.questionnaire, answers)
        summary = Summary(localizer, result, today)
        assert summary.on_screen().blocks
        assert summary.saved().blocks
        whole = assess(QUESTIONNAIRE, {i.removesuffix("-new"): a for i, a in answers.items()})
        assert [shown.card.id.removesuffix("-new") for shown in result.cards] == [
            shown.card.id for shown in whole.cards
        ]
        assert result.suicide_risk is whole.suicide_risk
    assert paper_form.blank_page(localizer, today).blocks


def test_a_card_with_a_rule_on_suicide_has_to_declare_it(tmp_path: Path) -> None:
    """Without it, the summary would show tolerance and amounts beside the card."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    questions = folder / "questions.yaml"
    text = questions.read_text()
    for card in [card for card in QUESTIONNAIRE.cards if card.about_suicide]:
        start = text.index(f"  - id: {card.id}\n    precedence")
        cut = text[:start] + text[start:].replace("    about: suicide\n", "", 1)
        questions.write_text(cut)
        line = cut[:start].count("\n") + 1
        (problem,) = validation.load_and_validate(folder).errors[:1]
        assert (problem.file, problem.line) == ("questions.yaml", line)
        assert "about: suicide" in problem.message


def test_the_number_of_questions_is_counted_not_written(tmp_path: Path) -> None:
    """Removing a question changes the number in the offer of its section."""
    for section in QUESTIONNAIRE.sections:
        for text in (section.opening, section.offer, section.on_paper):
            assert not re.search(r"\b(two|five|six|twelve|\d+) (more )?questions", text.lower())
    assert "{count}" in QUESTIONNAIRE.section("care").offer
    assert "{count}" in CONTENT.interface.fixed_sentence


def test_a_topic_that_people_may_type_has_to_exist(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    interface = folder / "interface.yaml"
    text = interface.read_text().replace("kickcheck topic naloxone", "kickcheck topic family-x")
    interface.write_text(text)
    (problem,) = validation.load_and_validate(folder).errors
    assert problem.file == "interface.yaml"
    assert "kickcheck topic family-x" in problem.message
