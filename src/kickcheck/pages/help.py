"""The pages that need no question first: emergency steps, help lines, the welcome."""

from collections.abc import Iterable
from datetime import date

from kickcheck.model import (
    INTERNATIONAL,
    Block,
    Contact,
    Heading,
    Items,
    Notice,
    Page,
    Seen,
    Span,
    Spans,
    Style,
    Table,
    Text,
)
from kickcheck.pages.voice import Voice, cited, plain, strong, without_citations

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def emergency_page(voice: Voice) -> Page:
    """Return the overdose steps: the call and eight short ones, then more on each of them."""
    wording = voice.wording
    texts = (wording.emergency_steps, wording.emergency_more)
    # Whoever reads the steps has no time for sources: they stand at the end.
    steps, more = (voice.blocks(without_citations(text)) for text in texts)
    keys = cited((*wording.emergency_steps, *wording.emergency_more), voice.content)
    sources = "; ".join(voice.cite(key) for key in keys)
    return voice.page(
        voice.say(wording.emergency_title),
        Text(strong(_call(voice))),
        *steps,
        *emergency_numbers(voice),
        Heading(wording.emergency_more_title),
        *more,
        Text(plain(voice.say(wording.emergency_sources, sources=sources)), small=True),
        # A window that is lower than the page shows its end.
        Text(strong(voice.say(wording.emergency_last))),
    )


def _call(voice: Voice) -> str:
    """Return the first line: whom to call. Without a country it has to be short, too."""
    if voice.country.code != INTERNATIONAL:
        return voice.say(voice.wording.emergency_number)
    numbers = ", ".join(r.number for r in voice.country.shown if r.kind == "emergency")
    return voice.say(voice.wording.emergency_number_anywhere, numbers=numbers)


def emergency_numbers(voice: Voice) -> tuple[Block, ...]:
    """Return which emergency number holds where; nothing when the country is chosen."""
    if voice.country.code != INTERNATIONAL:
        return ()
    rows = [
        plain(f"{record.number}: {record.note}")
        for record in voice.country.shown
        if record.kind == "emergency"
    ]
    return (Items(tuple(rows)),)


def contacts_page(voice: Voice, today: date) -> Page:
    """Return the help lines of a country, each with the age of its source.

    Args:
        voice: speaks to the country.
        today: decides which records are past their review date.

    """
    wording = voice.wording
    blocks: list[Block] = []
    if voice.country.stands_in:
        blocks.append(voice.text(wording.contacts_unknown, country=voice.country.asked_for))
    blocks.append(voice.text(wording.contacts_text))
    for kind, heading in wording.contacts_kinds.items():
        of_kind = [record for record in voice.country.shown if record.kind == kind]
        if of_kind:
            blocks.append(Heading(heading))
            blocks.append(contact_items(voice, of_kind, today))
    return voice.page(voice.say(wording.contacts_title, country=voice.country.name), *blocks)


def contact_items(voice: Voice, records: Iterable[Contact], today: date) -> Items:
    """Return help lines, each with what is known of it."""
    return Items(tuple(_full_record(voice, record, today) for record in records))


def saved(voice: Voice, page: Page, *, steps: bool = False, reviewed: str = "") -> Page:
    """Return a page as it is saved: it ends on what it is not, and how old its facts are.

    Args:
        voice: speaks to the country.
        page: what is saved.
        steps: whether it is for somebody in an emergency.
        reviewed: the day of the last review, ISO 8601; without it the oldest of all topics.

    """
    wording = voice.wording
    what_it_is_not = wording.saved_steps_are_not if steps else wording.saved_what_it_is_not
    day = on_day(reviewed or min(topic.reviewed for topic in voice.content.topics.values()))
    notes = (voice.say(what_it_is_not), voice.say(wording.saved_reviewed, date=day))
    return Page(page.title, (*page.blocks, *(Text(plain(note), small=True) for note in notes)))


def is_due(record: Contact, today: date) -> bool:
    """Tell whether a record is past its review date, or has none to count from.

    An emergency number of unknown date is not called doubtful: it would only delay the call.
    """
    if record.review_by == "due":
        return record.kind != "emergency"
    return record.review_by < today.isoformat()[: len(record.review_by)]


def in_month(iso: str) -> str:
    """Return "2026-01-13" or "2026-01" as "January 2026", and a year as it is."""
    parts = iso.split("-")
    return iso if len(parts) == 1 else f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"


def on_day(iso: str) -> str:
    """Return "2026-01-13" as "13 January 2026"."""
    return f"{int(iso.split('-')[2])} {in_month(iso)}"


def _full_record(voice: Voice, record: Contact, today: date) -> Spans:
    wording = voice.wording
    not_stated = ("", "not stated")
    details = [d for d in (record.hours, record.cost, record.language) if d not in not_stated]
    said = [", ".join(details), record.note]
    if record.local:
        rests_on = wording.contact_local
    elif record.verified is Seen.MEMORY:
        rests_on = wording.contact_unchecked
    elif record.source_date == "undated":
        rests_on = voice.say(wording.contact_undated, source=record.source)
    else:
        when = in_month(record.source_date)
        rests_on = voice.say(wording.contact_source, source=record.source, date=when)
    due = voice.say(wording.contacts_due) if is_due(record, today) else ""
    head = f"{record.name}: {record.number}. " if record.number else f"{record.name}. "
    tail = _sentences(said)
    return (
        *strong(head),
        *plain(f"{tail} " if tail else ""),
        Span(_sentences([rests_on, due]), Style.SOURCE),
    )


def _sentences(parts: Iterable[str]) -> str:
    """Return parts as sentences, each with its capital letter and its full stop."""
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def welcome_page(voice: Voice) -> Page:
    """Return what stands there when the program is called without a command."""
    wording = voice.wording
    rows = tuple((plain(name), plain(what)) for name, what in wording.welcome_commands.items())
    return voice.page(
        voice.say(wording.welcome_title),
        Notice("", (voice.text(wording.first_alarm_command),)),
        *voice.blocks(wording.welcome_text),
        Table(rows),
    )
