"""What the partner earned, a month at a time, and how it does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from babel.dates import format_date
from fastapi import APIRouter, Request, Response

from bot.handoff.statement import COLUMNS, month_of, scorecard, statement
from bot.reminders import INDIA
from bot.web.portal.hall import Hall, NotThere
from bot.web.portal.times import moment
from locales.money import say_money
from storage.times import DAY, to_datetime
from storage.transaction import Transaction

MONTHS: Final = 12
SCORED_FOR: Final = 90 * DAY


def statement_room(router: APIRouter, hall: Hall) -> None:
    """`/partner/statement` and its CSV."""

    @router.get("/statement")
    async def show(request: Request, month: str = "") -> Response:
        visitor = await hall.visitor(request)
        months = await hall.view(_months)
        wanted = month or months[0]
        _known(wanted)
        lines = await hall.view(lambda tx: statement(tx, visitor.partner, wanted))
        card = await hall.view(lambda tx: scorecard(tx, visitor.partner, tx.now - SCORED_FOR))
        return hall.page(
            request, "statement.html", visitor,
            months=[(one, _named(one, visitor.language)) for one in months], month=wanted, card=card,
            lines=[
                {**one, "when": moment(one["at"], visitor.language), "amount": _rupees(one, visitor.language)} for one in lines[:-1]
            ],
            total=_rupees(lines[-1], visitor.language),
        )  # fmt: skip

    @router.get("/statement.csv")
    async def taken(request: Request, month: str) -> Response:
        visitor = await hall.visitor(request)
        _known(month)
        from bot.handoff.export import as_csv  # brings openpyxl with it

        lines = await hall.view(lambda tx: statement(tx, visitor.partner, month))
        headers = {"Content-Disposition": f'attachment; filename="statement-{month}.csv"', "Cache-Control": "no-store"}
        return Response(as_csv(lines, COLUMNS), media_type="text/csv; charset=utf-8", headers=headers)


def _rupees(line: Mapping[str, str], language: str) -> str:
    return say_money(Decimal(line["commission"]), "INR", language)


def _known(month: str) -> None:
    try:
        month_of(month)
    except ValueError:
        raise NotThere from None


def _months(tx: Transaction) -> list[str]:
    """This month and those before, newest first."""
    now = to_datetime(tx.now).astimezone(INDIA)
    found, year, month = [], now.year, now.month
    for _ in range(MONTHS):
        found.append(f"{year}-{month:02d}")
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found


def _named(month: str, language: str) -> str:
    return format_date(datetime.strptime(month, "%Y-%m").replace(tzinfo=INDIA), "LLLL y", locale=language)
