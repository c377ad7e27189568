"""Every fault in tests/content/bad is planted in the shipped content and has to be reported.

A file there names a content file, the text to `find`, what to `put` in its place, the message
that `check` `says`, and, if one line is wrong, a text `at` that line.
"""

import shutil
from pathlib import Path

import pytest
import yaml

from kickcheck import content

ROOT = Path(__file__).parents[1]
FAULTS = sorted((ROOT / "tests" / "content" / "bad").glob("*.yaml"))


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.stem for fault in FAULTS])
def test_a_planted_fault_is_found_at_its_place(tmp_path: Path, fault: Path) -> None:
    spec = yaml.safe_load(fault.read_text(encoding="utf-8"))
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    file = folder / spec["file"]
    text = file.read_text(encoding="utf-8")
    assert spec["find"] in text, "the shipped content has changed: plant it elsewhere"
    planted = text.replace(spec["find"], spec["put"], 1)
    file.write_text(planted, encoding="utf-8")
    problems = [str(problem) for problem in content.check(folder).problems]
    found = [problem for problem in problems if spec["says"] in problem]
    assert found, problems
    assert any(problem.startswith(f"{spec['file']}:") for problem in found), found
    if "at" in spec:
        line = planted[: planted.index(spec["at"])].count("\n") + 1
        line += len(spec["at"]) - len(spec["at"].lstrip("\n"))
        assert any(problem.startswith(f"{spec['file']}:{line}: ") for problem in found), found


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
