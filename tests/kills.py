"""`kill -9` under load: what was acknowledged is there, once and in order; what was sent twice was in flight at a kill.

    python -m tests.kills --kills 100 --way polling        the bot polls the double
    python -m tests.kills --kills 100 --way webhook        the double posts to the bot
    python -m tests.kills --kills 50 --way chat            browsers post to /chat/sessions/…/inputs

The process that is killed is a whole `saathi serve`; it is started again over the same data folder each time. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import httpx
from sqlalchemy import func, select

from bot.database import open_database
from bot.settings import Settings
from storage import outbox as outbox_rows
from storage.database import Database
from storage.tables import outbox
from tests import servers
from tests.servers import Server, serving
from tests.telegram_world import World, telegram_server

PEOPLE: Final = 30
BACKLOG: Final = 300
"""Updates that may wait at Telegram before people pause: a machine that restarts slowly must not make the run endless."""
BROWSERS: Final = 12
DRAIN_WITHIN: Final = 900.0
LATENCY: Final = 0.05
"""Seconds between Telegram's taking a message and its saying so: time to be killed in."""


@dataclass(slots=True)
class Report:
    """What came of it. `sent_twice` may be as many as were `in_flight` at the kills."""

    way: str
    kills: int
    given: int = 0
    lost: int = 0
    stored_twice: int = 0
    out_of_order: int = 0
    sent: int = 0
    sent_twice: int = 0
    in_flight: int = 0
    dead: int = 0
    waiting: int = 0
    seconds: float = 0.0
    updates_a_second: float = 0.0
    """Without the time in which people paused."""
    paused: float = 0.0

    @property
    def is_well(self) -> bool:
        broken = self.lost or self.stored_twice or self.out_of_order or self.dead or self.waiting
        return not broken and self.sent_twice <= self.in_flight


@dataclass(slots=True)
class _Load:
    """Something that goes on in a thread until told to end. An error in it is raised at the end."""

    work: Callable[[], None]
    thread: threading.Thread = field(init=False)
    error: BaseException | None = None

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.work()
        except BaseException as error:  # noqa: BLE001 - told in the other thread
            self.error = error

    def join(self) -> None:
        self.thread.join()
        if self.error is not None:
            raise self.error


@contextmanager
def _loaded(*works: Callable[[threading.Event], None]) -> Iterator[None]:
    """The works in threads while the block runs; ended after it."""
    ending = threading.Event()
    loads = [_Load(lambda work=work: work(ending)) for work in works]  # type: ignore[misc]
    try:
        yield
    finally:
        ending.set()
        for load in loads:
            load.join()


def kill_often(
    server: Server, database: Database, kills: int, chance: random.Random, at_work: Callable[[], None]
) -> int:
    """Kill and start again; how many messages were between claim and outcome when it was killed.

    Three times of four `at_work` is waited for first; else it may be killed while it is still starting.
    """
    in_flight = 0
    for number in range(kills):
        if number % 4 < 3:
            at_work()
        time.sleep(chance.uniform(0.05, 1.0))
        server.kill()
        in_flight += _count(database, "sending")
        server.start()
        sys.stderr.write(f"kill {number + 1} of {kills}\n")
    return in_flight


def _count(database: Database, state: str) -> int:
    with database.read() as tx:
        return tx.connection.scalar(select(func.count()).where(outbox.c.state == state)) or 0


# ── Telegram ────────────────────────────────────────────────────────────────────────────────────────────────────────


def telegram(folder: Path, way: str, kills: int, rate: float, seed: int = 1) -> Report:
    report = Report(way, kills)
    chance = random.Random(seed)
    with telegram_server(folder, "ptb", webhook=way == "webhook") as world:
        world.telegram.latency = LATENCY
        said: dict[int, list[str]] = {number: [] for number in range(501, 501 + PEOPLE)}
        for number in said:
            world.telegram.user(number).starts()

        def write(ending: threading.Event) -> None:
            chosen = random.Random(seed + 1)
            began, count = time.monotonic(), 0
            started = began
            while not ending.is_set():
                number = chosen.choice(list(said))
                said[number].append(f"w{number} {len(said[number])}")
                world.telegram.user(number).says(said[number][-1])
                count += 1
                time.sleep(max(0.0, began + count / rate - time.monotonic()))
                while world.telegram.waiting > BACKLOG and not ending.is_set():
                    time.sleep(0.05)
                    began += 0.05
            report.updates_a_second = round(count / (time.monotonic() - began), 1)
            report.paused = round(began - started, 1)

        began = time.monotonic()
        with _loaded(write):
            report.in_flight = kill_often(world.server, world.database, kills, chance, lambda: _sends_something(world))
        world.settle(DRAIN_WITHIN, every=0.5)
        report.seconds = round(time.monotonic() - began, 1)
        _compare(report, {number: (texts, world.typed(number)) for number, texts in said.items()})
        _sends(report, world)
    return report


def _sends_something(world: World) -> None:
    """Looks at the new calls only, now and then: the double shares the processor with the server."""
    before = len(world.telegram.world.calls)
    until = time.monotonic() + 60
    while not any(one.method == "sendMessage" for one in world.telegram.world.calls[before:]):
        assert time.monotonic() < until, world.server.log.read_text()[-3000:]
        time.sleep(0.05)


def _compare(report: Report, people: dict[int, tuple[list[str], list[str]]]) -> None:
    for given, stored in people.values():
        report.given += len(given)
        counts = Counter(stored)
        report.lost += sum(1 for one in given if one not in counts)
        report.stored_twice += sum(count - 1 for count in counts.values())
        report.out_of_order += list(dict.fromkeys(stored)) != [one for one in given if one in counts]


def _sends(report: Report, world: World) -> None:
    """Twice sent are as many as Telegram took beyond the rows that were sent, and among these no dropped row's."""
    report.sent = _count(world.database, "sent")
    taken = [one for one in world.telegram.calls if one.method == "sendMessage" and one.status == 200]
    report.sent_twice = max(0, len(taken) - report.sent)
    report.dead = _count(world.database, "dead")
    with world.database.read() as tx:
        report.waiting = sum(outbox_rows.counts(tx).values())


# ── Browser chat ────────────────────────────────────────────────────────────────────────────────────────────────────


def chat(folder: Path, kills: int, rate: float, seed: int = 1) -> Report:
    report = Report("chat", kills)
    chance = random.Random(seed)
    with serving(folder, SAATHI_DEMO="0") as server:
        database = open_database(Settings.load(server.environ, folder), upgrade=False)
        browsers = [_Browser(server, number, rate / BROWSERS) for number in range(BROWSERS)]
        began = time.monotonic()
        with _loaded(*(browser.write for browser in browsers)):
            kill_often(server, database, kills, chance, lambda: None)
        report.seconds = round(time.monotonic() - began, 1)
        report.updates_a_second = round(sum(len(one.acknowledged) for one in browsers) / report.seconds, 1)
        _compare(report, {one.number: (one.acknowledged, one.stored()) for one in browsers})
        database.close()
    return report


class _Browser:
    """Posts one input after another, each again until it is answered, as the page does."""

    def __init__(self, server: Server, number: int, rate: float) -> None:
        self.number = number
        self.acknowledged: list[str] = []
        self._server = server
        self._pause = 1 / rate
        answer = httpx.post(f"{server.url}/chat/sessions", json={}, timeout=20)
        self._session = answer.raise_for_status().json()["session"]

    def write(self, ending: threading.Event) -> None:
        with httpx.Client(timeout=20) as client:
            while not ending.is_set():
                name = f"b{self.number}-{len(self.acknowledged)}"
                while not self._taken(client, name):
                    time.sleep(0.05)
                self.acknowledged.append(name)
                time.sleep(self._pause)

    def _taken(self, client: httpx.Client, name: str) -> bool:
        try:
            url = f"{self._server.url}/chat/sessions/{self._session}/inputs"
            answer = client.post(url, json={"id": name, "text": f"words {name}"})
        except httpx.TransportError:
            return False
        assert answer.status_code in (200, 429, 503), answer.text
        return answer.status_code == 200

    def stored(self) -> list[str]:
        """The ids of the trader's own lines, in order, over all pages."""
        found: list[str] = []
        after = 0
        while True:
            url = f"{self._server.url}/chat/sessions/{self._session}/messages"
            said = httpx.get(url, params={"after": after}, timeout=20).raise_for_status().json()["messages"]
            if not said:
                return found
            assert [one["seq"] for one in said] == list(range(after + 1, after + 1 + len(said)))
            found += [one["id"] for one in said if one["from"] == "trader"]
            after = said[-1]["seq"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--way", choices=("polling", "webhook", "chat"), default="polling")
    parser.add_argument("--rate", type=float, default=60.0, help="inputs a second")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    servers.READY_WITHIN = 300.0  # a machine that does much else
    with tempfile.TemporaryDirectory() as folder:
        if wanted.way == "chat":
            report = chat(Path(folder), wanted.kills, wanted.rate, wanted.seed)
        else:
            report = telegram(Path(folder), wanted.way, wanted.kills, wanted.rate, wanted.seed)
    sys.stdout.write(json.dumps(asdict(report)) + "\n")
    return 0 if report.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
