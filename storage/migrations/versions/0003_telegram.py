"""Telegram: keyboards that change in place, what a chat shows, what waits for its files, and who may run a bot.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "boards",
        sa.Column("address_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("address_id", "number", name=op.f("pk_boards")),
    )
    op.create_index("ix_boards_contact_id", "boards", ["contact_id"], unique=False)
    op.create_table(
        "chats",
        sa.Column("address_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("menu", sa.String(length=8), nullable=True),
        sa.Column("reply_keyboard", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("address_id", name=op.f("pk_chats")),
    )
    op.create_index("ix_chats_contact_id", "chats", ["contact_id"], unique=False)
    op.create_table(
        "held",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("address_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("batch", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_held_address_id", "held", ["address_id", "id"], unique=False)
    op.create_index("ix_held_contact_id", "held", ["contact_id"], unique=False)
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=128), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )


def downgrade() -> None:
    for table in ("leases", "held", "chats", "boards"):
        op.drop_table(table)
