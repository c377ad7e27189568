"""What a conversation needs of a screen."""

from enum import Enum, auto
from typing import Protocol

from kickcheck.model import Page


class Awaits(Enum):
    """What a prompt awaits, whatever its words are."""

    ANSWER = auto()
    """An answer to a question."""
    DECISION = auto()
    """Yes or no to a section that is offered."""
    OTHER = auto()
    """Enter, a key or a name."""


class Screen(Protocol):
    """Where a conversation takes place."""

    waits: bool
    """Whether someone is there to press Enter."""
    full: bool
    """Whether nothing of the conversation stays behind."""
    plain: bool
    """Whether pages are drawn as plain lines."""

    def show(self, page: Page) -> None:
        """Show a page, in place of the last one where the screen can."""

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        """Return a line typed below the page.

        Args:
            prompt: stands before what is typed.
            status: stands at the foot of the screen, where it has one.
            awaits: what the prompt asks for.

        Raises:
            InputEnded: there are no more lines.
            InputUnusable: there is something else than lines.

        """
