"""The base class `Frozen` behaves like a frozen dataclass."""

import copy
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, asdict, dataclass, field, replace

import pytest

from kickcheck.frozen import Frozen


class Step(Frozen):
    """One of the classes under test."""

    name: str
    line: int = 1
    seen: Mapping[str, int] = field(default_factory=dict)


class Halt(Frozen):
    """Another class with the same fields."""

    name: str
    line: int = 1


@dataclass(frozen=True)
class Twin:
    """The dataclass that `Step` has to behave like."""

    name: str
    line: int = 1
    seen: Mapping[str, int] = field(default_factory=dict)


def test_it_is_made_as_a_dataclass_is() -> None:
    for values, named in (
        (("a",), {}), (("a", 2), {}), (("a", 2, {"b": 1}), {}), ((), {"name": "a", "line": 3}),
        (("a",), {"seen": {"b": 1}}),
    ):  # fmt: skip
        made = Step(*values, **named)
        assert asdict(made) == asdict(Twin(*values, **named))
    assert Step("a").seen is not Step("a").seen


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}), ((), {"line": 2}), (("a", 1, {}, 4), {}), (("a",), {"name": "b"}),
        (("a",), {"nowhere": 1}), (("a",), {"_values": 1}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    values: tuple[object, ...], named: Mapping[str, object]
) -> None:
    with pytest.raises(TypeError):
        Twin(*values, **named)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Step takes name, line, seen"):
        Step(*values, **named)  # type: ignore[arg-type]


def test_it_is_never_changed() -> None:
    stop = Step("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to 'name'"):
        stop.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot assign to 'new'"):
        stop.new = "b"  # type: ignore[assignment]
    with pytest.raises(FrozenInstanceError, match="cannot delete 'name'"):
        del stop.name
    assert replace(stop, line=2) == Step("a", 2)
    assert stop == Step("a") == copy.deepcopy(stop)


def test_equality_compares_class_and_values() -> None:
    assert Halt("a") == Halt("a", 1) != Halt("b")
    assert hash(Halt("a")) == hash(Halt("a", 1)) != hash(Halt("b"))
    assert Halt("a") != Step("a")
    assert Halt("a") != ("a", 1)


def test_repr_and_match_use_the_fields() -> None:
    assert repr(Step("a", 2)) == "Step(name='a', line=2, seen={})"
    match Step("a", 2):
        case Step(name, line):
            assert (name, line) == ("a", 2)
