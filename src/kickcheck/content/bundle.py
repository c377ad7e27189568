"""Content as lines of JSON and back: with it a wheel has no need to wait for YAML and Markdown.

One line for each topic, fact, source, country and demo, and for the rest of each kind: its names,
and a JSON object. A line becomes an object of the model when somebody asks for it, for a command
needs few of them. Each JSON object names its class; a new class needs nothing here.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

from kickcheck import model
from kickcheck.model import Content

_CLASS = "="
_OF = "of"


def pack(content: Content) -> str:
    """Return content as lines, the same for the same content."""
    lines = []
    for field in fields(content):
        value = getattr(content, field.name)
        parts = value if isinstance(value, Mapping) else {"": value}
        lines += [f"{field.name}\t{key}\t{_json(part)}" for key, part in parts.items()]
    return "\n".join(lines)


def unpack(text: str) -> Content:
    """Return the content of lines that `pack` made."""
    kinds: dict[str, dict[str, str]] = {field.name: {} for field in fields(Content)}
    for line in text.split("\n"):
        kind, key, part = line.split("\t", 2)
        kinds[kind][key] = part
    content = _LazyContent.__new__(_LazyContent)
    content.__dict__["_kinds"] = kinds
    return content


def _json(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


class _LazyMapping(Mapping[str, Any]):
    """Objects by name, each made when it is asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._made:
            self._made[key] = json.loads(self._texts[key], object_hook=_object)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class _LazyContent(Content):
    """Content that makes its parts when they are asked for."""

    def __getattr__(self, name: str) -> Any:
        kind = self.__dict__.get("_kinds", {}).get(name)
        if kind is None:
            raise AttributeError(name)
        parts = _LazyMapping(kind)
        made = self.__dict__[name] = parts.get("", parts)
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and self._values() == other._values()

    __hash__ = Content.__hash__


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


def _object(found: dict[str, Any]) -> Any:
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
    # As pickle does it: what was packed needs no second look.
    made.__dict__.update(found)
    return made


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuple(value) if type(value) is list else value for value in values])
