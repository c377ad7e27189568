"""A placeholder such as {crisis} is filled in wherever `check` accepts one."""

import re
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace

import pytest

import all_pages
from kickcheck.model import InterfaceText
from kickcheck.model.field_types import Prose
from kickcheck.render import joined, plain

FILLED_IN = {
    "Card.title", "Demo.about", "Demo.question", "Question.after_yes", "Question.ask",
    "Question.before", "Question.on_paper", "Question.points", "Question.why", "Section.offer",
    "Section.on_paper", "Section.opening",
}  # fmt: skip


def test_a_placeholder_in_any_text_of_a_record_is_filled_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(all_pages, "CONTENT", with_placeholders(all_pages.CONTENT))
    printed = "".join(joined(plain.draw(page, 2000)) for _, page in all_pages.every_page())
    assert set(re.findall(r"<(\w+\.\w+)>", printed)) == FILLED_IN
    assert re.findall(r"\{crisis\} <(\w+\.\w+)>", printed) == []


def with_placeholders(value: typing.Any) -> typing.Any:
    """Return content with a placeholder and its place at the end of each text that may have one.

    The texts of the interface are left as they are: each has placeholders of its own.
    """
    if isinstance(value, InterfaceText):
        return value
    if isinstance(value, tuple):
        return tuple(with_placeholders(each) for each in value)
    if isinstance(value, Mapping):
        return {key: with_placeholders(each) for key, each in value.items()}
    if not is_dataclass(value):
        return value
    kinds = typing.get_type_hints(type(value), include_extras=True)
    changed = {}
    for each in fields(value):
        found, mark = getattr(value, each.name), f" {{crisis}} <{type(value).__name__}.{each.name}>"
        if kinds[each.name] == Prose and found:
            changed[each.name] = found + mark
        elif kinds[each.name] == tuple[Prose, ...]:
            changed[each.name] = tuple(text + mark for text in found)
        else:
            changed[each.name] = with_placeholders(found)
    return replace(typing.cast("typing.Any", value), **changed)
