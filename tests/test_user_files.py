"""Files as they are read: what is refused, in which words and at which line; what is kept."""

import dataclasses
import json
import os
import pty
import select
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cli_runner import unread
from kickcheck.content import files, strict_yaml, user_files
from kickcheck.content.decoder import Reader
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.content.strict_yaml import Node, Passage
from kickcheck.errors import RefusedError, UnreadableError
from kickcheck.model import Answer, Bar, Chart, Contact, Heading, Paragraph, Verification


def told(read: Callable[[], object]) -> list[str]:
    """Return what is told of a file that is refused."""
    with pytest.raises(ContentProblems) as refused:
        read()
    assert str(refused.value) == "; ".join(map(str, refused.value.problems))
    assert all(isinstance(problem.line, int) for problem in refused.value.problems)
    return [str(problem) for problem in refused.value.problems]


def parsed(text: str, first_line: int = 1) -> object:
    """Return a YAML text as plain values, each with its line."""

    def plain(node: Node) -> object:
        if isinstance(node.value, str):
            return (node.line, node.value)
        if isinstance(node.value, list):
            return (node.line, [plain(item) for item in node.value])
        return (node.line, {key: plain(value) for key, value in node.value.items()})

    return plain(strict_yaml.parse(text, "x.yaml", first_line))


# --- YAML ------------------------------------------------------------------------------------


def test_every_value_is_a_word_that_knows_its_line() -> None:
    assert parsed("a: no\nb:\n  - 010\n  - {c: ~, d: 1:30}\n\ne: 'y'\n") == (
        1,
        {
            "a": (1, "no"),
            "b": (3, [(3, "010"), (4, {"c": (4, "~"), "d": (4, "1:30")})]),
            "e": (6, "y"),
        },
    )
    assert parsed("- a\n", first_line=7) == (7, [(7, "a")])
    assert parsed("") == (1, "")
    assert parsed("# nothing\n", first_line=4) == (4, "")


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: >\n  x\n", 2), ("a: |-\n  x\n", 2), ("a: x\n", 1), ("a:\n  x\n", 2), ("a: 'x'\n", 1)],
)
def test_a_text_begins_below_the_sign_that_announces_it(text: str, line: int) -> None:
    node = strict_yaml.parse(text, "x.yaml")
    assert isinstance(node.value, dict)
    assert node.value["a"].text_line == line


YAML = [
    ("a: b\n---\nc: d\n---\ne: f\n", [
        "x.yaml:2: holds more than one YAML document",
        "x.yaml:4: holds more than one YAML document",
    ]),
    ("a: &b c\n", ["x.yaml:1: uses an anchor: write the text out"]),
    ("a: b\nc: *b\n", ["x.yaml:2: uses an alias: write the text out"]),
    ("a: *b\nc: !d e\n", [
        "x.yaml:1: uses an alias: write the text out",
        "x.yaml:2: uses a tag: plain text is enough",
    ]),
    ("a:\n  - !!int 1\n", ["x.yaml:2: uses a tag: plain text is enough"]),
    ("a: &b !!int 1\n", [
        "x.yaml:1: uses an anchor: write the text out",
        "x.yaml:1: uses a tag: plain text is enough",
    ]),
    ("a: b\n\nc: \"x\\ey\\u202e\"\n", [
        "x.yaml:3: holds a hidden character (U+001B)",
        "x.yaml:3: holds a hidden character (U+202E)",
    ]),
    ("a: b\nc: d\na: e\n", ['x.yaml:3: repeats the key "a"']),
    (f"{'a' * 31}: b\n{'a' * 31}: c\n", ["x.yaml:2: repeats the key of an earlier line"]),
    ("{a: b}: c\n", ["x.yaml:1: has a key that is no word"]),
    ("a: b\n[x]: c\nd: e\nd: f\n", [
        "x.yaml:2: has a key that is no word",
        'x.yaml:4: repeats the key "d"',
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problems"), YAML)
def test_yaml_that_is_refused_is_refused_in_a_sentence_with_its_line(
    text: str, problems: list[str]
) -> None:
    assert told(lambda: strict_yaml.parse(text, "x.yaml")) == problems


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("a: b\n  c: d\n", "x.yaml:11: is not YAML: mapping values are not allowed "),
        ("a: b\nc: [d\n", "x.yaml:12: is not YAML: did not find expected ',' or ']'"),
        ("a:\n\t- b\n", "x.yaml:11: is not YAML: found character "),
        ("a: \x00\n", "x.yaml:10: is not YAML"),
    ],
)
def test_what_is_no_yaml_is_told_with_what_is_wrong_at_its_line(text: str, begins: str) -> None:
    (problem,) = told(lambda: strict_yaml.parse(text, "x.yaml", 10))
    assert problem.startswith(begins)
    assert "\n" not in problem


def test_lines_count_from_where_the_text_begins_in_the_file() -> None:
    text = "a: b\na: c\n"
    assert told(lambda: strict_yaml.parse(text, "x.yaml", 10)) == ['x.yaml:11: repeats the key "a"']


@pytest.mark.parametrize(
    ("fits", "too_much", "problem"),
    [
        (
            "a: " + "[" * 19 + "b" + "]" * 19,
            "z: y\na: " + "[" * 20 + "b" + "]" * 20,
            "x.yaml:2: is nested too deeply",
        ),
        (
            "{a: " * 20 + "b" + "}" * 20,
            "{a: " * 21 + "b" + "}" * 21,
            "x.yaml:1: is nested too deeply",
        ),
        (
            "a: b",
            "? " + "[" * 20 + "b" + "]" * 20 + "\n: c",
            "x.yaml:1: is nested too deeply",
        ),
        (
            "a:\n" + "- b\n" * 500,
            "z: y\na:\n" + "- b\n" * 501,
            "x.yaml:3: is a list of more than 500 items",
        ),
        (
            "".join(f"k{number}: v\n" for number in range(9_998)) + "z: [a]",
            "".join(f"k{number}: v\n" for number in range(9_998)) + "z: [a, b]",
            "x.yaml:9999: holds more than 20,000 values",
        ),
    ],
    ids=["lists", "mappings", "keys", "items", "values"],
)
def test_a_file_may_be_so_large_and_no_larger(fits: str, too_much: str, problem: str) -> None:
    strict_yaml.parse(fits, "x.yaml")
    assert told(lambda: strict_yaml.parse(too_much, "x.yaml")) == [problem]


# --- bytes -----------------------------------------------------------------------------------


def test_a_text_is_utf_8_with_or_without_a_mark_and_any_line_ends() -> None:
    text = "é: ja\nb: c\n"
    for data in (
        "\ufeffé: ja\r\nb: c\n".encode(),
        "\ufeffé: ja\r\n\ufeff\ufeffb: c\n".encode(),  # two files, put together
        "é: ja\r\nb: c\n".encode("utf-16"),
        "\ufeffé: ja\nb: c\n".encode("utf-16-be"),
        "\ufeffé: ja\n\ufeffb: c\n".encode("utf-16-le"),
    ):
        assert files.decode(data, "x.yaml") == text


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"\xff", ["x.yaml:1: is not UTF-8 text"]),
        (b"\n\n\xff\n", ["x.yaml:3: is not UTF-8 text"]),
        (b"\n\n\x07\n", ["x.yaml:3: holds a hidden character (U+0007)"]),
        (b"a\nb\n\xc3\x28\nc\n\xff", ["x.yaml:3: is not UTF-8 text"]),
        (b"\x07", ["x.yaml:1: holds a hidden character (U+0007)"]),
        ("a\nb: \u00e9c\u200bd\n".encode(), ["x.yaml:2: holds a hidden character (U+200B)"]),
        ("a: b\nc\ufeffd: e".encode(), ["x.yaml:2: holds a hidden character (U+FEFF)"]),
        ("a: b\nc: d\n".encode("utf-16")[:-1], ["x.yaml:2: is not UTF-8 text"]),
        ("a: b\nc: \x07\n".encode("utf-16"), ["x.yaml:2: holds a hidden character (U+0007)"]),
        (
            "a\r\nb\x1b\r\n\u202ec\rd".encode(),
            [
                "x.yaml:2: holds a hidden character (U+001B)",
                "x.yaml:3: holds a hidden character (U+202E)",
                "x.yaml:3: holds a hidden character (U+000D)",
            ],
        ),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_line(
    data: bytes, problems: list[str]
) -> None:
    assert told(lambda: files.decode(data, "x.yaml")) == problems


def test_of_the_hidden_characters_of_a_file_a_hundred_are_told() -> None:
    assert len(told(lambda: files.decode(b"\x07" * 99, "x.yaml"))) == 99
    assert len(told(lambda: files.decode(b"\x07" * 400, "x.yaml"))) == 100


def test_a_file_of_a_million_bytes_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a" * 1_000_000)
    assert files.read_to_end(file, "x.yaml") == b"a" * 1_000_000
    assert files.read_regular_file(file, "x.yaml") == b"a" * 1_000_000
    file.write_bytes(b"a" * 1_000_001)
    problem = "x.yaml: is larger than 1,000,000 bytes"
    for endless in (file, Path("/dev/zero")):
        assert told(lambda: files.read_to_end(endless, "x.yaml")) == [problem]  # noqa: B023
    assert told(lambda: files.read_regular_file(file, "x.yaml")) == [problem]


def test_a_folder_of_content_holds_files_and_nothing_else_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "/dev/zero"):
        with pytest.raises(OSError, match=f"{Path(name).name} is not a regular file"):
            files.read_regular_file(tmp_path / name, "x.yaml")
    with pytest.raises(OSError, match="No such file"):
        files.read_regular_file(tmp_path / "nothing", "x.yaml")


@pytest.mark.parametrize("blocking", [True, False])
def test_a_pipe_is_read_to_its_end_in_however_many_pieces(blocking: bool) -> None:
    end, start = os.pipe()
    os.set_blocking(end, blocking)

    def write() -> None:
        for piece in (b"a: yes\n", b"b: no\n", b"c: skip\n"):
            os.write(start, piece)
            while unread(end):
                time.sleep(0.001)
        os.close(start)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert files.read_to_end(end, "x") == b"a: yes\nb: no\nc: skip\n"
    finally:
        writer.join()
    assert os.get_blocking(end) is blocking  # others share it
    os.close(end)


def test_a_terminal_that_is_closed_in_the_middle_has_not_come_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It reads as if it had."""
    master, follower = pty.openpty()
    os.write(master, b"a: yes\n")
    os.read(master, 100)  # the echo: the line has arrived
    os.set_blocking(follower, False)
    really = select.select

    def closes(*watched: Any) -> object:
        os.close(master)
        return really(*watched)

    monkeypatch.setattr(select, "select", closes)
    with pytest.raises(OSError, match="x has gone"):
        files.read_to_end(follower, "x")
    os.close(follower)


def test_a_terminal_is_read_to_the_sign_that_ends_it() -> None:
    master, follower = pty.openpty()
    os.write(master, b"a: yes\nb: no\n\x04")
    assert files.read_to_end(follower, "x") == b"a: yes\nb: no\n"
    os.close(master)
    os.close(follower)


def test_a_problem_says_where_and_whether_it_has_to_be_mended() -> None:
    assert str(Problem("x.yaml", 3, "is empty")) == "x.yaml:3: is empty"
    assert str(Problem("x.yaml", 0, "is empty")) == "x.yaml: is empty"
    assert str(Problem("x.yaml", 1, "is odd", warning=True)) == "x.yaml:1: warning: is odd"


# --- nodes into values -----------------------------------------------------------------------


class Read:
    """A reader of one text, with what it finds."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.passages: list[Passage] = []
        self.reader = Reader("x.yaml", self.problems, self.passages)
        self.reader.part = ("card", "c")
        self.node = strict_yaml.parse(text, "x.yaml")

    def told(self) -> list[str]:
        return [str(problem) for problem in self.problems]


def test_what_is_missing_and_what_is_unknown_is_told_and_the_rest_is_read() -> None:
    read = Read(f"z: 1\nb: 2\n{'x' * 31}: 3\n")
    found = read.reader.fields(read.node, ["a"], ["b"])
    assert read.told() == [
        'x.yaml:1: "a" is missing',
        'x.yaml:1: "z" is not known here',
        "x.yaml:3: this name is not known here",
    ]
    assert "b" in found
    assert "a" not in found
    assert found.text("b") == "2"
    assert found.parent is read.node
    assert found.node("b").value == "2"
    assert (found.node("a").value, found.node("a").line) == ("", 0)
    assert read.reader.fields(read.node, ["z", "b", "x" * 31]).text("z") == "1"
    assert len(read.told()) == 3


def test_what_is_no_mapping_is_told_once() -> None:
    read = Read("- a\n")
    found = read.reader.fields(read.node, ["a"], ["b"])
    assert read.told() == ["x.yaml:1: has to be names with values (name: value)"]
    assert dict(found.pairs) == {}


MISSING = {
    "text": "", "prose": "", "maybe_empty": "", "words": (), "items": [], "blocks": (),
    "condition": {},
}  # fmt: skip


def test_a_field_that_is_not_there_reads_as_nothing_and_is_not_told_again() -> None:
    read = Read("z: 1\n")
    found = read.reader.fields(read.node, ["z"])
    for kind, nothing in MISSING.items():
        assert getattr(found, kind)("a") == nothing
    assert found.text("a", "not stated") == "not stated"
    assert found.choice("a", ["x"], "y") == "y"
    assert read.told() == []
    assert read.passages == []


def test_a_field_of_the_wrong_kind_is_told_at_its_line() -> None:
    text = "t: [x]\ne: ' '\nl: x\nc: q\nn: '-1'\nb: {x: y}\ncond: {q: [maybe]}\n"
    read = Read(text)
    found = read.reader.fields(read.node, ["t", "e", "l", "c", "n", "b", "cond"])
    assert found.text("t") == ""
    assert found.text("e") == ""
    assert found.maybe_empty("e") == ""
    assert found.words("l") == ()
    assert found.items("l") == []
    assert found.choice("c", ["x", "y"], "y") == "y"
    assert read.reader.number(found.node("n")) == 0
    assert found.blocks("b") == ()
    assert found.condition("cond") == {"q": frozenset({Answer.SKIP})}
    assert read.told() == [
        "x.yaml:1: has to be text",
        "x.yaml:2: is empty",
        "x.yaml:3: has to be a list",
        "x.yaml:3: has to be a list",
        "x.yaml:4: is not one of: x, y",
        'x.yaml:5: "-1" is not a whole number',
        "x.yaml:6: has to be text",
        "x.yaml:7: is not one of: yes, no, unsure, skip",
    ]


def test_fields_are_read_as_what_they_are() -> None:
    text = "t: ' a\n  b '\nw: [x, y]\nc: y\nn: '999'\ncond: {q: [yes, unsure]}\np:\n  some words\n"
    read = Read(text)
    found = read.reader.fields(read.node, ["t", "w", "c", "n", "cond", "p"])
    assert found.text("t", "other") == "a b"
    assert found.maybe_empty("t") == "a b"
    assert found.words("w") == ("x", "y")
    assert [item.value for item in found.items("w")] == ["x", "y"]
    assert found.choice("c", ["x", "y"], "x") == "y"
    assert read.reader.number(found.node("n")) == 999
    assert found.condition("cond") == {"q": frozenset({Answer.YES, Answer.UNSURE})}
    assert found.prose("p") == "some words"
    assert read.passages == [Passage("x.yaml", 8, ("card", "c"), "some words")]
    assert read.told() == []


@pytest.mark.parametrize("word", ["1000", "1.5", "٣", "x", "''"])
def test_a_number_is_whole_and_has_at_most_three_digits(word: str) -> None:
    read = Read(f"n: {word}\n")
    assert isinstance(read.node.value, dict)
    assert read.reader.number(read.node.value["n"]) == 0
    assert read.told()[-1].endswith("is not a whole number")


def test_prose_that_is_empty_is_told_unless_it_may_be() -> None:
    read = Read("''")
    assert read.reader.prose(read.node, empty=True) == ""
    assert read.told() == []
    read.reader.prose(read.node)
    assert read.told() == ["x.yaml:1: is empty"]


def test_a_reader_without_passages_keeps_its_own() -> None:
    readers = [Reader("x.yaml", []) for _ in range(2)]
    readers[0].prose(Node(1, "a"))
    assert [len(reader.passages) for reader in readers] == [1, 0]
    assert readers[0].passages[0].part == ("", "")


def test_markdown_becomes_blocks_and_each_paragraph_a_passage_at_its_line() -> None:
    read = Read("a: |\n  ## One\n\n  Two\n  three\n")
    found = read.reader.fields(read.node, ["a"])
    heading, paragraph = found.blocks("a")
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    assert [(p.file, p.line, p.part, p.text) for p in read.passages] == [
        ("x.yaml", 2, ("card", "c"), "One"),
        ("x.yaml", 4, ("card", "c"), "Two\nthree"),
    ]
    assert read.told() == []


def test_a_text_of_thirty_thousand_letters_is_read_and_a_longer_one_is_not() -> None:
    read = Read("''")
    assert read.reader.markdown("a" * 30_000, 1)
    assert read.reader.markdown("a" * 30_001, 7) == ()
    assert read.told() == ["x.yaml:7: is longer than 30,000 characters"]


def test_a_faulty_paragraph_is_told_at_its_line() -> None:
    read = Read("a: |\n  one\n\n  *two*\n")
    assert isinstance(read.node.value, dict)
    read.reader.blocks(read.node.value["a"])
    assert {(problem.file, problem.line) for problem in read.problems} == {("x.yaml", 4)}
    again = Read("a:\n  - x\n  - '*two*'\n")
    assert isinstance(again.node.value, dict)
    (_, node) = again.reader.items(again.node.value["a"])
    again.reader.spans(node)
    assert {(problem.file, problem.line) for problem in again.problems} == {("x.yaml", 3)}


def drawn(bars: str) -> tuple[Read, object]:
    """Read a chart that begins on line 12 of a file; return it with what was told."""
    read = Read("''")
    found = read.reader.markdown(f"Text\n\n```chart\ntitle: How many\nbars:\n{bars}```\n", 10)
    return read, found[-1]


def test_a_chart_is_read_with_its_title_and_each_row_as_a_passage() -> None:
    read, chart = drawn(
        "  - {label: Some, fact: f, value: 2 in 10}\n"
        "  - {label: Few, fact: g, until: 1 to 2 weeks}\n"
    )
    assert read.told() == []
    assert chart == Chart(
        "How many",
        (Bar("Some", "2 in 10", 0, 2, 2, "f"), Bar("Few", "1 to 2 weeks", 0, 7, 14, "g")),
    )
    assert read.passages == [
        Passage("x.yaml", 10, ("card", "c"), "Text"),
        Passage("x.yaml", 13, ("card", "c"), "How many"),
        Passage("x.yaml", 15, ("card", "c"), "Some: 2 in 10 [#f]"),
        Passage("x.yaml", 16, ("card", "c"), "Few: 1 to 2 weeks [#g]"),
    ]


NOT_RENDERED = "x.yaml:12: holds no chart that can be drawn"


@pytest.mark.parametrize(
    ("bars", "problems"),
    [
        (
            "  - {label: a, fact: f, value: '1', until: 1 to 2 days}\n  - {label: a, fact: f}\n",
            ["x.yaml:15: has one of: value, between, during, until",
             "x.yaml:16: has one of: value, between, during, until", NOT_RENDERED],
        ),
        (
            "  - label: a\n    fact: f\n    value: many\n",
            ["x.yaml:17: names no length that can be drawn", NOT_RENDERED],
        ),
        (
            "  - {label: a, colour: red, value: 1}\n",
            ['x.yaml:15: "fact" is missing', 'x.yaml:15: "colour" is not known here'],
        ),
        ("  - {fact: a, value: 1}\n", ['x.yaml:15: "label" is missing']),
        ("  - a: &b c\n", ["x.yaml:15: uses an anchor: write the text out", NOT_RENDERED]),
        (
            "sub: x\n",
            ["x.yaml:14: has to be a list", 'x.yaml:15: "sub" is not known here', NOT_RENDERED],
        ),
    ],
)  # fmt: skip
def test_a_chart_that_cannot_be_drawn_is_told_at_its_line(bars: str, problems: list[str]) -> None:
    read, _ = drawn(bars)
    assert sorted(read.told()) == sorted(problems)


# --- answers and help lines ------------------------------------------------------------------


ANSWERS_HINT = "It holds one question a line, such as: control: yes"
UTF_8_HINT = "Save it as UTF-8."
CONTACTS_HINT = "It holds country codes, each with a list of kind, name and number."


def refusal(read: Callable[[], object]) -> tuple[str, str]:
    """Return the sentence and the hint with which a file is refused."""
    with pytest.raises((RefusedError, UnreadableError)) as refused:
        read()
    return refused.value.message, refused.value.hint


def test_an_answers_file_is_read_or_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: yes\r\nb: 'no'\r\n")
    assert user_files.read_answers(str(file)) == {"a": Answer.YES, "b": Answer.NO}
    for data, said, hint in (
        (b"a: yes\nb: ja", "line 2 is not one of: yes, no, unsure, skip", ANSWERS_HINT),
        (b"a: ja\nb: ja", "line 1 is not one of: yes, no, unsure, skip (and 1 more)", ANSWERS_HINT),
        (b"a: ja\nb: ja\nc: ja", "line 1 is not one of: yes, no, unsure, skip (and 2 more)",
         ANSWERS_HINT),
        (b"a: yes\n\xff", "line 2 is not UTF-8 text", UTF_8_HINT),
        (b"a" * 1_000_001, "it is larger than 1,000,000 bytes", ANSWERS_HINT),
    ):  # fmt: skip
        file.write_bytes(data)
        refused = refusal(lambda: user_files.read_answers(str(file)))
        assert refused == (f"The answers file is refused: {said}.", hint)
    for name in ("nothing", ".", "a\0b", "a" * 300):
        unreadable = refusal(lambda: user_files.read_answers(str(tmp_path / name)))  # noqa: B023
        assert unreadable == ("The answers file cannot be read.", "Name a file, or - for input.")


def test_answers_are_taken_from_the_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"

    def given(data: bytes) -> dict[str, Answer]:
        file.write_bytes(data)
        with file.open() as stream:
            monkeypatch.setattr("sys.stdin", stream)
            return user_files.read_answers("-")

    assert given(b"a: unsure\n") == {"a": Answer.UNSURE}
    for data, said, hint in (
        (b"a: ja", "line 1 is not one of: yes, no, unsure, skip", ANSWERS_HINT),
        (b"\n\xff", "line 2 is not UTF-8 text", UTF_8_HINT),
        (b"a" * 1_000_001, "it is larger than 1,000,000 bytes", ANSWERS_HINT),
    ):
        refused = refusal(lambda: given(data))  # noqa: B023
        assert refused == (f"The standard input is refused: {said}.", hint)
    monkeypatch.setattr("sys.stdin", None)
    unreadable = refusal(lambda: user_files.read_answers("-"))
    assert unreadable == ("The standard input cannot be read.", "Name a file, or - for input.")


def test_a_file_of_help_lines_is_read_or_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "lines.yaml"
    name = "The file that KICKCHECK_CONTACTS names"
    file.write_text("GB:\n- {kind: drug, name: Ours, number: '1'}\n")
    ((line,),) = user_files.read_contacts(str(file)).values()
    assert (line.name, line.number) == ("Ours", "1")
    for data, said, hint in (
        (b"GB: x", "line 1 has to be a list", CONTACTS_HINT),
        (b"\n\xff", "line 2 is not UTF-8 text", UTF_8_HINT),
        (b"a" * 1_000_001, "it is larger than 1,000,000 bytes", CONTACTS_HINT),
    ):
        file.write_bytes(data)
        refused = refusal(lambda: user_files.read_contacts(str(file)))
        assert refused == (f"{name} is refused: {said}.", hint)
    unreadable = refusal(lambda: user_files.read_contacts(str(tmp_path / "nothing")))
    assert unreadable == (f"{name} cannot be read.", "Correct or unset it.")


def test_answers_are_the_four_words() -> None:
    text = "a: yes\nb: no\nc: unsure\nd: skip\n"
    assert user_files.answers(text, "answers") == {
        "a": Answer.YES,
        "b": Answer.NO,
        "c": Answer.UNSURE,
        "d": Answer.SKIP,
    }
    assert user_files.answers('{"a": "yes", "b": "no"}', "answers") == {
        "a": Answer.YES,
        "b": Answer.NO,
    }
    assert user_files.answers("{}", "answers") == {}


# Of such pieces a text is nearly always almost right.
PIECES = st.sampled_from(
    ["a", "recent-break", "a" * 100, "a" * 101, "a" * 1_100, "A", "2", "yes", "no", "skip",
     "unsure", "Yes", "true", ": ", ": ", ": ", ":", ":  ", "\n", "\n", "\n", " ", "\t",
     "# x", "#", "# é", "-",
     "- ", "---", "...", "%", "'", '"', "&a ", "*a", "!a ", "|", ">", "?", "? ", "[", "]", "{",
     "}", ",", "\x85", "\u2028", "é", "\ufffe"]
)  # fmt: skip
LINES = st.builds("{}: {}".format, PIECES, PIECES)


def outcome(read: Callable[[], object]) -> object:
    try:
        return read()
    except ContentProblems as refused:
        return refused.problems


@settings(derandomize=True, max_examples=1500, deadline=None)
@given(st.lists(PIECES | LINES | LINES.map("{}\n".format), max_size=8).map("".join))
@example("a: yes\nb: no\n\n# why\nc: skip  \n")
@example("a: yes\na: no")
@example(" a: yes\nb: no")
@example("# \ufffe\na: yes")
@example("a" * 100 + ": yes")
@example("a: yes\n" + "b: yes\n" * 5_000)
def test_lines_are_read_as_yaml_reads_them(text: str) -> None:
    assert outcome(lambda: user_files.answers(text, "x")) == outcome(
        lambda: user_files.yaml_answers(text, "x")
    )


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.dictionaries(PIECES, PIECES | st.lists(PIECES), max_size=4))
@example({"a": "yes", "b": "no"})
def test_json_is_read_as_yaml_reads_it(pairs: dict[str, object]) -> None:
    for indent in (None, 2):
        text = json.dumps(pairs, indent=indent)
        read = outcome(lambda: user_files.answers(text, "x"))  # noqa: B023
        assert read == outcome(lambda: user_files.yaml_answers(text, "x"))  # noqa: B023
    twice = '{"a": "yes", "a": "yes"}'
    assert user_files.answers('{\n\t"a"\n\t: "yes"\n}', "x") == {"a": Answer.YES}
    for wrong, line in (('{\n\t"a": "ja"\n}', 2), ('{"a": "ja"}\n\t', 1)):
        said = f"x:{line}: is not one of: yes, no, unsure, skip"
        assert told(lambda: user_files.answers(wrong, "x")) == [said]  # noqa: B023
    assert told(lambda: user_files.answers(twice, "x")) == ['x:1: repeats the key "a"']


def test_what_yaml_need_not_read_is_known() -> None:
    kept = {"a": Answer.YES, "b-2": Answer.SKIP}
    for text in ("a: yes\nb-2: skip", "# x\n\na: yes  \nb-2: skip\n", '{"a":"yes","b-2":"skip"}'):
        assert user_files.bare_answers(text) == kept
    for text in (
        "a:  yes",
        "A: yes",
        "a: yes # x",
        "a: ja",
        "a: yes\na: yes",
        '{"a": 1}',
        "{a: yes}",
        "a: yes\t",
        "a: yesX",
    ):
        assert user_files.bare_answers(text) is None
    assert user_files.bare_answers("a: yes\n".ljust(10_000, "\n")) == {"a": Answer.YES}
    assert user_files.bare_answers("a: yes\n".ljust(10_001, "\n")) is None
    assert user_files.bare_answers('{"a":' * 1_900) is None


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "a: true\nb: yes\nc: 1\nd: Yes\n",
            [
                "answers:1: is not one of: yes, no, unsure, skip",
                "answers:3: is not one of: yes, no, unsure, skip",
                "answers:4: is not one of: yes, no, unsure, skip",
            ],
        ),
        ("- a\n", ["answers:1: has to be names with values (name: value)"]),
        (
            "a:\n  b: yes\n",
            ["answers:2: has to be text", "answers:2: is not one of: yes, no, unsure, skip"],
        ),
        ("a: yes\na: no\n", ['answers:2: repeats the key "a"']),
    ],
)
def test_answers_that_are_none_are_told_with_their_line(text: str, problems: list[str]) -> None:
    assert told(lambda: user_files.answers(text, "answers")) == problems


def test_a_service_gives_its_own_help_lines_in_few_words() -> None:
    text = (
        "GB:\n"
        "  - {kind: suicide, name: Riverside, number: '01234'}\n"
        "  - {kind: drug, name: Hill, number: '5', hours: nights, cost: free, language: Welsh,\n"
        "     run_by: the town, note: by day too}\n"
        "XX: []\n"
        "international: []\n"
    )
    found = user_files.local_contacts(text, "contacts")
    first, second = found["GB"]
    assert first == Contact(
        kind="suicide",
        name="Riverside",
        number="01234",
        hours="not stated",
        cost="not stated",
        language="not stated",
        run_by="not stated",
        source="",
        source_date="undated",
        verified=Verification.MEMORY,
        checked_on="",
        review_by="9999",
        note="",
        local=True,
    )
    assert second == dataclasses.replace(
        first,
        kind="drug",
        name="Hill",
        number="5",
        hours="nights",
        cost="free",
        language="Welsh",
        run_by="the town",
        note="by day too",
    )
    assert found["XX"] == found["international"] == ()


def test_help_lines_that_are_wrong_are_told_all_at_once() -> None:
    text = (
        "gb: []\n"
        f"{'very ' * 7}long: []\n"
        "GBR: []\n"
        "DE:\n"
        "  - {kind: party, name: x, number: '1', colour: red}\n"
        "  - {name: x}\n"
        "FR: x\n"
    )
    assert told(lambda: user_files.local_contacts(text, "contacts")) == [
        'contacts:1: "gb" is no country code: two capital letters (ISO 3166)',
        "contacts:2: this name is no country code: two capital letters (ISO 3166)",
        'contacts:3: "GBR" is no country code: two capital letters (ISO 3166)',
        'contacts:5: "colour" is not known here',
        "contacts:5: is not one of: emergency, suicide, health, drug, naloxone, od_line, youth, "
        "violence, directory",
        'contacts:6: "kind" is missing',
        'contacts:6: "number" is missing',
        "contacts:7: has to be a list",
    ]
    aliased = "contacts:1: uses an alias: write the text out"
    assert told(lambda: user_files.local_contacts("GB: *x\n", "contacts")) == [aliased]
