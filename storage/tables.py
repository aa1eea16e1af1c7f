"""What is kept. Each table's comment says what it is for; the migrations are tested to make exactly this.

Rules that hold throughout:
- A personal value is only ever in a column of type `Sealed`: ciphertext under the contact's own key. Everything beside
  it is an id, a time, a state, a step id or a keyed hash.
- Times are microseconds (see `times.py`). Ids are strings from the caller (see `ids.py`), except where a row is only
  ever found by its order.
- Foreign keys bind the small structural tables. Those written at every input (inbox, events, outbox) have none:
  PostgreSQL would lock the parent row for each line written, and their parents are never deleted.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)
from sqlalchemy.engine import Dialect


class Bytes(LargeBinary):
    """Bytes in, bytes out, untouched: both drivers take and give `bytes`, and the wrapping costs 0.3 µs a value."""

    def bind_processor(self, dialect: Dialect) -> None:
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        return None


class Sealed(Bytes):
    """Ciphertext under a contact's key."""


Micros = BigInteger
Id = String(32)
Name = String(64)
Hash = Bytes(32)
Serial = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts by itself only for INTEGER

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _partial(name: str, *columns: Any, where: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


# The keys that the master key opens for the whole installation (today one: that of the keyed hashes).
keyring = Table(
    "keyring",
    metadata,
    Column("name", Name, primary_key=True),
    Column("wrapped", Bytes(128), nullable=False),
    Column("created_at", Micros, nullable=False),
)

# A trader. Erased: the key is gone and with it every sealed value of theirs, here and in every backup.
contacts = Table(
    "contacts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("wrapped_key", Bytes(128)),
    Column("language", String(8)),
    Column("focus_session_id", Id),
    Column("human", Boolean, nullable=False, server_default=false()),
    Column("stopped", Boolean, nullable=False, server_default=false()),
    Column("example", Boolean, nullable=False, server_default=false()),
    Column("created_at", Micros, nullable=False),
    Column("erased_at", Micros),
)

# How a channel reaches a contact. `external` is the keyed hash it is found by; `sealed` the real value to send to.
addresses = Table(
    "addresses",
    metadata,
    Column("id", Id, primary_key=True),
    Column("contact_id", Id, ForeignKey("contacts.id"), nullable=False, index=True),
    Column("channel", Name, nullable=False),
    Column("external", Hash, nullable=False),
    Column("sealed", Sealed),
    Column("created_at", Micros, nullable=False),
    Column("closed_at", Micros),
    Index("uq_addresses_external_channel", "external", "channel", unique=True),
)

# Every input ever taken, once. The key is its date and a keyed hash of channel and external id; a redelivery stops here.
inbox = Table(
    "inbox",
    metadata,
    Column("key", Hash, primary_key=True),
    Column("channel", Name, nullable=False),
    Column("contact_id", Id),
    Column("kind", Name, nullable=False),
    Column("received_at", Micros, nullable=False),
    Column("channel_time", Micros),
    Column("message_order", BigInteger),
    Column("state", String(8), nullable=False),
    Column("body", Sealed),
    Column("content", Hash),
    _partial("ix_inbox_waiting", "contact_id", where="state = 'pending'"),
    _partial("ix_inbox_poisoned", "received_at", where="state = 'poisoned'"),
    sqlite_with_rowid=False,
)

# The answers given so far. `revision` guards against a lost update; `said` numbers what both sides said (browser chat).
sessions = Table(
    "sessions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("contact_id", Id, ForeignKey("contacts.id"), nullable=False),
    Column("flow", Name, nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("channel", Name, nullable=False),
    Column("body", Sealed, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("said", Integer, nullable=False),
    Column("created_at", Micros, nullable=False),
    Column("updated_at", Micros, nullable=False),
    Index("ix_sessions_contact_id", "contact_id"),
    _partial("uq_sessions_open", "contact_id", "flow", where="status = 'open'", unique=True),
)

# What happened, append-only: step ids and times in the clear (the funnel), values sealed. `asked` is the step that is asked since.
events = Table(
    "events",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("session_id", Id, nullable=False),
    Column("contact_id", Id, nullable=False),
    Column("kind", Name, nullable=False),
    Column("step", String(128)),
    Column("at", Micros, nullable=False),
    Column("body", Sealed),
    Column("asked", String(128)),
    Index("ix_events_session_id", "session_id"),
)

# What was said and what is to be sent. Per address strictly in order of id; the row with an attempt and no outcome is
# the only one that can arrive twice. `seq` counts within the session; a trader's own words are rows of kind "trader". Unique is a
# message by its number in its session, or by its key where it has none: an index over all keys would cost a page for each row.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("key", String(96), nullable=False),
    Column("contact_id", Id, nullable=False),
    Column("address_id", Id, nullable=False),
    Column("session_id", Id),
    Column("seq", Integer),
    Column("kind", Name, nullable=False),
    Column("body", Sealed),
    Column("state", String(8), nullable=False),
    Column("due_at", Micros, nullable=False),
    Column("attempt_at", Micros),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", Micros),
    Column("token", Integer, nullable=False),
    Column("created_at", Micros, nullable=False),
    _partial("uq_outbox_key", "key", where="seq IS NULL", unique=True),
    _partial("uq_outbox_session_id_seq", "session_id", "seq", where="seq IS NOT NULL", unique=True),
    _partial("ix_outbox_unsent", "contact_id", "address_id", "id", where="state IN ('new', 'sending')"),
    _partial("ix_outbox_due", "due_at", where="state = 'new'"),
    _partial("ix_outbox_lease", "lease_until", where="state = 'sending'"),
    sqlite_autoincrement=True,
)

# Who agreed to what, when, to which words and how: a ledger, never updated.
consents = Table(
    "consents",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("contact_id", Id, ForeignKey("contacts.id"), nullable=False, index=True),
    Column("session_id", Id),
    Column("purpose", Name, nullable=False),
    Column("choice", String(8), nullable=False),
    Column("notice_version", Integer, nullable=False),
    Column("notice_hash", Hash, nullable=False),
    Column("language", String(8), nullable=False),
    Column("how", Name, nullable=False),
    Column("at", Micros, nullable=False),
)

# A collected file; its bytes lie in the document store under `storage_key`, sealed with the contact's key.
documents = Table(
    "documents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("contact_id", Id, ForeignKey("contacts.id"), nullable=False, index=True),
    Column("session_id", Id, index=True),
    Column("path", String(128), nullable=False),
    Column("content", Hash, nullable=False),
    Column("mime", Name, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("pages", Integer),
    Column("verdict", String(16), nullable=False),
    Column("body", Sealed),
    Column("storage_key", String(96), nullable=False),
    Column("key_id", Bytes(8), nullable=False),
    Column("created_at", Micros, nullable=False),
    Column("deleted_at", Micros),
    Index("ix_documents_content", "content"),
)

# A start-up that takes leads. `body` is its matching terms: nothing personal.
partners = Table(
    "partners",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(128), nullable=False),
    Column("body", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("example", Boolean, nullable=False, server_default=false()),
    Column("created_at", Micros, nullable=False),
)

# A partner's API keys, as keyed hashes; shown once, valid until revoked.
partner_keys = Table(
    "partner_keys",
    metadata,
    Column("id", Id, primary_key=True),
    Column("partner_id", Id, ForeignKey("partners.id"), nullable=False, index=True),
    Column("hash", Hash, nullable=False, unique=True),
    Column("hint", String(8), nullable=False),
    Column("created_at", Micros, nullable=False),
    Column("used_at", Micros),
    Column("revoked_at", Micros),
    Column("expires_at", Micros),
    Column("scopes", String(64), nullable=False, server_default=text("'read write'")),
)

# A partner's people, who sign in to its rooms; the address only as a keyed hash. Removed: nothing of the person is left.
members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True),
    Column("partner_id", Id, ForeignKey("partners.id"), nullable=False, index=True),
    Column("name", String(128), nullable=False),
    Column("email", Hash, unique=True),
    Column("hint", String(128), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", Text),
    Column("created_at", Micros, nullable=False),
    Column("removed_at", Micros),
)

# One-time sign-in links of members, as keyed hashes.
member_links = Table(
    "member_links",
    metadata,
    Column("hash", Hash, primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("created_at", Micros, nullable=False),
    Column("expires_at", Micros, nullable=False),
    Column("used_at", Micros),
)

# Telegram chats in which a partner is shown offers. `chat` is Telegram's own number of it; nothing is shown before it is confirmed.
partner_chats = Table(
    "partner_chats",
    metadata,
    Column("id", Id, primary_key=True),
    Column("partner_id", Id, ForeignKey("partners.id"), nullable=False, index=True),
    Column("member_id", Id, ForeignKey("members.id")),
    Column("chat", BigInteger, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("name", String(128), nullable=False),
    Column("language", String(16), nullable=False),
    Column("created_at", Micros, nullable=False),
    Column("confirmed_at", Micros),
)

# One-time codes that link a chat, as keyed hashes.
partner_chat_codes = Table(
    "partner_chat_codes",
    metadata,
    Column("hash", Hash, primary_key=True),
    Column("partner_id", Id, ForeignKey("partners.id"), nullable=False),
    Column("member_id", Id, ForeignKey("members.id")),
    Column("language", String(16), nullable=False),
    Column("created_at", Micros, nullable=False),
    Column("expires_at", Micros, nullable=False),
    Column("used_at", Micros),
)

WORKED_ON = "status IN ('accepted', 'contacted')"
"""Held and still work: counts against how many leads a partner may have open."""

# A profile in the queue. At most one a session; held by at most one partner; `facets` is what matching may see.
leads = Table(
    "leads",
    metadata,
    Column("id", Id, primary_key=True),
    Column("contact_id", Id, ForeignKey("contacts.id"), nullable=False, index=True),
    Column("session_id", Id, ForeignKey("sessions.id"), nullable=False, unique=True),
    Column("status", String(16), nullable=False),
    Column("partner_id", Id, ForeignKey("partners.id")),
    Column("score", Integer, nullable=False),
    Column("facets", Text, nullable=False),
    Column("body", Sealed),
    Column("revision", Integer, nullable=False),
    Column("example", Boolean, nullable=False, server_default=false()),
    Column("created_at", Micros, nullable=False),
    Column("updated_at", Micros, nullable=False),
    # None on created_at alone: PostgreSQL would look for open leads along it, past all that are over.
    Index("ix_leads_status", "status", "created_at", "id"),
    Index("ix_leads_partner_id", "partner_id", "created_at", "id"),
    _partial("ix_leads_worked_on", "partner_id", where=WORKED_ON),
)

# A lead shown to one partner until a time. The unique index is law 4: two live offers of one lead cannot exist.
offers = Table(
    "offers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lead_id", Id, ForeignKey("leads.id"), nullable=False, index=True),
    Column("partner_id", Id, ForeignKey("partners.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("token", Integer, nullable=False),
    Column("reason", String(64)),
    Column("explained", Text, nullable=False),
    Column("offered_at", Micros, nullable=False),
    Column("expires_at", Micros, nullable=False),
    Column("answered_at", Micros),
    _partial("uq_offers_live", "lead_id", where="state IN ('offered', 'accepted')", unique=True),
    _partial("ix_offers_waiting", "partner_id", where="state = 'offered'"),
    Index("ix_offers_partner_id_offered_at", "partner_id", "offered_at", "id"),
)

# Which offer stands in which chat of its partner, as which message; closed when its buttons are gone.
partner_posts = Table(
    "partner_posts",
    metadata,
    Column("chat_id", Id, ForeignKey("partner_chats.id"), primary_key=True),
    Column("offer_id", Id, ForeignKey("offers.id"), primary_key=True),
    Column("message", BigInteger),
    Column("nudges_due", Integer, nullable=False),
    Column("nudges_sent", Integer, nullable=False),
    Column("tried_at", Micros, nullable=False),
    Column("closed_at", Micros),
    _partial("ix_partner_posts_open", "offer_id", where="closed_at IS NULL"),
)

# What each partner is still due of the offers that it could have had, in parts of one (UNIT); sums to zero over all.
turns = Table(
    "turns",
    metadata,
    Column("partner_id", Id, ForeignKey("partners.id"), primary_key=True),
    Column("credit", BigInteger, nullable=False),
    Column("offered", BigInteger, nullable=False),
)

# What became of a lead, append-only: the history, the statement and the scorecard are read from here. Notes are sealed.
lead_events = Table(
    "lead_events",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("lead_id", Id, nullable=False),
    Column("contact_id", Id, nullable=False),
    Column("partner_id", Id),
    Column("kind", Name, nullable=False),
    Column("reason", Name),
    Column("at", Micros, nullable=False),
    Column("body", Sealed),
    Index("ix_lead_events_lead_id", "lead_id"),
    Index("ix_lead_events_partner_id_at", "partner_id", "at"),
)

# Answers to requests that carried an Idempotency-Key: how it ended and of what, never the answer's own words.
idempotency = Table(
    "idempotency",
    metadata,
    Column("key", Hash, primary_key=True),
    Column("request", Hash, nullable=False),
    Column("status", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("created_at", Micros, nullable=False, index=True),
)

# Where a partner wants to be told. The signing secrets are wrapped by the master key.
webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("partner_id", Id, ForeignKey("partners.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("events", Text, nullable=False),
    Column("secret", Bytes(128), nullable=False),
    Column("secret_old", Bytes(128)),
    Column("failing_since", Micros),
    Column("disabled_at", Micros),
    Column("disabled_why", Name),
    Column("created_at", Micros, nullable=False),
)

# Each event on its way to a webhook, and how it went. Ids only: the body is made when it is sent.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("webhook_id", Id, ForeignKey("webhooks.id"), nullable=False),
    Column("partner_id", Id, nullable=False),
    Column("event", Name, nullable=False),
    Column("lead_id", Id),
    Column("offer_id", Id),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("status", Integer),
    Column("error", Name),
    Column("created_at", Micros, nullable=False),
    Column("tried_at", Micros),
    Index("ix_deliveries_partner_id", "partner_id", "created_at", "id"),
    Index("ix_deliveries_webhook_id", "webhook_id", "created_at"),
)

# Who has sent this GSTIN, PAN or phone before: keyed hashes only.
identifiers = Table(
    "identifiers",
    metadata,
    Column("kind", Name, primary_key=True),
    Column("hash", Hash, primary_key=True),
    Column("lead_id", Id, ForeignKey("leads.id"), primary_key=True),
    Column("contact_id", Id, nullable=False, index=True),
)

# Everything that has to happen later, and nothing else. Claimed by moving it to the end of a lease; see `timers.py`.
timers = Table(
    "timers",
    metadata,
    Column("id", String(96), primary_key=True),
    Column("kind", Name, nullable=False),
    Column("subject", String(96), nullable=False),
    Column("due_at", Micros, nullable=False),
    Column("token", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index("ix_timers_due", "due_at"),
    Index("ix_timers_subject", "subject"),
)

# Published versions, immutable; exactly one of a flow is live.
flow_versions = Table(
    "flow_versions",
    metadata,
    Column("flow", Name, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("definition", Text, nullable=False),
    Column("translations", Text, nullable=False),
    Column("hash", Hash, nullable=False),
    Column("note", Text, nullable=False),
    Column("author", String(128), nullable=False),
    Column("published_at", Micros, nullable=False),
    Column("live", Boolean, nullable=False),
    _partial("uq_flow_versions_live", "flow", where="live", unique=True),
)

# Who saw or did what: ids only.
audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", Micros, nullable=False),
    Column("actor", String(96), nullable=False),
    Column("action", Name, nullable=False),
    Column("subject", String(96), nullable=False),
    Column("contact_id", Id, index=True),
)

# One-time sign-in links of admins, and the browser sessions that came of them; both as keyed hashes.
admin_links = Table(
    "admin_links",
    metadata,
    Column("hash", Hash, primary_key=True),
    Column("created_at", Micros, nullable=False),
    Column("expires_at", Micros, nullable=False),
    Column("used_at", Micros),
)
admin_sessions = Table(
    "admin_sessions",
    metadata,
    Column("hash", Hash, primary_key=True),
    Column("role", Name, nullable=False),
    Column("subject", Id),
    Column("created_at", Micros, nullable=False),
    Column("expires_at", Micros, nullable=False),
)

# A keyboard under a sent message, as long as it can be pressed: what it offers, what is ticked, which page shows.
boards = Table(
    "boards",
    metadata,
    Column("address_id", Id, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("contact_id", Id, nullable=False, index=True),
    Column("session_id", Id, nullable=False),
    Column("body", Sealed, nullable=False),
)

# What a chat shows beside its messages: the language of its command menu, and whether a reply keyboard stands there.
chats = Table(
    "chats",
    metadata,
    Column("address_id", Id, primary_key=True),
    Column("contact_id", Id, nullable=False, index=True),
    Column("menu", String(8)),
    Column("reply_keyboard", Boolean, nullable=False),
)

# Inputs taken and acknowledged whose files are still with the channel, and what came behind them. See `held.py`.
held = Table(
    "held",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("address_id", Id, nullable=False),
    Column("contact_id", Id, nullable=False, index=True),
    Column("due_at", Micros, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("batch", BigInteger),
    Column("body", Sealed, nullable=False),
    Index("ix_held_address_id", "address_id", "id"),
    sqlite_autoincrement=True,
)

# Who alone does something for a time: polls a bot, and sends for it.
leases = Table(
    "leases",
    metadata,
    Column("name", Name, primary_key=True),
    Column("holder", String(128), nullable=False),
    Column("lease_until", Micros, nullable=False),
)

# That somebody was erased, when and why: kept for the law and for re-erasing after a restore. Nothing of the person.
receipts = Table(
    "receipts",
    metadata,
    Column("contact_id", Id, primary_key=True),
    Column("erased_at", Micros, nullable=False),
    Column("reason", Name, nullable=False),
    Column("documents", Integer, nullable=False),
)
