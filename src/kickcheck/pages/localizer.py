"""Fills in sentences: a country's numbers, names, and citations as numbers."""

from dataclasses import replace

from kickcheck.frozen import Frozen
from kickcheck.model import (
    COUNTRY_PLACEHOLDERS,
    Block,
    Callout,
    Chart,
    Citation,
    Content,
    Country,
    DefinitionList,
    Heading,
    InterfaceText,
    List,
    Page,
    Paragraph,
    Span,
    Spans,
    Style,
    spans_of,
)

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class Localizer(Frozen):
    """Formats the content for a reader in one country.

    Args:
        content: the content.
        country: whose numbers fill the placeholders.
        numbered: the sources that the page numbers, in order. A page without any shows no
            citations.

    """

    content: Content
    country: Country
    numbered: tuple[str, ...] = ()

    @property
    def interface(self) -> InterfaceText:
        """The sentences of the user interface."""
        return self.content.interface

    def format(self, sentence: str, **values: object) -> str:
        """Return a sentence with its placeholders filled in; unknown ones are left unchanged."""
        names = {name: self.country.phrases.get(name, "") for name in COUNTRY_PLACEHOLDERS}
        for name, value in {**names, **values}.items():
            sentence = sentence.replace("{" + name + "}", str(value))
        return sentence

    def paragraph(self, sentence: str, **values: object) -> Paragraph:
        """Return a sentence, filled in, as a paragraph."""
        return Paragraph(unstyled(self.format(sentence, **values)))

    def spans(self, spans: Spans) -> Spans:
        """Return spans filled in, with citations as numbers in brackets, or without them."""
        shown = spans if self.numbered else _uncited(spans)
        return tuple(self._span(span) for span in shown)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return blocks filled in."""
        return tuple(self._block(block) for block in blocks)

    def page(self, title: str, *blocks: Block) -> Page:
        """Return a page that begins with its title."""
        return Page(title, (Heading(title, level=1), *blocks))

    def numbering(self, *blocks: Block) -> "Localizer":
        """Return a localizer that numbers the sources of blocks in the order of appearance."""
        return Localizer(self.content, self.country, tuple(cited(blocks, self.content)))

    def cite(self, key: str) -> str:
        """Return the short form of a source: author and year."""
        return self.content.sources[key].short

    def number(self, key: str) -> str:
        """Return the number of a source in brackets, which is how a citation is printed."""
        return f"[{self.numbered.index(key) + 1}]"

    def _span(self, span: Span | Citation) -> Span | Citation:
        if isinstance(span, Span):
            return Span(self.format(span.text), span.style)
        source = self.content.facts[span.key].source if span.is_fact else span.key
        return Citation(source, text=self.number(source))

    def _block(self, block: Block) -> Block:
        match block:
            case Heading(text, level):
                return Heading(self.format(text), level)
            case Paragraph(spans):
                return Paragraph(self.spans(spans))
            case List(items, ordered):
                return List(tuple(self.spans(item) for item in items), ordered)
            case Callout(title, blocks):
                return Callout(self.format(title), self.blocks(blocks))
            case DefinitionList(rows):
                return DefinitionList(tuple((self.spans(a), self.spans(b)) for a, b in rows))
            case Chart():
                return replace(block, source=self._source_of(block))

    def _source_of(self, chart: Chart) -> str:
        """Return the line below a chart: its sources as numbers, or by name without numbers."""
        keys = cited((chart,), self.content)
        numbers = " ".join(self.number(key) for key in keys if self.numbered)
        names = "; ".join(dict.fromkeys(self.cite(key) for key in keys))
        return self.format(self.interface.chart_source, sources=numbers or names)


def unstyled(text: str) -> Spans:
    """Return text as one span without style."""
    return (Span(text),)


def strong(text: str) -> Spans:
    """Return text as one strong span."""
    return (Span(text, Style.STRONG),)


def cited(blocks: tuple[Block, ...], content: Content) -> list[str]:
    """Return the keys of the sources that blocks cite, directly or through facts, in order."""
    citations = [span for span in spans_of(blocks) if isinstance(span, Citation)]
    keys = [content.facts[c.key].source if c.is_fact else c.key for c in citations]
    return list(dict.fromkeys(keys))


def without_citations(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks without their citations; a chart keeps its line of sources."""
    return tuple(_without_citations(block) for block in blocks)


def _without_citations(block: Block) -> Block:
    match block:
        case Heading() | Chart():
            return block
        case Paragraph(spans, small):
            return Paragraph(_uncited(spans), small)
        case List(items, ordered, small):
            return List(tuple(_uncited(item) for item in items), ordered, small)
        case Callout(title, blocks):
            return Callout(title, without_citations(blocks))
        case DefinitionList(rows):
            return DefinitionList(tuple((_uncited(a), _uncited(b)) for a, b in rows))


def _uncited(spans: Spans) -> Spans:
    """Return spans without citations, and without the spaces before them."""
    kept: list[Span] = []
    for number, span in enumerate(spans):
        if isinstance(span, Citation):
            continue
        before_citation = isinstance((*spans[number + 1 :], None)[0], Citation)
        kept.append(Span(span.text.rstrip() if before_citation else span.text, span.style))
    return tuple(kept)


def cited_facts(blocks: tuple[Block, ...]) -> list[str]:
    """Return the ids of the facts that blocks cite, in order."""
    citations = [span for span in spans_of(blocks) if isinstance(span, Citation)]
    return list(dict.fromkeys(citation.key for citation in citations if citation.is_fact))


def lines_of(blocks: tuple[Block, ...]) -> list[str]:
    """Return each heading, paragraph and list item as text."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading(text):
                lines.append(text)
            case Paragraph(spans):
                lines.append("".join(span.text for span in spans))
            case List(items):
                lines += ["".join(span.text for span in item) for item in items]
            case Callout(title, inner):
                lines += [title, *lines_of(inner)]
            case DefinitionList(rows):
                lines += ["".join(span.text for span in (*name, *what)) for name, what in rows]
            case Chart(title, bars):
                lines += [title, *(bar.sentence for bar in bars)]
    return lines


def in_month(iso: str) -> str:
    """Return "2026-01-13" or "2026-01" as "January 2026"; a year is unchanged."""
    parts = iso.split("-")
    return iso if len(parts) == 1 else f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"


def on_day(iso: str) -> str:
    """Return "2026-01-13" as "13 January 2026"."""
    return f"{int(iso.split('-')[2])} {in_month(iso)}"
