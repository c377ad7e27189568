"""The interface of a screen, as a conversation uses it."""

from enum import Enum, auto
from typing import Protocol

from kickcheck.model import Page


class Awaits(Enum):
    """The kind of input that a prompt asks for."""

    ANSWER = auto()
    """An answer to a question."""
    DECISION = auto()
    """Yes or no to an offered section."""
    OTHER = auto()
    """Enter, a key or a file name."""


class Screen(Protocol):
    """Where a conversation takes place."""

    waits: bool
    """Whether someone is there to press Enter."""
    full: bool
    """Whether the conversation leaves nothing on the terminal."""
    plain: bool
    """Whether pages are rendered as plain lines."""

    def show(self, page: Page) -> None:
        """Show a page, in place of the last one where the screen can."""

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        """Return a line typed below the page.

        Args:
            prompt: the text before the input.
            status: the status line, shown only on a full screen.
            awaits: the kind of input that the prompt asks for.

        Raises:
            InputEnded: there are no more lines.
            InputUnusable: the input contains no lines.

        """
