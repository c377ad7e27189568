"""The form and eight results against the schema of FHIR R4, and in a client. Run: nox -s fhir.

`FHIR_PACKAGES` is the folder into which the session unpacked the schema and LHC-Forms.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft6Validator

from all_pages import CONTENT, DAY
from browser import NEEDED, run_script
from fhir_people import PEOPLE, answered
from kickcheck import fhir_export
from kickcheck.assessment import assess
from kickcheck.model import Answer
from kickcheck.pages.localizer import Localizer

PACKAGES = Path(os.environ["FHIR_PACKAGES"])
SCHEMA = json.loads((PACKAGES / "schema" / "fhir.schema.json").read_text(encoding="utf-8"))
HERE = Localizer(CONTENT, CONTENT.countries["GB"])
FORM = fhir_export.form(HERE)
RESULTS = {name: fhir_export.result(HERE, person, DAY) for name, person in PEOPLE.items()}
Resource = dict[str, Any]


def problems(resource: Resource) -> list[str]:
    """Return what the schema says of a resource and of each that it contains."""
    found = []
    for one in (resource, *resource.get("contained", ())):
        kind = {"$ref": f"#/definitions/{one['resourceType']}"}
        schema = {**kind, "definitions": SCHEMA["definitions"]}
        found += [error.message for error in Draft6Validator(schema).iter_errors(one)]
    return found


@pytest.mark.parametrize("code", CONTENT.countries)
def test_the_form_is_valid_in_every_country(code: str) -> None:
    assert problems(fhir_export.form(Localizer(CONTENT, CONTENT.countries[code]))) == []


@pytest.mark.parametrize("name", PEOPLE)
def test_a_result_is_valid(name: str) -> None:
    assert problems(RESULTS[name]) == []


def test_every_card_makes_a_valid_note() -> None:
    answers = {question.id: Answer.YES for _, question in CONTENT.questionnaire.pairs()}
    for country in CONTENT.countries.values():
        person = assess(CONTENT.questionnaire, answers)
        assert problems(fhir_export.result(Localizer(CONTENT, country), person, DAY)) == []


def choice(form: Resource) -> Resource:
    found: Resource = next(i for i in form["item"][2]["item"] if i["type"] == "choice")
    return found


FAULTS: dict[str, tuple[Resource, Callable[[Resource], object]]] = {
    "a status of no meaning": (FORM, lambda r: r.update(status="nonsense")),
    "an item type misspelled": (FORM, lambda r: choice(r).update(type="chioce")),
    "an item type of R5": (FORM, lambda r: choice(r).update(type="coding")),
    "an unknown field": (FORM, lambda r: choice(r).update(points=["a"])),
    "an unknown operator": (
        FORM,
        lambda r: choice(r).update(enableWhen=[{"question": "a", "operator": "not"}]),
    ),
    "an answer of an unknown kind": (
        FORM,
        lambda r: choice(r).update(answerOption=[{"valueWord": "yes"}]),
    ),
    "an extension without its name": (FORM, lambda r: choice(r)["extension"][0].update(name="a")),
    "a count as text": (
        RESULTS["pain"],
        lambda r: r["item"][-1]["item"][0]["answer"][0].update(valueInteger="2"),
    ),
    "a day that is none": (RESULTS["pain"], lambda r: r.update(authored="23 November")),
    "an answer that is no list": (
        RESULTS["pain"],
        lambda r: r["item"][0]["item"][0].update(answer={"valueCoding": {"code": "yes"}}),
    ),
    "a note that refers to one thing": (
        RESULTS["pain"],
        lambda r: r["contained"][0].update(about={"reference": "#"}),
    ),
    "a note with an unknown field": (
        RESULTS["pain"],
        lambda r: r["contained"][0]["payload"][0].update(text="a"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schema_finds_a_planted_fault(fault: str) -> None:
    resource, plant = FAULTS[fault]
    planted = json.loads(json.dumps(resource))
    plant(planted)
    assert problems(planted)


# --- LHC-Forms -------------------------------------------------------------------------------


def items(resource: Resource) -> Iterator[Resource]:
    for group in resource["item"]:
        yield from group.get("item", ())


def counts(response: Resource) -> dict[str, int]:
    """Return the counts in a response."""
    return {
        item["linkId"].removesuffix(".count"): item["answer"][0]["valueInteger"]
        for item in items(response)
        if item["linkId"].endswith(".count")
    }


def codes(response: Resource) -> dict[str, str]:
    """Return the answers in a response."""
    found = {item["linkId"]: item["answer"][0].get("valueCoding", {}) for item in items(response)}
    return {name: coding["code"] for name, coding in found.items() if coding}


def without_counts(response: Resource) -> Resource:
    """Return a response whose counts a client has to calculate."""
    kept = [group for group in response["item"] if group["linkId"] != "form.counts"]
    return {**response, "item": kept}


CLICKED = {"less-time": "yes", "tolerance": "no", "suicidal-thoughts": "unsure"}
TODAY = "Might you act on thoughts of ending your life today?"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Resource]]:
    """Return for each person what the client has, at first and after each click."""
    request = {
        "chromium": NEEDED["chromium"],
        "profile": str(tmp_path_factory.mktemp("browser") / "profile"),
        "lforms": str(PACKAGES / "lforms" / "dist" / "lforms"),
        "form": FORM,
        "responses": [without_counts(response) for response in RESULTS.values()],
        "clicks": list(CLICKED.items()),
    }
    found = run_script(Path(__file__).with_name("fill.mjs"), request)
    assert found["errors"] == []
    return dict(zip(PEOPLE, found["reports"], strict=True))


@pytest.mark.parametrize("name", PEOPLE)
def test_a_client_reads_the_answers_and_calculates_the_same_counts(
    name: str, reports: dict[str, list[Resource]]
) -> None:
    response, person = reports[name][0]["response"], PEOPLE[name]
    assert codes(response) == answered(person)
    assert counts(response) == {section: count.yes for section, count in person.counts.items()}


@pytest.mark.parametrize("name", PEOPLE)
def test_after_a_click_the_client_still_has_the_counts_that_the_program_would_give(
    name: str, reports: dict[str, list[Resource]]
) -> None:
    clicked = answered(PEOPLE[name])
    for (question, answer), report in zip(CLICKED.items(), reports[name][1:], strict=True):
        clicked[question] = answer
        expected = assess(CONTENT.questionnaire, {n: Answer(word) for n, word in clicked.items()})
        assert codes(report["response"]) == clicked
        found = {section: count.yes for section, count in expected.counts.items()}
        assert counts(report["response"]) == found


@pytest.mark.parametrize("name", PEOPLE)
def test_the_client_asks_a_question_only_after_the_answers_that_it_hangs_on(
    name: str, reports: dict[str, list[Resource]]
) -> None:
    first, *_, last = reports[name]
    applies = PEOPLE[name].answers.get("suicidal-thoughts") in ("yes", "unsure")
    assert (TODAY in first["visible"]) is applies
    assert TODAY in last["visible"], "suicidal-thoughts was clicked: not sure"
    for question in CONTENT.questionnaire.sections[0].questions:
        assert question.ask in first["visible"]
