"""`saathi lead …`: the queue for an admin: list, show, explain, simulate, export, and set right."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import click

from bot.commands.opened import now_option, opened
from bot.desk import QueueDesk, tell
from bot.handoff import explain as explaining
from bot.handoff import queue
from bot.handoff.done import Done
from bot.handoff.export import as_csv, as_jsonl, as_xlsx, row
from bot.handoff.lives import LEAD_STATUSES, Refusal
from bot.handoff.number import display_number
from bot.handoff.terms import Terms, TermsError, written
from bot.handoff.twins import DUPLICATE, merge, twins
from bot.handoff.views import lead_json
from bot.library import words
from bot.shelf import Shelf
from bot.turns import Turns
from storage import audit, leads, partners
from storage.ids import new_id
from storage.leads import StoredLead
from storage.transaction import Transaction

json_option = click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")
_PAGE = 200


@click.group("lead")
def lead() -> None:
    """Leads: list, show, explain, export; release, recall, merge.

    Example: saathi lead list --status open
    """


@lead.command("list")
@click.option("--status", "statuses", multiple=True, type=click.Choice(LEAD_STATUSES), help="Only these.")
@json_option
def list_leads(statuses: tuple[str, ...], as_json: bool) -> None:
    """All leads, oldest first.

    Example: saathi lead list --json
    """
    with opened() as database, database.read() as tx:
        found = [_line(one) for one in _all(tx, statuses)]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one['id']}  {one['number']}  {one['status']:<11}  {one['score']:>3}  {one['partner'] or ''}")


def _line(one: StoredLead) -> dict[str, Any]:
    more = {"number": display_number(one.id), "score": one.score, "held": list(one.facets.get("held", ()))}
    return {"id": one.id, "status": one.status, "partner": one.partner_id, **more, "example": one.example}


def _all(tx: Transaction, statuses: tuple[str, ...] = ()) -> Iterator[StoredLead]:
    after = (0, "")
    while page := leads.listed(tx, statuses=statuses or LEAD_STATUSES, after=after, limit=_PAGE):
        yield from page
        after = (page[-1].created_at, page[-1].id)


@lead.command("show")
@click.argument("lead_id", metavar="ID")
@json_option
def show(lead_id: str, as_json: bool) -> None:
    """A whole lead, nothing hidden; the look is written down.

    Example: saathi lead show ID
    """
    with opened() as database, database.write() as tx:
        found = _known(tx, lead_id)
        audit.note(tx, "admin", "lead-viewed", found.id, found.contact_id)
        body = lead_json(tx, found, unmasked=True)
    click.echo(json.dumps(body, ensure_ascii=False, indent=None if as_json else 2))


@lead.command("explain")
@click.argument("lead_id", metavar="ID")
@json_option
@now_option
def explain(lead_id: str, as_json: bool, now: str | None) -> None:
    """Why this partner, why this order; who could have the lead now.

    Example: saathi lead explain ID
    """
    with opened(now) as database, database.read() as tx:
        found = explaining.explain(tx, _known(tx, lead_id).id)
    assert found is not None
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else explaining.in_words(found))


@lead.command("simulate")
@click.option(
    "--rules",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON: {"partner id or name": {terms}}; others keep theirs, null takes one out. Without: the present terms.',
)
@json_option
def simulate(rules: Path | None, as_json: bool) -> None:
    """Run the past leads against other rules: who would have been offered what. Nothing is changed.

    Example: saathi lead simulate --rules new-terms.json
    """
    with opened() as database, database.read() as tx:
        known = {one.id: (one.name, Terms.from_json(one.body)) for one in partners.listed(tx, active=True)}
        past = explaining.past_leads(tx)
    everyone = _with_rules(known, _rules(rules)) if rules is not None else known
    would = explaining.simulate(past, everyone)
    if as_json:
        lines = [{"id": w.lead_id, "was": w.was, "would": w.partner_id, "why": w.why} for w in would]
        click.echo(json.dumps(lines, ensure_ascii=False))
        return
    names: dict[str | None, str] = {None: "nobody"}
    names |= {key: name for key, (name, _) in (known | everyone).items()}
    for one in would:
        if one.was != one.partner_id:
            was, now = (names.get(key) or str(key) for key in (one.was, one.partner_id))
            click.echo(f"{display_number(one.lead_id)}  {was} -> {now}  ({one.why})")
    before = Counter(names.get(one.was) or str(one.was) for one in would)
    after = Counter(names.get(one.partner_id) or str(one.partner_id) for one in would)
    for name in sorted({*before, *after}):
        click.echo(f"{name}: {before[name]} -> {after[name]}")
    click.echo(f"{sum(w.was != w.partner_id for w in would)} of {len(would)} leads would have gone elsewhere")


def _rules(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise click.ClickException(f"{file}: not JSON: {wrong}") from None
    if not isinstance(found, dict):
        raise click.ClickException(f'{file}: write {{"partner": {{"states": ["27"]}}}}')
    return found


def _with_rules(known: dict[str, tuple[str, Terms]], rules: dict[str, Any]) -> dict[str, tuple[str, Terms]]:
    everyone = dict(known)
    ids = {name: key for key, (name, _) in known.items()}
    for whose, terms in rules.items():
        key = whose if whose in known else ids.get(whose, f"new:{whose}")
        if terms is None:
            everyone.pop(key, None)
            continue
        try:
            name, before = known.get(key, (whose, Terms()))
            if not isinstance(terms, dict):
                raise TermsError('write its terms, such as {"states": ["27"]}, or null')
            everyone[key] = (name, written(terms, before))
        except TermsError as wrong:
            raise click.ClickException(f"{whose}: {wrong}") from None
    return everyone


@lead.command("export")
@click.option("--format", "form", default="csv", show_default=True, type=click.Choice(["csv", "xlsx", "jsonl"]))
@click.option("--status", "statuses", multiple=True, type=click.Choice(LEAD_STATUSES), help="Only these.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to the screen.")
def export(form: str, statuses: tuple[str, ...], out: Path | None) -> None:
    """All leads as a table. It holds personal data; the look at each is written down.

    Example: saathi lead export --format xlsx --out leads.xlsx
    """
    if form == "xlsx" and out is None and sys.stdout.isatty():
        raise click.UsageError("a workbook is no text: give --out FILE")
    with opened() as database, database.write() as tx:
        found = []
        for one in _all(tx, statuses):
            if one.body is not None:
                audit.note(tx, "admin", "lead-exported", one.id, one.contact_id)
                found.append(lead_json(tx, one, unmasked=True))
    match form:
        case "csv":
            data = as_csv(map(row, found))
        case "xlsx":
            data = as_xlsx(map(row, found))
        case _:
            data = as_jsonl(found)
    if out is None:
        click.echo(data, nl=False)
        return
    try:
        out.write_bytes(data)
    except OSError as wrong:
        raise click.ClickException(f"{out} cannot be written: {wrong.strerror}") from None
    click.echo(f"{len(found)} leads in {out}", err=True)


@lead.command("release")
@click.argument("lead_id", metavar="ID")
@json_option
@now_option
def release(lead_id: str, as_json: bool, now: str | None) -> None:
    """Let a held, lost or returned lead go on to the next partner.

    Example: saathi lead release ID
    """
    with opened(now) as database, database.write() as tx:
        done = _done(tx, "release", _known(tx, lead_id), lambda one: queue.release(tx, one))
    _say(done, as_json)


@lead.command("recall")
@click.argument("lead_id", metavar="ID")
@click.option("--reason", default="", help="Why; the partner is not told.")
@json_option
@now_option
def recall(lead_id: str, reason: str, as_json: bool, now: str | None) -> None:
    """Take a lead from its partner and offer it to the next.

    Example: saathi lead recall ID --reason "no news for a week"
    """
    with opened(now) as database, database.write() as tx:
        done = _done(tx, "recall", _known(tx, lead_id), lambda one: queue.recall(tx, one, reason))
    _say(done, as_json)


@lead.command("duplicates")
@click.argument("lead_id", metavar="[ID]", required=False)
@json_option
def duplicates(lead_id: str | None, as_json: bool) -> None:
    """Held leads, or one lead, and the live leads of others with the same GSTIN, PAN or phone. Which kind is said, never which number.

    Example: saathi lead duplicates
    """
    with opened() as database, database.read() as tx:
        some = [_known(tx, lead_id)] if lead_id is not None else list(_all(tx, ("held",)))
        same = twins(tx, some)
        found = [
            _line(one) | {"same": [_line(twin.lead) | {"kinds": list(twin.kinds)} for twin in same.get(one.id, ())]}
            for one in some
            if one.id in same or any(str(why).startswith(DUPLICATE) for why in one.facets.get("held", ()))
        ]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for line in found:
        for other in line["same"]:
            kinds = ", ".join(other["kinds"])
            click.echo(
                f"{line['number']} ({line['status']}) has the same {kinds} as {other['number']} ({other['status']})"
            )
        if not line["same"]:
            click.echo(
                f"{line['number']} ({line['status']}): the other is gone; `saathi lead release {line['number']}`"
            )


@lead.command("merge")
@click.argument("lead_id", metavar="ID")
@click.option("--into", "into_id", metavar="ID", required=True, help="The lead that lives on.")
@json_option
@now_option
def merge_leads(lead_id: str, into_id: str, as_json: bool, now: str | None) -> None:
    """Two leads of one trader: end the first in favour of the other. Its trader, and whoever holds the other, are told.

    Example: saathi lead merge S-7K3QD --into S-A2B4C
    """
    with opened(now) as database, database.write() as tx:
        into = _known(tx, into_id)
        done = _done(tx, "merge", _known(tx, lead_id), lambda one: merge(tx, one, into.id))
    _say(done, as_json)


def _done(tx: Transaction, verb: str, known: StoredLead, does: Callable[[str], Done | Refusal]) -> Done | Refusal:
    """Do it, write down who did, and tell the traders in their conversations: a running server sends it."""
    done = does(known.id)
    if isinstance(done, Done):
        audit.note(tx, "admin", f"lead-{verb}", known.id, known.contact_id)
        turns = Turns(Shelf(), words(), QueueDesk())
        tell(tx, turns, done.notices, f"admin:{new_id()}")
    return done


def _say(done: Done | Refusal, as_json: bool) -> None:
    if isinstance(done, Refusal):
        raise click.ClickException(_REFUSED.get(done.code, f"{done.code}: the lead is {done.status or 'not there'}"))
    click.echo(json.dumps(_line(done.lead)) if as_json else f"{done.lead.id}  {done.lead.status}")


_REFUSED: Final = {
    "no-consent": "no-consent: the trader has taken it back or does not share it; only the trader can give it again",
    "not-the-same": "not-the-same: the two have neither GSTIN, PAN nor phone in common, or one of them is over:"
    " see `saathi lead duplicates`",
}


def _known(tx: Transaction, lead_id: str) -> StoredLead:
    found = leads.find(tx, lead_id)
    if found is None:
        found = next((one for one in _all(tx) if display_number(one.id) == lead_id.upper()), None)
    if found is None:
        raise click.ClickException(f"there is no lead {lead_id}: see `saathi lead list`")
    return found
