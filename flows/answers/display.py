"""A stored value in a few words, in a language: for echoes, reviews, "did you mean", `saathi read`.

It never raises: a value of another kind (a flow changed its mind) is shown as the text it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import phonenumbers

from flows.answers.amounts import day, decimal, is_year
from flows.answers.countries import country_name
from flows.answers.reading import Labels, StepLike
from locales.dates import say_date
from locales.languages import LANGUAGES
from locales.money import say_money
from locales.numbers import say_number


def display(step: StepLike, value: Any, language: str, labels: Labels | None = None) -> str:
    """`value` as a trader reads it. `labels`: option id -> its words in `language`, the label first."""
    match step.kind, value:
        case "choice" | "yes_no", str():
            return _label(step, value, labels)
        case "choices", list():
            return _comma(language).join(_label(step, str(item), labels) for item in value)
        case "consent", {"choice": choice}:
            return _label(step, str(choice), labels)
        case "language", str():
            known = LANGUAGES.get(value)
            return known.endonym if known else value
        case "country", str():
            return country_name(value, language)
        case "countries", list():
            return _comma(language).join(country_name(str(item), language) for item in value)
        case "number", str() if is_year(step):
            return value
        case "document", list():
            return str(len(value))
        case _:
            return _said(step.kind, value, language)


def _comma(language: str) -> str:
    """What stands between the parts of a list."""
    known = LANGUAGES.get(language)
    return "، " if known is not None and known.rtl else ", "


def _label(step: StepLike, option_id: str, labels: Labels | None) -> str:
    words = (labels or {}).get(option_id)
    if words:
        return words[0]
    known = next((option.label for option in step.options if option.id == option_id), "")
    return known or option_id


def _said(kind: str, value: Any, language: str) -> str:
    match kind, value:
        case "number", str() if (number := decimal(value)) is not None:
            return say_number(number, language)
        case "money", {"amount": amount, "currency": str() as currency} if (number := decimal(amount)) is not None:
            return say_money(number, currency, language)
        case "date", str() if (found := day(value)) is not None:
            return say_date(found, language)
        case "phone", str():
            return _phone(value)
        case "pincode", {"pincode": pincode}:
            parts = (pincode, value.get("district"), value.get("state"))
            return _comma(language).join(str(part) for part in parts if part)
        case "gstin" | "pan", Mapping():
            return str(value.get(kind, ""))
        case _:
            return _plain(value)


def _phone(number: str) -> str:
    """+91 98123 45678."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _plain(value: Any) -> str:
    match value:
        case str():
            return value
        case None:
            return ""
        case list():
            return ", ".join(_plain(item) for item in value)
        case Mapping():
            return next((item for item in value.values() if isinstance(item, str)), "")
        case _:
            return str(value)
