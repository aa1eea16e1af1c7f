"""Reads YAML text into plain values with the place of each, and never trusts it.

ruamel scans; the values are built here from its events, because building is where YAML is dangerous (tags that construct things,
aliases that multiply, nesting that exhausts the stack, a duplicate key that silently wins) and because an author needs the line and
column of every key and value. Every scalar is kept as the text that was written, so that `yes`, `27` and `2024` are words until
whoever reads them wants otherwise; an empty value is None.

Nothing that stands in the text raises anything but DefinitionError.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from flows.faults import DefinitionError, Fault

MOST_CHARACTERS: Final = 1_000_000
MOST_NODES: Final = 100_000
"""Aliases included: a file of ten lines can mean a billion values."""
MOST_DEPTH: Final = 20

Keys: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands. Lines and columns count from 0, as ruamel's do."""

    line: int
    col: int
    style: str | None = None
    """A scalar's quotation mark, or "|" or ">"."""


@dataclass(slots=True)
class Document:
    """A file's values, and where each of them and each key stands."""

    file: str
    text: str
    data: Any = None
    values: dict[Keys, Place] = field(default_factory=dict)
    keys: dict[Keys, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(
        self, keys: Keys, code: str, message: str, *, level: Any = "error", offset: int = 0, key: bool = False
    ) -> Fault:
        """A fault at a value (`offset` characters into its text), or at its key; at the nearest place above when it has none."""
        while keys and keys not in self.values:
            keys, offset, key = keys[:-1], 0, True
        place = (self.keys.get(keys) if key else None) or self.values.get(keys) or Place(0, 0)
        line, col = (place.line, place.col) if key or not offset else self._inside(place, offset)
        if not key and not offset and place.style in ("'", '"'):
            col += 1
        return Fault(self.file, line + 1, col + 1, code, level, message)

    def _inside(self, place: Place, offset: int) -> tuple[int, int]:
        """The place of a character of a scalar's text: counts through quotes, folds and indentation."""
        lines = self.text.splitlines()
        line, col = place.line, place.col
        block = place.style in ("|", ">")
        quoted = place.style in ("'", '"')
        base = 0
        if block:
            line += 1
            while line < len(lines) and not lines[line].strip():
                line += 1
            col = base = _indent(lines, line)
        elif quoted:
            col += 1
        while offset > 0 and line < len(lines):
            if col >= len(lines[line] if block else lines[line].rstrip()):
                # A block keeps what is indented further; elsewhere a line break and its indentation are one space.
                line, col = line + 1, base if block else _indent(lines, line + 1)
            elif quoted and lines[line][col : col + 2] in ("''", '\\"', "\\\\"):
                col += 2
            else:
                col += 1
            offset -= 1
        return line, col


def _indent(lines: list[str], line: int) -> int:
    return len(lines[line]) - len(lines[line].lstrip()) if line < len(lines) else 0


def read_yaml(text: str, file: str) -> Document:
    """The values of the one document in `text`. Raises DefinitionError when it is not YAML, or more than a flow may be."""
    document = Document(file, text)
    if len(text) > MOST_CHARACTERS:
        raise _broken(
            document, 0, 0, "file-too-large", f"a flow has at most {MOST_CHARACTERS} characters, this one {len(text)}"
        )
    builder = _Builder(document)
    for event in _events(document):
        builder.take(event)
    if not builder.started:
        raise _broken(document, 0, 0, "empty-flow", "the file is empty")
    return document


def _broken(document: Document, line: int, col: int, code: str, message: str) -> DefinitionError:
    return DefinitionError([*document.faults, Fault(document.file, line + 1, col + 1, code, "error", message)])


def _events(document: Document) -> Iterator[Event]:
    events = YAML(typ="safe", pure=True).parse(document.text)
    while True:
        try:
            event = next(events, None)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, col = (mark.line, mark.column) if mark is not None else (0, 0)
            raise _broken(document, line, col, "yaml", _words(error)) from None
        except YAMLError as error:
            position = getattr(error, "position", 0)
            line, col = _place_of(document.text, position)
            raise _broken(document, line, col, *_unreadable(document.text[position : position + 1], error)) from None
        except Exception as error:  # noqa: BLE001 - ruamel's scanner leaks what its text makes it do: OverflowError, ValueError, …
            raise _broken(document, 0, 0, "yaml", f"this is not YAML ({_first_line(error)})") from None
        if event is None:
            return
        yield event


def _words(error: MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "cannot be read").strip()
    remedy = ""
    if "mapping values are not allowed" in problem:
        remedy = ": a text with a colon needs quotation marks, or the line is indented wrongly"
    elif "character '\\t'" in problem:
        remedy = ": indent with spaces, not with tabs"
    elif "cannot start any token" in problem:
        remedy = ": a text that begins so needs quotation marks"
    elif "expected <block end>" in problem:
        remedy = ": the line is indented wrongly"
    return f"this is not YAML: {problem}{remedy}"


def _unreadable(character: str, error: YAMLError) -> tuple[str, str]:
    """(code, message) for a character that YAML refuses. A byte that is not UTF-8 is carried here as a surrogate."""
    code = ord(character) if character else 0
    if 0xDC80 <= code <= 0xDCFF:
        return (
            "not-utf8",
            f"not UTF-8 text: the byte 0x{code - 0xDC00:02x} is of another encoding; save the file as UTF-8",
        )
    if not character:
        return "yaml", _first_line(error)
    return (
        "yaml",
        f"this is not YAML: the character U+{code:04X}, which cannot be seen, has no place in a text; delete it",
    )


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _place_of(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n"), position - (before.rfind("\n") + 1)


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being filled."""

    keys: Keys
    value: Any
    anchor: str | None
    key: str | None = None
    """In a mapping: the key whose value comes next."""
    skip: bool = False
    """In a mapping: that key is there already, its second value is dropped."""


class _Builder:
    """Takes events, fills the document. No recursion: its stack is a list."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.nodes = 0
        self.documents = 0

    @property
    def started(self) -> bool:
        return self.documents > 0

    def take(self, event: Event) -> None:
        match event:
            case StreamStartEvent() | StreamEndEvent() | DocumentEndEvent():
                return
            case DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise self.broken(event, "several-documents", "a file holds one flow: a second one begins here")
            case AliasEvent():
                self.alias(event)
            case ScalarEvent():
                self.scalar(event)
            case MappingStartEvent():
                self.open(event, {})
            case SequenceStartEvent():
                self.open(event, [])
            case MappingEndEvent() | SequenceEndEvent():
                self.close()

    def broken(self, event: Event, code: str, message: str) -> DefinitionError:
        mark = event.start_mark
        return _broken(self.document, mark.line, mark.column, code, message)

    def count(self, event: Event, nodes: int = 1) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise self.broken(
                event, "file-too-large", f"a flow has at most {MOST_NODES} values, aliases counted each time"
            )

    def scalar(self, event: ScalarEvent) -> None:
        self.count(event)
        place = Place(event.start_mark.line, event.start_mark.column, event.style or None)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self.begin_key(event, top, place)
            return
        plain = not event.style and event.implicit[0]
        value = None if plain and event.value in ("", "~", "null", "Null", "NULL") else event.value
        if event.anchor:
            self.anchors[event.anchor] = (value, 1, 0)
        self.put(value, place)

    def begin_key(self, event: ScalarEvent, top: _Frame, place: Place) -> None:
        top.key = event.value
        top.skip = event.value in top.value
        keys = (*top.keys, event.value)
        if top.skip:
            first = self.document.keys[keys].line + 1
            self.blame(place, "duplicate-key", f'"{event.value}" is here twice: it is already on line {first}')
        else:
            self.document.keys[keys] = place
            top.value[event.value] = None

    def blame(self, place: Place, code: str, message: str) -> None:
        self.document.faults.append(Fault(self.document.file, place.line + 1, place.col + 1, code, "error", message))

    def next_keys(self) -> Keys:
        if not self.stack:
            return ()
        top = self.stack[-1]
        last: str | int = len(top.value) if isinstance(top.value, list) else (top.key or "")
        return (*top.keys, last)

    def put(self, value: Any, place: Place) -> None:
        if not self.stack:
            self.document.data = value
            self.document.values[()] = place
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            self.document.values[self.next_keys()] = place
            top.value.append(value)
            return
        if not top.skip:
            self.document.values[self.next_keys()] = place
            top.value[top.key] = value
        top.key = None

    def open(self, event: MappingStartEvent | SequenceStartEvent, value: Any) -> None:
        self.count(event)
        if len(self.stack) >= MOST_DEPTH:
            raise self.broken(event, "nested-too-deep", f"values are nested more than {MOST_DEPTH} deep")
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            raise self.broken(
                event, "yaml", "a key is a word, not a list or a mapping: a text with braces needs quotation marks"
            )
        keys = self.next_keys()
        if self.stack and self.stack[-1].skip:
            keys = (*keys[:-1], f"{keys[-1]} (again)")
        self.put(value, Place(event.start_mark.line, event.start_mark.column))
        self.stack.append(_Frame(keys, value, event.anchor))

    def close(self) -> None:
        frame = self.stack.pop()
        if frame.anchor:
            self.anchors[frame.anchor] = (frame.value, *_size(frame.value))

    def alias(self, event: AliasEvent) -> None:
        """The same value again. An anchor is known once it is complete, so a value can never hold itself."""
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            raise self.broken(event, "yaml", "a key is a word, not an alias")
        found = self.anchors.get(event.anchor)
        if found is None:
            raise self.broken(event, "yaml", f"*{event.anchor} names no value above that is marked &{event.anchor}")
        value, nodes, depth = found
        self.count(event, nodes)
        if len(self.stack) + depth > MOST_DEPTH:
            raise self.broken(event, "nested-too-deep", f"values are nested more than {MOST_DEPTH} deep")
        self.put(value, Place(event.start_mark.line, event.start_mark.column, "*"))


def _size(value: Any) -> tuple[int, int]:
    """How many values, and how deep; aliases within count each time."""
    if not isinstance(value, dict | list):
        return 1, 0
    inner = [_size(each) for each in (value.values() if isinstance(value, dict) else value)]
    return 1 + sum(nodes for nodes, _ in inner), 1 + max((depth for _, depth in inner), default=0)


def value_at(data: Any, keys: Keys) -> Any:
    """What stands at a place of the file's values; None when nothing does."""
    for key in keys:
        if not has(data, key):
            return None
        data = data[key]
    return data


def has(data: Any, key: int | str) -> bool:
    """Whether a mapping or a list has that key or place."""
    if isinstance(data, list):
        return isinstance(key, int) and key < len(data)
    return isinstance(data, dict) and key in data
