"""Countries by every name a trader may type: ISO codes, names in thirteen languages (CLDR through Babel), and the usual other names.

Typed names are compared without case, accents, spaces and punctuation. A near miss is asked, never taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process

from flows.answers.lists import part_lists
from flows.answers.reading import Accepted, DidYouMean, Reading
from flows.problems import problem
from locales.digits import fold

COUNTRY_CODES: Final = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()
)
"""ISO 3166-1 alpha-2, and XK."""

_LANGUAGES: Final = ("en", "hi", "mr", "ta", "bn", "gu", "kn", "te", "ml", "pa", "or", "as", "ur")

_ALSO: Final[Mapping[str, str]] = {
    "US": "usa; u s a; united states of america; america; amrika; amerika; अमेरिका; अमरीका; यूएसए; আমেরিকা; আমেৰিকা; અમેરિકા; ಅಮೆರಿಕ; ಅಮೇರಿಕಾ; "
    "అమెరికా; അമേരിക്ക; ਅਮਰੀਕਾ; ଆମେରିକା; امریکہ; امریکا; new york",
    "GB": "uk; u k; england; britain; great britain; scotland; wales; london; इंग्लैंड; इंग्लंड; यूके; ब्रिटेन; लंदन; இங்கிலாந்து; ইংল্যান্ড; ইংলেণ্ড; ઇંગ્લેન્ડ; "
    "ಇಂಗ್ಲೆಂಡ್; ఇంగ్లాండ్; ఇంగ్లండ్; ഇംഗ്ലണ്ട്; ਇੰਗਲੈਂਡ; ଇଂଲଣ୍ଡ; انگلینڈ; برطانیہ",
    "AE": "uae; u a e; emirates; dubai; abu dhabi; sharjah; ajman; दुबई; यूएई; आबू धाबी; துபாய்; দুবাই; ডুবাই; દુબઈ; ದುಬೈ; దుబాయ్; ദുബായ്; "
    "ਦੁਬਈ; ଦୁବାଇ; دبئی",
    "SA": "saudi; ksa; kingdom of saudi arabia; riyadh; jeddah; सऊदी; सऊदी अरब; سعودی",
    "DE": "deutschland; germani; জাৰ্মানি; জাৰ্মানী; জার্মানী",
    "NL": "holland; the netherlands; हॉलैंड",
    "KR": "korea; republic of korea; दक्षिण कोरिया; कोरिया",
    "KP": "dprk",
    "RU": "russian federation; रूस",
    "CN": "prc; peoples republic of china; चीन",
    "CZ": "czech republic; czech",
    "TR": "turkey; turkiye; तुर्की",
    "MM": "burma; myanmar",
    "CI": "ivory coast",
    "SZ": "swaziland",
    "MK": "macedonia",
    "CD": "drc; democratic republic of congo; dr congo; congo kinshasa",
    "CG": "republic of congo; congo brazzaville",
    "CV": "cape verde",
    "TL": "east timor",
    "VN": "viet nam; vietnam",
    "LA": "laos",
    "IR": "iran",
    "SY": "syria",
    "TZ": "tanzania",
    "VA": "vatican",
    "PS": "palestine",
    "TW": "taiwan",
    "HK": "hong kong; hongkong",
    "SG": "singapur; singapore",
    "NZ": "newzealand",
    "ZA": "south africa; rsa; दक्षिण अफ्रीका; दक्षिण अफ़्रीका",
    "LK": "srilanka; lanka; ceylon",
    "NP": "nepal",
    "BD": "bangladesh; bangla desh",
    "MY": "malaysia",
    "JP": "japan; jaapan; जापान",
    "IN": "india; bharat; hindustan; भारत",
    "QA": "qatar; doha; कतर",
    "OM": "oman; muscat; ओमान",
    "KW": "kuwait; कुवैत",
    "BH": "bahrain; बहरीन",
}
"""Names that CLDR does not have: short forms, older names, and the cities that traders say for a country."""

_NOT_CODES: Final = frozenset({"no", "na"})
"""Codes that are answers of another sort in some language (no): they are asked about."""

_NEAR: Final = 84.0
_LONGEST: Final = 300


def key(text: str) -> str:
    """What two spellings of one name have in common."""
    plain = unicodedata.normalize("NFKD", fold(text).replace("&", " and "))
    letters = "".join(ch for ch in plain if unicodedata.category(ch)[0] in "LNM" and not "\u0300" <= ch <= "\u036f")
    return re.sub(r"^the(?=[a-z]{4})", "", letters)


@cache
def _by_name() -> Mapping[str, str]:
    """Every name's key -> code. Built on first use: it reads thirteen locales."""
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in COUNTRY_CODES:
                names.setdefault(key(name), code)
                names.setdefault(key(re.sub(r"\(.*?\)", "", name)), code)
    for code, also in _ALSO.items():
        names.update({key(name): code for name in also.split(";")})
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1 and codes[0] in COUNTRY_CODES:
            names.setdefault(alias.lower(), codes[0])
    names.update({code.lower(): code for code in COUNTRY_CODES if code.lower() not in _NOT_CODES})
    names.pop("", None)
    return names


@cache
def _long_names() -> tuple[str, ...]:
    return tuple(name for name in _by_name() if len(name) > 3)


def country_name(code: str, language: str) -> str:
    """The country's name in `language`; its code where CLDR has none."""
    found: str | None = Locale(language).territories.get(code)
    return found or code


_SMALL_WORDS: Final = frozenset("am as at be by do in is it me my so to".split())
"""Codes that are English words: in a list they count only in capitals."""


def _find(text: str) -> str | None:
    return _by_name().get(key(text))


def _find_in_list(text: str) -> str | None:
    return None if text in _SMALL_WORDS else _find(text)


def _near(text: str) -> tuple[str, ...]:
    """Up to three countries whose names are close, best first."""
    wanted = key(text)
    if wanted in _NOT_CODES:
        return (wanted.upper(),)
    if len(wanted) < 4:
        return ()
    hits = process.extract(wanted, _long_names(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=6)
    return tuple(dict.fromkeys(_by_name()[name] for name, _, _ in hits))[:3]


def read_country(text: str) -> Reading:
    """One country: "Germany", "जर्मनी", "DE", "Dubai"."""
    text = text[:_LONGEST]
    found = _find(text)
    if found is not None:
        return Accepted(found)
    for parts in part_lists(text):
        if len(codes := {code for part in parts if (code := _find_in_list(part))}) > 1:
            return DidYouMean(tuple(sorted(codes)[:3]), problem("country-one"))
    near = _near(text)
    refused = problem("country-unknown")
    return DidYouMean(near, refused) if near else refused


def read_countries(text: str, at_least: int, at_most: int) -> Reading:
    """Several countries, in the order typed."""
    text = text[:_LONGEST]
    whole = _find(text)
    lists = [[text]] if whole else list(part_lists(text))
    for parts in lists:
        codes = [_find_in_list(part) for part in parts]
        if all(codes):
            return _counted([code for code in dict.fromkeys(codes) if code], at_least, at_most)
    return _nearly(lists, at_least, at_most)


def _nearly(lists: list[list[str]], at_least: int, at_most: int) -> Reading:
    """A list in which some names are only close."""
    for parts in lists:
        found = [_find_in_list(part) or next(iter(_near(part)), None) for part in parts]
        if all(found):
            codes = list(dict.fromkeys(code for code in found if code))
            if at_least <= len(codes) <= at_most:
                return DidYouMean((codes,), problem("country-unknown"))
    return problem("country-unknown")


def _counted(codes: list[str], at_least: int, at_most: int) -> Reading:
    if len(codes) < at_least:
        return problem("choices-too-few", least=at_least)
    if len(codes) > at_most:
        return problem("choices-too-many", most=at_most)
    return Accepted(codes)
