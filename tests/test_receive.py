"""Receiving: every input once, in order, whatever the world does; on both databases."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

import bot.turns
from bot.arrival import Arrival, Outcome
from flows.effects import Effect
from flows.engine import advance
from flows.inputs import Commanded, Input, Typed
from flows.model import Flow
from flows.session import Session
from storage import addresses, contacts, erasure, inbox, outbox, sessions
from storage.database import Database
from storage.tables import outbox as outbox_table
from storage.transaction import Transaction
from tests.databases import ready
from tests.server_parts import Parts, Person

REPLIES = ("shop", "Asha Traders", "3 lakh")


@pytest.fixture
def parts(database: Database) -> Iterator[Parts]:
    found = Parts(database)
    yield found
    found.close()


def _answers(body: Any) -> dict[str, Any]:
    return {path: answer[0] for path, answer in body["answers"].items() if answer[3] == "answered"}


async def _talk(parts: Parts, name: str, replies: Sequence[str] = REPLIES) -> Outcome:
    person = Person(name)
    outcome = await parts.receive(person.opens())
    for reply in replies:
        outcome = await parts.receive(person.says(reply))
    return outcome


def test_a_conversation_is_stored_and_said_in_order(parts: Parts) -> None:
    outcome = asyncio.run(_talk(parts, "in-order"))
    assert outcome.session_id is not None
    answers = _answers(parts.session(outcome.session_id))
    assert answers["buying_for"] == "shop"
    with parts.database.read() as tx:
        said = outbox.said(tx, outcome.session_id)
    assert [one.seq for one in said] == list(range(1, len(said) + 1))
    assert [one.body["text"] for one in said if one.kind == "trader"] == list(REPLIES)


def unsent_of(tx: Transaction, session_id: str) -> list[str]:
    its = (outbox_table.c.session_id == session_id, outbox_table.c.state == "new")
    return list(tx.connection.execute(select(outbox_table.c.kind).where(*its).order_by(outbox_table.c.id)).scalars())


def test_after_an_outage_only_what_stands_is_asked(parts: Parts) -> None:
    """Nothing was sent meanwhile: every answer to what was said is there, and of what was asked only the last."""
    person = Person("patient", channel="telegram")

    async def story() -> None:
        await parts.receive(person.opens())
        for text in ("shop", "Asha Traders", "/erase", "perhaps", "no", "/language", "/erase"):
            await parts.receive(person.says(text))

    asyncio.run(story())
    with parts.database.read() as tx:
        contact_id = addresses.find_many(tx, [("telegram", person.name)])["telegram", person.name].contact_id
        (session_id,) = sessions.ids_of_contact(tx, contact_id)
        assert unsent_of(tx, session_id) == ["note", "problem", "note", "confirm"]


def test_the_review_at_the_end_is_asked_and_the_one_that_was_wanted_is_an_answer(parts: Parts) -> None:
    person = Person("careful", channel="telegram")

    async def story() -> str:
        await parts.receive(person.opens())
        for text in ("shop", "Asha Traders", "2 lakh", "/review", "/another", "Brass lamps", "500", "skip", "/done"):
            await parts.receive(person.says(text))
        for text in ("98123 45678", "skip", "/edit business_name"):
            await parts.receive(person.says(text))
        outcome = await parts.receive(person.says("Asha Stores"))
        assert outcome.session_id is not None
        return outcome.session_id

    session_id = asyncio.run(story())
    with parts.database.read() as tx:
        left = [one.body for one in outbox.said(tx, session_id) if one.body is not None]
    assert [one["kind"] for one in left] == ["note", "note", "review", "review"]
    assert "Asha Stores" in left[-1]["text"] and "Asha Traders" in left[-2]["text"]


def test_the_choice_between_two_flows_waits_beside_what_is_asked(parts: Parts) -> None:
    """Nothing else answers a start link: it must arrive whatever is asked after it, and the present question still stands."""
    person = Person("between", channel="telegram")

    async def story() -> str:
        await parts.receive(person.opens())
        other = person.gives(Commanded("start", "export_onboarding"))._replace(flow="export_onboarding")
        outcome = await parts.receive(other)
        assert outcome.session_id is not None
        with parts.database.read() as tx:
            before = unsent_of(tx, outcome.session_id)
        assert before == ["note", "question", "aside"]
        await parts.receive(person.says("shop"))
        return outcome.session_id

    session_id = asyncio.run(story())
    with parts.database.read() as tx:
        assert unsent_of(tx, session_id) == ["note", "aside", "question"]


def test_a_redelivery_changes_nothing_and_says_so(parts: Parts) -> None:
    async def story() -> tuple[Outcome, Outcome]:
        person = Person("redelivered")
        await parts.receive(person.opens())
        reply = person.says("shop")
        return await parts.receive(reply), await parts.receive(reply)

    first, again = asyncio.run(story())
    assert not first.repeated
    assert again.repeated
    assert not again.conflict
    assert first.session_id is not None
    with parts.database.read() as tx:
        assert len([one for one in outbox.said(tx, first.session_id) if one.kind == "trader"]) == 1


def test_a_redelivery_after_an_erasure_brings_nobody_back(parts: Parts) -> None:
    person = Person("forgotten")
    arrivals = [person.opens(), person.says("shop")]

    async def story() -> list[Outcome]:
        return [await parts.receive(one) for one in arrivals]

    first = asyncio.run(story())
    with parts.database.write() as tx:
        assert first[0].contact_id is not None
        erasure.erase(tx, first[0].contact_id, "asked")
        before = len(contacts.listed(tx, limit=10_000))
    again = asyncio.run(story())
    assert [one.repeated for one in again] == [True, True]
    with parts.database.read() as tx:
        assert len(contacts.listed(tx, limit=10_000)) == before
        assert addresses.find_many(tx, [("web", "forgotten")]) == {}
    assert asyncio.run(parts.receive(person.says("I am back"))).session_id is not None


def test_another_input_under_the_same_id_is_a_conflict(parts: Parts) -> None:
    async def story() -> Outcome:
        person = Person("conflict")
        await parts.receive(person.opens())
        reply = person.says("shop")
        await parts.receive(reply)
        other = Arrival("web", "conflict", reply.key, Typed("factory"), reply.at, content="factory")
        return await parts.receive(other)

    assert asyncio.run(story()).conflict


def test_what_another_wrote_between_two_inputs_is_what_the_next_one_meets(parts: Parts) -> None:
    """Sessions lately written are kept decoded: a row that holds other bytes than those is read anew."""

    async def story() -> Outcome:
        person = Person("two writers")
        await parts.receive(person.opens())
        outcome = await parts.receive(person.says("shop"))
        assert outcome.session_id is not None
        with parts.database.write() as tx:
            stored = sessions.load_many(tx, [outcome.session_id])[outcome.session_id]
            answer = ["factory", *stored.body["answers"]["buying_for"][1:]]
            body = {**stored.body, "answers": {**stored.body["answers"], "buying_for": answer}}
            sessions.save_many(tx, [stored._replace(body=body)])
        return await parts.receive(person.says("Asha Traders"))

    outcome = asyncio.run(story())
    assert outcome.session_id is not None
    assert _answers(parts.session(outcome.session_id))["buying_for"] == "factory"


POISON = "this one breaks the engine"


@pytest.fixture
def poisoned_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(flow: Flow, session: Session, given: Input, now: datetime) -> tuple[Session, list[Effect]]:
        if isinstance(given, Typed) and given.text == POISON:
            raise ZeroDivisionError("on purpose")
        return advance(flow, session, given, now)

    monkeypatch.setattr(bot.turns, "advance", breaking)


@pytest.mark.usefixtures("poisoned_engine")
def test_of_twenty_batches_only_the_poisoned_inputs_are_set_aside(parts: Parts) -> None:
    """Others in the same batch are answered; whoever sent it is told kindly, and goes on afterwards."""
    chance = random.Random(3)

    async def batch(number: int) -> list[Outcome]:
        people = [Person(f"poison-{number}-{place}") for place in range(12)]
        await asyncio.gather(*(parts.receive(person.opens()) for person in people))
        bad = chance.randrange(len(people))
        texts = [POISON if place == bad else "shop" for place in range(len(people))]
        outcomes = await asyncio.gather(
            *(parts.receive(person.says(text)) for person, text in zip(people, texts, strict=True))
        )
        after = await parts.receive(people[bad].says("shop"))
        return [*outcomes[:bad], *outcomes[bad + 1 :], outcomes[bad], after]

    async def story() -> list[list[Outcome]]:
        return [await batch(number) for number in range(20)]

    for *good, bad, after in asyncio.run(story()):
        for outcome in (*good, after):
            assert outcome.session_id is not None
            assert _answers(parts.session(outcome.session_id))["buying_for"] == "shop"
        assert bad.said[-1]["problem"] == "went-wrong"
    with parts.database.read() as tx:
        assert len(inbox.poisoned(tx, 100)) == 20


def test_what_a_trader_wrote_is_in_no_byte_of_the_database(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    parts = Parts(ready(f"sqlite:///{folder}/saathi.db"))
    outcome = asyncio.run(_talk(parts, "secret-name", ("shop", "Zubeida Quartermaine Traders", "3 lakh")))
    parts.close()
    assert outcome.session_id is not None
    stored = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"Quartermaine" not in stored
    assert b"secret-name" not in stored


@pytest.mark.postgres
def test_two_processes_on_one_postgresql_keep_a_contacts_order(postgres: Any) -> None:
    """One contact's inputs sprayed over both, several contacts at once: all answered once, in the order in which they were sent."""
    url = postgres.new_database()
    both = [Parts(ready(url)), Parts(ready(url))]
    chance = random.Random(11)

    async def talk(name: str) -> Outcome:
        person = Person(name)
        outcome = await both[0].receive(person.opens())
        for reply in REPLIES:
            arrival = person.says(reply)
            outcomes = await asyncio.gather(
                *(chance.choice(both).receive(arrival) for _ in range(chance.randrange(1, 4)))
            )
            assert sum(not one.repeated or bool(one.said) for one in outcomes) >= 1
            outcome = outcomes[0]
        return outcome

    async def story() -> list[Outcome]:
        return list(await asyncio.gather(*(talk(f"sprayed-{number}") for number in range(24))))

    try:
        asyncio.run(story())
        with both[0].database.read() as tx:
            stored = sessions.listed(tx, flow="quick_enquiry", statuses=("open", "completed", "ended"), limit=100)
            assert len(stored) == 24
            for found in stored:
                said = outbox.said(tx, found.id)
                assert [line.body["text"] for line in said if line.kind == "trader"] == list(REPLIES)
                assert [line.seq for line in said] == list(range(1, len(said) + 1))
                assert _answers(found.body)["buying_for"] == "shop"
    finally:
        for parts in both:
            parts.close()
            parts.database.close()


@pytest.mark.postgres
def test_a_burst_over_two_processes_is_taken_in_the_channels_order(postgres: Any) -> None:
    """Sent all at once and not waited for: what counts is the channel's time and number, once they are all in."""
    url = postgres.new_database()
    both = [Parts(ready(url)), Parts(ready(url))]

    async def story() -> str:
        person = Person("burst")
        opened = await both[0].receive(person.opens())
        burst = [person.says(reply) for reply in REPLIES]
        await asyncio.gather(*(both[number % 2].receive(arrival) for number, arrival in enumerate(burst)))
        assert opened.session_id is not None
        return opened.session_id

    try:
        session_id = asyncio.run(story())
        with both[0].database.read() as tx:
            said = [one.body["text"] for one in outbox.said(tx, session_id) if one.kind == "trader"]
        assert sorted(said) == sorted(REPLIES)
    finally:
        for parts in both:
            parts.close()
            parts.database.close()


def _shuffled(people: list[list[Arrival]], chance: random.Random) -> list[Arrival]:
    """Everybody's inputs, each person's in order, interleaved with the others', each delivered one to five times."""
    waiting = [list(one) for one in people]
    order: list[Arrival] = []
    while any(waiting):
        person = chance.choice([one for one in waiting if one])
        arrival = person.pop(0)
        order.extend([arrival] * chance.randrange(1, 6))
    return order


def test_law_5_repeated_and_interleaved_deliveries_give_the_same_sessions(
    new_database_url: Callable[[], str],
) -> None:
    def run(seed: int) -> dict[str, Any]:
        parts = Parts(ready(new_database_url()))
        chance = random.Random(seed)
        replies = [("shop", "Asha Traders", "3 lakh"), ("2", "back", "factory"), ("hello", "3", "Meera", "५ लाख")]
        people = []
        for number in range(6):
            person = Person(f"law5-{number}")
            people.append([person.opens(), *(person.says(reply) for reply in replies[number % 3])])

        async def story() -> None:
            for arrival in _shuffled(people, chance):
                await parts.receive(arrival)

        asyncio.run(story())
        with parts.database.read() as tx:
            found = {
                one.id: {"answers": _answers(one.body), "status": one.body["status"]}
                for one in sessions.listed(tx, flow=None, statuses=("open", "completed", "ended"))
            }
        parts.close()
        parts.database.close()
        return found

    one, other = run(1), run(2)
    assert len(one) == 6
    assert sorted(map(str, one.values())) == sorted(map(str, other.values()))
