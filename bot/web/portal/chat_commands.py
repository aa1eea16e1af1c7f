"""What is written to the partners' bot: /start with a code, /stop, /signin, /help. Each gives what the chat is told."""

from __future__ import annotations

from bot.channels.telegram.partner_codec import Command
from bot.web.portal.words import LANGUAGES_SHOWN, say_in
from bot.web.sign_in import LINK_FOR
from storage import audit, members, partner_chats, partners
from storage.transaction import Transaction


def linked(tx: Transaction, asked: Command, base: str) -> str:
    """A code makes the chat its partner's; a group is nobody's own."""
    code = partner_chats.spend_code(tx, asked.argument)
    partner = partners.find(tx, code.partner_id) if code is not None else None
    link = f"{base}/partner/team"
    if code is None or partner is None or not partner.active:
        known = partner_chats.by_chat(tx, asked.chat)
        return say_in(known.language if known is not None else LANGUAGES_SHOWN[0])("chat.code-over", link=link)
    kind = "private" if asked.private else "group"
    mine = code if asked.private else partner_chats.Code(code.partner_id, None, code.language)
    chat_id = partner_chats.link(tx, mine, asked.chat, kind, asked.title)
    audit.note(tx, f"partner:{partner.id}", "chat-linked", chat_id)
    return say_in(code.language)("chat.linked", partner=partner.name, link=link)


def stopped(tx: Transaction, asked: Command, base: str) -> str:
    known = partner_chats.by_chat(tx, asked.chat)
    if known is None:
        return helped(tx, asked, base)
    unlinked(tx, asked.chat)
    return say_in(known.language)("chat.stopped")


def unlinked(tx: Transaction, chat: int) -> None:
    known = partner_chats.by_chat(tx, chat)
    if known is not None:
        partner_chats.remove(tx, known.id)
        audit.note(tx, f"partner:{known.partner_id}", "chat-unlinked", known.id)


def way_in(tx: Transaction, asked: Command, base: str) -> str:
    """A sign-in link for the person whose chat this is, and for nobody else."""
    known = partner_chats.by_chat(tx, asked.chat)
    if known is None or known.confirmed_at is None:
        return helped(tx, asked, base)
    say = say_in(known.language)
    if not asked.private:
        return say("chat.signin-alone")
    standing = members.standing(tx, known.member_id) if known.member_id is not None else None
    if standing is None or standing.member_id is None:
        return say("chat.signin-nobody")
    secret = members.new_link(tx, standing.member_id, LINK_FOR)
    audit.note(tx, f"partner:{known.partner_id}", "sign-in-link", standing.member_id)
    return say("chat.signin", link=f"{base}/partner/enter/link?link={secret}")


def helped(tx: Transaction, asked: Command, base: str) -> str:
    known = partner_chats.by_chat(tx, asked.chat)
    if known is None:
        return say_in(LANGUAGES_SHOWN[0])("chat.hello", link=f"{base}/partner/team")
    say = say_in(known.language)
    partner = partners.find(tx, known.partner_id)
    if known.confirmed_at is None or partner is None:
        return say("chat.unconfirmed", link=f"{base}/partner/team")
    return say("chat.help", partner=partner.name)
