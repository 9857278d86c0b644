"""Discovery: the themes that texts suggest by themselves, for 50 texts or 50,000, the same in any order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator

from lif_narrative.codebook import Codebook
from lif_narrative.coding.wordings import Encodes, Wordings
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.reading_texts import ReadsTexts
from lif_narrative.theme import discovery, merging, topics
from lif_narrative.theme.space import unit

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[Any]


class ThemeFinder(ReadsTexts, BaseEstimator):  # type: ignore[misc]
    """Finds themes in texts, names them, and says how far they can be relied on.

    Every text is placed; those at the edge of their theme are marked. Only texts without words of their own
    ("n/a", "see above"), or all texts when fewer than six have any, get -1.

    Parameters
    ----------
    n_themes : int or "auto"
        "auto" takes the number that survives resampling best.
    seed : int
        Of the resampling, and of the sample when there are more than 2,000 texts.
    codebook : Codebook, DataFrame or path, optional
        Its themes come first, where texts fit them; what is left is grouped. Found themes are then checked
        against it: covered, or new.
    encoder : optional
        Anything with `encode(texts)`; the shipped MiniLM if not given.
    method : "linkage" or "bertopic"
        "bertopic" runs BERTopic as it comes, for comparison.

    Attributes
    ----------
    labels_ : (n,) int
        The theme of each text, -1 for none. Themes are numbered by size.
    probabilities_ : (n, k) float
        Membership in every theme; a row sums to 1, or to 0 where the label is -1.
    themes_ : list of FoundTheme
    stability_ : (k,) float
        Mean best Jaccard likeness under resampling (Hennig 2007); above 0.75 a theme is stable.
    peripheral_ : (n,) bool
        Texts at the edge of their theme.
    hierarchy_ : DataFrame
        Which themes merge first: `first`, `second`, `merged` (ids of nodes) and `likeness`.
    """

    def __init__(
        self,
        n_themes: int | str = "auto",
        seed: int = 0,
        codebook: Any = None,
        encoder: Encodes | None = None,
        method: str = "linkage",
    ) -> None:
        self.n_themes = n_themes
        self.seed = seed
        self.codebook = codebook
        self.encoder = encoder
        self.method = method

    def fit(self, texts: Sequence[str], embeddings: Any = None) -> ThemeFinder:
        """Find themes.

        Parameters
        ----------
        texts : sequence of str
        embeddings : (n, d) array, optional
            Their vectors, if at hand; otherwise the encoder makes them.

        Raises
        ------
        NarrativeError
            Texts and embeddings differ in number, or `n_themes` or `method` is not known.
        """
        texts, vectors = self._read(texts, embeddings)
        self._texts, self._vectors = texts, vectors
        if self.method == "bertopic":
            labels, words = topics.found(texts, vectors, self.n_themes)
            self._found = discovery.told(texts, vectors, unit(vectors), labels, words=words)
        else:
            self._found = discovery.find(
                texts, vectors, self.n_themes, self.seed, self._encoder(), self._wordings()
            )
        for name in ("labels", "probabilities", "themes", "stability", "peripheral", "hierarchy"):
            setattr(self, f"{name}_", getattr(self._found, name))
        return self

    def fit_predict(self, texts: Sequence[str], embeddings: Any = None) -> npt.NDArray[np.int64]:
        """`fit`, then the labels."""
        return self.fit(texts, embeddings)._found.labels

    def assign(self, texts: Sequence[str], embeddings: Any = None) -> npt.NDArray[np.int64]:
        """The themes of new texts by their nearest centres, without fitting again; -1 without words."""
        if not hasattr(self, "_found"):
            raise NarrativeError("No themes were found yet. Call fit first.")
        texts, vectors = self._read(texts, embeddings)
        return self._found.assign(texts, vectors, self._encoder())

    def merges(self, at_least: float = 0.6) -> pd.DataFrame:
        """Pairs of themes that may be one, for a person to decide; the likest first.

        Parameters
        ----------
        at_least : float
            Cosine of the two centres, up to 1.

        Returns
        -------
        DataFrame
            `first` and `second` (numbers of themes), their `first_name` and `second_name`, and `likeness`.

        Raises
        ------
        NarrativeError
            Nothing was fitted yet.
        """
        if not hasattr(self, "_found"):
            raise NarrativeError("No themes were found yet. Call fit first.")
        return merging.merges(self._found.centres, [theme.name for theme in self.themes_], at_least)

    def to_bertopic(self) -> Any:
        """A fitted BERTopic made from these labels: its hierarchy, topics over time and plots then work.

        Topics are numbered by size, as our themes are; of two equally large ones either may come first.

        Raises
        ------
        NarrativeError
            Nothing was found yet, or BERTopic is not installed.
        """
        if not hasattr(self, "_found") or not len(self.themes_):
            raise NarrativeError("No themes were found yet. Call fit with at least six texts first.")
        return topics.made_of(self._texts, self._vectors, self.labels_)

    def _read(self, texts: Sequence[str], embeddings: Any) -> tuple[list[str], Floats]:
        own = ["" if text is None else str(text) for text in texts]
        if self.method not in ("linkage", "bertopic"):
            raise UnknownChoice("method", str(self.method), ["linkage", "bertopic"])
        if self.n_themes != "auto" and not (
            isinstance(self.n_themes, int | np.integer) and self.n_themes > 0
        ):
            raise NarrativeError('n_themes is neither "auto" nor a positive whole number. Give one of these.')
        vectors = self._encoder().encode(own) if embeddings is None else np.asarray(embeddings)
        if len(vectors) != len(own):
            raise NarrativeError(f"There are {len(own)} texts and {len(vectors)} embeddings. Give one each.")
        return own, np.round(np.asarray(vectors, dtype=np.float64), 6)

    def _encoder(self) -> Encodes:
        from lif_narrative.embed import Encoder

        return self.encoder if self.encoder is not None else Encoder("minilm")

    def _wordings(self) -> Wordings | None:
        return None if self.codebook is None else Wordings(Codebook.read(self.codebook), self._encoder())
