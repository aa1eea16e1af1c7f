"""How a database is opened: SQLite for one machine, PostgreSQL for several, the same code over both.

SQLite: write-ahead journal, `synchronous=FULL` (a commit is on the disk when it returns), and every writing transaction
is `BEGIN IMMEDIATE`: with the driver's own BEGIN, two writers both read, both write, and one increment vanishes without
an error. PostgreSQL: READ COMMITTED with rows read after they are locked; `synchronous_commit` is put on where a server
has it off. Readers get connections that cannot write.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from storage.crypto import Vault
from storage.failures import Failure, Unacknowledged, classify, code_of
from storage.times import clock as process_clock
from storage.transaction import Transaction

T = TypeVar("T")

BUSY_FOR = 15  # seconds that a writer of another process (the command line) is waited for
CONNECT_FOR = 10  # seconds until an unreachable PostgreSQL is called so


class DatabaseError(Exception):
    """The database cannot be used. One line: where, what, and what to do."""


class Database:
    """An open database. `write()` and `read()` give transactions; a server writes only through a `Writer`."""

    def __init__(self, url: URL, writing: Engine, reading: Engine, clock: Callable[[], int] | None) -> None:
        self.url = url
        self.engine = writing
        self.postgres = writing.dialect.name == "postgresql"
        self.vault: Vault | None = None
        self._reading = reading
        self._clock = clock if clock or self.postgres else process_clock

    @classmethod
    def open(cls, url: str, *, create: bool = True, clock: Callable[[], int] | None = None) -> Self:
        """Connect once, to fail early and clearly. `clock` (microseconds) replaces the database's own, for `--now`."""
        parsed = _parse(url)
        if parsed.get_backend_name() == "sqlite":
            _prepare_file(parsed, create)
            engines = _sqlite(parsed, writing=True), _sqlite(parsed, writing=False)
        else:
            engines = _postgres(parsed, writing=True), _postgres(parsed, writing=False)
        try:
            with engines[0].connect():
                pass
        except (DBAPIError, sqlite3.Error) as error:
            raise DatabaseError(_why(parsed, error)) from None
        return cls(parsed, *engines, clock)

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database."""
        return None if self.postgres or not self.url.database else Path(self.url.database)

    def transaction(self, connection: Connection, *, writing: bool = True) -> Transaction:
        return Transaction(connection, self.vault, self._clock, writing=writing)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A writing transaction on the calling thread: for the command line, migrations and tests."""
        with self.engine.begin() as connection:
            yield self.transaction(connection)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A read-only transaction; keep it short."""
        with self._reading.begin() as connection:
            yield self.transaction(connection, writing=False)

    def view(self, work: Callable[[Transaction], T]) -> T:
        """`work` in a read-only transaction: what a page hands to `asyncio.to_thread`. Raises `Unacknowledged` while it is away."""
        try:
            with self.read() as tx:
                return work(tx)
        except SQLAlchemyError as error:
            if classify(error) is Failure.ITEM:
                raise
            raise Unacknowledged(f"the database: {code_of(error)}") from error

    def scrub(self) -> None:
        """Make deleted bytes unreadable: after an erasure, outside of any transaction."""
        if self.postgres:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM contacts, addresses, sessions, outbox, inbox, documents, leads")
        else:
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                raw.close()

    def close(self) -> None:
        """Let go of every connection; one that a thread is still reading with closes when the thread gives it back."""
        for engine in (self._reading, self.engine):
            event.listen(engine.pool, "checkin", _close_late)
            engine.dispose()


def _close_late(connection: Any, _record: Any) -> None:
    if connection is not None:
        connection.close()


def file_of(url: str) -> Path | None:
    """Where a SQLite database of that address lies; None for PostgreSQL. Raises DatabaseError."""
    parsed = _parse(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _parse(text: str) -> URL:
    try:
        url = make_url(text)
        name = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise DatabaseError("not a database address: write sqlite:///file.db or postgresql://user@host/name") from None
    match name:
        case "sqlite":
            return url.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case _:
            raise DatabaseError(f"{name} is not supported: write sqlite:///file.db or postgresql://user@host/name")


def _prepare_file(url: URL, create: bool) -> None:
    """The file is made by us, so that only its owner can read it."""
    if not url.database or url.database == ":memory:":
        raise DatabaseError("a database in memory would forget: write sqlite:///file.db")
    path = Path(url.database)
    if not path.parent.is_dir():
        raise DatabaseError(f"{path}: the folder {path.parent} does not exist; create it or change SAATHI_DATABASE_URL")
    if not path.exists() and not create:
        raise DatabaseError(f"{path}: there is no database; `saathi db upgrade` makes one")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise DatabaseError(f"{path}: {error.strerror}; check the file's owner and permissions") from None


def _sqlite(url: URL, *, writing: bool) -> Engine:
    engine = create_engine(
        url,
        paramstyle="named",  # values as dictionaries, see compiled.py
        hide_parameters=True,  # an error's text must not hold what a trader wrote
        connect_args={"timeout": BUSY_FOR, "check_same_thread": False, "cached_statements": 512},
        pool_size=2 if writing else 8,
        max_overflow=8,
    )

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=FAST")  # a destroyed key is overwritten in its page
        connection.execute("PRAGMA temp_store=MEMORY")  # no sorted rows in files beside the database
        connection.execute("PRAGMA cache_size=-8192")
        if not writing:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgres(url: URL, *, writing: bool) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        execution_options={} if writing else {"postgresql_readonly": True},
        connect_args={"connect_timeout": CONNECT_FOR, "application_name": "saathi"},
        pool_size=4 if writing else 8,
        max_overflow=8,
    )

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: Any) -> None:
        connection.execute(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        )
        connection.commit()

    return engine


def _why(url: URL, error: Exception) -> str:
    """One line, without the password."""
    cause = getattr(error, "orig", None) or error
    reason = " ".join(str(cause).split())[:300]
    if url.get_backend_name() == "sqlite":
        return f"{url.database}: {reason}; is it a SQLite database of Saathi's?"
    return f"{url.render_as_string(hide_password=True)}: {reason}; is PostgreSQL running and the database created?"
