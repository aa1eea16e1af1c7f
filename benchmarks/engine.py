"""What one turn costs in the engine: `advance` and rendering, without any database.

Two numbers, as one JSON line: the median turn of a whole conversation with the export flow, and how flat a turn stays while a flow
grows from 10 to 500 steps (the slowest of the sizes over the fastest). Aims: below 100 microseconds, flat within 1.2.

    python benchmarks/engine.py [seconds]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final

from bot.library import words
from flows.abilities import TELEGRAM
from flows.draft import split_path
from flows.effects import Say
from flows.engine import advance
from flows.inputs import Chosen, Commanded, File, Input, Opened, Pressed, Sent, Typed
from flows.loader import load
from flows.model import Flow
from flows.render import render
from flows.session import Session, begin

SIZES: Final = (10, 50, 100, 200, 500)
SECONDS: Final = 12.0
NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
EXPORT: Final = Path(__file__).parent.parent / "flows" / "definitions" / "export_onboarding.yaml"

Turn = tuple[Session, Input]


def made(steps: int) -> Flow:
    """A flow of that many steps, with choices, numbers, text, conditions on the step before and checks."""
    lines = ["flow: made", "title: Made", "sections:"]
    for number in range(steps):
        if number % 10 == 0:
            lines += [f"  - section: s{number}", f"    title: Part {number}", "    steps:"]
        match number % 5:
            case 0:
                body = "kind: choice, ask: Which one?, options: {a: Apples, b: Bananas, c: Cherries}"
            case 1:
                body = f'kind: text, ask: Which words?, when: \'x{number - 1} in ("a", "b")\''
            case 2:
                body = f"kind: number, ask: How many?, checks: [{{must: x{number} > 0, say: More than none.}}]"
            case 3:
                body = f"kind: yes_no, ask: Sure?, when: x{number - 1} > 1"
            case _:
                body = "kind: text, ask: A name?, skippable: true"
        lines.append(f"      - {{step: x{number}, {body}}}")
    lines += ["  - section: close", "    title: Close", "    steps: [{step: over, kind: end, say: Bye.}]"]
    return load("\n".join(lines), "made.yaml", 1)


def reply(flow: Flow, session: Session, said: Sequence[Say]) -> Input:
    """What a willing trader answers."""
    last, asked = said[-1], session.asked
    step = flow.by_id.get(split_path(asked.path)[0]) if asked is not None else None
    options = [choice.id for choice in last.choices]
    for option in ("/right", "yes", "new", "/submit", "/done"):
        if option in options:
            return Pressed(option, last.step, last.prompt)
    if step is None or step.skippable:
        return Commanded("skip")
    if step.kind == "document":
        return Sent((File(f"f{last.prompt}", "image/jpeg", 90_000, f"{last.prompt:064d}"),))
    if step.kind == "choices":
        return Chosen((options[0],), last.step, last.prompt)
    own = [option for option in options if not option.startswith("/")]
    if own:
        # After a refusal the next one.
        return Pressed(own[session.attempts % len(own)], last.step, last.prompt)
    return Typed(_WORDS.get(step.kind, "Sharma Handicrafts"))


_WORDS: Final = {
    "number": "12", "money": "₹5 lakh", "date": "1 April 2020", "phone": "98123 45678", "email": "sunita@example.com",
    "url": "https://example.com", "pincode": "422001", "country": "Germany", "countries": "Germany", "gstin": "27AAPFU0939F1ZV",
    "pan": "AAPFU0939F", "iec": "AAPFU0939F", "udyam": "UDYAM-MH-19-0000011",
}  # fmt: skip


def conversation(flow: Flow) -> list[Turn]:
    """Every turn of one conversation, each with the session before it."""
    session, effects = advance(flow, begin(flow.id, flow.version), Opened(), NOW)
    turns: list[Turn] = []
    while session.status == "open" and len(turns) < 1000:
        given = reply(flow, session, [effect for effect in effects if isinstance(effect, Say)])
        turns.append((session, given))
        session, effects = advance(flow, session, given, NOW)
    if session.status == "open":
        raise RuntimeError(f"{flow.id} goes in circles at {session.asked}: {turns[-1][1]}")
    return turns


def turn_cost(flow: Flow, turn: Turn) -> float:
    """Microseconds of one turn, everything said rendered for Telegram."""
    session, given = turn
    begun = time.perf_counter_ns()
    after, effects = advance(flow, session, given, NOW)
    for effect in effects:
        if isinstance(effect, Say):
            render(effect, flow, after.language, TELEGRAM, words())
    return (time.perf_counter_ns() - begun) / 1000


def costs(flows: dict[str, Flow], seconds: float) -> dict[str, list[float]]:
    """What each turn of each flow's conversation costs: flows take turns, so that a slow moment of the machine hits all of them, and a
    turn counts by its best.
    """
    turns = {name: conversation(flow) for name, flow in flows.items()}
    best: dict[str, list[float]] = {name: [float("inf")] * len(each) for name, each in turns.items()}
    until = time.monotonic() + seconds
    rounds = 0
    while rounds < 3 or time.monotonic() < until:
        rounds += 1
        for name, flow in flows.items():
            for number, turn in enumerate(turns[name]):
                best[name][number] = min(best[name][number], turn_cost(flow, turn))
    return best


def alike(turns: Sequence[float]) -> float:
    """The cost of a turn in a made flow: the median of each of its five sorts of step, averaged, so that a short flow and a long one
    are compared by the same mixture. The last turn, which ends the conversation, is left out.
    """
    # Every sort comes once in five steps, whatever the size; none of the conditions leaves a step out.
    sorts = [turns[:-1][number::5] for number in range(5)]
    return sum(median(sort) for sort in sorts) / len(sorts)


def main() -> None:
    flows = {str(size): made(size) for size in SIZES}
    if EXPORT.exists():
        flows["export_onboarding"] = load(EXPORT.read_text(encoding="utf-8"), EXPORT.name, 1)
    took = costs(flows, float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
    sizes = {size: round(alike(took[str(size)]), 1) for size in SIZES}
    export = took.get("export_onboarding", [])
    line = {
        "export_onboarding_us": round(median(export), 1) if export else None,
        "export_slowest_us": round(max(export), 1) if export else None,
        "export_turns": len(export),
        "by_steps_us": sizes,
        "flatness": round(max(sizes.values()) / min(sizes.values()), 3),
    }
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
