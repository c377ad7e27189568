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
from hypothesis import example, given
from hypothesis import strategies as st

from cli_runner import unread
from content_problems import messages
from kickcheck.content import files, user_files
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.errors import RefusedError, UnreadableError
from kickcheck.model import Answer, Contact, Verification

# --- bytes -----------------------------------------------------------------------------------


def test_a_text_is_utf_8_with_or_without_a_mark_and_any_line_ends() -> None:
    text = "é: ja\nb: c\n"
    for data in (
        "\ufeffé: ja\r\nb: c\n".encode(),
        "\ufeffé: ja\r\n\ufeff\ufeffb: c\n".encode(),  # two files, put together
        "é: ja\r\nb: c\n".encode("utf-16"),
        "\ufeffé: ja\nb: c\n".encode("utf-16-be"),
        "\ufeffé: ja\n\ufeffb: c\n".encode("utf-16-le"),
        "\ufeffé: ja\rb: c\r".encode(),  # as old Macs ended lines
        "é: ja\rb: c\r".encode("utf-16"),
    ):
        assert files.decode(data, "x.yaml") == text


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"\xff", ["x.yaml:1: is not UTF-8 text: save it as UTF-8"]),
        (b"\n\n\xff\n", ["x.yaml:3: is not UTF-8 text: save it as UTF-8"]),
        (b"\n\n\x07\n", ["x.yaml:3: contains a hidden character (U+0007)"]),
        (b"a\nb\n\xc3\x28\nc\n\xff", ["x.yaml:3: is not UTF-8 text: save it as UTF-8"]),
        (b"\x07", ["x.yaml:1: contains a hidden character (U+0007)"]),
        ("a\nb: \u00e9c\u200bd\n".encode(), ["x.yaml:2: contains a hidden character (U+200B)"]),
        ("a: b\nc\ufeffd: e".encode(), ["x.yaml:2: contains a hidden character (U+FEFF)"]),
        ("a: b\nc: d\n".encode("utf-16")[:-1], ["x.yaml:2: is not UTF-8 text: save it as UTF-8"]),
        (
            "a: b\né: \ud800\n".encode("utf-16", "surrogatepass"),
            ["x.yaml:2: is not UTF-8 text: save it as UTF-8"],
        ),
        ("a: b\né: d\n".encode("cp1252"), ["x.yaml:2: is not UTF-8 text: save it as UTF-8"]),
        *(
            ("a: b\n".encode(encoding), ["x.yaml:1: is not UTF-8 text: save it as UTF-8"])
            for encoding in ("utf-16-le", "utf-16-be", "utf-32", "utf-32-le")
        ),
        (b"a: b\nc: \0\n", ["x.yaml:2: is not UTF-8 text: save it as UTF-8"]),
        (b"a: b\rc: d\n", ["x.yaml:1: contains a hidden character (U+000D)"]),
        ("a: b\nc: \x07\n".encode("utf-16"), ["x.yaml:2: contains a hidden character (U+0007)"]),
        (
            "a\r\nb\x1b\r\n\u202ec\rd".encode(),
            [
                "x.yaml:2: contains a hidden character (U+001B)",
                "x.yaml:3: contains a hidden character (U+202E)",
                "x.yaml:3: contains a hidden character (U+000D)",
            ],
        ),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_line(
    data: bytes, problems: list[str]
) -> None:
    assert messages(lambda: files.decode(data, "x.yaml")) == problems


def test_of_the_hidden_characters_of_a_file_a_hundred_are_reported() -> None:
    assert len(messages(lambda: files.decode(b"\x07" * 99, "x.yaml"))) == 99
    assert len(messages(lambda: files.decode(b"\x07" * 400, "x.yaml"))) == 100


def test_a_file_of_a_million_bytes_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a" * 1_000_000)
    assert files.read_to_end(file, "x.yaml") == b"a" * 1_000_000
    assert files.read_regular_file(file, "x.yaml") == b"a" * 1_000_000
    file.write_bytes(b"a" * 1_000_001)
    problem = "x.yaml: is larger than 1,000,000 bytes"
    for endless in (file, Path("/dev/zero")):
        assert messages(lambda: files.read_to_end(endless, "x.yaml")) == [problem]  # noqa: B023


def test_a_content_file_may_be_larger(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a" * 4_000_000)
    assert files.read_regular_file(file, "x.yaml") == b"a" * 4_000_000
    file.write_bytes(b"a" * 4_000_001)
    problem = "x.yaml: is larger than 4,000,000 bytes"
    assert messages(lambda: files.read_regular_file(file, "x.yaml")) == [problem]


def test_a_folder_of_content_contains_files_and_nothing_else_is_waited_for(tmp_path: Path) -> None:
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


# --- answers and help lines ------------------------------------------------------------------


ANSWERS_HINT = "Write one question per line, such as: control: yes"
UTF_8_HINT = "In most editors: Save As, then the encoding."
CONTACTS_HINT = "List the help lines under country codes, each with kind, name and number."


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
        (b"a: yes\n\xff", "line 2 is not UTF-8 text: save it as UTF-8", UTF_8_HINT),
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
        (b"\n\xff", "line 2 is not UTF-8 text: save it as UTF-8", UTF_8_HINT),
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
        (b"\n\xff", "line 2 is not UTF-8 text: save it as UTF-8", UTF_8_HINT),
        (b"a" * 1_000_001, "it is larger than 1,000,000 bytes", CONTACTS_HINT),
    ):
        file.write_bytes(data)
        refused = refusal(lambda: user_files.read_contacts(str(file)))
        assert refused == (f"{name} is refused: {said}.", hint)
    unreadable = refusal(lambda: user_files.read_contacts(str(tmp_path / "nothing")))
    assert unreadable == (f"{name} cannot be read.", "Correct or unset it.")


def test_answers_are_the_four_words() -> None:
    four = {"a": Answer.YES, "b": Answer.NO, "c": Answer.UNSURE, "d": Answer.SKIP}
    for text in (
        "a: yes\nb: no\n\n# why\nc: unsure\nd: 'skip'  \n",
        '{"a": "yes", "b": "no", "c": "unsure", "d": "skip"}',
        '\n{\n\t"a"\n\t: "yes", "b": "no", "c": "unsure", "d": "skip"\n}\n',
        "{a: yes, b: no,\n c: unsure, d: skip}",
    ):
        assert user_files.answers(text, "x") == four
    assert user_files.answers("{}", "x") == {}


WORDS = st.sampled_from([answer.value for answer in Answer])
OTHERS = st.sampled_from(["Yes", "true", "1", "", "yes ", "yes\tno", "x" * 40, "~"])
NAMES = st.text("ab-Z09:#'\" {},\t\u00e9", max_size=4)


def outcome(text: str) -> object:
    try:
        return user_files.answers(text, "x")
    except ContentProblems as refused:
        return [problem.message for problem in refused.problems]


@given(st.dictionaries(NAMES, WORDS | OTHERS, max_size=4))
@example({"a" * 1_100: "yes", "b": "no"})
def test_json_and_lines_of_yaml_give_the_same_answers(pairs: dict[str, str]) -> None:
    lines = "".join(f"? {json.dumps(key)}\n: {json.dumps(pairs[key])}\n" for key in pairs)
    expected = outcome(lines or "{}")
    for indent in (None, 2, "\t"):
        assert outcome(json.dumps(pairs, indent=indent)) == expected
    if set(pairs.values()) <= set(Answer):
        assert expected == pairs


FOUR = "is not one of: yes, no, unsure, skip"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: true\nb: yes\nc: 1\nd: Yes\n", [f"x:{line}: {FOUR}" for line in (1, 3, 4)]),
        ("- a\n", ["x:1: has to be names with values (name: value)"]),
        ("", ["x:1: has to be names with values (name: value)"]),
        ("a:\n  b: yes\n", ["x:2: has to be text"]),
        ("a: yes\na: no\n", ['x:2: repeats the key "a"']),
        ('{\n\t"a": "ja"\n}', [f"x:2: {FOUR}"]),
        ('{"a": "ja"}\n\t', [f"x:1: {FOUR}"]),
        ('{"a": true,\n"b": 1,\n"c": null}', [f"x:{line}: {FOUR}" for line in (1, 2, 3)]),
        ('{"a":\n["yes"]}', ["x:2: has to be text"]),
        ('{"a": "yes",\n"a": "yes"}', ['x:2: repeats the key "a"']),
        ('{"a": "yes"} x', ["x:1: is not YAML: expected '<document start>', but found '<scalar>'"]),
        ('{"a":' * 30_000, ["x:1: is nested too deeply"]),
        (f'{{"a": {"1" * 5_000}}}', [f"x:1: {FOUR}"]),
    ],
)  # fmt: skip
def test_answers_that_are_none_are_refused_with_their_line(text: str, problems: list[str]) -> None:
    assert messages(lambda: user_files.answers(text, "x")) == problems


SAVED = '{"schema": "kickcheck.result/1",\n"answers": {"a": "yes",\n"b": "skip"}}'


def test_of_a_saved_result_only_the_answers_are_read() -> None:
    with_more = SAVED.replace("}}", '}, "cards": [{"id": "a", "because": []}], "country": null}')
    for text in (SAVED, with_more, SAVED.replace("\n", "\n\t")):
        assert user_files.answers(text, "x") == {"a": Answer.YES, "b": Answer.SKIP}
    # A question may have the name of a member of a result.
    assert user_files.answers('{"schema": "yes", "answers": "no"}', "x") == {
        "schema": Answer.YES,
        "answers": Answer.NO,
    }


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ('"skip"', '"ja"', [f"x:3: {FOUR}"]),
        ('"b"', '"a"', ['x:3: repeats the key "a"']),
        ('"answers"', '"schema"', ['x:2: repeats the key "schema"']),
        ("}}", '}, "answers": {}}', ['x:3: repeats the key "answers"']),
        ("/1", "/2", ["x:1: does not name the schema of a result that can be read:"
                      " kickcheck.result/1"]),
        ('"schema": "kickcheck.result/1",', "", ["x: does not name the schema of a result that"
                                                 " can be read: kickcheck.result/1"]),
        ('{"a": "yes",\n"b": "skip"}', "[]", ["x:2: has to be names with values (name: value)"]),
    ],
)  # fmt: skip
def test_a_saved_result_with_a_fault_is_refused_with_its_line(
    old: str, new: str, problems: list[str]
) -> None:
    assert old in SAVED
    assert messages(lambda: user_files.answers(SAVED.replace(old, new, 1), "x")) == problems


def test_a_result_of_another_version_has_to_be_saved_again() -> None:
    with pytest.raises(ContentProblems) as refused:
        user_files.answers(SAVED.replace("/1", "/2", 1), "x")
    assert refused.value.hint == "Save the result again."


def test_a_sentence_about_answers_is_no_file_of_answers() -> None:
    names = "x:1: has to be names with values (name: value)"
    assert messages(lambda: user_files.answers("my answers", "x")) == [names]


def test_a_service_gives_help_lines_in_few_words() -> None:
    text = (
        "GB:\n"
        "  - {kind: suicide, name: Riverside, number: '01234'}\n"
        "  - {kind: drug, name: Hill, number: '5', hours: nights, cost: free, language: Welsh,\n"
        "     run_by: the town, how: text, note: by day too}\n"
        "XX: []\n"
        "international: []\n"
    )
    found = user_files.local_contacts(text, "contacts")
    first, second = found["GB"]
    assert first == Contact(
        kind="suicide", name="Riverside", number="01234", hours="not stated", cost="not stated",
        language="not stated", run_by="not stated", source="", source_date="undated",
        verified=Verification.MEMORY, checked_on="", review_by="", note="", local=True,
    )  # fmt: skip
    assert second == dataclasses.replace(
        first, kind="drug", name="Hill", number="5", hours="nights", cost="free",
        language="Welsh", run_by="the town", how="text", note="by day too",
    )  # fmt: skip
    assert found["XX"] == found["international"] == ()


def test_help_lines_that_are_wrong_are_refused_all_at_once() -> None:
    text = (
        "gb: []\n"
        f"{'very ' * 7}long: []\n"
        "GBR: []\n"
        "DE:\n"
        "  - {kind: party, name: x, number: '1', colour: red}\n"
        "  - {name: x}\n"
        "FR: x\n"
    )
    assert messages(lambda: user_files.local_contacts(text, "contacts")) == [
        'contacts:1: "gb" is not a valid country code (use two capital letters, ISO 3166)',
        "contacts:2: this name is not a valid country code (use two capital letters, ISO 3166)",
        'contacts:3: "GBR" is not a valid country code (use two capital letters, ISO 3166)',
        'contacts:5: "colour" is not known here',
        "contacts:5: is not one of: emergency, suicide, health, drug, naloxone, od_line, youth, "
        "violence, directory",
        'contacts:6: "kind" is missing',
        'contacts:6: "number" is missing',
        "contacts:7: has to be a list",
    ]
    aliased = "contacts:1: begins with * (a YAML alias): put it in quotation marks"
    assert messages(lambda: user_files.local_contacts("GB: *x\n", "contacts")) == [aliased]


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("*6544", "line 3 begins with * (a YAML alias): put it in quotation marks"),
        ("*#06#", "line 3 begins with * (a YAML alias): put it in quotation marks"),
        ("#31#01", "line 3 has a # that would end the text: put it in quotation marks"),
        ("01234 567 #2", "line 3 has a # that would end the text: put it in quotation marks"),
        ("01234, ask: Kim", "line 3 is not YAML: mapping values are not allowed here"),
        ("@riverside", "line 3 is not YAML: found character '@' that cannot start any token"),
        ("'01234", "line 3 has a quotation mark that is not closed"),
    ],
)
def test_a_number_that_yaml_would_change_is_kept_in_quotation_marks_and_refused_without(
    tmp_path: Path, number: str, says: str
) -> None:
    file = tmp_path / "lines.yaml"
    line = "GB:\n- kind: drug\n  number: {}\n  name: Ours\n"
    file.write_text(line.format(json.dumps(number)))
    assert user_files.read_contacts(str(file))["GB"][0].number == number
    file.write_text(line.format(number))
    message, hint = refusal(lambda: user_files.read_contacts(str(file)))
    assert message == f"The file that KICKCHECK_CONTACTS names is refused: {says}."
    if "not YAML" in says:
        assert hint == "Put a text that has signs such as : # * or @ in quotation marks."


def test_a_comment_may_follow_an_answer() -> None:
    answers = user_files.answers("a: yes # asked twice\nb:\tno\t# c\n", "x")
    assert answers == {"a": Answer.YES, "b": Answer.NO}


@pytest.mark.parametrize(
    ("field", "limit"),
    [("name", 100), ("number", 100), ("how", 100), ("hours", 100), ("cost", 100),
     ("language", 100), ("run_by", 100), ("note", 500)],
)  # fmt: skip
def test_a_text_of_a_help_line_fits_a_line_or_two(field: str, limit: int) -> None:
    record = {"kind": "drug", "name": "Ours", "number": "1", field: "a" * (limit - 1) + "é"}
    (found,) = user_files.local_contacts(json.dumps({"GB": [record]}), "x")["GB"]
    assert getattr(found, field) == record[field]
    record[field] += "b"
    assert messages(lambda: user_files.local_contacts(json.dumps({"GB": [record]}), "x")) == [
        f"x:1: is longer than {limit} characters"
    ]


def test_a_service_may_have_any_number_of_help_lines() -> None:
    lines = "- {kind: drug, name: Ours, number: '1'}\n" * 1_000
    assert len(user_files.local_contacts(f"GB:\n{lines}", "x")["GB"]) == 1_000
