"""Choosing a language by typing: its number in the list, its own name, its name in another language, its code, how people spell it.

Whoever does not name one, but writes a sentence, has shown which they speak: it is asked about, never taken for a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from flows.answers.options import Choice, choices_of, find, near
from flows.answers.reading import Accepted, BareOption, DidYouMean, Labels, Reading, StepLike
from flows.problems import problem
from locales.aside_words import ASKING_A_LANGUAGE, IN_A_LANGUAGE, IN_ENDINGS
from locales.detect import FEW_WORDS, Detection, detect
from locales.digits import fold
from locales.language_names import LANGUAGE_NAMES
from locales.languages import LANGUAGES

_SPELLINGS: Final = {
    "en": "inglish angrezi angreji ingreji english अंग्रेजी इंग्लिश इंग्रजी ইংরেজি",
    "hi": "hindhi hindee हिंदी",
    "mr": "marati marathi maratha",
    "ta": "thamizh tamizh tamil thamil",
    "bn": "bangla bengoli bangali bengali",
    "gu": "gujrati gujarathi gujrathi",
    "kn": "kannad kanada canada kannadiga",
    "te": "telgu telugoo thelugu",
    "ml": "malyalam malayali malayalum",
    "pa": "panjabi punjabee gurmukhi",
    "or": "oriya odiya udia ଓଡିଆ",
    "as": "asamiya axomiya assamis asomiya",
    "ur": "urdoo",
}
_GREETING: Final = ("Hi", "HI")
"""The code of Hindi is what most people begin with. Phones write it with a capital; a program that means the code does not."""


@cache
def _language(code: str) -> Choice:
    """A language and all its names. `as` and `or` are English words, so the codes of two letters count like every other word."""
    language = LANGUAGES[code]
    synonyms = (language.english, *_SPELLINGS[code].split(), *LANGUAGE_NAMES[code].split("|"))
    return choices_of((BareOption(code, language.endonym, synonyms=synonyms),), None)[0]


def offered(step: StepLike) -> Sequence[str]:
    """The codes in the order of the list: the step's own options, else all thirteen."""
    own = [option.id for option in step.options if option.id in LANGUAGES]
    return own or list(LANGUAGES)


@lru_cache(maxsize=256)
def _choices(codes: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Choice, ...]:
    """Languages as they are matched; beside each code what the flow's translators call it."""
    extra = choices_of(tuple(BareOption(code, synonyms=words) for code, words in codes), None)
    return tuple(
        Choice(code, (*_language(code).words, *added.words)) for (code, _), added in zip(codes, extra, strict=True)
    )


_OF_OTHERS: Final = frozenset("kanada canada maratha malayali kannadiga".split())
"""Spellings that name a country or a people as well."""
_LOST: Final = ("", "்", "్", "್", "്", "m", "ம்", "ം")
"""What a name loses before an ending: தமிழ்-தமிழில், മലയാളം-മലയാളത്തിൽ."""
_MOST_WORDS: Final = 8
_SHORTEST_NAME: Final = 3


@cache
def _names() -> dict[str, str]:
    """Each name of a language, in any of them, to its code; `or` and `as` are English words, so codes are no names here."""
    names = {name: code for code in LANGUAGES for name in _language(code).words if name != code and " " not in name}
    return {name: code for name, code in names.items() if name not in _OF_OTHERS}


@cache
def _beginnings() -> frozenset[str]:
    """How names begin: what begins otherwise is none, whatever its ending."""
    return frozenset(name[:_SHORTEST_NAME] for name in _names())


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(map(fold, listed.split("|")))


def named_language(text: str) -> str | None:
    """The language whose name is all of `text`, or None."""
    return _names().get(fold(text))


def asked_language(text: str) -> str | None:
    """The language that the whole of `text` asks the bot to speak ("hindi me baat karo", "தமிழில் பேசுங்க"), or None.

    One name, and around it nothing but what such a request is made of: "English medium school" names one, too.
    """
    words = fold(text).replace(",", " ").split() if len(text) <= 200 else []
    if not 1 <= len(words) <= _MOST_WORDS:
        return None
    named = [(word, code, ending) for word in words if (found := _named(word)) for code, ending in (found,)]
    if len({code for _, code, _ in named}) != 1 or (
        len(named) == len(words) and not any(ending for *_, ending in named)
    ):
        return None
    around = set(words) - {word for word, *_ in named}
    return named[0][1] if around <= _words(ASKING_A_LANGUAGE) | _words(IN_A_LANGUAGE) | _words(IN_ENDINGS) else None


def _named(word: str) -> tuple[str, bool] | None:
    """The language that a word names, and whether an ending says "in it"."""
    code = _names().get(word)
    if code is not None:
        return code, False
    if word[:_SHORTEST_NAME] not in _beginnings():
        return None
    for end in range(_SHORTEST_NAME, len(word)):
        stem, ending = word[:end], word[end:]
        code = next((_names()[stem + more] for more in _LOST if stem + more in _names()), None)
        if code is not None and ending in _words(IN_ENDINGS):
            return code, True
    return None


def read_language(step: StepLike, text: str, language: str, labels: Labels | None) -> Reading:
    """A language's code."""
    codes = offered(step)
    if len(text) > 200:
        return problem("language-unknown")
    more = labels or {}
    choices = _choices(tuple((code, tuple(more.get(code, ()))) for code in codes))
    found = find(text, choices, language)
    if found is None:
        return problem("option-number", most=len(codes))
    refused = problem("language-unknown")
    asked = None if found else asked_language(text)
    if asked in codes:
        return Accepted(asked)
    if len(found) == 1:
        return DidYouMean((found[0],), refused) if text.strip(" !.,") in _GREETING else Accepted(found[0])
    close = found or near(text, [_without_code(choice) for choice in choices]) or _spoken(text, codes)
    return DidYouMean(tuple(close), refused) if close else refused


def _without_code(choice: Choice) -> Choice:
    """ "tamil or english" names two languages, not three: codes count only where they stand alone."""
    return Choice(choice.id, tuple(word for word in choice.words if word != choice.id))


def _spoken(text: str, codes: Sequence[str]) -> list[str]:
    """The languages that a sentence may be in; none that can be told from a word or two that others share."""
    seen = detect(text, thorough=False)
    return [code for code in _candidates(seen, len(text.split())) if code in codes][:3]


def _candidates(seen: Detection, words: int) -> Sequence[str]:
    if seen.script == "Latn":
        # In Roman letters Hindi and Urdu are one.
        both = [code for code in seen.candidates if code in ("hi", "ur")] if seen.language == "hi" else [seen.language]
        return [code for code in both if code] if seen.sure else ()
    if seen.sure and seen.language:
        return (seen.language,)
    return seen.candidates if words >= FEW_WORDS else ()
