"""`kickcheck contacts`, `kickcheck check`, and `kickcheck` alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kickcheck.cli.options import (
    CountryCode,
    Force,
    Json,
    OutputFile,
    Plain,
    country_for,
    localizer_for,
    with_local_contacts,
)
from kickcheck.cli.output import CommandResult, OutputOptions, page_result
from kickcheck.errors import UsageError

if TYPE_CHECKING:
    from kickcheck.content.files import Problem

MAX_SEPARATE_WARNINGS = 3  # warnings of one kind in one file, each told by itself


def contacts(
    place: Annotated[
        list[str] | None, typer.Argument(metavar="[CC]", help="A country, such as US or GB.")
    ] = None,
    plain: Plain = False,
    as_json: Json = False,
    country: CountryCode = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Show where each line comes from.")
    ] = False,
    output: OutputFile = None,
    force: Force = False,
) -> CommandResult:
    """Show the help lines of a country; without one, a line for each country."""
    from datetime import date

    from kickcheck import content as contents
    from kickcheck import json_export
    from kickcheck.pages import help as pages
    from kickcheck.pages.localizer import Localizer

    content = contents.bundled()
    if place and country is not None:
        raise UsageError("The country stands there twice.", "Name it once.")
    if place:
        named = country_for(content, " ".join(place), option="kickcheck contacts")
    else:
        named = country_for(content, country)
    found = with_local_contacts(content, named)
    localizer = Localizer(content, found)
    options = OutputOptions.asked(plain=plain, as_json=as_json, output=output, force=force)
    if sources:
        page = pages.contact_sources_page(localizer)
    else:
        page = pages.contacts_page(localizer, date.today())
    return page_result(localizer, options, page, json_export.contacts(found))


def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A content file or folder.")
    ] = None,
    as_json: Json = False,
) -> CommandResult:
    """Prove content right, or list everything wrong with it."""
    from datetime import date

    from kickcheck import content as contents
    from kickcheck.cli import prerender
    from kickcheck.safe_text import visible

    checked = contents.check(path, date.today().isoformat())
    if path is None and not checked.errors:
        checked = replace(checked, problems=(*prerender.problems(), *checked.problems))
    exit_code = 65 if checked.errors else 0
    if as_json:
        data: dict[str, object] = {
            "schema": "kickcheck.check/1",
            "problems": [
                {
                    "file": problem.file,
                    "line": problem.line,
                    "message": problem.message,
                    "severity": "warning" if problem.warning else "error",
                }
                for problem in checked.problems
            ],
            "checked": dict(checked.counts),
        }
        return CommandResult(OutputOptions(as_json=True), data=data, exit_code=exit_code)
    lines = [visible(line) for line in _summed(checked.problems)]
    counted = ", ".join(f"{number} {what}" for what, number in checked.counts)
    errors, warnings = len(checked.errors), len(checked.problems) - len(checked.errors)
    if errors:
        lines.append(f"{errors} to mend, {warnings} to look at.")
    else:
        lines.append(f"All is well: {counted}. {warnings} to look at.")
    return CommandResult(text="".join(f"{line}\n" for line in lines), exit_code=exit_code)


def _summed(problems: "Sequence[Problem]") -> Iterator[str]:
    """Return a line for each problem, and one for more than a few warnings of a kind in a file."""
    several = Counter((problem.file, problem.kind) for problem in problems if problem.kind)
    told = set()
    for problem in problems:
        group = problem.file, problem.kind
        if several[group] <= MAX_SEPARATE_WARNINGS:
            yield str(problem)
        elif group not in told:
            told.add(group)
            yield f"{problem.file}: warning: {several[group]} {problem.kind}: --json lists them"


def welcome(plain: bool, country: str | None) -> CommandResult:
    """Show what there is."""
    from kickcheck import content as contents
    from kickcheck.pages import help as pages

    return CommandResult(
        OutputOptions(plain), pages.welcome_page(localizer_for(contents.bundled(), country))
    )
