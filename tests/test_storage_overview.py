"""What the admin's pages count and list, on both databases: from a real conversation, a roll-back and a message that cannot be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from storage import contacts, flow_versions, outbox, overview, sessions
from storage.database import Database
from storage.outbox import Message
from storage.times import MINUTE
from tests.server_parts import START, Parts, Person

FLOW = "quick_enquiry"


@pytest.fixture(scope="module")
def parts(database: Database) -> Iterator[Parts]:
    made = Parts(database)
    yield made
    made.close()


def test_people_are_listed_a_page_at_a_time_those_touched_last_first(parts: Parts) -> None:
    async def talk() -> list[str | None]:
        return [(await parts.receive(Person(f"page {number}").opens())).session_id for number in range(5)]

    made = asyncio.run(talk())
    with parts.database.read() as tx:
        seen: list[str] = []
        before = None
        while page := sessions.listed(tx, flow=FLOW, statuses=["open"], before=before, limit=2):
            seen += [one.id for one in page]
            before = (page[-1].updated_at, page[-1].id)
        assert len(seen) == len(set(seen))
        assert set(made) <= set(seen)
        assert sessions.listed(tx, flow=FLOW, statuses=["completed"]) == []
        assert sessions.listed(tx, flow="nothing", statuses=["open"]) == []


def test_a_conversation_is_walked_in_order_and_known_to_have_gone_on(parts: Parts) -> None:
    person = Person("walker")

    async def talk() -> str:
        outcome = await parts.receive(person.opens())
        for text in ("My shop", "Asha Traders", "human"):
            outcome = await parts.receive(person.says(text))
        assert outcome.session_id is not None
        return outcome.session_id

    session_id = asyncio.run(talk())
    with parts.database.read() as tx:
        own = [one for one in overview.walked(tx, FLOW) if one.session_id == session_id]
        assert [one.asked for one in own if one.asked][:3] == ["buying_for", "business_name", "budget"]
        assert overview.moved_on(tx, session_id, own[0].at)
        assert not overview.moved_on(tx, session_id, own[-1].at)
        assert session_id in [one.session_id for one in overview.asking(tx)]
        assert overview.poisoned(tx) == 0


def test_of_too_many_conversations_those_that_began_last_are_walked(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def talk() -> list[str | None]:
        """The second of five begins last."""
        came = [Person(f"later-{number}").opens() for number in range(5)]
        came[1] = came[1]._replace(at=START + timedelta(days=30))
        return [(await parts.receive(one)).session_id for one in came]

    began = asyncio.run(talk())
    monkeypatch.setattr(overview, "WALK_AT_MOST", 1)
    with parts.database.read() as tx:
        assert overview.walked(tx, FLOW)[0].session_id == began[1]


def test_messages_that_do_not_arrive_are_counted(parts: Parts) -> None:
    contact_id = asyncio.run(parts.receive(Person("unreached").opens())).contact_id
    assert contact_id is not None
    with parts.database.write() as tx:
        due = tx.now - 10 * MINUTE
        contacts.load_many(tx, [contact_id])
        outbox.add_many(
            tx, [Message(f"late:{n}", contact_id, "nowhere", None, "note", {}, due_at=due) for n in range(2)]
        )
    with parts.database.read() as tx:
        assert overview.unsent(tx, 5 * MINUTE) == overview.Unsent(waiting=2, overdue=2, dead=0)
        assert overview.unsent(tx, 20 * MINUTE).overdue == 0


def test_a_roll_back_keeps_the_note_and_says_why(database: Database) -> None:
    with database.write() as tx:
        for text in ("one", "two"):
            flow_versions.publish(tx, "f", text, {}, note=f"note {text}", author="a")
        made = flow_versions.make_live(tx, "f", 1, "two was wrong")
        assert made is not None and made.live
        assert made.note.splitlines() == ["note one", "two was wrong"]
        assert flow_versions.live_numbers(tx)["f"] == 1
