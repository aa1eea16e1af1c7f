"""What a lead says, what its card hides, and that neither knows any flow by its steps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.handoff.export import as_csv, as_jsonl, as_xlsx, guarded
from bot.handoff.lead import LeadContent, content
from bot.handoff.number import display_number
from bot.handoff.schemas import schema
from bot.handoff.views import mask_pan, masked
from bot.handoff.words import shown_words
from flows.profile import profile
from storage.times import to_datetime
from tests.handoff_world import MONDAY_NOON, session_of, weavers

GSTIN = {"gstin": "27AAPFU0939F1ZV", "pan": "AAPFU0939F", "state_code": "27", "state": "Maharashtra"}
ELSEWHERE = {"gstin": "33AAPFU0939F1Z2", "pan": "AAPFU0939F", "state_code": "33", "state": "Tamil Nadu"}
PAPER = {"id": "d1", "mime": "application/pdf", "bytes": 9, "sha256": "0" * 64, "verdict": "ok", "fills": {}}


def _made(**given: Any) -> LeadContent:
    return content(weavers(), session_of(**given), to_datetime(MONDAY_NOON))


def _whole(made: LeadContent) -> dict[str, Any]:
    """With what the queue adds when it is shown."""
    more: dict[str, Any] = {
        "id": "x",
        "number": display_number("x"),
        "status": "ready",
        "assignment": None,
        "history": [],
        "revision": 0,
    }
    return {**masked(made.body["lead"]), **more, "created_at": "", "updated_at": ""}


def test_fields_come_from_what_steps_fill() -> None:
    made = _made(tax_number=GSTIN, certificate=[PAPER], remark="Please call after six")
    lead = made.body["lead"]
    Draft202012Validator(schema("lead")).validate(_whole(made))
    assert lead["contact"] == {"name": "Sunita Devi", "phone": "+919812345678"}
    assert lead["business"] == {
        "pincode": "400001", "district": "Mumbai", "state": "Maharashtra", "state_code": "27", "activity": "make",
    }  # fmt: skip
    assert lead["ids"]["gstin"] == {"value": "27AAPFU0939F1ZV", "source": "typed", "check": "ok", "note": ""}
    assert lead["ids"]["pan"]["source"] == "derived"
    assert lead["products"] == [{"language": "hi", "name": "Cotton sarees", "category": "apparel"}]
    assert lead["answers"] == {"remark": "Please call after six"}
    assert [(one["id"], one["kind"]) for one in lead["documents"]] == [("d1", "gst")]
    assert lead["consents"][0]["choice"] == "yes"
    assert (made.score, lead["score"]["band"], lead["next_action"]["do"]) == (100, "ready", "contact")


def test_the_profile_has_its_schema() -> None:
    found = profile(weavers(), session_of(tax_number=GSTIN, certificate=[PAPER]), to_datetime(MONDAY_NOON))
    Draft202012Validator(schema("profile")).validate(found)
    assert found["goods"] == [{"thing": "Cotton sarees", "sort": "apparel"}]


def test_a_failing_check_is_said_with_its_values() -> None:
    lead = _made(tax_number=ELSEWHERE).body["lead"]
    (check,) = lead["checks"]
    assert check["message"] == "Your GST number is of Tamil Nadu, your place in Maharashtra."
    assert (check["level"], check["fields"], check["acknowledged"]) == (
        "warning",
        ["ids.gstin", "business.pincode"],
        False,
    )


def test_next_is_what_helps_most() -> None:
    assert _made().body["lead"]["next_action"] == {
        "do": "help", "what": "GST number is there", "part": "papers", "points": 60, "fields": [],
    }  # fmt: skip


def test_the_pan_is_hidden_but_for_its_ends() -> None:
    assert mask_pan("AAKFD7113K") == "AA•••••13K"
    lead = _made(tax_number=GSTIN).body["lead"]
    assert masked(lead)["ids"]["pan"]["value"] == "AA•••••39F"
    assert lead["ids"]["pan"]["value"] == "AAPFU0939F"


def test_matching_knows_nothing_personal() -> None:
    made = _made(tax_number=GSTIN)
    assert made.facets == {
        "state": "27", "languages": ["hi"], "categories": ["apparel"], "activity": "make", "band": "ready", "flow": "weavers",
    }  # fmt: skip
    assert made.identifiers == {("gstin", "27AAPFU0939F1ZV"), ("pan", "AAPFU0939F"), ("phone", "+919812345678")}


def test_without_consent_to_share_it_stops() -> None:
    assert _made(sharing={"choice": "no", "notice_version": 1}).stops == ("no-share-consent",)
    assert _made().stops == ()


def test_a_number_can_be_said() -> None:
    assert display_number("abc") == display_number("abc")
    assert len({display_number(str(n)) for n in range(300)}) == 300


# The card --------------------------------------------------------------------------------------------------------------


def test_the_card_shows_only_what_is_marked() -> None:
    card = _made(tax_number=GSTIN, certificate=[PAPER], remark="I am Sunita, 98123 45678").body["card"]
    Draft202012Validator(schema("card")).validate(card)
    text = str(card)
    for secret in ("Sunita", "98123", "AAPFU", "400001", "remark", "d1"):
        assert secret not in text
    assert card["documents"] == ["gst"]
    assert card["business"]["pincode"] == {"district": "Mumbai", "state": "Maharashtra", "state_code": "27"}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Brass lamps", "Brass lamps"),
        ("पीतल के दीये", "पीतल दीये"),
        ("Cotton sarees 6 metre", "Cotton sarees metre"),
        ("Lamps, call 98123 45678", "Lamps"),
        ("Lamps ९८१२३४५६७८", "Lamps"),
        ("Lamps nine eight one two three", "Lamps"),
        ("Lamps, two three sizes", "Lamps two three sizes"),
        ("Lamps www.lamps.example", "Lamps"),
        ("Lamps at lamps.in", "Lamps at"),
        ("Lamps lamps (dot) com", "Lamps"),
        ("Lamps https://x.example/y?z=1", "Lamps"),
        ("Lamps @brassking on insta", "Lamps on"),
        ("Lamps sunita@example.com", "Lamps"),
        ("Lamps near the temple, Gandhi Road", "Lamps temple"),
        ("Sunita's lamps by SUNITA Devi", "lamps by"),
        ("t.me/lamps wa.me/91", ""),
        ("No.1 quality rice", "quality rice"),
    ],
)
def test_product_words_pass_a_filter(said: str, shown: str) -> None:
    assert shown_words(said, "en", ["Sunita Devi"]) == shown


@given(st.text(max_size=60), st.from_regex(r"[6-9][0-9]{9}", fullmatch=True), st.text(max_size=60))
def test_no_digit_ever_passes(before: str, phone: str, after: str) -> None:
    assert not any(letter.isdigit() for letter in shown_words(f"{before} {phone} {after}", "en"))


# Tables ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+91981", "-2", "@x", "\t=1", "\r=1", " =1"])
def test_a_formula_is_disarmed(text: str) -> None:
    assert guarded(text).startswith("'")
    assert guarded("plain") == "plain"


def test_tables_open_as_they_should() -> None:
    import io

    from openpyxl import load_workbook

    rows = [{"id": "1", "name": "=cmd()", "city": "मुंबई"}]
    columns = ("id", "name", "city")
    assert as_csv(rows, columns) == "\ufeffid,name,city\r\n1,'=cmd(),मुंबई\r\n".encode()
    sheet = load_workbook(io.BytesIO(as_xlsx(rows, columns))).active
    assert sheet is not None
    cells = [list(row) for row in sheet.iter_rows()][1]
    assert [(cell.value, cell.data_type) for cell in cells] == [("1", "s"), ("=cmd()", "s"), ("मुंबई", "s")]
    assert as_jsonl([{"a": "ß"}, {"b": 2}]) == '{"a": "ß"}\n{"b": 2}\n'.encode()
