"""How firm each theme is when what should not matter is changed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "stabilities",
        sa.Column("theme_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("stability", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("low", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("high", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("says", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("weakest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("variations", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run", sa.Text(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("theme_id"),
    )


def downgrade() -> None:
    """Go back is by restoring the backup that the upgrade made."""
    raise NotImplementedError("Restore the backup that was made before the upgrade.")
