"""Change, copies, falls and saturation are kept; a silence says why, a link its standing, a plan its draw."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _text(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Text(), autoincrement=False, nullable=False)


def _count(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _share(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Double(), autoincrement=False, nullable=False)


def _of(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete="CASCADE")


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "crossings",
        *map(_text, ("theme_id", "by", "first", "second", "relation", "lean_a", "lean_b", "why")),
        _of("theme_id", "themes"),
        sa.PrimaryKeyConstraint("theme_id", "by", "first", "second"),
    )
    op.create_table(
        "changes",
        *map(_text, ("theme_id", "state")),
        *(
            _count(f"{what}_{when}")
            for when in ("then", "now")
            for what in ("accounts", "strengths", "concerns")
        ),
        *map(_share, ("low_then", "high_then", "low_now", "high_now")),
        sa.Column("overlap", sa.Boolean(), autoincrement=False, nullable=False),
        _of("theme_id", "themes"),
        sa.PrimaryKeyConstraint("theme_id"),
    )
    op.create_table(
        "copies",
        *map(_text, ("excerpt_id", "copy_of", "account", "of_account")),
        _share("share"),
        _of("excerpt_id", "excerpts"),
        sa.PrimaryKeyConstraint("excerpt_id"),
    )
    op.create_table(
        "falls",
        *map(_text, ("theme_id", "source", "badge", "badge_without")),
        _of("theme_id", "themes"),
        sa.PrimaryKeyConstraint("theme_id", "source"),
    )
    op.create_table(
        "saturation",
        _count("n_sources"),
        *map(_share, ("themes", "new")),
        sa.PrimaryKeyConstraint("n_sources"),
    )
    more = {
        "convergence": ("lean_a", "lean_b", "why"),
        "beside": ("why", "link", "set_by"),
        "gaps": ("next_method", "how"),
    }
    for table, names in more.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("plans", sa.Column("sampling", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    """Go back is by restoring the backup that the upgrade made."""
    raise NotImplementedError("Restore the backup that was made before the upgrade.")
