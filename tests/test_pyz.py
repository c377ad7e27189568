"""The program as one file that Python runs without installing it."""

import hashlib
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cli_runner
from cli_runner import TIMEOUT_SECONDS, UNMEASURED, Completed, Terminal, environment, run, tools
from kickcheck import last_resort

ROOT = Path(__file__).parents[1]
ANSWERS = "recent-break: yes\nmay-use: unsure\n"
LINES = [
    "", "--version", "topic", "topic withdrawal", "topic relapse --sources", "emergency",
    "emergency --country GB", "emergency --nonsense", "contacts", "contacts IE", "check",
    "assess --demo list", "assess --demo leaving-custody --notes", "assess --blank --country US",
    "assess --answers -", "assess --answers - --json", "assess", "topic nonsense",
]  # fmt: skip


def build(target: Path, umask: int = 0o022, **changes: str) -> Path:
    command = [sys.executable, str(ROOT / "tools" / "pyz.py"), str(target)]
    subprocess.run(
        command, env=tools(**changes), umask=umask, capture_output=True, check=True, timeout=120
    )
    return target


@pytest.fixture(scope="module")
def pyz(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("pyz") / "kickcheck.pyz")


@pytest.fixture
def command(pyz: Path, tmp_path: Path) -> str:
    """Return a command that runs the file with Python's standard library and nothing else."""
    script = tmp_path / "command"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "{pyz}" "$@"\n')
    script.chmod(0o755)
    return str(script)


def from_one_file(command: str, patch: pytest.MonkeyPatch, *arguments: str) -> Completed:
    with patch.context() as inside:
        inside.setattr(cli_runner, "KICKCHECK", command)
        return run(*arguments, stdin=ANSWERS, **UNMEASURED)


@pytest.mark.parametrize("line", LINES)
def test_one_file_prints_what_the_installed_program_prints(
    line: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = run(*line.split(), stdin=ANSWERS)
    assert from_one_file(command, monkeypatch, *line.split()) == installed


def test_one_file_checks_a_changed_file_against_the_content_inside(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "demos.yaml"
    changed.write_text((ROOT / "data" / "demos.yaml").read_text().replace("yes", "maybe", 1))
    found = from_one_file(command, monkeypatch, "check", str(changed))
    assert found == run("check", str(changed))
    assert found.code == 65


def test_a_conversation_from_one_file_leaves_nothing_on_the_screen_and_on_the_disk(
    command: str, pyz: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(cli_runner, "KICKCHECK", command)
    places: dict[str, Any] = {"HOME": str(home), "TMPDIR": str(home), **UNMEASURED}
    with Terminal("assess", "--country", "US", cwd=home, **places) as terminal:
        terminal.wait_for("Enter to begin")
        terminal.type("", "question 1 of")
        terminal.type("y", "question 2 of")
        terminal.press("\x03")
        assert terminal.end() == 128 + signal.SIGINT
        assert "question" not in terminal.outside()
    saved = from_one_file(command, monkeypatch, "topic", "naloxone", "-o", f"{tmp_path}/a.html")
    assert (saved.code, saved.out) == (0, "")
    assert run("topic", "naloxone", "-o", f"{tmp_path}/b.html").code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert list(home.iterdir()) == []
    assert list(pyz.parent.iterdir()) == [pyz]


def test_one_file_has_the_same_bytes_from_every_build(pyz: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "again.pyz", umask=0o077, TZ="Pacific/Kiritimati", LANG="C")
    first, second = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (pyz, again))
    assert first == second


def test_under_an_old_python_one_file_shows_the_steps_and_says_what_it_needs(pyz: Path) -> None:
    pretends = f"import runpy, sys; sys.version_info = (3, 9); runpy.run_path({str(pyz)!r})"
    done = subprocess.run(
        [sys.executable, "-S", "-c", pretends, "emergency"],
        env=environment(**UNMEASURED), capture_output=True, check=False, timeout=TIMEOUT_SECONDS,
    )  # fmt: skip
    assert done.stdout.decode() == last_resort.STEPS
    assert done.stderr == b"kickcheck needs Python 3.11 or newer.\n"
    assert done.returncode == 70
