"""The published flows of a process, compiled once each. The database says which version is live; a publish by another process is
noticed with the next batch, because the live numbers are read in every transaction that advances anybody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flows.loader import load
from flows.model import Flow
from locales.languages import LANGUAGES
from storage import flow_versions
from storage.flow_versions import FlowVersion
from storage.transaction import Transaction


class NoSuchFlow(LookupError):
    """No version of it was published."""


class Shelf:
    """Compiled flows by (flow, version). Used on one thread at a time: the writer's; pages read through their own transactions."""

    def __init__(self) -> None:
        self._flows: dict[tuple[str, int], Flow] = {}

    def live(self, tx: Transaction, flow: str, numbers: Mapping[str, int]) -> Flow:
        """The live version of a flow; `numbers` are this transaction's `flow_versions.live_numbers`."""
        number = numbers.get(flow)
        if number is None:
            raise NoSuchFlow(f"no version of {flow} is published")
        return self.version(tx, flow, number)

    def version(self, tx: Transaction, flow: str, number: int) -> Flow:
        """One version of a flow. Raises NoSuchFlow."""
        known = self._flows.get((flow, number))
        if known is not None:
            return known
        found = flow_versions.find(tx, flow, number)
        if found is None:
            raise NoSuchFlow(f"{flow} has no version {number}")
        loaded = self._flows[flow, number] = compiled(found)
        return loaded


def compiled(version: FlowVersion) -> Flow:
    """A stored version as it runs."""
    translations = {language: json.loads(text) for language, text in version.translations.items()}
    return load(version.definition, f"{version.flow}.yaml", version.version, translations=translations)


def words_of(flow: str, translations: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The translations that belong to one flow, as a version stores them: language -> JSON of context -> text."""
    prefix = f"{flow}."
    stored = {}
    for language in LANGUAGES:
        own = {context: text for context, text in translations.get(language, {}).items() if context.startswith(prefix)}
        if own:
            stored[language] = json.dumps(own, ensure_ascii=False, sort_keys=True)
    return stored


def live_flow(tx: Transaction, name: str, version: int | None) -> Flow:
    """A published flow as it runs. Raises LookupError."""
    found = flow_versions.live(tx, name) if version is None else flow_versions.find(tx, name, version)
    if found is None:
        raise LookupError(f"{name} has no version {version}" if version else f"no version of {name} is published")
    return compiled(found)
