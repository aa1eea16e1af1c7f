"""Papers are read as they are printed, by what their labels say; what must not be read is not."""

from __future__ import annotations

import io
import time
from datetime import date

import pypdfium2 as pdfium
import pytest

from bot.documents.inspect import Inspection, inspect
from bot.documents.inspection import SURE, from_json
from bot.documents.pdf_writer import Page, document
from bot.documents.samples import SAMPLE_FIRM, Firm, sample_papers
from flows.answers.gst import valid_gstin
from tests.papers import cheque, firm, firms, gst_certificate, iec_certificate, shop_licence, udyam_certificate

TODAY = date(2026, 11, 23)
AADHAAR = "234123412346"


def keys(result: Inspection) -> list[str]:
    return [problem.key for problem in result.problems]


def values(result: Inspection) -> dict[str, str]:
    return {name: field.value for name, field in result.read.items()}


@pytest.mark.parametrize("one", firms(25), ids=lambda one: one.gstin)
def test_a_gst_certificate_says_all_it_should(one: Firm) -> None:
    result = inspect(gst_certificate(one), "gst", today=TODAY)
    parts = [one.building, one.premises, one.road, one.locality, one.city, one.district, one.state, one.pincode]
    address = ", ".join(part for at, part in enumerate(parts) if at == 0 or part != parts[at - 1])
    assert result.verdict == "ok"
    assert (result.paper, result.pages, result.mime) == ("gst", 3, "application/pdf")
    assert values(result) == {
        "gstin": one.gstin,
        "legal_name": one.legal_name,
        "trade_name": one.trade_name,
        "constitution": one.constitution,
        "address": address,
        "state": one.state,
        "pincode": one.pincode,
        "registration_type": "Regular",
        "date_of_issue": one.issued.isoformat(),
    }
    assert all(field.sure for field in result.read.values())


@pytest.mark.parametrize("one", firms(25), ids=lambda one: one.udyam)
def test_a_udyam_certificate_says_all_but_what_is_nobodys_business(one: Firm) -> None:
    result = inspect(udyam_certificate(one), "udyam", today=TODAY)
    said = values(result)
    assert result.verdict == "ok"
    assert said["udyam"] == one.udyam
    assert said["enterprise_name"] == f"M/S {one.legal_name}"
    assert (said["state"], said["pincode"]) == (one.state, one.pincode)
    assert said["date_of_issue"] == one.issued.isoformat()
    assert one.building in said["address"]
    assert one.road in said["address"]
    assert not any(word in " ".join(said.values()) for word in ("GENERAL", "98XXXXXX10", "sample@saathi.example"))


@pytest.mark.parametrize("one", firms(25), ids=lambda one: one.iec)
def test_an_exporter_code_certificate(one: Firm) -> None:
    said = values(inspect(iec_certificate(one), "iec", today=TODAY))
    assert (said["iec"], said["pan"], said["legal_name"]) == (one.iec, one.pan, one.legal_name)
    assert (said["constitution"], said["date_of_issue"]) == (one.constitution, one.issued.isoformat())
    assert (said["state"], said["pincode"]) == (one.state, one.pincode)
    assert "ASHA" not in " ".join(said.values())


def test_a_cheque_gives_its_branch_and_never_its_account() -> None:
    one = firm(1)
    result = inspect(cheque(one, account="50100234567892"), "cheque", today=TODAY)
    assert values(result) == {"ifsc": one.ifsc, "legal_name": one.legal_name}
    assert "50100234567892" not in repr(result)


def test_an_account_number_that_looks_like_aadhaar_is_an_account_number() -> None:
    assert inspect(cheque(firm(1), account=AADHAAR), "cheque", today=TODAY).verdict == "ok"


def test_a_shop_licence_and_its_end() -> None:
    one = firm(2)
    assert values(inspect(shop_licence(one, date(2030, 1, 31)), "shop", today=TODAY))["valid_until"] == "2030-01-31"
    expired = inspect(shop_licence(one, date(2026, 11, 22)), "shop", today=TODAY)
    assert (expired.verdict, keys(expired)) == ("ask_again", ["paper-expired"])
    assert inspect(shop_licence(one, date(2026, 11, 22)), "shop").verdict == "ok"


@pytest.mark.parametrize("status", ["Cancelled", "Suspended", "Active"])
def test_a_certificates_status_is_read(status: str) -> None:
    assert values(inspect(gst_certificate(firm(4), status=status), "gst"))["status"] == status.lower()


def test_the_composition_scheme_is_read() -> None:
    assert values(inspect(gst_certificate(firm(4), kind="Composition"), "gst"))["registration_type"] == "Composition"


def test_what_was_read_knows_its_place() -> None:
    field = inspect(gst_certificate(SAMPLE_FIRM), "gst").read["legal_name"]
    assert field.page == 1
    assert field.box is not None
    left, top, right, bottom = field.box
    assert 0.42 < left < right < 0.8
    assert 0.17 < top < bottom < 0.21


def test_the_kind_is_recognised_without_being_told() -> None:
    one = firm(5)
    papers = {
        "gst": gst_certificate(one),
        "udyam": udyam_certificate(one),
        "iec": iec_certificate(one),
        "cheque": cheque(one),
    }
    assert {kind: inspect(data, None).paper for kind, data in papers.items()} == {kind: kind for kind in papers}


@pytest.mark.parametrize("asked", ["gst", "udyam", "iec", "cheque", "shop"])
def test_another_paper_than_was_asked_for(asked: str) -> None:
    one = firm(6)
    papers = {
        "gst": gst_certificate(one),
        "udyam": udyam_certificate(one),
        "iec": iec_certificate(one),
        "cheque": cheque(one),
        "shop": shop_licence(one, date(2030, 1, 1)),
    }
    for kind, data in papers.items():
        result = inspect(data, asked, today=TODAY)
        assert (result.verdict == "ok") is (kind == asked), kind
        if kind != asked:
            assert [dict(problem.params) for problem in result.problems] == [{"asked": asked, "got": kind}]
            assert result.read == {}


@pytest.mark.parametrize("asked", ["gst", "udyam", "iec"])
def test_of_all_papers_in_one_file_the_one_that_was_asked_for_is_read(asked: str) -> None:
    one, other = firm(31), firm(32)
    papers = {"udyam": udyam_certificate(other), "gst": gst_certificate(one), "iec": iec_certificate(other)}
    seen = inspect(_bound(*papers.values()), asked, today=TODAY)
    assert (seen.verdict, seen.paper, keys(seen)) == ("ok", asked, [])
    assert values(seen) == values(inspect(papers[asked], asked, today=TODAY))


def test_of_all_papers_in_one_file_none_is_mixed_with_another() -> None:
    """Where any will do, it is one of them, and it says what it says alone."""
    papers = {"udyam": udyam_certificate(firm(31)), "gst": gst_certificate(firm(32))}
    seen = inspect(_bound(*papers.values()), None, today=TODAY)
    assert seen.paper is not None
    assert values(seen) == values(inspect(papers[seen.paper], None, today=TODAY))


def test_what_is_not_in_the_file_is_asked_for_again() -> None:
    seen = inspect(_bound(udyam_certificate(firm(31)), iec_certificate(firm(31))), "gst", today=TODAY)
    assert (seen.verdict, keys(seen)) == ("ask_again", ["wrong-paper"])


def test_an_aadhaar_card_among_other_papers_is_refused_with_its_digits_hidden_too() -> None:
    card = Page()
    for number, line in enumerate(
        ("Unique Identification Authority of India", "Mera Aadhaar, Meri Pehchan", "XXXX XXXX 2346")
    ):
        card.text(60, 60 + 20 * number, line, 10)
    seen = inspect(_bound(gst_certificate(firm(31)), document([card])), "gst", today=TODAY)
    assert (seen.verdict, keys(seen)) == ("refused", ["aadhaar-on-paper"])
    assert not seen.read


def _bound(*papers: bytes) -> bytes:
    """All of them as one PDF, as a scanner or an accountant sends them."""
    bound = pdfium.PdfDocument.new()
    for paper in papers:
        bound.import_pages(pdfium.PdfDocument(paper))
    out = io.BytesIO()
    bound.save(out)
    return out.getvalue()


def test_a_letter_is_no_certificate() -> None:
    page = Page()
    page.text(60, 80, "Dear Sir, please find the price list for our brass lamps and bowls, valid for this month only.")
    page.text(60, 100, "We deliver within three weeks; terms of payment are thirty days after the goods arrive.")
    result = inspect(document([page]), "gst")
    assert (result.verdict, keys(result)) == ("ask_again", ["wrong-paper"])
    assert inspect(document([page]), "catalogue").verdict == "ok"


def test_only_the_annexure_was_sent() -> None:
    pdf = document([_annexure_without_number()])
    result = inspect(pdf, "gst")
    assert keys(result) == ["page-missing"]
    assert result.problems[0].params == {"asked": "gst", "page": 1}


def _annexure_without_number() -> Page:
    page = Page()
    page.text(60, 60, "Annexure A: Goods and Services Tax")
    page.text(60, 90, "Trade Name, if any")
    page.text(60, 120, "Constitution of Business and Address of Principal Place of Business are on the certificate")
    page.text(480, 806, "Page 2 of 3")
    return page


@pytest.mark.parametrize("written", [AADHAAR, "2341 2341 2346", "Aadhaar No: 2341-2341-2346"])
def test_a_paper_with_an_aadhaar_number_is_refused_and_nothing_of_it_is_kept(written: str) -> None:
    page = Page()
    page.text(60, 80, "Legal Name")
    page.text(260, 80, "ASHA EXAMPLE")
    page.text(60, 120, written)
    page.text(60, 140, "Form GST REG-06 Constitution of Business and more words to make it a page of text")
    for kind in ("gst", "photo", None):
        result = inspect(document([page]), kind)
        assert (result.verdict, keys(result)) == ("refused", ["aadhaar-on-paper"])
        assert result.read == {}
        assert "2341" not in repr(result)
        assert result.look is None


def test_years_in_a_table_and_a_code_above_a_number_are_no_aadhaar() -> None:
    page = Page()
    page.text(60, 80, "Turnover in the years 2023 2024 2025 and 2022 2023 2024, and 2021 2022 2023")
    for at in range(12):
        page.text(60, 120 + at * 14, f"Acknowledgement No. {234123412346 + at}")
    assert inspect(document([page]), None).verdict == "ok"


def test_each_paper_is_read_in_under_150_ms() -> None:
    one = firm(7)
    for data, kind in ((gst_certificate(one), "gst"), (udyam_certificate(one), "udyam"), (iec_certificate(one), "iec")):
        inspect(data, kind)
        took = []
        for _ in range(5):
            start = time.thread_time()
            inspect(data, kind)
            took.append(time.thread_time() - start)
        assert min(took) < 0.150, (kind, took)


def test_samples_are_read_and_never_change() -> None:
    assert [sample.kind for sample in sample_papers()] == ["gst", "udyam", "photo", "photo"]
    assert [inspect(sample.data, sample.kind).verdict for sample in sample_papers()] == ["ok"] * 4
    assert [sample.data for sample in sample_papers()] == [sample.data for sample in sample_papers()]
    assert valid_gstin(SAMPLE_FIRM.gstin)


def test_an_inspection_survives_json() -> None:
    result = inspect(gst_certificate(firm(8)), "gst")
    assert from_json(result.as_json()) == result
    assert result.read["gstin"].confidence >= SURE
