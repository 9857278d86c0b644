"""Samples coded blind, what was settled and why, and conversations."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _texts(*names: str) -> "list[sa.Column[Any]]":
    return [sa.Column(name, sa.Text(), autoincrement=False, nullable=False) for name in names]


def _json(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.JSON(), autoincrement=False, nullable=False)


def _count(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "samples", *_texts("id", "purpose", "at", "by"), _json("excerpts"), _json("coders"), _count("seed"),
        _json("strata"), _json("wanted"), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "blind_codings", *_texts("sample_id", "excerpt_id", "coder", "at"), _json("themes"),
        sa.PrimaryKeyConstraint("sample_id", "excerpt_id", "coder"),
    )  # fmt: skip
    op.create_index("ix_blind_codings_sample_id", "blind_codings", ["sample_id"])
    op.create_table(
        "settlements", *_texts("id", "excerpt_id", "theme_id"),
        sa.Column("under", sa.Boolean(), autoincrement=False, nullable=False),
        *_texts("reason", "at", "by"), _json("roles"), _json("before"),
        *_texts("sample_id", "conversation_id", "replaces"), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_settlements_excerpt_id", "settlements", ["excerpt_id"])
    op.create_table(
        "conversations", *_texts("id", "title", "at", "by"), _json("agenda"), _json("roles"),
        _count("minutes"), *_texts("ended", "source_id"), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip


def downgrade() -> None:
    """Go back is by restoring the backup that the upgrade made."""
    raise NotImplementedError("Restore the backup that was made before the upgrade.")
