"""Telegram chats of partners, and the offers that stand in them.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "partner_chats",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("partner_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_partner_chats_member_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_chats_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_chats")),
        sa.UniqueConstraint("chat", name=op.f("uq_partner_chats_chat")),
    )
    op.create_index("ix_partner_chats_partner_id", "partner_chats", ["partner_id"], unique=False)
    op.create_table(
        "partner_chat_codes",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("partner_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_partner_chat_codes_member_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_chat_codes_partner_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_partner_chat_codes")),
    )
    op.create_table(
        "partner_posts",
        sa.Column("chat_id", sa.String(length=32), nullable=False),
        sa.Column("offer_id", sa.String(length=32), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("nudges_due", sa.Integer(), nullable=False),
        sa.Column("nudges_sent", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["partner_chats.id"], name=op.f("fk_partner_posts_chat_id")),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_partner_posts_offer_id")),
        sa.PrimaryKeyConstraint("chat_id", "offer_id", name=op.f("pk_partner_posts")),
    )
    op.create_index(
        "ix_partner_posts_open",
        "partner_posts",
        ["offer_id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_partner_posts_open", table_name="partner_posts")
    op.drop_table("partner_posts")
    op.drop_table("partner_chat_codes")
    op.drop_index("ix_partner_chats_partner_id", table_name="partner_chats")
    op.drop_table("partner_chats")
