"""Law 5 over Telegram: the same updates, each delivered one to five times, shuffled between contacts, under jumping update_ids.

    python -m tests.redelivery --updates 10000

One run is recorded: people read their screens and answer. Then the recorded updates are delivered again to another server that began
with the same data, and per contact the same must come of it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from bot.library import load_flow
from flows.profile import profile
from tests.telegram_local import NOON, LocalBot, local_bot
from tests.telegram_world import Person

FLOW: Final = "quick_enquiry"
IN_A_BATCH: Final = 40


@dataclass(slots=True)
class Report:
    updates: int = 0
    deliveries: int = 0
    contacts: int = 0
    completed: int = 0
    different: int = 0
    seconds: float = 0.0


def law_five(folder: Path, updates: int, seed: int = 1) -> Report:
    """Record until there are so many updates, deliver them again, compare."""
    began = time.monotonic()
    base = folder / "base"
    base.mkdir()
    with local_bot(base):
        pass  # made, migrated, seeded: both runs begin with this
    for name in ("first", "second"):
        shutil.copytree(base, folder / name)
    people = list(range(501, 501 + max(2, updates // 14)))
    with local_bot(folder / "first") as bot:
        _converse(bot, people, updates)
        log, first = bot.taken, _outcome(bot, people)
    with local_bot(folder / "second") as bot:
        deliveries = _deliver_again(bot, log, random.Random(seed))
        second = _outcome(bot, people)
    return Report(
        len(log), deliveries, len(people), sum(1 for one in first.values() if one["status"] == "completed"),
        sum(1 for number in people if first[number] != second[number]), round(time.monotonic() - began, 1),
    )  # fmt: skip


def _converse(bot: LocalBot, people: list[int], updates: int) -> None:
    persons = [Person(bot, number) for number in people]
    for person in persons:
        person.user.starts(f"f-{FLOW}")
    bot.settle()
    while len(bot.taken) < updates:
        awake = [person for person in persons if bot.session(person.number).status == "open"]
        if not awake:
            return
        for person in awake:
            person.replies()
        bot.settle()


def _outcome(bot: LocalBot, people: list[int]) -> dict[int, Any]:
    flow = load_flow(FLOW)
    found = {}
    for number in people:
        session = bot.session(number)
        found[number] = {**session.to_json(), "profile": profile(flow, session, NOON)}
    return found


def _deliver_again(bot: LocalBot, log: list[dict[str, Any]], chance: random.Random) -> int:
    """Each batch: the next update of some contacts, and earlier ones of anybody once more. Gives how many deliveries there were."""
    waiting: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for update in log:
        waiting[_chat(update)].append(update)
    again: list[dict[str, Any]] = []
    deliveries, number = 0, 1
    while waiting or again:
        chosen = chance.sample(sorted(waiting), min(len(waiting), chance.randint(1, IN_A_BATCH)))
        batch = []
        for chat in chosen:
            update = waiting[chat].pop(0)
            if not waiting[chat]:
                del waiting[chat]
            _as_on_the_phone(bot, chat, update)
            batch.append(update)
            again += [update] * chance.randint(0, 4)
        chance.shuffle(again)
        repeated = [again.pop() for _ in range(min(len(again), chance.randint(0, 2 * IN_A_BATCH)))]
        batch += repeated  # a repeat never comes before the first
        for update in batch:
            number = chance.randint(1, 2**31) if chance.random() < 0.02 else number + 1
            update["update_id"] = number
        bot.take(json.loads(json.dumps(batch)))
        bot.settle()
        deliveries += len(batch)
    return deliveries


def _as_on_the_phone(bot: LocalBot, chat: int, update: dict[str, Any]) -> None:
    """The person's own message takes the number that it had, so that the bot's get theirs."""
    there = bot.user(chat)._chat
    message = update.get("message")
    if message is not None:
        while next(there.numbers) < message["message_id"]:
            pass
        there.messages[message["message_id"]] = message
    elif "callback_query" in update:
        bot.telegram.world.queries[update["callback_query"]["id"]] = bot.telegram.world.clock()


def _chat(update: dict[str, Any]) -> int:
    body = next(value for name, value in update.items() if name != "update_id")
    number: int = body["from"]["id"]
    return number


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = law_five(Path(folder), wanted.updates, wanted.seed)
    sys.stdout.write(json.dumps(asdict(report)) + "\n")
    return 1 if report.different else 0


if __name__ == "__main__":
    sys.exit(main())
