"""Keys. A key a contact, wrapped by the master key; destroying it erases the contact everywhere at once.

    master key --HKDF--> wrapping key --AES-256-GCM--> wrapped contact key (in `contacts`) --> session, event, file ...

Each ciphertext is bound to what it is of: the associated data is the key's id and a context such as `session:<id>`,
so a body copied to another row, or a file to another name, does not decrypt. Nonces are 96 random bits; one contact's
key seals thousands of values, far from the 2^32 where a repeat becomes likely.

The key of the keyed hashes is not derived from the master key but wrapped by it (table `keyring`): the master key can
be changed without every address, identifier and inbox key becoming unknown.
"""

import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.ids import short

_VERSION = b"\x01"
_MASTER_ID, _KEY_ID, _NONCE, _TAG, _KEY = 4, 8, 12, 16, 32
_WRAPPED = 1 + _MASTER_ID + _KEY_ID + _NONCE + _KEY + _TAG
_SMALLEST = 1 + _NONCE + _TAG
_NONCES_AT_ONCE = 256
_OPEN_KEYS = 4096  # unwrapped keys held in memory: about 1 kB each


class CryptoError(Exception):
    """A sealed value cannot be opened. Says what of, never what in."""


class WrongKey(CryptoError):
    """No master key that we were given wrapped this."""


class Forged(CryptoError):
    """Damaged, or moved from where it was written."""


class ContactKey:
    """One contact's key, open. Lives in memory only."""

    __slots__ = ("_cipher", "id")

    def __init__(self, key_id: bytes, key: bytes) -> None:
        self.id = key_id
        self._cipher = AESGCM(key)

    def encrypt(self, data: bytes, context: bytes) -> bytes:
        """Seal `data` as being `context`."""
        nonce = _nonce()
        return _VERSION + nonce + self._cipher.encrypt(nonce, data, self.id + context)

    def decrypt(self, sealed: bytes, context: bytes) -> bytes:
        """Open what `encrypt` made for the same context, or raise `Forged`."""
        if len(sealed) < _SMALLEST or sealed[:1] != _VERSION:
            raise Forged(f"not a sealed value: {context.decode(errors='replace')}")
        try:
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], self.id + context)
        except InvalidTag:
            raise Forged(f"damaged or moved: {context.decode(errors='replace')}") from None


class _Master:
    __slots__ = ("cipher", "id")

    def __init__(self, secret: bytes) -> None:
        if len(secret) < 16:
            raise ValueError(f"the secret key has {len(secret)} bytes; give it 32")
        self.cipher = AESGCM(_derive(secret, b"saathi wrap"))
        self.id = _derive(secret, b"saathi id")[:_MASTER_ID]

    def wrap(self, key_id: bytes, key: bytes) -> bytes:
        head = _VERSION + self.id + key_id
        nonce = os.urandom(_NONCE)
        return head + nonce + self.cipher.encrypt(nonce, key, head)


class Vault:
    """The master key (and earlier ones, while a rotation lasts), the contact keys it opens, and the keyed hashes."""

    def __init__(self, master: bytes, old: tuple[bytes, ...] = (), lookup: bytes | None = None) -> None:
        self._master = _Master(master)
        self._masters = {m.id: m for m in (*map(_Master, reversed(old)), self._master)}
        self._lookup = lookup or _derive(master, b"saathi lookup")
        self._opened = lru_cache(maxsize=_OPEN_KEYS)(self._open)
        self.known_hash = lru_cache(maxsize=_OPEN_KEYS)(self.lookup_hash)
        """`lookup_hash` of what comes again with every input, such as an address."""

    def new_contact_key(self) -> bytes:
        """A fresh key, wrapped: what the row of a new contact holds."""
        return self.wrap(os.urandom(_KEY))

    def wrap(self, key: bytes) -> bytes:
        return self._master.wrap(os.urandom(_KEY_ID), key)

    def open(self, wrapped: bytes) -> ContactKey:
        """The open key, from memory when it was lately used. Raises `WrongKey`."""
        return self._opened(wrapped)

    def unwrap(self, wrapped: bytes) -> bytes:
        """The raw key inside. Raises `WrongKey` when wrapped by a master key we do not hold, `Forged` when damaged."""
        if len(wrapped) != _WRAPPED or wrapped[:1] != _VERSION:
            raise Forged("not a wrapped key")
        head = wrapped[: 1 + _MASTER_ID + _KEY_ID]
        master = self._masters.get(head[1 : 1 + _MASTER_ID])
        if master is None:
            raise WrongKey("the secret key is not the one that this database was made with")
        try:
            return master.cipher.decrypt(wrapped[len(head) : len(head) + _NONCE], wrapped[len(head) + _NONCE :], head)
        except InvalidTag:
            raise Forged("a wrapped key is damaged") from None

    def rewrap(self, wrapped: bytes) -> bytes | None:
        """The same key under the present master key (its id stays: sealed values name it); None if it is already."""
        if self.is_present(wrapped):
            return None
        return self._master.wrap(_key_id(wrapped), self.unwrap(wrapped))

    def is_present(self, wrapped: bytes) -> bool:
        """Whether the present master key wrapped it, and not an earlier one."""
        return wrapped[1 : 1 + _MASTER_ID] == self._master.id

    def lookup_hash(self, value: str | bytes, purpose: str) -> bytes:
        """A keyed hash to find `value` by; hashes of one value for two purposes cannot be matched."""
        raw = value.encode() if isinstance(value, str) else value
        return hmac.digest(self._lookup, purpose.encode() + b"\0" + raw, "sha256")

    def derived_id(self, purpose: str, source: str | bytes, at: int | None = None) -> str:
        """The id that always comes of the same source (law 5), and that nobody without the key can foresee.

        `at`, in microseconds: when the source says that it was; see `ids.py`.
        """
        return short(self.lookup_hash(source, "id:" + purpose), at)

    def _open(self, wrapped: bytes) -> ContactKey:
        return ContactKey(_key_id(wrapped), self.unwrap(wrapped))


def _nonce() -> bytes:
    """96 random bits; drawn for many at once, since asking the system takes as long as sealing."""
    while True:
        try:
            return _nonces.pop()  # one step: no two threads get the same
        except IndexError:
            drawn = os.urandom(_NONCE * _NONCES_AT_ONCE)
            _nonces.extend(drawn[start : start + _NONCE] for start in range(0, len(drawn), _NONCE))


_nonces: list[bytes] = []
os.register_at_fork(after_in_child=_nonces.clear)  # a child must not seal with what its parent seals with


def _key_id(wrapped: bytes) -> bytes:
    return wrapped[1 + _MASTER_ID : 1 + _MASTER_ID + _KEY_ID]


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=purpose).derive(secret)
