"""The example data: what the pages and the API say of it is there, and it goes away whole."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, update

from bot import demo
from bot.app import App
from bot.cli import cli
from bot.handoff.lives import HELD
from bot.settings import Settings
from bot.web.server import create_web
from storage import leads, offers, partners, tables, timers
from storage.documents import DocumentStore
from storage.failures import Unacknowledged
from storage.leads import StoredLead


@dataclass(frozen=True, slots=True)
class Place:
    app: App
    folder: Path

    def leads(self) -> list[StoredLead]:
        return self.app.database.view(lambda tx: leads.listed(tx, limit=100))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("demo")
    app = App.build(Settings.load({"SAATHI_DATA_DIR": str(folder / "data"), "SAATHI_DEMO": "1"}, folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "TRADERS", 20)
        assert demo.fill(app.database, app.documents)
    assert not demo.fill(app.database, app.documents)
    yield Place(app, folder)
    app.writer.close()
    app.database.close()


async def _partner_sees(place: Place) -> tuple[dict[str, bytes], list[str]]:
    """Every paper of every lead that some partner holds, through the API; and the pages of those leads."""
    papers, pages = {}, []
    transport = httpx.ASGITransport(create_web(place.app))
    held = [one for one in place.leads() if one.status in HELD and one.partner_id is not None]
    for lead in held:
        partner_id = lead.partner_id or ""
        _, key = await place.app.writer.ask(lambda tx, one=partner_id: partners.new_key(tx, one))  # type: ignore[misc]
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8080") as client:
            for one in lead.body["lead"]["documents"]:
                answer = await client.get(
                    f"/api/v1/leads/{lead.id}/documents/{one['id']}", headers={"Authorization": f"Bearer {key}"}
                )
                assert (answer.status_code, answer.headers["content-type"]) == (200, one["mime"])
                papers[one["id"]] = answer.content
            assert (await client.post("/partner/enter/key", data={"key": key})).status_code == 303
            pages.append((await client.get(f"/partner/leads/{lead.id}?language=en")).text)
    return papers, pages


def test_every_paper_that_an_example_lists_is_there_and_named_for_what_it_is(place: Place) -> None:
    documents = [one for lead in place.leads() if lead.body for one in lead.body["lead"]["documents"]]
    assert {one["kind"] for one in documents} >= {"gst", "photo"}
    known = {one["id"]: one for one in documents}
    papers, pages = asyncio.run(_partner_sees(place))
    assert papers
    for name, data in papers.items():
        assert (len(data), hashlib.sha256(data).hexdigest()) == (known[name]["bytes"], known[name]["sha256"])
    sent_to = {one["step"] for one in documents}
    assert {"products.photos", "factory_photos"} <= sent_to
    assert any("Photos of the workshop" in page for page in pages)
    assert any("1 page " in page for page in pages) and not any("1 pages" in page for page in pages)
    assert all("Photos in all" in page for page in pages), "not of the workshop alone"


def test_there_is_a_lead_in_every_state_that_somebody_has_to_look_at(place: Place) -> None:
    """Of half the traders; the other half adds those that are contacted, and those that are lost."""
    states = {"offered", "open", "held", "accepted", "listed", "first_order", "returned", "withdrawn"}
    assert {one.status for one in place.leads()} == states
    assert all(one.example for one in place.leads())
    assert [list(one.facets["held"]) for one in place.leads() if one.status == "held"] == [["duplicate-phone"]]


def test_an_example_is_a_firm_that_there_could_be(place: Place) -> None:
    """Every one had begun in 1850, sold for two hundred rupees a year, and turmeric was a handicraft counted in square metres."""
    found = [lead.body["lead"] for lead in place.leads() if lead.body]
    for one in found:
        assert int(one["business"].get("year", 2000)) >= 1985
        assert int(one["business"].get("turnover", {"amount": "500000"})["amount"]) >= 100_000
    wares = {(ware["name"], ware["category"], ware["unit"]) for one in found for ware in one["products"]}
    assert len(wares) > 3
    assert wares <= {(ware.name, ware.category, ware.unit) for _, _, ware in demo.FIRMS}


def test_no_paper_of_an_example_waits_to_be_read(place: Place) -> None:
    with place.app.database.write() as tx:
        due = timers.claim(tx, 1000, 1, ("read", "drop-file"))
    assert due == []


def test_examples_go_with_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "TRADERS", 2)
    app = App.build(Settings.load({"SAATHI_DATA_DIR": str(tmp_path / "data")}, tmp_path))
    demo.fill(app.database, app.documents)
    kept = [one for one in (tmp_path / "data" / "documents").rglob("*") if one.is_file()]
    assert kept
    assert demo.remove(app.database, app.documents) == {"traders": 2, "partners": len(demo.PARTNERS)}
    assert not [one for one in kept if one.exists()]
    assert _rows(app) == {}, "nothing of an example is left in any table"
    assert not demo.fill(app.database, app.documents), "a server that starts does not bring them back"
    assert demo.fill(app.database, app.documents, again=True)
    app.writer.close()
    app.database.close()


def test_examples_whose_files_cannot_be_reached_are_taken_away_by_saying_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "TRADERS", 2)
    monkeypatch.setenv("SAATHI_DATA_DIR", str(tmp_path / "data"))
    app = App.build(Settings.load(cwd=tmp_path))
    demo.fill(app.database, app.documents)
    stored = app.documents.names()

    def away(*_: object) -> None:
        raise Unacknowledged("the document store: away")

    with monkeypatch.context() as patch:
        patch.setattr(DocumentStore, "delete", away)
        refused = CliRunner().invoke(cli, ["demo", "remove"])
    assert refused.exit_code == 1
    assert "not all their files are deleted yet; say the same again later" in refused.output
    assert app.documents.names() == stored
    with app.database.read() as tx:
        assert not [one for one in leads.listed(tx) if one.body], "nobody's words are left meanwhile"
    assert not demo.fill(app.database, app.documents), "nor are they made anew"
    assert demo.remove(app.database, app.documents) == {"traders": 2, "partners": len(demo.PARTNERS)}
    assert (app.documents.names(), _rows(app)) == ([], {})
    app.writer.close()
    app.database.close()


def test_a_real_lead_that_an_example_partner_is_offered_stays_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "TRADERS", 3)
    app = App.build(Settings.load({"SAATHI_DATA_DIR": str(tmp_path / "data")}, tmp_path))
    demo.fill(app.database, app.documents)
    with app.database.write() as tx:
        real = next(one for one in leads.listed(tx) if one.status == "offered")
        tx.connection.execute(
            update(tables.contacts).where(tables.contacts.c.id == real.contact_id).values(example=False)
        )
        tx.connection.execute(update(tables.leads).where(tables.leads.c.id == real.id).values(example=False))
    assert demo.remove(app.database, app.documents)["traders"] == 2
    with app.database.read() as tx:
        (left,) = leads.listed(tx)
        shown = [one.partner_id for one in offers.of_lead(tx, left.id)]
        assert (left.id, left.status) == (real.id, "open"), "no partner is left to offer it to"
        assert left.body is not None
        assert [one.id for one in partners.listed(tx)] == shown
        assert not any(one.active for one in partners.listed(tx))
    app.writer.close()
    app.database.close()


def _rows(app: App) -> dict[str, int]:
    """How many rows there are in the tables of people, leads and partners."""
    ours = {"audit", "flow_versions", "keyring", "leases"}
    with app.database.read() as tx:
        counts = {
            table.name: tx.connection.scalar(select(func.count()).select_from(table)) or 0
            for table in tables.metadata.sorted_tables
            if table.name not in ours
        }
    return {name: count for name, count in counts.items() if count}
