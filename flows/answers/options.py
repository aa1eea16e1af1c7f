"""Choosing by typing: the number in any digits, the label in the trader's language or in English, a synonym, the id.

An exact match is taken. A near one is asked, never taken; and a number means the place in the list. Where a number is also the
very label of another option ("2" workers), both are asked about; where it only lies in what another option spans ("5" workers, of
"2 to 9" and four more), the place is taken and said back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rapidfuzz import fuzz

from flows.answers.lists import part_lists
from flows.answers.reading import Accepted, DidYouMean, Labels, OptionLike, Reading, StepLike
from flows.problems import problem
from locales.commands import read_yes_no
from locales.digits import fold, normalise, to_ascii
from locales.numbers import read_number
from locales.sounds import sound

_NUMBER_WORDS: Final = (
    "option opt number num no choice answer ans sl विकल्प नंबर क्रमांक संख्या पर्याय எண் விருப்பம் নম্বর বিকল্প নম্বৰ નંબર વિકલ્પ ಸಂಖ್ಯೆ ಆಯ್ಕೆ సంఖ్య ఎంపిక "
    "നമ്പർ ഓപ്ഷൻ ਨੰਬਰ ਵਿਕਲਪ ନମ୍ବର ବିକଳ୍ପ نمبر"
)
_NUMBER: Final = re.compile(
    rf"[\s(\[{{#*.]*(?:(?:{'|'.join(_NUMBER_WORDS.split())})\b[\s.:#-]*)?([0-9]{{1,4}})[\s)\]}}.:\u20e3\ufe0f।]*",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(r"([0-9]+)\s*(?:to|-|–)\s*([0-9]+)")
_OPEN_SPAN: Final = re.compile(r"([0-9]+)(?: or more|\+| and more| and above)")
_DIGITS: Final = re.compile(r"(?<![.,/0-9])[0-9]{1,6}(?![.,/0-9])")
_NEAR: Final = 80.0
_WORDS_WITHIN: Final = 90.0
_LONGEST: Final = 200
_PARTS: Final = re.compile(r"[\s/&,()-]+")
_FEWEST_SOUNDS: Final = 3
"""Fewer consonants are alike by chance."""
_PICTURES: Final = re.compile("[\u2190-\u2bff\ufe0e\ufe0f\u200d\U0001f000-\U0001faff]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it is matched: its id and its folded words."""

    id: str
    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """A word to compare, without pictures unless it is all pictures."""
    return fold(_PICTURES.sub(" ", word)) or word.strip().replace("\ufe0f", "")


@lru_cache(maxsize=4096)
def _choice(option_id: str, said: tuple[str | None, ...]) -> Choice:
    words = (_folded(word) for word in (option_id, *said) if word)
    return Choice(option_id, tuple(dict.fromkeys(word for word in words if word)))


def choices_of(options: Sequence[OptionLike], labels: Labels | None) -> tuple[Choice, ...]:
    """The options with every word that names them."""
    table: Mapping[str, Sequence[str]] = labels or {}
    return tuple(
        _choice(option.id, (option.label, option.short, option.icon, *option.synonyms, *table.get(option.id, ())))
        for option in options
    )


def listed_number(text: str) -> int | None:
    """The place in a list: "2", "२", "(2)", "2.", "option 2", a keycap."""
    typed = _NUMBER.fullmatch(to_ascii(normalise(text)))
    return int(typed[1]) if typed else None


def _exact(text: str, choices: Sequence[Choice]) -> list[str]:
    wanted = _folded(text)
    return [choice.id for choice in choices if wanted in choice.words]


def near(text: str, choices: Sequence[Choice]) -> list[str]:
    """Up to three that may be meant, best first."""
    wanted = _folded(text[: _LONGEST * 2])
    if len(wanted) < 3:
        return []
    scored = [(max(_score(wanted, word) for word in choice.words), choice.id) for choice in choices]
    best = max((score for score, _ in scored), default=0.0)
    if best < _NEAR:
        return _by_sound(wanted, choices)
    return [found for score, found in sorted(scored, key=lambda pair: -pair[0]) if score >= max(_NEAR, best - 8)][:3]


def _by_sound(wanted: str, choices: Sequence[Choice]) -> list[str]:
    """Options that sound like the reply, whatever letters each is written in; none where more than three do."""
    heard = _sounds(wanted)
    if sum(map(len, heard)) < _FEWEST_SOUNDS:
        return []
    found = [choice.id for choice in choices if any(_sounds_within(heard, word) for word in choice.words)]
    return found if len(found) <= 3 else []


@lru_cache(maxsize=4096)
def _sounds(words: str) -> tuple[str, ...]:
    return tuple(heard for heard in map(sound, _PARTS.split(words)) if heard)


def _sounds_within(heard: tuple[str, ...], label: str) -> bool:
    said = _sounds(label)
    return set(heard) <= set(said) or "".join(heard) == "".join(said)


def _score(wanted: str, word: str) -> float:
    """0 to 100. All words of the reply within the label ("spices" of "food & spices") count as near."""
    if len(word) < 2:
        return 0.0
    if set(wanted.split()) <= set(_PARTS.split(word)) or f" {word} " in f" {wanted} ":
        return _WORDS_WITHIN
    return fuzz.ratio(wanted, word)


def find(text: str, choices: Sequence[Choice], language: str) -> list[str] | None:
    """Ids that `text` names exactly: one if it is sure, several if it cannot be told; None for a number beyond the list."""
    exact = _exact(text, choices)
    number = listed_number(text)
    if number is not None:
        if 1 <= number <= len(choices):
            return list(dict.fromkeys([choices[number - 1].id, *exact]))
        return exact or None
    if exact:
        return exact
    ids = {choice.id for choice in choices}
    if ids & {"yes", "no"}:
        said = read_yes_no(text, language)
        return [said] if said in ids else []
    return []


@lru_cache(maxsize=512)
def _spans(labelled: tuple[tuple[str, str], ...]) -> tuple[tuple[str, int, float], ...]:
    """(id, least, most) of options whose labels are ranges of bare numbers; none unless two at least are."""
    closed = [(found[1], found[2], option) for option, label in labelled if (found := _SPAN.fullmatch(label))]
    if len(closed) < 2:
        return ()
    ends = [(found[1], option) for option, label in labelled if (found := _OPEN_SPAN.fullmatch(label))]
    return (
        *((option, int(least), float(most)) for least, most, option in closed),
        *((option, int(least), float("inf")) for least, option in ends),
    )


def _spanning(step: StepLike, text: str, language: str) -> str | None:
    """The option in whose span the number lies that the text says, in digits or in words."""
    spans = _spans(tuple((option.id, option.label) for option in step.options))
    number = (listed_number(text) or read_number(text, language)) if spans else None
    return None if number is None else next((one for one, least, most in spans if least <= number <= most), None)


def _counted_in(step: StepLike, text: str) -> list[str]:
    """The options in whose spans the one or two numbers lie that stand among other words: "5 people", "8-10 log"."""
    spans = _spans(tuple((option.id, option.label) for option in step.options))
    numbers = [int(digits) for digits in _DIGITS.findall(to_ascii(normalise(text)))] if spans else []
    if not 1 <= len(numbers) <= 2:
        return []
    found = [one for number in numbers for one, least, most in spans if least <= number <= most]
    return list(dict.fromkeys(found)) if len(found) == len(numbers) else []


def read_choice(step: StepLike, text: str, language: str, labels: Labels | None) -> Reading:
    """One option."""
    choices = choices_of(step.options, labels)
    if len(text) > _LONGEST:
        return problem("choose-one", most=len(choices))
    found = find(text, choices, language)
    spanning = _spanning(step, text, language)
    if spanning is not None and (not found or len(found) == 1):
        return Accepted(found[0] if found else spanning, echo=bool(found) and found != [spanning])
    if found is None:
        return problem("option-number", most=len(choices))
    if len(found) == 1:
        return Accepted(found[0])
    close = found[:3] or _counted_in(step, text) or near(text, choices)
    refused = problem("choose-one", most=len(choices))
    return DidYouMean(tuple(close), refused) if close else refused


def read_choices(step: StepLike, text: str, language: str, labels: Labels | None) -> Reading:
    """Several options, in the list's order."""
    choices = choices_of(step.options, labels)
    refused = problem("choose-several", most=len(choices))
    if len(text) > _LONGEST * 2:
        return refused
    whole = find(text, choices, language)
    if whole and len(whole) > 1:
        return DidYouMean(tuple([one] for one in whole[:3]), refused)
    lists = [[text]] if whole else list(part_lists(text))
    for parts in lists:
        found = [find(part, choices, language) for part in parts]
        if all(ids and len(ids) == 1 for ids in found):
            return counted(step, _in_order([ids[0] for ids in found if ids], choices))
    if any(listed_number(part) and find(part, choices, language) is None for part in (lists[-1] if lists else [])):
        return problem("option-number", most=len(choices))
    return _nearly(step, lists, choices, language) or refused


def _nearly(step: StepLike, lists: list[list[str]], choices: Sequence[Choice], language: str) -> DidYouMean | None:
    """A list some of whose parts are only near."""
    for parts in lists:
        meant = [(find(part, choices, language) or near(part, choices))[:2] for part in parts]
        if all(len(ids) == 1 for ids in meant):
            ids = _in_order([one[0] for one in meant], choices)
            if isinstance(counted(step, ids), Accepted):
                return DidYouMean((ids,), problem("choose-several", most=len(choices)))
    return None


def _in_order(ids: Iterable[str], choices: Sequence[Choice]) -> list[str]:
    chosen = set(ids)
    return [choice.id for choice in choices if choice.id in chosen]


def count_limits(step: StepLike) -> tuple[int, int]:
    """How many at least and at most: one, and any number, unless the step says."""
    least = int(step.at_least) if step.at_least and step.at_least.isdigit() else 1
    most = int(step.at_most) if step.at_most and step.at_most.isdigit() else 10_000
    return least, most


def counted(step: StepLike, ids: list[str]) -> Reading:
    """The list, if it is of a length that the step takes."""
    least, most = count_limits(step)
    if len(ids) < least:
        return problem("choices-too-few", least=least)
    if len(ids) > most:
        return problem("choices-too-many", most=most)
    return Accepted(ids)


@dataclass(frozen=True, slots=True)
class _Word:
    """An option without a flow: yes, no, a language."""

    id: str
    label: str
    short: str | None = None
    icon: str | None = None
    synonyms: tuple[str, ...] = ()


_YES_NO: Final = (_Word("yes", "Yes", icon="✅"), _Word("no", "No", icon="❌"))


def read_yes_or_no(text: str, language: str, labels: Labels | None) -> Reading:
    """Yes or no, in words of the language, or 1 and 2."""
    found = find(text, choices_of(_YES_NO, labels), language) if len(text) <= _LONGEST else []
    return Accepted(found[0]) if found and len(found) == 1 else problem("yes-or-no")


def fits_choice(step: StepLike, value: object) -> bool:
    """Whether the option still exists."""
    return isinstance(value, str) and any(option.id == value for option in step.options)


def fits_list(step: StepLike, value: object, known: Iterable[str]) -> bool:
    """Whether all of a stored list still exist, once each, in a number that the step takes."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return False
    items: list[Any] = value
    least, most = count_limits(step)
    return set(items) <= set(known) and len(set(items)) == len(items) and least <= len(items) <= most
