"""What is known of a collected file; its bytes are in the document store (`documents.py`)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from storage.tables import documents
from storage.transaction import Transaction

Digest = bytes  # the name `bytes` is the file's size below


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """`content`: keyed hash of the bytes, to find doubles. `body`: file name, sha256 and what was read from it."""

    id: str
    contact_id: str
    session_id: str | None
    path: str
    content: Digest
    mime: str
    bytes: int
    pages: int | None
    verdict: str
    body: Any
    storage_key: str
    key_id: Digest
    created_at: int = 0
    deleted_at: int | None = None


_D = documents.c
_FIELDS = tuple(_D[name] for name in StoredDocument.__slots__)


def content_hash(tx: Transaction, sha256: str) -> bytes:
    return tx.vault.lookup_hash(sha256, "document")


def add(tx: Transaction, document: StoredDocument) -> None:
    row = {name: getattr(document, name) for name in StoredDocument.__slots__}
    sealed = tx.seal(document.contact_id, _context(document.id), document.body)
    tx.connection.execute(insert(documents), [row | {"body": sealed, "created_at": document.created_at or tx.now}])


def save(tx: Transaction, document: StoredDocument) -> None:
    """Its verdict, pages and what was read, when that is known."""
    sealed = tx.seal(document.contact_id, _context(document.id), document.body)
    values = {"verdict": document.verdict, "pages": document.pages, "body": sealed, "path": document.path}
    tx.connection.execute(update(documents).where(_D.id == document.id).values(values))


def find(tx: Transaction, document_id: str) -> StoredDocument | None:
    found = _read(tx, select(*_FIELDS).where(_D.id == document_id))
    return found[0] if found else None


def of_contact(tx: Transaction, contact_id: str) -> list[StoredDocument]:
    return _read(tx, select(*_FIELDS).where(_D.contact_id == contact_id).order_by(_D.created_at, _D.id))


def same_files(tx: Transaction, session_id: str, limit: int = 20) -> list[tuple[str, str]]:
    """(path, another contact's session) for files of this session that somebody else has sent too, to the byte."""
    other = documents.alias()
    same = (other.c.content == _D.content) & (other.c.contact_id != _D.contact_id) & other.c.deleted_at.is_(None)
    query = select(_D.path, other.c.session_id).join(other, same).where(_D.session_id == session_id)
    query = query.where(_D.deleted_at.is_(None), _D.path != "", other.c.path != "").distinct()
    rows = tx.connection.execute(query.order_by(_D.path, other.c.session_id).limit(limit))
    return [(row[0], row[1]) for row in rows if row[1] is not None]


def deleted(tx: Transaction, document_id: str) -> None:
    """Its bytes are gone from the store."""
    tx.connection.execute(update(documents).where(_D.id == document_id).values(deleted_at=tx.now, body=None))


def _context(document_id: str) -> str:
    return "document:" + document_id


def _read(tx: Transaction, query: Any) -> list[StoredDocument]:
    rows = tx.connection.execute(query).all()
    tx.learn_all({row.contact_id for row in rows})
    return [_stored({**row._mapping, "body": tx.open_or_none(row[1], _context(row[0]), row.body)}) for row in rows]


def _stored(values: dict[str, Any]) -> StoredDocument:
    return StoredDocument(**values)
