"""The pages of help lines, and where each line comes from."""

from collections.abc import Iterable
from datetime import date

from kickcheck.model import (
    INTERNATIONAL,
    Block,
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
    """Return the help lines of a country; where none is chosen, a line for each country.

    Args:
        localizer: speaks to the country.
        today: decides which lines say when they were last checked.

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


def help_lines(localizer: Localizer, today: date) -> list[Block]:
    """Return help lines as every page shows them: how to use them, then each under its kind.

    Where no country is chosen, each country has one line.
    """
    interface, country = localizer.interface, localizer.country
    if country.chosen:
        return [_advice(localizer, country.shown), *_by_kind(localizer, country.shown, today)]
    countries = [c for c in localizer.content.countries.values() if c.code != INTERNATIONAL]
    rows = tuple(
        (unstyled(c.name), unstyled(Localizer(localizer.content, c).format(interface.contacts_one)))
        for c in countries
    )
    others = [r for r in country.shown if r.local or r.kind != "emergency"]
    return [
        _advice(localizer, [record for c in countries for record in c.shown]),
        localizer.paragraph(interface.contacts_each),
        DefinitionList(rows),
        localizer.paragraph(interface.contacts_choose),
        *_by_kind(localizer, others, today),
    ]


def contact_sources_page(localizer: Localizer) -> Page:
    """Return where each help line comes from; where no country is chosen, those of all."""
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
    """Tell whether a record was last checked more than a year ago.

    A date that is cut to its month or year counts as its last day.
    """
    a_year_ago = f"{today.year - 1:04}{today.isoformat()[4:]}"
    return record.source_date < a_year_ago[: len(record.source_date)]


def _advice(localizer: Localizer, records: Iterable[Contact]) -> Paragraph:
    """Return how old the numbers are, and what to do when one does not answer."""
    interface = localizer.interface
    dates = sorted(r.source_date for r in records if r.number and r.source_date != "undated")
    said = [localizer.format(interface.contacts_text)]
    if dates:
        oldest, newest = in_month(dates[0]), in_month(dates[-1])
        if oldest == newest:
            said.insert(0, localizer.format(interface.contacts_checked_once, date=newest))
        else:
            checked = localizer.format(interface.contacts_checked, oldest=oldest, newest=newest)
            said.insert(0, checked)
    return Paragraph(unstyled(" ".join(said)))


def _by_kind(localizer: Localizer, records: Iterable[Contact], today: date) -> list[Block]:
    blocks: list[Block] = []
    for kind, heading in localizer.interface.contacts_kinds.items():
        of_kind = [record for record in records if record.kind == kind]
        if of_kind:
            blocks.append(Heading(heading))
            blocks.append(List(tuple(_line(localizer, record, today) for record in of_kind)))
    return blocks


def _line(localizer: Localizer, record: Contact, today: date) -> Spans:
    """Return a help line as a reader needs it: the number first, then who, how and when."""
    interface = localizer.interface
    said = [record.name, record.how, record.hours, record.cost, record.language]
    # An emergency number that sounded doubtful would only delay the call.
    if record.local:
        said.append(interface.contact_local)
    elif record.kind != "emergency" and record.source_date == "undated":
        said.append(interface.contact_undated)
    elif record.kind != "emergency" and is_old(record, today):
        said.append(localizer.format(interface.contact_old, year=record.source_date[:4]))
    parts = [record.number, *said] if record.number else said
    first, *rest = dict.fromkeys(part for part in parts if part not in ("", "not stated"))
    tail = "".join(f" \u00b7 {part}" for part in rest)
    return (*strong(first), *unstyled(f"{tail}. {record.note}" if record.note else tail))


def _provenance(localizer: Localizer, record: Contact) -> Spans:
    """Return what a help line rests on."""
    interface = localizer.interface
    said = [interface.contact_seen[record.verified]]
    if record.source_date == "undated":
        said.insert(0, localizer.format(interface.contact_source_undated, source=record.source))
    else:
        when = _when(record.source_date)
        said.insert(0, localizer.format(interface.contact_source, source=record.source, date=when))
    if record.review_by == "due":
        said.append(interface.contact_review_due)
    else:
        said.append(localizer.format(interface.contact_review, date=_when(record.review_by)))
    if record.local:
        said = [f"{interface.contact_local[:1].upper()}{interface.contact_local[1:]}."]
    names = dict.fromkeys(part for part in (record.number, record.name) if part)
    head = " \u00b7 ".join(names)
    return (*strong(f"{head}. "), Span(" ".join(said), Style.SOURCE))


def _when(iso: str) -> str:
    return on_day(iso) if iso.count("-") == 2 else in_month(iso)
