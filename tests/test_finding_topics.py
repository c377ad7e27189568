"""Finding a topic by the word that a person would type: slang, brand names, everyday English."""

import json
from dataclasses import replace

import pytest

from all_pages import CONTENT
from cli_runner import run
from kickcheck.cli.topic_command import MAX_MENTIONS
from kickcheck.model import country_named, topic_name, topic_named
from kickcheck.pages.localizer import Localizer
from kickcheck.pages.topics import search
from kickcheck.safe_text import normalize

WORDS = {
    "custody": ["prison", "jail", "custody", "Locked-Up", "doing time"],
    "wounds": ["wound", "tranq wound", "flesh eating"],
    "stimulants": ["cocaine", "meth", "ice", "goofballs"],
    "addiction": ["heroin", "smack", "dope", "opiates"],
    "dependence": ["pain", "oxycodone", "percocet", "codeine", "tramadol", "painkillers"],
    "withdrawal": ["sick", "vomiting", "throwing up", "diarrhea", "dopesick"],
    "injecting": ["hep", "needle", "abscess", "blood clot", "cotton fever"],
    "pregnancy": ["cps", "baby", "breastfeeding", "midwife"],
    "suicide": ["depressed", "depression", "sucide", "dont want to wake up", "988"],
    "paws": ["sleep", "insomnia", "can\u2019t sleep"],
    "treatment": ["stop", "quit", "rehab", "detox", "AA", "NA", "getting clean"],
    "relapse": ["slip", "slipped", "out of prison", "just got out"],
    "overdose-response": ["911", "999", "ambulance", "turning blue", "won\u2019t wake"],
    "medications": ["subs", "suboxone", "methadose"],
    "mixing": ["benzos", "xanax", "diazepam", "booze"],
    "supply": ["fentanyl", "nitazenes", "m30s", "laced"],
    "law": ["police", "probation"],
    "consequences": ["job", "shame", "child", "kids"],
    "families": ["my son", "mum", "husband"],
    "first-visit": ["doctor", "A&E", "can't afford"],
    "tolerance": ["how much", "dose"],
}


def found(text: str) -> list[str]:
    """Return the ids of the topics that a search finds."""
    return [
        topic["id"] for topic in json.loads(run("topic", "--search", text, "--json").out)["topics"]
    ]


@pytest.mark.parametrize(("topic_id", "words"), WORDS.items())
def test_an_everyday_word_leads_to_the_topic_that_answers_it(
    topic_id: str, words: list[str]
) -> None:
    for word in words:
        ran = run("topic", *word.split())
        assert ran.code == 0, (word, ran.err)
        assert ran.out.splitlines()[0] == CONTENT.topics[topic_id].title, word


def test_asking_for_help_lists_the_topics() -> None:
    asked = run("topic", "help")
    assert asked.code == 0
    assert asked.out == run("topic").out


@pytest.mark.parametrize(
    ("typed", "topic_id"),
    [("withdrawl", "withdrawal"), ("herion", "addiction"), ("fentynl", "supply")],
)
def test_a_word_that_is_nearly_right_gets_the_topic_suggested(typed: str, topic_id: str) -> None:
    ran = run("topic", typed)
    assert ran.code == 2
    assert f"Did you mean {topic_id}?" in ran.err


@pytest.mark.parametrize("typed", ["scared", "kill", "dead", "weed", "chest pain"])
def test_a_word_that_is_spelled_differently_gets_no_suggestion(typed: str) -> None:
    assert "Did you mean" not in run("topic", typed).err


def test_a_word_that_names_no_topic_gets_the_topics_that_mention_it() -> None:
    ran = run("topic", "Seizure")
    assert ran.code == 2
    assert ran.err.startswith("No topic has that name. These mention it: ")
    assert ran.err.endswith("To see all: kickcheck topic\n")
    listed = ran.err.split("mention it: ")[1].split(". ")[0].split(", ")
    assert len(listed) == MAX_MENTIONS
    for topic_id in listed:
        assert "seizure" in run("topic", topic_id).out.lower()


def test_a_word_that_nothing_mentions_gets_only_the_way_to_the_list() -> None:
    assert run("topic", "xyzzy").err == "No topic has that name. To see all: kickcheck topic\n"


@pytest.mark.parametrize("typed", ["hopelss", "cirsis", "samaritns", "depresssed"])
def test_a_topic_about_suicide_is_never_suggested_for_its_spelling(typed: str) -> None:
    assert not CONTENT.topics["suicide"].in_suggestions
    assert "suicide" not in run("topic", typed).err


@pytest.mark.parametrize("typed", ["SLEEP IT OFF", "\u201csleep it off\u201d", '"sleep it off"'])
def test_a_search_ignores_capitals_and_the_shape_of_quotation_marks(typed: str) -> None:
    assert found(typed) == ["overdose-response"]


def test_a_search_ignores_the_shape_of_dashes() -> None:
    assert found("home\u2011made") == found("home\u2013made") == found("home-made") == ["about"]


def test_a_search_finds_words_by_their_beginning() -> None:
    assert found("nitaz") != []
    assert found("itazene") == []


def test_a_search_finds_the_lines_of_a_chart_and_what_stands_above_it() -> None:
    assert found("heroin, worst time") == ["withdrawal"]
    assert found("withdrawal in days, roughly") == ["withdrawal"]
    assert found("too long and dried out the body") == ["withdrawal"]


APOSTROPHES = ("\u2018", "\u2019", "\u201b", "\u2032", "\u02bc", "\u00b4", "`", "\uff07")
DASHES = ("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\ufe63", "\uff0d")


@pytest.mark.parametrize("mark", APOSTROPHES)
def test_an_apostrophe_of_any_shape_is_one(mark: str) -> None:
    assert topic_name(f"don{mark}t want to live") == topic_name("don't want to live")
    assert normalize(f"don{mark}t") == "don't"


@pytest.mark.parametrize("mark", DASHES)
def test_a_dash_of_any_shape_is_one(mark: str) -> None:
    assert topic_name(f"self{mark}harm") == topic_name("self harm")
    assert normalize(f"home{mark}made") == "home-made"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("\u201eNaloxone\u201f", '"naloxone"'),
        ("\u00abNaloxone\u00bb", '"naloxone"'),
        ("\uff2e\uff41\uff4c\uff4f\uff58\uff4f\uff4e\uff45", "naloxone"),
        ("\ufb01rst visit", "first visit"),
        ("STRASSE stra\u00dfe", "strasse strasse"),
        ("na\u00adlox\u200bone", "naloxone"),
        ("a\u00a0b\u2009 c", "a b c"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_compatibility_forms_are_compared_as_plain_letters(typed: str, plain: str) -> None:
    assert normalize(typed) == plain
    assert normalize(plain) == plain


def test_names_and_texts_are_folded_on_both_sides() -> None:
    """As in content that was written in a word processor."""
    topic = replace(
        CONTENT.topics["law"],
        title="Don\u2019t \u2013 the law",
        aliases=("can\u2019t pay \u2014 fine", "\uff46\uff49\uff4e\uff45"),
    )
    content = replace(CONTENT, topics={"law": topic})
    for typed in ("dont the law", "can't pay - fine", "cant pay fine", "FINE"):
        assert topic_named(content.topics, normalize(typed)) is topic, typed
    localizer = Localizer(content, CONTENT.countries["US"])
    for searched in ("don't - the law", "DON\u2018T \u2014 THE", "can't pay", "fine"):
        assert [found.id for found, _ in search(localizer, searched)] == ["law"], searched
    ireland = replace(CONTENT.countries["IE"], aliases=("C\u00f4te\u2011d\u2019Or",))
    assert country_named({"IE": ireland}, "co\u0302te-d'or") is ireland


@pytest.mark.parametrize("typed", ["suicid", "decide", "sublocade", "buvidal", "social", "hopeles"])
def test_a_word_that_resembles_suicide_gets_no_suggestion_of_it(typed: str) -> None:
    assert "Did you mean suicide" not in run("topic", typed).err
