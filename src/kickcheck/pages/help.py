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
    Span,
    Spans,
    Style,
    Table,
    Text,
)
from kickcheck.pages.localizer import Voice, cited, plain, strong, without_citations

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
    """Return the help lines of a country; where none is chosen, a line for each country.

    Args:
        voice: speaks to the country.
        today: decides which lines say when they were last checked.

    """
    wording, country = voice.wording, voice.country
    blocks: list[Block] = []
    if country.stands_in:
        blocks.append(voice.text(wording.contacts_unknown, country=country.asked_for))
    if country.shares_with:
        blocks.append(voice.text(wording.contacts_shared, country=country.shares_with))
    blocks += help_lines(voice, today)
    return voice.page(voice.say(wording.contacts_title, country=country.name), *blocks)


def help_lines(voice: Voice, today: date) -> list[Block]:
    """Return help lines as every page shows them: how to use them, then each under its kind.

    Where no country is chosen, each country has one line.
    """
    wording, country = voice.wording, voice.country
    if country.chosen:
        return [_advice(voice, country.shown), *_by_kind(voice, country.shown, today)]
    countries = [c for c in voice.content.countries.values() if c.code != INTERNATIONAL]
    rows = tuple(
        (plain(c.name), plain(Voice(voice.content, c).say(wording.contacts_one))) for c in countries
    )
    others = [r for r in country.shown if r.local or r.kind != "emergency"]
    return [
        _advice(voice, [record for c in countries for record in c.shown]),
        voice.text(wording.contacts_each),
        Table(rows),
        voice.text(wording.contacts_choose),
        *_by_kind(voice, others, today),
    ]


def contact_sources_page(voice: Voice) -> Page:
    """Return where each help line comes from; where no country is chosen, those of all."""
    wording, country = voice.wording, voice.country
    countries = [country] if country.chosen else [*voice.content.countries.values()]
    blocks: list[Block] = [voice.text(wording.contacts_sources_text)]
    for each in countries:
        if len(countries) > 1:
            blocks.append(Heading(each.name))
        blocks.append(Items(tuple(_provenance(voice, record) for record in each.shown)))
    title = voice.say(wording.contacts_sources_title, country=country.name)
    return voice.page(title, *blocks)


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


def _advice(voice: Voice, records: Iterable[Contact]) -> Text:
    """Return how old the numbers are, and what to do when one does not answer."""
    wording = voice.wording
    dates = sorted(r.source_date for r in records if r.number and r.source_date != "undated")
    said = [voice.say(wording.contacts_text)]
    if dates:
        oldest, newest = in_month(dates[0]), in_month(dates[-1])
        if oldest == newest:
            said.insert(0, voice.say(wording.contacts_checked_once, date=newest))
        else:
            checked = voice.say(wording.contacts_checked, oldest=oldest, newest=newest)
            said.insert(0, checked)
    return Text(plain(" ".join(said)))


def _by_kind(voice: Voice, records: Iterable[Contact], today: date) -> list[Block]:
    blocks: list[Block] = []
    for kind, heading in voice.wording.contacts_kinds.items():
        of_kind = [record for record in records if record.kind == kind]
        if of_kind:
            blocks.append(Heading(heading))
            blocks.append(Items(tuple(_line(voice, record, today) for record in of_kind)))
    return blocks


def _line(voice: Voice, record: Contact, today: date) -> Spans:
    """Return a help line as a reader needs it: the number first, then who, how and when."""
    wording = voice.wording
    said = [record.name, record.how, record.hours, record.cost, record.language]
    # An emergency number that sounded doubtful would only delay the call.
    if record.local:
        said.append(wording.contact_local)
    elif record.kind != "emergency" and record.source_date == "undated":
        said.append(wording.contact_undated)
    elif record.kind != "emergency" and is_old(record, today):
        said.append(voice.say(wording.contact_old, year=record.source_date[:4]))
    parts = [record.number, *said] if record.number else said
    first, *rest = dict.fromkeys(part for part in parts if part not in ("", "not stated"))
    tail = "".join(f" \u00b7 {part}" for part in rest)
    return (*strong(first), *plain(f"{tail}. {record.note}" if record.note else tail))


def _provenance(voice: Voice, record: Contact) -> Spans:
    """Return what a help line rests on."""
    wording = voice.wording
    said = [wording.contact_seen[record.verified]]
    if record.source_date == "undated":
        said.insert(0, voice.say(wording.contact_source_undated, source=record.source))
    else:
        when = _when(record.source_date)
        said.insert(0, voice.say(wording.contact_source, source=record.source, date=when))
    if record.review_by == "due":
        said.append(wording.contact_review_due)
    else:
        said.append(voice.say(wording.contact_review, date=_when(record.review_by)))
    if record.local:
        said = [f"{wording.contact_local[:1].upper()}{wording.contact_local[1:]}."]
    names = dict.fromkeys(part for part in (record.number, record.name) if part)
    head = " \u00b7 ".join(names)
    return (*strong(f"{head}. "), Span(" ".join(said), Style.SOURCE))


def _when(iso: str) -> str:
    return on_day(iso) if iso.count("-") == 2 else in_month(iso)


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
