"""Between a conversation and the partner queue: what a turn tells the queue, and what the queue has told to traders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.handoff import notices, queue
from bot.handoff.done import Notice
from bot.handoff.number import display_number
from bot.told import Lead, Told
from bot.turns import News, Turns
from flows.model import Flow
from flows.session import Session
from storage import addresses, contacts, lead_events, leads, partners, sessions, timers
from storage.sessions import StoredSession
from storage.timers import Claimed
from storage.transaction import Transaction


class QueueDesk:
    """The desk of a real server."""

    def completed(
        self, tx: Transaction, flow: Flow, stored: StoredSession, session: Session
    ) -> tuple[Lead, Sequence[Told]]:
        contact = contacts.find(tx, stored.contact_id)
        example = contact is not None and contact.example
        notices = queue.submit(
            tx, contact_id=stored.contact_id, session_id=stored.id, flow=flow, session=session, example=example
        )
        made = leads.of_session(tx, stored.id)
        assert made is not None, "submitted a moment ago"
        lead = Lead(made.id, display_number(made.id))
        told = _told(notice for notice in notices if notice.key != "lead-waiting")
        return lead, told or [Told("receipt-number", {"lead": lead.number})]

    def lead_of(self, tx: Transaction, stored: StoredSession) -> str | None:
        lead = leads.of_session(tx, stored.id)
        return lead.id if lead is not None else None

    def updated(self, tx: Transaction, flow: Flow, stored: StoredSession, session: Session) -> Sequence[Told]:
        return _told(queue.update(tx, session_id=stored.id, flow=flow, session=session))

    def withdrawn(self, tx: Transaction, stored: StoredSession) -> Sequence[Told]:
        return _told(queue.withdraw(tx, stored.id))

    def erased(self, tx: Transaction, contact_id: str) -> None:
        queue.erase(tx, contact_id)

    def status(self, tx: Transaction, stored: StoredSession) -> Sequence[Told]:
        notice = notices.status_notice(tx, stored.id)
        return _told([notice]) if notice is not None else ()

    def seen_by(self, tx: Transaction, contact_id: str) -> Sequence[Told]:
        names = seen_by(tx, contact_id)
        if not names:
            return (Told("seen-by-nobody"),)
        return (Told("seen-by", {"partners": ", ".join(names)}),)


def seen_by(tx: Transaction, contact_id: str) -> list[str]:
    """The partners to whom anything of this contact was shown, by name."""
    seen = {event.partner_id for lead in leads.of_contact(tx, contact_id) for event in lead_events.of_lead(tx, lead.id)}
    found = [partners.find(tx, partner_id) for partner_id in sorted(one for one in seen if one is not None)]
    return sorted({partner.name for partner in found if partner is not None})


def _told(notices: Iterable[Notice]) -> list[Told]:
    return [Told(notice.key, notice.params) for notice in notices]


def tell(tx: Transaction, turns: Turns, notices: Sequence[Notice], source: str) -> list[str]:
    """Say what the queue wants said, each in its own conversation; the sessions that have news. `source` names what happened, so that
    the same news is said once.
    """
    return tell_many(tx, turns, [(notice, f"{source}:{notice.key}") for notice in notices])


def tell_many(tx: Transaction, turns: Turns, notices: Sequence[tuple[Notice, str]]) -> list[str]:
    """The same for what many have done, each notice with its own source."""
    known = sessions.load_many(tx, [notice.session_id for notice, _ in notices])
    open_now = addresses.open_of(tx, [stored.contact_id for stored in known.values()])
    news = [
        news_of(notice, stored, open_now.get((stored.contact_id, stored.channel), ""), source)
        for notice, source in notices
        if (stored := known.get(notice.session_id)) is not None and stored.body is not None
    ]
    turns.tell_many(tx, news)
    return [one.stored.id for one in news]


def news_of(notice: Notice, stored: StoredSession, address_id: str, source: str, lead_id: str | None = None) -> News:
    """A notice as something to say in its session."""
    return News(stored, address_id, _told([notice]), source, lead_id)


def on_timer(tx: Transaction, turns: Turns, claimed: Claimed) -> list[str]:
    """A timer of the queue: done, told and finished in one transaction. Gives the sessions that have news."""
    notices = queue.on_timer(tx, claimed)
    told = tell(tx, turns, notices, f"{claimed.id}:{claimed.token}")
    timers.finish(tx, claimed)
    return told
