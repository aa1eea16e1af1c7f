"""Webhooks: who may be reached, what is sent, and what becomes of it when the other side fails, hangs, redirects or is gone."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook as Verifier

from bot.handoff import alerts, post, queue
from bot.handoff.reach import Unreachable, is_public, is_translated, meant, public, target
from bot.handoff.webhooks import RETRY_AFTER, Sending, Went, prepare, send, settle, shown_secret, signature
from storage import timers, webhooks
from storage.database import Database
from storage.times import DAY, HOUR, MINUTE, SECOND
from storage.transaction import Transaction
from storage.webhooks import Webhook
from tests.databases import ready
from tests.handoff_world import MONDAY_NOON, Clock, World, emptied

# Where it may go -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.com/hook", "not-https"),
        ("ftp://example.com/", "not-https"),
        ("https://example.com:22/", "bad-port"),
        ("https://user:pass@example.com/", "bad-url"),
        ("https:///hook", "bad-url"),
        ("https://example.com/#x", "bad-url"),
        ("https://example.com:99999/", "bad-url"),
        ("https://exa mple.com/", "bad-url"),
        ("https://example.com/\r\nX: y", "bad-url"),
        ("https://example.com/" + "x" * 500, "bad-url"),
        ("http://127.0.0.1:8000/", "not-https"),
        ("https://10.0.0.1/", "private-address"),
        ("https://[::ffff:10.0.0.1]/", "private-address"),
        ("https://169.254.169.254:8443/latest", "private-address"),
    ],
)
def test_addresses_that_are_refused(url: str, code: str) -> None:
    with pytest.raises(Unreachable) as why:
        target(url)
    assert why.value.code == code


def test_addresses_that_are_taken() -> None:
    assert target("https://example.com/hook?x=1").path == "/hook?x=1"
    assert target("https://example.com:8443").port == 8443
    assert target("http://127.0.0.1:9/", loopback=True).secure is False


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
        "::ffff:0:7f00:1", "::ffff:10.0.0.1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822", "5f00::1", "3fff::1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:0:0:0:0:80ff:fffe", "::7f00:1", "2001:db8::1",
    ],
)  # fmt: skip
def test_private_networks_are_not_reached(address: str) -> None:
    assert not is_public(meant(address)) or is_translated(address)
    with pytest.raises(Unreachable):
        public(["93.184.216.34", address])


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_the_internet_is_reached(address: str) -> None:
    assert public([address]) == address


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_dress(address: Any) -> None:
    dressed = [f"::ffff:{address}", f"64:ff9b::{int(address) >> 16:x}:{int(address) & 0xFFFF:x}"]
    assert {is_public(meant(one)) for one in dressed} == {is_public(address)}
    for one in dressed:
        with pytest.raises(Unreachable):
            public([one])


# What is sent ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def market(new_database_url: Callable[[], str]) -> Iterator[tuple[Database, Clock]]:
    clock = Clock()
    database = ready(new_database_url(), clock)
    yield database, clock
    database.close()


@dataclass(slots=True, eq=False)
class Wire:
    """The network in tests: answers as told, and keeps what was sent."""

    answers: list[int | str] = field(default_factory=list)
    sent: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    async def __call__(self, _target: Any, body: bytes, headers: Any, *, loopback: bool = False) -> int:
        self.sent.append((body, dict(headers)))
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, str):
            raise Unreachable(answer)
        return answer


@dataclass(slots=True, eq=False)
class Hooked:
    """A world whose partner has a webhook."""

    world: World
    wire: Wire
    partner: str
    webhook: Webhook
    secret: bytes

    def goes(self) -> int:
        """Everything that is due is sent, each attempt as the worker does it."""
        count = 0
        for one in self.world.does(lambda tx: timers.claim(tx, 100, MINUTE, [alerts.TIMER])):
            prepared = self.world.database.view(lambda tx, one=one: prepare(tx, one))  # type: ignore[misc]
            went = asyncio.run(send(prepared, wire=self.wire)) if isinstance(prepared, Sending) else prepared
            self.world.does(lambda tx, one=one, went=went: settle(tx, one, went, random.Random(1)))  # type: ignore[misc]
            count += 1
        return count

    def log(self) -> list[webhooks.Delivery]:
        return self.world.database.view(lambda tx: webhooks.log(tx, self.partner))

    def now(self) -> Webhook:
        found = self.world.database.view(lambda tx: webhooks.find(tx, self.webhook.id))
        assert found is not None
        return found


@pytest.fixture
def hooked(market: tuple[Database, Clock]) -> Hooked:
    database, clock = market
    clock.now = MONDAY_NOON
    world = World(emptied(database), clock)
    partner = world.partner()
    webhook, secret = world.does(lambda tx: webhooks.add(tx, partner, "https://example.com/hook", []))
    return Hooked(world, Wire(), partner, webhook, secret)


def test_events_follow_the_lead_and_hold_no_data(hooked: Hooked) -> None:
    session = hooked.world.trader()
    lead = hooked.world.submits(session)
    hooked.goes()
    hooked.world.accepts(hooked.world.offer(lead))
    hooked.goes()
    hooked.world.does(lambda tx: queue.withdraw(tx, session))
    hooked.goes()
    bodies = [json.loads(body) for body, _ in hooked.wire.sent]
    assert [body["type"] for body in bodies] == ["lead.offered", "lead.accepted", "lead.withdrawn"]
    assert all(body["data"]["lead_id"] == lead for body in bodies)
    assert bodies[0]["data"]["offer"]["state"] == "offered"
    assert bodies[1]["data"]["status"] == "accepted"
    assert "status" not in bodies[2]["data"]
    assert b"Sunita" not in b"".join(body for body, _ in hooked.wire.sent)


def test_silence_and_nudges_are_told(hooked: Hooked) -> None:
    hooked.world.submits()
    hooked.world.passes(hours=5)
    hooked.world.timers_fire()
    hooked.goes()
    assert [json.loads(body)["type"] for body, _ in hooked.wire.sent][-1] == "lead.expired"


def test_the_standard_library_verifies_it(hooked: Hooked, monkeypatch: pytest.MonkeyPatch) -> None:
    real_now = int(datetime.now(UTC).timestamp())
    hooked.world.clock.now = real_now * SECOND
    hooked.world.submits()
    hooked.goes()
    body, headers = hooked.wire.sent[0]
    assert Verifier(shown_secret(hooked.secret)).verify(body, headers)
    with pytest.raises(Exception, match="No matching signature"):
        Verifier(shown_secret(b"x" * 32)).verify(body, headers)


def test_two_secrets_sign_while_one_is_replaced(hooked: Hooked) -> None:
    fresh = hooked.world.does(lambda tx: webhooks.rotate(tx, hooked.webhook.id))
    hooked.world.submits()
    hooked.goes()
    body, headers = hooked.wire.sent[0]
    at = int(headers["webhook-timestamp"])
    for secret in (hooked.secret, fresh):
        assert signature([secret], headers["webhook-id"], at, body) in headers["webhook-signature"].split()
    hooked.world.does(lambda tx: webhooks.retire(tx, hooked.webhook.id))
    assert hooked.world.database.view(lambda tx: webhooks.secrets(tx, hooked.webhook.id)) == [fresh]


def test_only_the_events_that_are_wanted(hooked: Hooked) -> None:
    hooked.world.does(lambda tx: webhooks.remove(tx, hooked.webhook.id))
    hooked.world.does(lambda tx: webhooks.add(tx, hooked.partner, "https://example.com/", ["lead.accepted"]))
    hooked.world.accepts(hooked.world.offer(hooked.world.submits()))
    hooked.goes()
    assert [json.loads(body)["type"] for body, _ in hooked.wire.sent] == ["lead.accepted"]


# When it fails ---------------------------------------------------------------------------------------------------------


def test_an_hour_of_errors_is_outlived(hooked: Hooked) -> None:
    hooked.wire.answers = [500, 500, "timeout", 503]
    hooked.world.submits()
    hooked.goes()
    (delivery,) = hooked.log()
    assert (delivery.state, delivery.attempts, delivery.status, delivery.error) == ("new", 1, 500, "refused")
    assert hooked.goes() == 0
    for _ in range(60):
        hooked.world.passes(minutes=2)
        hooked.goes()
    (delivery,) = hooked.log()
    assert (delivery.state, delivery.attempts, delivery.status, delivery.error) == ("sent", 5, 204, None)
    assert len({headers["webhook-id"] for _, headers in hooked.wire.sent}) == 1
    assert hooked.now().failing_since is None


@pytest.mark.parametrize(
    ("answer", "error"), [(302, "redirect"), (400, "refused"), ("private-address", "private-address")]
)
def test_each_failure_has_its_word(hooked: Hooked, answer: int | str, error: str) -> None:
    hooked.wire.answers = [answer]
    hooked.world.submits()
    hooked.goes()
    assert hooked.log()[0].error == error
    assert hooked.log()[0].state == "new"


def test_gone_disables_at_once(hooked: Hooked) -> None:
    hooked.wire.answers = [410]
    hooked.world.submits()
    hooked.goes()
    assert (hooked.log()[0].state, hooked.log()[0].error) == ("failed", "gone")
    assert hooked.now().disabled_why == "gone"
    hooked.world.submits()
    assert len(hooked.log()) == 1


def test_what_waits_for_a_disabled_webhook_is_given_up_and_says_so(hooked: Hooked) -> None:
    hooked.wire.answers = [500, 410]
    for _ in range(3):
        hooked.world.submits()
    hooked.world.does(lambda tx: timers.claim(tx, 1, MINUTE, [alerts.TIMER]))  # at another worker, who is slow
    hooked.goes()
    assert {one.state for one in hooked.log()} == {"failed"}
    assert sorted(str(one.error) for one in hooked.log()) == ["disabled", "gone", "refused"]
    assert len(hooked.wire.sent) == 2
    hooked.world.does(lambda tx: alerts.send(tx, hooked.now(), alerts.TEST_EVENT))
    hooked.goes()
    test = hooked.log()[-1]
    assert (test.event, test.state, test.error) == (alerts.TEST_EVENT, "failed", "disabled")
    assert hooked.goes() == 0
    assert [one.id for one in hooked.world.database.view(webhooks.disabled)] == [hooked.webhook.id]
    hooked.world.does(lambda tx: webhooks.enable(tx, hooked.webhook.id))
    assert hooked.world.database.view(webhooks.disabled) == []


def test_three_days_of_failing_disable(hooked: Hooked) -> None:
    hooked.wire.answers = ["no-connection"] * 50
    hooked.world.submits()
    for _ in range(24 * 5):
        hooked.goes()
        hooked.world.passes(hours=1)
    (delivery,) = [one for one in hooked.log() if one.event == "lead.offered"]
    assert delivery.state == "failed" and delivery.attempts in (len(RETRY_AFTER), len(RETRY_AFTER) + 1)
    assert hooked.now().disabled_why == "failing"
    assert 3 * DAY <= sum(RETRY_AFTER) <= 3 * DAY + 6 * HOUR


# Over a real connection ------------------------------------------------------------------------------------------------


async def _posted(answer: bytes | None, path: str = "/hook") -> tuple[int | str, bytes]:
    """What `post` makes of a server that answers so (None: never)."""
    got = bytearray()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            got.extend(await reader.readuntil(b"\r\n\r\n"))
            got.extend(await reader.readexactly(5))
            if answer is None:
                await asyncio.sleep(5)
            else:
                writer.write(answer)
                await writer.drain()
        except OSError:
            pass  # the other side has heard enough
        finally:
            writer.transport.abort() if answer is None else writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        where = target(f"http://127.0.0.1:{port}{path}", loopback=True)
        try:
            return await post.post(where, b"hello", {"X-One": "1"}, loopback=True), bytes(got)
        except Unreachable as why:
            return why.code, bytes(got)
    finally:
        server.close()


def test_a_request_is_plain_http() -> None:
    status, got = asyncio.run(_posted(b"HTTP/1.1 204 No Content\r\n\r\n", "/hook?a=b"))
    assert status == 204
    head, _, body = got.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /hook?a=b HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"X-One: 1" in head
    assert body == b"hello"


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n", 302),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", 200),
        (b"SSH-2.0-OpenSSH\r\n", "not-http"),
        (b"", "not-http"),
        (b"x" * 200_000, "not-http"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1_000_000, 200),
    ],
)
def test_what_a_server_may_answer(answer: bytes, result: int | str) -> None:
    assert asyncio.run(_posted(answer))[0] == result


def test_a_server_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "WITHIN", 0.2)
    assert asyncio.run(_posted(None))[0] == "timeout"


def test_without_the_switch_this_machine_is_private() -> None:
    where = target("http://127.0.0.1:1/", loopback=True)
    with pytest.raises(Unreachable) as why:
        asyncio.run(post.post(where, b"", {}))
    assert why.value.code == "private-address"


def test_a_sending_that_cannot_be_is_settled(hooked: Hooked) -> None:
    def point_inside(tx: Transaction) -> None:
        webhooks.remove(tx, hooked.webhook.id)
        webhooks.add(tx, hooked.partner, "http://inside/", [])

    hooked.world.does(point_inside)
    hooked.world.submits()
    hooked.goes()
    assert hooked.wire.sent == []
    assert hooked.log()[0].error == "not-https"
    assert Went(None, "x").well is False
