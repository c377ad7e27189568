"""Reference content: topics, facts, sources, help lines, and example people for demos."""

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
    MaxLength,
    Name,
    OwnedBy,
    PartialDate,
    Prose,
    TextOrNothing,
)
from kickcheck.model.page import Block
from kickcheck.model.questionnaire import Answer
from kickcheck.safe_text import normalize

COUNTRY_PLACEHOLDERS = ("emergency", "crisis", "drug", "naloxone", "od_line")
"""The placeholders for a country's numbers, such as {emergency}."""

NALOXONE_IS = "naloxone_is"
"""The placeholder for what naloxone is, which a page says once."""

NEXT_NUMBERS = ("emergency", "crisis", "drug")
"""The placeholders of the three numbers beside the next steps of a summary."""

DESIGNS = ("trial", "cohort", "review", "survey", "report", "label", "guideline", "laboratory")
"""The kinds of study or document that a figure comes from."""

CONTACT_KINDS = (
    "emergency", "suicide", "health", "drug", "naloxone", "od_line", "youth", "violence",
    "directory",
)  # fmt: skip
"""The kinds of help line, in the order in which they are shown."""

NOT_STATED = "not stated"
"""The value of a field on which the source says nothing."""


class Verification(StrEnum):
    """How a source or record was verified."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Source(Frozen):
    """A reference. `short` is its form in a text: author and year."""

    key: str
    short: str
    full: str
    seen: Verification
    link: str = ""
    note: str = ""


class Fact(Frozen):
    """A figure. `value` lists each way in which a sentence may write it.

    `who`, `against`, `where` and `when` are population, comparator, setting and period (PICO).
    """

    kind_of_owner: ClassVar[str] = "fact"

    id: str
    claim: Name
    value: tuple[str, ...]
    who: str
    against: str
    where: str
    when: str
    design: Annotated[str, Choice(DESIGNS)]
    source: str
    verified: Annotated[Verification, Choice(("primary", "secondary"))]
    """A figure that was only remembered is never printed."""
    as_of: Annotated[str, PartialDate("undated")]
    review_by: Annotated[str, PartialDate()]
    note: str = ""


class Topic(Frozen):
    """A page to read. `notes` are for the counselor and are never shown with the page itself.

    `in_suggestions`: whether a word that is only spelled like one of its names may lead to it.
    """

    kind_of_owner: ClassVar[str] = "topic"

    id: str
    title: Name
    group: str
    summary: Name
    reviewed: Day
    blocks: tuple[Block, ...]
    aliases: tuple[AnyCase, ...] = ()
    related: tuple[str, ...] = ()
    notes: Annotated[tuple[Block, ...], OwnedBy("notes")] = ()
    in_suggestions: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The id, the title and the aliases, in the form in which names are compared."""
        return tuple(topic_name(name) for name in (self.id, self.title, *self.aliases))


def topic_name(text: str) -> str:
    """Return a name of a topic in the form in which names are compared.

    Capitals, hyphens, apostrophes and quotation marks make no difference.
    """
    letters = normalize(text).replace("-", " ").replace("'", "").replace('"', "")
    return " ".join(letters.split())


def topic_named(topics: Mapping[str, Topic], typed: str) -> Topic | None:
    """Return the topic with an id, title or alias, in the singular or plural; None if none has."""
    if typed in topics:  # the other topics need not be decoded
        return topics[typed]
    named = {name: topic for topic in topics.values() for name in topic.names}
    name = topic_name(typed)
    for form in (name, f"{name}s", name.removesuffix("s")):
        if form in named:
            return named[form]
    return None


class Contact(Frozen):
    """One help line or service. Dates are ISO 8601, full or partial, or "undated" or "due"."""

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
    """How to reach it, such as "call" or "call or text"."""
    hidden: bool = False
    local: Annotated[bool, Mark.NOT_IN_FILE] = False
    """Whether a local service added it on this computer."""


ShortText = Annotated[str, MaxLength(100)]
"""A text that fits a line or two. The longest in the shipped help lines has 55 characters."""


class ServiceContact(Frozen):
    """A help line that a local service added on this computer, as in its file."""

    kind: Annotated[str, Choice(CONTACT_KINDS)]
    name: ShortText
    number: ShortText
    how: ShortText = ""
    hours: ShortText = NOT_STATED
    cost: ShortText = NOT_STATED
    language: ShortText = NOT_STATED
    run_by: ShortText = NOT_STATED
    note: Annotated[TextOrNothing, MaxLength(500)] = ""

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
    """A territory that shares a country's emergency number and first crisis line."""

    name: str
    source: str
    source_date: Annotated[str, PartialDate("undated")]
    verified: Verification


class Country(Frozen):
    """The help lines of a country. `phrases` are the values of the placeholders in sentences."""

    code: str
    name: str
    phrases: Annotated[Mapping[str, str], Keys(COUNTRY_PLACEHOLDERS), Key("in_words")]
    records: tuple[Contact, ...]
    numbers: str = ""
    """The emergency numbers in short, if those of the records are not clear enough."""
    aliases: tuple[str, ...] = ()
    """Other names that people type for it."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Its territories, by code."""
    shares_with: Annotated[str, Mark.NOT_IN_FILE] = ""
    """The name of the country whose numbers these are, if this is one of its territories."""
    requested_code: Annotated[str, Mark.NOT_IN_FILE] = ""
    """The requested code, if this is the fallback for a country without content."""

    @property
    def shown(self) -> tuple[Contact, ...]:
        """The records that are not hidden."""
        return tuple(record for record in self.records if not record.hidden)

    @property
    def chosen(self) -> bool:
        """Whether a country was requested."""
        return self.code != INTERNATIONAL or bool(self.requested_code)

    @property
    def is_fallback(self) -> bool:
        """Whether the requested country has no content and no local help lines."""
        return bool(self.requested_code) and not any(record.local for record in self.records)

    def with_local(self, records: tuple[Contact, ...]) -> "Country":
        """Return the country with local records before the others."""
        return replace(self, records=(*records, *self.records))

    def place(self, code: str, international: "Country") -> "Country":
        """Return one of its territories as a country.

        Only the emergency number and the first suicide line are known to work there. Their notes
        are dropped, because they may not apply.

        Args:
            code: the code of the territory.
            international: the international block, which provides the directories.

        Raises:
            KeyError: there is no such territory.

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
        """The emergency numbers in short, separated by commas."""
        if self.numbers:
            return self.numbers
        numbers = (record.number for record in self.shown if record.kind == "emergency")
        return ", ".join(dict.fromkeys(numbers))


class Demo(Frozen):
    """An example person for a demo: a role, never a name. `notes` are for the counselor."""

    kind_of_owner: ClassVar[str] = "demo"

    id: Id
    role: Name
    about: Prose
    answers: Mapping[str, Answer]
    question: Prose
    notes: Annotated[tuple[Block, ...], OwnedBy("notes")]


INTERNATIONAL = "international"
"""The code of the block that is used if no country is chosen, or an unknown one."""


def country_named(countries: Mapping[str, Country], typed: str) -> Country | None:
    """Return the country or territory with a code, name or alias; None if there is none."""
    code = typed.upper()
    if typed.isascii() and code in countries:  # the other countries need not be decoded
        return countries[code]
    needle = normalize(typed)
    for country in countries.values():
        if country.code == INTERNATIONAL:
            continue
        names = (country.code, country.name, *country.aliases)
        if needle in map(normalize, names):
            return country
        for place_code, place in country.places.items():
            if needle in (normalize(place_code), normalize(place.name)):
                return country.place(place_code, countries[INTERNATIONAL])
    return None
