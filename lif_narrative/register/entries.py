"""Entries as they are read: those kept, and the actions of saved stories that nobody has taken up yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.fingerprint import short_id
from lif_narrative.records import Action, Block, Story
from lif_narrative.register.rules import answer, is_overdue, is_unproved

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = (
    "story_id", "block_id", "action", "owner_role", "due", "stage", "how_known", "id", "kind", "status",
    "because", "difference", "evidence", "said", "did", "theme_id", "gap_id", "cycle", "carried", "opened",
    "closed", "overdue", "without_evidence", "version",
)  # fmt: skip


def of_block(story: Story, block: Block) -> Action:
    """A story's action or question block as an entry; its id is always the same."""
    return Action(
        short_id("ac", story.id, block.id), "question" if block.kind == "question" else "action", block.text,
        block.owner_role, block.due, block.stage, block.how_known,
        story_id=story.id, block_id=block.id, theme_id=block.theme_id, version=0,
    )  # fmt: skip


def entries(kept: Sequence[Action], stories: Sequence[Story]) -> list[Action]:
    """Every entry that is kept, then each action block of a story that is not kept yet."""
    known = {entry.id for entry in kept}
    blocks = [of_block(story, block) for story in stories for block in story.blocks if block.kind == "action"]
    return [*kept, *(entry for entry in blocks if entry.id not in known)]


def frame(found: Sequence[Action], today: date) -> pd.DataFrame:
    """Entries as a DataFrame with the columns of `COLUMNS`: what is due first comes first."""
    import pandas as pd

    ordered = sorted(found, key=lambda e: (e.status != "open", e.due or "9999", e.id))
    return pd.DataFrame([_row(entry, today) for entry in ordered], columns=list(COLUMNS))


def _row(entry: Action, today: date) -> list[Any]:
    more = {"action": entry.text, "overdue": is_overdue(entry, today), "without_evidence": is_unproved(entry),
            "evidence": list(entry.evidence), "carried": list(entry.carried)}  # fmt: skip
    return [more[name] if name in more else getattr(entry, name) for name in COLUMNS]


def you_said(found: Sequence[Action]) -> pd.DataFrame:
    """For people who told us: said, answer, status, id, theme_id; only entries that say what was said."""
    import pandas as pd

    rows = [
        (e.said, answer(e), e.status, e.id, e.theme_id) for e in sorted(found, key=lambda e: e.id) if e.said
    ]
    return pd.DataFrame(rows, columns=["said", "answer", "status", "id", "theme_id"])
