"""The interface of a screen, as a conversation uses it."""

from enum import Enum, auto
from typing import Protocol

from kickcheck.model import Page

Place = tuple[int, int]
"""A place in a page: a piece of it, and a line of the piece."""
START: Place = (0, 0)


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

    @property
    def place(self) -> Place:
        """The place in the page that is shown at the top."""

    def show(self, page: Page, place: Place = START) -> None:
        """Show a page from a place on, instead of the last page where the screen can."""

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        """Return a line typed below the page.

        Args:
            prompt: the text before the input; {part} and {parts} become the position in the page.
            status: the status line, shown only on a full screen.
            awaits: the kind of input that the prompt asks for.

        Raises:
            InputEnded: there are no more lines.
            InputUnusable: the input contains no lines.

        """

    def discard_typed_lines(self) -> None:
        """Discard what was typed before the next prompt."""
