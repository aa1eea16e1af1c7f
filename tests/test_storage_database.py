"""How a database is opened, migrated and locked: the settings that data would be lost without."""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from storage import migrations
from storage.database import Database, DatabaseError
from storage.failures import in_words
from storage.keyring import unlock
from storage.tables import metadata, receipts
from tests.databases import MASTER, ready


def _schema(connection: Connection) -> list[tuple[object, ...]]:
    """Tables, columns and indexes as the database itself tells them."""
    if connection.dialect.name == "sqlite":
        query = (
            "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND name NOT LIKE 'sqlite%'"
        )
        rows = [tuple(row) for row in connection.execute(text(query))]
        for _, _, table in {(0, 0, row[2]) for row in rows}:
            rows += [(table, *row[1:]) for row in connection.execute(text(f"PRAGMA table_info({table})"))]
        indexes = "SELECT name, replace(replace(sql, char(10), ''), char(9), '') FROM sqlite_master WHERE sql LIKE 'CREATE%INDEX%'"
        rows += [tuple(row) for row in connection.execute(text(indexes))]
        options = text("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%' OR sql LIKE '%AUTOINCREMENT%'")
        return sorted([*rows, *(tuple(row) for row in connection.execute(options))], key=repr)
    columns = """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
                 FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'"""
    indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    keys = """SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
              WHERE connamespace = 'public'::regnamespace AND conname NOT LIKE 'alembic%'"""
    return sorted(
        (tuple(row) for query in (columns, indexes, keys) for row in connection.execute(text(query))), key=repr
    )


def test_the_schema_is_what_the_migrations_make(new_database_url: Callable[[], str]) -> None:
    migrated, created = Database.open(new_database_url()), ready(new_database_url())
    migrations.migrate(migrated.engine)
    with migrated.engine.connect() as one, created.engine.connect() as other:
        assert _schema(one) == _schema(other)
        context = MigrationContext.configure(one, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    migrated.close()
    created.close()


def test_migrations_go_up_once_and_down(new_database_url: Callable[[], str]) -> None:
    database = Database.open(new_database_url())
    assert migrations.check(database.engine) == "the database is empty: run `saathi db upgrade`"
    assert migrations.upgrade(database.engine)
    assert not migrations.upgrade(database.engine)
    assert migrations.check(database.engine) is None
    migrations.downgrade(database.engine, "base")
    assert migrations.check(database.engine) is not None
    assert migrations.upgrade(database.engine)
    database.close()


def test_an_empty_database_is_made_at_once_and_migrates_on_like_any_other(new_database_url: Callable[[], str]) -> None:
    database = Database.open(new_database_url())
    assert migrations.upgrade(database.engine)
    migrations.migrate(database.engine)  # nothing is missing
    migrations.downgrade(database.engine, migrations.revisions()[0])
    assert "run `saathi db upgrade`" in (migrations.check(database.engine) or "")
    assert migrations.upgrade(database.engine)
    assert migrations.check(database.engine) is None
    database.close()


def test_the_head_found_by_file_name_is_alembics() -> None:
    assert migrations.head() == ScriptDirectory(str(migrations.HERE)).get_current_head()


def test_a_newer_database_is_told(new_database_url: Callable[[], str]) -> None:
    database = ready(new_database_url())
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "does not know" in (migrations.check(database.engine) or "")
    with pytest.raises(migrations.UnknownRevision, match="upgrade saathi"):
        migrations.upgrade(database.engine)
    database.close()


def test_a_full_disk_and_a_damaged_file_are_said_in_words(tmp_path: Path) -> None:
    database = ready(f"sqlite:///{tmp_path}/small.db")
    pages = text("PRAGMA page_count")
    with database.engine.connect() as connection:
        connection.execute(text(f"PRAGMA max_page_count={connection.scalar(pages)}"))
        with pytest.raises(DBAPIError) as full:
            connection.execute(
                insert(receipts),
                [{"contact_id": f"{n:022}", "erased_at": 1, "reason": "asked", "documents": 0} for n in range(2000)],
            )
    assert in_words(full.value) == "the database: the disk is full: make room and start again, nothing is lost"
    database.close()
    (tmp_path / "small.db").write_bytes(b"SQLite format 3\0" + os.urandom(9000))
    with pytest.raises(DatabaseError) as damaged:
        Database.open(f"sqlite:///{tmp_path}/small.db")
    assert len(str(damaged.value).splitlines()) == 1
    assert in_words(ValueError("of a row")) is None


def test_every_sqlite_connection_is_durable(tmp_path: Path) -> None:
    database = ready(f"sqlite:///{tmp_path / 'a.db'}")
    for manager in (database.write, database.read):
        with manager() as tx:
            pragma = {
                n: tx.connection.scalar(text(f"PRAGMA {n}")) for n in ("synchronous", "journal_mode", "foreign_keys")
            }
        assert pragma == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1}
    database.close()


def test_a_write_takes_the_lock_at_its_beginning(tmp_path: Path) -> None:
    """BEGIN IMMEDIATE: a second writer waits before it has read anything."""
    database = ready(f"sqlite:///{tmp_path / 'a.db'}")
    other = sqlite3.connect(tmp_path / "a.db", timeout=0, isolation_level=None)
    with database.write(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()
    database.close()


def test_no_increment_is_lost(database: Database) -> None:
    """With a deferred BEGIN (SQLite) or without the row lock (PostgreSQL) most of these would be."""
    row = {"contact_id": "counter", "erased_at": 0, "reason": "test", "documents": 0}
    with database.write() as tx:
        tx.connection.execute(insert(receipts), [row])

    def count() -> None:
        for _ in range(25):
            with database.write() as tx:
                mine = receipts.c.contact_id == "counter"
                seen = tx.connection.scalar(tx.locking(select(receipts.c.documents).where(mine)))
                tx.connection.execute(update(receipts).where(mine).values(documents=seen + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as tx:
        assert tx.connection.scalar(select(receipts.c.documents).where(receipts.c.contact_id == "counter")) == 100


def test_a_connection_given_back_after_the_close_is_closed(new_database_url: Callable[[], str]) -> None:
    opened = ready(new_database_url())
    with opened.read() as tx:
        raw = tx.connection.connection.dbapi_connection
        assert raw is not None
        opened.close()
        tx.connection.exec_driver_sql("SELECT 1")
    with pytest.raises(Exception, match=r"closed"):
        raw.cursor().execute("SELECT 1")


def test_readers_cannot_write(database: Database) -> None:
    row = {"contact_id": "reader", "erased_at": 0, "reason": "test", "documents": 0}
    with pytest.raises(DBAPIError), database.read() as tx:
        tx.connection.execute(insert(receipts), [row])


def test_postgres_commits_durably_though_the_database_says_otherwise(
    engine_name: str, new_database_url: Callable[[], str]
) -> None:
    if engine_name != "postgresql":
        pytest.skip("about PostgreSQL")
    url = new_database_url()
    first = Database.open(url)
    name = first.url.database
    with first.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    first.close()
    database = Database.open(url)
    with database.write() as tx:
        assert tx.connection.scalar(text("SHOW synchronous_commit")) == "on"
        assert tx.connection.scalar(text("SHOW transaction_isolation")) == "read committed"
    database.close()


def test_now_is_read_once_and_is_about_now(database: Database) -> None:
    with database.write() as tx:
        first = tx.now
        assert tx.now == first
    assert 1_700_000_000_000_000 < first < 4_000_000_000_000_000


def test_a_clock_that_is_given_is_used(new_database_url: Callable[[], str]) -> None:
    database = ready(new_database_url(), clock=lambda: 42)
    with database.read() as tx:
        assert tx.now == 42
    database.close()


def test_only_the_owner_reads_the_file(tmp_path: Path) -> None:
    database = ready(f"sqlite:///{tmp_path / 'a.db'}")
    assert stat.S_IMODE((tmp_path / "a.db").stat().st_mode) == 0o600
    database.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:////no/such/folder/a.db", "the folder /no/such/folder does not exist"),
        ("sqlite://", "would forget"),
        ("mysql://root@localhost/a", "mysql is not supported"),
        ("nonsense", "not a database address"),
        ("postgresql://somebody:secretword@127.0.0.1:1/none", "is PostgreSQL running"),
        ("postgresql:///none?host=/no/such/socket", "is PostgreSQL running"),
    ],
)
def test_a_database_that_is_not_there_is_said_in_one_line(url: str, says: str) -> None:
    with pytest.raises(DatabaseError) as raised:
        Database.open(url)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert "secretword" not in str(raised.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("a shopping list, rather long" * 200)
    with pytest.raises(DatabaseError, match="not a database"):
        Database.open(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(DatabaseError, match="there is no database"):
        Database.open(f"sqlite:///{tmp_path / 'b.db'}", create=False)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch(mode=0)
    with pytest.raises(DatabaseError, match="permissions"):
        Database.open(f"sqlite:///{tmp_path / 'a.db'}")


def test_the_wrong_secret_key_is_told(database: Database) -> None:
    with pytest.raises(DatabaseError, match="SAATHI_SECRET_KEY does not open"):
        unlock(database, bytes(32))
    unlock(database, MASTER)
