"""The result of an assessment: in parts, and as one page that is shown or saved."""

from datetime import date

from kickcheck.assessment import Assessment
from kickcheck.cli.output import CommandResult, OutputOptions
from kickcheck.errors import UsageError
from kickcheck.model import Demo, Page
from kickcheck.pages import demo as demo_pages
from kickcheck.pages import summary as pages
from kickcheck.pages.localizer import Localizer


def parts(localizer: Localizer, assessment: Assessment, demo: Demo | None) -> list[Page]:
    """Return the parts of a summary; a demo has its parts marked and a question to discuss."""
    summary = _summary_parts(localizer, assessment, demo)
    return [demo_pages.mark_as_example(localizer, part) for part in summary] if demo else summary


def output(
    localizer: Localizer, assessment: Assessment, options: OutputOptions, demo: Demo | None = None
) -> CommandResult:
    """Return the whole result as a page, shown or saved, and as data.

    Raises:
        UsageError: the result of a demo would be saved as data, where nothing marks it as one.

    """
    if demo is not None and options.is_json:
        raise UsageError("A demo can be saved as a page only.", "Its answers are made up.")
    summary = _summary_parts(localizer, assessment, demo)
    page = pages.whole(localizer, summary, saved=options.output_file is not None)
    if demo is not None:
        page = demo_pages.mark_as_example(localizer, page, levels=2)
    return CommandResult(options, page, options.exporter.result(localizer, assessment))


def _summary_parts(localizer: Localizer, assessment: Assessment, demo: Demo | None) -> list[Page]:
    summary = pages.summary(localizer, assessment, date.today())
    return [*summary, demo_pages.discussion_page(localizer, demo)] if demo else summary
