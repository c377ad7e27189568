"""Foreign text made visible, and plain stand-ins for characters that an encoding lacks."""

import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Blanks that are seen as blanks: of no break, thin, of both kinds, and as wide as a Chinese letter.
_SPACES = frozenset("\u00a0\u2009\u202f\u3000")
# Letters, marks and symbols by their class that show nothing: fillers, and selectors of a form.
_BLANK = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164,
              *range(0xFE00, 0xFE10), 0xFFA0, 0x1D159, *range(0xE0100, 0xE01F0)))
)  # fmt: skip
_NON_JOINER, _JOINER, _AS_TEXT, _AS_PICTURE, _KEYCAP = "\u200c\u200d\ufe0e\ufe0f\u20e3"
MAX_MARKS_PER_LETTER = 4  # on one letter; Hebrew with all its signs has as many
_VIRAMA = 9  # the combining class of the sign that joins two letters in Hindi and its like

_STAND_INS = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
    "\u2022": "*", "\u00b7": "-", "\u2026": "...", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "\u2190": "<-", "\u2192": "->", "\u00d7": "x", "\u2212": "-", "\u2500": "-", "\u2501": "=",
    "\u2502": "|", "\u2503": "|", "\u2574": "-", "\u258c": "|", "\u00df": "ss", "\u00e6": "ae",
    "\u00c6": "AE", "\u0153": "oe", "\u0152": "OE", "\u00f8": "o", "\u00d8": "O",
    "\u2610": "[ ]", "\u2588": "#", "\u2591": ".",
    "\u2264": "<=", "\u2265": ">=", "\u00a3": "GBP ", "\u20ac": "EUR ",
}  # fmt: skip


MAX_QUOTED_CHARACTERS = 30  # letters; a longer one is a sentence in the wrong place


def quoted(name: str, otherwise: str) -> str:
    """Return a name on one line in quotation marks; other words where it may be an answer."""
    shown = " ".join(visible(name).split())
    return f'"{shown}"' if len(name) <= MAX_QUOTED_CHARACTERS else otherwise


def visible(text: str) -> str:
    """Return the text with every character that a person cannot see shown as a question mark."""
    if text.isascii() and text.isprintable():
        return text
    hidden_character = {at for at, _ in hidden(text)}
    return "".join("?" if at in hidden_character else letter for at, letter in enumerate(text))


def hidden(text: str) -> "Iterator[tuple[int, str]]":
    """Find the characters that a person cannot see; give the place and the character of each.

    They could recolour, reorder or hide what is shown, or part a word that is looked for. What is
    left are letters, digits, punctuation, symbols and spaces, with up to four marks on a letter;
    line breaks and tabs; and joiners and selectors of a form where they shape what is seen.
    """
    plain = text.replace("\n", "").replace("\t", "")
    if plain.isascii() and plain.isprintable():
        return
    if all(_is_seen(letter) and not _is_mark(letter) for letter in set(plain)):
        return
    marks = 0
    for at, letter in enumerate(text):
        marks = marks + 1 if _is_mark(letter) else 0
        if marks > MAX_MARKS_PER_LETTER or not (_is_seen(letter) or _shapes(text, at)):
            yield at, letter


def _is_seen(letter: str) -> bool:
    return (letter.isprintable() and letter not in _BLANK) or letter in _SPACES or letter in "\n\t"


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _shapes(text: str, at: int) -> bool:
    """Tell whether a character, unseen itself, changes the form of those beside it."""
    before, letter, after = text[at - 1 : at] or " ", text[at], text[at + 1 : at + 2] or " "
    is_symbol = unicodedata.category(before)[0] == "S"
    if letter in (_AS_TEXT, _AS_PICTURE):
        return is_symbol or (before in "0123456789#*" and after == _KEYCAP)
    if letter == _JOINER and (is_symbol or before == _AS_PICTURE):
        return unicodedata.category(after)[0] == "S"
    if letter in (_JOINER, _NON_JOINER) and unicodedata.combining(before) == _VIRAMA:
        return True
    return letter == _NON_JOINER and all(
        unicodedata.name(beside, "").startswith("ARABIC LETTER") for beside in (before, after)
    )


def encodable(text: str, encoding: str) -> str:
    """Return the text with plain characters for those that the encoding lacks.

    An accent is dropped before a letter is lost; what has no stand-in becomes a question mark.
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_fit(character, encoding) for character in text)
    except LookupError:
        return encodable(text, "ascii")
    return text


def _fit(character: str, encoding: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    without_accents = "".join(c for c in decomposed if not unicodedata.combining(c))
    for candidate in (character, _STAND_INS.get(character), without_accents):
        try:
            if candidate and candidate.encode(encoding):
                return candidate
        except UnicodeEncodeError:
            continue
    return "" if unicodedata.combining(character) else "?"
