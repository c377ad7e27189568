"""Files into the model. Every problem of a file is gathered before it is refused."""

import dataclasses
from typing import TYPE_CHECKING, Any, get_origin

from kickcheck.content import records, strict_yaml
from kickcheck.content.decoder import Reader
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.content.folder import ID, INTERFACE, LANGUAGE, TOPICS, Folder, is_date
from kickcheck.content.questions import questionnaire
from kickcheck.content.strict_yaml import Node
from kickcheck.model import Content, InterfaceText, Topic

if TYPE_CHECKING:
    from kickcheck.content.checks.language import Rules


class Loader(Folder):
    """Reads a content folder into the model."""

    def load(self) -> Content | None:
        """Return the content, or None where the problems leave none."""
        asked, said = questionnaire(self), interface(self)
        content = (
            topics(self),
            records.facts(self),
            records.sources(self),
            records.countries(self),
            records.demos(self),
        )
        if self.problems or asked is None or said is None:
            return None
        return Content(asked, said, *content)

    def language(self) -> "Rules | None":
        """Return how the content may speak. Only `check` needs it."""
        from kickcheck.content.checks import language  # noqa: PLC0415 - nor imports it

        before = len(self.problems)
        root = self.root(LANGUAGE)
        rules = language.rules(*root) if root else None
        return rules if len(self.problems) == before else None


def interface(folder: Folder) -> InterfaceText | None:
    """Return what the program itself says, or None with problems noted."""
    root = folder.root(INTERFACE)
    if root is None:
        return None
    reader, node = root
    declared = {field.name.replace("_", "-"): field for field in dataclasses.fields(InterfaceText)}
    top = reader.fields(node, declared)
    values: dict[str, Any] = {}
    for name, field in declared.items():
        if name not in top:
            continue
        value = top.node(name)
        reader.part = ("interface", name)
        if name == "keys":
            values[field.name] = {
                key: reader.words(words) for key, words in reader.mapping(value).items()
            }
        elif field.type is str:
            values[field.name] = reader.prose(value) + _final_space(value)
        elif get_origin(field.type) is tuple:
            values[field.name] = reader.blocks(value)
        else:
            values[field.name] = {
                key: reader.prose(text) for key, text in reader.mapping(value).items()
            }
        folder.lines.put("wording", field.name, INTERFACE, value.line)
    return None if folder.problems else InterfaceText(**values)


def topics(folder: Folder) -> dict[str, Topic]:
    """Return the topics by id."""
    paths = {path.stem: path for path in sorted((folder.folder / TOPICS).glob("*.md"))}
    if folder.instead is not None and folder.instead.suffix == ".md":
        paths[folder.instead.stem] = folder.instead
    topics = {}
    for topic_id, path in sorted(paths.items()):
        topic = _topic(folder, topic_id, f"{TOPICS}/{path.name}")
        if topic is not None:
            topics[topic_id] = topic
    return topics


def _topic(folder: Folder, topic_id: str, name: str) -> Topic | None:
    text = folder.text(name)
    if text is None:
        return None
    folder.lines.put("topic", topic_id, name, 1)
    if not ID.fullmatch(topic_id):
        folder.problems.append(Problem(name, 0, "a topic's name is lower-case words and hyphens"))
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or "---" not in [line.rstrip() for line in lines[1:]]:
        folder.problems.append(Problem(name, 1, "begins with fields between two lines of ---"))
        return None
    end = [line.rstrip() for line in lines].index("---", 1)
    try:
        node = strict_yaml.parse("\n".join(lines[1:end]), name, first_line=2)
    except ContentProblems as found:
        folder.problems += found.problems
        return None
    reader = Reader(name, folder.problems, folder.passages)
    reader.part = ("topic", topic_id)
    fields = reader.fields(
        node, ["title", "group", "summary", "reviewed"], ["aliases", "related", "notes"]
    )
    reviewed = fields.text("reviewed")
    if reviewed and not (len(reviewed) == len("2026-11-23") and is_date(reviewed)):
        reader.refuse(fields.node("reviewed"), "a date reads 2026-11-23")
    for key, value in fields.pairs.items():
        folder.lines.put(f"topic {key}", topic_id, name, value.line)
    body = "\n".join(lines[end + 1 :])
    blocks = reader.markdown(body, end + 2)
    if not blocks:
        folder.problems.append(Problem(name, end + 1, "has no text"))
    reader.part = ("notes", topic_id)
    notes = fields.blocks("notes")
    reader.part = ("topic", topic_id)
    return Topic(
        id=topic_id,
        title=fields.prose("title"),
        group=fields.text("group"),
        summary=fields.prose("summary"),
        reviewed=reviewed,
        blocks=blocks,
        aliases=tuple(alias.casefold() for alias in fields.words("aliases")),
        related=fields.words("related"),
        notes=notes,
    )


def _final_space(node: Node) -> str:
    """Return the space that a prompt ends on."""
    return " " if isinstance(node.value, str) and node.value.endswith(" ") else ""
