"""Reads the files that users write: answers, and the help lines of a local service."""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from kickcheck.content import files
from kickcheck.content.files import ContentProblems, Problem
from kickcheck.errors import RefusedError, UnreadableError
from kickcheck.model import INTERNATIONAL, RESULT_SCHEMA, Answer, Contact, ServiceContact
from kickcheck.safe_text import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kickcheck.content.strict_yaml import Node

COUNTRY_CODE = "[A-Z]{2}"
"""ISO 3166-1 alpha-2."""
_WORDS = tuple(Answer)


class _Pairs(list[tuple[str, object]]):
    """The members of a JSON object, in which a key may be repeated."""


def read_answers(path: str) -> dict[str, Answer]:
    """Return the answers in a file: see `kickcheck.content.read_answers`."""
    name = "The standard input" if path == "-" else "The answers file"
    try:
        return answers(files.decode(files.read_to_end(_path_or_descriptor(path), name), name), name)
    except ContentProblems as found:
        raise _refused(found, "Write one question per line, such as: control: yes") from None
    except (OSError, ValueError):
        raise UnreadableError(f"{name} cannot be read.", "Name a file, or - for input.") from None


def _path_or_descriptor(path: str) -> Path | int:
    """Return a path, or the descriptor of the standard input for "-"."""
    if path != "-":
        return Path(path)
    if sys.stdin is None:
        raise FileNotFoundError
    return sys.stdin.fileno()


def read_contacts(path: str) -> dict[str, tuple[Contact, ...]]:
    """Return the help lines in a file: see `kickcheck.content.read_contacts`."""
    name = "The file that KICKCHECK_CONTACTS names"
    try:
        return local_contacts(files.decode(files.read_to_end(Path(path), name), name), name)
    except ContentProblems as found:
        hint = "List the help lines under country codes, each with kind, name and number."
        raise _refused(found, hint) from None
    except (OSError, ValueError):
        raise UnreadableError(f"{name} cannot be read.", "Correct or unset it.") from None


def _refused(found: ContentProblems, hint: str) -> RefusedError:
    """Return an error that states the first problem and what to do."""
    first, others = found.problems[0], len(found.problems) - 1
    where = f"line {first.line}" if first.line else "it"
    more = f" (and {others} more)" if others else ""
    message = f"{first.file} is refused: {where} {first.message}{more}."
    return RefusedError(message, found.hint or hint)


def answers(text: str, name: str) -> dict[str, Answer]:
    """Return the answers in a JSON or YAML text, or those of a saved result.

    Raises:
        ContentProblems: it is not a mapping of question ids to the four answers.

    """
    if text.lstrip().startswith("{"):
        found = _json_answers(text)
        if found is not None:
            return found
        # The YAML parser reports problems with lines, but does not accept the tabs of JSON.
        text = text.replace("\t", " ")
    from kickcheck.content import strict_yaml  # noqa: PLC0415 - not needed for JSON
    from kickcheck.content.decoder import Decoder  # noqa: PLC0415

    problems: list[Problem] = []
    decoder = Decoder(name, problems)
    node = _answers_in(strict_yaml.parse(text, name, comments=True), name)
    values: dict[str, Answer] = decoder.value(Mapping[str, Answer], node)
    if problems:
        raise ContentProblems(problems)
    return values


def _answers_in(root: "Node", name: str) -> "Node":
    """Return the node of the answers: the root, or in a saved result a member of it.

    Raises:
        ContentProblems: it is a result of a version that is not known here.

    """
    pairs = root.value if isinstance(root.value, dict) else {}
    if "answers" not in pairs or isinstance(pairs["answers"].value, str):
        return root
    schema = pairs.get("schema")
    if schema is None or schema.value != RESULT_SCHEMA:
        line = 0 if schema is None else schema.line
        message = f"does not name the schema of a result that can be read: {RESULT_SCHEMA}"
        raise ContentProblems([Problem(name, line, message)], "Save the result again.")
    return pairs["answers"]


def _json_answers(text: str) -> dict[str, Answer] | None:
    """Return the answers in a JSON text, or None: the YAML parser then says what is wrong."""
    try:
        pairs = json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return None
    whole = dict(pairs)
    if whole.get("schema") == RESULT_SCHEMA and len(whole) == len(pairs):
        pairs = whole.get("answers")
        if not isinstance(pairs, _Pairs):
            return None
    found = {question_id: Answer(word) for question_id, word in pairs if word in _WORDS}
    return found if len(found) == len(pairs) else None


def local_contacts(text: str, name: str) -> dict[str, tuple[Contact, ...]]:
    """Return the help lines in a YAML text, by country code.

    Raises:
        ContentProblems: it is not a mapping of country codes to lists of help lines.

    """
    from kickcheck.content import strict_yaml  # noqa: PLC0415
    from kickcheck.content.decoder import Decoder  # noqa: PLC0415

    problems: list[Problem] = []
    decoder = Decoder(name, problems)
    found: dict[str, tuple[Contact, ...]] = {}
    for code, node in decoder.mapping(strict_yaml.parse(text, name)).items():
        if code != INTERNATIONAL and not re.fullmatch(COUNTRY_CODE, code):
            named = quoted(code, "this name")
            decoder.refuse(
                node, f"{named} is not a valid country code (use two capital letters, ISO 3166)"
            )
        records: tuple[ServiceContact, ...] = decoder.value(tuple[ServiceContact, ...], node)
        found[code] = tuple([record.as_contact() for record in records])
    if problems:
        raise ContentProblems(problems)
    return found
