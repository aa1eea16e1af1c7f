"""One lead, after it was taken: everything but the PAN's middle, what speaks for and against it, what was done, and what to do next.

Whether the partner holds it is asked at every read and in every transaction that writes, so a recall or a withdrawal works at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from bot.arrival import Arrival
from bot.handoff import again, notes, reporting
from bot.handoff.lives import LEAD_MOVES, Refusal
from bot.handoff.number import display_number
from bot.handoff.reasons import REASONS
from bot.handoff.reporting import OUTCOMES, may_see
from bot.handoff.terms import Terms
from bot.handoff.views import lead_json
from bot.web.portal.facts import GROUPS, Fact, Teller, spoken
from bot.web.portal.hall import Hall, NotThere, Visitor, back
from bot.web.portal.times import moment
from bot.web.portal.words import WORDS, Say, say_in
from flows.draft import split_path
from flows.profile import display_path
from flows.session import Session
from storage import audit, leads, offers, sessions
from storage.ids import new_id
from storage.leads import StoredLead
from storage.times import DAY
from storage.transaction import Transaction

LOST_REASONS: Final = ("not-interested", "not-reachable", "went-elsewhere", "too-small", "other")
RETURN_REASONS: Final = ("wrong-details", "not-reachable", "duplicate", "papers-missing", "fraud", "other")
AGAIN_REASONS: Final = (*again.REASONS, "other")
"""Why a paper is asked for again; all but the last are sentences of the bot, said to the trader in the trader's language."""
_AT_THE_TOP: Final = frozenset({"contact.name", "contact.phone", "contact.email", "contact.language"})
NOTE_AT_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the lead, in words. `path`: by which it can be asked for again, "" where it cannot."""

    id: str
    label: str
    about: str
    quality: str
    matches: bool
    read: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the history."""

    at: str
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page."""

    id: str
    number: str
    status: str
    title: str
    name: str
    phone: str
    phone_said: str
    email: str
    languages: str
    groups: tuple[tuple[str, str, tuple[Fact, ...]], ...]
    products: tuple[tuple[Fact, ...], ...]
    papers: tuple[Paper, ...]
    askable: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str, bool], ...]
    score: int
    band: str
    parts: tuple[tuple[str, int, int, list[tuple[str, int, int]]], ...]
    next_do: str
    next_what: str
    outcomes: tuple[str, ...]
    return_until: str
    history: tuple[Past, ...]
    updated: str
    example: bool


def lead_room(router: APIRouter, hall: Hall) -> None:
    """`/partner/leads/{id}` and what can be done to a lead."""
    _looking(router, hall)
    _acting(router, hall)


def _looking(router: APIRouter, hall: Hall) -> None:
    @router.get("/leads/{lead_id}")
    async def show(request: Request, lead_id: str) -> Response:
        visitor = await hall.visitor(request)
        if not await hall.write(lambda tx: _seen(tx, visitor, lead_id)):
            raise NotThere
        found = await hall.view(lambda tx: _shown(tx, hall, visitor, lead_id))
        if found is None:
            raise NotThere
        return hall.page(
            request, "lead.html", visitor, lead=found, nonce=new_id(), lost_reasons=LOST_REASONS,
            return_reasons=RETURN_REASONS, again_reasons=AGAIN_REASONS,
        )  # fmt: skip


def _acting(router: APIRouter, hall: Hall) -> None:
    @router.post("/leads/{lead_id}/outcome")
    async def outcome(request: Request, lead_id: str) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor)
        verb, note, partner_id = form.get("outcome", ""), form.get("note", "")[:NOTE_AT_MOST], visitor.partner.id
        reason = form.get("reason", "")
        if verb not in OUTCOMES or (reason and reason not in REASONS):
            raise NotThere
        done = await hall.act(
            f"lead:{lead_id}:{verb}", lambda tx: reporting.outcome(tx, lead_id, partner_id, verb, reason, note)
        )
        if isinstance(done, Refusal):
            if done.code == "not-found":
                raise NotThere
            return back(f"/partner/leads/{lead_id}", done.code)
        return back("/partner/leads", verb) if verb == "returned" else back(f"/partner/leads/{lead_id}", verb)

    @router.post("/leads/{lead_id}/note")
    async def note(request: Request, lead_id: str) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor)
        words = form.get("note", "")[:NOTE_AT_MOST]
        done = await hall.write(lambda tx: reporting.note(tx, lead_id, visitor.partner.id, words))
        if isinstance(done, Refusal) and done.code == "not-found":
            raise NotThere
        return back(f"/partner/leads/{lead_id}", done.code if isinstance(done, Refusal) else "noted")

    @router.post("/leads/{lead_id}/again")
    async def ask_again(request: Request, lead_id: str) -> Response:
        visitor = await hall.visitor(request)
        form = await hall.form(request, visitor)
        asked = await hall.view(lambda tx: _asked(tx, hall, visitor, lead_id, form))
        if asked is None:
            raise NotThere
        arrival, words = asked
        if not words:
            return back(f"/partner/leads/{lead_id}", "reason-needed")
        if (refused := notes.unfit(form.get("words", ""))) is not None:
            return back(f"/partner/leads/{lead_id}", refused.code)
        outcome = await hall.app.receive(arrival)
        if outcome.gone:
            raise NotThere
        if not outcome.repeated:
            await hall.write(lambda tx: _asked_again(tx, visitor, lead_id, words))
        return back(f"/partner/leads/{lead_id}", "asked-again")


# Writing --------------------------------------------------------------------------------------------------------------


def _locked(tx: Transaction, visitor: Visitor, lead_id: str) -> StoredLead | None:
    lead = leads.load_many(tx, [lead_id]).get(lead_id)
    return lead if lead is not None and may_see(lead, visitor.partner.id) else None


def _seen(tx: Transaction, visitor: Visitor, lead_id: str) -> bool:
    lead = leads.find(tx, lead_id)
    if lead is None or not may_see(lead, visitor.partner.id):
        return False
    audit.note(tx, visitor.actor, "lead-viewed", lead.id, lead.contact_id)
    return True


def _asked_again(tx: Transaction, visitor: Visitor, lead_id: str, words: str) -> None:
    lead = _locked(tx, visitor, lead_id)
    if lead is not None:
        again.note(tx, lead, visitor.partner.id, words)


def _asked(
    tx: Transaction, hall: Hall, visitor: Visitor, lead_id: str, form: Mapping[str, str]
) -> tuple[Arrival, str] | None:
    """The input that reopens a paper for the trader, and what they are told; None where there is no such thing."""
    lead = leads.find(tx, lead_id)
    if lead is None or not may_see(lead, visitor.partner.id):
        return None
    stored = sessions.find(tx, lead.session_id)
    nonce = form.get("nonce", "")[:40] or new_id()
    if stored is None or stored.body is None:
        return None
    session = Session.from_json(stored.body)
    teller = hall.teller(tx, lead, session.language)
    path = next(
        (path for path, _, _ in _papers_of(session, teller) if display_path(session, path) == form.get("what")), None
    )
    if path is None:
        return None
    words = _reason(hall, teller, path, form)
    return again.arrival(tx, stored, visitor.partner.id, path, words, nonce), words


def _reason(hall: Hall, teller: Teller, path: str, form: Mapping[str, str]) -> str:
    """In the trader's language, and in the partner's own words after it."""
    step = teller.flow.by_id.get(split_path(path)[0]) if teller.flow is not None else None
    kind = step.paper.kind if step is not None and step.paper is not None else "other"
    return again.in_words(hall.app.words, teller.language, kind, form.get("reason", ""), form.get("words", ""))


# Showing --------------------------------------------------------------------------------------------------------------


def _shown(tx: Transaction, hall: Hall, visitor: Visitor, lead_id: str) -> Shown | None:
    lead = leads.find(tx, lead_id)
    if lead is None or lead.body is None or not may_see(lead, visitor.partner.id):
        return None
    say, language = say_in(visitor.language), visitor.language
    teller = hall.teller(tx, lead, language)
    body = lead_json(tx, lead, partner_id=visitor.partner.id)
    contact = {name: str(value) for name, value in body["contact"].items() if isinstance(value, str)}
    products = teller.products(body)
    business = body["business"].get("trade_name") or body["business"].get("legal_name")
    return Shown(
        id=lead.id,
        number=display_number(lead.id),
        status=lead.status,
        title=str(business or contact.get("name") or display_number(lead.id)),
        name=contact.get("name", ""),
        phone=contact.get("phone", ""),
        phone_said=teller.fact("contact.phone", contact["phone"]).text if contact.get("phone") else "",
        email=contact.get("email", ""),
        languages=spoken([str(body["language"])], language),
        groups=tuple(
            (name, say(f"group.{name}"), tuple(facts))
            for name in GROUPS
            if (facts := [one for one in teller.group(body, name) if one.name not in _AT_THE_TOP])
        ),
        products=tuple(tuple(one) for one in products),
        papers=tuple(_papers(teller, say, body["documents"])),
        askable=_askable(tx, lead, teller),
        checks=tuple((str(one["level"]), str(one["message"]), bool(one["acknowledged"])) for one in body["checks"]),
        score=int(body["score"]["total"]),
        band=str(body["score"]["band"]),
        parts=tuple(teller.score(body)),
        next_do=str(body["next_action"]["do"]),
        next_what=str(body["next_action"]["what"]),
        outcomes=tuple(verb for verb in OUTCOMES if (lead.status, verb) in LEAD_MOVES),
        return_until=_return_until(tx, lead, visitor),
        history=tuple(_past(one, say, language) for one in reversed(body["history"])),
        updated=moment(lead.updated_at, language),
        example=lead.example,
    )


def _papers(teller: Teller, say: Say, documents: Sequence[Mapping[str, Any]]) -> Iterator[Paper]:
    """Certificates before photos; several of a name are numbered, so that each can be named."""
    named = [(_name(teller, one), one) for one in sorted(documents, key=lambda document: document["kind"] == "photo")]
    most = Counter(name for name, _ in named)
    numbers: Counter[str] = Counter()
    for name, one in named:
        numbers[name] += 1
        yield _paper(teller, say, one, f"{name} {numbers[name]}" if most[name] > 1 else name)


def _name(teller: Teller, one: Mapping[str, Any]) -> str:
    """A paper by what it is; photos that are not a product's by what was asked for, such as "Photos of the workshop"."""
    step = teller.flow.by_id.get(str(one.get("step"))) if teller.flow is not None else None
    if one["kind"] in ("photo", "other") and step is not None and "." not in step.id:
        return teller.label(step, step.id)
    return teller.paper(str(one["kind"]))


def _paper(teller: Teller, say: Say, one: Mapping[str, Any], label: str) -> Paper:
    size = int(one.get("bytes") or 0)
    about = [str(one.get("mime") or "").rpartition("/")[2].upper(), say("paper.size", kilobytes=max(1, size // 1000))]
    if one.get("pages"):
        about.append(say("paper.page") if one["pages"] == 1 else say("paper.pages", pages=one["pages"]))
    read = [teller.answer(name, value.get("value")) for name, value in (one.get("read") or {}).items()]
    quality = str(one.get("quality") or "unread")
    return Paper(
        id=str(one["id"]),
        label=label,
        about=" · ".join(part for part in about if part),
        quality=say(f"quality.{quality}") if f"quality.{quality}" in WORDS else quality,
        matches=bool(one.get("matches")),
        read=tuple(read),
    )


def _askable(tx: Transaction, lead: StoredLead, teller: Teller) -> tuple[tuple[str, str], ...]:
    """(path as displayed, label) of the papers that can be asked for again."""
    stored = sessions.find(tx, lead.session_id)
    if stored is None or stored.body is None:
        return ()
    session = Session.from_json(stored.body)
    return tuple((display_path(session, path) or path, label) for path, label, _ in _papers_of(session, teller))


def _papers_of(session: Session, teller: Teller) -> list[tuple[str, str, bool]]:
    """(path, label, sent) of every paper that was sent or put off, or is asked for again already; in the flow's order."""
    found = []
    for path, answer in {**session.reopened, **session.answers}.items():
        step = teller.flow.by_id.get(split_path(path)[0]) if teller.flow is not None else None
        if step is None or step.kind != "document":
            continue
        shown = display_path(session, path) or path
        number = next((part for part in shown.split(".") if part.isdigit()), "")
        label = teller.label(step, step.id) + (f" ({number})" if number else "")
        if answer.state == "skipped":
            label = teller.say("again.never-sent", paper=label)
        found.append((step.index, path, label, answer.state != "skipped"))
    return [(path, label, sent) for _, path, label, sent in sorted(found)]


def _return_until(tx: Transaction, lead: StoredLead, visitor: Visitor) -> str:
    taken = [
        one for one in offers.of_lead(tx, lead.id) if one.state == "accepted" and one.partner_id == visitor.partner.id
    ]
    if not taken or taken[-1].answered_at is None:
        return ""
    until = taken[-1].answered_at + Terms.from_json(visitor.partner.body).return_days * DAY
    return moment(until, visitor.language) if until > tx.now else ""


def _past(event: Mapping[str, Any], say: Say, language: str) -> Past:
    kind, note = str(event["what"]), event.get("note") or {}
    what = say(f"event.{kind}") if f"event.{kind}" in WORDS else kind.replace("_", " ")
    said = [str(note[name]) for name in ("note", "reason") if note.get(name) and note[name] != event.get("reason")]
    if event.get("reason") and f"reason.{event['reason']}" in WORDS:
        what = f"{what}: {say('reason.' + str(event['reason']))}"
    return Past(
        moment(str(event["at"]), language), what, " · ".join(one for one in said if f"reason.{one}" not in WORDS)
    )
