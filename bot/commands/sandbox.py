"""`saathi telegram-sandbox`: Telegram on this machine, for trying a flow as a phone shows it, without a token."""

from __future__ import annotations

import click

from bot.channels.telegram.sandbox import NOT_MODELLED, Sandbox
from bot.channels.telegram.sandbox.server import TOKEN


@click.command("telegram-sandbox")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8081, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on; 0 takes any."
)
@click.option("--token", default=TOKEN, help="The token that the bot must use; any of the form 123456:abc.")
def sandbox(host: str, port: int, token: str) -> None:
    """Serve a double of Telegram's Bot API, with a page to chat on: see a flow as a phone shows it, without a token.

    \b
    1. saathi telegram-sandbox                 prints the address of the page, and the line that starts the bot
    2. that line, in another terminal
    3. on the page press Start for the usual flow, or send "/start f-my_flow" for another published one, as a
       link t.me/your_bot?start=f-my_flow does; "/start l-hi" begins in Hindi

    Type, press, send files (several photos are an album), share the phone number and the place. After
    `saathi flow publish my_flow.yaml` the next message goes on in the new version. Whoever writes a program may use
    the addresses of the Bot API, and POST /sandbox/do to act as a person.

    Example: saathi telegram-sandbox --port 8081
    """  # noqa: D301 - click wants the character itself
    try:
        double = Sandbox(host, port, token)
    except OSError as wrong:
        raise click.ClickException(f"{host}:{port} cannot be used: {wrong.strerror}; choose another --port") from None
    click.echo(f"Chat here:   {double.url}/")
    click.echo("and start the bot beside it with")
    click.echo(f"  SAATHI_TELEGRAM_API_BASE={double.url} SAATHI_TELEGRAM_TOKEN={token} saathi serve")
    click.echo("Another flow than the usual one: send “/start f-NAME” there.")
    click.echo("Not modelled: " + "; ".join(NOT_MODELLED) + ".")
    double.serve()
