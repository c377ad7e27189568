"""The schemas in docs/schemas describe what the program outputs as JSON: no less, and no more."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

import kickcheck
from all_pages import ANSWER_SETS, CONTENT, every_page
from cli_runner import run
from kickcheck import json_export
from kickcheck.assessment import assess

ROOT = Path(__file__).parents[1]
SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "docs" / "schemas").glob("*.schema.json"))
}
DOCUMENT = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")


def strict(schema: Any) -> Any:
    """Return a schema that allows no other member: a reader has to, but we must not add one."""
    if isinstance(schema, list):
        return [strict(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: strict(inner) for key, inner in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        found.setdefault("additionalProperties", False)
    return found


@cache
def registry(*, strictly: bool) -> Any:
    resources = [
        (f"{name}.schema.json", Resource.from_contents(strict(schema) if strictly else schema))
        for name, schema in SCHEMAS.items()
    ]
    return Registry().with_resources(resources)


def problems(value: Mapping[str, Any], *, strictly: bool = True) -> list[str]:
    """Return what the schema that a value names says of it."""
    name = value["schema"].removeprefix("kickcheck.").partition("/")[0]
    schema = {"$ref": f"{name}.schema.json"}
    validator = Draft7Validator(schema, registry=registry(strictly=strictly))
    return [error.message for error in validator.iter_errors(value)]


COMMANDS = {
    "assess --answers - --json": "result",
    "assess --answers - --json --country GB --section signs": "result",
    "topic withdrawal --json": "topic",
    "topic relapse --json --sources": "topic",
    "topic --json": "topics",
    "topic --json --search bath": "search",
    "topic --json --search zzz": "search",
    "topic withdrawal --json --notes": "notes",
    "assess --blank --json": "page",
    "contacts --json": "contacts",
    "contacts PR --json": "contacts",
    "contacts FR --json": "contacts",
    "check --json": "check",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_command_prints_has_the_schema_that_it_names(command: str) -> None:
    ran = run(*command.split(), stdin="control: yes\n")
    value = json.loads(ran.out)
    assert re.fullmatch(rf"kickcheck\.{COMMANDS[command]}/1", value["schema"])
    assert problems(value) == []


def test_what_check_finds_has_the_schema_too(tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_text("id: x\n")
    value = json.loads(run("check", "--json", str(tmp_path / "questions.yaml")).out)
    assert value["problems"]
    assert value["checked"] == {}
    assert problems(value) == []


def test_a_saved_emergency_page_has_the_schema_of_a_page(tmp_path: Path) -> None:
    assert run("emergency", "-o", str(tmp_path / "a.json")).code == 0
    assert problems(json.loads((tmp_path / "a.json").read_text())) == []


def outputs() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for topic in CONTENT.topics.values():
        yield f"topic {topic.id}", json_export.topic(CONTENT, topic)
        yield f"notes {topic.id}", json_export.notes(topic)
    for country in CONTENT.countries.values():
        yield f"contacts {country.code}", json_export.contacts(country)
        for name, answers in ANSWER_SETS.items():
            result = assess(CONTENT.questionnaire, answers)
            yield f"result {name} {country.code}", json_export.result(result, country)
    for example in CONTENT.questionnaire.examples:
        result = assess(CONTENT.questionnaire, example.answers)
        yield f"example {example.id}", json_export.result(result, CONTENT.countries["US"])
    for name, page in every_page():
        yield f"page {name}", json_export.page(page)


def test_everything_that_can_be_output_has_its_schema() -> None:
    assert {name: found for name, value in outputs() if (found := problems(value))} == {}


def test_a_service_of_this_computer_has_the_schema_of_help_lines(tmp_path: Path) -> None:
    ours = tmp_path / "ours.yaml"
    ours.write_text("GB:\n  - {kind: drug, name: Ours, number: '1'}\n")
    value = json.loads(run("contacts", "GB", "--json", KICKCHECK_CONTACTS=str(ours)).out)
    assert problems(value) == []
    assert [line["name"] for line in value["contacts"] if line["local"]] == ["Ours"]


@pytest.mark.parametrize(
    "damage",
    [
        {"schema": "kickcheck.result/2"},
        {"country": "Germany"},
        {"country": 1},
        {"complete": "yes"},
        {"answers": {"control": "maybe"}},
        {"answers": {"Control": "yes"}},
        {"cards": []},
        {"cards": [{"id": "general", "precedence": 9, "because": [], "shown": "long"}]},
        {"cards": [{"id": "general", "precedence": 10, "because": [], "shown": "full"}]},
        {"sections": {"signs": {"yes": 1}}},
        {"background": None},
        {"score": 3},
    ],
    ids=str,
)
def test_a_damaged_result_does_not_fit(damage: dict[str, Any]) -> None:
    result = json_export.result(assess(CONTENT.questionnaire, {}), CONTENT.countries["US"])
    assert problems(result) == []
    assert problems({**result, **damage})


def test_a_reader_has_to_accept_new_members() -> None:
    result = json_export.result(assess(CONTENT.questionnaire, {}), CONTENT.countries["US"])
    assert problems({**result, "new": 1}, strictly=False) == []
    without = {key: value for key, value in result.items() if key != "country"}
    assert problems(without, strictly=False) == ["'country' is a required property"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one_and_in_the_document(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])
    assert f"(schemas/{name}.schema.json)" in DOCUMENT
    assert name == "blocks" or SCHEMAS[name]["title"] in DOCUMENT


def test_every_schema_that_the_program_can_name_is_published() -> None:
    files = Path(kickcheck.__file__).parent.rglob("*.py")
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    assert set(re.findall(r'"kickcheck\.([a-z]+)/1"', code)) == SCHEMAS.keys() - {"blocks"}
