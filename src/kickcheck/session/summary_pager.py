"""The line that never leaves the screen, and a summary shown part by part."""

from collections.abc import Callable, Sequence

from kickcheck.assessment import ShownCard
from kickcheck.interview import Command, normal, understand
from kickcheck.model import Page
from kickcheck.pages.help import emergency_page
from kickcheck.pages.localizer import Voice
from kickcheck.session.screen_protocol import Screen
from kickcheck.streams import InputEnded, InputUnusable

_PATIENCE = 20  # refused names in a row, after which nobody is saving


def status_line(voice: Voice, cards: Sequence[ShownCard]) -> str:
    """Return the line that never leaves the screen: emergency number and first card."""
    wording = voice.wording
    urgent = [shown for shown in cards if shown.urgent]
    numbers = voice.say(wording.status, numbers=voice.country.emergency_numbers)
    if not urgent:
        return numbers
    card = voice.say(urgent[0].card.title).rstrip(".")
    return f"{numbers} {voice.say(wording.status_card, card=card)}"


def present(
    voice: Voice,
    screen: Screen,
    parts: Sequence[Page],
    cards: Sequence[ShownCard],
    save: Callable[[str], str] | None = None,
) -> bool:
    """Show the parts of a summary one by one; return whether to keep it on the screen.

    Enter goes on, `b` goes back; after the last part Enter leaves nothing behind.

    Args:
        voice: speaks.
        screen: shows.
        parts: what is shown, in order.
        cards: for the line at the foot.
        save: saves under a name that was typed; returns why it could not, or nothing.

    """
    wording, status = voice.wording, status_line(voice, cards)
    # Said below the last part instead: a file may be saved there.
    nothing = voice.text(wording.nothing_saved)
    parts = [Page(p.title, tuple(b for b in p.blocks if b != nothing)) for p in parts]
    at, on_screen, file = 0, -1, wording.nothing_saved
    try:
        while at < len(parts):
            last = at == len(parts) - 1
            if on_screen != at:
                screen.show(parts[at])
                on_screen = at
            prompt = wording.prompt_part
            if last:
                keys = wording.prompt_keep if save is None else wording.prompt_keep_or_save
                prompt = f"{file} {keys}"
            line = screen.ask(prompt, status)
            command = understand(line, wording.keys)
            if command is Command.BACK:
                at = max(0, at - 1)
            elif command is Command.EMERGENCY:
                screen.show(emergency_page(voice))
                screen.ask(wording.prompt_enter, status)
                on_screen = -1
            elif command is Command.KEEP:
                return True
            elif command is Command.SAVE and save is not None:
                # Below the first part of a page nobody would see the question.
                screen.show(Page(parts[at].title, ()))
                on_screen = -1
                if _saved(screen, wording.prompt_name, status, save):
                    file = wording.saved
                    screen.ask(f"{file} {wording.prompt_enter}", status)
            elif not normal(line) or command is Command.YES:
                at += 1
            elif command is Command.QUIT:
                return False
    except (InputEnded, InputUnusable):
        pass
    return False


def _saved(screen: Screen, prompt: str, status: str, save: Callable[[str], str]) -> bool:
    """Ask for a name until something is saved under it, or Enter alone saves nothing."""
    why = ""
    for _ in range(_PATIENCE):
        name = screen.ask(f"{why} {prompt}".lstrip(), status).strip()
        if not name:
            return False
        why = save(name)
        if not why:
            return True
    return False
