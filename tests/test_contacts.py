"""Phones, e-mail, web addresses, free text, amounts and names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import Accepted, BareStep, DidYouMean, Reading, display, fits, read_answer, similar, similarity
from flows.problems import Problem

TODAY = date(2026, 11, 23)
GOOD = Accepted("+919812345678")


def read(kind: str, text: str, language: str = "en") -> Reading:
    return read_answer(BareStep(kind), text, language, TODAY)


@pytest.mark.parametrize(
    "typed",
    ["9812345678", "98123 45678", "+91 98123-45678", "+91-9812345678", "09812345678", "919812345678", "0091 9812345678", "९८१२३४५६७८",
     "(+91) 9812345678", "my number is 98123 45678.", "मेरा नंबर 9812345678 है", "۹۸۱۲۳۴۵۶۷۸"],
)  # fmt: skip
def test_a_mobile_however_it_is_written(typed: str) -> None:
    assert read("phone", typed) == GOOD


@given(st.from_regex(r"[6-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "0", "91", "+91", "+91 "]))
def test_every_indian_mobile_is_taken(local: str, prefix: str) -> None:
    found = read("phone", prefix + local)
    assert found == Accepted(f"+91{local}")
    assert fits(BareStep("phone"), f"+91{local}")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("98123", Problem("phone-length", {"got": 5, "want": 10})),
        ("981234567890", Problem("phone-length", {"got": 12, "want": 10})),
        ("5812345678", Problem("phone-first", {"place": 1, "typed": "5"})),
        ("080-22345678", Problem("phone-landline")),
        ("hello", Problem("phone-missing")),
        ("+999 12345", Problem("phone-abroad")),
        ("0000000000", Problem("phone-first", {"place": 1, "typed": "0"})),
        ("+9198123456789", Problem("phone-length", {"got": 11, "want": 10})),
        ("+91", Problem("phone-missing")),
    ],
)
def test_a_refused_phone_says_why(typed: str, problem: Problem) -> None:
    assert read("phone", typed) == problem


def test_a_number_abroad_with_its_country() -> None:
    assert read("phone", "+1 415 555 2671") == Accepted("+14155552671")
    assert read("phone", "0044 7911 123456") == Accepted("+447911123456")


@pytest.mark.parametrize(
    ("typed", "place", "letter"), [("98l2345678", 3, "L"), ("my no is 981O3 45678.", 4, "O"), ("098I2345678", 4, "I")]
)
def test_a_letter_among_the_digits_is_named_and_asked(typed: str, place: int, letter: str) -> None:
    found = read("phone", typed)
    assert isinstance(found, DidYouMean)
    assert found.problem == Problem("needs-digit", {"place": place, "typed": letter})
    assert found.candidates[0].startswith("+9198")


def test_two_phones_are_asked() -> None:
    found = read("phone", "9812345678 / 9912345678")
    assert found == DidYouMean(("+919812345678", "+919912345678"), Problem("phone-one"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ravi@GMAIL.com", "ravi@gmail.com"),
        ("my mail is ravi.k+x@yahoo.co.in.", "ravi.k+x@yahoo.co.in"),
        ("<ravi@example.org>", "ravi@example.org"),
        ("ravi@ymail.com", "ravi@ymail.com"),
        ("ravi@gmail.com।", "ravi@gmail.com"),
        ("ravi@gmail।com", "ravi@gmail.com"),
        ("मेरा ईमेल ravi@gmail.com है।", "ravi@gmail.com"),
        ("ravi@gmail.com۔", "ravi@gmail.com"),
        ("ravi@gmail.com😀", "ravi@gmail.com"),
        ("Ravi: ravi@gmail.com", "ravi@gmail.com"),
    ],
)
def test_an_address(typed: str, stored: str) -> None:
    assert read("email", typed) == Accepted(stored)


@pytest.mark.parametrize(
    "typed",
    ["ravi@gmial.com", "ravi@gmail.con", "ravi at gmail dot com", "ravi @ gmail.com", "ravi@gmail", "ravi@gmailcom", "ravi@gmail.c",
     "ravi@gmial.con", "ravi@@gmail.com", "ravi@gmail..com"],
)  # fmt: skip
def test_a_mistyped_domain_is_asked(typed: str) -> None:
    assert read("email", typed) == DidYouMean(("ravi@gmail.com",), Problem("email-domain"))


def test_a_refused_address_says_what_is_missing() -> None:
    assert read("email", "ravi") == Problem("email-at")
    assert read("email", "ravi@") == Problem("email-parts")
    assert isinstance(read("email", "a@b.com, c@d.com"), DidYouMean)
    for typed in ("ravi.@gmail.com", "रवि@gmail.com", f"{'a' * 65}@gmail.com"):
        assert read("email", typed) == Problem("email-name"), typed
    for typed in ("ravi@192.168.1.1", "ravi@localhost", "ravi@-x.com"):
        assert read("email", typed) == Problem("email-domain"), typed
    assert read("email", "ravi at home") == Problem("email-at")


def test_an_address_that_a_space_cut_in_two_is_asked() -> None:
    asked = DidYouMean(("ravikumar@gmail.com", "kumar@gmail.com"), Problem("email-space"))
    assert read("email", "ravi kumar@gmail.com") == asked


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("www.example.com", "https://www.example.com"),
        ("https://Example.com/A?b=1", "https://example.com/A?b=1"),
        ("our site is example.in.", "https://example.in"),
        ("example.in।", "https://example.in"),
        ("http://example.com:8080/x", "http://example.com:8080/x"),
    ],
)
def test_a_web_address(typed: str, stored: str) -> None:
    assert read("url", typed) == Accepted(stored)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("javascript:alert(1)", "url-scheme"),
        ("data:text/html,x", "url-scheme"),
        ("https://a:b@example.com", "url-scheme"),
        ("http://192.168.1.1/x", "url-host"),
        ("catalogue.pdf", "url-host"),
        ("https://exa mple.com", "url-host"),
        ("we have none", "url-missing"),
    ],
)
def test_no_tricks_with_addresses(typed: str, key: str) -> None:
    found = read("url", typed)
    assert isinstance(found, Problem)
    assert found.key == key


def test_text_is_kept_in_its_lines() -> None:
    assert read("text", "  Shop 5,\r\n MG   Road\x00 \n\n\n\nPune ") == Accepted("Shop 5,\nMG Road\n\nPune")


@pytest.mark.parametrize("typed", ["", "   ", "...", "?!", "👍", "\x00"])
def test_text_says_something(typed: str) -> None:
    assert read("text", typed) == Problem("text-empty")


def test_text_has_limits() -> None:
    step = BareStep("text", min_length=3, max_length=5)
    assert read_answer(step, "ab", "en", TODAY) == Problem("too-short", {"least": 3, "got": 2})
    assert read_answer(step, "abcdef", "en", TODAY) == Problem("too-long", {"most": 5})
    assert fits(step, "abcd")
    assert not fits(step, "abcdef")


def test_numbers_have_limits_and_are_said_back() -> None:
    step = BareStep("number", at_least="10", at_most="500000")
    assert read_answer(step, "५ लाख", "hi", TODAY) == Accepted("500000", echo=True)
    assert read_answer(step, "5", "en", TODAY) == Problem("number-too-small", {"least": "10"})
    assert read_answer(step, "12,34,567", "en", TODAY) == Problem("number-too-big", {"most": "5,00,000"})
    assert read_answer(step, "about ten or so", "en", TODAY) == Problem("not-a-number")
    assert read_answer(step, "9" * 20, "en", TODAY) == Problem("number-too-long")
    assert fits(step, "500000")
    assert not any(fits(step, value) for value in ("500001", "1e5", "0500", 500, None))


def test_money_has_the_steps_currency_unless_it_says() -> None:
    step = BareStep("money", currency="USD", at_least="5")
    assert read_answer(step, "12", "en", TODAY) == Accepted({"amount": "12", "currency": "USD"}, echo=True)
    assert read_answer(step, "₹ 4", "en", TODAY) == Accepted({"amount": "4", "currency": "INR"}, echo=True)
    too_small = read_answer(step, "4", "en", TODAY)
    assert isinstance(too_small, Problem)
    assert too_small.key == "amount-too-small"
    assert display(BareStep("money"), {"amount": "1250000", "currency": "INR"}, "en") == "₹12,50,000"


def test_dates_have_limits() -> None:
    step = BareStep("date", at_least="2000-01-01", at_most="today")
    assert read_answer(step, "15-08-2015", "en", TODAY) == Accepted("2015-08-15", echo=True)
    early, late = read_answer(step, "15-08-1999", "en", TODAY), read_answer(step, "24-11-2026", "en", TODAY)
    assert isinstance(early, Problem)
    assert isinstance(late, Problem)
    assert (early.key, late.key) == ("date-too-early", "date-too-late")
    assert not fits(step, "1999-08-15")
    assert not fits(step, "2015-13-01")


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "29-02-2023", "31 April 2026", "३१ अप्रैल २०२६", "2026-13-01", "1/1/0001"]
)
def test_a_day_in_no_calendar_is_called_so(typed: str) -> None:
    assert read("date", typed) == Problem("no-such-day")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("कल", ("2026-11-22", "2026-11-24")),
        ("parson", ("2026-11-21", "2026-11-25")),
        ("11/13/2026", ("2026-11-13",)),
        ("12-31-99", ("1999-12-31",)),
    ],
)
def test_a_day_that_may_be_meant_is_asked(typed: str, meant: tuple[str, ...]) -> None:
    assert read("date", typed) == DidYouMean(meant, Problem("not-a-date"))
    most = read_answer(BareStep("date", at_most="today"), typed, "en", TODAY)
    assert isinstance(most, DidYouMean) and most.candidates == meant[:1], "what does not fit is not offered"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("M/S Patel Exports Pvt. Ltd.", "PATEL EXPORTS PRIVATE LIMITED"),
        ("Sharma & Sons", "Sharma and Sons"),
        ("Shree Ganesh Textiles", "Shri Ganesh Textile"),
        ("Patel Exports", "PATEL EXPORTS OF RAJKOT"),
    ],
)
def test_one_business_under_two_names(first: str, second: str) -> None:
    assert similar(first, second)
    assert similar(second, first)


@pytest.mark.parametrize(
    ("typed", "printed", "said"),
    [
        ("رضوانہ براس ورکس", "RIZWANA BRASS WORKS", None),
        ("ਸ਼ਰਮਾ ਟਰੇਡਰਜ਼", "Sharma Traders", None),
        ("शर्मा Traders", "SHARMA TRADERS", False),  # one word can be compared
        ("Élan – Exports", "ELAN EXPORTS", True),
        ("শর্মা", "শর্মা ব্রাদার্স", True),
        ("24", "Sharma", False),  # no letters, no script
    ],
)
def test_names_in_different_scripts_are_not_compared(typed: str, printed: str, said: bool | None) -> None:
    assert similar(typed, printed) is similar(printed, typed) is said


def test_two_businesses() -> None:
    assert not similar("Patel Exports Pvt Ltd", "Verma Traders Pvt Ltd")
    assert similarity("", "Patel") == 0.0
    assert not similar("Pvt Ltd", "Patel Pvt Ltd")


def test_a_limit_that_is_a_year_is_said_as_one() -> None:
    step = BareStep("number", at_least="1850", at_most="2100")
    assert read_answer(step, "95", "hi", TODAY) == Problem("number-too-small", {"least": "1850"})
