"""Parses a strict subset of YAML: every scalar is a string, and every node has its line.

Plain YAML reads `no` as False and `010` as 8, and silently keeps the last of two equal keys. Here
aliases, anchors, tags, repeated keys and hidden characters are errors.
"""

from collections.abc import Iterator

import yaml

from kickcheck.content.files import ContentProblems, Problem, hidden_character
from kickcheck.frozen import Frozen
from kickcheck.safe_text import hidden, quoted

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_TEXT_CHARACTERS = 30_000  # of one Markdown text; the longest shipped has 4,000
MAX_DEPTH = 20
MAX_NODES = 20_000  # 4 times the largest shipped file
MAX_LIST_ITEMS = 500  # in one list


class Node(Frozen):
    """A YAML node: a string, a list of nodes, or pairs of a key node and a node."""

    line: int
    value: "str | list[Node] | dict[str, Node]"
    block: bool = False
    """Whether the text begins on the line after `line`, as after `|` and `>-`."""

    @property
    def text_line(self) -> int:
        """The line on which the text of a scalar begins."""
        return self.line + 1 if self.block else self.line


MISSING = Node(0, "")
"""Stands in for a node that is missing or was refused."""


class Passage(Frozen):
    """A text that a person may read: a paragraph, a list item or a field.

    `owner` is the record that it belongs to, such as ("card", "crisis"); `line` is its first line.
    """

    file: str
    line: int
    owner: tuple[str, str]
    text: str


def parse(text: str, name: str, first_line: int = 1) -> Node:
    """Return the root node of a YAML text.

    Args:
        text: the YAML text.
        name: the name of the file in problems.
        first_line: the line of the file on which the text begins.

    Raises:
        ContentProblems: the text is not valid YAML, or uses a feature that is not allowed.

    """
    builder = _Builder(name, first_line - 1)
    try:
        events = yaml.parse(text, Loader=_Loader)
        node = builder.document(events)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        what = " ".join(str(error.problem).split())
        raise ContentProblems([Problem(name, line, f"is not YAML: {what}")]) from None
    except (yaml.YAMLError, RecursionError):
        raise ContentProblems([Problem(name, first_line, "is not YAML")]) from None
    if builder.problems:
        raise ContentProblems(builder.problems)
    return node


class _Builder:
    def __init__(self, name: str, offset: int) -> None:
        self.name = name
        self.offset = offset
        self.problems: list[Problem] = []
        self.nodes = 0

    def document(self, events: Iterator[yaml.Event]) -> Node:
        node = Node(self.offset + 1, "")
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "contains more than one YAML document")
            elif isinstance(
                event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent
            ):
                continue
            else:
                node = self._node(event, events, 0)
        return node

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        line = self._line(event)
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise ContentProblems([Problem(self.name, line, "is nested too deeply")])
        if self.nodes > MAX_NODES:
            message = f"contains more than {MAX_NODES:,} values"
            raise ContentProblems([Problem(self.name, line, message)])
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "uses an alias: write the text out")
            return MISSING
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._refuse(event, "uses an anchor: write the text out")
        if getattr(event, "tag", None) is not None:
            self._refuse(event, "uses a tag: plain text is enough")
        if isinstance(event, yaml.ScalarEvent):
            for _, character in hidden(event.value):
                self._refuse(event, hidden_character(character))
            return Node(line, event.value, block=event.style in ("|", ">"))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth + 1))
                if len(items) > MAX_LIST_ITEMS:
                    message = f"is a list of more than {MAX_LIST_ITEMS} items"
                    raise ContentProblems([Problem(self.name, line, message)])
            return Node(line, items)
        return Node(line, self._mapping(events, depth))

    def _mapping(self, events: Iterator[yaml.Event], depth: int) -> dict[str, Node]:
        mapping: dict[str, Node] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key.value, str):
                self._refuse(event, "has a key that is not text")
            elif key.value in mapping:
                self._refuse(event, f"repeats the key {quoted(key.value, 'of an earlier line')}")
            else:
                mapping[key.value] = value
        return mapping

    def _line(self, event: yaml.Event) -> int:
        return (event.start_mark.line if event.start_mark else 0) + 1 + self.offset

    def _refuse(self, event: yaml.Event, message: str) -> None:
        line = self._line(event)
        self.problems.append(Problem(self.name, line, message))
