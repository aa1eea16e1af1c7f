"""`saathi db …`: bring the database up to date, look whether it is well, copy it, put a copy back, change its master key."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from bot.commands.opened import opened
from bot.database import open_database
from bot.settings import Settings
from storage import backup as copies
from storage import keyring, migrations
from storage.database import Database, DatabaseError, file_of
from storage.documents import DocumentStore, DocumentStoreError


@click.group("db")
def db() -> None:
    """The database: upgrade, check, backup, restore, rotate-key.

    Example: saathi db check
    """


@db.command("upgrade")
def upgrade() -> None:
    """Bring the schema to what this version needs.

    Example: saathi db upgrade
    """
    settings = Settings.load()
    with _clear_line():
        before = _revision(settings)
        open_database(settings).close()
    click.echo(f"{'already at' if before == migrations.head() else 'upgraded to'} revision {migrations.head()}")


@db.command("check")
@click.option("--json", "as_json", is_flag=True, help='{"problems": […]}')
def check(as_json: bool) -> None:
    """Look whether the database is whole and of this version; 1 if not.

    Example: saathi db check
    """
    settings = Settings.load()
    with _clear_line():
        database = Database.open(settings.database_url, create=False)
        problems = copies.check(database)
        database.close()
    click.echo(json.dumps({"problems": problems}) if as_json else "\n".join(problems) or "the database is well")
    sys.exit(1 if problems else 0)


@db.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy a SQLite database while it is in use. The secret key is not in it: keep that apart.

    Example: saathi db backup saathi-monday.db
    """
    with _clear_line(), opened() as database:
        copies.backup(database, file)
    click.echo(f"{file}: {file.stat().st_size} bytes", err=True)


@db.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, yes: bool) -> None:
    """Put a backup in the place of the database. Stop the server first. Whoever was erased since is erased again.

    Example: saathi db restore saathi-monday.db
    """
    settings = Settings.load()
    if not yes:
        click.confirm("This replaces the present database. Go on?", abort=True)
    with _clear_line():
        aside = _out_of_the_way(settings, file)
    if aside is not None:
        click.echo(f"the present database is damaged: moved to {aside}", err=True)
    with _clear_line(), opened() as database:
        files = copies.restore(file, database)
        store = DocumentStore.open(settings.documents_url)
        for name in files:
            store.delete(name)
    click.echo("restored; run `saathi db check`", err=True)


def _out_of_the_way(settings: Settings, backup: Path) -> Path | None:
    """Where a damaged database went, so that it does not stand in the way of a backup that is well."""
    path = file_of(settings.database_url)
    if path is None or not path.is_file() or copies.check_file(backup):
        return None
    return copies.set_damaged_aside(path)


@db.command("rotate-key")
@click.option("--json", "as_json", is_flag=True, help='{"rewrapped": N, "left": 0}')
def rotate_key(as_json: bool) -> None:
    """Rewrap every key under a new secret key. Needs the new one in SAATHI_SECRET_KEY, the one before in SAATHI_SECRET_KEY_OLD.

    May run beside a server that already has both, may be ended and run again. Files are not touched: what changes is the
    wrapping of the keys that they are sealed with. When it is done, restart everything without SAATHI_SECRET_KEY_OLD.

    Example: SAATHI_SECRET_KEY_FILE=new.key SAATHI_SECRET_KEY_OLD_FILE=old.key saathi db rotate-key
    """
    if Settings.load().secret_key_old is None:
        raise click.UsageError(
            "set SAATHI_SECRET_KEY_OLD to the key in use until now, and SAATHI_SECRET_KEY to the new one"
        )
    with _clear_line(), opened() as database:
        with database.read() as tx:
            before = left = keyring.wrapped_by_another(tx)
        after: str | None = ""
        while after is not None:
            place = after
            with database.write() as tx:
                after = keyring.rotate(tx, place)
            with database.read() as tx:
                left = keyring.wrapped_by_another(tx)
            if not as_json:
                click.echo(f"{before - left} of {before} keys rewrapped", err=True)
    click.echo(json.dumps({"rewrapped": before - left, "left": left}) if as_json else _advice(left))
    sys.exit(1 if left else 0)


def _advice(left: int) -> str:
    if left:
        return f"{left} keys are still under the old one: a server runs without the new key; give it both and run this again"
    return "done: restart without SAATHI_SECRET_KEY_OLD, and keep the old key only as long as backups made with it"


def _revision(settings: Settings) -> str | None:
    """Where the database is now; None where there is none."""
    try:
        database = Database.open(settings.database_url, create=False)
    except DatabaseError:
        return None
    try:
        return migrations.current(database.engine)
    finally:
        database.close()


@contextlib.contextmanager
def _clear_line() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, DocumentStoreError) as wrong:
        raise click.ClickException(str(wrong)) from None
