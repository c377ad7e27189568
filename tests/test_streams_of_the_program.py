"""Closed, full or endless streams; signals at any time; no network and no unasked writing."""

import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli_runner import (
    KICKCHECK,
    TALL,
    TIMEOUT_SECONDS,
    UNMEASURED,
    Terminal,
    before_our_first_line,
    environment,
    interrupt,
    run,
)
from expected_cards import MAIN, RISKS

STRACE = shutil.which("strace")
UNSHARE = shutil.which("unshare")
COMMANDS = (
    "",
    "--help",
    "--version",
    "topic",
    "topic relapse",
    "emergency",
    "contacts",
    "assess -h",
)


def shell(line: str, cwd: Path | None = None) -> tuple[int, str, str]:
    """Run a line of bash in which `kickcheck` is ours; return code, output and errors."""
    done = subprocess.run(
        ["bash", "-c", f'set -o pipefail; kickcheck() {{ {KICKCHECK} "$@"; }}; {line}'],
        env=environment(),
        capture_output=True,
        cwd=cwd,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode()


# --- streams ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("out", [">&-", ">/dev/full"])
def test_output_that_is_lost_never_ends_in_0(command: str, out: str) -> None:
    code, _, errors = shell(f"kickcheck {command} {out}")
    assert code == 74
    assert errors.startswith("The output could not be written.")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("command", ["topic overdose --json", "topic", "assess --answers -"])
def test_a_closed_pipe_prints_no_error(command: str) -> None:
    given = 'echo "control: yes" |' if "answers" in command else ""
    code, _, errors = shell(f"{given} kickcheck {command} | head -c1")
    assert errors == ""
    assert code in (0, 141)  # a short page fits the pipe before the reader goes


def test_a_closed_stderr_does_not_affect_the_result() -> None:
    assert shell("kickcheck emergency 2>&-")[:2] == (0, run("emergency").out)
    assert shell("kickcheck topic nonsense 2>&-")[0] == 2
    assert shell("kickcheck --nonsense 2>/dev/full")[0] == 2


def test_a_closed_stdin_is_the_end_of_input() -> None:
    code, out, errors = shell("kickcheck assess <&-")
    assert code == 3
    assert "For any overdose, now or later" in out
    assert "Traceback" not in errors
    assert shell("kickcheck assess <&- >&- 2>&-")[0] == 74
    assert shell("kickcheck emergency <&- >&- 2>&-")[0] == 74
    code, out, errors = shell("kickcheck assess --answers - <&-")
    assert (code, out) == (66, "")
    assert errors == "The standard input cannot be read. Name a file, or - for input.\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("yes y | kickcheck assess", 0),
        ("yes banana | kickcheck assess", 2),
        ("yes '' | kickcheck assess", 2),
        ("kickcheck assess < /dev/zero", 2),
        ("head -c 10000000 /dev/zero | tr '\\0' y | kickcheck assess", 3),
        ("(echo n; head -c 10000000 /dev/zero | tr '\\0' y; echo; echo n) | kickcheck assess", 3),
        ("kickcheck assess < /dev/null", 3),
        ("kickcheck assess < /dev/urandom", 2),
    ],
)
def test_nonsense_or_endless_input_ends_in_bounded_memory(line: str, code: int) -> None:
    ended, out, errors = shell(f"ulimit -v 1000000; {line} || exit $?")
    if line.startswith("yes "):
        # `yes` is killed by the closed pipe; with pipefail its code would count.
        ended, out, errors = shell(f"set +o pipefail; {line}")
    assert ended == code
    assert "Traceback" not in errors
    assert len(errors) < 200_000
    assert "For any overdose, now or later" in out or "all day" in out or code == 0


def test_answers_are_accepted_however_they_are_typed() -> None:
    typed = "\ufeffYES\r\n  no \r\nSkip\r\nNot  Sure\r\nｙ\r\nS\r\n"
    ran = run("assess", "--json", "--section", "safety", stdin=typed)
    assert ran.code == 0
    for name, word in (
        ("recent-break", "yes"), ("may-use", "no"), ("alone", "skip"), ("mixing", "unsure"),
        ("naloxone", "yes"), ("past-overdose", "skip"),
    ):  # fmt: skip
        assert f'"{name}": "{word}"' in ran.out
    cyrillic = run("assess", "--section", "safety", stdin="у\nуes\n")
    assert cyrillic.code == 3
    assert "question 2 of" not in cyrillic.err


# --- colour ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "coloured", "escapes"),
    [
        ({}, True, True),
        ({"NO_COLOR": "1"}, False, True),
        ({"CLICOLOR": "0"}, False, True),
        ({"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, True, True),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, False, True),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, False, False),
        ({"TERM": None}, False, False),
        ({"ACCESSIBLE": "1"}, False, False),
        ({"TERM": "no-such-terminal"}, True, True),
        ({"TERM": "linux"}, True, True),
        ({"TERM": "vt100"}, True, True),
    ],
    ids=str,
)
def test_colour_and_escape_codes_are_as_the_environment_asks(
    environ: dict[str, str | None], coloured: bool, escapes: bool
) -> None:
    with Terminal("topic", "withdrawal", rows=TALL, **environ) as shown:  # type: ignore[arg-type]
        assert shown.end() == 0
        assert bool(re.search(r"\x1b\[(?:\d+;)*3\d", shown.seen)) is coloured
        assert ("\x1b" in shown.seen) is escapes


def test_a_pipe_gets_no_escape_code_even_when_colour_is_forced() -> None:
    for environ in ({"FORCE_COLOR": "1"}, {"CLICOLOR_FORCE": "1"}):
        assert "\x1b" not in run("topic", "withdrawal", **environ).out  # type: ignore[arg-type]


def test_plain_mode_never_moves_the_cursor_and_puts_the_answer_first() -> None:
    with Terminal("assess", "--plain", "--section", "dependence") as shown:
        shown.wait_for("Enter to begin")
        shown.type("", "question 1 of")
        shown.type("y", "question 2 of")
        shown.type("r", "Change which?")
        assert "1. Yes: " in shown.seen
        shown.type("", "question 2 of")
        shown.type("n", "Enter for the summary")
        shown.type("")
        shown.read_until("You said yes to 1 of 2.")
        shown.type("q")
        assert shown.end() == 0
        assert "\x1b" not in shown.seen
        assert not re.search("[\u2500-\u259f]", shown.seen)


# --- signals ---------------------------------------------------------------------------------

SIGNALS = {
    signal.SIGINT: 130,
    signal.SIGTERM: 143,
    signal.SIGHUP: 129,
    signal.SIGQUIT: 131,
}


STOPS: dict[str, list[str]] = {
    "first screen": [],
    "question": [""],
    "second question": ["", "y"],
    "urgent card": ["", "y", "y"],
    "why": ["", "w"],
    "review": ["", "n", "r"],
    "emergency steps": ["", "e"],
    "leaving": ["", "q"],
    "offer": ["", "skip all", "skip all", "skip all"],
    "after the last question": ["", *["skip all"] * 5],
    "summary": ["", *["skip all"] * 5, ""],
}


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("lines", STOPS.values(), ids=STOPS)
def test_a_signal_at_any_step_ends_silently_and_restores_the_terminal(
    number: signal.Signals, lines: list[str], tmp_path: Path
) -> None:
    with Terminal("assess", "--country", "US", cwd=tmp_path) as shown:
        shown.wait_for("Enter to begin")
        for line in lines:
            shown.type(line, "911")
        shown.kill(number)
        assert shown.end() == SIGNALS[number]
        assert shown.outside().strip() == ""
        assert shown.seen.count("\x1b[?1049h") == shown.seen.count("\x1b[?1049l") == 1
        assert shown.seen.rstrip().endswith("\x1b[?1049l") or "\x1b[?1049l" in shown.seen[-60:]
        assert shown.after == shown.before
    assert not list(tmp_path.iterdir()), "a core file"


@pytest.mark.parametrize("lines", STOPS.values(), ids=STOPS)
def test_suspending_at_any_step_leaves_the_screen_and_resuming_repaints_it(
    lines: list[str],
) -> None:
    with Terminal("assess", "--country", "US") as shown:
        shown.wait_for("Enter to begin")
        for line in lines:
            shown.type(line, "911")
        shown.kill(signal.SIGTSTP)
        shown.wait_for("\x1b[?1049l")
        shown.kill(signal.SIGCONT)
        shown.wait_for("\x1b[?1049h")
        shown.wait_for("911")
        shown.press("\x03")
        assert shown.end() == 130
        assert shown.outside().strip() in ("", "^C")


@pytest.mark.parametrize("since", range(0, 400, 40))
def test_an_early_interrupt_never_shows_a_traceback_or_a_stuck_screen(since: int) -> None:
    """From the start on; before our first line, Python may print a message."""
    # In smaller steps while the program starts.
    for delay in range(since, since + 40, 4 if since < 200 else 10):
        with Terminal("assess", started=True, **UNMEASURED) as shown:
            interrupt(shown, delay / 1000)
            code = shown.end()
            assert "\x1b[?1049h" not in shown.seen or "\x1b[?1049l" in shown.seen
            if not before_our_first_line(shown.outside()):
                assert code == 130
                assert shown.outside().strip() == ""


def test_a_window_of_one_cell_and_back_again_loses_nothing() -> None:
    with Terminal("assess", "--country", "US") as shown:
        shown.wait_for("Enter to begin")
        for size in ((1, 1), (3, 5), (200, 300), (24, 80)):
            shown.child.setwinsize(*size)
            time.sleep(0.05)
        shown.type("", "question 1 of")
        shown.child.setwinsize(1, 1)
        time.sleep(0.05)
        shown.child.setwinsize(24, 80)
        shown.type("n", "question 2 of")
        shown.press("\x03")
        assert shown.end() == 130


# --- no network, no writing --------------------------------------------------------------------

EVERY_COMMAND: list[list[str]] = [
    ["topic", "withdrawal"], ["topic"], ["emergency"], ["contacts"], ["check"], ["--help"], [],
    ["assess", "--answers", "-", "--json"], ["assess"],
]  # fmt: skip
TRACED = "trace=%network,execve,open,openat,creat,mkdir,unlink,rename"


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
@pytest.mark.parametrize("arguments", EVERY_COMMAND, ids=" ".join)
def test_no_socket_no_other_program_and_no_file_opened_for_writing(
    arguments: list[str], tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    given = b"control: yes\n" if "--answers" in arguments else b"n\n" * 20
    subprocess.run(
        [str(STRACE), "-f", "-qq", "-e", TRACED, "-o", str(trace), sys.executable, "-B",
         KICKCHECK, *arguments],
        input=given, env=environment(**UNMEASURED), capture_output=True, check=False, cwd=tmp_path,
        timeout=120,
    )  # fmt: skip
    calls = trace.read_text().splitlines()
    assert any("kickcheck" in call and "openat(" in call for call in calls), "nothing was traced"
    for call in calls:
        name = re.sub(r"^\d+ +", "", call).split("(")[0]
        assert name not in ("socket", "connect", "sendto", "bind", "creat", "mkdir", "unlink"), call
        if name in ("open", "openat"):
            assert not re.search(r"O_WRONLY|O_RDWR|O_CREAT", call) or "/dev/" in call, call
    assert sum("execve(" in call and "= 0" in call for call in calls) == 1


@pytest.mark.skipif(UNSHARE is None, reason="unshare is not installed")
@pytest.mark.parametrize("arguments", EVERY_COMMAND, ids=" ".join)
def test_without_any_network_the_output_is_the_same(arguments: list[str]) -> None:
    given = b"control: yes\n" if "--answers" in arguments else b"n\n" * 20
    done = subprocess.run(
        [str(UNSHARE), "-rn", KICKCHECK, *arguments],
        input=given, env=environment(), capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout.decode()) == (0, run(*arguments, stdin=given).out)


AUDIT = """
import os, sys
BAD = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.",
       "os.remove", "os.rename", "os.mkdir")
def hook(event, args):
    writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event.startswith(BAD):
        os.write(2, f"AUDIT {event} {args}\\n".encode())
        os._exit(99)
sys.addaudithook(hook)
sys.dont_write_bytecode = True
sys.argv = ["kickcheck", "assess"]
from kickcheck.__main__ import main
main()
"""


def test_an_audit_of_a_whole_conversation_sees_no_connection_and_no_writing(tmp_path: Path) -> None:
    probe = tmp_path / "probe.py"
    probe.write_text(AUDIT)
    done = subprocess.run(
        [sys.executable, str(probe)],
        input=b"y\nu\n" + b"n\n" * (len(MAIN + RISKS) - 2),
        env=environment(**UNMEASURED),
        capture_output=True,
        check=False,
        timeout=TIMEOUT_SECONDS * 3,
    )
    assert b"AUDIT" not in done.stderr
    assert done.returncode == 0


def test_the_shell_history_cannot_contain_an_answer() -> None:
    help_text = run("assess", "--help").out
    for word in ("recent-break", "control", "childhood"):
        assert f"--{word}" not in help_text
