"""Shows a page that is taller than the window part by part."""

import sys

from kickcheck import streams
from kickcheck.cli.screens import Screens
from kickcheck.model import Page
from kickcheck.pages.localizer import Localizer
from kickcheck.render import Drawing, joined
from kickcheck.screen import pagination
from kickcheck.session import view


def show(localizer: Localizer, page: Page, drawing: Drawing, *, leaves_first_part: bool) -> str:
    """Show a page on the terminal until it is closed; return what of it to print afterwards.

    Args:
        localizer: localizes the prompts.
        page: the page.
        drawing: the page as it looks on the normal screen.
        leaves_first_part: whether the first part stays on the normal screen, however the page is
            closed; it is therefore printed before the alternate screen is entered.

    """
    interface, out, printed = localizer.interface, sys.__stdout__, ""
    with Screens(interface, out, waits=True) as screens:
        if leaves_first_part and screens.alternate_screen(plain_mode=False, keep=False):
            first = pagination.parts(drawing, streams.rows(out) - 1)[0]
            printed = "\n".join(first.lines) + "\n"
            streams.write(out, printed)
        screen = screens.open(
            plain_mode=False,
            keep=False,
            more=interface.prompt_view,
            more_linear=interface.prompt_view_linear,
        )
        return joined(drawing).removeprefix(printed) if view(localizer, screen, page) else ""
