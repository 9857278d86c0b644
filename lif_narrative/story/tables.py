"""The tables of a story: who was heard, and the picture of themes by methods."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lif_narrative import wording
from lif_narrative.story.drafting import Draft

SIGNS: Final = {"strength": "▲", "concern": "▼", "undecided": "◆", "": "·"}
KEY: Final = "▲ leans to strength · ▼ leans to concern · ◆ undecided · a dot is silence; numbers are accounts"


@dataclass(frozen=True, slots=True)
class StoryTable:
    """A table of one part: rows of text under `columns`; `summary` says in words what it shows."""

    part: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    summary: str = ""


def story_tables(draft: Draft) -> tuple[StoryTable, ...]:
    """The tables that have rows."""
    return tuple(table for table in (by_method(draft), picture(draft)) if table.rows)


def by_method(draft: Draft) -> StoryTable:
    """Accounts, files and children's cases for each method."""
    said = draft.material.heard
    rows = []
    for method, part in said[said["method"] != ""].groupby("method"):
        cases = part.loc[part["case"] != "", "case"].nunique()
        rows.append((str(method), str(part["account"].nunique()), str(part["source"].nunique()), str(cases)))
    summary = (
        f"{wording.sentence(wording.many(len(rows), 'method'))[:-1]}, with the accounts that came by each."
    )
    columns = ("Method", "Accounts", "Files", "Children's cases named")
    return StoryTable("heard", "Accounts by method", columns, tuple(rows), summary)


def picture(draft: Draft) -> StoryTable:
    """Each theme by each method: which way its accounts lean, and how many there are."""
    methods = sorted({method for leans in draft.leans.values() for method in leans})
    rows = [
        (draft.title(row["theme_id"]), *(_cell(draft, row["theme_id"], method) for method in methods))
        for row in draft.issues
        if row["badge"] != "single-source"
    ]
    title = "Themes by method"
    return StoryTable("tensions", title, ("Theme", *methods), tuple(rows), f"{title}. {KEY}.")


def _cell(draft: Draft, theme: str, method: str) -> str:
    lean, judged = draft.leans.get(theme, {}).get(method, ("", 0))
    return f"{SIGNS[lean]}\N{NO-BREAK SPACE}{judged}" if judged else SIGNS[""]
