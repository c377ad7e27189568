"""Lines are wrapped by cells as Rich does it: nothing lost, nothing too wide."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from kickcheck.render.wrap import wrapped

RICH = Console(width=80, color_system=None, legacy_windows=False, _environ={})
# Letters of one, two and no cells; two kinds of spaces; an emoji of several characters.
LETTERS = st.sampled_from(
    [*"abc.-   ", "ß", "\u00a0", "字", "語", "e\u0301", "👩\u200d🔬", "\u200b"]
)
TEXTS = st.lists(LETTERS, max_size=80).map(lambda letters: "".join(letters).rstrip())
WIDTHS = st.integers(min_value=8, max_value=40)


@settings(derandomize=True, max_examples=500, deadline=None)
@given(TEXTS, WIDTHS)
@example("a word longer-than-all-the-room-there-is and more", 10)
@example("字字字字字字字字字字字", 9)
def test_lines_break_where_rich_breaks_them(text: str, width: int) -> None:
    folded = [line.plain.rstrip() for line in Text(text).wrap(RICH, width, overflow="fold")]
    assert wrapped(text, width) == (folded or [""])


def test_each_letter_and_mark_below_u0600_takes_the_cells_that_rich_says() -> None:
    for code in range(0xA1, 0x600):
        text = f"{chr(code)}ab" * 7
        if not chr(code).isspace():
            folded = [line.plain for line in Text(text).wrap(RICH, 10, overflow="fold")]
            assert wrapped(text, 10) == folded, hex(code)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(TEXTS, WIDTHS)
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
    assert not any(line.endswith(" ") for line in lines)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(TEXTS, st.integers(min_value=1, max_value=30))
def test_styled_text_is_folded_where_plain_text_is_and_keeps_its_styles(
    text: str, width: int
) -> None:
    styled = Text(text)
    styled.stylize("bold", 0, len(text) // 2)
    lines = wrapped(styled, width)
    assert [line.plain for line in lines] == wrapped(text, width)
    letters = [
        line[at] for line in lines for at in range(len(line)) if not line.plain[at].isspace()
    ]
    strong = [bool(letter.spans) for letter in letters]
    assert strong == sorted(strong, reverse=True)  # from the start, without a gap
    first_half = "".join(text[: len(text) // 2].split())
    assert strong.count(True) == len(first_half)


def test_prefixes_are_dropped_where_they_leave_too_little_width() -> None:
    assert wrapped("some words here", 14, "1. ", "   ") == ["1. some words", "   here"]
    assert wrapped("some words here", 8, "1. ", "   ") == ["1. some", "words", "here"]
    assert wrapped("", 14, "1. ", "   ") == ["1. "]
    assert wrapped("one two three", 10, "- ", "  ") == ["- one two", "  three"]
    assert wrapped("one two three", 9, "- ", "  ") == ["- one two", "three"]


def test_a_window_of_one_column_has_one_letter_on_each_line() -> None:
    assert wrapped("abc de", 1, "- ", "  ") == ["-", "a", "b", "c", "d", "e"]
    assert wrapped("字語", 1) == ["字", "語"]


def test_a_word_goes_on_for_as_many_lines_as_it_needs() -> None:
    assert wrapped("a" * 19, 4) == ["aaaa", "aaaa", "aaaa", "aaaa", "aaa"]
