"""A page as one HTML file: nothing runs in it, and nothing is fetched."""

from collections.abc import Iterable, Iterator
from html import escape

from kickcheck.model import (
    Block,
    Callout,
    Chart,
    DefinitionList,
    Heading,
    List,
    Page,
    Paragraph,
    Spans,
    Style,
)
from kickcheck.render import svg

# Colours reach 7:1 in both schemes; on paper there is only black and grey.
# A card is a section in a section: like a notice, a list item, a row and a picture it is one
# thing, and no page cuts it. On paper what is long stands in two columns, and what is short in
# large type; Arial's widths are to be had everywhere, so that the number of pages holds.
_STYLE = """
:root { color-scheme: light dark; --fore: #1d2126; --soft: #4a515b; --back: #fff;
  --card: #f6f5f1; --line: #d5d3cb; --bar: #a3161f; --chart: #1f5f8b; }
@media (prefers-color-scheme: dark) {
  :root { --fore: #e8eaed; --soft: #b6bcc6; --back: #16181c; --card: #1f2227; --line: #3b4048;
    --bar: #ff8a8f; --chart: #7fb8e6; }
}
body { margin: 0; background: var(--back); color: var(--fore);
  font: 1.06rem/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; margin: 2.6rem 0 .6rem; padding-top: 1.1rem;
  border-top: 1px solid var(--line); }
h3, h4 { font-size: 1.08rem; margin: 0 0 .5rem; }
p, ul, ol, dl { margin: .7rem 0; }
ul, ol { padding-left: 1.3rem; }
li, dl div { margin: .35rem 0; }
li::marker { color: var(--soft); }
dt { font-weight: 700; }
dd { margin: 0; }
.card, .notice { background: var(--card); border-radius: .5rem; padding: 1rem 1.2rem;
  margin: 1.1rem 0; }
.notice { border-left: .4rem solid var(--bar); }
.card > :last-child, .notice > :last-child { margin-bottom: 0; }
.notice > :first-child { margin-top: 0; }
figure { margin: 1.1rem 0; }
figcaption { font-weight: 700; margin-bottom: .4rem; }
svg { display: block; width: 100%; max-width: 24rem; height: auto; font-size: 15px; }
svg text { fill: var(--fore); }
svg rect { fill: var(--chart); stroke: var(--chart); }
svg .faint { fill-opacity: .25; stroke-dasharray: 3 3; }
small, .small { font-size: .88rem; color: var(--soft); }
footer { margin-top: 2.6rem; padding-top: .6rem; border-top: 1px solid var(--line); }
@page { margin: 10mm 12mm 12mm; @bottom-center { content: counter(page) " / " counter(pages);
  font: 8pt system-ui, sans-serif; color: #444; } }
@media print {
  :root { color-scheme: light; --fore: #000; --soft: #333; --back: #fff; --card: #fff;
    --line: #999; --bar: #000; --chart: #444; }
  body { font-size: 12pt; line-height: 1.4; }
  body { font-family: Arial, "Liberation Sans", Helvetica, sans-serif; }
  main { max-width: none; padding: 0; overflow-wrap: break-word; }
  h1 { font-size: 1.7em; margin-bottom: .4em; }
  h2 { font-size: 1.2em; margin: .65em 0 .25em; padding-top: .3em; }
  h3, h4 { font-size: 1em; margin-bottom: .25em; }
  p, ul, ol, dl { margin: .3em 0; }
  figure { margin: .7em 0; }
  ul, ol { padding-left: 1em; }
  li, dl div { margin: .1em 0; }
  .card, .notice { padding: 0; margin: .6em 0; border-radius: 0; }
  .notice { border: 1.5pt solid; border-left-width: 5pt; padding: .4em .6em; }
  small, .small { font-size: 7pt; line-height: 1.2; }
  .long dl div > * { display: inline; margin-right: .4em; }
  .small { padding: 0; }
  .small li { display: inline; }
  footer { margin-top: .8em; padding-top: .3em; column-span: all; break-inside: avoid; }
  footer p { display: inline; }
  h1, h2, h3, h4 { break-after: avoid; }
  h1, h2, h3, h4, .card, .notice, li, dl div, figure, svg { break-inside: avoid; }
  .card:has(.small) { break-inside: auto; }
  p { orphans: 3; widows: 3; }
  .long main { columns: 2; column-gap: 7mm; }
  .long { font-size: 9.5pt; line-height: 1.2; }
  .long header { column-span: all; }
}
""".strip()

_HEAD = (
    '<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
    " form-action 'none'\">\n"
    '<meta name="referrer" content="no-referrer">\n'
)
_LONG = 3_000  # characters of HTML; what is shorter fits a page in large type


def draw(page: Page) -> str:
    """Return a page as an HTML document."""
    blocks = list(page.blocks)
    foot: list[Block] = []
    while blocks and isinstance(blocks[-1], Paragraph) and blocks[-1].small:
        foot.insert(0, blocks.pop())
    body = "\n".join([*_sections(blocks), *_footer(foot)])
    kind = ' class="long"' if len(body) > _LONG else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{_HEAD}<title>{escape(page.title)}</title>\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body{kind}>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def _sections(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield blocks, each heading with what belongs to it, and what comes before the first one."""
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
    """Yield what belongs to the page and not to its last section."""
    lines = [line for block in blocks for line in _block(block, level=2)]
    if lines:
        yield from ("<footer>", *lines, "</footer>")


def _block(block: Block, level: int) -> list[str]:
    match block:
        case Heading(text, own):
            return [f"<h{own}>{escape(text)}</h{own}>"]
        case Paragraph(spans, small):
            return [f"<p{_small(small)}>{_line(spans)}</p>"]
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
    return "".join(_SPANS[span.style].format(escape(span.text)) for span in spans)


_SPANS = {
    Style.PLAIN: "{}",
    Style.STRONG: "<strong>{}</strong>",
    Style.SOURCE: "<small>{}</small>",
    Style.FACT: "<small>{}</small>",
}
