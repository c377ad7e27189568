"""The Flesch-Kincaid grade of an English text, with a counter of syllables.

Formula: Kincaid et al. 1975, 0.39 x words/sentences + 11.8 x syllables/words - 15.59. It measures
only length, so a low grade does not show that a text is clear.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache

from kickcheck.frozen import Frozen

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:'[a-z]+)?")
# A sentence ends at a mark and a space before a capital, or with its paragraph.
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(]*[A-Z0-9])")
_VOWELS = re.compile(r"[aeiouy]+")
# Suffixes after a silent e, and the silent e at the end of a word.
_SUFFIX = re.compile(r"(?<=e)(?:ly|less|ful|ness|ment|ments|thing|line|lines|where)$")
_SILENT = re.compile(
    r"(?:[^aeiouy]|[aeiou][uy]|[iou])e$|(?:[^aeiouysxzcg]|[aeiou]h)es$|[^aeiouytd]ed$"
)
_SYLLABIC = re.compile(r"[^aeiouylr][lr]es?$|[^aeiouyl]led$")
# Adjacent vowels that are two syllables.
_TWO_SYLLABLES = re.compile(
    r"(?<![tcsg])i(?:a|o|u)|eo(?!p)|(?<![gq])ua|uou|uici|[eoy]ing|rrhoea|roin|[^aeiou]ea$"
)
_EXCEPTIONS = {
    "review": 2, "reviews": 2, "reviewed": 2, "someone": 2, "something": 2, "everything": 3,
    "idea": 3, "ideas": 3, "safety": 2, "anxiety": 4, "easier": 3, "medicine": 3, "medicines": 3,
}  # fmt: skip


class Level(Frozen):
    """The counts from which the grade is computed."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def words(text: str) -> list[str]:
    """Return the words of a text, without numbers."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph or list item."""
    return [part for part in _SENTENCE_END.split(" ".join(text.split())) if part.strip()]


@cache
def syllables(word: str) -> int:
    """Return the approximate number of syllables of an English word."""
    letters = word.lower().removesuffix("'s").replace("'", "")
    if word.isupper() and 1 < len(word) <= 5:
        return len(word)  # spelled out, like HIV or CPR
    if letters in _EXCEPTIONS:
        return _EXCEPTIONS[letters]
    suffix = _SUFFIX.search(letters)
    if suffix and suffix.start() > 2:
        return syllables(letters[: suffix.start()]) + syllables(suffix.group())
    count = len(_VOWELS.findall(letters)) + len(_TWO_SYLLABLES.findall(letters))
    if _SILENT.search(letters) and not _SYLLABIC.search(letters):
        count -= 1
    return max(1, count)


def level(paragraphs: Iterable[str], terms: Collection[str] = ()) -> Level:
    """Return the level of a text.

    Args:
        paragraphs: texts; the end of each also ends a sentence.
        terms: unavoidable words, counted as two syllables each.

    """
    two_syllables = frozenset(terms)
    word_count = sentence_count = syllable_count = 0
    for paragraph in paragraphs:
        found = words(paragraph)
        if not found:
            continue
        word_count += len(found)
        sentence_count += len([part for part in sentences(paragraph) if words(part)])
        syllable_count += sum(2 if w.lower() in two_syllables else syllables(w) for w in found)
    return Level(word_count, max(sentence_count, 1), syllable_count)
