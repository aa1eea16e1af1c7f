"""A lead from a session: what a partner receives, and what it may see before it accepts. Pure.

The fields are the flow's own `fills:`; nothing here knows a step by its name. Three things are made of one session:

* the **lead** (version 1, `lead.schema.json`), whole, sealed with the contact's key;
* the **card**: only steps marked `before_acceptance`, and of those only what cannot carry a name or a number. Words go through
  a filter; identifiers, papers, money of the business and free text never go in, whatever an author marks;
* the **facets**: what matching may look at without opening anything: state, languages, categories, activity.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.handoff.words import shown_words
from flows.differing import NAMES, differing
from flows.draft import NO_INSTANCES, At, Draft
from flows.kinds import KINDS
from flows.model import Check, Flow, Step
from flows.position import acknowledgement, checks_at, refresh, walk
from flows.profile import sources
from flows.score import Score, score
from flows.session import Session
from locales.catalog import fill, placeholders
from locales.languages import LANGUAGES
from storage.times import to_datetime

VERSION: Final = 1
IDENTIFIERS: Final = frozenset({"gstin", "pan", "iec", "udyam", "cin", "llpin", "fssai", "ifsc", "ad_code"})
"""Kinds that are shown with their source and check."""
DUPLICATES: Final = frozenset({"gstin", "pan", "phone"})
"""Kinds by which one trader is known again."""
_ON_CARD: Final = frozenset(
    {"choice", "choices", "yes_no", "number", "money", "date", "country", "countries", "hsn", "pincode"}
)
_CODED: Final = frozenset({"choice", "choices", "language"})
"""Kinds whose answers are option ids."""
_TOLD: Final = frozenset({"note", "review", "end"})
_LIST_GROUPS: Final = frozenset({"products", "items"})
_SOURCES: Final[Mapping[str, str]] = {"read": "document", "derived": "derived", "suggested": "derived"}
_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that are heard or read as another


@dataclass(frozen=True, slots=True)
class Given:
    """One relevant answered step, with what is known of the answer."""

    step: Step
    path: str
    instance: int | None
    place: int | None
    """Of its instance in the list, from 0."""
    value: Any
    source: str
    at: str
    """When it was answered; "" for what was derived."""
    check: str
    """ "ok", "warn" or "fail"."""
    note: str


@dataclass(frozen=True, slots=True)
class Failing:
    """A check that does not hold, with its words filled in."""

    rule: str
    level: str
    fields: tuple[str, ...]
    message: str
    acknowledged: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "level": "error" if self.level == "must" else "warning",
            "fields": list(self.fields),
            "message": self.message,
            "acknowledged": self.acknowledged,
        }


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


def display_number(lead_id: str) -> str:
    """A short number that can be said on the telephone, such as "S-7K3QD". For people; programs use the id."""
    number = int.from_bytes(hashlib.blake2b(lead_id.encode(), digest_size=8).digest())
    letters = []
    for _ in range(5):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "S-" + "".join(letters)


def content(flow: Flow, session: Session, now: datetime) -> LeadContent:
    """The lead of a session as it stands."""
    draft = Draft.of(flow, session, now)
    refresh(draft)
    contradicted = list(_contradicted(draft))
    failing = [*_failing(draft), *((one, at) for one, at, _ in contradicted)]
    given = list(_given(draft, session, failing))
    scored = score(flow, session, now)
    lead = _lead(flow, session, given, failing, scored, {paper.path for _, _, paper in contradicted})
    facets = _facets(session, given, lead, scored)
    return LeadContent(
        body={"lead": lead, "card": _card(lead, given, session.language, facets, scored)},
        facets=facets,
        score=scored.total,
        identifiers=frozenset(_identifiers(given)),
        stops=tuple(stops(lead)),
    )


# What was given -------------------------------------------------------------------------------------------------------


def _given(draft: Draft, session: Session, failing: Sequence[tuple[Failing, At]]) -> Iterator[Given]:
    came_from = sources(draft.flow, session)
    worst: dict[str, Failing] = {}
    for one, at in failing:
        if at.step is not None and (at.path not in worst or one.level == "must"):
            worst[at.path] = one
    for at in walk(draft):
        if at.step is None or at.step.kind in _TOLD:
            continue
        value = draft.value_in(at.step, at.instance)
        if value is None:
            continue
        ids = draft.instances.get(at.section.id, NO_INSTANCES).ids
        if at.instance is not None and at.instance not in ids:
            continue
        problem = worst.get(at.path)
        yield Given(
            step=at.step,
            path=at.path,
            instance=at.instance,
            place=None if at.instance is None else ids.index(at.instance),
            value=value,
            source=_SOURCES.get(came_from.get(at.path, came_from.get(at.step.id, "typed")), "typed"),
            at=session.answers[at.path].at if at.path in session.answers else "",
            check="ok" if problem is None else ("fail" if problem.level == "must" else "warn"),
            note="" if problem is None else problem.message,
        )


def _failing(draft: Draft) -> Iterator[tuple[Failing, At]]:
    for at in walk(draft):
        for check in checks_at(draft.flow, at):
            draft.instance = at.instance
            if check.condition.test(draft) is False:
                known = acknowledgement(draft, check, at.instance) in draft.acknowledged
                yield Failing(check.id, check.level, _fields(draft.flow, check), _said(draft, check, at), known), at


def _contradicted(draft: Draft) -> Iterator[tuple[Failing, At, At]]:
    """What a paper says otherwise than the answer that the trader stands by: (it, the answer, the paper)."""
    for one in differing(draft):
        step, paper = one.at.step, one.paper.step
        assert step is not None and paper is not None
        read, answered = (str(_plain(step.kind, value)) for value in (one.read, one.given))
        message = f"{paper.label}: the paper says {read}, the trader says {answered}."
        fields = (step.fills or step.id, paper.fills or paper.id)
        yield Failing(f"{paper.id}:differs:{step.id}", one.level, fields, message, True), one.at, one.paper


def _fields(flow: Flow, check: Check) -> tuple[str, ...]:
    """The lead's fields that a check names; a step that fills none goes by its own id."""
    return tuple(step.fills or step.id for name in check.names if (step := flow.by_id.get(name)) is not None)


def _said(draft: Draft, check: Check, at: At) -> str:
    draft.instance = at.instance
    return fill(check.say, {name: _named(draft, name, at) for name in placeholders(check.say)})


def _named(draft: Draft, name: str, at: At) -> str:
    head, _, rest = name.partition(".")
    flow = draft.flow
    step = flow.by_id.get(name)
    if step is not None:
        rest = ""
    else:
        step = flow.by_id.get(f"{at.section.id}.{head}") if at.section.repeat is not None else None
        step = step or flow.by_id.get(head)
    value = draft.value(step.id) if step is not None else None
    if step is None or value is None:
        return "…"
    field = KINDS[step.kind].fields.get(rest) if rest else None
    if field is not None:
        value = value.get("state") if rest == "state" and isinstance(value, dict) else field.get(value)
    return str(_plain(step.kind, value))


def _plain(kind: str, value: Any) -> Any:
    """A value as a partner reads it: identifiers as their text."""
    if isinstance(value, dict) and kind in ("gstin", "pan", "pincode"):
        return value.get(kind, value)
    return value


# The lead -------------------------------------------------------------------------------------------------------------


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
        elif group in _LIST_GROUPS:
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
        value = _plain(one.step.kind, one.value)
        return {"value": value, "source": one.source, "check": one.check, "note": one.note}
    return _plain(one.step.kind, one.value)


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


# What matching and the card may know ---------------------------------------------------------------------------------


def _facets(session: Session, given: Sequence[Given], lead: Mapping[str, Any], scored: Score) -> dict[str, Any]:
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


def _card(
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
        elif group in _LIST_GROUPS:
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
    if kind == "text" and (group in _LIST_GROUPS or one.place is not None) and isinstance(one.value, str):
        return shown_words(one.value, language, names) or None
    return None


def _names(lead: Mapping[str, Any]) -> list[str]:
    """The trader's own name: never among the words of a product."""
    contact = lead["contact"]
    return [str(contact["name"])] if isinstance(contact, dict) and contact.get("name") else []


def _identifiers(given: Sequence[Given]) -> Iterator[tuple[str, str]]:
    for one in given:
        if one.step.kind not in DUPLICATES or one.place is not None:
            continue
        yield one.step.kind, str(_plain(one.step.kind, one.value))
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


# What is sent ---------------------------------------------------------------------------------------------------------


def masked(lead: Mapping[str, Any]) -> dict[str, Any]:
    """The lead as the API sends it: whole, but for the PAN's middle."""
    ids = dict(lead["ids"])
    if isinstance(ids.get("pan"), dict):
        ids["pan"] = {**ids["pan"], "value": mask_pan(str(ids["pan"]["value"]))}
    return {**lead, "ids": ids}


def mask_pan(pan: str) -> str:
    """ "AAKFD7113K" -> "AA•••••13K": enough to tell two apart."""
    return pan[:2] + "•" * max(0, len(pan) - 5) + pan[-3:]


def iso(at: int) -> str:
    """A stored time as people and programs exchange it: "2026-11-23T09:00:00Z"."""
    return to_datetime(at).isoformat(timespec="seconds").replace("+00:00", "Z")
