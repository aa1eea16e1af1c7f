"""A fault: what is wrong in a file that an author wrote, with its place and its remedy. All of a file's faults are found at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Lines and columns count from 1."""

    file: str
    line: int
    col: int
    code: str
    level: Level
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col}: {self.message}"

    def as_json(self) -> dict[str, object]:
        return asdict(self)


class DefinitionError(Exception):
    """The flow's author must mend something; `faults` lists everything that is wrong, in the file's order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
