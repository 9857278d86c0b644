"""Row 14: whether a probability means what it says."""

from __future__ import annotations

from pathlib import Path

from bench.corpora import CACHE
from bench.registry import Figure, row
from bench.rows.polarity import appraised
from bench.scores import VALUES, sure
from lif_narrative.training import theme_measures


@row("14", "Calibration: expected error of a probability")
def calibration(shared: Path) -> list[Figure]:
    """Ten bins of equal width, on text that the weights never read."""
    figures = []
    for name, said in (("development", "inspection sentences"), ("audit", "audit sentences")):
        examples, told = appraised(shared, name)
        likely = told[[f"p_{value}" for value in VALUES]].to_numpy()
        error = sure(likely, [e.polarity[0] for e in examples], VALUES)
        measure = theme_measures.inspections if name == "development" else theme_measures.audit
        themes = measure(shared, CACHE / "vectors")
        n = f"{len(examples)} sentences"
        figures += [
            Figure(f"polarity, {said}", error, n, 0.05, lower=True),
            Figure(
                f"themes, {said}", themes["themes_calibration_error"], f"{n} × 26 themes", 0.05, lower=True
            ),
        ]
    return figures
