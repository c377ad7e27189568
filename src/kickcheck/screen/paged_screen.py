"""What the screens have in common: a page is shown in parts, each with a prompt."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from kickcheck import console
from kickcheck.frozen import Frozen
from kickcheck.model import Page
from kickcheck.render import Drawing
from kickcheck.screen import pagination
from kickcheck.screen.line_reader import LineReader
from kickcheck.session.screen_protocol import START, Awaits, Place

_MAX_PARTS = 99  # the number that a prompt has columns for


class Paging(Frozen):
    """How a page is turned.

    Args:
        prompt_more: the prompt below each part but the last; {part} and {parts} are filled in.
        is_back: tells whether a line asks for the previous part.
        is_answer: tells whether a line answers a question; it is accepted only below the last
            part, so that nobody answers a question that they have not seen whole.

    """

    prompt_more: str
    is_back: Callable[[str], bool] = lambda _line: False
    is_answer: Callable[[str], bool] = lambda _line: False


class PagedScreen(ABC):
    """Shows a page in parts that fit the window, and reads a line below each."""

    def __init__(
        self, reader: LineReader, draw: Callable[[Page, int], Drawing], paging: Paging
    ) -> None:
        self.reader = reader
        self.draw = draw
        self.paging = paging
        self.place: Place = START
        """What is shown at the top."""
        self._page = Page("", ())
        self._drawing: tuple[int, Drawing] | None = None  # the page, as wide as it was rendered
        self._prompt = ""
        self._status = ""

    def show(self, page: Page, place: Place = START) -> None:
        """Set the page, and the place in it to begin with."""
        self._page, self.place, self._prompt = page, place, ""
        self._drawing = None

    def ask(self, prompt: str, status: str, awaits: Awaits = Awaits.OTHER) -> str:
        """Return a line typed below the last part of the page, or a command below any part."""
        at_end = bool(self._prompt) and self._current() + 1 == len(self._parts())
        self._prompt, self._status = prompt, status
        if at_end:
            # The new prompt may need more rows, but the page was already read to its end.
            self.place = self._parts()[-1].start
        while True:
            self._present()
            line = self.reader.line()
            found, current = self._parts(), self._current()
            answers = awaits is not Awaits.OTHER and self.paging.is_answer(line)
            if current + 1 < len(found) and (not line.strip() or answers):
                self.place = found[current + 1].start
            elif self.paging.is_back(line) and current > 0:
                self.place = found[current - 1].start
            else:
                return line

    def discard_typed_lines(self) -> None:
        """Discard what was typed before the page that is shown next."""
        self.reader.discard()
        if self.reader.descriptor is not None:
            console.discard_typed_input(self.reader.descriptor)

    @abstractmethod
    def _width(self) -> int:
        """Return the width of a page in columns."""

    @abstractmethod
    def _rows(self, prompt: str) -> int:
        """Return how many rows are left for a part above a prompt."""

    @abstractmethod
    def _present(self) -> None:
        """Show the current part and its prompt."""

    def _parts(self) -> list[pagination.Part]:
        prompts = (self._prompt, self.paging.prompt_more)
        rows = min(self._rows(_filled(each, _MAX_PARTS, _MAX_PARTS)) for each in prompts)
        width = self._width()
        if self._drawing is None or self._drawing[0] != width:
            self._drawing = width, self.draw(self._page, width)
        return pagination.parts(self._drawing[1], max(rows, 1))

    def _current(self) -> int:
        return pagination.current(self._parts(), self.place)

    def _current_prompt(self) -> str:
        """Return the prompt below the current part."""
        current, count = self._current(), len(self._parts())
        prompt = self._prompt if current + 1 == count else self.paging.prompt_more
        return _filled(prompt, current + 1, count)


def _filled(prompt: str, part: int, parts: int) -> str:
    return prompt.replace("{part}", str(part)).replace("{parts}", str(parts))
