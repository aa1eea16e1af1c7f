"""What updates read and write, each within a transaction: claimed, held, set aside, a keyboard pressed, a chat closed or open again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.channels.contract import Call, Received, Tap, received_to_json
from bot.channels.telegram import keyboards
from bot.channels.telegram.codec import CHANNEL
from bot.channels.telegram.keyboards import Board, Moved, Stale
from bot.telegram.arrivals import moment
from flows.session import Session
from storage import addresses, boards, contacts, held, inbox, outbox, sessions, timers
from storage.addresses import Known, Newcomer
from storage.boards import StoredBoard
from storage.contacts import Contact
from storage.timers import Timer
from storage.times import DAY, SECOND, from_datetime
from storage.transaction import Transaction

ALBUM_QUIET: Final = 1 * SECOND
"""So long after its last part an album is complete."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a chat when an update of it comes."""

    known: Known | None
    behind: bool
    """Something of it is held, and this must wait its turn."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a press is understood by."""

    board: Board | None = None
    session: Session | None = None
    language: str = "en"
    known: Known | None = None


def known_of(tx: Transaction, address: str) -> Known | None:
    return addresses.find_many(tx, [(CHANNEL, address)]).get((CHANNEL, address))


def standing_of(tx: Transaction, address: str) -> Standing:
    return Standing(known_of(tx, address), bool(held.waiting(tx, CHANNEL, [address])))


def look(tx: Transaction, address: str, number: int, session_id: str) -> Seen:
    known = known_of(tx, address)
    if known is None:
        return Seen()
    stored = boards.find(tx, known.address_id, number)
    contact = contacts.find(tx, known.contact_id)
    wanted = stored.session_id if stored is not None else session_id
    session = sessions.find(tx, wanted) if wanted else None
    mine = session is not None and session.contact_id == known.contact_id and session.body is not None
    return Seen(
        Board.from_json(stored.body) if stored is not None else None,
        Session.from_json(session.body) if session is not None and mine else None,
        (contact.language if contact is not None else None) or "en",
        known,
    )


def set_aside(tx: Transaction, one: Received) -> None:
    """To be looked at by a person; of somebody unknown only the key is kept."""
    known = known_of(tx, one.address)
    key = _key_of(tx, one)
    contact_id = known.contact_id if known is not None else None
    entry = inbox.Received(key, CHANNEL, contact_id, type(one.input).__name__, from_datetime(one.at), one.order[0])
    inbox.poison(tx, entry, {"received": received_to_json(one)})


def _key_of(tx: Transaction, one: Received) -> bytes:
    return inbox.key_of(tx.vault, CHANNEL, f"{one.address}:{one.key}", one.dated)


def stored_board(board: Board, known: Known) -> StoredBoard:
    return StoredBoard(known.address_id, board.number, known.contact_id, board.session, board.to_json())


def _claimed(tx: Transaction, one: Received, known: Known, kind: str) -> bool:
    """Its inbox key is ours; False for a repeat."""
    entry = inbox.Received(_key_of(tx, one), CHANNEL, known.contact_id, kind, from_datetime(moment(one)), one.order[0])
    return entry.key in inbox.claim(tx, [entry])


def press(tx: Transaction, one: Received, tap: Tap, keyboard: keyboards.Words) -> tuple[bool, Call | None]:
    """Whether it is the first time, and the edit that shows the keyboard as it now is; None: there is no such keyboard.

    The claim comes first: a repeat whose keyboard has been answered meanwhile must ask nothing again.
    """
    known = known_of(tx, one.address)
    if known is None or one.pointed is None:
        return True, None
    fresh = _claimed(tx, one, known, "Tap")
    stored = boards.find(tx, known.address_id, one.pointed.message)
    if stored is None:
        return fresh, None
    board = Board.from_json(stored.body)
    if not fresh:
        return False, _as_it_is(board, one.address, keyboard)
    match keyboards.press(board, tap, one.pointed, one.address, keyboard):
        case Moved(changed, call):
            boards.save(tx, stored_board(changed, known))
            return True, call
        case Stale():
            boards.remove(tx, known.address_id, [board.number])
    return True, None


def _as_it_is(board: Board, chat: str, keyboard: keyboards.Words) -> Call:
    return Call(
        "editMessageReplyMarkup",
        {
            "chat_id": int(chat), "message_id": board.number,
            "reply_markup": {"inline_keyboard": keyboards.inline_rows(board, keyboard)},
        },
    )  # fmt: skip


def hold(tx: Transaction, one: Received) -> None:
    """Durable, behind what the chat has waiting. A part puts its album off; anything else completes it."""
    if known_of(tx, one.address) is None and inbox.taken(tx, [_key_of(tx, one)]):
        return  # of somebody who was erased
    source = f"{one.channel}:{one.address}:{one.key}"
    at = from_datetime(one.at)
    contact = Contact(tx.vault.derived_id("contact", source, at))
    newcomer = Newcomer(CHANNEL, one.address, contact, tx.vault.derived_id("address", source, at))
    known = addresses.reach(tx, [newcomer])[CHANNEL, one.address]
    if not _claimed(tx, one, known, type(one.input).__name__):
        return
    now = tx.now
    due_at = now + ALBUM_QUIET if one.album else now
    before = [row for row in held.of_address(tx, known.address_id) if row.batch is None and not row.attempts]
    if before:
        part_of = [row.id for row in before if one.album and row.body.get("album") == one.album]
        held.postpone(tx, [row.id for row in before if row.id not in part_of], now)
        held.postpone(tx, part_of, due_at)
    held.add(tx, known.address_id, known.contact_id, received_to_json(one), due_at)


def reach(tx: Transaction, one: Received, known: Known | None, is_open: bool) -> None:
    if known is None or not _claimed(tx, one, known, "Reach"):
        return
    if is_open:
        reopened(tx, known)
    else:
        closed(tx, known.address_id, known.contact_id)


def closed(tx: Transaction, address_id: str, contact_id: str) -> None:
    """Nothing is sent there any more, and nobody is reminded."""
    contacts.load_many(tx, [contact_id])
    addresses.close(tx, address_id)
    outbox.drop_address(tx, address_id)
    timers.cancel(tx, [f"remind:{one.id}" for one in sessions.of_contact(tx, contact_id)])


def reopened(tx: Transaction, known: Known | None) -> None:
    """They write to us again; an open conversation may be reminded of again."""
    if known is None:
        return
    contact = contacts.load_many(tx, [known.contact_id]).get(known.contact_id)
    addresses.reopen(tx, [known.address_id])
    focus = contact.focus_session_id if contact is not None else None
    stored = sessions.find(tx, focus) if focus else None
    if stored is not None and stored.status == "open":
        timer = Timer(f"remind:{stored.id}", "remind", f"{stored.id}|{known.address_id}|1", tx.now + DAY)
        timers.schedule(tx, [timer])
