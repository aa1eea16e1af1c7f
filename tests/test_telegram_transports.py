"""Both libraries, the same calls: identical requests at the double, errors in the same words, files in and out."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.channels.contract import ChannelError, Upload
from bot.channels.telegram.libraries import open_transport
from bot.channels.telegram.sandbox import Fault, Sandbox
from bot.channels.telegram.transport import Library, Transport, failure

BOTH: tuple[Library, ...] = ("aiogram", "ptb")


@pytest.fixture
def telegram() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def over(library: Library, telegram: Sandbox, do: Callable[[Transport], Any], token: str | None = None) -> Any:
    async def run() -> Any:
        transport = open_transport(library, token or telegram.token, telegram.url)
        try:
            return await do(transport)
        finally:
            await transport.close()

    return asyncio.run(run())


def error_of(
    library: Library, telegram: Sandbox, do: Callable[[Transport], Any], token: str | None = None
) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        over(library, telegram, do, token)
    return caught.value


CALLS: tuple[tuple[str, dict[str, Any], dict[str, Upload]], ...] = (
    ("getMe", {}, {}),
    ("sendMessage", {"chat_id": 501, "text": "नमस्ते <b>आशा</b> & साथी", "parse_mode": "HTML", "protect_content": True}, {}),
    (
        "sendMessage",
        {
            "chat_id": 501, "text": "Pick", "link_preview_options": {"is_disabled": True}, "disable_notification": False,
            "reply_markup": {"inline_keyboard": [[{"text": "ಹೌದು", "callback_data": "o0|s|1|a|yes"}]]},
        },
        {},
    ),
    ("sendMessage", {"chat_id": 501, "text": "bye", "parse_mode": None, "reply_markup": {"remove_keyboard": True}}, {}),
    ("sendDocument", {"chat_id": 501, "caption": "receipt"}, {"document": Upload("रसीद.pdf", b"%PDF-1.7 x" * 300, "application/pdf")}),
    (
        "sendMediaGroup",
        {"chat_id": 501, "media": [{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://b"}]},
        {"a": Upload("a.jpg", b"AAAA"), "b": Upload("b.jpg", b"BBBB")},
    ),
    ("editMessageReplyMarkup", {"chat_id": 501, "message_id": 3, "reply_markup": {"inline_keyboard": []}}, {}),
    ("setMyDescription", {"description": "", "language_code": "hi"}, {}),
    ("setMyCommands", {"commands": [{"command": "help", "description": "मदद"}], "scope": {"type": "chat", "chat_id": 501}}, {}),
    ("sendChatAction", {"chat_id": 501, "action": "typing"}, {}),
)  # fmt: skip


def seen(sandbox: Sandbox) -> list[tuple[str, Any, Any, int]]:
    """Calls with the libraries' invented attachment names replaced by what is attached."""

    def plain(value: Any, files: Any) -> Any:
        match value:
            case str() if value.startswith("attach://"):
                return files[value.removeprefix("attach://")]
            case dict():
                return {name: plain(one, files) for name, one in value.items()}
            case list():
                return [plain(one, files) for one in value]
            case _:
                return value

    return [
        (one.method, plain(dict(one.params), one.files), sorted(one.files.values()), one.status)
        for one in sandbox.calls
    ]


def test_the_same_calls_make_the_same_requests() -> None:
    requests, results = [], []
    for library in BOTH:
        with Sandbox(clock=lambda: 1_790_000_000.0) as sandbox:
            sandbox.user(501).starts()

            async def all_calls(transport: Transport) -> list[Any]:
                return [await transport.call(method, params, files) for method, params, files in CALLS]

            results.append(over(library, sandbox, all_calls))
            requests.append(seen(sandbox))
    assert [one[0] for one in requests[0]] == [method for method, _, _ in CALLS]
    assert requests[0] == requests[1]
    assert results[0] == results[1]
    assert results[0][1]["text"] == "नमस्ते आशा & साथी"
    assert results[0][4]["document"]["file_size"] == 3000


@pytest.mark.parametrize("library", BOTH)
def test_updates_come_raw_and_offset_acknowledges(library: Library, telegram: Sandbox) -> None:
    telegram.user(501).says("one")
    telegram.user(502).sends({"text": "two", "a_field_of_next_year": {"deep": [1]}})

    async def twice(transport: Transport) -> Any:
        first = await transport.updates(None, 0)
        again = await transport.updates(None, 0)
        return first, again, await transport.updates(first[-1]["update_id"] + 1, 0)

    first, again, rest = over(library, telegram, twice)
    assert [one["message"]["text"] for one in first] == ["one", "two"]
    assert first[1]["message"]["a_field_of_next_year"] == {"deep": [1]}
    assert again == first
    assert rest == []


@pytest.mark.parametrize("library", BOTH)
def test_a_long_poll_ends_with_the_first_update(library: Library, telegram: Sandbox) -> None:
    async def waiting(transport: Transport) -> Any:
        poll = asyncio.create_task(transport.updates(None, 20))
        await asyncio.sleep(0.2)
        telegram.user(501).says("now")
        return await asyncio.wait_for(poll, 5)

    assert over(library, telegram, waiting)[0]["message"]["text"] == "now"


@pytest.mark.parametrize("library", BOTH)
def test_a_second_poller_is_a_conflict(library: Library, telegram: Sandbox) -> None:
    async def two(transport: Transport) -> None:
        first = asyncio.create_task(transport.updates(None, 20))
        await asyncio.sleep(0.2)
        await transport.updates(None, 0)
        await first

    assert error_of(library, telegram, two).kind == "conflict"


FAULTS: tuple[tuple[int, str, str], ...] = (
    (403, "Forbidden: bot was blocked by the user", "blocked"),
    (403, "Forbidden: user is deactivated", "blocked"),
    (400, "Bad Request: chat not found", "blocked"),
    (400, "Bad Request: message is not modified: specified new message content is the same", "not_modified"),
    (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", "too_old"),
    (400, "Bad Request: message to edit not found", "too_old"),
    (400, "Bad Request: BUTTON_DATA_INVALID", "bad_request"),
    (400, "Bad Request: file is too big", "too_large"),
    (413, "Request Entity Too Large", "too_large"),
    (401, "Unauthorized", "unauthorized"),
    (409, "Conflict: terminated by other getUpdates request", "conflict"),
    (400, "Bad Request: wrong file_id or the file is temporarily unavailable", "network"),
    (500, "Internal Server Error", "network"),
    (502, "Bad Gateway", "network"),
)


@pytest.mark.parametrize("library", BOTH)
def test_failures_have_one_name_over_both(library: Library, telegram: Sandbox) -> None:
    telegram.user(501).starts()
    for status, description, kind in FAULTS:
        telegram.fail(Fault(status, description))
        error = error_of(
            library, telegram, lambda transport: transport.call("sendMessage", {"chat_id": 501, "text": "x"})
        )
        assert (error.kind, error.retry_after) == (kind, None), description


@pytest.mark.parametrize("library", BOTH)
def test_too_many_requests_says_how_long(library: Library, telegram: Sandbox) -> None:
    telegram.user(501).starts()
    telegram.fail(Fault(429, "Too Many Requests: retry after 7", retry_after=7))
    error = error_of(library, telegram, lambda transport: transport.call("sendMessage", {"chat_id": 501, "text": "x"}))
    assert (error.kind, error.retry_after) == ("retry_after", 7.0)


@pytest.mark.parametrize("library", BOTH)
def test_a_group_that_moved_says_where_to(library: Library, telegram: Sandbox) -> None:
    group = telegram.group("Sales", -4001)
    group.by(telegram.user(501)).says("hello")
    group.upgrades(-1004001)
    said = {"chat_id": -4001, "text": "hello"}
    error = error_of(library, telegram, lambda transport: transport.call("sendMessage", said))
    assert (error.kind, error.moved_to) == ("bad_request", -1004001)


@pytest.mark.parametrize("library", BOTH)
def test_a_refused_token_and_a_dead_server(library: Library, telegram: Sandbox) -> None:
    assert (
        error_of(library, telegram, lambda transport: transport.call("getMe", {}), "99:wrong-token-of-somebody").kind
        == "unauthorized"
    )
    telegram.stop()
    error = error_of(library, telegram, lambda transport: transport.call("getMe", {}))
    assert error.kind == "network"
    assert telegram.token not in str(error)


@pytest.mark.parametrize("library", BOTH)
def test_files_come_whole_and_within_the_limit(library: Library, telegram: Sandbox) -> None:
    content = bytes(range(256)) * 1000
    update = telegram.user(501).sends_document(content, "cert.pdf")
    assert update is not None
    file_id = update["message"]["document"]["file_id"]
    assert over(library, telegram, lambda transport: transport.download(file_id, 20_000_000)) == content
    assert error_of(library, telegram, lambda transport: transport.download(file_id, 255_999)).kind == "too_large"
    assert error_of(library, telegram, lambda transport: transport.download("nobody", 10)).kind == "bad_request"
    huge = telegram.user(501).sends_document(b"x" * (20 * 1024 * 1024 + 1), "huge.pdf")
    assert huge is not None
    huge_id = huge["message"]["document"]["file_id"]
    assert error_of(library, telegram, lambda transport: transport.download(huge_id, 10**9)).kind == "too_large"


@pytest.mark.parametrize("library", BOTH)
def test_a_server_that_lies_about_the_size_is_not_believed(
    library: Library, telegram: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = telegram.user(501).sends_document(b"x" * 5000, "cert.pdf")
    assert update is not None
    monkeypatch.setattr(f"bot.channels.telegram.{library}_transport.sized", lambda file, limit: (file["file_path"], 0))
    file_id = update["message"]["document"]["file_id"]
    assert error_of(library, telegram, lambda transport: transport.download(file_id, 4999)).kind == "too_large"


@pytest.mark.parametrize("library", BOTH)
def test_a_file_that_ends_early_is_no_file(library: Library, telegram: Sandbox) -> None:
    """As where the connection breaks and no length was announced: it is fetched again, not kept as half a paper."""
    update = telegram.user(501).sends_document(b"x" * 5000, "cert.pdf")
    assert update is not None
    file_id = update["message"]["document"]["file_id"]

    async def longer(transport: Transport) -> bytes:
        call = transport.call

        async def announced(*of: Any) -> Any:
            return {**await call(*of), "file_size": 5001}

        transport.call = announced  # type: ignore[method-assign, assignment]
        return await transport.download(file_id, 20_000_000)

    assert error_of(library, telegram, longer).kind == "network"


def test_a_file_that_only_trickles_in_is_given_up(telegram: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot bounds each read alone: a chat would wait for its file for ever. aiogram bounds the whole."""
    monkeypatch.setattr("bot.channels.telegram.ptb_transport.UPLOAD_SECONDS", 0.01)
    update = telegram.user(501).sends_document(b"x" * 5000, "cert.pdf")
    assert update is not None
    file_id = update["message"]["document"]["file_id"]

    async def trickling(transport: Transport) -> bytes:
        raw = transport._raw  # type: ignore[attr-defined]
        stuck = asyncio.Event()
        transport._raw = lambda url, *of: stuck.wait() if "/file/" in url else raw(url, *of)  # type: ignore[attr-defined]
        async with asyncio.timeout(10):
            return await transport.download(file_id, 20_000_000)

    assert error_of("ptb", telegram, trickling).kind == "network"


def test_the_library_is_imported_only_when_a_transport_is_opened() -> None:
    script = (
        "import sys, bot.channels.telegram.codec, bot.channels.telegram.keyboards, bot.channels.telegram.transport\n"
        "import bot.channels.telegram.limits, bot.channels.telegram.albums, bot.channels.telegram.menus\n"
        "assert not {'aiogram', 'telegram', 'aiohttp'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_an_error_without_a_description_has_a_kind() -> None:
    assert failure(404, "Not Found").kind == "unauthorized"
    assert failure(418, "").kind == "network"
