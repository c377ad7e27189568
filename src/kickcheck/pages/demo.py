"""The pages of a demo: every heading says that the person is made up."""

from kickcheck.model import Block, Callout, DefinitionList, Demo, Heading, Page
from kickcheck.pages.localizer import Localizer, unstyled


def marked(localizer: Localizer, page: Page, levels: int = 1) -> Page:
    """Return a page that says in its title and headings, down to a level, that it is an example."""
    blocks = tuple(_block(localizer, block, levels) for block in page.blocks)
    return Page(_marked(localizer, page.title), blocks)


def _block(localizer: Localizer, block: Block, levels: int) -> Block:
    match block:
        case Heading(text, level) if level <= levels:
            return Heading(_marked(localizer, text), level)
        case Callout(title, blocks):
            return Callout(_marked(localizer, title) if title else "", blocks)
        case other:
            return other


def _marked(localizer: Localizer, heading: str) -> str:
    return localizer.format(localizer.interface.demo_heading, heading=heading)


def first_page(localizer: Localizer, demo: Demo) -> Page:
    """Return who is made up, and how to go through it."""
    return localizer.page(
        localizer.format(localizer.interface.demo_title, role=demo.role),
        localizer.paragraph(demo.about),
        localizer.paragraph(localizer.interface.demo_first),
    )


def discussion_page(localizer: Localizer, demo: Demo) -> Page:
    """Return the open question to the room."""
    return localizer.page(
        localizer.interface.demo_discussion, Heading(localizer.format(demo.question))
    )


def notes_page(localizer: Localizer, demo: Demo) -> Page:
    """Return the discussion guide, for the counselor alone."""
    title = localizer.format(localizer.interface.notes_title, topic=demo.role)
    asked = (Heading(localizer.interface.demo_discussion), localizer.paragraph(demo.question))
    return localizer.page(
        title, localizer.paragraph(demo.about), *localizer.blocks(demo.notes), *asked
    )


def list_page(localizer: Localizer) -> Page:
    """Return the people that there are."""
    demos = localizer.content.demos.values()
    rows = tuple((unstyled(demo.id), unstyled(demo.role)) for demo in demos)
    return localizer.page(
        localizer.interface.demo_list_title,
        localizer.paragraph(localizer.interface.demo_list),
        DefinitionList(rows),
    )
