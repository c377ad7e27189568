"""The result of an assessment: its parts, and all of it as it is shown or saved."""

from datetime import date

from kickcheck import export
from kickcheck.assessment import Assessment
from kickcheck.cli.output import Manner, Output
from kickcheck.model import Demo, Page
from kickcheck.pages import demo as demo_pages
from kickcheck.pages import summary as pages
from kickcheck.pages.voice import Voice


def parts(voice: Voice, assessment: Assessment, demo: Demo | None) -> list[Page]:
    """Return the parts of a summary; those of a demo are marked, and end on the open question."""
    parts = pages.summary(voice, assessment, date.today())
    if demo is None:
        return parts
    return [demo_pages.marked(voice, part) for part in (*parts, demo_pages.room_page(voice, demo))]


def output(
    voice: Voice, assessment: Assessment, manner: Manner, demo: Demo | None = None
) -> Output:
    """Return a result as it is shown, or as it is saved."""
    saved = manner.saving is not None
    parts = pages.summary(voice, assessment, date.today())
    if demo is None:
        page = pages.whole(voice, parts, saved=saved)
    else:
        parts.append(demo_pages.room_page(voice, demo))
        page = demo_pages.marked(voice, pages.whole(voice, parts, saved=saved), levels=2)
    return Output(manner, page, export.result(assessment))
