"""Where a webhook may go: https on 443 or 8443, to an address of the public internet. Decided on the address, not on the name.

The name is resolved once, every address that it has is checked, and the connection goes to one of those very addresses with the
original server name, so that a second answer of the name server cannot lead inside. IPv4 inside IPv6 is judged by the IPv4 address
that it means (6to4, Teredo), and where a translator of our own network would have to make it that one (mapped, NAT64), it is refused
whatever it means: what that translator reaches is not the public internet's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

PORTS: Final = (443, 8443)
URL_AT_MOST: Final = 500
_NAT64: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_TRANSLATED: Final = (*_NAT64, IPv6Network("::ffff:0:0/96"), IPv6Network("::ffff:0:0:0/96"))
_NEVER: Final = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/128", "::1/128", "100::/64", "2001:db8::/32", "3fff::/20", "5f00::/16",
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip


class Unreachable(Exception):
    """The webhook must not or cannot go there; `code` says why, for the delivery log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Target:
    """A webhook's address, taken apart."""

    host: str
    port: int
    path: str
    secure: bool = True


def target(url: str, *, loopback: bool = False) -> Target:
    """The address if a webhook may have it. `loopback` (tests only) allows plain http on any port of this machine. Raises Unreachable."""
    if len(url) > URL_AT_MOST or any(ord(letter) <= 32 or ord(letter) > 126 for letter in url):
        raise Unreachable("bad-url", "an address of at most 500 plain characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Unreachable("bad-url", "this is no address") from None
    if not parts.hostname or parts.username is not None or parts.password is not None or parts.fragment:
        raise Unreachable("bad-url", "an address has a host, and neither a password nor a fragment")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if loopback and parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"):
        return Target(parts.hostname, port or 80, path, secure=False)
    if parts.scheme != "https":
        raise Unreachable("not-https", "webhooks go over https only")
    if (port or 443) not in PORTS and not loopback:
        raise Unreachable("bad-port", "webhooks go to port 443 or 8443")
    if _is_literal(parts.hostname):
        public([parts.hostname], loopback=loopback)
    return Target(parts.hostname, port or 443, path)


def _is_literal(host: str) -> bool:
    """Whether it is an address and no name: then it can be judged at once."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def public(addresses: Sequence[str], *, loopback: bool = False) -> str:
    """The address to connect to, if every one that the name has may be. Raises Unreachable."""
    if not addresses:
        raise Unreachable("no-address", "the name has no address")
    for address in addresses:
        found = meant(address)
        if loopback and found.is_loopback:
            continue
        if not is_public(found) or is_translated(address):
            raise Unreachable("private-address", "the name leads into a private network")
    return addresses[0]


def meant(address: str) -> IPv4Address | IPv6Address:
    """The address that packets would go to in the end: the IPv4 one inside an IPv6 one."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return found
    if found.ipv4_mapped is not None:
        return found.ipv4_mapped
    if any(found in network for network in _NAT64) or found in IPv6Network("::/96"):
        return IPv4Address(int(found) & 0xFFFFFFFF) if int(found) > 1 else found
    if found.sixtofour is not None:
        return found.sixtofour
    if found.teredo is not None:
        return found.teredo[1]
    return found


def is_translated(address: str) -> bool:
    """Whether it is an IPv4 address in an IPv6 one that only a translator on the way understands."""
    found = ip_address(address.partition("%")[0])
    return isinstance(found, IPv6Address) and any(found in network for network in _TRANSLATED)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it lies on the public internet."""
    return address.is_global and not any(address.version == one.version and address in one for one in _NEVER)
