"""Everything wrong with the translations, each with file, line and column: in the PO file where there is something, in the source where
a translation is missing altogether.

What is missing is a fault only in a language that was complete before. What changed since it was translated is an error in the flows that
come with Saathi; in another file of the same flow (an author's draft) it is a warning, because the draft comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot import library
from bot.i18n.checks import Case, check, check_source, filled, same_words
from bot.i18n.extract import DOMAINS, Domain, Message, bot_messages, flow_messages
from bot.i18n.glossary import Glossary, packaged_glossary
from bot.i18n.po import Entry, PoFile
from bot.i18n.store import TRANSLATED, Store, messages_of, missing, packaged
from flows.faults import Fault, Level
from flows.loader import Outline
from locales.catalog import CatalogError, Plural, Text
from locales.digits import fold


def translations_fit(outline: Outline) -> Iterator[Fault]:
    """The faults of a flow's translations in every language: one of the checks of `saathi flow check`, and of publishing."""
    if outline.flow is None:
        return
    store = packaged()
    messages = flow_messages(outline)
    yield from source_faults(messages)
    prefix = f"{outline.flow.id}."
    own = any(outline.document.text == file.read_text(encoding="utf-8") for file in library.packaged_flows())
    for language in TRANSLATED:
        found = _read(store, language, "flows")
        if isinstance(found, Fault):
            yield found
            continue
        entries = {context: entry for context, entry in found.by_context().items() if context.startswith(prefix)}
        if entries:  # a flow that nobody translates yet speaks English everywhere, which is no fault of its file
            place = Place(language, store.name(language, "flows"), found.complete, own)
            yield from entry_faults(place, entries, messages, packaged_glossary())


def bot_faults() -> list[Fault]:
    """The faults of the bot's own words in every language, and flows' translations that belong to no flow."""
    faults: list[Fault] = []
    for language in TRANSLATED:
        faults += language_faults(packaged(), language, "bot", bot_messages())
        faults += orphans(packaged(), language)
    return faults


def language_faults(store: Store, language: str, domain: Domain, messages: Sequence[Message]) -> list[Fault]:
    """The faults of one PO file."""
    found = _read(store, language, domain)
    if isinstance(found, Fault):
        return [found]
    if not found.entries:
        return []
    place = Place(language, store.name(language, domain), found.complete, True)
    return sorted(set(entry_faults(place, found.by_context(), messages, packaged_glossary())))


def orphans(store: Store, language: str) -> list[Fault]:
    """Flows' translations that belong to no flow that comes with Saathi."""
    found = _read(store, language, "flows")
    if isinstance(found, Fault):
        return []  # already said for each flow
    flows = {file.name.removesuffix(".yaml") for file in library.packaged_flows()}
    name = store.name(language, "flows")
    return [
        _stray(name, entry) for entry in found.by_context().values() if entry.context.partition(".")[0] not in flows
    ]


def _stray(name: str, entry: Entry) -> Fault:
    message = f"nothing is called {entry.context} any more: run saathi i18n update"
    return Fault(name, entry.line, 1, "stale", "error", message)


def _read(store: Store, language: str, domain: Domain) -> PoFile | Fault:
    try:
        return store.read(language, domain)
    except CatalogError as wrong:
        return Fault(store.name(language, domain), max(wrong.line, 1), 1, "po", "error", wrong.message)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose entries are looked at."""

    language: str
    file: str
    complete: bool
    own: bool
    """The English is the package's own, so what does not match it is out of date."""


def source_faults(messages: Iterable[Message]) -> Iterator[Fault]:
    """What can be wrong with the English itself."""
    for message in messages:
        if isinstance(message.source, str) and not message.optional:
            for found in check_source(Case(message, message.source, message.source, "en", Glossary())):
                yield Fault(message.file, message.line, message.col, found.code, found.level, f"en: {found.message}")


def entry_faults(
    place: Place, entries: Mapping[str, Entry], messages: Sequence[Message], glossary: Glossary
) -> Iterator[Fault]:
    """The faults of some entries beside the messages that there should be."""
    for message in messages:
        entry = entries.get(message.context)
        if entry is None:
            if place.complete and place.own and not message.optional:
                said = f"no {place.language} translation of {message.context}: run saathi i18n update"
                yield Fault(message.file, message.line, message.col, "untranslated", "error", said)
            continue
        yield from _faults_of(place, entry, message, glossary)
    wanted = {message.context for message in messages}
    if place.own:
        yield from (_stray(place.file, entry) for context, entry in entries.items() if context not in wanted)
    yield from _same_words(place, entries, messages)


def _faults_of(place: Place, entry: Entry, message: Message, glossary: Glossary) -> Iterator[Fault]:
    changed = _changed(place, entry, message)
    if changed is not None:
        yield changed
    if entry.text is None or entry.fuzzy or (changed is not None and changed.code == "plural"):
        return
    # A draft's new English is not translated yet; the old words go on being said, so they must at least be such as can be filled.
    checks = check if changed is None or place.own else filled
    for number, (source, written) in enumerate(zip(_forms(message.source), entry.forms, strict=True)):
        for found in checks(Case(message, source, written.text, place.language, glossary)):
            line, col = written.at(found.offset)
            form = "" if len(entry.forms) == 1 else f" (form {number})"
            said = f"{place.language}: {message.context}{form}: {found.message}"
            yield Fault(place.file, line, col, found.code, found.level, said)


def _changed(place: Place, entry: Entry, message: Message) -> Fault | None:
    """A translation that is not one of this English."""
    level: Level = "error" if place.own and place.complete else "warning"
    line = entry.forms[0].at(0)[0] if entry.forms and entry.forms[0].pieces else entry.line
    where = f"{place.language}: {message.context}"
    if isinstance(message.source, Plural) and entry.text is not None and not isinstance(entry.text, Plural):
        return Fault(place.file, line, 1, "plural", "error", f"{where}: two forms are needed, msgstr[0] and msgstr[1]")
    if isinstance(message.source, Plural) and len(entry.forms) != 2:
        return Fault(place.file, line, 1, "plural", "error", f"{where}: {len(entry.forms)} forms, two are needed")
    if isinstance(message.source, str) and len(entry.forms) > 1:
        return Fault(
            place.file, line, 1, "plural", "error", f"{where}: one form is needed, this has {len(entry.forms)}"
        )
    if message.optional:
        return None
    if entry.fuzzy:
        return Fault(
            place.file, line, 1, "fuzzy", level, f"{where}: not certain (fuzzy): look at it, then remove the mark"
        )
    if entry.source != message.source:
        level = "error" if place.own else "warning"
        said = f"{where}: the English has changed since it was translated: run saathi i18n update"
        return Fault(place.file, entry.line, 1, "stale", level, said)
    if entry.text is None and (place.complete or any(form.text for form in entry.forms)):
        return Fault(place.file, line, 1, "untranslated", "error", f"{where}: not translated")
    return None


def _forms(source: Text) -> tuple[str, ...]:
    return (source.one, source.other) if isinstance(source, Plural) else (source,)


def _same_words(place: Place, entries: Mapping[str, Entry], messages: Iterable[Message]) -> Iterator[Fault]:
    """A word that could mean two options of one step."""
    steps: dict[str, list[tuple[str, str, Entry]]] = {}
    for message in messages:
        entry = entries.get(message.context)
        if message.step is None or message.option is None or entry is None or message.part == "describe":
            continue
        if entry.text is None or entry.fuzzy or not isinstance(entry.text, str):
            continue
        words = entry.text.split(",") if message.optional else [entry.text]
        steps.setdefault(message.step.context, []).extend((fold(word), message.option.id, entry) for word in words)
    for of_step in steps.values():
        where = {(word, option): entry for word, option, entry in of_step}
        for word, owner, option in same_words((word, option) for word, option, _ in of_step if word):
            entry = where[word, option]
            line, col = entry.forms[0].at(0)
            said = f'{place.language}: {entry.context}: "{word}" can mean "{owner}" as well as "{option}"'
            yield Fault(place.file, line, col, "same-words", "error", said)


# ── Counting ────────────────────────────────────────────────────────────────────────────────────────────────────────


def stats(store: Store) -> dict[str, dict[str, int]]:
    """Language -> how much is translated. Words that people may type are optional and not counted."""
    domains = {domain: messages_of(domain) for domain in DOMAINS}
    required = sum(not message.optional for messages in domains.values() for message in messages)
    english = [fault for messages in domains.values() for fault in source_faults(messages) if fault.level == "error"]
    counted = {"en": _counts(required, required, 0, len(english))}
    for language in TRANSLATED:
        left = fuzzy = problems = 0
        for domain, messages in domains.items():
            found = _read(store, language, domain)
            file = PoFile(language) if isinstance(found, Fault) else found
            left += len(missing(file, messages))
            fuzzy += sum(entry.fuzzy for entry in file.by_context().values())
            faults = language_faults(store, language, domain, messages)
            problems += sum(fault.level == "error" and fault.code != "fuzzy" for fault in faults)
        counted[language] = _counts(required, required - left, fuzzy, problems)
    return counted


def _counts(total: int, done: int, fuzzy: int, problems: int) -> dict[str, int]:
    return {"total": total, "translated": done, "fuzzy": fuzzy, "problems": problems}
