"""Make our own weights from the coded sentences: what `lif models train` runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lif_narrative.progress import Progress, silent


def train(shared: Path, models: Path, progress: Progress = silent) -> dict[str, Any]:
    """Write the weights of `appraiser` and `coder` under `models`, and their hashes to the cards.

    Returns
    -------
    dict
        The figures of each, by test set, for its card.

    Raises
    ------
    NarrativeError
        The coded sentences are not in `shared`, or a library that training needs is missing.
    """
    from lif_narrative.training import appraiser, themes

    heard: dict[str, Any] = {}
    read = appraiser.train(shared, models, progress, heard=heard)
    return {"appraiser": read, "coder": themes.train(shared, models, progress, heard=heard)}
