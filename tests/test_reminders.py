"""Reminders: at most two, in the trader's language, by day, with two buttons that say "not now" and "not at all". The clock is ours."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import library
from bot.reminders import INDIA, daylight
from locales.commands import read_command
from locales.languages import LANGUAGES
from storage import timers
from storage.times import from_datetime, to_datetime
from tests.telegram_local import LocalBot, local_bot
from tests.telegram_world import offered_by

START = datetime(2026, 11, 23, 19, 30, tzinfo=INDIA)
WORDS = library.words()


@dataclass
class Waiting:
    """A bot whose hours pass when we say so."""

    bot: LocalBot
    clock: list[datetime]

    @property
    def now(self) -> datetime:
        return self.clock[0]

    def passes(self, **long: float) -> list[tuple[datetime, str]]:
        """When something was written to the trader meanwhile, and what. The clock goes from one timer to the next."""
        written: list[tuple[datetime, str]] = []
        until = self.now + timedelta(**long)
        while self.now < until:
            due = self.bot.database.view(timers.next_due_at)
            self.clock[0] = until if due is None else min(until, max(self.now, to_datetime(due)))
            before = len(self.bot.user().texts)
            self._nothing_is_due()
            written += [(self.now, text) for text in self.bot.user().texts[before:]]
        return written

    def _nothing_is_due(self) -> None:
        worker = self.bot.app.worker
        assert worker is not None
        until = time.monotonic() + 60
        while (due := self.bot.database.view(timers.next_due_at)) is not None and due <= from_datetime(self.now):
            worker.wake()
            assert time.monotonic() < until, "a timer stays due"
            time.sleep(0.005)
        self.bot.settle()


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Waiting]:
    now = [START]
    with local_bot(tmp_path, clock=lambda: now[0]) as bot:
        found = Waiting(bot, now)
        bot.database._clock = lambda: from_datetime(now[0])  # the rows' clock and the channel's are one
        yield found


def begun(waiting: Waiting, reminders: str = "yes", language: str = "hi") -> None:
    """Somebody who stops at their name."""
    user = waiting.bot.user()
    user.starts()
    for option in (language, "yes", "yes", reminders):
        waiting.bot.settle()
        user.presses(option)
    waiting.bot.settle()
    assert waiting.bot.session(501).asked.path == "name"  # type: ignore[union-attr]


def reminders(written: list[tuple[datetime, str]], language: str = "hi") -> list[int]:
    """Which reminders these are."""
    texts = [text for _, text in written]
    return [number for number in (1, 2) for text in texts if text == WORDS.say(f"reminder-{number}", language, {})]


# ── When ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("2026-11-23T09:00:00+05:30", "2026-11-23T09:00:00+05:30"),
        ("2026-11-23T19:59:59+05:30", "2026-11-23T19:59:59+05:30"),
        ("2026-11-23T20:00:00+05:30", "2026-11-24T09:00:00+05:30"),
        ("2026-11-23T08:59:59+05:30", "2026-11-23T09:00:00+05:30"),
        ("2026-11-23T20:30:00+00:00", "2026-11-24T09:00:00+05:30"),
        ("2026-12-31T23:10:00+05:30", "2027-01-01T09:00:00+05:30"),
    ],
)
def test_between_nine_and_twenty_in_india(at: str, then: str) -> None:
    assert to_datetime(daylight(from_datetime(datetime.fromisoformat(at)))) == datetime.fromisoformat(then)


def test_two_reminders_by_day_in_their_language_and_never_a_third(waiting: Waiting) -> None:
    begun(waiting)
    written = waiting.passes(days=20)
    assert reminders(written) == [1, 2]
    assert len(written) == 4, "each reminder, and the question under it"
    first, second = written[0][0], written[2][0]
    assert first - START >= timedelta(days=1) and second - first >= timedelta(days=3)
    assert {at.astimezone(INDIA).hour for at, _ in written} <= set(range(9, 20))


def test_whoever_writes_is_left_alone_for_a_day(waiting: Waiting) -> None:
    begun(waiting)
    assert waiting.passes(hours=20) == []
    waiting.bot.user().says("आशा")
    waiting.bot.settle()
    assert waiting.passes(hours=23) == []
    assert reminders(waiting.passes(days=1)) == [1]


@pytest.mark.parametrize("answer", ["no", None])
def test_only_who_agreed_is_reminded(waiting: Waiting, answer: str | None) -> None:
    user = waiting.bot.user()
    user.starts()
    for option in ("hi", "yes", "yes", *([answer] if answer else [])):
        waiting.bot.settle()
        user.presses(option)
    waiting.bot.settle()
    assert waiting.passes(days=15) == []


def test_whoever_talks_to_a_person_is_not_reminded(waiting: Waiting) -> None:
    begun(waiting)
    waiting.bot.user().says("/human")
    waiting.bot.settle()
    assert waiting.passes(days=8) == []


# ── The two buttons ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_later_keeps_the_second_reminder_and_not_interested_ends_them(waiting: Waiting) -> None:
    begun(waiting)
    waiting.passes(days=2)
    user = waiting.bot.user()
    note = user.messages[-2]
    assert offered_by(note) == ["/later", "/stop"]
    user.taps(note, note["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    waiting.bot.settle()
    assert user.texts[-1] == WORDS.say("later", "hi", {})
    assert reminders(waiting.passes(days=4)) == [2]
    user.presses("/stop")
    waiting.bot.settle()
    assert user.texts[-1] == WORDS.say("stopped", "hi", {})
    assert waiting.passes(days=20) == []


def test_not_interested_after_the_first_is_the_end_of_them(waiting: Waiting) -> None:
    begun(waiting)
    assert reminders(waiting.passes(days=2)) == [1]
    waiting.bot.user().presses("/stop")
    waiting.bot.settle()
    assert waiting.passes(days=20) == []
    waiting.bot.user().says("आशा")
    waiting.bot.settle()
    waiting.bot.user().says("आशा")
    waiting.bot.settle()
    assert waiting.bot.session(501).answers["name"].value == "आशा", "and yet they may go on"


def test_an_answer_to_the_question_under_a_reminder_counts_and_takes_its_buttons_away(waiting: Waiting) -> None:
    begun(waiting)
    waiting.passes(days=2)
    user = waiting.bot.user()
    number = user.messages[-2]["message_id"]
    user.says("आशा")
    waiting.bot.settle()
    assert waiting.bot.session(501).answers["name"].value == "आशा"
    reminder = next(one for one in user.messages if one["message_id"] == number)
    assert "reply_markup" not in reminder


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_buttons_say_can_be_typed(language: str) -> None:
    assert read_command(WORDS.say("not-now", language, {}), language) == "later"
    assert read_command(WORDS.say("not-interested", language, {}), language) == "stop"
