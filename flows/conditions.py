"""Conditions: a small expression language in which a flow says when a step is asked and what must hold.

Python's own grammar, read by `ast` and never evaluated by Python; of it only: literals, names and fields, `== != < <= > >= in`
(and `not in`), `and or not`, parentheses, and a fixed table of functions:

    answered(x)          whether there is an answer; never unknown
    any(c) all(c)        over the instances of the one repeat that `c` names; of no instances `any` is false and `all` true
    count(c) count(r)    for how many instances `c` holds; how many instances the repeat `r` has
    similar(a, b)        whether two names of a business are likely the same; unknown if they are in different scripts
    year() year(d)       this year; the year of a date

A condition is type-checked against the flow's steps, options and fields (`flows/type_check.py`), then compiled once to closures
(`flows/truth.py`, which also holds the rules of the three values). A count of which some instances are unknown is a span:
`count(c) >= 1` is true as soon as one instance is certain, and unknown only where the unknown ones could decide.

Names: a bare name is first a step of the condition's own repeated section, then a step of the flow. `name.field` is a field of its
answer. A repeated step is named from elsewhere as `products.name`, and only inside `any`, `all` or `count`, where each of the
repeat's own names stands for one instance after another.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flows.grammar import ConditionError, Mistake, parse
from flows.truth import Names, Node, truth, value_of
from flows.type_check import Reader, Scope


@dataclass(frozen=True, slots=True)
class Condition:
    source: str
    names: tuple[str, ...]
    """Definition paths of what it names, in order of appearance; a repeat that is counted is named by its own id."""
    test: Callable[[Names], bool | None]
    tree: Node | None = field(default=None, compare=False, repr=False)
    """For the checker."""
    gathered: tuple[str, ...] = ()
    """Those of `names` that are looked at over all instances, inside `any`, `all` or `count`."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A value for `derive:` and `suggest:`: a name, a name's field, or a fixed text."""

    source: str
    names: tuple[str, ...]
    value: Callable[[Names], Any]
    """The plain value (of a GST number its text); None when it is not known."""
    type: str = "text"
    kind: str = ""
    """The kind of answer that the value is, where one is known: `gstin.pan` is a "pan"."""


def compile_condition(source: str, scope: Scope) -> Condition:
    """Raises ConditionError, with every mistake in it."""
    reader = Reader(scope)
    node = reader.truth(parse(source))
    reader.finish()
    return Condition(source, tuple(reader.names), truth(node), node, tuple(reader.gathered))


def compile_value(source: str, scope: Scope) -> Expression:
    """Raises ConditionError."""
    tree = parse(source)
    reader = Reader(scope)
    if not isinstance(tree, ast.Name | ast.Attribute | ast.Constant) or isinstance(getattr(tree, "value", None), bool):
        raise ConditionError([Mistake(tree.col_offset, "not-a-value", 'write a step\'s name, or "name.field"')])
    found = reader.operand(tree)
    if found.type == "none" and found.name:
        reader.blame(tree, "no-answer", f'"{found.name}" has no answer that could be used')
    reader.finish()
    return Expression(source, tuple(reader.names), value_of(found.operand), found.type, found.kind)
