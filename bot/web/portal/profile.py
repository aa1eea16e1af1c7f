"""The partner's terms: what it takes and when, which it may change; and what was agreed, which it may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from bot.handoff import offering
from bot.handoff.terms import WEEK, Terms, TermsError, read_days, read_hours
from bot.web.portal.facts import Teller
from bot.web.portal.hall import Hall, NotThere, Visitor, back
from bot.web.portal.words import say_in
from flows.answers.states import GST_STATES
from flows.model import Flow
from locales.languages import LANGUAGES
from storage import audit, flow_versions, partners
from storage.transaction import Transaction

STATES: Final = tuple(code for code in GST_STATES if code not in ("25", "28", "97", "99"))
"""One code a place: 25 is 26 and 28 is 37 to the queue, too."""
COUNT_AT_MOST: Final = 10_000
ACTIVITIES: Final = ("make", "trade", "service")


def profile_room(router: APIRouter, hall: Hall) -> None:
    """`/partner/profile`."""

    @router.get("/profile")
    async def show(request: Request) -> Response:
        visitor = await hall.visitor(request)
        teller = await hall.view(lambda tx: _teller(tx, hall, visitor))
        terms = Terms.from_json(visitor.partner.body)
        return hall.page(request, "profile.html", visitor, **_choices(teller, terms), terms=terms, hours=_hours(terms))

    @router.post("/profile")
    async def save(request: Request) -> Response:
        visitor = await hall.visitor(request)
        fields = await hall.lists(request, visitor, "owner")
        teller = await hall.view(lambda tx: _teller(tx, hall, visitor))
        try:
            if not await hall.write(lambda tx: _saved(tx, visitor, fields, teller)):
                raise NotThere
        except TermsError:
            return back("/partner/profile", "terms-wrong")
        # In a transaction of its own: leads are locked before partners everywhere.
        await hall.write(offering.offer_waiting)
        hall.app.news(None)
        return back("/partner/profile", "saved")


def _teller(tx: Transaction, hall: Hall, visitor: Visitor) -> Teller:
    """The words of the flow by which most leads come."""
    name = hall.app.default_flow
    number = flow_versions.live_numbers(tx).get(name)
    flow: Flow | None = hall.flow(tx, name, number) if number is not None else None
    return Teller.of(flow, visitor.language, say_in(visitor.language), hall.app.words)


def _choices(teller: Teller, terms: Terms) -> dict[str, Any]:
    """What can be ticked; a value in the terms that no list knows stays tickable, so that saving does not lose it."""
    states = sorted(((code, teller.state(code)) for code in STATES), key=lambda pair: pair[1])
    return {
        "states": _with(states, terms.states),
        "tongues": _with([(one.code, one.endonym) for one in LANGUAGES.values()], terms.languages),
        "categories": _with(teller.options("products.category"), terms.categories),
        "activities": _with([(one, teller.option("business.activity", one)) for one in ACTIVITIES], terms.activities),
        "week": [(number, name) for number, name in enumerate(WEEK)],
    }


def _with(known: list[tuple[str, str]], chosen: frozenset[str]) -> list[tuple[str, str]]:
    return [*known, *((one, one) for one in sorted(chosen - {code for code, _ in known}))]


def _hours(terms: Terms) -> tuple[str, str]:
    if terms.opens is None or terms.closes is None:
        return "", ""
    return tuple(f"{at // 60:02d}:{at % 60:02d}" for at in (terms.opens, terms.closes))  # type: ignore[return-value]


def _saved(tx: Transaction, visitor: Visitor, fields: Mapping[str, list[str]], teller: Teller) -> bool:
    """Write what a partner may change over what is there now; everything else stays. Raises TermsError."""
    partner = partners.find(tx, visitor.partner.id, lock=True)
    if partner is None:
        return False
    before = Terms.from_json(partner.body)
    after = _changed(before, fields, _choices(teller, before))
    unknown = {name: value for name, value in partner.body.items() if name not in Terms.__slots__}
    body = {**unknown, **after.to_json()}
    Terms.from_json(body)
    partners.save(tx, replace(partner, body=body))
    audit.note(tx, visitor.actor, "terms-changed", partner.id)
    return True


def _changed(before: Terms, fields: Mapping[str, list[str]], choices: Mapping[str, Any]) -> Terms:
    opens, closes = _first(fields, "opens"), _first(fields, "closes")
    hours: tuple[int | None, int | None] = (None, None)
    if opens or closes:
        hours = read_hours(f"{opens}-{closes}")
    return replace(
        before,
        states=_ticked(fields, "states", choices),
        languages=_ticked(fields, "tongues", choices),
        categories=_ticked(fields, "categories", choices),
        activities=_ticked(fields, "activities", choices),
        min_score=_count(fields, "min_score", 100) or 0,
        per_day=_count(fields, "per_day"),
        open_at_once=_count(fields, "open_at_once"),
        opens=hours[0],
        closes=hours[1],
        days=read_days(WEEK[int(one)] for one in fields.get("days", []) if one in "0123456" and len(one) == 1),
        on_leave="on_leave" in fields,
    )


def _ticked(fields: Mapping[str, list[str]], name: str, choices: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(fields.get(name, [])) & {code for code, _ in choices[name]}


def _first(fields: Mapping[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _count(fields: Mapping[str, list[str]], name: str, most: int = COUNT_AT_MOST) -> int | None:
    """A whole number; empty is no limit. Raises TermsError."""
    text = _first(fields, name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 8) or int(text) > most:
        raise TermsError(f"{name}: a whole number up to {most}")
    return int(text)
