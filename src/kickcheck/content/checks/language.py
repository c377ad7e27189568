"""Checks the language of the content: words, amounts, figures, required texts, reading level."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from kickcheck.content.checks import amounts, phone_numbers, readability, spelling
from kickcheck.content.checks.spelling import normalized
from kickcheck.content.decoder import Owner
from kickcheck.content.files import Problem
from kickcheck.content.markdown_parser import CITATION, without_citations
from kickcheck.content.strict_yaml import Passage
from kickcheck.frozen import Frozen
from kickcheck.model import Content, Fact
from kickcheck.model.field_types import Located, LocatedNumber

_NUMBER = r"\d[\d,.]*\d|\d"
_WORDED = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
_COUNT = rf"(?:{_NUMBER}|{_WORDED})"
_UNIT = "times|minutes?|hours?|days?|weeks?|months?|years?|seconds?|percent"
FIGURE = re.compile(
    rf"(?<![\w.]){_COUNT}(?:(?: to | or | and |-){_COUNT})?"
    rf"(?:\s?%|[ -](?:more |or more )?(?:{_UNIT})\b| in (?:every )?{_COUNT}"
    rf"| of (?:every |the )?{_COUNT}| per {_COUNT})(?!\w)",
    re.IGNORECASE,
)
"""A number with what it counts: %, times, in N, of N, per N, or a length of time."""

# Here a figure states a fact about the world. In questions it may count something else.
_WITH_FIGURES = frozenset({"topic", "notes", "card", "fact"})
_STEPS = (("interface", "emergency-steps"), ("interface", "emergency-more"))
_MEASURED = frozenset({"section", "question", "card", "topic", "interface"})


class WordsInstead(Frozen):
    """Words that are errors, and what to write in their place."""

    words: tuple[str, ...]
    instead: str


class WordsWithReason(Frozen):
    """Words that need a second look, and why."""

    words: tuple[str, ...]
    why: str


class RequiredText(Frozen):
    """Texts that each of the parts must contain, or words that none of them may contain."""

    parts: tuple[Located, ...]
    says: tuple[str, ...]


class RequiredTogether(Frozen):
    """A text that a topic may contain only together with another."""

    says: str
    then: str


class LanguageFile(Frozen):
    """language.yaml: the rules that the content is checked against."""

    errors: tuple[WordsInstead, ...]
    warnings: tuple[WordsWithReason, ...]
    allowed: tuple[str, ...]
    terms: tuple[str, ...]
    levels: Mapping[str, int]
    longest_sentence: int
    budgets: Mapping[str, LocatedNumber]
    must_say: tuple[RequiredText, ...]
    if_says: tuple[RequiredTogether, ...]
    must_not_say: tuple[RequiredText, ...]

    @staticmethod
    def key_in_file(name: str) -> str:
        """Return the name of a field in language.yaml."""
        return name.replace("_", "-")


class Rules(Frozen):
    """The language file, compiled for comparison with texts."""

    any_word: re.Pattern[str]
    errors: Sequence[tuple[re.Pattern[str], str]]
    warnings: Sequence[tuple[re.Pattern[str], str]]
    allowed: re.Pattern[str]
    terms: frozenset[str]
    levels: Mapping[str, int]
    longest: int
    must_say: Sequence[tuple[Owner, str, int]]
    if_says: Sequence[tuple[str, str]]
    must_not_say: Sequence[tuple[Owner, re.Pattern[str]]]


def rules(file: LanguageFile) -> Rules:
    """Return the rules of a language file, compiled."""
    errors = [(_any_of(group.words), group.instead) for group in file.errors]
    warnings = [(_any_of(group.words), group.why) for group in file.warnings]
    must_not = [
        (_owner(part), _any_of(group.says))
        for group in file.must_not_say
        for _, part in group.parts
    ]
    every = [word for group in file.errors for word in group.words]
    every += [word for group in file.warnings for word in group.words]
    every += [word for group in file.must_not_say for word in group.says]
    return Rules(
        any_word=_any_of(every),
        errors=errors,
        warnings=warnings,
        allowed=_any_of(file.allowed),
        terms=frozenset(word.lower() for word in file.terms),
        levels=file.levels,
        longest=file.longest_sentence,
        must_say=[
            (_owner(part), says, line)
            for group in file.must_say
            for line, part in group.parts
            for says in group.says
        ],
        if_says=[(group.says, group.then) for group in file.if_says],
        must_not_say=must_not,
    )


def check(rules: Rules, passages: Iterable[Passage], content: Content, file: str) -> list[Problem]:
    """Check passages against the rules.

    Args:
        rules: the rules.
        passages: every text that a person may read.
        content: has the figures and phone numbers that may be printed.
        file: the language file, to report rules for parts that do not exist.

    """
    facts, numbers = content.facts, phone_numbers.of(content.countries.values())
    parts: dict[Owner, list[Passage]] = defaultdict(list)
    problems: list[Problem] = []
    for passage in passages:
        parts[passage.owner].append(passage)
        problems += in_passage(passage, rules, facts, numbers)
    for part, found in parts.items():
        problems += _grade(rules, part, found)
    problems += _together(rules, parts)
    problems += _must(rules, parts, file)
    return problems


def in_passage(
    passage: Passage, rules: Rules, facts: Mapping[str, Fact], numbers: Collection[str]
) -> Iterator[Problem]:
    """Yield the problems of one passage.

    Args:
        passage: the passage.
        rules: the rules.
        facts: the facts whose figures it may print, by id.
        numbers: the phone numbers that it may print.

    """
    yield from _words(rules, passage)
    yield from _spelling(passage)
    yield from _amounts(passage)
    yield from _phone_numbers(passage, facts, numbers)
    if passage.owner[0] in _WITH_FIGURES or passage.owner in _STEPS:
        yield from _figures(passage, facts)
    if passage.owner[0] in _MEASURED:
        yield from _lengths(rules, passage)


# --- words -----------------------------------------------------------------------------------


def _words(rules: Rules, passage: Passage) -> Iterator[Problem]:
    text = rules.allowed.sub(lambda match: "_" * len(match[0]), normalized(passage.text))
    if not rules.any_word.search(text):
        return
    for pattern, instead in rules.errors:
        for word in sorted({match[0] for match in pattern.finditer(text)}):
            yield _problem(passage, f'says "{word}"; write: {instead}')
    for pattern, why in rules.warnings:
        for word in sorted({match[0] for match in pattern.finditer(text)}):
            message, kind = f'says "{word}": {why}', f"words are worth a second look ({why})"
            yield Problem(passage.file, passage.line, message, warning=True, kind=kind)
    for part, pattern in rules.must_not_say:
        if part == passage.owner:
            for word in sorted({match[0] for match in pattern.finditer(text)}):
                yield _problem(passage, f'says "{word}", which {" ".join(part)} may not say')


def _spelling(passage: Passage) -> Iterator[Problem]:
    for word in spelling.in_two_scripts(passage.text):
        yield _problem(passage, f'mixes letters of two scripts in "{word}"')


def _amounts(passage: Passage) -> Iterator[Problem]:
    for message in amounts.problems(passage.text):
        yield _problem(passage, message)


def _must(rules: Rules, parts: Mapping[Owner, Sequence[Passage]], file: str) -> Iterator[Problem]:
    for part, says, line in rules.must_say:
        if part not in parts:
            yield Problem(file, line, f'"{" ".join(part)}" does not exist')
        elif says.casefold() not in _whole(parts[part]):
            yield _problem(parts[part][0], f'has to say "{says}"')


def _together(rules: Rules, parts: Mapping[Owner, Sequence[Passage]]) -> Iterator[Problem]:
    """Check topics alone: elsewhere the same word may not be advice."""
    for (kind, name), found in parts.items():
        if kind != "topic":
            continue
        whole = _whole([*found, *parts.get(("notes", name), [])])
        for says, then in rules.if_says:
            said = re.search(rf"\b{re.escape(says.casefold())}\b", whole)
            if said and then.casefold() not in whole:
                yield _problem(found[0], f'says "{says}", so it has to say "{then}"')


def _whole(found: Sequence[Passage]) -> str:
    return " ".join(" ".join(normalized(passage.text).split()) for passage in found).casefold()


# --- figures ---------------------------------------------------------------------------------


def _figures(passage: Passage, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    for sentence in readability.sentences(passage.text):
        text = normalized(without_citations(sentence))
        for fact in _cited(sentence, facts):
            if not any(_places(fact.value, text)):
                yield _problem(passage, f'cites "#{fact.id}", but has none of its values')
        known = _known(passage, sentence, facts)
        for match in FIGURE.finditer(text):
            figure = range(match.start(), match.end())
            if not any(_overlap(figure, place) for place in known):
                yield _problem(passage, f'prints "{match[0]}" without a fact that has it')


def _phone_numbers(
    passage: Passage, facts: Mapping[str, Fact], numbers: Collection[str]
) -> Iterator[Problem]:
    if not phone_numbers.may_be_in(passage.text):
        return
    for sentence in readability.sentences(passage.text):
        text = normalized(without_citations(sentence))
        for number in phone_numbers.unknown(text, numbers, _known(passage, sentence, facts)):
            yield _problem(passage, f'names the number "{number}", which no shown record has')


def _cited(sentence: str, facts: Mapping[str, Fact]) -> list[Fact]:
    """Return the facts that a sentence cites; `consistency` reports those that do not exist."""
    cited = [match[2] for match in re.finditer(CITATION, sentence) if match[1] == "#"]
    return [facts[fact_id] for fact_id in cited if fact_id in facts]


def _known(passage: Passage, sentence: str, facts: Mapping[str, Fact]) -> list[range]:
    """Return the ranges of a sentence, without its citations, that are values of a fact."""
    kind, name = passage.owner
    sources = _cited(sentence, facts) + ([facts[name]] if kind == "fact" else [])
    text = normalized(without_citations(sentence))
    return [place for fact in sources for place in _places(fact.value, text)]


def _places(values: Iterable[str], text: str) -> Iterator[range]:
    for value in values:
        for match in _value(value).finditer(text):
            yield range(match.start(), match.end())


@cache
def _value(value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(normalized(value))}(?![\w]|[.,]\d)", re.IGNORECASE)


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


# --- reading level ---------------------------------------------------------------------------


def _lengths(rules: Rules, passage: Passage) -> Iterator[Problem]:
    for sentence in readability.sentences(without_citations(passage.text)):
        count = len(readability.words(sentence))
        if count > rules.longest:
            start = " ".join(sentence.split()[:5])
            message = f'has a sentence of {count} words ("{start} ..."); {rules.longest} at most'
            yield _problem(passage, message)


MIN_GRADED_WORDS = 10  # too few words for a meaningful grade


def _grade(rules: Rules, part: Owner, found: Sequence[Passage]) -> Iterator[Problem]:
    limit = rules.levels.get(part[0])
    if limit is None:
        return
    texts = [without_citations(passage.text) for passage in found]
    level = readability.level(texts, rules.terms)
    if level.words < MIN_GRADED_WORDS or level.grade <= limit:
        return
    plain = readability.level(texts).grade
    message = f"reads at grade {level.grade:.1f} ({plain:.1f} with every term); {limit} at most"
    yield _problem(found[0], message)


# --- common ----------------------------------------------------------------------------------


def _problem(passage: Passage, message: str) -> Problem:
    return Problem(passage.file, passage.line, message)


def _owner(part: str) -> Owner:
    """Return "card crisis" as a kind and an id."""
    kind, _, name = part.partition(" ")
    return kind, name


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    # Abbreviations such as MAT count only in capitals.
    flags = re.NOFLAG if all(word.isupper() for word in words) else re.IGNORECASE
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", flags)
