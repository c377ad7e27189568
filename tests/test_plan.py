"""The plan: a page to fill in by hand. Nothing of the person stands in it."""

import re
from pathlib import Path

import pytest

from all_pages import ANSWER_SETS, CONTENT
from cli_runner import run
from kickcheck.model import FillIn, content_ids

PROMPTS = [
    "".join(span.text for span in block.spans)
    for block in CONTENT.topics[content_ids.PLAN].blocks
    if isinstance(block, FillIn)
]


@pytest.mark.parametrize("name", ["plan", "safety plan", "my plan"])
def test_it_is_found_by_the_words_that_people_use(name: str) -> None:
    assert run("topic", name).out.startswith("My plan\n")


def test_it_asks_what_a_person_needs_and_has_the_numbers_of_the_country() -> None:
    text = run("topic", "plan", "--country", "GB").out
    for words in ("naloxone", "with me", "After a break", "methadone", "get harder", "next step"):
        assert any(words in prompt for prompt in PROMPTS), words
    for number in ("999", "116 123", "0300 123 6600"):
        assert number in text


def test_paper_has_lines_and_plain_mode_has_sentences(tmp_path: Path) -> None:
    rows = sum(
        block.rows for block in CONTENT.topics[content_ids.PLAN].blocks if isinstance(block, FillIn)
    )
    for suffix, line in ((".html", '<div class="rule">'), (".md", "\n___\n"), (".txt", "_" * 80)):
        page = tmp_path / f"plan{suffix}"
        run("topic", "plan", "-o", str(page))
        assert page.read_text().count(line) == (len(PROMPTS) if suffix == ".txt" else rows)
    read_aloud = run("topic", "plan", "--plain").out
    assert read_aloud.count(CONTENT.interface.fill_in) == len(PROMPTS)
    assert "__" not in read_aloud


@pytest.mark.parametrize("answers", ANSWER_SETS.values(), ids=ANSWER_SETS)
def test_a_saved_summary_ends_on_its_first_three_lines_and_they_are_empty(
    tmp_path: Path, answers: dict[str, str]
) -> None:
    given = "".join(f"{name}: {answer}\n" for name, answer in answers.items()) or "{}"
    page = tmp_path / "summary.txt"
    run("assess", "--answers", "-", "-o", str(page), stdin=given)
    if "suicidal-today" in answers:
        assert "My plan" not in page.read_text()
        return
    end = page.read_text().split("\nMy plan\n")[1]
    lines = [line for line in end.splitlines() if line]
    rule = "_" * 80
    assert lines[:6] == [PROMPTS[0], rule, PROMPTS[1], rule, PROMPTS[2], rule]
    assert re.match("This is not a diagnosis", lines[6])
