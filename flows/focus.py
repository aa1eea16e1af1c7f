"""Which of a contact's sessions an input goes to. Pure: the shell loads the sessions and carries the answer out.

A contact has at most one open session a flow, and one focus. Input goes to the focus; a button goes to its own session; a start link
for another flow asks before it leaves the one that is open.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.inputs import Commanded, Input, Opened, Typed
from flows.record import record
from locales.commands import read_command


@record
class Use:
    """Give the input to this session. `moved`: it was not the focus; say so first."""

    session_id: str
    moved: bool = False


@record
class Begin:
    """Begin this flow."""

    flow: str


@record
class AskSwitch:
    """Ask "go on with the open one, or start the other?"."""

    session_id: str
    flow: str


Route = Use | Begin | AskSwitch


def route(
    sessions: Mapping[str, tuple[str, str]],
    focus: str | None,
    given: Input,
    wanted: str | None,
    token: str | None,
    default: str,
    *,
    insist: bool = False,
    language: str = "en",
) -> Route:
    """`sessions`: id -> (flow, status) of the contact. `wanted`: the flow of a start link. `token`: the session of a button.

    `insist` says that the trader has already chosen to start the other flow.
    """
    if token is not None and token in sessions:
        return Use(token, moved=focus is not None and token != focus)
    if wanted is not None:
        open_now = {flow: session_id for session_id, (flow, status) in sessions.items() if status == "open"}
        if wanted in open_now:
            return Use(open_now[wanted], moved=focus in sessions and focus != open_now[wanted])
        if insist or focus not in open_now.values() or focus is None:
            return Begin(wanted)
        return AskSwitch(focus, wanted)
    if focus is not None and focus in sessions:
        flow, status = sessions[focus]
        if status != "open" and isinstance(given, Commanded) and given.name == "start":
            return Begin(given.argument or flow)
        return Begin(flow) if status == "ended" and starts_again(given, language) else Use(focus)
    return Begin(default)


def starts_again(given: Input, language: str) -> bool:
    """Whether this is the "start" that is asked for where a conversation is over: typed, or a messenger's own button."""
    match given:
        case Opened() | Commanded(name="start"):
            return True
        case Typed(text):
            return read_command(text, language) == "start"
        case _:
            return False
