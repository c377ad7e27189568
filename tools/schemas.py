"""Make a JSON Schema for each file that people write, from the annotations of the model.

usage: python tools/schemas.py [FOLDER]     (default: data/schemas)

An editor can complete and check a file with them. `kickcheck check` remains the judge: a schema
knows nothing of references, rules and wording. They are for YAML 1.2, in which "no" is text.
"""

import json
import sys
from collections.abc import Mapping
from enum import EnumType
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from kickcheck import content
from kickcheck.content import decoder, loader, user_files
from kickcheck.content.checks.language import LanguageFile
from kickcheck.content.strict_yaml import MAX_TEXT_CHARACTERS
from kickcheck.frozen import Frozen
from kickcheck.model import (
    INTERNATIONAL,
    Answer,
    Block,
    Demo,
    InterfaceText,
    Questionnaire,
    ServiceContact,
    Spans,
    Topic,
)
from kickcheck.model.field_types import Choice, Key, Keys, Mark, MaxLength, OwnedBy, PartialDate

DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]

# YAML reads an unquoted 911 as a number; `kickcheck` takes it as the text that it is.
TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
NUMBER: Schema = {
    "type": ["string", "integer"],
    "pattern": rf"^[0-9]{{1,{decoder.MAX_DIGITS}}}$",
    "minimum": 0,
    "maximum": 10**decoder.MAX_DIGITS - 1,
}
COMMON: dict[str, Schema] = {
    "text": TEXT,
    "text-or-nothing": {"type": ["string", "number", "boolean", "null"]},
    "markdown": {**TEXT, "maxLength": MAX_TEXT_CHARACTERS},
    "number": NUMBER,
    "id": {"type": "string", "pattern": f"^{decoder.ID}$"},
    "day": {"type": "string", "pattern": f"^{decoder.DATE}$", "minLength": len("2026-11-23")},
    "count": {"type": "string", "pattern": f"^{decoder.COUNT}$"},
    "yes-or-no": {"enum": list(decoder.YES_OR_NO)},
    "shown-as": {"type": "object", "additionalProperties": {"enum": list(decoder.SHOWN_AS)}},
}
BY_MARK = {
    Mark.ID: "id",
    Mark.PROSE: "text",
    Mark.NAME: "text",
    Mark.PROMPT: "text",
    Mark.MAY_BE_EMPTY: "text-or-nothing",
    Mark.ANY_CASE: "text",
    Mark.DAY: "day",
    Mark.SHOWN_AS: "shown-as",
    Mark.TEXT_WITH_LINE: "text",
    Mark.NUMBER_WITH_LINE: "number",
    Mark.COUNT: "count",
}


class Builder:
    """Builds the schema of one file; what it uses more than once is a definition."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def file(self, title: str, schema: Schema) -> Schema:
        """Return the schema of a file."""
        return {"$schema": DRAFT, "title": title, **schema, "definitions": self.definitions}

    def record(self, cls: type[Frozen], *given: str) -> Schema:
        """Return the schema of a record; `given` are fields that stand elsewhere."""
        fields = decoder.fields_in_file(cls)
        kept = [field for name, field in fields.items() if name not in given]
        return {
            "type": "object",
            "description": (cls.__doc__ or "").split("\n\n")[0].replace("\n", " "),
            "properties": {field.key: self.value(field.annotation) for field in kept},
            "required": [field.key for field in kept if field.required],
            "additionalProperties": False,
        }

    def value(self, annotation: Any) -> Schema:
        """Return the schema of a value, by its annotation, as `Decoder.value` decodes it."""
        marks: list[object] = []
        if get_origin(annotation) is Annotated:
            annotation, *marks = get_args(annotation)
        limits = [mark.characters for mark in marks if isinstance(mark, MaxLength)]
        if limits:
            others = [mark for mark in marks if not isinstance(mark, MaxLength)]
            text = self.value(Annotated[annotation, *others] if others else annotation)
            return {"allOf": [text], "maxLength": limits[0]}
        match [mark for mark in marks if not isinstance(mark, Key | OwnedBy)]:
            case []:
                return self._by_type(annotation)
            case [Choice(words)]:
                return {"enum": list(words)}
            case [PartialDate(otherwise)]:
                return self._partial_date(otherwise)
            case [Keys(names)]:
                return {
                    "type": "object",
                    "properties": {name: self._common("text-or-nothing") for name in names},
                    "required": list(names),
                    "additionalProperties": False,
                }
            case [Mark() as mark] if mark in BY_MARK:
                return self._common(BY_MARK[mark])
            case others:
                raise TypeError(f"{others} have no schema together, or here")

    def _by_type(self, annotation: Any) -> Schema:
        found: Schema
        if annotation is str:
            found = self._common("text")
        elif annotation is bool:
            found = self._common("yes-or-no")
        elif annotation is int:
            found = self._common("number")
        elif annotation in (tuple[Block, ...], Spans):
            found = self._common("markdown")
        elif isinstance(annotation, EnumType):
            found = {"enum": [str(member.value) for member in list[Any](annotation)]}
        elif get_origin(annotation) in (tuple, frozenset):
            items = self.value(get_args(annotation)[0])
            found = {"type": "array", "items": items}
        elif get_origin(annotation) is Mapping:
            found = {"type": "object", "additionalProperties": self.value(get_args(annotation)[1])}
        else:
            if annotation.__name__ not in self.definitions:
                self.definitions[annotation.__name__] = self.record(annotation)
            found = {"$ref": f"#/definitions/{annotation.__name__}"}
        return found

    def _partial_date(self, otherwise: str) -> Schema:
        words = f"{decoder.DATE}|{otherwise}" if otherwise else decoder.DATE
        # An unquoted year is a number.
        year = {"type": "integer", "minimum": 1, "maximum": 9999}
        return {"anyOf": [{"type": "string", "pattern": f"^({words})$"}, year]}

    def _common(self, name: str) -> Schema:
        self.definitions[name] = COMMON[name]
        return {"$ref": f"#/definitions/{name}"}


def schemas() -> dict[str, Schema]:
    """Return the schema of each kind of file, by the name of the schema's file."""
    found = {}
    for name, cls in (
        (loader.QUESTIONS, Questionnaire),
        (loader.INTERFACE, InterfaceText),
        (loader.LANGUAGE, LanguageFile),
    ):
        builder = Builder()
        found[_name(name)] = builder.file(name, builder.record(cls))
    for name, (record_class, _, key) in loader.KEYED.items():
        builder = Builder()
        records = {"type": "object", "additionalProperties": builder.record(record_class, key)}
        if key == "id":
            records["propertyNames"] = COMMON["id"]
        found[_name(name)] = builder.file(name, records)
    builder = Builder()
    demos = {
        "type": "object",
        "properties": {"demos": builder.value(tuple[Demo, ...])},
        "required": ["demos"],
        "additionalProperties": False,
    }
    found[_name(loader.DEMOS)] = builder.file(loader.DEMOS, demos)
    builder = Builder()
    topic = builder.record(Topic, "id", "blocks")
    found["topic.schema.json"] = builder.file("The fields at the top of a topic", topic)
    builder = Builder()
    answer = builder.value(Answer)
    answers = {
        "type": "object",
        "properties": {
            question.id: {**answer, "description": question.ask}
            for _, question in content.bundled().questionnaire.pairs()
        },
        "additionalProperties": False,
    }
    found["answers.schema.json"] = builder.file("An answers file (--answers)", answers)
    builder = Builder()
    help_lines = {
        "type": "object",
        "patternProperties": {
            f"^({INTERNATIONAL}|{user_files.COUNTRY_CODE})$": builder.value(
                tuple[ServiceContact, ...]
            )
        },
        "additionalProperties": False,
    }
    title = "Local help lines (KICKCHECK_CONTACTS)"
    found["help-lines.schema.json"] = builder.file(title, help_lines)
    return found


def texts() -> dict[str, str]:
    """Return the text of each schema file, by its name."""
    return {
        name: json.dumps(schema, indent=2, ensure_ascii=True) + "\n"
        for name, schema in schemas().items()
    }


def _name(file: str) -> str:
    return f"{Path(file).stem}.schema.json"


def main() -> None:
    """Write the schemas to a folder."""
    default = Path(str(content.bundled_folder())) / "schemas"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(exist_ok=True)
    for name, text in texts().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
