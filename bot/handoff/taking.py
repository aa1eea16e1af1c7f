"""How partners take leads: offers accepted, open leads claimed, as many at once as wait for it. One is a batch of one.

Each is decided by itself, in the order given, by what has been locked and by what the ones before it in the batch were given; then
everything is written together. Locked are leads, then their offers, then the turns of partners who have a limit: the order of
`queue`. Leads come without what they say unless asked for (`whole`): nobody needs it in order to decide.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.handoff.alerts import Alert, tell_many
from bot.handoff.done import Done, Notice
from bot.handoff.lives import Refusal, move, move_offer
from bot.handoff.matching import Candidate, Facets, lasting_reasons
from bot.handoff.number import display_number
from bot.handoff.terms import Terms, midnight
from storage import hand_overs, lead_events, leads, offers, turns
from storage.hand_overs import HandOver, Offered, Said, Taker, Trader
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.partners import Partner
from storage.transaction import Transaction

CLAIM_LOOKS: Final = 200
"""Open leads that claims without a name look at and hold."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A partner takes what it was offered. With `token`, only as it has read the offer."""

    offer_id: str
    partner_id: str
    token: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A partner takes a lead of the open pool: that one, or the oldest that matches."""

    partner_id: str
    lead_id: str | None = None


# Accepting ------------------------------------------------------------------------------------------------------------


def accept_many(tx: Transaction, asked: Sequence[Acceptance], *, whole: bool = False) -> list[Done | Refusal]:
    """Codes: not-found, already-taken, already-declined, expired, withdrawn, changed (another `token`)."""
    return write(tx, decide_accepts(tx, asked, whole=whole))


def decide_accepts(tx: Transaction, asked: Sequence[Acceptance], *, whole: bool = False) -> list[HandOver | Refusal]:
    """The same, locked and decided and to be written by `write`."""
    if not asked:
        return []
    known = hand_overs.load_offered(tx, [one.offer_id for one in asked], whole=whole)
    results: list[HandOver | Refusal] = []
    for one in asked:
        result = accepted(known.get(one.offer_id), one, tx.now)
        if isinstance(result, HandOver):
            known[one.offer_id] = replace(known[one.offer_id], lead=result.lead, offer=result.offer)
        results.append(result)
    return results


def accepted(found: Offered | None, asked: Acceptance, now: int) -> HandOver | Refusal:
    """Whether an offer, as it stands now, goes over to whoever accepts it."""
    if found is None or found.offer.partner_id != asked.partner_id:
        return Refusal("not-found")
    lead, offer = found.lead, found.offer
    state = move_offer(offer.state, "accept")
    if isinstance(state, Refusal):
        return state
    if now >= offer.expires_at:
        return Refusal("expired", offer.state)
    if asked.token is not None and asked.token != offer.token:
        return Refusal("changed", offer.state)
    status = move(lead.status, "accept")
    if isinstance(status, Refusal):
        return Refusal("already-taken", lead.status)
    answered = replace(offer, state=state, token=offer.token + 1, answered_at=now)
    held = _held(lead, status, asked.partner_id, now)
    return HandOver("accepted", lead, held, offer, answered, timers_of(offer.id), found.partner, found.hooked)


def timers_of(offer_id: str) -> tuple[str, ...]:
    """The timers that an offer has while it waits."""
    return (f"offer-expire:{offer_id}", f"offer-nudge:{offer_id}:1", f"offer-nudge:{offer_id}:2")


# Claiming -------------------------------------------------------------------------------------------------------------


def claim_many(tx: Transaction, asked: Sequence[Claim], *, whole: bool = False) -> list[Done | Refusal]:
    """Codes: not-found, already-taken, withdrawn, no-capacity, none."""
    return write(tx, decide_claims(tx, asked, whole=whole))


def decide_claims(
    tx: Transaction, asked: Sequence[Claim], *, whole: bool = False, traders: dict[str, Trader] | None = None
) -> list[HandOver | Refusal]:
    """The same, locked and decided and to be written by `write`.

    `traders`: the traders of what is taken without a name are locked too, and added; those of named leads the caller has locked.
    """
    if not asked:
        return []
    known = hand_overs.load_takers(tx, [one.partner_id for one in asked])
    claims = _Claims(tx, asked, known, whole, traders)
    return [claims.decided(one) for one in asked]


def may_claim(partner: Partner, terms: Terms, facets: Facets) -> bool:
    """Whether the partner's terms let it have such a lead from the open pool; being shared is no obstacle there."""
    reasons = lasting_reasons(facets, Candidate(partner.id, partner.name, terms))
    return all(reason.ok or reason.rule == "shared" for reason in reasons)


class _Claims:
    """The claims of one transaction: what they have locked, and what the ones decided already have taken."""

    def __init__(
        self,
        tx: Transaction,
        asked: Sequence[Claim],
        known: Mapping[str, Taker],
        whole: bool,
        traders: dict[str, Trader] | None,
    ) -> None:
        self._tx = tx
        self._takers = {name: one for name, one in known.items() if one.partner.active}
        self._terms = {name: Terms.from_json(one.partner.body) for name, one in self._takers.items()}
        self._named = hand_overs.load_leads(tx, [one.lead_id for one in asked if one.lead_id is not None], whole=whole)
        self._room = _Room(tx, self._terms)
        self._pool = _Pool(tx, sum(one.lead_id is None for one in asked), whole, traders)
        self._taken: dict[str, HandOver] = {}

    def decided(self, asked: Claim) -> HandOver | Refusal:
        taker = self._takers.get(asked.partner_id)
        if taker is None:
            return Refusal("not-found")
        partner = taker.partner
        lead = self._oldest(partner) if asked.lead_id is None else self._one(partner, asked.lead_id)
        if isinstance(lead, Refusal):
            return lead
        if self._room.is_full(partner.id):
            return Refusal("no-capacity")
        taken = _claimed(self._tx, lead, taker)
        self._room.give(partner.id)
        self._taken[lead.id] = taken
        return taken

    def _one(self, partner: Partner, lead_id: str) -> StoredLead | Refusal:
        lead = self._named.get(lead_id)
        if lead is None or not self._may_claim(partner, lead):
            return Refusal("not-found")
        taken = self._taken.get(lead_id)
        if taken is not None:
            return Refusal("already-taken", taken.lead.status)
        if lead.status == "open":
            return lead
        known = any(one.partner_id == partner.id for one in offers.of_lead(self._tx, lead_id))
        if not known and not self._was_open(lead_id):
            return Refusal("not-found")
        return Refusal("withdrawn" if lead.status in ("withdrawn", "erased") else "already-taken", lead.status)

    def _oldest(self, partner: Partner) -> StoredLead | Refusal:
        place = 0
        while (lead := self._pool.at(place) or self._farther(partner)) is not None:
            if lead.id not in self._taken and self._may_claim(partner, lead):
                return lead
            place += 1
        return Refusal("none")

    def _farther(self, partner: Partner) -> StoredLead | None:
        """Behind as many as are looked at and held there is looked without holding; only what may be claimed is held, too."""
        terms, before = self._terms[partner.id], self._pool.end
        while before is not None and (page := leads.open_pool(self._tx, CLAIM_LOOKS, before)):
            for lead_id, score, facets, created_at in page:
                if may_claim(partner, terms, Facets.of(facets, score)):
                    return self._pool.after(before)
                before = (created_at, lead_id)
        return None

    def _may_claim(self, partner: Partner, lead: StoredLead) -> bool:
        return may_claim(partner, self._terms[partner.id], Facets.of(lead.facets, lead.score))

    def _was_open(self, lead_id: str) -> bool:
        return any(event.kind == "opened" for event in lead_events.of_lead(self._tx, lead_id))


class _Pool:
    """The open leads that nobody else is at, oldest first: locked only as far as somebody has looked."""

    def __init__(self, tx: Transaction, claims: int, whole: bool, traders: dict[str, Trader] | None) -> None:
        self._tx = tx
        self._claims = claims
        self._whole, self._traders = whole, traders
        self._found: list[StoredLead] = []
        self._more = claims > 0
        self._over = False

    def at(self, place: int) -> StoredLead | None:
        """None: there are no more, or as many were looked at as may be."""
        while self._more and place >= len(self._found):
            self._look()
        return self._found[place] if place < len(self._found) else None

    @property
    def end(self) -> tuple[int, str] | None:
        """Where the last one that is held stands, if there may be more behind it."""
        return (self._found[-1].created_at, self._found[-1].id) if self._found and not self._over else None

    def after(self, place: tuple[int, str]) -> StoredLead | None:
        """The first free one behind that place, held."""
        before = len(self._found)
        self._take(place, 1)
        return self._found[-1] if len(self._found) > before else None

    def _look(self) -> None:
        # As many as there are claims at first, then one by one: what is looked at is held until the commit.
        wanted = 1 if self._found else self._claims
        self._take(self.end, wanted)
        self._more = not self._over and len(self._found) < CLAIM_LOOKS + self._claims

    def _take(self, after: tuple[int, str] | None, wanted: int) -> None:
        told = self._traders is not None
        found, traders = hand_overs.take_open(self._tx, after, wanted, whole=self._whole, traders=told)
        self._found += found
        self._over = not found
        if self._traders is not None:
            self._traders.update(traders)


@dataclass(slots=True)
class _Room:
    """How much each partner may still take. Counted when first asked, behind the lock on the turns of all who have a limit: two
    claims of one partner follow each other, so that neither passes its limit.
    """

    tx: Transaction
    terms: Mapping[str, Terms]
    given: dict[str, int] = field(default_factory=dict)
    _today: Mapping[str, int] | None = None
    _open: Mapping[str, int] | None = None

    def is_full(self, partner_id: str) -> bool:
        terms, more = self.terms[partner_id], self.given.get(partner_id, 0)
        if not is_limited(terms):
            return False
        today, at_once = self._counted()
        if terms.per_day is not None and today.get(partner_id, 0) + more >= terms.per_day:
            return True
        return terms.open_at_once is not None and at_once.get(partner_id, 0) + more >= terms.open_at_once

    def give(self, partner_id: str) -> None:
        self.given[partner_id] = self.given.get(partner_id, 0) + 1

    def _counted(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        if self._today is None or self._open is None:
            turns.load_many(self.tx, [name for name, one in self.terms.items() if is_limited(one)])
            self._today, self._open = busy(self.tx, self.terms)
        return self._today, self._open


def is_limited(terms: Terms) -> bool:
    """Whether there is anything that the partner may be full of."""
    return terms.per_day is not None or terms.open_at_once is not None


def busy(tx: Transaction, terms: Mapping[str, Terms]) -> tuple[dict[str, int], dict[str, int]]:
    """How many each partner was given today, and how many it has open; of each only those who have a limit there."""
    by_day = [name for name, one in terms.items() if one.per_day is not None]
    at_once = [name for name, one in terms.items() if one.open_at_once is not None]
    today = offers.taken_since(tx, midnight(tx.now), by_day) if by_day else {}
    return today, open_now(tx, at_once)


def open_now(tx: Transaction, partner_ids: Collection[str]) -> dict[str, int]:
    """Partner -> leads in work and offers waiting."""
    working, waiting = leads.worked_on(tx, partner_ids), offers.waiting_on(tx, partner_ids)
    return {name: working.get(name, 0) + waiting.get(name, 0) for name in partner_ids}


def _claimed(tx: Transaction, lead: StoredLead, taker: Taker) -> HandOver:
    """An open lead goes over. The offer's id is of this time that the lead was open: its revision never comes again."""
    status = move(lead.status, "claim")
    assert not isinstance(status, Refusal), f"claim of a lead that is {lead.status}"
    partner_id = taker.partner.id
    offer = StoredOffer(
        tx.vault.derived_id("offer", f"{lead.id}:claim:{lead.revision}", tx.now),
        lead.id,
        partner_id,
        "accepted",
        tx.now,
        "claimed from the open pool",
        offered_at=tx.now,
        answered_at=tx.now,
    )
    held = _held(lead, status, partner_id, tx.now)
    over = (f"lead-escalate:{lead.id}",)
    return HandOver("claimed", lead, held, None, offer, over, taker.partner.name, taker.hooked)


# Both -----------------------------------------------------------------------------------------------------------------


def _held(lead: StoredLead, status: str, partner_id: str, now: int) -> StoredLead:
    return replace(lead, status=status, partner_id=partner_id, revision=lead.revision + 1, updated_at=now)


def write(tx: Transaction, results: Sequence[HandOver | Refusal], said: Said | None = None) -> list[Done | Refusal]:
    """Write what was decided and tell the partners' programs. What the traders are told is either in `said` or up to the caller."""
    done = [one for one in results if isinstance(one, HandOver)]
    hand_overs.write(tx, done, *([] if said is None else [said]))
    hooked = [Alert(one.offer.partner_id, "lead.accepted", one.lead.id, one.offer.id) for one in done if one.hooked]
    if hooked:
        tell_many(tx, hooked)
    return [one if isinstance(one, Refusal) else Done(one.lead, one.offer, (notice_of(one),)) for one in results]


def notice_of(taken: HandOver) -> Notice:
    """What the trader is told."""
    params = {"lead": display_number(taken.lead.id), "partner": taken.partner}
    return Notice(taken.lead.contact_id, taken.lead.session_id, "lead-accepted", params)
