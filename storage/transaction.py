"""One transaction as the repositories see it: a connection, one `now`, and the keys of the contacts it touches.

Sealing happens here and nowhere else, so that no repository can forget it. A context (`session:<id>`) names what the
value is of; a value read back under another context does not open.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import orjson
from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError

from storage.crypto import ContactKey, Vault
from storage.tables import contacts

_POSTGRES_NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
_KEYS = select(contacts.c.id, contacts.c.wrapped_key).where(contacts.c.id.in_(bindparam("ids", expanding=True)))


class Erased(Exception):
    """The contact's key is destroyed: nothing of theirs can be read or written."""


class Lost(Exception):
    """Somebody else has it, or changed it, since it was read: roll back and look again."""


class Locked(Exception):
    """The database was opened without a secret key, so sealed values stay closed."""


def _postgres_now(connection: Connection) -> int:
    return int(connection.exec_driver_sql(_POSTGRES_NOW).scalar_one())


def encode(value: object) -> bytes:
    """JSON as compact UTF-8. Raises TypeError where `value` is more than plain JSON, or holds a lone surrogate."""
    return orjson.dumps(value)


def decode(data: bytes) -> Any:
    return orjson.loads(data)


class Transaction:
    """Lives on one thread, between a BEGIN and its COMMIT."""

    __slots__ = ("_clock", "_keys", "_now", "_vault", "connection", "postgres", "writing")

    def __init__(
        self, connection: Connection, vault: Vault | None, clock: Callable[[], int] | None, *, writing: bool
    ) -> None:
        self.connection = connection
        self.writing = writing
        self.postgres = connection.dialect.name == "postgresql"
        self._vault = vault
        self._clock = clock
        self._now: int | None = None
        self._keys: dict[str, ContactKey | None] = {}

    @property
    def now(self) -> int:
        """The transaction's time, read once: on PostgreSQL the database's, for process clocks must not be compared."""
        if self._now is None:
            self._now = self._clock() if self._clock else _postgres_now(self.connection)
        return self._now

    def is_at(self, now: int) -> None:
        """Take a time that came along with a query for the transaction's, unless it is known already or a clock was given."""
        if self._now is None and self._clock is None:
            self._now = now

    @property
    def vault(self) -> Vault:
        if self._vault is None:
            raise Locked("the database was opened without a secret key")
        return self._vault

    def run(self, statement: str, given: Mapping[str, Any] | tuple[Any, ...] | list[Any]) -> DBAPICursor:
        """A ready statement, straight to the driver; its cursor. For `compiled` only: what SQLAlchemy does around each costs a
        twelfth of a whole update (measured). Errors are wrapped as SQLAlchemy wraps them, without parameters.
        """
        dialect = self.connection.dialect
        assert dialect.dbapi is not None
        cursor = self.connection.connection.cursor()
        try:
            if isinstance(given, list):
                cursor.executemany(statement, given)
            else:
                cursor.execute(statement, given)
        except dialect.dbapi.Error as error:
            raise DBAPIError.instance(
                statement, None, error, dialect.dbapi.Error, hide_parameters=True, dialect=dialect
            ) from error
        return cursor

    def learn(self, contact_id: str, wrapped: bytes | None) -> None:
        """Remember a contact's key, as read from its row; None for an erased contact."""
        self._keys[contact_id] = self.vault.open(wrapped) if wrapped else None

    def learn_all(self, contact_ids: Iterable[str]) -> None:
        """Read the keys that are not known yet, all at once."""
        missing = sorted({i for i in contact_ids if i not in self._keys})
        if missing:
            for contact_id, wrapped in self.connection.execute(_KEYS, {"ids": missing}):
                self.learn(contact_id, wrapped)

    def key(self, contact_id: str) -> ContactKey:
        if contact_id not in self._keys:
            self.learn_all([contact_id])
        key = self._keys.get(contact_id)
        if key is None:
            raise Erased(contact_id)
        return key

    def readable(self, contact_id: str) -> bool:
        """Whether the contact's values can be opened: false once erased."""
        if contact_id not in self._keys:
            self.learn_all([contact_id])
        return self._keys.get(contact_id) is not None

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is done inside is undone alone if it fails."""
        with self.connection.begin_nested():
            yield

    def forget(self, contact_id: str) -> None:
        """From here on this transaction, too, takes the contact for erased."""
        self._keys[contact_id] = None

    def seal(self, contact_id: str, context: str, value: object) -> bytes:
        """The value as JSON under the contact's key. Raises `Erased`."""
        key = self._keys.get(contact_id) or self.key(contact_id)
        return key.encrypt(orjson.dumps(value), context.encode())

    def open_or_none(self, contact_id: str, context: str, sealed: bytes | None) -> Any:
        """What `seal` sealed; None where nothing was or where the contact is erased."""
        return None if sealed is None or not self.readable(contact_id) else self.unseal(contact_id, context, sealed)

    def locking(self, query: Select[Any]) -> Select[Any]:
        """The query with its rows locked. SQLite needs no words for it: BEGIN IMMEDIATE has locked them all; nor does a reader."""
        return query.with_for_update(key_share=True) if self.postgres and self.writing else query

    def unseal(self, contact_id: str, context: str, sealed: bytes) -> Any:
        """What `seal` sealed. Raises `Erased`, or `Forged` when damaged or moved."""
        return orjson.loads(self.key(contact_id).decrypt(sealed, context.encode()))
