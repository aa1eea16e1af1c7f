"""Records: the values that pass through the engine, a dozen or more at every input. Nobody changes one.

The type checker holds everybody to that. At run time they are ordinary slotted dataclasses, because to make a frozen one takes three to
eight times as long (measured: a session 1.0 µs instead of 0.12). What is made once, such as a flow, is a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[Class]) -> type[Class]:
    """A class of such values: equal and hashed by their fields."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
