"""What may be known before a lead is accepted: the facets that matching looks at, and the card that a partner is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.handoff.given import Given
from bot.handoff.words import shown_words
from flows.score import Score
from flows.session import Session

_ON_CARD: Final = frozenset(
    {"choice", "choices", "yes_no", "number", "money", "date", "country", "countries", "hsn", "pincode"}
)
_CODED: Final = frozenset({"choice", "choices", "language"})
"""Kinds whose answers are option ids."""
LIST_GROUPS: Final = frozenset({"products", "items"})


def facets_of(session: Session, given: Sequence[Given], lead: Mapping[str, Any], scored: Score) -> dict[str, Any]:
    spoken = [session.language, *_values(given, "contact.language"), *_values(given, "contact.languages")]
    categories = [
        one for name in ("products.category", "business.category", "items.category") for one in _values(given, name)
    ]
    activity = _values(given, "business.activity")
    return {
        "state": _state(given),
        "languages": sorted(set(spoken)),
        "categories": sorted(set(categories)),
        "activity": activity[0] if activity else None,
        "band": scored.band,
        "flow": lead["flow"]["id"],
    }


def _values(given: Sequence[Given], fills: str) -> list[str]:
    """The option ids given to a field of the lead, all instances."""
    found: list[Any] = []
    for one in given:
        if one.step.fills == fills and one.step.kind in _CODED:
            found.extend(one.value if isinstance(one.value, list) else [one.value])
    return [value for value in found if isinstance(value, str)]


def _state(given: Sequence[Given]) -> str | None:
    """Where the trader is, as a GST code: of the PIN code, else of the GST number."""
    for kind in ("pincode", "gstin"):
        for one in given:
            if one.step.kind == kind and isinstance(one.value, dict) and one.value.get("state_code"):
                return str(one.value["state_code"])
    return None


def card_of(
    lead: Mapping[str, Any], given: Sequence[Given], language: str, facets: Mapping[str, Any], scored: Score
) -> dict[str, Any]:
    names = _names(lead)
    shown: dict[str, Any] = {}
    for one in given:
        if not one.step.before_acceptance:
            continue
        value = _masked(one, language, names)
        if value is None:
            continue
        group, _, name = (one.step.fills or f"more.{one.step.id.removeprefix(one.step.section + '.')}").partition(".")
        if one.place is not None:
            items = shown.setdefault(group, [])
            items.extend({} for _ in range(one.place + 1 - len(items)))
            items[one.place][name] = value
        elif group in LIST_GROUPS:
            shown.setdefault(group, [{}])[0][name] = value
        else:
            shown.setdefault(group, {})[name or group] = value
    return {
        "products": [],
        "readiness": {},
        **shown,
        "state": facets["state"],
        "languages": list(facets["languages"]),
        "score": {"total": scored.total, "band": scored.band},
        "documents": sorted({document["kind"] for document in lead["documents"]}),
    }


def _masked(one: Given, language: str, names: Sequence[str]) -> Any:
    """What of a value may be shown before acceptance; None: nothing."""
    kind = one.step.kind
    if kind == "pincode":
        return (
            {key: one.value.get(key) for key in ("district", "state", "state_code")}
            if isinstance(one.value, dict)
            else None
        )
    if kind in _ON_CARD:
        return one.value
    group = (one.step.fills or "").partition(".")[0]
    if kind == "text" and (group in LIST_GROUPS or one.place is not None) and isinstance(one.value, str):
        return shown_words(one.value, language, names) or None
    return None


def _names(lead: Mapping[str, Any]) -> list[str]:
    """The trader's own name: never among the words of a product."""
    contact = lead["contact"]
    return [str(contact["name"])] if isinstance(contact, dict) and contact.get("name") else []
