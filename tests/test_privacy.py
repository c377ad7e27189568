"""Nothing in the working folder is imported, and no other program gets at the memory."""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

import kickcheck
from cli_runner import KICKCHECK, UNMEASURED, Terminal, environment, run, unread

STRACE = shutil.which("strace")
STARTED: dict[str, list[str]] = {
    "command": [KICKCHECK],
    "module": [sys.executable, "-m", "kickcheck"],
    "code": [sys.executable, "-c", "from kickcheck.__main__ import main; main()"],
}
COMMANDS: dict[str, list[str]] = {
    "prerendered": ["topic", "relapse"],
    "help lines": ["contacts", "US"],
    "answers": ["assess", "--answers", "-"],
    "data": ["assess", "--answers", "-", "--json"],
}


def started(
    how: str, what: str, folder: Path, path: str | None
) -> "subprocess.CompletedProcess[str]":
    """Run a command in a working folder; `path` goes before the installed program on PYTHONPATH."""
    installed = str(Path(kickcheck.__file__).parents[1])
    if Path(KICKCHECK).parent.name == "bin":
        installed = f"{Path(KICKCHECK).parents[1]}{os.pathsep}{installed}"
    variable = None if path is None else f"{path}{os.pathsep}{installed}"
    return subprocess.run(
        [*STARTED[how], *COMMANDS[what]], input="control: yes\n", cwd=folder,
        env=environment(PYTHONPATH=variable if how == "command" else variable or installed),
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@cache
def elsewhere(what: str) -> str:
    """Return what a command prints in a folder without files of these names."""
    return started("module", what, Path("/"), None).stdout


@pytest.mark.parametrize("path", [None, "", ".", f"{os.pathsep}."])
@pytest.mark.parametrize("how", STARTED)
def test_nothing_in_the_working_folder_is_read_or_run(
    tmp_path: Path, how: str, path: str | None
) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    for name in ("yaml.py", "typer.py", "json.py", "pygments.py", "markdown_it.py", "data"):
        (planted / name).write_text("raise SystemExit('taken from the working folder')\n")
    (planted / "rich").mkdir()
    (planted / "rich" / "__init__.py").write_text("raise SystemExit('taken')\n")
    (planted / "questions.yaml").write_text("nonsense")
    for what in COMMANDS:
        ran = started(how, what, planted, path)
        assert (ran.returncode, ran.stderr) == (0, ""), what
        assert ran.stdout == elsewhere(what), what


def test_it_runs_in_the_folder_that_it_is_installed_in() -> None:
    installed = Path(kickcheck.__file__).parents[1]
    ran = subprocess.run(
        [*STARTED["module"], "contacts"], cwd=installed, env=environment(PYTHONPATH="."),
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr, ran.stdout) == (0, "", run("contacts").out)


def test_a_crash_leaves_no_core_file_with_the_answers(tmp_path: Path) -> None:
    with Terminal("assess", cwd=tmp_path) as shown:
        shown.wait_for("Enter to begin")
        shown.type("", "question 1 of")
        assert resource.prlimit(shown.child.pid or 0, resource.RLIMIT_CORE) == (0, 0)
        shown.kill(signal.SIGSEGV)
        assert shown.end() == 128 + signal.SIGSEGV
        assert not os.WCOREDUMP(shown.child.status or 0)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_a_conversation_closes_its_memory_to_crash_reporters_and_debuggers(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    subprocess.run(
        [str(STRACE), "-o", str(trace), "-e", "trace=prctl,read", KICKCHECK, "assess"],
        stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60,
        env=environment(**UNMEASURED),
    )  # fmt: skip
    calls = trace.read_text()
    assert re.search(r"prctl\(PR_SET_DUMPABLE, SUID_DUMP_DISABLE.* = 0\n(.*\n)*read\(0,", calls)


def test_answers_that_are_being_read_get_into_no_core_file() -> None:
    with subprocess.Popen(
        [KICKCHECK, "assess", "--answers", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment(),
    ) as child:  # fmt: skip
        assert child.stdin is not None
        child.stdin.write(b"control: yes\n")
        child.stdin.flush()
        while unread(child.stdin.fileno()):
            time.sleep(0.01)
        assert resource.prlimit(child.pid, resource.RLIMIT_CORE) == (0, 0)
        child.stdin.close()
    assert child.returncode == 0
