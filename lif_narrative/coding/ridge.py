"""Kernel ridge regression that says of each row what it would have said without that row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[Any]
RIDGE = 1.0  # how strongly scores are drawn to 0
JITTER = 1e-8
LANDMARKS = 3000  # rows by which the others are described where there are more


def fitted(alike: Callable[[slice], Floats], targets: Floats) -> tuple[Floats, Floats]:
    """Weights of the first rows, and the scores of all rows by a model that did not see them.

    Parameters
    ----------
    alike
        From a slice of rows to their likeness to the first `LANDMARKS` rows, or to all if there are fewer.
    targets : (n, k)

    Returns
    -------
    weights : (n_landmarks, k)
        A new text's scores are its likeness to the landmarks times these.
    unseen : (n, k)
        Leave-one-out scores, in closed form.

    References
    ----------
    Saunders, Gammerman and Vovk (1998), Ridge regression learning algorithm in dual variables, ICML.
    Williams and Seeger (2001), Using the Nyström method to speed up kernel machines, NIPS.
    """
    from scipy.linalg import cho_solve, cholesky, solve_triangular

    n = len(targets)
    m = min(n, LANDMARKS)
    rows = np.vstack([alike(slice(first, min(n, first + m))) for first in range(0, n, m)])
    root = cholesky(rows[:m] + JITTER * np.eye(m), lower=True)
    features = solve_triangular(root, rows.T, lower=True).T
    whole = cholesky(features.T @ features + RIDGE * np.eye(m), lower=True)
    inner = cho_solve((whole, True), features.T @ targets)
    pull = (solve_triangular(whole, features.T, lower=True) ** 2).sum(axis=0)
    made = features @ inner
    unseen = targets - (targets - made) / np.maximum(1e-6, 1 - pull)[:, None]
    return solve_triangular(root, inner, lower=True, trans="T"), unseen
