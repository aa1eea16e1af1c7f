"""A lead from a session: what a partner receives, and what it may see before it accepts. Pure.

The fields are the flow's own `fills:`; nothing here knows a step by its name. Three things are made of one session:

* the **lead** (version 1, `lead.schema.json`), whole, sealed with the contact's key;
* the **card** (card.py): only steps marked `before_acceptance`, and of those only what cannot carry a name or a number. Words go through
  a filter; identifiers, papers, money of the business and free text never go in, whatever an author marks;
* the **facets** (card.py): what matching may look at without opening anything: state, languages, categories, activity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.handoff.card import LIST_GROUPS, card_of, facets_of
from bot.handoff.given import Failing, Given, contradicted_of, failing_of, given_of, plain
from flows.differing import NAMES
from flows.draft import At, Draft
from flows.model import Flow
from flows.position import refresh
from flows.score import Score, score
from flows.session import Session
from locales.languages import LANGUAGES

VERSION: Final = 1
IDENTIFIERS: Final = frozenset({"gstin", "pan", "iec", "udyam", "cin", "llpin", "fssai", "ifsc", "ad_code"})
"""Kinds that are shown with their source and check."""
DUPLICATES: Final = frozenset({"gstin", "pan", "phone"})
"""Kinds by which one trader is known again."""
NOT_SHARED: Final = "no-share-consent"
"""The stop that only the trader lifts."""


@dataclass(frozen=True, slots=True)
class LeadContent:
    """Everything the queue stores of a session."""

    body: Mapping[str, Any]
    """`{"lead": …, "card": …}`, to be sealed."""
    facets: Mapping[str, Any]
    score: int
    identifiers: frozenset[tuple[str, str]]
    """(kind, normalised value) by which duplicates are found."""
    stops: tuple[str, ...]
    """Why it must not be offered: "no-share-consent", "paper-cancelled"."""


def content(flow: Flow, session: Session, now: datetime) -> LeadContent:
    """The lead of a session as it stands."""
    draft = Draft.of(flow, session, now)
    refresh(draft)
    contradicted = list(contradicted_of(draft))
    failing = [*failing_of(draft), *((one, at) for one, at, _ in contradicted)]
    given = list(given_of(draft, session, failing))
    scored = score(flow, session, now)
    lead = _lead(flow, session, given, failing, scored, {paper.path for _, _, paper in contradicted})
    facets = facets_of(session, given, lead, scored)
    return LeadContent(
        body={"lead": lead, "card": card_of(lead, given, session.language, facets, scored)},
        facets=facets,
        score=scored.total,
        identifiers=frozenset(_identifiers(given)),
        stops=tuple(stops(lead)),
    )


def _lead(
    flow: Flow,
    session: Session,
    given: Sequence[Given],
    failing: Sequence[tuple[Failing, At]],
    scored: Score,
    contradicted: Set[str],
) -> dict[str, Any]:
    fields, rest = _filled(given, session.language)
    documents = list(_documents(given, contradicted))
    known = {"contact": {}, "business": {}, "ids": {}, "readiness": {}, "products": [], "export": {}, **fields}
    known["readiness"] = {
        "catalogue": any(one["kind"] == "catalogue" for one in documents),
        "photos": sum(one["kind"] == "photo" for one in documents),
        **{name: value for name, value in known["readiness"].items() if name not in ("catalogue", "photos")},
    }
    _by_kind(known, given)
    return {
        "version": VERSION,
        "flow": {"id": flow.id, "version": flow.version},
        "language": session.language,
        "script": LANGUAGES[session.language].script if session.language in LANGUAGES else None,
        "consents": _consents(given),
        **known,
        "answers": rest,
        "documents": documents,
        "checks": [one.as_json() for one, _ in failing],
        "score": scored.as_json(),
        "next_action": _next_action(scored, failing),
    }


def _filled(given: Sequence[Given], language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """(lead field group -> its fields, step -> value of what fills no field)."""
    fields: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for one in given:
        step = one.step
        if step.kind == "consent":
            continue
        value = _field(one)
        if step.fills is None:
            if step.kind != "document":
                _put(rest, step.section, step.id.removeprefix(f"{step.section}."), one, value, language, given)
            continue
        group, _, name = step.fills.partition(".")
        if one.place is not None:
            _put(fields, group, name or group, one, value, language, given)
        elif group in LIST_GROUPS:
            items = fields.setdefault(group, [{"language": language}])
            items[0][name or group] = value
        elif isinstance(at := fields.setdefault(group, {}), dict):
            at[name or group] = value
            if step.kind == "pincode" and isinstance(one.value, dict):
                at |= {key: one.value[key] for key in ("district", "state", "state_code") if one.value.get(key)}
    return fields, rest


def _put(
    into: dict[str, Any], group: str, name: str, one: Given, value: Any, language: str, given: Sequence[Given]
) -> None:
    """A repeated step's value into its item of the list; another's under its own name."""
    if one.place is None:
        into[one.step.id] = value
        return
    items = into.setdefault(group, [])
    if not isinstance(items, list):
        return
    size = 1 + max(other.place for other in given if other.place is not None and other.step.section == one.step.section)
    items.extend({"language": language} for _ in range(size - len(items)))
    items[one.place][name] = value


def _field(one: Given) -> Any:
    if one.step.kind == "document":
        return [file["id"] for file in one.value if isinstance(file, dict) and not file.get("gone")]
    if one.step.kind in IDENTIFIERS:
        value = plain(one.step.kind, one.value)
        return {"value": value, "source": one.source, "check": one.check, "note": one.note}
    return plain(one.step.kind, one.value)


def _by_kind(known: dict[str, Any], given: Sequence[Given]) -> None:
    """A flow whose author forgot `fills` still hands over how to reach the trader, and the GST number's own PAN."""
    for kind in ("phone", "email"):
        if kind not in known["contact"]:
            found = next((one.value for one in given if one.step.kind == kind), None)
            if found is not None:
                known["contact"][kind] = found
    for one in given:
        if one.step.kind not in IDENTIFIERS:
            continue
        if one.step.kind not in known["ids"] and one.place is None:
            known["ids"][one.step.kind] = _field(one)
    gstin = next((one for one in given if one.step.kind == "gstin" and isinstance(one.value, dict)), None)
    if gstin is not None and "pan" not in known["ids"] and gstin.value.get("pan"):
        known["ids"]["pan"] = {"value": gstin.value["pan"], "source": "derived", "check": gstin.check, "note": ""}


def _consents(given: Sequence[Given]) -> list[dict[str, Any]]:
    return [
        {
            "purpose": one.step.consent.purpose,
            "choice": one.value.get("choice"),
            "notice_version": one.value.get("notice_version"),
            "at": one.at,
        }
        for one in given
        if one.step.consent is not None and isinstance(one.value, dict)
    ]


def _documents(given: Sequence[Given], contradicted: Set[str]) -> Iterator[dict[str, Any]]:
    for one in given:
        if one.step.kind != "document" or not isinstance(one.value, list):
            continue
        for file in one.value:
            if not isinstance(file, dict) or "id" not in file or file.get("gone"):
                continue
            says = {**dict(file.get("standing") or {}), **dict(file.get("fills") or {})}
            read = {name: {"value": value} for name, value in sorted(says.items())}
            kind = file.get("paper") or (one.step.paper.kind if one.step.paper is not None else "other")
            yield {
                "id": file["id"],
                "kind": kind,
                "step": one.step.id,
                "sha256": file.get("sha256"),
                "bytes": file.get("bytes"),
                "mime": file.get("mime"),
                "pages": file.get("pages"),
                "quality": file.get("verdict"),
                "read": read,
                "matches": _matches(one, given, contradicted),
            }


def _matches(paper: Given, given: Sequence[Given], contradicted: Set[str]) -> bool:
    """Whether the answers say what the paper says: its numbers, and the name of the business."""
    reads = paper.step.paper.reads if paper.step.paper is not None else {}
    names = {target for field, target in reads.items() if field in NAMES}
    return paper.path not in contradicted and all(one.check == "ok" for one in given if one.step.id in names)


def _next_action(scored: Score, failing: Sequence[tuple[Failing, At]]) -> dict[str, Any]:
    """What helps this trader most: mend an error, else the largest part of the score that is missing, else to be called."""
    error = next((one for one, _ in failing if one.level == "must"), None)
    if error is not None:
        return {"do": "mend", "what": error.message, "fields": list(error.fields)}
    missing = [
        (line.most - line.points, part.id, line.say)
        for part in scored.parts
        for line in part.lines
        if line.points < line.most
    ]
    if scored.band == "ready" or not missing:
        return {"do": "contact", "what": "", "fields": []}
    most = max(missing, key=lambda one: one[0])
    return {"do": "help", "what": most[2], "part": most[1], "points": most[0], "fields": []}


def _identifiers(given: Sequence[Given]) -> Iterator[tuple[str, str]]:
    for one in given:
        if one.step.kind not in DUPLICATES or one.place is not None:
            continue
        yield one.step.kind, str(plain(one.step.kind, one.value))
        if one.step.kind == "gstin" and isinstance(one.value, dict) and one.value.get("pan"):
            yield "pan", str(one.value["pan"])


def stops(lead: Mapping[str, Any]) -> Iterator[str]:
    """Why it must not be offered, as it stands."""
    for consent in lead["consents"]:
        if str(consent["purpose"]).startswith("share") and consent["choice"] != "yes":
            yield NOT_SHARED
    if any(
        document["read"].get("status", {}).get("value") in ("cancelled", "suspended") for document in lead["documents"]
    ):
        yield "paper-cancelled"
