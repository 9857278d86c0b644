"""Boosted trees as plain numbers: read from JSON, scored with numpy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Trees:
    """A sum of decision trees; a leaf points to itself.

    Each array has the shape (n_trees, n_nodes): which feature a node asks for, at most which value goes
    left, where left and right are, and what a leaf adds to the logit.
    """

    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float64]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]
    start: float

    @classmethod
    def read(cls, path: Path) -> Trees:
        """Trees from a JSON file."""
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        arrays: dict[str, Any] = {
            name: np.array(told[name], dtype=np.int32 if name in ("feature", "left", "right") else np.float64)
            for name in ("feature", "threshold", "left", "right", "value")
        }
        return cls(**arrays, start=float(told["start"]))

    def logits(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The logit of each row of features, shape (n_rows,)."""
        columns = np.ascontiguousarray(rows.T)
        total = np.full(len(rows), self.start)
        for tree in range(len(self.feature)):
            total += self._value(tree, 0, columns)
        return total

    def _value(self, tree: int, node: int, columns: npt.NDArray[np.float64]) -> Any:
        """What a node adds to each row: a choice between its branches, made for all rows at once."""
        left, right = int(self.left[tree, node]), int(self.right[tree, node])
        if left == node:
            return float(self.value[tree, node])
        low = columns[self.feature[tree, node]] <= self.threshold[tree, node]
        return np.where(low, self._value(tree, left, columns), self._value(tree, right, columns))
