"""Errors as a person meets them, who opened an address in a browser: words and a way back. Programs get problems, as ever."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from bot.app import App
from bot.settings import Settings
from bot.web import doors
from bot.web.server import create_web
from storage.writer import Busy
from tests.test_papers_system import Bridge

BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "hi-IN,hi;q=0.9",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("errors")
    app = App.build(Settings.load({"SAATHI_DATA_DIR": str(folder)}, folder))
    with start_blocking_portal() as portal:
        portal.call(app.start)
        yield httpx.Client(transport=Bridge(portal, create_web(app)), base_url="http://testserver")
        portal.call(app.stop)


def _is_page(answer: httpx.Response, status: int, words: str) -> None:
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert words in answer.text and answer.text.count("<h1>") == 1 and 'href="/' in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/nonsense", 404, "There is no such page"),
        ("GET", "/static/none.css", 404, "There is no such page"),
        ("POST", "/chat", 405, "That was not done"),
        ("GET", "/chat/words", 422, "That was not done"),
        ("GET", "/admin/nonsense", 404, "There is no such page"),
        ("GET", "/admin/flows/a/b/c/d", 404, "There is no such page"),
        ("GET", "/admin/leave", 404, "There is no such page"),
        ("GET", "/partner/nonsense", 404, "यह नहीं दिखाया जा सकता"),
        ("GET", "/partner/offers/1/accept", 404, "यह नहीं दिखाया जा सकता"),
    ],
)
def test_a_person_gets_words_and_a_way_back(
    client: httpx.Client, method: str, path: str, status: int, words: str
) -> None:
    _is_page(client.request(method, path, headers=BROWSER), status, words)


@pytest.mark.parametrize("path", ["/nonsense", "/chat/words", "/api/v1/nonsense", "/chat/sessions/nobody/messages"])
def test_a_program_gets_a_problem(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/problem+json" and answer.json()["code"]


@pytest.mark.parametrize("path", ["/api/v1/nonsense", "/api/v1/leads", "/chat/sessions/nobody/messages"])
def test_what_is_for_programs_answers_them_whoever_asks(client: httpx.Client, path: str) -> None:
    assert client.get(path, headers=BROWSER).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("raised", "status", "words"),
    [(Busy("full"), 503, "Nothing is lost"), (RuntimeError("her name"), 500, "Something went wrong here")],
)
def test_a_busy_server_and_a_bug_are_told_in_words(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, raised: Exception, status: int, words: str
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(doors, "page", breaks)
    answer = client.get("/", headers=BROWSER)
    _is_page(answer, status, words)
    assert "her name" not in answer.text
    assert client.get("/").headers["content-type"] == "application/problem+json"
