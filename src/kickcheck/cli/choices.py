"""Options that mean the same wherever they appear, and what their values lead to."""

import os
import re
from typing import TYPE_CHECKING, Annotated

import typer

from kickcheck.errors import UsageError

if TYPE_CHECKING:
    from kickcheck.model import Content, Country
    from kickcheck.pages.voice import Voice

OPTIONS_WITH_VALUE = frozenset(
    {"--country", "--output", "-o", "--answers", "--section", "--demo", "--search"}
)
"""The options that take the next word: a test compares them with those of the commands."""

Plain = Annotated[
    bool, typer.Option("--plain", help="Linear text: no boxes, no colour, no escape codes.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of a page.")]
OutputFile = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Save instead: .html, .md, .txt or .json. New files only.",
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


def voice_for(content: "Content", code: str | None) -> "Voice":
    """Return the content spoken to a country; nothing is ever guessed."""
    from kickcheck.pages.voice import Voice

    return Voice(content, country_for(content, code))


def with_local_contacts(country: "Country") -> "Country":
    """Return a country with the help lines of the file that KICKCHECK_CONTACTS names.

    Only what lists help lines reads it: a wrong file must not stand before the emergency page.
    """
    path = os.environ.get("KICKCHECK_CONTACTS", "")
    if not path:
        return country
    from kickcheck.content import read_contacts

    return country.with_local(read_contacts(path).get(country.asked_for or country.code, ()))


def country_for(content: "Content", code: str | None) -> "Country":
    """Return a country; one that we do not have is stood in for by the international block.

    Raises:
        UsageError: the code is not two letters.

    """
    from dataclasses import replace

    from kickcheck.model import ALSO_KNOWN, INTERNATIONAL

    from_environment = os.environ.get("KICKCHECK_COUNTRY", "")
    typed = (from_environment if code is None else code).strip()
    # Capitals of other letters may be two of ours: ß becomes SS.
    asked_for = typed.upper() if typed.isascii() else typed
    asked_for = ALSO_KNOWN.get(asked_for, asked_for)
    international = content.countries[INTERNATIONAL]
    if code is None and not asked_for:
        return international
    if not re.fullmatch("[A-Z]{2}", asked_for):
        where = "KICKCHECK_COUNTRY" if code is None else "--country"
        raise UsageError(f"{where} takes two letters.", "For example US, GB, IE, AU or DE.")
    unknown = replace(international, name=asked_for, asked_for=asked_for)
    return content.countries.get(asked_for, unknown)
