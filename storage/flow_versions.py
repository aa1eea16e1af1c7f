"""Published versions of flows: immutable, one of a flow live. Publishing and rolling back only move the mark."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, insert, select, update

from storage.compiled import Prepared
from storage.tables import flow_versions
from storage.transaction import Transaction

HIGHEST: Final = 2**31 - 1
"""Of what the databases can hold as a version; whoever asks for a higher one asks for none that there is."""


@dataclass(frozen=True, slots=True)
class FlowVersion:
    """`definition` is the YAML text, `translations` language -> the PO text that was published with it."""

    flow: str
    version: int
    definition: str
    translations: Mapping[str, str]
    note: str
    author: str
    published_at: int
    live: bool
    hash: bytes


_F = flow_versions.c
_FIELDS = (
    _F.flow,
    _F.version,
    _F.definition,
    _F.translations,
    _F.note,
    _F.author,
    _F.published_at,
    _F.live,
    _F.hash,
)


_LIVE = Prepared(select(_F.flow, _F.version).where(_F.live))


def content_hash(definition: str, translations: Mapping[str, str]) -> bytes:
    """The same for the same words, whoever published them when."""
    return hashlib.sha256(json.dumps([definition, sorted(translations.items())]).encode()).digest()


def publish(
    tx: Transaction, flow: str, definition: str, translations: Mapping[str, str], *, note: str, author: str
) -> FlowVersion:
    """The next version, live from this commit on. The live version given again changes nothing."""
    live_now = _live(tx, flow, lock=True)
    fingerprint = content_hash(definition, translations)
    if live_now is not None and live_now.hash == fingerprint:
        return live_now
    number = (tx.connection.scalar(select(func.max(_F.version)).where(_F.flow == flow)) or 0) + 1
    _unmark(tx, flow)
    row = {
        "flow": flow,
        "version": number,
        "definition": definition,
        "translations": json.dumps(dict(translations), ensure_ascii=False),
        "hash": fingerprint,
        "note": note,
        "author": author,
        "published_at": tx.now,
        "live": True,
    }
    tx.connection.execute(insert(flow_versions), [row])
    return FlowVersion(flow, number, definition, dict(translations), note, author, tx.now, True, fingerprint)


def make_live(tx: Transaction, flow: str, version: int, remark: str = "") -> FlowVersion | None:
    """Roll back (or forward) to a published version; None if there is none of that number.

    What was published never changes; `remark` is written under its note, so that the history says why it is live again.
    """
    _live(tx, flow, lock=True)
    found = find(tx, flow, version)
    if found is not None:
        _unmark(tx, flow)
        note = f"{found.note}\n{remark}".strip() if remark else found.note
        its = (_F.flow == flow, _F.version == version)
        tx.connection.execute(update(flow_versions).where(*its).values(live=True, note=note))
        found = find(tx, flow, version)
    return found


def live(tx: Transaction, flow: str) -> FlowVersion | None:
    return _live(tx, flow, lock=False)


def all_live(tx: Transaction) -> list[FlowVersion]:
    """The live version of every flow."""
    return [_open(row) for row in tx.connection.execute(select(*_FIELDS).where(_F.live).order_by(_F.flow))]


def live_numbers(tx: Transaction) -> dict[str, int]:
    """Flow -> live version: what a server asks often, to notice a publish by another process."""
    return {row[0]: row[1] for row in _LIVE.run(tx)}


def find(tx: Transaction, flow: str, version: int) -> FlowVersion | None:
    if not 0 < version <= HIGHEST:
        return None
    row = tx.connection.execute(select(*_FIELDS).where(_F.flow == flow, _F.version == version)).one_or_none()
    return None if row is None else _open(row)


def history(tx: Transaction, flow: str) -> list[FlowVersion]:
    """All versions of a flow, newest first."""
    query = select(*_FIELDS).where(_F.flow == flow).order_by(_F.version.desc())
    return [_open(row) for row in tx.connection.execute(query)]


def _live(tx: Transaction, flow: str, *, lock: bool) -> FlowVersion | None:
    query = select(*_FIELDS).where(_F.flow == flow, _F.live)
    row = tx.connection.execute(tx.locking(query) if lock else query).one_or_none()
    return None if row is None else _open(row)


def _unmark(tx: Transaction, flow: str) -> None:
    tx.connection.execute(update(flow_versions).where(_F.flow == flow, _F.live).values(live=False))


def _open(row: Any) -> FlowVersion:
    flow, version, definition, translations, note, author, at, is_live, fingerprint = row
    return FlowVersion(flow, version, definition, json.loads(translations), note, author, at, is_live, fingerprint)
