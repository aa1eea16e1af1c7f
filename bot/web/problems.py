"""Errors over HTTP: `application/problem+json` with a `code` that programs can rely on (RFC 9457); a page for a person at a browser."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from bot.web.pages import page


class ApiProblem(Exception):
    """Whoever called did something that cannot be done. `more` is added to the answer."""

    def __init__(
        self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more


def answer(problem: ApiProblem) -> JSONResponse:
    """The problem as a response."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        **problem.more,
    }
    return JSONResponse(body, problem.status, headers=problem.headers, media_type="application/problem+json")


def answer_to(request: Request, problem: ApiProblem) -> Response:
    """The problem for whoever asked. Browsers name HTML when they open an address; programs and our own scripts do not."""
    path = request.url.path
    if "text/html" not in request.headers.get("accept", "") or path.startswith(("/api/", "/chat/sessions")):
        return answer(problem)
    response = page("problem.html", problem.status, problem=problem)
    response.headers.update(problem.headers)
    return response


async def on_problem(request: Request, problem: Exception) -> Response:
    """FastAPI's handler for ApiProblem."""
    assert isinstance(problem, ApiProblem)
    return answer_to(request, problem)


async def on_busy(request: Request, __: Exception) -> Response:
    """The queue is full, or the database is away."""
    return answer_to(request, ApiProblem(503, "busy", "not now: send it again in a moment", {"Retry-After": "2"}))


async def on_invalid(request: Request, wrong: Exception) -> Response:
    """A request that does not fit its schema: which field, and why. Never the value: it may be personal."""
    assert isinstance(wrong, RequestValidationError)
    errors = [{"field": ".".join(str(part) for part in one["loc"]), "why": one["msg"]} for one in wrong.errors()]
    first = errors[0] if errors else {"field": "", "why": "invalid"}
    return answer_to(request, ApiProblem(422, "invalid-request", f"{first['field']}: {first['why']}", errors=errors))


async def on_http(request: Request, wrong: Exception) -> Response:
    """What Starlette itself refuses: unknown path, wrong method."""
    assert isinstance(wrong, HTTPException)
    code = HTTPStatus(wrong.status_code).phrase.lower().replace(" ", "-")
    return answer_to(request, ApiProblem(wrong.status_code, code, str(wrong.detail), headers=wrong.headers))
