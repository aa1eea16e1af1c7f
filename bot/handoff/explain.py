"""Why this partner, why this order: the queue's decisions in words, and what other rules would have decided.

`explain` looks at one lead as the queue would this moment, and tells what has happened. `simulate` is pure: it runs past leads,
in the order in which they came, over any set of partners' terms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.handoff import offering
from bot.handoff.matching import UNIT, Candidate, Facets, choose, reasons
from bot.handoff.number import display_number
from bot.handoff.terms import IST, Terms
from storage import lead_events, leads, offers, partners
from storage.times import DAY, iso
from storage.transaction import Transaction


def explain(tx: Transaction, lead_id: str) -> dict[str, Any] | None:
    """Everything that speaks for and against each partner now, and what has happened; None if there is no such lead."""
    lead = leads.find(tx, lead_id)
    if lead is None:
        return None
    history = offers.of_lead(tx, lead_id)
    tried = {one.partner_id for one in history if one.state in offering.TRIED}
    names = {one.id: one.name for one in partners.listed(tx)}
    if lead.status == "lost" and lead.partner_id is not None:
        tried.add(lead.partner_id)  # it would not be asked again if the lead were released
    facets = Facets.of(lead.facets, lead.score)
    everyone = offering.candidates(tx, tried=tried)
    chosen = choose(facets, everyone, tx.now)
    return {
        "id": lead_id,
        "number": display_number(lead_id),
        "status": lead.status,
        "held": list(lead.facets.get("held", ())),
        "facets": {name: value for name, value in lead.facets.items() if name != "held"} | {"score": lead.score},
        "offers": [
            {
                "partner": names.get(one.partner_id, one.partner_id),
                "state": one.state,
                "offered_at": iso(one.offered_at),
                "expires_at": iso(one.expires_at),
                "reason": one.reason,
                "why": one.explained,
            }
            for one in history
        ],
        "events": [
            {
                "at": iso(event.at),
                "what": event.kind,
                "partner": names.get(event.partner_id or ""),
                "reason": event.reason,
            }
            for event in lead_events.of_lead(tx, lead_id)
        ],
        "next": chosen.winner.name if chosen.winner is not None and lead.status in ("ready", "open") else None,
        "partners": [
            {
                "id": trace.candidate.partner_id,
                "partner": trace.candidate.name,
                "matches": trace.matches,
                "owed": round(trace.candidate.credit / UNIT, 3),
                "why": ", ".join(str(reason) for reason in trace.reasons),
            }
            for trace in chosen.traces
        ],
    }


def in_words(found: Mapping[str, Any]) -> str:
    """`explain` for the terminal."""
    lines = [f"{found['number']}  {found['status']}" + (f"  ({', '.join(found['held'])})" if found["held"] else "")]
    lines += [f"  {event['at']}  {event['what']}{_with(event)}" for event in found["events"]]
    if found["offers"]:
        lines.append("offers:")
        lines += [
            f"  {one['partner']}: {one['state']} (until {one['expires_at']}); {one['why']}" for one in found["offers"]
        ]
    lines.append("partners now:")
    for one in found["partners"]:
        lines.append(f"  {'✓' if one['matches'] else '✗'} {one['partner']}: {one['why']}; owed {one['owed']:+.2f}")
    if found["next"] is not None:
        lines.append(f"next: {found['next']}")
    return "\n".join(lines)


def _with(event: Mapping[str, Any]) -> str:
    return "".join(f" {event[name]}" for name in ("partner", "reason") if event[name])


@dataclass(frozen=True, slots=True)
class Past:
    """A lead as it came: what matching knew, when, and who was offered it first."""

    lead_id: str
    facets: Facets
    at: int
    was: str | None


@dataclass(frozen=True, slots=True)
class Would:
    """What the rules would have done with a past lead. `partner_id` None: nobody; `why` in words."""

    lead_id: str
    was: str | None
    partner_id: str | None
    why: str


def simulate(past: Sequence[Past], everyone: Mapping[str, tuple[str, Terms]]) -> list[Would]:
    """Who would have been offered each lead first, with these terms (partner id -> name, terms) and every offer taken."""
    credits = dict.fromkeys(everyone, 0)
    today: dict[tuple[str, int], int] = {}
    found = []
    for one in sorted(past, key=lambda lead: (lead.at, lead.lead_id)):
        day = (one.at + IST) // DAY
        candidates = [
            Candidate(key, name, terms, today.get((key, day), 0), 0, credits[key])
            for key, (name, terms) in everyone.items()
        ]
        chosen = choose(one.facets, candidates, one.at)
        for key, more in chosen.given.items():
            credits[key] += more
        if chosen.winner is None:
            found.append(Would(one.lead_id, one.was, None, _nobody(one.facets, candidates, one.at)))
            continue
        key = chosen.winner.partner_id
        today[key, day] = today.get((key, day), 0) + 1
        found.append(Would(one.lead_id, one.was, key, chosen.why))
    return found


def _nobody(facets: Facets, candidates: Sequence[Candidate], now: int) -> str:
    """The filters that were against everybody, most frequent first."""
    against: dict[str, int] = {}
    for one in candidates:
        for reason in reasons(facets, replace(one, tried=False), now):
            if not reason.ok:
                against[reason.rule] = against.get(reason.rule, 0) + 1
    return ", ".join(
        f"{rule} ✗ {count}" for rule, count in sorted(against.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def past_leads(tx: Transaction, limit: int = 10_000) -> list[Past]:
    """The leads that there were, for `simulate`."""
    found = []
    for lead in leads.listed(tx, limit=limit):
        if lead.status != "erased":
            first = offers.of_lead(tx, lead.id)[:1]
            was = first[0].partner_id if first else None
            found.append(Past(lead.id, Facets.of(lead.facets, lead.score), lead.created_at, was))
    return found
