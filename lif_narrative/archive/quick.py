"""Quick reading: what the whole reading says of a sample, learned, so that a million texts can be read.

The whole reading (fine-tuned MiniLM, evidence on every pair of text and theme) takes tens of milliseconds
of processor time a text. Here a ridge regression over vectors, hashed words and the sector's lexicon is
taught the whole reading's answers on a seeded sample of the archive itself. What it loses by that is
measured on every text of the sample by leaving it out, and printed.

References
----------
Hinton, Vinyals and Dean (2015), Distilling the knowledge in a neural network; Allen (1974), The relationship
between variable selection and data augmentation (leaving one out in closed form), Technometrics 16.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from lif_narrative.appraise import lexicon
from lif_narrative.coding.ngrams import ngrams
from lif_narrative.records import POLARITIES, VOICES
from lif_narrative.steps.reading import Plain

Floats = npt.NDArray[Any]
BITS: Final = 13  # of hashed words
PENALTIES: Final = (0.3, 1.0, 3.0, 10.0)
FAINT: Final = 1e-3  # a probability below this is no less than this
FEW: Final = 5  # codings of a theme in the sample, from which its cut is its own
HEADS: Final = {"polarity": len(POLARITIES), "speaker": len(VOICES), "reported": len(VOICES)}


def seen(rows: Sequence[Plain], vectors: Floats) -> Any:
    """What is read of texts: own vector, method, lexicon and hashed words; sparse, shape (n, n_columns)."""
    from scipy.sparse import csr_matrix, hstack

    texts = [row.text for row in rows]
    asked = [f"{row.method} {row.question}" for row in rows]
    counted = np.array([lexicon.counts(text) for text in texts], dtype=np.float64) / 4
    dense = np.hstack([np.asarray(vectors, dtype=np.float64), counted, np.ones((len(rows), 1))])
    return hstack([csr_matrix(dense), ngrams(texts, BITS), 0.5 * ngrams(asked, BITS)]).tocsr()


@dataclass(frozen=True)
class Quick:
    """A taught student: `weights` (n_columns, n_answers) and where each theme is cut.

    Answers are log-odds of the themes, then logarithms of the probabilities of polarity, speaker and
    reported voice.
    """

    themes: tuple[str, ...]
    weights: Floats = field(repr=False)
    start: Floats = field(repr=False)
    cuts: Floats = field(repr=False)

    def answers(self, rows: Sequence[Plain], vectors: Floats) -> dict[str, Floats]:
        """Probabilities: `themes` (n, k), each by itself; of the other heads rows sum to 1."""
        said = np.asarray(seen(rows, vectors) @ self.weights) + self.start
        return parted(said, len(self.themes))

    def keep(self, path: Path) -> None:
        """Write it as safetensors."""
        from safetensors.numpy import save_file

        told = {"weights": self.weights, "start": self.start, "cuts": self.cuts}
        save_file(told, path, {"themes": "\n".join(self.themes)})

    @classmethod
    def read(cls, path: Path) -> Quick:
        """What `keep` wrote."""
        from safetensors import safe_open

        with safe_open(path, "np") as file:
            told = {name: file.get_tensor(name) for name in ("weights", "start", "cuts")}
            return cls(tuple(filter(None, file.metadata()["themes"].split("\n"))), **told)


def parted(said: Floats, themes: int) -> dict[str, Floats]:
    """Answers as probabilities by head, rounded to 6 decimals."""
    out = {"themes": np.round(1 / (1 + np.exp(-np.clip(said[:, :themes], -30, 30))), 6)}
    at = themes
    for head, width in HEADS.items():
        part = said[:, at : at + width]
        shares = np.exp(part - part.max(axis=1, keepdims=True))
        out[head], at = np.round(shares / shares.sum(axis=1, keepdims=True), 6), at + width
    return out


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
    return np.where(held >= FEW, own, general)


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
