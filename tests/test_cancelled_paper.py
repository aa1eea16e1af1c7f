"""A GST registration that its own certificate calls cancelled: the lead is held for a person, and not offered."""

from __future__ import annotations

import pytest

from bot.documents.samples import SAMPLE_FIRM, gst_certificate
from bot.handoff.lead import content
from tests.traders import Trader, flow_of


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
