"""The proofs: references, rules and worked examples. Each returns the problems that it finds."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields

from kickcheck.assessment import assess
from kickcheck.content.checks import phone_numbers
from kickcheck.content.decoder import SourceMap
from kickcheck.content.files import Problem
from kickcheck.content.loader import CONTACTS, INTERFACE, QUESTIONS, TOPICS
from kickcheck.content.strict_yaml import Passage
from kickcheck.errors import RefusedError
from kickcheck.interview import Command, normalize
from kickcheck.model import (
    COUNTRY_PLACEHOLDERS,
    GENERAL_PRECEDENCE,
    INTERNATIONAL,
    NEXT_STEPS,
    Answer,
    Block,
    Card,
    Citation,
    Content,
    Country,
    Example,
    InterfaceText,
    Kind,
    Paragraph,
    Questionnaire,
    Verification,
    content_ids,
    country_named,
    spans_of,
)

_COMMAND = re.compile(r"kickcheck topic ([a-z][a-z-]*)")
_BRACES = re.compile(r"\{(\w+)\}")
_SITE = re.compile(r"\b[a-z-]+\.(?:ca|com|net|org)\b")
# A number that says where it holds, as in the international block: 988 (US, Canada).
_OF_COUNTRIES = re.compile(r"(\d[\d -]+\d) \(([^)]*)\)")


def rules(questionnaire: Questionnaire, lines: SourceMap) -> list[Problem]:
    """Check that every id stands there once, and that rules read what they may."""
    return [*_repeated(questionnaire, lines), *_rules(questionnaire, lines)]


def braces(passages: Iterable[Passage]) -> list[Problem]:
    """Check that each name in braces is one that is filled in there."""
    own = {
        field.name.replace("_", "-"): field.metadata.get("names", ())
        for field in fields(InterfaceText)
    }
    problems = []
    for passage in passages:
        kind, part = passage.owner
        known = {*COUNTRY_PLACEHOLDERS, *(own.get(part, ()) if kind == "interface" else ())}
        if kind == "section":
            known.add("count")  # of the questions of that section
        for name in _BRACES.findall(passage.text):
            if name not in known:
                message = f"fills in {{{name}}}, which is not known there"
                problems.append(Problem(passage.file, passage.line, message))
    return problems


def commands(passages: Iterable[Passage], content: Content) -> list[Problem]:
    """Check that each `kickcheck topic NAME` that a text tells people to type names a topic."""
    return [
        Problem(passage.file, passage.line, f"says kickcheck topic {name}, which does not exist")
        for passage in passages
        for name in _COMMAND.findall(passage.text)
        if name not in content.topics
    ]


def references(content: Content, lines: SourceMap) -> list[Problem]:
    """Check that everything that is named exists."""
    return [
        *_references(content, lines),
        *_interface(content, lines),
        *_topic_names(content, lines),
        *_countries(content, lines),
        *_demos(content, lines),
    ]


def examples(questionnaire: Questionnaire, lines: SourceMap) -> list[Problem]:
    """Work the examples of a questionnaire, and tell where they come out otherwise."""
    if not questionnaire.examples:
        return [Problem(QUESTIONS, 1, "has no worked examples")]
    problems = []
    for example in questionnaire.examples:
        for message in _differences(questionnaire, example):
            problems.append(
                lines.problem("example", example.id, f'example "{example.id}": {message}')
            )
    shown = {card_id for example in questionnaire.examples for card_id, _ in example.cards}
    for card in questionnaire.cards:
        if card.id not in shown:
            problems.append(
                lines.problem("card", card.id, f'no example shows the card "{card.id}"')
            )
    return problems


def reviews(content: Content, lines: SourceMap, today: str) -> list[Problem]:
    """Warn of every record that is past its review date, or has none to count from."""
    late: list[Problem] = []
    kind = "figures are past their review"
    for fact in content.facts.values():
        if fact.review_by < today[: len(fact.review_by)]:
            problem = lines.problem("fact", fact.id, f"was to be reviewed by {fact.review_by}")
            late.append(problem._replace(warning=True, kind=kind))
    kind = "help lines are past their review"
    for country in content.countries.values():
        for number, record in enumerate(country.records):
            if record.hidden:
                continue
            if record.review_by == "due":
                message = f"{record.name}: has no date to count from, so its review is due"
            elif record.review_by < today[: len(record.review_by)]:
                message = f"{record.name}: was to be reviewed by {record.review_by}"
            else:
                continue
            problem = lines.problem("contact", f"{country.code} {number}", message)
            late.append(problem._replace(warning=True, kind=kind))
    return late


def _differences(questionnaire: Questionnaire, example: Example) -> Iterator[str]:
    try:
        result = assess(questionnaire, example.answers)
    except RefusedError as error:
        yield error.message
        return
    cards = tuple((shown.card.id, shown.full) for shown in result.cards)
    if cards != example.cards:
        yield f"gives the cards {_named(cards)}, not {_named(example.cards)}"
    counts = {i: (count.low, count.high, count.asked) for i, count in result.counts.items()}
    if counts != dict(example.counts):
        yield f"gives the counts {_counted(counts)}, not {_counted(example.counts)}"


def _named(cards: tuple[tuple[str, bool], ...]) -> str:
    return ", ".join(f"{card_id} ({'full' if full else 'brief'})" for card_id, full in cards)


def _counted(counts: Mapping[str, tuple[int, int, int]]) -> str:
    return "; ".join(f"{i} {low} to {high} of {asked}" for i, (low, high, asked) in counts.items())


def _repeated(questionnaire: Questionnaire, lines: SourceMap) -> Iterator[Problem]:
    ids = {
        "section": [section.id for section in questionnaire.sections],
        "question": [question.id for _, question in questionnaire.pairs()],
        "card": [card.id for card in questionnaire.cards],
        "example": [example.id for example in questionnaire.examples],
    }
    for kind, names in ids.items():
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield lines.problem(kind, name, f'the {kind} "{name}" stands there twice')
    for kind in ("section", "question"):
        for _, message in _missing(kind, ids[kind]):
            yield Problem(QUESTIONS, 1, message)
    for name in sorted(set(ids["section"]) & set(ids["question"])):
        yield lines.problem("section", name, f'"{name}" is both a section and a question')


def _missing(kind: str, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """Tell of each name that the program relies on and the content does not have."""
    for name in content_ids.REQUIRED[kind]:
        if name not in ids:
            yield name, f'the {kind} "{name}" is missing: the program knows it by that name'


def _rules(questionnaire: Questionnaire, lines: SourceMap) -> Iterator[Problem]:
    kinds = {question.id: section.kind for section, question in questionnaire.pairs()}
    cards = {card.id: card for card in questionnaire.cards}
    for card in questionnaire.cards:
        for message in (*_conditions(card, kinds), *_about(card), *_ways(card, cards)):
            yield lines.problem("card", card.id, message)
    last = [card for card in questionnaire.cards if card.precedence == GENERAL_PRECEDENCE]
    if [dict(condition) for card in last for condition in card.when] != [{}]:
        where = last[0].id if last else ""
        rule = "and its rule is always true (when: [{}])"
        message = f"one card has precedence {GENERAL_PRECEDENCE}, {rule}"
        yield lines.problem("card", where, message) if last else Problem(QUESTIONS, 1, message)
    yield from _parents(questionnaire, lines)


def _conditions(card: Card, kinds: Mapping[str, Kind]) -> Iterator[str]:
    if not card.when:
        yield "is never shown: it has no rule"
    for condition in card.when:
        for question_id, fitting in condition.items():
            if question_id not in kinds:
                yield f'reads the question "{question_id}", which does not exist'
            elif kinds[question_id] is not Kind.TRIAGE:
                yield f'reads "{question_id}": a rule reads triage questions only'
            if not fitting:
                yield f'names no answer to "{question_id}"'


def _about(card: Card) -> Iterator[str]:
    reads = {question_id for condition in card.when for question_id in condition}
    if reads & content_ids.SUICIDE_QUESTIONS and not card.about_suicide:
        yield 'reads a question on thoughts of suicide, so it has to say "about: suicide"'


def _ways(card: Card, cards: Mapping[str, Card]) -> Iterator[str]:
    for other in card.unless:
        if other not in cards:
            yield f'gives way to "{other}", which does not exist'
    if _gives_way_to_itself(card, cards):
        yield "gives way to a card that gives way to it"


def _gives_way_to_itself(card: Card, cards: Mapping[str, Card]) -> bool:
    seen: set[str] = set()
    waiting = list(card.unless)
    while waiting:
        other = waiting.pop()
        if other == card.id:
            return True
        if other in cards and other not in seen:
            seen.add(other)
            waiting += cards[other].unless
    return False


def _parents(questionnaire: Questionnaire, lines: SourceMap) -> Iterator[Problem]:
    before: set[str] = set()
    for section, question in questionnaire.pairs():
        for parent, fitting in question.only_after.items():
            home = [s for s, q in questionnaire.pairs() if q.id == parent]
            if parent not in before or home != [section]:
                message = f'hangs on "{parent}", which is not asked before it in its section'
                yield lines.problem("question", question.id, message)
            if Answer.SKIP in fitting or not fitting:
                message = "can hang on yes, no or unsure only"
                yield lines.problem("question", question.id, message)
        before.add(question.id)


def _references(content: Content, lines: SourceMap) -> Iterator[Problem]:
    questionnaire = content.questionnaire
    named = [("question", question.id, question.sources) for _, question in questionnaire.pairs()]
    named += [("card", card.id, card.sources) for card in questionnaire.cards]
    named += [("fact", fact.id, (fact.source,)) for fact in content.facts.values()]
    for kind, name, keys in named:
        for key in keys:
            if key not in content.sources:
                yield lines.problem(kind, name, f'cites "{key}", which does not exist')
    for card in questionnaire.cards:
        yield from _cited(
            content, (*card.text, Paragraph(card.brief), *card.on_paper), lines, "card", card.id
        )
        if card.topic not in content.topics:
            message = f'names the topic "{card.topic}", which does not exist'
            yield lines.problem("card", card.id, message)
    for topic in content.topics.values():
        yield from _cited(content, (*topic.blocks, *topic.notes), lines, "topic", topic.id)
        for other in topic.related:
            if other not in content.topics or other == topic.id:
                message = f'relates to "{other}", which is no other topic'
                yield lines.problem("topic related", topic.id, message)
        if topic.group not in content.interface.groups:
            message = f'is in the group "{topic.group}", which {INTERFACE} does not have'
            yield lines.problem("topic group", topic.id, message)


def _cited(
    content: Content, blocks: tuple[Block, ...], lines: SourceMap, kind: str, name: str
) -> Iterator[Problem]:
    for span in spans_of(blocks):
        if not isinstance(span, Citation):
            continue
        mark, known = ("#", content.facts) if span.is_fact else ("@", content.sources)
        if span.key not in known:
            yield lines.problem(kind, name, f'cites "{mark}{span.key}", which does not exist')


def _interface(content: Content, lines: SourceMap) -> Iterator[Problem]:
    interface = content.interface
    yield from _keys(content, lines)
    kinds = {record.kind for country in content.countries.values() for record in country.records}
    wanted: list[tuple[str, Iterable[str]]] = [
        ("answer_words", list(Answer)),
        ("contacts_kinds", sorted(kinds)),
        ("contact_seen", list(Verification)),
        ("next_choices", NEXT_STEPS),
        ("verified", list(Verification)),
    ]
    for name, keys in wanted:
        for key in keys:
            if key not in getattr(interface, name):
                yield lines.problem("interface", name, f'"{key}" is missing')
    for name in vars(interface):
        value = getattr(interface, name)
        if isinstance(value, tuple):
            yield from _cited(content, value, lines, "interface", name)


def _keys(content: Content, lines: SourceMap) -> Iterator[Problem]:
    meanings: dict[str, str] = {}
    for command in Command:
        if not content.interface.keys.get(command):
            yield lines.problem("interface", "keys", f'no key for "{command}"')
    for command_name, words in content.interface.keys.items():
        if command_name not in list(Command):
            yield lines.problem("interface", "keys", f'"{command_name}" is not known here')
        for word in words:
            if word != normalize(word) or word.isdigit():
                message = f'"{word}" cannot be typed: lower-case words, and no number'
                yield lines.problem("interface", "keys", message)
            if meanings.setdefault(word, command_name) != command_name:
                message = f'"{word}" means both "{meanings[word]}" and "{command_name}"'
                yield lines.problem("interface", "keys", message)


def _topic_names(content: Content, lines: SourceMap) -> Iterator[Problem]:
    for name, message in _missing("topic", content.topics):
        yield Problem(f"{TOPICS}/{name}.md", 0, message)
    taken = {topic_id: topic_id for topic_id in content.topics}
    for topic in content.topics.values():
        for alias in topic.aliases:
            if alias in taken:
                message = f'the alias "{alias}" already leads to "{taken[alias]}"'
                yield lines.problem("topic aliases", topic.id, message)
            taken.setdefault(alias, topic.id)


def _countries(content: Content, lines: SourceMap) -> Iterator[Problem]:
    if INTERNATIONAL not in content.countries:
        yield Problem(
            CONTACTS, 1, f'"{INTERNATIONAL}" is missing: it is shown where none is chosen'
        )
    yield from _country_names(content.countries, lines)
    for country in content.countries.values():
        if country.code != INTERNATIONAL and not (
            len(country.code) == 2 and country.code.isascii() and country.code.isupper()
        ):
            message = f'"{country.code}" is no country code: two capital letters (ISO 3166)'
            yield lines.problem("country", country.code, message)
        if not country.records or country.records[0].kind != "emergency":
            message = "the first record of a country is its emergency number"
            yield lines.problem("country", country.code, message)
        yield from _in_words(country, content.countries, lines)
        for name in ("emergency", "crisis", "drug", "naloxone"):
            if not country.phrases[name]:
                yield lines.problem("country", country.code, f'in_words: "{name}" is empty')


def _country_names(countries: Mapping[str, Country], lines: SourceMap) -> Iterator[Problem]:
    """Check that every code, name and alias leads to one country or place alone."""
    owner: dict[str, str] = {}
    for country in countries.values():
        places = [name for code, place in country.places.items() for name in (code, place.name)]
        for name in dict.fromkeys((country.code, country.name, *country.aliases, *places)):
            if owner.setdefault(name.casefold(), country.code) != country.code:
                message = f'"{name}" already leads to {owner[name.casefold()]}'
                yield lines.problem("country", country.code, message)
        for code in country.places:
            if not (len(code) == 2 and code.isascii() and code.isupper()):
                message = f'places: "{code}" is no country code: two capital letters (ISO 3166)'
                yield lines.problem("country", country.code, message)


def _in_words(
    country: Country, countries: Mapping[str, Country], lines: SourceMap
) -> Iterator[Problem]:
    """Check that what sentences say of a country stands among its shown records.

    A directory of the whole world may be named anywhere. The international block may name the
    numbers of all countries, each with the countries in which it holds.
    """
    worldwide = [countries[INTERNATIONAL]] if INTERNATIONAL in countries else []
    international = country.code == INTERNATIONAL
    allowed = phone_numbers.of(countries.values() if international else [country])
    sites = " ".join(r.number for block in (country, *worldwide) for r in block.shown)
    for name, words in country.phrases.items():
        unknown = [*phone_numbers.unknown(words, allowed)]
        unknown += [site for site in _SITE.findall(words) if site not in sites]
        for number in unknown:
            message = f'in_words: "{name}" names {number}, which no shown record has'
            yield lines.problem("country", country.code, message)
        for number, places in _OF_COUNTRIES.findall(words) if international else ():
            for place in places.split(", "):
                found = country_named(countries, place)
                if found is None or [*phone_numbers.unknown(number, phone_numbers.of([found]))]:
                    message = (
                        f'in_words: "{name}" names {number} for {place}, which has no such record'
                    )
                    yield lines.problem("country", country.code, message)


def _demos(content: Content, lines: SourceMap) -> Iterator[Problem]:
    for demo in content.demos.values():
        yield from _cited(content, demo.notes, lines, "demo", demo.id)
        try:
            assess(content.questionnaire, demo.answers)
        except RefusedError as error:
            yield lines.problem("demo", demo.id, error.message)
        for question_id in content.questionnaire.excluded_from_demos & set(demo.answers):
            yield lines.problem("demo", demo.id, f'answers "{question_id}", which no demo asks')
