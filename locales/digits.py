"""Digits of every Indian script, and the two forms of a text that everything else reads.

`normalise` is what may be stored: the same words, without what only looks different. `fold` is for comparing only:
it forgets what traders type in two ways for one word (a nukta left out, ँ for ं), so both
sides of a comparison must be folded.
"""

import re
import unicodedata

# Where each script's ten digits begin: Arabic-Indic, its Persian/Urdu form, then the Indian scripts.
_ZEROS = (
    0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x1C50, 0xABF0, 0x11066, 0x110F0, 0x11136, 0x112F0, 0x114D0, 0xFF10,
)  # fmt: skip
_TO_ASCII = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}

# NFKC alone turns "2½" into "21/2", which is another number.
_VULGAR = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4"})
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
                      "\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff]+")  # fmt: skip
# A joiner means something only inside a word of an Indian or Arabic script; elsewhere it is dirt from a copy.
_IDLE_JOINER = re.compile(
    "(?<![\u0600-\u06ff\u0900-\u0dff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0600-\u06ff\u0900-\u0dff])"
)
_SPACE = re.compile(r"\s+")

_CHILLUS = {"\u0d23": "\u0d7a", "\u0d28": "\u0d7b", "\u0d30": "\u0d7c", "\u0d32": "\u0d7d", "\u0d33": "\u0d7e"}
_OLD_CHILLU = re.compile("([\u0d23\u0d28\u0d30\u0d32\u0d33])\u0d4d\u200d")
# Malayalam "nta" is typed in three ways (ന്റ, ൻ്റ, ൻറ), often mixed within one message.
_NTA = re.compile("\u0d7b\u0d4d?\u0d31")
_FOLDED = str.maketrans({
    # nukta, also inside the letters that NFKC leaves whole
    "\u0929": "\u0928", "\u0931": "\u0930", "\u0934": "\u0933",
    "\u093c": "", "\u09bc": "", "\u0a3c": "", "\u0abc": "", "\u0b3c": "", "\u0cbc": "",
    # candrabindu, tippi, addak
    "\u0901": "\u0902", "\u0a81": "\u0a82", "\u0b01": "\u0b02", "\u0a01": "\u0a02", "\u0981": "",
    "\u0a70": "\u0a02", "\u0a71": "",
    # Arabic letters for their Urdu twins, and vowel marks
    "\u0643": "\u06a9", "\u064a": "\u06cc", "\u0649": "\u06cc",
    "\u0647": "\u06c1", "\u06be": "\u06c1", "\u06c3": "\u06c1", "\u0640": "", "\u06ba": "\u0646",
    **dict.fromkeys(map(chr, range(0x064B, 0x0653)), ""), "\u0670": "",
    # joiners, quotes
    _ZWNJ: "", _ZWJ: "", "\u2019": "'", "\u2018": "'", "\u2032": "'",
})  # fmt: skip
_ENDS = " \t\n.,;:!?'\"()[]{}<>*_~`|/\\-–—…।॥،؛؟۔৷"


def to_ascii(text: str) -> str:
    """The same text with every Indian, Arabic-Indic and full-width digit as 0-9."""
    return text if text.isascii() else text.translate(_TO_ASCII)


def normalise(text: str) -> str:
    """NFKC, one space for any white space, no control, direction or zero-width characters, no lone surrogates.

    Joiners stay between letters of Indian and Arabic scripts, where they change how a word is written.
    """
    if (
        text.isascii() and text.isprintable()
    ):  # nothing to drop, and its only white space is the space: much the usual case
        return " ".join(text.split())
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _DROPPED.sub("", text.translate(_VULGAR)))
        text = _IDLE_JOINER.sub("", _OLD_CHILLU.sub(lambda match: _CHILLUS[match[1]], text))
    else:
        text = _DROPPED.sub("", text)
    return _SPACE.sub(" ", text).strip()


def alike(text: str) -> str:
    """As `fold`, with the punctuation at the ends left on ("-5" is not "5")."""
    text = normalise(text).casefold()
    if not text.isascii():
        text = _NTA.sub("\u0d28\u0d4d\u0d31", text.translate(_FOLDED))
    return text


def fold(text: str) -> str:
    """A text for comparing: never shown, never stored."""
    return alike(text).strip(_ENDS)
