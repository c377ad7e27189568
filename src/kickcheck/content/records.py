"""facts.yaml, sources.yaml, contacts.yaml and demos.yaml into the model."""

from kickcheck.content.decoder import Fields, Reader
from kickcheck.content.folder import CONTACTS, DEMOS, FACTS, SOURCES, Folder
from kickcheck.content.strict_yaml import Node
from kickcheck.model import (
    COUNTRY_PLACEHOLDERS,
    Contact,
    Country,
    Demo,
    Fact,
    Place,
    Source,
    Verification,
)

_DESIGNS = ("trial", "cohort", "review", "survey", "report", "label", "guideline", "laboratory")
KINDS = (
    "emergency", "suicide", "health", "drug", "naloxone", "od_line", "youth", "violence",
    "directory",
)  # fmt: skip
_FACT_FIELDS = (
    "claim", "value", "who", "against", "where", "when", "design", "source",
    "verified", "as_of", "review_by",
)  # fmt: skip
_CONTACT_FIELDS = (
    "kind", "name", "number", "source", "source_date", "verified", "checked_on", "review_by",
)  # fmt: skip
_CONTACT_MAY_SAY = ("how", "hours", "cost", "language", "run_by", "note", "hidden")
NOT_STATED = "not stated"
_SEEN = tuple(seen.value for seen in Verification)


def facts(folder: Folder) -> dict[str, Fact]:
    """Return the figures by id."""
    root = folder.root(FACTS)
    if root is None:
        return {}
    reader, node = root
    facts = {}
    for fact_id, record in reader.mapping(node).items():
        folder.check_id(reader, record, fact_id, "fact")
        reader.part = ("fact", fact_id)
        fields = reader.fields(
            record,
            _FACT_FIELDS,
            ["note"],
        )
        facts[fact_id] = Fact(
            id=fact_id,
            claim=fields.prose("claim"),
            value=fields.words("value"),
            who=fields.text("who"),
            against=fields.text("against"),
            where=fields.text("where"),
            when=fields.text("when"),
            design=fields.choice("design", _DESIGNS, "report"),
            source=fields.text("source"),
            # A figure from memory is never printed.
            verified=Verification(fields.choice("verified", _SEEN[:2], Verification.SECONDARY)),
            as_of=folder.date_of(fields, "as_of", "undated"),
            review_by=folder.date_of(fields, "review_by"),
            note=fields.text("note"),
        )
    return facts


def sources(folder: Folder) -> dict[str, Source]:
    """Return the references by key."""
    root = folder.root(SOURCES)
    if root is None:
        return {}
    reader, node = root
    sources = {}
    for key, record in reader.mapping(node).items():
        folder.lines.put("source", key, SOURCES, record.line)
        fields = reader.fields(record, ["short", "full", "seen"], ["link", "note"])
        sources[key] = Source(
            key=key,
            short=fields.text("short"),
            full=fields.text("full"),
            seen=Verification(fields.choice("seen", _SEEN, Verification.MEMORY)),
            link=fields.text("link"),
            note=fields.text("note"),
        )
    return sources


def countries(folder: Folder) -> dict[str, Country]:
    """Return the help lines by country code."""
    root = folder.root(CONTACTS)
    if root is None:
        return {}
    reader, node = root
    countries = {}
    for code, record in reader.mapping(node).items():
        folder.lines.put("country", code, CONTACTS, record.line)
        fields = reader.fields(
            record, ["name", "in_words", "records"], ["numbers", "aliases", "places"]
        )
        words = reader.fields(fields.node("in_words"), COUNTRY_PLACEHOLDERS)
        for number, item in enumerate(fields.items("records")):
            folder.lines.put("contact", f"{code} {number}", CONTACTS, item.line)
        countries[code] = Country(
            code=code,
            name=fields.text("name"),
            phrases={name: words.maybe_empty(name) for name in COUNTRY_PLACEHOLDERS},
            records=tuple(_contact(folder, reader, item) for item in fields.items("records")),
            numbers=fields.text("numbers"),
            aliases=fields.words("aliases"),
            places=_places(folder, fields),
        )
    return countries


def _places(folder: Folder, country: Fields) -> dict[str, Place]:
    if "places" not in country:
        return {}
    reader, places = country.reader, {}
    for code, node in reader.mapping(country.node("places")).items():
        fields = reader.fields(node, ["name", "source", "source_date", "verified"])
        places[code] = Place(
            name=fields.text("name"),
            source=fields.text("source"),
            source_date=folder.date_of(fields, "source_date", "undated"),
            verified=Verification(fields.choice("verified", _SEEN, Verification.MEMORY)),
        )
    return places


def _contact(folder: Folder, reader: Reader, node: Node) -> Contact:
    fields = reader.fields(
        node,
        _CONTACT_FIELDS,
        _CONTACT_MAY_SAY,
    )
    return Contact(
        kind=fields.choice("kind", KINDS, "directory"),
        name=fields.text("name"),
        number=fields.maybe_empty("number"),
        hours=fields.text("hours", NOT_STATED),
        cost=fields.text("cost", NOT_STATED),
        language=fields.text("language", NOT_STATED),
        run_by=fields.text("run_by", NOT_STATED),
        source=fields.text("source"),
        source_date=folder.date_of(fields, "source_date", "undated"),
        verified=Verification(fields.choice("verified", _SEEN, Verification.MEMORY)),
        checked_on=fields.maybe_empty("checked_on"),
        review_by=folder.date_of(fields, "review_by", "due"),
        note=fields.maybe_empty("note"),
        how=fields.text("how"),
        hidden=fields.choice("hidden", ["yes", "no"], "no") == "yes",
    )


def demos(folder: Folder) -> dict[str, Demo]:
    """Return the made-up people by id."""
    root = folder.root(DEMOS)
    if root is None:
        return {}
    reader, node = root
    demos = {}
    for item in reader.fields(node, ["demos"]).items("demos"):
        fields = reader.fields(item, ["id", "role", "about", "answers", "question", "notes"])
        demo_id = folder.id_of(fields, "id", "demo")
        reader.part = ("demo", demo_id)
        role, about, asks = (fields.prose(name) for name in ("role", "about", "question"))
        answers = reader.mapping(fields.node("answers"))
        given = {question_id: reader.answer(answer) for question_id, answer in answers.items()}
        reader.part = ("notes", demo_id)
        demos[demo_id] = Demo(demo_id, role, about, given, asks, fields.blocks("notes"))
    return demos
