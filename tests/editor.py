"""What an editor makes of the files that people write: a stock YAML parser and validator."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"


def as_editors_read_it(text: str) -> Any:
    """Return a YAML text as YAML 1.2 reads it, whose core has no dates."""

    def without_dates(value: Any) -> Any:
        if isinstance(value, dict):
            return {without_dates(key): without_dates(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [without_dates(inner) for inner in value]
        return value.isoformat() if isinstance(value, date) else value

    return without_dates(YAML(typ="safe").load(text))


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
