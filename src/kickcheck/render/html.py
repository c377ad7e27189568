"""A page as one HTML file: nothing runs in it, and nothing is fetched."""

from html import escape

from kickcheck.model import Block, Chart, Heading, Items, Notice, Page, Spans, Style, Table, Text
from kickcheck.render import svg

# Colours reach 7:1 in both schemes. Print keeps a card and a heading with what follows.
_STYLE = """
:root { color-scheme: light dark; --fore: #1a1c20; --back: #fff; --line: #9aa0aa; --bar: #a3161f;
  --chart: #1f5f8b; }
@media (prefers-color-scheme: dark) {
  :root { --fore: #eceef2; --back: #15171b; --line: #6b727d; --bar: #ff8a8f;
    --chart: #7fb8e6; }
}
body { margin: 0; background: var(--back); color: var(--fore);
  font: 1.05rem/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; border-bottom: 2px solid var(--line); padding-bottom: .3rem; }
h2 { font-size: 1.2rem; margin: 1.6rem 0 .4rem; }
h3, h4 { font-size: 1.05rem; margin: 1.2rem 0 .3rem; }
p, ul, ol, dl { margin: .5rem 0; }
li { margin: .25rem 0; }
dt { font-weight: 700; }
dd { margin: 0 0 .4rem 1.2rem; }
section { border-left: .35rem solid var(--bar); padding: .1rem 0 .1rem 1rem; margin: 1rem 0; }
figure { margin: 1rem 0; break-inside: avoid; }
figcaption { font-weight: 700; margin-bottom: .4rem; }
svg { display: block; width: 100%; max-width: 34rem; height: auto; font-size: 15px; }
svg text { fill: var(--fore); }
svg rect { fill: var(--chart); stroke: var(--chart); }
svg .faint { fill-opacity: .25; stroke-dasharray: 3 3; }
section > :first-child { margin-top: .2rem; }
@page { margin: 18mm 16mm; }
@media print {
  :root { --fore: #000; --back: #fff; --line: #666; --bar: #666; --chart: #444; }
  body { font-size: 10.5pt; line-height: 1.35; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, h4 { break-after: avoid; }
  li, dt, dd, section { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
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


def draw(page: Page) -> str:
    """Return a page as an HTML document."""
    body = "\n".join(line for block in page.blocks for line in _block(block))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{_HEAD}<title>{escape(page.title)}</title>\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> list[str]:
    match block:
        case Heading(text, level):
            return [f"<h{level}>{escape(text)}</h{level}>"]
        case Text(spans):
            return [f"<p>{_line(spans)}</p>"]
        case Items(items, ordered):
            kind = "ol" if ordered else "ul"
            return [f"<{kind}>", *(f"<li>{_line(item)}</li>" for item in items), f"</{kind}>"]
        case Notice(title, blocks):
            inner = [f"<p><strong>{escape(title)}</strong></p>"] if title else []
            inner += [line for inside in blocks for line in _block(inside)]
            return ["<section>", *inner, "</section>"]
        case Table(rows):
            pairs = (f"<dt>{_line(name)}</dt><dd>{_line(what)}</dd>" for name, what in rows)
            return ["<dl>", *pairs, "</dl>"]
        case Chart(title, _, source):
            caption = f"<figcaption>{escape(title)}</figcaption>"
            return ["<figure>", caption, *svg.draw(block), f"<p>{escape(source)}</p>", "</figure>"]


def _line(spans: Spans) -> str:
    return "".join(
        f"<strong>{escape(span.text)}</strong>" if span.style is Style.STRONG else escape(span.text)
        for span in spans
    )
