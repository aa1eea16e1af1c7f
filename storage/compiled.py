"""The hot statements, compiled once a dialect and run over many rows.

SQLAlchemy writes the SQL; at run time its own work on each row's parameters (5 µs a row and statement, measured) is left
out, because no column of ours needs converting: ids are strings, times are integers, sealed values are bytes. Both drivers
take the rows as dictionaries (SQLite is opened with named parameters for that).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Delete, Insert, Update

from storage.transaction import Transaction


class Many:
    """A statement for `executemany`: no RETURNING, and no values but those of the rows."""

    __slots__ = ("_sql", "_statement")

    def __init__(self, statement: Insert | Update | Delete) -> None:
        self._statement = statement
        self._sql: dict[str, str] = {}

    def run(self, tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> int:
        """Run it for each row, in order; give how many rows of the table it touched."""
        if not rows:
            return 0
        dialect = tx.connection.dialect
        sql = self._sql.get(dialect.name)
        if sql is None:
            sql = self._sql[dialect.name] = str(self._statement.compile(dialect=dialect, column_keys=list(rows[0])))
        return tx.connection.exec_driver_sql(sql, list(rows)).rowcount
