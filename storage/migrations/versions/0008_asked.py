"""What was asked is said by the event that led to it: before, each question was a row of its own.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("events", sa.Column("asked", sa.String(128)))


def downgrade() -> None:
    op.drop_column("events", "asked")
