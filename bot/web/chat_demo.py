"""Demo mode beside the chat: the profile as it fills, and sample papers to send. Never offered on a public server (bot/settings.py)."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from bot.app import App
from bot.arrival import Arrival
from bot.documents.samples import sample_papers
from bot.shelf import live_flow
from bot.web.chat import CHANNEL, Talk, answered, session_of, talk_of
from flows.draft import split_path
from flows.inputs import Sent
from flows.profile import relevant_answers
from flows.score import score
from flows.session import Session
from storage import sessions
from storage.ids import new_id
from storage.times import to_datetime
from storage.transaction import Transaction


def demo_router(app: App) -> APIRouter:
    """Routes that exist in demo mode only."""
    router = APIRouter(tags=["demo"])

    @router.get("/chat/sessions/{session}/profile")
    async def profile(session: str) -> Response:
        return JSONResponse(await asyncio.to_thread(app.database.view, lambda tx: _profile(tx, session)))

    @router.post("/chat/sessions/{session}/samples")
    async def samples(session: str) -> Response:
        """Send the sample paper that the present question asks for."""
        talk, wanted, sent = await asyncio.to_thread(app.database.view, lambda tx: _wanted(tx, session))
        papers = sample_papers()
        fitting = [one for one in papers if one.kind == wanted] or [one for one in papers if one.kind == "gst"]
        fresh = [one for one in fitting if hashlib.sha256(one.data).hexdigest() not in sent]
        sample = (fresh or fitting)[0]
        source = f"sample:{talk.focus}:{new_id()}"
        files, facts = await app.store(talk.focus, [(sample.name, sample.data)], source)
        arrival = Arrival(CHANNEL, session, source, Sent(files), app.clock(), shown=f"📎 {sample.name}", facts=facts)
        outcome = await app.receive(arrival)
        return await answered(app, talk, outcome)

    return router


def _profile(tx: Transaction, secret: str) -> dict[str, Any]:
    stored = sessions.find(tx, session_of(tx, secret))
    assert stored is not None
    flow = live_flow(tx, stored.flow, stored.version)
    session = Session.from_json(stored.body)
    now = to_datetime(tx.now)
    return {
        "answers": relevant_answers(flow, session, now),
        "labels": {step.id: step.label for step in flow.steps},
        "score": score(flow, session, now).as_json() if flow.score else None,
        "status": session.status,
    }


def _wanted(tx: Transaction, secret: str) -> tuple[Talk, str, frozenset[str]]:
    """The conversation, the kind of paper that its present question asks for, and what was sent there already."""
    talk = talk_of(tx, secret)
    stored = sessions.find(tx, talk.focus)
    assert stored is not None
    session = Session.from_json(stored.body)
    if session.asked is None:
        return talk, "gst", frozenset()
    step = live_flow(tx, stored.flow, stored.version).by_id.get(split_path(session.asked.path)[0])
    answer = session.answers.get(session.asked.path)
    sent = answer.value if answer is not None and isinstance(answer.value, list) else []
    hashes = frozenset(one["sha256"] for one in sent if isinstance(one, dict) and "sha256" in one)
    return talk, step.paper.kind if step is not None and step.paper is not None else "gst", hashes
