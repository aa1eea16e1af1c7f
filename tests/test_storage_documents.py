"""The document store: sealed, bound to contact and document; the same in a folder, private on disk, and in an S3 bucket (moto's server)."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx
import pytest
from moto.server import ThreadedMotoServer
from obstore.store import from_url

from storage.crypto import ContactKey, Forged, Vault
from storage.documents import DocumentStore, DocumentStoreError, Missing
from storage.failures import Unacknowledged


class Backing(Protocol):
    """What lies under a store, as somebody sees it who has the disk or the bucket and no key."""

    @property
    def url(self) -> str: ...
    def read(self, name: str) -> bytes: ...
    def write(self, name: str, data: bytes) -> None: ...


@dataclass
class Folder:
    path: Path

    @property
    def url(self) -> str:
        return f"file://{self.path}".replace(" ", "%20")

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        (self.path / name).write_bytes(data)


@dataclass
class Bucket:
    url: str = "s3://papers/saathi"

    def read(self, name: str) -> bytes:
        return bytes(from_url(self.url).get(name).bytes())

    def write(self, name: str, data: bytes) -> None:
        from_url(self.url).put(name, data)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of an S3-speaking server."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["file", "s3"])
def backing(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Backing:
    if request.param == "file":
        return Folder(tmp_path / "a folder")
    server: str = request.getfixturevalue("s3")
    httpx.post(f"{server}/moto-api/reset").raise_for_status()
    httpx.put(f"{server}/papers").raise_for_status()
    for name, value in (
        ("AWS_ENDPOINT_URL", server),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
    ):
        monkeypatch.setenv(name, value)
    return Bucket()


@pytest.fixture
def store(backing: Backing) -> DocumentStore:
    return DocumentStore.open(backing.url)


@pytest.fixture
def key() -> ContactKey:
    return new_key()


def new_key() -> ContactKey:
    vault = Vault(b"m" * 32)
    return vault.open(vault.new_contact_key())


def test_a_file_comes_back_as_it_was(store: DocumentStore, key: ContactKey, backing: Backing) -> None:
    data = bytes(range(256)) * 40_000  # 10 MB
    name = store.put(key, "c", "d", data)
    assert store.get(key, "c", "d", name) == data
    assert store.names() == [name]
    sealed = backing.read(name)
    assert data[:64] not in sealed
    assert len(sealed) == len(data) + 29


def test_without_its_key_a_file_does_not_open(store: DocumentStore, key: ContactKey) -> None:
    name = store.put(key, "c", "d", b"mine")
    with pytest.raises(Forged):
        store.get(new_key(), "c", "d", name)


def test_what_is_deleted_is_gone_and_may_be_deleted_again(store: DocumentStore, key: ContactKey) -> None:
    name, other = store.put(key, "c", "d", b"mine"), store.put(key, "c", "e", b"other")
    for _ in range(2):
        store.delete(name)
    assert store.names() == [other]
    with pytest.raises(Missing):
        store.get(key, "c", "d", name)


@pytest.mark.parametrize("backing", ["file"], indirect=True)
def test_only_the_owner_can_read(store: DocumentStore, key: ContactKey, tmp_path: Path) -> None:
    name = store.put(key, "c", "d", b"x")
    path = tmp_path / "a folder" / name
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


@pytest.mark.parametrize("backing", ["file"], indirect=True)
def test_nothing_of_a_write_is_left_beside_it(store: DocumentStore, key: ContactKey, tmp_path: Path) -> None:
    names = {store.put(key, "c", str(i), b"x") for i in range(5)}
    assert {str(p.relative_to(tmp_path / "a folder")) for p in tmp_path.rglob("*") if p.is_file()} == names


def test_a_moved_document_does_not_open(store: DocumentStore, key: ContactKey, backing: Backing) -> None:
    mine, other = store.put(key, "c", "d", b"mine"), store.put(key, "c", "e", b"other")
    backing.write(mine, backing.read(other))
    for contact, document in (("c", "d"), ("x", "e"), ("c", "x")):
        with pytest.raises(Forged):
            store.get(key, contact, document, mine)
    assert store.get(key, "c", "e", mine) == b"other"


@pytest.mark.parametrize("place", [0, 5, 500, -1])
def test_a_flipped_byte_is_noticed(store: DocumentStore, key: ContactKey, backing: Backing, place: int) -> None:
    name = store.put(key, "c", "d", b"x" * 1000)
    damaged = bytearray(backing.read(name))
    damaged[place] ^= 1
    backing.write(name, bytes(damaged))
    with pytest.raises(Forged):
        store.get(key, "c", "d", name)


def test_a_store_that_is_away_is_no_fault_of_the_files(
    key: ContactKey, backing: Backing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the disk under it is gone, or the bucket cannot be reached: whoever sent the file sends it again."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    store = DocumentStore.open(backing.url)
    if isinstance(backing, Folder):
        (tmp_path / "a folder").rmdir()
        (tmp_path / "a folder").write_text("no folder")
    with pytest.raises(Unacknowledged, match="the document store: "):
        store.put(key, "c", "d", b"x")
    if not isinstance(backing, Folder):
        with pytest.raises(Unacknowledged):
            store.get(key, "c", "d", "ab/abc")
        with pytest.raises(Unacknowledged):
            store.delete("ab/abc")


def test_what_was_never_stored_is_missing(store: DocumentStore, key: ContactKey) -> None:
    with pytest.raises(Missing):
        store.get(key, "c", "d", "ab/none")


@pytest.mark.parametrize("url", ["ftp://host/x", "nonsense", "file:///proc/no/such"])
def test_an_unusable_store_is_said_in_one_line(url: str) -> None:
    with pytest.raises(DocumentStoreError) as raised:
        DocumentStore.open(url)
    assert "\n" not in str(raised.value)
    assert "SAATHI_DOCUMENTS_URL" in str(raised.value)
