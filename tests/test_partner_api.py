"""The partner API, over both databases: whose is whose, what is said when it is too late, and that it is as it is described."""

from __future__ import annotations

import ast
import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from httpx import ASGITransport, AsyncClient, Response
from jsonschema import Draft202012Validator
from starlette.exceptions import HTTPException

from bot import library
from bot.arrival import Arrival, Outcome
from bot.desk import QueueDesk
from bot.handoff import queue
from bot.handoff.number import display_number
from bot.handoff.schemas import NAMES, schema
from bot.receive import Receiver
from bot.shelf import Shelf
from bot.turns import Turns
from bot.web.api import api_router
from bot.web.api.acting import REFUSALS
from bot.web.problems import ApiProblem, on_http, on_invalid, on_problem
from bot.web.rates import Rates
from storage import audit, document_rows, flow_versions, lead_events, members, outbox, partners, sessions
from storage.database import Database
from storage.document_rows import StoredDocument
from storage.documents import DocumentStore
from storage.ids import new_id
from storage.writer import Writer
from tests.databases import ready
from tests.handoff_world import FLOW, MONDAY_NOON, Clock, World, emptied, session_of


@dataclass(slots=True, eq=False)
class Host:
    """A server's parts, without the server."""

    database: Database
    writer: Writer
    documents: DocumentStore
    turns: Turns
    told: list[str | None] = field(default_factory=list)

    async def receive(self, arrival: Arrival) -> Outcome:
        return await Receiver(self.database, self.writer, self.turns).receive(arrival)

    def news(self, session_id: str | None) -> None:
        self.told.append(session_id)


@dataclass(slots=True, eq=False)
class Client:
    """Requests to the application on one event loop, from tests that are not asynchronous."""

    runner: asyncio.Runner
    http: AsyncClient

    def request(self, method: str, path: str, **more: Any) -> Response:
        return self.runner.run(self.http.request(method, path, **more))

    def get(self, path: str, **more: Any) -> Response:
        return self.request("GET", path, **more)


@dataclass(slots=True, eq=False)
class Api:
    """The API as programs reach it; `get` and `post` are for the first partner unless another key is given."""

    world: World
    host: Host
    client: Client
    rates: Rates
    partner: str = ""
    key: str = ""

    def new_key(self, partner_id: str, **more: Any) -> str:
        return self.world.does(lambda tx: partners.new_key(tx, partner_id, **more))[1]

    def get(self, path: str, key: str | None = None, **headers: str) -> Response:
        return self._ask("GET", path, None, key, headers)

    def post(self, path: str, body: Any = None, key: str | None = None, **headers: str) -> Response:
        return self._ask("POST", path, body, key, headers)

    def _ask(
        self, method: str, path: str, body: Any = None, key: str | None = None, headers: dict[str, str] | None = None
    ) -> Response:
        known = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        bearer = {"Authorization": f"Bearer {key or self.key}"}
        more = {} if body is None else {"json": body}
        return self.client.request(method, f"/api/v1{path}", headers=bearer | known, **more)


@pytest.fixture(scope="module")
def server(
    new_database_url: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Clock, Host, Client, Rates]]:
    clock = Clock()
    database = ready(new_database_url(), clock)
    writer = Writer(database)
    documents = DocumentStore.open(tmp_path_factory.mktemp("documents").as_uri())
    host = Host(database, writer, documents, Turns(Shelf(), library.words(), QueueDesk(), "weavers"))
    rates = Rates()
    web = FastAPI(openapi_url=None)
    web.add_exception_handler(ApiProblem, on_problem)
    web.add_exception_handler(RequestValidationError, on_invalid)
    web.add_exception_handler(HTTPException, on_http)
    web.include_router(api_router(host, rates))
    with asyncio.Runner() as runner:
        http = AsyncClient(transport=ASGITransport(web), base_url="http://saathi.test")
        yield clock, host, Client(runner, http), rates
        runner.run(http.aclose())
    writer.close()
    database.close()


@pytest.fixture
def api(server: tuple[Clock, Host, Client, Rates]) -> Api:
    clock, host, client, rates = server
    clock.now = MONDAY_NOON
    world = World(emptied(host.database), clock)
    world.does(lambda tx: flow_versions.publish(tx, "weavers", FLOW, {}, note="", author=""))
    api = Api(world, host, client, rates)
    api.partner = world.partner(name="Udaan")
    api.key = api.new_key(api.partner)
    host.told.clear()
    return api


def _problem(response: Response, status: int, code: str) -> None:
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"


def _valid(name: str, body: Any) -> None:
    Draft202012Validator(schema(name)).validate(body)


# Signing in ------------------------------------------------------------------------------------------------------------


def test_without_a_valid_key_there_is_nothing(api: Api) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer sth_live_no"},
        {"Authorization": "Basic x"},
        {"Authorization": "Bearer"},
    ):
        response = api.client.get("/api/v1/offers", headers=headers)
        _problem(response, 401, "unauthorized")
        assert response.headers["www-authenticate"].startswith("Bearer")


def test_who_has_no_key_hears_nothing_of_what_was_wrong_and_fills_no_memory(api: Api) -> None:
    for path in ("/leads/x/outcome", "/webhooks", "/team", "/leads/x/notes"):
        _problem(api.client.request("POST", f"/api/v1{path}", content=b"{bad"), 401, "unauthorized")
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 1000:
            read += 1
            yield b"x" * 100_000

    _problem(api.client.request("POST", "/api/v1/leads/x/outcome", content=endless()), 401, "unauthorized")
    assert read <= 1
    bearer = {"Authorization": f"Bearer {api.key}", "Content-Type": "application/json"}
    response = api.client.request("POST", "/api/v1/leads/x/outcome", content=endless(), headers=bearer)
    _problem(response, 413, "body-too-large")


def test_every_refusal_says_how_many_calls_are_left(api: Api) -> None:
    bearer = {"Authorization": f"Bearer {api.key}"}
    json = bearer | {"Content-Type": "application/json"}
    path = "/api/v1/leads/x/outcome"
    for response, status, code in (
        (api.client.request("POST", path, content=b"{bad", headers=json), 422, "invalid-request"),
        (api.client.request("POST", path, content=b"[" * 60_000, headers=json), 400, "bad-request"),
        (api.client.request("POST", path, content=b'{"outcome":"lost"}', headers=bearer), 415, "unsupported-type"),
        (
            api.client.request("POST", path, content=b"outcome=lost", headers=bearer | {"Content-Type": "text/plain"}),
            415,
            "unsupported-type",
        ),
        (api.client.request("POST", path, content=b" " * 70_000, headers=json), 413, "body-too-large"),
        (api.get("/leads/a%20b"), 404, "not-found"),
        (api.get("/offers?limit=0"), 422, "invalid-request"),
        (api.get("/offers?stat=offered"), 422, "unknown-parameter"),
    ):
        _problem(response, status, code)
        assert int(response.headers["ratelimit-remaining"]) < api.rates.burst, code


def test_revoked_and_ended_keys_open_nothing(api: Api) -> None:
    key_id, key = api.world.does(lambda tx: partners.new_key(tx, api.partner))
    ends = api.new_key(api.partner, expires_at=api.world.clock.now + 1_000_000)
    assert api.get("/me", key).status_code == 200
    assert api.get("/me", ends).json()["name"] == "Udaan"
    api.world.does(lambda tx: partners.revoke_key(tx, key_id))
    api.world.passes(minutes=1)
    _problem(api.get("/me", key), 401, "unauthorized")
    _problem(api.get("/me", ends), 401, "unauthorized")


def test_a_reading_key_writes_nothing(api: Api) -> None:
    lead = api.world.submits()
    key = api.new_key(api.partner, scopes="read")
    _problem(api.post(f"/offers/{api.world.offer(lead).id}/accept", key=key), 403, "read-only-key")
    assert api.get("/offers", key).status_code == 200


def test_calls_are_counted_and_too_many_refused(api: Api) -> None:
    before = (api.rates.burst, api.rates.clock)
    api.rates.burst, api.rates.clock = 3, lambda: 0.0
    try:
        key = api.new_key(api.partner)
        left = [api.get("/me", key).headers["ratelimit-remaining"] for _ in range(3)]
        assert left == ["2", "1", "0"]
        response = api.get("/me", key)
        _problem(response, 429, "too-many-requests")
        assert int(response.headers["retry-after"]) >= 1
    finally:
        api.rates.burst, api.rates.clock = before


# Offers ----------------------------------------------------------------------------------------------------------------


def test_the_card_shows_nothing_of_the_trader(api: Api) -> None:
    lead = api.world.submits(**{"goods#1.thing": "Sunita sarees call 98123 45678 sunita.in"}, telephone="+919812345678")
    body = api.get("/offers?state=offered").json()
    (offer,) = body["items"]
    assert (offer["lead_id"], offer["state"], body["next"]) == (lead, "offered", None)
    _valid("card", offer["card"])
    assert offer["card"]["products"] == [{"name": "sarees", "category": "apparel"}]
    assert offer["card"]["business"] == {
        "pincode": {"district": "Mumbai", "state": "Maharashtra", "state_code": "27"}, "activity": "make",
    }  # fmt: skip
    text = str(body)
    assert not any(secret in text for secret in ("Sunita", "98123", "400001", "sunita"))
    assert api.get(f"/offers/{offer['id']}").json() == offer
    _problem(api.get(f"/leads/{lead}"), 404, "not-found")


def test_accept_gives_the_whole_lead_and_tells_the_trader(api: Api) -> None:
    session = api.world.trader()
    lead = api.world.submits(session, telephone="+919812345678", tax_number={
        "gstin": "27AAPFU0939F1ZV", "pan": "AAPFU0939F", "state_code": "27", "state": "Maharashtra",
    })  # fmt: skip
    response = api.post(f"/offers/{api.world.offer(lead).id}/accept")
    assert response.status_code == 200
    body = response.json()
    _valid("lead", body)
    assert body["contact"] == {"name": "Sunita Devi", "phone": "+919812345678"}
    assert body["ids"]["pan"]["value"] == "AA•••••39F"
    assert (body["status"], body["assignment"]["partner"]) == ("accepted", "Udaan")
    assert api.get(f"/leads/{lead}").json()["contact"]["name"] == "Sunita Devi"
    assert api.host.told[0] == session
    said = api.world.database.view(lambda tx: outbox.said(tx, session))
    texts = [one.body["text"] for one in said if one.body is not None]
    assert any("Udaan" in text and display_number(lead) in text for text in texts)
    seen = api.world.database.view(lambda tx: audit.of_contact(tx, api.world.lead(lead).contact_id))
    assert [line.actor for line in seen if line.action == "lead-viewed"] == [f"partner:{api.partner}"] * 2


def test_too_late_has_its_codes(api: Api) -> None:
    lead = api.world.submits()
    offer = api.world.offer(lead).id
    assert api.post(f"/offers/{offer}/accept").status_code == 200
    _problem(api.post(f"/offers/{offer}/accept"), 409, "already-taken")
    late = api.world.offer(api.world.submits()).id
    api.world.passes(hours=5)
    _problem(api.post(f"/offers/{late}/accept"), 410, "expired")
    declined = api.world.offer(api.world.submits()).id
    answer = api.post(f"/offers/{declined}/decline", {"reason": "too-far"})
    assert (answer.json()["state"], answer.json()["reason"]) == ("declined", "too-far")
    _problem(api.post(f"/offers/{declined}/accept"), 409, "already-declined")


def test_a_stale_token_is_refused(api: Api) -> None:
    offer = api.world.offer(api.world.submits()).id
    tag = api.get(f"/offers/{offer}").headers["etag"]
    _problem(api.post(f"/offers/{offer}/accept", If_Match='"7"'), 412, "changed")
    for never_ours in ('"seven"', '"1234567890123"', f"W/{tag}", '""'):
        _problem(api.post(f"/offers/{offer}/accept", If_Match=never_ours), 412, "changed")
    _problem(api.post(f"/offers/{offer}/accept", If_Match="seven"), 422, "invalid-request")
    assert api.get(f"/offers/{offer}", If_None_Match=tag).status_code == 304
    assert api.post(f"/offers/{offer}/accept", If_Match=tag).status_code == 200


def test_the_same_key_does_it_once(api: Api) -> None:
    offer = api.world.offer(api.world.submits()).id
    first = api.post(f"/offers/{offer}/accept", Idempotency_Key="a-1")
    again = api.post(f"/offers/{offer}/accept", Idempotency_Key="a-1")
    assert again.headers["idempotency-replayed"] == "true"
    assert (again.status_code, again.json()) == (200, first.json())
    other = api.world.offer(api.world.submits()).id
    _problem(api.post(f"/offers/{other}/accept", Idempotency_Key="a-1"), 409, "idempotency-key-reused")
    _problem(api.post(f"/offers/{other}/accept", Idempotency_Key="a b"), 422, "invalid-request")
    _problem(api.post("/leads/claim", Idempotency_Key="a-2"), 404, "none")
    api.world.does(lambda tx: partners.save(tx, partners.Partner(api.partner, "Udaan", {"exclusive": False})))
    api.world.submits()
    _problem(api.post("/leads/claim", Idempotency_Key="a-2"), 404, "none")


# Leads -----------------------------------------------------------------------------------------------------------------


def test_outcomes_and_their_order(api: Api) -> None:
    lead = api.world.submits()
    api.post(f"/offers/{api.world.offer(lead).id}/accept")
    tag = api.get(f"/leads/{lead}").headers["etag"]
    done = api.post(f"/leads/{lead}/outcome", {"outcome": "contacted"}, If_Match=tag)
    assert done.json()["status"] == "contacted"
    _problem(api.post(f"/leads/{lead}/outcome", {"outcome": "listed"}, If_Match=tag), 412, "changed")
    assert api.post(f"/leads/{lead}/outcome", {"status": "listed"}).json()["status"] == "listed"
    _problem(api.post(f"/leads/{lead}/outcome", {"outcome": "contacted"}), 409, "not-now")
    _problem(api.post(f"/leads/{lead}/outcome", {"outcome": "sold"}), 422, "invalid-request")
    assert api.post(f"/leads/{lead}/notes", {"note": "calls back on Monday"}).status_code == 200
    history = api.get(f"/leads/{lead}").json()["history"]
    assert [line["what"] for line in history][-3:] == ["contacted", "listed", "note"]
    assert api.get(f"/leads/{lead}", If_None_Match=api.get(f"/leads/{lead}").headers["etag"]).status_code == 304


def test_a_note_is_a_part_of_the_lead(api: Api) -> None:
    """Whoever asks with the tag from before the note is given the note, and may not report on the lead without having read it."""
    lead = api.world.submits()
    api.post(f"/offers/{api.world.offer(lead).id}/accept")
    before = api.get(f"/leads/{lead}").headers["etag"]
    noted = api.post(f"/leads/{lead}/notes", {"note": "asks for\x00 \x1b[31msamples\nfirst "}, Idempotency_Key="n-1")
    again = api.get(f"/leads/{lead}", If_None_Match=before)
    assert (again.status_code, again.headers["etag"]) == (200, noted.headers["etag"])
    assert again.json()["history"][-1]["note"] == {"note": "asks for [31msamples\nfirst"}
    _problem(api.post(f"/leads/{lead}/outcome", {"outcome": "contacted"}, If_Match=before), 412, "changed")
    replayed = api.post(f"/leads/{lead}/notes", {"note": "asks for\x00 \x1b[31msamples\nfirst "}, Idempotency_Key="n-1")
    assert replayed.headers["idempotency-replayed"] == "true"
    assert len(api.get(f"/leads/{lead}").json()["history"]) == len(again.json()["history"])


def test_no_partner_writes_an_aadhaar_number_down(api: Api) -> None:
    lead, number = api.world.submits(), "his aadhaar is 2341 2341 2346"
    offer = f"/offers/{api.world.offer(lead).id}"
    _problem(api.post(f"{offer}/decline", {"reason": number}), 422, "aadhaar")
    api.post(f"{offer}/accept")
    for path, body in (
        ("notes", {"note": number}),
        ("outcome", {"outcome": "contacted", "note": number}),
        ("outcome", {"outcome": "lost", "reason": number}),
    ):
        _problem(api.post(f"/leads/{lead}/{path}", body, Idempotency_Key="told"), 422, "aadhaar")
        assert "2341" not in api.get(f"/leads/{lead}").text
    assert api.post(f"/leads/{lead}/notes", {"note": "call +91 98765 43210"}, Idempotency_Key="told").status_code == 200
    _problem(api.post(f"/leads/{lead}/notes", {"note": " \n\x00"}), 422, "note-needed")


@pytest.mark.parametrize("outcome", ["lost", "returned"])
def test_lost_and_returned_say_why(api: Api, outcome: str) -> None:
    lead = api.world.submits()
    api.post(f"/offers/{api.world.offer(lead).id}/accept")
    path = f"/leads/{lead}/outcome"
    for reason in ({}, {"reason": ""}, {"reason": "  "}):
        _problem(api.post(path, {"outcome": outcome, **reason}, Idempotency_Key="why"), 422, "reason-needed")
    assert api.world.lead(lead).status == "accepted"
    done = api.post(path, {"outcome": outcome, "reason": "not-reachable"}, Idempotency_Key="why")
    assert (done.status_code, done.json()["status"]) == (200, outcome)


def test_claiming_from_the_open_pool(api: Api) -> None:
    api.world.does(lambda tx: partners.save(tx, partners.Partner(api.partner, "Udaan", {"exclusive": False})))
    lead = api.world.submits()
    (item,) = api.get("/leads/open").json()["items"]
    assert (item["lead_id"], item["card"]["state"]) == (lead, "27")
    _problem(api.get(f"/leads/{lead}"), 404, "not-found")
    other = api.new_key(api.world.partner(name="Elsewhere", states=frozenset({"33"})))
    assert api.get("/leads/open", other).json()["items"] == []
    _problem(api.post("/leads/claim", {"lead_id": lead}, other), 404, "not-found")
    assert api.post("/leads/claim", {"lead_id": lead}).json()["contact"]["name"] == "Sunita Devi"
    _problem(api.post("/leads/claim", {"lead_id": lead}), 409, "already-taken")
    session = api.world.lead(lead).session_id
    api.world.does(lambda tx: queue.withdraw(tx, session))
    _problem(api.post("/leads/claim", {"lead_id": lead}), 410, "withdrawn")
    _problem(api.post("/leads/claim"), 404, "none")


def test_withdrawn_is_gone_at_the_next_read(api: Api) -> None:
    session = api.world.trader()
    lead = api.world.submits(session)
    offer = api.world.offer(lead).id
    api.post(f"/offers/{offer}/accept", Idempotency_Key="k")
    api.world.does(lambda tx: queue.withdraw(tx, session))
    _problem(api.get(f"/leads/{lead}"), 410, "withdrawn")
    _problem(api.post(f"/offers/{offer}/accept", Idempotency_Key="k"), 410, "withdrawn")
    assert api.get("/leads").json()["items"] == []
    assert api.get(f"/offers/{offer}").json()["card"] is None


def test_pages_have_every_row_once(api: Api) -> None:
    made = [api.world.submits() for _ in range(7)]
    for lead in made:
        api.post(f"/offers/{api.world.offer(lead).id}/accept")
    for path, name in (("/leads", "id"), ("/offers", "lead_id")):
        seen: list[str] = []
        cursor = ""
        while True:
            body = api.get(f"{path}?limit=3{cursor}").json()
            seen += [item[name] for item in body["items"]]
            if body["next"] is None:
                break
            cursor = f"&cursor={body['next']}"
        assert seen == made
    _problem(api.get("/leads?cursor=x"), 422, "invalid-request")
    _problem(api.get("/leads?limit=0"), 422, "invalid-request")
    _problem(api.get("/leads?updated_since=tuesday"), 422, "invalid-request")
    assert api.get("/leads?updated_since=2036-01-01").json()["items"] == []
    assert len(api.get("/leads?updated_since=2026-11-01T00:00:00Z").json()["items"]) == 7


# Documents -------------------------------------------------------------------------------------------------------------


def _with_document(api: Api) -> tuple[str, str, bytes]:
    session, data = api.world.trader(), b"%PDF-1.7 " + bytes(range(256)) * 4
    document_id, sha = new_id(), hashlib.sha256(data).hexdigest()
    entry = {"id": document_id, "mime": "application/pdf", "bytes": len(data), "sha256": sha, "verdict": "ok"}

    def add(tx: Any) -> None:
        stored = sessions.find(tx, session)
        assert stored is not None
        key = tx.key(stored.contact_id)
        where = api.host.documents.put(key, stored.contact_id, document_id, data)
        document = StoredDocument(
            document_id, stored.contact_id, session, "certificate", document_rows.content_hash(tx, sha),
            "application/pdf", len(data), 1, "ok", {}, where, key.id,
        )  # fmt: skip
        document_rows.add(tx, document)
        body = session_of(api.world.clock.now, certificate=[entry]).to_json()
        sessions.save_many(tx, [stored._replace(body=body)])

    api.world.does(add)
    return api.world.submits(session, certificate=[entry]), document_id, data


def test_documents_come_through_the_assignment(api: Api) -> None:
    lead, document, data = _with_document(api)
    path = f"/leads/{lead}/documents/{document}"
    _problem(api.get(path), 404, "not-found")
    body = api.post(f"/offers/{api.world.offer(lead).id}/accept").json()
    assert [one["id"] for one in body["documents"]] == [document]
    whole = api.get(path)
    assert (whole.content, whole.headers["content-type"]) == (data, "application/pdf")
    assert whole.headers["content-disposition"].startswith("attachment")
    part = api.get(path, Range="bytes=2-5")
    assert (part.status_code, part.content) == (206, data[2:6])
    assert part.headers["content-range"] == f"bytes 2-5/{len(data)}"
    assert api.get(path, Range="bytes=-3").content == data[-3:]
    assert api.get(path, Range=f"bytes={len(data) - 2}-").content == data[-2:]
    assert api.get(path, Range="bytes=5-2").status_code == 200
    beyond = api.get(path, Range=f"bytes={len(data)}-")
    _problem(beyond, 416, "range-not-satisfiable")
    assert beyond.headers["content-range"] == f"bytes */{len(data)}" and "ratelimit-remaining" in beyond.headers
    tag = whole.headers["etag"]
    assert api.get(path, If_None_Match=tag).status_code == 304
    assert api.get(path, Range="bytes=2-5", If_Range=tag).content == data[2:6]
    for other in ('"another"', "Mon, 23 Nov 2026 06:30:00 GMT"):
        of_another = api.get(path, Range="bytes=2-5", If_Range=other)
        assert (of_another.status_code, of_another.content) == (200, data)
    _problem(api.get(f"/leads/{lead}/documents/{new_id()}"), 404, "not-found")
    lines = api.world.database.view(lambda tx: audit.of_contact(tx, api.world.lead(lead).contact_id))
    assert sum(line.action == "document-viewed" for line in lines) >= 5


def test_a_paper_is_asked_for_again_in_the_chat(api: Api) -> None:
    lead, document, _ = _with_document(api)
    path = f"/leads/{lead}/documents/{document}/again"
    _problem(api.post(path, {"reason": "image-blurred"}), 404, "not-found")  # not accepted yet
    api.post(f"/offers/{api.world.offer(lead).id}/accept")
    _problem(api.post(path, {"reason": "ugly"}), 422, "invalid-request")
    _problem(api.post(f"/leads/{lead}/documents/{new_id()}/again", {"reason": "cut-off"}), 404, "not-found")
    _problem(api.post(path, {"reason": "cut-off", "words": "2341 2341 2346"}, Idempotency_Key="once"), 422, "aadhaar")
    for _ in range(2):
        done = api.post(path, {"reason": "image-blurred", "words": "Page 2, please."}, Idempotency_Key="once")
        assert (done.status_code, done.json()["status"]) == (200, "accepted")
    stored = api.world.database.view(lambda tx: sessions.find(tx, api.world.lead(lead).session_id))
    assert stored is not None and stored.body["reopened"].keys() == {"certificate"}
    with api.world.database.read() as tx:
        said = [str(one.body["text"]) for one in outbox.said(tx, stored.id)]
        asked = [one for one in lead_events.of_lead(tx, lead) if one.kind == "asked_again"]
    assert sum("Page 2, please." in text for text in said) == 1
    assert len(asked) == 1
    other = {"reason": "cut-off", "words": "Page 3."}
    _problem(api.post(path, other, Idempotency_Key="once"), 409, "idempotency-key-reused")
    _problem(api.post("/leads/claim", Idempotency_Key="once"), 409, "idempotency-key-reused")


def test_what_is_made_under_a_key_is_made_once(api: Api) -> None:
    hook = {"url": "https://example.com/hook"}
    first, second = (api.post("/webhooks", hook, Idempotency_Key="hook").json() for _ in range(2))
    assert first == second and first["secret"].startswith("whsec_")
    assert len(api.get("/webhooks").json()["items"]) == 1
    _problem(
        api.post("/webhooks", {"url": "https://example.org/"}, Idempotency_Key="hook"), 409, "idempotency-key-reused"
    )
    rotate = f"/webhooks/{first['id']}/rotate"
    new, again = (api.post(rotate, Idempotency_Key="new").json()["secret"] for _ in range(2))
    assert new == again != first["secret"]
    assert api.post(rotate).json()["secret"] != new
    asha = {"name": "Asha", "email": "asha@udaan.example"}
    people = [api.post("/team", asha, Idempotency_Key="asha") for _ in range(2)]
    assert [one.status_code for one in people] == [201, 201] and people[0].json() == people[1].json()
    _problem(api.post("/team", asha, Idempotency_Key="asha-2"), 409, "member-known")
    assert api._ask("DELETE", f"/team/{people[0].json()['id']}").status_code == 204
    _problem(api.post("/team", asha, Idempotency_Key="asha"), 409, "gone")


def test_one_partner_reads_nothing_of_another_by_any_route(api: Api) -> None:
    lead, document, _ = _with_document(api)
    offer = api.world.offer(lead).id
    assert api.post(f"/offers/{offer}/accept").status_code == 200
    waiting = api.world.submits()
    other = api.new_key(api.world.partner(name="Other"))
    hook = api.post("/webhooks", {"url": "https://example.com/"}).json()["id"]
    delivery = api.post(f"/webhooks/{hook}/test").json()["id"]
    member = api.post("/team", {"name": "Bina", "email": "bina@bharat.example", "role": "owner"}).json()["id"]
    ids = {
        "offer_id": offer, "lead_id": lead, "document_id": document, "webhook_id": hook, "delivery_id": delivery,
        "member_id": member,
    }  # fmt: skip
    described = api.client.get("/api/v1/openapi.json").json()
    asked = 0
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            for offer_id in (offer, api.world.offer(waiting).id):
                filled = path.removeprefix("/api/v1").format(**ids | {"offer_id": offer_id})
                body = (
                    {
                        "outcome": "lost",
                        "note": "x",
                        "reason": "cut-off",
                        "url": "http://no",
                        "role": "reader",
                    }
                    if "requestBody" in operation
                    else None
                )
                response = api._ask(method.upper(), filled, body, other, {})
                asked += 1
                own = filled == "/me" or (
                    method == "post" and filled in ("/webhooks", "/team")
                )  # nothing of anybody else in these
                assert response.status_code in (404, 409) or own or response.json().get("items") == []
                assert "Sunita" not in response.text and "Bina" not in response.text
    assert asked > 20
    assert [(one["id"], one["role"]) for one in api.get("/team").json()["items"]] == [(member, "owner")]
    assert api.world.lead(lead).status == "accepted"


# The team --------------------------------------------------------------------------------------------------------------


def test_people_are_asked_in_given_roles_and_let_go(api: Api) -> None:
    assert api.get("/team").json() == {"items": [], "next": None}
    made = api.post("/team", {"name": "Asha Rao", "email": "Asha@Udaan.example", "role": "reader"})
    assert made.status_code == 201
    person = made.json()
    assert (person["name"], person["email"], person["role"], person["signs_in"]) == (
        "Asha Rao", "a…@udaan.example", "reader", "link",
    )  # fmt: skip
    _problem(api.post("/team", {"name": "Another", "email": "asha@udaan.example"}), 409, "member-known")
    for wrong in ({"name": " ", "email": "x@y.example"}, {"name": "X", "email": "nobody"}, {"name": "X\u0000", "email": "x@y.in"},
                  {"name": "X", "email": "x@y.example", "role": "king"}):  # fmt: skip
        _problem(api.post("/team", wrong), 422, "invalid-request")
    changed = api._ask("PATCH", f"/team/{person['id']}", {"role": "owner"})
    assert (changed.status_code, changed.json()["role"]) == (200, "owner")
    standing = api.world.database.view(lambda tx: members.standing(tx, person["id"]))
    assert standing is not None and standing.role == "owner"
    assert api._ask("DELETE", f"/team/{person['id']}").status_code == 204
    assert api.world.database.view(lambda tx: members.standing(tx, person["id"])) is None
    _problem(api._ask("DELETE", f"/team/{person['id']}"), 404, "not-found")
    _problem(api._ask("PATCH", "/team/!", {"role": "owner"}), 404, "not-found")
    assert api.get("/team").json()["items"] == []


def test_a_key_that_only_reads_sees_the_team_and_changes_nothing(api: Api) -> None:
    member = api.post("/team", {"name": "Asha", "email": "asha@udaan.example"}).json()["id"]
    partner = api.world.database.view(lambda tx: members.find(tx, member))
    assert partner is not None
    reader = api.world.does(lambda tx: partners.new_key(tx, partner.partner_id, scopes="read"))[1]
    assert [one["id"] for one in api._ask("GET", "/team", None, reader).json()["items"]] == [member]
    for method, path, body in (
        ("POST", "/team", {"name": "B", "email": "b@udaan.example"}),
        ("PATCH", f"/team/{member}", {"role": "owner"}),
        ("DELETE", f"/team/{member}", None),
    ):
        _problem(api._ask(method, path, body, reader), 403, "read-only-key")
    assert [one["role"] for one in api.get("/team").json()["items"]] == ["member"]


# As described ----------------------------------------------------------------------------------------------------------


def test_the_description_is_open_and_whole(api: Api) -> None:
    described = api.client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for path in ("/offers", "/offers/{offer_id}/accept", "/offers/{offer_id}/decline", "/leads/claim", "/leads",
                 "/leads/{lead_id}", "/leads/{lead_id}/outcome", "/leads/{lead_id}/documents/{document_id}"):  # fmt: skip
        assert f"/api/v1{path}" in described["paths"]
    statuses = {
        int(status) for path in described["paths"].values() for op in path.values() for status in op["responses"]
    }
    assert {status for status, _ in REFUSALS.values()} <= statuses


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_every_refusal_of_the_queue_has_a_status() -> None:
    """A code that the queue can give and the API does not know would be a 500."""
    folder = Path(queue.__file__).parent
    names = ("queue.py", "lives.py", "notes.py", "reporting.py", "taking.py")
    source = "".join((folder / name).read_text("utf-8") for name in names)
    given = {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(source.replace("from __future__ import annotations", "")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refusal"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert given
    assert given <= set(REFUSALS)
