"""What a build writes and `check` compares, made in the process of the tests.

`test_prerendered` tries the same with an installed wheel, whose build is another process.
"""

import importlib.resources
import itertools
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from all_pages import CONTENT
from cli_runner import TALL, Terminal, run
from kickcheck import content, prerendered
from kickcheck.cli import prerender
from kickcheck.content import bundle
from kickcheck.content.files import Problem
from test_prerendered import LINES

STYLES: dict[str, dict[str, Any]] = {
    "plain": {"TERM": "dumb"},
    "bold": {"NO_COLOR": "1"},
    "colour": {},
}


def test_each_page_that_never_changes_is_made_in_three_styles_and_nothing_is_left_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("KICKCHECK_COUNTRY", "GB")

    def state() -> list[object]:
        return [dict(os.environ), sys.argv, sys.__stdout__, sys.__stdin__]

    before = state()
    made = prerender.files()
    assert state() == before
    pages = ["_".join(["kickcheck", *line.split()]) for line in LINES]
    assert made.keys() == {
        content.BUNDLE,
        *(f"{page}.{style}.txt" for page in pages for style in STYLES),
    }
    assert made[content.BUNDLE] == prerendered.encode(bundle.encode(CONTENT))


def test_a_page_is_what_the_program_prints_in_that_style() -> None:
    files = prerender.files()
    lines = ("", "topic", "topic relapse", "emergency --plain", "-h", "--version")
    for style, line in itertools.product(STYLES, lines):
        with Terminal(*line.split(), rows=TALL, **STYLES[style]) as shown:
            assert shown.end() == 0
        name = "_".join(["kickcheck", *line.split()])
        data = prerendered.encode(shown.seen.replace("\r\n", "\n"))
        assert data == files[f"{name}.{style}.txt"], line


def test_a_page_that_cannot_be_made_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prerender, "_lines", lambda: [["topic"], ["topic", "nonsense"]])
    with pytest.raises(RuntimeError, match=r"^\['topic', 'nonsense'\] ended in 2$"):
        prerender.files()


def test_check_names_each_file_that_is_not_as_it_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [[], ["topic"], ["emergency", "--plain"]]
    monkeypatch.setattr(prerender, "_lines", lambda: lines)  # the others would take long
    files = prerender.files()
    monkeypatch.setattr(importlib.resources, "files", tmp_path.joinpath)
    assert prerender.problems() == []  # as in a checkout
    built = tmp_path / "kickcheck" / "built"
    built.mkdir(parents=True)
    for name, data in files.items():
        (built / name).write_bytes(data)
    assert prerender.problems() == []
    (built / "kickcheck.bold.txt").unlink()
    (built / "kickcheck.bold.txt").mkdir()
    (built / "kickcheck_emergency_--plain.plain.txt").write_bytes(b"Call 900.")
    (built / "kickcheck_topic.plain.txt").unlink()
    (built / "kickcheck_topics.plain.txt").write_bytes(files["kickcheck_topic.plain.txt"])
    found = prerender.problems()
    assert {problem.line for problem in found} == {0}
    assert [str(problem) for problem in found] == [
        "built/kickcheck.bold.txt: differs from what kickcheck prints: install kickcheck again",
        "built/kickcheck_emergency_--plain.plain.txt: differs from what kickcheck prints: "
        "install kickcheck again",
        "built/kickcheck_topic.plain.txt: is missing: install kickcheck again",
        "built/kickcheck_topics.plain.txt: does not belong here: install kickcheck again",
    ]


def test_check_compares_them_only_where_no_other_content_is_named(
    tmp_path: Path, patched: pytest.MonkeyPatch
) -> None:
    patched.setattr(prerender, "problems", lambda: [Problem("built/a", 0, "is missing")])
    answers = tmp_path / "answers.yaml"
    answers.write_text("control: no\n")
    assert run("check", str(answers)).out == "No errors: 1 answer. 0 warnings.\n"
    checked = run("check")
    assert checked.code == 65
    assert checked.out.startswith("built/a: is missing\n")
