"""A published flow for the command line: from the database where there is one, else as packaged."""

from __future__ import annotations

from bot import library
from bot.settings import Settings
from flows.model import Flow


def published_flow(name: str, version: int | None = None) -> Flow:
    """The live version of a flow, that version, or a file's. Raises DefinitionError, FileNotFoundError, LookupError."""
    is_file = name.endswith((".yaml", ".yml"))
    if is_file and version not in (None, 1):
        raise LookupError(f"{name} is a file and has no version {version}: give the name of the published flow instead")
    if is_file or not _has_database():
        return library.live_flow(name, version)
    from bot.shelf import live_flow  # the database's libraries take half a second, which a file does not need
    from storage import flow_versions
    from storage.database import Database

    database = Database.open(Settings.load().database_url, create=False)
    try:
        return database.view(lambda tx: live_flow(tx, name, version))
    except LookupError:
        # What is packaged is version 1 of a database that has no other.
        if version is not None and database.view(lambda tx: flow_versions.live(tx, name)) is not None:
            raise
        return library.live_flow(name, version)
    finally:
        database.close()


def _has_database() -> bool:
    settings = Settings.load()
    path = settings.database_url.removeprefix("sqlite:///")
    return path == settings.database_url or (settings.data_dir / "saathi.db").exists()
