"""Keyboards that can still be pressed, by address and message number; and what else a chat shows.

A keyboard's labels repeat what somebody answered, so its body is sealed. It is removed as soon as it is taken off the
phone; erasing a contact removes all of theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import boards, chats
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class StoredBoard:
    """`number` is the message that it stands under; `body` plain JSON."""

    address_id: str
    number: int
    contact_id: str
    session_id: str
    body: Any


@dataclass(frozen=True, slots=True)
class Chat:
    """`menu`: the language of the chat's own command menu. `reply_keyboard`: one shows now."""

    address_id: str
    contact_id: str
    menu: str | None = None
    reply_keyboard: bool = False


_B, _C = boards.c, chats.c


def of_address(tx: Transaction, address_id: str) -> list[StoredBoard]:
    """All that can be pressed at an address, oldest first."""
    return _read(tx, select(boards).where(_B.address_id == address_id).order_by(_B.number))


def find(tx: Transaction, address_id: str, number: int) -> StoredBoard | None:
    found = _read(tx, select(boards).where(_B.address_id == address_id, _B.number == number))
    return found[0] if found else None


def save(tx: Transaction, board: StoredBoard) -> None:
    """New, or as it is now."""
    row = {
        "address_id": board.address_id,
        "number": board.number,
        "contact_id": board.contact_id,
        "session_id": board.session_id,
        "body": tx.seal(board.contact_id, _context(board.address_id, board.number), board.body),
    }
    new = postgresql.insert(boards) if tx.postgres else sqlite.insert(boards)
    changed = {"body": new.excluded.body, "session_id": new.excluded.session_id}
    tx.connection.execute(
        new.on_conflict_do_update(index_elements=[_B.address_id, _B.number], set_=changed).values(row)
    )


def remove(tx: Transaction, address_id: str, numbers: Sequence[int]) -> None:
    """They are off the phone."""
    if numbers:
        tx.connection.execute(delete(boards).where(_B.address_id == address_id, _B.number.in_(sorted(numbers))))


def chat(tx: Transaction, address_id: str) -> Chat | None:
    row = tx.connection.execute(select(chats).where(_C.address_id == address_id)).one_or_none()
    return None if row is None else Chat(*row)


def save_chat(tx: Transaction, shown: Chat) -> None:
    """What it shows now."""
    values = {"menu": shown.menu, "reply_keyboard": shown.reply_keyboard}
    changed = tx.connection.execute(update(chats).where(_C.address_id == shown.address_id).values(values))
    if not changed.rowcount:
        ids = {"address_id": shown.address_id, "contact_id": shown.contact_id}
        tx.connection.execute(insert(chats), [ids | values])


def _read(tx: Transaction, query: Any) -> list[StoredBoard]:
    rows = tx.connection.execute(query).all()
    tx.learn_all({row.contact_id for row in rows})
    return [
        StoredBoard(
            row.address_id, row.number, row.contact_id, row.session_id,
            tx.unseal(row.contact_id, _context(row.address_id, row.number), row.body),
        )
        for row in rows
        if tx.readable(row.contact_id)
    ]  # fmt: skip


def _context(address_id: str, number: int) -> str:
    return f"board:{address_id}:{number}"
