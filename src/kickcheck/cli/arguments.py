"""The command line as it was typed, put into the form that Typer expects."""

from collections.abc import Collection, Sequence

from kickcheck import last_resort
from kickcheck.frozen import Frozen

MIN_SIMILARITY = 0.75
"""How similar to "emergency" or "overdose" a word must be to count as one (difflib's ratio)."""


class Line(Frozen):
    """A command line. `is_guess`: its first word is only similar to a word for an emergency."""

    arguments: tuple[str, ...]
    is_guess: bool = False

    @property
    def command(self) -> str:
        """The name of the command, or an empty string."""
        return self.arguments[0] if self.arguments else ""

    @property
    def shows_steps(self) -> bool:
        """Whether the overdose steps are shown even if the rest of the line is wrong."""
        return self.command == last_resort.EMERGENCY


def read(typed: Sequence[str], commands: Collection[str], with_value: Collection[str]) -> Line:
    """Return a command line with its command first, and aliases replaced by command names.

    Args:
        typed: the words after the name of the program.
        commands: the names of the commands.
        with_value: the options that take the next word as their value.

    """
    first, *rest = words = _command_first(typed, with_value) or [""]
    if first in commands:
        return Line(tuple(words))
    if first in last_resort.ALIASES:
        return Line((last_resort.EMERGENCY, *rest))
    if first == "help":
        return Line((*rest, "--help"))
    if _looks_like_an_emergency(first):
        return Line((last_resort.EMERGENCY, *rest), is_guess=True)
    return Line(tuple(typed))


def value(arguments: Sequence[str], option: str) -> str | None:
    """Return the value of an option, or None; the rest of the line may be wrong."""
    for at, word in enumerate(arguments):
        if word == option and at + 1 < len(arguments):
            return arguments[at + 1]
        if word.startswith(f"{option}="):
            return word.removeprefix(f"{option}=")
    return None


def _command_first(typed: Sequence[str], with_value: Collection[str]) -> list[str]:
    """Return the words with any options before the command moved behind it."""
    at = 0
    while at < len(typed) and typed[at].startswith("-") and typed[at] not in ("-V", "--version"):
        if _looks_like_an_emergency(typed[at]):
            break
        at += 2 if typed[at] in with_value else 1
    return [*typed[at : at + 1], *typed[:at], *typed[at + 1 :]]


def _looks_like_an_emergency(word: str) -> bool:
    bare = word.strip("-!?.").casefold()
    if bare in last_resort.ALIASES:  # "911!" and "OD"
        return True
    if len(bare) < len("emer"):
        return False
    if bare.startswith("emer"):
        return True
    import difflib

    known = (last_resort.EMERGENCY, last_resort.ALIASES[0])
    return bool(difflib.get_close_matches(bare, known, cutoff=MIN_SIMILARITY))
