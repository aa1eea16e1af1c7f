"""The hot statements: one round trip for many rows, compiled once a dialect.

SQLAlchemy writes the SQL; at run time its work on each row's parameters (5 µs a row and statement, measured) is left out,
because no column of ours needs converting: ids are strings, times are integers, sealed values are bytes.

SQLite runs a statement for each row (`executemany`, no round trip to save), its values by place, which costs it two thirds of finding
them by name; PostgreSQL gets the columns as arrays and
joins with `unnest`, because a statement a row costs it 0.15 ms each even in a pipeline. The text never depends on how many
rows there are, so both keep it prepared.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
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
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles

from storage.transaction import Transaction, encode

Rows = Sequence[Mapping[str, Any]]
Q = TypeVar("Q", bound=Executable)
_BY_PLACE = sqlite.dialect(paramstyle="qmark")
PLANNED_FOR = 10
"""Rows that PostgreSQL reckons with where it cannot see an array."""


class Clock(ColumnElement[int]):
    """A column with the database's time in microseconds, so that a query can bring it along; 0 on SQLite, where processes have it."""

    inherit_cache = True
    type = BigInteger()


@compiles(Clock)
def _no_clock(element: Clock, compiler: Any, **more: Any) -> str:
    return "0"


@compiles(Clock, "postgresql")
def _clock(element: Clock, compiler: Any, **more: Any) -> str:
    return "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"


class InsertMany:
    """Insert rows that give exactly these columns."""

    __slots__ = ("_each", "_sql", "_table", "columns")

    def __init__(self, table: Table, *columns: str) -> None:
        self._table = table
        self.columns = columns
        self._sql: dict[bool, str] = {}
        self._each: _Each | None = None

    def run(self, tx: Transaction, rows: Rows) -> int:
        """Insert them; give how many."""
        if not rows:
            return 0
        if tx.postgres:
            return tx.run(self.sql(tx), arrays(rows, self.columns)).rowcount
        self._each = self._each or _Each(insert(self._table).inline(), self.columns)
        return self._each.run(tx, rows)

    def sql(self, tx: Transaction, *, padded: bool = False) -> str:
        """PostgreSQL's text. `padded`: rows whose first column is empty are left out."""
        return self._sql.get(padded) or self._compile(tx, padded)

    def _compile(self, tx: Transaction, padded: bool) -> str:
        given = unnested(self._table, self.columns)
        given = given.where(given.selected_columns[0].is_not(None)) if padded else given
        self._sql[padded] = _text(tx, insert(self._table).from_select(list(self.columns), given))
        return self._sql[padded]


class UpdateMany:
    """Set columns of the rows that match: `match` and `change` map a column to the name of its value.

    `fixed` gives what a column becomes in every row (spelt without parameters), `where` what must hold of it.
    """

    __slots__ = ("_change", "_each", "_fixed", "_match", "_names", "_sql", "_table", "_unless", "_where")

    def __init__(
        self,
        table: Table,
        match: Mapping[str, str],
        change: Mapping[str, str],
        unless: Mapping[str, str] | None = None,
        *,
        fixed: Mapping[str, ColumnElement[Any]] | None = None,
        where: Sequence[ColumnElement[bool]] = (),
    ) -> None:
        self._table = table
        self._match = match
        self._change = change
        self._unless = unless or {}
        self._fixed = fixed or {}
        self._where = where
        named = [(n, c) for part in (match, change, self._unless) for c, n in part.items()]
        self._names = {name: table.c[column] for name, column in named}
        self._sql: str | None = None
        self._each: _Each | None = None

    def run(self, tx: Transaction, rows: Rows) -> int:
        """Change them; give how many matched."""
        if not rows:
            return 0
        if tx.postgres:
            return tx.run(self.sql(tx), arrays(rows, self.columns)).rowcount
        self._each = self._each or _Each(self._statement(_parameters(self._names)))
        return self._each.run(tx, rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names that each row gives."""
        return tuple(self._names)

    def sql(self, tx: Transaction, *, padded: bool = False) -> str:
        """PostgreSQL's text. `padded`: rows of nothing match nothing as it is."""
        if self._sql is None:
            values = _values(self._names)
            self._sql = _text(tx, self._statement({name: values.c[name] for name in self._names}))
        return self._sql

    def _statement(self, values: Mapping[str, ColumnElement[Any]]) -> Update:
        c = self._table.c
        changed = {column: values[name] for column, name in self._change.items()}
        statement = update(self._table).values({**changed, **self._fixed}).where(*self._where)
        statement = statement.where(*(c[column] == values[name] for column, name in self._match.items()))
        return statement.where(*(c[column] != values[name] for column, name in self._unless.items()))


class _Each:
    """SQLite: a statement that is run for each row, its values by place."""

    __slots__ = ("_places", "_sql")

    def __init__(self, statement: Executable, columns: Sequence[str] | None = None) -> None:
        compiled = statement.compile(dialect=_BY_PLACE, column_keys=columns)  # type: ignore[attr-defined]
        self._sql = str(compiled)
        self._places = itemgetter(*compiled.positiontup)

    def run(self, tx: Transaction, rows: Rows) -> int:
        return tx.run(self._sql, list(map(self._places, rows))).rowcount


class DeleteMany:
    """Delete the rows whose text column is one of the given."""

    __slots__ = ("_by", "_sql", "_table")

    def __init__(self, table: Table, by: Column[Any]) -> None:
        self._table = table
        self._by = by
        self._sql: dict[bool, str] = {}

    def run(self, tx: Transaction, rows: Rows) -> int:
        """Delete them; give how many there were."""
        if not rows:
            return 0
        given = arrays(rows, self.columns) if tx.postgres else list(rows)
        return tx.run(self.sql(tx), given).rowcount

    @property
    def columns(self) -> tuple[str, ...]:
        """The one name that each row gives."""
        return (self._by.name,)

    def sql(self, tx: Transaction, *, padded: bool = False) -> str:
        """`padded`: rows of nothing match nothing as it is."""
        return self._sql.get(tx.postgres) or self._compile(tx)

    def _compile(self, tx: Transaction) -> str:
        (name,) = self.columns
        given: BindParameter[Any] = bindparam(name, type_=ARRAY(self._by.type) if tx.postgres else self._by.type)
        matches = self._by == any_(given) if tx.postgres else self._by == given
        self._sql[tx.postgres] = _text(tx, delete(self._table).where(matches))
        return self._sql[tx.postgres]


class Together:
    """Several of these as one statement, so that what belongs together costs PostgreSQL one round trip; SQLite has none to save.

    None of the parts sees what another writes (they share a snapshot), so no two may change the same row. Every row gives the first
    column of its part.
    """

    __slots__ = ("_parts", "_sql")

    def __init__(self, *parts: InsertMany | UpdateMany | DeleteMany) -> None:
        self._parts = parts
        self._sql: dict[tuple[int, ...], str] = {}

    def run(self, tx: Transaction, *rows: Rows) -> list[int]:
        """The rows of each part; gives how many rows each wrote."""
        if not tx.postgres:
            return [part.run(tx, its) for part, its in zip(self._parts, rows, strict=True)]
        wanted = tuple(number for number, its in enumerate(rows) if its)
        wrote = [0] * len(rows)
        if wanted:
            given = {
                f"{number}{name}": column
                for number in wanted
                for name, column in arrays(rows[number], self._parts[number].columns, PLANNED_FOR).items()
            }
            sql = self._sql.get(wanted) or self._compile(tx, wanted)
            for number, count in zip(wanted, tx.run(sql, given).fetchall()[0], strict=True):
                wrote[number] = count
        return wrote

    def _compile(self, tx: Transaction, wanted: tuple[int, ...]) -> str:
        texts = [self._parts[number].sql(tx, padded=True).replace("%(", f"%({number}") for number in wanted]
        written = [f"part{place} AS ({text} RETURNING 1)" for place, text in enumerate(texts)]
        counted = [f"(SELECT count(*) FROM part{place})" for place in range(len(texts))]  # noqa: S608 - our own numbers
        self._sql[wanted] = "WITH " + ", ".join(written) + " SELECT " + ", ".join(counted)
        return self._sql[wanted]


def _array_text(column: list[Any], least: int) -> str | list[Any]:
    """A column as PostgreSQL writes an array: the driver's own way costs five times as much. Filled up with rows of nothing to `least`.

    PostgreSQL plans a statement anew at every run while it takes that for cheaper, and for an array that it cannot see it reckons
    with ten rows; with fewer it would never keep the plan, and planning is the dearest part of a small batch.
    """
    filled = column + [None] * (least - len(column))
    if isinstance(next((value for value in column if value is not None), None), bytes):
        return filled
    text = encode(filled).decode()
    if "\\" in text:  # but for escapes an array is spelt as in JSON
        text = f"[{','.join(map(_text_of, filled))}]"
    return "{" + text[1:-1] + "}"


def _text_of(value: Any) -> str:
    if not isinstance(value, str):
        return "NULL" if value is None else str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class SelectMany:
    """Rows whose text or binary column is one of the given values; on PostgreSQL locked where asked, the rows of `of` alone.

    `passing`: rows that another transaction has locked are left out and not waited for.
    """

    __slots__ = ("_binary", "_by", "_of", "_passing", "_query", "_sql")

    def __init__(
        self,
        query: Select[Any],
        by: ColumnElement[Any],
        of: Sequence[FromClause] | None = None,
        *,
        passing: bool = False,
    ) -> None:
        self._query = query
        self._by = by
        self._of = of
        self._passing = passing
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
            return tx.run(sql, (*values, *values[-1:] * (places - len(values)))).fetchall()
        return tx.run(sql, {"wanted": _list(tx, values)}).fetchall()

    def _compile(self, tx: Transaction, lock: bool, places: int) -> str:
        """SQLite has no list of bytes: there each value has a place of its own, their number rounded up so that few texts are made."""
        if places:
            query = self._query.where(self._by.in_([bindparam(f"w{place}") for place in range(places)]))
        else:
            query = self._query.where(_among(tx, self._by, "wanted"))
        locked = query.with_for_update(key_share=True, of=self._of, skip_locked=self._passing)
        text = str(query.compile(dialect=_BY_PLACE)) if places else _text(tx, locked if lock else query)
        self._sql[tx.postgres, lock, places] = text
        return text


class Prepared(Generic[Q]):
    """One statement that gives rows, with parameters of its own; `lock` makes of it what PostgreSQL is asked."""

    __slots__ = ("_lock", "_query", "_sql")

    def __init__(self, query: Q, lock: Callable[[Q], Q] | None = None) -> None:
        self._query = query
        self._lock = lock
        self._sql: dict[bool, str] = {}

    def run(self, tx: Transaction, **given: object) -> Sequence[Any]:
        sql = self._sql.get(tx.postgres)
        if sql is None:
            query = self._lock(self._query) if self._lock is not None and tx.postgres else self._query
            sql = self._sql[tx.postgres] = _text(tx, query)
        return tx.run(sql, given).fetchall()


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
        return tx.run(sql, given).rowcount


def _among(tx: Transaction, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    if tx.postgres:
        return column == any_(bindparam(name, type_=ARRAY(column.type)))
    return column.in_(select(func.json_each(bindparam(name, type_=String)).table_valued("value").c.value))


def _power_of_two(count: int) -> int:
    return 1 << (count - 1).bit_length()


def _list(tx: Transaction, values: Sequence[str | bytes]) -> object:
    if not tx.postgres:
        return encode(values).decode()
    padded = [*values, *[values[0]] * (PLANNED_FOR - len(values))]  # see `_array_text`; one twice is found once
    return _array_text(padded, 0)


def arrays(rows: Rows, columns: Sequence[str], least: int = 0) -> dict[str, str | list[Any]]:
    """Rows turned into columns, as `unnested` wants them."""
    return {column: _array_text([row[column] for row in rows], least) for column in columns}


def unnested(table: Table, columns: Sequence[str]) -> Select[Any]:
    """PostgreSQL: the given arrays as rows, in their order."""
    values = _values({name: table.c[name] for name in columns})
    return select(*(values.c[name] for name in columns))


def _parameters(columns: Mapping[str, Column[Any]]) -> Mapping[str, ColumnElement[Any]]:
    return {name: bindparam(name, type_=column.type) for name, column in columns.items()}


def _values(columns: Mapping[str, Column[Any]]) -> FromClause:
    given = [bindparam(name, type_=ARRAY(column.type)) for name, column in columns.items()]
    typed = [Column(name, column.type) for name, column in columns.items()]
    return func.unnest(*given).table_valued(*typed, name="given").render_derived()


def _text(tx: Transaction, statement: Executable) -> str:
    text = str(statement.compile(dialect=tx.connection.dialect))  # type: ignore[attr-defined]
    return re.sub(r"\)s(::[A-Z]+(\(\d+\))?\[\])", r")b\1", text)  # arrays in binary: as text, each byte is escaped
