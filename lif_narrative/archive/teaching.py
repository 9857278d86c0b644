"""Teaching the quick reader, and what it loses beside the whole reading.

References
----------
Allen (1974), The relationship between variable selection and data augmentation and a method for prediction,
Technometrics 16: each text left out, in closed form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from lif_narrative.archive.quick import Floats, Quick, parted, seen
from lif_narrative.records import POLARITIES, VOICES
from lif_narrative.steps.reading import Plain

PENALTIES: Final = (0.3, 1.0, 3.0, 10.0)
FAINT: Final = 1e-3  # a probability below this is no less than this
FEW: Final = 5  # codings of a theme in the sample, from which its cut is its own


@dataclass(frozen=True)
class Taught:
    """A student beside what it was taught: the whole reading's answers, and its own by leaving one out."""

    student: Quick
    loss: dict[str, Any]


def teach(rows: Sequence[Plain], vectors: Floats, likely: Any, chosen: Any, told: Any) -> Taught:
    """Teach a student what the whole reading said of a sample.

    Parameters
    ----------
    likely, chosen : DataFrame (n, k)
        What `ThemeCoder.predict_proba` and `predict` gave.
    told : DataFrame
        What `Appraiser.predict` gave.
    """
    matrix = seen(rows, vectors)
    shares = np.clip(likely.to_numpy(), FAINT, 1 - FAINT)
    felt = np.log(np.clip(told[[f"p_{name}" for name in POLARITIES]].to_numpy(), FAINT, 1))
    who = [np.array([[name == said for name in VOICES] for said in told[head]]) * 4.0
           for head in ("speaker", "reported")]  # fmt: skip
    wanted = np.hstack([np.log(shares / (1 - shares)), felt, *who])
    weights, start, left_out = _ridge(matrix, wanted)
    k = likely.shape[1]
    own = parted(left_out, k)
    cuts = _cuts(own["themes"], chosen.to_numpy())
    student = Quick(tuple(likely.columns), weights, start, cuts)
    return Taught(student, loss(own, cuts, chosen.to_numpy(), told))


def _ridge(matrix: Any, wanted: Floats) -> tuple[Floats, Floats, Floats]:
    """Weights, means, and what each row would be told by the others; the penalty is the best of four."""
    start = wanted.mean(axis=0)
    square = np.asarray((matrix @ matrix.T).todense())
    best: tuple[float, Floats, Floats] | None = None
    for penalty in PENALTIES:
        inverse = np.linalg.inv(square + penalty * np.eye(len(square)))
        alpha = inverse @ (wanted - start)
        left_out = wanted - alpha / np.diag(inverse)[:, None]
        error = round(float(((left_out - wanted) ** 2).mean()), 6)
        if best is None or error < best[0]:
            best = error, alpha, left_out
    assert best is not None
    return np.round(np.asarray(matrix.T @ best[1]), 6), np.round(start, 6), best[2]


def _cuts(likely: Floats, chosen: Floats) -> Floats:
    """For each theme the cut with the best F1 against the whole reading; one general cut where it has few."""
    grid = np.round(np.arange(0.02, 0.9, 0.02), 2)
    hits = np.stack([((likely >= cut) & chosen).sum(axis=0) for cut in grid])
    taken = np.stack([(likely >= cut).sum(axis=0) for cut in grid])
    held = chosen.sum(axis=0)
    general = grid[int(np.argmax(2 * hits.sum(axis=1) / np.maximum(1, (taken + held).sum(axis=1))))]
    own = grid[np.argmax(2 * hits / np.maximum(1, taken + held), axis=0)]
    cuts: Floats = np.where(held >= FEW, own, general)
    return cuts


def loss(own: dict[str, Floats], cuts: Floats, chosen: Floats, told: Any) -> dict[str, Any]:
    """What quick reading loses beside whole reading on the sample, each text left out: shares, 0 to 1."""
    given = own["themes"] >= cuts
    both, either = (given & chosen).sum(), given.sum() + chosen.sum()
    polarity = np.array(POLARITIES)[own["polarity"].argmax(axis=1)]
    true = told["polarity"].to_numpy().astype(str)
    turned = (np.isin(true, ("strength", "concern")) & np.isin(polarity, ("strength", "concern"))
              & (true != polarity))  # fmt: skip
    return {
        "texts": len(true),
        "themes_micro_f1": round(float(2 * both / max(1, either)), 3),
        "codings_whole": int(chosen.sum()), "codings_quick": int(given.sum()),
        "polarity_same": round(float((polarity == true).mean()), 3),
        "strength_and_concern_swapped": round(float(turned.mean()), 3),
        "speaker_same": round(float(_same(own["speaker"], told["speaker"])), 3),
    }  # fmt: skip


def _same(shares: Floats, true: Any) -> float:
    return float((np.array(VOICES)[shares.argmax(axis=1)] == true.to_numpy().astype(str)).mean())
