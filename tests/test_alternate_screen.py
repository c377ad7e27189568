"""Which terminals have an alternate screen."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cli_runner import Terminal

ENTER = "\x1b[?1049h"


def uses_it(term: str, **environ: Any) -> bool:
    """Return whether the conversation uses the alternate screen."""
    with Terminal("assess", TERM=term, **environ) as shown:
        shown.wait_for("to begin:")
        return ENTER in shown.seen


@pytest.mark.parametrize(
    "term",
    [
        "alacritty", "alacritty-direct", "foot", "foot-extra", "ghostty", "tmux-256color",
        "wezterm", "xterm-256color", "xterm-ghostty", "xterm-kitty",
    ],
)  # fmt: skip
def test_a_terminal_that_people_have_is_known_without_its_terminfo_entry(
    term: str, tmp_path: Path
) -> None:
    assert uses_it(term, TERMINFO=str(tmp_path), TERMINFO_DIRS=str(tmp_path))


@pytest.mark.parametrize("term", ["linux", "vt100", "no-such-terminal", "screenless"])
def test_others_are_not_taken_for_one(term: str) -> None:
    assert not uses_it(term)


@pytest.mark.parametrize("term", ["screen", "screen-256color", "screen.xterm-256color"])
def test_gnu_screen_has_none_as_it_comes(term: str) -> None:
    assert not uses_it(term, STY="1234.pts-0.host")


def test_tmux_has_one_under_the_name_of_gnu_screen() -> None:
    assert uses_it("screen", TMUX="/tmp/tmux-0/default,1,0")


@pytest.mark.skipif(shutil.which("tic") is None, reason="needs tic")
def test_codes_that_only_clear_or_move_are_not_taken_for_one(tmp_path: Path) -> None:
    entry = tmp_path / "old.ti"
    entry.write_text("old,\n\tuse=vt100,\n\tsmcup=\\E[2J\\E[H, rmcup=\\E[24;1H\\E[K,\n")
    subprocess.run(["tic", "-o", str(tmp_path), str(entry)], check=True, timeout=60)
    assert os.listdir(tmp_path / "o") == ["old"]
    assert not uses_it("old", TERMINFO=str(tmp_path))
