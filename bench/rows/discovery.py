"""Rows 9, 10 and 13: themes found by themselves, the same in any order, no text lost."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.corpora import draws, encoder, grouped
from bench.peers import topics
from bench.registry import NO_WEIGHTS, Figure, row
from bench.scores import alike
from lif_narrative.language import noun_phrases
from lif_narrative.theme import ThemeFinder, naming

SIZES, DRAWS, TWO = (50, 100, 200, 500), 2, 2
NOTE = "mean over n = 50, 100, 200, 500 (as far as there are so many), two draws each"

_KNOWN: dict[str, list[str]] = {}


def ours(texts: list[str], vectors: Any, codebook: Any = None) -> np.ndarray:
    """Our labels, with the defaults; a text's noun phrases, which only name themes, are sought once."""
    naming.noun_phrases = _phrases
    return ThemeFinder(codebook=codebook, encoder=encoder()).fit(texts, vectors).labels_


def _phrases(texts: Sequence[str]) -> list[list[str]]:
    new = sorted(set(texts) - set(_KNOWN))
    _KNOWN.update(zip(new, noun_phrases(new), strict=True))
    return [_KNOWN[text] for text in texts]


@functools.cache
def found(shared: Path) -> dict[str, dict[str, list[tuple[float, float]]]]:
    """By corpus and method: likeness to the readers' groups and share of texts lost, draw by draw."""
    out: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for name, (texts, groups) in grouped(shared).items():
        vectors = encoder().encode(texts.tolist())
        told = out.setdefault(name, {})
        for n in (size for size in SIZES if size <= len(texts)):
            for place, some in enumerate(draws(n, len(texts), DRAWS, 100)):
                asked, seen, true = texts[some].tolist(), vectors[some], groups[some]
                labels = {"ours": ours(asked, seen)}
                k = len(set(labels["ours"].tolist()) - {-1})
                labels |= {method: find(asked, seen) for method, find in topics.PEERS.items()}
                if place == 0:
                    labels |= {method: find(asked, seen, k) for method, find in topics.TOLD.items()}
                if place == 0 and n == 200:
                    labels["KeyNMF"] = topics.keynmf(asked, seen, k)
                for method, said in labels.items():
                    told.setdefault(method, []).append((alike(true, said), float((said < 0).mean())))
    return out


@row("9", "Discovery, number of themes unknown: likeness to readers' groups")
def discovery(shared: Path) -> list[Figure]:
    """Adjusted Rand index; two corpora in the mean, two more for what they show."""
    told = found(shared)
    mean = {name: {method: float(np.mean([ari for ari, _ in rows])) for method, rows in by.items()}
            for name, by in told.items()}  # fmt: skip
    two = list(mean)[:TWO]
    both = {method: float(np.mean([mean[name][method] for name in two])) for method in mean[two[0]]}
    ours_, bert, kmeans = both.pop("ours"), both["BERTopic"], both["KMeans, silhouette"]
    n = f"{NOTE}, over {' and '.join(two)}"
    told_k = (
        "BERTopic + KMeans, LDA, NMF and KeyNMF were told our number of themes, one draw each; KeyNMF one of "
        "200. The coder's weights, which help to place texts, were taught the guide's themes on sentences of "
        "some of these reports, never sections and never comments' labels"
    )
    return [
        Figure("mean ARI over two corpora", ours_, n, 0.25, both, NO_WEIGHTS, note=told_k),
        Figure("times BERTopic's defaults", ours_ / max(bert, 1e-9), n, 2.0, reading=NO_WEIGHTS),
        Figure("times KMeans with silhouette", ours_ / max(kmeans, 1e-9), n, 1.4, reading=NO_WEIGHTS),
        *(Figure(f"ARI, {name}", by.pop("ours"), NOTE, None, by, NO_WEIGHTS) for name, by in mean.items()),
    ]


@row("13", "Share of texts lost")
def lost(shared: Path) -> list[Figure]:
    """Texts with words that no theme holds, over all draws of row 9."""
    told = found(shared)
    share = {
        method: float(np.mean([gone for by in told.values() for _, gone in by[method]]))
        for method in ("ours", "BERTopic")
    }
    small = [gone for by in told.values() for _, gone in by["BERTopic"][:DRAWS]]
    all_lost = sum(gone == 1 for gone in small)
    note = f"BERTopic lost all texts in {all_lost} of {len(small)} draws of 50"
    return [Figure("lost", share["ours"], "all draws of row 9", 0.0, {"BERTopic": share["BERTopic"]},
                   NO_WEIGHTS, lower=True, note=note)]  # fmt: skip


@row("10", "Twenty shuffles from the text on: the same partition")
def shuffles(shared: Path) -> list[Figure]:
    """The lowest ARI of twenty shuffles with the order as it came; three for peers."""
    table, figures = grouped(shared)["comments by their one label"][0], []
    paragraphs = grouped(shared)["inspection paragraphs by section"][0]
    every = np.concatenate([table, paragraphs])
    for n, times in ((350, 20), (3000, 20)):
        some = next(draws(n, len(every), 1))
        texts = every[some].tolist()
        first = ours(texts, encoder().encode(texts))
        worst = min(_again(ours, texts, first, times))
        others = {}
        if n == 350:
            for method, find in topics.PEERS.items():
                start = find(texts, encoder().encode(texts))
                others[method] = min(_again(find, texts, start, 3))
        figures.append(Figure(f"lowest ARI, n = {n}", worst, f"{times} shuffles", 1.0, others, NO_WEIGHTS))
    return figures


def _again(find: Any, texts: list[str], first: np.ndarray, times: int) -> list[float]:
    told = []
    for order in draws(len(texts), len(texts), times, 1):
        mixed = [texts[i] for i in order]
        told.append(alike(first[order], find(mixed, encoder().encode(mixed))))
    return told
