"""Product words that may be shown before acceptance: without digits, addresses, links, handles, or the trader's own name.

A partner that could read a phone number out of "brass lamps call 98…" would have no need to accept. What is dropped is
dropped quietly; when nothing is left, nothing is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from locales.digits import fold, normalise, to_ascii
from locales.numbers import read_number

MOST: Final = 80
"""Characters shown of a product's name."""
DIGIT_WORDS_IN_A_ROW: Final = 3
"""So many number words one after the other are a number being spelt out."""

_LINK: Final = re.compile(r"(?:https?:|www\.|t\.me\b|wa\.me\b)\S*|\S*://\S*|\S+@\S*|@\S+|#\S+", re.IGNORECASE)
_DOTTED: Final = re.compile(r"\b[\w-]+(?:\s*(?:\.|\(dot\)|\[dot\])\s*[\w-]+)+\b")
_DOMAIN_ENDS: Final = frozenset(
    {"com", "in", "org", "net", "co", "io", "shop", "store", "me", "app", "biz", "info", "ly"}
)
_ADDRESS: Final = frozenset(
    "road rd street st nagar marg gali lane chowk bazaar bazar colony sector plot flat floor house building bldg"
    " village taluka tehsil district dist post pin pincode midc gidc sipcot estate phase block shop"
    " रोड मार्ग नगर गली चौक बाज़ार बाजार कॉलोनी सेक्टर प्लॉट मकान दुकान गाँव गांव गाव तालुका ज़िला जिला जिल्हा पिन पास के".split()
)
_BESIDE: Final = frozenset({"near", "opposite", "opp", "behind", "beside"})
_REACH: Final = frozenset(
    "call phone mobile mob whatsapp watsapp telegram insta instagram facebook fb gmail yahoo email mail contact number no dial dm ping"
    " फोन फ़ोन मोबाइल व्हाट्सएप संपर्क नंबर कॉल".split()
)
_WORD: Final = re.compile(r"[^\s,;:/|()\[\]{}<>+*=_~\-–—.!?\"“”।॥،؛]+")


def shown_words(text: str, language: str, names: Iterable[str] = ()) -> str:
    """What of `text` may be shown; "" when nothing is left. `names` are whole words never shown: the trader's own."""
    plain = to_ascii(normalise(text))
    if "\n" in plain:
        plain = plain.replace("\n", " ")
    plain = _LINK.sub(" ", plain)
    plain = _DOTTED.sub(_without_domain, plain)
    hidden = {fold(word) for name in names for word in _WORD.findall(normalise(name)) if len(word) > 2}
    kept = list(_kept(_WORD.findall(plain), language, hidden))
    return " ".join(kept)[:MOST].rstrip()


def _without_domain(found: re.Match[str]) -> str:
    """ "brass.com" goes, "No.1" and "Pvt. Ltd" are left to the other rules."""
    parts = [part.strip().casefold() for part in re.split(r"\.|\(dot\)|\[dot\]", found[0])]
    return " " if any(part in _DOMAIN_ENDS for part in parts[1:]) else found[0]


def _kept(words: list[str], language: str, hidden: set[str]) -> Iterator[str]:
    folded = [fold(re.sub(r"['’`]s?$", "", word)) for word in words]
    spelt = _spelt(folded, language)
    for place, (word, plain) in enumerate(zip(words, folded, strict=True)):
        if any(letter.isdigit() for letter in word) or place in spelt or plain in hidden:
            continue
        if plain in _REACH or plain in _ADDRESS or plain in _BESIDE:
            continue
        # "MG Road", "near Hanuman": the name that an address word leans on goes with it.
        if place + 1 < len(words) and folded[place + 1] in _ADDRESS and plain.isascii() and word[:1].isupper():
            continue
        if place and folded[place - 1] in _BESIDE:
            continue
        yield word


def _spelt(words: list[str], language: str) -> set[int]:
    """The places of number words that stand in a row: a telephone number in words."""
    found: set[int] = set()
    row: list[int] = []
    for place, word in enumerate([*words, ""]):
        if word and (word in ("double", "triple") or read_number(word, language) is not None):
            row.append(place)
            continue
        if len(row) >= DIGIT_WORDS_IN_A_ROW:
            found.update(row)
        row = []
    return found
