"""A long page on a screen, part by part."""

from kickcheck.interview import Command, understand
from kickcheck.model import Page
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer
from kickcheck.safe_text import normalize
from kickcheck.session.screen_protocol import Screen
from kickcheck.streams import InputEnded, InputUnusable


def view(localizer: Localizer, screen: Screen, page: Page) -> bool:
    """Show a page until it is closed; return whether to keep it on the normal screen."""
    interface = localizer.interface
    last = interface.prompt_view_last if screen.full else interface.prompt_view_linear_last
    screen.show(page)
    try:
        while True:
            line = screen.ask(last, "")
            command = understand(line, interface.keys)
            if command is Command.KEEP and screen.full:
                return True
            if command is Command.QUIT or not normalize(line):
                return False
            if command is Command.EMERGENCY:
                place = screen.place
                screen.show(emergency_page(localizer))
                screen.ask(interface.prompt_enter, "")
                screen.show(page, place)
    except (InputEnded, InputUnusable):
        return False
