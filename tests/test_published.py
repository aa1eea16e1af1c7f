"""`saathi flow …`, `contact …`, `admin link` and `doctor` as scripts call them: machine-readable, clear refusals, nothing personal
unasked.
"""

from __future__ import annotations

import asyncio
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.app import DEFAULT_FLOW
from bot.authoring.publish import seed
from bot.cli import cli
from bot.database import open_database
from bot.settings import Settings
from storage import document_rows, flow_versions
from storage.database import Database
from storage.document_rows import StoredDocument
from storage.documents import DocumentStore
from storage.failures import Unacknowledged
from tests.server_parts import Parts, Person

FLOW = "quick_enquiry"
NEW_STEP = """
      - step: colour
        kind: text
        when: buying_for == "shop"
        label: Colour
        ask: Which colour do you want?

      - step: quantity"""


@dataclass
class Shell:
    """A terminal in a folder of its own."""

    folder: Path

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(cli, list(words), catch_exceptions=False)

    def json(self, *words: str) -> Any:
        done = self.run(*words, "--json")
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def database(self) -> Database:
        return open_database(Settings.load())

    def draft(self, old: str, new: str) -> Path:
        """The live text with one thing changed, in a file."""
        path = self.folder / f"{FLOW}.yaml"
        self.run("flow", "pull", FLOW, "--out", str(path), "--force")
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAATHI_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    made = Shell(tmp_path)
    database = made.database()
    with database.write() as tx:
        seed(tx)
    database.close()
    return made


def somebody(shell: Shell) -> str:
    """A trader who stands at the quantity; the contact."""
    database = shell.database()
    parts, person = Parts(database), Person("a")

    async def talk() -> str:
        outcome = await parts.receive(person.opens())
        for arrival in (
            person.says("My shop"),
            person.says("Zarina Looms"),
            person.says("2 lakh"),
            person.says("yes"),
            person.says("brass lamps"),
        ):
            outcome = await parts.receive(arrival)
        assert outcome.contact_id is not None
        return outcome.contact_id

    contact_id = asyncio.run(talk())
    parts.close()
    database.close()
    return contact_id


def test_the_packaged_flows_are_listed(shell: Shell) -> None:
    found = {one["flow"]: one for one in shell.json("flow", "list")}
    assert {FLOW, DEFAULT_FLOW} <= set(found)
    assert (found[FLOW]["version"], found[FLOW]["inside"]) == (1, 0)


def test_a_text_pulled_and_published_unchanged_is_no_new_version(shell: Shell) -> None:
    told = shell.json("flow", "pull", FLOW)
    assert told == {"flow": FLOW, "version": 1, "file": f"{FLOW}.yaml"}
    assert shell.json("flow", "publish", f"{FLOW}.yaml", "--note", "same")["changed"] is False


def test_pull_does_not_write_over_work(shell: Shell) -> None:
    path = shell.draft("two minutes", "one minute")
    refused = shell.run("flow", "pull", FLOW)
    assert refused.exit_code == 1
    assert "one minute" in path.read_text(encoding="utf-8")


def test_publishing_tells_what_it_does_and_rolling_back_undoes_it(shell: Shell) -> None:
    somebody(shell)
    path = shell.draft("\n      - step: quantity", NEW_STEP)
    told = shell.json("flow", "publish", str(path), "--note", "colours")
    assert (told["flow"], told["version"], told["changed"]) == (FLOW, 2, True)
    assert told["forecast"]["inside"] == 1
    assert told["forecast"]["by_step"] == {"goods.colour": 1}
    lines = shell.json("flow", "diff", FLOW)["lines"]
    assert "+      - step: colour" in lines
    back = shell.json("flow", "rollback", FLOW, "1", "--note", "too many questions")
    assert (back["version"], back["from"]) == (1, 2)
    database = shell.database()
    with database.read() as tx:
        live = flow_versions.live(tx, FLOW)
        assert live is not None and live.version == 1
        assert "too many questions" in live.note
    database.close()


def test_a_file_with_errors_is_refused_with_all_of_them(shell: Shell) -> None:
    path = shell.draft("kind: money", "kind: mony")
    path.write_text(path.read_text(encoding="utf-8").replace("kind: number", "kind: nummer"), encoding="utf-8")
    refused = shell.run("flow", "publish", str(path), "--json")
    assert refused.exit_code == 1
    faults = json.loads(refused.stdout.splitlines()[0])["faults"]
    assert len([one for one in faults if one["level"] == "error"]) >= 2
    assert all(one["line"] for one in faults)
    assert shell.json("flow", "list") and shell.json("flow", "list")[-1]["version"] == 1


def test_a_replay_says_where_people_would_have_gone_otherwise_and_no_value(shell: Shell) -> None:
    somebody(shell)
    same = shell.json("flow", "replay", str(shell.draft("two minutes", "one minute")))
    assert (same["conversations"], same["changed"]) == (1, 0)
    other = shell.run("flow", "replay", str(shell.draft("\n      - step: quantity", NEW_STEP)), "--json")
    told = json.loads(other.stdout)
    assert told["changed"] == 1
    assert told["first_changes"] == [{"step": "goods.quantity", "draft": "goods.colour", "conversations": 1}]
    assert "brass" not in other.output and "Zarina" not in other.output


def test_a_version_that_is_not_there_is_one_clear_line(shell: Shell) -> None:
    for words in (
        ("rollback", FLOW, "9"),
        ("diff", FLOW, "1", "9"),
        ("pull", FLOW, "--version", "9"),
        ("pull", "nothing"),
    ):
        refused = shell.run("flow", *words)
        assert refused.exit_code == 1, words
        assert len(refused.output.strip().splitlines()) == 1


def test_the_admins_link_stands_alone_on_a_line(shell: Shell) -> None:
    printed = shell.run("admin", "link").stdout
    assert printed.count("\n") == 1
    assert printed.startswith("http://localhost:8080/admin/enter?link=")


def test_a_person_is_shown_without_words_exported_with_them_and_erased(shell: Shell) -> None:
    contact_id = somebody(shell)
    assert [one["id"] for one in shell.json("contact", "list")] == [contact_id]
    shown = shell.run("contact", "show", contact_id)
    assert shown.exit_code == 0
    assert "Zarina" not in shown.output
    assert "Zarina Looms" in shell.run("contact", "export", contact_id).stdout
    zipped = shell.folder / "person.zip"
    assert shell.run("contact", "export", contact_id, "--out", str(zipped)).exit_code == 0
    assert zipped.stat().st_mode & 0o077 == 0
    assert "Zarina Looms" in zipfile.ZipFile(zipped).read("data.json").decode()
    assert shell.json("contact", "erase", contact_id, "--yes")["id"] == contact_id
    after = shell.run("contact", "export", contact_id)
    assert "Zarina" not in after.output
    assert shell.run("contact", "show", "nobody").exit_code == 1
    assert not any(
        b"Zarina Looms" in path.read_bytes() for path in (shell.folder / "data").rglob("*") if path.is_file()
    )


def test_an_erasure_whose_files_cannot_be_reached_says_so_and_is_finished_by_saying_it_again(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact_id, store = somebody(shell), DocumentStore.open(Settings.load().documents_url)
    database = shell.database()
    with database.write() as tx:
        key = tx.key(contact_id)
        name = store.put(key, contact_id, "paper", b"paper")
        row = StoredDocument("paper", contact_id, None, "gst", b"", "image/png", 5, None, "kept", {}, name, key.id)
        document_rows.add(tx, row)
    database.close()

    def away(*_: object) -> None:
        raise Unacknowledged("the document store: away")

    with monkeypatch.context() as patch:
        patch.setattr(DocumentStore, "delete", away)
        refused = shell.run("contact", "erase", contact_id, "--yes")
        assert (refused.exit_code, store.names()) == (1, [name])
        assert "is erased, but not all its files are deleted yet" in refused.output
    assert shell.json("contact", "erase", contact_id, "--yes")["documents"] == 1
    assert store.names() == []


def test_the_doctor_finds_what_is_wrong(shell: Shell) -> None:
    well = shell.json("doctor")
    assert {one["state"] for one in well} == {"ok"}
    (shell.folder / "data" / "secret.key").chmod(0o644)
    ill = shell.run("doctor", "--json")
    assert ill.exit_code == 1
    assert "secret key" in {one["check"] for one in json.loads(ill.stdout) if one["state"] == "error"}


def test_the_doctor_of_a_place_where_nothing_is_yet_warns_and_makes_nothing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAATHI_DATA_DIR", str(shell.folder / "new"))
    new = {one["check"]: one["state"] for one in shell.json("doctor")}
    assert (new["database"], new["secret key"], new["documents"]) == ("warning", "warning", "ok")
    assert not (shell.folder / "new").exists()


def test_a_new_place_has_the_packaged_flows_to_pull(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAATHI_DATA_DIR", str(tmp_path / "new"))
    shell = Shell(tmp_path)
    assert shell.json("flow", "pull", FLOW) == {"flow": FLOW, "version": 1, "file": f"{FLOW}.yaml"}
    assert [one["flow"] for one in shell.json("flow", "list")] == ["export_onboarding", FLOW]
    assert shell.json("flow", "publish", f"{FLOW}.yaml")["version"] == 1


def test_tests_of_no_flow_are_no_success(shell: Shell) -> None:
    assert shell.run("flow", "test", "no_such_flow").exit_code == 1
    assert shell.run("flow", "test", "none.yaml").exit_code == 1
