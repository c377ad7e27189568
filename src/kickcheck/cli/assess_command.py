"""`kickcheck assess`: asks the questions or reads a file of answers, and shows the result."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kickcheck import streams
from kickcheck.cli.options import (
    AssessOutputPath,
    ContentFolder,
    CountryCode,
    Force,
    Json,
    Plain,
    content_for,
    country_for,
    read_local_contacts,
    with_local_contacts,
)
from kickcheck.cli.output import CommandResult, OutputOptions, page_result, print_error
from kickcheck.errors import KickcheckError, UsageError

if TYPE_CHECKING:
    from kickcheck.cli.options import LocalContacts
    from kickcheck.model import Answer, Questionnaire
    from kickcheck.pages.localizer import Localizer


def command(
    plain: Plain = False,
    as_json: Json = False,
    country: CountryCode = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Stay on the normal screen from the start.")
    ] = False,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Read the answers from a YAML or JSON file (-: standard input); ask nothing.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar="ID", help="Only this section; repeatable."),
    ] = None,
    demo: Annotated[
        str | None,
        typer.Option("--demo", metavar="NAME", help="Example person (`list` shows them)."),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="With --demo: only the counselor's guide.")
    ] = False,
    blank: Annotated[bool, typer.Option("--blank", help="The paper form, with boxes.")] = False,
    content_folder: ContentFolder = None,
    output: AssessOutputPath = None,
    force: Force = False,
) -> CommandResult:
    """Ask the questions, and print the summary. Nothing is saved unless you ask."""
    from kickcheck.pages.localizer import Localizer

    content = content_for(content_folder)
    local = _local_contacts()
    here = with_local_contacts(content, country_for(content, country), local)
    localizer = Localizer(content, here)
    chosen = _chosen(content.questionnaire, section)
    options = OutputOptions.from_command_line(
        plain=plain, as_json=as_json, output=output, force=force, assess=True
    )
    if blank:
        if answers is not None or chosen or demo is not None or notes:
            raise UsageError(
                "The paper form cannot be combined with answers, sections or a demo.",
                "Leave them out.",
            )
        from datetime import date

        from kickcheck.pages import paper_form

        page = paper_form.blank_page(localizer, date.today())
        return page_result(localizer, options, page, options.exporter.form(localizer, page))
    if notes and demo is None:
        name = next(iter(content.demos))
        raise UsageError("--notes needs --demo.", f"For example: --demo {name} --notes")
    if demo is not None:
        if answers is not None or chosen or options.is_json:
            raise UsageError(
                "A demo cannot be combined with answers, sections or JSON.", "Leave them out."
            )
        return _demo(localizer, demo, options, local, keep=keep, notes=notes)
    if answers is not None:
        from kickcheck.assessment import assess
        from kickcheck.cli import assess_result

        given = _read_answers(answers)
        return assess_result.output(
            localizer, assess(content.questionnaire, given, chosen or None), options
        )
    from kickcheck.cli import interactive

    _prepare()
    return interactive.run_interactive(localizer, chosen, options, local, keep=keep)


def _local_contacts() -> "LocalContacts":
    """Return the help lines of a service; none, with a warning, if they cannot be read."""
    try:
        return read_local_contacts()
    except KickcheckError as error:
        print_error(error.message, error.hint)
        return {}


def _prepare() -> None:
    """Prepare for a conversation: hide its memory, and import what could be needed at its end."""
    from kickcheck import console
    from kickcheck.cli import output

    console.hide_memory()
    output.preload()


def _read_answers(path: str) -> "dict[str, Answer]":
    """Return the answers of a file, or those that somebody types on a terminal."""
    from kickcheck import content

    if not streams.is_terminal(sys.stdin):
        return content.read_answers(path)
    from kickcheck.screen.linear_screen import line_mode

    with line_mode(sys.stdin.fileno()):
        return content.read_answers(path)


def _demo(
    localizer: "Localizer",
    name: str,
    options: OutputOptions,
    local: "LocalContacts",
    *,
    keep: bool,
    notes: bool,
) -> CommandResult:
    """Return the list of example people, the guide to one of them, or the result of a demo."""
    from kickcheck.cli import interactive
    from kickcheck.pages import demo as demo_pages

    demos = localizer.content.demos
    if name == "list":
        return page_result(localizer, options, demo_pages.list_page(localizer))
    if name not in demos:
        raise UsageError("There is no such person.", f"Choose from: {', '.join(demos)}.")
    if notes:
        return page_result(localizer, options, demo_pages.notes_page(localizer, demos[name]))
    _prepare()
    return interactive.run_interactive(localizer, (), options, local, keep=keep, demo=demos[name])


def _chosen(questionnaire: "Questionnaire", names: Sequence[str] | None) -> tuple[str, ...]:
    known = [section.id for section in questionnaire.sections]
    for name in names or ():
        if name not in known:
            raise UsageError("There is no such section.", f"Choose from: {', '.join(known)}.")
    return tuple(section_id for section_id in known if section_id in (names or ()))
