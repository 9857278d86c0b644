"""Closing the loop: this audit's evidence set against what was agreed after the last one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.records import Action

if TYPE_CHECKING:
    import pandas as pd

ALIKE: Final = 0.45  # cosine from which an excerpt speaks to "how will we know?"
SHOWN: Final = 3
COLUMNS: Final = (
    "action_id", "kind", "action", "owner_role", "due", "status", "theme_id", "state", "then", "now",
    "supports", "challenges", "speaks_to", "indicators", "standing",
)  # fmt: skip


def set_against(
    actions: Sequence[Action],
    coded: pd.DataFrame,
    changes: pd.DataFrame,
    beside: pd.DataFrame,
    encode: Callable[[list[str]], Any],
    today: date,
) -> pd.DataFrame:
    """For each action or question: where its theme stood and stands, and the new words that bear on it.

    Parameters
    ----------
    actions : sequence of Action
        Of earlier cycles, with theme and "how will we know?" as far as they were given.
    coded : DataFrame
        Codings of now: excerpt_id, theme_id, polarity, account, text; optionally score.
    changes : DataFrame
        As `change.change` gives it, of each theme.
    beside : DataFrame
        theme_id, indicator, relation, why.
    encode : callable
        Texts to unit vectors, shape (n, d).
    today : date
        Against which a date that has passed is told.

    Returns
    -------
    DataFrame
        action_id, kind, action, owner_role, due, status, theme_id, state, then, now (counts in words),
        supports, challenges (excerpts of now that hold a strength, a concern; surest first, one an
        account), speaks_to (excerpts nearest to "how will we know?"), indicators, standing.
    """
    import pandas as pd

    moved = {row["theme_id"]: row for row in changes.to_dict("records")}
    near = _nearest(actions, coded, encode)
    rows = []
    for action in sorted(actions, key=lambda a: a.id):
        own = coded[coded["theme_id"] == action.theme_id] if action.theme_id else coded[:0]
        told, speaks = moved.get(action.theme_id, {}), near.get(action.id, [])
        numbers = beside[(beside["theme_id"] == action.theme_id) & (beside["indicator"] != "")]
        said = (action.id, action.kind, action.text, action.owner_role, action.due, action.status)
        stood = (told.get("state", ""), _counts(told, "then"), _counts(told, "now"))
        heard = (_first(own, "strength"), _first(own, "concern"), speaks, sorted(numbers["indicator"]))
        rows.append((*said, action.theme_id, *stood, *heard, standing(action, own, speaks, today)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def standing(action: Action, own: pd.DataFrame, near: Sequence[str], today: date) -> str:
    """Where an action stands: closing it is not enough, there must be something to know it by."""
    shown = bool(action.evidence)
    if action.status == "done":
        return "done, with evidence" if shown else "closed without evidence"
    if action.status == "did not":
        return "not done, with a reason" if action.because else "not done, no reason given"
    late = bool(action.due) and action.due < today.isoformat()[: len(action.due)]
    heard = "new evidence to read" if len(near) or len(own) else "nothing new heard"
    return f"{'open, past its date' if late else 'open'}: {heard}"


def _first(own: pd.DataFrame, side: str) -> list[str]:
    rows = own[own["polarity"].isin((side, "mixed"))]
    rows = rows.assign(sure=rows["score"] if "score" in rows else 1.0)
    rows = rows.sort_values(["sure", "excerpt_id"], ascending=[False, True]).drop_duplicates("account")
    return list(map(str, rows["excerpt_id"].head(SHOWN)))


def _counts(told: Mapping[Any, Any], when: str) -> str:
    if not told:
        return ""
    names = ("strengths", "concerns", "accounts")
    strengths, concerns, accounts = (int(told[f"{name}_{when}"]) for name in names)
    return f"{strengths} strengths and {concerns} concerns in {accounts} accounts"


def _nearest(
    actions: Sequence[Action], coded: pd.DataFrame, encode: Callable[[list[str]], Any]
) -> dict[str, list[str]]:
    """Excerpts of now that are nearest in meaning to how an action will be known."""
    import numpy as np

    asked = [action for action in actions if action.how_known.strip()]
    said = coded.drop_duplicates("excerpt_id").sort_values("excerpt_id")
    if not asked or said.empty:
        return {}
    wanted = np.asarray(encode([action.how_known for action in asked]))
    near = wanted @ np.asarray(encode(list(said["text"]))).T
    ids = said["excerpt_id"].tolist()
    found = {}
    for action, row in zip(asked, near, strict=True):
        best = np.argsort(-row, kind="stable")[:SHOWN]
        found[action.id] = [str(ids[place]) for place in best if row[place] >= ALIKE]
    return found
