"""The PO files of the package on disk, and bringing them up to date with the English.

`update` never loses a translation: a moved step keeps its own (its context is the same), a changed sentence keeps it as fuzzy, a removed
one moves to the end of the file as obsolete and comes back if the sentence does, and a renamed step takes it along as fuzzy.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from bot import library
from bot.i18n.extract import Domain, Message, bot_messages, flow_messages
from bot.i18n.po import COMPLETE_HEADER, Entry, PoFile, obsoleted, parse, was, write, written
from flows.loader import read
from locales.catalog import Text
from locales.languages import LANGUAGES

TRANSLATED: Final[tuple[str, ...]] = tuple(code for code in LANGUAGES if code != "en")


@dataclass(frozen=True, slots=True)
class Store:
    """PO files under a folder as `locales/` is laid out."""

    root: Path

    def path(self, language: str, domain: Domain) -> Path:
        return self.root / language / "LC_MESSAGES" / f"{domain}.po"

    def name(self, language: str, domain: Domain) -> str:
        """The file as people name it, without the machine's own folders."""
        if self == packaged():
            return f"locales/{language}/LC_MESSAGES/{domain}.po"
        return str(self.path(language, domain))

    def read(self, language: str, domain: Domain) -> PoFile:
        """The file, empty where there is none. Raises CatalogError."""
        path = self.path(language, domain)
        if not path.is_file():
            return PoFile(language)
        known = path.stat()
        return _read(path, language, known.st_mtime_ns, known.st_size)

    def write(self, domain: Domain, file: PoFile) -> Path:
        """Replace the file, whole or not at all."""
        path = self.path(file.language, domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(write(file), encoding="utf-8", newline="\n")
        new.replace(path)
        return path

    @contextmanager
    def alone(self, language: str) -> Iterator[None]:
        """Nobody else changes the language's files meanwhile: an update of all must not lose what a translator just imports."""
        folder = self.path(language, "bot").parent
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


@lru_cache(maxsize=64)
def _read(path: Path, language: str, changed: int, size: int) -> PoFile:
    """A file is read once as long as it does not change; nobody changes what this returns."""
    return parse(path.read_bytes(), language)


def packaged() -> Store:
    """The package's own files."""
    return Store(Path(str(resources.files("locales"))))


def messages_of(domain: Domain) -> list[Message]:
    """Everything to translate in a domain."""
    if domain == "bot":
        return bot_messages()
    found: list[Message] = []
    for file in library.packaged_flows():
        found += flow_messages(read(file.read_text(encoding="utf-8"), f"flows/definitions/{file.name}"))
    return found


def template(messages: Iterable[Message]) -> PoFile:
    """A file without translations."""
    return PoFile("", [_entry(message, None) for message in messages])


def updated(file: PoFile, messages: Sequence[Message]) -> PoFile:
    """The file with the entries that there should be now."""
    old = {entry.context: entry for entry in [*(e for e in file.entries if e.obsolete), *file.by_context().values()]}
    contexts = {message.context for message in messages}
    orphans = [entry for context, entry in old.items() if context not in contexts and entry.text is not None]
    entries: list[Entry] = []
    for message in messages:
        entry = old.get(message.context) or _renamed(message, orphans)
        entries.append(_entry(message, entry))
    entries += [obsoleted(entry) for entry in orphans]
    return settled(PoFile(file.language, entries, dict(file.headers)), messages)


def settled(file: PoFile, messages: Iterable[Message]) -> PoFile:
    """The file, marked complete once it is."""
    if not missing(file, messages):
        file.headers[COMPLETE_HEADER] = "yes"
    return file


def missing(file: PoFile, messages: Iterable[Message]) -> list[Message]:
    """What is required and not translated, or only as fuzzy."""
    entries = file.by_context()
    return [
        message
        for message in messages
        if not message.optional
        and ((entry := entries.get(message.context)) is None or entry.text is None or entry.fuzzy)
    ]


def _renamed(message: Message, orphans: list[Entry]) -> Entry | None:
    """The translation of the same English for the same part of a step that has another id now."""
    last = message.context.rpartition(".")[2]
    for entry in orphans:
        if entry.source == message.source and entry.context.rpartition(".")[2] == last:
            return replace(entry, fuzzy=True, previous=())
    return None


def _entry(message: Message, old: Entry | None) -> Entry:
    entry = Entry(message.context, message.source, (), False, (), message.comments, (message.reference,))
    if old is None or old.text is None:
        return entry if old is None else replace(entry, notes=old.notes)
    same = type(old.source) is type(message.source)
    stale = old.fuzzy or (old.source != message.source and not message.optional)
    previous = old.previous if old.fuzzy and old.previous else was(old.source)
    return replace(
        entry,
        forms=old.forms if same else old.forms[-1:] * 2,
        fuzzy=stale,
        notes=old.notes,
        previous=previous if stale and old.source != message.source else old.previous if stale else (),
    )


def merged(file: PoFile, texts: Mapping[str, Text], messages: Sequence[Message]) -> PoFile:
    """The file, brought up to date, with new translations in it. A new translation is no longer fuzzy."""
    file = updated(file, messages)
    entries = [
        replace(entry, forms=written(texts[entry.context]), fuzzy=False, previous=())
        if entry.context in texts and not entry.obsolete
        else entry
        for entry in file.entries
    ]
    return settled(replace(file, entries=entries), messages)
