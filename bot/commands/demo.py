"""`saathi demo …`: the example data of a first look."""

from __future__ import annotations

import json

import click

from bot import demo as examples
from bot.authoring.publish import seed
from bot.database import open_database
from bot.settings import Settings
from storage.documents import DocumentStore
from storage.failures import Unacknowledged


@click.group("demo")
def demo() -> None:
    """Example traders, partners and leads.

    Example: saathi demo remove
    """


@demo.command("fill")
def fill() -> None:
    """Make the example data in an empty database.

    Example: saathi demo fill
    """
    settings = Settings.load()
    database = open_database(settings)
    with database.write() as tx:
        seed(tx)  # as a server does at its start: examples talk with the packaged flows
    made = examples.fill(database, DocumentStore.open(settings.documents_url), again=True)
    click.echo("example data made" if made else "there is data already; nothing was done")


@demo.command("remove")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def remove(as_json: bool) -> None:
    """Take away everything that is marked as example.

    Example: saathi demo remove
    """
    settings = Settings.load()
    try:
        gone = examples.remove(open_database(settings), DocumentStore.open(settings.documents_url))
    except Unacknowledged as away:
        raise click.ClickException(
            f"the examples are erased, but not all their files are deleted yet; say the same again later ({away})"
        ) from None
    click.echo(json.dumps(gone) if as_json else f"{gone['traders']} traders and {gone['partners']} partners removed")
