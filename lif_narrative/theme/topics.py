"""BERTopic, and only here: its own themes for comparison, and a fitted one made of ours."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.errors import NarrativeError

Floats = npt.NDArray[Any]


def found(texts: list[str], vectors: Floats, n_themes: int | str) -> tuple[Any, list[tuple[str, ...]]]:
    """BERTopic's own labels and words."""
    model = _module().BERTopic(nr_topics=None if n_themes == "auto" else int(n_themes), verbose=False)
    labels, _ = model.fit_transform(texts, vectors.astype(np.float32))
    told = {topic: tuple(word for word, _ in words if word) for topic, words in model.get_topics().items()}
    return np.array(labels, dtype=np.int64), [told[topic] for topic in sorted(told) if topic >= 0]


def made_of(texts: list[str], vectors: Floats, labels: Any) -> Any:
    """BERTopic's manual topic modelling: its parts that reduce and cluster are left empty."""
    from sklearn.feature_extraction.text import CountVectorizer

    bertopic = _module()
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction

    model = bertopic.BERTopic(
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(stop_words="english"),
        verbose=False,
    )
    model.fit(texts, embeddings=vectors.astype(np.float32), y=labels.tolist())
    return model


def _module() -> Any:
    try:
        import bertopic
    except ImportError:
        raise NarrativeError(
            "BERTopic is not installed. Install it: pip install 'lif_narrative[topics]'."
        ) from None
    return bertopic
