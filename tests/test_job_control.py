"""A shell that stops the program, brings it back, or starts it in the background."""

import os
import re
import signal
from collections.abc import Iterator

import pexpect
import pytest

from cli_runner import (
    KICKCHECK,
    TIMEOUT_SECONDS,
    Terminal,
    default_signals,
    environment,
    unread,
)
from kickcheck.screen.linear_screen import line_mode

QUESTION = "Have you had a break"
LEAVE = "\x1b[?1049l"
PROMPT = "ready> "


class Shell:
    """An interactive bash on a pseudo-terminal, with job control."""

    def __init__(self) -> None:
        self.child = pexpect.spawn(
            "/bin/bash",
            ["--norc", "--noprofile", "-i"],
            env=environment(PS1=PROMPT, HISTFILE=None),
            dimensions=(24, 80),
            timeout=TIMEOUT_SECONDS,
            encoding="utf-8",
            preexec_fn=default_signals,
        )
        self.child.delaybeforesend = None
        self.wait_for(PROMPT)

    def wait_for(self, text: str) -> str:
        """Wait for a text; return what came before it."""
        self.child.expect_exact(text)
        return self.child.before or ""

    def type(self, line: str, then: str) -> str:
        """Type a line and Enter, and wait for a text; return what came before it."""
        self.child.send(f"{line}\r")
        return self.wait_for(then)

    def job(self) -> int:
        """Return the process id of the program."""
        return int(re.findall(r"\d+", self.type("jobs -p", PROMPT))[0])


@pytest.fixture
def shell() -> Iterator[Shell]:
    """Return a shell, and close it afterwards."""
    opened = Shell()
    yield opened
    opened.child.close(force=True)


def at_the_first_question(shell: Shell) -> int:
    """Start a conversation and go to its first question; return its process id."""
    shell.type(f"{KICKCHECK} assess --country US", "Enter to begin")
    shell.type("", QUESTION)
    group = os.tcgetpgrp(shell.child.child_fd)
    assert group != shell.child.pid
    return group


@pytest.mark.parametrize("name", ["SIGTSTP", "SIGTTIN", "SIGTTOU"])
def test_a_stop_hides_the_question_and_fg_shows_it_again(shell: Shell, name: str) -> None:
    os.kill(at_the_first_question(shell), getattr(signal, name))
    shell.wait_for(LEAVE)
    assert QUESTION not in shell.wait_for(PROMPT)
    shell.type("fg", QUESTION)
    shell.type("n", "question 2 of")


def test_after_a_stop_that_cannot_be_handled_fg_paints_the_question_anew(shell: Shell) -> None:
    os.kill(at_the_first_question(shell), signal.SIGSTOP)
    shell.wait_for(PROMPT)
    shell.type("echo over the question", PROMPT)
    shell.type("fg", QUESTION)
    shell.type("n", "question 2 of")


@pytest.mark.parametrize("options", ["", " --plain"])
def test_in_the_background_nothing_is_painted_until_it_is_brought_back(
    shell: Shell, options: str
) -> None:
    shell.type(f"{KICKCHECK} assess --country US{options} &", PROMPT)
    seen = shell.type("wait; jobs", "Stopped")
    assert "\x1b[?1049h" not in seen
    assert "private check" not in seen
    shell.wait_for(PROMPT)
    shell.type("fg", "Enter to begin")
    shell.type("", QUESTION)


def test_in_the_background_it_stops_again_and_can_be_killed(shell: Shell) -> None:
    job = at_the_first_question(shell)
    shell.child.send("\x1a")
    shell.wait_for(PROMPT)
    shell.type("bg", PROMPT)
    assert QUESTION not in shell.type("wait; jobs", "Stopped")
    shell.wait_for(PROMPT)
    ended = f"while kill -0 {job}; do sleep 0.05; done 2>/dev/null"
    seen = shell.type(f"kill %1; {ended}; echo go''ne", "gone")
    assert QUESTION not in seen


ENDING = sorted(
    signal.valid_signals()
    - set(range(signal.SIGRTMIN + 1, signal.SIGRTMAX))
    - {
        getattr(signal, f"SIG{name}")
        for name in (
            "KILL", "STOP", "TSTP", "TTIN", "TTOU", "CONT", "CHLD", "URG", "WINCH",
            "SEGV", "BUS", "FPE", "ILL", "PIPE", "XFSZ",
        )
    }
)  # fmt: skip


@pytest.mark.parametrize("number", ENDING)
def test_every_signal_that_ends_it_takes_the_question_away(number: int) -> None:
    with Terminal("assess", "--country", "US") as shown:
        shown.wait_for("Enter to begin")
        shown.type("", QUESTION)
        os.kill(shown.child.pid or 0, number)
        assert shown.end() == 128 + number
        assert QUESTION not in shown.outside()
        assert LEAVE in shown.seen
        assert shown.after == shown.before


def test_what_was_typed_ahead_in_plain_mode_does_not_reach_the_shell() -> None:
    terminal, follower = os.openpty()
    with line_mode(follower):
        os.write(terminal, b"a secret\n")
        while not unread(follower):
            pass
    assert unread(follower) == 0
