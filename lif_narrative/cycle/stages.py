"""Where each piece of work stands in the seven stages of the learning cycle."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.records import STAGES, Action, Plan, Story

if TYPE_CHECKING:
    import pandas as pd

SET, TRAIN, GATHER, ANALYSE, IMPROVE, RESEARCH, EMBED = STAGES
COLUMNS: Final = ("kind", "id", "name", "stage", "place", "why")


def stages(
    plan: Plan | None, waiting: int, heard: int, analysed: bool, stories: Sequence[Story],
    final: Collection[str], actions: Sequence[Action],
) -> pd.DataFrame:  # fmt: skip
    """Where the audit, its stories and what was agreed stand.

    Parameters
    ----------
    plan : Plan, optional
    waiting : int
        What was invited and has not arrived.
    heard : int
        Accounts taken in.
    analysed : bool
        Whether the analysis was run on all of them.
    stories : sequence of Story
    final : collection of str
        The ids of stories that are final.
    actions : sequence of Action

    Returns
    -------
    DataFrame
        kind (audit, story, action, question), id, name, stage (one of `STAGES`), place (1 to 7), why.
    """
    import pandas as pd

    rows: list[tuple[Any, ...]] = []
    if plan or heard:
        stage, why = audit(plan, waiting, heard, analysed)
        rows.append(("audit", plan.id if plan else "", plan.question if plan else "this audit", stage, why))
    for story in sorted(stories, key=lambda s: s.id):
        done = story.id in final
        why = (
            "final: what it agreed is to be embedded"
            if done
            else "a draft: its improvements are being agreed"
        )
        rows.append(("story", story.id, story.title, EMBED if done else IMPROVE, why))
    for action in sorted(actions, key=lambda a: a.id):
        stage = action.stage if action.stage in STAGES else (ANALYSE if action.kind == "question" else EMBED)
        rows.append(
            (action.kind, action.id, action.text, stage, f"{action.status}, due {action.due or 'at no date'}")
        )
    table = [(kind, id_, name, stage, STAGES.index(stage) + 1, why) for kind, id_, name, stage, why in rows]
    return pd.DataFrame(table, columns=list(COLUMNS))


def audit(plan: Plan | None, waiting: int, heard: int, analysed: bool) -> tuple[str, str]:
    """The stage of an audit, and why it is said."""
    if not heard:
        if plan and plan.stage in (SET, TRAIN, RESEARCH):
            return plan.stage, "planned; nothing has arrived"
        return (GATHER if plan else SET), "nothing has arrived"
    if not analysed:
        return GATHER, f"{heard} accounts have arrived; the analysis is to be run"
    if waiting:
        return GATHER, f"{waiting} of those invited have not answered"
    return ANALYSE, "everything has arrived and is analysed"
