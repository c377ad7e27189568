"""The blank form and results in FHIR R4. `nox -s fhir` tries them with a schema and a client."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from all_pages import DAY
from cli_runner import run
from fhir_people import CONTENT, PEOPLE, answered
from kickcheck import fhir_export
from kickcheck.assessment import assess
from kickcheck.model import Answer
from kickcheck.pages.localizer import Localizer

HERE = Localizer(CONTENT, CONTENT.countries["GB"])
QUESTIONS = {question.id: question for _, question in CONTENT.questionnaire.pairs()}
SECTIONS = {section.id: section for section in CONTENT.questionnaire.sections}
Item = Mapping[str, Any]


def items(resource: Item) -> Iterator[Item]:
    """Yield every item of a form or a response, groups before what is in them."""
    for item in resource.get("item", ()):
        yield item
        yield from items(item)


def form() -> dict[str, Any]:
    return fhir_export.form(HERE)


def result(name: str) -> dict[str, Any]:
    return fhir_export.result(HERE, PEOPLE[name], DAY)


def notes(resource: Item) -> list[str]:
    """Return the texts of the contained note."""
    (note,) = resource["contained"]
    return [payload["contentString"] for payload in note["payload"]]


def test_every_question_is_an_item_under_its_section_with_three_answers() -> None:
    sections = {item["linkId"]: item for item in form()["item"] if item["linkId"] in SECTIONS}
    assert list(sections) == list(SECTIONS)
    for section in CONTENT.questionnaire.sections:
        asked = [i for i in items(sections[section.id]) if i["type"] == "choice"]
        assert [item["linkId"] for item in asked] == [q.id for q in section.questions]
        for item in asked:
            codes = [option["valueCoding"]["code"] for option in item["answerOption"]]
            assert codes == ["yes", "no", "unsure"], "to skip is to give no answer"
            assert item["text"].startswith(QUESTIONS[item["linkId"]].ask)
            assert all(f"\n- {point}" in item["text"] for point in QUESTIONS[item["linkId"]].points)
            assert "required" not in item, "any question can be skipped"


def test_each_section_opens_with_its_text_for_paper_with_numbers_filled_in() -> None:
    texts = {item["linkId"]: item["text"] for item in items(form())}
    for name, section in SECTIONS.items():
        opening = (section.on_paper or section.opening).replace(
            "{count}", str(len(section.questions))
        )
        assert texts[f"{name}.opening"] == opening
    assert "at once" not in texts["safety.opening"]


def test_no_two_items_share_a_link_id() -> None:
    ids = [item["linkId"] for item in items(form())]
    assert len(ids) == len(set(ids))


def test_the_two_counts_are_calculated_from_the_yes_answers_of_their_sections() -> None:
    counts = [item for item in items(form()) if item["type"] == "integer"]
    for item, name in zip(counts, ("dependence", "signs"), strict=True):
        (extension,) = item["extension"]
        assert item["linkId"] == f"{name}.count"
        assert item["readOnly"] is True
        assert extension["url"].endswith("/sdc-questionnaire-calculatedExpression")
        assert extension["valueExpression"] == {
            "language": "text/fhirpath",
            "expression": f"%resource.item.where(linkId = '{name}')"
            ".item.where(answer.value.code = 'yes').count()",
        }


def test_the_form_has_no_score_no_cut_off_no_loinc_code_and_names_no_person() -> None:
    for resource in (form(), *map(result, PEOPLE)):
        text = json.dumps(resource).casefold()
        for word in ("loinc", "ordinalvalue", "itemweight", "cut-off", "score", "snomed"):
            assert word not in text.replace("no one has tested these 5 questions as a score", "")
        assert not resource.keys() & {"code", "subject", "author", "source", "identifier"}
        assert not any(item.keys() & {"code", "initial", "maxLength"} for item in items(resource))


def test_skip_logic_lets_through_exactly_the_answers_that_fit() -> None:
    """The conditions are tried with each answer, by the rules of FHIR."""

    def is_enabled(item: Item, answer: str | None) -> bool:
        def is_met(condition: Item) -> bool:
            if condition["operator"] == "exists":
                return (answer is not None) is condition["answerBoolean"]
            is_it = answer == condition["answerCoding"]["code"]
            return is_it is {"=": True, "!=": False}[condition["operator"]]

        assert item.get("enableBehavior", "all") == "all"
        return all(is_met(condition) for condition in item["enableWhen"])

    found = {item["linkId"]: item for item in items(form()) if "enableWhen" in item}
    limited = {name for name, question in QUESTIONS.items() if question.only_after}
    assert limited == {name for name in found if name in QUESTIONS}
    for name in limited:
        ((parent, fitting),) = QUESTIONS[name].only_after.items()
        assert {one["question"] for one in found[name]["enableWhen"]} == {parent}
        for answer in Answer:
            given = None if answer is Answer.SKIP else str(answer)
            assert is_enabled(found[name], given) is (answer in fitting)
    after_yes = {f"{name}.after-yes" for name, q in QUESTIONS.items() if q.after_yes}
    assert after_yes == found.keys() - limited
    for name in after_yes:
        shown = [word for word in ("yes", "no", "unsure", None) if is_enabled(found[name], word)]
        assert shown == ["yes"]


def test_skip_logic_that_fits_a_skipped_parent_does_not_ask_for_an_answer() -> None:
    section = CONTENT.questionnaire.sections[0]
    first, second, *others = section.questions
    limited = replace(
        second, before="First.", only_after={first.id: frozenset({Answer.NO, Answer.SKIP})}
    )
    changed = replace(section, questions=(first, limited, *others))
    questionnaire = replace(
        CONTENT.questionnaire, sections=(changed, *CONTENT.questionnaire.sections[1:])
    )
    here = Localizer(replace(CONTENT, questionnaire=questionnaire), HERE.country)
    found = {item["linkId"]: item for item in items(fhir_export.form(here))}
    item, before = found[second.id], found[f"{second.id}.before"]
    assert before["enableWhen"] == item["enableWhen"], "they are shown together"
    assert [(one["operator"], one["answerCoding"]["code"]) for one in item["enableWhen"]] == [
        ("!=", "yes"),
        ("!=", "unsure"),
    ]


def test_the_form_contains_every_safety_note_with_its_rule_as_on_paper() -> None:
    displayed = {item["linkId"]: item["text"] for item in items(form())}
    for card in CONTENT.questionnaire.cards:
        text = displayed[f"card.{card.id}"]
        assert text.startswith(HERE.format(card.title))
        assert card.id == "general" or "For you if" in text
    assert "Call 999 at once." in displayed["card.general"]
    assert "far less" not in json.dumps(form()), "a form cannot hide a note from anybody"
    numbers = {item["linkId"]: item["prefix"] for item in items(form()) if "prefix" in item}
    assert list(numbers.items()) == [(name, str(n)) for n, name in enumerate(QUESTIONS, 1)]


@pytest.mark.parametrize("name", PEOPLE)
def test_a_response_has_each_answer_under_its_section_and_nothing_for_what_was_skipped(
    name: str,
) -> None:
    person = PEOPLE[name]
    groups = {group["linkId"]: group for group in result(name)["item"]}
    assert list(groups) == [*person.sections, "form.counts"]
    found = {}
    for section in person.sections:
        for item in items(groups[section]):
            ((given),) = item["answer"]
            assert QUESTIONS[item["linkId"]] in SECTIONS[section].questions
            found[item["linkId"]] = given["valueCoding"]["code"]
    assert found == answered(person)
    counts = {i["linkId"]: i["answer"] for i in items(groups["form.counts"])}
    assert counts == {
        f"{section}.count": [{"valueInteger": count.yes}]
        for section, count in person.counts.items()
    }


@pytest.mark.parametrize("name", PEOPLE)
def test_a_response_carries_its_safety_notes_as_plain_text_and_its_counts_as_ranges(
    name: str,
) -> None:
    person, resource = PEOPLE[name], result(name)
    *cards, counted = notes(resource)
    assert resource["contained"][0]["about"] == [{"reference": "#"}]
    for text, shown in zip(cards, person.cards, strict=True):
        title, body = text.split("\n", 1)
        assert title == HERE.format(shown.card.title)
        assert not re.search(r"[*{}[]", body), "neither marks nor citations"
        assert shown.full == (body != "".join(s.text for s in HERE.spans(shown.card.brief)))
    assert cards[-1].startswith("For any overdose")
    assert "\n- Call 999 at once.\n" in cards[-1]
    for section, count in person.counts.items():
        limits = str(count.low) if count.low == count.high else f"{count.low} to {count.high}"
        assert f"{SECTIONS[section].title}: {limits}\n" in counted
    assert "This is not a diagnosis." in counted


@pytest.mark.parametrize("name", PEOPLE)
def test_texts_of_a_response_are_those_of_the_form_that_it_names(name: str) -> None:
    asked = form()
    texts = {item["linkId"]: item["text"] for item in items(asked)}
    resource = result(name)
    assert resource["questionnaire"] == f"{asked['url']}|{asked['version']}"
    assert all(texts[item["linkId"]] == item["text"] for item in items(resource))
    assert (resource["status"], resource["authored"]) == ("completed", DAY.isoformat())


def test_edited_questions_are_another_version_of_the_same_form() -> None:
    edited = replace(CONTENT.questionnaire, sha256="0" * 64)
    other = fhir_export.form(Localizer(replace(CONTENT, questionnaire=edited), HERE.country))
    assert other["url"] == form()["url"]
    assert other["version"] != form()["version"]


@pytest.mark.parametrize("code", CONTENT.countries)
def test_no_text_has_a_character_that_fhir_does_not_allow(code: str) -> None:
    """R4 allows line breaks, tabs, plain spaces and what is no space; and no empty text."""
    here = Localizer(CONTENT, CONTENT.countries[code])
    person = assess(
        CONTENT.questionnaire, {n: Answer.YES for n in QUESTIONS if n != "suicidal-today"}
    )
    resources = [fhir_export.form(here), fhir_export.result(here, person, DAY)]
    texts = [item["text"] for resource in resources for item in items(resource)]
    texts += notes(resources[1])
    for text in texts:
        assert re.fullmatch(r"[ \r\n\t\S]+", text), repr(text)
        assert text == text.strip()
        assert "{" not in text


def test_nothing_in_a_resource_is_empty() -> None:
    def walk(value: Any) -> None:
        assert value not in ("", [], {}, None)
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict | list):
                walk(inner)

    only_care = assess(CONTENT.questionnaire, {"pregnant": Answer.SKIP}, ["care"])
    for resource in (form(), *map(result, PEOPLE), fhir_export.result(HERE, only_care, DAY)):
        walk(resource)


def test_a_section_that_was_not_asked_is_not_in_a_response() -> None:
    only_signs = assess(CONTENT.questionnaire, {"control": Answer.YES}, ["signs"])
    resource: Item = fhir_export.result(HERE, only_signs, DAY)
    assert [item["linkId"] for item in items(resource)] == [
        "signs", "control", "form.counts", "signs.count",
    ]  # fmt: skip


def test_the_command_saves_the_form_and_a_result(tmp_path: Path) -> None:
    blank, saved = tmp_path / "form.fhir.json", tmp_path / "result.fhir.json"
    assert run("assess", "--blank", "--country", "GB", "-o", str(blank)).code == 0
    assert json.loads(blank.read_text(encoding="ascii")) == form()
    ran = run("assess", "--answers", "-", "-o", str(saved), stdin="control: yes\nmay-use: unsure\n")
    assert (ran.code, ran.out) == (0, "")
    resource = json.loads(saved.read_text(encoding="ascii"))
    assert resource["resourceType"] == "QuestionnaireResponse"
    given = {i["linkId"]: i["answer"][0]["valueCoding"]["code"] for i in items(resource)
             if i["linkId"] in QUESTIONS}  # fmt: skip
    assert given == {"may-use": "unsure", "control": "yes"}
    assert saved.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "command",
    ["topic relapse", "topic", "contacts GB", "emergency", "assess --demo pain",
     "assess --demo list", "assess --demo pain --notes", "topic --search pain"],
)  # fmt: skip
def test_what_has_no_form_in_fhir_is_refused_in_one_sentence(command: str, tmp_path: Path) -> None:
    target = tmp_path / "x.fhir.json"
    ran = run(*command.split(), "-o", str(target))
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert not target.exists()
    if not command.startswith("assess"):
        assert "Only kickcheck assess can save a .fhir.json file." in ran.err
        assert "or .json." in ran.err
