"""Fills in sentences: a country's numbers, names, and citations as numbers."""

from collections.abc import Callable
from dataclasses import replace

from kickcheck.frozen import Frozen
from kickcheck.model import (
    INTERNATIONAL,
    NALOXONE_IS,
    Block,
    Callout,
    Chart,
    Citation,
    Content,
    Country,
    DefinitionList,
    FillIn,
    Heading,
    InterfaceText,
    List,
    Page,
    PageBreak,
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
        return _FirstUse(self)(self._format(sentence, **values))

    def title(self, text: str) -> str:
        """Return a title, filled in, for a page; it names the folder that changes the content."""
        title, folder = self._format(text), self.content.folder
        if not folder:
            return title
        return self._format(self.interface.content_changed, title=title, folder=folder)

    def paragraph(self, sentence: str, **values: object) -> Paragraph:
        """Return a sentence, filled in, as a paragraph."""
        return Paragraph(self.line(sentence, **values))

    def instruction(self, sentence: str, **values: object) -> Paragraph:
        """Return a sentence on what to type, filled in; saved pages leave it out."""
        return Paragraph(self.line(sentence, **values), on_paper=False)

    def line(self, sentence: str, **values: object) -> Spans:
        """Return a sentence, filled in, as the text of a paragraph or a list item of a page."""
        return unstyled(self._format(sentence, **values))

    def spans(self, spans: Spans) -> Spans:
        """Return spans filled in, with citations as numbers in brackets, or without them."""
        shown = spans if self.numbered else _uncited(spans)
        return tuple(self._span(span) for span in shown)

    def blocks(self, blocks: tuple[Block, ...], **values: object) -> tuple[Block, ...]:
        """Return blocks filled in."""
        return tuple(self._block(block, **values) for block in blocks)

    def page(self, title: str, *blocks: Block | PageBreak, heading: bool = True) -> Page:
        """Return a page that begins with its title, unless it is to have no heading.

        What naloxone is, and several emergency numbers, stand in full at their first use only.
        """
        fill = _FirstUse(self)
        title = self.title(title)
        first = (Heading(title, level=1),) if heading else ()
        return Page(
            _FirstUse(self)(title),
            tuple(
                block if isinstance(block, PageBreak) else _mapped(block, fill)
                for block in (*first, *blocks)
            ),
        )

    def numbering(self, *blocks: Block) -> "Localizer":
        """Return a localizer that numbers the sources of blocks in the order of appearance."""
        return Localizer(self.content, self.country, tuple(cited(blocks, self.content)))

    def cite(self, key: str) -> str:
        """Return the short form of a source: author and year."""
        return self.content.sources[key].short

    def number(self, key: str) -> str:
        """Return the number of a source in brackets, which is how a citation is printed."""
        return f"[{self.numbered.index(key) + 1}]"

    def _format(self, sentence: str, **values: object) -> str:
        """Fill in everything but what stands in full only once on a page."""
        names = {**self.country.phrases, NALOXONE_IS: _later(NALOXONE_IS)}
        if self.country.code == INTERNATIONAL:
            names["emergency"] = _later("emergency")
        # The values come last: they can be a user's text, in which nothing is filled in.
        for name, value in {**names, **values}.items():
            sentence = sentence.replace("{" + name + "}", str(value))
        return sentence

    def _span(self, span: Span | Citation, **values: object) -> Span | Citation:
        if isinstance(span, Span):
            return replace(span, text=self._format(span.text, **values))
        source = self.content.facts[span.key].source if span.is_fact else span.key
        return Citation(source, text=self.number(source))

    def _block(self, block: Block, **values: object) -> Block:
        match block:
            case Chart():
                return replace(block, source=self._source_of(block))
            case Callout(title, blocks):
                return self.callout(title, self.blocks(blocks, **values))
            case FillIn(spans, rows):
                return FillIn(self.spans(spans), rows, self.interface.fill_in)
            case other:
                shown = other if self.numbered else _without_citations(other)
                return _mapped(
                    shown,
                    lambda text: self._format(text, **values),
                    lambda span: self._span(span, **values),
                )

    def _source_of(self, chart: Chart) -> str:
        """Return the line below a chart: its sources as numbers, or by name without numbers."""
        keys = cited((chart,), self.content)
        numbers = " ".join(self.number(key) for key in keys if self.numbered)
        names = "; ".join(dict.fromkeys(self.cite(key) for key in keys))
        return self.format(self.interface.chart_source, sources=numbers or names)

    def callout(self, title: str, blocks: tuple[Block, ...]) -> Callout:
        """Return filled-in blocks as a callout, which repeats its title where it goes on."""
        title = self._format(title)
        goes_on = self._format(self.interface.goes_on, title=title) if title else ""
        return Callout(title, blocks, goes_on)


def _later(name: str) -> str:
    """Return the mark of a placeholder that `_FirstUse` fills in; no file may contain one."""
    return f"\0{name}\0"


class _FirstUse:
    """Fills in what stands in full at its first use, and shorter or not at all afterwards."""

    def __init__(self, localizer: Localizer) -> None:
        interface = localizer.interface
        self._first = {
            NALOXONE_IS: f" {interface.naloxone_is}",
            "emergency": localizer.country.phrases["emergency"],
        }
        self._again = {NALOXONE_IS: "", "emergency": interface.emergency_again}

    def __call__(self, text: str) -> str:
        for name, again in self._again.items():
            while _later(name) in text:
                text = text.replace(_later(name), self._first.pop(name, again), 1)
        return text


def _mapped(
    block: Block,
    text: Callable[[str], str],
    span: Callable[[Span | Citation], Span | Citation] | None = None,
) -> Block:
    """Return a block with its texts changed; by default, spans keep their style and citations."""

    def change(each: Span | Citation) -> Span | Citation:
        if span is not None:
            return span(each)
        return replace(each, text=text(each.text))

    def line(spans: Spans) -> Spans:
        return tuple(change(each) for each in spans)

    match block:
        case Heading(words, level):
            return Heading(text(words), level)
        case Paragraph(spans, small, on_paper):
            return Paragraph(line(spans), small, on_paper)
        case FillIn(spans, rows, says):
            return FillIn(line(spans), rows, text(says))
        case List(items):
            return replace(block, items=tuple(line(item) for item in items))
        case Callout(title, blocks, continued):
            inner = tuple(_mapped(each, text) for each in blocks)
            return Callout(text(title), inner, text(continued))
        case DefinitionList(rows):
            return DefinitionList(tuple((line(a), line(b)) for a, b in rows))
        case Chart():
            return block


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


def _without_citations(block: Block) -> Block:
    match block:
        case Paragraph(spans):
            return replace(block, spans=_uncited(spans))
        case List(items):
            return replace(block, items=tuple(_uncited(item) for item in items))
        case DefinitionList(rows):
            return DefinitionList(tuple((_uncited(a), _uncited(b)) for a, b in rows))
        case other:
            return other


def _uncited(spans: Spans) -> Spans:
    """Return spans without citations, and without the spaces before them."""
    kept: list[Span] = []
    for number, span in enumerate(spans):
        if isinstance(span, Citation):
            continue
        before_citation = isinstance((*spans[number + 1 :], None)[0], Citation)
        kept.append(replace(span, text=span.text.rstrip()) if before_citation else span)
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
            case Paragraph(spans) | FillIn(spans):
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
