"""After an erasure no byte of the person is left: not in the database, its journal, the files, or a restored backup."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from storage import (
    addresses,
    backup,
    contacts,
    document_rows,
    erasure,
    events,
    identifiers,
    inbox,
    keyring,
    leads,
    migrations,
    outbox,
    sessions,
)
from storage.addresses import Newcomer
from storage.contacts import Contact
from storage.database import Database, DatabaseError
from storage.document_rows import StoredDocument
from storage.documents import DocumentStore, Missing
from storage.events import Event
from storage.ids import new_id
from storage.inbox import Received
from storage.keyring import unlock
from storage.leads import StoredLead
from storage.outbox import Message
from storage.sessions import StoredSession
from storage.tables import contacts as contacts_table
from storage.transaction import Erased
from tests.databases import MASTER, ready

VALUES = ("Aasha Vinayak Pai", "9812345678", "27AAPFU0939F1ZV", "aasha@example.in", "telegram-user-4711")


def onboard(database: Database, store: DocumentStore) -> str:
    """A contact with something of theirs in every place that can hold it."""
    name, phone, gstin, mail, external = VALUES
    contact_id, address_id, document_id = new_id(), new_id(), new_id()
    with database.write() as tx:
        addresses.reach(tx, [Newcomer("telegram", external, Contact(contact_id, "hi"), address_id)])
        session = StoredSession(new_id(), contact_id, "f", 1, "open", "telegram", {"answers": {"name": name}})
        sessions.add_many(tx, [session])
        sessions.save_many(tx, [session])
        events.add_many(tx, [Event(session.id, contact_id, "answered", "phone", tx.now, {"value": phone})])
        outbox.add_many(tx, [Message(new_id(), contact_id, address_id, session.id, "note", {"text": mail})])
        entry = Received(inbox.key_of(tx.vault, "telegram", external), "telegram", contact_id, "text")
        inbox.keep(tx, [(entry, {"text": gstin})])
        lead = StoredLead(new_id(), contact_id, session.id, "ready", None, 70, {"state": "27"}, {"name": name})
        leads.add(tx, lead)
        identifiers.note(tx, lead.id, contact_id, [("gstin", gstin), ("phone", phone)])
        stored = store.put(tx.key(contact_id), contact_id, document_id, "\n".join(VALUES).encode() * 50)
        row = StoredDocument(
            id=document_id,
            contact_id=contact_id,
            session_id=session.id,
            path="gst",
            content=document_rows.content_hash(tx, "00"),
            mime="application/pdf",
            bytes=10,
            pages=1,
            verdict="ok",
            body={"name": name},
            storage_key=stored,
            key_id=tx.key(contact_id).id,
        )
        document_rows.add(tx, row)
    return contact_id


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_no_value_is_ever_in_the_clear(tmp_path: Path) -> None:
    database, store = ready(f"sqlite:///{tmp_path / 'a.db'}"), DocumentStore.open(f"file://{tmp_path / 'files'}")
    onboard(database, store)
    everything = bytes_of(tmp_path)
    assert len(everything) > 10_000
    assert [value for value in VALUES if value.encode() in everything] == []
    database.close()


def test_an_erased_contact_is_gone_everywhere(database: Database, tmp_path: Path) -> None:
    store = DocumentStore.open(f"file://{tmp_path / 'files'}")
    contact_id, other = onboard(database, store), None
    with database.write() as tx:
        before = leads.of_contact(tx, contact_id)[0]
        erased = erasure.erase(tx, contact_id, "asked")
        assert erased is not None
        assert len(erased.files) == erased.receipt.documents == 1
        with pytest.raises(Erased):
            tx.key(contact_id)
    for name in erased.files:
        store.delete(name)
    database.scrub()
    assert store.names() == []
    with database.write() as tx:
        assert addresses.find_many(tx, [("telegram", VALUES[4])]) == {}
        assert addresses.of_contact(tx, contact_id) == []
        assert {s.status for s in sessions.of_contact(tx, contact_id)} == {"erased"}
        assert [s.body for s in sessions.of_contact(tx, contact_id)] == [None]
        assert [e.body for e in events.of_session(tx, before.session_id)] == [None]
        assert inbox.waiting(tx, [contact_id]) == []
        assert identifiers.others(tx, "x", [("gstin", VALUES[2]), ("phone", VALUES[1])]) == []
        assert [s for s in outbox.claim(tx, 1000, 1) if s.contact_id == contact_id] == []
        (lead,) = leads.of_contact(tx, contact_id)
        assert (lead.status, lead.body, lead.facets) == ("erased", None, {})
        assert [d.body for d in document_rows.of_contact(tx, contact_id)] == [None]
        found = contacts.find(tx, contact_id)
        assert found is not None
        assert found.erased_at is not None
        assert erasure.find(tx, contact_id) == erased.receipt
        assert erased.receipt in erasure.listed(tx)
        assert erasure.erase(tx, "nobody", "asked") is other
        again = erasure.erase(tx, contact_id, "again")
        assert again is not None
        assert again.receipt == erased.receipt


def test_the_destroyed_key_is_not_in_the_file_or_its_journal(tmp_path: Path) -> None:
    database, store = ready(f"sqlite:///{tmp_path / 'a.db'}"), DocumentStore.open(f"file://{tmp_path / 'files'}")
    contact_id = [onboard_other(database) for _ in range(3)][1]
    with database.read() as tx:
        column = contacts_table.c.wrapped_key
        wrapped = tx.connection.scalar(select(column).where(contacts_table.c.id == contact_id))
    assert wrapped is not None
    assert wrapped in bytes_of(tmp_path)
    with database.write() as tx:
        erasure.erase(tx, contact_id, "asked")
    database.scrub()
    assert wrapped not in bytes_of(tmp_path)
    assert wrapped[-24:] not in bytes_of(tmp_path)
    assert store.names() == []
    database.close()


def onboard_other(database: Database) -> str:
    with database.write() as tx:
        return contacts.add_many(tx, [Contact(new_id())])[0].id


def test_a_backup_opens_elsewhere_with_the_key_and_not_without(tmp_path: Path) -> None:
    database = ready(f"sqlite:///{tmp_path / 'a.db'}")
    contact_id = onboard_other(database)
    backup.backup(database, tmp_path / "b.db")
    assert stat.S_IMODE((tmp_path / "b.db").stat().st_mode) == 0o600
    assert MASTER not in bytes_of(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("b")) == ["b.db"]
    with pytest.raises(DatabaseError, match="exists"):
        backup.backup(database, tmp_path / "b.db")
    copy = Database.open(f"sqlite:///{tmp_path / 'b.db'}")
    with pytest.raises(DatabaseError, match="SAATHI_SECRET_KEY"):
        unlock(copy, bytes(32))
    unlock(copy, MASTER)
    with copy.read() as tx:
        assert contacts.find(tx, contact_id) is not None
    assert backup.check(copy) == backup.check(database) == []
    copy.close()
    database.close()


def test_a_restore_brings_back_what_was_and_erases_again(tmp_path: Path) -> None:
    database, store = ready(f"sqlite:///{tmp_path / 'a.db'}"), DocumentStore.open(f"file://{tmp_path / 'files'}")
    kept, gone = onboard_other(database), onboard(database, store)
    backup.backup(database, tmp_path / "b.db")
    with database.write() as tx:
        erasure.erase(tx, gone, "asked")
        later = contacts.add_many(tx, [Contact(new_id())])[0].id
    files = backup.restore(tmp_path / "b.db", database)
    assert files == tuple(store.names())
    with database.read() as tx:
        assert contacts.find(tx, later) is None
        assert tx.readable(kept)
        assert not tx.readable(gone)
        assert erasure.find(tx, gone) is not None
    assert backup.check(database) == []
    database.close()


def test_a_damaged_backup_is_not_restored(tmp_path: Path) -> None:
    database = ready(f"sqlite:///{tmp_path / 'a.db'}")
    contact_id = onboard_other(database)
    (tmp_path / "shopping.txt").write_text("rice, salt, oil " * 500)
    for bad in ("shopping.txt", "nothing.db"):
        with pytest.raises(DatabaseError, match="not restored"):
            backup.restore(tmp_path / bad, database)
    with database.read() as tx:
        assert contacts.find(tx, contact_id) is not None
    database.close()


def test_a_backup_that_could_not_be_used_afterwards_is_not_restored(tmp_path: Path) -> None:
    database = ready(f"sqlite:///{tmp_path / 'a.db'}")
    contact_id = onboard_other(database)
    backup.backup(database, tmp_path / "later.db")
    with closing(sqlite3.connect(tmp_path / "later.db")) as later, later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseError, match="upgrade saathi; it is not restored"):
        backup.restore(tmp_path / "later.db", database)
    other = Database.open(f"sqlite:///{tmp_path / 'other.db'}")
    migrations.upgrade(other.engine)
    unlock(other, bytes(32))
    backup.backup(other, tmp_path / "foreign.db")
    with pytest.raises(DatabaseError, match="another secret key"):
        backup.restore(tmp_path / "foreign.db", database)
    with database.read() as tx:
        assert contacts.find(tx, contact_id) is not None
    other.close()
    database.close()


def test_a_damaged_database_is_moved_aside_for_a_restore_and_a_sound_one_is_not(tmp_path: Path) -> None:
    database = ready(f"sqlite:///{tmp_path / 'a.db'}")
    contact_id = onboard_other(database)
    backup.backup(database, tmp_path / "b.db")
    database.close()
    assert backup.set_damaged_aside(tmp_path / "a.db") is None
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    aside = backup.set_damaged_aside(tmp_path / "a.db")
    assert aside == tmp_path / "a.db.damaged-1"
    assert aside.exists()
    fresh = ready(f"sqlite:///{tmp_path / 'a.db'}")
    backup.restore(tmp_path / "b.db", fresh)
    with fresh.read() as tx:
        assert contacts.find(tx, contact_id) is not None
    fresh.close()


def test_the_master_key_can_be_changed(database: Database) -> None:
    contact_id = onboard_other(database)
    fresh = bytes(reversed(range(32)))
    with database.write() as tx:
        sealed = tx.seal(contact_id, "x", {"a": 1})
    vault = database.vault
    unlock(database, fresh, old=(MASTER,))
    after: str | None = ""
    while after is not None:
        with database.write() as tx:
            after = keyring.rotate(tx, after)
    unlock(database, fresh)
    with database.read() as tx:
        assert tx.unseal(contact_id, "x", sealed) == {"a": 1}
        assert vault is not None
        assert tx.vault.lookup_hash("a", "b") == vault.lookup_hash("a", "b")
    unlock(database, MASTER, old=(fresh,))
    with database.write() as tx:
        keyring.rotate(tx)
    unlock(database, MASTER)


def test_a_deleted_file_is_missing(tmp_path: Path) -> None:
    database, store = ready(f"sqlite:///{tmp_path / 'a.db'}"), DocumentStore.open(f"file://{tmp_path / 'files'}")
    contact_id = onboard_other(database)
    with database.write() as tx:
        key = tx.key(contact_id)
    name = store.put(key, contact_id, "d", b"x")
    store.delete(name)
    store.delete(name)
    with pytest.raises(Missing):
        store.get(key, contact_id, "d", name)
    database.close()
