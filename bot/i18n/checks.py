"""What can be wrong with a translation, found without knowing the language.

Every check is a function of one text beside its English; it yields `Found` with the offset of the character at fault, and only then is
that turned into a place in a PO file. An error is what a trader would trip over (a placeholder that shows as braces, a button cut in
the middle, a command that is not understood when typed as told, another script); what a reader should look at is a warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from bot.i18n.extract import ROOM, Message
from bot.i18n.glossary import Glossary
from flows.abilities import WHATSAPP, Length
from flows.answers.reader import read_answer
from flows.answers.reading import Accepted
from flows.faults import Level
from flows.fit import limits, too_long
from locales.catalog import FillError, placeholders
from locales.commands import read_command
from locales.graphemes import graphemes
from locales.languages import LANGUAGES

BUTTON: Final = Length(20)
"""Characters of a WhatsApp reply button, the narrowest there is."""
MARKS: Final = "<>*`\\"
QUESTION: Final = 200
"""Letters of a question that still fit one look on a small phone."""
SENTENCE: Final = 100
"""Letters of one sentence that are still easy to read."""
LABEL: Final = 36
SWOLLEN: Final = (2, 40)
"""No translation has more than so many letters for each of the English ones, and so many more: then something else is written there."""
HEARD: Final[Mapping[str, int]] = {"Latn": 190, "Arab": 150}
HEARD_INDIC: Final = 120
"""Letters read aloud in 12 seconds at an unhurried pace: fifteen Latin ones a second, ten of a script whose letters are syllables."""
ANY_DAY: Final = date(2026, 11, 23)

_QUOTED: Final = re.compile('[“„"«]([^“”„"«»]{1,40})[”“"»]')
_ADDRESS: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.ASCII | re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")
_NUMBER: Final = re.compile(r"\d+(?:[.,:-]\d+)*", re.ASCII)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
_SCRIPTS: Final[Mapping[str, str]] = {
    "LATIN": "Latn",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "ORIYA": "Orya",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "KANNADA": "Knda",
    "MALAYALAM": "Mlym",
    "ARABIC": "Arab",
}
# Letters of the same script that another language writes: a keyboard for the wrong language was used.
_FOREIGN: Final[Mapping[str, Mapping[str, str]]] = {
    "bn": {"ৰ": "র", "ৱ": "ব, ও or য়"},
    "as": {"র": "ৰ"},
    "ur": {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ۃ"},
}


@dataclass(frozen=True, slots=True)
class Found:
    """`offset` is that of the character at fault in the text of form number `form`."""

    code: str
    level: Level
    message: str
    offset: int = 0
    form: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A text beside its English."""

    message: Message
    source: str
    text: str
    language: str
    glossary: Glossary

    @property
    def script(self) -> str:
        return LANGUAGES[self.language].script


Check = Callable[[Case], Iterator[Found]]


def check(case: Case) -> list[Found]:
    """Everything wrong with one form of a translation."""
    checks = SYNONYM_CHECKS if case.message.part == "synonyms" else CHECKS
    return [found for each in checks for found in each(case)]


def check_source(case: Case) -> list[Found]:
    """What can be wrong with an English text by itself."""
    alone = replace(case, source="")
    found = [one for each in (normal, spaces, unadorned, ease) for one in each(alone)]
    return [*found, *fits(case)] if case.message.part in ("question", "notice") else found


# ── What fills it ───────────────────────────────────────────────────────────────────────────────────────────────────


def filled(case: Case) -> Iterator[Found]:
    """The same placeholders as the English."""
    try:
        have = placeholders(case.text)
    except FillError as wrong:
        at = next((at for at, letter in enumerate(case.text) if letter in "{}"), 0)
        yield Found("placeholder-form", "error", f"{wrong}", at)
        return
    try:
        want = set(placeholders(case.source))
    except FillError:
        return
    for name in sorted(want - set(have)):
        yield Found("placeholder-missing", "error", f"{{{name}}} is missing: the English has it")
    for name in sorted(set(have) - want):
        known = ", ".join(f"{{{one}}}" for one in sorted(want)) or "none"
        message = f"{{{name}}} is not in the English, which has {known}: it would be shown as it stands"
        yield Found("placeholder-unknown", "error", message, case.text.find(f"{{{name}}}"))


def markup(case: Case) -> Iterator[Found]:
    """The same lines, bullets and addresses; no markup of its own."""
    for mark, name in (("\n", "line breaks"), ("•", "bullets")):
        have, want = case.text.strip().count(mark), case.source.strip().count(mark)
        if have != want:
            yield Found("markup", "error", f"{have} {name}, the English has {want}", max(case.text.rfind(mark), 0))
    for mark in MARKS:
        if case.text.count(mark) > case.source.count(mark):
            yield Found("markup", "error", f"{mark} is not in the English: texts have no markup", case.text.find(mark))
    for address in sorted(set(_ADDRESS.findall(case.source)) - set(_ADDRESS.findall(case.text))):
        yield Found("address", "error", f"{address} is missing: an address stays as it is")


def unadorned(case: Case) -> Iterator[Found]:
    """No markup, ASCII digits, Latin letters: for a text that has no other to be compared with."""
    for mark in MARKS:
        if mark in case.text:
            yield Found(
                "markup", "error", f"{mark} would be shown as it stands: texts have no markup", case.text.find(mark)
            )
    for at, letter in enumerate(case.text):
        if unicodedata.category(letter) == "Nd" and not letter.isascii():
            message = f"{letter} is a digit of another script: write {unicodedata.digit(letter)}"
            yield Found("digits", "error", message, at)
            return
        if script_of(letter) not in ("", "Latn"):
            yield Found("script", "warning", f"{letter} is of another script ({script_of(letter)})", at)
            return


def numbers(case: Case) -> Iterator[Found]:
    """The numbers of the English, in ASCII digits, which every trader reads and every channel shows."""
    for at, letter in enumerate(case.text):
        if unicodedata.category(letter) == "Nd" and not letter.isascii():
            message = f"{letter} is a digit of another script: write {unicodedata.digit(letter)}"
            yield Found("digits", "error", message, at)
            return
    bare = [_PLACEHOLDER.sub(" ", text) for text in (case.source, case.text)]
    lost = set(_NUMBER.findall(bare[0])) - set(_NUMBER.findall(bare[1]))
    if lost and case.message.part != "example":
        yield Found("number-lost", "error", f"{', '.join(sorted(lost))} of the English is missing")


def commands(case: Case) -> Iterator[Found]:
    """A word that the English tells people to write is understood as the same command in this language."""
    wanted = {command for word in _QUOTED.findall(case.source) if (command := read_command(word, "en"))}
    understood = {read_command(word, case.language) for word in _QUOTED.findall(case.text)}
    for command in sorted(wanted - understood):
        message = (
            f"no word in “…” here is understood as the command “{command}”: take one from locales/command_words.py"
        )
        yield Found("command-word", "error", message)


def example(case: Case) -> Iterator[Found]:
    """What people are shown as an example can be typed."""
    step = case.message.step
    if case.message.part != "example" or step is None:
        return
    reading = read_answer(step, case.text, case.language, ANY_DAY)
    if not isinstance(reading, Accepted):
        yield Found("example-unread", "error", f'"{case.text}" is not understood as an answer to {step.id}')


# ── Its letters ─────────────────────────────────────────────────────────────────────────────────────────────────────


def normal(case: Case) -> Iterator[Found]:
    """In Unicode's normal form, without invisible characters."""
    composed = unicodedata.normalize("NFC", case.text)
    if composed != case.text:
        pairs = zip(case.text, composed, strict=False)
        at = next((at for at, (one, other) in enumerate(pairs) if one != other), len(composed))
        yield Found("not-nfc", "error", f"not in Unicode's form NFC near “{case.text[at : at + 3]}”", at)
    for found in _INVISIBLE.finditer(case.text):
        name = unicodedata.name(found[0], f"U+{ord(found[0]):04X}")
        yield Found("invisible", "error", f"an invisible character: {name}", found.start())


def spaces(case: Case) -> Iterator[Found]:
    """No space before or after, none twice."""
    source, text = case.source, case.text.rstrip("\n")
    if text != text.strip() and source.rstrip("\n") == source.strip():
        at = 0 if text[:1].isspace() else len(text) - 1
        yield Found("space", "error", "a space at the beginning or the end", at)
    if "  " in text.strip() and "  " not in source.strip():
        yield Found("space", "error", "two spaces", text.find("  "))


def letters(case: Case) -> Iterator[Found]:
    """In the language's own script; Latin letters only for names and the words that traders write so."""
    bare = _blanked(case.text, case.source)
    allowed = _words(case.source) | case.glossary.latin
    for at, letter in enumerate(bare):
        script = script_of(letter)
        if script not in ("", "Latn", case.script):
            yield Found("script", "error", f"{letter} is of another script ({script})", at)
            return
    for word in _WORD.finditer(bare):
        if word[0].casefold() not in allowed:
            yield Found(
                "latin-word", "warning", f'"{word[0]}" is in Latin letters and not in the English', word.start()
            )
            return
    for wrong, right in _FOREIGN.get(case.language, {}).items():
        if wrong in bare:
            yield Found("script", "error", f"{wrong} is not a letter of {case.language}: {right}", bare.find(wrong))


def translated(case: Case) -> Iterator[Found]:
    """Not left in English."""
    to_translate = _words(_blanked(case.source, case.source)) - case.glossary.latin
    if to_translate and case.script != "Latn" and not any(script_of(letter) == case.script for letter in case.text):
        if case.text == case.source:
            yield Found("untranslated", "error", "the same as the English")
        else:
            yield Found("untranslated", "error", f"not a letter of {case.language} in it")


def terms(case: Case) -> Iterator[Found]:
    """The words of the glossary; an example is said as people say it."""
    if case.message.part == "example":
        return
    for term in case.glossary.terms_in(_PLACEHOLDER.sub(" ", case.source)):
        renderings = term.renderings.get(case.language, ())
        if term.pattern.search(case.text):
            continue  # quoted as it stands on a form or a page
        if renderings and not any(_folded(one) in _folded(case.text) for one in renderings):
            level: Level = "error" if term.keep else "warning"
            message = f'the glossary says "{term.english}" as {" or ".join(renderings)}'
            yield Found("glossary", level, message)


def ending(case: Case) -> Iterator[Found]:
    """A question stays a question."""
    if case.source.rstrip().endswith("?") != case.text.rstrip().endswith(("?", "؟")):
        yield Found(
            "punctuation",
            "warning",
            "a question mark at the end, here or in the English, not in both",
            len(case.text) - 1,
        )


# ── Its length ──────────────────────────────────────────────────────────────────────────────────────────────────────


def fits(case: Case) -> Iterator[Found]:
    """Short enough for the place where it is shown."""
    message = case.message
    room = Length(ROOM.get(message.context, len(case.text)))
    if not room.holds(case.text):
        yield _overlong(case, room, "Telegram")
    match message.part:
        case "button":
            if not BUTTON.holds(case.text):
                yield _overlong(case, BUTTON, "a WhatsApp button")
        case "option" | "short" if message.step is not None and message.option is not None:
            if message.part == "option" and message.option.short:
                return
            for abilities, limit in limits(message.step):
                if not limit.holds(case.text):
                    said = too_long(case.text, case.language, abilities, limit)
                    said = said.replace("add short:", "use a shorter word")
                    yield Found("label-length", "error", said, _first_lost(case.text, limit))
                    return
        case "describe":
            if not WHATSAPP.row_describe.holds(case.text):
                yield _overlong(case, WHATSAPP.row_describe, "a WhatsApp list's second line")
        case "question" | "notice":
            if not WHATSAPP.text_with_buttons.holds(case.text):
                yield _overlong(case, WHATSAPP.text_with_buttons, "a WhatsApp message with buttons")
        case "label":
            if len(graphemes(case.text)) > LABEL:
                yield Found("label-length", "warning", f"a short name has at most {LABEL} letters", 0)


def swollen(case: Case) -> Iterator[Found]:
    """Not much longer than the English, whatever the place: what nobody shortens for a channel is still read on a phone."""
    times, more = SWOLLEN
    most = times * len(graphemes(case.source)) + more
    count = len(graphemes(case.text))
    if count > most:
        lost = "".join(graphemes(case.text)[most : most + 8])
        message = f'{count} letters, the English has {len(graphemes(case.source))}: from "{lost}" on it is too much'
        yield Found("too-long", "error", message, len("".join(graphemes(case.text)[:most])))


def ease(case: Case) -> Iterator[Found]:
    """Easy to read, and heard to its end: the budgets of a question."""
    if case.message.part not in ("question", "text"):
        return
    count = len(graphemes(_PLACEHOLDER.sub("000", case.text)))
    heard = HEARD.get(case.script, HEARD_INDIC)
    if case.message.part == "question" and count > QUESTION:
        yield Found("long-question", "warning", f"{count} letters; a question has at most {QUESTION}")
    elif case.message.part == "question" and count > heard:
        yield Found("long-aloud", "warning", f"{count} letters take more than 12 seconds to hear; {heard} fit")
    at = 0
    for sentence in re.split(r"(?<=[.?!।؟۔:])\s+|\n", case.text):
        length = len(graphemes(sentence))
        if length > SENTENCE * (1.6 if case.script == "Latn" else 1):
            place = case.text.find(sentence, at)
            yield Found("long-sentence", "warning", f"a sentence of {length} letters: make two of it", place)
        at += len(sentence)


def _overlong(case: Case, limit: Length, where: str) -> Found:
    at = _first_lost(case.text, limit)
    lost = "".join(graphemes(case.text[at:])[:8])
    message = f'{limit.of(case.text)} {limit.unit}; {where} shows {limit.most}, from "{lost}" on it is lost'
    return Found("label-length", "error", message, at)


def _first_lost(text: str, limit: Length) -> int:
    kept = ""
    for letter in graphemes(text):
        if not limit.holds(kept + letter):
            break
        kept += letter
    return len(kept)


# ── Words that people type ──────────────────────────────────────────────────────────────────────────────────────────


def listed(case: Case) -> Iterator[Found]:
    """Words with ASCII commas between them, none empty."""
    for mark in "،;|":
        if mark in case.text:
            yield Found("synonyms", "error", f'{mark} does not part words: write ","', case.text.find(mark))
    if any(not word.strip() for word in case.text.split(",")):
        yield Found("synonyms", "error", "a comma with no word before or after it", case.text.find(",,") + 1)


CHECKS: Final[tuple[Check, ...]] = (
    filled, markup, numbers, commands, example, normal, spaces, letters, translated, terms, ending, fits, swollen, ease,
)  # fmt: skip
SYNONYM_CHECKS: Final[tuple[Check, ...]] = (normal, spaces, listed)


# ── Small helps ─────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """ISO 15924 of a letter or mark; empty for what every script uses."""
    if letter.isascii():
        return "Latn" if letter.isalpha() else ""
    if unicodedata.category(letter)[0] not in "LM":
        return ""
    first = unicodedata.name(letter, "").partition(" ")[0]
    return _SCRIPTS.get(first, "other" if unicodedata.category(letter)[0] == "L" else "")


def _blanked(text: str, source: str) -> str:
    """The text without its placeholders and addresses, everything else in its place."""
    for pattern in (_PLACEHOLDER, _ADDRESS):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _folded(text: str) -> str:
    return text.casefold().replace("\u200c", "").replace("\u200d", "")


def same_words(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Pairs of options that one word could mean: (word, first option, second option). Words come folded."""
    taken: dict[str, str] = {}
    for word, option in words:
        owner = taken.setdefault(word, option)
        if owner != option:
            yield word, owner, option
