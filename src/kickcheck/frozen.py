"""What every noun is: never changed, equal by what it holds, and quick to define.

A frozen dataclass writes six methods as source and compiles them. For the forty classes here that
would take three times as long as Python's own start, for whoever asks for one page.
"""

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from typing import Any, ClassVar, Never, dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Frozen:
    """A class whose annotations are its fields, as those of a frozen dataclass.

    `dataclasses.fields`, `replace` and `asdict`, and `match`, take it for one.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False)(cls)

    def __init__(self, *values: object, **named: object) -> None:
        given = dict(zip(self.__match_args__, values, strict=False)) | named
        fits = len(given) == len(values) + len(named) and given.keys() <= set(self.__match_args__)
        for name in self.__match_args__:
            if name in given or hasattr(type(self), name):
                continue
            make = self.__dataclass_fields__[name].default_factory
            fits = fits and make is not MISSING
            given[name] = None if make is MISSING else make()
        if not fits:
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.__match_args__)}")
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: Never) -> None:
        raise FrozenInstanceError(f"cannot assign to {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete {name!r}")

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        held = zip(self.__match_args__, self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in held)})"
