"""Peers of discovery: BERTopic, KMeans, KeyNMF, LDA, NMF. Each gives a label a text, -1 for none."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

MOST = 30  # groups that KMeans may choose from, by silhouette


def bertopic(texts: list[str], vectors: Any) -> np.ndarray:
    """BERTopic with its defaults, on the same vectors; where it fails (few texts), no text is placed."""
    from bertopic import BERTopic

    try:
        return np.array(BERTopic(verbose=False).fit_transform(texts, vectors.astype(np.float32))[0])
    except (TypeError, ValueError):
        return np.full(len(texts), -1)


def bertopic_kmeans(texts: list[str], vectors: Any, k: int) -> np.ndarray:
    """BERTopic with KMeans in place of HDBSCAN; it must be told the number of topics."""
    from bertopic import BERTopic
    from sklearn.cluster import KMeans

    try:
        model = BERTopic(hdbscan_model=KMeans(k, n_init=3), verbose=False)
        return np.array(model.fit_transform(texts, vectors.astype(np.float32))[0])
    except (TypeError, ValueError):
        return np.full(len(texts), -1)


def kmeans(texts: list[str], vectors: Any) -> np.ndarray:
    """KMeans on the same vectors, the number of groups by silhouette."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    most = min(MOST, len(texts) // 2)
    tried = [KMeans(k, n_init=3, random_state=0).fit_predict(vectors) for k in range(2, most + 1)]
    return max(tried, key=lambda labels: silhouette_score(vectors, labels))


def lda(texts: list[str], vectors: Any, k: int) -> np.ndarray:
    """Latent Dirichlet allocation; it must be told the number of topics."""
    from sklearn.decomposition import LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer

    counts = CountVectorizer(stop_words="english").fit_transform(texts)
    return LatentDirichletAllocation(k, random_state=0).fit_transform(counts).argmax(axis=1)


def nmf(texts: list[str], vectors: Any, k: int) -> np.ndarray:
    """Non-negative matrix factorisation of TF-IDF; it must be told the number of topics."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    return NMF(k, init="nndsvd", max_iter=300).fit_transform(words).argmax(axis=1)


def keynmf(texts: list[str], vectors: Any, k: int) -> np.ndarray:
    """KeyNMF of turftopic on the full-precision MiniLM; it must be told the number of topics."""
    from turftopic import KeyNMF

    model = KeyNMF(k, encoder=transformer(), random_state=0)
    return np.asarray(model.fit_transform(texts)).argmax(axis=1)


@functools.cache
def transformer() -> Any:
    """SentenceTransformer's all-MiniLM-L6-v2 with its defaults, from its installed package."""
    from sentence_transformers import SentenceTransformer

    from lif_narrative import cards

    return SentenceTransformer(str(cards.folder("minilm")), device="cpu", local_files_only=True)


PEERS = {"BERTopic": bertopic, "KMeans, silhouette": kmeans}
TOLD = {"BERTopic + KMeans": bertopic_kmeans, "LDA": lda, "NMF": nmf}  # told our number of themes
