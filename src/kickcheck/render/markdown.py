"""Renders a page as Markdown. Characters that could be markup are escaped."""

import re

from kickcheck.model import (
    Block,
    Callout,
    Chart,
    DefinitionList,
    FillIn,
    Heading,
    List,
    Page,
    Paragraph,
    Spans,
    Style,
)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&])")
_AT_START = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)")


def draw(page: Page) -> str:
    """Return a page as Markdown."""
    return "\n\n".join(part for block in page.unbroken for part in _block(block)) + "\n"


def _block(block: Block) -> list[str]:
    match block:
        case Heading(text, level):
            return [f"{'#' * level} {_escaped(text)}"]
        case Paragraph(spans):
            return [_line(spans)]
        case FillIn(spans, rows):
            return [_line(spans), *["___"] * rows]
        case List(items, ordered):
            marks = [f"{n}. " if ordered else "- " for n in range(1, len(items) + 1)]
            pairs = zip(marks, items, strict=True)
            return ["\n".join(f"{mark}{_line(item)}" for mark, item in pairs)]
        case Callout(title, blocks):
            inner = [f"**{_escaped(title)}**"] if title else []
            inner += [part for inside in blocks for part in _block(inside)]
            quoted = "\n\n".join(inner).split("\n")
            return ["\n".join(f"> {line}".rstrip() for line in quoted)]
        case DefinitionList(rows):
            return ["\n".join(f"- **{_line(name)}**: {_line(what)}" for name, what in rows)]
        case Chart(title, bars, source):
            bar_lines = "\n".join(f"- {_escaped(bar.sentence)}" for bar in bars)
            return [f"**{_escaped(title)}**", bar_lines, _escaped(source)]


def _line(spans: Spans) -> str:
    parts = []
    for span in spans:
        text = _escaped(span.text)
        stripped = text.strip()
        if span.style is Style.STRONG and stripped:
            lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            text = f"{lead}**{stripped}**{tail}"
        parts.append(text)
    return _AT_START.sub(r"\1\\\2", "".join(parts))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
