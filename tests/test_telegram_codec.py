"""Raw updates of every kind become one thing that a person did, or a reason; no shape whatever makes the decoder raise."""

import copy
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.contract import FileRef, Ignored, Reach, Received, Tap, in_order
from bot.channels.telegram import tokens
from bot.channels.telegram.codec import decode, resolved, update_id
from flows.inputs import Commanded, Input, Opened, Pressed, Sent, SharedContact, SharedLocation, Typed, Unsupported

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ASHA = {"id": 501, "is_bot": False, "first_name": "Asha", "last_name": "K", "language_code": "hi-IN"}
CHAT = {"id": 501, "first_name": "Asha", "type": "private"}
FILE = {"file_id": "F1", "file_unique_id": "U1", "file_size": 1200}


def message(**content: Any) -> dict[str, Any]:
    return {"update_id": 9, "message": {"message_id": 7, "from": ASHA, "chat": CHAT, "date": 1_763_000_000, **content}}


def tap(data: str, number: int = 7, query: str = "q1", update: int = 9) -> dict[str, Any]:
    under = {
        "message_id": number,
        "from": {"id": 1, "is_bot": True, "first_name": "B"},
        "chat": CHAT,
        "date": 1_763_000_000,
        "text": "?",
    }
    return {
        "update_id": update,
        "callback_query": {"id": query, "from": ASHA, "message": under, "chat_instance": "1", "data": data},
    }


def member(status: str) -> dict[str, Any]:
    bot = {"id": 1, "is_bot": True, "first_name": "B"}
    change = {"old_chat_member": {"user": bot, "status": "member"}, "new_chat_member": {"user": bot, "status": status}}
    return {"update_id": 9, "my_chat_member": {"chat": CHAT, "from": ASHA, "date": 1_763_000_000, **change}}


def photo(*sizes: tuple[str, int, int]) -> list[dict[str, Any]]:
    return [{**FILE, "file_id": name, "width": width, "height": height} for name, width, height in sizes]


SAID: tuple[tuple[dict[str, Any], Input | Tap | Reach], ...] = (
    (message(text="पाँच लाख"), Typed("पाँच लाख")),
    (message(text="a\x00b\ud800c"), Typed("abc")),
    (message(text="line one\nline two"), Typed("line one\nline two")),
    (message(text="/start"), Opened()),
    (message(text="/start@saathi_bot spring-fair_12"), Opened()),
    (message(text="/HELP"), Commanded("help")),
    (message(text="/language ta"), Commanded("language", "ta")),
    (message(text="/lang"), Commanded("language")),
    (message(text="/cancel"), Commanded("stop")),
    (message(text="/frobnicate"), Typed("/frobnicate")),
    (message(text="/ 500"), Typed("/ 500")),
    (message(contact={"phone_number": "919812345678", "first_name": "Asha", "user_id": 501}), SharedContact("+919812345678", True)),
    (message(contact={"phone_number": "+919812345678", "first_name": "A", "user_id": 501}), SharedContact("+919812345678", True)),
    (message(contact={"phone_number": "919800000000", "first_name": "Bo", "user_id": 777}), SharedContact("+919800000000", False)),
    (message(contact={"phone_number": "919800000000", "first_name": "Bo"}), SharedContact("+919800000000", False)),
    (message(location={"latitude": 18.5, "longitude": 73.9}), SharedLocation(18.5, 73.9)),
    (message(venue={"location": {"latitude": 18, "longitude": 73}, "title": "Shop", "address": "x"}), SharedLocation(18.0, 73.0)),
    (message(location={"latitude": 999, "longitude": 0}), Unsupported("unknown")),
    (message(photo=photo(("small", 90, 67), ("large", 1280, 960), ("mid", 320, 240)), caption="GST"), Sent((), "GST")),
    (message(document={**FILE, "file_name": "c.pdf", "mime_type": "application/pdf"}), Sent((), "")),
    (message(voice={**FILE, "duration": 3, "mime_type": "audio/ogg"}), Unsupported("voice")),
    (message(video_note={**FILE, "duration": 3, "length": 240}), Unsupported("video_note")),
    (message(sticker={**FILE, "width": 1, "height": 1, "type": "regular"}), Unsupported("sticker")),
    (message(video={**FILE, "duration": 1, "width": 1, "height": 1}), Unsupported("video")),
    (message(audio={**FILE, "duration": 1}), Unsupported("audio")),
    (message(animation={**FILE, "duration": 1, "width": 1, "height": 1}, document=FILE), Unsupported("animation")),
    (message(poll={"id": "1", "question": "?", "options": []}), Unsupported("poll")),
    (message(dice={"emoji": "🎲", "value": 3}), Unsupported("dice")),
    (message(live_photo=FILE, photo=photo(("large", 10, 10))), Sent((), "")),
    (message(holo_message={"new": "next year"}), Unsupported("unknown")),
    (tap("o0|s9|c|products#2.name|yes"), Pressed("yes", "products#2.name", 12)),
    (tap("o0|s9|c|gstin|/edit products#2.name"), Pressed("/edit products#2.name", "gstin", 12)),
    (tap("o0|s9|c|gstin|/frobnicate"), Unsupported("button")),
    (tap("t3|s9|c|markets|eu"), Tap("toggle", "eu", "markets", 12)),
    (tap("p0|s9|c|markets|2"), Tap("page", "2", "markets", 12)),
    (tap("d4|s9|c|markets|"), Tap("done", "", "markets", 12)),
    (member("kicked"), Reach(False)),
    (member("member"), Reach(True)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("update", "expected"), SAID, ids=[f"{n}-{type(one[1]).__name__}" for n, one in enumerate(SAID)]
)
def test_what_a_person_does(update: dict[str, Any], expected: Any) -> None:
    received = decode(update, NOW)
    assert isinstance(received, Received), received
    assert received.input == expected
    assert (received.channel, received.address) == ("telegram", "501")
    assert received.language_hint == "hi"


GROUP = {"id": -100, "type": "supergroup", "title": "Traders"}
NOTHING: tuple[tuple[Any, str], ...] = (
    ({"update_id": 1, "message": {**message(text="hi")["message"], "chat": GROUP}}, "chat.supergroup"),
    ({"update_id": 1, "channel_post": {"message_id": 1, "chat": {"id": -1, "type": "channel"}, "date": 1}}, "update.channel_post"),
    ({"update_id": 1, "my_chat_member": {**member("member")["my_chat_member"], "chat": GROUP}}, "chat.supergroup"),
    ({"update_id": 1, "inline_query": {"id": "1", "from": ASHA, "query": "", "offset": ""}}, "update.inline_query"),
    ({"update_id": 1, "poll_answer": {"poll_id": "1", "option_ids": [0]}}, "update.poll_answer"),
    ({"update_id": 1, "update_of_next_year": {}}, "update.unknown"),
    (message(pinned_message={"message_id": 1}), "service.pinned_message"),
    ({"update_id": 1, "edited_message": {**message(location={"latitude": 1, "longitude": 1})["message"]}}, "live_location"),
    (tap("gst"), "tap.foreign"),
    ({"update_id": 1, "callback_query": {"id": "q", "from": ASHA, "inline_message_id": "x", "data": "y"}}, "tap.inline"),
    (member("administrator"), "member.unknown"),
    ({}, "update.unknown"),
    ([], "update.unknown"),
    (None, "update.unknown"),
    ({"message": "text"}, "malformed"),
    ({"message": {"chat": {"type": "private", "id": True}, "message_id": 1}}, "malformed"),
    ({"message": {"chat": {"type": "private", "id": 2**64}, "message_id": 1, "text": "x"}}, "malformed"),
)  # fmt: skip


@pytest.mark.parametrize(("update", "reason"), NOTHING, ids=[f"{n}-{one[1]}" for n, one in enumerate(NOTHING)])
def test_what_asks_for_nothing(update: Any, reason: str) -> None:
    ignored = decode(update, NOW)
    assert isinstance(ignored, Ignored)
    assert ignored.reason == reason


def heard(update: dict[str, Any]) -> Received:
    received = decode(update, NOW)
    assert isinstance(received, Received)
    return received


def test_a_foreign_tap_can_still_be_answered() -> None:
    ignored = decode(tap("old-bot-data"), NOW)
    assert isinstance(ignored, Ignored)
    assert ignored.query == "q1"


def test_the_largest_photo_is_fetched() -> None:
    received = heard(message(photo=photo(("large", 1280, 960), ("small", 90, 67)), media_group_id="77"))
    assert received.files == (FileRef("large", "U1", "image/jpeg", 1200),)
    assert received.album == "77"


def test_a_voice_note_keeps_its_file_for_a_human() -> None:
    assert heard(message(voice={**FILE, "duration": 3, "mime_type": "audio/ogg"})).files == (
        FileRef("F1", "U1", "audio/ogg", 1200),
    )
    assert heard(message(sticker=FILE)).files == ()


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/start", ""),
        ("/start hi_fair-7", "hi_fair-7"),
        ("/start " + "x" * 65, ""),
        ("/start <b>", ""),
        ("hello", None),
        ("/help", None),
    ],
)
def test_the_payload_of_a_start_link(text: str, payload: str | None) -> None:
    assert heard(message(text=text)).start == payload


def test_an_edit_of_a_text_is_told_apart() -> None:
    edited = {"update_id": 3, "edited_message": {**message(text="new")["message"], "edit_date": 1_763_000_060}}
    received = heard(edited)
    assert received.input == Unsupported("edited")
    assert received.key == "e:501:7:1763000060"
    assert received.at == datetime.fromtimestamp(1_763_000_060, UTC)


def test_one_tap_under_two_updates_is_one_key_and_the_next_press_another() -> None:
    toggled = heard(tap("t0|s|1|markets|eu"))
    assert toggled.key == heard(tap("t0|s|1|markets|eu", query="q2", update=123)).key
    assert toggled.key != heard(tap("t1|s|1|markets|eu")).key
    assert toggled.key != heard(tap("t0|s|1|markets|eu", number=8)).key
    assert toggled.pointed is not None
    assert (toggled.pointed.query, toggled.pointed.message, toggled.pointed.session) == ("q1", 7, "s")


def test_a_message_is_known_by_its_number_whatever_the_update() -> None:
    again = {**message(text="x"), "update_id": 1}
    assert heard(message(text="x")).key == heard(again).key == "m:501:7"
    assert (update_id(again), update_id({"update_id": "7"}), update_id(None)) == (1, None, None)


def test_times_are_telegrams_and_a_tap_has_the_time_of_arrival() -> None:
    assert heard(message(text="x")).at == datetime.fromtimestamp(1_763_000_000, UTC)
    assert heard(tap("o0|s|1|a|yes")).at == NOW
    broken = message(text="x")
    broken["message"]["date"] = 10**18
    assert heard(broken).at == NOW


def test_what_every_delivery_dates_alike_is_dated() -> None:
    edited = {"update_id": 9, "edited_message": {**message(text="x")["message"], "edit_date": 1_763_000_060}}
    assert (heard(message(text="x")).dated, heard(edited).dated) == (1_763_000_000, 1_763_000_060)
    assert heard(tap("o0|s|1|a|yes")).dated == 0, "the keyboard's message may be gone when the tap comes again"
    for date in (0, -5, 2**32, 10**18, None, "1763000000"):
        broken = message(text="x")
        broken["message"]["date"] = date
        assert heard(broken).dated == 0


def test_a_tap_behind_a_later_message_stays_behind_it() -> None:
    later = message(text="typed after the question")
    later["message"] |= {"message_id": 8, "date": 1_763_000_009}
    newest = message(text="and more")
    newest["message"] |= {"message_id": 9, "date": 1_763_000_010}
    text, press, last = heard(later), heard(tap("o0|s|1|a|yes")), heard(newest)
    assert [one.key[0] for one in in_order([text, press, last])] == ["m", "c", "m"]
    assert [one.key[0] for one in in_order([press, text, last])] == ["c", "m", "m"]
    assert [one.key for one in in_order([last, text])] == [text.key, last.key]


def test_hashed_tokens_find_their_words() -> None:
    path = "a_section_with_a_long_name#12.a_step_whose_author_likes_long_names_very_much"
    data = tokens.encode(tokens.Token("option", "k3f9", 7, path, "yes"))
    received = heard(tap(data))
    assert isinstance(received.input, Pressed)
    assert received.input.path != path
    assert resolved(received.input, ["other", path], ["yes", "no"]) == Pressed("yes", path, 7)
    command = heard(tap(tokens.encode(tokens.Token("option", "k3f9", 7, path, f"/edit {path}")))).input
    assert isinstance(command, Pressed)
    assert resolved(command, [path], [f"/edit {path}"]) == Pressed(f"/edit {path}", path, command.prompt)


IDS = st.text("abcdefghijklmnopqrstuvwxyz_#.0123456789", max_size=70)


@given(
    st.sampled_from(["option", "toggle", "page", "done"]), st.text("abc234", min_size=1, max_size=10), st.integers(0, 10**6), IDS,
    IDS | st.text(max_size=40), st.integers(0, 10**4),
)  # fmt: skip
def test_a_token_fits_and_comes_back(
    verb: tokens.Verb, session: str, prompt: int, path: str, option: str, revision: int
) -> None:
    token = tokens.Token(verb, session, prompt, path, option, revision)
    text = tokens.encode(token)
    assert 1 <= len(text.encode()) <= 64
    assert text.isascii()
    back = tokens.decode(text)
    assert back is not None
    assert replace(back, path=tokens.unhash(back.path, [path]), option=tokens.unhash(back.option, [option])) == token


def test_every_length_of_a_path_and_an_option_fits() -> None:
    for length in range(90):
        for token in (
            tokens.Token("option", "s" * 22, 7, "p" * length, "yes"),
            tokens.Token("option", "s", 7, "p", "o" * length),
            tokens.Token("toggle", "s" * length, 10**9, "p" * length, "o" * length, 10**9),
        ):
            text = tokens.encode(token)
            assert len(text) <= 64
            back = tokens.decode(text)
            assert back is not None
            assert tokens.unhash(back.path, [token.path]) == token.path
    longest = tokens.encode(tokens.Token("option", "s" * 22, 7, "p" * 32, "yes"))
    assert (len(longest), "~" in longest) == (64, False)
    assert "~" in tokens.encode(tokens.Token("option", "s" * 22, 7, "p" * 33, "yes"))


@given(st.text(max_size=80))
def test_what_no_bot_of_ours_wrote_is_no_token_or_a_harmless_one(text: str) -> None:
    token = tokens.decode(text)
    assert token is None or len(tokens.encode(token)) <= 64


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("\ud800"), st.just([]), st.just({}), st.just([[{}]]),
    st.just(2**70), st.just(float("nan")),
)  # fmt: skip


def mutated(draw: st.DrawFn, value: Any) -> Any:
    """The shape with some of its places cut out or filled with junk."""
    fate = draw(st.integers(0, 24))
    if fate == 0:
        return draw(JUNK)
    match value:
        case dict():
            return {name: mutated(draw, one) for name, one in value.items() if draw(st.integers(0, 30))}
        case list():
            return [mutated(draw, one) for one in value]
        case _:
            return value


@st.composite
def shapes(draw: st.DrawFn) -> Any:
    source = draw(st.sampled_from([one for one, _ in SAID] + [one for one, _ in NOTHING]))
    return mutated(draw, copy.deepcopy(source))


@settings(max_examples=1000, deadline=None)
@given(shapes())
def test_no_shape_makes_it_raise(update: Any) -> None:
    found = decode(update, NOW)
    update_id(update)
    match found:
        case Received():
            assert found.key.isascii()
            assert "\x00" not in repr(found)
            found.key.encode()
            json.dumps(found.order)
            assert found.at.tzinfo is UTC
            assert all(-(2**63) <= part < 2**63 for part in found.order)
        case Ignored():
            assert found.reason.replace(".", "").replace("_", "").isalpha()


@settings(max_examples=200, deadline=None)
@given(st.recursive(JUNK, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
    ["message", "callback_query", "edited_message", "my_chat_member", "chat", "id", "type", "text", "data", "from", "photo", "contact"]
), inner, max_size=4), max_leaves=12))  # fmt: skip
def test_no_json_makes_it_raise(update: Any) -> None:
    assert isinstance(decode(update, NOW), Received | Ignored)
