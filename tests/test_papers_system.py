"""Papers through the whole server: the real App and its inspector over the chat's HTTP contract, and a partner at the other end."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from click.testing import CliRunner
from PIL import Image
from PIL.ExifTags import GPS, Base

from bot import work
from bot.app import App
from bot.cli import cli
from bot.documents.pdf_writer import Page, document
from bot.documents.samples import SAMPLE_FIRM, gst_certificate, product_photos, sample_papers
from bot.settings import Settings
from bot.web.chat import session_of
from bot.web.server import create_web
from flows.problems import Problem
from flows.render import problem_text
from flows.session import Session
from storage import document_rows, events, sessions
from storage.crypto import Forged
from storage.document_rows import StoredDocument
from storage.documents import Missing
from tests import chat_driver
from tests.chat_driver import ASKING, Chatter
from tests.servers import serving
from tests.test_documents_scan import VIRUS, FakeClamd

WORDS = {
    "": "Brass lamp",
    "name": "Asha Sharma",
    "phone": "98123 45678",
    "gstin": SAMPLE_FIRM.gstin,
    "business_name": SAMPLE_FIRM.legal_name,
    "pincode": SAMPLE_FIRM.pincode,
    "address": "14, Station Road",
    "products.1.capacity": "500",
    "turnover": "12 lakh",
}
FIRM = {"business_type": "partnership"}
AADHAAR = "2341 2341 2346"
PDF = "application/pdf"


class Bridge(httpx.BaseTransport):
    """From a test's thread into the loop that the App runs in."""

    def __init__(self, portal: BlockingPortal, web: Any, address: str = "127.0.0.1") -> None:
        self._portal = portal
        self._inner = httpx.ASGITransport(app=web, client=(address, 123))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._portal.call(
            self._ask, httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
        )

    async def _ask(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())


@dataclass
class Place:
    """A running App with its web, in this process."""

    app: App
    portal: BlockingPortal
    web: Any
    patch: pytest.MonkeyPatch

    def client(self, **headers: str) -> httpx.Client:
        return httpx.Client(transport=Bridge(self.portal, self.web), base_url="http://testserver", headers=headers)

    def chatter(self, language: str = "hi", **presses: str) -> Chatter:
        made = Chatter(self.client(), WORDS, language, presses)
        made.begin(language=language)
        return made

    def at_first_paper(self, language: str = "hi") -> Chatter:
        """A trader who is asked for the first paper."""
        chatter = self.chatter(language)
        while asked(chatter)["step"] != "first_paper":
            chatter._answers(asked(chatter))
        return chatter

    def session_id(self, chatter: Chatter) -> str:
        return self.app.database.view(lambda tx: session_of(tx, chatter.session))

    def answers(self, chatter: Chatter) -> Mapping[str, Any]:
        session_id = self.session_id(chatter)
        stored = self.app.database.view(lambda tx: sessions.find(tx, session_id))
        assert stored is not None
        return {path: answer.value for path, answer in Session.from_json(stored.body).answers.items()}

    def documents(self, chatter: Chatter) -> list[StoredDocument]:
        """All rows of the trader's files, those of deleted ones too."""
        session_id = self.session_id(chatter)

        def look(tx: Any) -> list[StoredDocument]:
            stored = sessions.find(tx, session_id)
            assert stored is not None
            return document_rows.of_contact(tx, stored.contact_id)

        return self.app.database.view(look)

    def readings(self, chatter: Chatter) -> int:
        """How often a paper's reading was given to the session."""
        session_id = self.session_id(chatter)
        return sum(one.kind == "read" for one in self.app.database.view(lambda tx: events.of_session(tx, session_id)))

    def saathi(self, *words: str) -> Any:
        self.patch.setenv("SAATHI_DATA_DIR", str(self.app.settings.data_dir))
        done = CliRunner().invoke(cli, [*words, "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)


def asked(chatter: Chatter) -> Mapping[str, Any]:
    return next(one for one in reversed(chatter.heard) if one["from"] == "bot" and one["kind"] in ASKING)


def until(true: Callable[[], bool], within: float = 60.0) -> None:
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


@pytest.fixture
def environ() -> dict[str, str]:
    return {}


@pytest.fixture
def place(tmp_path: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    app = App.build(Settings.load({"SAATHI_DATA_DIR": str(tmp_path / "data"), **environ}, tmp_path))
    with start_blocking_portal() as portal:
        web = create_web(app)
        portal.call(app.start)
        yield Place(app, portal, web, monkeypatch)
        portal.call(app.stop)


# Fewer questions -------------------------------------------------------------------------------------------------------


def questions(chatter: Chatter) -> list[str]:
    """What the trader had to react to, the shared confirmation of what was read included."""
    return [one["step"] or one["kind"] for one in chatter.heard if one["from"] == "bot" and one["kind"] in ASKING]


def test_a_gst_certificate_first_leaves_six_questions_fewer_and_the_same_answers(place: Place) -> None:
    typed, sent = (place.chatter(**presses) for presses in (FIRM | {"first_paper": "/skip"}, FIRM))
    assert typed.finishes()["status"] == "completed"
    assert sent.finishes()["status"] == "completed"
    saved = len(questions(typed)) - len(questions(sent))
    assert saved >= 6, (questions(typed), questions(sent))
    by_hand, by_paper = place.answers(typed), place.answers(sent)
    for step in ("gstin", "pan", "business_name", "pincode"):
        assert by_paper[step] == by_hand[step], step


# Clean, scanned ---------------------------------------------------------------------------------------------------------


def photo_with_gps() -> bytes:
    exif = Image.Exif()
    exif[Base.Make] = "Asha's phone"
    exif.get_ifd(0x8825).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (18.0, 31.0, 12.0)})
    out = io.BytesIO()
    Image.open(io.BytesIO(product_photos()[0])).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_partner_who_downloads_a_photo_does_not_learn_where_it_was_taken(place: Place) -> None:
    came = photo_with_gps()
    assert Image.open(io.BytesIO(came)).getexif().get_ifd(0x8825)
    papers = [replace(one, data=came) if one.kind == "photo" else one for one in sample_papers()]
    place.patch.setattr(chat_driver, "sample_papers", lambda: papers)
    partner = place.saathi("partner", "add", "Setu")["id"]
    client = place.client(Authorization=f"Bearer {place.saathi('partner', 'key', partner)['key']}")
    assert place.chatter().finishes()["status"] == "completed"

    offer = client.get("/api/v1/offers").json()["items"][0]
    lead = client.post(f"/api/v1/offers/{offer['id']}/accept").json()
    photos = [one for one in lead["documents"] if one["kind"] == "photo"]
    assert photos
    for photo in photos:
        kept = client.get(f"/api/v1/leads/{lead['id']}/documents/{photo['id']}").content
        picture = Image.open(io.BytesIO(kept))
        assert not picture.getexif()
        assert b"Asha's phone" not in kept
        assert picture.tobytes() == Image.open(io.BytesIO(came)).tobytes()


@pytest.mark.parametrize("why", [Missing("paper"), Forged("not what was stored")])
def test_a_paper_that_can_never_be_read_is_asked_for_again(place: Place, why: Exception) -> None:
    def gone(*_: object) -> bytes:
        raise why

    place.patch.setattr(place.app.documents, "get", gone)
    place.patch.setattr(work, "RETRY_AFTER", 0)
    chatter = place.at_first_paper()
    chatter.sends("gst.pdf", gst_certificate(SAMPLE_FIRM), "application/pdf")
    until(lambda: place.readings(chatter) == 1)
    chatter.hears()
    assert [one["problem"] for one in chatter.heard[-2:]] == ["file-broken", None]
    assert chatter.heard[-1]["kind"] == "question"


@pytest.fixture
def clamd(environ: dict[str, str], tmp_path: Path) -> FakeClamd:
    environ["SAATHI_CLAMD_URL"] = f"unix://{tmp_path}/clamd.sock"
    return FakeClamd()


def test_a_file_is_kept_only_after_the_scanner_has_passed_it(clamd: FakeClamd, place: Place, tmp_path: Path) -> None:
    chatter = place.at_first_paper()
    certificate = gst_certificate(SAMPLE_FIRM)

    def refused(data: bytes, key: str) -> None:
        said = chatter.sends("gst.pdf", data, PDF)
        assert said[-1]["problem"] == key
        assert problem_text(Problem(key), "hi", place.app.words) in said[-1]["text"]
        assert place.app.documents.names() == []
        assert place.documents(chatter) == []

    refused(certificate, "file-unscanned")  # nobody listens yet
    server = place.portal.call(asyncio.start_unix_server, clamd.serve, tmp_path / "clamd.sock")
    refused(certificate + VIRUS, "file-virus")
    chatter.sends("gst.pdf", certificate, PDF)
    assert clamd.received == certificate
    assert len(place.app.documents.names()) == 1
    place.portal.call(close, server)


async def close(server: asyncio.Server) -> None:
    server.close()
    await server.wait_closed()


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("half.jpg", product_photos()[0][:5000], "file-broken"),
        ("two.jpg", product_photos()[0] + b"PK\x03\x04 an archive", "file-polyglot"),
    ],
)
def test_a_picture_that_cannot_be_cleaned_or_hides_something_is_not_kept(
    place: Place, name: str, data: bytes, key: str
) -> None:
    chatter = place.at_first_paper()
    assert chatter.sends(name, data, "image/jpeg")[-1]["problem"] == key
    assert place.app.documents.names() == []


# Aadhaar ----------------------------------------------------------------------------------------------------------------


def paper_with_aadhaar(number: int) -> bytes:
    page = Page()
    for line, text in enumerate(
        ("Form GST REG-06", "Legal Name: ASHA EXAMPLE", f"Aadhaar No: {AADHAAR}", f"Copy {number}")
    ):
        page.text(60, 80 + 20 * line, text)
    return document([page])


def test_a_paper_with_aadhaar_is_refused_in_the_traders_language_and_nothing_of_it_stays(place: Place) -> None:
    chatter = place.at_first_paper("mr")
    for number in (1, 2):
        chatter.sends("gst.pdf", paper_with_aadhaar(number), PDF)
        while len(refusals(chatter)) < number:
            chatter.hears()
        assert problem_text(Problem("aadhaar-on-paper"), "mr", place.app.words) in refusals(chatter)[-1]["text"]
        assert asked(chatter)["step"] == "first_paper"
        until(lambda: place.app.documents.names() == [])
        until(lambda: all(one.deleted_at is not None and one.body is None for one in place.documents(chatter)))
    chatter.sends("gst.pdf", paper_with_aadhaar(3), PDF)
    until(lambda: asked_now(chatter)["step"] != "first_paper")
    until(lambda: place.app.documents.names() == [])
    [entry] = place.answers(chatter)["first_paper"]
    assert (entry["verdict"], entry["asked_again"], entry["gone"]) == ("human", 3, True)
    on_disk = b"".join(one.read_bytes() for one in place.app.settings.data_dir.rglob("*") if one.is_file())
    for written in (AADHAAR, AADHAAR.replace(" ", "")):
        assert written.encode() not in on_disk


def refusals(chatter: Chatter) -> list[Mapping[str, Any]]:
    asked_now(chatter)
    return [one for one in chatter.heard if one.get("problem") == "aadhaar-on-paper"]


def asked_now(chatter: Chatter) -> Mapping[str, Any]:
    answer = chatter.client.get(f"{chatter.path}/messages", params={"after": chatter.heard[-1]["seq"]})
    chatter.heard += answer.json()["messages"]
    return asked(chatter)


# Killed -----------------------------------------------------------------------------------------------------------------


def test_when_the_reader_is_killed_at_a_paper_the_paper_is_read_after_all_and_once(place: Place) -> None:
    place.portal.call(place.app.inspector.start)
    chatter = place.at_first_paper()
    pid = place.app.inspector.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    chatter.sends("gst.pdf", gst_certificate(SAMPLE_FIRM), PDF)
    time.sleep(0.5)
    assert place.readings(chatter) == 0
    os.kill(pid, signal.SIGKILL)
    until(lambda: SAMPLE_FIRM.gstin in asked_now(chatter)["text"])
    time.sleep(1.5)  # a second reading would have come by now
    assert place.readings(chatter) == 1
    assert sum(SAMPLE_FIRM.gstin in one["text"] for one in chatter.heard) == 1


HANGS = """
import asyncio
import bot.documents.worker as reader
import bot.work as work
from storage.times import SECOND

async def never(*_, **__):
    await asyncio.sleep(3600)

reader.Inspector.inspect = never
work.LEASE_FOR = 2 * SECOND
from bot.cli import main; main()
"""


@pytest.mark.system
def test_a_server_killed_between_storing_and_reading_a_paper_reads_it_once_when_it_is_back(tmp_path: Path) -> None:
    with serving(tmp_path / "data", program=HANGS, SAATHI_DEMO="0") as server, httpx.Client(timeout=30) as client:
        client.base_url = httpx.URL(server.url)
        place = Chatter(client, WORDS)
        place.begin()
        while asked(place)["step"] != "first_paper":
            place._answers(asked(place))
        place.sends("gst.pdf", gst_certificate(SAMPLE_FIRM), PDF)
        time.sleep(1)  # claimed by now
        server.kill()
        server.program = "from bot.cli import main; main()"
        server.start()
        until(lambda: SAMPLE_FIRM.gstin in asked_now(place)["text"])
        time.sleep(3)
        asked_now(place)
        assert sum(SAMPLE_FIRM.gstin in one["text"] for one in place.heard) == 1


# Doubles ----------------------------------------------------------------------------------------------------------------


def test_one_file_sent_by_two_traders_is_known_to_be_the_same(place: Place) -> None:
    traders = place.at_first_paper(), place.at_first_paper()
    for trader in traders:
        trader.sends("gst.pdf", gst_certificate(SAMPLE_FIRM), PDF)
    [first], [second] = (place.documents(trader) for trader in traders)
    assert first.content == second.content
    same = place.app.database.view(lambda tx: document_rows.same_files(tx, str(first.session_id)))
    assert [session for _, session in same] == [second.session_id]
    assert first.contact_id != second.contact_id
