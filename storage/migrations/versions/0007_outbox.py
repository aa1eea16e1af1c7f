"""A message of a session is known by its number there; only others need their key looked up.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_UNNUMBERED = sa.text("seq IS NULL")


def upgrade() -> None:
    op.drop_index("uq_outbox_key", table_name="outbox")
    op.create_index(
        "uq_outbox_key", "outbox", ["key"], unique=True, sqlite_where=_UNNUMBERED, postgresql_where=_UNNUMBERED
    )


def downgrade() -> None:
    op.drop_index("uq_outbox_key", table_name="outbox")
    op.create_index("uq_outbox_key", "outbox", ["key"], unique=True)
