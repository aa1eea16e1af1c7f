"""The document store: sealed, bound to contact and document, private on disk."""

import stat
from pathlib import Path

import pytest

from storage.crypto import ContactKey, Forged, Vault
from storage.documents import DocumentStore, DocumentStoreError, Missing


@pytest.fixture
def store(tmp_path: Path) -> DocumentStore:
    return DocumentStore.open(f"file://{tmp_path / 'a folder'}".replace(" ", "%20"))


@pytest.fixture
def key() -> ContactKey:
    vault = Vault(b"m" * 32)
    return vault.open(vault.new_contact_key())


def test_a_file_comes_back_as_it_was(store: DocumentStore, key: ContactKey, tmp_path: Path) -> None:
    data = bytes(range(256)) * 40_000  # 10 MB
    name = store.put(key, "c", "d", data)
    assert store.get(key, "c", "d", name) == data
    assert store.names() == [name]
    on_disk = (tmp_path / "a folder" / name).read_bytes()
    assert data[:64] not in on_disk
    assert len(on_disk) == len(data) + 29


def test_only_the_owner_can_read(store: DocumentStore, key: ContactKey, tmp_path: Path) -> None:
    name = store.put(key, "c", "d", b"x")
    path = tmp_path / "a folder" / name
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


def test_nothing_of_a_write_is_left_beside_it(store: DocumentStore, key: ContactKey, tmp_path: Path) -> None:
    names = {store.put(key, "c", str(i), b"x") for i in range(5)}
    assert {str(p.relative_to(tmp_path / "a folder")) for p in tmp_path.rglob("*") if p.is_file()} == names


def test_a_moved_document_does_not_open(store: DocumentStore, key: ContactKey, tmp_path: Path) -> None:
    mine, other = store.put(key, "c", "d", b"mine"), store.put(key, "c", "e", b"other")
    folder = tmp_path / "a folder"
    (folder / mine).write_bytes((folder / other).read_bytes())
    for contact, document in (("c", "d"), ("x", "e"), ("c", "x")):
        with pytest.raises(Forged):
            store.get(key, contact, document, mine)
    assert store.get(key, "c", "e", mine) == b"other"


def test_a_flipped_byte_is_noticed(store: DocumentStore, key: ContactKey, tmp_path: Path) -> None:
    name = store.put(key, "c", "d", b"x" * 1000)
    path = tmp_path / "a folder" / name
    damaged = bytearray(path.read_bytes())
    damaged[500] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(Forged):
        store.get(key, "c", "d", name)


def test_what_was_never_stored_is_missing(store: DocumentStore, key: ContactKey) -> None:
    with pytest.raises(Missing):
        store.get(key, "c", "d", "ab/none")


@pytest.mark.parametrize("url", ["ftp://host/x", "nonsense", "file:///proc/no/such"])
def test_an_unusable_store_is_said_in_one_line(url: str) -> None:
    with pytest.raises(DocumentStoreError) as raised:
        DocumentStore.open(url)
    assert "\n" not in str(raised.value)
    assert "SAATHI_DOCUMENTS_URL" in str(raised.value)
