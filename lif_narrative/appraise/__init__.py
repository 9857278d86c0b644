"""Appraise: what a sentence says of practice (polarity), who speaks, who is reported, how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative import cards
from lif_narrative.appraise.blend import blend, mixed
from lif_narrative.appraise.kinds import likeness, plain_matrix
from lif_narrative.appraise.kinds import polarity as by_kind
from lif_narrative.appraise.linear import matrix_of, shipped
from lif_narrative.appraise.reasons import Reason, reasons
from lif_narrative.appraise.scope import words_of
from lif_narrative.appraise.tuned import HEADS, Reader
from lif_narrative.errors import NarrativeError
from lif_narrative.records import VOICES

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.appraise.blend import Floats

ASKED = ("polarity", "reported", "scope", "speaker")
COLUMNS = (
    "polarity", "p_strength", "p_concern", "p_mixed", "p_neutral", "speaker", "reported", "scope",
    "scope_words", "why",
)  # fmt: skip


@dataclass(frozen=True)
class Appraiser:
    """Polarity, voice and scope of sentences: a fine-tuned MiniLM averaged with a linear model.

    Polarity is of practice or of people's experience and not of the subject ("abuse is recognised
    quickly" is a strength). What it was taught on and how far it can be trusted is in
    `models/appraiser/card.toml`.

    Parameters
    ----------
    cache : Path, optional
        A folder where results are kept by content; without one nothing is written.
    """

    cache: Path | None = None

    def predict(
        self,
        texts: Sequence[str],
        contexts: Sequence[str] | None = None,
        methods: Sequence[str] | None = None,
        speakers: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Appraise each text by itself; the order and company of texts change nothing.

        Parameters
        ----------
        texts : sequence of str, shape (n,)
            Sentences.
        contexts : sequence of str, shape (n,), optional
            For each, the question above, a line break, and the paragraph around it. Much writing
            leans on them ("No."): without them it is read less well.
        methods : sequence of str, shape (n,), optional
            Names of `records.METHODS`; empty where not known.
        speakers : sequence of str, shape (n,), optional
            Who speaks, where the document's structure says so (a tag in a transcript, the writer of a
            return): one of `records.VOICES`, or empty. It is believed.

        Returns
        -------
        DataFrame, one row a text
            `polarity`; `p_strength`, `p_concern`, `p_mixed`, `p_neutral`: calibrated probabilities that
            sum to 1; `speaker`, `reported`: voices; `scope` and `scope_words`, the quantifier it was
            read from, empty where unstated; `why`: the words that spoke most for the polarity.

        Raises
        ------
        NarrativeError
            The sequences differ in length, or a speaker is no voice.
        """
        import pandas as pd

        texts = list(texts)
        contexts = _filled("contexts", contexts, len(texts))
        methods = _filled("methods", methods, len(texts))
        hints = _filled("speakers", speakers, len(texts))
        unknown = sorted({hint for hint in hints if hint and hint not in VOICES})
        if unknown:
            raise NarrativeError(f"'{unknown[0]}' is no voice. Known: {', '.join(VOICES)}, or empty.")
        if not texts:
            return pd.DataFrame(
                {name: pd.Series(dtype=float if name[:2] == "p_" else str) for name in COLUMNS}
            )
        chances = self.chances(texts, contexts, methods)
        best = {head: [HEADS[head][place] for place in chances[head].argmax(axis=1)] for head in ASKED}
        table = pd.DataFrame({"polarity": best["polarity"]})
        for place, polarity in enumerate(HEADS["polarity"]):
            table[f"p_{polarity}"] = chances["polarity"][:, place]
        table["speaker"] = [hint or said for hint, said in zip(hints, best["speaker"], strict=True)]
        table["reported"], table["scope"] = best["reported"], best["scope"]
        table["scope_words"] = [words_of(*told) for told in zip(texts, best["scope"], strict=True)]
        table["why"] = [_why(*told) for told in zip(texts, best["polarity"], strict=True)]
        return table[list(COLUMNS)]

    def chances(
        self, texts: Sequence[str], contexts: Sequence[str], methods: Sequence[str]
    ) -> dict[str, Floats]:
        """Calibrated probabilities by head, shape (n_texts, n_answers), answers as in `tuned.HEADS`."""
        read = Reader(self.cache).scores(texts, contexts, methods)
        matrix, told, model = matrix_of(texts, contexts, methods), blend(), shipped()
        counted = {head: model.scores(head, matrix) for head in ASKED}
        plain = plain_matrix(texts)
        felt, shares = model.scores("sentiment", plain), likeness(model.scores("kind", plain), methods)
        judged = by_kind(read["polarity"], counted["polarity"], felt, shares, told["polarity"])
        others = {
            head: mixed(read[head], counted[head], **told[head]) for head in ASKED if head != "polarity"
        }
        return {"polarity": judged, **others}

    def why(self, text: str, context: str = "", method: str = "") -> dict[str, list[Reason]]:
        """The words that carried each answer about one text, by `ASKED`; `words == text[start:end]`.

        They are what the answer rests on and not only what resembles it: each word is left out in turn,
        then the question, then what stands before. It takes a reading a word, so it is for one text at
        a time. Scope is told by its quantifier, with n and N where both are stated. A list is empty
        where no single word carried the answer.
        """
        fresh = replace(self, cache=None)  # texts with a word left out are nobody's, and are not kept
        return reasons(
            lambda texts, contexts: fresh.chances(texts, contexts, [method] * len(texts)), text, context
        )


def _filled(name: str, given: Sequence[str] | None, length: int) -> list[str]:
    if given is None:
        return [""] * length
    if len(given) != length:
        raise NarrativeError(f"There are {length} texts and {len(given)} {name}. Give one for each text.")
    return [value or "" for value in given]


def _why(text: str, polarity: str) -> str:
    return " · ".join(shipped().why(text, "polarity", HEADS["polarity"].index(polarity)))


def fingerprints() -> dict[str, str]:
    """The models that an appraisal rests on, by name, for a run's manifest."""
    return {"appraiser": cards.fingerprint("appraiser")}
