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
    depth: int

    @classmethod
    def read(cls, path: Path) -> Trees:
        """Trees from a JSON file."""
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        arrays: dict[str, Any] = {
            name: np.array(told[name], dtype=np.int32 if name in ("feature", "left", "right") else np.float64)
            for name in ("feature", "threshold", "left", "right", "value")
        }
        return cls(**arrays, start=float(told["start"]), depth=int(told["depth"]))

    def logits(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The logit of each row of features, shape (n_rows,)."""
        total = np.full(len(rows), self.start)
        each = np.arange(len(rows))
        for tree in range(len(self.feature)):
            node = np.zeros(len(rows), dtype=np.int32)
            for _ in range(self.depth):
                low = rows[each, self.feature[tree, node]] <= self.threshold[tree, node]
                node = np.where(low, self.left[tree, node], self.right[tree, node])
            total += self.value[tree, node]
        return total
