"""A folder of content files: their texts, trees, problems, and the lines that things stand on."""

import re
from datetime import date
from pathlib import Path

from kickcheck.content import files, strict_yaml
from kickcheck.content.decoder import Fields, Reader
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.content.strict_yaml import Node, Passage

QUESTIONS = "questions.yaml"
INTERFACE = "interface.yaml"
FACTS = "facts.yaml"
SOURCES = "sources.yaml"
CONTACTS = "contacts.yaml"
LANGUAGE = "language.yaml"
DEMOS = "demos.yaml"
FILES = (QUESTIONS, INTERFACE, FACTS, SOURCES, CONTACTS, LANGUAGE, DEMOS)
TOPICS = "topics"

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SOME_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class SourceMap:
    """The line on which each named thing stands, for problems found later."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], tuple[str, int]] = {}

    def put(self, kind: str, name: str, file: str, line: int) -> None:
        """Remember where something stands."""
        self._places[kind, name] = (file, line)

    def problem(self, kind: str, name: str, message: str) -> Problem:
        """Return a problem at the place of something."""
        file, line = self._places.get((kind, name), ("", 0))
        return Problem(file, line, message)


class Folder:
    """Reads the files of a content folder; a file given by name takes the place of one there."""

    def __init__(self, folder: Path, instead: Path | None = None) -> None:
        self.folder = folder
        self.instead = instead
        self.problems: list[Problem] = []
        self.lines = SourceMap()
        self.texts: dict[str, str] = {}
        self.passages: list[Passage] = []

    def path(self, name: str) -> Path:
        """Return where a file is read from."""
        if self.instead is not None and self.instead.name == Path(name).name:
            return self.instead
        return self.folder / name

    def text(self, name: str) -> str | None:
        """Return the text of a file, or None with a problem noted."""
        path = self.path(name)
        try:
            text = files.decode(files.read_regular_file(path, name), name)
        except ContentProblems as found:
            self.problems += found.problems
            return None
        except OSError:
            self.problems.append(Problem(name, 0, "cannot be read"))
            return None
        self.texts[name] = text
        return text

    def root(self, name: str) -> tuple[Reader, Node] | None:
        """Return the tree of a YAML file and what reads it, or None with problems noted."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return Reader(name, self.problems, self.passages), strict_yaml.parse(text, name)
        except ContentProblems as found:
            self.problems += found.problems
            return None

    def id_of(self, fields: Fields, name: str, kind: str) -> str:
        """Return the id that a field holds, and remember where it stands."""
        value = fields.text(name)
        if value:
            self.check_id(fields.reader, fields.node(name), value, kind)
        return value

    def check_id(self, reader: Reader, node: Node, value: str, kind: str) -> None:
        """Refuse what is no id, and remember where it stands."""
        if not ID.fullmatch(value):
            reader.refuse(node, f'"{value}" is no id: lower-case words and hyphens')
        self.lines.put(kind, value, reader.file, node.line)

    def date_of(self, fields: Fields, name: str, other: str = "") -> str:
        """Return a date, whole or cut, or one other word."""
        value = fields.text(name)
        if value not in ("", other) and not is_date(value):
            allowed = f', or "{other}"' if other else ""
            fields.reader.refuse(
                fields.node(name), f"a date reads 2026, 2026-11 or 2026-11-23{allowed}"
            )
        return value


def is_date(word: str) -> bool:
    """Tell whether a word is a day, a month or a year of the calendar."""
    if not _SOME_DATE.fullmatch(word):
        return False
    try:
        date.fromisoformat(word + "-01-01"[len(word) - 4 :])
    except ValueError:
        return False
    return True
