"""An admin's working copies: a flow's text as it is being changed, in the data folder (`flows/<flow>.yaml`).

Text and nothing else: comments, order and quotes stay whatever the author typed. A copy is known by the hash of its text; whoever
saves says which text they began from, and is refused when somebody else has saved since, so two editors never overwrite each other.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from bot import library
from bot.authoring.publish import faults_of
from bot.i18n.extract import flow_messages
from bot.shelf import words_of
from flows.checker import check_text
from flows.faults import DefinitionError, Fault
from flows.fit import labels_fit
from flows.loader import load, read
from flows.model import Flow
from locales.catalog import placeholders
from storage import audit, flow_versions
from storage.flow_versions import FlowVersion
from storage.transaction import Transaction

FLOW_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
TEXT_AT_MOST: Final = 1_000_000
"""Characters of a flow."""
_FLOW_LINE: Final = re.compile(r"^flow:", re.MULTILINE)


def tag(text: str) -> str:
    """A text's name: the same for the same text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Copy:
    """The working copy as it is now; `own` is false where there is none and this is the live version's text."""

    text: str
    own: bool

    @property
    def tag(self) -> str:
        return tag(self.text)


class Conflict(Exception):
    """Somebody else saved meanwhile; `theirs` is what is there now."""

    def __init__(self, theirs: Copy) -> None:
        super().__init__("the working copy was changed by somebody else")
        self.theirs = theirs


class Drafts:
    """The folder of working copies. Its methods block; one process writes at a time because each write compares first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one_at_a_time = threading.Lock()

    def read(self, flow: str, live: str) -> Copy:
        """The working copy, or the live text where nobody has begun one."""
        path = self._path(flow)
        try:
            return Copy(path.read_text(encoding="utf-8"), own=True)
        except (FileNotFoundError, UnicodeDecodeError):
            return Copy(live, own=False)

    def save(self, flow: str, text: str, began_from: str, live: str) -> Copy:
        """Write the working copy whole, or not at all. Raises Conflict when it is no longer the text that was begun from."""
        with self._one_at_a_time:
            now = self.read(flow, live)
            if now.tag != began_from and now.text != text:
                raise Conflict(now)
            if now.text != text or not now.own:
                self._write(self._path(flow), text)
        return Copy(text, own=True)

    def discard(self, flow: str) -> None:
        """Go back to the live version's text."""
        with self._one_at_a_time, contextlib.suppress(FileNotFoundError):
            self._path(flow).unlink()

    def _path(self, flow: str) -> Path:
        if not FLOW_NAME.fullmatch(flow):
            raise ValueError(f"{flow!r} is no name of a flow")
        return self._folder / f"{flow}.yaml"

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        try:
            with fresh.open("w", encoding="utf-8", newline="\n") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a draft: in its own text, and in the translations of its sentences."""

    faults: tuple[Fault, ...]
    words: tuple[Fault, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether anything forbids to publish. Translations never do: a draft comes before them."""
        return any(fault.level == "error" for fault in self.faults)


def check_draft(text: str, flow: str, *, words: bool = True) -> Checked:
    """Everything wrong with a draft of this flow, its name included: another name would make another flow.

    Without `words` translations are not looked at, which is ten times as fast: for checking while somebody types.
    """
    name = f"{flow}.yaml"
    found = faults_of(text, name) if words else check_text(text, name, more=[labels_fit])
    own = [fault for fault in found if fault.file == name]
    named = read(text, name).flow
    if named is not None and named.id != flow:
        place = _FLOW_LINE.search(text)
        line = text.count("\n", 0, place.start()) + 1 if place else 1
        said = (
            f'this is the flow "{flow}", the text says "{named.id}": change it back, or publish it as a flow of its own'
        )
        own = sorted([*own, Fault(name, line, 1, "flow-name", "error", said)])
    return Checked(tuple(own), tuple(fault for fault in found if fault.file != name))


def flow_of(text: str, flow: str, version: int, translations: Mapping[str, Mapping[str, Any]]) -> Flow:
    """A draft as it would run. Raises DefinitionError."""
    return load(text, f"{flow}.yaml", version, translations=translations)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A checked text with its translations, ready to be written."""

    flow: str
    text: str
    words: Mapping[str, str]


def prepare(text: str, name: str, live: FlowVersion | None) -> Prepared:
    """Check a text and find its translations: half a second that no writing transaction should last. Raises DefinitionError."""
    faults = faults_of(text, name)
    if any(fault.level == "error" and fault.file == name for fault in faults):
        raise DefinitionError(faults)
    flow = load(text, name).id
    return Prepared(flow, text, words_of(flow, translations_for(text, live)))


def publish_prepared(tx: Transaction, made: Prepared, *, note: str, author: str) -> FlowVersion:
    """Make it the live version, and write down who did. The live text given again changes nothing."""
    before = flow_versions.live_numbers(tx).get(made.flow)
    version = flow_versions.publish(tx, made.flow, made.text, made.words, note=note, author=author)
    if version.version != before:
        audit.note(tx, author, "flow-published", f"{made.flow}:{version.version}")
    return version


# Translations ---------------------------------------------------------------------------------------------------------


def translations_for(text: str, live: FlowVersion | None) -> dict[str, dict[str, Any]]:
    """The translations that a text is published with, the live version's and the package's.

    Translations of exactly these sentences come first. Where a sentence changed, the old translation goes on being said until
    there is a new one (the faults tell the author), unless it names something that the sentence no longer has: then it is English.
    """
    wanted = _sources(text)
    kept = (
        (library.flow_translations(), _packaged_source(wanted)),
        (stored_translations(live), _sources(live.definition) if live is not None else {}),
    )
    found: dict[str, dict[str, Any]] = {}
    for language in {code for entries, _ in kept for code in entries}:
        said: dict[str, Any] = {}
        for entries, _ in kept:
            said.update(entries.get(language, {}))
        for entries, source in kept:
            own = entries.get(language, {})
            said.update({context: own[context] for context in own if source.get(context) == wanted.get(context, "")})
        found[language] = {c: words for c, words in said.items() if c not in wanted or _fillable(words, wanted[c])}
    return found


def _fillable(words: Any, source: Any) -> bool:
    return not (isinstance(words, str) and isinstance(source, str)) or set(placeholders(words)) <= set(
        placeholders(source)
    )


def stored_translations(version: FlowVersion | None) -> Mapping[str, Mapping[str, Any]]:
    """What a version was published with: language -> context -> words."""
    return {} if version is None else {code: json.loads(text) for code, text in version.translations.items()}


def _sources(text: str) -> dict[str, Any]:
    return {message.context: message.source for message in flow_messages(read(text, "flow.yaml"))}


def _packaged_source(wanted: Mapping[str, Any]) -> dict[str, Any]:
    name = next(iter(wanted), "").partition(".")[0]
    for file in library.packaged_flows():
        if file.name == f"{name}.yaml":
            return _sources(file.read_text(encoding="utf-8"))
    return {}
