"""`kickcheck emergency`: shows the overdose steps, even if the rest of the line is wrong."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kickcheck import last_resort, streams
from kickcheck.cli import arguments as command_line
from kickcheck.cli.options import (
    ContentFolder,
    CountryCode,
    Force,
    NoPager,
    OutputPath,
    Plain,
    content_for,
    country_for,
    localizer_for,
)
from kickcheck.cli.output import (
    CommandResult,
    OutputOptions,
    is_plain,
    page_renderer,
    page_result,
    write_output,
)
from kickcheck.errors import KickcheckError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kickcheck.model import Content, Country, Page
    from kickcheck.pages.localizer import Localizer


def command(
    plain: Plain = False,
    country: CountryCode = None,
    no_pager: NoPager = False,
    content_folder: ContentFolder = None,
    output: OutputPath = None,
    force: Force = False,
) -> CommandResult:
    """Show what to do in an overdose."""
    from kickcheck.pages.emergency import emergency_page

    localizer = localizer_for(content_for(content_folder), country)
    options = OutputOptions.from_command_line(
        plain=plain, output=output, force=force, pager=not no_pager
    )
    return page_result(localizer, options, emergency_page(localizer), paged=True, steps=True)


def show_steps(arguments: Sequence[str]) -> None:
    """Print the overdose steps although the rest of the command line is wrong."""
    from kickcheck.pages.emergency import emergency_page

    _show(arguments, emergency_page)


def show_general_card(arguments: Sequence[str]) -> None:
    """Print the general safety card after a bug or damaged content ended an assessment."""
    from kickcheck.pages import summary as pages

    # With --json, a program reads the standard output.
    _show(arguments, pages.general_page, to_stderr="--json" in arguments)


def _show(
    arguments: Sequence[str], page: "Callable[[Localizer], Page]", *, to_stderr: bool = False
) -> None:
    """Print a page if the installation allows it, otherwise the steps of the last resort."""
    from kickcheck import content as contents
    from kickcheck.pages.localizer import Localizer
    from kickcheck.render import joined

    try:
        content = contents.bundled()
        plain_mode = is_plain(requested="--plain" in arguments)
        shown = page(Localizer(content, _country(content, arguments)))
        width = streams.width(os.environ, sys.__stdout__)
        text = joined(page_renderer(plain_mode=plain_mode)(shown, width))
    except Exception:  # whatever the error, the steps matter more
        text = last_resort.STEPS
    write_output(text, sys.__stderr__ if to_stderr else sys.__stdout__)


def _country(content: "Content", arguments: Sequence[str]) -> "Country":
    """Return the country that a line names, as an option or a word, or the international one."""
    from kickcheck.model import INTERNATIONAL, country_named

    words = arguments[1:]
    if len(words) > 1:  # two small letters may then be a word of a sentence
        words = [word for word in words if word.isupper() or len(word) > 2]
    named = (country_named(content.countries, word) for word in words)
    found = next((country for country in named if country is not None), None)
    try:
        typed = command_line.value(arguments, "--country")
        return found if typed is None and found else country_for(content, typed)
    except KickcheckError:
        return content.countries[INTERNATIONAL]
