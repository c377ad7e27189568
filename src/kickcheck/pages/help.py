"""The pages that need no question first: emergency steps, help lines, the welcome."""

from collections.abc import Iterable
from datetime import date

from kickcheck.model import (
    INTERNATIONAL,
    Block,
    Callout,
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
from kickcheck.pages.localizer import Localizer, cited, strong, unstyled, without_citations

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def emergency_page(localizer: Localizer) -> Page:
    """Return the overdose steps: the call and eight short ones, then more on each of them."""
    interface = localizer.interface
    texts = (interface.emergency_steps, interface.emergency_more)
    # Whoever reads the steps has no time for sources: they stand at the end.
    steps, more = (localizer.blocks(without_citations(text)) for text in texts)
    keys = cited((*interface.emergency_steps, *interface.emergency_more), localizer.content)
    sources = "; ".join(localizer.cite(key) for key in keys)
    return localizer.page(
        localizer.format(interface.emergency_title),
        Paragraph(strong(_call(localizer))),
        *steps,
        *emergency_numbers(localizer),
        Heading(interface.emergency_more_title),
        *more,
        Paragraph(
            unstyled(localizer.format(interface.emergency_sources, sources=sources)), small=True
        ),
        # A window that is lower than the page shows its end.
        Paragraph(strong(localizer.format(interface.emergency_last))),
    )


def _call(localizer: Localizer) -> str:
    """Return the first line: whom to call. Without a country it has to be short, too."""
    if localizer.country.code != INTERNATIONAL:
        return localizer.format(localizer.interface.emergency_number)
    numbers = ", ".join(r.number for r in localizer.country.shown if r.kind == "emergency")
    return localizer.format(localizer.interface.emergency_number_anywhere, numbers=numbers)


def emergency_numbers(localizer: Localizer) -> tuple[Block, ...]:
    """Return which emergency number holds where; nothing when the country is chosen."""
    if localizer.country.code != INTERNATIONAL:
        return ()
    rows = [
        unstyled(f"{record.number}: {record.note}")
        for record in localizer.country.shown
        if record.kind == "emergency"
    ]
    return (List(tuple(rows)),)


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


def saved(localizer: Localizer, page: Page, *, steps: bool = False, reviewed: str = "") -> Page:
    """Return a page as it is saved: it ends on what it is not, and how old its facts are.

    Args:
        localizer: speaks to the country.
        page: what is saved.
        steps: whether it is for somebody in an emergency.
        reviewed: the day of the last review, ISO 8601; without it the oldest of all topics.

    """
    interface = localizer.interface
    what_it_is_not = interface.saved_steps_are_not if steps else interface.saved_what_it_is_not
    day = on_day(reviewed or min(topic.reviewed for topic in localizer.content.topics.values()))
    notes = (localizer.format(what_it_is_not), localizer.format(interface.saved_reviewed, date=day))
    return Page(
        page.title, (*page.blocks, *(Paragraph(unstyled(note), small=True) for note in notes))
    )


def is_old(record: Contact, today: date) -> bool:
    """Tell whether a record was last checked more than a year ago.

    A date that is cut to its month or year counts as its last day.
    """
    a_year_ago = f"{today.year - 1:04}{today.isoformat()[4:]}"
    return record.source_date < a_year_ago[: len(record.source_date)]


def in_month(iso: str) -> str:
    """Return "2026-01-13" or "2026-01" as "January 2026", and a year as it is."""
    parts = iso.split("-")
    return iso if len(parts) == 1 else f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"


def on_day(iso: str) -> str:
    """Return "2026-01-13" as "13 January 2026"."""
    return f"{int(iso.split('-')[2])} {in_month(iso)}"


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


def welcome_page(localizer: Localizer) -> Page:
    """Return what stands there when the program is called without a command."""
    interface = localizer.interface
    rows = tuple(
        (unstyled(name), unstyled(what)) for name, what in interface.welcome_commands.items()
    )
    return localizer.page(
        localizer.format(interface.welcome_title),
        Callout("", (localizer.paragraph(interface.first_alarm_command),)),
        *localizer.blocks(interface.welcome_text),
        DefinitionList(rows),
    )
