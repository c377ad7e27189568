"""The decoder alone: what a file says becomes what the annotations of a class say."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Annotated, Any, ClassVar, NamedTuple

import pytest

from kickcheck.content import strict_yaml
from kickcheck.content.decoder import Decoder, SourceMap
from kickcheck.content.files import Problem
from kickcheck.content.strict_yaml import MISSING, Passage
from kickcheck.frozen import Frozen
from kickcheck.model import Bar, Block, Chart, Citation, Heading, Paragraph, Span, Spans, Style
from kickcheck.model.field_types import (
    AnyCase,
    Choice,
    Day,
    Id,
    Key,
    Keys,
    Located,
    LocatedNumber,
    Mark,
    OwnedBy,
    PartialDate,
    Prompt,
    Prose,
    TextOrNothing,
)

Blocks = tuple[Block, ...]
ShownAs = Annotated[tuple[tuple[str, bool], ...], Mark.SHOWN_AS]
Count = Annotated[tuple[int, int, int], Mark.COUNT]


class Colour(StrEnum):
    """Two words."""

    RED = "red"
    BLUE = "blue"


class Point(Frozen):
    """A record of two required fields and one that may be left out."""

    x: int
    y: int
    note: str = "none"


class Outcome(NamedTuple):
    """What became of a text."""

    value: Any
    messages: list[str]
    passages: list[Passage]


def decoded(annotation: Any, text: str) -> Outcome:
    problems: list[Problem] = []
    passages: list[Passage] = []
    node = strict_yaml.parse(text, "x.yaml")
    value = Decoder("x.yaml", problems, passages).value(annotation, node, ("card", "c"))
    assert all(problem.file == "x.yaml" for problem in problems)
    return Outcome(value, [f"{problem.line} {problem.message}" for problem in problems], passages)


# --- one value -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [
        (str, "' a\n  b '", "a b"),
        (int, "'007'", 7),
        (int, "'999'", 999),
        (Colour, "blue", Colour.BLUE),
        (tuple[str, ...], "[a, b]", ("a", "b")),
        (tuple[str, ...], "[]", ()),
        (frozenset[Colour], "[red, red]", frozenset({Colour.RED})),
        (Mapping[str, frozenset[int]], "{a: [1, 2], b: []}",
         {"a": frozenset({1, 2}), "b": frozenset()}),
        (tuple[Point, ...], "[{x: 1, y: 2}, {x: 3, y: 4, note: n}]",
         (Point(1, 2), Point(3, 4, "n"))),
        (Mapping[str, Point], "a: {x: 1, y: 2}", {"a": Point(1, 2)}),
        (Prose, "' a  b '", "a b"),
        (Prompt, "'Yes? '", "Yes? "),
        (Prompt, "Yes?", "Yes?"),
        (tuple[Prose, ...], "[a]", ("a",)),
        (TextOrNothing, "''", ""),
        (TextOrNothing, "a", "a"),
        (AnyCase, "STRASSE ß", "strasse ss"),
        (Day, "2026-11-23", "2026-11-23"),
        (bool, "yes", True),
        (bool, "no", False),
        (ShownAs, "{a: full, b: brief}", (("a", True), ("b", False))),
        (Located, "\na", (2, "a")),
        (LocatedNumber, "\n12", (2, 12)),
        (Count, "2 of 5", (2, 2, 5)),
        (Count, "2 to 4 of 15", (2, 4, 15)),
        (Annotated[str, Choice(("a", "b"))], "b", "b"),
        (Annotated[Colour, Choice(("blue",))], "blue", Colour.BLUE),
        (Annotated[str, PartialDate()], "2026", "2026"),
        (Annotated[str, PartialDate("due")], "due", "due"),
        (Annotated[Mapping[str, str], Keys(("a", "b"))], "{b: '', a: x}", {"a": "x", "b": ""}),
        (Annotated[str, Key("other")], "a", "a"),
        (Spans, "'a **b** [@SRC]'",
         (Span("a "), Span("b", Style.STRONG), Span(" "), Citation("SRC"))),
        (Blocks, "|\n  ## One\n\n  Two\n  lines",
         (Heading("One", 2), Paragraph((Span("Two lines"),)))),
    ],
)  # fmt: skip
def test_a_value_becomes_what_its_annotation_says(annotation: Any, text: str, value: Any) -> None:
    found = decoded(annotation, text)
    assert (found.value, found.messages) == (value, [])
    assert type(found.value) is type(value)


TEXT, LIST, PAIRS = (
    "has to be text",
    "has to be a list",
    "has to be names with values (name: value)",
)
COUNTED = 'a count reads "2 of 5" or "2 to 4 of 5"'
DATE = "a date reads 2026, 2026-11 or 2026-11-23"


@pytest.mark.parametrize(
    ("annotation", "text", "value", "message"),
    [
        (int, "x", 0, '"x" is not a whole number'),
        (int, "-1", 0, '"-1" is not a whole number'),
        (int, "1.5", 0, '"1.5" is not a whole number'),
        (int, "٣", 0, '"٣" is not a whole number'),
        (int, "1000", 0, '"1000" is not a whole number'),
        (Colour, "green", Colour.RED, "is not one of: red, blue"),
        (Annotated[str, Choice(("a", "b"))], "c", "a", "is not one of: a, b"),
        (Annotated[Colour, Choice(("blue",))], "red", Colour.BLUE, "is not one of: blue"),
        (bool, "true", True, "is not one of: yes, no"),
        (Count, "2 to of 5", (0, 0, 0), COUNTED),
        (Count, "٢ of 5", (0, 0, 0), COUNTED),
        (Day, "2026-11", "2026-11", "a date reads 2026-11-23"),
        (Day, "2026-11-31", "2026-11-31", "a date reads 2026-11-23"),
        (Annotated[str, PartialDate()], "due", "due", DATE),
        (Annotated[str, PartialDate("due")], "late", "late", f'{DATE}, or "due"'),
        (Spans, "|\n  a\n\n  b", (), "has to be one paragraph"),
        (Spans, "'# a'", (), "has to be one paragraph"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_with_its_line(
    annotation: Any, text: str, value: Any, message: str
) -> None:
    assert decoded(annotation, f"\n\n{text}")[:2] == (value, [f"3 {message}"])


def test_a_mapping_of_fixed_keys_has_each_of_them_and_no_other() -> None:
    assert decoded(Annotated[Mapping[str, str], Keys(("a", "b"))], "{b: x, c: y}")[:2] == (
        {"a": "", "b": "x"}, ['1 "a" is missing', '1 "c" is not known here'],
    )  # fmt: skip


SCALARS = (
    str, int, Colour, Prose, Prompt, AnyCase, Day, bool, Located, LocatedNumber, Count, Spans,
    Blocks, Annotated[str, Choice(("a",))], Annotated[str, PartialDate()],
)  # fmt: skip
MAPPINGS = (Point, Mapping[str, str], ShownAs, Annotated[Mapping[str, str], Keys(("a",))])


@pytest.mark.parametrize("annotation", SCALARS)
def test_a_list_or_nothing_where_a_text_has_to_be_is_one_problem(annotation: Any) -> None:
    assert decoded(Mapping[str, annotation], "a:\n  [x]").messages == [f"2 {TEXT}"]
    assert decoded(Mapping[str, annotation], "\na: ''").messages == ["2 is empty"]


@pytest.mark.parametrize("annotation", MAPPINGS)
def test_what_is_no_mapping_is_one_problem(annotation: Any) -> None:
    for text in ("- a", "a", ""):
        assert decoded(annotation, text).messages == [f"1 {PAIRS}"]


@pytest.mark.parametrize("annotation", [tuple[str, ...], frozenset[str], tuple[Point, ...]])
def test_what_is_no_list_is_one_problem(annotation: Any) -> None:
    for text in ("a: b", "a", "''"):
        found = decoded(annotation, text)
        assert (list(found.value), found.messages) == ([], [f"1 {LIST}"])


def test_a_text_that_may_be_empty_is_a_text_all_the_same() -> None:
    assert decoded(TextOrNothing, "[a]").messages == [f"1 {TEXT}"]


@pytest.mark.parametrize("annotation", [*SCALARS, *MAPPINGS, tuple[str, ...]])
def test_what_was_refused_before_has_no_second_problem(annotation: Any) -> None:
    problems: list[Problem] = []
    Decoder("x.yaml", problems).value(Mapping[str, annotation], MISSING)
    Decoder("x.yaml", problems).value(tuple[annotation, ...], MISSING)
    assert problems == []


@pytest.mark.parametrize(
    ("word", "fits"),
    [
        ("2026", True), ("2026-11", True), ("2026-11-30", True), ("2024-02-29", True),
        ("2026-13", False), ("2026-11-31", False), ("2025-02-29", False), ("0000", False),
        ("26", False), ("2026-1", False), ("2026-11-3", False), ("2026-11-30x", False),
        ("x2026", False), ("undated", False), ("20261130", False), ("٢٠٢٦", False),
    ],
)  # fmt: skip
def test_a_date_is_a_day_a_month_or_a_year_of_the_calendar(word: str, fits: bool) -> None:
    found = decoded(Annotated[str, PartialDate()], word)
    assert found.messages == ([] if fits else [f"1 {DATE}"])


@pytest.mark.parametrize(
    "annotation",
    [
        Annotated[str, Mark.DAY, Choice(("a",))],
        tuple[Id, ...],
        Annotated[str, Mark.NOT_IN_FILE],
        Annotated[str, "a mark of somebody else"],
    ],
)
def test_marks_that_the_decoder_does_not_know_are_never_passed_over(annotation: Any) -> None:
    with pytest.raises(TypeError, match="cannot be decoded"):
        decoded(annotation, "[a]" if "tuple" in str(annotation) else "a")


# --- records ---------------------------------------------------------------------------------


class Sample(Frozen):
    """A record with a field of each kind that a class may declare."""

    name: str
    words: tuple[str, ...] = ("x",)
    phrases: Annotated[Mapping[str, str], Key("in_words")] = field(default_factory=dict)
    worked_out: Annotated[str, Mark.NOT_IN_FILE] = "later"


def test_fields_that_may_be_left_out_have_their_defaults() -> None:
    assert decoded(Sample, "name: a") == (Sample("a", ("x",), {}, "later"), [], [])
    given = decoded(Sample, "{name: a, words: [b], in_words: {c: d}}")
    assert given == (Sample("a", ("b",), {"c": "d"}), [], [])


def test_every_missing_and_every_unknown_field_is_a_problem_at_once() -> None:
    found = decoded(
        Sample,
        f"phrases: a\nworked_out: b\nin_words:\n  {{c: d}}\n{'x' * 31}: e\n",
    )
    assert found.messages == [
        '1 "name" is missing', '1 "phrases" is not known here', '2 "worked_out" is not known here',
        "5 this name is not known here",
    ]  # fmt: skip
    assert found.value == Sample("", phrases={"c": "d"})


def test_a_new_field_needs_nothing_but_its_annotation() -> None:
    class Short(Frozen):
        x: int

    class Longer(Short):
        colour: Annotated[Colour, Key("color")]
        reviewed: Day = ""

    text = "{x: 1, color: blue, reviewed: 2026-11-23}"
    assert decoded(Longer, text)[:2] == (Longer(1, Colour.BLUE, "2026-11-23"), [])
    assert decoded(Longer, "{x: 1, reviewed: soon}").messages == [
        '1 "color" is missing', "1 a date reads 2026-11-23",
    ]  # fmt: skip
    assert decoded(Short, text).messages == [
        '1 "color" is not known here', '1 "reviewed" is not known here',
    ]  # fmt: skip


# --- whose text it is ------------------------------------------------------------------------


class Part(Frozen):
    """A record with an id, and with records in it."""

    kind_of_owner: ClassVar[str] = "part"

    id: Id
    title: Prose
    inner: "tuple[Part, ...]" = ()
    remark: Annotated[Prose, OwnedBy("remarks")] = ""
    notes: Annotated[Blocks, OwnedBy("notes")] = ()


class Sentences(Frozen):
    """A record each of whose fields is a part."""

    kind_of_owner: ClassVar[str] = "sentence"

    first_one: Prose
    others: Mapping[str, Prose] = field(default_factory=dict)

    @staticmethod
    def key_in_file(name: str) -> str:
        return name.replace("_", "-")


PARTS = """
id: outer
inner:
- {id: a, title: A}
- id: b
  title: |
    B
remark: R
notes: "N\\n\\nM"
title: Last
"""


def owners(found: Outcome) -> list[tuple[str, tuple[str, str]]]:
    return [(passage.text, passage.owner) for passage in found.passages]


def test_a_text_belongs_to_the_record_whose_id_stands_above_it() -> None:
    found = decoded(Part, PARTS)
    assert found.messages == []
    assert owners(found) == [
        ("Last", ("part", "outer")), ("A", ("part", "a")), ("B", ("part", "b")),
        ("R", ("remarks", "outer")), ("N", ("notes", "outer")), ("M", ("notes", "outer")),
    ]  # fmt: skip
    assert [passage.line for passage in found.passages] == [10, 4, 7, 8, 9, 11]


def test_the_line_of_every_record_is_remembered() -> None:
    lines = SourceMap()
    decoder = Decoder("x.yaml", [], lines=lines)
    decoder.record(Part, strict_yaml.parse(PARTS, "x.yaml"))
    decoder.record(Sentences, strict_yaml.parse("\n\nfirst-one: a", "x.yaml"))
    places = [lines.problem("part", name, "m") for name in ("outer", "a", "b", "c")]
    assert [str(place) for place in places] == ["x.yaml:2: m", "x.yaml:4: m", "x.yaml:5: m", ": m"]
    assert lines.problem("sentence", "first_one", "m") == Problem("x.yaml", 3, "m")


def test_a_record_under_a_key_has_that_key_as_its_id() -> None:
    passages: list[Passage] = []
    decoder = Decoder("x.yaml", [], passages)
    node = strict_yaml.parse("title: T", "x.yaml")
    assert decoder.record(Part, node, given={"id": "k"}) == Part("k", "T")
    assert [passage.owner for passage in passages] == [("part", "k")]
    assert decoder.problems == []


def test_a_record_without_an_id_owns_each_text_by_its_field() -> None:
    found = decoded(Sentences, "first-one: a\nothers: {x: b, y: c}")
    assert found.messages == []
    assert owners(found) == [
        ("a", ("sentence", "first-one")), ("b", ("sentence", "others")),
        ("c", ("sentence", "others")),
    ]  # fmt: skip


def test_a_record_of_no_kind_leaves_its_texts_to_what_it_stands_in() -> None:
    class Inner(Frozen):
        text: Prose

    assert owners(decoded(tuple[Inner, ...], "[{text: a}]")) == [("a", ("card", "c"))]


@pytest.mark.parametrize("word", ["Two Words", "a_b", "1a", "-a", "a-", "a--b", "é"])
def test_an_id_is_lower_case_words_and_hyphens(word: str) -> None:
    expected = f'1 "{word}" is not a valid id (use lower-case words and hyphens)'
    assert decoded(Part, f"{{id: {word}, title: T}}").messages == [expected]


def test_an_id_that_is_empty_is_one_problem() -> None:
    assert decoded(Part, "{id: '', title: T}").messages == ["1 is empty"]


def test_a_date_that_is_empty_is_one_problem() -> None:
    assert decoded(Annotated[str, PartialDate("due")], "''").messages == ["1 is empty"]


def test_a_decoder_without_a_list_of_passages_has_one_for_itself() -> None:
    decoders = [Decoder("x.yaml", []) for _ in range(2)]
    decoders[0].value(Prose, strict_yaml.parse("a", "x.yaml"))
    assert [decoder.passages for decoder in decoders] == [
        [Passage("x.yaml", 1, ("", ""), "a")], [],
    ]  # fmt: skip


# --- Markdown and charts ---------------------------------------------------------------------


def test_each_paragraph_is_a_passage_with_its_line_and_without_its_marks() -> None:
    found = decoded(Mapping[str, Blocks], "a: |\n  ## One\n\n  Two **bold**\n  three\n")
    assert found.messages == []
    assert found.passages == [
        Passage("x.yaml", 2, ("card", "c"), "One"),
        Passage("x.yaml", 4, ("card", "c"), "Two bold\nthree"),
    ]
    assert decoded(Spans, "a **b**").passages == [Passage("x.yaml", 1, ("card", "c"), "a b")]


def test_markdown_that_is_refused_is_refused_with_its_line() -> None:
    found = decoded(Mapping[str, Blocks], "a: |\n  one\n\n  *two*\n")
    assert set(found.messages) == {"4 uses Markdown that is not drawn: italics"}


def test_a_text_of_thirty_thousand_characters_is_decoded_and_a_longer_one_is_not() -> None:
    assert decoded(Blocks, "a" * 30_000).messages == []
    longer = decoded(Blocks, "\n" + "a" * 30_001)
    assert (longer.value, longer.messages) == ((), ["2 is longer than 30,000 characters"])


def charted(bars: str) -> Outcome:
    """Decode a chart that begins on line 4; its bars begin on line 7."""
    text = f"Text\n\n```chart\ntitle: How many\nbars:\n{bars}```\n"
    return decoded(Blocks, "|\n" + "".join(f"  {line}\n" for line in text.splitlines()))


def test_a_chart_has_its_title_and_each_row_as_a_passage() -> None:
    found = charted(
        "  - {label: Some, fact: f, value: 2 in 10}\n  - {label: Few, fact: g, value: 1 in 10}\n"
    )
    assert found.messages == []
    assert found.value[1] == Chart(
        "How many",
        (Bar("Some", "2 in 10", 0, 2, 2, "f"), Bar("Few", "1 in 10", 0, 1, 1, "g")),
        unit="in 10",
    )
    assert [(passage.line, passage.text) for passage in found.passages] == [
        (2, "Text"), (5, "How many"), (7, "Some: 2 in 10 [#f]"), (8, "Few: 1 in 10 [#g]"),
    ]  # fmt: skip
    assert {(passage.file, passage.owner) for passage in found.passages} == {
        ("x.yaml", ("card", "c"))
    }


@pytest.mark.parametrize(
    ("bars", "unit"),
    [
        ("  - {label: a, fact: f, until: 1 to 2 weeks}\n"
         "  - {label: b, fact: f, between: 6 to 24 hours}\n", "days"),
        ("  - {label: a, fact: f, value: 7.5 times as likely}\n", "times as likely"),
        ("  - {label: a, fact: f, until: 4 to 6 of every 10}\n"
         "  - {label: b, fact: f, value: 3 of every 10}\n", "of every 10"),
        ("  - {label: a, fact: f, value: '40'}\n  - {label: b, fact: f, value: 50%}\n"
         "unit: 'percent '\n", "percent"),
    ],
)  # fmt: skip
def test_the_unit_of_a_chart_is_what_its_bars_name_or_is_declared(bars: str, unit: str) -> None:
    found = charted(bars)
    assert found.messages == []
    chart = found.value[1]
    assert isinstance(chart, Chart)
    assert chart.unit == unit


def test_a_declared_unit_is_checked_like_any_other_words() -> None:
    found = charted("  - {label: a, fact: f, value: '4'}\nunit: deaths\n")
    assert Passage("x.yaml", 8, ("card", "c"), "deaths", is_name=True) in found.passages


SHAPES = "must have exactly one of: value, between, during, until"
NOT_A_CHART = "4 does not contain a valid chart"
NO_UNIT = '5 needs one unit for all bars: add "unit" (for times it is days)'


@pytest.mark.parametrize(
    ("bars", "messages"),
    [
        ("  - {label: a, fact: f, value: '1', until: 1 to 2 days}\n  - {label: a, fact: f}\n",
         [f"7 {SHAPES}", f"8 {SHAPES}", NOT_A_CHART]),
        ("  - label: a\n    fact: f\n    value: many\n",
         ["9 does not contain a valid length", NOT_A_CHART]),
        ("  - {label: a, colour: red, value: 1 in 9}\n",
         ['7 "colour" is not known here', '7 "fact" is missing']),
        ("  - {fact: a, value: 1 in 9}\n", ['7 "label" is missing']),
        ("  - {label: a, fact: f, value: '3'}\n", [NO_UNIT, NOT_A_CHART]),
        ("  - {label: a, fact: f, value: 3 in 10}\n  - {label: a, fact: f, value: 3 in 20}\n",
         [NO_UNIT, NOT_A_CHART]),
        ("  - {label: a, fact: f, value: 3 in 10}\n  - {label: b, fact: f, value: 3 days}\n"
         "unit: days\n", [NO_UNIT, NOT_A_CHART]),
        ("  - {label: b, fact: f, value: 3 days}\nunit: weeks\n", [NO_UNIT, NOT_A_CHART]),
        ("  - a: &b c\n",
         ["7 begins with & (a YAML anchor): put it in quotation marks", NOT_A_CHART]),
        ("sub: x\n", [f"6 {LIST}", '7 "sub" is not known here', NOT_A_CHART]),
        ("  []\ntitle: again\n", ['8 repeats the key "title"', NOT_A_CHART]),
    ],
)  # fmt: skip
def test_a_chart_that_does_not_fit_is_refused_with_its_line(bars: str, messages: list[str]) -> None:
    assert sorted(charted(bars).messages) == sorted(messages)


def test_a_chart_without_title_and_bars_says_that_both_are_missing() -> None:
    found = decoded(Blocks, "|\n  ```chart\n  a: b\n  ```")
    assert sorted(found.messages) == [
        "2 does not contain a valid chart", '3 "a" is not known here', '3 "bars" is missing',
        '3 "title" is missing',
    ]  # fmt: skip
