"""Counts of people that left the project in exports."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "releases",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("thing", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("profile", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("dimensions", sa.JSON(), autoincrement=False, nullable=False),
        sa.Column("date", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("adds", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("withheld", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("counts", sa.JSON(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    """Go back is by restoring the backup that the upgrade made."""
    raise NotImplementedError("Restore the backup that was made before the upgrade.")
