"""What a page says in addition when it is saved."""

from kickcheck.model import Page, Paragraph
from kickcheck.pages.localizer import Localizer, on_day, unstyled


def saved(localizer: Localizer, page: Page, *, steps: bool = False, reviewed: str = "") -> Page:
    """Return a page as it is saved: it ends on what it is not, and how old its facts are.

    Args:
        localizer: speaks to the country.
        page: what is saved.
        steps: whether it is for somebody in an emergency.
        reviewed: the day of the last review, ISO 8601; without it the oldest of all topics.

    """
    interface = localizer.interface
    what_it_is_not = interface.saved_steps_are_not if steps else interface.saved_what_it_is_not
    day = on_day(reviewed or min(topic.reviewed for topic in localizer.content.topics.values()))
    notes = (localizer.format(what_it_is_not), localizer.format(interface.saved_reviewed, date=day))
    return Page(
        page.title, (*page.blocks, *(Paragraph(unstyled(note), small=True) for note in notes))
    )
