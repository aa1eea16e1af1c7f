"""Backup, restore and check of a SQLite database, while it is in use. PostgreSQL has its own tools (`pg_dump`).

The secret key is not in a backup, so a stolen one is noise. Whoever was erased after it was made is erased again when it is
restored: the receipts of the database that it replaces are applied to it.
"""

import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage import erasure, keyring, migrations
from storage.database import Database, DatabaseError


def backup(database: Database, target: Path) -> None:
    """A consistent copy at `target`, which must not exist; readable by its owner only, whole or not there at all."""
    path = _file_of(database)
    if target.exists():
        raise DatabaseError(f"{target}: exists; give a new name")
    if not target.parent.is_dir():
        raise DatabaseError(f"{target}: the folder {target.parent} does not exist; create it")
    part = target.with_name(target.name + ".part")
    os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    try:
        with _opened(path) as source, _opened(part) as copy:
            source.backup(copy, pages=256, sleep=0.005)  # in steps: a writer is never kept out for long
            copy.execute("PRAGMA journal_mode=DELETE")
        _flush(part)
        part.rename(target)
        _flush(target.parent)
    finally:
        part.unlink(missing_ok=True)


def restore(source: Path, database: Database) -> tuple[str, ...]:
    """Put a backup in the place of a database that nobody else has open; give the document files to delete.

    The schema is brought up to date, and the erasures of the replaced database are repeated. Closes and reopens nothing:
    the given database goes on with the restored contents.
    """
    path = _file_of(database)
    problems = check_file(source)
    if problems:
        raise DatabaseError(f"{source}: {problems[0]}; it is not restored")
    _refuse_foreign(source, database)
    earlier = _receipts(database)
    database.engine.dispose()
    with _opened(source) as backup_file, _opened(path) as present:
        backup_file.backup(present)  # one transaction in the present file: whole or not at all
    migrations.upgrade(database.engine)
    with database.write() as tx:
        files = erasure.erase_again(tx, earlier)
    database.scrub()
    return files


def set_damaged_aside(path: Path) -> Path | None:
    """Move a file that SQLite cannot read any more out of the way of a restore; where it went, None if it is whole.

    Its receipts are lost with it: whoever was erased since the backup has to be erased again by hand.
    """
    try:
        with _opened(path) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                return None
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
    aside = next(one for number in itertools.count(1) if not (one := Path(f"{path}.damaged-{number}")).exists())
    path.rename(aside)
    for tail in ("-wal", "-shm"):  # they belong to that file: beside a fresh one they would be taken for its own
        beside = Path(f"{path}{tail}")
        if beside.exists():
            beside.rename(f"{aside}{tail}")
    return aside


def check(database: Database) -> list[str]:
    """What is wrong with a database, a line each; empty when it is well."""
    behind = migrations.check(database.engine)
    if behind is not None:
        return [behind]
    return [] if database.path is None else check_file(database.path)


def check_file(path: Path) -> list[str]:
    """SQLite's own integrity and foreign key checks."""
    if not path.is_file():
        return ["there is no such file"]
    try:
        with _opened(path) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)") if row[0] != "ok"]
            orphans = [
                f"{row[0]} refers to a missing {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
            ]
            known = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return found + orphans + ([] if known[0] else ["it is not a database of Saathi's"])


def _refuse_foreign(source: Path, database: Database) -> None:
    """A backup that could not be used afterwards must not take the place of one that can. Raises DatabaseError."""
    with _opened(source) as connection:
        revision = str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
        known = connection.execute("SELECT wrapped FROM keyring").fetchone() if _has_keys(connection) else None
    if revision not in migrations.revisions():
        raise DatabaseError(f"{source}: {migrations.unknown(revision)}; it is not restored")
    if known is not None and database.vault is not None and not keyring.opens(database.vault, known[0]):
        raise DatabaseError(f"{source}: was made with another secret key than the present one; it is not restored")


def _has_keys(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'keyring'").fetchone() is not None


def _receipts(database: Database) -> list[erasure.Receipt]:
    if migrations.check(database.engine) is not None:
        return []
    with database.read() as tx:
        return erasure.listed(tx)


def _file_of(database: Database) -> Path:
    if database.path is None:
        raise DatabaseError("PostgreSQL is backed up with its own tools: pg_dump, or a base backup")
    return database.path


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=15, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _flush(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
