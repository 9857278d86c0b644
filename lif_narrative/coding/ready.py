"""What a coder keeps at hand: its codebook as wordings, its encoder, and the logits of the last texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.codebook import Codebook
from lif_narrative.coding import pairs
from lif_narrative.coding.learned import Learned
from lif_narrative.coding.readings import Readings, in_parts
from lif_narrative.coding.wordings import Encodes, Wordings
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest


class Ready:
    """Read once, used again: nothing here is a setting, and `clone` starts without it."""

    codebook: Any
    encoder: Encodes | None
    _kept: dict[str, Any]

    @property
    def themes(self) -> list[str]:
        """The ids of the themes coded with: the columns of every result."""
        return self._wordings().ids

    def _logits(self, texts: list[str], contexts: list[str], methods: list[str]) -> npt.NDArray[Any]:
        """Logits of all pairs; those of the last texts are kept, since `predict` asks for them again."""
        wordings, mark = self._wordings(), digest([texts, contexts, methods])
        if self._kept.get("mark") != mark:
            rows = [np.zeros((0, len(wordings.ids)))]
            for readings in in_parts(texts, contexts, self._encoder(), methods):
                logits = self._from_definitions(readings)
                learned: Learned | None = getattr(self, "learned_", None)
                rows.append(logits if learned is None else learned.logits(readings, logits))
            self._kept |= {"mark": mark, "logits": np.vstack(rows)}
        return np.array(self._kept["logits"])

    def _from_definitions(self, readings: Readings) -> npt.NDArray[Any]:
        """What the codebook alone says of texts, as logits: where people's codes start from."""
        return pairs.logits(readings, self._wordings())

    def _wordings(self) -> Wordings:
        """The codebook as wordings: made again only when another codebook or encoder is set."""
        kept: dict[str, Any] = self.__dict__.setdefault("_kept", {})
        if kept.get("of") != (id(self.codebook), id(self.encoder)):
            wordings = Wordings(Codebook.read(self.codebook), self._encoder())
            if not wordings.ids:
                raise NarrativeError(
                    "The codebook holds no theme in use. Add one, or take one out of retirement."
                )
            kept.clear()
            kept |= {"of": (id(self.codebook), id(self.encoder)), "wordings": wordings}
        return kept["wordings"]  # type: ignore[no-any-return]

    def _encoder(self) -> Encodes:
        from lif_narrative.embed import Encoder

        return self.encoder if self.encoder is not None else Encoder("minilm")

    def _column(self, theme: str) -> int:
        if theme not in self.themes:
            raise NarrativeError(
                f"The codebook does not code with '{theme}'. ThemeCoder.themes lists its ids."
            )
        return self.themes.index(theme)
