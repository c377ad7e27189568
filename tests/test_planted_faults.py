"""Every fault in tests/content/bad is planted in the shipped content and has to be reported.

A file there names a content file, the text to `find`, what to `put` in its place, the message
that `check` `says`, and, if one line is wrong, a text `at` that line.
"""

import shutil
from pathlib import Path

import pytest
import yaml

from content_problems import structural
from editor import problems_in
from kickcheck import content

ROOT = Path(__file__).parents[1]
FAULTS = sorted((ROOT / "tests" / "content" / "bad").glob("*.yaml"))

# What a schema cannot express.
MARKDOWN_IN_A_TEXT = {
    "brief-that-is-a-list", "chart-bar-of-two-shapes", "chart-bar-without-a-length",
    "chart-of-another-kind", "chart-that-is-no-yaml", "list-in-a-list", "markdown-other-than-bold",
}  # fmt: skip
CHARACTERS_THAT_NOBODY_SEES = {
    "escaped-control-character", "hidden-character", "word-parted-by-a-soft-hyphen",
}  # fmt: skip
YAML_THAT_IS_NOT_NEEDED = {"tag"}
BEYOND_A_SCHEMA = MARKDOWN_IN_A_TEXT | CHARACTERS_THAT_NOBODY_SEES | YAML_THAT_IS_NOT_NEEDED


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.stem for fault in FAULTS])
def test_a_planted_fault_is_found_at_its_place(tmp_path: Path, fault: Path) -> None:
    """A schema finds it too if it is one of structure, and nothing if it is not."""
    spec = yaml.safe_load(fault.read_text(encoding="utf-8"))
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    file = folder / spec["file"]
    text = file.read_text(encoding="utf-8")
    assert spec["find"] in text, "the shipped content has changed: plant it elsewhere"
    planted = text.replace(spec["find"], spec["put"], 1)
    file.write_text(planted, encoding="utf-8")
    report = content.check(folder)
    problems = [str(problem) for problem in report.problems]
    found = [problem for problem in problems if spec["says"] in problem]
    assert found, problems
    assert any(problem.startswith(f"{spec['file']}:") for problem in found), found
    if "at" in spec:
        line = planted[: planted.index(spec["at"])].count("\n") + 1
        line += len(spec["at"]) - len(spec["at"].lstrip("\n"))
        assert any(problem.startswith(f"{spec['file']}:{line}: ") for problem in found), found
    # Loading the content does not read the language file.
    if report.content is None or (file.name == "language.yaml" and structural(folder)):
        assert bool(problems_in(folder, spec["file"])) is (fault.stem not in BEYOND_A_SCHEMA)
    else:
        assert fault.stem not in BEYOND_A_SCHEMA
        assert problems_in(folder, spec["file"]) == []


def test_warnings_come_after_errors(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    topic = folder / "topics" / "families.md"
    topic.write_text(
        topic.read_text().replace("\n---\n", "\n---\nEveryone must know an addict.\n\n", 1)
    )
    problems = content.check(folder).problems
    warned = [problem.warning for problem in problems]
    assert warned == sorted(warned)
    assert not problems[0].warning
