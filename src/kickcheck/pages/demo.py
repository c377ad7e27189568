"""The pages of a demo. Every heading says that the person is an example."""

from kickcheck.model import Block, Callout, DefinitionList, Demo, Heading, Page, PageBreak
from kickcheck.pages.localizer import Localizer, unstyled
from kickcheck.pages.topics import numbered_sources


def mark_as_example(localizer: Localizer, page: Page, levels: int = 1) -> Page:
    """Return a page whose title and headings, down to `levels`, say that it is an example."""
    blocks = tuple(_mark_block(localizer, block, levels) for block in page.blocks)
    return Page(_mark_heading(localizer, page.title), blocks)


def _mark_block(localizer: Localizer, block: Block | PageBreak, levels: int) -> Block | PageBreak:
    match block:
        case Heading(text, level) if level <= levels:
            return Heading(_mark_heading(localizer, text), level)
        case Callout(title, blocks, continued) if title:
            marked, goes_on = (_mark_heading(localizer, words) for words in (title, continued))
            return Callout(marked, blocks, goes_on)
        case other:
            return other


def _mark_heading(localizer: Localizer, heading: str) -> str:
    return localizer.format(localizer.interface.demo_heading, heading=heading)


def first_page(localizer: Localizer, demo: Demo) -> Page:
    """Return who the example person is, and how to step through the demo."""
    return localizer.page(
        localizer.format(localizer.interface.demo_title, role=demo.role),
        localizer.paragraph(demo.about),
        localizer.paragraph(localizer.interface.demo_first),
    )


def discussion_page(localizer: Localizer, demo: Demo) -> Page:
    """Return the open question for the group."""
    return localizer.page(
        localizer.interface.demo_discussion, Heading(localizer.format(demo.question))
    )


def notes_page(localizer: Localizer, demo: Demo) -> Page:
    """Return the discussion guide, for the counselor only."""
    title = localizer.format(localizer.interface.notes_title, topic=demo.role)
    numbered = localizer.numbering(*demo.notes)
    discussion = (Heading(localizer.interface.demo_discussion), localizer.paragraph(demo.question))
    return localizer.page(
        title,
        localizer.paragraph(demo.about),
        *numbered.blocks(demo.notes),
        *discussion,
        *numbered_sources(numbered, demo.notes),
    )


def list_page(localizer: Localizer) -> Page:
    """Return the list of example people."""
    demos = localizer.content.demos.values()
    rows = tuple((unstyled(demo.id), unstyled(demo.role)) for demo in demos)
    return localizer.page(
        localizer.interface.demo_list_title,
        localizer.instruction(localizer.interface.demo_list),
        DefinitionList(rows),
    )
