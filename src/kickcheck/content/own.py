"""What people write themselves: answers, and the help lines of a service."""

import re

from kickcheck.content import tree
from kickcheck.content.reader import Reader
from kickcheck.content.records import KINDS
from kickcheck.content.tree import ContentProblems, Problem
from kickcheck.model import ALSO_KNOWN, INTERNATIONAL, Answer, Contact, Seen
from kickcheck.text import quoted


def answers(text: str, name: str) -> dict[str, Answer]:
    """Return the answers of a YAML or JSON text.

    Raises:
        ContentProblems: it is no mapping of question ids to the four words.

    """
    problems: list[Problem] = []
    reader = Reader(name, problems)
    found = {
        question_id: reader.answer(node)
        for question_id, node in reader.mapping(tree.parse(text, name)).items()
    }
    if problems:
        raise ContentProblems(problems)
    return found


def local_contacts(text: str, name: str) -> dict[str, tuple[Contact, ...]]:
    """Return a service's own help lines, by country code.

    Raises:
        ContentProblems: it is no mapping of countries to lists of records.

    """
    problems: list[Problem] = []
    reader = Reader(name, problems)
    found: dict[str, tuple[Contact, ...]] = {}
    for code, node in reader.mapping(tree.parse(text, name)).items():
        if code != INTERNATIONAL and not re.fullmatch("[A-Z]{2}", code):
            named = quoted(code, "this name")
            reader.refuse(node, f"{named} is no country code: two capital letters (ISO 3166)")
        records = []
        for item in reader.items(node):
            fields = reader.fields(
                item, ["kind", "name", "number"], ["hours", "cost", "language", "run_by", "note"]
            )
            records.append(
                Contact(
                    kind=fields.choice("kind", KINDS, "drug"),
                    name=fields.text("name"),
                    number=fields.text("number"),
                    hours=fields.text("hours", "not stated"),
                    cost=fields.text("cost", "not stated"),
                    language=fields.text("language", "not stated"),
                    run_by=fields.text("run_by", "not stated"),
                    source="",
                    source_date="undated",
                    verified=Seen.MEMORY,
                    checked_on="",
                    review_by="9999",
                    note=fields.maybe_empty("note"),
                    local=True,
                )
            )
        country = ALSO_KNOWN.get(code, code)
        found[country] = (*found.get(country, ()), *records)
    if problems:
        raise ContentProblems(problems)
    return found
