"""Nothing is acknowledged before it is durable; a storm of refusals drops nothing; webhooks know their sender."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bot.channels.contract import Call, ChannelError, Received, received_from_json, received_to_json
from bot.channels.telegram.codec import decode
from bot.channels.telegram.libraries import open_transport
from bot.channels.telegram.limits import Pace, judge
from bot.channels.telegram.polling import after, in_words, poll
from bot.channels.telegram.sandbox import Fault, Sandbox
from bot.channels.telegram.transport import Transport
from bot.channels.telegram.webhook import SECRET_HEADER, drop_webhook, is_telegram, set_webhook
from tests.test_telegram_codec import NOW, SAID


@pytest.fixture
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


class Stop(Exception):
    """Ends a polling from within `take`, as a dying writer does."""


def polled(telegram: Sandbox, die_at: int, told: list[ChannelError] | None = None) -> list[str]:
    """What `take` was given until it died with its `die_at`th batch uncommitted."""
    taken: list[str] = []
    batches = 0

    async def take(raw: list[dict[str, Any]]) -> None:
        nonlocal batches
        batches += 1
        if batches == die_at:
            raise Stop
        taken.extend(one["message"]["text"] for one in raw)

    async def run() -> None:
        transport = open_transport("ptb", telegram.token, telegram.url)
        try:
            await poll(transport, take, (told if told is not None else []).append, wait_for=1)
        finally:
            await transport.close()

    with pytest.raises(Stop):
        asyncio.run(run())
    return taken


def test_a_batch_that_was_not_committed_comes_again(telegram: Sandbox) -> None:
    asha = telegram.user(501)
    asha.says("one")
    asha.says("two")
    assert polled(telegram, die_at=1) == []
    assert telegram.waiting == 2
    asha.says("three")
    say_later(telegram)
    assert polled(telegram, die_at=2)[:3] == ["one", "two", "three"]


def say_later(telegram: Sandbox) -> None:
    threading.Timer(0.7, lambda: telegram.user(501).says("four")).start()


def test_numbers_that_jump_back_acknowledge_all_the_same(telegram: Sandbox) -> None:
    asha = telegram.user(501)
    asha.says("one")
    telegram.jump(17)
    asha.says("two")
    say_later(telegram)
    assert polled(telegram, die_at=2) == ["one", "two"]
    assert after([{"update_id": 900}, {"update_id": 17}], None) == 18
    assert after([{"update_id": "x"}], 5) == 5


def test_a_failing_network_is_told_once_and_tried_again(telegram: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.polling._pause", lambda error, failures: 0.01)
    seen: list[ChannelError] = []

    class Flaky:
        def __init__(self) -> None:
            self.left = ["network", "network", "conflict", "network"]

        async def updates(self, offset: int | None, wait_for: int) -> list[dict[str, Any]]:
            if self.left:
                raise ChannelError(self.left.pop(0))  # type: ignore[arg-type]  # the literals above
            return [{"update_id": 1}]

        async def call(self, method: str, params: Any, files: Any = None) -> Any:
            raise AssertionError

        async def download(self, file_id: str, limit: int) -> bytes:
            raise AssertionError

        async def close(self) -> None:
            raise AssertionError

    async def take(raw: list[dict[str, Any]]) -> None:
        raise Stop

    flaky: Transport = Flaky()
    with pytest.raises(Stop):
        asyncio.run(poll(flaky, take, seen.append))
    assert [one.kind for one in seen] == ["network", "conflict", "network"]


def test_operators_are_told_in_words() -> None:
    assert "two copies" in in_words(ChannelError("conflict", "terminated by other getUpdates request"))
    assert "webhook is set" in in_words(ChannelError("conflict", "can't use getUpdates method while webhook is active"))
    assert "SAATHI_TELEGRAM_TOKEN" in in_words(ChannelError("unauthorized", "x"))
    assert "network" in in_words(ChannelError("network", "http://…/bot123:secret/getMe"))
    assert "secret" not in in_words(ChannelError("network", "http://…/bot123:secret/getMe"))


def test_a_refused_token_ends_the_polling(telegram: Sandbox) -> None:
    async def run() -> None:
        transport = open_transport("ptb", "77:wrong", telegram.url)
        try:
            await poll(transport, _nothing, lambda error: None)
        finally:
            await transport.close()

    with pytest.raises(ChannelError, match="unauthorized"):
        asyncio.run(run())


async def _nothing(raw: list[dict[str, Any]]) -> None:
    raise AssertionError("nothing was to come")


@pytest.mark.slow
def test_a_storm_over_http_drops_nothing_and_hurries_nothing(telegram: Sandbox) -> None:
    """A fifth of the sends answered 429: all arrive, in order, none before retry_after, and the refused hold nobody up."""
    chats = [str(600 + number) for number in range(20)]
    for chat in chats:
        telegram.user(int(chat)).starts()
    telegram.storm(0.2, retry_after=2, seed=11)
    quiet_done_at = asyncio.run(_deliver(telegram, {chat: [f"{chat} first", f"{chat} second"] for chat in chats}))
    for chat in chats:
        assert telegram.user(int(chat)).texts == [f"{chat} first", f"{chat} second"]
    refused = {one.chat for one in telegram.calls if one.status == 429}
    assert refused
    assert telegram.world.early == []
    assert quiet_done_at["never refused"] < quiet_done_at["all"]


async def _deliver(telegram: Sandbox, queues: dict[str, list[str]]) -> dict[str, float]:
    """The thin loop: ask the pace, wait, send, tell the pace."""
    pace, transport, started = Pace(), open_transport("ptb", telegram.token, telegram.url), time.monotonic()
    refused: set[str] = set()
    done_at: dict[str, float] = {}
    try:
        while queues:
            now = time.monotonic()
            chat = min(queues, key=lambda chat: pace.ready_at(chat, now))
            ready_at = pace.ready_at(chat, now)
            await asyncio.sleep(max(0.0, ready_at - time.monotonic()))
            pace.sent(chat, time.monotonic())
            try:
                await transport.call("sendMessage", {"chat_id": int(chat), "text": queues[chat][0]})
            except ChannelError as error:
                if judge(error, 1).verdict != "again":
                    raise
                refused.add(chat)
                pace.refused(chat, error.retry_after or 0.0, time.monotonic())
                continue
            queues[chat].pop(0)
            if not queues[chat]:
                done_at[chat] = time.monotonic() - started
                del queues[chat]
    finally:
        await transport.close()
    return {
        "never refused": max(at for chat, at in done_at.items() if chat not in refused),
        "all": max(done_at.values()),
    }


def test_a_webhook_knows_telegram_by_its_secret(telegram: Sandbox) -> None:
    assert SECRET_HEADER == "X-Telegram-Bot-Api-Secret-Token"
    assert is_telegram("s3cret", "s3cret")
    for given, secret in (
        ("other", "s3cret"),
        (None, "s3cret"),
        ("", ""),
        (None, ""),
        ("\ud800", "s3cret"),
        ("s3cre", "s3cret"),
    ):
        assert not is_telegram(given, secret)
    assert run_calls(telegram, [set_webhook("https://bot.example.org/", "s3cret")]) == [True]
    hook = telegram.world.webhook
    assert hook is not None
    assert (hook.url, hook.secret) == ("https://bot.example.org/telegram/webhook", "s3cret")
    telegram.user(501).says("x")
    assert run_calls(telegram, [drop_webhook()]) == [True]
    assert telegram.waiting == 1


def run_calls(telegram: Sandbox, calls: list[Call]) -> list[Any]:
    async def run() -> list[Any]:
        transport = open_transport("ptb", telegram.token, telegram.url)
        try:
            return [await transport.call(one.method, one.params, one.files) for one in calls]
        finally:
            await transport.close()

    return asyncio.run(run())


def test_a_fault_after_the_deed_is_a_send_that_may_come_twice(telegram: Sandbox) -> None:
    """The answer is lost, the message is there: why an attempt without an outcome is the one duplicate that can be."""
    telegram.user(501).starts()
    telegram.fail(Fault(502, "Bad Gateway", "sendMessage", done=True))
    with pytest.raises(ChannelError, match="network"):
        run_calls(telegram, [Call("sendMessage", {"chat_id": 501, "text": "x"})])
    assert telegram.user(501).texts == ["x"]


@pytest.mark.parametrize("number", range(len(SAID)))
def test_what_was_received_passes_through_json(number: int) -> None:
    received = decode(SAID[number][0], NOW)
    assert isinstance(received, Received)
    assert received_from_json(json.loads(json.dumps(received_to_json(received)))) == received
