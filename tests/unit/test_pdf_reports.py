"""Real inspection reports: at least 98% of their paragraphs found word for word, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from lif_narrative.ingest.parts import Part
from lif_narrative.ingest.read import read

LEAST = 0.98
pytestmark = [pytest.mark.shared, pytest.mark.slow]


def folded(text: str) -> str:
    return " ".join(text.split())


def in_order(text: str, paragraphs: list[str]) -> int:
    """How many of the paragraphs stand in the text, each after the one before."""
    place = found = 0
    for paragraph in paragraphs:
        at = text.find(paragraph, place)
        if at >= 0:
            place, found = at + 1, found + 1
    return found


def test_paragraphs_of_real_reports_are_found_word_for_word(shared: Path):
    import pandas as pd

    rows = pd.read_parquet(shared / "corpora" / "ofsted_ilacs.parquet")
    total = found = 0
    for path in sorted((shared / "corpora" / "ofsted_pdf").glob("*.pdf")):
        text = folded(" ".join(x.text for x in read(path).units if isinstance(x, Part)))
        here = rows[rows["local_authority"] == path.stem.replace("_", " ")]
        # An authority has several reports; the file is the one that most paragraphs come from.
        reports = [[folded(t) for t in report["text"]] for _, report in here.groupby("report_id")]
        best = max(reports, key=lambda paragraphs: in_order(text, paragraphs))
        total, found = total + len(best), found + in_order(text, best)
    assert total > 200
    assert found >= LEAST * total, f"{found} of {total} paragraphs"
