"""A content folder: each file becomes records, and every problem is reported with its line."""

import hashlib
import re
import zipfile
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

import pytest
import yaml

from kickcheck.content import files
from kickcheck.content.checks.language import LanguageFile
from kickcheck.content.loader import LANGUAGE, ContentLoader
from kickcheck.model import (
    Answer,
    Card,
    Citation,
    Contact,
    Content,
    Country,
    Demo,
    Example,
    Fact,
    Heading,
    InterfaceText,
    Kind,
    Paragraph,
    Place,
    Question,
    Questionnaire,
    Section,
    Source,
    Span,
    Style,
    Topic,
    Verification,
)
from kickcheck.pages.localizer import lines_of

DATA = Path(__file__).parents[1] / "data"
INTERFACE = (DATA / "interface.yaml").read_text(encoding="utf-8")

QUESTIONS = """
id: a-check
version: "2026.11"
sections:
- id: safety
  kind: background
  title: Safety first
  opening: Six questions.
  offer: More of them?
  on_paper: On paper.
  questions:
  - id: a-break
    ask: A break?
    why: It matters.
    short: a break
    points: [One, Two]
    before: Look.
    after_yes: Thanks.
    on_paper: Tick.
    only_after: {b: [yes, unsure], c: [no]}
    sources: [SRC, SEC]
    in_demos: no
  - {id: bare, ask: "Bare?", why: W, short: s}
cards:
- id: a-card
  precedence: 2
  topic: relapse
  title: A card
  text: "**Now.** [@SRC]"
  brief: In short.
  when: [{a-break: [yes]}, {bare: [no, skip]}]
  unless: [other]
  sources: [SRC]
  on_paper: On paper.
  about: suicide
- {id: last, precedence: 9, topic: t, title: T, text: x, brief: b, when: []}
examples:
- id: an-example
  title: Somebody
  answers: {a-break: yes}
  cards: {a-card: full, last: brief}
  counts: {signs: 2 to 4 of 5, dependence: 1 of 2}
"""

FACTS = """
a-fact:
  claim: "Some
    do."
  value: ["1 in 2", "half"]
  who: people
  against: none
  where: here
  when: "2020"
  design: trial
  source: SRC
  verified: primary
  as_of: "2020-05"
  review_by: "2027"
"""

SOURCES = """
SRC: {short: A 2020, full: All of it., seen: primary, link: "doi:1", note: seen}
SEC: {short: B, full: C, seen: memory}
"""

CONTACTS = """
GB:
  name: Great Britain
  numbers: "999 or 112"
  aliases: [UK]
  places:
    JE: {name: Jersey, source: s, source_date: "2021", verified: primary}
  in_words: {emergency: "999", crisis: a, drug: b, naloxone: c, od_line: ""}
  records:
  - kind: suicide
    name: Ours
    number: ""
    source: a page
    source_date: undated
    verified: secondary
    checked_on: ""
    review_by: due
  - kind: emergency
    name: Theirs
    number: "999"
    hours: h
    cost: c
    language: l
    run_by: r
    source: s
    source_date: "2026-01-13"
    verified: primary
    checked_on: "2026-11-20"
    review_by: "2029"
    note: n
    how: call or text
    hidden: yes
"""

DEMOS = """
demos:
- id: a-role
  role: Someone
  about: A made-up person.
  answers: {control: yes, alone: unsure}
  question: What now?
  notes: |
    Ask **slowly**.
"""

TOPIC = """---
title: A topic
group: life
summary: What it is.
reviewed: 2026-11-23
aliases: [Other, NAME]
related: [more]
notes: Ask them.
---

Some words.

## Part
"""

FILES = {
    "questions.yaml": QUESTIONS, "interface.yaml": INTERFACE, "facts.yaml": FACTS,
    "sources.yaml": SOURCES, "contacts.yaml": CONTACTS, "demos.yaml": DEMOS,
    "topics/a-topic.md": TOPIC,
}  # fmt: skip


def loader(
    folder: Path, changes: Mapping[str, str | bytes], replaced: Mapping[str, Path] | None = None
) -> ContentLoader:
    """Return a loader of the small folder with other files in it."""
    for name, text in {**FILES, **changes}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return ContentLoader(folder, replaced or {})


def loaded(folder: Path, **changes: str) -> tuple[Content, ContentLoader]:
    """Load the small folder, which has no problem."""
    loads = loader(folder, {f"{name}.yaml": text for name, text in changes.items()})
    found = loads.load()
    assert loads.problems == []
    assert found is not None
    return found, loads


def problems(loads: ContentLoader) -> list[str]:
    """Return the problems of a folder, which leave no content."""
    assert loads.load() is None
    assert all(isinstance(problem.line, int) for problem in loads.problems)
    return [str(problem) for problem in loads.problems]


def place(loads: ContentLoader, kind: str, name: str) -> str:
    return str(loads.lines.problem(kind, name, "m"))


def passages(loads: ContentLoader, file: str) -> list[tuple[int, str, str]]:
    """Return the passages of a file: line, owner, text."""
    return [(p.line, " ".join(p.owner), p.text) for p in loads.passages if p.file == file]


def paragraph(words: str) -> tuple[Paragraph]:
    return (Paragraph((Span(words),)),)


# --- each kind of file -----------------------------------------------------------------------


def test_a_questionnaire_is_what_its_file_says(tmp_path: Path) -> None:
    content, loads = loaded(tmp_path)
    asked = Question(
        id="a-break", ask="A break?", why="It matters.", short="a break", points=("One", "Two"),
        before="Look.", after_yes="Thanks.", on_paper="Tick.",
        only_after={"b": frozenset({Answer.YES, Answer.UNSURE}), "c": frozenset({Answer.NO})},
        sources=("SRC", "SEC"), in_demos=False,
    )  # fmt: skip
    section = Section(
        id="safety", kind=Kind.BACKGROUND, title="Safety first", opening="Six questions.",
        questions=(asked, Question("bare", "Bare?", "W", "s")), offer="More of them?",
        on_paper="On paper.",
    )  # fmt: skip
    now = (Paragraph((Span("Now.", Style.STRONG), Span(" "), Citation("SRC"))),)
    when = ({"a-break": frozenset({Answer.YES})},
            {"bare": frozenset({Answer.NO, Answer.SKIP})})  # fmt: skip
    cards = (
        Card("a-card", 2, "relapse", "A card", now, (Span("In short."),), when, ("other",),
             ("SRC",), paragraph("On paper."), "suicide"),
        Card("last", 9, "t", "T", paragraph("x"), (Span("b"),), ()),
    )  # fmt: skip
    example = Example(
        "an-example", "Somebody", {"a-break": Answer.YES}, (("a-card", True), ("last", False)),
        {"signs": (2, 4, 5), "dependence": (1, 1, 2)},
    )  # fmt: skip
    sha256 = hashlib.sha256(QUESTIONS.encode()).hexdigest()
    assert content.questionnaire == Questionnaire(
        "a-check", "2026.11", (section,), cards, (example,), sha256
    )
    assert [place(loads, *named.split()) for named in (
        "questionnaire a-check", "section safety", "question a-break", "question bare",
        "card a-card", "example an-example",
    )] == [f"questions.yaml:{line}: m" for line in (2, 5, 12, 23, 25, 38)]  # fmt: skip
    assert passages(loads, "questions.yaml") == [
        (7, "section safety", "Safety first"), (8, "section safety", "Six questions."),
        *((line, "question a-break", text) for line, text in (
            (13, "A break?"), (14, "It matters."), (15, "a break"), (16, "One"), (16, "Two"),
            (17, "Look."), (18, "Thanks."), (19, "Tick."))),
        *((23, "question bare", text) for text in ("Bare?", "W", "s")),
        (9, "section safety", "More of them?"), (10, "section safety", "On paper."),
        *((line, "card a-card", text) for line, text in (
            (28, "A card"), (29, "Now. [@SRC]"), (30, "In short."), (34, "On paper."))),
        *((36, "card last", text) for text in ("T", "x", "b")),
    ]  # fmt: skip


def test_facts_and_sources_are_what_their_files_say(tmp_path: Path) -> None:
    content, loads = loaded(tmp_path)
    fact = Fact(
        id="a-fact", claim="Some do.", value=("1 in 2", "half"), who="people", against="none",
        where="here", when="2020", design="trial", source="SRC", verified=Verification.PRIMARY,
        as_of="2020-05", review_by="2027",
    )  # fmt: skip
    assert content.facts == {"a-fact": fact}
    assert content.sources == {
        "SRC": Source("SRC", "A 2020", "All of it.", Verification.PRIMARY, "doi:1", "seen"),
        "SEC": Source("SEC", "B", "C", Verification.MEMORY),
    }
    assert place(loads, "fact", "a-fact") == "facts.yaml:3: m"
    assert place(loads, "source", "SEC") == "sources.yaml:3: m"
    assert passages(loads, "facts.yaml") == [(3, "fact a-fact", "Some do.")]
    assert passages(loads, "sources.yaml") == []
    other, _ = loaded(tmp_path, facts=f"{FACTS.replace('2020-05', 'undated')}  note: why\n")
    assert other.facts["a-fact"] == replace(fact, as_of="undated", note="why")


def test_a_country_is_what_its_file_says(tmp_path: Path) -> None:
    content, loads = loaded(tmp_path)
    words = {"emergency": "999", "crisis": "a", "drug": "b", "naloxone": "c", "od_line": ""}
    ours = Contact(
        kind="suicide", name="Ours", number="", hours="not stated", cost="not stated",
        language="not stated", run_by="not stated", source="a page", source_date="undated",
        verified=Verification.SECONDARY, checked_on="", review_by="due",
    )  # fmt: skip
    theirs = Contact(
        kind="emergency", name="Theirs", number="999", hours="h", cost="c", language="l",
        run_by="r", source="s", source_date="2026-01-13", verified=Verification.PRIMARY,
        checked_on="2026-11-20", review_by="2029", note="n", how="call or text", hidden=True,
    )  # fmt: skip
    jersey = Place("Jersey", "s", "2021", Verification.PRIMARY)
    assert content.countries == {
        "GB": Country("GB", "Great Britain", words, (ours, theirs), "999 or 112", ("UK",),
                      {"JE": jersey})
    }  # fmt: skip
    assert [place(loads, "country", "GB"), place(loads, "contact", "GB 1")] == [
        "contacts.yaml:3: m", "contacts.yaml:18: m",
    ]  # fmt: skip
    assert place(loads, "contact", "GB 0") == "contacts.yaml:10: m"
    assert place(loads, "contact", "GB 2") == ": m"
    assert passages(loads, "contacts.yaml") == []


def test_a_demo_is_what_its_file_says_and_its_notes_are_the_counselors(tmp_path: Path) -> None:
    content, loads = loaded(tmp_path)
    notes = (Paragraph((Span("Ask "), Span("slowly", Style.STRONG), Span("."))),)
    answers = {"control": Answer.YES, "alone": Answer.UNSURE}
    assert content.demos == {
        "a-role": Demo("a-role", "Someone", "A made-up person.", answers, "What now?", notes)
    }
    assert place(loads, "demo", "a-role") == "demos.yaml:3: m"
    assert passages(loads, "demos.yaml") == [
        (4, "demo a-role", "Someone"), (5, "demo a-role", "A made-up person."),
        (7, "demo a-role", "What now?"), (9, "notes a-role", "Ask slowly."),
    ]  # fmt: skip


def test_a_topic_is_its_fields_and_its_markdown(tmp_path: Path) -> None:
    content, loads = loaded(tmp_path)
    blocks = (*paragraph("Some words."), Heading("Part", 2))
    topic = Topic("a-topic", "A topic", "life", "What it is.", "2026-11-23", blocks,
                  ("other", "name"), ("more",), paragraph("Ask them."))  # fmt: skip
    assert content.topics == {"a-topic": topic}
    name = "topics/a-topic.md"
    assert [place(loads, kind, "a-topic") for kind in ("topic", "topic title", "topic notes")] == [
        f"{name}:{line}: m" for line in (1, 2, 8)
    ]
    assert sorted(passages(loads, name)) == [
        (2, "topic a-topic", "A topic"), (4, "topic a-topic", "What it is."),
        (8, "notes a-topic", "Ask them."), (11, "topic a-topic", "Some words."),
        (13, "topic a-topic", "Part"),
    ]  # fmt: skip
    few = re.sub("(?m)^(aliases|related|notes): .*\n", "", TOPIC).replace("---\n", "--- \r\n")
    (tmp_path / name).write_bytes(few.encode())
    again = ContentLoader(tmp_path).load()
    assert again is not None
    assert again.topics["a-topic"] == replace(topic, aliases=(), related=(), notes=())


def test_every_sentence_of_the_interface_is_what_its_file_says(tmp_path: Path) -> None:
    content, loads = loaded(tmp_path)
    interface = content.interface
    in_file = yaml.load(INTERFACE, yaml.BaseLoader)  # another reading: every scalar a string
    assert {name.replace("-", "_") for name in in_file} == {f.name for f in fields(interface)}
    for name, value in in_file.items():
        read = getattr(interface, name.replace("-", "_"))
        if isinstance(read, str):
            assert read == " ".join(value.split()) + (" " if value.endswith(" ") else ""), name
        elif isinstance(read, tuple):
            marks = r"\*\*|^(?:-|#+|\d+\.) |\[[@#][^]]+\]"
            bare = re.sub(marks, "", value, flags=re.MULTILINE)
            assert " ".join(lines_of(read)).split() == bare.split(), name
        elif name == "keys":
            assert read == {key: tuple(words) for key, words in value.items()}
        else:
            assert read == {key: " ".join(text.split()) for key, text in value.items()}, name
    line = INTERFACE[: INTERFACE.index("\nfirst-title:")].count("\n") + 2
    assert place(loads, "interface", "first_title") == f"interface.yaml:{line}: m"
    owners = {owner for _, owner, _ in passages(loads, "interface.yaml")}
    assert owners == {f"interface {name}" for name in in_file if name != "keys"}


def test_the_shipped_folder_loads_whole_with_the_rules_of_its_language() -> None:
    loads = ContentLoader(DATA)
    content = loads.load()
    assert content is not None
    assert content.questionnaire.id == "kickcheck"
    assert list(content.topics) == sorted(path.stem for path in (DATA / "topics").glob("*.md"))
    decoder, node = loads.root(LANGUAGE)
    rules = decoder.record(LanguageFile, node)
    assert loads.problems == []
    in_file = yaml.load((DATA / LANGUAGE).read_text(encoding="utf-8"), yaml.BaseLoader)
    assert {name: str(words) for name, (_, words) in rules.budgets.items()} == in_file["budgets"]
    assert str(rules.longest_sentence) == in_file["longest-sentence"]


# --- faults ----------------------------------------------------------------------------------


NO_PAIRS = "has to be names with values (name: value)"
FENCES = "begins with fields between two lines of ---"
ALIAS = "begins with * (a YAML alias): put it in quotation marks"
ITALICS, CODE = (f"uses Markdown that is not drawn: {what}" for what in ("italics", "code"))
SEEN = "is not one of: primary, secondary"
DATES = "a date reads 2026, 2026-11 or 2026-11-23"


def test_all_faults_of_all_files_are_reported_at_once_each_with_its_line(tmp_path: Path) -> None:
    found = problems(loader(tmp_path, {
        "questions.yaml": QUESTIONS.replace("kind: background", "kind: other")
        .replace("id: a-card", "id: A_Card").replace("1 of 2", "many"),
        "facts.yaml": FACTS.replace("trial", "rumour").replace("primary", "memory")
        .replace('"2020-05"', "lately").replace('"2027"', "undated") + "  more: x\nA_Fact: x\n",
        "sources.yaml": SOURCES.replace("short: B, ", "").replace("seen: primary", "seen: twice"),
        "contacts.yaml": CONTACTS.replace("od_line", "od-line").replace("hidden: yes", "hidden: x")
        + "XX: []\nYY: {records: x}\n",
        "demos.yaml": DEMOS.replace("control: yes", "control: ja")
        + "- {id: a-role}\n- {}\n- {}\nmore: z\n",
        "interface.yaml": INTERFACE.replace("\nfirst-title:", "\nfirst_title:"),
        "topics/Bad_Name.md": TOPIC.replace("2026-11-23", "2026-11").replace("Some", "*Some*"),
    }))  # fmt: skip
    line = INTERFACE[: INTERFACE.index("\nfirst-title:")].count("\n") + 2
    expected = {
        "questions.yaml": [
            "6: is not one of: triage, counted, background",
            '25: "A_Card" is not a valid id (use lower-case words and hyphens)',
            '42: a count reads "2 of 5" or "2 to 4 of 5"',
        ],
        "facts.yaml": [
            "10: is not one of: trial, cohort, review, survey, report, label, guideline, "
            "laboratory",
            f"12: {SEEN}", f'13: {DATES}, or "undated"', f"14: {DATES}",
            '15: "more" is not known here',
            '16: "A_Fact" is not a valid id (use lower-case words and hyphens)',
            f"16: {NO_PAIRS}",
        ],
        "sources.yaml": [f"2: {SEEN}, memory", '3: "short" is missing'],
        "contacts.yaml": [
            '8: "od_line" is missing', '8: "od-line" is not known here',
            "32: is not one of: yes, no", f"33: {NO_PAIRS}",
            *(f'34: "{name}" is missing' for name in ("in_words", "name")),
            "34: has to be a list",
        ],
        "demos.yaml": [
            "6: is not one of: yes, no, unsure, skip",
            *(f'{at}: "{name}" is missing' for at in (10, 11, 12)
              for name in ("about", "answers", "notes", "question", "role")),
            '10: duplicate demo "a-role"', '11: "id" is missing',
            '12: "id" is missing', '13: "more" is not known here',
        ],
        "interface.yaml": [
            f'{1 + INTERFACE[:INTERFACE.index("keys:")].count(chr(10))}: "first-title" is missing',
            f'{line}: "first_title" is not known here',
        ],
        "topics/Bad_Name.md": [
            " a topic's name is lower-case words and hyphens",
            "5: a date reads 2026-11-23", f"11: {ITALICS}",
        ],
    }  # fmt: skip
    assert sorted(found) == sorted(
        f"{name}:{message}" for name, messages in expected.items() for message in messages
    )


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_one_problem_and_gives_no_content(
    tmp_path: Path, name: str
) -> None:
    faults = {
        b"a: \x07": f"{name}:1: contains a hidden character (U+0007)",
        b"\n\xff": f"{name}:2: is not UTF-8 text: save it as UTF-8",
        b"a" * 4_000_001: f"{name}: is larger than 4,000,000 bytes",
        b"---\na: *b\n---\nx" if name.endswith(".md") else b"\na: *b": f"{name}:2: {ALIAS}",
        b"---\n[]\n---\nx" if name.endswith(".md") else b"\n[]": f"{name}:2: {NO_PAIRS}",
    }
    for text, problem in faults.items():
        assert problems(loader(tmp_path, {name: text})) == [problem]
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    assert problems(ContentLoader(tmp_path)) == [f"{name}: cannot be read"]


LEFTOVERS = (
    "._naloxone.md", ".#a-topic.md", ".a-topic.md.swp", ".hidden.md", "a-topic.md~", "#a-topic.md#",
    "a-topic.md.orig", "a-topic.md.bak", "a-topic.md.rej", ".DS_Store", "Thumbs.db",
)  # fmt: skip


def test_hidden_files_and_what_editors_leave_are_no_topics(tmp_path: Path) -> None:
    loads = loader(tmp_path, {f"topics/{name}": b"\0\5\26\7" for name in LEFTOVERS})
    content = loads.load()
    assert loads.problems == []
    assert content is not None
    assert list(content.topics) == ["a-topic"]


def test_a_hidden_file_that_is_named_is_looked_at(tmp_path: Path) -> None:
    hidden = tmp_path / "elsewhere" / ".a-topic.md"
    hidden.parent.mkdir()
    hidden.write_text(TOPIC)
    assert problems(loader(tmp_path, {}, {"topics/.a-topic.md": hidden})) == [
        "topics/.a-topic.md: a topic's name is lower-case words and hyphens"
    ]


def test_files_that_are_not_there_are_all_named(tmp_path: Path) -> None:
    names = [name for name in FILES if name.endswith(".yaml")]
    assert problems(ContentLoader(tmp_path)) == [f"{name}: cannot be read" for name in names]


def test_files_that_are_no_text_are_all_named(tmp_path: Path) -> None:
    names = ["interface.yaml", "facts.yaml", "demos.yaml"]
    assert problems(loader(tmp_path, dict.fromkeys(names, b"\xff"))) == [
        f"{name}:1: is not UTF-8 text: save it as UTF-8" for name in names
    ]


def test_changed_content_has_the_name_of_its_folder_and_other_content_none(tmp_path: Path) -> None:
    loads = loader(tmp_path, {})
    for content, folder in ((loads.load("a service"), "a service"), (loads.load(), "")):
        assert content is not None
        assert content.folder == folder


def test_every_sentence_that_the_interface_lacks_is_named(tmp_path: Path) -> None:
    found = problems(loader(tmp_path, {"interface.yaml": "first-title: A\nprompt: [c]\n"}))
    missing = [problem for problem in found if problem.endswith("is missing")]
    assert set(found) - set(missing) == {"interface.yaml:2: has to be text"}
    assert len(missing) == len(fields(InterfaceText)) - 2
    assert 'interface.yaml:1: "first-enter" is missing' in missing


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("---\ntitle", "title", ["1: " + FENCES]),
        ("\n---\n\nSome", "\n\nSome", ["1: " + FENCES]),
        (TOPIC[: TOPIC.index("---\n\n")], "---\n", [f"2: {NO_PAIRS}"]),
        ("reviewed: 2026-11-23", "more: x",
         ['2: "reviewed" is missing', '5: "more" is not known here']),
        ("\nSome words.\n\n## Part\n", " \n", ["9: has no text"]),
        (TOPIC[: TOPIC.index("Some")], "---\na: *b\n---\n*x* ",
         [f"2: {ALIAS}", f"4: {ITALICS}"]),
        ("Some words.", "a" * 30_001, ["10: is longer than 30,000 characters"]),
        ("Some words.", "Some `code`.\n\nA *word*.", [f"11: {CODE}", f"13: {ITALICS}"]),
    ],
)  # fmt: skip
def test_a_topic_that_does_not_fit_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, messages: list[str]
) -> None:
    assert old in TOPIC
    faulty = {f"topics/{name}.md": TOPIC.replace(old, new, 1) for name in "ab"}
    expected = [f"{name}:{message}" for name in faulty for message in messages]
    assert problems(loader(tmp_path, faulty)) == expected


# --- a file in place of another --------------------------------------------------------------


@pytest.mark.parametrize("name", ["sources.yaml", "topics/a-topic.md", "topics/new.md"])
def test_a_file_given_by_name_takes_the_place_of_the_one_in_the_folder(
    tmp_path: Path, name: str
) -> None:
    override = tmp_path / "elsewhere" / Path(name).name
    override.parent.mkdir()
    override.write_text((SOURCES if "sources" in name else TOPIC).replace("A ", "Instead "))
    plain, _ = loaded(tmp_path)
    loads = loader(tmp_path, {"topics/other.txt": "no topic"}, {name: override})
    content = loads.load()
    assert loads.problems == []
    assert content is not None
    if name == "sources.yaml":
        changed = replace(plain.sources["SRC"], short="Instead 2020")
        assert content == replace(plain, sources={**plain.sources, "SRC": changed})
    else:
        topic = replace(plain.topics["a-topic"], id=override.stem, title="Instead topic")
        assert content == replace(plain, topics={**plain.topics, override.stem: topic})
        assert list(content.topics) == sorted(content.topics)
    override.write_text("a: *b")
    (problem,) = problems(ContentLoader(tmp_path, {name: override}))
    assert problem.startswith(f"{name}:")


def test_a_damaged_file_in_a_zip_file_is_reported_by_its_name(tmp_path: Path) -> None:
    archive = tmp_path / "content.zip"
    with zipfile.ZipFile(archive, "w") as files_in_it:
        files_in_it.writestr("contacts.yaml", "US: []\n")

    def read() -> bytes:
        return files.read_regular_file(zipfile.Path(archive, "contacts.yaml"), "contacts.yaml")

    assert read() == b"US: []\n"
    archive.write_bytes(archive.read_bytes().replace(b"US: []", b"GB: []", 1))
    with pytest.raises(OSError, match=r"^contacts\.yaml is damaged$"):
        read()
