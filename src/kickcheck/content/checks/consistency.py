"""Checks references, rules, worked examples and review dates across the content."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields

from kickcheck.assessment import assess
from kickcheck.content.checks import phone_numbers
from kickcheck.content.decoder import SourceMap
from kickcheck.content.files import Problem
from kickcheck.content.loader import CONTACTS, INTERFACE, QUESTIONS, TOPICS
from kickcheck.content.markdown_parser import CITATION
from kickcheck.content.strict_yaml import Passage
from kickcheck.errors import RefusedError
from kickcheck.interview import Command
from kickcheck.model import (
    COUNTRY_PLACEHOLDERS,
    GENERAL_PRECEDENCE,
    INTERNATIONAL,
    NALOXONE_IS,
    NEXT_NUMBERS,
    Answer,
    Card,
    Content,
    Country,
    Example,
    InterfaceText,
    Kind,
    List,
    Questionnaire,
    Verification,
    content_ids,
    country_named,
    topic_name,
)
from kickcheck.safe_text import normalize

_COMMAND = re.compile(r"kickcheck topic ([a-z][a-z-]*)")
_BRACES = re.compile(r"\{(\w+)\}")
_SITE = re.compile(r"\b[a-z-]+\.(?:ca|com|net|org)\b")
# A number with the countries where it works, as in the international block: 988 (US, Canada).
_OF_COUNTRIES = re.compile(r"(\d[\d -]+\d) \(([^)]*)\)")
_CODE_HINT = "(use two capital letters, ISO 3166)"


def rules(questionnaire: Questionnaire, lines: SourceMap) -> list[Problem]:
    """Check that ids are unique, and that rules refer only to questions that they may use."""
    return [*_repeated(questionnaire, lines), *_rules(questionnaire, lines)]


def braces(passages: Iterable[Passage]) -> list[Problem]:
    """Check that each placeholder is filled in where it stands."""
    declared = {
        field.name.replace("_", "-"): field.metadata.get("names", ())
        for field in fields(InterfaceText)
    }
    problems = []
    for passage in passages:
        kind, part = passage.owner
        known = {*COUNTRY_PLACEHOLDERS, NALOXONE_IS}
        if passage.is_name:
            known = set()
        elif kind == "interface":
            known.update(declared.get(part, ()))
        elif kind == "section":
            known.add("count")  # the number of questions in the section
        for name in _BRACES.findall(passage.text):
            if name not in known:
                message = f"uses {{{name}}}, which is not filled in here"
                problems.append(Problem(passage.file, passage.line, message))
    return problems


def commands(passages: Iterable[Passage], content: Content) -> list[Problem]:
    """Check that each `kickcheck topic NAME` in a text names an existing topic."""
    return [
        Problem(
            passage.file, passage.line, f'mentions "kickcheck topic {name}", which does not exist'
        )
        for passage in passages
        for name in _COMMAND.findall(passage.text)
        if name not in content.topics
    ]


def citations(passages: Iterable[Passage], content: Content) -> list[Problem]:
    """Check that each source and each fact that a text cites exists."""
    known = {"@": content.sources, "#": content.facts}
    return [
        Problem(passage.file, passage.line, f'cites "{mark}{key}", which does not exist')
        for passage in passages
        for mark, key in re.findall(CITATION, passage.text)
        if key not in known[mark]
    ]


def references(content: Content, lines: SourceMap) -> list[Problem]:
    """Check that everything that the content refers to exists."""
    return [
        *_references(content, lines),
        *_interface(content, lines),
        *_topic_names(content, lines),
        *_countries(content, lines),
        *_demos(content, lines),
    ]


def examples(questionnaire: Questionnaire, lines: SourceMap) -> list[Problem]:
    """Check that each worked example gives its cards and counts, and each card has an example."""
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
    """Return a warning for each record that is past its review date or has no date."""
    warnings: list[Problem] = []
    kind = "figures are past their review"
    for fact in content.facts.values():
        if fact.review_by < today[: len(fact.review_by)]:
            problem = lines.problem("fact", fact.id, f"was due for review by {fact.review_by}")
            warnings.append(problem._replace(warning=True, kind=kind))
    kind = "help lines are past their review"
    for country in content.countries.values():
        for number, record in enumerate(country.records):
            if record.hidden:
                continue
            if record.review_by == "due":
                message = f"{record.name}: has no date, so its review is due"
            elif record.review_by < today[: len(record.review_by)]:
                message = f"{record.name}: was due for review by {record.review_by}"
            else:
                continue
            problem = lines.problem("contact", f"{country.code} {number}", message)
            warnings.append(problem._replace(warning=True, kind=kind))
    return warnings


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
        for name in sorted(name for name, times in Counter(names).items() if times > 1):
            yield lines.problem(kind, name, f'duplicate {kind} "{name}"')
    for kind in ("section", "question"):
        for _, message in _missing(kind, ids[kind]):
            yield Problem(QUESTIONS, 1, message)
    for name in sorted(set(ids["section"]) & set(ids["question"])):
        yield lines.problem("section", name, f'"{name}" is both a section and a question')


def _missing(kind: str, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each id that the program needs and the content lacks, with a message."""
    for name in content_ids.REQUIRED[kind]:
        if name not in ids:
            yield name, f'the {kind} "{name}" is missing: the program needs it'


def _rules(questionnaire: Questionnaire, lines: SourceMap) -> Iterator[Problem]:
    kinds = {question.id: section.kind for section, question in questionnaire.pairs()}
    cards = {card.id: card for card in questionnaire.cards}
    for card in questionnaire.cards:
        for message in (
            *_conditions(card, kinds),
            *_points(card, kinds),
            *_about(card),
            *_unless(card, cards),
        ):
            yield lines.problem("card", card.id, message)
    general = [card for card in questionnaire.cards if card.precedence == GENERAL_PRECEDENCE]
    if [dict(condition) for card in general for condition in card.when] != [{}]:
        where = general[0].id if general else ""
        rule = "with a rule that is always true (when: [{}])"
        message = f"exactly one card must have precedence {GENERAL_PRECEDENCE}, {rule}"
        yield lines.problem("card", where, message) if general else Problem(QUESTIONS, 1, message)
    yield from _skip_logic(questionnaire, lines)


def _conditions(card: Card, kinds: Mapping[str, Kind]) -> Iterator[str]:
    if not card.when:
        yield "is never shown: it has no rule"
    for condition in card.when:
        for question_id, fitting in condition.items():
            if question_id not in kinds:
                yield f'reads the question "{question_id}", which does not exist'
            elif kinds[question_id] is not Kind.TRIAGE:
                yield f'reads "{question_id}": rules may read only triage questions'
            if not fitting:
                yield f'lists no answers to "{question_id}"'


def _points(card: Card, kinds: Mapping[str, Kind]) -> Iterator[str]:
    for block in card.text:
        for condition in block.unless if isinstance(block, List) else ():
            for question_id, answers in condition.items():
                if kinds.get(question_id) is not Kind.TRIAGE:
                    yield f'leaves out a point by "{question_id}", which is no triage question'
                for answer in sorted(answers - {*Answer}):
                    yield f'leaves out a point by "{answer}", which is no answer'


def _about(card: Card) -> Iterator[str]:
    reads = {question_id for condition in card.when for question_id in condition}
    if reads & content_ids.SUICIDE_QUESTIONS and not card.about_suicide:
        yield 'reads a question about suicidal thoughts, so it must say "about: suicide"'


def _unless(card: Card, cards: Mapping[str, Card]) -> Iterator[str]:
    for other in card.unless:
        if other not in cards:
            yield f'"unless" names "{other}", which does not exist'
    if _excludes_itself(card, cards):
        yield '"unless" forms a cycle'


def _excludes_itself(card: Card, cards: Mapping[str, Card]) -> bool:
    seen: set[str] = set()
    queue = list(card.unless)
    while queue:
        other = queue.pop()
        if other == card.id:
            return True
        if other in cards and other not in seen:
            seen.add(other)
            queue += cards[other].unless
    return False


def _skip_logic(questionnaire: Questionnaire, lines: SourceMap) -> Iterator[Problem]:
    before: set[str] = set()
    for section, question in questionnaire.pairs():
        for parent, fitting in question.only_after.items():
            sections = [s for s, q in questionnaire.pairs() if q.id == parent]
            if parent not in before or sections != [section]:
                message = f'depends on "{parent}", which is not asked earlier in the same section'
                yield lines.problem("question", question.id, message)
            if Answer.SKIP in fitting or not fitting:
                message = "can depend only on yes, no or unsure"
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
        if card.next_step and card.next_step not in content.interface.next_choices:
            message = f'"next" names "{card.next_step}", which next-choices does not have'
            yield lines.problem("card", card.id, message)
        if card.topic not in content.topics:
            message = f'names the topic "{card.topic}", which does not exist'
            yield lines.problem("card", card.id, message)
    for topic in content.topics.values():
        for other in topic.related:
            if other not in content.topics or other == topic.id:
                message = f'relates to "{other}", which is not another topic'
                yield lines.problem("topic related", topic.id, message)
        if topic.group not in content.interface.groups:
            message = f'is in the group "{topic.group}", which {INTERFACE} does not have'
            yield lines.problem("topic group", topic.id, message)


def _interface(content: Content, lines: SourceMap) -> Iterator[Problem]:
    interface = content.interface
    yield from _keys(content, lines)
    kinds = {record.kind for country in content.countries.values() for record in country.records}
    required: list[tuple[str, Iterable[str]]] = [
        ("answer_words", list(Answer)),
        ("contacts_kinds", sorted(kinds)),
        ("contact_seen", list(Verification)),
        ("next_choices", (content_ids.MEDICATION, content_ids.TALK, content_ids.WRITE)),
        ("next_numbers", NEXT_NUMBERS),
        ("verified", list(Verification)),
    ]
    for name, keys in required:
        for key in keys:
            if key not in getattr(interface, name):
                yield lines.problem("interface", name, f'"{key}" is missing')


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
                message = f'"{word}" cannot be typed (use lower-case words, not numbers)'
                yield lines.problem("interface", "keys", message)
            if meanings.setdefault(word, command_name) != command_name:
                message = f'"{word}" means both "{meanings[word]}" and "{command_name}"'
                yield lines.problem("interface", "keys", message)


def _topic_names(content: Content, lines: SourceMap) -> Iterator[Problem]:
    for name, message in _missing("topic", content.topics):
        yield Problem(f"{TOPICS}/{name}.md", 0, message)
    topic_of: dict[str, str] = {}
    for topic in content.topics.values():
        topic_of |= {topic_name(topic.id): topic.id, topic_name(topic.title): topic.id}
    for topic in content.topics.values():
        for alias in topic.aliases:
            name = topic_name(alias)
            if name in topic_of:
                message = f'the alias "{alias}" already leads to "{topic_of[name]}"'
                yield lines.problem("topic aliases", topic.id, message)
            topic_of.setdefault(name, topic.id)


def _countries(content: Content, lines: SourceMap) -> Iterator[Problem]:
    if INTERNATIONAL not in content.countries:
        yield Problem(
            CONTACTS, 1, f'"{INTERNATIONAL}" is missing: it is shown if no country is chosen'
        )
    yield from _country_names(content.countries, lines)
    for country in content.countries.values():
        if country.code != INTERNATIONAL and not (
            len(country.code) == 2 and country.code.isascii() and country.code.isupper()
        ):
            message = f'"{country.code}" is not a valid country code {_CODE_HINT}'
            yield lines.problem("country", country.code, message)
        if not country.records or country.records[0].kind != "emergency":
            message = "the first record of a country must be its emergency number"
            yield lines.problem("country", country.code, message)
        yield from _phrases(country, content.countries, lines)
        for name in ("emergency", "crisis", "drug", "naloxone"):
            if not country.phrases[name]:
                yield lines.problem("country", country.code, f'in_words: "{name}" is empty')


def _country_names(countries: Mapping[str, Country], lines: SourceMap) -> Iterator[Problem]:
    """Check that no code, name or alias belongs to two countries."""
    owner: dict[str, str] = {}
    for country in countries.values():
        places = [name for code, place in country.places.items() for name in (code, place.name)]
        for name in dict.fromkeys((country.code, country.name, *country.aliases, *places)):
            if owner.setdefault(name.casefold(), country.code) != country.code:
                message = f'"{name}" already leads to {owner[name.casefold()]}'
                yield lines.problem("country", country.code, message)
        for code in country.places:
            if not (len(code) == 2 and code.isascii() and code.isupper()):
                message = f'places: "{code}" is not a valid country code {_CODE_HINT}'
                yield lines.problem("country", country.code, message)


def _phrases(
    country: Country, countries: Mapping[str, Country], lines: SourceMap
) -> Iterator[Problem]:
    """Check that the numbers and sites in a country's phrases are in its shown records.

    Any country may name a site of the international block. The international block may name the
    numbers of all countries, each followed by the countries where it works.
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
        try:
            assess(content.questionnaire, demo.answers)
        except RefusedError as error:
            yield lines.problem("demo", demo.id, error.message)
        for question_id in content.questionnaire.excluded_from_demos & set(demo.answers):
            yield lines.problem("demo", demo.id, f'answers "{question_id}", which no demo asks')
