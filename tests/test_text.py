"""Control characters in foreign text become visible; letters survive limited encodings."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kickcheck.safe_text import encodable, hidden, quoted, visible


def test_control_characters_are_shown_as_a_question_mark() -> None:
    assert visible("a\x1b[31mb\u202ec\x85\ud800d\n") == "a?[31mb?c??d\n"


def code_points(*classes: str) -> list[str]:
    every = map(chr, range(sys.maxunicode + 1))
    return [letter for letter in every if unicodedata.category(letter) in classes]


def test_an_invisible_character_is_found_by_its_unicode_class() -> None:
    hidden_character = code_points("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    expected = [letter for letter in hidden_character if letter not in "\n\t"]
    assert [letter for _, letter in hidden("junk".join(hidden_character))] == expected


def test_an_invisible_character_is_found_whatever_its_class() -> None:
    for letter in "\u034f\u115f\u17b4\u180b\u2000\u200a\u2800\u3164\ufe0f\uffa0\U000e0100":
        assert visible(f"junk{letter}ie") == "junk?ie", ascii(letter)


def test_every_letter_digit_and_sign_that_can_be_seen_stays() -> None:
    whole = "".join(code_points("Lu", "Ll", "Lt", "Lm", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe",
                                "Pi", "Pf", "Po", "Sm", "Sc", "Sk"))  # fmt: skip
    assert not any(hidden(f"{whole} \n\t\u00a0\u202f"))


@pytest.mark.parametrize(
    "name",
    [
        "ประเสริฐ", "שְׁלוֹמִ֑ית", "क्षत्रिय", "क्\u200dष", "می\u200cخواهم", "e\u0301" * 9, "字 語",
        "12\u202f34",
        "❤\ufe0f", "👩\u200d⚕\ufe0f", "👩🏽\u200d🔬", "🏳\ufe0f\u200d🌈", "🇮🇪", "1\ufe0f\u20e3",
    ],
    ids=ascii,
)  # fmt: skip
def test_names_in_other_scripts_and_emoji_are_unchanged(name: str) -> None:
    assert visible(name) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200db", "a?b"), ("👩\u200d", "👩?"), ("👩\u200da", "👩?a"), ("\u200d👩", "?👩"),
        ("ab\u200cc", "ab?c"), ("ی\u200c", "ی?"), ("5\ufe0f mg", "5? mg"), ("\ufe0f", "?"),
        ("a" + "\u0301" * 6, "a" + "\u0301" * 4 + "??"),
    ],
    ids=ascii,
)  # fmt: skip
def test_joiners_and_marks_on_the_wrong_letters_are_found(text: str, shown: str) -> None:
    assert visible(text) == shown


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
    assert not any(hidden(made))
    for character in text:
        if character.isascii() and character.isprintable():
            assert character in made
