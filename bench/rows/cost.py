"""Rows 16 and 18: processor time of a fresh process, from text to what a reviewer sees, beside BERTopic."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.corpora import ROOT
from bench.registry import NO_WEIGHTS, Figure, row

PARAGRAPHS, EXCERPTS = 200, 10_000
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")}
OURS = """
import json, sys
texts = json.load(open(sys.argv[1]))
from lif_narrative.appraise import Appraiser
from lif_narrative.codebook import Codebook
from lif_narrative.coding import ThemeCoder
from lif_narrative.theme import ThemeFinder
ThemeCoder(Codebook.starter()).predict(texts)
ThemeFinder().fit(texts)
Appraiser().predict(texts)
"""
THEMES = """
import json, sys
texts = json.load(open(sys.argv[1]))
from lif_narrative.theme import ThemeFinder
ThemeFinder().fit(texts)
"""
THEIRS = """
import json, sys
texts = json.load(open(sys.argv[1]))
from sentence_transformers import SentenceTransformer
from bertopic import BERTopic
model = SentenceTransformer(sys.argv[2], device="cpu", local_files_only=True)
BERTopic(embedding_model=model).fit_transform(texts)
"""


@row("16", "Text to coded, themed and appraised, fresh process, beside BERTopic")
def cost(shared: Path) -> list[Figure]:
    """Processor time of both in one run, loading included: a ratio, which holds here and hints elsewhere."""
    import pandas as pd

    from lif_narrative import cards

    table = pd.read_parquet(shared / "corpora" / "ofsted_ilacs.parquet").sort_values("paragraph_id")
    texts = table[table["text"].str.len() >= 40]["text"].sample(PARAGRAPHS, random_state=0).tolist()
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        mine, others = _spent(OURS, file.name), _spent(THEIRS, file.name, str(cards.folder("minilm")))
    note = f"{mine:.1f} s and {others:.1f} s of processor time; theirs themes only"
    n = f"{PARAGRAPHS} paragraphs, one run"
    return [Figure("share of BERTopic's processor time", mine / others, n, 1 / 3, {"BERTopic": 1.0},
                   NO_WEIGHTS, lower=True, note=note)]  # fmt: skip


@row("18", "Text to themes, 10,000 excerpts, fresh process, beside BERTopic")
def themes(shared: Path) -> list[Figure]:
    """Processor time of both in one run on distinct inspection sentences, loading included.

    Both have one thread, so that nobody's waiting threads count where other processes run.
    """
    import pandas as pd

    from lif_narrative import cards
    from lif_narrative.sentences import spans

    told = pd.read_parquet(shared / "corpora" / "ofsted_ilacs.parquet")["text"]
    every = sorted({text[a:b] for text in told for a, b in spans(text)})
    texts = pd.Series(every).sample(EXCERPTS, random_state=0).tolist()
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        mine = _spent(THEMES, file.name, env=ONE_THREAD)
        others = _spent(THEIRS, file.name, str(cards.folder("minilm")), env=ONE_THREAD)
    note = f"{mine:.0f} s and {others:.0f} s of processor time"
    return [Figure("times as fast as BERTopic", others / mine, f"{EXCERPTS} sentences, one run", 2.5,
                   {"BERTopic": 1.0}, NO_WEIGHTS, note=note)]  # fmt: skip


def _spent(code: str, *arguments: str, env: dict[str, str] | None = None) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, env=os.environ | (env or {}))  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
