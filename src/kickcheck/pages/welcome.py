"""The page of `kickcheck` without a command."""

from kickcheck.model import Callout, DefinitionList, Page
from kickcheck.pages.localizer import Localizer, unstyled


def welcome_page(localizer: Localizer) -> Page:
    """Return the page that is shown when no command is given."""
    interface = localizer.interface
    rows = tuple(
        (unstyled(name), unstyled(what)) for name, what in interface.welcome_commands.items()
    )
    return localizer.page(
        localizer.format(interface.welcome_title),
        Callout("", (localizer.paragraph(interface.first_alarm_command),)),
        *localizer.blocks(interface.welcome_text),
        DefinitionList(rows),
    )
