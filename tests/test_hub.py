"""Who waits for news is woken, whichever process wrote them."""

from __future__ import annotations

import asyncio
import json
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import hub, library
from bot.database import open_database
from bot.desk import QueueDesk
from bot.settings import Settings
from bot.shelf import Shelf
from bot.turns import Turns
from bot.web.chat import talk_of
from storage import addresses, sessions
from tests.servers import Server, serving


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "LOOK_EVERY", 0.01)


class Rows:
    """What other processes wrote."""

    def __init__(self) -> None:
        self.said = {"a": 1, "b": 1}
        self.asked: list[Sequence[str]] = []

    async def look(self, wanted: Sequence[str]) -> Mapping[str, object]:
        self.asked.append(sorted(wanted))
        return {one: self.said[one] for one in wanted}


def test_one_look_serves_all_and_wakes_only_those_with_news() -> None:
    async def story() -> None:
        rows, here = Rows(), hub.Hub()
        watching = asyncio.create_task(here.watch(rows.look))
        assert tuple(await asyncio.gather(here.wait("a", 5), here.wait("b", 5))) == (True, True), (
            "each is told once at first"
        )
        assert rows.asked == [["a", "b"]]
        quiet = asyncio.create_task(here.wait("a", 0.3))
        news = asyncio.create_task(here.wait("b", 5))
        await asyncio.sleep(0.05)
        rows.said["b"] = 2
        assert await news
        assert not await quiet
        watching.cancel()

    asyncio.run(story())


def test_what_came_while_nobody_waited_is_told() -> None:
    async def story() -> None:
        rows, here = Rows(), hub.Hub()
        watching = asyncio.create_task(here.watch(rows.look))
        assert await here.wait("a", 5)
        rows.said["a"] = 2
        await asyncio.sleep(0.05)
        assert await here.wait("a", 5)
        watching.cancel()

    asyncio.run(story())


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("hub"), SAATHI_DEMO="0") as running:
        yield running


@pytest.mark.system
def test_a_page_hears_what_another_process_says_and_its_stream_ends_with_the_server(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        secret = client.post("/chat/sessions", json={"language": "en"}).json()["session"]
        heard: list[dict[str, Any]] = []
        came, begun = threading.Event(), threading.Event()

        def listen() -> None:
            with client.stream(
                "GET", f"/chat/sessions/{secret}/messages", headers={"Accept": "text/event-stream"}
            ) as stream:
                for line in stream.iter_lines():
                    if line.startswith("data: "):
                        heard.append(json.loads(line.removeprefix("data: ")))
                        begun.set()
                        if heard[-1]["text"] == "Good news":
                            came.set()

        listening = threading.Thread(target=listen, daemon=True)
        listening.start()
        assert begun.wait(20)
        _says(server, secret, "Good news")
        assert came.wait(20)
        assert [one["seq"] for one in heard] == list(range(1, len(heard) + 1))
        assert server.stop() == -signal.SIGTERM, "in time, or it would have been killed"
        listening.join(5)
        assert not listening.is_alive()


def _says(server: Server, secret: str, text: str) -> None:
    """As the command line does, beside the running server."""
    database = open_database(Settings.load(server.environ, Path(server.data)), upgrade=False)
    with database.write() as tx:
        stored = sessions.find(tx, talk_of(tx, secret).focus)
        assert stored is not None
        (address,) = addresses.of_contact(tx, stored.contact_id)
        Turns(Shelf(), library.words(), QueueDesk()).tell(tx, stored, address.id, [text], "test")
    database.close()
