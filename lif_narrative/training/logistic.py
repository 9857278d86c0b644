"""Logistic regression for many themes at once, on vectors and sparse words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = npt.NDArray[Any]


@dataclass(frozen=True)
class Fitted:
    """Weights: one intercept a theme, of vectors (d, k) and of words (v, k)."""

    intercept: Floats
    dense: Floats
    sparse: Floats

    def logits(self, vectors: Floats, words: csr_matrix) -> Floats:
        """Logits, shape (n, k)."""
        made: Floats = self.intercept + vectors @ self.dense + words @ self.sparse
        return made


def fit(
    vectors: Floats, words: csr_matrix, given: Floats, *, penalty: float = 1.0, rounds: int = 60
) -> Fitted:
    """Fit all themes together by L-BFGS.

    Parameters
    ----------
    vectors : (n, d), words : (n, v) sparse
        Evidence.
    given : (n, k) of 0 and 1
        Whether a reader gave the theme.
    penalty : float
        How strongly weights are drawn to 0 (L2).
    """
    from scipy.optimize import minimize

    k, d, v = given.shape[1], vectors.shape[1], words.shape[1]
    target, transposed = given.astype(np.float32), words.T.tocsr()
    dense_in = vectors.astype(np.float32)

    def unpack(x: Floats) -> Fitted:
        own = x[k:].reshape(d + v, k)
        return Fitted(x[:k], own[:d], own[d:])

    def loss(x: Floats) -> tuple[float, Floats]:
        at = unpack(x)
        dense, sparse = at.dense.astype(np.float32), at.sparse.astype(np.float32)
        z = at.intercept.astype(np.float32) + dense_in @ dense + words @ sparse
        error = 1 / (1 + np.exp(-np.clip(z, -30, 30))) - target
        total = float((np.logaddexp(0, z) - target * z).sum())
        total += penalty / 2 * (float((dense**2).sum()) + float((sparse**2).sum()))
        slopes = [
            error.sum(axis=0),
            (dense_in.T @ error + penalty * dense).ravel(),
            (transposed @ error + penalty * sparse).ravel(),
        ]
        return total, np.concatenate(slopes).astype(np.float64)

    rate = np.clip(given.mean(axis=0), 1e-4, 1 - 1e-4)
    first = np.concatenate([np.log(rate / (1 - rate)), np.zeros((d + v) * k)])
    return unpack(minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x)
