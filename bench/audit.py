"""The practice pack through the whole pipeline, beside the sentences and codes planted in it."""

from __future__ import annotations

import functools
import re
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

CELL = re.compile(r"![A-Z]+\d+$|^R\d+C\d+$")
CODER = "model:coder"


@functools.cache
def through_pipeline(shared: Path) -> pd.DataFrame:
    """Each planted sentence with its codes, and what the pipeline says of the excerpt that holds it.

    Columns of the truth, and `got_polarity`, `got_speaker`, `got_reported`, `got_scope`, `got_themes`
    ("" where no excerpt holds the sentence: it then counts as wrong).
    """
    from lif_narrative.project import Project
    from lif_narrative.training.themes import guide

    pack = shared / "packs" / "neglect"
    with tempfile.TemporaryDirectory() as folder:
        project = Project.open(Path(folder) / "audit", actor="human:bench")
        report = project.ingest(pack / "audit")
        project.adopt(guide(shared))
        project.run(upto="theme")
        excerpts, codings = project.excerpts(), project.codings()
        project.close()
    sources = dict(zip(report.taken["path"], report.taken["source"], strict=True))
    codes = codings[codings["coder"].str.startswith(CODER)].groupby("excerpt_id")["theme_id"].agg("|".join)
    excerpts["themes"] = excerpts["id"].map(codes).fillna("")
    planted = pd.read_csv(pack / "truth" / "identifiers.csv", keep_default_na=False)["text"]
    names = sorted(set(planted), key=lambda text: (-len(text), text))
    breaks = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    by_source = {source: part.to_dict("records") for source, part in excerpts.groupby("source")}
    truth = pd.read_csv(pack / "truth" / "excerpts.csv", keep_default_na=False)
    asked = ("polarity", "speaker", "reported", "scope", "themes")
    found = []
    for line in truth.to_dict("records"):
        rows = by_source.get(sources.get(str(pack / "audit" / line["file"]), ""), [])
        held = _holding(line, rows, breaks)
        found.append({f"got_{name}": held.get(name, "") for name in asked})
    return truth.join(pd.DataFrame(found))


def _holding(line: dict[str, Any], rows: list[dict[str, Any]], breaks: re.Pattern[str]) -> dict[str, Any]:
    """The excerpt that holds a sentence, whose names may have been replaced; in its own cell if any."""
    pieces = [re.escape(" ".join(piece.split())) for piece in breaks.split(line["sentence"])]
    pattern = re.compile(r".{0,60}?".join(pieces))
    if CELL.search(line["locator"]):
        rows = [row for row in rows if row["locator"] == line["locator"]] or rows
    fits = [row for row in rows if pattern.search(" ".join(row["text"].split()))]
    if not fits:  # cut into clauses: the excerpt that its first words are in
        words = " ".join(line["sentence"].split())[:40]
        fits = [row for row in rows if words in " ".join(row["text"].split())]
    return min(fits, key=lambda row: len(row["text"])) if fits else {}
