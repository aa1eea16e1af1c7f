r"""Scripts of conversations: a line an input (`saathi play`, authors' tests). Plain text is typed; brackets press; `@` sends files.

# a comment
हाँ                     typed
[yes]                   presses that option          [a,b]      answers a step that takes several
[/back] [/edit gstin]   commands                     @gst.pdf   sends that file (several: @a.jpg @b.jpg is an album)
!contact +9198…         shares the phone number      !location 12.97,77.59
\\# not a comment        a line that begins with #, [, @, ! or \\ is typed after a backslash
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.inputs import COMMANDS, Chosen, Commanded, Input, Pressed, SharedContact, SharedLocation, Typed


@dataclass(frozen=True, slots=True)
class SendFiles:
    """Files to be sent, by name, as one event."""

    names: tuple[str, ...]


class ScriptError(ValueError):
    """A line that cannot be understood; the message names it."""


Step = Input | SendFiles


def read_script(text: str) -> Iterator[tuple[int, str, Step]]:
    """(line number, the line, what it does). Raises ScriptError at the first line that means nothing."""
    for number, raw in enumerate(text.split("\n"), 1):  # no other break ends a line: a reply may hold one
        line = raw.strip()
        if line and not line.startswith("#"):
            yield number, line, read_line(line, number)


def read_line(line: str, number: int = 1) -> Step:
    """What one line does."""
    match line[0]:
        case "[" if line.endswith("]"):
            return _bracket(line[1:-1].strip(), number)
        case "@":
            names = tuple(name.strip() for name in f" {line}".split(" @") if name.strip())
            if not names:
                raise ScriptError(f"line {number}: @ wants a file's name")
            return SendFiles(names)
        case "!":
            return _shared(line[1:], number)
        case "\\":
            return Typed(line[1:])
        case _:
            return Typed(line)


def _bracket(inside: str, number: int) -> Input:
    if inside.startswith("/"):
        name, _, argument = inside[1:].partition(" ")
        if name not in COMMANDS:
            raise ScriptError(f"line {number}: there is no command /{name}; there are: {', '.join(sorted(COMMANDS))}")
        return Commanded(name, argument.strip() or None)
    options = tuple(one.strip() for one in inside.split(",") if one.strip())
    if not options:
        raise ScriptError(f"line {number}: [] names no option")
    return Pressed(options[0]) if len(options) == 1 else Chosen(options)


def _shared(line: str, number: int) -> Input:
    kind, _, value = line.partition(" ")
    value = value.strip()
    if kind == "contact" and value:
        return SharedContact(value)
    if kind == "location":
        latitude, _, longitude = value.partition(",")
        try:
            return SharedLocation(float(latitude), float(longitude))
        except ValueError:
            raise ScriptError(f"line {number}: !location wants latitude,longitude such as 12.97,77.59") from None
    raise ScriptError(f"line {number}: write !contact +91… or !location 12.97,77.59")
