"""Completion in real shells, and the manual page."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pexpect
import pytest
import typer

from all_pages import CONTENT
from cli_runner import TIMEOUT_SECONDS, environment
from kickcheck.cli.app import app
from kickcheck.model import INTERNATIONAL
from wheels import wheel_of_sources

ROOT = Path(__file__).parents[1]
GROUP = typer.main.get_command(app)
COMMANDS = {command.name or "" for command in app.registered_commands}
COUNTRIES = set(CONTENT.countries) - {INTERNATIONAL}
SECTIONS = {section.id for section in CONTENT.questionnaire.sections}


def options(command: str) -> set[str]:
    parameters = GROUP.commands[command].params  # type: ignore[attr-defined]
    return {name for each in parameters for name in each.opts if name.startswith("--")}


COMPLETED = {
    "kickcheck ": COMMANDS | {"help"},
    "kickcheck con": {"contacts"},
    "kickcheck --pl": {"--plain"},
    "kickcheck --plain help ": COMMANDS,
    **{f"kickcheck {command} --": options(command) for command in sorted(COMMANDS)},
    "kickcheck topic ": set(CONTENT.topics),
    "kickcheck topic --country ": COUNTRIES,
    "kickcheck contacts ": COUNTRIES,
    "kickcheck assess --country=I": {"IE", "IN"},
    "kickcheck assess --demo ": set(CONTENT.demos) | {"list"},
    "kickcheck assess --section ": SECTIONS,
    "kickcheck emergency -o a-": {"a-file.html"},
    "kickcheck assess --answers a-": {"a-file.html"},
    "kickcheck check a-": {"a-file.html"},
}


@pytest.fixture(scope="module")
def share(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder share/ of the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(wheel_of_sources(folder)) as archive:
        archive.extractall(folder)
    (data,) = folder.glob("kickcheck-*.data/data/share")
    return data


class Shell:
    """A shell in a folder with one file, where running kickcheck leaves a trace."""

    def __init__(self, name: str, share: Path, folder: Path) -> None:
        program = shutil.which(name)
        if program is None:
            pytest.skip(f"{name} is not installed")
        self.name, self.program, self.share, self.folder = name, program, share, folder
        (folder / "a-file.html").touch()
        (folder / "bin").mkdir()
        self.trace = folder / "bin" / "trace"
        command = folder / "bin" / "kickcheck"
        command.write_text(f"#!/bin/sh\ntouch {self.trace}\n")
        command.chmod(0o755)
        self.environment = environment(
            HOME=str(folder), PATH=f"{folder}/bin:/usr/bin:/bin", TERM="dumb",
            XDG_DATA_DIRS=f"{share}:/usr/share",
        )  # fmt: skip

    def complete(self, line: str) -> set[str]:
        """Return the words that are offered for the end of a line."""
        if self.name == "fish":
            done = subprocess.run(
                [self.program, "-c", f"complete -C '{line}'"], cwd=self.folder,
                env=self.environment, capture_output=True, text=True, check=True, timeout=60,
            )  # fmt: skip
            offered = [row.partition("\t")[0] for row in done.stdout.splitlines()]
            return {word.rpartition("=")[2] for word in offered}
        return self._pressed_tab(line)

    def _pressed_tab(self, line: str) -> set[str]:
        if self.name == "bash":
            arguments = ["--norc", "--noprofile", "-i"]
            settings = "; ".join(
                [
                    "bind 'set enable-bracketed-paste off'",
                    "bind 'set completion-query-items 0'",
                    "bind 'set page-completions off'",
                    "bind 'set show-all-if-ambiguous on'",
                    f"source {self.share}/bash-completion/completions/kickcheck",
                ]
            )
        else:
            arguments = ["-f", "-i"]
            settings = "; ".join(
                [
                    f"fpath=({self.share}/zsh/site-functions $fpath)",
                    "autoload -Uz compinit",
                    "compinit -D -u",
                    "LISTMAX=1000",
                    "setopt auto_list no_auto_menu no_list_ambiguous",
                ]
            )
        child = pexpect.spawn(
            self.program, arguments, env=self.environment, cwd=self.folder,
            dimensions=(100, 200), timeout=TIMEOUT_SECONDS, encoding="utf-8",
        )  # fmt: skip
        try:
            child.sendline(f"{settings}; PS1='ready'': '")
            child.expect_exact("ready: ")
            child.send(f"{line}\t")
            # The shell answers a control key only when it has done with Tab.
            child.send("\x01#\x05\r")
            child.expect_exact("ready: ")
            shown = child.before or ""
        finally:
            child.close(force=True)
        return set(re.findall(r"[\w.-]+", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)))


@pytest.mark.parametrize("line", COMPLETED)
@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_tab_offers_what_the_program_knows_and_runs_nothing(
    name: str, line: str, share: Path, tmp_path: Path
) -> None:
    shell = Shell(name, share, tmp_path)
    assert COMPLETED[line] <= shell.complete(line)
    assert not shell.trace.exists()


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_tab_offers_no_topic_where_none_belongs(name: str, share: Path, tmp_path: Path) -> None:
    shell = Shell(name, share, tmp_path)
    for line in ("kickcheck emergency with", "kickcheck topic --search with"):
        assert "withdrawal" not in shell.complete(line)


def test_the_manual_page_has_every_word_and_no_fault(share: Path) -> None:
    if shutil.which("man") is None:
        pytest.skip("man is not installed")
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", str(share / "man" / "man1" / "kickcheck.1")],
        env=environment(MANWIDTH="80"), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    assert max(map(len, done.stdout.splitlines())) <= 80
    words = set(re.findall(r"[\w-]+", done.stdout))
    assert COMMANDS | {"help"} <= words
    assert {option for command in COMMANDS for option in options(command)} <= words
    assert set(CONTENT.topics) | COUNTRIES | SECTIONS | set(CONTENT.demos) <= words
    assert {"70", "141"} <= words
    assert "Type: kickcheck emergency" in done.stdout
