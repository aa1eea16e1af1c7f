"""`saathi contact …`: one person's data, for an operator who has to answer them: show it, export it, erase it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bot.commands.opened import now_option, opened
from bot.handoff import queue
from bot.handoff.number import display_number
from bot.links import Link, signed, write_link
from bot.settings import Settings
from locales.languages import LANGUAGES
from storage import (
    addresses,
    audit,
    consents,
    contacts,
    document_rows,
    erasure,
    events,
    leads,
    outbox,
    partners,
    sessions,
)
from storage.contacts import Contact
from storage.database import Database
from storage.documents import DocumentStore, DocumentStoreError
from storage.failures import Unacknowledged
from storage.times import iso
from storage.transaction import Transaction

ACTOR = "operator"
json_option = click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")


@click.group("contact")
def contact() -> None:
    """Show, export or erase what is kept about one person.

    Example: saathi contact show ID
    """


@contact.command("list")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--after", default="", help="Go on after this id.")
@json_option
def list_contacts(limit: int, after: str, as_json: bool) -> None:
    """The ids of the people there are; nothing that they said.

    Example: saathi contact list
    """
    with opened() as database, database.read() as tx:
        found = [_line(one) for one in contacts.listed(tx, after, limit)]
    if as_json:
        click.echo(json.dumps(found))
        return
    for one in found:
        click.echo(
            f"{one['id']}  {one['language'] or '-':<3} {one['created_at']}{'  erased' if one['erased_at'] else ''}"
        )


def _line(one: Contact) -> dict[str, Any]:
    erased = iso(one.erased_at) if one.erased_at is not None else None
    return {
        "id": one.id,
        "language": one.language,
        "example": bool(one.example),
        "created_at": iso(one.created_at),
        "erased_at": erased,
    }


@contact.command("invite")
@click.option("--campaign", help="A name of letters and digits, such as fair2026.")
@click.option(
    "--partner", "partner_id", metavar="ID", help="The partner that brings them; `saathi partner list` shows the ids."
)
@click.option("--language", type=click.Choice(list(LANGUAGES)), help="In which the conversation begins.")
@click.option("--flow", help="Another published flow than the usual one.")
@json_option
def invite(campaign: str | None, partner_id: str | None, language: str | None, flow: str | None, as_json: bool) -> None:
    """Write a start link. Campaign and partner count only from links written here; `contact show` tells who came by them.

    Example: saathi contact invite --campaign fair2026 --language hi
    """
    with opened() as database, database.read() as tx:
        if partner_id is not None and partners.find(tx, partner_id) is None:
            raise click.ClickException(f"there is no partner {partner_id}; `saathi partner list` shows the ids")
        named = {"campaign": campaign, "partner": partner_id}
        codes = {kind: signed(tx.vault, kind, name) for kind, name in named.items() if name}
        try:
            payload = write_link(Link(flow, language, **codes))
        except ValueError as wrong:
            raise click.ClickException(str(wrong)) from None
    if as_json:
        click.echo(json.dumps({"start": payload}))
        return
    click.echo(payload)
    click.echo(f"as in https://t.me/YOUR_BOT?start={payload}", err=True)


@contact.command("show")
@click.argument("contact_id", metavar="ID")
@json_option
def show(contact_id: str, as_json: bool) -> None:
    """What is kept about a person, by kind and time; answers only in an export.

    Example: saathi contact show ID
    """
    with opened() as database, database.read() as tx:
        body = summary(tx, _known(tx, contact_id))
    click.echo(json.dumps(body, ensure_ascii=False, indent=None if as_json else 2))


@contact.command("export")
@click.argument("contact_id", metavar="ID")
@click.option(
    "--out", type=click.Path(path_type=Path), help="A zip file with the documents; without it, JSON on the screen."
)
@json_option
def export(contact_id: str, out: Path | None, as_json: bool) -> None:
    """Everything that a person gave and that was made of it, for handing to them. That it was done is written down.

    Example: saathi contact export ID --out person.zip
    """
    with opened() as database:
        with database.write() as tx:
            known = _known(tx, contact_id)
            audit.note(tx, ACTOR, "exported", contact_id, contact_id)
            body = everything(tx, known)
        text = json.dumps(body, ensure_ascii=False, indent=None if as_json else 2)
        if out is None:
            click.echo(text)
            return
        number = _zip(database, contact_id, text, out)
    click.echo(f"{out}: the data and {number} documents", err=True)


def _zip(database: Database, contact_id: str, text: str, out: Path) -> int:
    """The JSON and the files, in a file that only its owner can read."""
    number = 0
    try:
        store = DocumentStore.open(Settings.load().documents_url)
        out.touch(mode=0o600)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("data.json", text)
            with database.read() as tx:
                for one in document_rows.of_contact(tx, contact_id):
                    if one.deleted_at is None:
                        data = store.get(tx.key(contact_id), contact_id, one.id, one.storage_key)
                        made.writestr(f"documents/{one.id}.{one.mime.rpartition('/')[2]}", data)
                        number += 1
    except (OSError, DocumentStoreError) as wrong:
        raise click.ClickException(f"{out} cannot be written: {wrong}") from None
    return number


@contact.command("erase")
@click.argument("contact_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@json_option
@now_option
def erase(contact_id: str, yes: bool, as_json: bool, now: str | None) -> None:
    """Destroy everything of a person, here and in every backup. It cannot be undone; a receipt remains.

    Example: saathi contact erase ID --yes
    """
    with opened(now) as database:
        with database.read() as tx:
            _known(tx, contact_id)
        if not yes:
            click.confirm(f"Erase {contact_id} for ever?", abort=True)
        store = _store()
        with database.write() as tx:
            queue.erase(tx, contact_id)
            done = erasure.erase(tx, contact_id, "operator")
            audit.note(tx, ACTOR, "erased", contact_id, contact_id)
        assert done is not None
        database.scrub()
        try:
            for name in done.files:
                store.delete(name)
        except Unacknowledged as away:
            raise click.ClickException(
                f"{contact_id} is erased, but not all its files are deleted yet; say the same again later ({away})"
            ) from None
    receipt = {"id": contact_id, "erased_at": iso(done.receipt.erased_at), "documents": done.receipt.documents}
    click.echo(json.dumps(receipt) if as_json else f"erased: {contact_id}, {done.receipt.documents} documents")


def _store() -> DocumentStore:
    try:
        return DocumentStore.open(Settings.load().documents_url)
    except DocumentStoreError as wrong:
        raise click.ClickException(str(wrong)) from None


def _known(tx: Transaction, contact_id: str) -> Contact:
    found = contacts.find(tx, contact_id)
    if found is None:
        raise click.ClickException(f"there is no contact {contact_id}; `saathi contact list` shows the ids")
    return found


def summary(tx: Transaction, known: Contact) -> dict[str, Any]:
    """Ids, kinds and times."""
    return {
        **_line(known),
        "human": bool(known.human),
        "stopped": bool(known.stopped),
        "brought_by": events.brought(tx, known.id),
        "addresses": [
            {"channel": one.channel, "closed": one.closed_at is not None} for one in addresses.of_contact(tx, known.id)
        ],
        "sessions": [
            {
                "id": one.id,
                "flow": one.flow,
                "version": one.version,
                "status": one.status,
                "created_at": iso(one.created_at),
                "updated_at": iso(one.updated_at),
            }
            for one in sessions.of_contact(tx, known.id)
        ],
        "leads": [
            {"id": one.id, "number": display_number(one.id), "status": one.status, "partner": one.partner_id}
            for one in leads.of_contact(tx, known.id)
        ],
        "documents": [
            {"id": one.id, "mime": one.mime, "bytes": one.bytes, "deleted": one.deleted_at is not None}
            for one in document_rows.of_contact(tx, known.id)
        ],
        "consents": [
            {
                "purpose": one.purpose,
                "choice": one.choice,
                "notice_version": one.notice_version,
                "language": one.language,
                "at": iso(one.at),
            }
            for one in consents.of_contact(tx, known.id)
        ],
        "seen_by": [
            {"at": iso(line.at), "who": line.actor, "what": line.action, "subject": line.subject}
            for line in audit.of_contact(tx, known.id)
        ],
    }


def everything(tx: Transaction, known: Contact) -> dict[str, Any]:
    """The summary, with all that was sealed opened."""
    return {
        **summary(tx, known),
        "answers": {one.id: one.body for one in sessions.of_contact(tx, known.id)},
        "profiles": {one.id: one.body for one in leads.of_contact(tx, known.id)},
        "conversations": {one.id: list(_talk(tx, one.id)) for one in sessions.of_contact(tx, known.id)},
        "inputs": {
            one.id: [
                {"at": iso(event.at), "kind": event.kind, "step": event.step, "body": event.body, "asked": event.asked}
                for event in _events(tx, one.id)
            ]
            for one in sessions.of_contact(tx, known.id)
        },
        "read_from_documents": {one.id: one.body for one in document_rows.of_contact(tx, known.id)},
    }


def _talk(tx: Transaction, session_id: str) -> Iterator[dict[str, Any]]:
    after = 0
    while page := outbox.said(tx, session_id, after):
        for one in page:
            yield {"seq": one.seq, "at": iso(one.created_at), **(one.body or {})}
        after = page[-1].seq


def _events(tx: Transaction, session_id: str) -> Iterator[events.Event]:
    after = 0
    while page := events.of_session(tx, session_id, after):
        yield from page
        after = page[-1].id
