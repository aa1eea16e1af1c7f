"""How ready a profile is, 0 to 100, with every part shown. The lines are conditions in the flow file; three parts are computed here.

* completeness: the share of the questions that may be skipped and were answered all the same;
* consistency: full marks, less 10 for each check that must hold and does not, and 3 for each warning;
* responsiveness: full marks if the conversation took less than a day, none after a week.

Never scored: caste, gender, religion, language. Nothing here reads a step by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from flows.differing import differing
from flows.draft import Draft
from flows.model import Flow, ScorePart
from flows.position import checks_at, refresh, walk
from flows.session import Session

Band = Literal["ready", "help", "nurture"]

READY: Final = 70
HELP: Final = 40
ERROR_COSTS: Final = 10
WARNING_COSTS: Final = 3
PROMPT_WITHIN: Final = timedelta(days=1)
SLOW_AFTER: Final = timedelta(days=7)
COMPUTED: Final = frozenset({"completeness", "consistency", "responsiveness"})


@dataclass(frozen=True, slots=True)
class Line:
    points: int
    most: int
    say: str
    context: str


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    title: str
    points: int
    most: int
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """`total` is the sum of the parts, scaled to 100 when the flow's parts sum to something else."""

    total: int
    band: Band
    parts: tuple[Part, ...]

    def as_json(self) -> dict[str, Any]:
        """For the lead, the terminal, the API."""
        return {
            "total": self.total,
            "band": self.band,
            "parts": [
                {
                    "id": part.id,
                    "title": part.title,
                    "points": part.points,
                    "most": part.most,
                    "lines": [{"points": line.points, "most": line.most, "say": line.say} for line in part.lines],
                }
                for part in self.parts
            ],
        }


def score(flow: Flow, session: Session, now: datetime) -> Score:
    """The score of a session's present answers."""
    draft = Draft.of(flow, session, now)
    refresh(draft)
    parts = tuple(_part(draft, part) for part in flow.score)
    most = sum(part.most for part in parts)
    points = sum(part.points for part in parts)
    total = min(100, max(0, round(points * 100 / most))) if most else 0
    return Score(total, band(total), parts)


def band(total: int) -> Band:
    """ "ready", "help" (needs some) or "nurture"."""
    if total >= READY:
        return "ready"
    return "help" if total >= HELP else "nurture"


def _part(draft: Draft, part: ScorePart) -> Part:
    if part.id in COMPUTED and not part.lines:
        return Part(part.id, part.title, _computed(draft, part), part.most)
    draft.instance = None
    lines = tuple(
        Line(line.points if line.when.test(draft) is True else 0, max(line.points, 0), line.say, line.context)
        for line in part.lines
    )
    return Part(part.id, part.title, sum(line.points for line in lines), sum(line.most for line in lines), lines)


def _computed(draft: Draft, part: ScorePart) -> int:
    match part.id:
        case "completeness":
            return round(part.most * _completeness(draft))
        case "consistency":
            counts = failing_checks(draft)
            return max(0, part.most - ERROR_COSTS * counts["must"] - WARNING_COSTS * counts["should"])
        case _:
            return round(part.most * _responsiveness(draft))


def _completeness(draft: Draft) -> float:
    voluntary = [at for at in walk(draft) if at.step is not None and at.step.skippable]
    if not voluntary:
        return 1.0
    given = sum(
        1 for at in voluntary if (answer := draft.answers.get(at.path)) is not None and answer.state == "answered"
    )
    return given / len(voluntary)


def failing_checks(draft: Draft) -> Mapping[str, int]:
    """How many checks of each level fail with the present answers, acknowledged or not; a paper that says otherwise is one."""
    counts = {"must": 0, "should": 0}
    for at in walk(draft):
        for check in checks_at(draft.flow, at):
            draft.instance = at.instance
            counts[check.level] += check.condition.test(draft) is False
    for one in differing(draft):
        counts[one.level] += 1
    return counts


def _responsiveness(draft: Draft) -> float:
    times = sorted(answer.at for answer in draft.answers.values() if answer.state != "seen")
    if len(times) < 2:
        return 1.0
    took = datetime.fromisoformat(times[-1]) - datetime.fromisoformat(times[0])
    if took <= PROMPT_WITHIN:
        return 1.0
    return max(0.0, 1.0 - (took - PROMPT_WITHIN) / (SLOW_AFTER - PROMPT_WITHIN))
