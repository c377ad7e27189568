"""`kickcheck contacts`: shows help lines, and their sources."""

from typing import Annotated

import typer

from kickcheck.cli.options import (
    ContentFolder,
    CountryCode,
    Force,
    Json,
    NoPager,
    OutputPath,
    Plain,
    content_for,
    country_for,
    read_local_contacts,
    with_local_contacts,
)
from kickcheck.cli.output import CommandResult, OutputOptions, page_result
from kickcheck.errors import UsageError


def command(
    place: Annotated[
        list[str] | None, typer.Argument(metavar="[CC]", help="A country, such as US or GB.")
    ] = None,
    plain: Plain = False,
    as_json: Json = False,
    country: CountryCode = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Show the source of each help line.")
    ] = False,
    no_pager: NoPager = False,
    content_folder: ContentFolder = None,
    output: OutputPath = None,
    force: Force = False,
) -> CommandResult:
    """Show the help lines of a country; without one, a line for each country."""
    from datetime import date

    from kickcheck import json_export
    from kickcheck.pages import contacts as pages
    from kickcheck.pages.localizer import Localizer

    content = content_for(content_folder)
    if place and country is not None:
        raise UsageError("The country is given twice.", "Name it once.")
    if place:
        named = country_for(content, " ".join(place), option="kickcheck contacts")
    else:
        named = country_for(content, country)
    found = with_local_contacts(content, named, read_local_contacts())
    localizer = Localizer(content, found)
    options = OutputOptions.from_command_line(
        plain=plain, as_json=as_json, output=output, force=force, pager=not no_pager
    )
    if sources:
        page = pages.contact_sources_page(localizer)
    else:
        page = pages.contacts_page(localizer, date.today())
    return page_result(localizer, options, page, json_export.contacts(found), paged=True)
