"""Results as JSON objects, each with a named and numbered schema."""

from collections.abc import Sequence
from dataclasses import asdict

from kickcheck.assessment import Assessment
from kickcheck.model import (
    RESULT_SCHEMA,
    Block,
    Callout,
    Chart,
    Citation,
    Content,
    Country,
    DefinitionList,
    FillIn,
    Heading,
    List,
    Page,
    Paragraph,
    Span,
    Spans,
    Topic,
)
from kickcheck.pages.localizer import cited, cited_facts

Json = dict[str, object]

_CONTACT_FIELDS = (
    "kind", "name", "number", "hours", "cost", "language", "run_by", "source",
    "source_date", "verified", "checked_on", "review_by", "note", "how", "local",
)  # fmt: skip


def result(assessment: Assessment, country: Country) -> Json:
    """Return an assessment, with the country that it was shown for, as `kickcheck.result/1`."""
    questionnaire = assessment.questionnaire
    return {
        "schema": RESULT_SCHEMA,
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "sha256": questionnaire.sha256,
        },
        "country": (country.requested_code or country.code) if country.chosen else None,
        "complete": assessment.complete,
        "answers": {question_id: str(answer) for question_id, answer in assessment.answers.items()},
        "cards": [
            {
                "id": shown.card.id,
                "precedence": shown.card.precedence,
                "because": list(shown.because),
                "shown": "full" if shown.full else "brief",
            }
            for shown in assessment.cards
        ],
        "sections": {
            section_id: {
                "yes": count.yes,
                "no": count.no,
                "unknown": count.unknown,
                "asked": count.asked,
                "low": count.low,
                "high": count.high,
                "yes_to": list(count.yes_to),
            }
            for section_id, count in assessment.counts.items()
        },
        "background": list(assessment.background),
    }


def topic(content: Content, shown: Topic) -> Json:
    """Return a topic as `kickcheck.topic/1`."""
    return {
        "schema": "kickcheck.topic/1",
        "topic": {
            **_entry(shown),
            "aliases": list(shown.aliases),
            "related": list(shown.related),
            "reviewed": shown.reviewed,
            "blocks": [_block(block) for block in shown.blocks],
            "facts": [
                {
                    "id": fact.id,
                    "claim": fact.claim,
                    "value": list(fact.value),
                    "source": fact.source,
                    "verified": str(fact.verified),
                    "as_of": fact.as_of,
                }
                for fact in map(content.facts.__getitem__, cited_facts(shown.blocks))
            ],
            "sources": [
                {
                    "key": source.key,
                    "reference": source.full,
                    "link": source.link,
                    "seen": str(source.seen),
                }
                for source in map(content.sources.__getitem__, cited(shown.blocks, content))
            ],
        },
    }


def notes(shown: Topic) -> Json:
    """Return the counselor's notes on a topic as `kickcheck.notes/1`."""
    return {
        "schema": "kickcheck.notes/1",
        "topic": shown.id,
        "blocks": [_block(block) for block in shown.notes],
    }


def page(shown: Page) -> Json:
    """Return any other page as `kickcheck.page/1`."""
    return {
        "schema": "kickcheck.page/1",
        "title": shown.title,
        "blocks": [_block(block) for block in shown.unbroken],
    }


def topics(content: Content) -> Json:
    """Return the list of topics as `kickcheck.topics/1`, in the order of their groups."""
    return {
        "schema": "kickcheck.topics/1",
        "topics": [
            _entry(listed)
            for group in content.interface.groups
            for listed in content.topics.values()
            if listed.group == group
        ],
    }


def found(topics_with_lines: Sequence[tuple[Topic, Sequence[str]]]) -> Json:
    """Return the results of a search as `kickcheck.search/1`."""
    return {
        "schema": "kickcheck.search/1",
        "topics": [{**_entry(shown), "lines": list(lines)} for shown, lines in topics_with_lines],
    }


def contacts(country: Country) -> Json:
    """Return the help lines of a country as `kickcheck.contacts/1`."""
    return {
        "schema": "kickcheck.contacts/1",
        "country": country.code,
        "name": country.name,
        "contacts": [
            {name: getattr(record, name) for name in _CONTACT_FIELDS} for record in country.shown
        ],
    }


def _entry(listed: Topic) -> Json:
    return {
        "id": listed.id,
        "title": listed.title,
        "group": listed.group,
        "summary": listed.summary,
    }


def _block(block: Block) -> Json:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "level": level, "text": text}
        case Paragraph(spans):
            return {"kind": "text", "spans": _spans(spans)}
        case FillIn(spans, rows):
            return {"kind": "fill-in", "rows": rows, "spans": _spans(spans)}
        case List(items, ordered):
            return {"kind": "list", "ordered": ordered, "items": [_spans(item) for item in items]}
        case Callout(title, blocks):
            return {"kind": "notice", "title": title, "blocks": [_block(inner) for inner in blocks]}
        case DefinitionList(rows):
            return {"kind": "table", "rows": [[_spans(a), _spans(b)] for a, b in rows]}
        case Chart(title, bars):
            return {"kind": "chart", "title": title, "bars": [asdict(bar) for bar in bars]}


def _spans(spans: Spans) -> list[Json]:
    return [_span(span) for span in spans]


def _span(span: Span | Citation) -> Json:
    if isinstance(span, Citation):
        return {"style": "fact" if span.is_fact else "source", "text": span.text or span.key}
    return {"style": str(span.style), "text": span.text}
