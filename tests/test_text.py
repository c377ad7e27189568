"""Foreign text made visible, and letters kept where an encoding lacks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kickcheck.text import HIDDEN, encodable, quoted, visible


def test_what_would_act_on_a_terminal_is_shown_as_a_question_mark() -> None:
    assert visible("a\x1b[31mb\u202ec\x85\ud800d\n") == "a?[31mb?c??d\n"


@pytest.mark.parametrize(
    ("text", "encoding", "plain"),
    [
        ("“It’s” – a • list…", "ascii", '"It\'s" - a * list...'),
        ("Línea de la Vida, Māori", "ascii", "Linea de la Vida, Maori"),
        ("┃ ─", "ascii", "| -"),
        ("Línea", "latin-1", "Línea"),
        ("漢", "ascii", "?"),
        ("ﬁ", "ascii", "fi"),
        ("e\u0301", "ascii", "e"),
        ("ab", "no-such-encoding", "ab"),
    ],
)
def test_a_letter_that_an_encoding_lacks_becomes_a_plain_one(
    text: str, encoding: str, plain: str
) -> None:
    assert encodable(text, encoding) == plain


def test_a_name_is_quoted_on_one_line_unless_it_is_long_enough_to_be_an_answer() -> None:
    assert quoted("two\n words\x1b", "it") == '"two words?"'
    assert quoted("a" * 30, "it") == f'"{"a" * 30}"'
    assert quoted("a" * 31, "it") == "it"


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp437", "cp1252", "shift_jis", "utf-8"]))
def test_every_text_can_be_written_in_every_encoding(text: str, encoding: str) -> None:
    made = encodable(visible(text), encoding)
    made.encode(encoding)
    assert not HIDDEN.search(made)
    for character in text:
        if character.isascii() and character.isprintable():
            assert character in made
