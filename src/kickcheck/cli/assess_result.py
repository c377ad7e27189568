"""The result of an assessment: on the screen, printed, in a file and as data."""

from datetime import date

from kickcheck.assessment import Assessment
from kickcheck.cli.output import CommandResult, OutputOptions
from kickcheck.errors import UsageError
from kickcheck.model import Demo, Page, PageBreak
from kickcheck.pages import demo as demo_pages
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.summary import Summary


def on_screen(localizer: Localizer, assessment: Assessment, demo: Demo | None) -> Page:
    """Return the summary as it is read part by part; that of a demo is marked as an example."""
    return _of_demo(localizer, Summary(localizer, assessment, date.today()).on_screen(), demo)


def topics(localizer: Localizer, assessment: Assessment) -> tuple[str, ...]:
    """Return the ids of the topics that the summary suggests."""
    return Summary(localizer, assessment, date.today()).topics


def output(
    localizer: Localizer, assessment: Assessment, options: OutputOptions, demo: Demo | None = None
) -> CommandResult:
    """Return the whole result as a page, shown or saved, and as data.

    Raises:
        UsageError: the result of a demo would be saved as data, where nothing marks it as one.

    """
    if demo is not None and options.is_json:
        raise UsageError("A demo can be saved as a page only.", "Its answers are made up.")
    summary = Summary(localizer, assessment, date.today())
    data = options.exporter.result(localizer, assessment)
    printed = _of_demo(localizer, summary.printed(), demo)
    if options.output_file is None:
        return CommandResult(options, printed, data)
    saved = _of_demo(localizer, summary.saved(), demo)
    return CommandResult(options, saved, data, unsaved_page=printed)


def _of_demo(localizer: Localizer, page: Page, demo: Demo | None) -> Page:
    """Return a summary; that of an example person says so, and ends with what to talk about."""
    if demo is None:
        return page
    discussion = demo_pages.discussion_page(localizer, demo)
    whole = Page(page.title, (*page.blocks, PageBreak(), *discussion.blocks))
    return demo_pages.mark_as_example(localizer, whole, levels=2)
