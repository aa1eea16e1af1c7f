"""Numbers, money and dates, with the step's limits. What was understood is always said back.

Stored as plain text: a decimal without exponent or idle zeros ("1250000", "2.5"), a date as 2026-11-23.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from flows.answers.among import one_among
from flows.answers.reading import Accepted, DidYouMean, Reading, StepLike
from flows.problems import Problem, problem
from locales.dates import possible_dates, read_date, say_date
from locales.digits import normalise, to_ascii
from locales.money import read_money, say_money
from locales.numbers import read_number, say_number

MOST: Final = Decimal(10) ** 15
"""Ten crore crore: beyond it a slip of the keyboard, not an answer."""
_PLACES: Final = 6
_LONGEST: Final = 200

_PLAIN: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_ENDLESS: Final = re.compile(r"[^0-9]{0,4}[0-9][0-9,.]{15,}")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def plain_decimal(value: Decimal) -> str:
    """Without exponent or idle zeros: "1250000", "2.5", "0"."""
    if value == 0:
        return "0"
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def decimal(text: object) -> Decimal | None:
    """The number that a stored value or a limit holds."""
    if not isinstance(text, str):
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _sized(value: Decimal) -> Problem | None:
    """Why no step takes such a number."""
    if abs(value) >= MOST:
        return problem("number-too-long")
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_PLACES:
        return problem("number-too-fine", most=_PLACES)
    return None


def _too_many_digits(text: str) -> Problem | None:
    """Digits on digits are a number all the same: it is only too long."""
    return problem("number-too-long") if _ENDLESS.fullmatch(to_ascii(normalise(text[:_LONGEST]))) else None


def is_year(step: StepLike) -> bool:
    """Whether the limits leave only years: "2,012" is no year, and nobody needs one in words."""
    least, most = decimal(step.at_least), decimal(step.at_most)
    return least is not None and most is not None and least >= 1000 and most <= 9999


def _asked(text: str, refused: Problem, read: Callable[[str], Reading]) -> Reading:
    """One number among other words is asked about."""

    def accepted(part: str) -> Accepted | None:
        found = read(part)
        return found if isinstance(found, Accepted) else None

    found = one_among(text, accepted) if len(text) <= _LONGEST else None
    return DidYouMean((found.value,), refused) if found is not None else refused


def read_count(step: StepLike, text: str, language: str) -> Reading:
    """A number, in digits of any script or in words."""
    value = read_number(text, language) if len(text) <= _LONGEST else None
    if value is None:
        return _too_many_digits(text) or _asked(
            text, problem("not-a-number"), lambda part: read_count(step, part, language)
        )
    wrong = _sized(value) or _limits(step, value, lambda limit: _say_limit(step, limit, language), "number")
    return wrong or Accepted(plain_decimal(value), echo=True)


def _say_limit(step: StepLike, limit: Decimal, language: str) -> str:
    return plain_decimal(limit) if is_year(step) else say_number(limit, language)


def _limits(step: StepLike, value: Decimal, say: Callable[[Decimal], str], sort: str) -> Problem | None:
    least, most = decimal(step.at_least), decimal(step.at_most)
    if least is not None and value < least:
        return problem(f"{sort}-too-small", least=say(least))
    if most is not None and value > most:
        return problem(f"{sort}-too-big", most=say(most))
    return None


def read_amount(step: StepLike, text: str, language: str) -> Reading:
    """An amount of money. A bare number is in the step's currency."""
    found = read_money(text, language, step.currency or "INR") if len(text) <= _LONGEST else None
    if found is None:
        return _too_many_digits(text) or _asked(
            text, problem("not-an-amount"), lambda part: read_amount(step, part, language)
        )
    amount, currency = found
    if amount < 0:
        return problem("amount-negative")
    wrong = _sized(amount)
    if wrong is None and currency == (step.currency or "INR"):
        # The limits are in the step's currency; an amount in another cannot be compared without a rate.
        wrong = _limits(step, amount, lambda limit: say_money(limit, currency, language), "amount")
    return wrong or Accepted({"amount": plain_decimal(amount), "currency": currency}, echo=True)


def _limit_day(limit: str | None, today: date) -> date | None:
    """A day of the calendar, or "today"."""
    if limit is None:
        return None
    return today if limit == "today" else day(limit)


def day(text: object) -> date | None:
    """The date that a stored value holds."""
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_day(step: StepLike, text: str, language: str, today: date) -> Reading:
    """A date, Indian day first."""
    found = read_date(text, language, today) if len(text) <= _LONGEST else None
    if found is None:
        return _day_asked(step, text, language, today)
    return _day_limits(step, found, language, today) or Accepted(found.isoformat(), echo=True)


def _day_limits(step: StepLike, found: date, language: str, today: date) -> Problem | None:
    least, most = _limit_day(step.at_least, today), _limit_day(step.at_most, today)
    if least is not None and found < least:
        return problem("date-too-early", least=say_date(least, language))
    if most is not None and found > most:
        return problem("date-too-late", most=say_date(most, language))
    return None


def _day_asked(step: StepLike, text: str, language: str, today: date) -> Reading:
    """One of two days, a day in no calendar, or no date."""
    meant = possible_dates(text, language, today)
    if meant is None:
        return problem("not-a-date")
    fitting = tuple(day.isoformat() for day in meant if _day_limits(step, day, language, today) is None)
    if fitting:
        return DidYouMean(fitting, problem("not-a-date"))
    return problem("not-a-date") if meant else problem("no-such-day")


def fits_count(step: StepLike, value: object) -> bool:
    """Whether a stored number is still within the limits."""
    if not isinstance(value, str) or not _PLAIN.fullmatch(value):
        return False
    number = decimal(value)
    return number is not None and _sized(number) is None and _limits(step, number, str, "number") is None


def fits_amount(step: StepLike, value: object) -> bool:
    """Whether a stored amount is still within the limits, which are in the step's currency."""
    if not isinstance(value, Mapping) or set(value) != {"amount", "currency"}:
        return False
    amount, currency = decimal(value["amount"]), value["currency"]
    if (
        amount is None
        or amount < 0
        or _sized(amount)
        or not isinstance(currency, str)
        or not _CURRENCY.fullmatch(currency)
    ):
        return False
    return currency != (step.currency or "INR") or _limits(step, amount, str, "amount") is None


def fits_day(step: StepLike, value: object) -> bool:
    """Whether a stored date is still within the limits. "today" was judged on the day it was answered."""
    found = day(value)
    if found is None:
        return False
    least, most = day(step.at_least), day(step.at_most)
    return (least is None or found >= least) and (most is None or found <= most)
