"""The files that a wheel carries in kickcheck/built/, so that nobody waits for them.

They are made when a wheel is built, and made again by `kickcheck check`, which compares the two.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from kickcheck import prerendered

if TYPE_CHECKING:
    from kickcheck.content.files import Problem

_ENVIRONMENTS = {
    "plain": {"TERM": "dumb"},
    "bold": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "colour": {"TERM": "xterm-256color"},
}


def files() -> dict[str, bytes]:
    """Return each file by name: the packed content, and every page that always prints the same."""
    from kickcheck import content
    from kickcheck.content import bundle

    found = {content.BUNDLE: bundle.pack(content.bundled())}
    for style, environ in _ENVIRONMENTS.items():
        for words in _lines():
            name = "_".join(["kickcheck", *words])
            found[f"{name}.{style}.txt"] = _printed(words, environ)
    return {name: prerendered.encode(text) for name, text in found.items()}


def problems(folder: Path = Path(prerendered.FOLDER)) -> "list[Problem]":
    """Compare the files of a folder with what the program makes of its content now.

    A checkout has no such folder, and then there is nothing to compare.
    """
    from kickcheck.content.files import Problem

    if not folder.is_dir():
        return []
    made = files()
    there = {path.name for path in folder.iterdir()}
    found = []
    for name in sorted(made.keys() | there):
        if name not in there:
            what = "is missing"
        elif name not in made:
            what = "does not belong there"
        elif _bytes(folder / name) != made[name]:
            what = "is not what kickcheck prints"
        else:
            continue
        found.append(Problem(f"{folder.name}/{name}", 0, f"{what}: install kickcheck again"))
    return found


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _lines() -> list[list[str]]:
    """Return the words of every line that always prints the same."""
    from kickcheck import content
    from kickcheck.cli.app import app

    topics = content.bundled().topics
    pages = [[], ["topic"], ["emergency"], *(["topic", name] for name in topics)]
    commands = [[], *([command.name or ""] for command in app.registered_commands)]
    lines = [["--version"], *pages, *([*page, "--plain"] for page in pages)]
    return lines + [[*command, option] for command in commands for option in ("-h", "--help")]


class _Terminal(TextIOWrapper):
    """Memory that the program takes for a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def _printed(words: list[str], environ: dict[str, str]) -> str:
    """Run the program in an environment; return what it prints."""
    from kickcheck.cli.app import run

    printed = BytesIO()
    terminal = _Terminal(printed, encoding="utf-8", newline="")
    with _as_started(words, environ, terminal):
        try:
            run()
        except SystemExit as end:
            if end.code != 0:
                raise RuntimeError(f"{words} ended in {end.code}") from end
    terminal.flush()
    return printed.getvalue().decode()


@contextmanager
def _as_started(
    words: list[str], environ: dict[str, str], terminal: TextIOWrapper
) -> Iterator[None]:
    """Give the program arguments, an environment and a terminal, and take them away again."""
    before = dict(os.environ), sys.argv, sys.__stdout__
    try:
        os.environ.clear()
        os.environ.update(environ, COLUMNS="80")
        sys.argv, sys.__stdout__ = ["kickcheck", *words], terminal  # type: ignore[misc]
        yield
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        sys.argv, sys.__stdout__ = before[1:]  # type: ignore[misc]
