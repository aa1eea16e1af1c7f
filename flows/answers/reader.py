"""`read_answer`: what a typed reply comes to for a step. `fits`: whether a stored value still answers a step.

Pure: the day is an argument. Nothing here raises on any text, and whatever is accepted fits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flows.answers.amounts import fits_amount, fits_count, fits_day, read_amount, read_count, read_day
from flows.answers.contacts import read_email, read_phone, read_url, valid_email, valid_phone, valid_url
from flows.answers.countries import COUNTRY_CODES, read_countries, read_country
from flows.answers.gst import gstin_value, read_gstin, valid_gstin
from flows.answers.identifiers import (
    VALID,
    pan_value,
    read_ad_code,
    read_cin,
    read_fssai,
    read_hsn,
    read_iec,
    read_ifsc,
    read_llpin,
    read_pan,
    read_udyam,
    valid_pan,
)
from flows.answers.options import count_limits, fits_choice, fits_list, read_choice, read_choices, read_yes_or_no
from flows.answers.places import pincode_value, read_pincode
from flows.answers.reading import Accepted, Labels, Reading, StepLike
from flows.answers.tongues import offered, read_language
from flows.answers.words import fits_text, read_text
from flows.problems import problem


def read_answer(step: StepLike, text: str, language: str, today: date, labels: Labels | None = None) -> Reading:
    """What `text`, typed in answer to `step` by a trader who chose `language`, comes to.

    `labels` are the options' words in that language: option id -> label, short, synonyms; English ones count always.
    The Aadhaar scan is not made here: the engine makes it first, over everything that comes in.
    """
    match step.kind:
        case "text":
            return read_text(step, text)
        case "choice":
            return read_choice(step, text, language, labels)
        case "choices":
            return read_choices(step, text, language, labels)
        case "yes_no":
            return read_yes_or_no(text, language, labels)
        case "consent":
            return _consent(step, read_yes_or_no(text, language, labels))
        case "language":
            return read_language(step, text, language, labels)
        case "number":
            return read_count(step, text, language)
        case "money":
            return read_amount(step, text, language)
        case "date":
            return read_day(step, text, language, today)
        case "document":
            return problem("send-a-file")
        case "note" | "review" | "end":
            return problem("use-the-buttons")
        case _:
            return _read_identifier(step, text)


def _consent(step: StepLike, read: Reading) -> Reading:
    """A choice is for the notice that was shown."""
    if isinstance(read, Accepted):
        version = step.consent.notice_version if step.consent else 1
        return Accepted({"choice": read.value, "notice_version": version})
    return read


def _read_identifier(step: StepLike, text: str) -> Reading:
    match step.kind:
        case "phone":
            return read_phone(text)
        case "email":
            return read_email(text)
        case "url":
            return read_url(text)
        case "pincode":
            return read_pincode(text)
        case "country":
            return read_country(text)
        case "countries":
            return read_countries(text, *count_limits(step))
        case "gstin":
            return read_gstin(text)
        case "pan":
            return read_pan(text)
        case "iec":
            return read_iec(text)
        case _:
            return _read_number(step.kind, text)


def _read_number(kind: str, text: str) -> Reading:
    match kind:
        case "udyam":
            return read_udyam(text)
        case "cin":
            return read_cin(text)
        case "llpin":
            return read_llpin(text)
        case "ifsc":
            return read_ifsc(text)
        case "fssai":
            return read_fssai(text)
        case "hsn":
            return read_hsn(text)
        case "ad_code":
            return read_ad_code(text)
        case _:
            raise ValueError(f"no such kind of step: {kind!r}")


def fits(step: StepLike, value: Any) -> bool:
    """Whether a stored value still answers `step`: the kind, the limits, the option, the notice. It never raises."""
    match step.kind:
        case "text":
            return fits_text(step, value)
        case "choice":
            return fits_choice(step, value)
        case "choices":
            return fits_list(step, value, (option.id for option in step.options))
        case "yes_no":
            return isinstance(value, str) and value in ("yes", "no")
        case "consent":
            return _fits_consent(step, value)
        case "language":
            return isinstance(value, str) and value in offered(step)
        case "number":
            return fits_count(step, value)
        case "money":
            return fits_amount(step, value)
        case "date":
            return fits_day(step, value)
        case "document":
            return _fits_document(value)
        case "note" | "review" | "end":
            return False
        case _:
            return _fits_identifier(step, value)


def _fits_consent(step: StepLike, value: Any) -> bool:
    version = step.consent.notice_version if step.consent else 1
    return (
        isinstance(value, Mapping) and value.get("choice") in ("yes", "no") and value.get("notice_version") == version
    )


def _fits_document(value: Any) -> bool:
    """Files are judged when they come; here only that they are files."""
    return isinstance(value, list) and all(
        isinstance(item, Mapping) and isinstance(item.get("id"), str) for item in value
    )


def _fits_identifier(step: StepLike, value: Any) -> bool:
    match step.kind:
        case "gstin" | "pan" | "pincode":
            return _fits_read_value(step.kind, value)
        case "countries":
            return fits_list(step, value, COUNTRY_CODES)
        case _:
            return isinstance(value, str) and _fits_code(step.kind, value)


def _fits_read_value(kind: str, value: Any) -> bool:
    """A value that is read from its own number: it must be what would be read today."""
    number = value.get(kind) if isinstance(value, Mapping) else None
    if not isinstance(number, str):
        return False
    match kind:
        case "gstin":
            return valid_gstin(number) and bool(value == gstin_value(number))
        case "pan":
            return valid_pan(number) and bool(value == pan_value(number))
        case _:
            return bool(value == pincode_value(number))


def _fits_code(kind: str, value: str) -> bool:
    match kind:
        case "phone":
            return valid_phone(value)
        case "email":
            return valid_email(value)
        case "url":
            return valid_url(value)
        case "country":
            return value in COUNTRY_CODES
        case _:
            valid = VALID.get(kind)
            return valid is not None and valid(value)
