"""Sentences filled in: a country's numbers, names, and citations as author and year."""

from kickcheck.frozen import Frozen
from kickcheck.model import (
    IN_WORDS,
    Block,
    Chart,
    Content,
    Country,
    Heading,
    Items,
    Notice,
    Page,
    Span,
    Spans,
    Style,
    Table,
    Text,
    Wording,
    spans_of,
)


class Voice(Frozen):
    """The content, spoken to someone in one country."""

    content: Content
    country: Country

    @property
    def wording(self) -> Wording:
        """What the program itself says."""
        return self.content.wording

    def say(self, sentence: str, **values: object) -> str:
        """Fill a sentence in. Only known names are replaced; other braces stand as they are."""
        names = {name: self.country.in_words.get(name, "") for name in IN_WORDS}
        for name, value in {**names, **values}.items():
            sentence = sentence.replace("{" + name + "}", str(value))
        return sentence

    def text(self, sentence: str, **values: object) -> Text:
        """Return a filled-in sentence as a paragraph."""
        return Text(plain(self.say(sentence, **values)))

    def spans(self, spans: Spans) -> Spans:
        """Fill in spans, and turn citations into author and year in brackets."""
        return tuple(self._span(span) for span in spans)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Fill in blocks."""
        return tuple(self._block(block) for block in blocks)

    def page(self, title: str, *blocks: Block) -> Page:
        """Return a page under its title."""
        return Page(title, (Heading(title, level=1), *blocks))

    def cite(self, key: str) -> str:
        """Return a source as it stands in a text."""
        return self.content.sources[key].short

    def _span(self, span: Span) -> Span:
        if span.style is Style.SOURCE:
            return Span(f"[{self.cite(span.text)}]", Style.SOURCE)
        if span.style is Style.FACT:
            fact = self.content.facts[span.text]
            return Span(f"[{self.cite(fact.source)}]", Style.SOURCE)
        return Span(self.say(span.text), span.style)

    def _block(self, block: Block) -> Block:
        match block:
            case Heading(text, level):
                return Heading(self.say(text), level)
            case Text(spans):
                return Text(self.spans(spans))
            case Items(items, ordered):
                return Items(tuple(self.spans(item) for item in items), ordered)
            case Notice(title, blocks):
                return Notice(self.say(title), self.blocks(blocks))
            case Table(rows):
                return Table(tuple((self.spans(a), self.spans(b)) for a, b in rows))
            case Chart(title, bars):
                facts = [self.content.facts[bar.fact] for bar in bars]
                names = [self.cite(fact.source) for fact in facts]
                sources = "; ".join(dict.fromkeys(names))
                return Chart(title, bars, self.say(self.wording.chart_source, sources=sources))


def plain(text: str) -> Spans:
    """Return text as spans in one plain style."""
    return (Span(text),)


def strong(text: str) -> Spans:
    """Return text as spans in one strong style."""
    return (Span(text, Style.STRONG),)


def cited(blocks: tuple[Block, ...], content: Content) -> list[str]:
    """Return the keys of the sources that blocks cite, themselves or through facts, in order."""
    keys: list[str] = []
    for span in spans_of(blocks):
        if span.style is Style.SOURCE:
            keys.append(span.text)
        elif span.style is Style.FACT:
            keys.append(content.facts[span.text].source)
    return list(dict.fromkeys(keys))


def without_citations(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return paragraphs and lists without their citations."""

    def bare(spans: Spans) -> Spans:
        kept: list[Span] = []
        for number, span in enumerate(spans):
            if span.style in (Style.SOURCE, Style.FACT):
                continue
            before_citation = number + 1 < len(spans) and spans[number + 1].style in (
                Style.SOURCE,
                Style.FACT,
            )
            kept.append(Span(span.text.rstrip() if before_citation else span.text, span.style))
        return tuple(kept)

    found: list[Block] = []
    for block in blocks:
        match block:
            case Text(spans):
                found.append(Text(bare(spans)))
            case Items(items, ordered):
                found.append(Items(tuple(bare(item) for item in items), ordered))
            case other:
                found.append(other)
    return tuple(found)


def cited_facts(blocks: tuple[Block, ...]) -> list[str]:
    """Return the ids of the facts that blocks cite, in order."""
    return list(dict.fromkeys(s.text for s in spans_of(blocks) if s.style is Style.FACT))


def lines_of(blocks: tuple[Block, ...]) -> list[str]:
    """Return each heading, paragraph and list item as text."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading(text):
                lines.append(text)
            case Text(spans):
                lines.append("".join(span.text for span in spans))
            case Items(items):
                lines += ["".join(span.text for span in item) for item in items]
            case Notice(title, inner):
                lines += [title, *lines_of(inner)]
            case Table(rows):
                lines += ["".join(span.text for span in (*name, *what)) for name, what in rows]
            case Chart(title, bars):
                lines += [title, *(bar.sentence for bar in bars)]
    return lines
