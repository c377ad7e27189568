"""Options that mean the same wherever they appear, and what their values lead to."""

import os
import re
from typing import TYPE_CHECKING, Annotated

import typer

from kickcheck.cli.formats import suffixes
from kickcheck.errors import UsageError

if TYPE_CHECKING:
    from kickcheck.model import Contact, Content, Country
    from kickcheck.pages.localizer import Localizer

OPTIONS_WITH_VALUE = frozenset(
    {"--country", "--output", "-o", "--answers", "--section", "--demo", "--search"}
)
"""The options that take the next word: a test compares them with those of the commands."""

Plain = Annotated[
    bool, typer.Option("--plain", help="Linear text: no boxes, no colour, no escape codes.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of a page.")]
OutputPath = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=f"Save instead: {suffixes()}. New files only.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")]
CountryCode = Annotated[
    str | None,
    typer.Option(
        "--country",
        metavar="CC",
        help="Which help lines: two letters, such as US or GB. Else KICKCHECK_COUNTRY is read.",
    ),
]


def localizer_for(content: "Content", code: str | None) -> "Localizer":
    """Return the content spoken to a country; nothing is ever guessed."""
    from kickcheck.pages.localizer import Localizer

    return Localizer(content, country_for(content, code))


def with_local_contacts(content: "Content", country: "Country") -> "Country":
    """Return a country with the help lines of the file that KICKCHECK_CONTACTS names.

    A place also gets what the file says of the country that it belongs to. Only what lists help
    lines reads the file: a wrong one must not stand before the emergency page.
    """
    path = os.environ.get("KICKCHECK_CONTACTS", "")
    if not path:
        return country
    from kickcheck.content import read_contacts
    from kickcheck.model import country_named

    here = country.requested_code or country.code
    found: list[Contact] = []
    for code, records in read_contacts(path).items():
        known = country_named(content.countries, code)
        if here == (known.code if known else code) or (known and here in known.places):
            found += records
    return country.with_local(tuple(found))


def country_for(content: "Content", code: str | None, *, option: str = "--country") -> "Country":
    """Return a country; one that we do not have is stood in for by the international block.

    Args:
        content: the countries that there are.
        code: what was typed: two letters, a name or an alias; None: KICKCHECK_COUNTRY is read.
        option: where it was typed, for the message.

    Raises:
        UsageError: it is no name that we know, and not two letters.

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
