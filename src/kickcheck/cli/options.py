"""Options that several commands share, and functions that apply their values."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kickcheck.cli.formats import suffixes
from kickcheck.errors import UsageError

if TYPE_CHECKING:
    from kickcheck.model import Contact, Content, Country
    from kickcheck.pages.localizer import Localizer

OPTIONS_WITH_VALUE = frozenset(
    {"--country", "--output", "-o", "--answers", "--section", "--demo", "--search", "--content"}
)
"""The options that take the next word as their value; a test compares them with the commands."""

Plain = Annotated[
    bool, typer.Option("--plain", help="Plain text: no boxes, no colour, no escape codes.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a page.")]
NoPager = Annotated[
    bool, typer.Option("--no-pager", help="Print a long page at once, not part by part.")
]


def _output_path(known: str) -> Any:
    help_text = f"Save to a new file instead: {known}."
    return typer.Option("--output", "-o", metavar="FILE", help=help_text)


OutputPath = Annotated[str | None, _output_path(suffixes(assess=False))]
AssessOutputPath = Annotated[str | None, _output_path(suffixes())]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]
CountryCode = Annotated[
    str | None,
    typer.Option(
        "--country",
        metavar="CC",
        help="Country for help lines: two letters, such as US or GB. Default: KICKCHECK_COUNTRY.",
    ),
]


ContentFolder = Annotated[
    str | None,
    typer.Option(
        "--content",
        metavar="DIR",
        help="Content that a folder changes. Default: KICKCHECK_CONTENT.",
    ),
]


def content_for(folder: str | None) -> "Content":
    """Return the content of a folder, else of KICKCHECK_CONTENT, else the bundled content."""
    from kickcheck import content

    folder = os.environ.get("KICKCHECK_CONTENT") if folder is None else folder
    return content.from_folder(Path(folder)) if folder else content.bundled()


def localizer_for(content: "Content", code: str | None) -> "Localizer":
    """Return a localizer for a country. The country is never guessed."""
    from kickcheck.pages.localizer import Localizer

    return Localizer(content, country_for(content, code))


LocalContacts = Mapping[str, tuple["Contact", ...]]
"""The help lines of a service by country code."""


def read_local_contacts() -> "LocalContacts":
    """Return the help lines of the file that KICKCHECK_CONTACTS names, if it names one.

    Only commands that list help lines read the file: an error in it must not block the emergency
    page.
    """
    from kickcheck.content import read_contacts

    path = os.environ.get("KICKCHECK_CONTACTS", "")
    return read_contacts(path) if path else {}


def with_local_contacts(
    content: "Content", country: "Country", local: "LocalContacts"
) -> "Country":
    """Return a country with the help lines of a service; all of them if none was chosen.

    A place also gets the lines for the country that it belongs to.
    """
    from kickcheck.model import country_named

    here = country.requested_code or country.code
    found: list[Contact] = []
    for code, records in local.items():
        known = country_named(content.countries, code)
        named = here == (known.code if known else code) or (known and here in known.places)
        if named or not country.chosen:
            found += records
    return country.with_local(tuple(found))


def country_for(content: "Content", code: str | None, *, option: str = "--country") -> "Country":
    """Return a country; for an unknown code, the international contacts under that code.

    Args:
        content: contains the known countries.
        code: two letters, a name or an alias as typed; None: the value of KICKCHECK_COUNTRY.
        option: where the code was typed, for the error message.

    Raises:
        UsageError: it is neither a known name nor two letters.

    """
    from dataclasses import replace

    from kickcheck.model import INTERNATIONAL, country_named

    from_environment = os.environ.get("KICKCHECK_COUNTRY", "")
    typed = (from_environment if code is None else code).strip()
    international = content.countries[INTERNATIONAL]
    if code is None and not typed:
        return international
    found = country_named(content.countries, typed)
    if found is not None:
        return found
    if not re.fullmatch("[A-Za-z]{2}", typed):
        where = "KICKCHECK_COUNTRY" if code is None else option
        raise UsageError(f"{where} takes two letters.", "For example US, GB, IE, AU or DE.")
    return replace(international, name=typed.upper(), requested_code=typed.upper())
