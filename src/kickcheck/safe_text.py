"""Makes invisible characters visible, compares texts, and replaces what an encoding lacks."""

import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Spaces that look like spaces: no-break, thin, narrow no-break and ideographic.
_SPACES = frozenset("\u00a0\u2009\u202f\u3000")
# Classed as letters, marks or symbols, but invisible: fillers and variation selectors.
_BLANK = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164,
              *range(0xFE00, 0xFE10), 0xFFA0, 0x1D159, *range(0xE0100, 0xE01F0)))
)  # fmt: skip
_NON_JOINER, _JOINER, _AS_TEXT, _AS_PICTURE, _KEYCAP = "\u200c\u200d\ufe0e\ufe0f\u20e3"
MAX_MARKS_PER_LETTER = 4  # fully pointed Hebrew has as many
_VIRAMA = 9  # combining class of the sign that joins two letters in Hindi and related scripts

_SUBSTITUTES = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
    "\u2022": "*", "\u00b7": "-", "\u2026": "...", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "\u2190": "<-", "\u2192": "->", "\u00d7": "x", "\u2212": "-", "\u2500": "-", "\u2501": "=",
    "\u2502": "|", "\u2503": "|", "\u2574": "-", "\u258c": "|", "\u00df": "ss", "\u00e6": "ae",
    "\u00c6": "AE", "\u0153": "oe", "\u0152": "OE", "\u00f8": "o", "\u00d8": "O",
    "\u2610": "[ ]", "\u2588": "#", "\u2591": ".",
    "\u2264": "<=", "\u2265": ">=", "\u00a3": "GBP ", "\u20ac": "EUR ",
}  # fmt: skip


MAX_QUOTED_CHARS = 30  # longer text is probably a sentence, not a name


def quoted(name: str, otherwise: str) -> str:
    """Return a name in quotation marks on one line, or `otherwise` if it may be an answer."""
    shown = " ".join(visible(name).split())
    return f'"{shown}"' if len(name) <= MAX_QUOTED_CHARS else otherwise


def visible(text: str) -> str:
    """Return the text with a question mark for each invisible character."""
    if text.isascii() and text.isprintable():
        return text
    positions = {at for at, _ in hidden(text)}
    return "".join("?" if at in positions else letter for at, letter in enumerate(text))


def hidden(text: str) -> "Iterator[tuple[int, str]]":
    """Yield the position and the character of each invisible character.

    They could recolour, reorder or hide text, or split a word that is searched for. Accepted are
    letters, digits, punctuation, symbols and spaces, with up to four marks on a letter; line
    breaks and tabs; and joiners and variation selectors where they change what is seen.
    """
    plain = text.replace("\n", "").replace("\t", "")
    if plain.isascii() and plain.isprintable():
        return
    if all(_is_visible(letter) and not _is_mark(letter) for letter in set(plain)):
        return
    marks = 0
    for at, letter in enumerate(text):
        marks = marks + 1 if _is_mark(letter) else 0
        if marks > MAX_MARKS_PER_LETTER or not (_is_visible(letter) or _changes_form(text, at)):
            yield at, letter


def _is_visible(letter: str) -> bool:
    return (letter.isprintable() and letter not in _BLANK) or letter in _SPACES or letter in "\n\t"


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _changes_form(text: str, at: int) -> bool:
    """Tell whether an invisible character changes the form of the characters next to it."""
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


# Phones and word processors type curly marks and long dashes; copied text can have soft hyphens.
_TYPED_AS = str.maketrans({
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
})  # fmt: skip


def normalize(text: str) -> str:
    """Return a text in the form in which commands, names and searched texts are compared.

    Capitals, compatibility forms such as full-width letters, and the shapes of quotation marks,
    dashes and spaces make no difference.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_TYPED_AS)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def encodable(text: str, encoding: str) -> str:
    """Return the text with plain characters for those that the encoding lacks.

    An accent is dropped before a letter is; a character without a substitute becomes "?".
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_substitute(character, encoding) for character in text)
    except LookupError:
        return encodable(text, "ascii")
    return text


def _substitute(character: str, encoding: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    without_accents = "".join(c for c in decomposed if not unicodedata.combining(c))
    for candidate in (character, _SUBSTITUTES.get(character), without_accents):
        try:
            if candidate and candidate.encode(encoding):
                return candidate
        except UnicodeEncodeError:
            continue
    return "" if unicodedata.combining(character) else "?"
