"""Logistic regression for many themes at once, on vectors and sparse words, beside what is known already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = npt.NDArray[Any]
FEW = 1500  # rows up to which a weight a row is less work than a weight a column


@dataclass(frozen=True)
class Fitted:
    """Weights: of the known logits, one intercept a theme, of vectors (d, k) and of words (v, k)."""

    trust: float
    intercept: Floats
    dense: Floats
    sparse: Floats

    def logits(self, known: Floats | float, vectors: Floats, words: csr_matrix) -> Floats:
        """Logits, shape (n, k)."""
        made: Floats = self.trust * known + self.intercept + vectors @ self.dense + words @ self.sparse
        return made


def fit(
    vectors: Floats, words: csr_matrix, given: Floats, known: Floats | None = None, *,
    penalty: float = 1.0, words_penalty: float = 1.0, intercept_penalty: float = 0.0, rounds: int = 100,
) -> Fitted:  # fmt: skip
    """Fit all themes together by L-BFGS; what is known already is the starting point it departs from.

    Parameters
    ----------
    vectors : (n, d), words : (n, v) sparse
        Evidence.
    given : (n, k) of 0 and 1
        Whether a person gave the theme.
    known : (n, k), optional
        Logits before anything was learned. Their weight is drawn to 1 and each theme's own weights to 0, so a
        theme with few codes stays near what its definition says.
    penalty, words_penalty, intercept_penalty : float
        How strongly weights are drawn to 0 (L2).
    """
    way = _by_rows if len(given) <= FEW else _descend
    return way(vectors, words, given, known, penalty, words_penalty, intercept_penalty, rounds)


def _descend(
    vectors: Floats, words: csr_matrix, given: Floats, known: Floats | None, penalty: float,
    words_penalty: float, intercept_penalty: float, rounds: int,
) -> Fitted:  # fmt: skip
    """The optimum by L-BFGS over all weights at once."""
    from scipy.optimize import minimize

    n, k = given.shape
    d, v = vectors.shape[1], words.shape[1]
    target, transposed = given.astype(np.float32), words.T.tocsr()
    dense_in = vectors.astype(np.float32)
    prior = np.zeros((n, k), np.float32) if known is None else known.astype(np.float32)
    hold = 10.0  # how firmly the weight of what is known is held at 1

    def unpack(x: Floats) -> Fitted:
        own = x[1 + k :].reshape(d + v, k)
        return Fitted(float(x[0]), x[1 : 1 + k], own[:d], own[d:])

    def loss(x: Floats) -> tuple[float, Floats]:
        at = unpack(x)
        dense, sparse = at.dense.astype(np.float32), at.sparse.astype(np.float32)
        z = np.float32(at.trust) * prior + at.intercept.astype(np.float32) + dense_in @ dense + words @ sparse
        error = 1 / (1 + np.exp(-np.clip(z, -30, 30))) - target
        total = float((np.logaddexp(0, z) - target * z).sum()) + hold / 2 * (at.trust - 1) ** 2
        total += penalty / 2 * float((dense**2).sum()) + words_penalty / 2 * float((sparse**2).sum())
        total += intercept_penalty / 2 * float((at.intercept**2).sum())
        slopes = [
            [float((error * prior).sum()) + hold * (at.trust - 1)],
            error.sum(axis=0) + intercept_penalty * at.intercept,
            (dense_in.T @ error + penalty * dense).ravel(),
            (transposed @ error + words_penalty * sparse).ravel(),
        ]
        return total, np.concatenate(slopes).astype(np.float64)

    first = np.zeros(1 + k + (d + v) * k)
    first[0] = 1.0
    if known is None:
        rate = np.clip(given.mean(axis=0), 1e-4, 1 - 1e-4)
        first[1 : 1 + k] = np.log(rate / (1 - rate))
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return unpack(found.x)


def _by_rows(
    vectors: Floats, words: csr_matrix, given: Floats, known: Floats | None,
    penalty: float, words_penalty: float, intercept_penalty: float, rounds: int,
) -> Fitted:  # fmt: skip
    """The same optimum with a weight a row: it lies in the span of the rows (the representer theorem).

    References
    ----------
    Kimeldorf and Wahba (1971), Journal of Mathematical Analysis and Applications 33.
    """
    from scipy.linalg import eigh
    from scipy.sparse import csr_matrix

    alike = vectors @ vectors.T / penalty + np.asarray((words @ words.T).todense()) / words_penalty
    sizes, axes = eigh(alike.astype(np.float64))
    kept = sizes > 1e-6 * max(1e-9, sizes[-1])
    root = np.sqrt(sizes[kept])
    rows = axes[:, kept] * root
    none = csr_matrix((len(rows), 0), dtype=np.float32)
    found = _descend(rows, none, given, known, 1.0, 1.0, intercept_penalty, rounds)
    back = (axes[:, kept] / root) @ found.dense
    return Fitted(found.trust, found.intercept, vectors.T @ back / penalty, words.T @ back / words_penalty)
