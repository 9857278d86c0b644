"""The linear half of the appraiser: hashed features, one weight a feature and answer, and so a reason."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative import cards
from lif_narrative.appraise.features import WORD, features
from lif_narrative.appraise.lexicon import Hit, hits

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

FILE = "linear.safetensors"
BUCKETS = 2**16  # hashing keeps no vocabulary, so the weights hold nobody's words


def hashed(rows: Sequence[Mapping[str, float]]) -> Any:
    """Named features as a sparse matrix, shape (n_texts, BUCKETS)."""
    from sklearn.feature_extraction import FeatureHasher

    return FeatureHasher(BUCKETS).transform(rows)


@dataclass(frozen=True)
class Linear:
    """Weights by head: `<head>.weights` (BUCKETS, n_answers) and `<head>.bias` (n_answers,)."""

    tensors: Mapping[str, Floats]

    @staticmethod
    @functools.cache
    def load(path: Path) -> Linear:
        """Read the weights of a safetensors file."""
        from safetensors.numpy import load_file

        return Linear({name: tensor.astype("float32") for name, tensor in load_file(path).items()})

    def scores(self, head: str, matrix: Any) -> Floats:
        """Log-odds of the answers, shape (n_texts, n_answers)."""
        out: Floats = matrix @ self.tensors[f"{head}.weights"] + self.tensors[f"{head}.bias"]
        return out

    def why(self, text: str, head: str, answer: int, most: int = 3) -> tuple[str, ...]:
        """The words of the text that spoke most for an answer, in their order.

        A word's say is the sum of the weights of the features that name it, alone and with its
        neighbours. Words of grammar are left out, but for those that deny, turn or repair.
        """
        found = [
            (match.group(), match.start()) for match in WORD.finditer(text) if match.group()[0].isalnum()
        ]
        said = self._say([word.lower().replace("’", "'") for word, _ in found], head, answer)
        listed = hits(text)
        telling = [
            place for place, (word, at) in enumerate(found) if said[place] > 0 and _tells(listed, word, at)
        ]
        best = sorted(telling, key=lambda place: (-said[place], place))[:most]
        return tuple(found[place][0] for place in sorted(best))

    def _say(self, words: Sequence[str], head: str, answer: int) -> Any:
        weights = self.tensors[f"{head}.weights"]
        pairs = [f"b={a} {b}" for a, b in zip(words, words[1:], strict=False)]
        if not words:
            return []
        own = hashed([{f"w={word}": 1.0} for word in words] + [{pair: 0.5} for pair in pairs])
        said = own @ (weights[:, answer] - weights.mean(axis=1))
        alone, joined = said[: len(words)], said[len(words) :]
        alone[:-1] += joined
        alone[1:] += joined
        return alone


def shipped() -> Linear:
    """The model as it ships, its file checked against the card."""
    return Linear.load(cards.weights("appraiser", FILE))


def _tells(listed: Sequence[Hit], word: str, at: int) -> bool:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    if word.lower() not in ENGLISH_STOP_WORDS:
        return True
    return any(hit.start <= at < hit.end for hit in listed)


def matrix_of(texts: Sequence[str], contexts: Sequence[str], methods: Sequence[str]) -> Any:
    """The hashed features of texts."""
    return hashed([features(*told) for told in zip(texts, contexts, methods, strict=True)])
