"""Rows 6 and 7: how far a sentence reaches, who speaks, and whose words it reports."""

from __future__ import annotations

from pathlib import Path

from bench.audit import through_pipeline
from bench.registry import Figure, row
from bench.rows.polarity import appraised
from bench.scores import accuracy, macro
from lif_narrative.appraise.scope import quantifiers

BANDS = ["some", "most", "all", "unstated"]


@row("6", "Scope: some, most, all, unstated")
def scope(shared: Path) -> list[Figure]:
    """As shipped; the peer is the first quantifier by rule."""
    figures = []
    for name, said in (("development", "inspection sentences"), ("audit", "audit sentences")):
        examples, told = appraised(shared, name)
        true = [e.scope for e in examples]
        ruled = [next((q.band for q in quantifiers(e.text)), "unstated") for e in examples]
        figures.append(
            Figure(f"macro-F1, {said}", macro(true, told["scope"], BANDS), f"{len(true)} sentences", 0.86,
                   {"first quantifier, by rule": macro(true, ruled, BANDS)})
        )  # fmt: skip
    return figures


@row("7", "Speaker, and any voice reported, on the audit")
def voices(shared: Path) -> list[Figure]:
    """Through the whole pipeline: the document's structure says who speaks."""
    from sklearn.metrics import f1_score

    table = through_pipeline(shared)
    n = f"{len(table)} sentences, whole pipeline"
    true = table["reported"].replace("", "none") != "none"
    told = table["got_reported"].replace("", "none") != "none"
    return [
        Figure("speaker, accuracy", accuracy(table["speaker"], table["got_speaker"]), n, 0.95),
        Figure("any voice reported, F1", float(f1_score(true, told)), n, 0.70),
    ]
