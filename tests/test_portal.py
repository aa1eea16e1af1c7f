"""The partner's rooms over HTTP, on a real App over SQLite: signing in, answering offers, what a lead shows and to whom."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from openpyxl import load_workbook

from bot.app import App
from bot.documents.papers import READ_PAPERS
from bot.handoff import queue
from bot.handoff.number import display_number
from bot.handoff.terms import Terms
from bot.settings import Settings
from bot.shelf import live_flow
from bot.web.pages import TEMPLATES
from bot.web.portal import leads as rooms
from bot.web.portal import portal_router
from bot.web.portal.facts import spoken
from bot.web.portal.words import AMBER, LANGUAGES_SHOWN, WORDS
from bot.web.server import create_web
from flows.session import Answer, Session
from locales.catalog import placeholders
from storage import (
    addresses,
    audit,
    contacts,
    document_rows,
    flow_versions,
    lead_events,
    leads,
    members,
    offers,
    outbox,
    partner_chats,
    partners,
    sessions,
    webhooks,
)
from storage.contacts import Contact
from storage.document_rows import StoredDocument
from storage.ids import new_id
from storage.leads import StoredLead
from storage.offers import StoredOffer
from storage.partner_chats import Code
from storage.partners import Partner
from storage.sessions import StoredSession
from storage.transaction import Transaction
from storage.webhooks import Delivery, Webhook

T = TypeVar("T")
BASE = "http://localhost:8080"
PDF = b"%PDF-1.4 an invented paper %%EOF"
FLOW = """
flow: weavers
title: Weavers
sections:
  - section: who
    title: You
    steps:
      - {step: called, kind: text, ask: "What is your name?", label: Name, fills: contact.name}
      - {step: telephone, kind: phone, ask: "Your phone?", label: Phone, fills: contact.phone}
      - {step: pan, kind: pan, ask: "Your PAN?", label: PAN, fills: ids.pan}
      - {step: thing, kind: text, ask: "What do you weave?", label: Thing, before_acceptance: true, fills: products.name}
      - {step: licence, kind: document, ask: "Send your licence.", label: Licence, paper: gst}
      - {step: sharing, kind: consent, ask: "May partners see this?", notice: Who sees what., notice_version: 1,
         purpose: share_with_partner, required: false, label: Sharing}
      - {step: look, kind: review, ask: "All right?", label: Review}
      - {step: done, kind: end, say: Thank you.}
score:
  - {part: papers, title: Papers, points: [{points: 100, when: answered(licence), say: Licence is there}]}
"""


@dataclass(slots=True)
class Market:
    """A running app with partners and traders; each partner with a browser of its own."""

    app: App
    web: FastAPI
    browsers: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    pans: Iterator[int] = field(default_factory=lambda: iter(range(7113, 9999)))
    phones: Iterator[int] = field(default_factory=lambda: iter(range(9811100000, 9811199999)))

    async def does(self, work: Callable[[Transaction], T]) -> T:
        return await self.app.writer.ask(work)

    async def partner(self, name: str, **terms: Any) -> str:
        partner_id = new_id()
        body = Terms(**terms).to_json()
        await self.does(lambda tx: partners.add(tx, Partner(partner_id, name, body)))
        return partner_id

    def browser(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.web), base_url=BASE)

    async def enters(self, partner_id: str) -> httpx.AsyncClient:
        """A browser signed in with a key."""
        _, key = await self.does(lambda tx: partners.new_key(tx, partner_id))
        client = self.browsers[partner_id] = self.browser()
        answer = await client.post("/partner/enter/key", data={"key": key})
        assert (answer.status_code, answer.headers["location"]) == (303, "/partner")
        return client

    async def trader(self, name: str = "Sunita Devi", thing: str = "Cotton sarees") -> str:
        """A trader completes; gives the lead's id."""
        contact_id, session_id, document_id = new_id(), new_id(), new_id()
        at = self.app.clock().isoformat()
        file = {
            "id": document_id,
            "mime": "application/pdf",
            "bytes": len(PDF),
            "sha256": "a" * 64,
            "pages": 1,
            "verdict": "ok",
            "fills": {},
        }
        values: dict[str, Any] = {
            "called": name,
            "telephone": f"+91{next(self.phones)}",
            "pan": {"pan": f"AAKFD{next(self.pans)}K", "holder": "F"},
            "thing": thing,
            "licence": [file],
            "sharing": {"choice": "yes", "notice_version": 1},
        }
        answers = {path: Answer(value, "typed", at) for path, value in values.items()}
        session = Session(flow="weavers", version=1, language="hi", status="completed", answers=answers)

        def add(tx: Transaction) -> None:
            contacts.add_many(tx, [Contact(contact_id, "hi", focus_session_id=session_id)])
            addresses.add(tx, new_id(), contact_id, "web", f"web:{session_id}")
            sessions.add_many(
                tx, [StoredSession(session_id, contact_id, "weavers", 1, "completed", "web", session.to_json())]
            )

        await self.does(add)
        key = self.app.database.view(lambda tx: tx.key(contact_id))
        where = self.app.documents.put(key, contact_id, document_id, PDF)

        def submit(tx: Transaction) -> str:
            row = StoredDocument(
                document_id,
                contact_id,
                session_id,
                "licence",
                b"c" * 32,
                "application/pdf",
                len(PDF),
                1,
                "ok",
                {},
                where,
                key.id,
            )
            document_rows.add(tx, row)
            queue.submit(
                tx, contact_id=contact_id, session_id=session_id, flow=live_flow(tx, "weavers", 1), session=session
            )
            made = leads.of_session(tx, session_id)
            assert made is not None
            return made.id

        return await self.does(submit)

    def lead(self, lead_id: str) -> StoredLead:
        found = self.app.database.view(lambda tx: leads.find(tx, lead_id))
        assert found is not None
        return found

    def offer(self, lead_id: str) -> StoredOffer:
        return self.app.database.view(lambda tx: offers.of_lead(tx, lead_id))[-1]

    def said(self, lead_id: str) -> list[str]:
        """What the lead's trader was told."""
        session_id = self.lead(lead_id).session_id
        return [one.body["text"] for one in self.app.database.view(lambda tx: outbox.said(tx, session_id)) if one.body]

    def document(self, lead_id: str) -> str:
        return str(self.lead(lead_id).body["lead"]["documents"][0]["id"])


async def posts(browser: httpx.AsyncClient, path: str, **fields: Any) -> httpx.Response:
    """A form of a page: with the token that the pages of this browser carry."""
    page = await browser.get("/partner/keys")
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)
    assert found is not None
    return await browser.post(path, data={"csrf": found[1], **fields})


async def follows(browser: httpx.AsyncClient, answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return unescape((await browser.get(answer.headers["location"])).text)


@asynccontextmanager
async def market_in(folder: Path, **settings: str) -> AsyncIterator[Market]:
    app = App.build(Settings.load({"SAATHI_DATA_DIR": str(folder), **settings}, folder))
    try:
        with app.database.write() as tx:
            flow_versions.publish(tx, "weavers", FLOW, {}, note="", author="test")
        yield Market(app, create_web(app))
    finally:
        await app.stop()


def run(folder: Path, story: Callable[[Market], Awaitable[None]], **settings: str) -> None:
    async def whole() -> None:
        async with market_in(folder, **settings) as market:
            try:
                await story(market)
            finally:
                for browser in market.browsers.values():
                    await browser.aclose()

    asyncio.run(whole())


# Words ----------------------------------------------------------------------------------------------------------------


def test_every_word_is_there_in_both_languages_with_the_same_blanks() -> None:
    for key, texts in WORDS.items():
        assert len(texts) == len(LANGUAGES_SHOWN) and all(texts), key
        assert len({frozenset(placeholders(text)) for text in texts}) == 1, key
        assert texts[0] == texts[1] or re.search("[\u0900-\u097f]", texts[1]), key


def test_the_pages_say_only_words_of_the_table() -> None:
    for file in sorted((TEMPLATES / "portal").glob("*.html")):
        text = file.read_text(encoding="utf-8")
        used = re.findall(r'\bt\("([a-z0-9_.-]+)"(?! ?~)', text)
        assert [key for key in used if key not in WORDS] == [], file.name
        assert [
            key for key in re.findall(r't\("([a-z0-9_.-]+\.)" ~', text) if not any(k.startswith(key) for k in WORDS)
        ] == []
        plain = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", text)
        assert set(re.findall(r"[A-Za-z]{2,}", plain)) <= {"CSV", "XLSX", "Saathi", "portal"}, (
            f"{file.name} has words of its own"
        )
    assert all(f"said.{code}" in WORDS for code in AMBER)


# Signing in -----------------------------------------------------------------------------------------------------------


def test_nobody_comes_in_without_signing_in(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        async with market.browser() as browser:
            for path in (
                "",
                "/inbox",
                "/leads",
                "/leads.csv",
                "/keys",
                "/profile",
                "/statement",
                "/team",
                "/deliveries",
                "/leads/x",
            ):
                answer = await browser.get(f"/partner{path}")
                assert answer.status_code == 303 and answer.headers["location"].startswith("/partner/enter"), path
            page = await browser.get("/partner/enter")
            assert page.status_code == 200 and "script-src 'self'" in page.headers["content-security-policy"]
            assert (await browser.post("/partner/enter/example", data={"partner": "x"})).status_code == 404
            assert (
                "said=wrong-key"
                in (await browser.post("/partner/enter/key", data={"key": "sth_live_x"})).headers["location"]
            )

    run(tmp_path, story)


def test_a_revoked_key_signs_nobody_in_and_ends_its_sessions(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        browser = await market.enters(one)
        for key in await market.does(lambda tx: partners.keys(tx, one)):
            await market.does(lambda tx, key=key: partners.revoke_key(tx, key.id))  # type: ignore[misc]
        assert (await browser.get("/partner")).status_code == 303

    run(tmp_path, story)


def test_a_link_by_mail_signs_in_once_and_only_by_a_press(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        await market.does(lambda tx: members.add(tx, one, "Asha", "asha@udaan.example", "member"))
        async with market.browser() as browser:
            for email in ("nobody@udaan.example", "Asha@Udaan.example"):
                answer = await browser.post("/partner/enter/link", data={"email": email})
                assert "said=link-sent" in answer.headers["location"]
            printed = ""
            for _ in range(100):
                await asyncio.sleep(0.02)
                printed += capsys.readouterr().out
                if "link=" in printed:
                    break
            assert printed.count("link=") == 1
            secret = re.search(r"link=(\S+)", printed)
            assert secret is not None
            assert (await browser.get(f"/partner/enter/link?link={secret[1]}")).status_code == 200
            assert (await browser.get("/partner")).status_code == 303  # opening it spends nothing
            first = await browser.post("/partner/enter/spend", data={"link": secret[1]})
            assert first.headers["location"] == "/partner" and (await browser.get("/partner")).status_code == 200
            again = await browser.post("/partner/enter/spend", data={"link": secret[1]})
            assert "said=link-over" in again.headers["location"]
            assert (await posts_as(browser, "/partner/keys")).status_code == 403  # a member makes no keys

    run(tmp_path, story)


async def posts_as(browser: httpx.AsyncClient, path: str, **fields: Any) -> httpx.Response:
    page = await browser.get("/partner/team")
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)
    assert found is not None
    return await browser.post(path, data={"csrf": found[1], **fields})


def test_passwords_are_checked_slowly_and_not_for_ever(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        browser = await market.enters(one)
        await posts(browser, "/partner/team", name="Asha", email="asha@udaan.example", role="owner")
        member = await market.does(lambda tx: members.of_partner(tx, one)[0])
        secret = await market.does(lambda tx: members.new_link(tx, member.id, 60_000_000))
        left_open, again = market.browser(), await market.does(lambda tx: members.new_link(tx, member.id, 60_000_000))
        await left_open.post("/partner/enter/spend", data={"link": again})
        assert (await left_open.get("/partner")).status_code == 200
        async with market.browser() as hers:
            await hers.post("/partner/enter/spend", data={"link": secret})
            short = await posts_as(hers, "/partner/team/password", password="short")
            assert "said=password-short" in short.headers["location"]
            assert (
                "password-set"
                in (await posts_as(hers, "/partner/team/password", password="a long one, truly")).headers["location"]
            )
            assert (await hers.get("/partner")).status_code == 200
        assert (await left_open.get("/partner")).status_code == 303, "a new password ends what was left open elsewhere"
        assert (await browser.get("/partner")).status_code == 200
        async with market.browser() as hers:
            wrong = await hers.post("/partner/enter/password", data={"email": "asha@udaan.example", "password": "no"})
            assert "said=wrong-password" in wrong.headers["location"]
            right = {"email": "asha@udaan.example", "password": "a long one, truly", "next": "//evil.example"}
            assert (await hers.post("/partner/enter/password", data=right)).headers["location"] == "/partner"
            answer = await posts(browser, f"/partner/team/{member.id}/role", role="reader")
            assert "said=member-role" in answer.headers["location"]
            assert (await posts_as(hers, f"/partner/team/{member.id}/role", role="owner")).status_code == 403
            await posts(browser, f"/partner/team/{member.id}/remove")
            assert (await hers.get("/partner")).status_code == 303
            last = wrong
            for _ in range(12):
                last = await hers.post("/partner/enter/password", data=right)
            assert "said=too-many-tries" in last.headers["location"]
        stored = market.app.database.path
        assert stored is not None and b"asha@udaan" not in stored.read_bytes()

    run(tmp_path, story)


def test_a_form_of_another_site_is_refused(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        lead = await market.trader()
        browser = await market.enters(one)
        path = f"/partner/offers/{market.offer(lead).id}/accept"
        assert (await browser.post(path, data={})).status_code == 403
        assert (await browser.post(path, data={"csrf": "0" * 64})).status_code == 403
        foreign = await browser.post(
            "/partner/enter/key", data={"key": "x"}, headers={"Origin": "https://evil.example"}
        )
        assert foreign.status_code == 403
        assert market.lead(lead).status == "offered"

    run(tmp_path, story)


# Offers ---------------------------------------------------------------------------------------------------------------


def test_an_offer_is_accepted_and_the_trader_told(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        lead = await market.trader()
        browser = await market.enters(one)
        page = unescape((await browser.get("/partner")).text)
        assert "Cotton sarees" in page and "your turn" not in page and "you are the only match" in page
        assert "Sunita" not in page and "98111" not in page  # masked before
        offer = market.offer(lead)
        answer = await posts(browser, f"/partner/offers/{offer.id}/accept", token=offer.token)
        shown = await follows(browser, answer)
        assert "Sunita Devi" in shown and "tel:+9198111" in shown
        assert "AA•••••13K" in shown and "AAKFD7113K" not in shown
        assert "Licence is there" in shown and "100/100" in shown
        told = market.said(lead)
        assert len(told) == 1 and "Udaan" in told[0] and display_number(lead) in told[0]
        again = await posts(browser, f"/partner/offers/{offer.id}/accept", token=offer.token)
        assert again.headers["location"].startswith(f"/partner/leads/{lead}")
        assert len(market.said(lead)) == 1

    run(tmp_path, story)


def test_late_answers_are_told_why_in_words(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        first, second = await market.trader(), await market.trader()
        browser = await market.enters(one)
        offer = market.offer(first)
        await market.does(lambda tx: queue.expire(tx, offer.id))
        late = await posts(browser, f"/partner/offers/{offer.id}/accept")
        assert "(expired)" in await follows(browser, late)
        gone = market.offer(second)
        session_id = market.lead(second).session_id
        await market.does(lambda tx: queue.withdraw(tx, session_id))
        assert "taken this lead back" in await follows(
            browser, await posts(browser, f"/partner/offers/{gone.id}/accept")
        )
        other = await market.partner("Setu")
        theirs = await market.enters(other)
        assert (
            (await posts(theirs, f"/partner/pool/{first}/claim"))
            .headers["location"]
            .startswith(f"/partner/leads/{first}")
        )
        assert "already taken" in await follows(browser, await posts(browser, f"/partner/pool/{first}/claim"))

    run(tmp_path, story)


def test_a_declined_offer_goes_on_with_its_reason(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        lead = await market.trader()
        browser = await market.enters(one)
        other = await market.partner("Setu")
        offer = market.offer(lead)
        await posts(browser, f"/partner/offers/{offer.id}/decline", reason="too-far")
        assert market.offer(lead).partner_id == other
        declined = await market.does(lambda tx: offers.find(tx, offer.id))
        assert declined is not None and (declined.state, declined.reason) == ("declined", "too-far")

    run(tmp_path, story)


def test_the_inbox_says_only_what_is_new(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        browser = await market.enters(one)
        part = await browser.get("/partner/inbox")
        tag = re.search(r'data-tag="(\w+)"', part.text)
        assert tag is not None and (await browser.get(f"/partner/inbox?known={tag[1]}")).status_code == 204
        await market.trader()
        fresh = await browser.get(f"/partner/inbox?known={tag[1]}")
        assert fresh.status_code == 200 and "Cotton sarees" in fresh.text and "<html" not in fresh.text

    run(tmp_path, story)


def test_languages_are_named_for_who_reads() -> None:
    assert spoken(["gu", "hi", "en"], "hi") == "ગુજરાતી (गुजराती), हिन्दी, English (अंग्रेज़ी)"
    assert spoken(["gu", "hi", "en"], "en") == "ગુજરાતી (Gujarati), हिन्दी (Hindi), English"


def test_what_stands_on_a_paper_has_words_of_ours() -> None:
    """A flow has no step for "Type of registration", so there is no label of its own."""
    read = {label.field for paper in READ_PAPERS.values() for label in paper.labels}
    assert read <= {name.removeprefix("on-paper.") for name in WORDS}


def test_the_rooms_speak_hindi(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        await market.trader()
        browser = await market.enters(one)
        page = (await browser.get("/partner?lang=hi")).text
        assert '<html lang="hi"' in page and "स्वीकार करें" in page and "Accept" not in page
        assert "हिन्दी" in page and "Hindi" not in page
        assert "मेरी लीड" in (await browser.get("/partner/leads")).text  # remembered

    run(tmp_path, story)


# A lead ---------------------------------------------------------------------------------------------------------------


async def _taken(market: Market, name: str = "Udaan") -> tuple[str, str, httpx.AsyncClient]:
    one = await market.partner(name)
    lead = await market.trader()
    browser = await market.enters(one)
    offer = market.offer(lead)
    await posts(browser, f"/partner/offers/{offer.id}/accept", token=offer.token)
    assert market.lead(lead).partner_id == one
    return one, lead, browser


def test_papers_are_sent_to_the_holder_and_each_look_is_written_down(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one, lead, browser = await _taken(market)
        assert "Sunita Devi" in (await browser.get("/partner/leads")).text
        listed = market.app.database.view(lambda tx: audit.of_contact(tx, market.lead(lead).contact_id))
        assert [line.action for line in listed if line.actor == f"partner:{one}"] == ["lead-viewed"]
        path = f"/partner/leads/{lead}/documents/{market.document(lead)}"
        shown = await browser.get(path)
        assert (shown.status_code, shown.content, shown.headers["content-type"]) == (200, PDF, "application/pdf")
        assert (
            shown.headers["cache-control"] == "no-store"
            and "default-src 'none'" in shown.headers["content-security-policy"]
        )
        assert (await browser.get(path + "?download=1")).headers["content-disposition"].startswith("attachment")
        contact_id = market.lead(lead).contact_id
        lines = market.app.database.view(lambda tx: audit.of_contact(tx, contact_id))
        seen = [line.action for line in lines if line.actor == f"partner:{one}"]
        assert seen.count("document-viewed") == 1 and seen.count("document-downloaded") == 1
        assert (await browser.get(f"/partner/leads/{lead}/documents/{new_id()}")).status_code == 404
        session_id = market.lead(lead).session_id
        await market.does(lambda tx: queue.withdraw(tx, session_id))
        for gone in (path, f"/partner/leads/{lead}"):
            assert (await browser.get(gone)).status_code == 404
        assert "Sunita" not in (await browser.get("/partner/leads")).text

    run(tmp_path, story)


def test_outcomes_notes_and_history(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        _, lead, browser = await _taken(market)
        assert WORDS["next.title"][0] in (await browser.get(f"/partner/leads/{lead}")).text
        for verb in ("contacted", "contacted", "listed"):
            await posts(browser, f"/partner/leads/{lead}/outcome", outcome=verb)
        assert market.lead(lead).status == "listed" and len(market.said(lead)) == 3
        await posts(browser, f"/partner/leads/{lead}/note", note="Wants <b>samples</b> first")
        page = (await browser.get(f"/partner/leads/{lead}")).text
        assert "Wants &lt;b&gt;samples&lt;/b&gt; first" in page
        for words, said in (("aadhaar 2341 2341 2346", "aadhaar"), ("  ", "note-needed")):
            answer = await posts(browser, f"/partner/leads/{lead}/note", note=words)
            assert answer.headers["location"].endswith(f"said={said}")
            assert WORDS[f"said.{said}"][0] in (await browser.get(answer.headers["location"])).text
        assert "2341" not in (await browser.get(f"/partner/leads/{lead}")).text
        needs = await posts(browser, f"/partner/leads/{lead}/outcome", outcome="lost")
        assert "said=reason-needed" in needs.headers["location"] and market.lead(lead).status == "listed"
        await posts(browser, f"/partner/leads/{lead}/outcome", outcome="lost", reason="not-interested")
        assert WORDS["next.title"][0] not in (await browser.get(f"/partner/leads/{lead}")).text
        assert market.lead(lead).status == "lost"
        assert (await posts(browser, f"/partner/leads/{lead}/outcome", outcome="sold")).status_code == 404

    run(tmp_path, story)


def test_a_returned_lead_is_seen_no_more(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        _, lead, browser = await _taken(market)
        await posts(
            browser, f"/partner/leads/{lead}/outcome", outcome="returned", reason="wrong-details", note="No such shop"
        )
        assert market.lead(lead).partner_id is None
        assert (await browser.get(f"/partner/leads/{lead}")).status_code == 404

    run(tmp_path, story)


def test_a_paper_asked_for_again_is_reopened_for_the_trader_in_their_language(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        _, lead, browser = await _taken(market)
        fields = {"what": "licence", "reason": "image-blurred", "words": "Page 2", "nonce": "n1"}
        for _ in range(2):  # pressed twice
            answer = await posts(browser, f"/partner/leads/{lead}/again", **fields)
            assert "said=asked-again" in answer.headers["location"]
        told = market.said(lead)
        asked = [text for text in told if "Page 2" in text]
        assert len(asked) == 1 and "धुँधली" in asked[0] and "blurred" not in asked[0]
        assert told[-1] == "Send your licence." or "Send your licence." in told[-1]
        events = market.app.database.view(lambda tx: lead_events.of_lead(tx, lead))
        assert [event.kind for event in events].count("asked_again") == 1
        assert (
            await posts(browser, f"/partner/leads/{lead}/again", what="called", reason="image-blurred")
        ).status_code == 404

    run(tmp_path, story)


def test_exports_hold_the_partners_own_leads_and_no_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(market: Market) -> None:
        one, lead, browser = await _taken(market)
        bad = await market.trader(name="=1+1", thing="@cmd")
        offer = market.offer(bad)
        await posts(browser, f"/partner/offers/{offer.id}/accept")
        csv = (await browser.get("/partner/leads.csv")).content
        assert (
            csv.startswith(b"\xef\xbb\xbf") and b"Sunita Devi" in csv and b",'=1+1," in csv and b"AAKFD7113K" not in csv
        )
        sheet = load_workbook(BytesIO((await browser.get("/partner/leads.xlsx")).content)).active
        assert sheet is not None and sheet.max_row == 3
        assert (await browser.get("/partner/leads.exe")).status_code == 404
        with monkeypatch.context() as many:  # more than are shown: the newest are
            many.setattr(rooms, "EXPORTED_AT_MOST", 1)
            shown = (await browser.get("/partner/leads")).text
            assert display_number(bad) in shown and display_number(lead) not in shown
        other = await market.enters(await market.partner("Setu"))
        assert b"Sunita" not in (await other.get("/partner/leads.csv")).content
        contact_id = market.lead(lead).contact_id
        lines = market.app.database.view(lambda tx: audit.of_contact(tx, contact_id))
        assert any(line.action == "lead-exported" and line.actor == f"partner:{one}" for line in lines)

    run(tmp_path, story)


# The partner's own --------------------------------------------------------------------------------------------------------


def test_a_key_is_shown_once_and_revoked(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        browser = await market.enters(one)
        made = await posts(browser, "/partner/keys", scopes="read", lives="90")
        key = re.search(r'value="(sth_live_[^"]+)"', made.text)
        assert key is not None and key[1] not in (await browser.get("/partner/keys")).text
        found = market.app.database.view(lambda tx: partners.by_key(tx, key[1]))
        assert found is not None and found[1].scopes == "read" and found[1].expires_at is not None
        async with market.browser() as reader:  # a key that may only read signs in somebody who may only look
            await reader.post("/partner/enter/key", data={"key": key[1]})
            assert (await reader.get("/partner")).status_code == 200
            assert (await posts_as(reader, "/partner/profile", days="0")).status_code == 403
        await posts(browser, f"/partner/keys/{found[1].id}/revoke")
        assert market.app.database.view(lambda tx: partners.by_key(tx, key[1])) is None

    run(tmp_path, story)


def test_a_partner_changes_only_what_it_may(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan", weight=3, commission={"listed": "500"}, return_days=9, returns_per_month=4)
        browser = await market.enters(one)
        assert "at most 4" in (await browser.get("/partner/profile")).text
        answer = await posts(
            browser, "/partner/profile",
            states=["27", "24", "xx"], tongues="hi", days=["0", "1"], opens="09:30", closes="18:00", per_day="5", open_at_once="",
            min_score="40", weight="99", exclusive="", return_days="365", commission="1",
        )  # fmt: skip
        assert "said=saved" in answer.headers["location"]
        found = market.app.database.view(lambda tx: partners.find(tx, one))
        assert found is not None
        terms = Terms.from_json(found.body)
        assert (terms.states, terms.languages, terms.days) == (
            frozenset({"27", "24"}),
            frozenset({"hi"}),
            frozenset({0, 1}),
        )
        assert (terms.opens, terms.closes, terms.per_day, terms.open_at_once, terms.min_score) == (
            570,
            1080,
            5,
            None,
            40,
        )
        assert (terms.weight, terms.return_days, dict(terms.commission), terms.exclusive) == (
            3,
            9,
            {"listed": "500"},
            True,
        )
        for wrong in ({"opens": "18:00", "closes": "18:00", "days": "0"}, {"per_day": "-1", "days": "0"}, {}):
            assert "said=terms-wrong" in (await posts(browser, "/partner/profile", **wrong)).headers["location"]
        assert market.app.database.view(lambda tx: partners.find(tx, one)) == found

    run(tmp_path, story)


def test_the_statement_counts_milestones(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one, lead, browser = await _taken(market)
        partner = await market.does(lambda tx: partners.find(tx, one))
        assert partner is not None
        await market.does(lambda tx: partners.save(tx, replace(partner, body={"commission": {"accepted": "250"}})))
        page = (await browser.get("/partner/statement")).text
        assert "₹250" in page and display_number(lead) in page
        month = re.search(r'statement\.csv\?month=([\d-]+)"', page)
        assert month is not None and b"250" in (await browser.get(f"/partner/statement.csv?month={month[1]}")).content
        for no_month in ("soon", "9999-12", "2026-13"):
            assert (await browser.get(f"/partner/statement?month={no_month}")).status_code == 404

    run(tmp_path, story)


def _delivery(tx: Transaction, hook: Webhook) -> Delivery:
    made = webhooks.new_delivery(tx, hook, "lead.offered")
    webhooks.add_deliveries(tx, [made])
    return made


def test_deliveries_are_listed_and_sent_again(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        hook, _ = await market.does(lambda tx: webhooks.add(tx, one, "https://udaan.example/in", []))
        browser = await market.enters(one)
        assert "https://udaan.example/in" in (await browser.get("/partner/deliveries")).text
        made = await market.does(lambda tx: _delivery(tx, hook))
        await market.does(lambda tx: webhooks.tried(tx, made.id, hook.id, state="failed", status=500, error="status"))
        assert "HTTP 500" in (await browser.get("/partner/deliveries")).text
        await posts(browser, f"/partner/deliveries/{made.id}/again")
        found = market.app.database.view(lambda tx: webhooks.delivery(tx, made.id))
        assert found is not None and found.state == "new"

    run(tmp_path, story)


def test_a_webhook_that_was_given_up_is_said_in_every_room_until_it_is_on_again(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        one = await market.partner("Udaan")
        hook, _ = await market.does(lambda tx: webhooks.add(tx, one, "https://udaan.example/in", []))
        browser = await market.enters(one)
        off = WORDS["deliveries.off"]
        assert off[0] not in (await browser.get("/partner/leads")).text
        await market.does(lambda tx: _delivery(tx, hook))
        await market.does(lambda tx: webhooks.disable(tx, hook.id, "failing"))
        for room in ("", "/leads", "/statement", "/profile"):
            assert off[0] in (await browser.get(f"/partner{room}")).text, room
        hindi = (await browser.get("/partner/deliveries?lang=hi")).text
        for key in ("deliveries.off", "error.failing", "error.disabled", "delivery.failed"):
            assert WORDS[key][1] in hindi, key
        await posts(browser, f"/partner/webhooks/{hook.id}/enable")
        assert off[1] not in (await browser.get("/partner")).text

    run(tmp_path, story)


# Nobody else's ------------------------------------------------------------------------------------------------------------


def test_another_partners_ids_open_nothing_by_any_route(tmp_path: Path) -> None:
    """Walks every route of the portal that has an id in it with B's ids as A: 404, and nothing of B's or the trader's in the answer."""

    async def story(market: Market) -> None:
        two, lead, theirs = await _taken(market, "Bharat")
        waiting = await market.trader(name="Kamala Bai")
        _, member_id = "", await market.does(lambda tx: members.add(tx, two, "Bina", "bina@bharat.example", "owner"))
        key_id = (await market.does(lambda tx: partners.keys(tx, two)))[0].id
        hook, _ = await market.does(lambda tx: webhooks.add(tx, two, "https://bharat.example/in", []))
        delivery = await market.does(lambda tx: _delivery(tx, hook))
        code = Code(two, None, "en")
        chat_id = await market.does(lambda tx: partner_chats.link(tx, code, 42, "private", "Bina on Telegram"))
        one = await market.partner("Udaan")
        browser = await market.enters(one)
        ids = {
            "lead_id": lead, "offer_id": market.offer(waiting).id, "document_id": market.document(lead), "key_id": key_id,
            "chat_id": chat_id, "member_id": str(member_id), "delivery_id": delivery.id, "webhook_id": hook.id, "form": "csv",
        }  # fmt: skip
        fields = {"outcome": "contacted", "reason": "other", "note": "x", "what": "licence", "words": "x"}
        walked = 0
        for route in portal_router(market.app).routes:
            assert isinstance(route, APIRoute)
            path, methods = route.path, route.methods or set()
            names = re.findall(r"\{(\w+)\}", path)
            if not names:
                continue
            assert set(names) <= set(ids), f"{path}: give this test another partner's {names}"
            path = path.format(**ids)
            answer = await browser.get(path) if "GET" in methods else await posts(browser, path, **fields)
            for word in ("Sunita", "Kamala", "98111", "bharat", "Bina"):
                assert word not in answer.text, f"{path} shows {word}"
            if names != ["form"]:
                assert answer.status_code == 404, f"{path}: {answer.status_code}"
                walked += 1
        assert walked >= 12
        for path in (
            "",
            "/inbox",
            "/leads",
            "/leads.xlsx",
            "/leads.jsonl",
            "/keys",
            "/team",
            "/deliveries",
            "/statement",
            "/profile",
        ):
            shown = (await browser.get(f"/partner{path}")).text
            assert not any(word in shown for word in ("Sunita", "98111", "bharat", "Bina", key_id)), path
        assert market.lead(lead).status == "accepted" and market.offer(waiting).state == "offered"
        assert market.app.database.view(lambda tx: members.find(tx, str(member_id))) is not None
        assert [one.confirmed_at for one in market.app.database.view(lambda tx: partner_chats.of_partner(tx, two))] == [
            None
        ]
        assert (await theirs.get(f"/partner/leads/{lead}")).status_code == 200

    run(tmp_path, story)


def test_no_paper_is_opened_through_another_lead_of_ones_own(tmp_path: Path) -> None:
    async def story(market: Market) -> None:
        _, lead, _ = await _taken(market, "Bharat")
        first = (await market.does(partners.listed))[0]
        await market.does(lambda tx: partners.save(tx, replace(first, active=False)))
        _, own, browser = await _taken(market, "Udaan")
        assert (await browser.get(f"/partner/leads/{own}/documents/{market.document(lead)}")).status_code == 404

    run(tmp_path, story)
