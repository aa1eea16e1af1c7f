"""The editor of one flow: its text with the faults beside their lines, the draft tried in the chat, what publishing would do to the
people inside, and publishing. One form does it all and works without JavaScript; with it, the faults follow the typing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from bot.app import App
from bot.authoring.difference import DiffLine, counted, difference
from bot.authoring.drafts import (
    TEXT_AT_MOST,
    Conflict,
    Copy,
    Drafts,
    check_draft,
    flow_of,
    prepare,
    publish_prepared,
    translations_for,
)
from bot.authoring.publish import Forecast, forecast
from bot.authoring.replay import Replayed, replay
from bot.shelf import compiled
from bot.web.admin.flows import NOTE_AT_MOST, known
from bot.web.admin.gate import ACTOR, Admin, Form, Gate, go_to
from bot.web.pages import page
from bot.web.preview import SHOWN, Preview, Previews
from bot.web.problems import ApiProblem
from flows.abilities import CHANNELS
from flows.faults import DefinitionError, Fault
from flows.model import Flow
from locales.languages import LANGUAGES
from storage.flow_versions import FlowVersion
from storage.transaction import Transaction

REPLAYED: Final = 50
"""Conversations that the forecast replays; more by `saathi flow replay`."""
FRAGMENT: Final = "x-fragment"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What publishing would do."""

    people: Forecast
    replayed: Replayed


@dataclass(frozen=True, slots=True)
class Desk:
    """What the editor shows."""

    name: str
    live: FlowVersion
    text: str
    began_from: str
    base: int
    """The live version when the author began."""
    own: bool
    faults: tuple[Fault, ...]
    words: tuple[Fault, ...]
    """Faults of translations: told, and never in the way."""
    changes: tuple[DiffLine, ...]
    note: str = ""
    message: str = ""
    foreseen: Foreseen | None = None

    @property
    def lines(self) -> list[tuple[int, tuple[Fault, ...]]]:
        """Every line's number with its faults."""
        by_line: dict[int, tuple[Fault, ...]] = {}
        for fault in self.faults:
            by_line[fault.line] = (*by_line.get(fault.line, ()), fault)
        return [(number, by_line.get(number, ())) for number in range(1, self.text.count("\n") + 2)]

    @property
    def blocked(self) -> bool:
        return any(fault.level == "error" for fault in self.faults)

    @property
    def counted(self) -> tuple[int, int]:
        return counted(self.changes)


class Editor:
    """One admin's work on one flow; its methods block, so they run on threads."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.drafts = Drafts(app.settings.data_dir / "flows")
        self.previews = Previews(app.clock)

    def open(self, name: str) -> Desk:
        live = self.app.database.view(lambda tx: known(tx, name))
        copy = self.drafts.read(name, live.definition)
        return self.desk(name, live, copy.text, copy.tag, live.version, copy.own)

    def desk(self, name: str, live: FlowVersion, text: str, began_from: str, base: int, own: bool) -> Desk:
        found = check_draft(text, name)
        changes = tuple(difference(live.definition, text))
        return Desk(name, live, text, began_from, base, own, found.faults, found.words, changes)

    def typed(self, name: str, form: Form) -> Desk:
        """The editor with what its form holds, nothing saved."""
        live = self.app.database.view(lambda tx: known(tx, name))
        text = _text(form)
        base = form.get("base", "")
        number = int(base) if base.isascii() and base.isdigit() else live.version
        desk = self.desk(name, live, text, form.text("began_from", 64), number, own=True)
        return replace(desk, note=form.text("note", NOTE_AT_MOST))

    def save(self, desk: Desk) -> Desk:
        """Keep the text as the working copy. Raises Conflict."""
        saved = self.drafts.save(desk.name, desk.text, desk.began_from, desk.live.definition)
        return replace(desk, began_from=saved.tag, own=True)

    def flow(self, desk: Desk) -> Flow:
        """The draft as it would run. Raises DefinitionError."""
        translations = translations_for(desk.text, desk.live)
        return flow_of(desk.text, desk.name, desk.live.version + 1, translations)

    def foresee(self, desk: Desk) -> Desk:
        """Add what publishing would do."""
        draft = self.flow(desk)

        def look(tx: Transaction) -> Foreseen:
            return Foreseen(forecast(tx, draft), replay(tx, compiled(desk.live), draft, REPLAYED))

        return replace(desk, foreseen=self.app.database.view(look))


def _text(form: Form) -> str:
    text = form.get("text", "").replace("\0", "")
    if len(text) > TEXT_AT_MOST:
        raise ApiProblem(413, "text-too-long", f"a flow has at most {TEXT_AT_MOST} characters")
    return text


def editor_routes(router: APIRouter, app: App, gate: Gate) -> None:
    """`/admin/flows/{name}/edit`, `/check` and `/try`."""
    editor = Editor(app)

    @router.get("/admin/flows/{name}/edit")
    async def edit(name: str, request: Request) -> Response:
        admin = await gate.admin(request)
        return _page(admin, editor, await asyncio.to_thread(editor.open, name))

    @router.post("/admin/flows/{name}/edit")
    async def work(name: str, request: Request) -> Response:
        admin, form = await gate.form(request)
        desk = await asyncio.to_thread(editor.typed, name, form)
        match form.get("do", "save"):
            case "check":
                message = "Checked: nothing is saved yet."
                return _page(admin, editor, replace(desk, message=message))
            case "discard":
                await asyncio.to_thread(editor.drafts.discard, name)
                editor.previews.stop(admin.secret, name)
                return go_to(f"/admin/flows/{name}", done="discarded")
            case wanted:
                return await _saved(admin, editor, desk, form, wanted)

    @router.post("/admin/flows/{name}/check")
    async def check(name: str, request: Request) -> Response:
        _, form = await gate.form(request)
        text = _text(form)
        found = await asyncio.to_thread(lambda: check_draft(text, name, words=False))
        return JSONResponse({"faults": [fault.as_json() for fault in found.faults], "blocked": found.blocked})

    @router.post("/admin/flows/{name}/try")
    async def converse(name: str, request: Request) -> Response:
        admin, form = await gate.form(request)
        preview = editor.previews.find(admin.secret, name)
        if form.get("stop"):
            editor.previews.stop(admin.secret, name)
            preview = None
        elif preview is not None:
            await asyncio.to_thread(_give, preview, form)
        if request.headers.get(FRAGMENT):
            return page("admin/_preview.html", admin=admin, name=name, preview=preview, stale=False, **_choices())
        return go_to(f"/admin/flows/{name}/edit#try")


async def _saved(admin: Admin, editor: Editor, desk: Desk, form: Form, wanted: str) -> Response:
    """Save first; then try, foresee or publish what was saved."""
    try:
        desk = await asyncio.to_thread(editor.save, desk)
    except Conflict as conflict:
        return _conflict(admin, desk, conflict.theirs)
    try:
        match wanted:
            case "try":
                return await _tried(admin, editor, desk, form)
            case "forecast":
                return _page(admin, editor, await asyncio.to_thread(editor.foresee, desk))
            case "publish":
                return await _published(admin, editor, desk)
            case _:
                return _page(admin, editor, replace(desk, message="Saved as the working copy. Nothing is published."))
    except DefinitionError:
        message = "Saved as the working copy. The errors come first: mend them, then go on."
        return _page(admin, editor, replace(desk, message=message), 422)


async def _tried(admin: Admin, editor: Editor, desk: Desk, form: Form) -> Response:
    language = form.get("language", "en")
    channel = form.get("channel", "web")
    if language not in LANGUAGES or channel not in CHANNELS:
        raise ApiProblem(422, "invalid-form", "choose a language and a channel of the lists")
    if desk.blocked:
        raise DefinitionError(desk.faults)
    flow = await asyncio.to_thread(editor.flow, desk)
    await asyncio.to_thread(editor.previews.start, admin.secret, flow, language, channel, desk.began_from)
    return _page(admin, editor, desk)


async def _published(admin: Admin, editor: Editor, desk: Desk) -> Response:
    """Publish, unless there are errors, no note, or somebody published meanwhile. The people inside move with their next input."""
    if desk.blocked:
        raise DefinitionError(desk.faults)
    if desk.base != desk.live.version:
        theirs = Copy(desk.live.definition, own=False)
        return _conflict(admin, desk, theirs, published=True)
    if not desk.note:
        desk = await asyncio.to_thread(editor.foresee, desk)
        return _page(admin, editor, replace(desk, message="Write a note first: what changes, and why."), 422)

    prepared = await asyncio.to_thread(prepare, desk.text, f"{desk.name}.yaml", desk.live)

    def write(tx: Transaction) -> FlowVersion | None:
        """None when another version went live between looking and now."""
        if known(tx, desk.name).version != desk.base:
            return None
        return publish_prepared(tx, prepared, note=desk.note, author=ACTOR)

    made = await editor.app.writer.ask(write)
    if made is None:
        now = await asyncio.to_thread(editor.open, desk.name)
        return _conflict(admin, desk, Copy(now.live.definition, own=False), published=True)
    return go_to(f"/admin/flows/{desk.name}", done=f"published-{made.version}")


def _conflict(admin: Admin, desk: Desk, theirs: Copy, *, published: bool = False) -> Response:
    lines = difference(theirs.text, desk.text)
    return admin.page("conflict.html", 409, desk=desk, theirs=theirs, lines=lines, published=published)


def _page(admin: Admin, editor: Editor, desk: Desk, status: int = 200) -> Response:
    preview = editor.previews.find(admin.secret, desk.name)
    stale = preview is not None and preview.tag != desk.began_from
    return admin.page("edit.html", status, desk=desk, name=desk.name, preview=preview, stale=stale, **_choices())


def _choices() -> dict[str, Any]:
    return {"languages": [(one.code, one.endonym, one.rtl) for one in LANGUAGES.values()], "channels": SHOWN}


def _give(preview: Preview, form: Form) -> None:
    if form.get("sample"):
        preview.send_sample()
    elif form.several("press"):
        preview.press(form.several("press"))
    else:
        preview.say(form.text("say"))
