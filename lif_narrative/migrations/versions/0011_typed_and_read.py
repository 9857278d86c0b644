"""What people typed and did not keep yet, and what they have read."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), autoincrement=False, nullable=False)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "unsaved", *map(_text, ("by", "place", "at", "text")), sa.PrimaryKeyConstraint("by", "place")
    )
    op.create_table(
        "seen", *map(_text, ("by", "excerpt_id", "at")), sa.PrimaryKeyConstraint("by", "excerpt_id")
    )


def downgrade() -> None:
    """Go back is by restoring the backup that the upgrade made."""
    raise NotImplementedError("Restore the backup that was made before the upgrade.")
