"""One number among other words is asked about; what may be another number, or measures something else, is not."""

from __future__ import annotations

from datetime import date

import pytest

from flows.answers import Accepted, BareStep, DidYouMean, read_answer
from flows.problems import Problem
from tests.engine.shop import shop
from tests.traders import Trader

TODAY = date(2026, 12, 1)
COUNT, MONEY = BareStep("number"), BareStep("money")


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        ("15 din", "hi", "15"), ("२१ दिन", "hi", "21"), ("15 நாட்கள்", "ta", "15"), ("about 5 lakh", "en", "500000"),
        ("12 lakh ke aas paas", "hi", "1200000"), ("hum 6 log hain", "hi", "6"), ("in 2012", "en", "2012"),
        ("কমপক্ষে ৫০ পিস", "bn", "50"), ("కనీసం 50 ముక్కలు", "te", "50"), ("5 kg", "en", "5"),
    ],
)  # fmt: skip
def test_one_number_among_words_is_asked_about(text: str, language: str, meant: str) -> None:
    assert read_answer(COUNT, text, language, TODAY) == DidYouMean((meant,), Problem("not-a-number"))


@pytest.mark.parametrize(
    "text",
    [
        "3 hafte", "3 weeks", "3 வாரத்தில்", "2 dozen", "2 दर्जन", "1 month", "5 lakh per month",  # another measure
        "100 se 200 tak", "50-100 piece", "5000 5000", "1 bhai 2 bahan", "abc12 3", "2012 or 2013",  # which one?
        "ek din", "teen sau ke aas paas", "no number here",  # no digits
        "my number is not yet known to me but perhaps 5",  # a story
    ],
)  # fmt: skip
def test_what_may_be_another_number_is_not_guessed(text: str) -> None:
    assert read_answer(COUNT, text, "hi", TODAY) == Problem("not-a-number")


def test_only_what_the_step_takes_is_offered() -> None:
    year = BareStep("number", at_least="1850", at_most="2100")
    assert read_answer(year, "in 2012", "en", TODAY) == DidYouMean(("2012",), Problem("not-a-number"))
    assert read_answer(year, "12 baje", "en", TODAY) == Problem("not-a-number")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [("250 rupaye se", "250", "INR"), ("lagbhag ₹12 lakh", "1200000", "INR"), ("$ 5 per piece", "5", "USD")],
)
def test_an_amount_among_words(text: str, amount: str, currency: str) -> None:
    read = read_answer(MONEY, text, "hi", TODAY)
    assert read == DidYouMean(({"amount": amount, "currency": currency},), Problem("not-an-amount"))


def test_what_was_meant_alone_is_taken_as_ever() -> None:
    assert isinstance(read_answer(COUNT, "12 lakh", "hi", TODAY), Accepted)


def test_it_is_taken_with_a_yes() -> None:
    trader = Trader(shop()).reaches("since", {}).says("in 2001")
    assert trader.last.kind == "confirm" and "2001" in trader.text
    assert trader.says("yes").answers["since"] == "2001"
