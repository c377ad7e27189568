"""Every hazard has a cause, a control, and a test that exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HAZARDS = re.split(r"^## ", (ROOT / "HAZARDS.md").read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("hazard", HAZARDS[1:], ids=lambda text: text.split("\n")[0])
def test_a_hazard_has_a_cause_a_control_and_tests_that_exist(hazard: str) -> None:
    assert re.search(r"^Cause: \S", hazard, flags=re.MULTILINE)
    assert re.search(r"^Control: \S", hazard, flags=re.MULTILINE)
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", hazard)
    assert named
    for file, name in named:
        code = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"def {name}(" in code, name


def test_it_is_said_plainly_that_no_clinician_has_signed_and_nobody_has_called() -> None:
    for path in ("HAZARDS.md", "README.md", "data/README.md", "data/topics/about.md"):
        text = " ".join((ROOT / path).read_text(encoding="utf-8").lower().split())
        assert re.search(r"no clinician has (signed|yet signed)", text), path
        assert re.search(r"nobody has (called|phoned)", text), path


def test_every_test_that_a_document_names_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("*.py"))
    for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        if path.name == "terminals.md":
            continue  # CI compares it with the tests
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"\btest_\w+\b(?!\.py)", text):
            assert f"def {name}(" in code, (path.name, name)
        for name in re.findall(r"\btest_\w+\.py\b", text):
            assert (ROOT / "tests" / name).is_file(), (path.name, name)
