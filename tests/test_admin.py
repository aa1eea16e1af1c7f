"""The admin's rooms over HTTP, on a real App over SQLite: nobody comes in without a link, forms need their token, a draft is checked,
tried, foreseen and published while a trader is in the middle of the chat, and nothing personal is shown unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from bot.app import App
from bot.handoff import queue
from bot.settings import Settings
from bot.web.admin.poison import told
from bot.web.server import create_web
from bot.web.sign_in import admin_link
from storage import audit, document_rows, events, flow_versions, leads, partners, sessions, timers, webhooks
from storage.document_rows import StoredDocument
from storage.events import Event
from storage.leads import StoredLead
from storage.partners import Partner
from storage.transaction import Transaction

FLOW = "quick_enquiry"
NEW_STEP = """
      - step: colour
        kind: text
        when: {condition}
        label: Colour
        ask: Which colour do you want?

      - step: quantity"""


@dataclass
class Browser:
    """A browser without JavaScript: follows redirects, keeps cookies, sends forms."""

    portal: BlockingPortal
    client: httpx.AsyncClient
    page: httpx.Response = field(init=False)

    def get(self, path: str, **headers: str) -> httpx.Response:
        self.page = self.portal.call(lambda: self.client.get(path, headers=headers))
        return self.page

    def post(self, path: str, data: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        """A form, with the token of the page that is open."""
        form = {"csrf": self.csrf} | (data or {})
        self.page = self.portal.call(lambda: self.client.post(path, data=form, headers=headers))
        return self.page

    def json(self, path: str, body: dict[str, Any]) -> Any:
        answer = self.portal.call(lambda: self.client.post(path, json=body))
        assert answer.status_code < 300, answer.text
        return answer.json()

    @property
    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.page.text)
        return found[1] if found else ""

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page.text)
        assert found is not None, f"{name} is not on the page"
        return unescape(found[1])

    @property
    def text(self) -> str:
        """What is written in the editor."""
        found = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', self.page.text, re.DOTALL)
        assert found is not None
        return unescape(found[1])

    def edits(self, text: str, do: str, **more: str) -> httpx.Response:
        form = {"text": text, "do": do, "began_from": self.hidden("began_from"), "base": self.hidden("base"), **more}
        return self.post(f"/admin/flows/{FLOW}/edit", form)


@dataclass
class Place:
    """A running app with its web."""

    app: App
    portal: BlockingPortal
    web: Any

    def browser(self) -> Browser:
        transport = httpx.ASGITransport(app=self.web)
        client = httpx.AsyncClient(transport=transport, base_url="http://testserver", follow_redirects=True)
        return Browser(self.portal, client)

    def admin(self) -> Browser:
        made = self.browser()
        link = admin_link(self.app.database, "")
        made.get(link)
        made.post("/admin/enter", {"link": link.partition("link=")[2]})
        assert made.page.status_code == 200
        return made


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    app = App.build(Settings.load({"SAATHI_DATA_DIR": str(tmp_path / "data")}, tmp_path))
    with start_blocking_portal() as portal:
        web = create_web(app)
        portal.call(app.start)
        yield Place(app, portal, web)
        portal.call(app.stop)


@dataclass
class Trader:
    """Somebody in the browser chat."""

    browser: Browser
    session: str = ""
    said: list[dict[str, Any]] = field(default_factory=list)

    def opens(self) -> None:
        begun = self.browser.json("/chat/sessions", {"flow": FLOW, "language": "en"})
        self.session, self.said = begun["session"], begun["messages"]

    def says(self, text: str) -> None:
        self.said = self.browser.json(f"/chat/sessions/{self.session}/inputs", {"text": text})["messages"]

    def presses(self, option: str) -> None:
        self.said = self.browser.json(f"/chat/sessions/{self.session}/inputs", {"option": option})["messages"]

    @property
    def step(self) -> str:
        return str(self.said[-1]["step"])


def halfway(place: Place) -> Trader:
    """A trader who stands at `goods.1.what`, two answers given."""
    trader = Trader(place.browser())
    trader.opens()
    trader.presses("shop")
    trader.says("Asha Traders")
    trader.says("2 lakh")
    trader.presses("/another")
    assert trader.step == "goods.1.what"
    return trader


def session_id(place: Place) -> str:
    found = place.app.database.view(lambda tx: sessions.listed(tx, flow=FLOW, statuses=("open", "completed")))
    return found[0].id


def answers(place: Place) -> dict[str, Any]:
    found = place.app.database.view(lambda tx: sessions.listed(tx, flow=FLOW, statuses=("open", "completed")))
    return {path: one[0] for path, one in found[0].body["answers"].items()}


# Coming in ------------------------------------------------------------------------------------------------------------


def test_without_a_session_every_room_only_explains_how_to_come_in(place: Place) -> None:
    stranger = place.browser()
    assert "saathi admin link" in stranger.get("/admin").text
    for room in (
        "/admin/flows",
        f"/admin/flows/{FLOW}/edit",
        "/admin/sessions",
        "/admin/queue",
        "/admin/funnel",
        "/admin/poison",
    ):
        assert stranger.get(room).status_code == 401
        assert "saathi admin link" in stranger.page.text
    assert stranger.post(f"/admin/flows/{FLOW}/edit", {"do": "discard"}).status_code == 401


def test_a_link_is_spent_by_its_button_once_and_not_by_looking_at_it(place: Place) -> None:
    link = admin_link(place.app.database, "")
    secret = link.partition("link=")[2]
    preview = place.browser()
    for _ in range(3):
        assert preview.get(link).status_code == 200
    browser = place.browser()
    browser.get(link)
    assert "Overview" in browser.post("/admin/enter", {"link": secret}).text
    late = place.browser()
    late.get(link)
    assert late.post("/admin/enter", {"link": secret}).status_code == 403
    assert "used already" in late.page.text
    assert late.get("/admin/flows").status_code == 401


def test_a_form_without_the_pages_token_changes_nothing(place: Place) -> None:
    admin = place.admin()
    admin.get(f"/admin/flows/{FLOW}/edit")
    text, began_from = admin.text, admin.hidden("began_from")
    form = {"text": text + "# x\n", "do": "save", "began_from": began_from, "base": "1", "csrf": "0" * 64}
    assert admin.post(f"/admin/flows/{FLOW}/edit", form).status_code == 403
    assert not (place.app.settings.data_dir / "flows").exists()


def test_signing_out_ends_it(place: Place) -> None:
    admin = place.admin()
    admin.get("/admin")
    admin.post("/admin/leave")
    assert admin.get("/admin/flows").status_code == 401


def test_pages_hold_no_inline_script_or_style_and_say_so(place: Place) -> None:
    admin = place.admin()
    for room in (
        "/admin",
        "/admin/flows",
        f"/admin/flows/{FLOW}",
        f"/admin/flows/{FLOW}/edit",
        "/admin/funnel?flow=" + FLOW,
    ):
        page = admin.get(room)
        assert page.status_code == 200
        assert "'unsafe" not in page.headers["content-security-policy"]
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page.text)


# Editing --------------------------------------------------------------------------------------------------------------


def test_a_fault_is_shown_beside_its_line_and_blocks_publishing(place: Place) -> None:
    admin = place.admin()
    admin.get(f"/admin/flows/{FLOW}/edit")
    wrong = admin.text.replace("\n      - step: quantity", NEW_STEP.format(condition='buying_four == "shop"'))
    line = wrong[: wrong.index("buying_four")].count("\n") + 1
    page = admin.edits(wrong, "publish", note="a colour")
    assert page.status_code == 422
    assert f"line {line}" in page.text
    assert re.search(rf'<li id="L{line}" class="error">{line}<em>[^<]*buying_four', page.text)
    assert admin.text == wrong
    assert place.app.database.view(lambda tx: flow_versions.live_numbers(tx))[FLOW] == 1


def test_as_one_types_the_server_says_what_is_wrong(place: Place) -> None:
    admin = place.admin()
    admin.get(f"/admin/flows/{FLOW}/edit")
    text = admin.text
    told = admin.post(f"/admin/flows/{FLOW}/check", {"text": text.replace("kind: money", "kind: mony")}).json()
    assert told["blocked"]
    assert [(fault["line"], fault["level"]) for fault in told["faults"]] == [
        (text[: text.index("kind: money")].count("\n") + 1, "error")
    ]
    admin.get(f"/admin/flows/{FLOW}/edit")
    assert admin.post(f"/admin/flows/{FLOW}/check", {"text": text}).json() == {"faults": [], "blocked": False}


def test_a_draft_of_another_name_is_refused(place: Place) -> None:
    admin = place.admin()
    admin.get(f"/admin/flows/{FLOW}/edit")
    page = admin.edits(admin.text.replace("flow: quick_enquiry", "flow: slow_enquiry"), "publish", note="x")
    assert page.status_code == 422
    assert "slow_enquiry" not in place.app.database.view(lambda tx: flow_versions.live_numbers(tx))


def test_comments_and_order_survive_the_editor(place: Place) -> None:
    admin = place.admin()
    admin.get(f"/admin/flows/{FLOW}/edit")
    text = admin.text.replace("# A buyer,", "# Whoever reads this: a buyer,")
    assert admin.edits(text, "save").status_code == 200
    assert (place.app.settings.data_dir / "flows" / f"{FLOW}.yaml").read_text(encoding="utf-8") == text
    admin.edits(text, "publish", note="only a comment")
    live = place.app.database.view(lambda tx: flow_versions.live(tx, FLOW))
    assert live is not None and live.definition == text


def test_two_editors_do_not_overwrite_each_other(place: Place) -> None:
    one, other = place.admin(), place.admin()
    one.get(f"/admin/flows/{FLOW}/edit")
    other.get(f"/admin/flows/{FLOW}/edit")
    original = one.text
    first, second = original + "# the first\n", original + "# the second\n"
    assert one.edits(first, "save").status_code == 200
    page = other.edits(second, "save")
    assert page.status_code == 409
    assert "# the first" in page.text and "# the second" in page.text
    saved = place.app.settings.data_dir / "flows" / f"{FLOW}.yaml"
    assert saved.read_text(encoding="utf-8") == first
    assert other.edits(second, "save").status_code == 200  # having seen both
    assert saved.read_text(encoding="utf-8") == second


def test_publishing_over_somebody_elses_version_is_refused_until_it_was_seen(place: Place) -> None:
    slow, quick = place.admin(), place.admin()
    slow.get(f"/admin/flows/{FLOW}/edit")
    quick.get(f"/admin/flows/{FLOW}/edit")
    original = slow.text
    quick.edits(original.replace("two minutes", "one minute"), "publish", note="quicker")
    quick.post(f"/admin/flows/{FLOW}/edit", {"do": "discard", "text": ""})
    page = slow.edits(original.replace("two minutes", "three minutes"), "publish", note="slower")
    assert page.status_code == 409
    live = place.app.database.view(lambda tx: flow_versions.live(tx, FLOW))
    assert live is not None and live.note == "quicker"


@pytest.mark.parametrize("number", [0, 7, 2**31, 10**30])
def test_a_version_that_cannot_be_is_one_that_is_not_there(place: Place, number: int) -> None:
    admin = place.admin()
    for page in (f"versions/{number}.yaml", f"back/{number}", f"diff?old=1&new={number or 9}"):
        assert admin.get(f"/admin/flows/{FLOW}/{page}").status_code == 404


def test_a_draft_is_tried_in_any_language_and_nothing_is_stored(place: Place) -> None:
    admin = place.admin()
    admin.get(f"/admin/flows/{FLOW}/edit")
    text = admin.text.replace("\n      - step: quantity", NEW_STEP.format(condition='buying_for == "shop"'))
    page = admin.edits(text, "try", language="hi", channel="telegram")
    assert '<div class="phone" lang="hi">' in page.text
    for form in (
        {"press": "shop"},
        {"say": "Asha Traders"},
        {"press": "/skip"},
        {"press": "/another"},
        {"say": "brass lamps"},
    ):
        page = admin.post(f"/admin/flows/{FLOW}/try", form)
        assert page.status_code == 200
    assert "Which colour do you want?" in page.text
    assert "brass lamps" in page.text
    part = admin.post(f"/admin/flows/{FLOW}/try", {"say": "blue"}, **{"X-Fragment": "1"})
    assert "<html" not in part.text and "blue" in part.text
    assert place.app.database.view(sessions.counts) == []


def test_publishing_needs_a_note_and_shows_what_it_does_first(place: Place) -> None:
    halfway(place)
    admin = place.admin()
    admin.get(f"/admin/flows/{FLOW}/edit")
    text = admin.text.replace("step: business_name", "step: shop_name")
    page = admin.edits(text, "publish")
    assert page.status_code == 422
    assert re.search(r"People inside</dt><dd>1<", page.text)
    assert re.search(r"Answers set aside</dt><dd>1 ", page.text)
    assert re.search(r'shop_name</td><td class="number">1<', page.text)
    assert "1 would have gone otherwise" in page.text
    assert place.app.database.view(lambda tx: flow_versions.live_numbers(tx))[FLOW] == 1


# Publishing with people inside ----------------------------------------------------------------------------------------


def test_somebody_in_the_middle_loses_nothing_and_is_asked_the_new_step_and_a_roll_back_restores(place: Place) -> None:
    trader = halfway(place)
    trader.says("brass lamps")
    assert trader.step == "goods.1.quantity"
    before = answers(place)
    admin = place.admin()
    admin.get(f"/admin/flows/{FLOW}/edit")
    text = admin.text.replace("\n      - step: quantity", NEW_STEP.format(condition='buying_for == "shop"'))
    assert "Version 2 is live" in admin.edits(text, "publish", note="Buyers ask for colours").text

    trader.says("500")  # answers the quantity that was asked; then the new step comes
    assert trader.step == "goods.1.colour"
    now = answers(place)
    assert before.items() <= now.items()
    trader.says("blue")
    assert trader.step == "goods.1.needs"
    assert any(path.endswith(".colour") and value == "blue" for path, value in answers(place).items())

    page = admin.get(f"/admin/flows/{FLOW}/back/1")
    assert "Roll back to version 1" in page.text
    assert admin.post(f"/admin/flows/{FLOW}/back/1", {"note": ""}).status_code == 422
    page = admin.post(f"/admin/flows/{FLOW}/back/1", {"note": "colours confuse people"})
    assert "Version 1 is live again" in page.text
    assert "colours confuse people" in page.text
    trader.presses("/skip")
    assert "colour" not in trader.step
    assert before.items() <= answers(place).items()
    assert any(value == "blue" for value in answers(place).values())  # set aside, for a roll forward


# People ---------------------------------------------------------------------------------------------------------------


def test_answers_are_shown_only_when_asked_for_and_that_is_written_down(place: Place) -> None:
    trader = halfway(place)
    trader.says("brass lamps")
    admin = place.admin()
    one = session_id(place)
    for path in ("/admin", "/admin/sessions", f"/admin/sessions/{one}", f"/admin/funnel?flow={FLOW}"):
        assert admin.get(path).status_code == 200
        assert "Asha Traders" not in admin.page.text and "brass lamps" not in admin.page.text
    admin.get(f"/admin/sessions/{one}")
    assert "goods.1.quantity" in admin.page.text
    page = admin.post(f"/admin/sessions/{one}/answers")
    assert "Asha Traders" in page.text and "brass lamps" in page.text
    assert "<dd>My shop</dd>" in page.text, "the words of a choice, not its first letter"
    lines = place.app.database.view(audit.latest)
    assert (lines[0].action, lines[0].subject) == ("answers-shown", one)
    assert lines[0].contact_id is not None


def test_a_human_takes_over_writes_and_hands_back(place: Place) -> None:
    trader = halfway(place)
    trader.says("human")
    admin = place.admin()
    one = session_id(place)
    assert f"/admin/sessions/{one}" in admin.get("/admin").text
    admin.get(f"/admin/sessions/{one}")
    assert "the bot keeps quiet" in admin.post(f"/admin/sessions/{one}/take").text
    trader.says("I sell lamps")
    assert [one for one in trader.said if one["from"] == "bot"] == []
    admin.post(f"/admin/sessions/{one}/write", {"text": "Namaste, how can I help?"})
    heard = place.browser().get(f"/chat/sessions/{trader.session}/messages").json()["messages"]
    assert heard[-1]["text"] == "Namaste, how can I help?"
    page = admin.post(f"/admin/sessions/{one}/hand-back")
    assert "The bot goes on" in page.text
    trader.says("lamps")
    assert trader.step == "goods.1.quantity"
    assert f"/admin/sessions/{one}" not in admin.get("/admin").text
    actions = [line.action for line in place.app.database.view(audit.latest)]
    assert {"taken-over", "wrote", "handed-back"} <= set(actions)


# The queue, the funnel, what was set aside ----------------------------------------------------------------------------


def completed(place: Place) -> Trader:
    trader = halfway(place)
    for text in ("brass lamps", "500"):
        trader.says(text)
    for option in ("/skip", "/done"):
        trader.presses(option)
    trader.says("9812345678")
    trader.presses("morning")
    trader.presses("/submit")
    assert trader.said[-1]["status"] == "completed", trader.said
    return trader


def test_a_lead_is_listed_explained_recalled_and_offered_to_the_next(place: Place) -> None:
    with place.app.database.write() as tx:
        for name in ("First", "Second"):
            partners.add(tx, Partner(name.lower(), name, {}))
    completed(place)
    lead = place.app.database.view(lambda tx: leads.listed(tx))[0]
    admin = place.admin()
    assert f"/admin/queue/{lead.id}" in admin.get("/admin/queue?status=offered").text
    assert f"/admin/queue/{lead.id}" not in admin.get("/admin/queue?status=lost").text
    page = admin.get(f"/admin/queue/{lead.id}")
    assert "brass lamps" not in page.text and "9812345678" not in page.text
    assert "First" in page.text
    assert admin.post(f"/admin/queue/{lead.id}/recall", {"reason": "x"}).status_code == 409  # nobody has it yet
    assert admin.get("/admin/queue/partners").status_code == 200
    for room in ("queue", "sessions"):
        assert admin.get(f"/admin/{room}?after=99999999999999999999~x").status_code == 200


def test_what_is_said_of_a_lead_is_said_once_and_does_not_contradict_itself(place: Place) -> None:
    trader = completed(place)

    def hears(text: str) -> list[str]:
        trader.says(text)
        return [one["text"] for one in trader.said if one["from"] == "bot"]

    (waiting,) = hears("status")
    assert "partner" in waiting
    hears("withdraw")
    (taken_back,) = hears("yes")
    assert "is taken back" in taken_back
    assert hears("status") == [taken_back]


def test_a_lead_says_by_which_link_its_trader_came(place: Place) -> None:
    completed(place)
    with place.app.database.write() as tx:
        lead = leads.listed(tx)[0]
        came = Event(lead.session_id, lead.contact_id, "brought", None, tx.now, {"by": {"campaign": "fair2026"}})
        events.add_many(tx, [came])
    assert re.search(r"<dt>By campaign</dt><dd>fair2026</dd>", place.admin().get(f"/admin/queue/{lead.id}").text)


def test_a_lead_that_nobody_takes_is_put_before_an_admin(place: Place) -> None:
    completed(place)
    admin = place.admin()
    assert "nobody takes" not in admin.get("/admin").text
    with place.app.database.write() as tx:
        (due,) = [one for one in timers.of_subject(tx, leads.listed(tx)[0].id) if one.kind == "lead-escalate"]
        queue.on_timer(tx, timers.Claimed(due.id, due.kind, due.subject, due.due_at, 1, 1, 0))
    assert "1 lead that nobody takes" in admin.get("/admin").text


def test_a_webhook_that_was_given_up_is_put_before_an_admin(place: Place) -> None:
    admin = place.admin()
    assert "was turned off" not in admin.get("/admin").text
    with place.app.database.write() as tx:
        partners.add(tx, partners.Partner("udaan", "Udaan", {}))
        hook, _ = webhooks.add(tx, "udaan", "https://udaan.example/", [])
        webhooks.disable(tx, hook.id, "gone")
    assert "A webhook of Udaan was turned off" in admin.get("/admin").text


def test_a_double_says_whose_and_is_merged_by_an_admin(place: Place) -> None:
    with place.app.database.write() as tx:
        partners.add(tx, Partner("first", "First", {}))
    completed(place)
    double = completed(place)
    older, newer = place.app.database.view(lambda tx: leads.listed(tx))
    assert (older.status, newer.status) == ("offered", "held")
    admin = place.admin()
    for page in ("/admin/queue?status=held", f"/admin/queue/{newer.id}"):
        shown = admin.get(page).text
        assert "same phone number" in shown and f"/admin/queue/{older.id}" in shown
        assert "9812345678" not in shown
    assert admin.post(f"/admin/queue/{newer.id}/merge", {"other": newer.id}).status_code == 409
    admin.get(f"/admin/queue/{newer.id}")
    page_after = admin.post(f"/admin/queue/{newer.id}/merge", {"other": older.id})
    assert "Merged into" in page_after.text and f"/admin/queue/{older.id}" in page_after.text
    statuses = {one.id: one.status for one in place.app.database.view(lambda tx: leads.listed(tx))}
    assert statuses == {older.id: "offered", newer.id: "merged"}
    said = double.browser.get(f"/chat/sessions/{double.session}/messages?after=0").json()["messages"]
    assert said[-1]["text"].startswith("You had told us about your business before.")
    assert "joined" in admin.get(f"/admin/queue/{older.id}").text


def test_one_file_from_two_traders_is_shown_to_an_admin(place: Place) -> None:
    completed(place)
    completed(place)
    first, second = place.app.database.view(lambda tx: leads.listed(tx))

    def sent(tx: Transaction, lead: StoredLead, number: int) -> None:
        body = {"sha256": "a" * 64}
        row = StoredDocument(
            f"file-{number}", lead.contact_id, lead.session_id, "papers", document_rows.content_hash(tx, "a" * 64),
            "application/pdf", 9, 1, "ok", body, f"aa/{number}", tx.key(lead.contact_id).id,
        )  # fmt: skip
        document_rows.add(tx, row)

    admin = place.admin()
    with place.app.database.write() as tx:
        sent(tx, first, 1)
    assert "The same file" not in admin.get(f"/admin/queue/{first.id}").text
    with place.app.database.write() as tx:
        sent(tx, second, 2)
    page = admin.get(f"/admin/queue/{first.id}").text
    assert "The same file from somebody else" in page and f"/admin/queue/{second.id}" in page


def test_an_admin_keeps_the_newer_of_two(place: Place) -> None:
    with place.app.database.write() as tx:
        partners.add(tx, Partner("first", "First", {}))
    completed(place)
    completed(place)
    older, newer = place.app.database.view(lambda tx: leads.listed(tx))
    admin = place.admin()
    admin.get(f"/admin/queue/{newer.id}")
    assert "told" in admin.post(f"/admin/queue/{newer.id}/keep", {"other": older.id}).text
    statuses = {one.id: one.status for one in place.app.database.view(lambda tx: leads.listed(tx))}
    assert statuses == {older.id: "merged", newer.id: "offered"}


def test_a_lead_whose_double_is_gone_says_so(place: Place) -> None:
    completed(place)
    completed(place)
    older, newer = place.app.database.view(lambda tx: leads.listed(tx))
    with place.app.database.write() as tx:
        queue.withdraw(tx, older.session_id)
    admin = place.admin()
    for page in ("/admin/queue?status=held", f"/admin/queue/{newer.id}"):
        assert "the other is gone: release it" in admin.get(page).text


def test_the_funnel_counts_people_and_marks_where_they_stop(place: Place) -> None:
    trader = halfway(place)
    trader.says("brass lamps")
    trader.says("none of your business")
    admin = place.admin()
    page = admin.get(f"/admin/funnel?flow={FLOW}").text
    rows = dict(
        re.findall(
            r'<span class="mono">([\w.]+)</span>.*?</th>\s*<td class="bar">.*?</td>\s*(.*?)</tr>', page, re.DOTALL
        )
    )
    numbers = {step: re.findall(r'<td class="number">(\d*)', row) for step, row in rows.items()}
    assert numbers["buying_for"][:3] == ["1", "1", ""]
    assert numbers["goods.quantity"][:3] == ["1", "0", "1"]
    assert numbers["goods.quantity"][4] == "1"  # here now, not lost


def test_an_input_that_was_set_aside_is_shown_without_its_words_and_tried_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    trader = halfway(place)

    def breaks(*given: Any) -> Any:
        raise RuntimeError("it said brass lamps")

    with monkeypatch.context() as patch:
        patch.setattr("bot.turns.advance", breaks)
        trader.says("brass lamps")
    assert trader.said[-1]["problem"] == "went-wrong"
    admin = place.admin()
    assert "1 input set aside" in admin.get("/admin").text
    page = admin.get("/admin/poison")
    assert "RuntimeError" in page.text and "breaks" in page.text
    assert "brass lamps" not in page.text
    key = re.search(r"/admin/poison/(\w+)/again", page.text)
    assert key is not None
    assert "It went through" in admin.post(f"/admin/poison/{key[1]}/again").text
    assert "brass lamps" in answers(place).values()
    assert admin.post(f"/admin/poison/{key[1]}/again").status_code == 404


def test_what_was_set_aside_is_not_given_to_another_question(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    trader = halfway(place)
    with monkeypatch.context() as patch:
        patch.setattr("bot.turns.advance", None)
        trader.says("brass lamps")
    trader.says("steel lamps")
    admin = place.admin()
    page = admin.get("/admin/poison")
    assert "has gone on since" in page.text
    key = re.search(r"/admin/poison/(\w+)/close", page.text)
    assert key is not None
    assert admin.post(f"/admin/poison/{key[1]}/again").status_code == 409
    admin.get("/admin/poison")
    assert "None. Every input" in admin.post(f"/admin/poison/{key[1]}/close").text


def test_a_trace_keeps_its_places_and_loses_its_message() -> None:
    trace = (
        'Traceback (most recent call last):\n  File "/srv/saathi/flows/engine.py", line 76, in advance\n    x("secret")\n'
        "ValueError: 27AAPFU0939F1ZV is\nsecret: yes\n"
    )
    error, frames = told(trace)
    assert frames == ("engine.py:76 advance",)
    assert error == "ValueError"
