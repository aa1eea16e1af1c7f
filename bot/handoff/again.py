"""A partner asks for one paper again: the input that reopens it in the trader's chat, and the reason in the trader's language."""

from __future__ import annotations

from typing import Final

from bot.arrival import Arrival
from bot.handoff.notes import with_event
from flows.inputs import Amend
from flows.session import Session
from locales.catalog import Words
from storage import addresses, audit
from storage.leads import StoredLead
from storage.sessions import StoredSession
from storage.times import to_datetime
from storage.transaction import Transaction

REASONS: Final = ("image-blurred", "image-dark", "cut-off", "not-readable", "wrong-paper")
"""Sentences of the bot."""
WORDS_AT_MOST: Final = 200


def in_words(words: Words, language: str, paper: str, reason: str, more: str = "") -> str:
    """In the trader's language, and in the partner's own words after it. `paper`: its kind, such as "gst"."""
    found = []
    if reason in REASONS:
        asked = words.say(f"problem.paper-{paper}", language, {})
        found.append(words.say(f"problem.{reason}", language, {"asked": asked}))
    return " ".join([*found, *([more[:WORDS_AT_MOST]] if more else [])])


def path_of(session: Session, file_id: str) -> str | None:
    """The step at which a file lies, or lay until it was asked for again."""
    for path, answer in {**session.reopened, **session.answers}.items():
        files = answer.value if isinstance(answer.value, list) else ()
        if any(isinstance(file, dict) and file.get("id") == file_id for file in files):
            return path
    return None


def arrival(tx: Transaction, stored: StoredSession, partner_id: str, path: str, said: str, nonce: str) -> Arrival:
    """The input. The same `nonce` twice is one asking."""
    address = next((one.id for one in addresses.open_on(tx, stored.contact_id, stored.channel)), "")
    return Arrival(
        "system", stored.id, f"again:{partner_id}:{nonce}", Amend((path,), said), to_datetime(tx.now),
        session_id=stored.id, contact_id=stored.contact_id, address_id=address,
    )  # fmt: skip


def note(tx: Transaction, lead: StoredLead, partner_id: str, said: str) -> None:
    """That it was asked, in the history of the lead, which is locked."""
    audit.note(tx, f"partner:{partner_id}", "asked-again", lead.id, lead.contact_id)
    with_event(tx, lead, partner_id, "asked_again", {"note": said})
