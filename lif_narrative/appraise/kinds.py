"""The kinds of writing, told apart by their words, and polarity read in each by what holds there.

Inspection reports, audit narratives and comments to a service differ in how often they judge and in
how they say it. So each text's polarity is the average of three readings, by how much it is of each kind:
its method says so, and where there is none, or a comment may be long or short, its words do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lif_narrative.appraise.blend import log_share, mixed
from lif_narrative.appraise.features import features
from lif_narrative.appraise.linear import hashed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

KINDS = ("narrative", "inspection", "feedback")
SENTIMENTS = ("good", "poor", "between")  # between: mixed or neutral, which raters of comments do not part
ANSWERS: Mapping[str, tuple[str, ...]] = {"kind": KINDS, "sentiment": SENTIMENTS}
COMMENTS = frozenset({"family feedback"})
CAUTION = (
    0.0,
    0.0,
    2.0,
)  # log-odds: writing of an audit is taken for a comment only where its words are plain
DECIDED = 4  # how far the likeliest kind prevails
SHARPNESS = 4  # how far the likelier of mixed and neutral takes what is between


def plain_matrix(texts: Sequence[str]) -> Any:
    """The texts without question or method: words and pairs beside pieces of words, each of unit length."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.preprocessing import normalize

    pieces = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), n_features=2**16)
    own = normalize(hashed([features(text) for text in texts]))
    return hstack([own, pieces.transform(texts)]).tocsr()


def likeness(told: Any, methods: Sequence[str]) -> Floats:
    """How much each text is of each of `KINDS`, shape (n_texts, 3), rows sum to 1.

    `told` are the log-odds of the kinds by the words.
    """
    import numpy as np

    allowed = np.array([_allowed(method) for method in methods], dtype=float).reshape(-1, len(KINDS))
    shares: Floats = np.exp(log_share(DECIDED * (log_share(told) - CAUTION))) * allowed + 1e-9 * allowed
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def _allowed(method: str) -> tuple[bool, bool, bool]:
    if not method:
        return (True, True, True)
    return (method != "inspection", method == "inspection", method in COMMENTS)


def polarity(
    read: Any, counted: Any, felt: Any, shares: Any, told: Mapping[str, Mapping[str, Any]]
) -> Floats:
    """Calibrated probabilities, shape (n_texts, 4), answers as in `tuned.HEADS`.

    Parameters
    ----------
    read, counted : (n_texts, 4)
        Log-odds of the fine-tuned and of the linear model.
    felt : (n_texts, 3)
        Log-odds of the sentiment of a comment.
    shares : (n_texts, 3)
        From `likeness`.
    told : mapping
        By kind, how the two are mixed.
    """
    each = [
        mixed(read, counted, **told["narrative"]),
        mixed(read, counted, **told["inspection"]),
        _as_felt(read, felt, **told["feedback"]),
    ]
    out: Floats = sum(shares[:, [place]] * chances for place, chances in enumerate(each))
    out /= out.sum(axis=1, keepdims=True)
    return out


def three(read: Any) -> Floats:
    """Log-odds of four polarities as those of three sentiments: mixed and neutral are one."""
    import numpy as np

    four = np.exp(log_share(read))
    told: Floats = np.log(np.column_stack([four[:, 0], four[:, 1], four[:, 2] + four[:, 3]]) + 1e-9)
    return told


def _as_felt(read: Any, felt: Any, **told: Any) -> Floats:
    """A comment's polarity by its sentiment; what is between goes to the likelier of mixed and neutral."""
    import numpy as np

    chances = mixed(three(read), felt, **told)
    sharp = np.exp(log_share(read))[:, 2:] ** SHARPNESS + 1e-12
    parted = sharp / sharp.sum(axis=1, keepdims=True)
    four: Floats = np.column_stack([chances[:, :2], chances[:, [2]] * parted])
    return four
