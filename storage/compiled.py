"""The hot statements: one round trip for many rows, compiled once a dialect.

SQLAlchemy writes the SQL; at run time its work on each row's parameters (5 µs a row and statement, measured) is left out,
because no column of ours needs converting: ids are strings, times are integers, sealed values are bytes.

SQLite runs a statement for each row (`executemany`, no round trip to save); PostgreSQL gets the columns as arrays and
joins with `unnest`, because a statement a row costs it 0.15 ms each even in a pipeline. The text never depends on how many
rows there are, so both keep it prepared.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Executable,
    FromClause,
    LargeBinary,
    Select,
    String,
    Table,
    Update,
    any_,
    bindparam,
    func,
    insert,
    select,
    update,
)

from storage.transaction import Transaction

Rows = Sequence[Mapping[str, Any]]


class InsertMany:
    """Insert rows that give exactly these columns."""

    __slots__ = ("_columns", "_sql", "_table")

    def __init__(self, table: Table, *columns: str) -> None:
        self._table = table
        self._columns = columns
        self._sql: dict[bool, str] = {}

    def run(self, tx: Transaction, rows: Rows) -> None:
        if not rows:
            return
        sql = self._sql.get(tx.postgres) or self._compile(tx)
        tx.connection.exec_driver_sql(sql, arrays(rows, self._columns) if tx.postgres else list(rows))

    def _compile(self, tx: Transaction) -> str:
        if tx.postgres:
            statement = insert(self._table).from_select(list(self._columns), unnested(self._table, self._columns))
            text = _text(tx, statement)
        else:
            text = _text(tx, insert(self._table).inline(), column_keys=list(self._columns))
        self._sql[tx.postgres] = text
        return text


class UpdateMany:
    """Set columns of the rows that match: `match` and `change` map a column to the name of its value."""

    __slots__ = ("_change", "_match", "_names", "_sql", "_table", "_unless")

    def __init__(
        self, table: Table, match: Mapping[str, str], change: Mapping[str, str], unless: Mapping[str, str] | None = None
    ) -> None:
        self._table = table
        self._match = match
        self._change = change
        self._unless = unless or {}
        named = [(n, c) for part in (match, change, self._unless) for c, n in part.items()]
        self._names = {name: table.c[column] for name, column in named}
        self._sql: dict[bool, str] = {}

    def run(self, tx: Transaction, rows: Rows) -> int:
        """Change them; give how many matched."""
        if not rows:
            return 0
        sql = self._sql.get(tx.postgres) or self._compile(tx)
        given = arrays(rows, tuple(self._names)) if tx.postgres else list(rows)
        return tx.connection.exec_driver_sql(sql, given).rowcount

    def _compile(self, tx: Transaction) -> str:
        values = _values(self._names) if tx.postgres else None
        of = self._names if values is None else values.c
        value = {name: bindparam(name, type_=of[name].type) if values is None else of[name] for name in self._names}
        c = self._table.c
        statement = update(self._table).values({column: value[name] for column, name in self._change.items()})
        statement = statement.where(*(c[column] == value[name] for column, name in self._match.items()))
        statement = statement.where(*(c[column] != value[name] for column, name in self._unless.items()))
        self._sql[tx.postgres] = _text(tx, statement)
        return self._sql[tx.postgres]


class SelectMany:
    """Rows whose text or binary column is one of the given values; on PostgreSQL locked where asked."""

    __slots__ = ("_binary", "_by", "_query", "_sql")

    def __init__(self, query: Select[Any], by: ColumnElement[Any]) -> None:
        self._query = query
        self._by = by
        self._binary = isinstance(by.type, LargeBinary)
        self._sql: dict[tuple[bool, bool, int], str] = {}

    def run(self, tx: Transaction, wanted: Iterable[str] | Iterable[bytes], *, lock: bool = False) -> Sequence[Any]:
        values: list[str | bytes] = list(wanted)
        if not values:
            return []
        lock = lock and tx.writing
        places = _power_of_two(len(values)) if self._binary and not tx.postgres else 0
        sql = self._sql.get((tx.postgres, lock, places)) or self._compile(tx, lock, places)
        if places:
            values += values[-1:] * (places - len(values))
            return tx.connection.exec_driver_sql(sql, {f"w{place}": one for place, one in enumerate(values)}).all()
        return tx.connection.exec_driver_sql(sql, {"wanted": _list(tx, values)}).all()

    def _compile(self, tx: Transaction, lock: bool, places: int) -> str:
        """SQLite has no list of bytes: there each value has a place of its own, their number rounded up so that few texts are made."""
        if places:
            query = self._query.where(self._by.in_([bindparam(f"w{place}") for place in range(places)]))
        else:
            query = self._query.where(_among(tx, self._by, "wanted"))
        text = _text(tx, query.with_for_update(key_share=True) if lock else query)
        self._sql[tx.postgres, lock, places] = text
        return text


class UpdateAmong:
    """One UPDATE, without parameters of its own, of rows whose text columns are among the given strings."""

    __slots__ = ("_among", "_sql", "_statement")

    def __init__(self, statement: Update, among: Mapping[str, ColumnElement[Any]]) -> None:
        self._statement = statement
        self._among = among
        self._sql: dict[bool, str] = {}

    def run(self, tx: Transaction, **wanted: Iterable[str]) -> int:
        """Change them; give how many."""
        sql = self._sql.get(tx.postgres)
        if sql is None:
            conditions = (_among(tx, column, name) for name, column in self._among.items())
            sql = self._sql[tx.postgres] = _text(tx, self._statement.where(*conditions))
        given = {name: _list(tx, list(strings)) for name, strings in wanted.items()}
        return tx.connection.exec_driver_sql(sql, given).rowcount


def _among(tx: Transaction, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    if tx.postgres:
        return column == any_(bindparam(name, type_=ARRAY(column.type)))
    return column.in_(select(func.json_each(bindparam(name, type_=String)).table_valued("value").c.value))


def _power_of_two(count: int) -> int:
    return 1 << (count - 1).bit_length()


def _list(tx: Transaction, strings: Sequence[str | bytes]) -> object:
    return strings if tx.postgres else json.dumps(strings)


def arrays(rows: Rows, columns: Sequence[str]) -> dict[str, list[Any]]:
    """Rows turned into columns, as `unnested` wants them."""
    return {column: [row[column] for row in rows] for column in columns}


def unnested(table: Table, columns: Sequence[str]) -> Select[Any]:
    """PostgreSQL: the given arrays as rows, in their order."""
    values = _values({name: table.c[name] for name in columns})
    return select(*(values.c[name] for name in columns))


def _values(columns: Mapping[str, Column[Any]]) -> FromClause:
    given = [bindparam(name, type_=ARRAY(column.type)) for name, column in columns.items()]
    typed = [Column(name, column.type) for name, column in columns.items()]
    return func.unnest(*given).table_valued(*typed, name="given").render_derived()


def _text(tx: Transaction, statement: Executable, **options: Any) -> str:
    text = str(statement.compile(dialect=tx.connection.dialect, **options))  # type: ignore[attr-defined]
    return re.sub(r"\)s(::[A-Z]+(\(\d+\))?\[\])", r")b\1", text)  # arrays in binary: as text, each byte is escaped
