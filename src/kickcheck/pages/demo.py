"""The pages of a demo: every heading says that the person is made up."""

from kickcheck.model import Block, Demo, Heading, Notice, Page, Table
from kickcheck.pages.localizer import Voice, plain


def marked(voice: Voice, page: Page, levels: int = 1) -> Page:
    """Return a page that says in its title and headings, down to a level, that it is an example."""
    blocks = tuple(_block(voice, block, levels) for block in page.blocks)
    return Page(_marked(voice, page.title), blocks)


def _block(voice: Voice, block: Block, levels: int) -> Block:
    match block:
        case Heading(text, level) if level <= levels:
            return Heading(_marked(voice, text), level)
        case Notice(title, blocks):
            return Notice(_marked(voice, title) if title else "", blocks)
        case other:
            return other


def _marked(voice: Voice, heading: str) -> str:
    return voice.say(voice.wording.demo_heading, heading=heading)


def first_page(voice: Voice, demo: Demo) -> Page:
    """Return who is made up, and how to go through it."""
    return voice.page(
        voice.say(voice.wording.demo_title, role=demo.role),
        voice.text(demo.about),
        voice.text(voice.wording.demo_first),
    )


def room_page(voice: Voice, demo: Demo) -> Page:
    """Return the open question to the room."""
    return voice.page(voice.wording.demo_room, Heading(voice.say(demo.question)))


def notes_page(voice: Voice, demo: Demo) -> Page:
    """Return the discussion guide, for the counselor alone."""
    title = voice.say(voice.wording.notes_title, topic=demo.role)
    asked = (Heading(voice.wording.demo_room), voice.text(demo.question))
    return voice.page(title, voice.text(demo.about), *voice.blocks(demo.notes), *asked)


def list_page(voice: Voice) -> Page:
    """Return the people that there are."""
    demos = voice.content.demos.values()
    rows = tuple((plain(demo.id), plain(demo.role)) for demo in demos)
    return voice.page(
        voice.wording.demo_list_title, voice.text(voice.wording.demo_list), Table(rows)
    )
