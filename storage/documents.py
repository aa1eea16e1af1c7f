"""The document store: files sealed with their contact's key, in a local folder or any S3 bucket.

A file is bound to who and what it is of: opened under another contact or document id it is refused, so a file swapped in
the folder or the bucket does not pass for another. Writes are atomic (a new name, then renamed); on a local disk the file
and its folder are flushed before we return, and only the owner can read them. The name in the store is random.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from storage.crypto import ContactKey
from storage.failures import Unacknowledged
from storage.ids import new_id

if TYPE_CHECKING:
    from obstore.store import RetryConfig  # only in its stubs


_RETRY: "RetryConfig" = {"max_retries": 3, "retry_timeout": timedelta(seconds=10)}
"""The library's own three minutes would outlast whoever waits for an answer."""


class DocumentStoreError(Exception):
    """The store cannot be used. One line: where, what, and what to do."""


class Missing(Exception):
    """There is no such file; it was deleted or never stored."""


class DocumentStore:
    """`put`, `get`, `delete`. Blocking, from any thread. All raise `Unacknowledged` while the store is away or full: the same again,
    later.
    """

    def __init__(self, store: ObjectStore, folder: Path | None) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def open(cls, url: str) -> "DocumentStore":
        """`file:///folder` (made if missing) or `s3://bucket/prefix` with the AWS environment. Raises on bad addresses."""
        parts = urlsplit(url)
        match parts.scheme:
            case "file":
                folder = Path(unquote(parts.path))
                return cls(_local(folder), folder)
            case "s3" | "s3a":
                return cls(_remote(url), None)
            case _:
                raise DocumentStoreError(f"{url}: write file:///folder or s3://bucket in SAATHI_DOCUMENTS_URL")

    def put(self, key: ContactKey, contact_id: str, document_id: str, data: bytes) -> str:
        """Seal and store; give the name to find it by. Durable when this returns."""
        name = new_id()
        name = f"{name[:2]}/{name}"
        with _reaching():
            self._store.put(name, key.encrypt(data, _context(contact_id, document_id)))
            if self._folder is not None:
                _harden(self._folder, name)
        return name

    def get(self, key: ContactKey, contact_id: str, document_id: str, name: str) -> bytes:
        """Fetch and open. Raises `Missing`, or `Forged` when it is not this contact's this document."""
        with _reaching():
            try:
                sealed = bytes(self._store.get(name).bytes())
            except (NotFoundError, FileNotFoundError):
                raise Missing(document_id) from None
        return key.decrypt(sealed, _context(contact_id, document_id))

    def delete(self, name: str) -> None:
        """Gone, also if it was gone before."""
        with _reaching(), suppress(NotFoundError, FileNotFoundError):
            self._store.delete(name)

    def names(self) -> list[str]:
        """Everything in the store: for the check that no file is without its row."""
        return sorted(str(item["path"]) for page in self._store.list() for item in page)


@contextmanager
def _reaching() -> Iterator[None]:
    """A store that cannot be reached, or has no room, is no fault of the file's."""
    try:
        yield
    except (BaseError, OSError) as error:
        said = str(error).strip().partition("\n")[0]  # what follows is for who wrote the library
        raise Unacknowledged(f"the document store: {said[:200]}") from error


def _context(contact_id: str, document_id: str) -> bytes:
    return f"file:{contact_id}:{document_id}".encode()


def _local(folder: Path) -> LocalStore:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise DocumentStoreError(f"{folder}: {error.strerror}; check SAATHI_DOCUMENTS_URL and its owner") from None
    return LocalStore(folder, mkdir=True)


def _remote(url: str) -> ObjectStore:
    try:
        return from_url(url, retry_config=_RETRY)
    except (BaseError, ValueError) as error:
        raise DocumentStoreError(f"{url}: {' '.join(str(error).split())[:200]}") from None


def _harden(folder: Path, name: str) -> None:
    """The library renames into place but leaves flushing and permissions to the system."""
    path = folder / name
    path.parent.chmod(0o700)
    path.chmod(0o600)
    for flushed in (path, path.parent, folder):
        number = os.open(flushed, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
