"""The summary on a screen: read part by part, open a topic, save or keep it."""

from collections.abc import Callable, Sequence

from kickcheck.assessment import ShownCard
from kickcheck.frozen import Frozen
from kickcheck.interview import Command
from kickcheck.model import Page
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.topics import topic_page
from kickcheck.safe_text import normalize
from kickcheck.session.dialog import Dialog, FindCountry
from kickcheck.session.screen_protocol import Screen
from kickcheck.streams import InputEnded, InputUnusable

MAX_UNUSABLE_LINES = 20  # in a row; the summary then closes, and so does the saving of it


class SaveDialog(Frozen):
    """Asks for the name of a file to save to.

    Args:
        prompt: the question.
        write: saves the result, with the texts of a localizer, to a file name; returns whether it
            was saved, and where, or why not.

    """

    prompt: str
    write: Callable[[Localizer, str], tuple[bool, str]]


class SummaryView(Dialog):
    """Shows a summary on a screen.

    Args:
        localizer: localizes the texts; replaced if another country is chosen.
        screen: shows the pages.
        find_country: finds the country that someone types.
        page_of: returns the summary, with the texts of a localizer.
        shown: the cards for the status line.
        topics: ids of the topics that can be opened by their number, from 1.
        save: lets the person save the result; None if there is none.

    """

    def __init__(
        self,
        localizer: Localizer,
        screen: Screen,
        find_country: FindCountry,
        page_of: Callable[[Localizer], Page],
        shown: Sequence[ShownCard],
        topics: Sequence[str] = (),
        save: SaveDialog | None = None,
    ) -> None:
        super().__init__(localizer, screen, find_country)
        self.page_of = page_of
        self.shown = shown
        self.topics = topics
        self.save = save
        self._file = localizer.interface.nothing_saved
        self._unusable = 0

    def run(self) -> bool:
        """Show the summary until it is closed; return whether to keep it on the screen."""
        try:
            return self._run()
        except (InputEnded, InputUnusable):
            return False

    def cards(self) -> Sequence[ShownCard]:
        """Return the cards for the status line."""
        return self.shown

    def count_unusable(self) -> None:
        """Count an unusable line; too many of them in a row close the summary."""
        self._unusable += 1
        if self._unusable >= MAX_UNUSABLE_LINES:
            raise InputEnded

    def _run(self) -> bool:
        self.screen.show(self._page())
        prompt, closing = self._prompt(), not self.screen.full
        while True:
            line, command = self.read(prompt)
            typed = normalize(line)
            if command is Command.QUIT or (closing and not typed):
                return False
            prompt, closing = self._prompt(), not self.screen.full
            if command is Command.KEEP and self.screen.full:
                return True
            if not typed:  # Enter is a habit by now: it closes only when it is pressed again
                prompt, closing = self.localizer.interface.prompt_end_again, True
            elif typed.isascii() and typed.isdigit() and 0 < int(typed[:4]) <= len(self.topics):
                self._open_topic(self.topics[int(typed[:4]) - 1])
            elif command is Command.SAVE and self.save is not None:
                self._save(self.save)
                prompt = self._prompt()
            elif command is Command.BACK or (
                command is not None and self.common(command, self._page)
            ):
                pass
            else:
                self.count_unusable()
                continue
            self._unusable = 0

    def _page(self) -> Page:
        return self.page_of(self.localizer)

    def _prompt(self) -> str:
        """Return the last prompt, with the choices that this screen has."""
        interface = self.localizer.interface
        if self.screen.full:
            prompt = interface.prompt_end_early if self.save is None else interface.prompt_end
        elif self.save is None:
            prompt = interface.prompt_end_linear_early
        else:
            prompt = interface.prompt_end_linear
        return self.localizer.format(prompt, file=self._file)

    def _open_topic(self, topic_id: str) -> None:
        place = self.screen.place
        topic = self.localizer.content.topics[topic_id]
        self.pause(lambda: topic_page(self.localizer, topic))
        self.screen.show(self._page(), place)

    def _save(self, save: SaveDialog) -> None:
        """Ask for a file name until saving succeeds; stop without saving on Enter alone."""
        place, error = self.screen.place, ""
        # On a page in several parts the question would not be shown.
        self.screen.show(Page(self._page().title, ()))
        for _ in range(MAX_UNUSABLE_LINES):
            name = self.read(f"{error} {save.prompt}".lstrip())[0].strip()
            if not name:
                break
            saved, message = save.write(self.localizer, name)
            if saved:
                self._file = message
                break
            error = message
        self.screen.show(self._page(), place)
