"""Partners take leads through the one writer: the accepts and claims that wait together are decided and written in one transaction,
with what the traders are told, the looks that are written down, and the requests' idempotency keys.

Locks are taken in the order that holds everywhere: keys, contacts and sessions of the traders who will be told, leads, offers, turns.
A claim that names no lead takes what nobody else is at, contact and session included, and waits for nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.desk import news_of
from bot.handoff.done import Done
from bot.handoff.lives import Refusal
from bot.handoff.taking import Acceptance, Claim, decide_accepts, decide_claims, notice_of, write
from bot.handoff.views import leads_json
from bot.turns import News, Turns
from storage import audit, hand_overs, idempotency
from storage.hand_overs import HandOver, Said, Trader
from storage.idempotency import Asked, Before
from storage.transaction import Transaction
from storage.writer import WAIT_AT_MOST, Writer


@dataclass(frozen=True, slots=True)
class Take:
    """One partner's wish. `shown`: the answer is to hold the whole lead, and the look is written down. `once`: its idempotency key."""

    what: Acceptance | Claim
    shown: bool = False
    once: Asked | None = None

    @property
    def partner_id(self) -> str:
        return self.what.partner_id


@dataclass(frozen=True, slots=True)
class Taken:
    """How it ended: refused or done, or (under its idempotency key) before. `told`: the sessions that have news."""

    result: Done | Refusal | Before
    told: tuple[str, ...] = ()
    body: Any = None
    """The lead as the partner may see it."""


class Takes:
    """The lane of the writer. Of requests with one idempotency key the second waits for the first."""

    def __init__(self, writer: Writer, turns: Turns) -> None:
        self._turns = turns
        self._lane: Final = writer.batch(self.take_all, lane=_key_of)

    async def ask(self, take: Take, within: float = WAIT_AT_MOST) -> Taken:
        """Durable when it returns. Raises `Busy` or `Unacknowledged`."""
        return await self._lane.ask(take, within)

    def take_all(self, tx: Transaction, takes: Sequence[Take]) -> list[Taken]:
        """In one transaction; the results in the order given."""
        keyed = [one.once for one in takes if one.once is not None]
        before = dict(zip(keyed, idempotency.begin_many(tx, keyed), strict=True))
        new = [one for one in takes if one.once is None or before[one.once] is None]
        decided, traders = self._decided(tx, new)
        said, told = self._said(tx, new, decided, traders)
        results = write(tx, decided, said)
        bodies = _shown(tx, new, results)
        idempotency.finish_many(
            tx,
            [(one.once, *_ending(result)) for one, result in zip(new, results, strict=True) if one.once is not None],
        )
        done = iter(zip(results, told, bodies, strict=True))
        return [
            Taken(*next(done)) if one.once is None or (known := before[one.once]) is None else Taken(known)
            for one in takes
        ]

    def _decided(self, tx: Transaction, takes: Sequence[Take]) -> tuple[list[HandOver | Refusal], dict[str, Trader]]:
        accepts = [one.what for one in takes if isinstance(one.what, Acceptance)]
        claims = [one.what for one in takes if isinstance(one.what, Claim)]
        whole = any(one.shown for one in takes)
        traders = hand_overs.load_traders(
            tx, [one.offer_id for one in accepts], [one.lead_id for one in claims if one.lead_id is not None]
        )
        accepted = iter(decide_accepts(tx, accepts, whole=whole))
        claimed = iter(decide_claims(tx, claims, whole=whole, traders=traders))
        return [next(accepted if isinstance(one.what, Acceptance) else claimed) for one in takes], traders

    def _said(
        self,
        tx: Transaction,
        takes: Sequence[Take],
        decided: Sequence[HandOver | Refusal],
        traders: Mapping[str, Trader],
    ) -> tuple[Said, list[tuple[str, ...]]]:
        """What the traders are told and which looks are written down; and of each take, the sessions that have news."""
        news: list[News] = []
        told: list[tuple[str, ...]] = []
        looks: list[audit.Line] = []
        for one, taken in zip(takes, decided, strict=True):
            told.append(())
            if isinstance(taken, Refusal):
                continue
            if one.shown:
                actor, lead = f"partner:{one.partner_id}", taken.lead
                looks.append(audit.Line(tx.now, actor, "lead-viewed", lead.id, lead.contact_id))
            trader = traders.get(taken.lead.session_id)
            if trader is not None and trader.session.body is not None:
                news.append(_news(taken, trader))
                told[-1] = (trader.session.id,)
        return Said(*self._turns.news(tx, news), looks), told


def _news(taken: HandOver, trader: Trader) -> News:
    """The revision makes it this time's news: a lead can be taken, given back and taken again."""
    notice = notice_of(taken)
    source = f"lead:{taken.lead.id}:{taken.lead.revision}:{notice.key}"
    return news_of(notice, trader.session, trader.address_id, source, taken.lead.id)


def _shown(tx: Transaction, takes: Sequence[Take], results: Sequence[Done | Refusal]) -> list[Any]:
    """The leads whose takers want to see them."""
    seen = [
        (one.partner_id, result.lead)
        for one, result in zip(takes, results, strict=True)
        if one.shown and isinstance(result, Done)
    ]
    if not seen:
        return [None] * len(takes)
    bodies = iter(leads_json(tx, [(lead, who) for who, lead in seen]))
    return [
        next(bodies) if one.shown and isinstance(result, Done) else None
        for one, result in zip(takes, results, strict=True)
    ]


def _ending(result: Done | Refusal) -> tuple[int, dict[str, str]]:
    """What is kept with an idempotency key: ids and codes."""
    if isinstance(result, Refusal):
        return 0, {"refused": result.code}
    offer = {"offer_id": result.offer.id} if result.offer is not None else {}
    return 200, {"lead_id": result.lead.id, **offer}


def _key_of(take: Take) -> Hashable:
    return None if take.once is None else (take.once.owner, take.once.key)
