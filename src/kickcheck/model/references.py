"""What is told, and what it rests on: topics, facts, sources, help lines, made-up people."""

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from typing import Annotated, ClassVar

from kickcheck.frozen import Frozen
from kickcheck.model.field_types import (
    AnyCase,
    Choice,
    Day,
    Id,
    Key,
    Keys,
    Mark,
    OwnedBy,
    PartialDate,
    Prose,
    TextOrNothing,
)
from kickcheck.model.page import Block
from kickcheck.model.questionnaire import Answer

COUNTRY_PLACEHOLDERS = ("emergency", "crisis", "drug", "naloxone", "od_line")
"""The names that a text may fill in with a country's own numbers, as {emergency}."""

DESIGNS = ("trial", "cohort", "review", "survey", "report", "label", "guideline", "laboratory")
"""The kinds of study or document that a figure comes from."""

CONTACT_KINDS = (
    "emergency", "suicide", "health", "drug", "naloxone", "od_line", "youth", "violence",
    "directory",
)  # fmt: skip
"""The kinds of help line, in the order in which they are shown."""

NOT_STATED = "not stated"
"""What stands where a source does not say."""


class Verification(StrEnum):
    """How a source or record was verified."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Source(Frozen):
    """A reference; `short` is what stands in a text, author and year."""

    key: str
    short: str
    full: str
    seen: Verification
    link: str = ""
    note: str = ""


class Fact(Frozen):
    """A figure: `value` holds it in each way that a sentence may write it."""

    kind_of_owner: ClassVar[str] = "fact"

    id: str
    claim: Prose
    value: tuple[str, ...]
    who: str
    against: str
    where: str
    when: str
    design: Annotated[str, Choice(DESIGNS)]
    source: str
    verified: Annotated[Verification, Choice(("primary", "secondary"))]
    """A figure from memory is never printed."""
    as_of: Annotated[str, PartialDate("undated")]
    review_by: Annotated[str, PartialDate()]
    note: str = ""


class Topic(Frozen):
    """A page to read; `notes` are the counselor's and never stand beside the client's."""

    kind_of_owner: ClassVar[str] = "topic"

    id: str
    title: Prose
    group: str
    summary: Prose
    reviewed: Day
    blocks: tuple[Block, ...]
    aliases: tuple[AnyCase, ...] = ()
    related: tuple[str, ...] = ()
    notes: Annotated[tuple[Block, ...], OwnedBy("notes")] = ()


class Contact(Frozen):
    """One help line or service. Dates are ISO 8601, whole or cut, or a word ("undated", "due")."""

    kind: Annotated[str, Choice(CONTACT_KINDS)]
    name: str
    number: TextOrNothing
    source: str
    source_date: Annotated[str, PartialDate("undated")]
    verified: Verification
    checked_on: TextOrNothing
    review_by: Annotated[str, PartialDate("due")]
    hours: str = NOT_STATED
    cost: str = NOT_STATED
    language: str = NOT_STATED
    run_by: str = NOT_STATED
    note: TextOrNothing = ""
    how: str = ""
    """How it is reached: "call", "call or text"."""
    hidden: bool = False
    local: Annotated[bool, Mark.NOT_IN_FILE] = False
    """Whether a service added it on this computer."""


class ServiceContact(Frozen):
    """A help line that a service added on this computer, as its file has it."""

    kind: Annotated[str, Choice(CONTACT_KINDS)]
    name: str
    number: str
    how: str = ""
    hours: str = NOT_STATED
    cost: str = NOT_STATED
    language: str = NOT_STATED
    run_by: str = NOT_STATED
    note: TextOrNothing = ""

    def as_contact(self) -> Contact:
        """Return the line as the program shows it."""
        return Contact(
            **vars(self),
            source="",
            source_date="undated",
            verified=Verification.MEMORY,
            checked_on="",
            review_by="",
            local=True,
        )


class Place(Frozen):
    """A territory in which a country's emergency number and first crisis line hold too."""

    name: str
    source: str
    source_date: Annotated[str, PartialDate("undated")]
    verified: Verification


class Country(Frozen):
    """The help lines of a country; `in_words` fills the numbers into sentences."""

    code: str
    name: str
    phrases: Annotated[Mapping[str, str], Keys(COUNTRY_PLACEHOLDERS), Key("in_words")]
    records: tuple[Contact, ...]
    numbers: str = ""
    """The emergency numbers in short, where the records do not say it well enough."""
    aliases: tuple[str, ...] = ()
    """Other names that people type for it."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Its territories by code."""
    shares_with: Annotated[str, Mark.NOT_IN_FILE] = ""
    """The name of the country whose numbers these are, where this block is one of its places."""
    requested_code: Annotated[str, Mark.NOT_IN_FILE] = ""
    """The code that was asked for, where this block stands in for a country that we lack."""

    @property
    def shown(self) -> tuple[Contact, ...]:
        """The records that are not hidden."""
        return tuple(record for record in self.records if not record.hidden)

    @property
    def chosen(self) -> bool:
        """Whether a country was asked for at all."""
        return self.code != INTERNATIONAL or bool(self.requested_code)

    @property
    def is_fallback(self) -> bool:
        """Whether a country was asked for of which nobody gave any help lines."""
        return bool(self.requested_code) and not any(record.local for record in self.records)

    def with_local(self, records: tuple[Contact, ...]) -> "Country":
        """Return the country with a service's own records before the others."""
        return replace(self, records=(*records, *self.records))

    def place(self, code: str, international: "Country") -> "Country":
        """Return one of its places as a country of its own.

        Nothing is known to hold there but the emergency number and the first line for thoughts of
        suicide, as far as the source of the place says so; the notes on them may not hold.
        """
        place = self.places[code]
        first: dict[str, Contact] = {}
        for record in self.shown:
            first.setdefault(record.kind, record)
        shared = [
            replace(
                first[kind],
                source=place.source,
                source_date=place.source_date,
                verified=place.verified,
                review_by="due",
                note="",
            )
            for kind in ("emergency", "suicide")
            if kind in first
        ]
        everywhere = [record for record in international.shown if record.kind == "directory"]
        place_phrases = {name: self.phrases[name] for name in ("emergency", "crisis")}
        return Country(
            code=code,
            name=place.name,
            phrases={**international.phrases, **place_phrases},
            records=(*shared, *everywhere),
            shares_with=self.name,
        )

    @property
    def emergency_numbers(self) -> str:
        """The emergency numbers alone, in short."""
        if self.numbers:
            return self.numbers
        numbers = (record.number for record in self.shown if record.kind == "emergency")
        return ", ".join(dict.fromkeys(numbers))


class Demo(Frozen):
    """A made-up person for a demo: a role and never a name; `notes` are the counselor's."""

    kind_of_owner: ClassVar[str] = "demo"

    id: Id
    role: Prose
    about: Prose
    answers: Mapping[str, Answer]
    question: Prose
    notes: Annotated[tuple[Block, ...], OwnedBy("notes")]


INTERNATIONAL = "international"
"""The block for a country that is not known or not chosen."""


def country_named(countries: Mapping[str, Country], typed: str) -> Country | None:
    """Return the country, or the place of one, that has a code, a name or an alias; else None."""
    code = typed.upper()
    if typed.isascii() and code in countries:  # the others need not be made
        return countries[code]
    wanted = " ".join(typed.casefold().split())
    for country in countries.values():
        if country.code == INTERNATIONAL:
            continue
        names = (country.code, country.name, *country.aliases)
        if wanted in (name.casefold() for name in names):
            return country
        for place_code, place in country.places.items():
            if wanted in (place_code.casefold(), place.name.casefold()):
                return country.place(place_code, countries[INTERNATIONAL])
    return None


NEXT_STEPS = ("person", "naloxone", "medication", "talk", "write")
"""What a summary may offer to do next; the most pressing first."""
