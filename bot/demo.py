"""Example data for a first look: forty invented traders on their way, six partners, leads in every state. All of it is marked as
example and goes with one command (`saathi demo remove`). Made by the same engine and queue as real conversations, so that every page
shows what it would really show; their papers are samples, stored like anybody's.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from bot import library
from bot.arrival import Arrival, Placed
from bot.desk import QueueDesk
from bot.documents.intake import as_file
from bot.documents.samples import Firm, gst_certificate, product_photos, udyam_certificate
from bot.handoff import queue, reporting
from bot.handoff.terms import Terms
from bot.shelf import Shelf
from bot.turn import FILE_FACT
from bot.turns import Turns
from flows.inputs import Chosen, Commanded, Input, Opened, PaperRead, Pressed, Sent, Typed
from flows.model import Flow, Step
from flows.session import Session
from storage import (
    addresses,
    audit,
    contacts,
    document_rows,
    erasure,
    examples,
    leads,
    offers,
    partners,
    sessions,
    timers,
)
from storage.addresses import Newcomer
from storage.contacts import Contact
from storage.database import Database
from storage.documents import DocumentStore
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.partners import Partner
from storage.times import to_datetime
from storage.transaction import Transaction

FLOW: Final = "export_onboarding"
TRADERS: Final = 40
DOUBLE: Final = 18
"""A trader who gives the phone number of another: the lead is held for a person to look at."""
REMOVED: Final = "examples-removed"
SEED: Final = 7
INPUTS_AT_MOST: Final = 140
"""A conversation that is not over by then goes round in circles."""

NAMES: Final = (
    "Asha Verma", "Ravi Kumar", "Meena Patil", "Suresh Iyer", "Farida Khan", "Gurpreet Singh", "Lakshmi Nair", "Bhavesh Shah",
    "Anita Das", "Mohan Rao", "Kavita Joshi", "Imran Sheikh",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ware:
    """What an invented firm sells: its option ids in our own flow, and a price in rupees that nobody wonders at."""

    name: str
    category: str
    unit: str
    price: int
    hsn: str


_LAMP: Final = _Ware("Brass lamp", "handicraft", "piece", 450, "8306")
_SAREE: Final = _Ware("Cotton saree", "apparel", "piece", 850, "5208")
_TURMERIC: Final = _Ware("Turmeric powder", "food", "kg", 180, "091030")
_PLATE: Final = _Ware("Blue pottery plate", "handicraft", "piece", 350, "6912")
_MAT: Final = _Ware("Coir mat", "home_textiles", "piece", 220, "5702")
_SHAWL: Final = _Ware("Woollen shawl", "apparel", "piece", 600, "6214")
FIRMS: Final = (
    ("Shree Ganesh Handicrafts", "P", _LAMP), ("Meenakshi Textiles", "F", _SAREE), ("Konkan Spices", "P", _TURMERIC),
    ("Jaipur Blue Pottery", "P", _PLATE), ("Surat Saree House", "F", _SAREE), ("Moradabad Brass Works", "P", _LAMP),
    ("Kerala Coir Udyog", "P", _MAT), ("Ludhiana Knits", "F", _SHAWL),
)  # fmt: skip
PLACES: Final = (
    ("27", "400001", "Mumbai"), ("33", "600001", "Chennai"), ("24", "395003", "Surat"), ("08", "302001", "Jaipur"),
    ("09", "221001", "Varanasi"), ("29", "560029", "Bengaluru"), ("19", "700001", "Kolkata"), ("03", "141001", "Ludhiana"),
)  # fmt: skip
LANGUAGES: Final = ("hi", "mr", "ta", "gu", "en", "bn", "kn", "pa")
PARTNERS: Final[tuple[tuple[str, Terms], ...]] = (
    ("Setu Exports", Terms(states=frozenset({"27", "24", "08"}), weight=2)),
    ("Dakshin Trade Desk", Terms(states=frozenset({"33", "29", "32", "36"}))),
    ("Craftroute", Terms(weight=1)),
    ("Purvi Global", Terms(states=frozenset({"19", "18", "21"}))),
    ("Uttar Connect", Terms(states=frozenset({"09", "03", "06", "07"}), languages=frozenset({"hi", "pa", "en"}))),
    ("First Container", Terms(min_score=40)),
)


def _phone(number: int) -> str:
    return f"98{number:03d}{random.Random(SEED + number).randrange(10**4, 10**5)}"  # noqa: S311 - an invented number


class _Person:
    """One invented trader: who they are, and what they answer."""

    def __init__(self, number: int, chance: random.Random, now: datetime) -> None:
        self.number = number
        self.chance = chance
        self.now = now
        self.sent: dict[str, _Sample] = {}
        self.sending = ""
        """The step that more files could be sent to."""
        state, pincode, city = self.chance.choice(PLACES)
        name, holder, self.ware = self.chance.choice(FIRMS)
        letters = "".join(self.chance.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(3))
        pan = f"{letters}{holder}{name[0]}{self.number + 1000:04d}{self.chance.choice('ABCDEFGHJK')}"
        self.firm = Firm(
            name,
            name,
            "Proprietorship",
            pan,
            state,
            "12",
            "Udyog Bhavan",
            "Station Road",
            "Market",
            city,
            city,
            pincode,
            date(2021, 4, 1),
            100 + self.number,
        )
        self.holder = holder
        self.name = self.chance.choice(NAMES)
        self.language = self.chance.choice(LANGUAGES)

    def answer(self, step: Step | None) -> Input:
        """What this person does at this question."""
        if step is None:
            return Commanded("done")
        by_kind: Mapping[str, Callable[[], Input]] = {
            "language": lambda: Pressed(self.language),
            "yes_no": lambda: Pressed("yes"),
            "consent": lambda: Pressed("yes"),
            "choice": lambda: Pressed(self._option(step)),
            "choices": lambda: Chosen(
                tuple(option.id for option in self.chance.sample(step.options, min(2, len(step.options))))
            ),
            "countries": lambda: Typed("UAE, USA"),
            "country": lambda: Typed("UAE"),
            "number": lambda: Typed(self._amount(step)),
            "money": lambda: Typed(self._amount(step)),
            "date": lambda: Typed("01/04/2021"),
            "phone": lambda: Typed(_phone(self.number if self.number != DOUBLE else DOUBLE - 2)),
            "email": lambda: Typed(f"trader{self.number}@example.com"),
            "url": lambda: Typed("https://example.com"),
            "pincode": lambda: Typed(self.firm.pincode),
            "gstin": lambda: Typed(self.firm.gstin),
            "pan": lambda: Typed(self.firm.pan),
            "iec": lambda: Typed(self.firm.iec),
            "udyam": lambda: Typed(self.firm.udyam),
            "ifsc": lambda: Typed("HDFC0002854"),
            "hsn": lambda: Typed(self.ware.hsn),
            "review": lambda: Commanded("submit"),
            "document": lambda: self._file(step),
        }
        if step.skippable and self.chance.random() < 0.45:
            return Commanded("skip")
        found = by_kind.get(step.kind)
        if found is None:
            return Commanded("skip") if step.skippable else Typed(self._words(step))
        return found()

    def _option(self, step: Step) -> str:
        ids = [option.id for option in step.options]
        own = {
            "products.category": self.ware.category,
            "products.unit": self.ware.unit,
            "products.moq_unit": self.ware.unit,
        }
        if own.get(step.fills or "") in ids:
            return own[step.fills or ""]
        usual = "proprietor" if self.holder == "P" else "partnership"
        liked = [one for one in ("yes", "owner", usual, "make") if one in ids]
        return liked[0] if liked and self.chance.random() < 0.85 else self.chance.choice(ids)

    def _words(self, step: Step) -> str:
        if step.fills and step.fills.startswith("products"):
            return self.ware.name
        match step.fills:
            case "contact.name":
                return self.name
            case "business.legal_name" | "business.trade_name":
                return self.firm.legal_name
            case "business.address":
                return f"12, Station Road, {self.firm.city}"
            case _:
                return step.example or "As told"

    def _amount(self, step: Step) -> str:
        """What such a firm would say: a year in which it may have begun, a turnover in lakhs, its own price."""
        some = self.chance.randrange(100)
        usual = {
            "business.year": 1985 + some % 38,
            "business.turnover": (5 + some) * 100_000,
            "products.price_from": self.ware.price,
            "products.price_to": self.ware.price * 3 // 2,
            "products.capacity": 200 + some * 20,
            "products.moq": 25 + some % 4 * 25,
            "products.lead_days": 10 + some % 4 * 5,
        }.get(step.fills or "", 500 + some)
        least = int(float(step.at_least or 1))
        most = int(float(step.at_most)) if step.at_most else usual
        return str(max(least, min(most, usual)))

    def _file(self, step: Step) -> Input:
        """Samples of what is asked for, all at once; put off where there are none."""
        samples = self._samples(step) if step.id != self.sending else ()
        if not samples:
            done, self.sending = step.id == self.sending, ""
            return Commanded("done" if done else "skip")
        files = []
        for sample in samples:
            name = f"demo-{self.number}-{len(self.sent) + 1}"
            files.append(as_file(name, f"{sample.kind}.{sample.ending}", sample.data))
            self.sent[name] = sample
        self.sending = step.id if step.paper is not None and step.paper.at_most > 1 else ""
        return Sent(tuple(files))

    def _samples(self, step: Step) -> Sequence[_Sample]:
        reads = step.paper.reads if step.paper is not None else {}
        if "gstin" in reads:
            return (_Sample("gst", "pdf", gst_certificate(self.firm), 3),)
        if "udyam" in reads:
            return (_Sample("udyam", "pdf", udyam_certificate(self.firm), 1),)
        if step.skippable and (step.paper is None or step.paper.kind != "photo"):
            return ()
        most = step.paper.at_most if step.paper is not None else 1
        photos = self.chance.sample(_photos(), self.chance.randrange(1, 1 + min(2, most)))
        return [_Sample("photo", "jpg", photo, 1) for photo in photos]


@dataclass(frozen=True, slots=True)
class _Sample:
    """A paper that an invented trader sends."""

    kind: str
    ending: str
    data: bytes
    pages: int


@cache
def _photos() -> tuple[bytes, bytes]:
    """Drawing them takes a third of a second."""
    return product_photos()


def fill(database: Database, store: DocumentStore, *, again: bool = False) -> bool:
    """Make the example data; False if there is data already, or if it was removed and is not asked for `again`."""
    with database.read() as tx:
        if partners.listed(tx) or contacts.listed(tx, limit=1) or (not again and audit.was_done(tx, REMOVED)):
            return False
    with database.write() as tx:
        _partners(tx)
        turns = Turns(Shelf(), library.words(), QueueDesk(), FLOW)
        people = [_trader(tx, turns, store, number) for number in range(TRADERS)]
        _answers_of_partners(tx, [session_id for session_id in people if session_id is not None])
    return True


def _partners(tx: Transaction) -> None:
    for name, terms in PARTNERS:
        partner_id = tx.vault.derived_id("partner", f"demo:{name}")
        partners.add(tx, Partner(partner_id, name, terms.to_json(), example=True))


def _trader(tx: Transaction, turns: Turns, store: DocumentStore, number: int) -> str | None:
    """One conversation, as far as this person gets; the session, if it was completed."""
    chance = random.Random(SEED * 1000 + number)  # noqa: S311 - invented people, no secrets
    began = to_datetime(tx.now) - timedelta(days=chance.randrange(1, 14), minutes=chance.randrange(600))
    stops = chance.choice((4, 7, 12, 18, 26, 34)) if number % 2 else INPUTS_AT_MOST
    person = _Person(number, chance, began)
    source = f"demo:{number}"
    contact = Contact(tx.vault.derived_id("contact", source), example=True)
    address_id = tx.vault.derived_id("address", source)
    addresses.reach(tx, [Newcomer("web", source, contact, address_id)])
    first = Arrival("web", source, "open", Opened(), began, flow=FLOW, contact_id=contact.id, address_id=address_id)
    session_id = _turn(tx, turns, first)
    for count in range(stops):
        stored = sessions.find(tx, session_id) if session_id is not None else None
        if stored is None or stored.status != "open":
            break
        person.now += timedelta(seconds=chance.randrange(15, 90))
        session = Session.from_json(stored.body)
        given = person.answer(_asked(turns, tx, stored.flow, stored.version, session))
        next_ = first._replace(key=f"{count}", given=given, at=person.now, flow=None)
        _turn(tx, turns, next_._replace(facts=_stored(tx, store, contact.id, person, given)))
        _read(tx, turns, next_, person, given)
    stored = sessions.find(tx, session_id) if session_id is not None else None
    return session_id if stored is not None and stored.status == "completed" else None


def _stored(tx: Transaction, store: DocumentStore, contact_id: str, person: _Person, given: Input) -> dict[str, str]:
    """Where the files that are sent now lie, sealed like anybody's."""
    if not isinstance(given, Sent):
        return {}
    key = tx.key(contact_id)
    return {FILE_FACT + file.id: store.put(key, contact_id, file.id, person.sent[file.id].data) for file in given.files}


def _read(tx: Transaction, turns: Turns, arrival: Arrival, person: _Person, given: Input) -> None:
    """That nothing more could be read from what was sent: known at once, so that a server's start is not busy with forty papers."""
    for file in given.files if isinstance(given, Sent) else ():
        row = document_rows.find(tx, file.id)
        if row is None:
            continue
        sample = person.sent[file.id]
        reading = PaperRead(row.path, file.id, "ok", (), {}, sample.kind, sample.pages)
        _turn(tx, turns, arrival._replace(key=f"read:{file.id}", given=reading))
        timers.cancel(tx, [f"read:{file.id}"])


def _turn(tx: Transaction, turns: Turns, arrival: Arrival) -> str | None:
    outcome = turns.advance_all(
        tx, [Placed.of(arrival, tx.vault.lookup_hash(f"{arrival.external}:{arrival.key}", "demo"))]
    )[0]
    return outcome.session_id


def _asked(turns: Turns, tx: Transaction, flow_id: str, version: int, session: Session) -> Step | None:
    flow: Flow = turns.flow(tx, flow_id, version)
    if session.asked is None:
        return None
    head, mark, tail = session.asked.path.partition("#")
    return flow.by_id.get(f"{head}.{tail.partition('.')[2]}" if mark else head)


def _answers_of_partners(tx: Transaction, completed: Sequence[str]) -> None:
    """Something of everything: waiting, taken, listed, lost, declined, run out, given back."""
    for place, session_id in enumerate(completed):
        lead = leads.of_session(tx, session_id)
        live = [one for one in offers.of_lead(tx, lead.id) if one.state == "offered"] if lead is not None else []
        if lead is None or not live:
            continue
        offer = live[0]
        _answer(tx, place, lead, offer)


def _answer(tx: Transaction, place: int, lead: StoredLead, offer: StoredOffer) -> None:
    match place % 10:
        case 0 | 1:
            return
        case 2 if place < 10:
            queue.decline(tx, offer.id, offer.partner_id, "not-our-products")
        case 2:
            queue.expire(tx, offer.id)
        case 3:
            while live := [one for one in offers.of_lead(tx, lead.id) if one.state == "offered"]:
                queue.decline(tx, live[0].id, live[0].partner_id, "no-capacity")
        case 4:
            queue.withdraw(tx, lead.session_id)
        case 5:
            queue.accept(tx, offer.id, offer.partner_id)
        case 6 if place < 10:
            queue.accept(tx, offer.id, offer.partner_id)
            reporting.outcome(tx, lead.id, offer.partner_id, "returned", "wrong-details")
        case kind:
            queue.accept(tx, offer.id, offer.partner_id)
            for verb, reason in (("contacted", ""), *_AFTERWARDS[kind]):
                reporting.outcome(tx, lead.id, offer.partner_id, verb, reason)


_AFTERWARDS: Final[Mapping[int, tuple[tuple[str, str], ...]]] = {
    6: (),
    7: (("listed", ""),),
    8: (("listed", ""), ("first_order", "")),
    9: (("lost", "not-interested"),),
}


def remove(database: Database, store: DocumentStore) -> Mapping[str, int]:
    """Take every example away, its papers and its rows too; how many there were. A real lead that is shown to one goes on to the next.

    Raises Unacknowledged while the document store is away: the rows stay until the files that they name are deleted, and the same again
    goes on.
    """
    files: list[str] = []
    with database.write() as tx:
        people = [one.id for one in contacts.listed(tx, limit=10_000, example=True)]
        gone = [partner for partner in partners.listed(tx) if partner.example]
        for partner in gone:
            partners.save(tx, replace(partner, active=False))
        for contact_id in people:
            queue.erase(tx, contact_id)
            done = erasure.erase(tx, contact_id, "example")
            files += done.files if done is not None else ()
        for partner in gone:
            for offer in offers.of_partner(tx, partner.id, ["offered"]):
                queue.expire(tx, offer.id)
    for name in files:
        store.delete(name)
    with database.write() as tx:
        examples.forget_people(tx)
        examples.forget_partners(tx)
        audit.note(tx, "admin", REMOVED, "demo")
    database.scrub()
    return {"traders": len(people), "partners": len(gone)}
