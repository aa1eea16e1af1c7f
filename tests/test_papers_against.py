"""What a paper says against its trader: cancelled (held for a person), composition scheme (warned), other numbers than typed."""

from __future__ import annotations

import pytest

from bot.documents.samples import SAMPLE_FIRM, gst_certificate
from bot.handoff.lead import content
from bot.library import load_flow
from locales.languages import LANGUAGES
from tests.traders import Trader, flow_of

GSTIN = "27AAQFS4821K1ZO"


@pytest.mark.parametrize(
    ("status", "stops"), [("Cancelled", True), ("Suspended", True), ("Active", False), (None, False)]
)
def test_a_cancelled_registration_stops_the_lead(status: str | None, stops: bool) -> None:
    flow = flow_of("export_onboarding")
    trader = Trader(flow)
    trader.reaches("first_paper", {})
    trader.sends(gst_certificate(SAMPLE_FIRM, status=status))
    trader.finishes({})
    made = content(flow, trader.session, trader.now)
    assert ("paper-cancelled" in made.stops) is stops


@pytest.mark.parametrize(("kind", "warns"), [("Composition", True), ("COMPOSITION LEVY", True), ("Regular", False)])
@pytest.mark.parametrize("step", ["first_paper", "gst_certificate"])
def test_the_composition_scheme_is_warned_of_and_blocks_nothing(kind: str, warns: bool, step: str) -> None:
    flow = flow_of("export_onboarding")
    trader = Trader(flow)
    trader.reaches(step, {"gstin": GSTIN})
    trader.sends(gst_certificate(SAMPLE_FIRM, kind=kind))
    trader.finishes({"pincode?": "[old]"})
    warned = [say for say in trader.heard if say.kind == "warning" and say.step == step]
    assert len(warned) == int(warns)
    assert trader.status == "completed"
    made = content(flow, trader.session, trader.now)
    found = [one for one in made.body["lead"]["checks"] if one["fields"] == [step]]
    assert [(one["level"], one["acknowledged"]) for one in found] == ([("warning", True)] if warns else [])
    assert made.stops == ()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_warning_is_in_the_traders_language(language: str) -> None:
    trader = Trader(load_flow("export_onboarding"), language)
    trader.reaches("first_paper", {"language": f"[{language}]"})
    trader.sends(gst_certificate(SAMPLE_FIRM, kind="Composition"))
    trader.presses("yes")
    assert trader.last.kind == "warning"
    assert ("does not allow selling abroad" in trader.text) is (language == "en")
    assert "GST" in trader.text


def test_a_number_that_the_paper_does_not_say_is_an_error_of_the_lead() -> None:
    flow = flow_of("export_onboarding")
    trader = Trader(flow)
    trader.reaches("first_paper", {})
    trader.sends(gst_certificate(SAMPLE_FIRM))
    trader.presses("no")
    trader.finishes({"gstin?": "27AAPFU0939F1ZV", "business_name?": "Aarambh Exports"})
    made = content(flow, trader.session, trader.now)
    lead = made.body["lead"]
    found = {one["rule"]: one["level"] for one in lead["checks"] if ":differs:" in one["rule"]}
    assert found == {"first_paper:differs:gstin": "error", "first_paper:differs:business_name": "warning"}
    assert [one["matches"] for one in lead["documents"] if one["kind"] == "gst"] == [False]
    assert lead["ids"]["gstin"]["check"] == "fail"
    consistency = next(part for part in lead["score"]["parts"] if part["id"] == "consistency")
    assert consistency["points"] == 0


def test_a_paper_that_says_the_same_matches() -> None:
    flow = flow_of("export_onboarding")
    trader = Trader(flow)
    trader.reaches("first_paper", {})
    trader.sends(gst_certificate(SAMPLE_FIRM))
    trader.finishes()
    lead = content(flow, trader.session, trader.now).body["lead"]
    assert [one["matches"] for one in lead["documents"] if one["kind"] == "gst"] == [True]
    assert not [one for one in lead["checks"] if ":differs:" in one["rule"]]
