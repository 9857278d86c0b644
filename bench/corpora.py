"""The corpora and coded sentences that are read in place, beside the repository."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from lif_narrative.appraise.tuned import THEMES
from lif_narrative.training import data
from lif_narrative.training.data import Example

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CACHE = Path(__file__).resolve().parent / ".partial"
FEWEST = 40  # paragraphs shorter than this are headings
MAIN = ("help_protection", "care", "care_leavers", "care_and_leavers", "leaders")


@functools.cache
def encoder() -> Any:
    """The shipped encoder; its vectors are kept, so that no row is timed by its first user."""
    from lif_narrative.embed import Encoder

    return Encoder(cache=CACHE / "vectors")


@functools.cache
def comments(shared: Path) -> pd.DataFrame:
    """Patients' comments with text, each wording once."""
    table = pd.read_parquet(shared / "corpora" / "patient_feedback.parquet")
    table = table[table["text"].str.strip() != ""].drop_duplicates("text").sort_values("text")
    return table.assign(labels=[sorted(set(row)) for row in table["labels"]]).reset_index(drop=True)


@functools.cache
def grouped(shared: Path) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Texts and the one group that each belongs to: what discovery is compared with."""
    table = comments(shared)
    single = table[[len(row) == 1 for row in table["labels"]]]
    paragraphs = pd.read_parquet(shared / "corpora" / "ofsted_ilacs.parquet").drop_duplicates("text")
    paragraphs = paragraphs[paragraphs["section"].isin(MAIN) & (paragraphs["text"].str.len() >= FEWEST)]
    paragraphs = paragraphs.sort_values("text")
    groups = {
        "comments by their one label": (
            single["text"].to_numpy(),
            np.array([r[0] for r in single["labels"]]),
        ),
        "inspection paragraphs by section": (paragraphs["text"].to_numpy(), paragraphs["section"].to_numpy()),
    }
    for name, examples in {"inspection": data.development(shared), "audit": data.audit(shared)}.items():
        coded = {e.text: e.themes[0] for e in examples if e.themes}
        groups[f"{name} sentences by main theme"] = (np.array(list(coded)), np.array(list(coded.values())))
    return groups


def draws(n: int, size: int, times: int, first: int = 0) -> Iterator[np.ndarray]:
    """Seeded draws without replacement."""
    for seed in range(first, first + times):
        yield np.random.default_rng(seed).permutation(size)[:n]


def marks(examples: Sequence[Example]) -> np.ndarray:
    """The themes of examples as rows of yes and no."""
    return np.array([[code in (e.themes or ()) for code in THEMES] for e in examples])
