"""Three-valued logic: what a condition says once it has been read and type-checked, and how that becomes a function.

Every part of a condition is true, false or unknown (None). A name that is unanswered, skipped or irrelevant is unknown, and so is
every comparison with it, `!=` and `in` too; `and`, `or`, `not` follow Kleene: unknown gives way only where the other side decides.

A condition is compiled by `truth` from a tree of these values into plain closures. What a name stands for is asked of a *reader*
made for each name once: at run time it reads the answers, in the checker it reads an imagined assignment. So what the checker
proves about a condition, it proves about the very code that runs.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal, Protocol, TypeAlias, assert_never


class Names(Protocol):
    """The answers, as a condition sees them. Inside a repeated section they are those of one instance."""

    @property
    def today(self) -> date: ...

    def value(self, step: str) -> object | None:
        """The stored value at a definition path; None when unanswered, skipped or irrelevant."""

    def each(self, step: str) -> Sequence[object | None]:
        """The stored values of a step in a repeated section, one entry an instance."""


Measure: TypeAlias = Literal["text", "number", "money", "date"]
"""As what two things are compared. Dates are ISO text, which sorts as they do."""

Sign: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]
Truth: TypeAlias = "bool | None"
Test: TypeAlias = Callable[[Any], Truth]
Value: TypeAlias = Callable[[Any], Any]

SIGNS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


# --- what can be compared ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ref:
    """A name, or a field of one."""

    path: str
    part: str | None = None
    get: Callable[[Any], Any] | None = field(default=None, compare=False)
    """From the stored value to the plain one; None: they are the same."""


@dataclass(frozen=True, slots=True)
class Constant:
    value: str | Decimal


@dataclass(frozen=True, slots=True)
class ThisYear:
    pass


@dataclass(frozen=True, slots=True)
class YearOf:
    when: Ref | Constant


@dataclass(frozen=True, slots=True)
class Count:
    """How many instances there are, or for how many `part` holds."""

    over: str
    """A path of the repeat: its values number the instances."""
    paths: tuple[str, ...] = ()
    part: Node | None = None


Operand: TypeAlias = Ref | Constant | ThisYear | YearOf | Count


# --- what can be true -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fixed:
    """None stands for a part that could not be understood; its fault has been reported."""

    value: Truth


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    part: Node


@dataclass(frozen=True, slots=True)
class Compare:
    sign: Sign
    left: Operand
    right: Operand
    measure: Measure


@dataclass(frozen=True, slots=True)
class OneOf:
    """`x in ("a", "b")`."""

    item: Operand
    among: frozenset[str | Decimal]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Holds:
    """`"a" in choices`: one of several answers."""

    item: Operand
    several: Ref


@dataclass(frozen=True, slots=True)
class Answered:
    name: Ref


@dataclass(frozen=True, slots=True)
class Similar:
    left: Operand
    right: Operand
    alike: Callable[[str, str], bool | None] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Gathered:
    """`any(...)` or `all(...)` over the instances of a repeat."""

    which: Literal["any", "all"]
    over: str
    paths: tuple[str, ...]
    part: Node


Node: TypeAlias = Fixed | Both | Either | Negated | Compare | OneOf | Holds | Answered | Similar | Gathered

Reader: TypeAlias = Callable[[Ref], Value]


def from_answers(name: Ref) -> Value:
    """Reads a name out of `Names`."""
    path, get = name.path, name.get
    if get is None:
        return lambda names: names.value(path)

    def read(names: Names) -> Any:
        value = names.value(path)
        return None if value is None else get(value)

    return read


def truth(node: Node, reader: Reader = from_answers) -> Test:
    """The function that a condition is."""
    match node:
        case Fixed(value):
            return lambda names: value
        case Both(parts):
            return _both([truth(part, reader) for part in parts])
        case Either(parts):
            return _either([truth(part, reader) for part in parts])
        case Negated(part):
            return _negated(truth(part, reader))
        case Compare():
            return _compare(node, reader)
        case OneOf(Ref(path, _, None), among, "text") if reader is from_answers:
            return _is_one_of(path, among)
        case OneOf(item, among, measure):
            return _one_of(_measured(item, measure, reader), among)
        case Holds(item, several):
            return _holds(value_of(item, reader), reader(several))
        case Answered(Ref(path, _, None)) if reader is from_answers:
            return lambda names: names.value(path) is not None
        case Answered(name):
            read = reader(name)
            return lambda names: read(names) is not None
        case Similar(left, right, alike):
            return _similar(value_of(left, reader), value_of(right, reader), alike)
        case Gathered(which, over, paths, part):
            return _gathered(which == "any", over, paths, truth(part, reader))
        case _:
            assert_never(node)


def value_of(operand: Operand, reader: Reader = from_answers) -> Value:
    """The function that gives an operand's plain value, or None when it is unknown."""
    match operand:
        case Ref():
            return reader(operand)
        case Constant(value):
            return lambda names: value
        case ThisYear():
            return lambda names: names.today.year
        case YearOf(when):
            return _year(value_of(when, reader))
        case Count():
            low_and_high = _span(operand, reader)
            return lambda names: _settled(low_and_high(names))
        case _:
            assert_never(operand)


# --- the connectives --------------------------------------------------------------------------------------------------------------


def _both(tests: list[Test]) -> Test:
    if len(tests) == 2:
        first, second = tests

        def both(names: Any) -> Truth:
            one = first(names)
            if one is False:
                return False
            other = second(names)
            return other if one else (False if other is False else None)

        return both

    def every(names: Any) -> Truth:
        result: Truth = True
        for test in tests:
            found = test(names)
            if found is False:
                return False
            if found is None:
                result = None
        return result

    return every


def _either(tests: list[Test]) -> Test:
    if len(tests) == 2:
        first, second = tests

        def either(names: Any) -> Truth:
            one = first(names)
            if one:
                return True
            other = second(names)
            return other if one is False else (True if other else None)

        return either

    def some(names: Any) -> Truth:
        result: Truth = False
        for test in tests:
            found = test(names)
            if found:
                return True
            if found is None:
                result = None
        return result

    return some


def _negated(test: Test) -> Test:
    def negated(names: Any) -> Truth:
        found = test(names)
        return None if found is None else not found

    return negated


# --- the comparisons --------------------------------------------------------------------------------------------------------------


def _compare(node: Compare, reader: Reader) -> Test:
    sign = SIGNS[node.sign]
    if isinstance(node.left, Count) or isinstance(node.right, Count):
        return _compare_spans(sign, node, reader)
    if node.measure == "money":
        return _compare_money(sign, value_of(node.left, reader), value_of(node.right, reader))
    left, right = _measured(node.left, node.measure, reader), _measured(node.right, node.measure, reader)
    if isinstance(node.right, Constant):
        if (
            reader is from_answers
            and node.sign == "=="
            and isinstance(node.left, Ref)
            and node.left.get is None
            and node.measure != "number"
        ):
            return _is(node.left.path, right(None))
        return _compare_literal(node.sign, left, right(None))

    def compare(names: Any) -> Truth:
        one = left(names)
        if one is None:
            return None
        other = right(names)
        return None if other is None else sign(one, other)

    return compare


def _is(path: str, literal: Any) -> Test:
    """Nine comparisons in ten are `name == "word"`: they get the shortest function."""

    def equals(names: Names) -> Truth:
        value = names.value(path)
        return None if value is None else value == literal

    return equals


def _compare_literal(sign: Sign, left: Value, literal: Any) -> Test:
    if sign == "==":

        def equals(names: Any) -> Truth:
            value = left(names)
            return None if value is None else value == literal

        return equals
    apply = SIGNS[sign]

    def compare(names: Any) -> Truth:
        value = left(names)
        return None if value is None else apply(value, literal)

    return compare


def _compare_money(sign: Callable[[Any, Any], bool], left: Value, right: Value) -> Test:
    """Amounts in different currencies are not comparable: unknown, never a guess at a rate."""

    def compare(names: Any) -> Truth:
        one, other = left(names), right(names)
        if not isinstance(one, dict) or not isinstance(other, dict) or one.get("currency") != other.get("currency"):
            return None
        first, second = number(one), number(other)
        return None if first is None or second is None else sign(first, second)

    return compare


def _compare_spans(sign: Callable[[Any, Any], bool], node: Compare, reader: Reader) -> Test:
    """A count with unknown instances is a span of numbers: the comparison is known where every number in it agrees."""
    left, right = _span(node.left, reader), _span(node.right, reader)

    def compare(names: Any) -> Truth:
        one, other = left(names), right(names)
        if one is None or other is None:
            return None
        outcomes = {sign(a, b) for a in one for b in other}
        return outcomes.pop() if len(outcomes) == 1 else None

    return compare


def _span(operand: Operand, reader: Reader) -> Callable[[Any], Sequence[Any] | None]:
    """The numbers that an operand may be."""
    if not isinstance(operand, Count):
        single = _measured(operand, "number", reader)

        def one(names: Any) -> Sequence[Any] | None:
            value = single(names)
            return None if value is None else (value,)

        return one
    over = operand.over
    if operand.part is None:
        return lambda names: (len(names.each(over)),)
    rows, test = _rows(over, operand.paths), truth(operand.part, reader)

    def span(names: Any) -> Sequence[Any]:
        found = [test(row) for row in rows(names)]
        certain = sum(1 for each in found if each)
        return range(certain, certain + sum(1 for each in found if each is None) + 1)

    return span


def _settled(span: Sequence[Any] | None) -> Any:
    return span[0] if span is not None and len(span) == 1 else None


def _one_of(item: Value, among: frozenset[str | Decimal]) -> Test:
    def one_of(names: Any) -> Truth:
        value = item(names)
        return None if value is None else value in among

    return one_of


def _is_one_of(path: str, among: frozenset[str | Decimal]) -> Test:
    def one_of(names: Names) -> Truth:
        value = names.value(path)
        return None if value is None else value in among

    return one_of


def _holds(item: Value, several: Value) -> Test:
    def holds(names: Any) -> Truth:
        values = several(names)
        wanted = item(names)
        return None if values is None or wanted is None else wanted in values

    return holds


def _similar(left: Value, right: Value, alike: Callable[[str, str], bool | None]) -> Test:
    def similar(names: Any) -> Truth:
        one, other = left(names), right(names)
        return None if one is None or other is None else alike(str(one), str(other))

    return similar


# --- repeats ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """The names of one instance: its own steps are its own, everything else is the outer names'."""

    outer: Names
    columns: Mapping[str, Sequence[object | None]]
    at: int

    @property
    def today(self) -> date:
        return self.outer.today

    def value(self, step: str) -> object | None:
        column = self.columns.get(step)
        return self.outer.value(step) if column is None else column[self.at]

    def each(self, step: str) -> Sequence[object | None]:
        return self.outer.each(step)


def _rows(over: str, paths: tuple[str, ...]) -> Callable[[Names], list[_Row]]:
    def rows(names: Names) -> list[_Row]:
        columns = {path: names.each(path) for path in paths}
        return [_Row(names, columns, at) for at in range(len(names.each(over)))]

    return rows


def _gathered(wanted: bool, over: str, paths: tuple[str, ...], test: Test) -> Test:
    """`any` looks for a true one and `all` for a false one; without one, an unknown one makes the whole unknown."""
    rows = _rows(over, paths)

    def gathered(names: Any) -> Truth:
        result: Truth = not wanted
        for row in rows(names):
            found = test(row)
            if found is wanted:
                return wanted
            if found is None:
                result = None
        return result

    return gathered


# --- measures ---------------------------------------------------------------------------------------------------------------------


def number(value: Any) -> Decimal | None:
    """A stored number, or the amount of stored money, as a number; None when it is neither."""
    if isinstance(value, dict):
        value = value.get("amount")
    if isinstance(value, Decimal):
        return value
    try:
        read = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return None
    return read if read.is_finite() else None


def _measured(operand: Operand, measure: Measure, reader: Reader) -> Value:
    read = value_of(operand, reader)
    if measure != "number":
        return read
    if isinstance(operand, Constant):
        literal = number(operand.value)
        return lambda names: literal

    def measured(names: Any) -> Any:
        value = read(names)
        return None if value is None else number(value)

    return measured


def _year(read: Value) -> Value:
    def year(names: Any) -> Any:
        value = read(names)
        return int(value[:4]) if isinstance(value, str) and value[:4].isdecimal() else None

    return year
