"""Makes the prerendered files of a wheel, in kickcheck/built/, which shorten the start.

They are made when a wheel is built. `kickcheck check` makes them again and compares.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

from kickcheck import prerendered

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from kickcheck.content.files import Problem

_ENVIRONMENTS = {
    "plain": {"TERM": "dumb"},
    "bold": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "colour": {"TERM": "xterm-256color"},
}


def files() -> dict[str, bytes]:
    """Return the files by name: the bundled content, and each page that never changes."""
    from kickcheck import content
    from kickcheck.content import bundle

    found = {content.BUNDLE: bundle.encode(content.bundled())}
    for style, environ in _ENVIRONMENTS.items():
        for words in _lines():
            name = "_".join(["kickcheck", *words])
            found[f"{name}.{style}.txt"] = _printed(words, environ)
    return {name: prerendered.encode(text) for name, text in found.items()}


def problems() -> "list[Problem]":
    """Compare the files in the package with what the program makes now.

    A checkout has none, and there is nothing to compare.
    """
    from importlib.resources import files as packaged

    from kickcheck.content.files import Problem

    folder = packaged("kickcheck") / os.path.basename(prerendered.FOLDER)
    if not folder.is_dir():
        return []
    made = files()
    present = {path.name for path in folder.iterdir()}
    found = []
    for name in sorted(made.keys() | present):
        if name not in present:
            what = "is missing"
        elif name not in made:
            what = "does not belong here"
        elif _bytes(folder / name) != made[name]:
            what = "differs from what kickcheck prints"
        else:
            continue
        found.append(Problem(f"{folder.name}/{name}", 0, f"{what}: install kickcheck again"))
    return found


def _bytes(path: "Traversable") -> bytes | None:
    try:
        return path.read_bytes()
    except Exception:  # a damaged zip file has its own kinds of error
        return None


def _lines() -> list[list[str]]:
    """Return the arguments of every command line whose output never changes."""
    from kickcheck import content
    from kickcheck.cli.app import app

    topics = content.bundled().topics
    pages = [[], ["topic"], ["emergency"], *(["topic", name] for name in topics)]
    commands = [[], *([str(command.name)] for command in app.registered_commands)]
    lines = [["--version"], *pages, *([*page, "--plain"] for page in pages)]
    return lines + [[*command, option] for command in commands for option in ("-h", "--help")]


class _Terminal(TextIOWrapper):
    """A stream in memory that claims to be a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def _printed(words: list[str], environ: dict[str, str]) -> str:
    """Run the program in an environment, and return what it prints."""
    from kickcheck.cli.app import run

    printed = BytesIO()
    terminal = _Terminal(printed, encoding="utf-8", newline="")
    with _process_state(words, environ, terminal):
        try:
            run()
        except SystemExit as end:
            if end.code != 0:
                raise RuntimeError(f"{words} ended in {end.code}") from end
    terminal.flush()
    return printed.getvalue().decode()


@contextmanager
def _process_state(
    words: list[str], environ: dict[str, str], terminal: TextIOWrapper
) -> Iterator[None]:
    """Set the arguments, the environment and the terminal; restore them afterwards."""
    before = dict(os.environ), sys.argv, sys.__stdout__, sys.__stdin__
    try:
        os.environ.clear()
        os.environ.update(environ, COLUMNS="80")
        sys.argv, sys.__stdout__ = ["kickcheck", *words], terminal  # type: ignore[misc]
        sys.__stdin__ = None  # type: ignore[misc]  # nobody turns pages
        yield
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        sys.argv, sys.__stdout__, sys.__stdin__ = before[1:]  # type: ignore[misc]
