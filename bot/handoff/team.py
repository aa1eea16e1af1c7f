"""A partner's people: asked in, given another role, let go. The portal and the API do it through here, so that both write it down alike."""

from __future__ import annotations

from typing import Final

from bot.handoff.lives import Refusal
from storage import audit, members, partner_chats
from storage.members import Member, Role
from storage.transaction import Transaction

TEAM_AT_MOST: Final = 100
NAME_AT_MOST: Final = 100
EMAIL_AT_MOST: Final = 200


def ask_in(tx: Transaction, partner_id: str, actor: str, name: str, email: str, role: Role) -> Member | Refusal:
    """Let somebody sign in for the partner. Codes: team-full, member-known."""
    if len(members.of_partner(tx, partner_id)) >= TEAM_AT_MOST:
        return Refusal("team-full")
    member_id = members.add(tx, partner_id, name, email, role)
    found = members.find(tx, member_id) if member_id is not None else None
    if found is None:
        return Refusal("member-known")
    audit.note(tx, actor, "member-added", found.id)
    return found


def give_role(tx: Transaction, partner_id: str, actor: str, member_id: str, role: Role) -> Member | Refusal:
    """What they may do, from this commit on. Code: not-found."""
    found = one_of(tx, partner_id, member_id)
    if found is None:
        return Refusal("not-found")
    members.set_role(tx, member_id, role)
    audit.note(tx, actor, f"member-made-{role}", member_id)
    return members.find(tx, member_id) or found


def let_go(tx: Transaction, partner_id: str, actor: str, member_id: str) -> bool:
    """They are nobody from this commit on, in their Telegram chat neither; False where there is no such person."""
    if one_of(tx, partner_id, member_id) is None:
        return False
    for chat in partner_chats.of_member(tx, member_id):
        partner_chats.remove(tx, chat.id)
    members.remove(tx, member_id)
    audit.note(tx, actor, "member-removed", member_id)
    return True


def one_of(tx: Transaction, partner_id: str, member_id: str) -> Member | None:
    """One of the partner's people; another's do not exist."""
    found = members.find(tx, member_id)
    return found if found is not None and found.partner_id == partner_id else None
