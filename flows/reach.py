"""What can ever be asked: searches for an assignment of answers under which a step's conditions hold.

Sound, not complete: a step is called unreachable only when no answers at all could reach it, so a correct flow never hears a false
alarm. Every name has a small set of values that stand for all it can have: each value it is compared with, one that is none of
these (where there can be one), and unknown; for numbers and dates also what lies between. Whatever cannot be reduced so (a field
against a field, a repeat, a likeness) may be true, false or unknown, independently of everything else.

A step's own conditions are tried together with those of the steps that they name (an answer counts only while its step is
relevant) and against the ends before it (whoever reached one is asked nothing more), as far as the number of names stays
small; leaving a constraint out can only make more reachable.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, TypeAlias, assert_never

from flows.conditions import Condition
from flows.kinds import KINDS
from flows.model import Flow, Section, Step
from flows.truth import (
    Answered,
    Both,
    Compare,
    Constant,
    Either,
    Fixed,
    Gathered,
    Holds,
    Measure,
    Negated,
    Node,
    OneOf,
    Operand,
    Ref,
    Similar,
    Test,
    truth,
)

MOST_NAMES: Final = 16
"""As many names are tried together."""
MOST_TRIES: Final = 3000

_ANSWERED: Final = frozenset({"choice", "yes_no", "number", "text", "country"})
"""Kinds whose answer is a plain value: whoever got past such a step has one, where it cannot be skipped."""

Key: TypeAlias = tuple[str, str | None]
_FRESH: Final = "\x00something else"
"""A text that no flow names."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    step: Step
    why: str
    """"never": its conditions contradict each other or the options; "after-end": nobody gets past an end before it;
    "depends": it needs an answer that is never asked."""
    on: str = ""
    """The end, or the step that is never asked."""


def unreachable(flow: Flow, doubtful: Collection[str] = ()) -> Iterator[Unreachable]:
    """The steps that nobody can ever be asked, in the flow's order.

    Of `doubtful` steps it is not known when they are asked (their author was told why): nothing is proved of them or through them.
    """
    search = _Search(flow, frozenset(doubtful))
    for section in flow.sections:
        for step in section.steps:
            found = search.judge(section, step) if step.id not in search.doubtful else None
            if found is not None:
                yield found


def never_holds(flow: Flow, condition: Condition) -> bool:
    """Whether no answers at all make a condition true."""
    return condition.tree is not None and not _Search(flow).possible([condition.tree], [], None)


class _Search:
    def __init__(self, flow: Flow, doubtful: frozenset[str] = frozenset()) -> None:
        self.flow = flow
        self.doubtful = doubtful
        self.dead: set[str] = set()
        self.ends: list[tuple[Step, Node]] = []

    def judge(self, section: Section, step: Step) -> Unreachable | None:
        needed = _trees(section.when, step.when)
        found = self.verdict(step, needed)
        if found is not None:
            self.dead.add(step.id)
        elif step.kind == "end" and section.repeat is None and _clear(section.when, step.when):
            self.ends.append((step, Both(tuple(needed))))
        return found

    def verdict(self, step: Step, needed: list[Node]) -> Unreachable | None:
        blocking = next((end for end, when in self.ends if when == Both(())), None)
        if blocking is not None:
            return Unreachable(step, "after-end", blocking.id)
        if not self.possible(needed, [], step):
            dead = next(
                (name for condition in (step.when,) if condition for name in condition.names if name in self.dead), ""
            )
            return Unreachable(step, "depends" if dead else "never", dead)
        if self.ends and not self.possible(needed, self.ends, step):
            return Unreachable(step, "after-end", self.ends[-1][0].id)
        return None

    def possible(self, needed: list[Node], ends: list[tuple[Step, Node]], asked: Step | None) -> bool:
        """Whether some answers make all of `needed` true, and none of the ends reached, by the time that `asked` is to be asked."""
        space = _Space(self.flow, self.dead, self.doubtful)
        wanted = [space.reduce(node) for node in needed]
        refused: list[Node] = []
        for _, end in ends:
            with_end = space.copy()
            reduced = with_end.reduce(end)
            if with_end.is_small():
                space, refused = with_end, [*refused, reduced]
        tested = {name for node in (*needed, *(end for _, end in ends)) for name in _tested_for_an_answer(node)}
        space, wanted, unanswered = self.relevant(space, wanted, asked, tested)
        return _search(
            space, [*((node, True) for node in wanted), *((node, False) for node in (*refused, *unanswered))]
        )

    def relevant(
        self, space: _Space, wanted: list[Node], asked: Step | None, tested: set[str]
    ) -> tuple[_Space, list[Node], list[Node]]:
        """Adds, for each name, that it has an answer only where its own conditions hold; as far as the space stays small.

        What is required has an answer wherever they do hold, once something behind it is asked: these are the nodes that cannot be
        true. Of the `tested` nothing is said: an author who writes answered(x) may be about to let it be skipped.
        """
        unanswered: list[Node] = []
        done: set[Key] = set()
        while waiting := [key for key in space.domains if key not in done and key[0] in self.flow.by_id]:
            for key in waiting:
                done.add(key)
                step = self.flow.by_id[key[0]]
                conditions = _trees(self.flow.section_of[step.id].when, step.when)
                required = (
                    key[1] is None and step.id not in tested and asked is not None and self.is_required(step, asked)
                )
                if not conditions:
                    unanswered += [Negated(Answered(Ref(*key)))] if required else []
                    continue
                larger = space.copy()
                holds = Both(tuple(larger.reduce(node) for node in conditions))
                if larger.is_small():
                    space, wanted = larger, [*wanted, Either((Negated(Answered(Ref(*key))), holds))]
                    unanswered += [Both((holds, Negated(Answered(Ref(*key)))))] if required else []
        return space, wanted, unanswered

    def is_required(self, step: Step, asked: Step) -> bool:
        """Whether `step` is settled by an answer alone, and before `asked` is asked."""
        section = self.flow.section_of[step.id]
        return (
            step.kind in _ANSWERED
            and not step.skippable
            and step.derive is None
            and section.repeat is None
            and step.index < asked.index
            and step.id not in self.doubtful
            and _clear(section.when, step.when)
        )


def _trees(*conditions: Condition | None) -> list[Node]:
    return [condition.tree for condition in conditions if condition is not None and condition.tree is not None]


def _clear(*conditions: Condition | None) -> bool:
    """Whether all that is said of when a step is asked could be understood."""
    return all(condition is None or condition.tree is not None for condition in conditions)


def _imagined(name: Ref) -> Any:
    key = (name.path, name.part)
    return lambda assignment: assignment[key]


@dataclass(slots=True)
class _Space:
    """The names met so far, with the values that stand for all that each can have."""

    flow: Flow
    dead: set[str]
    doubtful: frozenset[str]
    domains: dict[Key, set[Any]] = field(default_factory=dict)
    free: dict[Node, str] = field(default_factory=dict)

    def copy(self) -> _Space:
        return _Space(
            self.flow,
            self.dead,
            self.doubtful,
            {key: set(values) for key, values in self.domains.items()},
            dict(self.free),
        )

    def is_small(self) -> bool:
        return len(self.domains) <= MOST_NAMES

    def reduce(self, node: Node) -> Node:
        """The same node over names that have few values."""
        match node:
            case Fixed(None):
                return self.free_choice(f"\x00broken {len(self.domains)}")
            case Fixed():
                return node
            case Both(parts):
                return Both(tuple(self.reduce(part) for part in parts))
            case Either(parts):
                return Either(tuple(self.reduce(part) for part in parts))
            case Negated(part):
                return Negated(self.reduce(part))
            case Answered(name):
                return self.answered(name)
            case Compare(_, Constant(), Constant()):
                return Fixed(truth(node)(None))
            case Compare(_, Ref() as name, Constant(value), measure) | Compare(
                _, Constant(value), Ref() as name, measure
            ):
                return self.compared(node, name, [value], measure)
            case OneOf(Ref() as name, among, measure):
                return self.compared(node, name, among, measure)
            case Compare() | OneOf() | Holds() | Similar() | Gathered():
                return self.anything(node)
            case _:
                assert_never(node)

    def answered(self, name: Ref) -> Node:
        if name.path in self.dead:
            return Fixed(False)
        if name.path in self.doubtful:
            return self.anything(Answered(name))
        domain = self.domains.setdefault((name.path, name.part), set())
        if not domain:
            domain.update(self.any_value(name))
        return Answered(name)

    def compared(self, node: Compare | OneOf, name: Ref, literals: Iterable[str | Decimal], measure: Measure) -> Node:
        if name.path in self.dead:
            return Fixed(None)
        if name.path in self.doubtful or measure == "money" or (self.kind_of(name) == "money" and name.part is None):
            return self.anything(node)
        domain = self.domains.setdefault((name.path, name.part), set())
        possible = self.values_of(name)
        for literal in literals:
            if possible is None or literal in possible:
                domain.add(literal)
            if measure == "date":
                domain.update(
                    ("", f"{literal}~")
                )  # ISO text sorts as dates do: before all of them, and just after this one
        if possible is None and measure == "text":
            domain.add(_FRESH)
        elif possible is not None:
            domain.update(sorted(possible - domain)[:1])
        return node

    def anything(self, node: Node) -> Node:
        """A part that may be true, false or unknown, whatever else holds; unknown for sure when it needs what is never asked."""
        if not isinstance(node, Gathered) and any(path in self.dead for path in _paths(node)):
            return Fixed(None)
        return self.free_choice(self.free.setdefault(node, f"\x00{len(self.free)}"))

    def free_choice(self, name: str) -> Node:
        """What may be true, false or unknown. A part that could not be understood (the author hears of that already) is such."""
        self.domains[name, None] = {"true", "false"}
        return Compare("==", Ref(name), Constant("true"), "text")

    def any_value(self, name: Ref) -> set[Any]:
        possible = self.values_of(name)
        return {_FRESH} if possible is None else set(sorted(possible)[:1])

    def kind_of(self, name: Ref) -> str:
        step = self.flow.by_id.get(name.path)
        return step.kind if step is not None else ""

    def values_of(self, name: Ref) -> frozenset[str] | None:
        """All the values that a name can have, where they are known."""
        step = self.flow.by_id.get(name.path)
        kind = KINDS.get(step.kind) if step is not None else None
        if step is None or kind is None:
            return None
        if name.part is not None:
            return kind.fields[name.part].values
        if step.options and kind.type == "option":
            return frozenset(option.id for option in step.options)
        return kind.values


def _search(space: _Space, rules: list[tuple[Node, bool]]) -> bool:
    """Whether some assignment makes each rule's node true, or (False) not true.

    Goes name by name and gives up on a beginning as soon as one rule is broken by it. Past MOST_TRIES the answer is yes: what could
    not be refuted counts as possible.
    """
    keys = list(space.domains)
    values = [[*sorted(_within(space, key, _filled(space.domains[key])), key=str), None] for key in keys]
    place = {key: at + 1 for at, key in enumerate(keys)}
    ready: list[list[tuple[Test, bool]]] = [[] for _ in range(len(keys) + 1)]
    for node, wanted in rules:
        ready[max((place[key] for key in _keys_of(node)), default=0)].append((truth(node, _imagined), wanted))
    assignment: dict[Key, Any] = {}
    tries = 0

    def extend(at: int) -> bool:
        nonlocal tries
        tries += 1
        if tries > MOST_TRIES:
            return True
        if any((test(assignment) is True) is not wanted for test, wanted in ready[at]):
            return False
        if at == len(keys):
            return True
        for value in values[at]:
            assignment[keys[at]] = value
            if extend(at + 1):
                return True
        return False

    return extend(0)


def _keys_of(node: Node) -> Iterator[Key]:
    """The names in a reduced node."""
    for leaf in _leaves(node):
        match leaf:
            case (
                Answered(name)
                | Compare(_, Ref() as name, _, _)
                | Compare(_, _, Ref() as name, _)
                | OneOf(Ref() as name)
            ):
                yield name.path, name.part


def _tested_for_an_answer(node: Node) -> Iterator[str]:
    """The names of which a node says whether they have an answer."""
    return (leaf.name.path for leaf in _leaves(node) if isinstance(leaf, Answered))


def _leaves(node: Node) -> Iterator[Node]:
    """What a node joins with "and", "or" and "not"."""
    match node:
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _leaves(part)
        case Negated(part):
            yield from _leaves(part)
        case _:
            yield node


def _filled(values: set[Any]) -> set[Any]:
    """Numbers and dates with what lies below, between and above them."""
    numbers = sorted(value for value in values if isinstance(value, Decimal))
    if numbers:
        between = {(one + other) / 2 for one, other in itertools.pairwise(numbers)}
        return values | between | {numbers[0] - 1, numbers[-1] + 1}
    return values


def _within(space: _Space, key: Key, values: set[Any]) -> set[Any]:
    """Of the numbers those that the step takes, and the outermost of these."""
    step = space.flow.by_id.get(key[0])
    if step is None or step.kind != "number" or key[1] is not None:
        return values
    bounds = [Decimal(bound) if bound is not None else None for bound in (step.at_least, step.at_most)]
    numbers = {value for value in values if isinstance(value, Decimal)} | {one for one in bounds if one is not None}
    least, most = bounds
    return {one for one in numbers if (least is None or one >= least) and (most is None or one <= most)} | {
        value for value in values if not isinstance(value, Decimal)
    }


def _paths(node: Node) -> Iterator[str]:
    """The names of a leaf that is not over a repeat."""
    operands: tuple[Operand, ...] = ()
    match node:
        case Compare(_, left, right, _) | Similar(left, right):
            operands = (left, right)
        case OneOf(item):
            operands = (item,)
        case Holds(item, several):
            operands = (item, several)
        case _:
            return
    yield from (operand.path for operand in operands if isinstance(operand, Ref))
