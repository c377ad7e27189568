"""Normalizes texts for comparison, and finds words that mix alphabets."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\w+")


def normalized(text: str) -> str:
    """Return a text in the form that rules are compared with (Unicode NFKC).

    Full-width letters, ligatures and unit symbols become plain letters. A fraction character
    becomes digits with a fraction slash between them.
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def in_two_scripts(text: str) -> Iterator[str]:
    """Yield words with letters of two scripts, which may look like letters of one."""
    if text.isascii():
        return
    for word in _WORD.findall(text):
        if len({_script(letter) for letter in word if letter.isalpha()} - {"MICRO"}) > 1:
            yield word


def _script(letter: str) -> str:
    """Return the script of a letter: the first word of its Unicode name, such as LATIN."""
    return unicodedata.name(letter, "").removeprefix("FULLWIDTH ").split(" ")[0]
