"""Topics: one shown, all listed, their sources, the ones that mention something."""

from kickcheck.model import Block, Heading, Items, Page, Spans, Table, Text, Topic
from kickcheck.pages.help import on_day
from kickcheck.pages.localizer import Voice, cited, cited_facts, lines_of, plain

_LINES_AT_MOST = 3  # of a topic that a search shows


def topic_page(voice: Voice, topic: Topic, *, dated: bool = True) -> Page:
    """Return a topic, and where to read on; dated, it says itself when it was reviewed."""
    wording = voice.wording
    blocks: list[Block] = [*voice.blocks(topic.blocks)]
    if topic.related:
        blocks.append(Heading(wording.topic_related))
        blocks.append(topic_table(voice, topic.related))
    last = [voice.say(wording.topic_reviewed, date=on_day(topic.reviewed))] if dated else []
    last.append(voice.say(wording.topic_sources_hint, topic=topic.id))
    blocks.append(Text(plain(" ".join(last)), small=True))
    return voice.page(topic.title, *blocks)


def topic_table(voice: Voice, ids: tuple[str, ...]) -> Table:
    """Return topics by name, a line each."""
    topics = voice.content.topics
    return Table(tuple((plain(i), plain(topics[i].summary)) for i in ids))


def topics_page(voice: Voice) -> Page:
    """Return all topics in their groups, a line each."""
    wording = voice.wording
    blocks: list[Block] = [voice.text(wording.topics_intro)]
    for group, heading in wording.groups.items():
        ids = tuple(t.id for t in voice.content.topics.values() if t.group == group)
        if ids:
            blocks += [Heading(heading), topic_table(voice, ids)]
    return voice.page(wording.topics_title, *blocks)


def notes_page(voice: Voice, topic: Topic) -> Page:
    """Return the counselor's notes on a topic, alone."""
    title = voice.say(voice.wording.notes_title, topic=topic.title)
    if not topic.notes:
        return voice.page(title, voice.text(voice.wording.notes_none))
    return voice.page(title, *voice.blocks(topic.notes))


def search_page(voice: Voice, found: list[tuple[Topic, list[str]]]) -> Page:
    """Return the topics that mention something, each with the lines that do."""
    wording = voice.wording
    if not found:
        return voice.page(wording.search_title, voice.text(wording.search_none))
    blocks: list[Block] = []
    for topic, lines in found:
        blocks += [Heading(topic.id), Items(tuple(plain(line) for line in lines))]
    return voice.page(wording.search_title, *blocks)


def search(voice: Voice, text: str) -> list[tuple[Topic, list[str]]]:
    """Return the topics that hold a text, in the order of the list, each with those lines."""
    wanted = " ".join(text.casefold().split())
    found = []
    for group in voice.wording.groups:
        for topic in voice.content.topics.values():
            if topic.group != group:
                continue
            lines = [topic.title, topic.summary, *lines_of(voice.blocks(topic.blocks))]
            holding = [line for line in lines if wanted in line.casefold()]
            holding += [topic.summary] * (not holding and any(wanted in a for a in topic.aliases))
            if wanted and holding:
                found.append((topic, holding[:_LINES_AT_MOST]))
    return found


def sources_page(voice: Voice, topic: Topic) -> Page:
    """Return the references of a topic in full, and each figure with what it rests on."""
    wording = voice.wording
    keys = cited(topic.blocks, voice.content)
    if not keys:
        return voice.page(topic.title, voice.text(wording.sources_none))
    blocks: list[Block] = [Heading(wording.sources_title), references(voice, keys)]
    facts = [voice.content.facts[fact_id] for fact_id in cited_facts(topic.blocks)]
    if facts:
        rows = [
            plain(
                voice.say(
                    wording.fact_row,
                    claim=fact.claim,
                    who=fact.who,
                    against=fact.against,
                    where=fact.where,
                    when=fact.when,
                    design=fact.design,
                    source=voice.cite(fact.source),
                    verified=wording.verified[fact.verified],
                )
            )
            for fact in facts
        ]
        blocks += [Heading(wording.figures_title), Items(tuple(rows))]
    return voice.page(topic.title, *blocks)


def references(voice: Voice, keys: list[str]) -> Items:
    """Return references in full, one an item."""
    return Items(tuple(_reference(voice, key) for key in keys), small=True)


def short_references(voice: Voice, keys: list[str]) -> Text:
    """Return references in one paragraph: each by its short name and, if it has one, its link."""
    sources = [voice.content.sources[key] for key in keys]
    named = [f"{s.short} ({s.link})" if s.link else s.short for s in sources]
    return Text(plain("; ".join(dict.fromkeys(named)) + "."), small=True)


def _reference(voice: Voice, key: str) -> Spans:
    source = voice.content.sources[key]
    verified = voice.wording.verified[source.seen].rstrip(".")
    parts = [source.full.rstrip("."), source.link, verified, source.note.rstrip(".")]
    said = " ".join(part if part[-1] in "?!" else f"{part}." for part in parts if part)
    return plain(f"{voice.cite(key)}: {said}")
