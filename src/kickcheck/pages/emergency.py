"""The page of `kickcheck emergency`."""

from kickcheck.model import INTERNATIONAL, Block, Heading, List, Page, PageBreak, Paragraph
from kickcheck.pages.localizer import Localizer, strong, unstyled


def emergency_page(localizer: Localizer) -> Page:
    """Return the overdose steps: the call, eight short steps, then more on each.

    In an emergency nobody has time for sources: the topic on overdose response lists them.
    """
    interface = localizer.interface
    return localizer.page(
        interface.emergency_title,
        Paragraph(strong(_call(localizer))),
        *localizer.blocks(interface.emergency_steps),
        *emergency_numbers(localizer),
        PageBreak(),
        Heading(interface.emergency_more_title),
        *localizer.blocks(interface.emergency_more),
        # Where the page is not shown in parts, only its end may stay visible.
        Paragraph(strong(localizer.format(interface.emergency_last))),
    )


def _call(localizer: Localizer) -> str:
    """Return whom to call, the first line. Without a country it names several numbers."""
    if localizer.country.code != INTERNATIONAL:
        return localizer.format(localizer.interface.emergency_number)
    numbers = ", ".join(r.number for r in localizer.country.shown if r.kind == "emergency")
    return localizer.format(localizer.interface.emergency_number_anywhere, numbers=numbers)


def emergency_numbers(localizer: Localizer) -> tuple[Block, ...]:
    """Return where each emergency number works; empty if a country is chosen."""
    if localizer.country.code != INTERNATIONAL:
        return ()
    rows = [
        unstyled(f"{record.number}: {record.note}")
        for record in localizer.country.shown
        if record.kind == "emergency"
    ]
    return (List(tuple(rows)),)
