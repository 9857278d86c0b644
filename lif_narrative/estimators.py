"""Our encoder and appraiser as scikit-learn transformers, for `Pipeline`, `FeatureUnion` and `GridSearchCV`.

`ThemeCoder` and `ThemeFinder` are estimators themselves. All four read texts, one string a sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin

from lif_narrative.reading_texts import ReadsTexts

APPRAISED = ("p_strength", "p_concern", "p_mixed", "p_neutral")


class TextVectors(ReadsTexts, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts to vectors of unit length; nothing is learned.

    Parameters
    ----------
    encoder : str
        A name of `Encoder`: "minilm", "minilm-fp32" …
    cache : path, optional
        Where vectors are kept by content.
    """

    def __init__(self, encoder: str = "minilm", cache: str | Path | None = None) -> None:
        self.encoder = encoder
        self.cache = cache

    def fit(self, texts: Sequence[str], y: Any = None) -> TextVectors:
        """Learn nothing; `n_features_out_` says how wide the vectors are."""
        self.n_features_out_ = self._encoder().encode([""]).shape[1]
        return self

    def transform(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of the texts, shape (n_texts, n_dimensions)."""
        made: npt.NDArray[np.float32] = self._encoder().encode(list(map(str, texts)))
        return made

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[Any]:
        """Names of the columns: encoder and place."""
        width = self._encoder().encode([""]).shape[1]
        return np.array([f"{self.encoder}{place}" for place in range(width)], dtype=object)

    def _encoder(self) -> Any:
        from lif_narrative.embed import Encoder

        return Encoder(self.encoder, cache=None if self.cache is None else Path(self.cache))


class Appraisals(ReadsTexts, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts to the probabilities of their polarity; nothing is learned.

    Parameters
    ----------
    cache : path, optional
        Where results are kept by content.
    """

    def __init__(self, cache: str | Path | None = None) -> None:
        self.cache = cache

    def fit(self, texts: Sequence[str], y: Any = None) -> Appraisals:
        """Learn nothing."""
        self.n_features_out_ = len(APPRAISED)
        return self

    def transform(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """Probabilities of strength, concern, mixed and neutral, shape (n_texts, 4)."""
        from lif_narrative.appraise import Appraiser

        told = Appraiser(None if self.cache is None else Path(self.cache)).predict(list(map(str, texts)))
        return np.asarray(told[list(APPRAISED)].to_numpy(dtype=np.float64))

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[Any]:
        """Names of the columns."""
        return np.array(APPRAISED, dtype=object)
