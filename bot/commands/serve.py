"""`saathi serve`: everything in one process, and what to do next printed once it is ready."""

from __future__ import annotations

import asyncio
import errno
import socket
from dataclasses import replace
from types import FrameType

import click
import uvicorn

from bot.app import App
from bot.log import set_up
from bot.loop import run
from bot.memory import settle
from bot.settings import Settings, settings_table
from bot.web.punctual import Punctual
from bot.web.server import create_web
from bot.web.sign_in import admin_link
from storage.database import DatabaseError
from storage.documents import DocumentStoreError

CLOSE_WITHIN = 8
"""Seconds that open requests get when the server stops."""


@click.command("serve", epilog="Settings come from the environment or .env:\n\n\b\n" + settings_table())
@click.option(
    "--json-logs/--plain-logs", default=None, help="Logs as JSON or for people; by default by who is looking."
)
def serve(json_logs: bool | None) -> None:
    """Serve the chat, the partner portal and API, and the admin pages.

    Example: SAATHI_DEMO=1 saathi serve
    """
    set_up(json_logs)
    settings = Settings.load()
    listening = _listen(settings)
    settings = replace(settings, port=listening.getsockname()[1])  # 0 took any that was free
    try:
        app = App.build(settings)
    except (DatabaseError, DocumentStoreError) as wrong:
        listening.close()
        raise click.ClickException(str(wrong)) from None
    if settings.demo:
        # Example papers need Pillow, which a real server does not load.
        from bot.demo import fill

        click.echo("Making example data …", err=True)
        fill(app.database, app.documents)
    web = create_web(app)
    settle()
    # h11's, by name: httptools, which uvicorn would take where it is installed, reads a head that never ends until the memory is full.
    config = uvicorn.Config(
        web,
        http=Punctual,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=CLOSE_WITHIN,
        server_header=False,
    )
    run(_run(_Server(config, app), listening, app))


class _Server(uvicorn.Server):
    """Uvicorn waits for open connections before it ends the application; a stream of events ends only when it is told to."""

    def __init__(self, config: uvicorn.Config, app: App) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._app.stopping = True
        super().handle_exit(sig, frame)


async def _run(server: uvicorn.Server, listening: socket.socket, app: App) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.02)
    if server.started:
        await asyncio.to_thread(_welcome, app)
    await serving


def _welcome(app: App) -> None:
    """The addresses, on the terminal only: the admin's link must be in no log."""
    base = app.settings.base_url
    link = admin_link(app.database, base)
    for name, address in (("Chat", f"{base}/chat"), ("Partners", f"{base}/partner"), ("Admin", link), ("All", base)):
        click.echo(f"{name + ':':10}{address}")
    if app.settings.demo:
        click.echo("Demo data is marked as example; `saathi demo remove` takes it away.")


def _listen(settings: Settings) -> socket.socket:
    """The port, taken before anything else: one clear line if another program has it."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named as TCP, or asyncio leaves Nagle's algorithm on: every answer on a kept connection would come 40 ms late.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as wrong:
        listening.close()
        if wrong.errno == errno.EADDRINUSE:
            raise click.ClickException(
                f"port {settings.port} is in use: stop the other program, or set SAATHI_PORT"
            ) from None
        raise click.ClickException(f"{settings.host}:{settings.port} cannot be used: {wrong.strerror}") from None
    listening.listen(2048)
    return listening
