"""Schemathesis against the running server: whatever it sends, the API answers as its description says, and never with a 500."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import uvicorn
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection
from starlette.exceptions import HTTPException

from bot import library
from bot.desk import QueueDesk
from bot.shelf import Shelf
from bot.turns import Turns
from bot.web.api import api_router
from bot.web.problems import ApiProblem, on_http, on_invalid, on_problem
from bot.web.rates import Rates
from storage import flow_versions, partners
from storage.documents import DocumentStore
from storage.writer import Writer
from tests.databases import ready
from tests.handoff_world import FLOW, Clock, World
from tests.test_partner_api import Host

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """(address, key) of a server with a partner, offers, a lead it holds, and an open pool."""
    folder = tmp_path_factory.mktemp("served")
    database = ready(f"sqlite:///{folder / 'saathi.db'}", Clock())
    world = World(database, Clock())
    world.does(lambda tx: flow_versions.publish(tx, "weavers", FLOW, {}, note="", author=""))
    for _ in range(3):
        world.submits()
    partner = world.partner(name="Udaan")
    for lead in [world.submits() for _ in range(6)][:2]:
        world.accepts(world.offer(lead))
    key = world.does(lambda tx: partners.new_key(tx, partner))[1]
    writer = Writer(database)
    turns = Turns(Shelf(), library.words(), QueueDesk(), "weavers")
    host = Host(database, writer, DocumentStore.open((folder / "documents").as_uri()), turns)
    web = FastAPI(openapi_url=None)
    web.add_exception_handler(ApiProblem, on_problem)
    web.add_exception_handler(RequestValidationError, on_invalid)
    web.add_exception_handler(HTTPException, on_http)
    web.include_router(api_router(host, Rates(burst=1_000_000)))
    with Listening(web) as address:
        yield address, key
    writer.close()
    database.close()


class Listening:
    """The application on a free port, in a thread."""

    def __init__(self, web: FastAPI) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._server = uvicorn.Server(uvicorn.Config(web, log_config=None))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()


@pytest.fixture(scope="module")
def described(served: tuple[str, str]) -> schemathesis.schemas.BaseSchema:
    return schemathesis.openapi.from_url(f"{served[0]}/api/v1/openapi.json")


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_answer_is_as_described(
    served: tuple[str, str], described: schemathesis.schemas.BaseSchema, mode: GenerationMode
) -> None:
    _, key = served
    for found in described.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        if mode is GenerationMode.NEGATIVE and not (operation.query or operation.body):
            continue  # nothing that could be wrong

        @settings(max_examples=20, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case: Any) -> None:
            # Ours is the header that schemathesis takes away in its negative cases, so it cannot judge what was accepted.
            left_out = [negative_data_rejection] if mode is GenerationMode.NEGATIVE else []
            case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=left_out)

        answers()


def test_there_is_something_to_try(described: schemathesis.schemas.BaseSchema) -> None:
    assert sum(1 for _ in described.get_all_operations()) >= 12
