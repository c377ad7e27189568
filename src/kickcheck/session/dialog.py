"""What can be typed below every page of a conversation: emergency, country, keys."""

from collections.abc import Callable, Sequence

from kickcheck.assessment import ShownCard
from kickcheck.interview import Command, understand
from kickcheck.model import Country, Page
from kickcheck.pages import questions as pages
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer
from kickcheck.safe_text import normalize
from kickcheck.session.screen_protocol import Screen

FindCountry = Callable[[str], Country | None]
"""Returns the country of a code or name that was typed, or None."""
PageOf = Callable[[], Page]
"""Returns a page; it is made again once the country has changed."""


class Dialog:
    """Shows pages on a screen and reads what is typed below them.

    Args:
        localizer: localizes the texts; replaced if another country is chosen.
        screen: shows the pages.
        find_country: finds the country that someone types.

    """

    def __init__(self, localizer: Localizer, screen: Screen, find_country: FindCountry) -> None:
        self.localizer = localizer
        self.screen = screen
        self.find_country = find_country
        self._shown: set[Command] = set()
        """The commands whose page is on the screen now."""

    def cards(self) -> Sequence[ShownCard]:
        """Return the cards for the status line."""
        return ()

    def count_unusable(self) -> None:
        """Count a line that is of no use here."""

    def quit(self, page_of: PageOf) -> bool:  # noqa: ARG002 - for conversations
        """Leave the page; return whether it closes."""
        return True

    def read(self, prompt: str) -> tuple[str, Command | None]:
        """Return a line typed below the page, and the command that it means."""
        line = self.screen.ask(prompt, status_line(self.localizer, self.cards()))
        return line, understand(line, self.localizer.interface.keys)

    def pause(self, page_of: PageOf, prompt: str = "", *, warning: bool = False) -> None:
        """Show a page and wait for Enter. A warning takes nothing else, so that it is read."""
        interface = self.localizer.interface
        self.screen.show(page_of())
        if not self.screen.waits:
            return
        usual = prompt = prompt or interface.prompt_enter
        while True:
            line, command = self.read(prompt)
            prompt = usual
            if not normalize(line) or (command is Command.YES and not warning):
                return
            if command is Command.QUIT:
                if self.quit(page_of):
                    return
            elif command is None or not self.common(command, page_of):
                self.count_unusable()
                prompt = interface.prompt_read_first if warning else usual

    def common(self, command: Command, page_of: PageOf) -> bool:
        """Run a command that works below every page; return whether it is one.

        Afterwards, the page is shown again where it was left.
        """
        run = {
            Command.EMERGENCY: self._show_emergency,
            Command.COUNTRY: self._choose_country,
            Command.KEYS: self._show_keys,
        }.get(command)
        if run is None:
            return False
        if command in self._shown:
            return True
        place = self.screen.place
        self._shown.add(command)
        run()
        self._shown.remove(command)
        self.screen.show(page_of(), place)
        return True

    def _show_emergency(self) -> None:
        self.pause(lambda: emergency_page(self.localizer))

    def _show_keys(self) -> None:
        self.pause(lambda: pages.keys_page(self.localizer))

    def _choose_country(self) -> None:
        """Ask for a country until one is found; Enter keeps the one that there is."""

        def page_of() -> Page:
            return pages.country_page(self.localizer)

        interface = self.localizer.interface
        prompt = interface.country_prompt
        self.screen.show(page_of())
        while True:
            line, command = self.read(prompt)
            prompt = interface.country_prompt
            if not normalize(line):
                return
            country = self.find_country(line)
            if country is not None:
                self.localizer = Localizer(self.localizer.content, country)
                return
            if command is Command.QUIT:
                if self.quit(page_of):
                    return
            elif command in (None, Command.COUNTRY) or not self.common(command, page_of):
                self.count_unusable()
                prompt = interface.country_unknown


def status_line(localizer: Localizer, cards: Sequence[ShownCard]) -> str:
    """Return the status line: the emergency numbers and the first urgent card."""
    interface = localizer.interface
    urgent = [shown for shown in cards if shown.urgent]
    numbers = localizer.format(interface.status, numbers=localizer.country.emergency_numbers)
    if not urgent:
        return numbers
    card = localizer.format(urgent[0].card.title)
    return f"{numbers} {localizer.format(interface.status_card, card=card)}"
