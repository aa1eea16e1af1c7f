"""Where a paper and an answer say different things, after the trader was shown both and kept the answer.

While they converse that is a question ("which one is right?"). What they then insist on stands; but whoever works on the profile has
to know that the paper does not say so. A number that proves itself by its form is an error, a name is a warning; addresses and the
like are written in too many ways to be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from flows.answers.names import similar
from flows.draft import At, Draft
from flows.position import walk
from flows.suggest import paths_filled

NUMBERS: Final = frozenset({"gstin", "pan", "iec", "udyam", "cin", "llpin", "ifsc", "fssai"})
NAMES: Final = frozenset({"legal_name", "enterprise_name"})
"""Fields of papers that hold the name of the business as the law knows it."""


@dataclass(frozen=True, slots=True)
class Differs:
    """`paper` says `read`; the answer at `at` is `given`."""

    paper: At
    at: At
    level: Literal["must", "should"]
    read: Any
    given: Any


def differing(draft: Draft) -> Iterator[Differs]:
    """Every answer that a stored paper contradicts, in the flow's order of papers."""
    for paper in list(walk(draft)):
        if paper.step is None or paper.step.paper is None or not paper.step.paper.reads:
            continue
        files = draft.value_in(paper.step, paper.instance)
        names = {target for field, target in paper.step.paper.reads.items() if field in NAMES}
        for file in files if isinstance(files, list) else ():
            if file.get("gone"):
                continue
            for at in paths_filled(draft, paper):
                found = _differs(draft, paper, at, dict(file.get("fills") or {}), names)
                if found is not None:
                    yield found


def _differs(draft: Draft, paper: At, at: At, fills: dict[str, Any], names: set[str]) -> Differs | None:
    assert at.step is not None
    read, given = fills.get(at.step.id), draft.value_in(at.step, at.instance)
    if read is None or given is None or not draft.is_relevant(at) or read == given:
        return None
    if at.step.kind in NUMBERS:
        return Differs(paper, at, "must", read, given)
    if at.step.id in names and at.step.kind == "text" and not _alike(str(read), str(given)):
        return Differs(paper, at, "should", read, given)
    return None


def _alike(read: str, given: str) -> bool:
    """A name in another script than the paper's cannot be compared, so nothing is said of it."""
    return similar(read, given) is not False
