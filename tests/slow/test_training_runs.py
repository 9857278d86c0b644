"""Training runs from the coded sentences to weights that work, on a small study of our own."""

from __future__ import annotations

import csv
import shutil
import tomllib
from pathlib import Path

import numpy as np
import pytest

from lif_narrative import cards
from lif_narrative.appraise.linear import Linear
from lif_narrative.appraise.tuned import HEADS

pytestmark = pytest.mark.slow

SAID = {
    "strength": "Visit {n} was kind, on time and well recorded.",
    "concern": "Plan {n} was late and nobody asked the father.",
    "mixed": "Meeting {n} was warm but no action followed it.",
    "neutral": "Team {n} has nine workers and a manager.",
}
SENTIMENT = {"strength": 1.0, "concern": 4.0, "mixed": 3.0, "neutral": 3.0}


def rows(path: Path, told: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(told[0]))
        writer.writeheader()
        writer.writerows(told)


def study(shared: Path) -> Path:
    """A folder like the one that training reads, with a few dozen sentences of each table."""
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    for name in ("gold", "corpora", "packs/neglect/truth"):
        (shared / name).mkdir(parents=True)
    texts = [(n, polarity, said.format(n=n)) for n in range(12) for polarity, said in SAID.items()]
    common = {"themes": "PLAN", "reported": "none", "scope": "unstated", "speaker": "auditor"}
    told = [
        {"block": f"b{n}", "paragraph": "1", "sentence_no": "1", "method": "supervision", "agency": "csc",
         "question": "How is it?", "sentence": text, "polarity": polarity, **common}
        for n, polarity, text in texts
    ]  # fmt: skip
    told[0] |= {"reported": "child", "scope": "some", "speaker": "child"}
    rows(shared / "gold" / "narratives.csv", told)
    coded = {"polarity": "", "voice": "none", "scope": "unstated", "themes": "PLAN"}
    rows(shared / "gold" / "train.csv", [
        {**coded, "n": str(n), "id": f"r{n}-1", "sentence": text, "broken": "0", "polarity": polarity}
        for n, polarity, text in texts
    ])  # fmt: skip
    rows(shared / "gold" / "sentences.csv", [
        {"n": str(n), "id": f"d{n}-1", "context": text, "sentence": text} for n, _, text in texts[:8]
    ])  # fmt: skip
    rows(shared / "gold" / "coder_a.csv", [{**coded, "n": str(n), "polarity": p} for n, p, _ in texts[:8]])
    rows(shared / "packs/neglect/truth/excerpts.csv", [
        {"file": f"f{n}", "locator": "p1", "sentence": text, "method": "supervision", "polarity": polarity,
         **common}
        for n, polarity, text in texts[:8]
    ])  # fmt: skip
    paragraphs = [
        {"paragraph_id": f"r{n}-1", "text": text, "section": "needs_to_improve"} for n, _, text in texts
    ]
    comments = [
        {"comment_id": number, "question": "Why?", "text": text, "sentiment": SENTIMENT[polarity]}
        for number, (_, polarity, text) in enumerate(texts)
    ]
    pq.write_table(pa.Table.from_pylist(paragraphs), shared / "corpora" / "ofsted_ilacs.parquet")
    pq.write_table(pa.Table.from_pylist(comments), shared / "corpora" / "patient_feedback.parquet")
    return shared


def test_the_appraiser_is_made_again_from_coded_sentences(tmp_path: Path) -> None:
    for library in ("torch", "transformers", "onnx"):
        pytest.importorskip(library)
    from lif_narrative.embed import session
    from lif_narrative.training import appraiser, tune

    models = tmp_path / "models"
    shutil.copytree(cards.folder("appraiser"), models / "appraiser", ignore=shutil.ignore_patterns("*.onnx"))
    heard: dict[str, np.ndarray] = {}
    recipe = tune.Recipe(epochs=2, batch=8)
    told = appraiser.train(study(tmp_path / "shared"), models, recipe=recipe, heard=heard)
    assert heard and all(row.shape == (len(HEADS["themes"]),) for row in heard.values())
    assert {"held-out narratives", "development inspections", "a fictional audit"} <= set(told)
    assert all(0 <= value <= figures["n"] for figures in told.values() for value in figures.values())
    card = tomllib.loads((models / "appraiser" / "card.toml").read_text(encoding="utf-8"))
    for file, digest in card["files"].items():
        assert cards.sha256(models / "appraiser" / file) == digest
        assert (models / "appraiser" / file).stat().st_size <= 25_000_000
    linear = Linear.load(models / "appraiser" / "linear.safetensors")
    assert linear.tensors["polarity.weights"].shape[1] == len(HEADS["polarity"])
    ids = {name: np.ones((1, 3), np.int64) for name in ("ids", "marks", "mask")}
    (logits,) = session(models / "appraiser" / "reader.onnx").run(["logits"], ids)
    assert logits.shape == (1, sum(map(len, HEADS.values())))
