"""Translations on their way out and in: as PO, as a table (XLSX), or as JSON of context -> text.

What comes in was written by somebody else, with tools we do not know: sizes are bounded before anything is parsed, only contexts that
exist are taken, a file is of one language, and each text passes the checks before it replaces the one that is there.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.i18n.checks import Case, check
from bot.i18n.extract import DOMAINS, Message
from bot.i18n.glossary import Glossary, packaged_glossary
from bot.i18n.po import Entry, Written, parse
from bot.i18n.store import Store, merged, messages_of
from flows.faults import Fault
from locales.catalog import MAX_PO_BYTES, CatalogError, Plural, Text

MOST_TEXT: Final = 8000
"""Characters of one translation; the longest English text has under 1,000."""
SHOWN: Final = 10


class ExchangeError(Exception):
    """A file that is not taken at all; `line` counts from 1, 0 where the whole file is meant."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Incoming:
    """One translation that came in."""

    text: Text
    line: int = 1
    source: Text | None = None
    """The English that it translates, where the file says so."""


@dataclass(slots=True)
class Imported:
    taken: int = 0
    unchanged: int = 0
    refused: int = 0
    faults: list[Fault] = field(default_factory=list)


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_json(data: bytes) -> dict[str, Incoming]:
    """The translations in `{context: text | [one, other]}`. Raises ExchangeError."""
    if len(data) > MAX_PO_BYTES:
        raise ExchangeError(f"the file has {len(data)} bytes, the limit is {MAX_PO_BYTES}")
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise ExchangeError("not UTF-8: save the file as UTF-8") from None
    except json.JSONDecodeError as wrong:
        raise ExchangeError(f"not JSON: {wrong.msg}", wrong.lineno) from None
    except RecursionError:
        raise ExchangeError("not a mapping of context to text: nested too deep") from None
    if not isinstance(found, dict):
        raise ExchangeError("not a mapping of context to text")
    lines = _lines(text, found)
    return {context: Incoming(_json_text(context, value), lines[context]) for context, value in found.items() if value}


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ExchangeError(f"{key} is there twice")
        found[key] = value
    return found


def _lines(text: str, contexts: Iterable[str]) -> dict[str, int]:
    """Where each context stands, as far as a search can tell."""
    lines: dict[str, int] = {}
    at = line = 0
    for context in contexts:
        place = text.find(json.dumps(context), at)
        if place >= 0:
            line += text.count("\n", at, place)
            at = place
        lines[context] = line + 1
    return lines


def _json_text(context: str, value: object) -> Text:
    match value:
        case str():
            return value
        case [str(one), str(other)]:
            return Plural(one, other)
        case _:
            raise ExchangeError(f"{context}: a text, or a list of two texts (one, other) is expected")


def read_translated_po(data: bytes, language: str) -> dict[str, Incoming]:
    """The translations in a PO file; what is fuzzy there is not taken. Raises ExchangeError."""
    try:
        file = parse(data, language)
    except CatalogError as wrong:
        raise ExchangeError(wrong.message, wrong.line) from None
    if "Language" not in file.headers:
        raise ExchangeError('the header has no "Language:" line: nobody can tell which language this is', 1)
    return {
        entry.context: Incoming(entry.text, entry.line, entry.source)
        for entry in file.by_context().values()
        if entry.text is not None and not entry.fuzzy
    }


# ── Taking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def take(
    store: Store, language: str, incoming: Mapping[str, Incoming], file: str, glossary: Glossary | None = None
) -> Imported:
    """Merge what came in into the store's PO files; texts with an error are left out and reported.

    Raises ExchangeError, and changes nothing, for contexts that do not exist.
    """
    domains = {domain: messages_of(domain) for domain in DOMAINS}
    known = {message.context: message for messages in domains.values() for message in messages}
    unknown = [context for context in incoming if context not in known]
    if unknown:
        more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
        raise ExchangeError(
            f"nothing is called {', '.join(map(repr, unknown[:SHOWN]))}{more}", incoming[unknown[0]].line
        )
    done = Imported()
    good = _sound(incoming, known, language, file, glossary or packaged_glossary(), done)
    with store.alone(language):
        for domain, messages in domains.items():
            present = store.read(language, domain)
            old = {context: entry.text for context, entry in present.by_context().items() if not entry.fuzzy}
            new = {message.context: good[message.context] for message in messages if message.context in good}
            changed = {context: text for context, text in new.items() if old.get(context) != text}
            done.taken += len(changed)
            done.unchanged += len(new) - len(changed)
            store.write(domain, merged(present, changed, messages))
    return done


def _sound(
    incoming: Mapping[str, Incoming],
    known: Mapping[str, Message],
    language: str,
    file: str,
    glossary: Glossary,
    done: Imported,
) -> dict[str, Text]:
    good: dict[str, Text] = {}
    for context, one in incoming.items():
        message = known[context]
        text = _normal(one.text)
        faults = _faults(replace(one, text=text), message, language, file, glossary)
        done.faults += faults
        if any(fault.level == "error" for fault in faults):
            done.refused += 1
        else:
            good[context] = text
    return good


def _normal(text: Text) -> Text:
    """In the form NFC, which keyboards and tools often miss; nothing else is mended silently."""
    match text:
        case Plural(one, other):
            return Plural(unicodedata.normalize("NFC", one), unicodedata.normalize("NFC", other))
        case str():
            return unicodedata.normalize("NFC", text)


def _faults(one: Incoming, message: Message, language: str, file: str, glossary: Glossary) -> list[Fault]:
    def fault(code: str, said: str) -> Fault:
        return Fault(file, one.line, 1, code, "error", f"{language}: {message.context}: {said}")

    if isinstance(one.text, Plural) != isinstance(message.source, Plural):
        wanted = "two forms (one, other)" if isinstance(message.source, Plural) else "one text"
        return [fault("plural", f"{wanted} expected")]
    if one.source is not None and one.source != message.source and not message.optional:
        return [fault("stale", "the English has changed since: translate the present sentence")]
    pairs = zip(_forms(message.source), _forms(one.text), strict=True)
    faults: list[Fault] = []
    for source, text in pairs:
        if len(text) > MOST_TEXT or "\0" in text:
            return [fault("too-long", f"a translation has at most {MOST_TEXT} characters")]
        for found in check(Case(message, source, text, language, glossary)):
            said = f"{language}: {message.context}: {found.message}"
            faults.append(Fault(file, one.line, 1, found.code, found.level, said))
    return faults


def _forms(text: Text) -> tuple[str, ...]:
    return (text.one, text.other) if isinstance(text, Plural) else (text,)


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence as a translator gets it."""

    message: Message
    forms: tuple[str, ...]

    @property
    def done(self) -> bool:
        return all(self.forms)


def rows(store: Store, language: str, messages: Sequence[Message], only_missing: bool = False) -> list[Row]:
    """The sentences with what is translated so far; fuzzy ones count as missing."""
    found: list[Row] = []
    entries = {**store.read(language, "bot").by_context(), **store.read(language, "flows").by_context()}
    for message in messages:
        row = Row(message, _present(entries.get(message.context), len(_forms(message.source))))
        if not (only_missing and row.done):
            found.append(row)
    return found


def _present(entry: Entry | None, count: int) -> tuple[str, ...]:
    texts: tuple[Written, ...] = entry.forms if entry is not None and not entry.fuzzy else ()
    return tuple(texts[at].text if at < len(texts) else "" for at in range(count))


def write_json(found: Iterable[Row], english: bool = False) -> str:
    """Context -> translation, or, for a translator who begins, context -> English."""
    table: dict[str, object] = {}
    for row in found:
        texts = _forms(row.message.source) if english else row.forms
        table[row.message.context] = texts[0] if len(texts) == 1 else list(texts)
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"
