"""Base class of the domain model: immutable, compared by value, and quick to define.

A frozen dataclass generates and compiles six methods. For about thirty classes that takes three
times as many instructions as starting Python, on every run.
"""

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from typing import Any, ClassVar, Never, dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Frozen:
    """A class whose annotations are its fields, as in a frozen dataclass.

    `dataclasses.fields`, `replace` and `asdict` work with it, and so does `match`. Of the
    arguments of `field`, only `default`, `default_factory` and `metadata` have an effect.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False)(cls)

    def __init__(self, *values: object, **named: object) -> None:
        attributes = self.__dict__
        for name, value in zip(self.__match_args__, values, strict=False):
            attributes[name] = value
        attributes.update(named)
        fits = len(attributes) == len(values) + len(named)
        if attributes.keys() != self.__dataclass_fields__.keys():
            for name, missing in self.__dataclass_fields__.items():
                if name not in attributes and missing.default is not MISSING:
                    attributes[name] = missing.default
                elif name not in attributes and missing.default_factory is not MISSING:
                    attributes[name] = missing.default_factory()
            fits = fits and attributes.keys() == self.__dataclass_fields__.keys()
        if not fits:
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.__match_args__)}")

    def __setattr__(self, name: str, value: Never) -> None:
        raise FrozenInstanceError(f"cannot assign to {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete {name!r}")

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__match_args__)

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        pairs = zip(self.__match_args__, self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"
