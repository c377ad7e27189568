"""The JSON Schemas of the files that people write, with a stock validator and a stock YAML parser.

`kickcheck check` is the judge; a schema has to find what it can, and to accept what `check` does.
"""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

import schemas
from kickcheck.content import loader, user_files
from kickcheck.content.checks.language import LanguageFile
from kickcheck.content.files import ContentProblems
from kickcheck.content.loader import FILES, ContentLoader

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "data" / "schemas"
FAULTS = {path.stem: path for path in sorted((ROOT / "tests" / "content" / "bad").glob("*.yaml"))}


def as_editors_read_it(text: str) -> Any:
    """Return a YAML text as YAML 1.2 reads it, whose core has no dates."""

    def without_dates(value: Any) -> Any:
        if isinstance(value, dict):
            return {without_dates(key): without_dates(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [without_dates(inner) for inner in value]
        return value.isoformat() if isinstance(value, date) else value

    return without_dates(YAML(typ="safe", pure=True).load(text))


def problems(schema: str, text: str) -> list[str]:
    """Return what a stock editor would underline in a text."""
    validator = Draft7Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
    try:
        value = as_editors_read_it(text)
    except YAMLError as error:
        return [str(error)]
    return [error.message for error in validator.iter_errors(value)]


def fields_of(topic: Path) -> str:
    """Return the fields at the top of a topic."""
    return topic.read_text(encoding="utf-8").split("---\n")[1]


def problems_in(folder: Path, name: str) -> list[str]:
    """Return what the schema of a file in a content folder says of it."""
    if name.startswith("topics/"):
        return problems("topic.schema.json", fields_of(folder / name))
    text = (folder / name).read_text(encoding="utf-8")
    return problems(f"{Path(name).stem}.schema.json", text)


@pytest.mark.usefixtures("sources")
def test_the_schemas_are_those_of_the_model() -> None:
    """`python tools/schemas.py` makes them again."""
    assert {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir()} == (
        schemas.texts()
    )


@pytest.mark.parametrize("path", sorted(SCHEMAS.iterdir()), ids=lambda path: path.name)
def test_each_schema_is_one(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == Draft7Validator.META_SCHEMA["$schema"]
    used = set(re.findall(r'"\$ref": "#/definitions/([^"]+)"', path.read_text(encoding="utf-8")))
    assert used <= schema["definitions"].keys()


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_names_its_schema_first_and_is_valid(name: str) -> None:
    first = (ROOT / "data" / name).read_text(encoding="utf-8").split("\n", 1)[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (ROOT / "data" / schema).resolve() == SCHEMAS / f"{Path(name).stem}.schema.json"
    assert problems_in(ROOT / "data", name) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "data" / "topics").glob("*.md")), ids=lambda path: path.stem
)
def test_the_fields_of_a_shipped_topic_are_valid(path: Path) -> None:
    assert problems("topic.schema.json", fields_of(path)) == []


# --- planted faults --------------------------------------------------------------------------

# What a schema cannot express.
MARKDOWN_IN_A_TEXT = {
    "brief-that-is-a-list", "chart-bar-of-two-shapes", "chart-bar-without-a-length",
    "chart-of-another-kind", "chart-that-is-no-yaml", "list-in-a-list", "markdown-other-than-bold",
}  # fmt: skip
CHARACTERS_THAT_NOBODY_SEES = {
    "escaped-control-character", "hidden-character", "word-parted-by-a-soft-hyphen",
}  # fmt: skip
YAML_THAT_IS_NOT_NEEDED = {"tag"}
BEYOND_A_SCHEMA = MARKDOWN_IN_A_TEXT | CHARACTERS_THAT_NOBODY_SEES | YAML_THAT_IS_NOT_NEEDED


def planted(folder: Path, fault: Path) -> str:
    """Plant a fault in a content folder; return the name of the file."""
    spec = yaml.safe_load(fault.read_text(encoding="utf-8"))
    file = folder / spec["file"]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(spec["find"], spec["put"], 1), encoding="utf-8")
    return str(spec["file"])


def structural(folder: Path) -> bool:
    """Tell whether content cannot be decoded, so that its rules and wording are not checked."""
    found = ContentLoader(folder)
    found.load()
    decoder, node = found.root(loader.LANGUAGE)
    decoder.record(LanguageFile, node)
    return bool(found.problems)


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_of_structure_is_found_by_the_schema_too(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    file = planted(folder, FAULTS[name])
    if structural(folder):
        assert bool(problems_in(folder, file)) is (name not in BEYOND_A_SCHEMA)
    else:
        assert name not in BEYOND_A_SCHEMA
        assert problems_in(folder, file) == [], "check accepts the structure of this file"


@pytest.mark.parametrize(
    ("file", "find", "put", "fits"),
    [
        ("contacts.yaml", '    crisis: "988 (call or text)"\n', "", False),
        ("contacts.yaml", "    crisis: ", "    crises: ", False),
        ("contacts.yaml", '      number: "911"', "      number: 911", True),
        ("contacts.yaml", '      checked_on: "2026-11-25"', "      checked_on:", True),
        ("contacts.yaml", '      source_date: "2026-10-01"', "      source_date: 2026-10-01", True),
        ("contacts.yaml", '      source_date: "2026-10-01"', "      source_date: 2026", True),
        ("contacts.yaml", '      source_date: "2026-10-01"', "      source_date: due", False),
        ("questions.yaml", "    precedence: 1\n", "    precedence: '1'\n", True),
        ("questions.yaml", "    precedence: 1\n", "    precedence: 1000\n", False),
        ("questions.yaml", "    precedence: 1\n", "    precedence: -1\n", False),
        ("questions.yaml", "    title: Safety\n", "    title:\n", False),
        ("questions.yaml", "    title: Safety\n", "    title: ' '\n", False),
        ("questions.yaml", "    title: Safety\n", "    title: 12\n", True),
        ("questions.yaml", "    in_demos: no\n", "    in_demos: false\n", False),
        ("questions.yaml", "    in_demos: no\n", "    in_demos: yes\n", True),
        ("questions.yaml", "[yes, unsure]", "yes", False),
        ("demos.yaml", "\ndemos:", "\npeople:", False),
        ("demos.yaml", "id: leaving-custody", "id: Leaving", False),
        ("interface.yaml", "first-keep:", "first_keep:", False),
        ("language.yaml", "longest-sentence: 25", "longest-sentence: many", False),
        ("topics/relapse.md", "reviewed:", "reviewed: 2026-11 #", False),
        ("topics/relapse.md", "reviewed:", 'reviewed: "2026-11-23" #', True),
        ("topics/relapse.md", "title:", "id:", False),
    ],
)
def test_schema_and_check_agree_on_the_structure_of_a_file(
    tmp_path: Path, file: str, find: str, put: str, fits: bool
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert find in text
    (folder / file).write_text(text.replace(find, put, 1), encoding="utf-8")
    assert structural(folder) is not fits
    assert (problems_in(folder, file) == []) is fits


# --- files of users --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("recent-break: yes\ncontrol: no\nmay-use: unsure\nalone: skip\n", True),
        ('{"control": "yes"}', True),
        ("{}", True),
        ("control: maybe\n", False),
        ("control: true\n", False),
        ("control:\n", False),
        ("control: [yes]\n", False),
        ("- yes\n", False),
        ("control: yes\ncontrol: no\n", False),
    ],
)
def test_the_schema_of_answers_takes_what_the_program_takes(text: str, fits: bool) -> None:
    assert (problems("answers.schema.json", text) == []) is fits
    if fits:
        user_files.answers(text, "x")
    else:
        with pytest.raises(ContentProblems):
            user_files.answers(text, "x")


def test_the_schema_of_answers_knows_the_questions() -> None:
    assert problems("answers.schema.json", "contrl: yes\n")


LINE = "GB:\n  - {kind: drug, name: Riverside, number: 01234}\n"


@pytest.mark.parametrize(
    ("old", "new", "fits"),
    [
        ("GB", "GB", True),
        ("GB", "international", True),
        ("number: 01234", 'number: "01234 567"', True),
        ("name: Riverside", "name: Riverside, note: ''", True),
        ("GB", "gb", False),
        ("GB", "GBR", False),
        ("drug", "drugs", False),
        ("name", "nam", False),
        (", number: 01234", "", False),
        ("number: 01234", "number: [1]", False),
        ("number: 01234", "number:", False),
        ("  - {", "  {", False),
    ],
)
def test_the_schema_of_help_lines_takes_what_the_program_takes(
    old: str, new: str, fits: bool
) -> None:
    text = LINE.replace(old, new)
    assert (problems("help-lines.schema.json", text) == []) is fits
    if fits:
        user_files.local_contacts(text, "x")
    else:
        with pytest.raises(ContentProblems):
            user_files.local_contacts(text, "x")
