"""Indian identifiers: what is taken, what is mended, and which character a refusal names."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from time import thread_time
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum.in_ import gstin as oracle

import flows.answers
from flows.answers import Accepted, BareOption, BareStep, DidYouMean, Reading, display, find_aadhaar, fits, read_answer
from flows.answers.gst import check_character, valid_gstin
from flows.answers.states import GST_STATES, UDYAM_LETTERS, gst_code_of_state, one_code
from flows.kinds import KINDS
from flows.problems import Problem
from locales.languages import LANGUAGES
from locales.problem_sentences import PROBLEM_SENTENCES

TODAY = date(2026, 11, 23)
GOOD = "27AAPFU0939F1ZV"
KINDS_READ = sorted(set(KINDS))


def read(kind: str, text: str, language: str = "en") -> Reading:
    return read_answer(BareStep(kind), text, language, TODAY)


def value(kind: str, text: str) -> Any:
    found = read(kind, text)
    assert isinstance(found, Accepted), found
    return found.value


def refusal(kind: str, text: str) -> Problem:
    found = read(kind, text)
    assert isinstance(found, Problem), found
    return found


def asked(kind: str, text: str) -> tuple[Any, ...]:
    found = read(kind, text)
    assert isinstance(found, DidYouMean), found
    return found.candidates


# GSTIN


def test_a_gstin_gives_its_pan_and_state() -> None:
    assert value("gstin", GOOD) == {"gstin": GOOD, "pan": "AAPFU0939F", "state_code": "27", "state": "Maharashtra"}
    assert value("gstin", "38AAACR5055K1Z4")["state"] == "Ladakh"


@pytest.mark.parametrize(
    "typed",
    [
        "27aapfu0939f1zv",
        " 27-AAPFU-0939F-1ZV. ",
        "27 AAPFU 0939 F1 ZV",
        "२७AAPFU०९३९F१ZV",
        "２７ＡＡＰＦＵ０９３９Ｆ１ＺＶ",
        "my gst no is 27AAPFU0939F1ZV",
        "GSTIN: 27AAPFU0939F1ZV (Mumbai 400001)",
        "मेरा जीएसटी 27AAPFU 0939F1ZV है",
    ],
)
def test_a_gstin_is_found_however_it_is_written(typed: str) -> None:
    assert value("gstin", typed)["gstin"] == GOOD


@pytest.mark.parametrize(
    ("typed", "key", "place", "char"),
    [
        ("27AAPFU0939F1ZO", "gstin-check", 15, "O"),
        ("88AAACD8017H1ZX", "gstin-state", 1, "88"),
        ("369296450896540", "needs-letter", 3, "9"),
        ("27AAPFU09X9F1ZV", "needs-digit", 10, "X"),
        ("27AAPFU0939F0ZV", "gstin-thirteenth", 13, "0"),
        ("27AAPFU0939F1KV", "gstin-fourteenth", 14, "K"),
    ],
)
def test_a_refused_gstin_names_the_character(typed: str, key: str, place: int, char: str) -> None:
    problem = refusal("gstin", typed)
    assert (problem.key, problem.params["place"], problem.params["typed"]) == (key, place, char)


def test_a_gstin_of_another_length_says_how_long_it_is() -> None:
    assert refusal("gstin", "27AAPFU0939F1Z").params == {"got": 14, "want": 15}
    assert refusal("gstin", "27AAPFU0939F1ZVV").params["got"] == 16
    assert refusal("gstin", "I do not know").key == "gstin-missing"


@pytest.mark.parametrize("typed", ["22AAAAA0000A1Z5", "29ABCDE1234F1Z5", "27AABCU9603R1ZM", "27AAPFU0939F1AA"])
def test_examples_from_the_web_are_refused_as_examples(typed: str) -> None:
    assert refusal("gstin", typed).key == "gstin-placeholder"


@pytest.mark.parametrize("typed", ["27AAPFUO939F1ZV", "27AAPFU0939FIZV", "27AAPFU0939F12V", "Z7AAPFU0939F1ZV"])
def test_one_likeness_that_makes_the_check_hold_is_asked(typed: str) -> None:
    assert [candidate["gstin"] for candidate in asked("gstin", typed)] == [GOOD]


def test_two_gst_numbers_are_not_chosen_between() -> None:
    assert refusal("gstin", f"{GOOD} or 38AAACR5055K1Z4").key == "gstin-one"


@pytest.mark.parametrize("special", ["27AAPFU0939F1D", "33AAACR5055K2A", "27MUMA12345A1D", "27MUMA12345A1C"])
def test_a_special_registration_is_taken_and_a_human_looks(special: str) -> None:
    found = read("gstin", special + check_character(special))
    assert isinstance(found, Accepted)
    assert found.caution is not None
    assert found.caution.key == "special-registration"


def test_an_embassy_has_no_pan() -> None:
    assert value("gstin", "0717USA00001UNO")["pan"] is None


letters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=1)
pans = st.from_regex(r"[A-Z]{3}[ABCFGHJKLPT][A-Z][0-9]{3}[1-9][A-Z]", fullmatch=True)


@st.composite
def gstins(draw: st.DrawFn, states: tuple[str, ...] = tuple(GST_STATES)) -> str:
    first = draw(st.sampled_from(states)) + draw(pans) + draw(st.sampled_from("123456789AZ")) + "Z"
    assume(first[2:12] != "ABCDE1234F")
    return first + check_character(first)


@given(gstins())
def test_every_valid_gstin_is_taken(gstin: str) -> None:
    assert value("gstin", gstin)["gstin"] == gstin


@given(gstins(tuple(code for code in GST_STATES if int(code) <= 37)))
def test_python_stdnum_agrees_up_to_state_37(gstin: str) -> None:
    assert oracle.is_valid(gstin)
    assert valid_gstin(gstin)


@given(gstins(), st.integers(0, 14), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_a_single_wrong_character_is_never_taken(gstin: str, place: int, char: str) -> None:
    assume(gstin[place] != char)
    wrong = gstin[:place] + char + gstin[place + 1 :]
    assert not isinstance(read("gstin", wrong), Accepted)


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=15, max_size=15))
def test_whatever_stdnum_takes_we_take(typed: str) -> None:
    if oracle.is_valid(typed) and "ABCDE1234F" not in typed:
        assert valid_gstin(typed)


# PAN, IEC


def test_a_pan_gives_its_holder() -> None:
    assert value("pan", "aakfd 7113 k") == {"pan": "AAKFD7113K", "holder": "F"}
    assert value("pan", "my pan is AAKFD7113K.")["pan"] == "AAKFD7113K"


@pytest.mark.parametrize(
    ("typed", "key", "params"),
    [
        ("ABMXA3211G", "pan-fourth-letter", {"place": 4, "typed": "X"}),
        ("ACUPA0000R", "pan-serial", {"place": 6, "typed": "0000"}),
        ("ACUPA7085RR", "pan-length", {"got": 11, "want": 10}),
        ("ABCDE1234F", "pan-placeholder", {"example": "ABCDE1234F"}),
        ("AAKFD711EK", "needs-digit", {"place": 9, "typed": "E"}),
        ("nothing here", "pan-missing", {}),
    ],
)
def test_a_refused_pan_says_why(typed: str, key: str, params: dict[str, object]) -> None:
    assert refusal("pan", typed) == Problem(key, params)  # type: ignore[arg-type]


def test_a_pan_with_a_likeness_is_asked_not_taken() -> None:
    assert asked("pan", "AAKFD71I3K") == ({"pan": "AAKFD7113K", "holder": "F"},)
    assert [candidate["pan"] for candidate in asked("pan", "1AKFD7113K")] == ["IAKFD7113K", "LAKFD7113K"]


def test_a_gstin_typed_for_a_pan_is_asked() -> None:
    assert asked("pan", GOOD) == ({"pan": "AAPFU0939F", "holder": "F"},)


def test_an_iec_is_a_pan_or_ten_digits_with_a_caution() -> None:
    assert read("iec", "AAKFD7113K") == Accepted("AAKFD7113K")
    legacy = read("iec", "०३८८०१२३४५")
    assert isinstance(legacy, Accepted)
    assert (legacy.value, legacy.caution) == ("0388012345", Problem("iec-legacy"))
    assert refusal("iec", "0000000000").key == "iec-placeholder"
    assert refusal("iec", "ABMXA3211G").params["place"] == 4


# Udyam


@pytest.mark.parametrize(
    "typed",
    [
        "UDYAM-MH-19-0000001",
        "udyam mh 19 0000001",
        "UDYAMMH190000001",
        "UDYAM–MH–19–0000001",
        "UDYAM-MH-19-OOOOOO1",
        "MH-19-0000001",
        "udyam no: UDYAM-MH-19-0000001",
        "my number is UDYAM-MH-19-0000001 thanks",
    ],
)
def test_a_udyam_number_is_mended(typed: str) -> None:
    assert value("udyam", typed) == "UDYAM-MH-19-0000001"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("UDYAM-MH-1-0000001", "udyam-length"),
        ("UDYAM-MH-1-90000001", "udyam-place"),
        ("UDYAM-MH-00-0000000", "udyam-placeholder"),
        ("UDYAM-MH-00-0000012", "udyam-placeholder"),
        ("UDYAM-M4-19-0000001", "needs-letter"),
        ("UDYAM-MH-19-000X001", "needs-digit"),
        ("no idea", "udyam-missing"),
    ],
)
def test_a_refused_udyam_number_says_why(typed: str, key: str) -> None:
    assert refusal("udyam", typed).key == key


def test_a_udyam_refusal_counts_places_in_the_whole_number() -> None:
    assert refusal("udyam", "UDYAM-M4-19-0000001").params == {"place": 8, "typed": "4"}
    assert refusal("udyam", "udyam mh 19 000x001").params == {"place": 16, "typed": "X"}


def test_unknown_state_letters_warn_and_never_refuse() -> None:
    found = read("udyam", "UDYAM-XY-19-0000001")
    assert isinstance(found, Accepted)
    assert found.caution == Problem("udyam-state", {"place": 7, "typed": "XY"})
    assert set(UDYAM_LETTERS) >= {"KR", "OD", "TS", "CG", "UK"}


# the others


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("cin", "U72900KA2008PTC046374", "U72900KA2008PTC046374"),
        ("cin", "cin is u72900 ka2008 ptc046374", "U72900KA2008PTC046374"),
        ("llpin", "aab1234", "AAB-1234"),
        ("llpin", "AAB-1234", "AAB-1234"),
        ("ifsc", "hdfc0002854", "HDFC0002854"),
        ("ifsc", "HDFCO002854", "HDFC0002854"),
        ("fssai", "1001 2345 6789 01", "10012345678901"),
        ("fssai", "२००१२३४५६७८९०१", "20012345678901"),
        ("ad_code", "1234567", "1234567"),
        ("ad_code", "12345678901234", "12345678901234"),
        ("hsn", "09", "09"),
        ("hsn", "0904.11.20", "09041120"),
        ("hsn", "HSN 0904 11", "090411"),
    ],
)
def test_the_others_are_taken(kind: str, typed: str, stored: str) -> None:
    assert value(kind, typed) == stored


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        ("cin", "X72900KA2008PTC046374", "cin-first"),
        ("cin", "U72900KA2108PTC046374", "cin-year"),
        ("cin", "U72900KA2008PTC04637", "cin-length"),
        ("llpin", "AAB12345", "llpin-length"),
        ("ifsc", "HDFC1002854", "needs-character"),
        ("ifsc", "HDFC000285", "ifsc-length"),
        ("fssai", "30012345678901", "fssai-first"),
        ("fssai", "1001234567890", "fssai-length"),
        ("ad_code", "12345", "ad-code-length"),
        ("ad_code", "0000000", "ad-code-placeholder"),
        ("hsn", "090", "hsn-length"),
        ("hsn", "0012", "hsn-chapter"),
        ("hsn", "0904, 0910", "hsn-one"),
    ],
)
def test_the_others_are_refused_by_name(kind: str, typed: str, key: str) -> None:
    assert refusal(kind, typed).key == key


@pytest.mark.parametrize(("typed", "got"), [("AAB-123", 6), ("AAB-12345", 8), ("AAB123", 6)])
def test_characters_are_counted_over_the_hyphen(typed: str, got: int) -> None:
    assert refusal("llpin", typed) == Problem("llpin-length", {"got": got, "want": 7})


def test_nine_digits_in_the_wrong_form_are_not_said_to_be_too_many() -> None:
    assert refusal("udyam", "UAN MH19A0000001").key == "udyam-missing"


def test_a_branch_whose_zeros_may_be_letters_is_asked() -> None:
    assert asked("ifsc", "HDFCOOO2854") == ("HDFC0002854", "HDFC0OO2854")


def test_two_headings_are_not_one_tariff_item() -> None:
    assert asked("hsn", "0904 0910") == ("09040910", "0904", "0910")


# states and fields


def test_one_place_has_one_code() -> None:
    assert [one_code(code) for code in ("25", "28", "27", "97", "99", "00")] == ["26", "37", "27", None, None, None]
    assert gst_code_of_state("THE DADRA AND NAGAR HAVELI AND DAMAN AND DIU") == "26"
    assert all(one_code(code) == code for code in UDYAM_LETTERS.values())


def test_fields_of_identifiers() -> None:
    def of(kind: str, name: str, stored: Any) -> Any:
        return KINDS[kind].fields[name].get(stored)

    gstin = value("gstin", GOOD)
    assert (of("gstin", "holder", gstin), of("gstin", "initial", gstin)) == ("F", "U")
    assert of("gstin", "state_code", {"state_code": "28"}) == "37"
    assert of("gstin", "state_code", {"state_code": "97"}) is None
    assert of("udyam", "state_code", "UDYAM-KR-03-0000001") == "29"
    assert of("cin", "state_code", "U72900KA2008PTC046374") == "29"
    assert of("cin", "year", "U72900KA2008PTC046374") == "2008"
    assert (of("iec", "pan", "AAKFD7113K"), of("iec", "pan", "0388012345")) == ("AAKFD7113K", None)
    assert (of("date", "year", "2026-04-01"), of("date", "month", "2026-04-01")) == ("2026", "4")
    assert of("document", "verdict", [{"verdict": "ok"}, {"verdict": "refused"}]) == "refused"


@given(st.sampled_from(KINDS_READ), st.recursive(st.none() | st.text() | st.integers(), st.lists))
def test_no_field_raises_on_any_value(kind: str, stored: Any) -> None:
    for field in KINDS[kind].fields.values():
        field.get(stored)
    KINDS[kind].get(stored)


# laws

OPTIONS = (
    BareOption("yes", "Yes"),
    BareOption("two", "2"),
    BareOption("food", "Food & spices", "Food", "🌶️", ("masala",)),
)
PIECES = st.sampled_from(
    [GOOD, "AAKFD7113K", "UDYAM-MH-19-0000001", "560029", "9812345678", "+44", "ravi@gmial.com", "example.com", "5 lakh", "₹", "1", "२",
     "and", ",", "Food", "spices", "UK", "जर्मनी", "15-08-2015", "@", "/", "http://", "O", "-", "\x00", "\ud800", "०", "½", "("]
)  # fmt: skip
REPLIES = st.text(max_size=80) | st.lists(PIECES, max_size=5).map(" ".join) | st.lists(PIECES, max_size=5).map("".join)


def problems(found: Reading) -> list[Problem]:
    match found:
        case Accepted(caution=caution):
            return [caution] if caution else []
        case DidYouMean(problem=problem):
            return [problem]
        case _:
            return [found]


@given(st.sampled_from(KINDS_READ), REPLIES, st.sampled_from(sorted(LANGUAGES)))
@example("number", "9" * 400, "en")
@example("email", "@" * 400, "en")
@example("url", "https://[::1", "en")
@example("url", "a..b", "en")
def test_no_reply_raises_and_what_is_taken_fits(kind: str, text: str, language: str) -> None:
    step = BareStep(kind, options=() if kind == "language" else OPTIONS)
    found = read_answer(step, text, language, TODAY)
    find_aadhaar(text, kind)
    values = (
        found.candidates if isinstance(found, DidYouMean) else (found.value,) if isinstance(found, Accepted) else ()
    )
    for stored in values:
        assert fits(step, stored)
        assert isinstance(display(step, stored, language), str)
    for problem in problems(found):
        placeholders = set(re.findall(r"{(\w+)}", PROBLEM_SENTENCES[problem.key]))
        assert placeholders <= set(problem.params)


@given(st.sampled_from(KINDS_READ), st.recursive(st.none() | st.text() | st.integers() | st.booleans(), st.lists))
def test_no_stored_value_raises(kind: str, stored: Any) -> None:
    assert isinstance(fits(BareStep(kind, options=OPTIONS), stored), bool)
    assert isinstance(display(BareStep(kind, options=OPTIONS), stored, "en"), str)


def calls_of_problem() -> list[tuple[list[str], set[str]]]:
    """Every `problem(...)` in the package: its possible keys, and its parameters."""
    package = Path(flows.answers.__file__).parent
    nodes = [
        node for path in sorted(package.glob("*.py")) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    return [
        (keys_of(node.args[0]), {word.arg or "" for word in node.keywords})
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "problem"
    ]


def keys_of(key: ast.expr) -> list[str]:
    """A written key, or all keys that a written ending may make."""
    if isinstance(key, ast.Constant):
        return [str(key.value)]
    assert isinstance(key, ast.JoinedStr)
    ending = str(getattr(key.values[-1], "value", ""))
    return [known for known in PROBLEM_SENTENCES if known.endswith(ending)]


def test_every_problem_has_a_sentence_whose_placeholders_are_given() -> None:
    calls = calls_of_problem()
    assert len(calls) > 60
    for keys, _ in calls:
        assert keys
        for key in keys:
            assert key in PROBLEM_SENTENCES
    exact = [(keys[0], params) for keys, params in calls if len(keys) == 1]
    for key, params in exact:
        assert set(re.findall(r"{(\w+)}", PROBLEM_SENTENCES[key])) <= params, key


def test_no_sentence_is_of_a_problem_that_nobody_says() -> None:
    said = {key for keys, _ in calls_of_problem() for key in keys}
    assert set(PROBLEM_SENTENCES) - said == {"aadhaar"}


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("gstin", GOOD), ("gstin", "27AAPFU0939F1ZO"), ("pan", "AAKFD7113K"), ("iec", "AAKFD7113K"), ("udyam", "UDYAM-MH-19-0000001"),
     ("cin", "U72900KA2008PTC046374"), ("ifsc", "HDFC0002854"), ("hsn", "090411"), ("pincode", "560029")],
)  # fmt: skip
def test_an_identifier_is_read_fast(kind: str, typed: str) -> None:
    step = BareStep(kind)
    best = 1.0
    for _ in range(20):
        start = thread_time()
        for _ in range(50):
            read_answer(step, typed, "en", TODAY)
        best = min(best, (thread_time() - start) / 50)
    # The aim is 30 microseconds; a shared machine is given three times that before the test fails.
    assert best < 90e-6
