"""An Aadhaar number is found before anything is stored. All numbers here are made up: the test value, and what passes the check."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import verhoeff as oracle

from flows.answers.aadhaar import find_aadhaar, looks_like_aadhaar, verhoeff

TEST = "234123412346"


def with_check(first: str) -> str:
    return first + next(digit for digit in "0123456789" if verhoeff(first + digit))


PHONE = with_check("91981234567")


@given(st.from_regex(r"[0-9]{2,20}", fullmatch=True))
def test_verhoeff_as_python_stdnum_has_it(digits: str) -> None:
    assert verhoeff(digits) == oracle.is_valid(digits)


@given(st.from_regex(r"[2-9][0-9]{10}", fullmatch=True), st.integers(0, 11), st.integers(1, 9))
def test_a_single_wrong_digit_fails(first: str, place: int, by: int) -> None:
    good = with_check(first)
    assert looks_like_aadhaar(good)
    wrong = str((int(good[place]) + by) % 10)
    assert not verhoeff(good[:place] + wrong + good[place + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        TEST,
        "2341 2341 2346",
        "2341-2341-2346",
        "2341  2341  2346",
        "२३४१ २३४१ २३४६",
        "２３４１２３４１２３４６",
        "2 3 4 1 2 3 4 1 2 3 4 6",
        "234123 412346",
        "my aadhaar is 234123412346, pan AAKFD7113K",
        "आधार 234123412346",
        "scan_2341_2341_2346.jpg",
        f"{TEST} 9812345678",
        "2341\u200b2341\u200b2346",
        "(2341) 2341 2346",
        "[2341][2341][2346]",
        "+919812345678, 234123412346",
    ],
)
def test_it_is_found_however_it_is_written(text: str) -> None:
    assert find_aadhaar(text)


@pytest.mark.parametrize(
    "text",
    [
        "234123412345",
        "134123412346",
        "23412341234",
        "2341234123461",
        "9812345678",
        "27AAPFU0939F1ZV",
        "UDYAM-MH-19-0000001",
        "U72900KA2008PTC046374",
        "560029",
        "",
        "आधार कार्ड नहीं है",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert not find_aadhaar(text)


@pytest.mark.parametrize("text", [PHONE, f"+{PHONE}", f"+91 {PHONE[2:7]} {PHONE[7:]}", f"call {PHONE}"])
def test_a_phone_number_is_never_aadhaar(text: str) -> None:
    assert looks_like_aadhaar(PHONE)
    assert not find_aadhaar(text, "phone")
    assert not find_aadhaar(text)


@pytest.mark.parametrize(
    "text", [f"aadhar {PHONE}", f"{PHONE[:4]} {PHONE[4:8]} {PHONE[8:]}", f"आधार: {PHONE}", f"UID {PHONE}"]
)
def test_unless_the_word_or_the_grouping_says_so(text: str) -> None:
    assert find_aadhaar(text)


@pytest.mark.parametrize("kind", ["fssai", "hsn", "ad_code", "money"])
def test_kinds_of_long_numbers_are_not_scanned(kind: str) -> None:
    assert not find_aadhaar(TEST, kind)


@pytest.mark.parametrize("kind", ["text", "choice", "phone", "gstin", "pincode", "document", "number", "email"])
def test_all_others_are(kind: str) -> None:
    assert find_aadhaar(f"x {TEST}", kind)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    find_aadhaar(text)
