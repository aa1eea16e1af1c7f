"""What an action of the queue gives back: how things stand after it, and what the trader must be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.leads import StoredLead
from storage.offers import StoredOffer


@dataclass(frozen=True, slots=True)
class Notice:
    """What a trader must be told: a sentence's key and its parameters."""

    contact_id: str
    session_id: str
    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """Something was done to a lead: how it stands now, and what the trader must be told."""

    lead: StoredLead
    offer: StoredOffer | None = None
    notices: tuple[Notice, ...] = ()
