"""The form of a text that rules are held against, and words that only look like words."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\w+")


def normalized(text: str) -> str:
    """Return a text in the form that rules are held against.

    Digits and letters that have a plain form take it: full-width ones, ligatures, fractions, units
    in one character. What comes out for a fraction is digits with a fraction slash between them.
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def in_two_scripts(text: str) -> Iterator[str]:
    """Find words with letters of two scripts: one of them may look like a letter of the other."""
    if text.isascii():
        return
    for word in _WORD.findall(text):
        if len({_script(letter) for letter in word if letter.isalpha()} - {"MICRO"}) > 1:
            yield word


def _script(letter: str) -> str:
    """Return the script of a letter: the first word of its name, such as LATIN."""
    return unicodedata.name(letter, "").removeprefix("FULLWIDTH ").split(" ")[0]
