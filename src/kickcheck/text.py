"""Foreign text made visible, and plain stand-ins for characters that an encoding lacks."""

import re
import unicodedata

# Controls (but newline and tab), bidirectional marks, overrides and isolates, surrogates, byte
# order marks: they could recolour, reorder or hide what is shown.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)

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


_LONGEST_NAME = 30  # letters; a longer one is a sentence in the wrong place


def quoted(name: str, otherwise: str) -> str:
    """Return a name on one line in quotation marks; other words where it may be an answer."""
    shown = " ".join(visible(name).split())
    return f'"{shown}"' if len(name) <= _LONGEST_NAME else otherwise


def visible(text: str) -> str:
    """Return the text with every character that acts on a terminal shown as a question mark."""
    return HIDDEN.sub("?", text)


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
