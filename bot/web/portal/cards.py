"""What a partner is shown of a lead before taking it: one card, the same for an offer and for the open pool. Nothing here but the card
that the queue made for that purpose is looked at, so nothing more can be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.handoff.number import display_number
from bot.web.portal.facts import Fact, Teller, spoken
from storage.leads import StoredLead

_TITLE_AT_MOST: Final = 3
_SHOWN_ABOVE: Final = frozenset({"products.name", "products.category"})


@dataclass(frozen=True, slots=True)
class Card:
    """In words. `more` are the remaining fields, (heading, facts) each."""

    lead_id: str
    number: str
    title: str
    categories: str
    place: str
    languages: str
    activity: str
    score: int
    band: str
    readiness: tuple[Fact, ...]
    papers: tuple[str, ...]
    more: tuple[tuple[str, tuple[Fact, ...]], ...]
    example: bool


def card_of(lead: StoredLead, teller: Teller) -> Card | None:
    """None once there is nothing to show: the trader has taken it back."""
    if lead.body is None or lead.status in ("merged", "withdrawn", "erased"):
        return None
    card: Mapping[str, Any] = lead.body["card"]
    products = [one for one in card.get("products") or () if isinstance(one, Mapping)]
    categories = dict.fromkeys(
        teller.option("products.category", str(one["category"])) for one in products if one.get("category")
    )
    names = [str(one["name"]) for one in products if one.get("name")]
    business = card.get("business") if isinstance(card.get("business"), Mapping) else {}
    assert isinstance(business, Mapping)
    return Card(
        lead_id=lead.id,
        number=display_number(lead.id),
        title=", ".join(names[:_TITLE_AT_MOST]) or ", ".join(categories) or teller.say("card.untitled"),
        categories=", ".join(categories) if names else "",
        place=_place(card, business, teller),
        languages=spoken([str(code) for code in card.get("languages") or ()], teller.language),
        activity=teller.fact("business.activity", business["activity"]).text if business.get("activity") else "",
        score=int(card["score"]["total"]),
        band=str(card["score"]["band"]),
        readiness=tuple(teller.group(card, "readiness")),
        papers=tuple(teller.paper(str(kind)) for kind in card.get("documents") or ()),
        more=tuple(_more(card, teller)),
        example=lead.example,
    )


def _place(card: Mapping[str, Any], business: Mapping[str, Any], teller: Teller) -> str:
    pincode = business.get("pincode")
    if isinstance(pincode, Mapping) and pincode.get("state_code"):
        return teller.text(None, pincode)
    return teller.state(card["state"]) if card.get("state") else ""


def _more(card: Mapping[str, Any], teller: Teller) -> list[tuple[str, tuple[Fact, ...]]]:
    found = []
    for number, facts in enumerate(teller.products(card), 1):
        kept = tuple(fact for fact in facts if fact.name not in _SHOWN_ABOVE)
        if kept:
            found.append((teller.say("lead.product", number=number), kept))
    for group in ("business", "export", "more"):
        kept = tuple(
            fact for fact in teller.group(card, group) if fact.name not in ("business.activity", "business.pincode")
        )
        if kept:
            found.append((teller.say(f"group.{group}"), kept))
    return found
