"""What people write themselves: answers, and the help lines of a service."""

import json
import re
import sys
from pathlib import Path

from kickcheck.content import files
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.errors import RefusedError, UnreadableError
from kickcheck.model import INTERNATIONAL, Answer, Contact, Verification
from kickcheck.safe_text import quoted

_WORDS = tuple(Answer)
_ID = re.compile("[a-z][a-z0-9-]{0,99}")
_COMMENT = re.compile("(#[ -~]*)?")
MAX_BARE_CHARACTERS = 10_000  # characters; fifteen times what all questions need


def read_answers(path: str) -> dict[str, Answer]:
    """Return the answers of a file: see `kickcheck.content.read_answers`."""
    name = "The standard input" if path == "-" else "The answers file"
    try:
        return answers(files.decode(files.read_to_end(_opened(path), name), name), name)
    except ContentProblems as found:
        raise _refused(found, "It holds one question a line, such as: control: yes") from None
    except (OSError, ValueError):
        raise UnreadableError(f"{name} cannot be read.", "Name a file, or - for input.") from None


def _opened(path: str) -> Path | int:
    """Return a path, or the descriptor of the standard input."""
    if path != "-":
        return Path(path)
    if sys.stdin is None:
        raise FileNotFoundError("The standard input is closed")
    return sys.stdin.fileno()


def read_contacts(path: str) -> dict[str, tuple[Contact, ...]]:
    """Return a service's own help lines: see `kickcheck.content.read_contacts`."""
    name = "The file that KICKCHECK_CONTACTS names"
    try:
        return local_contacts(files.decode(files.read_to_end(Path(path), name), name), name)
    except ContentProblems as found:
        hint = "It holds country codes, each with a list of kind, name and number."
        raise _refused(found, hint) from None
    except (OSError, ValueError):
        raise UnreadableError(f"{name} cannot be read.", "Correct or unset it.") from None


def _refused(found: ContentProblems, hint: str) -> RefusedError:
    """Return the first problem in a sentence, with what to do about it."""
    first, others = found.problems[0], len(found.problems) - 1
    where = f"line {first.line}" if first.line else "it"
    more = f" (and {others} more)" if others else ""
    message = f"{first.file} is refused: {where} {first.message}{more}."
    return RefusedError(message, found.hint or hint)


def answers(text: str, name: str) -> dict[str, Answer]:
    """Return the answers of a YAML or JSON text.

    Raises:
        ContentProblems: it is no mapping of question ids to the four words.

    """
    return bare_answers(text) or yaml_answers(text, name)


def bare_answers(text: str) -> dict[str, Answer] | None:
    """Return the answers of a text that holds nothing but ids and the four words.

    YAML finds the same in lines such as `control: yes`, and in JSON wherever it can read it, but
    takes a quarter of all that a command does. None for any other text: YAML says what is wrong.
    """
    if len(text) > MAX_BARE_CHARACTERS:
        return None
    if text.startswith("{"):
        try:
            pairs = json.loads(text, object_pairs_hook=list)
        except (ValueError, RecursionError):
            return None
    else:
        lines = [line.rstrip(" ") for line in text.split("\n")]
        pairs = [line.partition(": ")[::2] for line in lines if not _COMMENT.fullmatch(line)]
    found: dict[str, Answer] = {}
    for question_id, word in pairs:
        if question_id in found or not _ID.fullmatch(question_id) or word not in _WORDS:
            return None
        found[question_id] = Answer(word)
    return found


def yaml_answers(text: str, name: str) -> dict[str, Answer]:
    """Return the answers of any YAML text, JSON included: see `answers`."""
    from kickcheck.content import strict_yaml  # noqa: PLC0415
    from kickcheck.content.decoder import Reader  # noqa: PLC0415

    if text.startswith("{"):
        text = text.replace("\t", " ")  # JSON may be indented with what YAML refuses
    problems: list[Problem] = []
    reader = Reader(name, problems)
    found = {
        question_id: reader.answer(node)
        for question_id, node in reader.mapping(strict_yaml.parse(text, name)).items()
    }
    if problems:
        raise ContentProblems(problems)
    return found


def local_contacts(text: str, name: str) -> dict[str, tuple[Contact, ...]]:
    """Return a service's own help lines, by country code.

    Raises:
        ContentProblems: it is no mapping of countries to lists of records.

    """
    from kickcheck.content import strict_yaml  # noqa: PLC0415
    from kickcheck.content.decoder import Reader  # noqa: PLC0415
    from kickcheck.content.records import KINDS, NOT_STATED  # noqa: PLC0415

    problems: list[Problem] = []
    reader = Reader(name, problems)
    found: dict[str, tuple[Contact, ...]] = {}
    for code, node in reader.mapping(strict_yaml.parse(text, name)).items():
        if code != INTERNATIONAL and not re.fullmatch("[A-Z]{2}", code):
            named = quoted(code, "this name")
            reader.refuse(node, f"{named} is no country code: two capital letters (ISO 3166)")
        records = []
        for item in reader.items(node):
            fields = reader.fields(
                item,
                ["kind", "name", "number"],
                ["how", "hours", "cost", "language", "run_by", "note"],
            )
            records.append(
                Contact(
                    kind=fields.choice("kind", KINDS, "drug"),
                    name=fields.text("name"),
                    number=fields.text("number"),
                    hours=fields.text("hours", NOT_STATED),
                    cost=fields.text("cost", NOT_STATED),
                    language=fields.text("language", NOT_STATED),
                    run_by=fields.text("run_by", NOT_STATED),
                    source="",
                    source_date="undated",
                    verified=Verification.MEMORY,
                    checked_on="",
                    review_by="9999",
                    note=fields.maybe_empty("note"),
                    how=fields.text("how"),
                    local=True,
                )
            )
        found[code] = tuple(records)
    if problems:
        raise ContentProblems(problems)
    return found
