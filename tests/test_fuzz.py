"""Run the fuzz targets on their seeds and on every input that ever broke one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from targets import SECRET, TARGETS

SEEDS = Path(__file__).parents[1] / "fuzz" / "seeds"
FILES = sorted(file for file in SEEDS.glob("*/*") if file.is_file())


@pytest.fixture(autouse=True)
def _place() -> Iterator[None]:
    before = Path.cwd()
    yield
    os.chdir(before)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}: {file.name}")
def test_a_seed_keeps_every_promise(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KICKCHECK_COUNTRY", "KICKCHECK_CONTACTS"):
        monkeypatch.delenv(name, raising=False)
    TARGETS[file.parent.name](file.read_bytes())


def test_every_target_has_seeds() -> None:
    assert {file.parent.name for file in FILES} == set(TARGETS)


def test_a_broken_promise_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kickcheck.safe_text.MAX_QUOTED_CHARS", 1000)
    with pytest.raises(AssertionError):
        TARGETS["answers"](f"{SECRET}: yes\n".encode())
