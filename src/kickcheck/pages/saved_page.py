"""The notes that are added to a page when it is saved."""

from kickcheck.model import Page, Paragraph
from kickcheck.pages.localizer import Localizer, on_day, unstyled


def with_saved_notes(
    localizer: Localizer, page: Page, *, steps: bool = False, reviewed: str = ""
) -> Page:
    """Return a page that ends with what it is not, and when its facts were last reviewed.

    Args:
        localizer: the content and the country.
        page: the page to save.
        steps: whether it holds the steps for an emergency.
        reviewed: the date of the last review (ISO 8601); by default, that of the topic whose
            review is oldest.

    """
    interface = localizer.interface
    what_it_is_not = interface.saved_steps_are_not if steps else interface.saved_what_it_is_not
    day = on_day(reviewed or min(topic.reviewed for topic in localizer.content.topics.values()))
    notes = (localizer.format(what_it_is_not), localizer.format(interface.saved_reviewed, date=day))
    return Page(
        page.title, (*page.blocks, *(Paragraph(unstyled(note), small=True) for note in notes))
    )
