"""Markdown as it is read: the few kinds of block, and what else is refused."""

import pytest

from kickcheck.content import markdown_parser
from kickcheck.content.files import Problem
from kickcheck.model import Block, Citation, FillIn, Heading, List, Paragraph, Span, Style


def paragraph(words: str) -> tuple[Paragraph]:
    return (Paragraph((Span(words),)),)


def marked(source: str, first_line: int = 10) -> tuple[tuple[Block, ...], list[str]]:
    """Return Markdown as blocks, and the problems in it."""
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
                Span("A line and ", plain), Span("its bold ", strong), Citation("SRC"),
                Span(" end", strong), Span(" and ", plain), Citation("a-fact", is_fact=True),
                Citation("TWO"), Citation("TWO"), Span("."),
            )),
            List(((Span("a "), Span("b", strong)), (Span("c"),))),
            List(((Span("d"),), (Span("e"),)), ordered=True),
            *paragraph("last"),
        ),
        [],
    )  # fmt: skip
    assert markdown_parser.paragraphs(markdown_parser.parse(source), 10) == [
        (10, "One"), (12, "Three"),
        (14, "A line\nand its\nbold [@SRC] end and [#a-fact][@TWO][@TWO]."),
        (18, "a b"), (19, "c"), (21, "d"), (22, "e"), (24, "last"),
    ]  # fmt: skip


UNSUPPORTED = {
    "a *b* c": "italics",
    "a _b_ c": "italics",
    "a ***b*** c": "italics",
    "# a *b*": "italics",
    "- a *b*": "italics",
    "a **b **c** d**": "bold inside bold",
    "a `b` c": "code",
    "    a": "code (an indented text)",
    "[a](https://example.org)": "a link",
    "[@SRC](https://example.org)": "a link",
    "<https://example.org>": "a link",
    "[#a]: https://example.org": "the address of a link",
    "[@SRC]: words 'that vanish'": "the address of a link",
    "![a](b.png)": "a picture",
    "a <b>c": "HTML",
    "<div>": "HTML",
    "<!-- a -->": "HTML",
    "a &amp; b": "a backslash or an entity (&...;)",
    "a &#8212; b": "a backslash or an entity (&...;)",
    r"a \* b": "a backslash or an entity (&...;)",
    "## a &lt; b": "a backslash or an entity (&...;)",
    "a  \nb": "a line break (two spaces or a backslash at the end of a line)",
    "a\\\nb": "a line break (two spaces or a backslash at the end of a line)",
    "a ~~b~~ c": "strikethrough",
    "a | b\n--|--\nc | d": "a table",
    "> a\n> - b": "a quotation (>)",
    "***": "a line across (---)",
    "- - -": "a line across (---)",
    "a\n=": "an underlined heading (begin it with #)",
    "a\nb\n---": "an underlined heading (begin it with #)",
    "- [ ] a": "a box to tick",
    "1. [x] a": "a box to tick",
    "a [^1] b": "a footnote",
}  # fmt: skip


@pytest.mark.parametrize("source", UNSUPPORTED)
def test_what_markdown_would_draw_otherwise_is_refused_with_its_line(source: str) -> None:
    expected = [f"x.md:12: uses Markdown that is not drawn: {UNSUPPORTED[source]}"]
    assert marked(f"z\n\n{source}")[1] == expected
    assert marked(f"z\n\n{source}\n\ny")[1] == expected


@pytest.mark.parametrize(
    ("source", "line"),
    [("a\nb\nc *d*", 12), ("- a\n- b\n  `c`", 12), ("a <b\nc> `d`", 10), ("a  \nb `c`", 10)],
)
def test_the_line_is_that_of_the_fault_and_not_of_the_paragraph(source: str, line: int) -> None:
    assert marked(source)[1][0].startswith(f"x.md:{line}: uses Markdown that is not drawn")


def test_after_a_break_inside_a_line_the_lines_go_on_being_counted() -> None:
    assert [problem[:8] for problem in marked("a <b\nc>\n`d`  \n`e`")[1]] == [
        "x.md:10:", "x.md:12:", "x.md:12:", "x.md:13:",
    ]  # fmt: skip


ITEMS = "a list may contain only plain items of one paragraph"


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        ("- a\n- b\n  - c", [f"x.md:12: {ITEMS}"]),
        ("- a\n  ```chart\n  ```", [f"x.md:11: {ITEMS}"]),
        ("- a\n\n  b\n- c", [f"x.md:12: {ITEMS}"]),
        ("- a\n-\n- c", [f"x.md:11: {ITEMS}"]),
        ("- a\n- # b", [f"x.md:11: {ITEMS}"]),
        ("3. a\n4. b", ["x.md:10: a list starts at 1, not at 3"]),
        ("1. a\n\nb\n\n2. c", ["x.md:14: a list starts at 1, not at 2"]),
        ("0. a", ["x.md:10: a list starts at 1, not at 0"]),
        ("# a **b**", ["x.md:10: a heading may contain only plain text"]),
        ("a\n\n## b [@SRC]", ["x.md:12: a heading may contain only plain text"]),
    ],
)
def test_lists_and_headings_are_plain(source: str, problems: list[str]) -> None:
    assert marked(source)[1] == problems


def test_the_answers_that_leave_an_item_out_are_taken_off_its_end() -> None:
    [block], problems = marked("- a {unless used: no, skipped}\n- b\n- c {unless tried: yes}")
    assert problems == []
    assert isinstance(block, List)
    assert block.items == ((Span("a"),), (Span("b"),), (Span("c"),))
    assert block.unless == (
        {"used": frozenset({"no", "skipped"})}, {}, {"tried": frozenset({"yes"})},
    )  # fmt: skip


def test_a_paragraph_that_ends_in_a_number_of_rows_is_filled_in_on_paper() -> None:
    blocks, problems = marked("My **number**: {rows 2}\n\nNot {rows 2} here.")
    label = (Span("My "), Span("number", Style.STRONG), Span(":"))
    assert problems == []
    assert blocks == (FillIn(label, 2), *paragraph("Not {rows 2} here."))
    assert marked("**Mine** {rows 1}")[0] == (FillIn((Span("Mine", Style.STRONG),), 1),)


def test_what_a_person_reads_has_no_endings() -> None:
    tokens = markdown_parser.parse("A **b** {rows 2}\n\n- c {unless used: no}")
    assert markdown_parser.paragraphs(tokens, 5) == [(5, "A b"), (7, "c")]


def test_each_address_of_a_link_is_refused_where_it_stands() -> None:
    _, problems = marked("[a]: x\n\nb\n\n[a]: y\n")
    assert problems == [
        f"x.md:{line}: uses Markdown that is not drawn: the address of a link" for line in (10, 14)
    ]


def test_what_only_looks_like_markdown_is_text() -> None:
    for words in ("4 * 5 and * 6", "AT&T, R&D", "a_b_c", "1 < 2 > 0", "[a] and (b)", "a | b",
                  "~ 5", "\u201ca\u201d ...", "a -- b", "in 2020. c"):  # fmt: skip
        assert marked(words) == (paragraph(words), [])
    assert marked("1. a\n1. b")[0] == (List(((Span("a"),), (Span("b"),)), ordered=True),)


def test_a_fence_is_a_chart_or_refused() -> None:
    assert marked("a\n\n```python\nb\n```\n\nc") == (
        (*paragraph("a"), *paragraph("c")), ["x.md:12: does not contain a valid chart"],
    )  # fmt: skip


def test_a_chart_is_read_by_what_is_given_for_it() -> None:
    problems: list[Problem] = []
    tokens = markdown_parser.parse(
        "a\n\n``` chart \nb: c\n```\n\n```chart\n```\n\n```other\nx\n```"
    )
    heard = []

    def draw(source: str, line: int) -> Heading | None:
        heard.append((source, line))
        return Heading("a chart") if source else None

    found = markdown_parser.blocks(tokens, "x.md", 1, problems, draw)
    assert found == (*paragraph("a"), Heading("a chart"))
    assert heard == [("b: c\n", 4), ("", 8)]
    assert [str(problem) for problem in problems] == [
        "x.md:7: does not contain a valid chart", "x.md:10: does not contain a valid chart",
    ]  # fmt: skip


def test_a_text_is_measured_without_its_citations() -> None:
    text = "Most overdoses [@WHO-FS] can be survived [#revived][@NIDA]. Call."
    assert markdown_parser.without_citations(text) == "Most overdoses can be survived. Call."
