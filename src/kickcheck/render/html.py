"""Renders a page as one HTML file without scripts or external resources."""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from kickcheck.model import (
    Block,
    Callout,
    Chart,
    Citation,
    DefinitionList,
    FillIn,
    Heading,
    List,
    Page,
    Paragraph,
    Span,
    Spans,
    Style,
)
from kickcheck.render import svg

_HEAD = (
    '<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
    " form-action 'none'\">\n"
    '<meta name="referrer" content="no-referrer">\n'
)
_LONG = 3_000  # characters of HTML; anything shorter fits one sheet in large type


@cache
def _style() -> str:
    return files("kickcheck.render").joinpath("page.css").read_text(encoding="utf-8").strip()


def draw(page: Page) -> str:
    """Return a page as an HTML document."""
    blocks = list(page.unbroken)
    foot: list[Block] = []
    while len(blocks) > 1 and _is_note(blocks[-1], after=blocks[-2]):
        foot.insert(0, blocks.pop())
    body = "\n".join([*_sections(blocks), *_footer(foot)])
    kind = ' class="long"' if len(body) > _LONG else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{_HEAD}<title>{escape(page.title)}</title>\n'
        f"<style>\n{_style()}\n</style>\n</head>\n<body{kind}>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def _is_note(block: Block, *, after: Block) -> bool:
    """Return whether a block is a note on the whole page; a heading keeps what follows it."""
    return isinstance(block, Paragraph) and block.small and not isinstance(after, Heading)


def _sections(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield a header, then each heading with its blocks as a section."""
    levels: list[int] = []
    yield "<header>"
    for block in blocks:
        if isinstance(block, Heading) and block.level > 1:
            if not levels:
                yield "</header>"
            while levels and levels[-1] >= block.level:
                levels.pop()
                yield "</section>"
            yield '<section class="card">' if levels else "<section>"
            levels.append(block.level)
        yield from _block(block, level=len(levels) + 2)
    yield from ["</section>" for _ in levels] or ["</header>"]


def _footer(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the notes that belong to the whole page and not to its last section."""
    lines = [line for block in blocks for line in _block(block, level=2)]
    if lines:
        yield from ("<footer>", *lines, "</footer>")


def _block(block: Block, level: int) -> list[str]:
    match block:
        case Heading(text, level):
            return [f"<h{level}>{escape(text)}</h{level}>"]
        case Paragraph(spans, small):
            return [f"<p{_small(small)}>{_line(spans)}</p>"]
        case FillIn(spans, count):
            rules = ['<div class="rule"></div>'] * count
            return ['<div class="fill-in">', f"<p>{_line(spans)}</p>", *rules, "</div>"]
        case List(items, ordered, small):
            kind = "ol" if ordered else "ul"
            rows = [f"<li>{_line(item)}</li>" for item in items]
            return [f"<{kind}{_small(small)}>", *rows, f"</{kind}>"]
        case Callout(title, blocks):
            inner = [f"<h{level}>{escape(title)}</h{level}>"] if title else []
            inner += [line for inside in blocks for line in _block(inside, level + 1)]
            return ['<div class="notice">', *inner, "</div>"]
        case DefinitionList(rows):
            pairs = [
                f"<div><dt>{_line(name)}</dt><dd>{_line(what)}</dd></div>" for name, what in rows
            ]
            return ["<dl>", *pairs, "</dl>"]
        case Chart(title, _, source):
            caption = f"<figcaption>{escape(title)}</figcaption>"
            return [
                "<figure>",
                caption,
                *svg.draw(block),
                f'<p class="small">{escape(source)}</p>',
                "</figure>",
            ]


def _small(small: bool) -> str:
    return ' class="small"' if small else ""


def _line(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span | Citation) -> str:
    text = escape(span.text)
    if isinstance(span, Citation):
        return f"<small>{text}</small>"
    if span.link:
        text = f'<a href="{escape(span.link)}">{text}</a>'
    return f"<strong>{text}</strong>" if span.style is Style.STRONG else text
