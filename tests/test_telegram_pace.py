"""When may a chat be written to, what does a refusal mean, how is an album put together, what do the menus hold."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.contract import ChannelError, FileRef, Received
from bot.channels.telegram.albums import merge
from bot.channels.telegram.limits import BACKOFF, EARLY, Outcome, Pace, judge
from bot.channels.telegram.menus import COMMANDS, Profile, chat_menu, forget_chat_menu, profile_calls
from flows.inputs import Sent
from locales.languages import LANGUAGES


def test_one_message_a_second_in_a_chat() -> None:
    pace = Pace()
    assert pace.ready_at("a", 100.0) == 100.0
    pace.sent("a", 100.0)
    assert pace.ready_at("a", 100.2) == 101.0
    assert pace.ready_at("b", 100.2) == 100.2


def test_a_slow_way_does_not_bring_two_messages_close_together() -> None:
    pace = Pace()
    pace.sent("a", 100.0)
    pace.taken("a", 100.4)
    assert pace.ready_at("a", 100.5) == 101.4
    pace.taken("b", 100.4)
    assert pace.ready_at("b", 100.5) == 100.5


def test_thirty_a_second_from_a_bot() -> None:
    pace = Pace()
    for number in range(30):
        pace.sent(f"c{number}", 100.0 + number / 100)
    assert pace.ready_at("fresh", 100.5) == 101.0
    pace.sent("fresh", 101.0)
    assert pace.ready_at("next", 101.0) == 101.01


def test_taps_typing_and_edits_are_not_held_up() -> None:
    pace = Pace()
    pace.sent("a", 100.0)
    for method in ("answerCallbackQuery", "sendChatAction", "editMessageText", "setMyCommands"):
        assert pace.ready_at("a", 100.1, method) == 100.1
        pace.sent("a", 100.1, method)
    assert pace.ready_at("a", 100.1) == 101.0


def test_a_refused_chat_waits_exactly_and_alone() -> None:
    pace = Pace()
    pace.sent("a", 100.0)
    assert pace.refused("a", 7, 100.2) == 107.2 + EARLY
    assert pace.ready_at("a", 101.0, "editMessageText") == 107.2 + EARLY
    assert pace.ready_at("b", 101.0) == 101.0
    pace.refused("a", 1, 101.0)
    assert pace.ready_at("a", 101.0) == 107.2 + EARLY, "a shorter wait does not shorten the longer"


def test_the_bot_waits_when_most_chats_are_refused() -> None:
    pace = Pace()
    for number in range(3):
        pace.sent(f"c{number}", 100.0)
        pace.refused(f"c{number}", 5, 100.0)
    assert pace.ready_at("d", 100.1) == 105.0 + EARLY
    assert pace.ready_at("d", 106.0) == 106.0


def test_a_fifth_refused_holds_nobody_else_up() -> None:
    pace = Pace()
    for number in range(50):
        now = 100.0 + number / 25
        pace.sent(f"c{number}", now)
        if number % 5 == 0:
            pace.refused(f"c{number}", 9, now)
    assert pace.ready_at("d", 103.0) == 103.0


def test_one_chat_refused_again_and_again_is_no_storm() -> None:
    pace = Pace()
    for number in range(5):
        pace.sent("a", 100.0 + number)
        pace.refused("a", 9, 100.0 + number)
    assert pace.ready_at("b", 104.0) == 104.0


def test_memory_is_bounded() -> None:
    pace = Pace(bot_most=10**9)
    for number in range(30_000):
        pace.sent(f"c{number}", 100.0 + number / 100)
    assert len(pace._last) < 10_100


@given(st.integers(0, 10**6))
def test_in_a_storm_nothing_is_dropped_or_early(seed: int) -> None:
    """Simulated: 40 chats of three messages each, a fifth of the sends answered 429."""
    chance, pace, now = random.Random(seed), Pace(), 0.0
    left = {f"c{number}": 3 for number in range(40)}
    not_before: dict[str, float] = {}
    sends: list[tuple[float, str]] = []
    while left:
        now, chat = min((pace.ready_at(chat, now), chat) for chat in left)
        assert now >= not_before.get(chat, 0.0)
        pace.sent(chat, now)
        sends.append((now, chat))
        if chance.random() < 0.2:
            wait = chance.randint(1, 5)
            not_before[chat] = now + wait
            pace.refused(chat, wait, now)
            continue
        left[chat] -= 1
        if not left[chat]:
            del left[chat]
    times = [at for at, _ in sends]
    assert all(later - earlier >= 1.0 - 1e-9 for earlier, later in zip(times, times[30:], strict=False))


@pytest.mark.parametrize(
    ("error", "attempts", "outcome"),
    [
        (ChannelError("not_modified"), 1, Outcome("done")),
        (ChannelError("too_old"), 1, Outcome("done")),
        (ChannelError("blocked"), 1, Outcome("closed")),
        (ChannelError("retry_after", "", 30.0), 9, Outcome("again", 30.0 + EARLY)),
        (ChannelError("network"), 1, Outcome("again", BACKOFF[0])),
        (ChannelError("network"), 500, Outcome("again", BACKOFF[-1])),
        (ChannelError("bad_request"), 1, Outcome("simpler")),
        (ChannelError("too_large"), 1, Outcome("simpler")),
        (ChannelError("conflict"), 1, Outcome("stop")),
        (ChannelError("unauthorized"), 1, Outcome("stop")),
    ],
)
def test_what_becomes_of_a_failed_call(error: ChannelError, attempts: int, outcome: Outcome) -> None:
    assert judge(error, attempts) == outcome


# ── Albums ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def part(number: int, album: str | None = "g", caption: str = "", address: str = "501") -> Received:
    at = datetime.fromtimestamp(1_763_000_000 + number, UTC)
    file = FileRef(f"F{number}", f"U{number}", "image/jpeg")
    return Received(
        f"m:{address}:{number}", "telegram", address, at, (0, number), Sent((), caption), files=(file,), album=album
    )


@given(st.permutations([part(number, caption="GST" if number == 2 else "") for number in range(1, 6)]))
def test_an_album_is_one_answer_in_whatever_order_its_parts_came(parts: list[Received]) -> None:
    merged = merge(parts)
    assert [file.file_id for file in merged.files] == ["F1", "F2", "F3", "F4", "F5"]
    assert merged.input == Sent((), "GST")
    assert merged.key == "m:501:1"
    assert merged.parts == tuple(f"m:501:{number}" for number in range(1, 6))
    assert merged.at == part(5).at


# ── Menus ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def profile(language: str) -> Profile:
    return Profile({name: f"{name} {language}" for name in COMMANDS}, f"About {language}", f"Short {language}")


def test_every_language_has_its_menu_and_description() -> None:
    calls = profile_calls({language: profile(language) for language in LANGUAGES})
    assert len(calls) == 3 * (len(LANGUAGES) + 1)
    codes = [call.params.get("language_code") for call in calls if call.method == "setMyCommands"]
    assert codes == [None, *LANGUAGES]
    assert all(code is None or len(code) == 2 for code in codes)


def test_a_chat_has_the_menu_of_its_own_language() -> None:
    call = chat_menu("501", profile("hi"))
    assert call.params["scope"] == {"type": "chat", "chat_id": 501}
    assert call.params["commands"][0] == {"command": "language", "description": "language hi"}
    assert forget_chat_menu("501").method == "deleteMyCommands"


def test_long_words_are_cut_at_a_letter_and_missing_ones_left_out() -> None:
    long = Profile({"help": "क्षि" * 100, "stop": ""}, "क्षि" * 200, "क्षि" * 50)
    commands, description, short = profile_calls({"en": long})[:3]
    assert [one["command"] for one in commands.params["commands"]] == ["help"]
    assert len(commands.params["commands"][0]["description"]) <= 256
    assert len(description.params["description"]) <= 512
    assert len(short.params["short_description"]) <= 120
    assert short.params["short_description"].endswith("क्षि…")
