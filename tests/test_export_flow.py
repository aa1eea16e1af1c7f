"""The packaged export flow: all of its questions, its cross-checks one by one, and whole conversations through the engine."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.authoring.flow_tests import run_tests
from flows.abilities import TELEGRAM, WHATSAPP
from flows.answers.gst import check_character
from flows.checker import check_text
from flows.effects import Completed, Consented, Ended, Own, Say
from flows.fit import labels_fit
from flows.inputs import Opened, Pressed, Verdict
from flows.model import TOLD_KINDS, Flow, Step
from flows.wording import SKIP, option_choice
from tests.papers import firm, gst_certificate, iec_certificate, udyam_certificate
from tests.traders import DEFINITIONS, FLOWS, NOON, Paper, Reply, Trader, flow_of

FLOW = flow_of("export_onboarding")

# Invented PANs, one a kind of holder (the fourth letter); the fifth is that of the name in NAMES.
PANS = {
    "P": "BNZPS2501F",
    "F": "AAQFP4217L",
    "C": "AABCR5055K",
    "H": "AACHK6402B",
    "A": "AAEAM7731D",
    "T": "AAATJ2201C",
}
NAMES = {"P": "Sharma Crafts", "F": "Patel Exports", "C": "Rangoli Foods Private Limited", "H": "Kulkarni Sons"}
TYPES = {"P": "proprietor", "F": "partnership", "C": "private", "H": "huf"}
IN_MAHARASHTRA, IN_GUJARAT = "422001", "395003"


def gstin(holder: str, state: str = "27") -> str:
    first14 = f"{state}{PANS[holder]}1Z"
    return first14 + check_character(first14)


def of(holder: str, **more: Reply) -> dict[str, Reply]:
    """A business of that kind of PAN, everything in order, in Maharashtra."""
    return {
        "gstin": gstin(holder),
        "pan": PANS[holder],
        "iec": PANS[holder],
        "business_name": NAMES[holder],
        "business_type": f"[{TYPES[holder]}]",
        "pincode": IN_MAHARASHTRA,
        **more,
    }


NO_PAPERS: Mapping[str, Reply] = {"has_gst": "[no]", "has_iec": "[no]"}


# ── The file ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "file", [*sorted(DEFINITIONS.glob("*.yaml")), *sorted(FLOWS.glob("*.yaml"))], ids=lambda file: file.stem
)
def test_a_flow_has_no_fault_and_no_warning(file: Path) -> None:
    if file.name.endswith(".test.yaml"):
        return
    assert check_text(file.read_text(encoding="utf-8"), file.name, (labels_fit,)) == []


REQUIRED = "language adult save_profile name role phone has_gst gstin has_iec iec business_name business_type activity pincode address " \
    "forex_account ad_code products.name products.category products.photos products.capacity products.unit gst_certificate " \
    "exported alibaba_account english_help share_profile reminders review"  # fmt: skip
SKIPPABLE = "email first_paper pan iec_confirmed udyam trade_name cin llpin year_started workers turnover ifsc products.hsn products.moq " \
    "products.price_from products.price_to products.lead_days products.certificates fssai export_countries target_countries " \
    "iec_certificate udyam_certificate catalogue factory_photos"  # fmt: skip
LEAD = "contact.name contact.role contact.phone contact.email business.legal_name business.trade_name business.type business.activity " \
    "business.year business.workers business.turnover business.address business.pincode ids.gstin ids.pan ids.iec ids.udyam ids.cin " \
    "ids.llpin ids.fssai ids.ifsc readiness.gst readiness.iec readiness.forex_account readiness.ad_code readiness.catalogue " \
    "readiness.photos products.name products.category products.hsn products.moq products.moq_unit products.price_from " \
    "products.price_to products.capacity products.unit products.lead_days products.certificates products.photos export.already " \
    "export.countries export.targets export.alibaba_account export.english_help"  # fmt: skip


def test_every_question_that_a_lead_needs_is_there_and_only_the_right_ones_can_be_skipped() -> None:
    for path in REQUIRED.split():
        assert not FLOW.by_id[path].skippable, path
    for path in SKIPPABLE.split():
        assert FLOW.by_id[path].skippable, path
    assert set(LEAD.split()) <= {step.fills for step in FLOW.steps}
    assert len({step.fills for step in FLOW.steps if step.fills}) == sum(step.fills is not None for step in FLOW.steps)


def test_progress_counts_nine_sections() -> None:
    trader = Trader(FLOW)
    seen = set()
    trader.reaches("review", of("P"))
    for say in trader.heard:
        if say.progress is not None:
            assert say.progress.of == 9
            seen.add(say.progress.at)
    assert seen == set(range(1, 10))


def _asked(flow: Flow) -> list[Step]:
    return [step for step in flow.steps if step.kind not in TOLD_KINDS]


def test_messages_are_short_and_help_is_at_hand() -> None:
    for step in FLOW.steps:
        assert len(step.ask) <= (200 if step.kind == "end" else 160), step.id
        assert len(step.help or "") <= 200, step.id
        assert step.consent is None or len(step.consent.notice) <= 600, step.id
    for step in _asked(FLOW):
        assert step.help, f"{step.id}: where to find it?"
        assert step.label, step.id
        written = step.kind not in (
            "choice", "choices", "yes_no", "language", "consent", "document", "review", "end", "note",
        )  # fmt: skip
        assert not written or step.example, f"{step.id}: an example?"
    for check in FLOW.checks:
        assert len(check.say) <= 160, check.context


def test_every_option_has_an_icon_beside_its_words_and_fits_the_channels() -> None:
    trader = Trader(FLOW)
    for step in FLOW.steps:
        for option in step.options:
            assert option.icon, f"{step.id}.{option.id}"
        if not step.options:
            continue
        choices = (*(option_choice(step, option) for option in step.options), *((SKIP,) if step.skippable else ()))
        say = Say("question", (Own(f"{step.context}.ask", step.ask),), step.id, choices)
        for channel, most in ((TELEGRAM, 100), (WHATSAPP, WHATSAPP.list_rows)):
            [message] = trader.messages(channel, [say])
            assert len(choices) > most or message.layout != "numbered", f"{step.id} on {channel.channel}"


def test_before_acceptance_a_partner_sees_no_free_text_but_product_names_and_nothing_personal() -> None:
    seen = [step for step in FLOW.steps if step.before_acceptance]
    assert {step.id for step in seen if step.kind == "text"} == {"products.name"}
    assert not any(step.personal for step in seen)
    assert {"products.category", "pincode", "has_gst", "has_iec", "forex_account"} <= {step.id for step in seen}


def test_the_score_adds_up_to_a_hundred() -> None:
    most = {part.id: part.most for part in FLOW.score}
    assert most == {
        "papers": 35, "product": 25, "supplier_fit": 15, "completeness": 10, "consistency": 10, "responsiveness": 5,
    }  # fmt: skip


# ── The cross-checks ────────────────────────────────────────────────────────────────────────────────────────────────

IEC_NOT_PAN: dict[str, Reply] = {"has_iec": "[yes]", "iec?": "[no]", "iec": PANS["T"]}
NAMED_ON_PAPERS: dict[str, Reply] = {
    "udyam": "UDYAM-MH-19-0000011",
    "iec_certificate": Paper(name="iec.pdf"),
    "udyam_certificate": Paper(name="udyam.pdf"),
}


def _scheme(kind: str) -> Paper:
    return Paper({"registration_type": kind}, "gst", name=f"{kind}.pdf")


# The check -> replies with which it fires, replies with which it is silent though all that it names is known.
CHECKS: dict[str, tuple[dict[str, Reply], dict[str, Reply]]] = {
    "first_paper.checks.0": (of("P", first_paper=_scheme("Composition")), of("P", first_paper=_scheme("Regular"))),
    "gst_certificate.checks.0": (
        of("P", gst_certificate=_scheme("Composition")),
        of("P", gst_certificate=_scheme("Regular")),
    ),
    "pan.checks.0": (of("P", **{"pan?": "[no]", "pan": PANS["F"]}), of("P", **{"pan?": "[no]"})),
    "iec.checks.0": (of("P", **IEC_NOT_PAN), of("P")),
    "iec.checks.1": (of("P", **{**IEC_NOT_PAN, "pan?": "[/skip]"}), of("P", **{"pan?": "[/skip]"})),
    "udyam.checks.0": (of("P", udyam="UDYAM-GJ-01-0000123"), of("P", udyam="UDYAM-MH-19-0000011")),
    "business_type.checks.0": (of("P", business_type="[private]"), of("C")),
    "business_type.checks.1": (of("C", business_type="[llp]"), of("F", business_type="[llp]")),
    "business_type.checks.2": (of("F", business_type="[proprietor]"), of("P")),
    "business_type.checks.3": (of("F", business_type="[huf]"), of("H")),
    "business_type.checks.4": (of("P", business_type="[trust]"), of("P", business_type="[not_registered]")),
    "business_type.checks.5": (
        of("C", **{"pan?": "[/skip]", "business_type": "[partnership]"}),
        of("C", **{"pan?": "[/skip]"}),
    ),
    "business_type.checks.6": (of("F", business_name="Verma Exports"), of("F", business_name="M/s patel exports")),
    "cin.checks.0": (
        {"has_gst": "[no]", "pan": PANS["A"], "business_type": "[private]", "cin": "U72900KA2008PTC046374"},
        of("C", cin="U72900KA2008PTC046374"),
    ),
    "llpin.checks.0": (
        {"has_gst": "[no]", "pan": PANS["A"], "business_type": "[llp]", "llpin": "AAB-1234"},
        of("F", business_type="[llp]", llpin="AAB-1234"),
    ),
    "pincode.checks.0": (of("P", pincode=IN_GUJARAT), of("P")),
    "year_started.checks.0": (of("P", year_started="2090"), of("P", year_started="2026")),
    "year_started.checks.1": (
        of("C", cin="U72900KA2008PTC046374", year_started="2001"),
        of("C", cin="U72900KA2008PTC046374", year_started="2008"),
    ),
    "products.price_to.checks.0": (
        of("P", **{"products.price_from": "₹400", "products.price_to": "₹250"}),
        of("P", **{"products.price_from": "₹400", "products.price_to": "₹400"}),
    ),
    "products.price_to.checks.1": (
        of("P", **{"products.price_from": "₹400", "products.price_to": "$12"}),
        of("P", **{"products.price_from": "$4", "products.price_to": "$12"}),
    ),
    "gst_name.checks.0": (of("F", gst_name="Lotus Ceramics"), of("F", gst_name="M/S PATEL EXPORTS")),
    "iec_name.checks.0": (
        of("C", **NAMED_ON_PAPERS, iec_name="Lotus Ceramics"),
        of("C", **NAMED_ON_PAPERS, iec_name="RANGOLI FOODS PVT LTD"),
    ),
    "udyam_name.checks.0": (
        of("P", **NAMED_ON_PAPERS, udyam_name="Lotus Ceramics"),
        of("P", **NAMED_ON_PAPERS, udyam_name="Sharma Craft's"),
    ),
}  # fmt: skip


def test_every_check_of_the_flow_is_tested() -> None:
    assert {check.context for check in FLOW.checks} == {f"export_onboarding.{name}.say" for name in CHECKS}


def _says(say: Say, context: str) -> bool:
    return say.kind in ("problem", "warning") and any(
        isinstance(word, Own) and word.context == context for word in say.words
    )


def _until_said(replies: Mapping[str, Reply], context: str) -> Trader:
    """Converse until the check speaks or the conversation is over."""
    trader = Trader(FLOW)
    for _ in range(150):
        if trader.status != "open" or any(_says(say, context) for say in trader.said):
            break
        trader.does(trader.reply_to(trader.last, replies))
    return trader


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_fires(name: str) -> None:
    context = f"export_onboarding.{name}.say"
    trader = _until_said(CHECKS[name][0], context)
    assert trader.status == "open", trader.told(40)
    level = next(check.level for check in FLOW.checks if check.context == context)
    assert trader.last.kind == ("problem" if level == "must" else "warning")
    assert trader.step_id == name.partition(".checks")[0]
    assert "…" not in trader.text, "each placeholder has a value"
    if level == "should":
        assert "/right" in trader.options
        trader.presses("/right")
        assert not any(_says(say, context) for say in trader.said)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_silent_when_all_is_well(name: str) -> None:
    trader = _until_said(CHECKS[name][1], f"export_onboarding.{name}.say")
    assert trader.status == "completed", trader.told(6)
    check = next(check for check in FLOW.checks if check.context == f"export_onboarding.{name}.say")
    for path in check.names:
        asked = path.replace("products.", "products.1.")
        assert asked in trader.answers or (path == "pan" and name.endswith((".1", ".5"))), f"{path} was not answered"


def test_a_pin_code_of_several_states_and_a_gst_number_of_no_state_warn_nobody() -> None:
    trader = Trader(FLOW).reaches("address", of("P", gstin=gstin("P", "97"), pincode=IN_GUJARAT))
    assert not any(say.kind == "warning" for say in trader.heard)


def test_whatever_is_not_known_is_not_blamed() -> None:
    trader = Trader(FLOW).finishes({**NO_PAPERS, "business_type": "[private]", "year_started": "2001"})
    assert trader.status == "completed"
    assert not any(say.kind in ("warning", "problem") for say in trader.heard), trader.told()


# ── Whole conversations ─────────────────────────────────────────────────────────────────────────────────────────────

PHOTOS: Reply = [Paper(name="front.jpg"), Paper(name="back.jpg"), "[/done]"]
EVERYTHING: dict[str, Reply] = {
    **of("P"),
    "name": "Sunita Sharma",
    "email": "sunita@example.com",
    "udyam": "udyam mh 19 0000011",
    "trade_name?": ["[no]", "Sharma Brass Art"],
    "activity": "[both]",
    "address": "12 Gandhi Road, Nashik",
    "year_started": "2012",
    "workers": "2 to 9",
    "turnover": "25 lakh",
    "ifsc": "HDFC0002854",
    "products.name": "Brass lamps",
    "products.category": "[handicraft]",
    "products.hsn": "7418",
    "products.photos": PHOTOS,
    "products.capacity": "5 thousand",
    "products.unit": "pieces",
    "products.moq": "100",
    "products.price_from": "₹250",
    "products.price_to": "400 rupees",
    "products.lead_days": "21",
    "products.certificates": "[iso_9001,gi_tag]",
    "exported": "[yes]",
    "export_countries": "UAE, Germany",
    "target_countries": "Japan and USA",
    "gst_certificate": Paper({"gstin": gstin("P"), "legal_name": "SHARMA CRAFTS"}, "gst", name="gst.pdf"),
    "iec_certificate": Paper({"iec": PANS["P"], "legal_name": "M/S SHARMA CRAFTS"}, "iec", name="iec.pdf"),
    "udyam_certificate": Paper({"enterprise_name": "Sharma Crafts"}, "udyam", name="udyam.pdf"),
    "catalogue": [Paper(name="catalogue.pdf"), "[/done]"],
    "factory_photos": PHOTOS,
}


def test_a_proprietor_with_everything() -> None:
    trader = Trader(FLOW).finishes(EVERYTHING)
    assert trader.status == "completed"
    assert any(isinstance(effect, Completed) for effect in trader.effects)
    lead = trader.lead
    assert lead["contact"] == {
        "language": "en", "name": "Sunita Sharma", "role": "owner", "phone": "+919812345678", "email": "sunita@example.com",
    }  # fmt: skip
    ids = {kind: one["value"] for kind, one in lead["ids"].items()}
    assert ids["gstin"][2:12] == ids["pan"] == ids["iec"] == PANS["P"]
    assert ids["udyam"] == "UDYAM-MH-19-0000011"
    assert lead["business"]["trade_name"] == "Sharma Brass Art"
    assert lead["business"]["turnover"] == {"amount": "2500000", "currency": "INR"}
    assert lead["business"]["district"] == "Nashik"
    [product] = lead["products"]
    assert (product["capacity"], product["unit"], product["moq"], product["moq_unit"]) == (
        "5000",
        "piece",
        "100",
        "piece",
    )
    assert product["certificates"] == ["iso_9001", "gi_tag"]
    assert len(product["photos"]) == 2
    assert lead["export"]["countries"] == ["AE", "DE"]
    assert trader.score.total == 100, trader.score
    assert trader.score.band == "ready"
    assert {(one.purpose, one.choice) for one in trader.effects if isinstance(one, Consented)} == {
        ("save_profile", "yes"), ("reminders", "yes"), ("share_profile", "yes"),
    }  # fmt: skip
    twice = {path for path in trader.asked if trader.asked.count(path) > 1}
    assert twice == {"trade_name", "products.1.photos", "catalogue", "factory_photos"}, (
        "declined, or takes several files"
    )


def test_a_year_is_said_as_a_year() -> None:
    trader = Trader(FLOW).reaches("year_started", of("P")).says("2012")
    assert [say.kind for say in trader.said] == ["question"], "nobody needs a year in words"
    trader.finishes()
    assert "Began in: 2012" in next(text for text in trader.transcript if text.startswith("< review"))


def test_a_trader_without_gst_and_iec_is_helped_and_not_turned_away() -> None:
    trader = Trader(FLOW).finishes({**NO_PAPERS, "forex_account": "[unknown]", "ad_code": "[unknown]"})
    assert trader.status == "completed"
    told = [say.step for say in trader.heard if say.kind == "note"]
    assert told[:2] == ["gst_help", "iec_help"]
    for path in ("gstin", "iec", "iec_confirmed", "ifsc", "gst_certificate", "iec_certificate", "cin", "llpin"):
        assert path not in trader.asked
    assert "pan" in trader.asked
    said = {"gst": "no", "iec": "no", "forex_account": "unknown", "ad_code": "unknown"}
    assert trader.lead["readiness"] == said | {"catalogue": False, "photos": 1}
    assert trader.score.parts[0].points == 0


def test_a_private_company_with_food_and_two_products() -> None:
    product: dict[str, Reply] = {
        "products.1.category": "masala",
        "products.2.category": "[packaging]",
        "products": "[/another]",
        "products.photos": [Paper(name="one.jpg"), Paper(name="two.jpg"), "[/done]"],
        "fssai": "10012345000678",
        "cin": "U72900KA2008PTC046374",
    }
    trader = Trader(FLOW).reaches("products.2.name", of("C", **product))
    trader.finishes(of("C", **{**product, "products": "[/done]"}))
    assert trader.status == "completed"
    assert [one["category"] for one in trader.lead["products"]] == ["food", "packaging"]
    assert trader.lead["ids"]["fssai"]["value"] == "10012345000678"
    assert trader.lead["ids"]["cin"]["value"] == "U72900KA2008PTC046374"
    assert trader.asked.index("fssai") > trader.asked.index("products.2.category")
    assert "llpin" not in trader.asked


def test_no_food_no_fssai() -> None:
    assert "fssai" not in Trader(FLOW).finishes(of("C", **{"products.category": "[stone]"})).asked


def test_going_back_and_editing_asks_only_what_hangs_on_it() -> None:
    trader = Trader(FLOW).reaches("activity", of("P"))
    trader.goes_back()
    assert trader.step == "business_type"
    trader.presses("/keep")
    assert trader.step == "activity"
    trader.reaches("review", of("P"))
    trader.edits("has_gst").presses("no")
    assert trader.said[0].step == "gst_help", "the branch changed"
    assert trader.step == "pan", "it was taken from the GST number, which is gone"
    trader.presses("/keep")
    assert trader.step == "review", "nothing else is asked again"
    assert "gstin" not in trader.answers
    assert "gst_certificate" not in trader.profile
    trader.edits("has_gst").presses("yes")
    assert trader.step == "review"
    assert "(from before)" in trader.text
    assert trader.answers["gstin"]["gstin"] == gstin("P"), "an answer revived is kept"
    trader.presses("/submit")
    assert trader.status == "completed"


def test_an_edit_that_clashes_asks_which_of_the_answers_is_wrong() -> None:
    trader = Trader(FLOW).reaches("review", of("P"))
    trader.edits("business_type").presses("private")
    assert set(trader.options) >= {"/edit pan", "/edit business_type"}
    trader.presses("/edit business_type").presses("proprietor")
    assert trader.step == "review"
    assert "cin" not in trader.asked


def test_children_are_not_asked_anything_and_nothing_is_kept() -> None:
    trader = Trader(FLOW).reaches("adult", {}).presses("no")
    assert trader.status == "ended"
    assert [effect for effect in trader.effects if isinstance(effect, Ended)] == [Ended("nothing")]


def test_only_the_first_consent_is_needed() -> None:
    refused = Trader(FLOW).reaches("save_profile", {}).presses("no")
    assert refused.status == "ended"
    assert Ended("nothing") in refused.effects
    trader = Trader(FLOW).finishes(of("P", reminders="[no]", share_profile="[no]"))
    assert trader.status == "completed"
    assert trader.last.step == "kept"
    assert "no partner sees it" in trader.text


# ── Papers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

OF_CONSTITUTION = {
    "Proprietorship": "proprietor", "Partnership": "partnership", "Private Limited Company": "private", "Hindu Undivided Family": "huf",
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_gst_certificate_sent_first_saves_at_least_six_questions(seed: int) -> None:
    of_firm = firm(seed)
    typed: dict[str, Reply] = {
        "gstin": of_firm.gstin,
        "gst_certificate": gst_certificate(of_firm),
        "business_name": of_firm.legal_name,
        "trade_name?": ["[no]", of_firm.trade_name],
        "business_type": f"[{OF_CONSTITUTION[of_firm.constitution]}]",
        "pincode": of_firm.pincode,
    }
    without = Trader(FLOW).finishes(typed)
    sent = Trader(FLOW).finishes({"first_paper": gst_certificate(of_firm)})
    assert without.status == sent.status == "completed"
    assert len(without.asked) - len(sent.asked) >= 6
    assert len(set(without.asked) - set(sent.asked)) >= 6
    assert not {"has_gst", "gstin", "business_name", "pincode", "address", "gst_certificate"} & set(sent.asked)
    assert sent.answers["has_gst"] == "yes"
    assert sent.answers["gstin"]["gstin"] == of_firm.gstin
    assert sent.answers["business_type"] == without.answers["business_type"]
    assert sent.answers["pincode"] == without.answers["pincode"]


def test_a_udyam_certificate_sent_first_proves_no_gst_number() -> None:
    of_firm = firm(0)
    trader = Trader(FLOW).reaches("has_gst", {"first_paper": udyam_certificate(of_firm)})
    trader.finishes({**NO_PAPERS})
    assert trader.status == "completed"
    assert trader.answers["has_gst"] == "no"
    assert trader.answers["udyam"].startswith("UDYAM-")
    assert trader.answers["business_name"].removeprefix("M/S ") == of_firm.legal_name
    assert not {"udyam", "business_name", "udyam_certificate"} & set(trader.asked)


def test_an_iec_certificate_sent_first_proves_an_iec() -> None:
    of_firm = firm(0)
    trader = Trader(FLOW).reaches("has_gst", {"first_paper": iec_certificate(of_firm)})
    trader.finishes({"has_gst": "[no]"})
    assert trader.answers["has_iec"] == "yes"
    assert trader.answers["iec"] == of_firm.pan
    assert not {"has_iec", "iec", "iec_certificate"} & set(trader.asked)


def test_a_paper_that_cannot_be_read_costs_no_answer() -> None:
    trader = Trader(FLOW).reaches("has_gst", {"first_paper": Paper(name="blurred.jpg")})
    trader.finishes(of("P"))
    assert trader.status == "completed"
    assert "gst_certificate" in trader.asked, "it was not seen to be one"


def test_another_number_on_the_certificate_is_shown_beside_the_typed_one() -> None:
    paper = Paper({"gstin": gstin("P", "24"), "legal_name": NAMES["P"]}, "gst")
    trader = Trader(FLOW).reaches("gst_certificate", of("P")).sends(paper)
    assert trader.step == "gstin"
    assert trader.options == ["new", "old"]
    assert gstin("P") in trader.text
    assert gstin("P", "24") in trader.text
    trader.presses("old").finishes(of("P"))
    assert trader.answers["gstin"]["gstin"] == gstin("P")


@pytest.mark.parametrize(
    ("printed", "option"),
    [
        ("Proprietorship", "proprietor"), ("Partnership", "partnership"), ("Limited Liability Partnership", "llp"),
        ("Private Limited Company", "private"), ("Public Limited Company", "public"), ("Hindu Undivided Family", "huf"),
        ("Society/ Club/ Trust/ AOP", "trust"), ("Self Help Group", "trust"), ("Proprietary", "proprietor"), ("Trust", "trust"),
        ("One Person Company", "opc"), ("Foreign Company", None), ("Government Department", None),
    ],
)  # fmt: skip
def test_the_constitution_printed_on_a_certificate_is_the_type(printed: str, option: str | None) -> None:
    trader = Trader(FLOW).reaches("first_paper", {})
    trader.sends(Paper({"constitution": printed, "legal_name": "Sharma Crafts", "pincode": IN_MAHARASHTRA}, "udyam"))
    if trader.last.kind == "confirm":
        trader.presses("yes")
    assert trader.answers.get("business_type") == option


def test_a_paper_asked_for_again_says_why_and_after_two_times_a_human_looks() -> None:
    trader = Trader(FLOW).reaches("gst_certificate", of("P"))
    for number in range(2):
        trader.sends(Paper(verdict="ask_again", name=f"dark{number}.jpg"))
        assert trader.step == "gst_certificate"
        assert "GST registration certificate" in trader.text
    trader.sends(Paper(verdict="ask_again", name="dark3.jpg"))
    assert trader.step == "gst_name"


# ── Replies that do not fit ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_reply_that_does_not_fit_is_refused_in_words() -> None:
    trader = Trader(FLOW).reaches("phone", {}).says("98123")
    assert trader.last.problem == "phone-length", "its words tell how many digits were typed"
    trader = Trader(FLOW).reaches("role", {})
    trader.gives(Pressed("emperor", "role", trader.last.prompt))
    assert trader.last.problem == "choose-one"
    assert trader.text


# ── Whatever a trader does ──────────────────────────────────────────────────────────────────────────────────────────

JUNK = (
    "asdf",
    "no",
    "1",
    "50",
    "skip",
    "help",
    "review",
    "मुंबई",
    "27AAPFU0939F1ZV",
    "another",
    "later",
    "२ लाख",
    "[x]",
    "🙏",
)


def _wanders(trader: Trader, chance: random.Random, replies: Mapping[str, Reply]) -> None:
    """One input: mostly a sensible reply; else a button, old or new, a command, junk, or a paper."""
    match chance.choices("reply press old back edit junk paper open".split(), (60, 10, 8, 6, 5, 5, 4, 2))[0]:
        case "press" if trader.options:
            trader.presses(chance.choice(trader.options))
        case "old" if (say := chance.choice(trader.heard)).choices:
            trader.presses_old(say, chance.choice(say.choices).id)
        case "back":
            trader.goes_back()
        case "edit" if trader.session.answers:
            trader.edits(chance.choice(sorted(trader.session.answers)))
        case "junk":
            trader.says(chance.choice(JUNK))
        case "paper":
            said = {"gstin": gstin("F"), "legal_name": NAMES["F"], "pincode": IN_GUJARAT, "constitution": "Partnership"}
            read = {name: value for name, value in said.items() if chance.random() < 0.6}
            verdict: Verdict = chance.choice(("ok", "ok", "ask_again"))
            trader.sends(Paper(read, chance.choice(("gst", "udyam", None)), verdict, name=f"{chance.randrange(6)}.pdf"))
        case "open":
            trader.gives(Opened())
        case _:
            trader.does(trader.reply_to(trader.question, replies))


@pytest.mark.parametrize("seed", range(12))
def test_whoever_wanders_about_is_always_answered_and_can_always_finish(seed: int) -> None:
    chance = random.Random(seed)
    replies = of(chance.choice("PFCH"))
    trader = Trader(FLOW, reads_at_once=chance.random() < 0.7)
    for _ in range(150):
        if trader.status == "open":
            _wanders(trader, chance, replies)
            if chance.random() < 0.05:
                trader.papers_are_read()
    trader.papers_are_read()
    if trader.status == "open":
        trader.finishes(replies)
    assert trader.status in ("completed", "ended")


@pytest.mark.parametrize("file", sorted(DEFINITIONS.glob("*.test.txt")), ids=lambda file: file.name.partition(".")[0])
def test_the_authors_conversations_beside_a_flow_pass(file: Path) -> None:
    outcomes = list(
        run_tests(flow_of(file.name.partition(".")[0]), file.read_text(encoding="utf-8"), str(file), lambda: NOON)
    )
    assert outcomes
    assert [one for one in outcomes if one.failure] == []


# ── Nothing is special about it ─────────────────────────────────────────────────────────────────────────────────────

SCHOOL = flow_of("school_admission")


def _school(**replies: Any) -> Trader:
    return Trader(SCHOOL).finishes({"child_name": "Asha", "born": "1 May 2020", "siblings.has": "[no]", **replies})


def test_another_flow_runs_on_the_same_engine() -> None:
    trader = _school(class_wanted="[first]", bus="[no]")
    assert trader.status == "completed"
    assert "Asha is on our list" in trader.text
    assert trader.profile["birth_year"] == "2020"
    assert trader.profile["siblings"] == [{"has": "no"}]
    assert "pincode" not in trader.asked
    assert trader.score.total == 33


def test_its_must_speaks_of_two_steps_and_its_should_is_asked_once() -> None:
    trader = Trader(SCHOOL).reaches("class_wanted", {"born": "1 May 2021", "child_name": "Asha"}).presses("second")
    assert trader.last.problem == "check"
    assert "/edit born" in trader.options
    trader.presses("first")
    assert trader.step == "meal"
    trader.edits("class_wanted").presses("nursery")
    assert trader.step == "meal", "nursery has no brothers and sisters here, and 2021 is right for it"
    trader.edits("born").says("1 May 2018")
    assert trader.last.kind == "warning"
    trader.presses("/right")
    assert trader.step == "meal"


def test_who_is_no_parent_leaves_nothing() -> None:
    trader = Trader(SCHOOL).presses("no")
    assert trader.status == "ended"
    assert Ended("nothing") in trader.effects
