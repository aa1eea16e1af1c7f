"""Bringing a database to the present schema. Alembic, configured here: no ini file, and the versions are packaged."""

from functools import cache
from pathlib import Path

from sqlalchemy import Engine, inspect, text

HERE = Path(__file__).parent


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
    _run(engine, "upgrade", "head")
    return True


def downgrade(engine: Engine, to: str) -> None:
    """Back to an earlier revision, "base" for nothing: for tests and for a failed release."""
    _run(engine, "downgrade", to)


def _run(engine: Engine, action: str, target: str) -> None:
    from alembic import command  # a quarter of a second, which a start with nothing to migrate does not pay
    from alembic.config import Config

    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # two servers starting at once upgrade one after the other
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7283410)")
        config = Config()
        config.set_main_option("script_location", str(HERE).replace("%", "%%"))
        config.attributes["connection"] = connection
        (command.upgrade if action == "upgrade" else command.downgrade)(config, target)
