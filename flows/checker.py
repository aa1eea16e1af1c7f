"""Everything that can be wrong with a flow before anybody is inside: `saathi flow check`.

The loader finds what keeps a file from being a flow (form, names, conditions, order). The checks (`flows/checks/`) find what would be
a flow and still go wrong: a step that nobody can reach, words that are missing, a placeholder that names nothing. Lengths of labels
depend on channels, so that check comes from outside (`more`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from flows.checks.asking import consents, hopeless_checks, reach, reviews
from flows.checks.ids import renamed
from flows.checks.keys import bounds, misplaced
from flows.checks.placeholders import placeholders
from flows.checks.values import papers, values
from flows.checks.words import examples, options, words
from flows.faults import Fault
from flows.loader import Outline, read
from flows.model import Flow

CheckOf: TypeAlias = Callable[[Outline, Flow], Iterator[Fault]]
MoreChecks: TypeAlias = Callable[[Outline], Iterable[Fault]]


def check_text(text: str, file: str = "flow.yaml", more: Iterable[MoreChecks] = ()) -> list[Fault]:
    """Every fault of a flow file, in the file's order."""
    return check_outline(read(text, file), more)


def check(flow: Flow) -> list[Fault]:
    """Every fault of a flow that was loaded: only warnings, and errors that do not keep it from being loaded."""
    return check_text(flow.source, flow.file)


def check_outline(outline: Outline, more: Iterable[MoreChecks] = ()) -> list[Fault]:
    """Every fault of an outline, the loader's own included."""
    faults = list(outline.faults)
    if outline.flow is not None:
        for each in CHECKS:
            faults.extend(each(outline, outline.flow))
        for further in more:
            faults.extend(further(outline))
    return sorted(set(faults))


CHECKS: Final[tuple[CheckOf, ...]] = (
    renamed,
    words,
    options,
    examples,
    misplaced,
    bounds,
    reach,
    hopeless_checks,
    reviews,
    consents,
    values,
    papers,
    placeholders,
)
