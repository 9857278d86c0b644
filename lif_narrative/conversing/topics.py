"""What there is to talk over: one issue or one difference between coders at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

WORDS: Final = 8  # of an excerpt that says something without its question
FIRST: Final = {"contested": 0, "converging": 1}  # where methods differ there is most to say


@dataclass(frozen=True)
class Topic:
    """A theme, or a theme on an excerpt (`excerpt_id`) on which coders differ; its id is of these."""

    id: str
    kind: str  # issue, difference
    title: str
    why: str  # why it is worth the time, in a line
    theme_id: str
    excerpt_id: str = ""
    words: str = field(repr=False, default="")
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


def clearest(rows: pd.DataFrame) -> pd.DataFrame:
    """The one excerpt of these, the surest first, that a room can take in by itself: a whole sentence."""
    whole = rows[rows["text"].map(lambda text: len(text.split())) >= WORDS]
    return (rows if whole.empty else whole).head(1)


def topics(project: Project) -> list[Topic]:
    """See `Project.topics`."""
    return [*_issues(project), *_differences(project)]


def _issues(project: Project) -> list[Topic]:
    found = rows_of(project.issues())
    found.sort(key=lambda row: (FIRST.get(row["badge"], 2), -row["n_accounts"], row["theme"]))
    return [Topic(row["theme_id"], "issue", row["theme"], _counted(row), row["theme_id"]) for row in found]


def _counted(row: dict[str, int]) -> str:
    sides = f"{many(row['strengths'], 'account')} of strength, {row['concerns']} of concern"
    state = f"; {row['state']}" if row["state"] else ""
    return f"{row['badge']}: {sides}, by {many(row['n_methods'], 'method')}{state}"


def _differences(project: Project) -> list[Topic]:
    rows = rows_of(project.disagreements())
    texts = dict(zip(project.excerpts()["id"], project.excerpts()["text"], strict=True)) if rows else {}
    return [
        Topic(f"{row['excerpt_id']}/{row['theme_id']}", "difference", row["theme"],
              f"{len(row['yes'])} said yes, {len(row['no'])} said no", row["theme_id"], row["excerpt_id"],
              texts.get(row["excerpt_id"], ""), tuple(row["yes"]), tuple(row["no"]))
        for row in rows if not row["settled"]
    ]  # fmt: skip
