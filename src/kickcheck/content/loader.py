"""Loads a folder of content files into the model, and collects every problem in them."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kickcheck.content import files, strict_yaml
from kickcheck.content.decoder import ID, Decoder, SourceMap
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.content.strict_yaml import MISSING, Node, Passage
from kickcheck.frozen import Frozen
from kickcheck.model import (
    Content,
    Country,
    Demo,
    Fact,
    InterfaceText,
    Questionnaire,
    Source,
    Topic,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

QUESTIONS = "questions.yaml"
INTERFACE = "interface.yaml"
FACTS = "facts.yaml"
SOURCES = "sources.yaml"
CONTACTS = "contacts.yaml"
LANGUAGE = "language.yaml"
DEMOS = "demos.yaml"
FILES = (QUESTIONS, INTERFACE, FACTS, SOURCES, CONTACTS, LANGUAGE, DEMOS)
TOPICS = "topics"

KEYED: Mapping[str, tuple[type[Frozen], str, str]] = {
    FACTS: (Fact, "fact", "id"),
    SOURCES: (Source, "source", "key"),
    CONTACTS: (Country, "country", "code"),
}
"""The files that map keys to records: the class, its kind, and the field that the key sets."""


class ContentLoader:
    """Loads the files of a folder.

    Args:
        folder: the folder, which may be in a zip file.
        replaced: files by their name in the folder, such as "topics/law.md", that are read instead
            of those in the folder.

    """

    def __init__(
        self, folder: "Traversable", replaced: Mapping[str, Path] = MappingProxyType({})
    ) -> None:
        self.folder = folder
        self.replaced = replaced
        self.problems: list[Problem] = []
        self.lines = SourceMap()
        self.passages: list[Passage] = []

    def load(self, folder_name: str = "") -> Content | None:
        """Return the content, or None if there are problems.

        Args:
            folder_name: the name of the folder of changed content, if there is one.

        """
        content = Content(
            questionnaire=self._questionnaire(),
            interface=self._interface(),
            topics=self._topics(),
            facts=self._records(FACTS),
            sources=self._records(SOURCES),
            countries=self._records(CONTACTS),
            demos=self._demos(),
            folder=folder_name,
        )
        return None if self.problems else content

    def root(self, name: str) -> tuple[Decoder, Node]:
        """Return a decoder for a YAML file, and its root node."""
        return self._decoder(name), self._parsed(name, self._text(name))

    def _decoder(self, name: str) -> Decoder:
        return Decoder(name, self.problems, self.passages, self.lines)

    def _text(self, name: str) -> str | None:
        path: Traversable = self.replaced.get(name) or self.folder / name
        try:
            return files.decode(files.read_regular_file(path, name), name)
        except ContentProblems as found:
            self.problems += found.problems
        except OSError:
            self.problems.append(Problem(name, 0, "cannot be read"))
        return None

    def _parsed(self, name: str, text: str | None, first_line: int = 1) -> Node:
        if text is None:
            return MISSING
        try:
            return strict_yaml.parse(text, name, first_line)
        except ContentProblems as found:
            self.problems += found.problems
            return MISSING

    def _questionnaire(self) -> Questionnaire:
        text = self._text(QUESTIONS)
        sha256 = hashlib.sha256((text or "").encode()).hexdigest()
        node = self._parsed(QUESTIONS, text)
        return self._decoder(QUESTIONS).record(Questionnaire, node, given={"sha256": sha256})

    def _interface(self) -> InterfaceText:
        decoder, node = self.root(INTERFACE)
        return decoder.record(InterfaceText, node)

    def _records(self, name: str) -> dict[str, Any]:
        """Return the records of a file by key."""
        cls, kind, key_field = KEYED[name]
        decoder, root = self.root(name)
        found = {}
        for key, node in decoder.mapping(root).items():
            if key_field == "id":
                decoder.check_id(node, key)
            self.lines.put(kind, key, name, node.line)
            if name == CONTACTS:
                self._put_contacts(key, node)
            found[key] = decoder.record(cls, node, given={key_field: key})
        return found

    def _put_contacts(self, code: str, country: Node) -> None:
        """Note the file line of each help line; it is identified by its index."""
        items = _pairs(country).get("records", MISSING).value
        for number, item in enumerate(items if isinstance(items, list) else ()):
            self.lines.put("contact", f"{code} {number}", CONTACTS, item.line)

    def _demos(self) -> dict[str, Demo]:
        decoder, root = self.root(DEMOS)
        found: dict[str, Demo] = {}
        for item in decoder.items(decoder.pairs(root, ["demos"]).get("demos", MISSING)):
            demo = decoder.record(Demo, item)
            if demo.id and demo.id in found:
                decoder.refuse(item, f'duplicate demo "{demo.id}"')
            found[demo.id] = demo
        return found

    def _topics(self) -> dict[str, Topic]:
        try:
            names = [path.name for path in (self.folder / TOPICS).iterdir()]
        except OSError:
            names = []
        # Hidden files, such as ._x.md of macOS and .#x.md of Emacs, are no topics.
        paths = {f"{TOPICS}/{name}" for name in names if not name.startswith(".")}
        found = [re.fullmatch(rf"{TOPICS}/(.*)\.md", path) for path in {*paths, *self.replaced}]
        topics = {
            topic_id: self._topic(topic_id, f"{TOPICS}/{topic_id}.md")
            for topic_id in sorted(match[1] for match in found if match)
        }
        return {topic_id: topic for topic_id, topic in topics.items() if topic is not None}

    def _topic(self, topic_id: str, name: str) -> Topic | None:
        """Return a topic: fields between two lines of ---, then Markdown."""
        text = self._text(name)
        if text is None:
            return None
        self.lines.put("topic", topic_id, name, 1)
        if not re.fullmatch(ID, topic_id):
            self.problems.append(Problem(name, 0, "a topic's name is lower-case words and hyphens"))
        lines = text.split("\n")
        bare = [line.rstrip() for line in lines]
        if bare[0] != "---" or "---" not in bare[1:]:
            self.problems.append(Problem(name, 1, "begins with fields between two lines of ---"))
            return None
        end = bare.index("---", 1)
        node = self._parsed(name, "\n".join(lines[1:end]), first_line=2)
        decoder = self._decoder(name)
        for key, value in _pairs(node).items():
            self.lines.put(f"topic {key}", topic_id, name, value.line)
        body = "\n".join(lines[end + 1 :])
        blocks = decoder.markdown(body, end + 2, ("topic", topic_id))
        if not body.strip():
            self.problems.append(Problem(name, end + 1, "has no text"))
        return decoder.record(Topic, node, given={"id": topic_id, "blocks": blocks})


def _pairs(node: Node) -> dict[str, Node]:
    """Return the pairs of a node, or none; the decoder reports a node of another kind."""
    return node.value if isinstance(node.value, dict) else {}
