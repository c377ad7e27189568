"""What a conversation needs of the place that it is held in."""

from typing import Protocol

from kickcheck.model import Page


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

    def ask(self, prompt: str, status: str) -> str:
        """Return a line typed below the page.

        Raises:
            InputEnded: there are no more lines.
            InputUnusable: there is something else than lines.

        """
