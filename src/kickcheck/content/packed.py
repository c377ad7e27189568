"""Content as JSON and back: a wheel carries it, so that nobody waits for YAML and Markdown.

Each object names the class of the model that it becomes; a new class needs nothing here.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

from kickcheck import model
from kickcheck.model import Content

_CLASS = "="
_OF = "of"


def pack(content: Content) -> str:
    """Return content as JSON, the same for the same content."""
    return json.dumps(_plain(content), ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> Content:
    """Return the content of a JSON text that `pack` made."""
    content: Content = json.loads(text, object_hook=_noun)
    return content


def _plain(value: object) -> object:
    match value:
        case Enum():
            return {_CLASS: type(value).__name__, _OF: value.value}
        case frozenset():
            return {_CLASS: "frozenset", _OF: [_plain(item) for item in sorted(value)]}
        case tuple():
            return [_plain(item) for item in value]
        case Mapping() if _CLASS not in value:
            return {key: _plain(item) for key, item in value.items()}
        case str() | int() | float():
            return value
        case _ if is_dataclass(value):
            given = {field.name: getattr(value, field.name) for field in fields(value)}
            for field in fields(value):
                if field.default is not MISSING and given[field.name] == field.default:
                    del given[field.name]
            return {_CLASS: type(value).__name__, **{k: _plain(v) for k, v in given.items()}}
        case _:
            raise TypeError(f"{type(value).__name__} has no form in JSON")


def _noun(found: dict[str, Any]) -> Any:
    name = found.pop(_CLASS, None)
    for key, value in found.items():
        if type(value) is list:
            found[key] = _tuple(value)
    if name is None:
        return found
    if name == "frozenset":
        return frozenset(found[_OF])
    cls = getattr(model, name)
    if _OF in found:
        return cls(found[_OF])
    made = cls.__new__(cls)
    # As pickle does it: twice as fast as an __init__ that has to get round frozen fields.
    made.__dict__.update(found)
    return made


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuple(value) if type(value) is list else value for value in values])
