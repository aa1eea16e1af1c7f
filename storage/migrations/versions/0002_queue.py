"""The partner queue: whose turn it is, what became of a lead, webhooks, keys that end.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WAITING = sa.text("state = 'offered'")


def upgrade() -> None:
    op.add_column("partner_keys", sa.Column("expires_at", sa.BigInteger(), nullable=True))
    scopes = sa.Column("scopes", sa.String(length=64), nullable=False, server_default=sa.text("'read write'"))
    op.add_column("partner_keys", scopes)
    op.create_index(
        "ix_offers_waiting", "offers", ["partner_id"], sqlite_where=_WAITING, postgresql_where=_WAITING, unique=False
    )
    op.create_index("ix_offers_offered_at", "offers", ["offered_at"], unique=False)
    _turns_and_events()
    _idempotency()
    _webhooks()


def _turns_and_events() -> None:
    op.create_table(
        "turns",
        sa.Column("partner_id", sa.String(length=32), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("offered", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_turns_partner_id")),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_turns")),
    )
    op.create_table(
        "lead_events",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("partner_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_events")),
    )
    op.create_index("ix_lead_events_lead_id", "lead_events", ["lead_id"], unique=False)
    op.create_index("ix_lead_events_partner_id_at", "lead_events", ["partner_id", "at"], unique=False)


def _idempotency() -> None:
    op.create_table(
        "idempotency",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("request", sa.LargeBinary(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_idempotency")),
    )
    op.create_index(op.f("ix_idempotency_created_at"), "idempotency", ["created_at"], unique=False)


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("partner_id", sa.String(length=32), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(length=128), nullable=False),
        sa.Column("secret_old", sa.LargeBinary(length=128), nullable=True),
        sa.Column("failing_since", sa.BigInteger(), nullable=True),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.Column("disabled_why", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_webhooks_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_index(op.f("ix_webhooks_partner_id"), "webhooks", ["partner_id"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("webhook_id", sa.String(length=32), nullable=False),
        sa.Column("partner_id", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("lead_id", sa.String(length=32), nullable=True),
        sa.Column("offer_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("tried_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name=op.f("fk_deliveries_webhook_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_partner_id", "deliveries", ["partner_id", "created_at", "id"], unique=False)
    op.create_index("ix_deliveries_webhook_id", "deliveries", ["webhook_id", "created_at"], unique=False)


def downgrade() -> None:
    op.drop_table("deliveries")
    op.drop_table("webhooks")
    op.drop_table("idempotency")
    op.drop_table("lead_events")
    op.drop_table("turns")
    op.drop_index("ix_offers_offered_at", "offers")
    op.drop_index("ix_offers_waiting", "offers")
    with op.batch_alter_table("partner_keys") as keys:
        keys.drop_column("scopes")
        keys.drop_column("expires_at")
