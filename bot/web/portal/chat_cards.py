"""An offer in a chat: its text, its buttons, and what whoever pressed one is told."""

from __future__ import annotations

from typing import Final

from bot.channels.telegram import partner_codec as codec
from bot.channels.telegram.partner_codec import Token
from bot.handoff.lives import Refusal
from bot.web.portal.cards import Card
from bot.web.portal.inbox import DECLINE_REASONS
from bot.web.portal.words import WORDS, Say
from storage.leads import StoredLead

A_ROW: Final = 2
"""Reasons side by side."""


def in_lines(card: Card, say: Say, ends: str) -> str:
    """The card as a message: what, where, how ready. What the portal's card shows, no more."""
    lines = [
        say("chat.offer", number=card.number) + (f" ({say('example')})" if card.example else ""),
        card.title,
        " · ".join(part for part in (card.categories, card.activity) if part),
        " · ".join(part for part in (card.place, card.languages) if part),
        say("chat.score", score=card.score, band=say(f"band.{card.band}")),
        *(f"{fact.label}: {fact.text}" for fact in card.readiness),
        ends,
    ]
    return "\n".join(line for line in lines if line)


def choices(token: Token, say: Say) -> codec.Rows:
    """Accept, or decline."""
    return [
        [
            (say("chat.accept"), Token("accept", token.offer, token.fence)),
            (say("chat.decline"), Token("decline", token.offer, token.fence)),
        ]
    ]


def reasons(token: Token, say: Say) -> codec.Rows:
    """Why it is declined, or back to the choice."""
    buttons = [
        (say(f"reason.{reason}"), Token("reason", token.offer, token.fence, place))
        for place, reason in enumerate(DECLINE_REASONS)
    ]
    rows = [buttons[start : start + A_ROW] for start in range(0, len(buttons), A_ROW)]
    return [*rows, [(say("chat.back"), Token("back", token.offer, token.fence))]]


def whom_to_call(lead: StoredLead, say: Say) -> str:
    contact = lead.body["lead"]["contact"] if lead.body is not None else {}
    name, phone = contact.get("name"), contact.get("phone")
    return say("chat.yours-call", name=name, phone=phone) if name and phone else say("chat.yours")


def refused_in_words(say: Say, refused: Refusal) -> str:
    return say(f"said.{refused.code}") if f"said.{refused.code}" in WORDS else say("chat.too-late")
