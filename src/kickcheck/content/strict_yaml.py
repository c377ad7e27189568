"""Parses a strict subset of YAML: every scalar is a string, and every node has its line.

Plain YAML reads `no` as False and `010` as 8, silently keeps the last of two equal keys, and ends
a value at ` #`. Here repeated keys, aliases, anchors, tags, hidden characters, and comments behind
unquoted values are errors.

PyYAML has two parsers, which differ on tabs, `?` and colons, and not every machine has libyaml. The
one in Python is used everywhere, so that a file is read alike on each.
"""

import re
from collections.abc import Iterator

import yaml

from kickcheck.content.files import ContentProblems, Problem, hidden_character
from kickcheck.frozen import Frozen
from kickcheck.safe_text import hidden, quoted

MAX_TEXT_CHARACTERS = 30_000  # of one Markdown text; the longest shipped has 4,000
MAX_DEPTH = 20
QUOTE = "put it in quotation marks"
_HINT = "Put a text that has signs such as : # * or @ in quotation marks."
_TABS_AFTER_TEXT = re.compile(r"(?<=\S) *\t[ \t]*")
_COMMENT = re.compile(r"[ \t]*#")
_QUOTED = re.compile(r",?(?: but (?:found|got))? '(?!<)[^']{2,}'")
"""The part of PyYAML's messages that may repeat words of a file."""
_BEGINS = {
    "alias": f"begins with * (a YAML alias): {QUOTE}",
    "anchor": f"begins with & (a YAML anchor): {QUOTE}",
    "tag": f"begins with ! (a YAML tag): {QUOTE}",
}


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

    `owner` is the record that it belongs to, such as ("card", "crisis"); `line` is its first line;
    `is_name`: no placeholder is filled in in it.
    """

    file: str
    line: int
    owner: tuple[str, str]
    text: str
    is_name: bool = False


def parse(text: str, name: str, first_line: int = 1, *, comments: bool = False) -> Node:
    """Return the root node of a YAML text.

    Args:
        text: the YAML text.
        name: the name of the file in problems.
        first_line: the line of the file on which the text begins.
        comments: whether a comment may follow an unquoted value on its line.

    Raises:
        ContentProblems: the text is not valid YAML, or uses a feature that is not allowed.

    """
    # After text a tab is a space; before text it would be indentation, which YAML refuses.
    text = _TABS_AFTER_TEXT.sub(lambda tabs: " " * len(tabs[0]), text)
    builder = _Builder(text, name, first_line - 1, comments=comments)
    try:
        node = builder.document(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        raise ContentProblems([_syntax_error(error, name, first_line)], _HINT) from None
    except yaml.YAMLError:
        raise ContentProblems([Problem(name, first_line, "is not YAML")]) from None
    if builder.problems:
        raise ContentProblems(builder.problems)
    return node


def _syntax_error(error: yaml.MarkedYAMLError, name: str, first_line: int) -> Problem:
    """Return PyYAML's error as a problem, without the words of the file that it may repeat."""
    problem = " ".join(str(error.problem).split())
    mark = error.problem_mark
    _, _, scanned = str(error.context).rpartition(" ")
    if scanned in _BEGINS:
        message = _BEGINS[scanned]
    elif "found character '\\t'" in problem:
        message = "begins with a tab: use spaces"
    elif "got '?'" in problem:
        message = f"has a ? in braces or brackets: {QUOTE}"
    elif problem == "found unexpected end of stream":
        mark = error.context_mark
        message = "has a quotation mark that is not closed"
    else:
        message = f"is not YAML: {_QUOTED.sub('', problem)}"
    return Problem(name, (mark.line if mark else 0) + first_line, message)


class _Builder:
    def __init__(self, text: str, name: str, offset: int, *, comments: bool) -> None:
        self.text = text
        self.name = name
        self.offset = offset
        self.comments = comments
        self.problems: list[Problem] = []

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
        if depth > MAX_DEPTH:
            raise ContentProblems([Problem(self.name, line, "is nested too deeply")])
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, _BEGINS["alias"])
            return MISSING
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._refuse(event, _BEGINS["anchor"])
        if getattr(event, "tag", None) is not None:
            self._refuse(event, _BEGINS["tag"])
        if isinstance(event, yaml.ScalarEvent):
            if not self.comments and not event.style and self._is_cut(event):
                self._refuse(event, f"has a # that would end the text: {QUOTE}")
            for _, character in hidden(event.value):
                self._refuse(event, hidden_character(character))
            return Node(line, event.value, block=event.style in ("|", ">"))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth + 1))
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

    def _is_cut(self, event: yaml.ScalarEvent) -> bool:
        """Tell whether a comment follows an unquoted value on its line."""
        end = event.end_mark
        return end is not None and _COMMENT.match(self.text, end.index) is not None

    def _line(self, event: yaml.Event) -> int:
        return (event.start_mark.line if event.start_mark else 0) + 1 + self.offset

    def _refuse(self, event: yaml.Event, message: str) -> None:
        line = self._line(event)
        self.problems.append(Problem(self.name, line, message))
