"""Bringing a database to the present schema. Alembic, configured here: no ini file, and the versions are packaged."""

from functools import cache
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, text

from storage import tables

HERE = Path(__file__).parent
# As Alembic makes it.
_VERSIONS = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


class UnknownRevision(Exception):
    """The database was made by a later version of this package. One line."""


@cache
def revisions() -> tuple[str, ...]:
    """All revisions, oldest first. They are in a line and their files are named by number, so nothing is imported."""
    return tuple(sorted(path.name.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*.py")))


def head() -> str:
    """The revision that this package was written for."""
    return revisions()[-1]


def current(engine: Engine) -> str | None:
    """The revision the database is at; None when it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def check(engine: Engine) -> str | None:
    """What is wrong with the database's schema in one line, or None."""
    at = current(engine)
    if at == head():
        return None
    if at is None:
        return "the database is empty: run `saathi db upgrade`"
    if at in revisions():
        return f"the database is at revision {at}, this version needs {head()}: run `saathi db upgrade`"
    return unknown(at)


def unknown(at: str) -> str:
    """What to say of a revision that is of a later package."""
    return f"the database is at revision {at}, which this version does not know: upgrade saathi"


def upgrade(engine: Engine) -> bool:
    """Apply what is missing, all in one transaction. Says whether anything was. Raises UnknownRevision."""
    at = current(engine)
    if at == head():
        return False
    if at is not None and at not in revisions():
        raise UnknownRevision(unknown(at))
    if at is None and _make(engine):
        return True
    migrate(engine)
    return True


def migrate(engine: Engine) -> None:
    """Every revision that is missing, one after the other."""
    _run(engine, "upgrade", "head")


def downgrade(engine: Engine, to: str) -> None:
    """Back to an earlier revision, "base" for nothing: for tests and for a failed release."""
    _run(engine, "downgrade", to)


def _make(engine: Engine) -> bool:
    """A new database gets the present schema at once: the suite holds it equal to what the migrations make, and a first start need
    not wait for Alembic. Says whether it was new.
    """
    with engine.begin() as connection:
        _one_at_a_time(connection)
        if inspect(connection).has_table(_VERSIONS.name):
            return False  # it went back to nothing, or another server was quicker
        tables.metadata.create_all(connection, checkfirst=False)
        _VERSIONS.create(connection)
        connection.execute(insert(_VERSIONS).values(version_num=head()))
    return True


def _one_at_a_time(connection: Connection) -> None:
    """Two servers that start at once upgrade one after the other."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7283410)")


def _run(engine: Engine, action: str, target: str) -> None:
    from alembic import command  # a quarter of a second, which a start with nothing to migrate does not pay
    from alembic.config import Config

    with engine.begin() as connection:
        _one_at_a_time(connection)
        config = Config()
        config.set_main_option("script_location", str(HERE).replace("%", "%%"))
        config.attributes["connection"] = connection
        (command.upgrade if action == "upgrade" else command.downgrade)(config, target)
