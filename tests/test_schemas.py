"""The JSON Schemas of the files that people write, with a stock validator and a stock YAML parser.

`kickcheck check` is the judge; a schema has to find what it can, and to accept what `check` does.
`test_planted_faults` tries that for each planted fault.
"""

import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

import schemas
from content_problems import structural
from editor import SCHEMAS, fields_of, problems, problems_in
from kickcheck.content import user_files
from kickcheck.content.files import ContentProblems
from kickcheck.content.loader import FILES

ROOT = Path(__file__).parents[1]


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
