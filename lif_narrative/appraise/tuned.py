"""The fine-tuned half of the appraiser: MiniLM taught on coded sentences, a head a question."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative import cards
from lif_narrative.appraise.windows import Window
from lif_narrative.embed import session
from lif_narrative.embed.pieces import encode
from lif_narrative.embed.vectors import MEMORY, VectorCache
from lif_narrative.records import POLARITIES, SCOPES, VOICES

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

REPORTED = tuple(voice for voice in VOICES if voice != "auditor")  # an auditor is never reported
THEMES = tuple(
    "VOICE IDENT DISAB FAMILY NEGLECT DA EXPLOIT EARLY FRONT S47 ASSESS PLAN COURT PERM PLACE LEAVE HEALTH"
    " EDUC UASC PARTNER OVERSIGHT WORKFORCE LEADER QA RECORD RELATION".split()
)
HEADS: Mapping[str, tuple[str, ...]] = {
    "polarity": POLARITIES, "reported": REPORTED, "scope": SCOPES, "speaker": VOICES, "themes": THEMES,
}  # fmt: skip
DECIMALS = 4
FILE = "reader.onnx"


class Reader:
    """Texts with their question and paragraph to log-odds, cached by content.

    Each text is read alone, so what it gets does not depend on the texts beside it; batches would
    save no time at this size.
    """

    def __init__(self, cache: Path | None = None) -> None:
        self.model = f"reader-{cards.card('appraiser')['files'][FILE]}"
        self.cache = VectorCache(cache, self.model) if cache else None

    def scores(
        self, texts: Sequence[str], contexts: Sequence[str], methods: Sequence[str]
    ) -> dict[str, Floats]:
        """Log-odds by head, shape (n_texts, n_answers)."""
        import numpy as np

        keys = ["\x1f".join(told) for told in zip(methods, contexts, texts, strict=True)]
        asked = dict(zip(keys, zip(texts, contexts, methods, strict=True), strict=True))
        every = MEMORY.get(self.model, sorted(asked))
        found = self.cache.get([key for key in sorted(asked) if key not in every]) if self.cache else {}
        every |= found
        every |= {key: self._read(*asked[key]) for key in sorted(asked) if key not in every}
        MEMORY.put(self.model, every)
        if self.cache:
            self.cache.put({key: every[key] for key in asked if key not in found})
        width = sum(map(len, HEADS.values()))
        rows = np.stack([every[key] for key in keys]) if keys else np.zeros((0, width), np.float32)
        edges = np.cumsum([len(answers) for answers in HEADS.values()])[:-1]
        return dict(zip(HEADS, np.split(rows, edges, axis=1), strict=True))

    def _read(self, text: str, context: str, method: str) -> Floats:
        import numpy as np

        ids, marks = Window().of(encode, text, context, method)
        told = {"ids": ids, "marks": marks, "mask": [1] * len(ids)}
        (logits,) = opened().run(["logits"], {name: np.array([row], np.int64) for name, row in told.items()})
        row: Floats = np.round(logits[0], DECIMALS).astype(np.float32)
        return row


@functools.cache
def opened() -> Any:
    """The model's session, once per process, its file checked against the card."""
    return session(cards.weights("appraiser", FILE))
