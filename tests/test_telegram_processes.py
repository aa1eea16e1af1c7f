"""Two processes behind one webhook, on PostgreSQL: what reaches the one or the other is one contact's, in order, and once."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.sandbox import Sandbox
from bot.documents.samples import product_photos
from storage import events, leases
from tests.databases import Postgres
from tests.telegram_local import NOON, LocalBot, local_bot

pytestmark = pytest.mark.postgres
SECRET_KEY = "00" * 32


@pytest.fixture
def two(postgres: Postgres, tmp_path: Path) -> Iterator[tuple[LocalBot, LocalBot]]:
    url = postgres.new_database()
    double = Sandbox(clock=NOON.timestamp)
    both = {
        "SAATHI_DATABASE_URL": url,
        "SAATHI_SECRET_KEY": SECRET_KEY,
        "SAATHI_DOCUMENTS_URL": f"file://{tmp_path}/documents",
    }
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with (
        local_bot(tmp_path / "one", double=double, settings=both) as first,
        local_bot(tmp_path / "two", double=double, keeps=False, settings=both) as second,
    ):
        yield first, second


def sprayed(bots: tuple[LocalBot, LocalBot], updates: list[dict[str, Any]], chance: random.Random) -> None:
    """Each update to one of the two, as a load balancer does, many at once; a contact's in the order in which Telegram posts them."""
    chats: dict[int, list[dict[str, Any]]] = {}
    for update in updates:
        chats.setdefault(update["message"]["chat"]["id"], []).append(update)

    def post(waiting: list[dict[str, Any]]) -> None:
        for update in waiting:
            for bot in chance.sample(bots, chance.choice((1, 2))):
                bot.take([update])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(post, chats.values()))


def test_what_is_sprayed_over_two_processes_stays_in_order(two: tuple[LocalBot, LocalBot]) -> None:
    first, second = two
    people = range(501, 513)
    for number in people:
        first.user(number).starts()
    first.settle()
    said = {number: [f"w{number} {count}" for count in range(8)] for number in people}
    for number, texts in said.items():
        for text in texts:
            first.user(number).says(text)
    sprayed(two, first.drain(), random.Random(3))
    first.settle()
    assert {number: first.typed(number) for number in people} == said
    assert second.app.writer.counts.poisoned == first.app.writer.counts.poisoned == 0


def test_an_album_whose_parts_reach_two_processes_is_one_answer(two: tuple[LocalBot, LocalBot]) -> None:
    first, second = two
    user = first.user(501)
    user.starts()
    first.settle()
    user.presses("en")
    first.settle()
    user.album(list(product_photos()))
    parts = first.drain()
    first.take(parts[:1])
    second.take(parts[1:])
    second.take(parts[:1])
    time.sleep(1.1)
    first.settle()
    with first.database.read() as tx:
        found = [one.body for one in events.of_session(tx, first.stored(501).id) if one.body]
    sent = [body for body in found if body["input"] == "Sent"]
    assert [len(body["files"]) for body in sent] == [2]


def test_only_one_of_two_keeps_the_bot_and_the_other_takes_over(two: tuple[LocalBot, LocalBot]) -> None:
    first, second = two
    name = f"telegram:{first.telegram.token.partition(':')[0]}"
    with first.database.read() as tx:
        held = leases.find(tx, name)
    assert held is not None
    assert held.holder == first.app.telegram._lease.holder  # type: ignore[union-attr]
    assert first.app.telegram.deliverer is not None  # type: ignore[union-attr]
    assert second.app.telegram.deliverer is None  # type: ignore[union-attr]
