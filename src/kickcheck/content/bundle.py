"""Encodes content as lines of JSON, and decodes it: much faster than YAML and Markdown.

Each line has a field of `Content`, a key, and a JSON object that names its class. There is one line
for each topic, fact, source, country and demo, and one for each other field. A line is decoded when
it is first used, since most commands need only a few.
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


def encode(content: Content) -> str:
    """Return content as lines of JSON. Equal content gives equal lines.

    Raises:
        TypeError: a value has a type that cannot be encoded.

    """
    lines = []
    for field in fields(content):
        value = getattr(content, field.name)
        parts = value if isinstance(value, Mapping) else {"": value}
        lines += [f"{field.name}\t{key}\t{_json(part)}" for key, part in parts.items()]
    return "\n".join(lines)


def decode(text: str) -> Content:
    """Return the content that `encode` encoded."""
    kinds: dict[str, dict[str, str]] = {field.name: {} for field in fields(Content)}
    for line in text.split("\n"):
        kind, key, part = line.split("\t", 2)
        kinds[kind][key] = part
    content = _LazyContent.__new__(_LazyContent)
    content.__dict__["_kinds"] = kinds
    return content


def _json(value: object) -> str:
    return json.dumps(_encodable(value), ensure_ascii=False, separators=(",", ":"))


class _LazyMapping(Mapping[str, Any]):
    """A mapping whose values are decoded when they are first used."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._decoded: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._decoded:
            self._decoded[key] = json.loads(self._texts[key], object_hook=_object)
        return self._decoded[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class _LazyContent(Content):
    """Content whose fields are decoded when they are first used."""

    def __getattr__(self, name: str) -> Any:
        kind = self.__dict__.get("_kinds", {}).get(name)
        if kind is None:
            raise AttributeError(name)
        parts = _LazyMapping(kind)
        decoded = self.__dict__[name] = parts.get("", parts)
        return decoded

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and self._values() == other._values()

    __hash__ = Content.__hash__


def _encodable(value: object) -> object:
    match value:
        case Enum():
            return {_CLASS: type(value).__name__, _OF: value.value}
        case frozenset():
            return {_CLASS: "frozenset", _OF: [_encodable(item) for item in sorted(value)]}
        case tuple():
            return [_encodable(item) for item in value]
        case Mapping() if _CLASS not in value:
            return {key: _encodable(item) for key, item in value.items()}
        case str() | int() | float():
            return value
        case _ if is_dataclass(value):
            values = {field.name: getattr(value, field.name) for field in fields(value)}
            for field in fields(value):
                if field.default is not MISSING and values[field.name] == field.default:
                    del values[field.name]
            return {_CLASS: type(value).__name__, **{k: _encodable(v) for k, v in values.items()}}
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
    decoded = cls.__new__(cls)
    # Like pickle, skip __init__: the values were valid when they were encoded.
    decoded.__dict__.update(found)
    return decoded


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuple(value) if type(value) is list else value for value in values])
