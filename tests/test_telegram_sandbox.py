"""The double behaves as Telegram does in what a conversation meets, and refuses the rest in words."""

import http.server
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

from bot.channels.contract import Received
from bot.channels.telegram import tokens
from bot.channels.telegram.codec import decode
from bot.channels.telegram.keyboards import Board, Moved, Words, encode, fold, press
from bot.channels.telegram.sandbox import NOT_MODELLED, Fault, Sandbox, User
from bot.channels.telegram.sandbox.methods import METHODS
from bot.channels.telegram.sandbox.people import NothingToPress
from flows.inputs import Chosen, Opened, Sent, SharedContact
from flows.render import Button, Message
from locales.graphemes import graphemes
from tests.servers import SERVE


@pytest.fixture
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def strict() -> Iterator[Sandbox]:
    """One for all that is only refused: nothing of it stays."""
    with Sandbox() as sandbox:
        sandbox.user(501).starts()
        yield sandbox


@pytest.fixture
def asha(telegram: Sandbox) -> User:
    user = telegram.user(501)
    user.starts()
    return user


def ask(telegram: Sandbox, method: str, **params: Any) -> dict[str, Any]:
    """A bare call as any client makes it."""
    fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
    body: dict[str, Any] = httpx.post(f"{telegram.url}/bot{telegram.token}/{method}", data=fields, timeout=10).json()
    return body


def refusal(telegram: Sandbox, method: str, **params: Any) -> tuple[int, str]:
    body = ask(telegram, method, **params)
    assert body["ok"] is False, body
    return body["error_code"], body["description"]


def updates(telegram: Sandbox, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(telegram, "getUpdates", **params)["result"]
    return found


def keyboard(*rows: list[tuple[str, str]]) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label, data in row] for row in rows]}


@pytest.mark.parametrize(
    ("params", "status", "words"),
    [
        ({"chat_id": 999, "text": "x"}, 400, "chat not found"),
        ({"chat_id": 501, "text": " "}, 400, "message text is empty"),
        ({"chat_id": 501}, 400, "message text is empty"),
        ({"text": "x"}, 400, 'parameter "chat_id" is required'),
        ({"chat_id": 501, "text": "x" * 4097}, 400, "message is too long"),
        ({"chat_id": 501, "text": "😀" * 2049}, 400, "message is too long"),
        ({"chat_id": 501, "text": "a <b>c", "parse_mode": "HTML"}, 400, "Can't find end tag"),
        ({"chat_id": 501, "text": "1 < 2", "parse_mode": "HTML"}, 400, "Unsupported start tag"),
        (
            {"chat_id": 501, "text": "<h1>x</h1>", "parse_mode": "HTML"},
            400,
            'Unsupported start tag "h1" at byte offset 0',
        ),
        ({"chat_id": 501, "text": "*x*", "parse_mode": "MarkdownV2"}, 400, "this sandbox reads HTML"),
        ({"chat_id": 501, "text": "x", "reply_markup": keyboard([("a", "d" * 65)])}, 400, "BUTTON_DATA_INVALID"),
        ({"chat_id": 501, "text": "x", "reply_markup": keyboard([("a", "ക" * 22)])}, 400, "BUTTON_DATA_INVALID"),
        ({"chat_id": 501, "text": "x", "reply_markup": keyboard([("a", "")])}, 400, "BUTTON_DATA_INVALID"),
        ({"chat_id": 501, "text": "x", "reply_markup": keyboard([("", "a")])}, 400, "inline keyboard button"),
        (
            {"chat_id": 501, "text": "x", "reply_markup": keyboard(*[[("a", "b")]] * 101)},
            400,
            "reply markup is too long",
        ),
        ({"chat_id": 501, "text": "x", "reply_markup": keyboard([("a", "b")] * 9)}, 400, "reply markup is too long"),
        ({"chat_id": 501, "text": "x", "reply_markup": {"force_reply": True}}, 400, "does not model the reply markup"),
        (
            {"chat_id": 501, "text": "x", "message_effect_id": "5"},
            400,
            "does not model the parameter message_effect_id",
        ),
        ({"chat_id": 501, "text": "x", "reply_markup": "{"}, 400, "can't parse parameter"),
    ],
)
def test_what_send_message_refuses(
    telegram: Sandbox, asha: User, params: dict[str, Any], status: int, words: str
) -> None:
    code, said = refusal(telegram, "sendMessage", **params)
    assert code == status
    assert words in said
    assert asha.messages == []


def test_the_limits_themselves_are_taken(telegram: Sandbox, asha: User) -> None:
    for text in ("x" * 4096, "😀" * 2048, "&lt;" * 4096):
        assert ask(telegram, "sendMessage", chat_id=501, text=text, parse_mode="HTML")["ok"]
    assert ask(telegram, "sendMessage", chat_id=501, text="x", reply_markup=keyboard(*[[("a", "d" * 64)]] * 100))["ok"]
    assert len(asha.messages) == 4


def test_unknown_methods_tokens_and_addresses(telegram: Sandbox) -> None:
    assert refusal(telegram, "sendDice", chat_id=501)[0] == 404
    assert httpx.get(f"{telegram.url}/bot1:other/getMe").status_code == 401
    assert httpx.get(f"{telegram.url}/botnonsense/getMe").status_code == 404
    assert httpx.get(f"{telegram.url}/file/bot{telegram.token}/photos/none.jpg").status_code == 404
    assert httpx.get(f"{telegram.url}/bot{telegram.token}/getme").json()["result"]["is_bot"] is True
    assert NOT_MODELLED
    assert "sendDice" not in METHODS


def test_blocked_and_back(telegram: Sandbox, asha: User) -> None:
    asha.blocks()
    assert refusal(telegram, "sendMessage", chat_id=501, text="x") == (403, "Forbidden: bot was blocked by the user")
    asha.starts()
    assert ask(telegram, "sendMessage", chat_id=501, text="x")["ok"]
    kinds = [next(name for name in one if name != "update_id") for one in updates(telegram)]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]


def test_editing(telegram: Sandbox, asha: User) -> None:
    sent = ask(telegram, "sendMessage", chat_id=501, text="Q", reply_markup=keyboard([("a", "1")]))["result"]
    where = {"chat_id": 501, "message_id": sent["message_id"]}
    assert (
        "not modified"
        in refusal(telegram, "editMessageText", **where, text="Q", reply_markup=keyboard([("a", "1")]))[1]
    )
    assert (
        "not modified" in refusal(telegram, "editMessageReplyMarkup", **where, reply_markup=keyboard([("a", "1")]))[1]
    )
    assert ask(telegram, "editMessageReplyMarkup", **where, reply_markup=keyboard([("a", "2")]))["ok"]
    assert ask(telegram, "editMessageText", **where, text="Q done")["result"]["text"] == "Q done"
    assert asha.buttons == [], "a text edited without a keyboard loses it"
    assert "to edit not found" in refusal(telegram, "editMessageText", chat_id=501, message_id=99, text="x")[1]
    assert "can't be edited" in refusal(telegram, "editMessageText", chat_id=501, message_id=1, text="x")[1]
    reply = ask(telegram, "sendMessage", chat_id=501, text="phone", reply_markup={"keyboard": [["a"]]})["result"]
    assert "reply_markup" not in reply
    assert (
        "can't be edited"
        in refusal(telegram, "editMessageText", chat_id=501, message_id=reply["message_id"], text="x")[1]
    )


def test_a_tap_is_answered_once_and_in_time() -> None:
    now = [1_790_000_000.0]
    with Sandbox(clock=lambda: now[0]) as telegram:
        asha = telegram.user(501)
        asha.starts()
        ask(telegram, "sendMessage", chat_id=501, text="Q", reply_markup=keyboard([("Yes", "o0|s|1|a|yes")]))
        query = asha.presses("Yes")
        assert query is not None
        name = query["callback_query"]["id"]
        assert ask(telegram, "answerCallbackQuery", callback_query_id=name, text="✓")["ok"]
        assert asha.toasts == ["✓"]
        assert "query is too old" in refusal(telegram, "answerCallbackQuery", callback_query_id=name)[1]
        late = asha.presses("yes")
        assert late is not None
        now[0] += 3600
        assert (
            "query is too old"
            in refusal(telegram, "answerCallbackQuery", callback_query_id=late["callback_query"]["id"])[1]
        )


def test_updates_come_again_until_acknowledged_and_numbers_jump(telegram: Sandbox, asha: User) -> None:
    asha.says("one")
    first = updates(telegram)
    assert [one["message"]["text"] for one in first] == ["/start", "one"]
    assert updates(telegram) == first
    assert updates(telegram, offset=first[0]["update_id"] + 1) == first[1:]
    telegram.jump(12)
    asha.says("two")
    jumped = updates(telegram)
    assert [one["update_id"] for one in jumped] == [first[1]["update_id"], 12]
    assert updates(telegram, offset=13) == []
    assert telegram.waiting == 0


def test_the_same_tap_under_another_number(telegram: Sandbox, asha: User) -> None:
    update = asha.says("x")
    asha.repeats(update)
    assert update is not None
    again = updates(telegram)[-1]
    assert again["message"] == update["message"]
    assert again["update_id"] != update["update_id"]


def test_too_many_requests_and_who_did_not_wait(telegram: Sandbox, asha: User) -> None:
    telegram.fail(Fault(429, "Too Many Requests: retry after 1", chat=501, retry_after=1))
    assert ask(telegram, "sendMessage", chat_id=501, text="x")["parameters"] == {"retry_after": 1}
    telegram.user(502).starts()
    assert ask(telegram, "sendMessage", chat_id=502, text="others go on")["ok"]
    assert refusal(telegram, "sendMessage", chat_id=501, text="x")[0] == 429
    assert len(telegram.world.early) == 1
    time.sleep(2.1)
    assert ask(telegram, "sendMessage", chat_id=501, text="x")["ok"]


def test_rates_are_kept_where_asked(telegram: Sandbox, asha: User) -> None:
    telegram.world.strict_rates = True
    assert ask(telegram, "sendMessage", chat_id=501, text="1")["ok"]
    assert refusal(telegram, "sendMessage", chat_id=501, text="2")[0] == 429
    assert ask(telegram, "sendChatAction", chat_id=501, action="typing")["ok"]


def test_a_storm_hits_its_share(telegram: Sandbox) -> None:
    for number in range(100):
        telegram.user(1000 + number).starts()
    telegram.storm(0.2, seed=7)
    with httpx.Client() as client:
        for number in range(100):
            client.post(f"{telegram.url}/bot{telegram.token}/sendMessage", data={"chat_id": 1000 + number, "text": "x"})
    refused = sum(1 for one in telegram.calls if one.status == 429)
    assert 10 <= refused <= 32


def test_an_album_is_separate_updates(telegram: Sandbox, asha: User) -> None:
    asha.album([b"A" * 100, b"B" * 100, b"C" * 100], caption="GST")
    parts = [one["message"] for one in updates(telegram)[1:]]
    assert len({one["media_group_id"] for one in parts}) == 1
    assert [one.get("caption") for one in parts] == ["GST", None, None]
    assert len({one["message_id"] for one in parts}) == 3


def test_files_go_in_and_out(telegram: Sandbox, asha: User) -> None:
    asha.sends_photo(b"J" * 5000)
    received = decode(updates(telegram)[-1], _now())
    assert isinstance(received, Received)
    assert isinstance(received.input, Sent)
    found = ask(telegram, "getFile", file_id=received.files[0].file_id)["result"]
    content = httpx.get(f"{telegram.url}/file/bot{telegram.token}/{found['file_path']}").content
    assert content == b"J" * 5000
    sent = httpx.post(
        f"{telegram.url}/bot{telegram.token}/sendDocument",
        data={"chat_id": "501"},
        files={"document": ("r.pdf", b"%PDF")},
    ).json()["result"]
    assert ask(telegram, "sendDocument", chat_id=501, document=sent["document"]["file_id"])["ok"]
    assert "wrong file identifier" in refusal(telegram, "sendDocument", chat_id=501, document="none")[1]
    big = httpx.post(
        f"{telegram.url}/bot{telegram.token}/sendPhoto", data={"chat_id": "501"}, files={"photo": ("p.jpg", b"x" * (10 * 2**20 + 1))}
    )  # fmt: skip
    assert big.status_code == 413


def test_people_press_what_is_there(telegram: Sandbox, asha: User) -> None:
    with pytest.raises(NothingToPress, match="no button 'Yes'"):
        asha.presses("Yes")
    share = {"keyboard": [[{"text": "Share", "request_contact": True}], ["Skip"]]}
    ask(telegram, "sendMessage", chat_id=501, text="phone?", reply_markup=share)
    asha.presses("Share")
    asha.presses("Skip")
    contact, skip = updates(telegram)[-2:]
    received = decode(contact, _now())
    assert isinstance(received, Received)
    assert received.input == SharedContact("+" + asha.phone, True)
    assert skip["message"]["text"] == "Skip"


def test_menus_and_descriptions(telegram: Sandbox, asha: User) -> None:
    commands = [{"command": "help", "description": "मदद"}]
    assert ask(telegram, "setMyCommands", commands=commands, scope={"type": "chat", "chat_id": 501})["ok"]
    assert ask(telegram, "getMyCommands", scope={"type": "chat", "chat_id": 501})["result"] == commands
    assert ask(telegram, "getMyCommands")["result"] == []
    assert refusal(telegram, "setMyCommands", commands=[{"command": "मदद", "description": "x"}])[1].endswith(
        "BOT_COMMAND_INVALID"
    )
    assert "too long" in refusal(telegram, "setMyDescription", description="x" * 513)[1]
    assert "too long" in refusal(telegram, "setMyShortDescription", short_description="x" * 121)[1]
    assert "language" in refusal(telegram, "setMyDescription", description="x", language_code="hindi")[1]
    assert ask(telegram, "setMyDescription", description="नमस्ते", language_code="hi")["ok"]
    assert ask(telegram, "getMyDescription", language_code="hi")["result"] == {"description": "नमस्ते"}


def _now() -> Any:
    from datetime import UTC, datetime

    return datetime(2026, 11, 23, tzinfo=UTC)


# ── Webhooks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Hook(http.server.ThreadingHTTPServer):
    """A bot's webhook that fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.got: list[tuple[str | None, dict[str, Any]]] = []
        self.failures = failures
        super().__init__(("127.0.0.1", 0), HookHandler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/telegram/webhook"


class HookHandler(http.server.BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.got.append((self.headers.get("X-Telegram-Bot-Api-Secret-Token"), body))
        self.server.failures -= 1
        self.send_response(503 if self.server.failures >= 0 else 200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Not to the terminal."""


def test_a_webhook_gets_every_update_until_it_answers_200(telegram: Sandbox) -> None:
    hook = Hook(failures=2)
    try:
        assert ask(telegram, "setWebhook", url=hook.url, secret_token="s3cret")["ok"]
        assert refusal(telegram, "getUpdates")[0] == 409
        asha = telegram.user(501)
        asha.says("one")
        asha.says("two")
        telegram.wait_for(lambda: telegram.waiting == 0)
        assert [body["message"]["text"] for _, body in hook.got] == ["one", "one", "one", "two"]
        assert {secret for secret, _ in hook.got} == {"s3cret"}
        info = ask(telegram, "getWebhookInfo")["result"]
        assert info["pending_update_count"] == 0
        assert "503" in info["last_error_message"]
        assert ask(telegram, "deleteWebhook")["ok"]
        assert updates(telegram) == []
    finally:
        hook.shutdown()
        hook.server_close()


def test_webhooks_need_tls_but_on_loopback(telegram: Sandbox) -> None:
    assert "HTTPS" in refusal(telegram, "setWebhook", url="http://example.org/hook")[1]
    assert "unallowed characters" in refusal(telegram, "setWebhook", url="https://example.org/", secret_token="a b")[1]


# ── With the codec ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_multiple_choice_from_the_first_tap_to_the_fold(telegram: Sandbox, asha: User) -> None:
    """The whole life of a keyboard, through the double."""
    options = tuple(Button(f"m{number}", label, label) for number, label in enumerate(["Europe", "Africa", "Gulf"]))
    message = Message("question", "Where to?", "trade.markets", options, "buttons", several=True, prompt=3)
    words, board = Words(), Board(message, "k3f9")
    sent = send(telegram, encode(board, "501", words)[0])
    board = Board(message, "k3f9", sent["message_id"])
    assert asha.buttons == ["☐ Europe", "☐ Africa", "☐ Gulf", "✅ Done"]
    taps = [asha.presses("Gulf"), asha.presses("Europe")]  # the second before the first is answered: same revision
    for update in taps:
        received = decode(update, _now())
        assert isinstance(received, Received)
        assert received.pointed is not None
        moved = press(board, received.input, received.pointed, "501", words)  # type: ignore[arg-type]  # a toggle is a Tap
        assert isinstance(moved, Moved)
        board = moved.board
        send(telegram, moved.call)
    assert asha.buttons == ["☑ Europe", "☐ Africa", "☑ Gulf", "✅ Done"]
    received = decode(asha.presses("Done"), _now())
    assert isinstance(received, Received)
    assert received.pointed is not None
    assert press(board, received.input, received.pointed, "501", words) == Chosen(("m0", "m2"), "trade.markets", 3)  # type: ignore[arg-type]
    folded = fold(board, "501", "Europe, Gulf", words)
    assert folded is not None
    send(telegram, folded)
    assert asha.last["text"] == "Where to?\n\n✓ Europe, Gulf"
    assert asha.buttons == ["✏️ Change"]


def send(telegram: Sandbox, call: Any) -> Any:
    body = ask(telegram, call.method, **call.params)
    assert body["ok"], body
    return body["result"]


def test_a_start_link_brings_its_payload(telegram: Sandbox) -> None:
    received = decode(telegram.user(7).starts("hi_fair-7"), _now())
    assert isinstance(received, Received)
    assert (received.input, received.start) == (Opened(), "hi_fair-7")


def test_the_longest_malayalam_label_is_shown_and_its_token_fits(telegram: Sandbox, asha: User) -> None:
    label = "കയറ്റുമതി ലൈസൻസ് ഉണ്ട്"
    assert len(label.encode()) > 46
    assert len(graphemes(label)) <= 30
    message = Message(
        "question", "?", "papers.licence", (Button("licence_is_there", label, label),), "buttons", prompt=1
    )
    send(telegram, encode(Board(message, "k3f9"), "501", Words())[0])
    assert asha.buttons == [label]
    update = asha.presses(label)
    assert update is not None
    token = tokens.decode(update["callback_query"]["data"])
    assert token == tokens.Token("option", "k3f9", 1, "papers.licence", "licence_is_there")


def test_the_page_can_be_chatted_on(telegram: Sandbox, asha: User) -> None:
    ask(telegram, "sendMessage", chat_id=501, text="Q", reply_markup=keyboard([("Yes", "o0|s|1|a|yes")]))
    page = httpx.get(telegram.url + "/")
    assert page.status_code == 200
    assert "Telegram sandbox" in page.text
    shown = httpx.get(telegram.url + "/sandbox/messages", params={"user": "501"}).json()
    assert [one.get("text") for one in shown] == ["/start", "Q"]
    for fields in ({"says": "hello"}, {"data": "o0|s|1|a|yes", "message": "2"}, {"shares": "contact"}):
        assert httpx.post(telegram.url + "/sandbox/do", data={"user": "501", **fields}).json() == {"ok": True}
    httpx.post(
        telegram.url + "/sandbox/do", data={"user": "501"}, files={"file": ("c.pdf", b"%PDF", "application/pdf")}
    )
    kinds = [set(one) - {"update_id"} for one in updates(telegram)]
    assert kinds == [{"message"}, {"message"}, {"callback_query"}, {"message"}, {"message"}]


def test_several_photos_of_the_page_are_an_album(telegram: Sandbox, asha: User) -> None:
    two = [("file", (f"{name}.jpg", b"\xff\xd8" + name.encode(), "image/jpeg")) for name in ("a", "b")]
    httpx.post(telegram.url + "/sandbox/do", data={"user": "501"}, files=two)
    albums = [one["message"]["media_group_id"] for one in updates(telegram)[1:]]
    assert len(albums) == 2
    assert len(set(albums)) == 1


@pytest.mark.slow
@pytest.mark.system
def test_the_command_ends_quietly_while_a_bot_polls(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVE, "telegram-sandbox", "--port", "0"]
    with (tmp_path / "told").open("w+") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        try:
            until = time.monotonic() + 60
            while not (found := re.search(r"API_BASE=(\S+) SAATHI_TELEGRAM_TOKEN=(\S+)", _read(told))):
                assert time.monotonic() < until and process.poll() is None, _read(told)
                time.sleep(0.05)
            with ThreadPoolExecutor(1) as pool:
                poll = pool.submit(_polled, f"{found[1]}/bot{found[2]}/getUpdates")
                time.sleep(0.5)
                process.send_signal(signal.SIGINT)
                assert process.wait(30) in (0, -signal.SIGINT, 1, 130)
                assert poll.result(30) in ([], None)
        finally:
            process.kill()
            process.wait()
        assert "Traceback" not in _read(told)


def _read(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


def _polled(url: str) -> Any:
    """What a long poll gives; None where the connection ended."""
    try:
        return httpx.post(url, data={"timeout": "20"}, timeout=40).json()["result"]
    except httpx.TransportError:
        return None
