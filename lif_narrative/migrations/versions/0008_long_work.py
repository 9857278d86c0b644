"""Long work that a process of its own does, and how far it is; and codings found by their theme."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), autoincrement=False, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "labours",
        *map(_text, ("id", "kind", "by")),
        sa.Column("asked", sa.JSON(), autoincrement=False, nullable=False),
        *map(_text, ("started", "state", "doing")),
        *map(_whole, ("done", "total")),
        _text("told"),
        _whole("process"),
        *map(_text, ("machine", "said")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_codings_theme_id", "codings", ["theme_id"])


def downgrade() -> None:
    """Go back is by restoring the backup that the upgrade made."""
    raise NotImplementedError("Restore the backup that was made before the upgrade.")
