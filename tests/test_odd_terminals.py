"""Terminals that another program left in a bad state, and redirected errors."""

import json
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from cli_runner import KICKCHECK, TIMEOUT_SECONDS, Terminal, bare, environment, left_by_another
from expected_cards import SAFETY

FIRST, SECOND = (f"question {number} of {len(SAFETY)}" for number in (1, 2))
TOLERANCE = "Tolerance is lower after a break"
GENERAL = "For any overdose, now or later"
USUAL = "sane"  # nothing is wrong
BROKEN = "-icrnl -icanon -echo"
MODES = ["-icrnl", BROKEN, "raw -echo", "igncr", "-icrnl inlcr", "-icanon -isig min 0"]
SCREENS = [[], ["--keep"], ["--plain"]]
on_each_screen = pytest.mark.parametrize("options", SCREENS, ids=["full", "keep", "plain"])


@on_each_screen
@pytest.mark.parametrize("modes", MODES)
def test_enter_and_ctrl_c_work_however_a_terminal_was_left(modes: str, options: list[str]) -> None:
    with left_by_another(modes, "assess", *options) as shown:
        assert shown.before != Terminal("--version").before
        shown.wait_for("Enter to begin")
        shown.type("", FIRST)
        shown.press("nope")
        shown.wait_for("nope")  # typed text is visible
        shown.type("", SECOND)
        shown.press("\x03")
        assert shown.end() == 130
        assert shown.after == shown.before


ENDINGS = {
    "q": 0, "Ctrl-D": 3, "nonsense": 2, "Ctrl-C": 130, "SIGTERM": 143, "SIGHUP": 129,
}  # fmt: skip


def end(shown: Terminal, ending: str) -> None:
    """End a conversation at its first question."""
    match ending:
        case "q":
            shown.type("q", "Stop now?")
            shown.type("y")
        case "nonsense":
            for _ in range(20):
                shown.type("banana")
        case "Ctrl-C" | "Ctrl-D":
            shown.press({"Ctrl-C": "\x03", "Ctrl-D": "\x04"}[ending])
        case _:
            shown.kill(signal.Signals[ending])


@on_each_screen
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_restores_the_terminal(ending: str, options: list[str]) -> None:
    with left_by_another(BROKEN, "assess", *options) as shown:
        shown.wait_for("Enter to begin")
        shown.type("", FIRST)
        assert shown.attributes() != shown.before
        end(shown, ending)
        if ENDINGS[ending] < 10:
            shown.wait_for("Before you go")
            shown.type("q" if options else "k")
        assert shown.end() == ENDINGS[ending]
        assert shown.after == shown.before


def test_the_end_of_a_conversation_restores_the_terminal() -> None:
    with left_by_another(BROKEN, "assess", "--section", "dependence", "--keep") as shown:
        shown.wait_for("Enter to begin")
        shown.type("", "question 1 of")
        shown.type("n", "question 2 of")
        shown.type("n", "Enter for the summary")
        shown.type("", "Your summary")
        shown.type("q")
        assert shown.end() == 0
        assert shown.after == shown.before


@on_each_screen
def test_the_terminal_is_restored_while_the_program_is_suspended(options: list[str]) -> None:
    run = 'set -m; "$@"; echo =stopped=; read -r; fg; echo code=$?'
    with left_by_another(BROKEN, "assess", *options, run=run) as shown:
        shown.wait_for("Enter to begin")
        shown.type("", FIRST)
        shown.press("\x1a")
        shown.wait_for("=stopped=")
        assert shown.attributes() == shown.before
        shown.press("\n")
        shown.wait_for_other_attributes()
        shown.type("n", SECOND)
        shown.press("\x03")
        shown.wait_for("code=130")
        shown.end()
        assert shown.after == shown.before


def test_answers_that_are_typed_are_read_to_their_end_however_a_terminal_was_left() -> None:
    with left_by_another("-icanon min 0", "assess", "--answers", "-", "--json") as shown:
        shown.wait_for_other_attributes()
        shown.press("control: yes\rless-time: no\r\x04")
        shown.wait_for('"control": "yes"')
        assert shown.end() == 0
        assert '"less-time": "no"' in shown.seen
        assert shown.after == shown.before


KILLED = "kill %1; while kill -0 $!; do sleep 0.05; done 2>/dev/null; wait $!; echo code=$?"


@pytest.mark.parametrize("modes", [USUAL, BROKEN])
def test_in_the_background_it_changes_no_terminal_and_ends_on_a_signal(modes: str) -> None:
    until_stopped = 'until [ "$(jobs -ps)" ]; do sleep 0.05; done'
    run = f'set -m; "$@" & {until_stopped}; echo =stopped=; {KILLED}'
    with left_by_another(modes, "assess", run=run) as shown:
        shown.wait_for("=stopped=")
        assert "Enter" not in shown.seen
        shown.wait_for("code=143")
        shown.end()
        assert shown.after == shown.before


# --- redirected errors -------------------------------------------------------------------------


@on_each_screen
@pytest.mark.parametrize("errors", ["2>/dev/null", "2>err.log", "2>&-"])
def test_the_conversation_is_seen_wherever_the_errors_go(
    errors: str, options: list[str], tmp_path: Path
) -> None:
    (tmp_path / "err.log").touch()
    with Terminal("assess", *options, through=f'exec "$@" {errors}', cwd=tmp_path) as shown:
        shown.wait_for("Enter to begin")
        shown.type("", FIRST)
        shown.type("y", SECOND)
        shown.type("y", TOLERANCE)
        if options:
            shown.wait_for("Enter to go on")
        shown.press("\x03")
        assert shown.end() == 130
        assert ("\x1b[?1049h" in shown.seen) is not bool(options)
        if not options:
            assert shown.outside().strip() in ("", "^C")
    assert (tmp_path / "err.log").read_text() == ""


def test_an_early_end_is_reported_on_the_terminal_not_in_the_error_file(
    tmp_path: Path,
) -> None:
    through = 'exec "$@" 2>err.log'
    with Terminal("assess", "--json", "--keep", through=through, cwd=tmp_path) as shown:
        shown.wait_for("Enter to begin")
        shown.type("", FIRST)
        shown.type("q", "Stop now?")
        shown.type("y", GENERAL)
        shown.type("q")
        assert shown.end() == 0
    assert (tmp_path / "err.log").read_text() == ""


def test_with_the_result_in_a_file_too_the_questions_are_still_seen(tmp_path: Path) -> None:
    through = 'exec "$@" >result.json 2>err.log'
    with Terminal(
        "assess", "--json", "--section", "dependence", through=through, cwd=tmp_path
    ) as shown:
        shown.wait_for("Enter to begin")
        shown.type("", "question 1 of")
        shown.type("n", "question 2 of")
        shown.type("y", "Enter for the summary")
        shown.type("")
        assert shown.end() == 0
    assert json.loads((tmp_path / "result.json").read_text())["answers"]["withdrawal"] == "yes"
    assert (tmp_path / "err.log").read_text() == ""


def test_a_conversation_that_nobody_could_see_is_refused() -> None:
    """The input is a terminal, but no output is, and the process has no terminal."""
    master, follower = pty.openpty()
    done = subprocess.run(
        [KICKCHECK, "assess"],
        stdin=follower,
        capture_output=True,
        text=True,
        env=environment(),
        start_new_session=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    os.close(master)
    os.close(follower)
    assert (done.returncode, done.stdout) == (2, "")
    assert bare(done.stderr).startswith("The questions would not be visible.")
    assert done.stderr.count("\n") == 1
