"""`saathi doctor`: is everything set up? One line a check, with the remedy where it is not."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import click

from bot import library
from bot.authoring.publish import faults_of
from bot.settings import Settings, SettingsError, secret_key
from storage import contacts, flow_versions, keyring, migrations, overview
from storage.database import Database, DatabaseError
from storage.documents import DocumentStore, DocumentStoreError
from storage.times import MINUTE


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found. `state` is ok, warning or error."""

    check: str
    state: str
    says: str


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")
def doctor(as_json: bool) -> None:
    """Look whether settings, database, secret key, documents and flows are in order; ends with 1 if something is not.

    Nothing is changed.

    Example: saathi doctor
    """
    found = list(examine())
    if as_json:
        click.echo(
            json.dumps(
                [{"check": one.check, "state": one.state, "says": one.says} for one in found], ensure_ascii=False
            )
        )
    else:
        for one in found:
            mark, colour = {"ok": ("ok     ", "green"), "warning": ("warning", "yellow"), "error": ("ERROR  ", "red")}[
                one.state
            ]
            click.echo(f"{click.style(mark, fg=colour)}  {one.check}: {one.says}")
    sys.exit(1 if any(one.state == "error" for one in found) else 0)


def examine() -> Iterator[Found]:
    """Every check; those that need what failed before are left out."""
    try:
        settings = Settings.load()
    except SettingsError as wrong:
        yield Found("settings", "error", str(wrong))
        return
    yield Found("settings", "ok", f"data in {settings.data_dir}, serving on {settings.base_url}")
    yield _key(settings)
    yield from _database(settings)
    yield _documents(settings)
    yield _flows()
    yield from _channels(settings)


def _key(settings: Settings) -> Found:
    if settings.given_secret_key is None and not (settings.data_dir / "secret.key").exists():
        return Found("secret key", "warning", "there is none yet: the first `saathi serve` makes it")
    try:
        secret_key(settings)
    except (SettingsError, OSError) as wrong:
        return Found("secret key", "error", str(wrong))
    return Found("secret key", "ok", "readable by its owner only; back it up apart from the database")


def _database(settings: Settings) -> Iterator[Found]:
    if _first_run(settings):
        yield Found("database", "warning", f"{settings.data_dir} is not there yet: the first `saathi serve` makes it")
        return
    try:
        database = Database.open(settings.database_url, create=False)
    except DatabaseError as wrong:
        missing = settings.database_url.startswith("sqlite") and "there is no database" in str(wrong)
        yield Found("database", "warning" if missing else "error", str(wrong))
        return
    try:
        yield Found("database", "ok", "PostgreSQL" if database.postgres else f"SQLite, {database.path}")
        wrong_revision = migrations.check(database.engine)
        if wrong_revision is not None:
            yield Found("revision", "error", wrong_revision)
            return
        yield Found("revision", "ok", migrations.head())
        yield from _contents(settings, database)
    finally:
        database.close()


def _contents(settings: Settings, database: Database) -> Iterator[Found]:
    try:
        keyring.unlock(database, secret_key(settings), (settings.secret_key_old,) if settings.secret_key_old else ())
    except Exception as wrong:  # noqa: BLE001 - whatever it is, the key does not open this database
        yield Found("sealed data", "error", f"the secret key does not open this database: {wrong}")
        return
    yield Found("sealed data", "ok", "the secret key opens it")
    with database.read() as tx:
        live, people = flow_versions.live_numbers(tx), bool(contacts.listed(tx, limit=1))
        unsent, poisoned = overview.unsent(tx, 5 * MINUTE), overview.poisoned(tx)
    names = ", ".join(f"{flow} version {number}" for flow, number in sorted(live.items()))
    yield Found(
        "published flows",
        "ok" if live else "warning",
        names or "none: the first `saathi serve` publishes the packaged ones",
    )
    yield Found("people", "ok", "there are some" if people else "nobody yet")
    troubled = unsent.dead or unsent.overdue
    yield Found(
        "messages",
        "warning" if troubled else "ok",
        f"{unsent.waiting} waiting, {unsent.overdue} overdue, {unsent.dead} undeliverable",
    )
    yield Found(
        "set aside",
        "warning" if poisoned else "ok",
        f"{poisoned} inputs" + (": look at /admin/poison" if poisoned else ""),
    )


def _first_run(settings: Settings) -> bool:
    """Whether all is to lie in a data folder that nobody has made: looking makes nothing."""
    own = f"{settings.data_dir}/"
    inside = settings.database_url.startswith(f"sqlite:///{own}") and settings.documents_url.startswith(f"file://{own}")
    return inside and not settings.data_dir.exists()


def _documents(settings: Settings) -> Found:
    if _first_run(settings):
        return Found("documents", "ok", settings.documents_url)
    try:
        DocumentStore.open(settings.documents_url)
    except DocumentStoreError as wrong:
        return Found("documents", "error", str(wrong))
    except OSError as wrong:
        return Found("documents", "error", f"{settings.documents_url}: {wrong.strerror}")
    return Found("documents", "ok", settings.documents_url)


def _flows() -> Found:
    errors = [
        f"{file.name}: {fault.message}"
        for file in library.packaged_flows()
        for fault in faults_of(file.read_text(encoding="utf-8"), file.name)
        if fault.level == "error"
    ]
    return Found("packaged flows", "error" if errors else "ok", errors[0] if errors else "no errors")


def _channels(settings: Settings) -> Iterator[Found]:
    asked: tuple[tuple[str, bool, Callable[[], str]], ...] = (
        (
            "Telegram",
            settings.telegram_token is not None,
            lambda: f"{settings.telegram_library}, {settings.telegram_mode}",
        ),
        ("mail", settings.smtp_url is not None, lambda: "sent"),
    )
    for name, on, how in asked:
        yield Found(name, "ok", how() if on else "not set up" + (": mails are printed" if name == "mail" else ""))
    library_name = {"aiogram": "aiogram", "ptb": "telegram"}[settings.telegram_library]
    if settings.telegram_token is not None and find_spec(library_name) is None:
        yield Found("Telegram library", "error", "not installed: pip install 'saathi[telegram]'")
    if find_spec("rapidocr") is None:
        yield Found(
            "reading photos", "ok", "not installed: photos of papers are kept and not read (PDFs and QR codes are)"
        )
