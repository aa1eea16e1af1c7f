"""Words that steer the conversation: commands, and yes and no.

Only a whole message counts: "back" is a command, "back side of the certificate" an answer. Around it politeness may stand ("haan ji",
"yes sir"), a slash before it, a bot's name behind it, and a letter may be drawn out ("yesss").

One sound means different things in different languages: "aam" is yes in Tamil and a mango in Hindi, "kaadu" no in Telugu and a forest in
Kannada, "sari" is fine in Kannada and a saree in Hindi. So the chosen language is asked first, then English, and the others only if
they agree with each other and the word is not one that the chosen language uses for something else. No reading is better than a
wrong one: the caller asks again.

The words themselves are in `locales.command_words` and `locales.aside_words`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal, cast

from locales.aside_words import ASIDES, QUESTION_WORDS, SMALL_TALK
from locales.command_words import COMMANDS, NOT_HERE, ONLY_AT_HOME, POLITE, VERDICTS, YES_NO
from locales.digits import fold, normalise

YesNo = Literal["yes", "no"]

MAX_LENGTH: Final = 80  # characters; the longest phrase has 40, and nobody types a command as a paragraph

_MOST_WORDS: Final = 6
_LONGEST_PHRASE: Final = 4

_SLASH: Final = re.compile(r"[/\\]\s?([a-z_]+)(?:@\w+)?", re.ASCII | re.IGNORECASE)
_DRAWN_OUT: Final = re.compile(r"([a-z])\1{2,}")
_YES_SIGNS: Final = frozenset("👍👌✅✔☑🆗")
_NO_SIGNS: Final = frozenset("👎❌✖✗🚫⛔")
_SIGN: Final = re.compile(f"[{''.join(sorted(_YES_SIGNS | _NO_SIGNS))}]")
# Variation selectors, skin tones, folded hands and smiles: how it is said, not what.
_MANNER: Final = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff🙏😊🙂😀😃😄]+")
_QUESTION_MARKS: Final = ("?", "؟", "\uff1f")
_ENDS: Final = " .!।۔🙏😊🙂"
_DASHES: Final = frozenset("- -- --- – —".split())
_EMPTY_BOX: Final = frozenset({"none", "nil", "na", "n/a", "n.a", "not available", "not applicable", "nothing"})
_SLASH_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {name: name for name in COMMANDS["en"]}
    | {
        "delete": "erase",
        "unsubscribe": "stop",
        "lang": "language",
        "agent": "human",
        "my_data": "mydata",
        "end": "stop",
    }
)


def read_command(text: str, language: str) -> str | None:
    """The command that the whole of `text` is, for a trader who chose `language`: "back", "skip" … (see `COMMANDS`); else None."""
    if len(text) > MAX_LENGTH:
        return None
    if text.strip(" ?؟\uff1f") == "" and text.strip():
        return "help"
    slash = _SLASH.fullmatch(normalise(text))
    if slash:
        return _SLASH_NAMES.get(slash[1].lower())
    return _meaning(text, language, _commands)


def read_yes_no(text: str, language: str) -> YesNo | None:
    """What the whole of `text` answers to a yes-or-no question, for a trader who chose `language`; None where it is neither."""
    if len(text) > MAX_LENGTH:
        return None
    signs, words = ([], text.strip()) if text.isascii() else _signs_and_words(_MANNER.sub(" ", text))
    shown = _sign(frozenset(signs))
    if signs and (shown is None or not words):
        return shown
    said = cast("YesNo | None", _meaning(words, language, _yes_no)) or _said_twice(words, language)
    return said if shown in (said, None) else None


def _signs_and_words(text: str) -> tuple[list[str], str]:
    return _SIGN.findall(text), _SIGN.sub(" ", text).strip()


def says_none(text: str, language: str) -> bool:
    """Whether the whole of `text` says that there is nothing to tell: a no, or what people write into a form's empty box."""
    return _is_empty_box(text) or read_yes_no(text, language) == "no"


def says_little(text: str, language: str) -> bool:
    """Whether the whole of `text` says that, or a yes, thanks, a question: words that tell nothing where something was to be told."""
    if _is_empty_box(text) or read_yes_no(text, language) is not None or asks_back(text):
        return True
    return any(words in _small_talk() for words in _readings(fold(text)))


def asks_back(text: str) -> bool:
    """Whether a reply is a question itself: by its mark, or by a word that asks, in any language."""
    if text.rstrip(_ENDS).endswith(_QUESTION_MARKS):
        return True
    if len(text) > MAX_LENGTH:
        return False
    words = fold(text).split()
    return not _question_words().isdisjoint([*words, *map(" ".join, pairwise(words))])


def _is_empty_box(text: str) -> bool:
    return text.strip() in _DASHES or fold(text) in _EMPTY_BOX


def _said_twice(text: str, language: str) -> YesNo | None:
    """The one meaning of a row of answers ("ஆமா இருக்கு", "હા, છે"); None where two of them differ or a no stands behind a verdict."""
    words = fold(text).replace(",", " ").split()
    if not 2 <= len(words) <= _MOST_WORDS:
        return None
    known = _known_answers(language)
    ways: list[set[tuple[str, ...]]] = [{()}, *(set() for _ in words)]
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - _LONGEST_PHRASE), end):
            phrase = " ".join(words[start:end])
            meaning = known.get(phrase)
            if phrase in _polite():
                ways[end] |= ways[start]
            elif meaning and not (meaning == "no" and phrase in _verdicts() and end < len(words)):
                ways[end] |= {(*way, meaning) for way in ways[start]}
    meanings = {meaning for way in ways[-1] for meaning in way}
    return cast(YesNo, meanings.pop()) if len(meanings) == 1 else None


@cache
def _known_answers(language: str) -> Mapping[str, str | None]:
    return {**_yes_no.of("en"), **dict.fromkeys(_not_here(language)), **_yes_no.of(language)}


def _sign(signs: frozenset[str]) -> YesNo | None:
    if not signs:
        return None
    return "yes" if signs <= _YES_SIGNS else "no" if signs <= _NO_SIGNS else None


def _meaning(text: str, language: str, vocabulary: "_Vocabulary") -> str | None:
    meanings = vocabulary.heard_in(language)
    for words in _readings(fold(text if text.isascii() else _MANNER.sub(" ", text))):
        meaning = meanings.get(words)
        if meaning:
            return meaning
    return None


def _readings(folded: str) -> Iterator[str]:
    """The message as it stands, then with its drawn-out letters shortened, repeats taken once, politeness left out."""
    yield folded
    drawn_out = _DRAWN_OUT.search(folded) is not None
    for shorter in (_DRAWN_OUT.sub(r"\1", folded), _DRAWN_OUT.sub(r"\1\1", folded)) if drawn_out else (folded,):
        words = shorter.replace(",", " ").split()
        yield " ".join(words)
        if len(set(words)) == 1:
            yield words[0]
        plain = _without_politeness(words)
        if plain and plain != words:
            yield " ".join(plain)
            if len(set(plain)) == 1:
                yield plain[0]


def _without_politeness(words: list[str]) -> list[str]:
    start, end = 0, len(words)
    while start < end and words[start] in _polite():
        start += 1
    while end > start and words[end - 1] in _polite():
        end -= 1
    return words[start:end]


# ── Tables, folded once ─────────────────────────────────────────────────────────────────────────────────────────────


class _Vocabulary:
    """Words by language, folded, with their meanings. A language we have no words for has an empty table.

    `witnesses`: how many other languages must know a single Roman word before it counts in one that does not. Two for commands,
    since a product may be called so ("soda" is leave it! in Marathi); one where a yes or a no was asked for.
    """

    def __init__(self, source: Mapping[str, Mapping[str, str]], witnesses: int) -> None:
        self.witnesses = witnesses
        self._source = source
        self._tables: dict[str, Mapping[str, str]] = {}
        self._heard: dict[str, Mapping[str, str]] = {}

    def of(self, language: str) -> Mapping[str, str]:
        if language not in self._tables and language in self._source:
            listed = self._source[language].items()
            self._tables[language] = {phrase: meaning for meaning, phrases in listed for phrase in _phrases(phrases)}
        return self._tables.get(language, {})

    def heard_in(self, language: str) -> Mapping[str, str]:
        """What each phrase means to a trader who chose `language`: one look is all that a message costs."""
        if language not in self._heard:
            own = self.of(language)
            found = ((words, own.get(words) or self._elsewhere(words, language)) for words in self.anywhere)
            self._heard[language] = {words: meaning for words, meaning in found if meaning}
        return self._heard[language]

    def _elsewhere(self, words: str, language: str) -> str | None:
        if words in _not_here(language):
            return None
        english = self.of("en").get(words)
        if english or words in _only_at_home():
            return english
        meanings = self.anywhere[words]
        needed = self.witnesses if words.isascii() and " " not in words else 1
        return meanings[0] if len(set(meanings)) == 1 and len(meanings) >= needed else None

    @cached_property
    def anywhere(self) -> Mapping[str, Sequence[str]]:
        """What a word means in each language that has it."""
        found: dict[str, list[str]] = {}
        for language in self._source:
            for words, meaning in self.of(language).items():
                found.setdefault(words, []).append(meaning)
        return found


def _with_asides() -> Mapping[str, Mapping[str, str]]:
    """The commands, and what people ask in the middle: it leads to one of them."""
    return {
        language: listed
        | {name: "|".join(filter(None, (listed.get(name), more))) for name, more in ASIDES[language].items()}
        for language, listed in COMMANDS.items()
    }


_commands: Final = _Vocabulary(_with_asides(), witnesses=2)
_yes_no: Final = _Vocabulary(YES_NO, witnesses=1)


def _phrases(listed: str) -> Iterator[str]:
    return (fold(phrase) for phrase in listed.split("|"))


@cache
def _polite() -> frozenset[str]:
    return frozenset(_phrases(POLITE))


@cache
def _small_talk() -> frozenset[str]:
    return frozenset(_phrases(SMALL_TALK))


@cache
def _question_words() -> frozenset[str]:
    """Of one word or two."""
    return frozenset(_phrases(QUESTION_WORDS))


@cache
def _verdicts() -> frozenset[str]:
    return frozenset(_phrases(VERDICTS))


@cache
def _only_at_home() -> frozenset[str]:
    return frozenset(_phrases(ONLY_AT_HOME))


@cache
def _not_here(language: str) -> frozenset[str]:
    return frozenset(_phrases(NOT_HERE[language])) if language in NOT_HERE else frozenset()
