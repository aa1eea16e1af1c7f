"""Pseudo-languages: English made unlike English, so that a page shows its faults before a translator does.

Three, each for one kind of fault. They are never offered to a trader.

- `en-XA`: accented and about 40 % longer, between brackets. A sentence without accents was never sent to the translators; a
  bracket cut off shows a label that will not fit.
- `ar-XB`: English between right-to-left overrides, so the reader's own screen turns each word around. A page laid out for
  left to right shows at once.
- `hi-XC`: each consonant becomes a heavy Devanagari conjunct with a vowel sign above or below. Clipped lines and boxes show.

Placeholders stay untouched in all three.
"""

import re
from collections.abc import Callable
from typing import Final

from locales.languages import Language

PSEUDO: Final[dict[str, Language]] = {
    "en-XA": Language("en-XA", "[Ḷöñĝ Éñĝļîšĥ]", "Long English", "Latn", False, ("en",)),
    "ar-XB": Language("ar-XB", "\u202ehsilgnE\u202c", "Right-to-left English", "Arab", True, ("en",)),
    "hi-XC": Language("hi-XC", "क्ष्म्यूं ज्ञ्र्यैं", "Heavy conjuncts", "Deva", False, ("en",)),
}

_ACCENTED: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ",
)
_FILLER: Final = "one two three four five six seven eight nine ten eleven twelve"
_CONJUNCTS: Final = {
    "b": "ब्द्र", "c": "च्छ्र", "d": "द्ध्य", "f": "फ्ल्य", "g": "ग्ध्र", "h": "ह्म्य", "j": "ज्ञ्र", "k": "क्ष्म", "l": "ल्ल्य",
    "m": "म्प्र", "n": "न्त्र्य", "p": "प्त्य", "q": "क्त्र", "r": "र्त्स्न्य", "s": "स्त्र्य", "t": "त्त्व", "v": "व्र्य", "w": "ङ्क्ष",
    "x": "क्ष्ण्य", "y": "य्य", "z": "ष्ट्र्य",
}  # fmt: skip
_VOWELS: Final = {"a": "ा", "e": "ैं", "i": "ीं", "o": "ौ", "u": "ूँ"}
_PLACEHOLDER: Final = re.compile(r"(\{\{|\}\}|\{[^{}]*\})")
_RTL: Final = "\u202e"
_END_OVERRIDE: Final = "\u202c"


def pseudo(text: str, language: str) -> str:
    """`text` (English, with `{placeholders}`) in the pseudo-language `language`; KeyError for any other code."""
    return _WRITERS[language](text)


def _around_placeholders(text: str, write: Callable[[str], str]) -> str:
    pieces = _PLACEHOLDER.split(text)
    return "".join(piece if at % 2 else write(piece) for at, piece in enumerate(pieces))


def _long(text: str) -> str:
    wanted = max(1, len(text) * 2 // 5)
    filler = (_FILLER * (wanted // len(_FILLER) + 1))[:wanted].strip()
    return f"[{_around_placeholders(text, lambda piece: piece.translate(_ACCENTED))} {filler}]"


def _right_to_left(text: str) -> str:
    def write(piece: str) -> str:
        return _RTL + piece + _END_OVERRIDE if piece.strip() else piece

    return _around_placeholders(text, write)


def _heavy(text: str) -> str:
    return _around_placeholders(text, _conjuncts)


def _conjuncts(piece: str) -> str:
    out: list[str] = []
    for letter in piece.lower():
        if letter in _CONJUNCTS:
            out.append(_CONJUNCTS[letter])
        elif letter in _VOWELS:
            # A vowel sign needs a consonant to sit on; elsewhere it would show a dotted circle.
            after_consonant = bool(out) and out[-1] in _CONJUNCTS.values()
            out.append(_VOWELS[letter] if after_consonant else "क्ष्" + "म" + _VOWELS[letter])
        else:
            out.append(letter)
    return "".join(out)


_WRITERS: Final[dict[str, Callable[[str], str]]] = {"en-XA": _long, "ar-XB": _right_to_left, "hi-XC": _heavy}
