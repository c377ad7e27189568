"""YAML as it is read: what is refused, in which words and at which line; what is kept."""

import pytest

from content_problems import messages
from kickcheck.content import strict_yaml
from kickcheck.content.strict_yaml import Node

ANCHOR, ALIAS = "uses an anchor: write the text out", "uses an alias: write the text out"
TAG = "uses a tag: plain text is enough"


def parsed(text: str, first_line: int = 1) -> object:
    """Return a YAML text as plain values, each with its line."""

    def plain(node: Node) -> object:
        if isinstance(node.value, str):
            return (node.line, node.value)
        if isinstance(node.value, list):
            return (node.line, [plain(item) for item in node.value])
        return (node.line, {key: plain(value) for key, value in node.value.items()})

    return plain(strict_yaml.parse(text, "x.yaml", first_line))


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


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: b\n---\nc: d\n---\ne: f\n",
         [f"x.yaml:{line}: contains more than one YAML document" for line in (2, 4)]),
        ("a: &b c\n", [f"x.yaml:1: {ANCHOR}"]),
        ("a: b\nc: *b\n", [f"x.yaml:2: {ALIAS}"]),
        ("a: *b\nc: !d e\n", [f"x.yaml:1: {ALIAS}", f"x.yaml:2: {TAG}"]),
        ("a:\n  - !!int 1\n", [f"x.yaml:2: {TAG}"]),
        ("a: &b !!int 1\n", [f"x.yaml:1: {ANCHOR}", f"x.yaml:1: {TAG}"]),
        ('a: b\n\nc: "x\\ey\\u202e"\n',
         [f"x.yaml:3: contains a hidden character (U+{code})" for code in ("001B", "202E")]),
        ("a: b\nc: d\na: e\n", ['x.yaml:3: repeats the key "a"']),
        (f"{'a' * 31}: b\n{'a' * 31}: c\n", ["x.yaml:2: repeats the key of an earlier line"]),
        ("{a: b}: c\n", ["x.yaml:1: has a key that is not text"]),
        ("a: b\n[x]: c\nd: e\nd: f\n",
         ["x.yaml:2: has a key that is not text", 'x.yaml:4: repeats the key "d"']),
    ],
)  # fmt: skip
def test_yaml_that_is_refused_is_refused_in_a_sentence_with_its_line(
    text: str, problems: list[str]
) -> None:
    assert messages(lambda: strict_yaml.parse(text, "x.yaml")) == problems


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("a: b\n  c: d\n", "x.yaml:11: is not YAML: mapping values are not allowed "),
        ("a: b\nc: [d\n", "x.yaml:12: is not YAML: did not find expected ',' or ']'"),
        ("a:\n\t- b\n", "x.yaml:11: is not YAML: found character "),
        ("a: \x00\n", "x.yaml:10: is not YAML"),
    ],
)
def test_what_is_no_yaml_is_refused_with_what_is_wrong_at_its_line(text: str, begins: str) -> None:
    (problem,) = messages(lambda: strict_yaml.parse(text, "x.yaml", 10))
    assert problem.startswith(begins)
    assert "\n" not in problem


def test_lines_count_from_where_the_text_begins_in_the_file() -> None:
    repeated = messages(lambda: strict_yaml.parse("a: b\na: c\n", "x.yaml", 10))
    assert repeated == ['x.yaml:11: repeats the key "a"']


MANY = "".join(f"k{number}: v\n" for number in range(9_998))


@pytest.mark.parametrize(
    ("fits", "too_much", "problem"),
    [
        ("a: " + "[" * 19 + "b" + "]" * 19, "z: y\na: " + "[" * 20 + "b" + "]" * 20,
         "x.yaml:2: is nested too deeply"),
        ("{a: " * 20 + "b" + "}" * 20, "{a: " * 21 + "b" + "}" * 21,
         "x.yaml:1: is nested too deeply"),
        ("a: b", "? " + "[" * 20 + "b" + "]" * 20 + "\n: c", "x.yaml:1: is nested too deeply"),
        ("a:\n" + "- b\n" * 500, "z: y\na:\n" + "- b\n" * 501,
         "x.yaml:3: is a list of more than 500 items"),
        (f"{MANY}z: [a]", f"{MANY}z: [a, b]", "x.yaml:9999: contains more than 20,000 values"),
    ],
    ids=["lists", "mappings", "keys", "items", "values"],
)  # fmt: skip
def test_a_file_may_be_so_large_and_no_larger(fits: str, too_much: str, problem: str) -> None:
    strict_yaml.parse(fits, "x.yaml")
    assert messages(lambda: strict_yaml.parse(too_much, "x.yaml")) == [problem]
