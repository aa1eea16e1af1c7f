"""What every room shares: who the visitor is, in which language, the page around what a room shows, forms that are checked, and doing
something to the queue with the trader told in the same transaction.

A refusal inside a room is a page in words, never a stack of JSON: `HallRoute` turns the exceptions of a room into pages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from bot.app import App
from bot.desk import tell
from bot.handoff.done import Done
from bot.handoff.lives import Refusal
from bot.handoff.taking import Acceptance, Claim
from bot.shelf import live_flow
from bot.takes import Take, Takes
from bot.web.pages import page
from bot.web.portal.facts import Teller
from bot.web.portal.words import AMBER, LANGUAGES_SHOWN, WORDS, Say, say_in
from bot.web.problems import ApiProblem
from bot.web.sign_in import COOKIES, check_csrf, csrf_token, signed_in
from flows.model import Flow
from locales.languages import LANGUAGES
from storage import members, offers, partners, webhooks
from storage.failures import Unacknowledged
from storage.idempotency import Before
from storage.leads import StoredLead
from storage.members import Role, Standing
from storage.partners import Partner
from storage.transaction import Transaction
from storage.writer import Busy

T = TypeVar("T")
ROLE: Final = "partner"
LANGUAGE_COOKIE: Final = "saathi_language"
FORM_AT_MOST: Final = 64_000
"""Bytes of a form."""
_YEAR: Final = 365 * 86400


class SignInFirst(Exception):
    """Nobody is signed in, or no longer."""


class NotThere(Exception):
    """No such thing for this partner; what is another partner's looks just the same."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `secret` is the browser session's own."""

    partner: Partner
    secret: str
    language: str
    role: Role = "reader"
    member_id: str | None = None
    waiting: int = 0
    """Offers that wait for an answer: shown beside the inbox in every room."""
    unheard: bool = False
    """A webhook was given up: said in every room until it is turned on again or removed."""

    @property
    def may_act(self) -> bool:
        return self.role != "reader"

    @property
    def owns(self) -> bool:
        return self.role == "owner"

    @property
    def actor(self) -> str:
        """For the audit."""
        return f"partner:{self.partner.id}"


class Hall:
    """The way from a room to the app."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.secure = app.settings.base_url.startswith("https://")
        self.takes = Takes(app.writer, app.turns)
        self._flows: dict[tuple[str, int], Flow] = {}

    # Reading and writing ---------------------------------------------------------------------------------------------

    async def view(self, work: Callable[[Transaction], T]) -> T:
        """A short read-only transaction on another thread."""
        return await asyncio.to_thread(self.app.database.view, work)

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Through the one writer; here when it is durable."""
        return await self.app.writer.ask(work)

    async def act(self, source: str, work: Callable[[Transaction], Done | Refusal]) -> Done | Refusal:
        """Do something to the queue; the trader is told in the same transaction, and whoever waits for news is woken.

        `source` names what happens.
        """

        def both(tx: Transaction) -> tuple[Done | Refusal, list[str]]:
            done = work(tx)
            if isinstance(done, Refusal):
                return done, []
            # The revision makes it this time's news: a lead can be taken, given back and taken again.
            return done, tell(tx, self.app.turns, done.notices, f"{source}:{done.lead.revision}")

        done, told = await self.write(both)
        self._wake(told)
        return done

    async def take(self, what: Acceptance | Claim) -> Done | Refusal:
        """Accept or claim, together with the others who are just doing so; the trader is told in the same transaction."""
        taken = await self.takes.ask(Take(what))
        assert not isinstance(taken.result, Before)  # a form carries no key
        self._wake(taken.told)
        return taken.result

    def _wake(self, told: Iterable[str]) -> None:
        for session_id in told:
            self.app.news(session_id)
        self.app.news(None)  # timers were written or cancelled

    def flow(self, tx: Transaction, name: str, version: int) -> Flow | None:
        """A published flow for its words, compiled once; None if it is gone."""
        known = self._flows.get((name, version))
        if known is None:
            try:
                known = self._flows[name, version] = live_flow(tx, name, version)
            except LookupError:
                return None
        return known

    def teller(self, tx: Transaction, lead: StoredLead, language: str) -> Teller:
        """Who says this lead in words."""
        flow = lead.body["lead"]["flow"] if lead.body is not None else None
        found = self.flow(tx, flow["id"], flow["version"]) if flow is not None else None
        return Teller.of(found, language, say_in(language), self.app.words)

    # Who asks --------------------------------------------------------------------------------------------------------

    async def visitor(self, request: Request) -> Visitor:
        """Raises SignInFirst."""
        found = await self.view(lambda tx: _signed_in(tx, request))
        if found is None:
            raise SignInFirst
        partner, standing, waiting, unheard = found
        secret = request.cookies.get(COOKIES[ROLE], "")
        return Visitor(partner, secret, language_of(request), standing.role, standing.member_id, waiting, unheard)

    async def form(self, request: Request, visitor: Visitor | None, needs: Role | None = "member") -> Mapping[str, str]:
        """The fields of a form of ours. Raises ApiProblem for another site's, an old one, one too large, or one that is not theirs
        to send (`needs`).
        """
        lists = await self.lists(request, visitor, needs)
        return {name: values[0] for name, values in lists.items()}

    async def lists(
        self, request: Request, visitor: Visitor | None, needs: Role | None = "member"
    ) -> Mapping[str, list[str]]:
        """The same, with every value of a field that may have several."""
        _same_site(request)
        fields = await _fields(request)
        if visitor is None:
            return fields
        check_csrf(request, ROLE, fields.get("csrf", [""])[0])
        if (needs == "member" and not visitor.may_act) or (needs == "owner" and not visitor.owns):
            raise ApiProblem(403, "not-yours", "your role does not allow this")
        return fields

    # Pages -----------------------------------------------------------------------------------------------------------

    def page(
        self, request: Request, template: str, visitor: Visitor | None = None, code: int = 200, **values: Any
    ) -> Response:
        """A room's page with what every page needs. The language that was asked for is remembered."""
        language = language_of(request)
        say = say_in(language)
        said = request.query_params.get("said", "")
        response = page(
            f"portal/{template}",
            code,
            **{
                "t": say,
                "language": language,
                "languages": [(code, LANGUAGES[code].endonym) for code in LANGUAGES_SHOWN],
                "here": request.url.path,
                "visitor": visitor,
                "csrf": csrf_token(visitor.secret) if visitor is not None else "",
                "demo": self.app.settings.demo,
                "said": said if f"said.{said}" in WORDS else "",
                "warned": said in AMBER,
                **values,
            },
        )
        if request.query_params.get("lang") in LANGUAGES_SHOWN:
            response.set_cookie(
                LANGUAGE_COOKIE, language, max_age=_YEAR, samesite="lax", secure=self.secure, path="/partner"
            )
        return response


def back(to: str, said: str = "") -> Response:
    """After a form: the page to look at, with what to say on it."""
    mark = "&" if "?" in to else "?"
    return RedirectResponse(f"{to}{mark}said={said}" if said else to, 303)


def language_of(request: Request) -> str:
    """The page's language: asked for, remembered, or the browser's."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if wanted in LANGUAGES_SHOWN:
            return str(wanted)
    for part in request.headers.get("accept-language", "").lower().split(","):
        code = part.split(";")[0].strip().partition("-")[0]
        if code in LANGUAGES_SHOWN:
            return code
    return LANGUAGES_SHOWN[0]


def words_for(request: Request) -> Say:
    return say_in(language_of(request))


def _signed_in(tx: Transaction, request: Request) -> tuple[Partner, Standing, int, bool] | None:
    found = signed_in(tx, request, ROLE)
    standing = members.standing(tx, found.subject) if found is not None and found.subject is not None else None
    partner = partners.find(tx, standing.partner_id) if standing is not None else None
    if partner is None or standing is None or not partner.active:
        return None
    unheard = any(one.disabled_at is not None for one in webhooks.of_partner(tx, partner.id))
    return partner, standing, offers.waiting_on(tx, [partner.id]).get(partner.id, 0), unheard


def _same_site(request: Request) -> None:
    """A form comes from our own pages. Also before anybody is signed in: else a stranger could sign a partner in as somebody else."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise ApiProblem(403, "form-expired", "this form is not of this site")
    origin = request.headers.get("origin")
    if origin not in (None, "null") and urlsplit(str(origin)).netloc != request.headers.get("host"):
        raise ApiProblem(403, "form-expired", "this form is not of this site")


async def _fields(request: Request) -> dict[str, list[str]]:
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > FORM_AT_MOST:
            raise ApiProblem(413, "body-too-large", f"a form has at most {FORM_AT_MOST} bytes")
    text = raw.decode("utf-8", "replace").replace("\0", "")
    try:
        found = parse_qs(text, keep_blank_values=True, max_num_fields=500)
    except ValueError:
        raise ApiProblem(413, "body-too-large", "a form has at most 500 fields") from None
    return {name: [_clean(value) for value in values] for name, values in found.items()}


def _clean(text: str) -> str:
    """NUL and lone surrogates would fail the transaction in PostgreSQL."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode().strip()


class HallRoute(APIRoute):
    """A route whose refusals are pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except SignInFirst:
                wanted = request.url.path if request.method == "GET" else "/partner"
                return RedirectResponse(f"/partner/enter?next={quote(wanted, safe='/')}", 303)
            except NotThere:
                return _refusal(request, 404, "not-found")
            except ApiProblem as problem:
                return _refusal(request, problem.status, problem.code)
            except (Busy, Unacknowledged):
                return _refusal(request, 503, "busy")

        return handled


def _refusal(request: Request, status: int, code: str) -> Response:
    """A page that says what is the matter and leads back."""
    language = language_of(request)
    key = f"refused.{code}" if f"refused.{code}" in WORDS else "refused.other"
    return page(
        "portal/refused.html",
        status,
        t=say_in(language),
        language=language,
        languages=[],
        here="/partner",
        visitor=None,
        csrf="",
        demo=False,
        said="",
        warned=False,
        key=key,
    )
