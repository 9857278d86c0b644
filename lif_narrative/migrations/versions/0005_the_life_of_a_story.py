"""Versions of stories, what people write beside them, sign-offs, and the register of actions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _text(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Text(), autoincrement=False, nullable=False)


def _count(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _json(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.JSON(), autoincrement=False, nullable=False)


def upgrade() -> None:
    """Apply the change."""
    op.add_column("stories", sa.Column("status", sa.Text(), nullable=False, server_default="draft"))
    op.create_table(
        "editions",
        _text("story_id"), _count("version"), *map(_text, ("at", "by", "did", "thing")), _json("story"),
        _count("restores"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "version"),
    )  # fmt: skip
    op.create_table(
        "notes",
        *map(_text, ("id", "kind", "about", "by", "role", "at", "text", "parent", "proposed", "against",
                     "status", "settled_by", "settled")),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_notes_about", "notes", ["about"])
    op.create_table(
        "sign_offs",
        *map(_text, ("id", "story_id", "role")), _count("version"),
        *map(_text, ("words_hash", "by", "at", "decision", "words")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_sign_offs_story_id", "sign_offs", ["story_id"])
    op.create_table(
        "actions",
        *map(_text, ("id", "kind", "text", "owner_role", "due", "stage", "how_known", "status", "because",
                     "difference")),
        _json("evidence"),
        *map(_text, ("said", "did", "story_id", "block_id", "theme_id", "gap_id", "cycle")),
        _json("carried"), *map(_text, ("opened", "closed")), _count("version"),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip


def downgrade() -> None:
    """Go back is by restoring the backup that the upgrade made."""
    raise NotImplementedError("Restore the backup that was made before the upgrade.")
