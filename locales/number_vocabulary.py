"""From a word to what it means in a number: exact spelling, then its skeleton, then a joined word taken apart.

A skeleton forgets what one word is commonly misspelt by (pachchees, pachis). Where two numbers of one language share a
skeleton ("sath": sāt is 7, sāṭh is 60) it is thrown away: such a word is not understood rather than guessed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from locales.digits import alike
from locales.number_grammar import Token, value_of
from locales.number_words import ENGLISH, Words
from locales.number_words_north import NORTHERN
from locales.number_words_roman import ROMAN
from locales.number_words_south import SOUTHERN

Tokens = tuple[Token, ...]

# Dependent sign of each independent vowel, at the same distances in every Indian block; short a has no sign.
_VOWELS = {0x05: None, 0x06: 0x3E, 0x07: 0x3F, 0x08: 0x40, 0x09: 0x41, 0x0A: 0x42, 0x0E: 0x46, 0x0F: 0x47, 0x10: 0x48,
           0x12: 0x4A, 0x13: 0x4B, 0x14: 0x4C}  # fmt: skip
_DRAVIDIAN = {"ta": 0x0B80, "te": 0x0C00, "kn": 0x0C80, "ml": 0x0D00}
_YA, _VA, _U, _VIRAMA = 0x2F, 0x35, 0x41, 0x4D

_ROMAN_RULES = [
    (re.compile(rule), put)
    for rule, put in (
        (r"a+", "a"), (r"ee|ii", "i"), (r"oo|ou|uu", "u"), (r"w", "v"), (r"z", "j"), (r"ph", "f"),
        (r"n(?:a?v|a?b)ey?$", "nve"), (r"chh+", "ch"), (r"(?<=.)([bdgjkpt])h+", r"\1"), (r"(.)\1+", r"\1"), (r"(?<=.[a-z])h$", ""),
    )
]  # fmt: skip


def _roman_skeleton(word: str) -> str:
    for rule, put in _ROMAN_RULES:
        word = rule.sub(put, word)
    return word


_SHORTENED = {
    ord(long): short
    for block in range(0x0900, 0x0B80, 0x80)
    for long, short in (
        (chr(block + 0x02), ""), (chr(block + 0x03), ""), (chr(block + 0x08), chr(block + 0x07)),
        (chr(block + 0x0A), chr(block + 0x09)), (chr(block + 0x40), chr(block + 0x3F)),
        (chr(block + 0x42), chr(block + 0x41)), ("ৰ", "র"),
    )
}  # fmt: skip
_GURMUKHI_H = "\u0a4d\u0a39"
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d"
_TWICE = re.compile(f"(.)(?:[{_VIRAMAS}]\\1)+")
_ASPIRATED = re.compile("क्(?=ख)|च्(?=छ)|ट्(?=ठ)|त्(?=थ)|ક્(?=ખ)|ચ્(?=છ)|ટ્(?=ઠ)|ત્(?=થ)")
_ANY_VIRAMA = re.compile(f"[{_VIRAMAS}]")
_URDU_TWICE = re.compile("([\u0620-\u06ff])\\1")


def _native_skeleton(word: str) -> str:
    """Short i and u, single consonants, no nasal sign, no virama; for the northern scripts, which share one layout."""
    short = word.translate(_SHORTENED).replace(_GURMUKHI_H, "")
    short = _ASPIRATED.sub("", _TWICE.sub(r"\1", short))
    return _URDU_TWICE.sub(r"\1", _ANY_VIRAMA.sub("", short))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    words: dict[str, Tokens]
    skeletons: dict[str, Tokens]
    starts: dict[str, Tokens]
    """Pieces that may begin a joined word."""
    inner: dict[str, Tokens]
    """Pieces that may stand behind another."""
    beginnings: frozenset[str]
    """Every beginning of every piece: a walk along a word stops as soon as nothing can match any more."""
    unsure: frozenset[str]
    """Words of two numbers ("chabis" is 24 or 26 in Odia), which no other language's word may decide."""
    only: frozenset[str]
    minus: frozenset[str]

    def tokens_of(self, word: str) -> Tokens | None:
        """`word` is folded. None: not a number word, or not surely one."""
        word = word.replace("'", "")
        found = self.words.get(word)
        if found is not None:
            return found
        if word in _NOT_NUMBERS:
            return None
        skeleton = _roman_skeleton(word) if word.isascii() else _native_skeleton(word)
        found = self.skeletons.get(skeleton) if len(skeleton) >= _SHORTEST_SKELETON else None
        return found or self.taken_apart(word)

    def taken_apart(self, word: str) -> Tokens | None:
        """The way with the fewest pieces, unless the word can be read as two different numbers."""
        if len(word) > _LONGEST_WORD:
            return None
        ways: list[list[Tokens]] = [[()], *([] for _ in word)]
        for at in range(len(word)):
            if ways[at]:
                self._step(word, at, ways)
        whole = ways[-1]
        if len(whole) == 1:
            return whole[0]
        read = {way: value for way in whole if (value := value_of(way)) is not None}
        return min(read, key=len) if len(set(read.values())) == 1 else None

    def _step(self, word: str, at: int, ways: list[list[Tokens]]) -> None:
        """Every piece that starts at `at` carries its ways on to where it ends."""
        pieces = self.starts if at == 0 else self.inner
        begins = (at, at + 2) if at and _doubled_at_seam(word, at) else (at,)
        for begin in begins:
            for end in range(begin + 1, len(word) + 1):
                if word[begin:end] not in self.beginnings:
                    break
                # a piece that is the whole word is a stem, which says nothing by itself
                piece = pieces.get(word[begin:end]) if end - at < len(word) else None
                if piece is not None and len(ways[end]) < _MOST_WAYS:
                    ways[end] += [way + piece for way in ways[at]]


_LONGEST_WORD = 40
_SHORTEST_SKELETON = 3
# Spelt nearly as a number, and something else: delay, saint, Aadhaar, to trouble, ginger, flour, a pass; Punjabi "we"; Kannada "hundreds"
# and "thousands", which look like 106 and 1006.
_NOT_NUMBERS = frozenset(
    map(
        alike,
        (
            *("der", "deer", "sant", "aadhaar", "aadhar", "adhaar", "adhar", "bother", "ਅਸੀਂ"),
            *("ada", "aada", "ata", "aata", "atta", "pass"),
            *("ನೂರಾರು", "ಸಾವಿರಾರು", "nooraaru", "nooraru", "nuraaru", "nuraru", "saaviraaru", "saaviraru", "saviraru"),
        ),
    )
)
_MOST_WAYS = 32


def _doubled_at_seam(word: str, at: int) -> bool:
    """A consonant that was doubled by joining two words (നൂറ്റി + പത്ത്: നൂറ്റിപ്പത്ത്); y and v are glides instead."""
    return (
        at + 2 < len(word)
        and word[at] == word[at + 2]
        and ord(word[at + 1]) & 0x7F == _VIRAMA
        and ord(word[at]) & 0x7F not in (_YA, _VA)
    )


def _spellings(entry: str) -> Iterator[str]:
    for spelling in re.split(r"[| ]", entry):
        if spelling:
            yield alike(spelling).replace("'", "")


def _entries(words: Words) -> Iterator[tuple[str, Token]]:
    for number, entry in enumerate(words.units.split()):
        yield from ((word, ("unit", Decimal(number))) for word in _spellings(entry))
    for number, entry in enumerate(words.tens.split(), 2):
        yield from ((word, ("tens", Decimal(number * 10))) for word in _spellings(entry))
    for number, entry in words.others.items():
        yield from ((word, ("unit", Decimal(number))) for word in _spellings(entry))
    for number, entry in enumerate(words.hundreds.split(), 1):
        yield from ((word, ("hundreds", Decimal(number * 100))) for word in _spellings(entry) if word != "-")
    for kind, entry in (("hundred", words.hundred), ("hundred_alone", words.hundred_alone)):
        yield from ((word, (kind, Decimal(100))) for word in _spellings(entry))
    scaled = (
        ("scale", words.scales),
        ("scale_alone", words.scales_alone),
        ("scale_stuck", words.stuck),
        ("many", words.many),
    )
    for kind, scales in scaled:
        for scale, entry in scales.items():
            yield from ((word, (kind, Decimal(scale))) for word in _spellings(entry))
    for kind, parts in (("whole", words.whole), ("shift", words.shift), ("tail", words.tail)):
        for part, entry in parts.items():
            yield from ((word, (kind, Decimal(part))) for word in _spellings(entry))
    for kind, entry in (("and", words.joiners), ("article", words.articles), ("point", words.point)):
        yield from ((word, (kind, Decimal(0))) for word in _spellings(entry))


def _bound_entries(words: Words) -> Iterator[tuple[str, Token]]:
    for number, entry in words.bound.items():
        yield from ((word, ("unit", Decimal(number))) for word in _spellings(entry))


def _without_clashes(entries: Iterable[tuple[str, Token]]) -> dict[str, Tokens]:
    """The first token of each word; a word with two different meanings is left out."""
    found, clashes = _first_meanings(entries)
    return {word: tokens for word, tokens in found.items() if word not in clashes}


def _unsure(part: Words) -> frozenset[str]:
    """A half by itself and "and a half" are one number said in two places."""
    return frozenset(_first_meanings(entry for entry in _entries(part) if entry[1][0] != "tail")[1])


def _first_meanings(entries: Iterable[tuple[str, Token]]) -> tuple[dict[str, Tokens], set[str]]:
    """The first token of each word, and the words that have another, too."""
    found: dict[str, Tokens] = {}
    clashes = {word for word, token in entries if found.setdefault(word, (token,)) != (token,)}
    return found, clashes


# (kinds of word, its ending, the endings it takes before a further part)
_INFLECTED = {
    "ta": (
        (("tens",), "பது", ("பத்து", "பத்தி")),
        (("tens",), "வது", ("வத்து", "வத்தி")),
        (("tens", "hundreds", "hundred_alone"), "ூறு", ("ூற்று", "ூற்றி", "ூத்தி", "ூத்து")),
        (("hundreds", "scale_alone"), "ம்", ("த்து", "த்தி")),
    ),
    "kn": (
        (("tens",), "ತ್ತು", ("ತ್ತ", "ತ್ತ್", "ತ್")),
        (("hundreds", "hundred_alone"), "ರು", ("ರ", "ರಾ", "ರ್")),
    ),
    "ml": (
        (("unit", "tens", "hundreds", "hundred_alone"), "്", ("ു", "ു്")),
        (("tens",), "ത്", ("ത്തി", "ത്ത", "തിന")),
        (("tens", "hundreds", "hundred_alone"), "റ്", ("റ്റി", "റ്റ")),
        (("hundreds", "scale_alone"), "ം", ("ത്തി", "ത്ത്", "ത്തിന")),
    ),
    "or": ((("unit",), "ଶ", ("ଶି",)),),
}

# How a unit ends when a part of one follows as a word of its own: மூன்றே முக்கால், ಎರಡೂ ಕಾಲು, ഒന്നേ കാൽ.
_UNIT_AND = {"ta": (("ு", "ே"),), "kn": (("ು", "ೂ"),), "ml": (("്", "േ"),)}


def _inflected(language: str, entries: Iterable[tuple[str, Token]]) -> Iterator[tuple[str, Token]]:
    rules = _INFLECTED.get(language, ())
    for word, token in entries:
        yield word, token
        for kinds, ending, others in rules:
            if token[0] in kinds and word.endswith(ending):
                yield from ((word.removesuffix(ending) + other, token) for other in others)
        for ending, longer in _UNIT_AND.get(language, ()):
            if token[0] == "unit" and word.endswith(ending):
                yield word.removesuffix(ending) + longer, ("unit_and", token[1])


def _joined_forms(word: str, block: int) -> Iterator[str]:
    """How a Dravidian word that begins with a vowel is written behind another word."""
    first = ord(word[0]) - block
    if first in _VOWELS:
        mark = _VOWELS[first]
        sign = "" if mark is None else chr(block + mark)
        yield sign + word[1:]
        yield chr(block + _YA) + sign + word[1:]
        yield chr(block + _VA) + sign + word[1:]


def _stems(word: str, block: int) -> Iterator[str]:
    """A word without the u or the virama that the next word's vowel takes the place of."""
    if len(word) > 2 and (ord(word[-1]) - block in (_U, _VIRAMA) or word[-1] == "u"):
        yield word[:-1]


def _pieces(language: str, words: list[Words]) -> tuple[dict[str, Tokens], dict[str, Tokens]]:
    """What may begin a joined word, and what may follow in it."""
    entries = [
        (word, token)
        for part in words
        for word, token in (*_own_entries(language, part), *_bound_entries(part))
        if (len(word) > 1 or token[0] == "hundred")
        and token[0] not in ("and", "article", "point", "scale_stuck", "unit_and")
    ]
    block = _DRAVIDIAN.get(language)
    if block is None:
        pieces = _without_clashes(entries)
        return pieces, pieces
    entries += [(stem, token) for word, token in entries for stem in _stems(word, block)]
    inner = entries + [(form, token) for word, token in entries for form in _joined_forms(word, block) if form]
    return (
        _without_clashes((word, token) for word, token in entries if token[0] != "tail"),
        _without_clashes((word, token) for word, token in inner if token[0] != "whole"),
    )


def _own_entries(language: str, part: Words) -> Iterable[tuple[str, Token]]:
    return _inflected(language, _entries(part))


@cache
def vocabulary(language: str) -> Vocabulary:
    """Everything a trader who chose `language` may write: its own words, their Roman spellings, and English."""
    native = NORTHERN.get(language) or SOUTHERN.get(language)
    roman = ROMAN.get(language)
    own = [part for part in (native, roman) if part is not None]
    exact: dict[str, Tokens] = {}
    for part in (*own, ENGLISH):
        # Alone, அரை is a half; only joined to a number it is "and a half". A tail that can be nothing else may stand apart (ondu vare).
        alone = {word for entry in part.whole.values() for word in _spellings(entry)}
        entries = (entry for entry in _own_entries(language, part) if entry[1][0] != "tail" or entry[0] not in alone)
        for word, tokens in _without_clashes(entries).items():
            exact.setdefault(word, tokens)
    skeletons: dict[str, Tokens] = {}
    if native is not None and not native.sandhi:
        skeletons |= _without_clashes((_native_skeleton(word), token) for word, token in _own_entries(language, native))
    if roman is not None:
        known = _entries(roman)
        skeletons |= _without_clashes((_roman_skeleton(word), token) for word, token in known if token[0] != "tail")
    starts, inner = _pieces(language, own)
    everyone = (*own, ENGLISH)
    return Vocabulary(
        words=exact,
        skeletons=skeletons,
        starts=starts,
        inner=inner,
        beginnings=frozenset(piece[:end] for piece in (*starts, *inner) for end in range(1, len(piece) + 1)),
        unsure=_unsure(roman) if roman is not None else frozenset(),
        only=frozenset(word for part in everyone for word in _spellings(part.only)),
        minus=frozenset(word for part in everyone for word in _spellings(part.minus)),
    )
