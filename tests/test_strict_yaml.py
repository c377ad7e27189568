"""YAML as it is read: what is refused, in which words and at which line; what is kept."""

import subprocess
import sys

import pytest
import yaml

from content_problems import messages
from kickcheck.content import strict_yaml
from kickcheck.content.files import ContentProblems
from kickcheck.content.strict_yaml import Node

QUOTE = "put it in quotation marks"
ANCHOR, ALIAS = f"begins with & (a YAML anchor): {QUOTE}", f"begins with * (a YAML alias): {QUOTE}"
TAG, CUT = f"begins with ! (a YAML tag): {QUOTE}", f"has a # that would end the text: {QUOTE}"


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
        ("a: *06#\nb: c\n", [f"x.yaml:1: {ALIAS}"]),
        ("a: &b#\n", [f"x.yaml:1: {ANCHOR}"]),
        ("a: !<b\n", [f"x.yaml:1: {TAG}"]),
        ("a: b\nc: d #2\n", [f"x.yaml:2: {CUT}"]),
        ("a: b\t# c\n", [f"x.yaml:1: {CUT}"]),
        ("a: #31#01\nb:\n  - #4\n", [f"x.yaml:1: {CUT}", f"x.yaml:3: {CUT}"]),
        ("{a: b # c\n}", [f"x.yaml:1: {CUT}"]),
        ("a: b\n  c # d\n", [f"x.yaml:1: {CUT}"]),
        ("a: b\n[x]: c\nd: e\nd: f\n",
         ["x.yaml:2: has a key that is not text", 'x.yaml:4: repeats the key "d"']),
    ],
)  # fmt: skip
def test_yaml_that_is_refused_is_refused_in_a_sentence_with_its_line(
    text: str, problems: list[str]
) -> None:
    assert messages(lambda: strict_yaml.parse(text, "x.yaml")) == problems


@pytest.mark.parametrize(
    "text",
    ["a: b\n# c\n", "a: 'b' # c\n", 'a: "b"  # c\n', "a: # c\n  b\n", "a: | # c\n  b\n",
     "a: [b, # c\n d] # e\n", "a: b#c\n", "a: (#)\n"],
)  # fmt: skip
def test_a_comment_that_cuts_no_text_is_left_out(text: str) -> None:
    kept = {"a: b#c\n": "b#c", "a: (#)\n": "(#)"}
    node = strict_yaml.parse(text, "x.yaml")
    assert isinstance(node.value, dict)
    value = node.value["a"].value
    words = [item.value for item in value] if isinstance(value, list) else str(value).strip()
    assert words == (["b", "d"] if "[" in text else kept.get(text, "b"))


def test_where_comments_may_follow_a_word_they_do() -> None:
    node = strict_yaml.parse("a: no # because\n", "x.yaml", comments=True)
    assert node.value == {"a": Node(1, "no")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b\n  c: d\n", "11: is not YAML: mapping values are not allowed here"),
        ("a: b\nc: [d\n", "12: is not YAML: expected ',' or ']', but got '<stream end>'"),
        ("a: \x00\n", "10: is not YAML"),
        ("a:\n\t- b\n", "11: begins with a tab: use spaces"),
        ("a: b\nc: 'd\n\ne: f\n", "11: has a quotation mark that is not closed"),
        ("a: {b: c?, d: e}\n", f"10: has a ? in braces or brackets: {QUOTE}"),
        ("a: @b\n", "10: is not YAML: found character '@' that cannot start any token"),
        # No word of the file is repeated.
        ("a: !secret!b c\n", "10: is not YAML: found undefined tag handle"),
        ("a: b\n- secret\n", "11: is not YAML: expected <block end>, but found '-'"),
    ],
)
def test_what_is_no_yaml_is_refused_with_what_is_wrong_at_its_line(text: str, message: str) -> None:
    with pytest.raises(ContentProblems) as refused:
        strict_yaml.parse(text, "x.yaml", 10)
    assert [str(problem) for problem in refused.value.problems] == [f"x.yaml:{message}"]
    if "\x00" not in text:
        assert refused.value.hint == (
            "Put a text that has signs such as : # * or @ in quotation marks."
        )


DIALECT = {
    "a:\tb\t\nc:\td\te\n": {"a": "b", "c": "d e"},
    "a: 'b\tc'\n": {"a": "b c"},
    "- \ta\n-\tb\n": ["a", "b"],
    "{a: b:c, d: e}": {"a": "b:c", "d": "e"},
    '{"a":b}': {"a": "b"},
    "? a\n: b\n": {"a": "b"},
    "a: b? c\n": {"a": "b? c"},
    "a: 1_000\nb: 0x10\nc: 1:30\nd: 2026-11-23\ne: ~\n": {
        "a": "1_000", "b": "0x10", "c": "1:30", "d": "2026-11-23", "e": "~"
    },
    "a: >-\n  b\n\n  c\n": {"a": "b\nc"},
    "a: b\n...\n": {"a": "b"},
    "%YAML 1.2\n---\na: b\n": {"a": "b"},
    "a: 'b''c'\nd: \"e\\x66\\\n  g\"\n": {"a": "b'c", "d": "efg"},
}  # fmt: skip


def bare(node: Node) -> object:
    match node.value:
        case str(text):
            return text
        case list(items):
            return [bare(item) for item in items]
        case pairs:
            return {key: bare(value) for key, value in pairs.items()}


@pytest.mark.parametrize("text", DIALECT)
def test_odd_yaml_is_read(text: str) -> None:
    assert bare(strict_yaml.parse(text, "x.yaml")) == DIALECT[text]


DIALECTS = """
import sys
if sys.argv[1] == "without":
    sys.modules["yaml._yaml"] = None  # as where PyYAML was built without libyaml
import yaml
from kickcheck.content import strict_yaml
from kickcheck.content.files import ContentProblems
assert yaml.__with_libyaml__ is (sys.argv[1] == "with")
for text in eval(sys.stdin.read()):
    try:
        print(repr(strict_yaml.parse(text, "x.yaml")))
    except ContentProblems as found:
        print(found)
"""


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="this PyYAML has no libyaml")
def test_a_file_is_read_alike_with_and_without_libyaml() -> None:
    """On these texts the two parsers of PyYAML differ, in what they read or in what they say."""
    odd = [
        *DIALECT, "a:\n\t- b\n", "a: b\n\tc: d\n", "a: [b", "a: 'b\n", "a: *06#", "[? a, b]",
        "[a, ?b]", "{a: b?c}", "a: b\n\ufeffc: d\n", "{\n\t'a': b\n}", "a: {b: c}}", "%TAG ! x\n",
        "a: !b!c d",
    ]  # fmt: skip
    read = {
        subprocess.run([sys.executable, "-c", DIALECTS, how], input=repr(odd), text=True,
                       stdout=subprocess.PIPE, check=True).stdout
        for how in ("with", "without")
    }  # fmt: skip
    assert len(read) == 1


def test_lines_count_from_where_the_text_begins_in_the_file() -> None:
    repeated = messages(lambda: strict_yaml.parse("a: b\na: c\n", "x.yaml", 10))
    assert repeated == ['x.yaml:11: repeats the key "a"']


@pytest.mark.parametrize(
    ("fits", "too_much", "problem"),
    [
        ("a: " + "[" * 19 + "b" + "]" * 19, "z: y\na: " + "[" * 20 + "b" + "]" * 20,
         "x.yaml:2: is nested too deeply"),
        ("{a: " * 20 + "b" + "}" * 20, "{a: " * 21 + "b" + "}" * 21,
         "x.yaml:1: is nested too deeply"),
        ("a: b", "? " + "[" * 20 + "b" + "]" * 20 + "\n: c", "x.yaml:1: is nested too deeply"),
    ],
    ids=["lists", "mappings", "keys"],
)  # fmt: skip
def test_a_file_may_be_so_deep_and_no_deeper(fits: str, too_much: str, problem: str) -> None:
    strict_yaml.parse(fits, "x.yaml")
    assert messages(lambda: strict_yaml.parse(too_much, "x.yaml")) == [problem]


def test_a_list_may_have_as_many_items_as_fit_into_the_file() -> None:
    node = strict_yaml.parse("- {a: b}\n" * 10_000, "x.yaml")
    assert len(node.value) == 10_000
