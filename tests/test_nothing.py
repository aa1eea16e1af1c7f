"""A question that may be left out is left out by saying that there is none; other sentences with a no in them are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.model import Flow, Step
from flows.nothing import says_it_has_none
from tests.engine.shop import REPLIES, shop
from tests.traders import Trader


def step(step_id: str, kind: str) -> Step:
    flow: Flow = shop()
    return replace(flow.by_id["nick"], id=step_id, kind=kind)


EMAIL, UDYAM, CATALOGUE = step("email", "email"), step("udyam", "udyam"), step("catalogue", "document")


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [
        (EMAIL, "email nahi hai", "hi"), (EMAIL, "mere paas email nahi hai", "hi"), (EMAIL, "ईमेल नहीं है", "hi"),
        (EMAIL, "no email", "en"), (EMAIL, "ইমেইল নেই", "bn"), (EMAIL, "ઈમેલ નથી", "gu"), (EMAIL, "ای میل نہیں ہے", "ur"),
        (UDYAM, "udyam ledu", "te"), (UDYAM, "ఉద్యమ్ లేదు", "te"), (UDYAM, "உத்யம் இல்லை", "ta"),
        (CATALOGUE, "catalogue illa", "kn"), (CATALOGUE, "कैटलॉग नाही", "mr"), (CATALOGUE, "no", "en"),
    ],
)  # fmt: skip
def test_there_is_none(asked: Step, text: str, language: str) -> None:
    assert says_it_has_none(asked, text, language)


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [
        (EMAIL, "samajh nahi aata kuch", "hi"), (EMAIL, "samajh me aata nahi", "hi"), (EMAIL, "আমি বুঝতে পারছি না", "bn"),
        (EMAIL, "email hai lekin yaad nahi hai ki kya tha", "hi"), (UDYAM, "email nahi hai", "hi"), (EMAIL, "no idea what", "en"),
        (EMAIL, "email 2 nahi", "hi"), (EMAIL, "nahi email hai", "hi"), (step("nick", "text"), "nick nahi hai", "hi"),
    ],
)  # fmt: skip
def test_it_says_something_else(asked: Step, text: str, language: str) -> None:
    assert not says_it_has_none(asked, text, language)


def test_no_is_norway_only_where_there_has_to_be_a_country() -> None:
    nick = "label: Nickname, skippable: true}"
    where = "{step: where, kind: countries, ask: Where to?, skippable: true}"
    asked = shop((nick, f"{nick}\n      - {where}"))
    skipped = Trader(asked).reaches("where", REPLIES).says("no")
    assert skipped.last.step != "where" and skipped.session.answers["where"].state == "skipped"
    must = shop((nick, f"{nick}\n      - {where.replace(', skippable: true', '')}"))
    assert Trader(must).reaches("where", REPLIES).says("no").last.kind == "confirm"
