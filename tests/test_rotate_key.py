"""`saathi db rotate-key`, on both databases: afterwards all opens with the new key alone, files too, and nothing with the old one."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.database import open_database
from bot.settings import Settings
from storage import contacts, partners, webhooks
from storage.contacts import Contact
from storage.database import Database, DatabaseError
from storage.documents import DocumentStore
from storage.ids import new_id
from storage.keyring import wrapped_by_another
from storage.partners import Partner
from storage.transaction import Transaction

FIRST, SECOND = (base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))
MANY = 501
"""More than are rewrapped in one transaction."""


def as_operator(patch: pytest.MonkeyPatch, key: str, old: str | None = None) -> None:
    patch.setenv("SAATHI_SECRET_KEY", key)
    patch.delenv("SAATHI_SECRET_KEY_OLD", raising=False)
    if old is not None:
        patch.setenv("SAATHI_SECRET_KEY_OLD", old)


def rotate(*words: str) -> Result:
    return CliRunner().invoke(cli, ["db", "rotate-key", *words])


def opened() -> Database:
    return open_database(Settings.load())


@pytest.fixture
def patch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_database_url: Callable[[], str]) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAATHI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SAATHI_DATABASE_URL", new_database_url())
    return monkeypatch


def people(tx: Transaction) -> Sequence[str]:
    return [one.id for one in contacts.add_many(tx, [Contact(new_id()) for _ in range(MANY)])]


def test_after_a_rotation_all_opens_with_the_new_key_alone(patch: pytest.MonkeyPatch) -> None:
    as_operator(patch, FIRST)
    store, database = DocumentStore.open(Settings.load().documents_url), opened()
    with database.write() as tx:
        ids = people(tx)
        sealed = {contact: tx.seal(contact, "x", {"is": contact}) for contact in ids}
        partner = Partner("p1", "Setu", {})
        partners.add(tx, partner)
        hook, secret = webhooks.add(tx, partner.id, "https://example.com/", ())
        later = webhooks.rotate(tx, hook.id)
        mark = tx.vault.lookup_hash("27AAPFU0939F1ZV", "gstin")
        file = store.put(tx.key(ids[0]), ids[0], "d", b"a certificate")
    database.close()

    as_operator(patch, SECOND, old=FIRST)
    done = rotate("--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {"rewrapped": MANY + 3, "left": 0}

    as_operator(patch, SECOND)
    database = opened()
    with database.read() as tx:
        assert wrapped_by_another(tx) == 0
        assert {contact: tx.unseal(contact, "x", sealed[contact]) for contact in ids} == {
            one: {"is": one} for one in ids
        }
        assert store.get(tx.key(ids[0]), ids[0], "d", file) == b"a certificate"
        assert webhooks.secrets(tx, hook.id) == [later, secret]
        assert tx.vault.lookup_hash("27AAPFU0939F1ZV", "gstin") == mark
    database.close()

    as_operator(patch, FIRST)
    with pytest.raises(DatabaseError, match="SAATHI_SECRET_KEY does not open"):
        opened()


def test_a_rotation_says_how_far_it_is_and_may_be_run_again(patch: pytest.MonkeyPatch) -> None:
    as_operator(patch, FIRST)
    database = opened()
    with database.write() as tx:
        people(tx)
    database.close()
    as_operator(patch, SECOND, old=FIRST)
    said = rotate().output.splitlines()
    assert said[:2] == ["501 of 502 keys rewrapped", "502 of 502 keys rewrapped"]
    assert "restart without SAATHI_SECRET_KEY_OLD" in said[-1]
    assert json.loads(rotate("--json").stdout) == {"rewrapped": 0, "left": 0}


def test_without_the_old_key_it_says_what_to_set(patch: pytest.MonkeyPatch) -> None:
    as_operator(patch, FIRST)
    refused = rotate()
    assert refused.exit_code == 2
    assert "SAATHI_SECRET_KEY_OLD" in refused.output
    assert FIRST not in refused.output
