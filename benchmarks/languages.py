"""Whether an update costs more when there are more languages: one against thirteen, as one JSON line.

The same conversation with the export flow, in Hindi, through the engine and rendered for Telegram: once where Hindi is the only
translation, and once where all thirteen languages are there and somebody else has just spoken another of them. A turn counts by its
best; compared is the sum of all turns. Aim: within 5 %.

    python benchmarks/languages.py [seconds]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, Final

from benchmarks.engine import EXPORT, NOW, Turn, conversation
from bot.library import flow_translations, read_catalog
from flows.abilities import TELEGRAM
from flows.effects import Say
from flows.engine import advance
from flows.loader import load
from flows.model import Flow
from flows.render import render
from locales.catalog import Catalog, Words
from locales.languages import LANGUAGES
from locales.sentences import SENTENCES

SECONDS: Final = 12.0
LANGUAGE: Final = "hi"


@dataclass(frozen=True, slots=True)
class Installation:
    """The export flow and the bot's words, in some languages. `spoken` are those that others speak beside."""

    flow: Flow
    words: Words
    spoken: tuple[str, ...]


def installed(languages: Sequence[str]) -> Installation:
    """Everything in these languages; English needs no catalog."""
    tables: Mapping[str, Mapping[str, Any]] = {
        code: table for code, table in flow_translations().items() if code in languages
    }
    catalogs: dict[str, Catalog] = {
        code: found for code in languages if (found := read_catalog(code, "bot")) is not None
    }
    flow = load(EXPORT.read_text(encoding="utf-8"), EXPORT.name, 1, translations=tables)
    return Installation(flow, Words(catalogs, SENTENCES), tuple(languages))


def turn_cost(where: Installation, turn: Turn, language: str) -> float:
    """Microseconds of one turn of a trader who speaks that language."""
    session, given = replace(turn[0], language=language), turn[1]
    begun = time.perf_counter_ns()
    after, effects = advance(where.flow, session, given, NOW)
    for effect in effects:
        if isinstance(effect, Say):
            render(effect, where.flow, after.language, TELEGRAM, where.words)
    return (time.perf_counter_ns() - begun) / 1000


def measured(installations: Mapping[str, Installation], seconds: float) -> dict[str, list[float]]:
    """The best that each turn cost: installations take turns, so that a slow moment of the machine hits all of them, and before each
    measured turn stands one of somebody else, in the next of the installation's languages.
    """
    turns = conversation(next(iter(installations.values())).flow)
    best = {name: [float("inf")] * len(turns) for name in installations}
    until = time.monotonic() + seconds
    rounds = 0
    while rounds < 2 * len(LANGUAGES) or time.monotonic() < until:
        for number, turn in enumerate(turns):
            for name, where in installations.items():
                turn_cost(where, turn, where.spoken[rounds % len(where.spoken)])
                best[name][number] = min(best[name][number], turn_cost(where, turn, LANGUAGE))
        rounds += 1
    return best


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    best = measured({"1": installed([LANGUAGE]), "13": installed([*LANGUAGES])}, seconds)
    line = {
        "turns": len(best["1"]),
        "median_us": {name: round(median(costs), 1) for name, costs in best.items()},
        "total_us": {name: round(sum(costs)) for name, costs in best.items()},
        "thirteen_over_one": round(sum(best["13"]) / sum(best["1"]), 3),
    }
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
