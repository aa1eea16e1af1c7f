"""What arrives, from any channel or from the system itself, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from flows.inputs import Input, input_from_json, input_to_json


class Arrival(NamedTuple):
    """One decoded input with where it came from. `key` is what the channel calls it; the same key is the same input."""

    channel: str
    external: str
    """The address's own name in its channel; for what the system itself gives (a paper read), its `session_id` says where."""
    key: str
    given: Input
    at: datetime
    order: int = 0
    flow: str | None = None
    """The flow of a start link."""
    language: str | None = None
    """A hint: the app's language, a link's."""
    session_id: str | None = None
    """The session of a button's token, or the one the system means."""
    contact_id: str | None = None
    address_id: str | None = None
    shown: str = ""
    """What the trader is seen to have said."""
    client_id: str | None = None
    content: str = ""
    """Told apart from another input under the same key by this."""
    insist: bool = False
    facts: Mapping[str, str] = MappingProxyType({})
    dated: int = 0
    """Seconds since 1970, where every delivery of it says the same: see `inbox.key_of`."""

    def to_json(self) -> dict[str, Any]:
        """For the inbox, while it waits."""
        return {
            "channel": self.channel, "external": self.external, "key": self.key, "given": input_to_json(self.given),
            "at": self.at.isoformat(), "order": self.order, "flow": self.flow, "language": self.language,
            "session_id": self.session_id, "contact_id": self.contact_id, "address_id": self.address_id, "shown": self.shown,
            "client_id": self.client_id, "content": self.content, "insist": self.insist, "facts": dict(self.facts),
            "dated": self.dated,
        }  # fmt: skip

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> Arrival:
        """The inverse of `to_json`."""
        fields = dict(body)
        return Arrival(
            **{**fields, "given": input_from_json(fields["given"]), "at": datetime.fromisoformat(fields["at"])}
        )


class Placed(NamedTuple):
    """An arrival with its inbox key, and whose it is."""

    arrival: Arrival
    key: bytes
    contact_id: str
    address_id: str

    @classmethod
    def of(cls, arrival: Arrival, key: bytes) -> Self:
        """One that says itself whose it is."""
        return cls(arrival, key, arrival.contact_id or "", arrival.address_id or "")


class TooMany(Exception):
    """This contact has too much waiting: answered once, to come back."""


class Outcome(NamedTuple):
    """What came of an arrival, once it is committed."""

    key: bytes
    contact_id: str | None
    session_id: str | None
    first: int = 0
    """The seq of the first message of this turn; `last` of the last."""
    last: int = 0
    said: tuple[Mapping[str, Any], ...] = ()
    repeated: bool = False
    """Received before: nothing was done now."""
    waiting: bool = False
    """Kept, durable, and still to be advanced by whoever is at this contact."""
    conflict: bool = False
    """Another input under the same key."""
    gone: bool = False
    """The contact is erased, or there is no such session."""
