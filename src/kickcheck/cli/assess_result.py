"""The result of an assessment: its parts, and all of it as it is shown or saved."""

from datetime import date

from kickcheck import json_export
from kickcheck.assessment import Assessment
from kickcheck.cli.output import Manner, Output
from kickcheck.model import Demo, Page
from kickcheck.pages import demo as demo_pages
from kickcheck.pages import summary as pages
from kickcheck.pages.localizer import Voice


def parts(voice: Voice, assessment: Assessment, demo: Demo | None) -> list[Page]:
    """Return the parts of a summary; those of a demo are marked, and end on the open question."""
    told = _told(voice, assessment, demo)
    return [demo_pages.marked(voice, part) for part in told] if demo else told


def output(
    voice: Voice, assessment: Assessment, manner: Manner, demo: Demo | None = None
) -> Output:
    """Return a result as it is shown, or as it is saved."""
    told = _told(voice, assessment, demo)
    page = pages.whole(voice, told, saved=manner.saving is not None)
    if demo is not None:
        page = demo_pages.marked(voice, page, levels=2)
    return Output(manner, page, json_export.result(assessment))


def _told(voice: Voice, assessment: Assessment, demo: Demo | None) -> list[Page]:
    summary = pages.summary(voice, assessment, date.today())
    return [*summary, demo_pages.room_page(voice, demo)] if demo else summary
