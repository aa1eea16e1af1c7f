"""A real server beside the double of Telegram, and what its database says; for the tests of the whole channel.

with telegram_server(folder, "ptb") as world:
    world.telegram.user(501).starts()
    world.settle()
    world.session(501).answers
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from bot.channels.telegram import tokens
from bot.channels.telegram.sandbox import Sandbox, User
from bot.database import open_database
from bot.documents.samples import SAMPLE_FIRM, gst_certificate, product_photos
from bot.library import load_flow
from bot.settings import Settings
from flows.draft import split_path
from flows.model import Flow
from flows.session import Session
from storage import addresses, contacts, events, held, leads, outbox, sessions
from storage.database import Database
from storage.sessions import StoredSession
from storage.tables import timers
from storage.transaction import Transaction
from tests.servers import SERVE, Server, free_port, serving
from tests.traders import _USUAL as USUAL

SECRET: Final = "a-secret-of-nobody"
UNPACED: Final = f"""
import bot.deliver
from functools import partial
bot.deliver.Pace = partial(bot.deliver.Pace, 0.0, 10_000)
{SERVE}
"""
"""The same server, for a Telegram without limits: a conversation of fifty questions takes seconds and not a minute."""


@dataclass(slots=True)
class World:
    """Both sides, and the rows between them."""

    telegram: Sandbox
    server: Server
    database: Database

    def settle(self, within: float = 60.0, every: float = 0.03) -> None:
        """Until nothing waits anywhere: updates, held inputs, papers, messages."""
        until = time.monotonic() + within
        quiet = 0
        while quiet < 2:
            waiting = self.waiting()
            quiet = 0 if waiting else quiet + 1
            if time.monotonic() > until:
                raise AssertionError(f"still waiting: {waiting}\n{self.server.log.read_text()[-3000:]}")
            time.sleep(every)

    def waiting(self) -> dict[str, Any]:
        found: dict[str, Any] = {"updates": self.telegram.waiting}
        with self.database.read() as tx:
            found |= outbox.counts(tx)
            found["held"] = held.next_due_at(tx) is not None
            found["papers"] = sum(1 for kind in _pending_timers(tx) if kind == "read")
        return {name: value for name, value in found.items() if value}

    def stored(self, user: int) -> StoredSession:
        """The session in their focus."""
        with self.database.read() as tx:
            known = addresses.find_many(tx, [("telegram", str(user))])["telegram", str(user)]
            contact = contacts.find(tx, known.contact_id)
            assert contact is not None and contact.focus_session_id is not None
            found = sessions.find(tx, contact.focus_session_id)
            assert found is not None
            return found

    def session(self, user: int) -> Session:
        return Session.from_json(self.stored(user).body)

    def typed(self, user: int) -> list[str]:
        """What the engine was given of this person's words, in order."""
        with self.database.read() as tx:
            return [
                one.body["text"]
                for one in events.of_session(tx, self.stored(user).id)
                if one.body is not None and one.body.get("input") == "Typed"
            ]

    def lead(self, user: int) -> Mapping[str, Any] | None:
        with self.database.read() as tx:
            found = leads.of_contact(tx, self.stored(user).contact_id)
            return found[0].body if found else None


def _pending_timers(tx: Transaction) -> list[str]:
    return list(tx.connection.execute(select(timers.c.kind)).scalars())


@contextmanager
def telegram_server(
    folder: Path,
    library: str = "ptb",
    program: str = UNPACED,
    *,
    webhook: bool = False,
    telegram: Sandbox | None = None,
    **settings: str,
) -> Iterator[World]:
    """A started server whose bot talks to a double, polling or by its webhook."""
    port = free_port()
    if webhook:
        settings |= {
            "SAATHI_TELEGRAM_MODE": "webhook", "SAATHI_TELEGRAM_WEBHOOK_SECRET": SECRET,
            "SAATHI_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }  # fmt: skip
    with telegram or Sandbox() as double:
        environ = {
            "SAATHI_DEMO": "0", "SAATHI_TELEGRAM_TOKEN": double.token, "SAATHI_TELEGRAM_API_BASE": double.url,
            "SAATHI_TELEGRAM_LIBRARY": library, **settings,
        }  # fmt: skip
        with serving(folder, program, port, **environ) as server:
            database = open_database(Settings.load(server.environ, folder), upgrade=False)
            try:
                yield World(double, server, database)
            finally:
                database.close()


class Person:
    """Somebody with a phone, who reads the screen, agrees, presses what is offered and types the rest."""

    def __init__(self, world: World, number: int = 501) -> None:
        self.world = world
        self.user: User = world.telegram.user(number)
        self.number = number
        self._flow: dict[str, Flow] = {}

    def replies(self) -> str:
        """To the present question, in the most usual way; what was done."""
        session = self.world.session(self.number)
        last = self.user.last
        markup = last.get("reply_markup", {})
        if "keyboard" in markup:
            self.user.presses("Share my")
            return "contact"
        offered = offered_by(last)
        path = session.asked.path if session.asked is not None else ""
        flow = self._flow.setdefault(session.flow, load_flow(session.flow))
        step = flow.by_id.get(split_path(path)[0])
        for option in ("/right", "/keep", "/submit"):
            if option in offered:
                return self._presses(option)
        if step is not None and step.kind == "document" and "/done" not in offered and session.pending is None:
            return self._sends(path)
        if "/another" in offered and not any(one.ids for one in session.instances.values()):
            return self._presses("/another")
        for option in ("/done", "yes"):
            if option in offered:
                return self._presses(option)
        own = [option for option in offered if not option.startswith("/")]
        if any(data.startswith("t") for data in data_of(last)):
            self._presses(own[0])
            self.world.settle()
            return self._presses("Done")
        if own:
            return self._presses(own[0])
        if "/skip" in offered:
            return self._presses("/skip")
        assert step is not None, (path, last)
        text = USUAL.get(step.kind, step.example or "something")
        self.user.says(text)
        return text

    def _presses(self, option: str) -> str:
        self.user.presses(option)
        return f"[{option}]"

    def _sends(self, path: str) -> str:
        first, second = product_photos()
        if path == "first_paper":
            self.user.sends_document(gst_certificate(SAMPLE_FIRM), "gst.pdf")
            return "pdf"
        if path.endswith("photos"):
            self.user.album([first, second], "our lamps")
            return "album"
        self.user.sends_photo(first)
        return "photo"


def data_of(message: Mapping[str, Any]) -> list[str]:
    """The tokens of a message's keyboard."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def offered_by(message: Mapping[str, Any]) -> list[str]:
    """The options of a message's keyboard, without pager and Done."""
    found = [tokens.decode(data) for data in data_of(message)]
    return [token.option for token in found if token is not None and token.verb in ("option", "toggle")]
