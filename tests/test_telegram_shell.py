"""Telegram in the running server, without HTTP: what becomes of updates, keyboards, files and messages."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot import work
from bot.app import App
from bot.channels.contract import ChannelError, Received
from bot.channels.telegram.limits import Pace
from bot.channels.telegram.sandbox import Fault, Sandbox
from bot.channels.telegram.webhook import PATH, SECRET_HEADER
from bot.commands.contact import summary
from bot.documents.samples import product_photos
from bot.links import Link, read_link, signed, write_link
from bot.settings import Settings
from bot.telegram.lease import is_dead
from bot.telegram.shell import SET_ASIDE_AFTER
from bot.web.server import create_web
from flows.inputs import Typed
from flows.render import Message, message_to_json
from storage import addresses, boards, contacts, document_rows, erasure, events, held, inbox, leases, outbox, timers
from storage.document_rows import StoredDocument
from storage.failures import Unacknowledged
from storage.tables import documents as document_table
from storage.tables import outbox as outbox_table
from storage.tables import timers as timer_table
from storage.timers import Timer
from storage.times import SECOND
from tests.redelivery import law_five
from tests.telegram_local import NOON, LocalBot, local_bot
from tests.telegram_world import data_of, offered_by


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[LocalBot]:
    with local_bot(tmp_path) as made:
        yield made


def begin(bot: LocalBot, *presses: str, number: int = 501, payload: str = "") -> Any:
    """Somebody who has come so far."""
    user = bot.user(number)
    user.starts(payload)
    bot.settle()
    for option in presses:
        user.presses(option)
        bot.settle()
    return user


def events_of(bot: LocalBot, kind: str, number: int = 501) -> list[str | None]:
    with bot.database.read() as tx:
        return [one.step for one in events.of_session(tx, bot.stored(number).id) if one.kind == kind]


def timers_waiting(bot: LocalBot, kind: str) -> int:
    with bot.database.read() as tx:
        rows = tx.connection.execute(select(timer_table.c.id).where(timer_table.c.kind == kind))
        return len(rows.all())


def states(bot: LocalBot) -> list[str]:
    with bot.database.read() as tx:
        return list(tx.connection.execute(select(outbox_table.c.state).order_by(outbox_table.c.id)).scalars())


# ── Taking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_bursts_are_taken_whole_and_in_order(bot: LocalBot) -> None:
    user = begin(bot)
    said: list[str] = []
    for many in range(3, 11):
        for _ in range(many):
            said.append(f"word {len(said)}")
            user.says(said[-1])
        bot.settle()
    assert bot.typed(501) == said


def test_a_flood_is_kept_whole_and_answered_in_short(tmp_path: Path) -> None:
    with local_bot(tmp_path, pace=Pace()) as bot:
        user = begin(bot, "en")
        before, words = len(user.texts), [f"word {number}" for number in range(60)]
        for word in words:
            user.says(word)
        bot.settle(90)
        assert bot.typed(501) == words
        assert len(user.texts) - before < 30
        assert "yes or no" in user.last["text"]
        assert offered_by(user.last)[:2] == ["yes", "no"]


def test_one_tap_under_two_update_ids_counts_once(bot: LocalBot) -> None:
    user = begin(bot)
    tap = user.presses("en")
    user.repeats(tap)
    user.repeats(tap, fresh_id=False)
    bot.settle()
    user.repeats(tap)
    bot.settle()
    assert events_of(bot, "answered") == ["language"]
    assert bot.session(501).prompt == 2
    assert len(user.texts) == 2


def test_updates_again_and_again_come_to_the_same(tmp_path: Path) -> None:
    report = law_five(tmp_path, 120)
    assert report.deliveries > 2 * report.updates
    assert report.different == 0


@pytest.mark.slow
def test_a_thousand_updates_one_to_five_times(tmp_path: Path) -> None:
    report = law_five(tmp_path, 1000, seed=7)
    assert report.updates >= 800
    assert report.completed > 20
    assert report.different == 0


def test_a_link_chooses_flow_and_language_and_is_only_a_hint(bot: LocalBot) -> None:
    begin(bot, payload="f-quick_enquiry_l-hi_c-fair2026")
    assert (bot.session(501).flow, bot.session(501).language) == ("quick_enquiry", "hi")
    begin(bot, number=502, payload="f-no_such_flow_l-xx_zzz")
    assert (bot.session(502).flow, bot.session(502).language) == ("export_onboarding", "en")


@pytest.mark.parametrize(
    ("payload", "link"),
    [
        ("f-quick_enquiry_l-hi_c-fair_7_p-k3", Link("quick_enquiry", "hi", "fair_7", "k3")),
        ("c-a_c-b", Link(campaign="a")),
        ("fair_7", Link()),
        ("f-_l-", Link()),
        ("", Link()),
        (None, Link()),
    ],
)
def test_links_are_read(payload: str | None, link: Link) -> None:
    assert read_link(payload) == link


def test_links_are_written_as_they_are_read() -> None:
    link = Link("quick_enquiry", "hi", "fair-2026", "k3")
    assert read_link(write_link(link)) == link
    with pytest.raises(ValueError, match="64"):
        write_link(Link(campaign="c" * 63))


def test_who_brought_somebody_is_kept_from_the_first_touch_and_only_from_a_link_of_ours(bot: LocalBot) -> None:
    assert bot.database.vault is not None
    campaign = signed(bot.database.vault, "campaign", "fair2026")
    begin(bot, payload=write_link(Link(language="hi", campaign=campaign)))
    begin(bot, payload=write_link(Link("quick_enquiry", campaign=signed(bot.database.vault, "campaign", "late"))))
    begin(bot, payload="c-fair2026-aaaaaa_p-nobody", number=502)
    begin(bot, payload=f"p-{campaign}", number=503)
    assert [brought(bot, number) for number in (501, 502, 503)] == [{"campaign": "fair2026"}, {}, {}]


def brought(bot: LocalBot, number: int) -> dict[str, str]:
    with bot.database.read() as tx:
        known = contacts.find(tx, bot.stored(number).contact_id)
        assert known is not None
        found: dict[str, str] = summary(tx, known)["brought_by"]
        return found


def test_an_update_that_fails_by_our_fault_is_brought_a_few_times_and_then_set_aside(
    bot: LocalBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = begin(bot, "en", "yes", "yes", "yes")
    in_turn = bot.shell._in_turn

    async def broken(one: Received) -> None:
        if one.input == Typed("broken"):
            raise KeyError("a fault of ours")
        await in_turn(one)

    monkeypatch.setattr(bot.shell, "_in_turn", broken)
    user.says("broken")
    (update,) = bot.drain()
    for _ in range(SET_ASIDE_AFTER - 1):
        with pytest.raises(KeyError):
            bot.run(bot.shell.one(update))
    bot.run(bot.shell.one(update))
    with bot.database.read() as tx:
        assert len(inbox.poisoned(tx, 10)) == 1
    user.says("Asha")
    (update,) = bot.drain()
    bot.run(bot.shell.one(update))
    assert bot.session(501).answers["name"].value == "Asha"
    assert not bot.shell._failures


# ── Keyboards ───────────────────────────────────────────────────────────────────────────────────────────────────────


def at_needs(bot: LocalBot) -> Any:
    user = begin(bot, "myself", "/skip", "/another", payload="f-quick_enquiry")
    for text in ("brass lamps", "500"):
        user.says(text)
        bot.settle()
    return user


def test_ticks_are_kept_and_counted_once(bot: LocalBot) -> None:
    user = at_needs(bot)
    tap = user.presses("price")
    user.repeats(tap)
    bot.settle()
    user.presses("speed")
    bot.settle()
    assert [one[0] for one in user.buttons if "skip" not in one.casefold()][:4] == ["☑", "☐", "☑", "☐"]
    user.presses("speed")
    bot.settle()
    user.presses("Done")
    bot.settle()
    assert bot.session(501).answers["goods#1.needs"].value == ["price"]


def test_a_tick_delivered_again_after_the_answer_asks_nothing(bot: LocalBot) -> None:
    user = at_needs(bot)
    tap = user.presses("price")
    bot.settle()
    user.presses("Done")
    bot.settle()
    prompt, told = bot.session(501).prompt, len(user.texts)
    user.repeats(tap)
    bot.settle()
    assert (bot.session(501).prompt, len(user.texts)) == (prompt, told)


def test_an_answered_keyboard_is_folded_and_can_be_changed(bot: LocalBot) -> None:
    user = begin(bot, "en", "yes")
    first, second = user.messages[:2]
    assert first["text"].endswith("✓ English")
    assert offered_by(second) == ["/edit adult"]
    user.taps(second, data_of(second)[0])
    bot.settle()
    assert bot.session(501).asked is not None
    assert bot.session(501).asked.path == "adult"  # type: ignore[union-attr]
    assert offered_by(user.messages[1]) == []


def test_personal_answers_are_folded_masked(bot: LocalBot) -> None:
    user = at_photos(bot, email="asha.pai@example.in")
    folded = [text for text in user.texts if "✓" in text]
    assert any(text.endswith("✓ •••.in") for text in folded)
    assert not any("asha.pai" in text for text in folded)


def test_a_button_that_is_over_gets_a_toast_and_the_question_again(bot: LocalBot) -> None:
    user = begin(bot)
    old = user.last
    user.presses("en")
    bot.settle()
    told = len(user.texts)
    user.taps(old, next(data for data in data_of(old) if "hi" in data))
    bot.settle()
    assert "over" in user.toasts[-1]
    assert bot.session(501).language == "en"
    assert "Are you 18" in "".join(user.texts[told:])


def test_a_pressed_command_of_an_old_question_skips_nothing(bot: LocalBot) -> None:
    user = begin(bot, "myself", payload="f-quick_enquiry")
    budget = user.last
    assert "/skip" in offered_by(budget)
    user.says("2 lakh")
    bot.settle()
    user.taps(budget, next(data for data in data_of(budget) if data.endswith("/skip")))
    bot.settle()
    assert bot.session(501).answers["budget"].state == "answered"


def test_help_can_be_pressed_twice(bot: LocalBot) -> None:
    user = begin(bot, "en")
    board = user.last
    assert "yes" in offered_by(board)
    user.says("help")
    bot.settle()
    user.says("help")
    bot.settle()
    assert "yes" in offered_by(user.last)


@pytest.mark.parametrize("payload", ["", "l-hi"], ids=["guessed from the app", "guessed right from the link"])
def test_the_menu_speaks_the_chosen_language(bot: LocalBot, payload: str) -> None:
    begin(bot, "hi", payload=payload)
    sets = [
        one for one in bot.telegram.calls if one.method == "setMyCommands" and one.params["scope"]["type"] == "chat"
    ]
    assert [one.params["scope"]["chat_id"] for one in sets] == [501]
    assert not any(command["description"].isascii() for command in sets[0].params["commands"])


# ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def at_photos(bot: LocalBot, email: str = "[/skip]") -> Any:
    """Where a document is asked."""
    user = begin(bot, "en", "yes", "yes", "yes")
    for text in ("Sunita Devi", "[owner]", "98123 45678", email):
        user.presses(text[1:-1]) if text.startswith("[") else user.says(text)
        bot.settle()
    assert bot.session(501).asked.path == "first_paper"  # type: ignore[union-attr]
    return user


def test_an_album_is_one_answer_and_what_is_written_behind_it_comes_behind(bot: LocalBot) -> None:
    user = at_photos(bot)
    parts = user.album(list(product_photos()), "papers")
    user.repeats(parts[0])
    user.says("no")
    bot.settle()
    assert len([one for one in _inputs(bot) if one == "Sent"]) == 1
    assert _inputs(bot)[-3:].index("Sent") < _inputs(bot)[-3:].index("Typed")
    with bot.database.read() as tx:
        assert held.next_due_at(tx) is None
        sent = [
            one.body for one in events.of_session(tx, bot.stored(501).id) if one.body and one.body["input"] == "Sent"
        ]
    assert [len(body["files"]) for body in sent] == [2]


def _inputs(bot: LocalBot, number: int = 501) -> list[str]:
    with bot.database.read() as tx:
        found = [one.body for one in events.of_session(tx, bot.stored(number).id) if one.body]
    return [body["input"] for body in found]


def test_a_file_held_when_the_server_dies_is_given_by_the_next(tmp_path: Path) -> None:
    double = Sandbox(clock=NOON.timestamp)
    with local_bot(tmp_path, double=double) as bot:
        user = at_photos(bot)
        double.fail(Fault(500, "weather", "getFile"))
        bot.shell.calls.transport.download = _no_network  # type: ignore[method-assign]
        user.album(list(product_photos()))
        bot.take(bot.drain())
        time.sleep(1.3)
        with bot.database.read() as tx:
            assert held.next_due_at(tx) is not None
    with local_bot(tmp_path, double=double) as bot:
        with bot.database.write() as tx:
            tx.connection.exec_driver_sql("UPDATE held SET due_at = 0")
        bot.settle()
        assert _inputs(bot).count("Sent") == 1


async def _no_network(file_id: str, limit: int) -> bytes:
    raise ChannelError("network")


def test_a_file_that_is_gone_or_too_large_is_told(bot: LocalBot) -> None:
    user = at_photos(bot)
    update = user.sends_document(b"%PDF-1.7", "a.pdf")
    with bot.telegram.world.lock:
        bot.telegram.world.files.pop(update["message"]["document"]["file_id"])
    bot.settle()
    user.sends_document(b"%PDF-1.7" + b"x" * 21_000_000, "b.pdf")
    bot.settle()
    assert any("MB" in text for text in user.texts[-3:]), user.texts[-3:]
    assert bot.session(501).asked.path == "first_paper"  # type: ignore[union-attr]


def test_a_file_that_another_took_the_place_of_is_deleted(bot: LocalBot) -> None:
    user = begin(bot, "en", "yes", "yes", "no")
    for said in ("Asha", "owner", "9812345678", "skip"):
        user.says(said)
        bot.settle()
    assert bot.session(501).asked.path == "first_paper"  # type: ignore[union-attr]

    def kept() -> dict[str, bool]:
        with bot.database.read() as tx:
            rows = tx.connection.execute(select(document_table)).all()
        return {row.id: row.deleted_at is None and row.storage_key in bot.app.documents.names() for row in rows}

    def present() -> str:
        return str(bot.session(501).answers["first_paper"].value[0]["id"])

    first, second = product_photos()
    user.sends_photo(first)
    bot.settle()
    before = present()
    user.says("/edit first_paper")
    bot.settle()
    assert kept() == {before: True}, "it may still be kept"
    user.sends_photo(second)
    bot.settle()
    after = present()
    until = time.monotonic() + 20
    while kept() != {before: False, after: True} and time.monotonic() < until:
        time.sleep(0.02)
    assert kept() == {before: False, after: True}


def test_start_while_everything_is_being_erased_hurries_it_and_begins_nothing_that_would_go_too(bot: LocalBot) -> None:
    user = begin(bot, "en", "no")

    def due() -> list[int]:
        with bot.database.read() as tx:
            return [
                row.due_at for row in tx.connection.execute(select(timer_table).where(timer_table.c.kind == "erase"))
            ]

    (before,) = due()
    user.starts()
    bot.settle()
    assert not due() or due()[0] < before - 10 * SECOND
    until = time.monotonic() + 30
    while due() and time.monotonic() < until:
        time.sleep(0.05)
    user.starts()
    bot.settle()
    assert bot.session(501).status == "open" and "language" in str(user.last["text"])


def test_a_voice_note_is_kept_only_for_a_person_who_may_listen(bot: LocalBot) -> None:
    user = at_photos(bot)
    user.sends_voice()
    bot.settle()
    assert _kept(bot) == []
    user.says("human")
    bot.settle()
    user.sends_voice(b"OggS spoken")
    bot.settle()
    assert _kept(bot) == ["voice"]


def _kept(bot: LocalBot) -> list[str]:
    with bot.database.read() as tx:
        return list(tx.connection.execute(select(document_table.c.verdict)).scalars())


def test_somebody_elses_card_is_no_phone_number(bot: LocalBot) -> None:
    user = begin(bot, "en", "yes", "yes", "yes")
    user.says("Sunita Devi")
    bot.settle()
    user.presses("owner")
    bot.settle()
    user.shares_contact("919812345678", own=False)
    bot.settle()
    assert "phone" not in bot.session(501).answers
    user.presses("Share my")
    bot.settle()
    assert bot.session(501).answers["phone"].value == "+" + user.phone


# ── Delivering ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_blocks_the_bot_is_closed_until_they_write(bot: LocalBot) -> None:
    user = begin(bot, "en")
    assert timers_waiting(bot, "remind") == 1
    with bot.telegram.world.lock:
        bot.telegram.world.chats[501].blocked = True  # seen by the next message, before any update says so
    user.says("hello")
    bot.settle()
    assert timers_waiting(bot, "remind") == 0
    with bot.database.read() as tx:
        known = addresses.find_many(tx, [("telegram", "501")])["telegram", "501"]
    assert known.closed_at is not None
    with bot.telegram.world.lock:
        bot.telegram.world.chats[501].blocked = False
    user.says("yes")
    bot.settle()
    assert bot.session(501).answers["adult"].value == "yes"
    assert "agree" in user.last["text"]
    assert timers_waiting(bot, "remind") == 1


def test_a_message_that_is_refused_goes_down_the_rungs_and_then_aside(bot: LocalBot) -> None:
    user = begin(bot)
    bot.telegram.fail(Fault(400, "Bad Request: BUTTON_DATA_INVALID", "sendMessage", times=2))
    user.presses("en")
    bot.settle()
    assert "Are you 18" in user.last["text"]
    assert "reply_markup" not in user.last
    bot.telegram.fail(Fault(400, "Bad Request: no", "sendMessage", times=3))
    user.says("yes")
    bot.settle()
    assert states(bot).count("dead") == 1
    user.says("hello")
    bot.settle()
    assert "agree" in user.last["text"]


def test_a_network_that_fails_is_tried_again(bot: LocalBot) -> None:
    user = begin(bot)
    bot.telegram.fail(Fault(502, "Bad Gateway", "sendMessage"))
    user.presses("en")
    bot.settle()
    assert "Are you 18" in user.last["text"]


def test_a_storm_drops_nothing_hurries_nothing_and_holds_nobody_up(tmp_path: Path) -> None:
    people = range(501, 531)
    with local_bot(tmp_path, pace=Pace(0.0, 100_000)) as bot:
        for number in people:
            bot.user(number).starts()
        bot.settle()
        bot.telegram.storm(0.2, retry_after=1)
        for word, number in itertools.product(("one", "two", "three"), people):
            bot.user(number).says(word)
        bot.settle(60)
        refused = [one for one in bot.telegram.calls if one.status == 429]
        assert len(refused) > 5
        assert bot.telegram.world.early == []
        assert set(states(bot)) <= {"sent", "dropped"}
        for number in people:
            assert bot.typed(number) == ["one", "two", "three"]
        spent = [bot.telegram.world.chats[number].last_sent_at for number in people]
        calm = [at for number, at in zip(people, spent, strict=True) if all(one.chat != number for one in refused)]
        assert calm
        assert max(calm) < max(spent)


def test_a_chat_that_must_rest_rests_from_edits_too_and_then_shows_the_last_of_them(tmp_path: Path) -> None:
    with local_bot(tmp_path) as bot:
        user = at_needs(bot)
        before = len(bot.telegram.calls)
        for method in ("editMessageReplyMarkup", "answerCallbackQuery"):
            bot.telegram.fail(Fault(429, "Too Many Requests: retry after 1", method, retry_after=1))
        options = [one for one in offered_by(user.last) if not one.startswith("/")]
        for option in options[:3]:
            user.presses(option)
        bot.settle()
        assert [label[0] for label in user.buttons[:4]] == ["☑", "☑", "☑", "☐"]
        edits = [one for one in bot.telegram.calls[before:] if one.method == "editMessageReplyMarkup"]
        assert [one.status for one in edits].count(429) == 1
        assert bot.telegram.world.early == []
        answered = [one for one in bot.telegram.calls[before:] if one.method == "answerCallbackQuery"]
        assert [one.status for one in answered].count(200) == 3


def test_of_a_message_in_parts_what_was_said_is_not_said_again(bot: LocalBot) -> None:
    user = begin(bot, "en")
    stored = bot.stored(501)
    with bot.database.write() as tx:
        known = addresses.find_many(tx, [("telegram", "501")])["telegram", "501"]
        body = message_to_json(Message("note", "first " * 600 + "second " * 600))
        outbox.add_many(tx, [outbox.Message("long", stored.contact_id, known.address_id, stored.id, "note", body, 99)])
    before = len(bot.telegram.calls)
    bot.telegram.fail(Fault(429, "Too Many Requests: retry after 1", "sendMessage", 501, 1, after=1))
    bot.app.news(None)
    bot.settle()
    sends = [one for one in bot.telegram.calls[before:] if one.method == "sendMessage"]
    assert [one.status for one in sends] == [200, 429, 200]
    assert bot.telegram.world.early == []
    assert user.texts[-2].startswith("first") and user.texts[-1].endswith("second")


# ── Keeping ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_lease_is_one_processes_until_it_ends(bot: LocalBot) -> None:
    with bot.database.write() as tx:
        assert leases.take(tx, "x", "a:1:b", 10 * SECOND)
        assert not leases.take(tx, "x", "a:2:b", 10 * SECOND)
        assert leases.take(tx, "x", "a:1:b", 10 * SECOND)
        assert leases.take(tx, "x", "a:2:b", 10 * SECOND, dead="a:1:b")
        leases.release(tx, "x", "a:1:b")
        assert leases.find(tx, "x") is not None
        leases.release(tx, "x", "a:2:b")
        assert leases.find(tx, "x") is None


def test_only_a_holder_of_this_machine_can_be_known_to_be_dead() -> None:
    mine = f"here:{os.getpid()}:now"
    assert not is_dead(mine, mine)
    assert is_dead(f"here:{os.getpid()}:before", mine)
    assert is_dead("here:4194999:x", mine)
    assert not is_dead("there:4194999:x", mine)
    assert not is_dead("here:1:x", mine)
    assert not is_dead("nonsense", mine)


def test_a_second_server_on_the_same_bot_waits_for_its_turn(tmp_path: Path) -> None:
    with local_bot(tmp_path) as first:
        begin(first)
        with first.database.read() as tx:
            found = leases.find(tx, f"telegram:{first.telegram.token.partition(':')[0]}")
        assert found is not None
        assert found.holder == first.app.telegram._lease.holder  # type: ignore[union-attr]


@pytest.fixture
def webhook(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    settings = Settings.load(
        {
            "SAATHI_DATA_DIR": str(tmp_path), "SAATHI_TELEGRAM_TOKEN": "1:x", "SAATHI_TELEGRAM_MODE": "webhook",
            "SAATHI_TELEGRAM_WEBHOOK_SECRET": "s3cret", "SAATHI_PUBLIC_URL": "https://saathi.example",
        },
        tmp_path,
    )  # fmt: skip
    app = App.build(settings)
    web = create_web(app)  # not started: no bot in it yet

    def post(body: bytes, secret: str | None = "s3cret") -> Any:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        return asyncio.run(_post(web, body, headers))

    yield post
    app.writer.close()
    app.database.close()


async def _post(web: Any, body: bytes, headers: dict[str, str]) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://test") as client:
        return await client.post(PATH, content=body, headers=headers)


def test_the_webhook_believes_only_who_knows_the_secret(webhook: Callable[..., Any]) -> None:
    update = json.dumps({"update_id": 1}).encode()
    assert webhook(update, None).status_code == 401
    assert webhook(update, "guess").status_code == 401
    assert webhook(b"{", "s3cret").status_code == 422
    assert webhook(b"x" * 1_000_001).status_code == 413
    answer = webhook(update)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


def test_what_telegram_repeats_of_somebody_erased_brings_nobody_back(bot: LocalBot) -> None:
    user = begin(bot, "en")
    user.says("hello")
    user.sends_photo(product_photos()[0])
    bot.settle()
    with bot.database.write() as tx:
        erasure.erase(tx, addresses.find_many(tx, [("telegram", "501")])["telegram", "501"].contact_id, "asked")
    repeated = [update | {"update_id": update["update_id"] + 1000} for update in bot.taken]
    bot.take(repeated)
    bot.settle()
    with bot.database.read() as tx:
        assert addresses.find_many(tx, [("telegram", "501")]) == {}
    assert len([one for one in repeated if "message" in one]) >= 3


def test_an_erasure_waits_for_a_document_store_that_is_away(bot: LocalBot, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(bot, "en")
    session, store, tries = bot.stored(501), bot.app.documents, itertools.count(1)
    contact_id, delete = session.contact_id, store.delete
    with bot.database.write() as tx:
        key = tx.key(contact_id)
        name = store.put(key, contact_id, "paper", b"paper")
        row = StoredDocument(
            "paper", contact_id, session.id, "gst", b"", "image/png", 5, None, "kept", {}, name, key.id
        )
        document_rows.add(tx, row)

    def away(wanted: str) -> None:
        if next(tries) <= work.GIVE_UP_AFTER + 2:
            raise Unacknowledged("the document store: away")
        delete(wanted)

    monkeypatch.setattr(store, "delete", away)
    monkeypatch.setattr(work, "RETRY_AFTER", 0)
    with bot.database.write() as tx:
        timers.schedule(tx, [Timer(f"erase:{contact_id}", "erase", contact_id, tx.now)])
    assert bot.app.worker is not None
    until = time.monotonic() + 60

    def is_done() -> bool:
        waits = bot.database.view(lambda tx: timers.of_subject(tx, contact_id))
        return not waits and not store.names()

    while not is_done():
        bot.app.worker.wake()
        assert time.monotonic() < until, f"{name} is still there after {next(tries)} tries"
        time.sleep(0.01)


def test_boards_and_what_is_held_go_with_the_contact(bot: LocalBot) -> None:
    begin(bot, "en")
    with bot.database.write() as tx:
        known = addresses.find_many(tx, [("telegram", "501")])["telegram", "501"]
        assert boards.of_address(tx, known.address_id)
        erasure.erase(tx, known.contact_id, "asked")
        assert boards.of_address(tx, known.address_id) == []
        assert boards.chat(tx, known.address_id) is None
