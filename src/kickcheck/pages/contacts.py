"""The help lines of a country, and the sources they come from."""

import re
from collections.abc import Iterable
from datetime import date

from kickcheck.model import (
    INTERNATIONAL,
    Block,
    Citation,
    Contact,
    DefinitionList,
    Heading,
    List,
    Page,
    Paragraph,
    Span,
    Spans,
    Style,
)
from kickcheck.pages.localizer import Localizer, in_month, on_day, strong, unstyled


def contacts_page(localizer: Localizer, today: date) -> Page:
    """Return the help lines of a country, or one line for each country if none is chosen.

    Args:
        localizer: the content and the country.
        today: the date that decides which lines are marked as old.

    """
    interface, country = localizer.interface, localizer.country
    blocks: list[Block] = []
    if country.is_fallback:
        blocks.append(
            localizer.paragraph(interface.contacts_unknown, country=country.requested_code)
        )
    if country.shares_with:
        blocks.append(localizer.paragraph(interface.contacts_shared, country=country.shares_with))
    blocks += help_lines(localizer, today)
    return localizer.page(localizer.format(interface.contacts_title, country=country.name), *blocks)


def help_lines(localizer: Localizer, today: date, level: int = 2) -> list[Block]:
    """Return advice on using help lines, then the lines themselves, grouped by kind.

    If no country is chosen, each country has one line. `level` is that of the headings.
    """
    interface, country = localizer.interface, localizer.country
    if country.chosen:
        return [
            _advice(localizer, country.shown),
            *_grouped_by_kind(localizer, country.shown, today, level),
        ]
    countries = [c for c in localizer.content.countries.values() if c.code != INTERNATIONAL]
    rows = tuple(
        (unstyled(c.name), unstyled(Localizer(localizer.content, c).format(interface.contacts_one)))
        for c in countries
    )
    records = [r for r in country.shown if r.local or r.kind != "emergency"]
    return [
        _advice(localizer, [record for c in countries for record in c.shown]),
        localizer.paragraph(interface.contacts_each),
        DefinitionList(rows),
        localizer.instruction(interface.contacts_choose),
        *_grouped_by_kind(localizer, records, today, level),
    ]


def short_help_lines(localizer: Localizer, today: date, level: int) -> list[Block]:
    """Return the help lines of a country as number, name and how to reach it, for a screen."""
    country = localizer.country
    if not country.chosen:
        return help_lines(localizer, today, level)
    items = tuple(
        (*strong(first), *unstyled("".join(f" \u00b7 {part}" for part in rest)))
        for record in country.shown
        if record.kind != "emergency" or record.local
        for first, *rest in [[p for p in (record.number, record.name, record.how) if p]]
    )
    return [localizer.paragraph(localizer.interface.contacts_short), List(items)]


def contact_sources_page(localizer: Localizer) -> Page:
    """Return the source of each help line; of every country if none is chosen."""
    interface, country = localizer.interface, localizer.country
    countries = [country] if country.chosen else [*localizer.content.countries.values()]
    blocks: list[Block] = [localizer.paragraph(interface.contacts_sources_text)]
    for each in countries:
        if len(countries) > 1:
            blocks.append(Heading(each.name))
        blocks.append(List(tuple(_provenance(localizer, record) for record in each.shown)))
    title = localizer.format(interface.contacts_sources_title, country=country.name)
    return localizer.page(title, *blocks)


def is_old(record: Contact, today: date) -> bool:
    """Return whether a record was last checked more than a year ago.

    A date with only a month or year counts as the last day of it.
    """
    a_year_ago = f"{today.year - 1:04}{today.isoformat()[4:]}"
    return record.source_date < a_year_ago[: len(record.source_date)]


def _advice(localizer: Localizer, records: Iterable[Contact]) -> Paragraph:
    """Return how old the numbers are, and what to do if one does not answer."""
    interface = localizer.interface
    dates = sorted(r.source_date for r in records if r.number and r.source_date != "undated")
    texts = [localizer.format(interface.contacts_text)]
    if dates:
        oldest, newest = in_month(dates[0]), in_month(dates[-1])
        if oldest == newest:
            texts.insert(0, localizer.format(interface.contacts_checked_once, date=newest))
        else:
            checked = localizer.format(interface.contacts_checked, oldest=oldest, newest=newest)
            texts.insert(0, checked)
    return Paragraph(unstyled(" ".join(texts)))


def _grouped_by_kind(
    localizer: Localizer, records: Iterable[Contact], today: date, level: int
) -> list[Block]:
    blocks: list[Block] = []
    for kind, heading in localizer.interface.contacts_kinds.items():
        matching = [record for record in records if record.kind == kind]
        if matching:
            blocks.append(Heading(heading, level))
            blocks.append(List(tuple(_line(localizer, record, today) for record in matching)))
    return blocks


def _line(localizer: Localizer, record: Contact, today: date) -> Spans:
    """Return one help line: the number first, then who answers, how and when."""
    interface = localizer.interface
    texts = [record.name, record.how, record.hours, record.cost, record.language]
    # Emergency numbers carry no warning about their age: doubt would delay the call.
    if record.local:
        texts.append(interface.contact_local)
    elif record.kind != "emergency" and record.source_date == "undated":
        texts.append(interface.contact_undated)
    elif record.kind != "emergency" and is_old(record, today):
        texts.append(localizer.format(interface.contact_old, year=record.source_date[:4]))
    parts = [record.number, *texts]
    first, *rest = dict.fromkeys(part for part in parts if part not in ("", "not stated"))
    tail = "".join(f" \u00b7 {part}" for part in rest)
    # A telephone dials it; "text SHOUT to 85258" is no number to dial.
    digits = re.sub("[ -]", "", record.number)
    link = f"tel:{digits}" if digits.isascii() and digits.isdigit() else ""
    text = f"{tail}. {record.note}" if record.note else tail
    return (Span(first, Style.STRONG, link), *unstyled(text))


def _provenance(localizer: Localizer, record: Contact) -> Spans:
    """Return the source of a help line and how it was verified."""
    interface = localizer.interface
    texts = [interface.contact_seen[record.verified]]
    if record.source_date == "undated":
        texts.insert(0, localizer.format(interface.contact_source_undated, source=record.source))
    else:
        when = _date_text(record.source_date)
        texts.insert(0, localizer.format(interface.contact_source, source=record.source, date=when))
    if record.review_by == "due":
        texts.append(interface.contact_review_due)
    else:
        texts.append(localizer.format(interface.contact_review, date=_date_text(record.review_by)))
    if record.local:
        texts = [f"{interface.contact_local[:1].upper()}{interface.contact_local[1:]}."]
    names = dict.fromkeys(part for part in (record.number, record.name) if part)
    head = " \u00b7 ".join(names)
    return (*strong(f"{head}. "), Citation(record.source, text=" ".join(texts)))


def _date_text(iso: str) -> str:
    return on_day(iso) if iso.count("-") == 2 else in_month(iso)
