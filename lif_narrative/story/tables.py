"""The tables of a story: who was heard, and the picture of themes by methods."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lif_narrative import wording
from lif_narrative.story.drafting import Draft
from lif_narrative.suppression import TOTAL, CountTable, Key, Suppressed

SIGNS: Final = {"strength": "▲", "concern": "▼", "undecided": "◆", "": "·"}
KEY: Final = "▲ leans to strength · ▼ leans to concern · ◆ undecided · a dot is silence; numbers are accounts"


@dataclass(frozen=True, slots=True)
class StoryTable:
    """A table of one part: rows of text under `columns`; `summary` says in words what it shows.

    `counts` are the counts of people in it, each a table of its own kind; `at` says which of them a cell
    shows: (row, column) to (place in `counts`, place in that table).
    """

    part: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    summary: str = ""
    counts: tuple[CountTable, ...] = field(default=(), repr=False)
    at: Mapping[tuple[int, int], tuple[int, Key]] = field(default_factory=dict, repr=False)


def for_readers(
    tables: Sequence[StoryTable], settle: Callable[[Sequence[CountTable]], list[Suppressed]]
) -> list[StoryTable]:
    """The tables as some readers may see them: small counts, and what gives them away, are held back."""
    every = iter(settle([count for table in tables for count in table.counts]))
    return [_shown(table, [next(every).shown for _ in table.counts]) for table in tables]


def _shown(table: StoryTable, shown: Sequence[Mapping[Key, str]]) -> StoryTable:
    def cell(row: int, column: int, text: str) -> str:
        if (row, column) not in table.at:
            return text
        which, place = table.at[row, column]
        count = str(table.counts[which].cells[place])
        return text.removesuffix(count) + shown[which][place]

    rows = tuple(
        tuple(cell(number, column, text) for column, text in enumerate(row))
        for number, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def story_tables(draft: Draft) -> tuple[StoryTable, ...]:
    """The tables that have rows."""
    return tuple(table for table in (by_method(draft), picture(draft)) if table.rows)


def by_method(draft: Draft) -> StoryTable:
    """Accounts, files and children's cases for each method."""
    said = draft.material.heard
    rows = []
    for method, part in said[said["method"] != ""].groupby("method"):
        children = part.loc[part["case"] != "", "case"].nunique()
        rows.append(
            (str(method), str(part["account"].nunique()), str(part["source"].nunique()), str(children))
        )
    summary = (
        f"{wording.sentence(wording.many(len(rows), 'method'))[:-1]}, with the accounts that came by each."
    )
    columns = ("Method", "Accounts", "Files", "Children's cases named")
    accounts: dict[Key, int] = {(row[0],): int(row[1]) for row in rows}
    cases: dict[Key, int] = {(row[0],): int(row[3]) for row in rows}
    whole = sum(accounts.values()) == draft.material.accounts
    counts = (
        _counted("accounts", accounts, draft.material.accounts, draft.material.ran, adds=whole),
        _counted("children", cases, len(draft.material.cases), draft.material.ran, adds=False),
    )
    at = {(row, column): (which, (rows[row][0],))
          for row in range(len(rows)) for which, column in ((0, 1), (1, 3))}  # fmt: skip
    return StoryTable("heard", "Accounts by method", columns, tuple(rows), summary, counts, at)


def _counted(unit: str, cells: dict[Key, int], total: int, at: str, *, adds: bool) -> CountTable:
    """Counts by method with their total, which the story's first sentences print."""
    every = {**cells, (TOTAL,): total}
    printed = frozenset({(TOTAL,)})
    return CountTable(f"{unit} by method", unit, ("method",), every, at, adds=adds, printed=printed)


def picture(draft: Draft) -> StoryTable:
    """Each theme by each method: which way its accounts lean, and how many there are."""
    methods = sorted({method for leans in draft.leans.values() for method in leans})
    told = [row["theme_id"] for row in draft.issues if row["badge"] != "single-source"]
    rows = [(draft.title(theme), *(_cell(draft, theme, method) for method in methods)) for theme in told]
    title = "Themes by method"
    judged = {
        (row, column): (0, (theme, method, TOTAL))  # over both sides: other products show each
        for row, theme in enumerate(told)
        for column, method in enumerate(methods, 1)
        if draft.leans.get(theme, {}).get(method, ("", 0))[1]
    }
    cells: dict[Key, int] = {place: draft.leans[place[0]][place[1]][1] for _, place in judged.values()}
    along, at = ("theme", "method", "side"), draft.material.ran
    counts = (CountTable(title, "accounts", along, cells, at, adds=False),)
    return StoryTable("tensions", title, ("Theme", *methods), tuple(rows), f"{title}. {KEY}.", counts, judged)


def _cell(draft: Draft, theme: str, method: str) -> str:
    lean, judged = draft.leans.get(theme, {}).get(method, ("", 0))
    return f"{SIGNS[lean]}\N{NO-BREAK SPACE}{judged}" if judged else SIGNS[""]
