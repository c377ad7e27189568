"""Each kind of content file: what becomes of every field, and what is told of faults."""

import hashlib
import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from kickcheck.content.folder import Folder, is_date

from kickcheck.content import load, markdown_parser, questions, records
from kickcheck.content.files import Problem
from kickcheck.content.strict_yaml import Passage
from kickcheck.model import (
    Answer,
    Card,
    Contact,
    Country,
    Demo,
    Example,
    Fact,
    Heading,
    InterfaceText,
    Kind,
    List,
    Paragraph,
    Place,
    Question,
    Section,
    Source,
    Span,
    Style,
    Topic,
    Verification,
)
from kickcheck.pages.localizer import lines_of


class Files(Folder):
    """A content folder with the files of a test."""

    def __init__(self, folder: Path, files: dict[str, str], instead: Path | None = None) -> None:
        super().__init__(folder, instead)
        (folder / "topics").mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")

    @property
    def told(self) -> list[str]:
        """The problems found so far, as they are shown."""
        assert all(isinstance(problem.line, int) for problem in self.problems)
        return [str(problem) for problem in self.problems]

    def place(self, kind: str, name: str) -> tuple[str, int]:
        """Return where something is said to stand."""
        problem = self.lines.problem(kind, name, "x")
        assert problem.message == "x"
        return problem.file, problem.line


def text(words: str) -> tuple[Paragraph]:
    return (Paragraph((Span(words),)),)


# --- facts and sources -----------------------------------------------------------------------

FACT = """
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


def test_a_fact_is_read_with_all_its_fields(tmp_path: Path) -> None:
    files = Files(tmp_path, {"facts.yaml": FACT + "  note: keep\n"})
    fact = Fact(
        id="a-fact", claim="Some do.", value=("1 in 2", "half"), who="people", against="none",
        where="here", when="2020", design="trial", source="SRC", verified=Verification.PRIMARY,
        as_of="2020-05", review_by="2027", note="keep",
    )  # fmt: skip
    assert records.facts(files) == {"a-fact": fact}
    assert files.told == []
    assert files.place("fact", "a-fact") == ("facts.yaml", 3)
    assert files.passages == [Passage("facts.yaml", 3, ("fact", "a-fact"), "Some do.")]
    assert files.texts == {"facts.yaml": FACT + "  note: keep\n"}


def test_a_fact_may_be_undated_and_needs_no_note(tmp_path: Path) -> None:
    files = Files(tmp_path, {"facts.yaml": FACT.replace('"2020-05"', "undated")})
    fact = records.facts(files)["a-fact"]
    assert (fact.as_of, fact.note, files.told) == ("undated", "", [])


def test_a_faulty_fact_is_told_and_reads_as_the_weakest(tmp_path: Path) -> None:
    faulty = FACT.replace("trial", "rumour").replace("primary", "memory")
    faulty = faulty.replace('"2020-05"', "lately").replace('"2027"', "undated")
    files = Files(tmp_path, {"facts.yaml": f"{faulty}  more: x\nA_Fact: {{}}\n"})
    fact = records.facts(files)["a-fact"]
    assert (fact.design, fact.verified) == ("report", Verification.SECONDARY)
    dates = "a date reads 2026, 2026-11 or 2026-11-23"
    assert sorted(files.told) == sorted([
        "facts.yaml:10: is not one of: trial, cohort, review, survey, report, label, guideline, "
        "laboratory",
        "facts.yaml:12: is not one of: primary, secondary",
        f'facts.yaml:13: {dates}, or "undated"',
        f"facts.yaml:14: {dates}",
        'facts.yaml:15: "more" is not known here',
        'facts.yaml:16: "A_Fact" is no id: lower-case words and hyphens',
        *(f'facts.yaml:16: "{name}" is missing' for name in (
            "claim", "value", "who", "against", "where", "when", "design", "source",
            "verified", "as_of", "review_by")),
    ])  # fmt: skip
    nothing = records.facts(files)["A_Fact"]
    assert (nothing.design, nothing.verified) == ("report", Verification.SECONDARY)


def test_a_source_is_read_with_all_its_fields(tmp_path: Path) -> None:
    whole = "SRC:\n  short: A 2020\n  full: All of it.\n  seen: primary\n"
    files = Files(tmp_path, {"sources.yaml": f"{whole}  link: doi:1\n  note: seen\nSEC: {{}}\n"})
    assert records.sources(files) == {
        "SRC": Source("SRC", "A 2020", "All of it.", Verification.PRIMARY, "doi:1", "seen"),
        "SEC": Source("SEC", "", "", Verification.MEMORY),
    }
    assert files.told == [
        f'sources.yaml:7: "{name}" is missing' for name in ("short", "full", "seen")
    ]
    assert files.place("source", "SRC") == ("sources.yaml", 2)
    bare = Files(tmp_path, {"sources.yaml": whole.replace("primary", "yesterday")})
    assert records.sources(bare) == {
        "SRC": Source("SRC", "A 2020", "All of it.", Verification.MEMORY)
    }
    assert bare.told == ["sources.yaml:4: is not one of: primary, secondary, memory"]


# --- help lines and made-up people -----------------------------------------------------------

COUNTRY = """
GB:
  name: Great Britain
  numbers: "999 or 112"
  in_words: {emergency: "999", crisis: a, drug: b, naloxone: c, od_line: ""}
  records:
  - kind: suicide
    name: Ours
    number: ""
    hours: always
    cost: free
    language: English
    run_by: us
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
    hidden: yes
"""


def test_a_country_is_read_with_all_its_help_lines(tmp_path: Path) -> None:
    files = Files(tmp_path, {"contacts.yaml": COUNTRY})
    words = {"emergency": "999", "crisis": "a", "drug": "b", "naloxone": "c", "od_line": ""}
    ours = Contact(
        kind="suicide", name="Ours", number="", hours="always", cost="free", language="English",
        run_by="us", source="a page", source_date="undated", verified=Verification.SECONDARY,
        checked_on="", review_by="due", note="", hidden=False,
    )  # fmt: skip
    theirs = Contact(
        kind="emergency", name="Theirs", number="999", hours="h", cost="c", language="l",
        run_by="r", source="s", source_date="2026-01-13", verified=Verification.PRIMARY,
        checked_on="2026-11-20", review_by="2029", note="n", hidden=True,
    )  # fmt: skip
    assert records.countries(files) == {
        "GB": Country("GB", "Great Britain", words, (ours, theirs), "999 or 112")
    }
    assert files.told == []
    assert files.place("country", "GB") == ("contacts.yaml", 3)
    assert files.place("contact", "GB 0") == ("contacts.yaml", 7)
    assert files.place("contact", "GB 1") == ("contacts.yaml", 19)
    assert files.place("contact", "GB 2") == ("", 0)


def test_a_country_may_have_other_names_and_places(tmp_path: Path) -> None:
    more = """  aliases: [UK]
  places:
    JE: {name: Jersey, source: s, source_date: "2021", verified: primary}
    GG: {name: Guernsey, source: s, source_date: soon, verified: seen}
"""
    files = Files(tmp_path, {"contacts.yaml": COUNTRY.replace("  in_words", f"{more}  in_words")})
    country = records.countries(files)["GB"]
    assert country.aliases == ("UK",)
    assert country.places["JE"] == Place("Jersey", "s", "2021", Verification.PRIMARY)
    assert country.places["GG"].verified is Verification.MEMORY
    assert files.told == [
        'contacts.yaml:8: a date reads 2026, 2026-11 or 2026-11-23, or "undated"',
        "contacts.yaml:8: is not one of: primary, secondary, memory",
    ]


def test_a_faulty_help_line_is_told_and_reads_as_the_weakest(tmp_path: Path) -> None:
    faulty = COUNTRY.replace('  numbers: "999 or 112"\n', "").replace("od_line", "od-line")
    for old, new in (("suicide", "suicde"), ("secondary", "seen"), ("due", "undated"),
                     ("undated\n    verified", "due\n    verified"),
                     ("hidden: yes", "hidden: x")):  # fmt: skip
        faulty = faulty.replace(old, new)
    files = Files(tmp_path, {"contacts.yaml": faulty + "  - {}\n"})
    country = records.countries(files)["GB"]
    assert country.numbers == ""
    assert country.phrases["od_line"] == ""
    assert country.records[0].kind == "directory"
    assert country.records[0].verified is Verification.MEMORY
    assert not country.records[1].hidden
    assert country.records[2] == Contact(
        kind="directory", name="", number="", hours="not stated", cost="not stated",
        language="not stated", run_by="not stated", source="", source_date="",
        verified=Verification.MEMORY, checked_on="", review_by="",
    )  # fmt: skip
    dates = "a date reads 2026, 2026-11 or 2026-11-23"
    assert sorted(files.told) == sorted([
        'contacts.yaml:4: "od_line" is missing',
        'contacts.yaml:4: "od-line" is not known here',
        "contacts.yaml:6: is not one of: emergency, suicide, health, drug, naloxone, od_line, "
        "youth, violence, directory",
        f'contacts.yaml:14: {dates}, or "undated"',
        "contacts.yaml:15: is not one of: primary, secondary, memory",
        f'contacts.yaml:17: {dates}, or "due"',
        "contacts.yaml:31: is not one of: yes, no",
        *(f'contacts.yaml:32: "{name}" is missing' for name in (
            "kind", "name", "number", "source", "source_date", "verified", "checked_on",
            "review_by")),
    ])  # fmt: skip


DEMO = """
demos:
- id: a-role
  role: Someone
  about: A made-up person.
  answers: {control: yes, alone: unsure}
  question: What now?
  notes: |
    Ask **slowly**.
"""


def test_a_made_up_person_is_read_with_the_guide(tmp_path: Path) -> None:
    files = Files(tmp_path, {"demos.yaml": DEMO})
    notes = (Paragraph((Span("Ask "), Span("slowly", Style.STRONG), Span("."))),)
    answers = {"control": Answer.YES, "alone": Answer.UNSURE}
    assert records.demos(files) == {
        "a-role": Demo("a-role", "Someone", "A made-up person.", answers, "What now?", notes)
    }
    assert files.told == []
    assert files.place("demo", "a-role") == ("demos.yaml", 3)
    demo, guide = ("demo", "a-role"), ("notes", "a-role")
    assert [(passage.owner, passage.text) for passage in files.passages] == [
        (demo, "Someone"), (demo, "A made-up person."), (demo, "What now?"), (guide, "Ask slowly."),
    ]  # fmt: skip


def test_a_faulty_made_up_person_is_told(tmp_path: Path) -> None:
    files = Files(tmp_path, {"demos.yaml": "demos:\n- id: A\n  x: y\nmore: z\n"})
    assert records.demos(files) == {"A": Demo("A", "", "", {}, "", ())}
    assert sorted(files.told) == [
        'demos.yaml:2: "A" is no id: lower-case words and hyphens',
        *(f'demos.yaml:2: "{name}" is missing'
          for name in ("about", "answers", "notes", "question", "role")),
        'demos.yaml:3: "x" is not known here',
        'demos.yaml:4: "more" is not known here',
    ]  # fmt: skip


# --- questions -------------------------------------------------------------------------------

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
  - {id: bare, ask: Bare?, why: W, short: s}
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
- {id: last, precedence: 9, topic: t, title: T, text: x, brief: b, when: []}
examples:
- id: an-example
  title: Somebody
  answers: {a-break: yes}
  cards: {a-card: full, last: brief}
  counts: {signs: 2 to 4 of 5, dependence: 1 of 2}
"""


def test_a_questionnaire_is_read_with_all_its_fields(tmp_path: Path) -> None:
    files = Files(tmp_path, {"questions.yaml": QUESTIONS})
    read = questions.questionnaire(files)
    assert files.told == []
    assert read is not None
    assert (read.id, read.version) == ("a-check", "2026.11")
    assert read.sha256 == hashlib.sha256(QUESTIONS.encode()).hexdigest()
    asked = Question(
        id="a-break", ask="A break?", why="It matters.", short="a break", points=("One", "Two"),
        before="Look.", after_yes="Thanks.", on_paper="Tick.",
        only_after={"b": frozenset({Answer.YES, Answer.UNSURE}), "c": frozenset({Answer.NO})},
        sources=("SRC", "SEC"),
    )  # fmt: skip
    bare = Question(id="bare", ask="Bare?", why="W", short="s")
    section = Section(
        id="safety", kind=Kind.BACKGROUND, title="Safety first", opening="Six questions.",
        questions=(asked, bare), offer="More of them?", on_paper="On paper.",
    )  # fmt: skip
    assert read.sections == (section,)
    now = (Paragraph((Span("Now.", Style.STRONG), Span(" "), Span("SRC", Style.SOURCE))),)
    when = ({"a-break": frozenset({Answer.YES})},
            {"bare": frozenset({Answer.NO, Answer.SKIP})})  # fmt: skip
    assert read.cards == (
        Card("a-card", 2, "relapse", "A card", now, (Span("In short."),), when, ("other",),
             ("SRC",), text("On paper.")),
        Card("last", 9, "t", "T", text("x"), (Span("b"),), ()),
    )  # fmt: skip
    assert read.examples == (
        Example("an-example", "Somebody", {"a-break": Answer.YES},
                (("a-card", True), ("last", False)), {"signs": (2, 4, 5), "dependence": (1, 1, 2)}),
    )  # fmt: skip
    places = [files.place(*named) for named in (
        ("questionnaire", "a-check"), ("section", "safety"), ("question", "a-break"),
        ("question", "bare"), ("card", "a-card"), ("example", "an-example"),
    )]  # fmt: skip
    assert places == [("questions.yaml", line) for line in (2, 5, 12, 22, 24, 36)]
    a, b = ("section", "safety"), ("question", "a-break")
    c, d = ("question", "bare"), ("card", "a-card")
    assert [(passage.owner, passage.text) for passage in files.passages] == [
        (a, "Safety first"), (a, "Six questions."), (a, "More of them?"), (a, "On paper."),
        (b, "A break?"), (b, "It matters."), (b, "a break"), (b, "One"), (b, "Two"), (b, "Look."),
        (b, "Thanks."), (b, "Tick."), (c, "Bare?"), (c, "W"), (c, "s"),
        (d, "A card"), (d, "Now. [@SRC]"), (d, "In short."), (d, "On paper."),
        *((("card", "last"), said) for said in ("T", "x", "b")),
    ]  # fmt: skip


def test_a_questionnaire_of_nothing_is_told(tmp_path: Path) -> None:
    files = Files(tmp_path, {"questions.yaml": """
id: Two Words
sections:
- questions: [{}]
  kind: other
cards:
- precedence: first
- more: x
examples:
- cards: {a-card: long}
  counts: {signs: many, safety: 2 to of 3}
"""})  # fmt: skip
    read = questions.questionnaire(files)
    assert read is not None
    assert read.sections == (Section("", Kind.TRIAGE, "", "", (Question("", "", "", ""),)),)
    assert read.cards[1] == Card("", 9, "", "", (), (), ())
    assert read.examples == (
        Example("", "", {}, (("a-card", True),), {"signs": (0, 0, 0), "safety": (0, 0, 0)}),
    )
    line = "questions.yaml:{}: {}".format
    missing = [line(at, f'"{name}" is missing') for at, names in (
        (2, "version"), (4, "id title opening"), ("4", "id ask why short"),
        (7, "id topic title text brief when"),
        (8, "id precedence topic title text brief when"), (10, "id title answers"),
    ) for name in names.split()]  # fmt: skip
    assert sorted(files.told) == sorted([
        *missing,
        line(2, '"Two Words" is no id: lower-case words and hyphens'),
        line(5, "is not one of: triage, counted, background"),
        line(7, '"first" is not a whole number'),
        line(8, '"more" is not known here'),
        line(10, "is not one of: full, brief"),
        line(11, 'a count reads "2 of 5" or "2 to 4 of 5"'),
        line(11, 'a count reads "2 of 5" or "2 to 4 of 5"'),
    ])  # fmt: skip


def test_a_file_that_cannot_be_read_is_told_and_gives_nothing(tmp_path: Path) -> None:
    files = Files(tmp_path, {"facts.yaml": "a: b\n\ta: b", "sources.yaml": "a: \x07"})
    assert questions.questionnaire(files) is None
    assert records.facts(files) == records.sources(files) == {}
    assert records.countries(files) == records.demos(files) == {}
    assert load.interface(files) is None
    assert [problem for problem in files.told if "is not YAML" not in problem] == [
        "questions.yaml: cannot be read",
        "sources.yaml:1: holds a hidden character (U+0007)",
        "contacts.yaml: cannot be read",
        "demos.yaml: cannot be read",
        "interface.yaml: cannot be read",
    ]
    assert any(problem.startswith("facts.yaml:2: is not YAML") for problem in files.told)


def test_a_file_given_by_name_takes_the_place_of_the_one_in_the_folder(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "sources.yaml").write_text("NEW: {short: n, full: f, seen: primary}\n")
    old = {"sources.yaml": "OLD: {short: n, full: f, seen: primary}\n", "facts.yaml": "{}"}
    files = Files(tmp_path, old, elsewhere / "sources.yaml")
    assert list(records.sources(files)) == ["NEW"]
    assert records.facts(files) == {}
    assert files.told == []


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("2026", True), ("2026-11", True), ("2026-11-30", True), ("2024-02-29", True),
        ("2026-13", False), ("2026-11-31", False), ("2025-02-29", False), ("0000", False),
        ("26", False), ("2026-1", False), ("2026-11-3", False), ("2026-11-30x", False),
        ("x2026", False), ("undated", False), ("20261130", False),
    ],
)  # fmt: skip
def test_a_date_is_a_day_a_month_or_a_year_of_the_calendar(word: str, is_one: bool) -> None:
    assert is_date(word) is is_one


# --- topics and what the program says --------------------------------------------------------

TOPIC = """---
title: A topic
group: life
summary: What it is.
reviewed: 2026-11-23
aliases: [Other, name]
related: [more]
notes: Ask them.
---

Some words.

## Part
"""


FENCES = "begins with fields between two lines of ---"
BOLD_ALONE = "uses Markdown other than bold"


def test_a_topic_is_read_with_all_its_fields(tmp_path: Path) -> None:
    files = Files(tmp_path, {"topics/a-topic.md": TOPIC})
    blocks = (*text("Some words."), Heading("Part", 2))
    assert load.topics(files) == {
        "a-topic": Topic("a-topic", "A topic", "life", "What it is.", "2026-11-23", blocks,
                         ("other", "name"), ("more",), text("Ask them.")),
    }  # fmt: skip
    assert files.told == []
    name = "topics/a-topic.md"
    assert files.place("topic", "a-topic") == (name, 1)
    assert [files.place(f"topic {field}", "a-topic") for field in ("title", "notes")] == [
        (name, 2), (name, 8),
    ]  # fmt: skip
    topic, notes = ("topic", "a-topic"), ("notes", "a-topic")
    assert files.passages == [
        Passage(name, 11, topic, "Some words."), Passage(name, 13, topic, "Part"),
        Passage(name, 8, notes, "Ask them."),
        Passage(name, 2, topic, "A topic"), Passage(name, 4, topic, "What it is."),
    ]  # fmt: skip


def test_topics_come_by_name_and_one_given_by_name_takes_a_place(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    instead = tmp_path / "b.md"
    instead.write_text(TOPIC.replace("A topic", "Instead"))
    files = Files(
        tmp_path, {"topics/c.md": TOPIC, "topics/b.md": TOPIC, "topics/x.txt": ""}, instead
    )
    assert [topic.title for topic in load.topics(files).values()] == ["Instead", "A topic"]
    new = tmp_path / "a.md"
    new.write_text(TOPIC)
    assert list(load.topics(Folder(tmp_path, new))) == ["a", "b", "c"]
    other = tmp_path / "facts.yaml"
    assert list(load.topics(Folder(tmp_path, other))) == ["b", "c"]


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("---\ntitle", "title", ["topics/t.md:1: " + FENCES]),
        ("\n---\n\nSome", "\n\nSome", ["topics/t.md:1: " + FENCES]),
        ("---\ntitle: A topic", "---\ntitle: *a",
         ["topics/t.md:2: uses an alias: write the text out"]),
        (TOPIC[: TOPIC.index("---\n\n")], "---\n",
         ["topics/t.md:2: has to be names with values (name: value)"]),
        ("2026-11-23", "2026-11", ["topics/t.md:5: a date reads 2026-11-23"]),
        ("2026-11-23", "2026-11-99", ["topics/t.md:5: a date reads 2026-11-23"]),
        ("reviewed: 2026-11-23", "more: x",
         ['topics/t.md:2: "reviewed" is missing', 'topics/t.md:5: "more" is not known here']),
        ("\nSome words.\n\n## Part\n", "", ["topics/t.md:9: has no text"]),
        ("Some words.", "Some `code`.\n\nA *word*.", ["topics/t.md:13: " + BOLD_ALONE] * 2),
    ],
)  # fmt: skip
def test_a_faulty_topic_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, problems: list[str]
) -> None:
    assert old in TOPIC
    files = Files(tmp_path, {"topics/t.md": TOPIC.replace(old, new, 1)})
    load.topics(files)
    assert files.told == problems


def test_a_topic_without_extras_or_with_another_name_is_told(tmp_path: Path) -> None:
    kept = "".join(
        line for line in TOPIC.splitlines(keepends=True)
        if not line.startswith(("aliases", "related", "notes"))
    )  # fmt: skip
    spaced = kept.replace("---\n", "--- \n")
    files = Files(tmp_path, {"topics/Bad_Name.md": spaced, "topics/gone.md": ""})
    (tmp_path / "topics" / "gone.md").unlink()
    (tmp_path / "topics" / "gone.md").mkdir()
    (topic,) = load.topics(files).values()
    assert (topic.id, topic.aliases, topic.related, topic.notes) == ("Bad_Name", (), (), ())
    assert topic.title == "A topic"
    assert files.told == [
        "topics/Bad_Name.md: a topic's name is lower-case words and hyphens",
        "topics/gone.md: cannot be read",
    ]


def test_topics_that_are_no_yaml_are_all_told(tmp_path: Path) -> None:
    faulty = TOPIC.replace("A topic", "*a")
    files = Files(tmp_path, {"topics/a.md": faulty, "topics/b.md": faulty, "topics/c.md": TOPIC})
    assert list(load.topics(files)) == ["c"]
    alias = "uses an alias: write the text out"
    assert files.told == [f"topics/a.md:2: {alias}", f"topics/b.md:2: {alias}"]


DATA = Path(__file__).parents[1] / "data"
SAID = (DATA / "interface.yaml").read_text(encoding="utf-8")


def test_all_that_the_program_says_is_read_as_it_stands(tmp_path: Path) -> None:
    files = Files(tmp_path, {"interface.yaml": SAID})
    interface = load.interface(files)
    assert files.told == []
    assert interface is not None
    stands = yaml.load(SAID, yaml.BaseLoader)  # another reading: every scalar a string
    declared = {field.name for field in fields(interface)}
    assert {name.replace("-", "_") for name in stands} == declared
    for name, value in stands.items():
        read = getattr(interface, name.replace("-", "_"))
        if isinstance(read, str):
            assert read == " ".join(value.split()) + (" " if value.endswith(" ") else ""), name
        elif isinstance(read, tuple):
            bare = re.sub(
                r"\*\*|^(?:-|#+|\d+\.) |\[[@#]([^]]+)\]", r"\1", value, flags=re.MULTILINE
            )
            assert " ".join(lines_of(read)).split() == bare.split(), name
        elif name == "keys":
            assert read == {key: tuple(words) for key, words in value.items()}
        else:
            assert read == {key: " ".join(said.split()) for key, said in value.items()}, name
    title = next(
        n for n, line in enumerate(SAID.splitlines(), 1) if line.startswith("first-title:")
    )
    assert files.place("wording", "first_title") == ("interface.yaml", title)
    parts = {passage.owner for passage in files.passages}
    assert parts == {("interface", name) for name in stands if name != "keys"}
    assert {type(interface.first_enter), type(interface.first_text), type(interface.groups)} == {
        str, tuple, dict,
    }  # fmt: skip


def test_a_sentence_that_is_missing_or_unknown_leaves_the_program_speechless(
    tmp_path: Path,
) -> None:
    files = Files(tmp_path, {"interface.yaml": "first-title: A\nfirst_enter: b\nprompt: [c]\n"})
    assert load.interface(files) is None
    told = files.told
    assert 'interface.yaml:2: "first_enter" is not known here' in told
    assert "interface.yaml:3: has to be text" in told
    missing = [problem for problem in told if problem.endswith("is missing")]
    assert len(missing) == len(fields(InterfaceText)) - 2
    assert 'interface.yaml:1: "first-enter" is missing' in missing
    assert len(told) == len(missing) + 2


def test_the_shipped_folder_is_read_whole() -> None:
    loader = load.Loader(DATA)
    read = loader.load()
    assert loader.problems == []
    assert read is not None
    assert read.questionnaire.id == "kickcheck"
    assert read.interface.first_title
    assert list(read.topics) == sorted(path.stem for path in (DATA / "topics").glob("*.md"))
    kinds = [read.topics, read.facts, read.sources, read.countries, read.demos]
    assert [{type(one) for one in kind.values()} for kind in kinds] == [
        {Topic}, {Fact}, {Source}, {Country}, {Demo},
    ]  # fmt: skip
    rules = loader.language()
    assert rules is not None
    assert loader.problems == []


def test_a_folder_with_any_problem_gives_no_content(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    for name in ("questions", "interface", "facts", "sources", "contacts", "demos"):
        file = folder / f"{name}.yaml"
        text = file.read_text(encoding="utf-8")
        file.unlink()
        loader = load.Loader(folder)
        assert loader.load() is None
        assert [str(problem) for problem in loader.problems] == [f"{name}.yaml: cannot be read"]
        file.write_text(text, encoding="utf-8")
    (folder / "topics" / "law.md").write_text("x")
    loader = load.Loader(folder)
    assert loader.load() is None
    rules = loader.language()  # it has no problem of its own
    assert rules is not None
    for text in ("more: x", "a: *b"):
        (folder / "language.yaml").write_text(text)
        assert loader.language() is None
    assert loader.problems[-1] == Problem("language.yaml", 1, "uses an alias: write the text out")


def test_a_file_that_is_too_large_is_told_by_its_name(tmp_path: Path) -> None:
    files = Files(tmp_path, {"topics/t.md": "a" * 1_000_001})
    assert load.topics(files) == {}
    assert files.told == ["topics/t.md: is larger than 1,000,000 bytes"]


# --- Markdown --------------------------------------------------------------------------------


def marked(source: str, first_line: int = 10) -> tuple[object, list[str]]:
    """Return Markdown as blocks, and what is told of it."""
    problems: list[Problem] = []
    blocks = markdown_parser.blocks(markdown_parser.parse(source), "x.md", first_line, problems)
    return blocks, [str(problem) for problem in problems]


def test_markdown_is_headings_paragraphs_lists_bold_and_citations() -> None:
    source = """# One

### Three

A line
and **its
bold [@SRC] end** and [#a-fact][@TWO][@TWO].

- a **b**
- c

1. d
2. e

last"""
    strong, plain = Style.STRONG, Style.PLAIN
    assert marked(source) == (
        (
            Heading("One", 1),
            Heading("Three", 3),
            Paragraph((
                Span("A line and ", plain), Span("its bold ", strong), Span("SRC", Style.SOURCE),
                Span(" end", strong), Span(" and ", plain), Span("a-fact", Style.FACT),
                Span("TWO", Style.SOURCE), Span("TWO", Style.SOURCE), Span("."),
            )),
            List(((Span("a "), Span("b", strong)), (Span("c"),))),
            List(((Span("d"),), (Span("e"),)), ordered=True),
            *text("last"),
        ),
        [],
    )  # fmt: skip
    assert markdown_parser.paragraphs(markdown_parser.parse(source), 10) == [
        (10, "One"), (12, "Three"),
        (14, "A line\nand its\nbold [@SRC] end and [#a-fact][@TWO][@TWO]."),
        (18, "a b"), (19, "c"), (21, "d"), (22, "e"), (24, "last"),
    ]  # fmt: skip


def test_what_else_markdown_can_do_is_told_at_its_line() -> None:
    assert marked("a\n\nb *c* d")[1] == ["x.md:12: uses Markdown other than bold"] * 2
    assert (
        marked("- a\n- b\n  - c")[1]
        == ["x.md:12: a list holds plain items of one paragraph only"] * 1
    )
    assert marked("a\n\n- b *c*")[1] == ["x.md:12: uses Markdown other than bold"] * 2
    assert marked("- a\n  ```chart\n  ```")[1] == [
        "x.md:11: a list holds plain items of one paragraph only"
    ]
    assert marked("a\n\n```python\nb\n```\n\nc") == (
        (*text("a"), *text("c")), ["x.md:12: holds no chart that can be drawn"],
    )  # fmt: skip


def test_a_chart_is_read_by_whoever_can(tmp_path: Path) -> None:
    problems: list[Problem] = []
    tokens = markdown_parser.parse(
        "a\n\n``` chart \nb: c\n```\n\n```chart\n```\n\n```other\nx\n```"
    )
    heard = []

    def draw(source: str, line: int) -> Heading | None:
        heard.append((source, line))
        return Heading("drawn") if source else None

    found = markdown_parser.blocks(tokens, "x.md", 1, problems, draw)
    assert found == (*text("a"), Heading("drawn"))
    assert heard == [("b: c\n", 4), ("", 8)]
    assert [str(problem) for problem in problems] == [
        "x.md:7: holds no chart that can be drawn", "x.md:10: holds no chart that can be drawn",
    ]  # fmt: skip


def test_a_line_of_text_is_one_paragraph() -> None:
    problems: list[Problem] = []
    assert markdown_parser.inline("a **b**", "x.md", 3, problems) == (
        Span("a "),
        Span("b", Style.STRONG),
    )
    assert problems == []
    for wrong in ("# a", "a\n\nb", "- a", ""):
        assert markdown_parser.inline(wrong, "x.md", 3, problems) == ()
        assert str(problems.pop()) == "x.md:3: has to be one paragraph"
