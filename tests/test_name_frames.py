"""A name said in a sentence: what is inside is offered beside the sentence, in every language."""

from __future__ import annotations

import pytest

from locales.name_frames import framed_name
from tests.engine.shop import at


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mera naam suresh kumar hai", "suresh kumar"), ("mera naam Suresh", "Suresh"), ("मेरा नाम सुरेश कुमार है", "सुरेश कुमार"),
        ("meri dukaan ka naam Suresh Brass hai", "Suresh Brass"), ("नाम सुरेश है", "सुरेश"), ("my name is Dr. A. P. Rao.", "Dr. A. P. Rao"),
        ("माझे नाव सुनिता पाटील आहे", "सुनिता पाटील"), ("majhe nav Sunita ahe", "Sunita"), ("என் பெயர் லட்சுமி", "லட்சுமி"),
        ("আমার নাম রহিমা বেগম", "রহিমা বেগম"), ("amar nam Rahima", "Rahima"), ("મારું નામ રમેશ છે", "રમેશ"), ("ನನ್ನ ಹೆಸರು ರವಿ", "ರವಿ"),
        ("నా పేరు లక్ష్మి", "లక్ష్మి"), ("na peru lakshmi", "lakshmi"), ("എന്റെ പേര് അനിൽ എന്നാണ്", "അനിൽ"), ("ਮੇਰਾ ਨਾਮ ਗੁਰਪ੍ਰੀਤ ਹੈ", "ਗੁਰਪ੍ਰੀਤ"),
        ("ମୋ ନାମ ସୁମିତ୍ରା", "ସୁମିତ୍ରା"), ("মোৰ নাম অৰূপ", "অৰূপ"), ("میرا نام عمران قریشی ہے", "عمران قریشی"), ("My name is: Asha", "Asha"),
    ],
)  # fmt: skip
def test_the_name_inside(text: str, name: str) -> None:
    assert framed_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Suresh Kumar", "Naam Dev Singh", "Namdev Traders", "Mo Salah", "Amar Nath", "Mera Kitchen", "Shri Ganesh Naam Kirtan",
        "mera naam", "mera naam hai", "hai", "", "my name is ...", "mera naam " + "x" * 300,
    ],
)  # fmt: skip
def test_a_name_is_left_alone(text: str) -> None:
    assert framed_name(text) is None


def test_it_is_offered_beside_what_was_written() -> None:
    trader = at("name").says("mera naam Suresh hai")
    assert trader.last.kind == "confirm"
    assert trader.says("1").answers["name"] == "Suresh"
    trader = at("name").says("My name is Khan Exports").says("2")
    assert trader.answers["name"] == "My name is Khan Exports"
