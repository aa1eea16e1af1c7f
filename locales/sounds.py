"""How a word sounds, roughly: the consonants of any of our scripts and of Roman letters, alike ones taken together.

Traders type in Roman letters what they read in their own script: "ekok malikana" for একক মালিকানা, "sontha yajamanyam" for సొంత యాజమాన్యం.
Nobody spells so by rule, and Tamil writes k and g alike; so only coarse consonants are compared, vowels, h, y and v forgotten. That is far
too coarse to take an answer by, and good enough to ask "did you mean …?".
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_FIRST, _LAST = 0x0900, 0x0D7F  # Devanagari to Malayalam: ten blocks of 128 places, laid out alike
_PLACES: Final = dict(zip(range(0x15, 0x3A), "KKKKNSSSSNTTTTNTTTTNNPPPPM RRLLL SSS ", strict=True))
_SINGLE: Final = {
    **{chr(code): sound for code, sound in ((0x09CE, "T"), (0x09F0, "R"), (0x0A70, "N"))},
    **dict(zip("ൺൻർൽൾൿ", "NNRLLK", strict=True)),
    **dict.fromkeys("بپف", "P"),
    **dict.fromkeys("تٹطدڈ", "T"),
    **dict.fromkeys("ثسصشجچزذضظژ", "S"),
    **dict.fromkeys("کقگخغ", "K"),
    **dict.fromkeys("رڑ", "R"),
    "ل": "L",
    "م": "M",
    "ن": "N",
    "ں": "N",
}
_ANUSVARA: Final = 0x02
_ROMAN: Final = tuple(
    (re.compile(rule), put)
    for rule, put in (
        (r"zh", "L"), (r"c(?=h|e|i)", "S"), (r"x", "KS"), (r"[kgqc]", "K"), (r"[sjz]", "S"), (r"[td]", "T"), (r"[pbf]", "P"),
        (r"m", "M"), (r"n", "N"), (r"r", "R"), (r"l", "L"), (r"h", ""), (r"[a-z]", "."),
    )
)  # fmt: skip
_RR_TWICE: Final = re.compile("റ്റ")
_NASAL: Final = re.compile("M(?=P|$)")  # the same sound as an anusvara
_TWICE: Final = re.compile(r"([A-Z])\1+")
_VIRAMA: Final = re.compile("([\u0915-\u0d39])[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d]\\1")
_NO_SOUND: Final = re.compile("[^A-Z]")


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The coarse consonants of a word: "masala" and മസാല are both "MSL"."""
    plain = unicodedata.normalize("NFC", word).casefold()
    if plain.isascii():
        for rule, put in _ROMAN:
            plain = rule.sub(put, plain)
        heard = _TWICE.sub(r"\1", plain)
    else:
        heard = "".join(map(_of_letter, _VIRAMA.sub(r"\1", _RR_TWICE.sub("ട", plain))))
    return _NASAL.sub("N", _NO_SOUND.sub("", heard)).replace("NK", "N")  # ng is one sound to some, two to others


def _of_letter(letter: str) -> str:
    single = _SINGLE.get(letter)
    if single is not None:
        return single
    code = ord(letter)
    if not _FIRST <= code <= _LAST:
        return sound(letter) if letter.isascii() and letter.isalpha() else ""
    place = code & 0x7F
    return "N" if place == _ANUSVARA else _PLACES.get(place, "")
