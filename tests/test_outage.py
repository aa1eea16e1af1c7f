"""PostgreSQL goes away under a running server and comes back: nobody dies, nothing is lost, whoever asks is told to come again."""

from __future__ import annotations

import contextlib
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url

from tests.databases import Postgres
from tests.telegram_world import World, telegram_server

pytestmark = [pytest.mark.postgres, pytest.mark.system]
EVENTS = {"Accept": "text/event-stream"}
AWAY_FOR = 4.0
"""Seconds; a bot gives an input that fails of itself five tries in less."""


class Line:
    """A socket in front of PostgreSQL's own, which can be cut as a cable is."""

    def __init__(self, folder: Path, behind: str) -> None:
        self._place, self._behind = str(folder / ".s.PGSQL.5432"), behind
        self._ends: list[socket.socket] = []
        self.mend()

    def mend(self) -> None:
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(self._place)
        self._door.listen(64)
        threading.Thread(target=self._welcome, args=(self._door,), daemon=True).start()

    def cut(self) -> None:
        Path(self._place).unlink()
        for end in (self._door, *self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def _welcome(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = door.accept()
                there = socket.socket(socket.AF_UNIX)
                there.connect(self._behind)
                self._ends += [here, there]
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=_carry, args=ends, daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while some := one.recv(65536):
            other.sendall(some)
    for end in (one, other):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _listen(url: str) -> None:
    with contextlib.suppress(httpx.TransportError), httpx.stream("GET", url, headers=EVENTS, timeout=60) as stream:
        for _ in stream.iter_lines():
            pass


@pytest.fixture
def line(postgres: Postgres) -> Iterator[tuple[str, Line]]:
    """The address of a new database, and the line to it."""
    url = make_url(postgres.new_database())
    folder = Path(tempfile.mkdtemp())  # the name of a socket must be short
    line = Line(folder, f"{url.query['host']}/.s.PGSQL.5432")
    yield url.set(query={"host": str(folder)}).render_as_string(hide_password=False), line
    line.cut()
    shutil.rmtree(folder)


@pytest.fixture
def world(line: tuple[str, Line], tmp_path: Path) -> Iterator[World]:
    with telegram_server(
        tmp_path, SAATHI_DATABASE_URL=line[0], SAATHI_SECRET_KEY="00" * 32, SAATHI_DEMO="0"
    ) as running:
        yield running


def test_a_server_lives_through_it_and_answers_what_came_meanwhile(world: World, line: tuple[str, Line]) -> None:
    user = world.telegram.user(501)
    user.starts()
    world.settle()
    with httpx.Client(base_url=world.server.url, timeout=30) as client:
        path = f"/chat/sessions/{client.post('/chat/sessions', json={}).json()['session']}"
        listening = threading.Thread(target=_listen, args=(f"{world.server.url}{path}/messages",))
        listening.start()
        line[1].cut()
        user.says("hello")
        given = {"option": "en", "id": "i-1"}
        until = time.monotonic() + AWAY_FOR
        while time.monotonic() < until:
            answer = client.post(f"{path}/inputs", json=given)
            assert (answer.status_code, answer.json()["code"]) == (503, "busy")
            assert client.get("/partner/enter").status_code in (200, 503)
            assert client.get("/healthz").status_code == 200
            time.sleep(0.2)
        line[1].mend()
        until = time.monotonic() + 30
        while (answer := client.post(f"{path}/inputs", json=given)).status_code == 503:
            assert time.monotonic() < until
            time.sleep(0.2)
        assert answer.status_code == 200
        assert client.post(f"{path}/inputs", json=given).json() == answer.json(), "it was taken once"
    with contextlib.suppress(Exception):
        world.waiting()  # the test's own connection was cut as well
    world.settle()
    assert world.typed(501) == ["hello"]
    listening.join(20)
    assert not listening.is_alive(), "a stream of events ends, and the page comes again"
    assert world.server.process is not None and world.server.process.poll() is None
    written = world.server.log.read_text()
    assert '"process-ends"' not in written and '"request-failed"' not in written
    assert written.count('"database-cannot-write"') == written.count('"database-writes-again"') == 1
