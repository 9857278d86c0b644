"""Row 17: encoders beside `SentenceTransformer.encode` as it comes, turn by turn in one run."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np

from bench.corpora import ROOT
from bench.registry import NO_WEIGHTS, Figure, row

SENTENCES, TURNS = 256, 5
NAMES = {"minilm": (1.4, 0.999), "minilm-fast": (2.0, 0.99), "static": (20.0, None)}


@row("17", "Encoders beside SentenceTransformer.encode with its defaults")
def encoders(shared: Path) -> list[Figure]:
    """Processor time of distinct inspection sentences, nothing cached; mean cosine to the same model.

    Torch has one thread: with more, its threads wait by spinning, which would count against it wherever
    another process runs. Ours sleep.
    """
    import pandas as pd
    import torch
    from sentence_transformers import SentenceTransformer

    from lif_narrative import cards
    from lif_narrative.embed import LATEST, choose
    from lif_narrative.sentences import spans

    table = pd.read_parquet(shared / "corpora" / "ofsted_ilacs.parquet")
    every = sorted({text[a:b] for text in table["text"] for a, b in spans(text)})
    texts = [every[i] for i in np.random.default_rng(0).permutation(len(every))[:SENTENCES]]
    theirs = SentenceTransformer(str(cards.folder("minilm")), device="cpu", local_files_only=True)
    ways = {"peer": lambda: theirs.encode(texts, normalize_embeddings=True)}
    ways |= {name: partial(choose(LATEST[name]), texts) for name in NAMES}
    spent: dict[str, list[float]] = {}
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    for _ in range(TURNS):
        for name, encode in ways.items():
            start = time.process_time()
            encode()
            spent.setdefault(name, []).append(time.process_time() - start)
    torch.set_num_threads(threads)
    vectors = {name: encode() for name, encode in ways.items()}
    n, figures = f"{SENTENCES} sentences, best of {TURNS} turns", []
    for name, (times, near) in NAMES.items():
        ratio = min(spent["peer"]) / min(spent[name])
        note = f"{_ms(spent[name])} of processor time a sentence, theirs {_ms(spent['peer'])}"
        figures.append(Figure(f"{name}, times as fast", ratio, n, times, {"SentenceTransformer": 1.0},
                              NO_WEIGHTS, note=note))  # fmt: skip
        if near:
            cosine = float((vectors[name] * vectors["peer"]).sum(axis=1).mean())
            figures.append(Figure(f"{name}, mean cosine", cosine, n, near, reading=NO_WEIGHTS))
    figures.append(_alike(vectors))
    return [*figures, _import()]


def _ms(times: list[float]) -> str:
    return f"{min(times) / SENTENCES * 1000:.2f} ms"


def _alike(vectors: dict[str, np.ndarray]) -> Figure:
    upper = np.triu_indices(SENTENCES, 1)
    one, other = (vectors[name] @ vectors[name].T for name in ("static", "peer"))
    value = float(np.corrcoef(one[upper], other[upper])[0, 1])
    return Figure("static, correlation of cosines of pairs", value, f"{len(upper[0])} pairs",
                  reading=NO_WEIGHTS)  # fmt: skip


def _import() -> Figure:
    code = "import time; a = time.process_time(); import lif_narrative; lif_narrative.Encoder()\n"
    code += "print(time.process_time() - a)"
    told = [float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True,
                                 check=True).stdout) for _ in range(3)]  # fmt: skip
    return Figure("seconds of processor time to import", min(told), "best of 3 processes", 0.6,
                  reading=NO_WEIGHTS, lower=True)  # fmt: skip
