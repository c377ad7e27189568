"""How hard a text is to read: Flesch-Kincaid grade, with a counter of syllables.

Formula: Kincaid et al. 1975, 0.39 x words/sentences + 11.8 x syllables/words - 15.59. It counts
length, not meaning: a gate, no proof.
"""

import re
from collections.abc import Collection, Iterable

from kickcheck.frozen import Frozen

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:'[a-z]+)?")
# A sentence ends at a mark and a space before a capital; a paragraph ends its last one.
_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(]*[A-Z0-9])")
_VOWELS = re.compile(r"[aeiouy]+")
# Endings before which an e is not heard, and the e that is not heard at the end of a word.
_SUFFIX = re.compile(r"(?<=e)(?:ly|less|ful|ness|ment|ments|thing|line|lines|where)$")
_SILENT = re.compile(
    r"(?:[^aeiouy]|[aeiou][uy]|[iou])e$|(?:[^aeiouysxzcg]|[aeiou]h)es$|[^aeiouytd]ed$"
)
_HEARD = re.compile(r"[^aeiouylr][lr]es?$|[^aeiouyl]led$")
# Two vowels side by side that are two syllables.
_APART = re.compile(
    r"(?<![tcsg])i(?:a|o|u)|eo(?!p)|(?<![gq])ua|uou|uici|[eoy]ing|rrhoea|roin|[^aeiou]ea$"
)
_EXCEPTIONS = {
    "review": 2, "reviews": 2, "reviewed": 2, "someone": 2, "something": 2, "everything": 3,
    "idea": 3, "ideas": 3, "safety": 2, "anxiety": 4, "easier": 3, "medicine": 3, "medicines": 3,
}  # fmt: skip


class Level(Frozen):
    """The counts that a grade is made from."""

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
    """Return the words of a text, numbers left out."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph or list item."""
    return [part for part in _END.split(" ".join(text.split())) if part.strip()]


def syllables(word: str) -> int:
    """Return about how many syllables an English word has."""
    letters = word.lower().removesuffix("'s").replace("'", "")
    if word.isupper() and 1 < len(word) <= 5:
        return len(word)  # spelled out: HIV, CPR
    if letters in _EXCEPTIONS:
        return _EXCEPTIONS[letters]
    suffix = _SUFFIX.search(letters)
    if suffix and suffix.start() > 2:
        return syllables(letters[: suffix.start()]) + syllables(suffix.group())
    count = len(_VOWELS.findall(letters)) + len(_APART.findall(letters))
    if _SILENT.search(letters) and not _HEARD.search(letters):
        count -= 1
    return max(1, count)


def level(paragraphs: Iterable[str], terms: Collection[str] = ()) -> Level:
    """Return the level of a text.

    Args:
        paragraphs: each of them ends its last sentence, whatever mark it ends on.
        terms: words that cannot be avoided; each counts two syllables.

    """
    spoken = frozenset(terms)
    word_count = sentence_count = syllable_count = 0
    for paragraph in paragraphs:
        found = words(paragraph)
        if not found:
            continue
        word_count += len(found)
        sentence_count += len([part for part in sentences(paragraph) if words(part)])
        syllable_count += sum(2 if w.lower() in spoken else syllables(w) for w in found)
    return Level(word_count, max(sentence_count, 1), syllable_count)
