"""The program under a Python for Windows, in Wine: in pipes and in a console. Run: nox -s windows.

`WINDOWS_PYTHON` is that Python, with kickcheck installed, as the session made it. Wine passes pipes
and terminals to a program, but no files. Its console counts escape codes as columns: it is wide
here, and only short texts are expected, because longer ones can be torn.
"""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

PYTHON = os.environ["WINDOWS_PYTHON"]
TIMEOUT_SECONDS = 30
ENTER_ALTERNATE, LEAVE_ALTERNATE = "\x1b[?1049h", "\x1b[?1049l"
QUESTION = "y yes, n no, u not sure"
Console = Callable[..., "pexpect.spawn[str]"]


def wine(*words: str, stdin: bytes = b"", cwd: Path) -> tuple[int, str, str]:
    """Run that Python with its streams in pipes; return the exit code and both outputs."""
    done = subprocess.run(
        ["wine", PYTHON, *words],
        input=stdin, capture_output=True, cwd=cwd, timeout=TIMEOUT_SECONDS,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode("cp1252"), done.stderr.decode("cp1252")


def run(*words: str, stdin: bytes = b"", cwd: Path = Path()) -> tuple[int, str, str]:
    """Run kickcheck with its streams in pipes."""
    return wine("-m", "kickcheck", *words, stdin=stdin, cwd=cwd)


@pytest.fixture
def console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Console]:
    """Return a function that runs that Python in a console."""
    monkeypatch.delenv("TERM", raising=False)  # as on Windows
    started: list[pexpect.spawn[str]] = []

    def start(*words: str, rows: int = 60) -> "pexpect.spawn[str]":
        child = pexpect.spawn(
            "wine", [PYTHON, *words], encoding="utf-8", timeout=TIMEOUT_SECONDS,
            dimensions=(rows, 240), cwd=str(tmp_path),
        )  # fmt: skip
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def enter(child: "pexpect.spawn[str]", line: str) -> None:
    """Type a line and the Enter of a keyboard."""
    child.send(f"{line}\r")


def code(child: "pexpect.spawn[str]") -> int | None:
    """Return the exit code of a program that has ended."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def visible(child: "pexpect.spawn[str]") -> str:
    """Return what a program that has ended wrote last, without escape codes."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", child.before or "")


# --- pipes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("topic withdrawal", "Most people get through opioid withdrawal."),
        ("topic", "kickcheck topic"),
        ("emergency", "Call your emergency number (911, 999, 112, 000, 111)"),
        ("contacts GB", "Samaritans"),
        ("contacts", "911"),
        ("assess --demo list", "leaving-custody"),
        ("check", "No errors"),
    ],
)
def test_a_pipe_gets_the_page(line: str, text: str) -> None:
    ended, out, err = run(*line.split())
    assert (ended, err) == (0, "")
    assert text in out
    assert "\r" not in out


def test_a_pipe_answers_line_by_line() -> None:
    ended, out, err = run("assess", stdin=b"y\r\n" * 60)
    assert ended == 0
    assert "You said yes to 2 of 2" in out.replace("\n", " ")
    assert "question 1 of" in err
    ended, out, _ = run("assess", stdin=b"y\n")
    assert ended == 3
    assert "Before you go" in out


def test_answers_come_from_a_file_or_a_pipe(tmp_path: Path) -> None:
    answers = b"recent-break: yes\r\nmay-use: unsure\r\n"
    (tmp_path / "a.yaml").write_bytes(answers)
    for name, stdin in (("a.yaml", b""), ("-", answers)):
        ended, out, err = run("assess", "--answers", name, "--json", stdin=stdin, cwd=tmp_path)
        assert (ended, err) == (0, "")
        result = json.loads(out)
        assert result["answers"]["may-use"] == "unsure"
        assert "lowered-tolerance" in [card["id"] for card in result["cards"]]


@pytest.mark.parametrize("name", ["SIGINT", "SIGBREAK"])
def test_a_signal_ends_it_silently(name: str) -> None:
    program = (
        "import signal; from kickcheck.screen import signals; signals.install(); "
        f"signal.raise_signal(signal.{name}); print('went on')"
    )
    number = {"SIGINT": 2, "SIGBREAK": 21}[name]
    assert wine("-c", program, cwd=Path()) == (128 + number, "", "")


def test_a_reader_that_has_gone_is_no_fault() -> None:
    """The C library of Windows reports a closed pipe as a wrong argument."""
    program = (
        "import os, subprocess, sys; end, begin = os.pipe(); os.close(end); "
        "words = [sys.executable, '-m', 'kickcheck', 'topic', 'withdrawal']; "
        "done = subprocess.run(words, stdout=begin, stderr=subprocess.PIPE); "
        "print(done.returncode, done.stderr)"
    )
    assert wine("-c", program, cwd=Path()) == (0, "141 b''\r\n", "")


# --- saving ------------------------------------------------------------------------------------


def test_a_file_is_saved_once_and_replaced_on_request(tmp_path: Path) -> None:
    words = ("topic", "withdrawal", "-o", "w.txt")
    ended, out, err = run(*words, cwd=tmp_path)
    assert (ended, out) == (0, "")
    assert err.startswith("Saved as w.txt, in the folder you started from.")
    assert "can read it" in err or "may read it" in err
    data = (tmp_path / "w.txt").read_bytes()
    assert data.startswith(b"Withdrawal\n")
    assert b"\r" not in data
    assert run(*words, cwd=tmp_path) == (
        73, "", "A file with that name exists. Choose another name, or replace it with --force.\n"
    )  # fmt: skip
    (tmp_path / "w.txt").write_bytes(b"old")
    assert run(*words, "--force", cwd=tmp_path)[0] == 0
    assert (tmp_path / "w.txt").read_bytes() == data
    assert os.listdir(tmp_path) == ["w.txt"]


@pytest.mark.parametrize(("mode", "said"), [(0o600, "True"), (0o644, "False")])
def test_it_sees_who_can_read_a_file(tmp_path: Path, mode: int, said: str) -> None:
    """Wine makes the access list of a file from its mode, and has no rights to inherit."""
    (tmp_path / "a.txt").touch()
    (tmp_path / "a.txt").chmod(mode)
    program = (
        "import os; from kickcheck import atomic_write; "
        "print(atomic_write._is_private(os.open('a.txt', os.O_WRONLY)))"
    )
    assert wine("-c", program, cwd=tmp_path) == (0, f"{said}\r\n", "")


@pytest.mark.parametrize("name", ["NUL.txt", "CON.html", "a?.txt", "a:b.txt", "no/such.txt"])
def test_a_name_that_windows_does_not_allow_is_refused(tmp_path: Path, name: str) -> None:
    ended, out, err = run("topic", "withdrawal", "-o", name, cwd=tmp_path)
    assert (ended, out) == (73, "")
    assert err.count("\n") == 1
    assert not os.listdir(tmp_path)


def test_a_result_is_saved(tmp_path: Path) -> None:
    ended, out, err = run("assess", "-o", "result.json", stdin=b"n\n" * 60, cwd=tmp_path)
    assert (ended, out) == (0, "")
    assert "Saved as result.json" in err
    assert json.loads((tmp_path / "result.json").read_bytes())["answers"]["control"] == "no"


# --- a console ---------------------------------------------------------------------------------


def test_a_conversation_uses_the_alternate_screen_and_leaves_nothing(console: Console) -> None:
    child = console("-m", "kickcheck", "assess")
    child.expect_exact(ENTER_ALTERNATE)
    for prompt, line in (
        ("Enter to begin:", "US"),
        ("Enter to begin:", ""),
        (QUESTION, "y"),
        (QUESTION, "q"),
        ("Stop now?", "y"),
        ("nothing was counted", "q"),
    ):
        child.expect_exact(prompt)
        enter(child, line)
    child.expect_exact(LEAVE_ALTERNATE)
    assert code(child) == 0
    assert not visible(child).strip()


def test_every_question_can_be_answered_and_the_summary_saved(
    console: Console, tmp_path: Path
) -> None:
    child = console("-m", "kickcheck", "assess", "--section", "dependence", "--keep")
    for prompt, line in (
        ("Enter to begin:", ""),
        (QUESTION, "y"),
        (QUESTION, "u"),
        ("o saves it", "o"),
        ("Who else could see the file?", '"my file.txt"'),
        ("Saved as my file.txt", "q"),
    ):
        while child.expect_exact([prompt, "Enter for more", "Enter for the summary"]):
            enter(child, "")
        enter(child, line)
    assert code(child) == 0
    assert b"1 to 2 of 2" in (tmp_path / "my file.txt").read_bytes().replace(b"\n", b" ")


def test_ctrl_c_ends_a_conversation_silently(console: Console) -> None:
    child = console("-m", "kickcheck", "assess", "--keep")
    child.expect_exact("Enter to begin:")
    enter(child, "")
    child.expect_exact(QUESTION)
    child.sendcontrol("c")
    enter(child, "")  # Wine wakes a program that waits for a line only then
    assert code(child) == 130
    assert not visible(child).partition("keys:")[2].strip("\r\n ^C")


def test_a_page_is_unicode_in_the_code_page_of_a_console(console: Console) -> None:
    child = console("-m", "kickcheck", "topic", "withdrawal", "--no-pager")
    assert code(child) == 0
    for character in "─•█":
        assert character in visible(child)
    assert "Γ" not in visible(child)


def test_a_page_is_shown_part_by_part(console: Console) -> None:
    child = console("-m", "kickcheck", "emergency", rows=24)
    child.expect_exact(ENTER_ALTERNATE)
    child.expect_exact("Enter for more")
    enter(child, "q")
    child.expect_exact(LEAVE_ALTERNATE)
    assert code(child) == 0


MODES = """
import ctypes, os, msvcrt, subprocess, sys
def modes():
    found = []
    for name in ("CONIN$", "CONOUT$"):
        descriptor, mode = os.open(name, os.O_RDWR), ctypes.c_uint()
        handle = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor))
        ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(mode))
        os.close(descriptor)
        found.append(mode.value)
    return found
before = modes()
ended = subprocess.run([sys.executable, "-m", "kickcheck", *sys.argv[1:]]).returncode
print(f"ended-{ended}-modes-{before == modes()}-codes-{before[1] & 4}")
"""


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("topic withdrawal --no-pager", ()),
        ("assess", ("Enter to begin:", "q", "Stop now?", "y", "nothing was counted", "q")),
        ("assess --plain", ("Enter to begin:", "q", "Stop now?", "y", "Enter closes", "")),
    ],
)
def test_the_modes_of_a_console_are_put_back(
    console: Console, words: str, lines: tuple[str, ...]
) -> None:
    child = console("-c", MODES, *words.split())
    for prompt, line in zip(lines[::2], lines[1::2], strict=True):
        child.expect_exact(prompt)
        enter(child, line)
    child.expect_exact("ended-0-modes-True-codes-0")
    assert code(child) == 0


def test_a_console_that_is_dumb_gets_plain_lines(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    child = console("-m", "kickcheck", "emergency")
    assert code(child) == 0
    assert "1. Wake them." in visible(child)
    assert "•" not in visible(child)
