"""Parses the Markdown of the content: headings, paragraphs, lists, bold, citations and charts.

All of CommonMark is parsed, with the tables, strikethrough, boxes and footnotes of GitHub, so that
whatever other programs would draw in another way is refused.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kickcheck.content.files import Problem
from kickcheck.model import Block, Citation, FillIn, Heading, List, Paragraph, Span, Spans, Style

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_UNSUPPORTED = {
    "blockquote_open": "a quotation (>)",
    "code_block": "code (an indented text)",
    "code_inline": "code",
    "em_open": "italics",
    "hardbreak": "a line break (two spaces or a backslash at the end of a line)",
    "hr": "a line across (---)",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "a picture",
    "link_open": "a link",
    "reference": "the address of a link",
    "s_open": "strikethrough",
    "table_open": "a table",
    "text_special": "a backslash or an entity (&...;)",
}
"""What kickcheck does not draw, by the token of markdown-it-py."""

_BOX = re.compile(r"\[[ xX]\](?: |$)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")

CITATION = r"\[([@#])([A-Za-z0-9-]+)\]"
_ROWS = re.compile(r"\s*\{rows ([1-9])\}$")
_UNLESS = re.compile(r"\s*\{unless ([a-z-]+): ([a-z, ]+)\}$")
_ENDING = re.compile(f"{_UNLESS.pattern}|{_ROWS.pattern}")


def without_citations(text: str) -> str:
    """Return a text without its citations."""
    return re.sub(rf"\s*{CITATION}", "", text)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - an answers file needs no Markdown

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return parser.disable("text_join", ignoreInvalid=True)  # keeps escapes and entities apart


def parse(text: str) -> "list[Token]":
    """Return the tokens of a Markdown text, then those of the addresses that links could use."""
    from markdown_it.token import Token  # noqa: PLC0415

    links: dict[str, Any] = {}
    tokens = _parser().parse(text, links)
    addresses = [*links.get("references", {}).values(), *links.get("duplicate_refs", ())]
    return tokens + [Token("reference", "", 0, map=address["map"]) for address in addresses]


def paragraphs(tokens: "Sequence[Token]", first_line: int) -> list[tuple[int, str]]:
    """Return each heading, paragraph and list item with its line."""
    return [
        (_line(token, first_line), _ENDING.sub("", token.content).replace("**", ""))
        for token in tokens
        if token.type == "inline"
    ]


def blocks(
    tokens: "Sequence[Token]",
    file: str,
    first_line: int,
    problems: list[Problem],
    chart: Callable[[str, int], Block | None] = lambda _text, _line: None,
) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text; anything else in it is a problem.

    Args:
        tokens: the Markdown.
        file: the name of the file in problems.
        first_line: the line of the file on which the text begins.
        problems: the list to which problems are added.
        chart: decodes the text of a ```chart block, given its first line; None if it is invalid.

    """
    found: list[Block] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        line = _line(token, first_line)
        match token.type:
            case "heading_open":
                found.append(_heading(token, tokens[at + 1], file, line, problems))
                at += 3
            case "paragraph_open":
                spans, rows = _ending(_spans(tokens[at + 1], file, line, problems), _ROWS)
                found.append(FillIn(spans, int(rows[1])) if rows else Paragraph(spans))
                at += 3
            case "bullet_list_open" | "ordered_list_open":
                end = _closing(tokens, at)
                if "start" in token.attrs:
                    message = f"a list starts at 1, not at {token.attrs['start']}"
                    problems.append(Problem(file, line, message))
                items, unless = _items(tokens[at + 1 : end], file, first_line, problems)
                ordered = token.type.startswith("ordered")
                found.append(List(items, ordered, unless=unless if any(unless) else ()))
                at = end + 1
            case "fence":
                parsed = chart(token.content, line + 1) if token.info.strip() == "chart" else None
                if parsed is not None:
                    found.append(parsed)
                else:
                    problems.append(Problem(file, line, "does not contain a valid chart"))
                at += 1
            case other:
                problems.append(_unsupported(file, line, _UNSUPPORTED[other]))
                at = _closing(tokens, at) + 1 if token.nesting else at + 1
    return tuple(found)


def _line(token: "Token", first_line: int) -> int:
    """Return the line of the file on which a token begins; closing tokens have none."""
    return first_line + (token.map[0] if token.map else 0)


def _unsupported(file: str, line: int, what: str) -> Problem:
    return Problem(file, line, f"uses Markdown that is not drawn: {what}")


def _heading(
    token: "Token", inline: "Token", file: str, line: int, problems: list[Problem]
) -> Heading:
    if token.markup in ("=", "-"):
        problems.append(_unsupported(file, line, "an underlined heading (begin it with #)"))
    spans = _spans(inline, file, line, problems)
    if any(not isinstance(span, Span) or span.style is not Style.PLAIN for span in spans):
        problems.append(Problem(file, line, "a heading may contain only plain text"))
    return Heading(inline.content, level=int(token.tag[1:]))


def _items(
    tokens: "Sequence[Token]", file: str, first_line: int, problems: list[Problem]
) -> tuple[tuple[Spans, ...], tuple[Mapping[str, frozenset[str]], ...]]:
    """Return the items of a list, and the answers that leave each of them out."""
    items: list[Spans] = []
    unless: list[Mapping[str, frozenset[str]]] = []
    at = 0
    while at < len(tokens):
        end = _closing(tokens, at)
        line = _line(tokens[at], first_line)
        match tokens[at + 1 : end]:
            case [opening, inline, _] if opening.type == "paragraph_open":
                if _BOX.match(inline.content):
                    problems.append(_unsupported(file, line, "a box to tick"))
                spans, condition = _ending(_spans(inline, file, line, problems), _UNLESS)
                items.append(spans)
                unless.append(_unless(condition) if condition else {})
            case inside:
                other = next((t for t in inside[3:] if t.nesting >= 0), tokens[at])
                message = "a list may contain only plain items of one paragraph"
                problems.append(Problem(file, _line(other, first_line), message))
        at = end + 1
    return tuple(items), tuple(unless)


def _unless(condition: re.Match[str]) -> Mapping[str, frozenset[str]]:
    """Return the answers of a condition, such as {unless on-naltrexone: no}, by question."""
    return {condition[1]: frozenset(condition[2].replace(",", " ").split())}


def _ending(spans: Spans, pattern: re.Pattern[str]) -> tuple[Spans, re.Match[str] | None]:
    """Return spans without what a pattern finds at their end, and what it found."""
    match spans:
        case (*others, Span(text, Style.PLAIN)) if found := pattern.search(text):
            rest = text[: found.start()]
            return (*others, *([Span(rest)] if rest else [])), found
    return spans, None


def _spans(token: "Token", file: str, line: int, problems: list[Problem]) -> Spans:
    spans: list[Span | Citation] = []
    style = Style.PLAIN
    for child in token.children or []:
        match child.type:
            case "text":
                _cite(child.content, style, spans)
                if _FOOTNOTE.search(child.content):
                    problems.append(_unsupported(file, line, "a footnote"))
            case "softbreak":
                spans.append(Span(" ", style))
                line += 1
            case "strong_open":
                if style is Style.STRONG:
                    problems.append(_unsupported(file, line, "bold inside bold"))
                style = Style.STRONG
            case "strong_close":
                style = Style.PLAIN
            case other:
                if other in _UNSUPPORTED:  # a closing token is not reported again
                    problems.append(_unsupported(file, line, _UNSUPPORTED[other]))
                line += child.content.count("\n") + (other == "hardbreak")
    return _merged(spans)


def _cite(text: str, style: Style, spans: list[Span | Citation]) -> None:
    at = 0
    for match in re.finditer(CITATION, text):
        spans.append(Span(text[at : match.start()], style))
        spans.append(Citation(match[2], is_fact=match[1] == "#"))
        at = match.end()
    spans.append(Span(text[at:], style))


def _merged(spans: list[Span | Citation]) -> Spans:
    merged: list[Span | Citation] = []
    for span in spans:
        last = merged[-1] if merged else None
        if isinstance(span, Span) and isinstance(last, Span) and last.style is span.style:
            merged[-1] = Span(last.text + span.text, span.style)
        elif isinstance(span, Citation) or span.text:
            merged.append(span)
    return tuple(merged)


def _closing(tokens: "Sequence[Token]", opening: int) -> int:
    at = opening + 1
    while tokens[at].level > tokens[opening].level:
        at += 1
    return at
