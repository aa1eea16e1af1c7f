"""Timers that are over are deleted, a claimed one is moved to the end of its lease; indexes by which a long past costs nothing.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_WORKED_ON = sa.text("status IN ('accepted', 'contacted')")
_IS_LATER = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.drop_index("ix_timers_due", table_name="timers")
    op.execute("DELETE FROM timers WHERE done_at IS NOT NULL")
    op.execute("UPDATE timers SET due_at = lease_until WHERE lease_until > due_at")
    op.drop_column("timers", "done_at")
    op.drop_column("timers", "lease_until")
    op.create_index("ix_timers_due", "timers", ["due_at"])

    op.drop_index("ix_offers_partner_id_state", table_name="offers")
    op.drop_index("ix_offers_offered_at", table_name="offers")
    op.create_index("ix_offers_partner_id_offered_at", "offers", ["partner_id", "offered_at", "id"])

    op.drop_index("ix_leads_partner_id", table_name="leads")
    op.create_index("ix_leads_partner_id", "leads", ["partner_id", "created_at", "id"])
    op.drop_index("ix_leads_status", table_name="leads")
    op.create_index("ix_leads_status", "leads", ["status", "created_at", "id"])
    op.create_index("ix_leads_worked_on", "leads", ["partner_id"], sqlite_where=_WORKED_ON, postgresql_where=_WORKED_ON)


def downgrade() -> None:
    op.drop_index("ix_leads_worked_on", table_name="leads")
    op.drop_index("ix_leads_status", table_name="leads")
    op.create_index("ix_leads_status", "leads", ["status", "created_at"])
    op.drop_index("ix_leads_partner_id", table_name="leads")
    op.create_index("ix_leads_partner_id", "leads", ["partner_id"])

    op.drop_index("ix_offers_partner_id_offered_at", table_name="offers")
    op.create_index("ix_offers_offered_at", "offers", ["offered_at"])
    op.create_index("ix_offers_partner_id_state", "offers", ["partner_id", "state"])

    op.drop_index("ix_timers_due", table_name="timers")
    op.add_column("timers", sa.Column("lease_until", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("timers", sa.Column("done_at", sa.BigInteger()))
    op.create_index("ix_timers_due", "timers", ["due_at"], sqlite_where=_IS_LATER, postgresql_where=_IS_LATER)
