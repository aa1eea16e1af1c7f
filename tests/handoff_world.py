"""A small market for tests of the hand-over: a flow of four questions, traders who have answered it, partners, a clock to turn.

world = World(database)
world.partner("p1", per_day=2)
lead = world.submits(phone="9812345678")
offer = world.offer(lead)
world.accepts(offer)            world.passes(hours=4)            world.timers_fire()
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, Final, TypeVar

from bot.handoff import queue, reporting
from bot.handoff.done import Done, Notice
from bot.handoff.lives import Refusal
from bot.handoff.terms import Terms
from flows.loader import load
from flows.model import Flow
from flows.session import Answer, Instances, Session
from storage import contacts, leads, offers, partners, sessions, timers
from storage.contacts import Contact
from storage.database import Database
from storage.ids import new_id
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.partners import Partner
from storage.sessions import StoredSession
from storage.tables import metadata
from storage.times import HOUR, MINUTE, SECOND, from_datetime, to_datetime
from storage.transaction import Transaction

T = TypeVar("T")

MONDAY_NOON: Final = from_datetime(datetime.fromisoformat("2026-11-23T12:00:00+05:30"))

FLOW: Final = """
flow: weavers
title: Weavers
sections:
  - section: who
    title: You
    steps:
      - step: called
        kind: text
        ask: What is your name?
        label: Name
        fills: contact.name
      - step: telephone
        kind: phone
        ask: Your phone?
        label: Phone
        fills: contact.phone
      - step: tax_number
        kind: gstin
        ask: Your GST number?
        label: GST number
        skippable: true
        fills: ids.gstin
      - step: place
        kind: pincode
        ask: Your PIN code?
        label: PIN code
        before_acceptance: true
        fills: business.pincode
        checks:
          - should: tax_number.state_code == place.state_code
            say: Your GST number is of {tax_number.state}, your place in {place.state}.
      - step: work
        kind: choice
        ask: What do you do?
        label: Work
        options: {make: Make, trade: Trade, both: Both}
        before_acceptance: true
        fills: business.activity
      - step: certificate
        kind: document
        ask: Your GST certificate?
        label: Certificate
        paper: gst
        skippable: true
  - section: goods
    title: Goods
    repeat: {at_least: 1, at_most: 3, another: Another?, item: Good}
    steps:
      - step: thing
        kind: text
        ask: What do you weave?
        label: Thing
        before_acceptance: true
        fills: products.name
      - step: sort
        kind: choice
        ask: Which sort?
        label: Sort
        options: {home: Home, apparel: Apparel}
        before_acceptance: true
        fills: products.category
  - section: finish
    title: Finish
    steps:
      - step: remark
        kind: text
        ask: Anything else?
        label: Remark
        skippable: true
      - step: sharing
        kind: consent
        ask: May partners see this?
        notice: Who sees what.
        notice_version: 1
        purpose: share_with_partner
        required: false
        label: Sharing
      - step: look
        kind: review
        ask: All right?
        label: Review
      - step: done
        kind: end
        say: Thank you.
score:
  - part: papers
    title: Papers
    points:
      - {points: 60, when: answered(tax_number), say: GST number is there}
      - {points: 40, when: 'work in ("make", "both")', say: Makes the goods}
"""

_FLOW: Flow | None = None


def weavers() -> Flow:
    """The flow, loaded once."""
    global _FLOW
    if _FLOW is None:
        _FLOW = load(FLOW, "weavers.yaml")
    return _FLOW


def session_of(now: int = MONDAY_NOON, language: str = "hi", **given: Any) -> Session:
    """A completed session. Give `None` to leave a step out."""
    at = to_datetime(now).isoformat()
    values: dict[str, Any] = {
        "called": "Sunita Devi",
        "telephone": "+919812345678",
        "tax_number": None,
        "place": {"pincode": "400001", "district": "Mumbai", "state": "Maharashtra", "state_code": "27"},
        "work": "make",
        "goods#1.thing": "Cotton sarees",
        "goods#1.sort": "apparel",
        "sharing": {"choice": "yes", "notice_version": 1},
    } | given
    answers = {
        path: Answer(value, "typed" if isinstance(value, str) else "chosen", at)
        for path, value in values.items()
        if value is not None
    }
    return Session(
        flow="weavers",
        version=1,
        language=language,
        status="completed",
        answers=answers,
        instances={"goods": Instances((1,), 2, closed=True)},
    )


@dataclass(slots=True, eq=False)
class Clock:
    """Turned by hand, in microseconds."""

    now: int = MONDAY_NOON

    def __call__(self) -> int:
        return self.now


def emptied(database: Database) -> Database:
    """The database without a row but its keyring: cheaper than a new one for each test."""
    with database.write() as tx:
        for table in reversed(metadata.sorted_tables):
            if table.name != "keyring":
                tx.connection.execute(table.delete())
    return database


_phones = count(9800000000)


@dataclass(slots=True, eq=False)
class World:
    """One database, with what a test does to its queue."""

    database: Database
    clock: Clock
    notices: list[Notice] = field(default_factory=list)

    def does(self, work: Callable[[Transaction], T]) -> T:
        """One transaction; no two have the same time."""
        self.clock.now += 1
        with self.database.write() as tx:
            return work(tx)

    def partner(self, partner_id: str | None = None, name: str = "Udaan", **terms: Any) -> str:
        new = partner_id or new_id()
        body = Terms(**terms).to_json()
        self.does(lambda tx: partners.add(tx, Partner(new, name, body)))
        return new

    def trader(self) -> str:
        """A contact with a session; gives the session's id."""
        contact_id, session_id = new_id(), new_id()

        def add(tx: Transaction) -> None:
            contacts.add_many(tx, [Contact(contact_id, "hi")])
            body = session_of(self.clock.now).to_json()
            new = StoredSession(session_id, contact_id, "weavers", 1, "completed", "web", body)
            sessions.add_many(tx, [new])

        self.does(add)
        return session_id

    def submits(self, session_id: str | None = None, **given: Any) -> str:
        """A trader completes; gives the lead's id. Phones differ unless given."""
        session_id = session_id or self.trader()
        given = {"telephone": f"+91{next(_phones)}"} | given

        def submit(tx: Transaction) -> str:
            stored = sessions.find(tx, session_id)
            assert stored is not None
            session = session_of(self.clock.now, **given)
            self.notices += queue.submit(
                tx, contact_id=stored.contact_id, session_id=session_id, flow=weavers(), session=session
            )
            made = leads.of_session(tx, session_id)
            assert made is not None
            return made.id

        return self.does(submit)

    def lead(self, lead_id: str) -> StoredLead:
        found = self.database.view(lambda tx: leads.find(tx, lead_id))
        assert found is not None
        return found

    def offers(self, lead_id: str) -> list[StoredOffer]:
        return self.database.view(lambda tx: offers.of_lead(tx, lead_id))

    def offer(self, lead_id: str) -> StoredOffer:
        """The lead's latest offer."""
        return self.offers(lead_id)[-1]

    def accepts(self, offer: StoredOffer, partner_id: str | None = None) -> Done | Refusal:
        return self._kept(self.does(lambda tx: queue.accept(tx, offer.id, partner_id or offer.partner_id)))

    def declines(self, offer: StoredOffer, reason: str = "") -> Done | Refusal:
        return self._kept(self.does(lambda tx: queue.decline(tx, offer.id, offer.partner_id, reason)))

    def claims(self, partner_id: str, lead_id: str | None = None) -> Done | Refusal:
        return self._kept(self.does(lambda tx: queue.claim(tx, partner_id, lead_id)))

    def reports(self, lead_id: str, partner_id: str, verb: str, reason: str = "") -> Done | Refusal:
        return self._kept(self.does(lambda tx: reporting.outcome(tx, lead_id, partner_id, verb, reason)))

    def passes(self, *, hours: float = 0, minutes: float = 0) -> None:
        self.clock.now += int(hours * HOUR + minutes * MINUTE)

    def timers_fire(self) -> int:
        """All that are due, each claimed and finished as a worker does."""
        fired = 0
        while held := self.does(lambda tx: timers.claim(tx, 100, 30 * SECOND, queue.TIMERS)):
            for one in held:
                self.does(lambda tx, one=one: self._fire(tx, one))  # type: ignore[misc]
                fired += 1
        return fired

    def _fire(self, tx: Transaction, one: timers.Claimed) -> None:
        self.notices += queue.on_timer(tx, one)
        timers.finish(tx, one)

    def _kept(self, done: Done | Refusal) -> Done | Refusal:
        if isinstance(done, Done):
            self.notices += done.notices
        return done
