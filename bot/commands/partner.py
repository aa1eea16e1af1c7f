"""`saathi partner …`: who takes leads, on which terms, with which keys."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any
from unicodedata import category

import click

from bot.commands.opened import now_option, opened
from bot.handoff import offering
from bot.handoff.export import as_csv
from bot.handoff.statement import COLUMNS, MILESTONES, scorecard, statement
from bot.handoff.terms import Terms, TermsError, read_days, read_hours
from flows.answers.states import GST_STATES
from locales.languages import LANGUAGES
from storage import partners
from storage.ids import new_id
from storage.partners import READ_WRITE, Partner
from storage.times import DAY, iso
from storage.transaction import Transaction

json_option = click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")


class Several(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """Values with commas between them."""

    name = "a,b"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        if isinstance(value, frozenset):
            return value
        return frozenset(part.strip() for part in str(value).split(",") if part.strip())


def terms_options(command: Any) -> Any:
    """The options in which terms are given; `None` is "not given"."""
    for option in reversed(
        [
            click.option("--states", type=Several(), help="GST state codes, such as 27,24; without: everywhere."),
            click.option("--languages", type=Several(), help="Language codes, such as hi,mr; without: all."),
            click.option("--categories", type=Several(), help="Product categories by option id; without: all."),
            click.option("--activities", type=Several(), help="What traders do, by option id; without: all."),
            click.option("--min-score", type=click.IntRange(0, 100), help="Only leads with this score or more."),
            click.option("--capacity", "per_day", type=click.IntRange(0), help="Leads a day; without: no limit."),
            click.option("--open-at-once", type=click.IntRange(0), help="Leads in work at once; without: no limit."),
            click.option("--hours", help="Working hours in India, such as 09:30-18:00; without: always."),
            click.option("--days", type=Several(), help="Working days, such as mon,tue,wed,thu,fri."),
            click.option("--commission", multiple=True, help="What a milestone earns in rupees, such as listed=500."),
            click.option(
                "--weight", type=click.IntRange(1), help="Share beside other partners; 2 gets twice as many as 1."
            ),
            click.option("--answer-minutes", type=click.IntRange(1), help="Working minutes to answer an offer; 240."),
            click.option(
                "--return-days", type=click.IntRange(0), help="Days in which a bad lead may be given back; 7."
            ),
            click.option(
                "--returns-per-month", type=click.IntRange(0), help="Leads given back in 30 days; without: no limit."
            ),
            click.option(
                "--shared/--exclusive", "shared", default=None, help="Shared: claims from the open pool only."
            ),
            click.option("--on-leave/--back", "on_leave", default=None, help="On leave: no offers."),
        ]
    ):
        command = option(command)
    return command


def with_changes(terms: Terms, given: dict[str, Any]) -> Terms:
    """The terms with what was given on the command line. Raises click.BadParameter."""
    changes = {name: value for name, value in given.items() if value is not None}
    for name, there_are in (("languages", LANGUAGES), ("states", GST_STATES)):
        unknown = sorted(changes.get(name, frozenset()) - set(there_are))
        if unknown:
            raise click.BadParameter(
                f"unknown: {', '.join(unknown)}; there are {', '.join(there_are)}", param_hint=f"--{name}"
            )
    try:
        if paid := changes.pop("commission", ()):
            changes["commission"] = {**terms.commission, **dict(_commission(one) for one in paid)}
        if "hours" in changes:
            changes["opens"], changes["closes"] = read_hours(changes.pop("hours"))
        if "days" in changes:
            changes["days"] = read_days(changes["days"])
        if "shared" in changes:
            changes["exclusive"] = not changes.pop("shared")
        return Terms.from_json(replace(terms, **changes).to_json())
    except TermsError as wrong:
        raise click.BadParameter(str(wrong)) from None


def _commission(text: str) -> tuple[str, str]:
    milestone, _, amount = text.partition("=")
    if milestone not in MILESTONES:
        raise TermsError(f"{milestone!r} is no milestone; there are {', '.join(MILESTONES)}")
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", amount, re.ASCII):
        raise TermsError(f"{amount!r} is no amount in rupees; write {milestone}=500")
    return milestone, str(Decimal(amount))


@click.group("partner")
def partner() -> None:
    """Partners: add them, change their terms, give them keys.

    Example: saathi partner add "Udaan Exports" --states 27,24 --languages hi,mr --capacity 5
    """


@partner.command("add")
@click.argument("name")
@terms_options
@json_option
@now_option
def add(name: str, as_json: bool, now: str | None, **given: Any) -> None:
    """Add a partner; what lies in the open pool is offered to it at once.

    Example: saathi partner add "Udaan Exports" --states 27,24 --languages hi,mr --capacity 5
    """
    if not name.strip() or len(name) > 128 or any(category(char) in ("Cc", "Zl", "Zp") for char in name):
        raise click.BadParameter("a name has 1 to 128 characters in one line", param_hint="NAME")
    new = Partner(new_id(), name.strip(), with_changes(Terms(), given).to_json())
    with opened(now) as database, database.write() as tx:
        partners.add(tx, new)
        offering.offer_waiting(tx)
    click.echo(json.dumps({"id": new.id, "name": new.name}, ensure_ascii=False) if as_json else f"{new.id}  {new.name}")


@partner.command("set")
@click.argument("partner_id", metavar="ID")
@terms_options
@click.option("--active/--suspended", "active", default=None, help="Suspended: no offers, no keys.")
@json_option
@now_option
def set_terms(partner_id: str, active: bool | None, as_json: bool, now: str | None, **given: Any) -> None:
    """Change a partner's terms; what is not given stays.

    Example: saathi partner set ID --capacity 10 --hours 09:30-18:00
    """
    with opened(now) as database, database.write() as tx:
        known = _known(tx, partner_id)
        terms = with_changes(Terms.from_json(known.body), given)
        partners.save(tx, replace(known, body=terms.to_json(), active=known.active if active is None else active))
        if active is False:
            offering.suspend(tx, partner_id)
        offering.offer_waiting(tx)
    body = {"id": known.id, "name": known.name, "terms": terms.to_json()}
    click.echo(json.dumps(body, ensure_ascii=False) if as_json else f"{known.name}: {json.dumps(terms.to_json())}")


@partner.command("list")
@json_option
def list_partners(as_json: bool) -> None:
    """All partners.

    Example: saathi partner list --json
    """
    with opened() as database:
        found = database.view(lambda tx: partners.listed(tx))
    if as_json:
        body = [{"id": one.id, "name": one.name, "active": one.active, "terms": dict(one.body)} for one in found]
        click.echo(json.dumps(body, ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one.id}  {one.name}{'' if one.active else '  (suspended)'}")


@partner.command("key")
@click.argument("partner_id", metavar="ID")
@click.option("--read-only", is_flag=True, help="A key that cannot accept or report.")
@click.option("--days", type=click.IntRange(1), help="The key ends after so many days; without: never.")
@click.option("--revoke", metavar="KEY_ID", help="End this key instead of making one.")
@json_option
def key(partner_id: str, read_only: bool, days: int | None, revoke: str | None, as_json: bool) -> None:
    """Make an API key: shown once, earlier keys stay valid until revoked.

    Example: saathi partner key ID
    """
    with opened() as database, database.write() as tx:
        _known(tx, partner_id)
        if revoke is not None:
            if not any(one.id == revoke for one in partners.keys(tx, partner_id)) or not partners.revoke_key(
                tx, revoke
            ):
                raise click.ClickException(
                    f"{partner_id} has no valid key {revoke}: see `saathi partner keys {partner_id}`"
                )
            click.echo(json.dumps({"id": revoke, "revoked": True}) if as_json else f"{revoke} is revoked")
            return
        ends = None if days is None else tx.now + days * DAY
        key_id, secret = partners.new_key(tx, partner_id, scopes="read" if read_only else READ_WRITE, expires_at=ends)
    click.echo(json.dumps({"id": key_id, "key": secret}) if as_json else f"{key_id}  {secret}")


@partner.command("keys")
@click.argument("partner_id", metavar="ID")
@json_option
def keys(partner_id: str, as_json: bool) -> None:
    """A partner's keys: when made and used, never the keys themselves.

    Example: saathi partner keys ID
    """
    with opened() as database, database.read() as tx:
        _known(tx, partner_id)
        found = [
            {
                "id": one.id,
                "hint": f"…{one.hint}",
                "scopes": one.scopes.split(),
                "created_at": iso(one.created_at),
                **{
                    name: None if at is None else iso(at)
                    for name, at in (
                        ("used_at", one.used_at), ("expires_at", one.expires_at), ("revoked_at", one.revoked_at),
                    )
                },
            }
            for one in partners.keys(tx, partner_id)
        ]  # fmt: skip
    for one in [] if as_json else found:
        state = "revoked" if one["revoked_at"] else f"last used {one['used_at'] or 'never'}"
        click.echo(f"{one['id']}  {one['hint']}  {one['created_at']}  {state}")
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))


@partner.command("statement")
@click.argument("partner_id", metavar="ID")
@click.argument("month", metavar="YYYY-MM")
@json_option
def statement_of(partner_id: str, month: str, as_json: bool) -> None:
    """The month's milestones and commission, as CSV.

    Example: saathi partner statement ID 2026-11 > november.csv
    """
    try:
        with opened() as database, database.read() as tx:
            lines = statement(tx, _known(tx, partner_id), month)
    except ValueError as wrong:
        raise click.BadParameter(str(wrong), param_hint="YYYY-MM") from None
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False))
    else:
        click.echo(as_csv(lines, COLUMNS), nl=False)


@partner.command("scorecard")
@click.argument("partner_id", required=False, metavar="[ID]")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 3660), help="How far to look back.")
@json_option
def scorecard_of(partner_id: str | None, days: int, as_json: bool) -> None:
    """How partners do: answered in time, accepted, listed, returned.

    Example: saathi partner scorecard --days 90
    """
    with opened() as database, database.read() as tx:
        chosen = [_known(tx, partner_id)] if partner_id else partners.listed(tx)
        found = [scorecard(tx, one, tx.now - days * DAY) for one in chosen]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(
            [one["partner"], *(f"{k}={v}" for k, v in one.items() if k not in ("id", "partner"))]
        )
        click.echo(out.getvalue().replace(",", "  "))


def _known(tx: Transaction, partner_id: str) -> Partner:
    found = partners.find(tx, partner_id)
    if found is None:
        raise click.ClickException(f"there is no partner {partner_id}: see `saathi partner list`")
    return found
