"""Publishing: a flow's text with its translations becomes a version; open sessions move with their next input.

The packaged flows are version 1 of a new database and nothing more: a package upgrade never overwrites what an admin published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot import library
from bot.i18n.faults import translations_fit
from bot.shelf import words_of
from flows.checker import check_text
from flows.draft import Draft, split_path
from flows.faults import Fault
from flows.fit import labels_fit
from flows.model import Flow
from flows.move import Moved, move
from flows.position import find, refresh
from flows.session import Session
from storage import audit, flow_versions, sessions
from storage.flow_versions import FlowVersion
from storage.sessions import StoredSession
from storage.times import to_datetime
from storage.transaction import Transaction

INSIDE_AT_MOST = 2000
"""Sessions that a forecast looks at."""


def seed(tx: Transaction) -> None:
    """Publish the packaged flows that this database has never had."""
    known = flow_versions.live_numbers(tx)
    for file in library.packaged_flows():
        name = file.name.removesuffix(".yaml")
        if name not in known:
            text = file.read_text(encoding="utf-8")
            flow_versions.publish(
                tx, name, text, words_of(name, library.flow_translations()), note="packaged", author="saathi"
            )


def faults_of(text: str, name: str) -> list[Fault]:
    """Everything wrong with a draft."""
    return check_text(text, name, more=[labels_fit, translations_fit])


def roll_back(tx: Transaction, name: str, number: int, note: str, actor: str) -> FlowVersion:
    """Make a published version live again, with the reason under its note. Raises LookupError."""
    live = flow_versions.live(tx, name)
    if live is not None and live.version == number:
        return live
    day = to_datetime(tx.now).date().isoformat()
    remark = (
        f"Live again since {day}"
        + (f" in place of version {live.version}" if live else "")
        + (f": {note}" if note else "")
    )
    made = flow_versions.make_live(tx, name, number, remark)
    if made is None:
        raise LookupError(f"{name} has no version {number}")
    audit.note(tx, actor, "flow-rolled-back", f"{name}:{number}")
    return made


@dataclass(frozen=True, slots=True)
class Forecast:
    """What publishing does to the people inside."""

    inside: int
    unchanged: int
    asked_something_else: int
    """Their present question is another one."""
    to_confirm: int
    """Answers that no longer fit and are offered again."""
    set_aside: int
    """Answers whose step is gone; kept for a roll-back."""
    by_step: Mapping[str, int]
    """Step that would be asked -> how many people."""


def forecast(tx: Transaction, draft: Flow) -> Forecast:
    """Runs the very function that moves people over everybody inside; nobody is touched."""
    today = to_datetime(tx.now).date()
    inside = unchanged = other = confirm = aside = 0
    by_step: dict[str, int] = {}
    for stored in _inside(tx, draft.id):
        inside += 1
        moved, before, after = _foretold(stored, draft, today, tx)
        confirm += len(moved.to_confirm)
        aside += len(moved.set_aside)
        step, _ = split_path(after)
        by_step[step] = by_step.get(step, 0) + 1
        if before == after:
            unchanged += not (moved.to_confirm or moved.set_aside)
        else:
            other += 1
    return Forecast(inside, unchanged, other, confirm, aside, dict(sorted(by_step.items(), key=lambda item: -item[1])))


def _inside(tx: Transaction, flow: str) -> Iterable[StoredSession]:
    after, seen = "", 0
    while seen < INSIDE_AT_MOST:
        page = sessions.inside(tx, flow, after)
        if not page:
            return
        for stored in page:
            if stored.body is not None:
                yield stored
        seen += len(page)
        after = page[-1].id


def _foretold(stored: StoredSession, draft: Flow, today: date, tx: Transaction) -> tuple[Moved, str, str]:
    session = Session.from_json(stored.body)
    before = session.asked.path if session.asked is not None else ""
    moved, what = move(draft, session, today)
    working = Draft.of(draft, moved, to_datetime(tx.now))
    refresh(working)
    at = find(working)
    return what, before, at.path if at is not None else "(finished)"
