"""Queues: which excerpts wait to be read, and why. Each is a plain selection, in reading order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import UnknownChoice
from lif_narrative.story.material import decided

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

QUEUES: Final = {
    "all": "Everything",
    "unread": "Not read yet",
    "undecided": "Suggestions nobody decided",
    "uncertain": "Most uncertain first",
    "unthemed": "No theme yet",
    "disagreements": "People disagree",
    "theme": "One theme",
    "voice": "One voice",
    "near-empty": "Near-empty answers",
}
BLIND: Final = ("all", "unread", "near-empty")  # those that say nothing of what a model or others said
RANKED: Final = ("uncertain",)  # not in reading order


def queue(
    excerpts: pd.DataFrame, codings: pd.DataFrame, name: str, *,
    theme: str = "", voice: str = "", read: Collection[str] = (), first: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """The excerpts of a queue.

    Parameters
    ----------
    excerpts, codings : DataFrame
        As `Project` gives them.
    name : str
        One of `QUEUES`.
    theme, voice : str
        What "theme" and "voice" ask for: a theme's id; a voice that speaks or is reported.
    read : collection of str
        The excerpts that the person has read, which "unread" leaves out.
    first : sequence of str
        Excerpts that would teach the coder most (`most_useful`), which "uncertain" puts first.

    Raises
    ------
    UnknownChoice
        No queue has this name.
    """
    if name not in QUEUES:
        raise UnknownChoice("queue", name, list(QUEUES))
    real = ~excerpts["near_empty"].astype(bool)
    if name == "near-empty":
        return excerpts[~real]
    if name == "unread":
        return excerpts[~_among(excerpts["id"], read)]
    if name == "uncertain":
        return _ranked(excerpts[real], undecided(codings), first)
    if name == "disagreements":
        return excerpts[_among(excerpts["id"], disagreed(codings))]
    if name == "unthemed":
        return excerpts[real & ~_among(excerpts["id"], decided(codings)["excerpt_id"])]
    if name == "undecided":
        return excerpts[real & _among(excerpts["id"], undecided(codings)["excerpt_id"])]
    if name == "theme":
        held = decided(codings[codings["theme_id"] == theme])
        return excerpts[_among(excerpts["id"], held["excerpt_id"])]
    if name == "voice":
        return excerpts[real & ((excerpts["speaker"] == voice) | (excerpts["reported"] == voice))]
    return excerpts


def undecided(codings: pd.DataFrame) -> pd.DataFrame:
    """Codings that only a model holds: no person has said yes or no to them."""
    person = codings["coder"].str.startswith("human:").astype(bool)
    people, models = codings[person], codings[~person]
    spoken = set(zip(people["excerpt_id"].tolist(), people["theme_id"].tolist(), strict=True))
    pairs = zip(models["excerpt_id"].tolist(), models["theme_id"].tolist(), strict=True)
    return models.iloc[[i for i, pair in enumerate(pairs) if pair not in spoken]]


def _among(ids: pd.Series, wanted: Iterable[str]) -> pd.Series:
    """Whether each id is one that is wanted; a set is quicker on strings than `isin` is."""
    import pandas as pd

    held = set(wanted)
    return pd.Series([one in held for one in ids.tolist()], index=ids.index, dtype=bool)


def _ranked(excerpts: pd.DataFrame, alone: pd.DataFrame, first: Sequence[str]) -> pd.DataFrame:
    """Excerpts whose suggestion is nearest to even odds; before them those named first, in their order."""
    doubt = (alone["score"] - 0.5).abs().groupby(alone["excerpt_id"]).min().to_dict()
    rank = {str(name): float(odds) for name, odds in doubt.items()} | {
        name: float(place - len(first)) for place, name in enumerate(first)
    }
    rows = excerpts[_among(excerpts["id"], rank)]
    rows = rows.assign(rank=[rank[name] for name in rows["id"]])
    return rows.sort_values(["rank", "id"], kind="stable").drop(columns="rank")


def disagreed(codings: pd.DataFrame) -> list[str]:
    """Excerpts on which one person said that a theme holds, and another that it does not."""
    said = codings[codings["coder"].str.startswith("human:").astype(bool)]
    words: dict[tuple[str, str], set[bool]] = {}
    for excerpt, theme, score in zip(said["excerpt_id"], said["theme_id"], said["score"], strict=True):
        words.setdefault((excerpt, theme), set()).add(score > 0)
    return sorted({excerpt for (excerpt, _), spoken in words.items() if len(spoken) > 1})


def in_order(project: Project) -> pd.DataFrame:
    """Every excerpt in the order in which a person reads, with blanks where nothing is known yet.

    Kept while the material stands: not to be written to.
    """
    from lif_narrative.memory import CODING, QUIET, recall
    from lif_narrative.overview import in_reading_order

    def ordered() -> pd.DataFrame:
        rows = project.excerpts()
        words = ["polarity", "speaker", "reported", "scope", "scope_words"]
        return in_reading_order(rows.assign(**{name: rows[name].fillna("") for name in words}))

    with project.allowing("read"):
        return recall(project.store, "excerpts in order", ordered, despite=QUIET | CODING)


def places(project: Project) -> dict[str, int]:
    """Where each excerpt stands in reading order, from 0; kept as the order is, and not to be written to."""
    from lif_narrative.memory import CODING, QUIET, recall

    def counted() -> dict[str, int]:
        return {name: place for place, name in enumerate(in_order(project)["id"].tolist())}

    with project.allowing("read"):
        return recall(project.store, "places in order", counted, despite=QUIET | CODING)


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
