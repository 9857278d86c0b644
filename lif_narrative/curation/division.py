"""A theme's excerpts told apart by meaning: a suggestion for a split, never a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative import decisions
from lif_narrative.curation.changes import theme_of
from lif_narrative.deidentify.pseudonyms import neutral
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Coding

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


def division(project: Project, theme_id: str, parts: int = 2) -> pd.DataFrame:
    """A suggested division: excerpt_id part text; the same in any order.

    Parameters
    ----------
    parts : int
        From 2.

    Raises
    ------
    NarrativeError
        The theme holds fewer excerpts than twice the parts.
    """
    from sklearn.cluster import AgglomerativeClustering

    from lif_narrative.running import encoder_of

    theme_of(project, theme_id)
    under = {e for e, t in decisions.effective(project.store.read(Coding)) if t == theme_id}
    rows = project.excerpts()
    rows = rows[rows["id"].isin(under)].assign(plain=lambda f: f["text"].map(neutral))
    rows = rows.sort_values(["plain", "id"], ignore_index=True)  # ties fall the same way in any order
    if parts < 2 or len(rows) < 2 * parts:
        raise NarrativeError(
            f"The theme holds {len(rows)} excerpts, too few to be divided into {parts}. Read them instead."
        )
    vectors = encoder_of(project).encode(rows["plain"].tolist()).round(4)
    labels = AgglomerativeClustering(parts, linkage="ward").fit_predict(vectors)
    first = {label: place for place, label in reversed(list(enumerate(labels)))}
    order = {label: number for number, label in enumerate(sorted(first, key=lambda one: first[one]))}
    told = rows.assign(part=[order[label] for label in labels]).rename(columns={"id": "excerpt_id"})
    return told[["excerpt_id", "part", "text"]]
