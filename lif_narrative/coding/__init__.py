"""Which themes of a codebook a text is about: from definitions at first, from people's codes after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator

from lif_narrative import cards
from lif_narrative.codebook import Codebook
from lif_narrative.coding import labelling, looking, pairs, rationale, unplaced
from lif_narrative.coding.learned import Learned, learn
from lif_narrative.coding.readings import Readings, together
from lif_narrative.coding.ready import Ready
from lif_narrative.coding.wordings import Encodes
from lif_narrative.fingerprint import DECIMALS
from lif_narrative.ingest.nearempty import near_empty
from lif_narrative.reading_texts import ReadsTexts

if TYPE_CHECKING:
    import pandas as pd


def fingerprints() -> Mapping[str, str]:
    """The models that coding rests on, with the hash of their weights."""
    return {"coder": cards.fingerprint("coder")}


class ThemeCoder(ReadsTexts, Ready, BaseEstimator):  # type: ignore[misc]
    """Codes texts with the themes of a codebook; each text may have several, or none.

    Works unfitted: name, definition, include and exclude say what a theme is. Codes that people gave
    (`fit`) correct that, theme by theme. Results do not depend on the order of texts.

    Parameters
    ----------
    codebook : Codebook, DataFrame or path
        What `Codebook.read` reads. Themes with children are not coded with; their children are.
    seed : int
        Kept for the contract: nothing here is drawn by chance.
    encoder : optional
        Anything with `encode(texts)`; the shipped MiniLM if not given.

    Attributes
    ----------
    learned_ : Learned
        What people's codes taught; absent before `fit`.
    unknown_ : list of str
        Ids in the labels that the codebook does not code with; they were left out.
    """

    def __init__(
        self, codebook: Codebook | pd.DataFrame | str, seed: int = 0, encoder: Encodes | None = None
    ) -> None:
        self.codebook = codebook
        self.seed = seed
        self.encoder = encoder

    def fit(
        self, texts: Sequence[str], labels: Any = None, contexts: Sequence[str] | None = None,
        methods: Sequence[str] | None = None,
    ) -> ThemeCoder:  # fmt: skip
        """Learn from coded texts.

        Parameters
        ----------
        texts : sequence of str
        labels : sequence of sets of theme ids, or bool DataFrame with theme ids as columns
            None, or a missing row, says that nobody coded the text; an empty set says that it has no theme.
        contexts : sequence of str, optional
            For each text the question above it, a line break, and the paragraph around it.
        methods : sequence of str, optional
            How each text was gathered ("focus group"); it says a little of what is meant.

        Raises
        ------
        NarrativeError
            Texts, labels and contexts differ in number.
        """
        texts, contexts, methods = together(texts, contexts, methods)
        rows, given, self.unknown_ = labelling.read(labels, len(texts), self.themes)
        rows = [row for row in rows if not near_empty(texts[row])]
        self.__dict__.pop("learned_", None)
        self._kept.pop("mark", None)
        if rows:
            readings = Readings(texts, contexts, self._encoder(), methods).taken(rows)
            self.learned_ = learn(readings, self._from_definitions(readings), given[rows])
        return self

    def predict_proba(
        self, texts: Sequence[str], contexts: Sequence[str] | None = None,
        methods: Sequence[str] | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """Calibrated probability of each theme, shape (n_texts, n_themes), rounded to 6 decimals.

        A text without words of its own ("n/a", "see above") has 0 throughout.
        """
        import pandas as pd

        texts, contexts, methods = together(texts, contexts, methods)
        likely = 1 / (1 + np.exp(-np.clip(self._logits(texts, contexts, methods), -30, 30)))
        likely[[near_empty(text) for text in texts]] = 0.0
        return pd.DataFrame(np.round(likely, DECIMALS), columns=self.themes)

    def predict(
        self, texts: Sequence[str], contexts: Sequence[str] | None = None,
        methods: Sequence[str] | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """Whether each text is placed under each theme: bool, shape (n_texts, n_themes)."""
        return self.predict_proba(texts, contexts, methods) >= self.thresholds()["threshold"].to_numpy()

    def score(
        self, texts: Sequence[str], labels: Any, contexts: Sequence[str] | None = None,
        methods: Sequence[str] | None = None,
    ) -> float:  # fmt: skip
        """F1 over all coded texts and themes, 0 to 1: what `GridSearchCV` compares."""
        rows, given, _ = labelling.read(labels, len(texts), self.themes)
        chosen = self.predict(texts, contexts, methods).to_numpy()[rows]
        both, either = (chosen & given[rows]).sum(), chosen.sum() + given[rows].sum()
        return float(2 * both / either) if either else 1.0

    def thresholds(self) -> pd.DataFrame:
        """Where each theme is cut, and what to expect above it; indexed by theme id.

        Columns: `threshold`, `precision` expected of what is placed under the theme (0 to 1), `codes` by
        people, and `basis`: `codes` if measured on people's own codes, `definitions` if on other codebooks.
        """
        import pandas as pd

        found: Learned | None = getattr(self, "learned_", None)
        codes = np.zeros(len(self.themes), int) if found is None else found.counts
        if found is not None and found.thresholds is not None:
            columns = {
                "threshold": found.thresholds,
                "precision": found.precision,
                "codes": codes,
                "basis": "codes",
            }
        else:
            threshold, precision = pairs.cuts(self._wordings())
            columns = {"threshold": threshold, "precision": precision, "codes": codes, "basis": "definitions"}
        return pd.DataFrame(columns, index=pd.Index(self.themes, name="theme_id"))

    def queue(
        self, texts: Sequence[str], contexts: Sequence[str] | None = None,
        methods: Sequence[str] | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """Texts that no theme was placed on, for people to read; texts without words are not among them.

        Returns
        -------
        DataFrame
            `place` in the input, `theme_id` of the nearest theme, its `probability`, and the `gap` to its
            threshold; the ones nearest to a decision first.
        """
        cuts = self.thresholds()["threshold"].to_numpy()
        return unplaced.queue(texts, self.predict_proba(texts, contexts, methods), cuts)

    def look_for(
        self, theme: str, texts: Sequence[str], contexts: Sequence[str] | None = None
    ) -> looking.Sought:
        """Look for a watched theme, with its words and its meaning; what is not found is reported as such."""
        texts, contexts, _ = together(texts, contexts, None)
        column = self._column(theme)
        likely, chosen = self.predict_proba(texts, contexts), self.predict(texts, contexts)
        readings = Readings(texts, contexts, self._encoder())
        return looking.look(
            readings, self._wordings(), column, likely.to_numpy()[:, column], chosen.to_numpy()[:, column]
        )

    def why(self, text: str, theme: str) -> list[rationale.Reason]:
        """The stretches of a text that fit a theme best: exact spans, strongest first."""
        return rationale.reasons(text, self._column(theme), self._wordings(), self._encoder())
