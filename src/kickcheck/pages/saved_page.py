"""What a page leaves out, and the notes that it ends with, when it is saved."""

from collections.abc import Iterable
from typing import TypeVar

from kickcheck.model import Block, Page, PageBreak, Paragraph
from kickcheck.pages.localizer import Localizer, on_day, unstyled

_BlockT = TypeVar("_BlockT", bound=Block | PageBreak)


def with_saved_notes(
    localizer: Localizer, page: Page, *, steps: bool = False, reviewed: str = ""
) -> Page:
    """Return a page that tells nobody what to type, and ends with what it is not.

    Its last sentence says when its facts were last reviewed.

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
        page.title,
        (*on_paper(page.blocks), *(Paragraph(unstyled(note), small=True) for note in notes)),
    )


def on_paper(blocks: Iterable[_BlockT]) -> list[_BlockT]:
    """Return blocks without those that are of no use on paper."""
    return [block for block in blocks if not isinstance(block, Paragraph) or block.on_paper]
