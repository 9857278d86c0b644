"""Passages marked free of where sentences end."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "spans",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("coder", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("blind", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_spans_document_id", "spans", ["document_id"])


def downgrade() -> None:
    """Go back is by restoring the backup that the upgrade made."""
    raise NotImplementedError("Restore the backup that was made before the upgrade.")
