"""Content that a service's folder changes: --content and KICKCHECK_CONTENT."""

import json
import re
from pathlib import Path

import pytest

from cli_runner import Terminal, run
from kickcheck import content
from kickcheck.content import bundle

ASKED = "Might you use opioids in the coming days, or have you started again?"
OURS = "Do you plan to use this week, or have you begun again?"
DATA = Path(__file__).parents[1] / "data"
MARK = "(content of our clinic)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that changes one question and one topic."""
    made = tmp_path / "our clinic"
    (made / "topics").mkdir(parents=True)
    questions = (DATA / "questions.yaml").read_text()
    assert ASKED in questions
    (made / "questions.yaml").write_text(questions.replace(ASKED, OURS))
    law = (DATA / "topics" / "law.md").read_text()
    (made / "topics" / "law.md").write_text(re.sub("title: .*", "title: Our law", law))
    return made


def test_what_the_folder_has_is_shown_and_the_rest_is_built_in(folder: Path) -> None:
    form = run("assess", "--blank", "--content", str(folder)).out
    assert OURS in form
    assert ASKED not in form
    assert "Have you had a break from opioids" in form
    assert run("topic", "law", "--content", str(folder)).out.startswith(f"Our law {MARK}\n")


@pytest.mark.parametrize(
    "line",
    ["topic", "topic withdrawal --notes", "contacts", "emergency --country GB", "assess --blank",
     "assess --demo list"],
)  # fmt: skip
def test_every_heading_says_whose_content_it_is(folder: Path, line: str) -> None:
    shown = run(*line.split(), "--content", str(folder))
    assert shown.code == 0
    assert shown.out.splitlines()[0].endswith(MARK)
    assert MARK not in run(*line.split()).out


def test_a_folder_can_be_named_by_a_variable(folder: Path) -> None:
    shown = run("topic", "withdrawal", KICKCHECK_CONTENT=str(folder))
    assert shown.out.splitlines()[0].endswith(MARK)
    assert run("emergency", KICKCHECK_CONTENT=str(folder)).out.splitlines()[0].endswith(MARK)


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
def test_a_saved_page_says_so_too(folder: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"summary{suffix}"
    saved = run("assess", "--answers", "-", "--content", str(folder), "-o", str(file), stdin="{}")
    assert saved.code == 0
    assert f"Your summary {MARK}" in file.read_text().replace("\\", "")


def test_the_name_of_a_folder_is_shown_as_it_is_and_safely(folder: Path) -> None:
    named = folder.rename(folder.with_name("{emergency}\x1b[31m"))
    shown = run("topic", "law", "--country", "US", "--content", str(named))
    assert shown.out.splitlines()[0] == "Our law (content of {emergency}?[31m)"


def test_each_screen_of_a_conversation_says_so(folder: Path) -> None:
    with Terminal("assess", "--content", str(folder), "--country", "US") as shown:
        shown.wait_for(f"kickcheck {MARK}")
        shown.type("", f"question 1 of 6 {MARK}")
        shown.type("n", OURS)


def test_the_result_has_the_checksum_of_that_folder(folder: Path) -> None:
    results = [
        json.loads(run("assess", "--answers", "-", "--json", *option, stdin="{}").out)
        for option in ([], ["--content", str(folder)])
    ]
    ours, theirs = (result["questionnaire"]["sha256"] for result in results)
    assert ours != theirs


def test_nothing_of_a_folder_is_read_unasked(folder: Path) -> None:
    shown = run("topic", "law", cwd=folder)
    assert "Our law" not in shown.out
    assert "Our law" not in run("topic", "law", cwd=folder.parent).out


def test_an_error_is_refused_with_file_and_line_before_anything_is_shown(folder: Path) -> None:
    with (folder / "questions.yaml").open("a") as file:
        file.write("surprise: yes\n")
    line = len((folder / "questions.yaml").read_text().splitlines())
    for command in (["assess"], ["topic", "law"], ["contacts"]):
        refused = run(*command, "--content", str(folder))
        assert (refused.code, refused.out) == (65, "")
        assert f"questions.yaml:{line}: " in refused.err
    checked = run("check", str(folder))
    assert checked.code == 65
    assert f"questions.yaml:{line}: " in checked.out


@pytest.mark.parametrize("damage", ["surprise: yes\n", None])
def test_the_built_in_steps_come_first_where_a_folder_is_refused(
    folder: Path, damage: str | None
) -> None:
    if damage is None:
        folder = folder / "nowhere"
    else:
        (folder / "interface.yaml").write_text(damage)
    shown = run("emergency", "--country", "US", "--content", str(folder))
    assert shown.out == run("emergency", "--country", "US").out
    assert shown.code == (66 if damage is None else 65)
    assert "content folder" in shown.err


@pytest.mark.parametrize("name", ["question.yaml", "law.md", "topics.yml"])
def test_a_file_whose_name_has_no_meaning_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("title: x\n")
    refused = run("topic", "law", "--content", str(folder))
    assert refused.code == 65
    assert f"{name}: is not the name of a content file" in refused.err


def test_warnings_about_files_that_were_not_copied_are_not_listed(folder: Path) -> None:
    assert "contacts.yaml" not in run("check", str(folder)).out
    assert "contacts.yaml" in run("check").out


def test_a_folder_without_content_is_refused(tmp_path: Path) -> None:
    refused = run("topic", "--content", str(tmp_path))
    assert refused.code == 65
    assert "has no content file" in refused.err


def test_more_words_than_the_budget_are_a_warning_there(folder: Path) -> None:
    questions = folder / "questions.yaml"
    first = "    text: |\n"
    padded = f"{first}      {'Ask us about this at any time. ' * 25}\n\n"
    questions.write_text(questions.read_text().replace(first, padded, 1))
    checked = run("check", str(folder))
    assert checked.code == 0, checked.out
    assert re.search(r"questions.yaml:\d+: warning: .* words; the limit is", checked.out)
    assert run("assess", "--blank", "--content", str(folder)).code == 0


def test_the_built_in_content_stays_as_it_is(folder: Path) -> None:
    before = bundle.encode(content.bundled())
    changed = content.from_folder(folder)
    assert changed.folder == "our clinic"
    assert bundle.encode(content.bundled()) == before
    assert content.bundled().folder == ""
