"""The status line, and a summary shown part by part."""

from collections.abc import Callable, Sequence

from kickcheck.assessment import ShownCard
from kickcheck.frozen import Frozen
from kickcheck.interview import Command, normalize, understand
from kickcheck.model import Page
from kickcheck.pages.emergency import emergency_page
from kickcheck.pages.localizer import Localizer
from kickcheck.session.screen_protocol import Screen
from kickcheck.streams import InputEnded, InputUnusable

MAX_REFUSED_NAMES = 20  # in a row; saving is then given up


class SaveDialog(Frozen):
    """Asks for the name of a file to save to.

    Args:
        prompt: the question.
        write: saves to a file name; returns an error message, or an empty string.

    """

    prompt: str
    write: Callable[[str], str]


def status_line(localizer: Localizer, cards: Sequence[ShownCard]) -> str:
    """Return the status line: the emergency numbers and the first urgent card."""
    interface = localizer.interface
    urgent = [shown for shown in cards if shown.urgent]
    numbers = localizer.format(interface.status, numbers=localizer.country.emergency_numbers)
    if not urgent:
        return numbers
    card = localizer.format(urgent[0].card.title).rstrip(".")
    return f"{numbers} {localizer.format(interface.status_card, card=card)}"


def show_summary(
    localizer: Localizer,
    screen: Screen,
    parts: Sequence[Page],
    cards: Sequence[ShownCard],
    save: SaveDialog | None = None,
) -> bool:
    """Show the parts of a summary one by one; return whether to keep it on the screen.

    Enter goes on, `b` goes back; after the last part Enter leaves nothing on the screen.

    Args:
        localizer: localizes the texts.
        screen: shows the parts.
        parts: the pages, in order.
        cards: the cards for the status line.
        save: lets the person save the result; None if there is none.

    """
    interface, status = localizer.interface, status_line(localizer, cards)
    at, on_screen, file = 0, -1, interface.nothing_saved
    try:
        while at < len(parts):
            last = at == len(parts) - 1
            if on_screen != at:
                screen.show(parts[at])
                on_screen = at
            prompt = interface.prompt_part
            if last:
                keys = interface.prompt_keep if save is None else interface.prompt_keep_or_save
                prompt = f"{file} {keys}"
            line = screen.ask(prompt, status)
            command = understand(line, interface.keys)
            if command is Command.BACK:
                at = max(0, at - 1)
            elif command is Command.EMERGENCY:
                screen.show(emergency_page(localizer))
                screen.ask(interface.prompt_enter, status)
                on_screen = -1
            elif command is Command.KEEP:
                return True
            elif command is Command.SAVE and save is not None:
                # On a page in several parts the question would not be shown.
                screen.show(Page(parts[at].title, ()))
                on_screen = -1
                if _save(screen, status, save):
                    file = interface.saved
                    screen.ask(f"{file} {interface.prompt_enter}", status)
            elif not normalize(line) or command is Command.YES:
                at += 1
            elif command is Command.QUIT:
                return False
    except (InputEnded, InputUnusable):
        pass
    return False


def _save(screen: Screen, status: str, save: SaveDialog) -> bool:
    """Ask for a file name until saving succeeds; stop without saving on Enter alone."""
    error = ""
    for _ in range(MAX_REFUSED_NAMES):
        name = screen.ask(f"{error} {save.prompt}".lstrip(), status).strip()
        if not name:
            return False
        error = save.write(name)
        if not error:
            return True
    return False
