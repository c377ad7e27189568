"""The result of an assessment: in parts, and as one page that is shown or saved."""

from datetime import date

from kickcheck import json_export
from kickcheck.assessment import Assessment
from kickcheck.cli.output import CommandResult, OutputOptions
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
    """Return the whole result as a page, shown or saved, and as data."""
    summary = _summary_parts(localizer, assessment, demo)

    def page(*, saved: bool) -> Page:
        whole = pages.whole(localizer, summary, saved=saved)
        return demo_pages.mark_as_example(localizer, whole, levels=2) if demo else whole

    data = json_export.result(assessment)
    if options.output_file is None:
        return CommandResult(options, page(saved=False), data)
    return CommandResult(options, page(saved=True), data, unsaved_page=page(saved=False))


def _summary_parts(localizer: Localizer, assessment: Assessment, demo: Demo | None) -> list[Page]:
    summary = pages.summary(localizer, assessment, date.today())
    return [*summary, demo_pages.discussion_page(localizer, demo)] if demo else summary
