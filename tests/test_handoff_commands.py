"""`saathi partner`, `lead` and `db` as scripts use them."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from bot.cli import cli
from bot.database import open_database
from bot.handoff import queue
from bot.handoff.explain import explain
from bot.settings import Settings
from storage import audit, flow_versions, partners
from tests.handoff_world import FLOW, MONDAY_NOON, Clock, World

IST = timezone(timedelta(hours=5, minutes=30))


@dataclass(slots=True, eq=False)
class Shell:
    """Commands in a folder of their own."""

    folder: Path

    def run(self, *words: str, code: int = 0) -> Result:
        result = CliRunner().invoke(cli, list(words))
        assert result.exit_code == code, result.output + repr(result.exception)
        return result

    def json(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json").stdout)

    def world(self) -> World:
        """What a test does beside the commands, in the same database."""
        return World(open_database(Settings.load()), Clock(MONDAY_NOON))


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAATHI_DATA_DIR", str(tmp_path / "data"))
    return Shell(tmp_path)


def test_a_partner_is_added_listed_and_given_keys(shell: Shell) -> None:
    added = shell.json("partner", "add", "Udaan", "--states", "27,24", "--languages", "hi,mr", "--capacity", "5")
    assert set(added) == {"id", "name"}
    (listed,) = shell.json("partner", "list")
    assert (listed["id"], listed["name"]) == (added["id"], "Udaan")
    assert listed["terms"] == {"states": ["24", "27"], "languages": ["hi", "mr"], "per_day": 5}
    first, second = (shell.json("partner", "key", added["id"]) for _ in range(2))
    assert first["key"].startswith("sth_live_")
    assert first["key"] != second["key"]
    world = shell.world()
    assert all(world.database.view(lambda tx, one=one: partners.by_key(tx, one["key"])) for one in (first, second))  # type: ignore[misc]
    world.database.close()
    shell.run("partner", "key", added["id"], "--revoke", first["id"])
    keys = shell.json("partner", "keys", added["id"])
    assert [bool(one["revoked_at"]) for one in keys] == [True, False]
    assert first["key"] not in json.dumps(keys)


@pytest.mark.parametrize(
    "words",
    [
        ("partner", "add", "X", "--languages", "klingon"),
        ("partner", "add", "X", "--states", "ZZ"),
        ("partner", "add", "X", "--hours", "09:00-09:00"),
        ("partner", "add", "X", "--days", "someday"),
        ("partner", "add", "X", "--commission", "dancing=1"),
        ("partner", "add", "X", "--commission", "listed=-5"),
        ("partner", "add", "X", "--commission", "listed=NaN"),
        ("partner", "add", "X", "--commission", "listed=1e400"),
        ("partner", "add", " "),
        ("partner", "add", "Udaan\n\x1b[31mExports"),
        ("partner", "statement", "x", "november"),
    ],
)
def test_what_cannot_be_understood_is_said_in_a_line(shell: Shell, words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, list(words))
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output


def test_who_is_not_there_is_said(shell: Shell) -> None:
    for words in (("partner", "key", "x"), ("lead", "show", "x"), ("lead", "explain", "x"), ("lead", "release", "x")):
        assert "there is no" in shell.run(*words, code=1).output


def test_terms_change_and_open_leads_are_offered(shell: Shell) -> None:
    world = shell.world()
    lead = world.submits()
    assert world.lead(lead).status == "open"
    world.database.close()
    added = shell.json("partner", "add", "Later", "--states", "33")
    assert [one["status"] for one in shell.json("lead", "list")] == ["open"]
    shell.run("partner", "set", added["id"], "--states", "27")
    (line,) = shell.json("lead", "list")
    assert (line["id"], line["status"], line["partner"]) == (lead, "offered", None)


def test_doubles_are_listed_merged_and_released(shell: Shell) -> None:
    world = shell.world()
    world.does(lambda tx: flow_versions.publish(tx, "weavers", FLOW, {}, note="", author=""))
    world.partner(name="Udaan")
    first, second, third = (world.submits(telephone="+919999900000") for _ in range(3))
    found = shell.json("lead", "duplicates")
    assert {one["id"]: sorted(same["id"] for same in one["same"]) for one in found} == {
        second: sorted([first, third]),
        third: sorted([first, second]),
    }
    assert found[0]["same"][0]["kinds"] == ["phone"]
    told = shell.run("lead", "duplicates", second).output
    assert "the same phone" in told and "99999" not in told
    assert shell.json("lead", "merge", second, "--into", first)["id"] == first
    assert world.lead(second).status == "merged"
    assert "not-now" in shell.run("lead", "merge", second, "--into", first, code=1).output
    world.does(lambda tx: queue.withdraw(tx, world.lead(first).session_id))
    (alone,) = shell.json("lead", "duplicates")
    assert (alone["id"], alone["same"]) == (third, [])
    assert "the other is gone" in shell.run("lead", "duplicates").output
    assert shell.json("lead", "release", third)["status"] == "offered"
    assert shell.json("lead", "duplicates") == []
    seen = world.database.view(lambda tx: audit.of_contact(tx, world.lead(second).contact_id))
    assert [line.action for line in seen] == ["lead-merge"]
    world.database.close()


def test_a_lead_is_shown_whole_and_explained(shell: Shell) -> None:
    gstin = {"gstin": "27AAPFU0939F1ZV", "pan": "AAPFU0939F", "state_code": "27", "state": "Maharashtra"}
    world = shell.world()
    partner = world.partner(name="Udaan", per_day=5)
    lead = world.submits(tax_number=gstin, called="=Sunita()")
    world.accepts(world.offer(lead))
    shown = shell.json("lead", "show", lead)
    assert shown["ids"]["pan"]["value"] == "AAPFU0939F"
    assert shown["contact"]["name"] == "=Sunita()"
    assert shell.json("lead", "show", shown["number"])["id"] == lead
    assert (shell.json("lead", "list")[0]["partner"], shown["assignment"]["partner"]) == (partner, "Udaan")
    explained = shell.json("lead", "explain", lead)
    assert explained["offers"][0]["why"].startswith("state ✓, language ✓")
    assert "accepted Udaan" in shell.run("lead", "explain", lead).output
    seen = world.database.view(lambda tx: audit.of_contact(tx, world.lead(lead).contact_id))
    assert [line.actor for line in seen] == ["admin", "admin"]
    text = shell.run("lead", "export").stdout_bytes
    assert text.startswith(b"\xef\xbb\xbf")
    assert b"'=Sunita()" in text
    assert json.loads(shell.run("lead", "export", "--format", "jsonl").stdout)["contact"]["name"] == "=Sunita()"
    book = load_workbook(io.BytesIO(shell.run("lead", "export", "--format", "xlsx").stdout_bytes))
    assert book.active is not None
    assert book.active["G2"].value == "=Sunita()"
    assert book.active["G2"].data_type == "s"
    world.database.close()


def test_other_rules_are_tried_without_changing_anything(shell: Shell) -> None:
    world = shell.world()
    world.partner(name="A")
    world.partner(name="B")
    for _ in range(6):
        world.submits()
    world.database.close()
    same = shell.json("lead", "simulate")
    assert [one["was"] for one in same] == [one["would"] for one in same]
    (shell.folder / "rules.json").write_text('{"A": {"states": ["33"]}, "C": {"weight": 2}}')
    other = [one["would"] for one in shell.json("lead", "simulate", "--rules", "rules.json")]
    assert sorted(other.count(one) for one in set(other)) == [2, 4]
    assert other.count("new:C") == 4
    assert "-> C  (" in shell.run("lead", "simulate", "--rules", "rules.json").output
    for wrong, said in (
        ('{"A": {"state": ["33"]}}', "A: there is no state; there are states, "),
        ('{"A": {"states": "33"}}', "A: states: '33' is not a list"),
        ('{"A": {"weight": "2"}}', "A: weight: '2' is not a whole number"),
        ('{"A": {"days": [7]}}', "A: days: [7] is not a list of 0"),
        ('{"A": 1}', "A: write its terms"),
        ("[1]", "write {"),
        ("{", "not JSON"),
    ):
        (shell.folder / "rules.json").write_text(wrong)
        output = shell.run("lead", "simulate", "--rules", "rules.json", code=1).output
        assert said in output and output.count("\n") == 1
    assert [one["would"] for one in shell.json("lead", "simulate")] == [one["was"] for one in same]


def test_the_statement_counts_milestones_by_the_agreement(shell: Shell) -> None:
    world = shell.world()
    partner = world.partner(name="Udaan", commission={"accepted": "100", "listed": "500.50"})
    kept, returned = world.submits(), world.submits()
    for lead in (kept, returned):
        world.accepts(world.offer(lead))
    world.reports(kept, partner, "listed")
    world.reports(returned, partner, "returned", "fraud")
    world.database.close()
    lines = shell.json("partner", "statement", partner, datetime.now(IST).strftime("%Y-%m"))
    assert [(one["milestone"], one["commission"]) for one in lines] == [
        ("accepted", "100"), ("accepted", "0"), ("listed", "500.50"), ("total", "600.50"),
    ]  # fmt: skip
    assert shell.run("partner", "statement", partner, "2020-01").stdout_bytes.startswith(b"\xef\xbb\xbfat,lead")
    (card,) = shell.json("partner", "scorecard")
    assert (card["accepted"], card["listed"], card["returned"], card["returned_share"]) == (2, 1, 1, 0.5)


def test_the_window_and_the_cap_of_returns_are_terms(shell: Shell) -> None:
    udaan = shell.json("partner", "add", "Udaan", "--return-days", "3", "--returns-per-month", "1")["id"]
    assert shell.json("partner", "list")[0]["terms"] == {"return_days": 3, "returns_per_month": 1}
    assert shell.json("partner", "set", udaan, "--return-days", "7")["terms"] == {"returns_per_month": 1}


def test_a_suspended_partner_lets_go_of_what_it_was_offered(shell: Shell) -> None:
    world = shell.world()
    udaan = world.partner(name="Udaan")
    held, waiting = world.submits(), world.submits()
    world.accepts(world.offer(held))
    bharat = world.partner(name="Bharat")
    world.database.close()
    shell.run("partner", "set", udaan, "--suspended")
    world = shell.world()
    assert (world.lead(held).status, world.lead(held).partner_id) == ("accepted", udaan)
    assert (world.offer(waiting).partner_id, world.offer(waiting).state) == (bharat, "offered")
    explained = world.database.view(lambda tx: explain(tx, waiting))
    assert explained is not None and [one["state"] for one in explained["offers"]] == ["withdrawn", "offered"]
    world.database.close()
    shell.run("partner", "set", udaan, "--active")


def test_the_database_is_checked_copied_and_put_back(shell: Shell) -> None:
    assert "revision" in shell.run("db", "upgrade").output
    assert shell.run("db", "check").output.strip() == "the database is well"
    shell.json("partner", "add", "Before")
    shell.run("db", "backup", "copy.db")
    shell.json("partner", "add", "After")
    assert shell.run("db", "backup", "copy.db", code=1).output
    shell.run("db", "restore", "copy.db", "--yes")
    assert [one["name"] for one in shell.json("partner", "list")] == ["Before"]
    (shell.folder / "copy.db").write_bytes(b"no database")
    assert "Traceback" not in shell.run("db", "restore", "copy.db", "--yes", code=1).output
