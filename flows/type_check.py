"""Type-checking: a condition held against its flow's steps, options and fields becomes a tree that flows/truth.py compiles.

Every mistake is found at once, each with its place.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from flows.grammar import ConditionError, Mistake
from flows.kinds import KINDS, Field
from flows.spelling import near
from flows.truth import (
    Answered,
    Both,
    Compare,
    Constant,
    Count,
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
    Sign,
    Similar,
    ThisYear,
    YearOf,
)

FUNCTIONS: Final = ("answered", "any", "all", "count", "similar", "year")
RESERVED: Final = frozenset(FUNCTIONS) | frozenset(keyword.kwlist) | {"true", "false", "none"}
"""What no step or section may be called."""
_SIGNS: Final[Mapping[type[ast.cmpop], Sign]] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_TOO_LARGE: Final = Decimal(10) ** 18
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition may know of a step."""

    path: str
    kind: str
    """A key of KINDS; empty when the step's own kind is at fault, so that one fault does not cause twenty."""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """The flow's names, as they are seen from one place in it."""

    steps: Mapping[str, Known]
    """By definition path: "gstin", "products.name"."""
    repeats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Repeated section -> the definition paths of its steps."""
    section: str | None = None
    """The repeated section in which the condition stands."""
    similar: Callable[[str, str], bool | None] | None = None
    """Instead of `flows.answers.names.similar`."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """An operand and what is known of it. Type "" is that of something already at fault: it goes with everything."""

    operand: Operand
    type: str
    name: str = ""
    """As the author wrote it; empty for a literal."""
    values: frozenset[str] | None = None
    kind: str = ""

    @property
    def literal(self) -> str | Decimal | None:
        return self.operand.value if isinstance(self.operand, Constant) else None

    @property
    def said(self) -> str:
        return f'"{self.name}"' if self.name else f'"{self.literal}"'


_BROKEN: Final = _Typed(Constant(""), "")
_TYPE_WORDS: Final = {
    "text": "text",
    "number": "a number",
    "option": "one of its options",
    "options": "a list of options",
    "money": "an amount of money",
    "date": "a date",
}


_USAGE: Final = {
    "answered": "answered(name)",
    "any": "any(repeat.name == ...)",
    "all": "all(repeat.name == ...)",
    "count": "count(repeat) or count(repeat.name == ...)",
    "similar": "similar(name, other)",
    "year": "year() or year(date)",
}


class Reader:
    """Walks one condition's tree; collects names and mistakes on the way."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.names: dict[str, None] = {}
        self.gathered: dict[str, None] = {}
        self.mistakes: list[Mistake] = []
        # While inside any/all/count: the paths of the repeat met so far.
        self.instances: dict[str, None] | None = None

    def finish(self) -> None:
        if self.mistakes:
            raise ConditionError(self.mistakes)

    def blame(self, at: ast.expr, code: str, message: str) -> None:
        self.mistakes.append(Mistake(at.col_offset, code, message))

    # -- what is true or false

    def truth(self, node: ast.expr) -> Node:
        match node:
            case ast.Constant(value=bool() as value):
                return Fixed(value)
            case ast.Name(id="true" | "false"):
                return Fixed(node.id == "true")
            case ast.BoolOp(op=ast.And()):
                return Both(tuple(self.truth(each) for each in node.values))
            case ast.BoolOp(op=ast.Or()):
                return Either(tuple(self.truth(each) for each in node.values))
            case ast.UnaryOp(op=ast.Not()):
                return Negated(self.truth(node.operand))
            case ast.Compare():
                return self.comparisons(node)
            case ast.Call(func=ast.Name(id=str() as name)):
                return self.call(node, name)
            case _:
                return self.not_a_condition(node)

    def not_a_condition(self, node: ast.expr) -> Node:
        if not isinstance(node, ast.Name | ast.Attribute):
            self.blame(node, "condition-syntax", self.unsupported(node))
            return Fixed(None)
        found = self.operand(node)
        if found.type:
            example = next(iter(sorted(found.values or ())), "...")
            self.blame(
                node,
                "not-a-condition",
                f'{found.said} alone is neither true nor false: compare it, as in {found.name} == "{example}", '
                f"or write answered({found.name})",
            )
        return Fixed(None)

    def unsupported(self, node: ast.expr) -> str:
        match node:
            case ast.BinOp():
                return "a condition cannot calculate"
            case ast.Constant(value=None):
                return "there is no None: write answered(x) or not answered(x)"
            case ast.Call():
                return f"only these can be called: {', '.join(f'{name}()' for name in FUNCTIONS)}"
            case _:
                return "a condition compares names with values; this is not allowed in it"

    def comparisons(self, node: ast.Compare) -> Node:
        lefts = [node.left, *node.comparators[:-1]]
        parts = [
            self.comparison(operator, left, right)
            for operator, left, right in zip(node.ops, lefts, node.comparators, strict=True)
        ]
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def comparison(self, operator: ast.cmpop, left: ast.expr, right: ast.expr) -> Node:
        match operator:
            case ast.In():
                return self.membership(left, right)
            case ast.NotIn():
                return Negated(self.membership(left, right))
            case ast.Is() | ast.IsNot():
                self.blame(right, "condition-syntax", 'write "==" or "!=", not "is"')
                return Fixed(None)
            case _:
                return self.compare(_SIGNS[type(operator)], left, right)

    def compare(self, sign: Sign, left: ast.expr, right: ast.expr) -> Node:
        one, other = self.operand(left), self.operand(right)
        if not one.type or not other.type:
            return Fixed(None)
        before = len(self.mistakes)
        measure = self.measure(sign, one, left, other, right)
        if measure is None or len(self.mistakes) > before:
            return Fixed(None)
        return Compare(sign, one.operand, other.operand, measure)

    def measure(self, sign: Sign, one: _Typed, left: ast.expr, other: _Typed, right: ast.expr) -> Measure | None:
        """As what the two are compared, or None and a mistake."""
        for side, node in ((one, left), (other, right)):
            if side.type == "none":
                self.blame(node, "no-answer", self.no_answer(side))
                return None
            if side.type == "options":
                self.blame(node, "type", f'{side.said} holds several answers: write "..." in {side.name}')
                return None
        if "date" in (one.type, other.type):
            return self.measure_dates(one, left, other, right)
        if one.type == other.type == "money":
            return "money"
        if {one.type, other.type} <= {"number", "money"}:
            return "number"
        if {one.type, other.type} <= {"text", "option"}:
            self.check_texts(sign, one, left, other, right)
            return "text"
        self.blame_types(one, left, other, right)
        return None

    def blame_types(self, one: _Typed, left: ast.expr, other: _Typed, right: ast.expr) -> None:
        if one.literal is not None and other.literal is None:
            one, left, other, right = other, right, one, left
        message = f"{one.said} is {_TYPE_WORDS[one.type]}, and {other.said} is {_TYPE_WORDS[other.type]}"
        if isinstance(other.literal, str) and one.type in ("number", "money"):
            message += ": write the number without quotation marks"
        elif isinstance(other.literal, Decimal) and one.type in ("text", "option"):
            message += f': put quotation marks around it, "{other.literal}"'
        self.blame(right, "type", message)

    def measure_dates(self, one: _Typed, left: ast.expr, other: _Typed, right: ast.expr) -> Measure | None:
        for side, node in ((one, left), (other, right)):
            if side.type == "date":
                continue
            if not isinstance(side.literal, str):
                self.blame_types(one, left, other, right)
                return None
            if not is_date(side.literal):
                self.blame(node, "type", f'{side.said} is not a date: write it as "2026-01-31"')
                return None
        return "date"

    def check_texts(self, sign: Sign, one: _Typed, left: ast.expr, other: _Typed, right: ast.expr) -> None:
        if sign not in ("==", "!="):
            named, node = (one, left) if one.name else (other, right)
            self.blame(
                node, "type", f"{named.said} is {_TYPE_WORDS[named.type]}: it has no order, only == and != can be used"
            )
            return
        self.check_value(one, other, right)
        self.check_value(other, one, left)
        if one.values is not None and other.values is not None and not one.values & other.values:
            self.blame(right, "unknown-value", f"{one.said} and {other.said} have no value in common")

    def check_value(self, named: _Typed, value: _Typed, at: ast.expr) -> None:
        """A literal must be one of the values that a name can have."""
        literal = value.literal
        if named.values is not None and isinstance(literal, str) and literal not in named.values:
            self.blame(at, "unknown-value", f'{named.said} never is "{literal}".{_choices(literal, named.values)}')

    def membership(self, left: ast.expr, right: ast.expr) -> Node:
        item = self.operand(left)
        if isinstance(right, ast.Tuple | ast.List | ast.Set):
            return self.one_of(item, left, right.elts)
        if isinstance(right, ast.Constant) and isinstance(right.value, str | int | float):
            self.blame(right, "type", f'write "==" for one value, or "in" with brackets: in ("{right.value}",)')
            return Fixed(None)
        several = self.operand(right)
        if not item.type or not several.type:
            return Fixed(None)
        if several.type != "options" or not isinstance(several.operand, Ref):
            self.blame(
                right, "type", f'{several.said} holds one answer at most: write "==", or list values in brackets'
            )
            return Fixed(None)
        if item.type not in ("text", "option"):
            self.blame(left, "type", f"{item.said} cannot be one of the options of {several.said}")
            return Fixed(None)
        before = len(self.mistakes)
        self.check_value(several, item, left)
        return Fixed(None) if len(self.mistakes) > before else Holds(item.operand, several.operand)

    def one_of(self, item: _Typed, left: ast.expr, elements: list[ast.expr]) -> Node:
        before = len(self.mistakes)
        if not elements:
            self.blame(left, "type", "the list has nothing in it")
        measures = set()
        values: list[str | Decimal] = []
        for element in elements:
            value = self.operand(element)
            if value.type and value.literal is None:
                self.blame(element, "type", "a list holds fixed values only, no names")
            elif item.type and value.type and value.literal is not None:
                measures.add(self.measure("==", item, left, value, element))
                values.append(value.literal)
        if len(self.mistakes) > before or not item.type:
            return Fixed(None)
        return OneOf(item.operand, frozenset(values), measures.pop() or "text")

    def no_answer(self, side: _Typed) -> str:
        fields = KINDS[side.kind].fields if side.kind in KINDS else {}
        remedy = f": name a field of it, {side.name}.{' or '.join(fields)}" if fields else ""
        return f"{side.said} has no answer that could be compared{remedy}"

    # -- functions

    def call(self, node: ast.Call, name: str) -> Node:
        if node.keywords or any(isinstance(each, ast.Starred) for each in node.args):
            self.blame(node, "condition-syntax", f"{name}() takes plain arguments only")
            return Fixed(None)
        match name, node.args:
            case "answered", [ast.Name() | ast.Attribute() as argument]:
                return self.answered(argument)
            case ("any" | "all") as which, [part]:
                return self.gather(node, which, part)
            case "similar", [left, right]:
                return self.alike(left, right)
            case (("count" | "year"), _):
                self.blame(node, "not-a-condition", f"{name}() is a number: compare it, as in {name}(...) >= 2")
            case _ if name in FUNCTIONS:
                self.blame(node, "condition-syntax", f"{name}() is written {_USAGE[name]}")
            case _:
                self.blame(node, "unknown-function", f"there is no {name}().{near(name, FUNCTIONS)}")
        return Fixed(None)

    def answered(self, argument: ast.Name | ast.Attribute) -> Node:
        if isinstance(argument, ast.Name) and argument.id in self.scope.repeats:
            self.blame(argument, "type", f'"{argument.id}" is a repeated section: write count({argument.id}) > 0')
            return Fixed(None)
        found = self.operand(argument)
        if not found.type or not isinstance(found.operand, Ref):
            return Fixed(None)
        if found.type == "none" and found.kind != "document":
            self.blame(argument, "no-answer", f"{found.said} asks nothing, so it is never answered")
            return Fixed(None)
        return Answered(found.operand)

    def alike(self, left: ast.expr, right: ast.expr) -> Node:
        one, other = self.operand(left), self.operand(right)
        for side, node in ((one, left), (other, right)):
            if side.type not in ("", "text"):
                self.blame(
                    node,
                    "type",
                    f"similar() compares two texts, and {side.said} is {_TYPE_WORDS.get(side.type, 'none')}",
                )
                return Fixed(None)
        if not one.type or not other.type:
            return Fixed(None)
        return Similar(one.operand, other.operand, self.scope.similar or _likeness())

    def gather(self, node: ast.Call, which: str, part: ast.expr) -> Node:
        found = self.instances_of(node, which, part)
        if found is None:
            return Fixed(None)
        over, paths, test = found
        return Gathered("any" if which == "any" else "all", over, paths, test)

    def instances_of(self, node: ast.Call, name: str, part: ast.expr) -> tuple[str, tuple[str, ...], Node] | None:
        """A condition over the instances of a repeat: a path of the repeat, the paths looked at, the condition."""
        if self.instances is not None:
            self.blame(node, "type", f"{name}() cannot stand inside another any(), all() or count()")
            return None
        self.instances = {}
        before = len(self.mistakes)
        test = self.truth(part)
        paths, self.instances = tuple(self.instances), None
        if len(self.mistakes) > before:
            return None
        repeats = dict.fromkeys(path.partition(".")[0] for path in paths)
        if len(repeats) != 1:
            problem = (
                "names no repeated section" if not repeats else f"mixes the repeated sections {' and '.join(repeats)}"
            )
            self.blame(node, "type", f"{name}() looks at the instances of one repeated section, and this {problem}")
            return None
        self.gathered.update(dict.fromkeys(paths))
        return paths[0], paths, test

    # -- operands

    def operand(self, node: ast.expr) -> _Typed:
        match node:
            case ast.Constant(value=bool()) | ast.Name(id="true" | "false"):
                self.blame(node, "type", 'true and false are not answers: compare with an option, as in == "yes"')
                return _BROKEN
            case ast.Constant(value=str() as text):
                return _Typed(Constant(text), "text")
            case ast.Constant(value=int() | float() as value):
                return self.number(node, Decimal(repr(value)))
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)) if not isinstance(
                value, bool
            ):
                return self.number(node, -Decimal(repr(value)))
            case ast.Name(id=name):
                return self.bare(node, name)
            case ast.Attribute():
                return self.dotted(node)
            case ast.Call(func=ast.Name(id="count"), args=[part], keywords=[]):
                return self.count(node, part)
            case ast.Call(func=ast.Name(id="year"), args=[], keywords=[]):
                return _Typed(ThisYear(), "number", "year()")
            case ast.Call(func=ast.Name(id="year"), args=[part], keywords=[]):
                return self.year(part)
            case ast.Call(func=ast.Name(id=name)) if name not in FUNCTIONS:
                self.blame(node, "unknown-function", f"there is no {name}().{near(name, FUNCTIONS)}")
                return _BROKEN
            case ast.Call(func=ast.Name(id=name)) if name in ("count", "year"):
                self.blame(node, "condition-syntax", f"{name}() is written {_USAGE[name]}")
                return _BROKEN
            case ast.BoolOp() | ast.Compare() | ast.UnaryOp() | ast.Call(func=ast.Name()):
                self.blame(node, "type", "this is true or false, and cannot be compared: use and, or, not")
                return _BROKEN
            case _:
                self.blame(node, "condition-syntax", self.unsupported(node))
                return _BROKEN

    def number(self, node: ast.expr, value: Decimal) -> _Typed:
        if not value.is_finite() or abs(value) >= _TOO_LARGE:
            self.blame(node, "type", "this number is too large")
            return _BROKEN
        return _Typed(Constant(value), "number")

    def count(self, node: ast.Call, part: ast.expr) -> _Typed:
        if isinstance(part, ast.Name) and part.id in self.scope.repeats:
            paths = self.scope.repeats[part.id]
            self.names[part.id] = None
            self.gathered[part.id] = None
            return _Typed(Count(paths[0]), "number", f"count({part.id})") if paths else _BROKEN
        found = self.instances_of(node, "count", part)
        return _BROKEN if found is None else _Typed(Count(*found), "number", "count(...)")

    def year(self, part: ast.expr) -> _Typed:
        found = self.operand(part)
        if not found.type:
            return _BROKEN
        literal = found.literal
        dated = found.type == "date" or (isinstance(literal, str) and is_date(literal))
        if not dated or not isinstance(found.operand, Ref | Constant):
            self.blame(part, "type", f"year() takes a date, and {found.said} is {_TYPE_WORDS.get(found.type, 'none')}")
            return _BROKEN
        return _Typed(YearOf(found.operand), "number", f"year({found.name})")

    def bare(self, node: ast.Name, name: str) -> _Typed:
        own = self.own(name)
        if own is not None:
            return self.answer(node, own, name, None)
        if name in self.scope.repeats:
            self.blame(node, "type", f'"{name}" is a repeated section: write count({name}), or any({name}.step == ...)')
            return _BROKEN
        self.blame(node, "unknown-name", f'nothing is called "{name}".{near(name, self.all_names())}')
        return _BROKEN

    def own(self, name: str) -> Known | None:
        """The step that a bare name means here."""
        if self.scope.section is not None:
            known = self.scope.steps.get(f"{self.scope.section}.{name}")
            if known is not None:
                return known
        return self.scope.steps.get(name)

    def dotted(self, node: ast.Attribute) -> _Typed:
        parts = _parts(node)
        if parts is None:
            self.blame(node, "condition-syntax", "write name.field")
            return _BROKEN
        match parts:
            case [name, part] if (own := self.own(name)) is not None:
                return self.answer(node, own, name, part)
            case [repeat, step] if repeat in self.scope.repeats:
                return self.repeated(node, repeat, step, None)
            case [repeat, step, part] if repeat in self.scope.repeats:
                return self.repeated(node, repeat, step, part)
            case [name, _] | [name, _, _] if self.own(name) is None:
                self.blame(node, "unknown-name", f'nothing is called "{name}".{near(name, self.all_names())}')
            case _:
                self.blame(node, "unknown-field", f'"{".".join(parts)}" has too many dots: write name.field')
        return _BROKEN

    def repeated(self, node: ast.expr, repeat: str, step: str, part: str | None) -> _Typed:
        known = self.scope.steps.get(f"{repeat}.{step}")
        if known is None:
            ids = [path.partition(".")[2] for path in self.scope.repeats[repeat]]
            self.blame(node, "unknown-name", f'"{repeat}" has no step "{step}".{near(step, ids)}')
            return _BROKEN
        return self.answer(node, known, known.path, part)

    def answer(self, node: ast.expr, known: Known, name: str, part: str | None) -> _Typed:
        """A step's answer, or a field of it."""
        self.names[known.path] = None
        if "." in known.path and not self.enter(node, known, name):
            return _BROKEN
        kind = KINDS.get(known.kind)
        if kind is None:
            return _BROKEN
        if part is None:
            values = frozenset(known.options) if known.options and kind.type in ("option", "options") else kind.values
            get = kind.get if kind.fields else None
            return _Typed(Ref(known.path, None, get), kind.type, name, values, known.kind)
        found = kind.fields.get(part)
        if found is None:
            self.blame(node, "unknown-field", f'"{name}" has no field "{part}".{_fields(part, kind.fields)}')
            return _BROKEN
        said = f"{name}.{part}"
        return _Typed(Ref(known.path, part, found.get), found.type, said, found.values, part if part in KINDS else "")

    def enter(self, node: ast.expr, known: Known, name: str) -> bool:
        """A repeated step is one instance's, or looked at over all of them; False when it is neither."""
        if self.instances is not None:
            self.instances[known.path] = None
            return True
        section = known.path.partition(".")[0]
        if section == self.scope.section:
            return True
        self.blame(
            node, "type", f'"{name}" has an answer in each {section}: write any({name} ...), all(...) or count(...)'
        )
        return False

    def all_names(self) -> list[str]:
        own = f"{self.scope.section}."
        return [*(path.removeprefix(own) for path in self.scope.steps), *self.scope.repeats]


def _parts(node: ast.expr) -> list[str] | None:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else None


def _fields(part: str, fields: Mapping[str, Field]) -> str:
    return near(part, fields) or (f" It has {', '.join(fields)}." if fields else " It has no fields.")


def _choices(literal: str, values: frozenset[str]) -> str:
    if found := near(literal, values):
        return found
    return f" It is one of: {', '.join(sorted(values))}." if len(values) <= 12 else ""


def is_date(text: str) -> bool:
    """Whether it is a day as the file writes one: "2026-01-31"."""
    if _DATE.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _likeness() -> Callable[[str, str], bool | None]:
    """Imported where it is used: the answers' modules import the model, and the model imports this."""
    from flows.answers.names import similar

    return similar
