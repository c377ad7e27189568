"""Markdown as it is read: the few kinds of block, and what else is refused."""

from kickcheck.content import markdown_parser
from kickcheck.content.files import Problem
from kickcheck.model import Citation, Heading, List, Paragraph, Span, Style


def paragraph(words: str) -> tuple[Paragraph]:
    return (Paragraph((Span(words),)),)


def marked(source: str, first_line: int = 10) -> tuple[object, list[str]]:
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


def test_what_else_markdown_can_do_is_refused_with_its_line() -> None:
    assert marked("a\n\nb *c* d")[1] == ["x.md:12: uses Markdown other than bold"] * 2
    assert (
        marked("- a\n- b\n  - c")[1]
        == ["x.md:12: a list may contain only plain items of one paragraph"] * 1
    )
    assert marked("a\n\n- b *c*")[1] == ["x.md:12: uses Markdown other than bold"] * 2
    assert marked("- a\n  ```chart\n  ```")[1] == [
        "x.md:11: a list may contain only plain items of one paragraph"
    ]
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
