"""Queues: which excerpts wait to be read, and why. Each is a plain selection, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lif_narrative.errors import UnknownChoice
from lif_narrative.story.material import decided

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

QUEUES: Final = {
    "all": "Everything",
    "undecided": "Suggestions nobody decided",
    "unthemed": "No theme yet",
    "theme": "One theme",
    "voice": "One voice",
    "near-empty": "Near-empty answers",
}


def queue(
    excerpts: pd.DataFrame, codings: pd.DataFrame, name: str, *, theme: str = "", voice: str = ""
) -> pd.DataFrame:
    """The excerpts of a queue.

    Parameters
    ----------
    excerpts, codings : DataFrame
        As `Project` gives them.
    name : str
        One of `QUEUES`.
    theme, voice : str
        What "theme" and "voice" ask for: a theme's id; a voice that speaks or is reported.

    Raises
    ------
    UnknownChoice
        No queue has this name.
    """
    if name not in QUEUES:
        raise UnknownChoice("queue", name, list(QUEUES))
    stands = decided(codings)
    real = ~excerpts["near_empty"].astype(bool)
    if name == "near-empty":
        return excerpts[~real]
    if name == "unthemed":
        return excerpts[real & ~excerpts["id"].isin(stands["excerpt_id"])]
    if name == "undecided":
        return excerpts[real & excerpts["id"].isin(undecided(codings)["excerpt_id"])]
    if name == "theme":
        return excerpts[excerpts["id"].isin(stands.loc[stands["theme_id"] == theme, "excerpt_id"])]
    if name == "voice":
        return excerpts[real & ((excerpts["speaker"] == voice) | (excerpts["reported"] == voice))]
    return excerpts


def undecided(codings: pd.DataFrame) -> pd.DataFrame:
    """Codings that only a model holds: no person has said yes or no to them."""
    people = codings["coder"].str.startswith("human:").tolist()
    pairs = list(zip(codings["excerpt_id"], codings["theme_id"], strict=True))
    spoken = {pair for pair, person in zip(pairs, people, strict=True) if person}
    alone = [i for i, pair in enumerate(pairs) if not people[i] and pair not in spoken]
    return codings.iloc[alone]


def most_useful(project: Project, n: int = 20) -> pd.DataFrame:
    """The excerpts whose codes would teach the coder most, the most useful first; see `active.most_useful`.

    Excerpts that a person decided on are not among them. Cases and voices take turns, so that no family
    is passed over.

    Returns
    -------
    DataFrame
        Rows of `Project.excerpts()`, with `worth`: what coding the excerpt is expected to bring, in codes
        of themes that have none yet.
    """
    from lif_narrative import active
    from lif_narrative.taught import taught

    told, excerpts = taught(project), project.excerpts().set_index("id", drop=False)
    rows, coder = told.rows, told.coder()
    texts, contexts = [row.text for row in rows], [row.context for row in rows]
    labels = [told.given.get(row.id) for row in rows]
    coder.fit(texts, labels, contexts)
    likely, cuts = coder.predict_proba(texts, contexts), coder.thresholds()["threshold"].to_numpy()
    strata = [[str(excerpts.at[row.id, name] or "") for row in rows] for name in ("case", "speaker")]
    chosen = active.most_useful(
        likely, told.encoder.encode(texts), thresholds=cuts, labels=labels, strata=strata, n=n
    )
    value = active.worth(likely.to_numpy(), cuts, active.codes(likely.columns, labels))
    table = excerpts.loc[[rows[i].id for i in chosen]].reset_index(drop=True)
    return table.assign(worth=[float(value[i]) for i in chosen])
