"""Who may sign in, and until when material is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), autoincrement=False, nullable=False)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "accounts",
        *map(_text, ("name", "role", "password", "claim")),
        sa.Column("disabled", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("failures", sa.BigInteger(), autoincrement=False, nullable=False),
        *map(_text, ("locked_until", "since")),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "retentions",
        *map(_text, ("kind", "thing", "due", "set_by", "reason")),
        sa.PrimaryKeyConstraint("kind", "thing"),
    )


def downgrade() -> None:
    """Go back is by restoring the backup that the upgrade made."""
    raise NotImplementedError("Restore the backup that was made before the upgrade.")
