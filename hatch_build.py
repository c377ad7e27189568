"""Draws beforehand what the program always prints alike, and packs its content, into a wheel.

The program itself is run for each line; nothing is written into the checkout.
"""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ENVIRONMENTS = {
    "plain": {"TERM": "dumb"},
    "bold": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "colour": {"TERM": "xterm-256color"},
}


class BuiltPages(BuildHookInterface[Any]):
    """Puts kickcheck/built/ into a wheel. An editable install goes without, only slower."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Draw into a folder that is deleted again once the wheel is there."""
        if self.target_name != "wheel" or version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        # A process of its own: other code of that name may be loaded here.
        here = Path(self.root)
        command = [sys.executable, "-B", str(here / "hatch_build.py"), str(here / "src")]
        subprocess.run([*command, self.folder.name], check=True)  # noqa: S603
        build_data["force_include"][self.folder.name] = "kickcheck/built"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Delete the folder."""
        if self.target_name == "wheel" and version != "editable":
            self.folder.cleanup()


class Paper(io.TextIOWrapper):
    """A file that the program takes for a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def draw(folder: Path) -> None:
    """Run the program for every line that always prints the same, in every style."""
    from kickcheck import cli, content, prerendered
    from kickcheck.content import packed

    found = content.bundled()
    text = packed.pack(found)
    (folder / content.PACKED).write_bytes(prerendered.encode(text))
    pages = [[], ["topic"], ["emergency"], *(["topic", name] for name in found.topics)]
    commands = [[], *([command.name or ""] for command in cli.app.registered_commands)]
    lines = [["--version"], *pages, *([*page, "--plain"] for page in pages)]
    lines += [[*command, option] for command in commands for option in ("-h", "--help")]
    for style, environ in ENVIRONMENTS.items():
        os.environ.clear()
        os.environ.update(environ, COLUMNS="80")
        for words in lines:
            name = "_".join(["kickcheck", *words])
            path = folder / f"{name}.{style}.txt"
            with open(path, "wb") as file:
                sys.__stdout__ = Paper(file, encoding="utf-8")  # type: ignore[misc]
                sys.argv = ["kickcheck", *words]
                try:
                    cli.run()
                except SystemExit as end:
                    if end.code != 0:
                        raise
            path.write_bytes(prerendered.encode(path.read_bytes().decode()))
        if style != "plain":
            first = folder / f"kickcheck_assess.{style}.txt"
            first.write_bytes(prerendered.encode(first_screen(colour=style == "colour")))


class Start:
    """A screen that takes a conversation's first page and prompt, and ends it."""

    waits = full = True
    plain = False

    def show(self, page: Any) -> None:
        """Take a page."""
        self.page = page

    def ask(self, prompt: str, status: str) -> str:
        """Take what stands below it."""
        from kickcheck.streams import InputEnded

        self.prompt, self.status = prompt, status
        raise InputEnded


def first_screen(*, colour: bool) -> str:
    """Begin a conversation, and return its first screen as drawn."""
    from kickcheck import content
    from kickcheck.interview import Interview
    from kickcheck.model import INTERNATIONAL, Page
    from kickcheck.pages.voice import Voice
    from kickcheck.render import joined, terminal
    from kickcheck.screen import first
    from kickcheck.session import Conversation

    def draw(page: Page | str, width: int) -> str:
        return joined(terminal.draw(page, width, colour=colour))

    found = content.bundled()
    voice, start = Voice(found, found.countries[INTERNATIONAL]), Start()
    Conversation(voice, start, Interview(found.questionnaire, ())).run()
    more = voice.wording.prompt_more
    return first.drawn(start.page, start.prompt, start.status, more, draw)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    draw(Path(sys.argv[2]))
