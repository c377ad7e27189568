"""The pages about topics: one topic, the list, sources, notes and search results."""

import re

from kickcheck.model import Block, DefinitionList, Heading, List, Page, Paragraph, Spans, Topic
from kickcheck.pages.localizer import Localizer, cited, cited_facts, lines_of, on_day, unstyled
from kickcheck.safe_text import normalize

MAX_LINES_PER_TOPIC = 3  # in search results


def topic_page(localizer: Localizer, topic: Topic, *, dated: bool = True) -> Page:
    """Return a topic with its related topics and, if `dated`, the date of its last review."""
    interface = localizer.interface
    numbered = _numbering(localizer, topic)
    blocks: list[Block] = [*numbered.blocks(topic.blocks)]
    if topic.related:
        blocks.append(Heading(interface.topic_related))
        blocks.append(topic_table(localizer, topic.related))
    closing: list[str] = []
    if sources := numbered_sources(numbered, topic.blocks):
        blocks += sources
        # The command comes first, so that the end of the line does not cut it.
        closing.append(localizer.format(interface.topic_sources_hint, topic=topic.id))
    if dated:
        closing.append(localizer.format(interface.topic_reviewed, date=on_day(topic.reviewed)))
    if closing:
        blocks.append(Paragraph(unstyled(" \u00b7 ".join(closing)), small=True))
    return localizer.page(topic.title, *blocks)


def _numbering(localizer: Localizer, topic: Topic) -> Localizer:
    """Return a localizer that gives a source one number on every page of a topic."""
    return localizer.numbering(*topic.blocks, *topic.notes)


def numbered_sources(localizer: Localizer, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the number and the short name of each source of blocks; empty if they have none."""
    keys = sorted(cited(blocks, localizer.content), key=localizer.numbered.index)
    if not keys:
        return ()
    named = "; ".join(f"{localizer.number(key)} {localizer.cite(key)}" for key in keys)
    heading = Heading(localizer.interface.sources_title)
    return (heading, Paragraph(unstyled(f"{named}."), small=True))


def topic_table(
    localizer: Localizer, ids: tuple[str, ...], *, numbered: bool = False
) -> DefinitionList:
    """Return topics as id and summary, one line each, and numbered if one can be chosen."""
    topics = localizer.content.topics
    names = [f"{number}. {i}" if numbered else i for number, i in enumerate(ids, start=1)]
    rows = zip(names, ids, strict=True)
    return DefinitionList(tuple((unstyled(name), unstyled(topics[i].summary)) for name, i in rows))


def topics_page(localizer: Localizer) -> Page:
    """Return all topics by group, one line each."""
    interface = localizer.interface
    blocks: list[Block] = [localizer.instruction(interface.topics_intro)]
    for group, heading in interface.groups.items():
        ids = tuple(t.id for t in localizer.content.topics.values() if t.group == group)
        if ids:
            blocks += [Heading(heading), topic_table(localizer, ids)]
    return localizer.page(interface.topics_title, *blocks)


def notes_page(localizer: Localizer, topic: Topic) -> Page:
    """Return the counselor's notes on a topic, without the topic itself."""
    title = localizer.format(localizer.interface.notes_title, topic=topic.title)
    if not topic.notes:
        return localizer.page(title, localizer.paragraph(localizer.interface.notes_none))
    numbered = _numbering(localizer, topic)
    sources = numbered_sources(numbered, topic.notes)
    return localizer.page(title, *numbered.blocks(topic.notes), *sources)


def search_page(localizer: Localizer, found: list[tuple[Topic, list[str]]]) -> Page:
    """Return the topics that a search found, each with its matching lines."""
    interface = localizer.interface
    if not found:
        return localizer.page(interface.search_title, localizer.paragraph(interface.search_none))
    blocks: list[Block] = []
    for topic, lines in found:
        blocks += [Heading(topic.id), List(tuple(unstyled(line) for line in lines))]
    return localizer.page(interface.search_title, *blocks)


def search(localizer: Localizer, text: str) -> list[tuple[Topic, list[str]]]:
    """Return the topics that mention a text, in list order, each with its matching lines.

    A match begins where a word begins, so that "pet" does not find "repeat".
    """
    phrase = normalize(text)
    mention = re.compile(rf"(?<!\w){re.escape(phrase)}")
    found = []
    for group in localizer.interface.groups:
        for topic in localizer.content.topics.values():
            if topic.group != group:
                continue
            lines = [topic.title, topic.summary, *lines_of(localizer.blocks(topic.blocks))]
            matching = [line for line in lines if mention.search(normalize(line))]
            if not matching and any(mention.search(normalize(alias)) for alias in topic.aliases):
                matching = [topic.summary]
            if phrase and matching:
                found.append((topic, matching[:MAX_LINES_PER_TOPIC]))
    return found


def sources_page(localizer: Localizer, topic: Topic) -> Page:
    """Return the full references of a topic, and each figure with its population and source."""
    interface = localizer.interface
    numbered = _numbering(localizer, topic)
    if not numbered.numbered:
        return localizer.page(topic.title, localizer.paragraph(interface.sources_none))
    references = tuple(_reference(numbered, key) for key in numbered.numbered)
    blocks: list[Block] = [Heading(interface.sources_title), List(references, small=True)]
    facts = [localizer.content.facts[fact_id] for fact_id in cited_facts(topic.blocks)]
    if facts:
        rows = [
            unstyled(
                localizer.format(
                    interface.fact_row,
                    claim=fact.claim,
                    who=fact.who,
                    against=fact.against,
                    where=fact.where,
                    when=fact.when,
                    design=fact.design,
                    source=numbered.number(fact.source),
                    verified=interface.verified[fact.verified],
                )
            )
            for fact in facts
        ]
        blocks += [Heading(interface.figures_title), List(tuple(rows))]
    return localizer.page(topic.title, *blocks)


def short_references(localizer: Localizer, keys: list[str]) -> Paragraph:
    """Return references in one paragraph: short names, with links where there are any."""
    sources = [localizer.content.sources[key] for key in keys]
    named = [f"{s.short} ({s.link})" if s.link else s.short for s in sources]
    return Paragraph(unstyled("; ".join(dict.fromkeys(named)) + "."), small=True)


def _reference(localizer: Localizer, key: str) -> Spans:
    source = localizer.content.sources[key]
    verified = localizer.interface.verified[source.seen].rstrip(".")
    parts = [source.full.rstrip("."), source.link, verified, source.note.rstrip(".")]
    text = " ".join(part if part[-1] in "?!" else f"{part}." for part in parts if part)
    return unstyled(f"{localizer.number(key)} {localizer.cite(key)}: {text}")
