"""How well themes are coded, on text that the weights have not read: what the card and the bench say.

The development sentences and the audit were never taught; patients' comments were taught for sentiment and
not for themes. The narratives were taught, so their figures come from held-out blocks, at training.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lif_narrative.appraise.tuned import THEMES

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.training.data import Example

BINS = 10
COMMENT_THEMES = 35  # the commonest labels of the patients' comments: the rest have too few to measure
FOLDS = 5


def figures(likely: Any, chosen: Any, given: Any) -> dict[str, float]:
    """Micro and macro F1 over all themes, from 0 to 1, and the expected calibration error; `n` texts.

    Parameters
    ----------
    likely, chosen, given : (n, k)
        Probabilities, decisions, and what the readers gave.
    """
    from sklearn.metrics import f1_score

    micro, macro = (f1_score(given, chosen, average=way, zero_division=0) for way in ("micro", "macro"))
    error = calibration_error(likely, given)
    return {
        "n": len(given), "themes_micro_f1": round(float(micro), 4), "themes_macro_f1": round(float(macro), 4),
        "themes_calibration_error": round(error, 4),
    }  # fmt: skip


def calibration_error(likely: Any, given: Any) -> float:
    """Expected calibration error of every (text, theme) probability, ten bins of equal width."""
    p, y = np.ravel(likely), np.ravel(given)
    place = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs(p[place == b].mean() - y[place == b].mean()) * (place == b).mean()
                     for b in set(place.tolist())))  # fmt: skip


def inspections(shared: Path, cache: Path | None = None) -> dict[str, float]:
    """Row 3: the 300 development sentences, the guide's codebook adopted, as shipped."""
    from lif_narrative.training.data import development

    return _as_shipped(development(shared), shared, cache)


def audit(shared: Path, cache: Path | None = None) -> dict[str, float]:
    """Row 5: the practice pack's audit, the guide's codebook adopted, as shipped; without its questions."""
    from lif_narrative.training.data import audit as sentences

    return _as_shipped(sentences(shared), shared, cache)


def narratives() -> dict[str, float]:
    """Row 5a: held-out blocks of the narratives, by readings that had not seen them, as last trained."""
    from lif_narrative.coding import sector

    measured: dict[str, dict[str, float]] = sector.settings()["measured"]
    return measured["narrative"]


def comments(
    shared: Path, coded: int | None = 0, fold: int | None = 0, cache: Path | None = None
) -> dict[str, float]:
    """Row 4: patients' comments, a codebook of names alone, after so many were coded.

    Parameters
    ----------
    coded : int or None
        How many coded comments are learned from; None for all but the fold that is measured.
    fold : int or None
        Which fifth is measured, the rest being there to learn from; None for all, where nothing is learned.
    """
    from lif_narrative.coding import ThemeCoder
    from lif_narrative.embed import Encoder

    texts, given, codebook = _comments(shared)
    order = np.random.default_rng(0).permutation(len(texts))
    place = np.arange(len(order)) % FOLDS
    rest, test = (order[:0], order) if fold is None else (order[place != fold], order[place == fold])
    coder = ThemeCoder(codebook, encoder=Encoder(cache=cache))
    taught = rest if coded is None else rest[:coded]
    if len(taught):
        names = np.array(coder.themes)
        coder.fit([texts[i] for i in taught], [set(names[given[i]].tolist()) for i in taught])
    asked = [texts[i] for i in test]
    return figures(coder.predict_proba(asked).to_numpy(), coder.predict(asked).to_numpy(), given[test])


def _as_shipped(examples: Sequence[Example], shared: Path, cache: Path | None) -> dict[str, float]:
    from lif_narrative.coding import ThemeCoder
    from lif_narrative.embed import Encoder
    from lif_narrative.training.themes import guide

    coder = ThemeCoder(guide(shared), encoder=Encoder(cache=cache))
    told = [e.text for e in examples], [e.context for e in examples]
    given = np.array([[code in (e.themes or ()) for code in THEMES] for e in examples])
    return figures(coder.predict_proba(*told).to_numpy(), coder.predict(*told).to_numpy(), given)


def _comments(shared: Path) -> tuple[list[str], Any, pd.DataFrame]:
    import pandas as pd

    from lif_narrative.training import tables

    rows = tables.parquet(shared / "corpora" / "patient_feedback.parquet")
    labels = [set(row["labels"]) for row in rows]
    counts = pd.Series([name for own in labels for name in sorted(own)]).value_counts()
    names = sorted(counts.index, key=lambda name: (-counts[name], name))[:COMMENT_THEMES]
    given = np.array([[name in own for name in names] for own in labels])
    return [row["text"] for row in rows], given, pd.DataFrame({"id": names, "name": names, "definition": ""})
