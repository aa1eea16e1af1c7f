"""What a phone shares by itself: the place that it stands at, for a PIN code; and what no step can take."""

from __future__ import annotations

import pytest

from flows.inputs import Unsupported
from tests.engine.shop import at, keys, shop
from tests.traders import Trader

PIN = (
    "      - {step: since,",
    "      - {step: pin, kind: pincode, ask: Which PIN code?, label: PIN}\n      - {step: since,",
)
PARLIAMENT = (28.6139, 77.2090)
LONDON = (51.5, -0.1)


def asked() -> Trader:
    return at("pin", shop(PIN))


def test_a_place_offers_its_pin_codes_and_decides_nothing() -> None:
    trader = asked().is_at(*PARLIAMENT)
    assert "pin" not in trader.answers
    assert keys([trader.last]) == ["did-you-mean-one"]
    assert [choice.id for choice in trader.last.choices] == ["1", "2", "3", "no"]
    assert trader.presses("1").answers["pin"]["pincode"] == "110011"


def test_none_of_them_asks_for_the_figures_and_those_typed_count() -> None:
    trader = asked().is_at(*PARLIAMENT).presses("no")
    assert (trader.step, trader.last.kind) == ("pin", "question")
    assert trader.says("560029").answers["pin"]["pincode"] == "560029"
    straight = asked().is_at(*PARLIAMENT).says("560029")
    assert straight.answers["pin"]["pincode"] == "560029"


def test_a_place_elsewhere_and_one_that_the_phone_names() -> None:
    trader = asked().is_at(*LONDON)
    assert keys([trader.last]) == ["problem.location-unclear"]
    assert trader.is_at(*LONDON, "422001").answers["pin"]["pincode"] == "422001"


def test_a_place_that_nobody_asked_for() -> None:
    trader = at("name").is_at(*PARLIAMENT)
    assert keys([trader.last]) == ["problem.not-asked-now"]
    assert trader.step == "name"


PAPER = (
    "      - {step: since,",
    "      - {step: paper, kind: document, ask: Your paper?, label: Paper}\n      - {step: since,",
)


@pytest.mark.parametrize(
    ("kind", "there", "elsewhere"),
    [
        ("sticker", "file-wanted", "kind-not-read"),
        ("video", "file-wanted", "video-not-read"),
        ("voice", "file-wanted", "voice-not-read"),
        ("edited", "edited-not-read", "edited-not-read"),
    ],
)
def test_what_is_no_file_where_a_paper_is_asked_does_not_ask_for_words(kind: str, there: str, elsewhere: str) -> None:
    trader = at("paper", shop(PAPER)).gives(Unsupported(kind))
    assert (trader.last.problem, trader.step) == (there, "paper")
    assert trader.session.attempts == 0
    assert at("name").gives(Unsupported(kind)).last.problem == elsewhere
