"""The browser chat's HTTP contract as a client meets it that is broken, hostile or merely unlucky."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from bot import library
from bot import log as logs
from bot.app import App
from bot.settings import Settings
from bot.web import chat, rates
from bot.web.server import create_web
from storage import outbox
from tests.test_papers_system import Bridge

JSON = {"content-type": "application/json"}
SECRET = "Zubeida Khatoon"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, BlockingPortal]]:
    folder = tmp_path_factory.mktemp("chat")
    app = App.build(Settings.load({"SAATHI_DATA_DIR": str(folder)}, folder))
    with start_blocking_portal() as portal:
        portal.call(app.start)
        yield app, portal
        portal.call(app.stop)


@pytest.fixture(scope="module")
def client(running: tuple[App, BlockingPortal]) -> httpx.Client:
    app, portal = running
    return httpx.Client(transport=Bridge(portal, create_web(app)), base_url="http://testserver")


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What was logged, as a server's process has it set up."""
    root, before = logging.getLogger(), [*logging.getLogger().handlers]
    logs.set_up(as_json=True)
    yield lambda: capsys.readouterr().err
    root.handlers[:] = before
    logs.start_anew()


def begun(client: httpx.Client, **wanted: str) -> str:
    """A new session's path."""
    answer = client.post("/chat/sessions", json=wanted)
    assert answer.status_code == 201
    return f"/chat/sessions/{answer.json()['session']}"


def said(client: httpx.Client, path: str, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{path}/messages", params=query).json()["messages"]
    return found


@pytest.mark.parametrize(
    ("escaped", "meant"),
    [(r"Asha\ud83d", "Asha"), (r"As\u0000ha", "Asha"), (r"\udc00Asha", "Asha"), (r"Asha \ud83d\ude4f", "Asha 🙏")],
)
def test_a_text_with_half_a_character_is_taken_without_it(client: httpx.Client, escaped: str, meant: str) -> None:
    path = begun(client, language="en")
    answer = client.post(f"{path}/inputs", content=f'{{"id": "one", "text": "{escaped}"}}'.encode(), headers=JSON)
    assert answer.status_code == 200
    trader = answer.json()["messages"][0]
    assert (trader["from"], trader["text"], trader["id"]) == ("trader", meant, "one")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"text": "\xff\xfe"}',
        b"[" * 30_000,
        b'{"text":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        b'{"prompt": ' + b"9" * 5000 + b"}",
        b"null",
        b"[]",
        b'"text"',
        b'{"text": 5}',
        b'{"text": "a", "option": "b"}',
        b'{"text": "a", "id": ""}',
        rb'{"text": "a", "id": "\ud800"}',
        b'{"text": "a", "colour": "red"}',
    ],
)
def test_what_is_no_input_is_refused_with_a_code(client: httpx.Client, body: bytes) -> None:
    path = begun(client)
    answer = client.post(f"{path}/inputs", content=body, headers=JSON)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "invalid-request"
    assert [one["seq"] for one in said(client, path)] == [1], "nothing of it was taken"


@pytest.mark.parametrize("after", [2**31, 2**63, 10**30])
def test_whoever_asks_for_what_comes_after_the_end_gets_nothing(client: httpx.Client, after: int) -> None:
    assert said(client, begun(client), after=after) == []


def test_a_bug_is_told_as_a_problem_and_logged_without_its_text(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, lines: Callable[[], str]
) -> None:
    path = begun(client)

    def breaks(*_: object) -> None:
        raise RuntimeError(f"cannot place {SECRET}")

    monkeypatch.setattr(chat, "_said", breaks)
    answer = client.get(f"{path}/messages")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.headers["content-type"] == "application/problem+json"
    written = lines()
    line = json.loads(written)
    assert (line["event"], line["error"], line["route"]) == (
        "request-failed",
        "RuntimeError",
        "/chat/sessions/{session}/messages",
    )
    assert any("breaks" in place for place in line["at"])
    assert SECRET not in written
    assert path.rpartition("/")[2] not in written, "the session's secret is in no log"


def test_what_a_library_logs_of_a_failure_holds_no_text_of_it(lines: Callable[[], str]) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("any.library").exception("Exception in %s\n", SECRET)
    written = lines()
    assert SECRET not in written
    line = json.loads(written)
    assert (line["event"], line["error"], line["said"]) == ("library", "ValueError", "Exception in %s")


def test_a_form_with_broken_words_is_refused_or_read_never_a_crash(client: httpx.Client) -> None:
    path = begun(client, language="en")
    for name, value, code in (
        ("id", b"\xff\xfe", "file-type"),
        ("text", b"\xff\x00", "file-type"),
        ("id", b"i" * 101, "invalid-request"),
    ):
        part = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        file = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\xff.txt"\r\n\r\nhello\r\n--x--\r\n'
        answer = client.post(
            f"{path}/inputs", content=part + file, headers={"content-type": "multipart/form-data; boundary=x"}
        )
        assert answer.json()["code"] == code, (name, value)


@pytest.mark.parametrize(("option", "label"), [("yes", "I agree"), ("no", "I do not agree")])
def test_a_trader_is_seen_to_say_what_stood_on_the_button(client: httpx.Client, option: str, label: str) -> None:
    path = begun(client, flow="export_onboarding")
    client.post(f"{path}/inputs", json={"option": "en"})
    asked = client.post(f"{path}/inputs", json={"option": "yes"}).json()["messages"][-1]
    assert label in next(one["label"] for one in asked["options"] if one["id"] == option)
    trader = client.post(f"{path}/inputs", json={"option": option}).json()["messages"][0]
    assert (trader["from"], trader["text"]) == ("trader", label)


def test_another_flow_under_the_same_secret_is_the_same_conversation(client: httpx.Client) -> None:
    path = begun(client, language="en")
    before = said(client, path)
    begins = client.post(f"{path}/inputs", json={"command": "start quick_enquiry", "id": "other"})
    fresh = begins.json()["messages"]
    assert [one["seq"] for one in fresh] == list(range(len(before) + 1, len(before) + 1 + len(fresh)))
    assert said(client, path, after=before[-1]["seq"]) == fresh, "who has heard the first flow hears the second"
    assert client.post(f"{path}/inputs", json={"command": "start quick_enquiry", "id": "other"}).json() == begins.json()
    back = client.post(f"{path}/inputs", json={"command": "start export_onboarding"}).json()["messages"]
    assert [one["seq"] for one in said(client, path)] == list(range(1, back[-1]["seq"] + 1))
    assert said(client, path)[-len(back) :] == back


def test_a_long_conversation_is_given_whole_and_its_last_input_repeated(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "said", partial(outbox.said, limit=2))
    path = begun(client, language="en")
    for number in range(3):
        answers = [client.post(f"{path}/inputs", json={"command": "help", "id": f"help-{number}"}) for _ in range(2)]
        assert answers[0].json() == answers[1].json() and answers[0].json()["messages"]
    assert len(said(client, path)) > 6


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/chat", "/", "/partner/enter", "/api/v1/openapi.json"])
def test_a_head_is_a_get_without_what_follows(client: httpx.Client, path: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    head, whole = client.head(path, headers=plain), client.get(path, headers=plain)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_one_address_does_not_begin_conversations_for_ever(
    running: tuple[App, BlockingPortal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "BEGUN_AT_ONCE", 3)
    monkeypatch.setattr(chat, "BEGUN_A_SECOND", 1e-6)
    web = create_web(running[0])

    def begins(address: str) -> httpx.Response:
        with httpx.Client(transport=Bridge(running[1], web, address), base_url="http://testserver") as there:
            return there.post("/chat/sessions", json={})

    household = [begins(f"2001:4860::{number}") for number in (1, 1, 2, 3)]
    assert [one.status_code for one in household] == [201, 201, 201, 429]
    assert household[-1].json()["code"] == "too-many" and int(household[-1].headers["retry-after"]) >= 1
    assert begins("2001:4860:0:1::1").status_code == 201
    for near in ("127.0.0.1", "10.0.0.7", "not-an-address"):  # this machine; a proxy that does not say for whom
        assert {begins(near).status_code for _ in range(5)} == {201}


def test_buckets_that_are_full_again_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MANY", 3)
    now = 0.0
    counted = rates.Rates(burst=2, per_second=1, clock=lambda: now)
    for key in "aab":
        assert counted.take(key)[0]
    assert not counted.take("a")[0]
    now = 1.0
    counted.take("c")
    assert set(counted._left) == {"a", "b", "c"}
    now = 2.5
    counted.take("d")
    assert set(counted._left) == {"c", "d"}


def test_the_icon_that_browsers_ask_for_is_there(client: httpx.Client) -> None:
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("start", "flow", "language"),
    [
        ("f-quick_enquiry_l-hi_c-fair2026", "quick_enquiry", "hi"),
        ("quick_enquiry", "quick_enquiry", "en"),
        ("f-nothing_l-xx", "export_onboarding", "en"),
        ("fair2026", "export_onboarding", "en"),
        ("\ud83d\0 क", "export_onboarding", "en"),
    ],
)
def test_a_start_link_is_a_hint(client: httpx.Client, start: str, flow: str, language: str) -> None:
    answer = client.post("/chat/sessions", content=json.dumps({"start": start}).encode(), headers=JSON)
    asked = answer.json()["messages"][-1]
    assert (asked["step"] == "language", asked["language"]) == (flow == "export_onboarding", language)
    said_so = client.post(
        "/chat/sessions", json={"start": "f-quick_enquiry", "flow": "export_onboarding", "language": "ta"}
    )
    assert said_so.json()["messages"][0]["step"] == "language", "what is said outright goes before a hint"


def test_a_yes_to_a_confirmation_is_not_seen_as_the_consent_behind_it(client: httpx.Client) -> None:
    """Whoever has all deleted while the consent is asked had seemed to say "I agree"."""
    path = f"{begun(client, language='en')}/inputs"
    for option in ("en", "yes"):
        client.post(path, json={"option": option})
    client.post(path, json={"command": "withdraw"})
    assert client.post(path, json={"option": "no"}).json()["messages"][0]["text"] == "No"
    client.post(path, json={"command": "erase"})
    assert client.post(path, json={"option": "yes"}).json()["messages"][0]["text"] == "Yes"


def test_which_of_two_was_meant_is_seen_in_its_own_words(client: httpx.Client) -> None:
    path = f"{begun(client, language='en')}/inputs"
    client.post(path, json={"text": "mujhe apna maal bahar bechna hai"})
    assert client.post(path, json={"option": "no"}).json()["messages"][0]["text"] == "None of these"
    client.post(path, json={"text": "mujhe apna maal bahar bechna hai"})
    assert client.post(path, json={"option": "1"}).json()["messages"][0]["text"] == "हिन्दी"


@pytest.mark.parametrize(
    ("option", "label"),
    [
        ("/language ta", "தமிழ்"),
        ("/later", "Later"),
        ("/status", "Where your profile is"),
        ("/remove products#1", "Remove Product"),
    ],
)
def test_no_button_is_seen_as_a_programs_word(client: httpx.Client, option: str, label: str) -> None:
    path = f"{begun(client, language='en')}/inputs"
    trader = client.post(path, json={"option": option}).json()["messages"][0]
    assert (trader["from"], trader["text"]) == ("trader", label)


@pytest.mark.parametrize("command", ["help", "review", "mydata", "stop", "language", "erase", "back"])
def test_a_command_is_seen_in_the_words_of_the_menu(client: httpx.Client, command: str) -> None:
    path = begun(client, flow="quick_enquiry", language="hi")
    trader = client.post(f"{path}/inputs", json={"command": command}).json()["messages"][0]
    assert (trader["from"], trader["text"]) == ("trader", library.words().say(f"page.{command}", "hi", {}))
    assert any("\u0900" <= letter <= "\u097f" for letter in trader["text"])
