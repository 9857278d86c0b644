"""Finding words in the material: those that hold what was typed, and those that mean something like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from lif_narrative.project import Project


def by_word(excerpts: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """Excerpts that hold every word, in whatever order; the shortest first, then by id."""
    folded = excerpts["text"].str.casefold()
    found = excerpts
    for word in wanted.casefold().split():
        found = found[folded.loc[found.index].str.contains(word, regex=False)]
    return found.assign(length=found["text"].str.len()).sort_values(["length", "id"])


def by_meaning(project: Project, excerpts: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The excerpts given, nearest in meaning to what was typed first, with `likeness` (cosine, -1 to 1).

    Near-empty answers are left out. The encoder is loaded by the first search; the excerpts' vectors are
    those of the analysis, read once while the material stands.
    """
    from lif_narrative.embed import Encoder
    from lif_narrative.memory import CODING, QUIET, recall

    with project.allowing("read"):
        places, vectors = recall(
            project.store, "meanings", lambda: _meanings(project), despite=QUIET | CODING
        )
        near = vectors @ Encoder().encode([wanted.strip()])[0]
    rows = excerpts[[name in places for name in excerpts["id"]]]
    likeness = [round(float(near[places[name]]), 6) for name in rows["id"]]
    return rows.assign(likeness=likeness).sort_values(["likeness", "id"], ascending=[False, True])


def _meanings(project: Project) -> tuple[dict[str, int], npt.NDArray[np.float32]]:
    """Where each excerpt that says something stands among the vectors, and the vectors."""
    from lif_narrative.embed import Encoder
    from lif_narrative.steps.reading import plain

    rows = [row for row in plain(project) if row.text and not row.near_empty]
    vectors = Encoder(cache=project.folder / "vectors").encode([row.text for row in rows])
    return {row.id: place for place, row in enumerate(rows)}, vectors
