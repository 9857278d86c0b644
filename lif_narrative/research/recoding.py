"""The coding of a project done again in memory, with one thing otherwise; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from lif_narrative.adoption import codebook_of
from lif_narrative.codebook import Codebook
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Coding, Theme
from lif_narrative.steps.reading import Plain, plain

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.coding import ThemeCoder
    from lif_narrative.embed import Encoder
    from lif_narrative.project import Project

MOST: Final = 5_000  # excerpts that are coded again; of more, a seeded sample
Members = dict[str, frozenset[str]]  # theme id, or "found " and the id of a proposed one, to excerpt ids


@dataclass(frozen=True)
class Recoded:
    """A project's excerpts, codebook and decisions, ready to be coded again."""

    rows: list[Plain] = field(repr=False)
    codebook: Codebook
    decided: tuple[Coding, ...] = field(repr=False)
    refused: frozenset[str]  # proposals that people decided on: they are not proposed again
    encoder: Encoder
    seed: int
    settings: Mapping[str, Any]

    def done(
        self, seed: int | None = None, order: int | None = None, ids: frozenset[str] | None = None,
        encoder: str = "", cut: float = 1.0,
    ) -> Members:  # fmt: skip
        """The excerpts under each theme, with people's word before the model's."""
        from lif_narrative.steps.finding import beyond_codebook

        rows = [row for row in self.rows if ids is None or row.id in ids]
        if order is not None:
            rows = [rows[i] for i in np.random.default_rng(order).permutation(len(rows))]
        chosen = self._encoder(encoder)
        seed = self.seed if seed is None else seed
        held = self._coded(rows, chosen, seed, cut)
        coded = set().union(*held.values()) if held else set()
        beyond = [row for row in rows if row.id not in coded]
        _, placed = beyond_codebook(beyond, self.codebook, chosen, seed, "")
        for coding in placed:
            if coding.theme_id not in self.refused:
                held.setdefault(f"found {coding.theme_id}", set()).add(coding.excerpt_id)
        here = {row.id for row in rows}
        for coding in sorted(self.decided, key=lambda c: c.score):  # of two people's words, yes
            if coding.excerpt_id in here:
                members = held.setdefault(coding.theme_id, set())
                (members.add if coding.score > 0 else members.discard)(coding.excerpt_id)
        return {theme: frozenset(members) for theme, members in held.items() if members}

    def _coded(self, rows: list[Plain], encoder: Any, seed: int, cut: float) -> dict[str, set[str]]:
        coder, likely = self._likely(rows, encoder, seed, self.decided)
        places = likely.to_numpy() >= np.clip(cut * coder.thresholds()["threshold"].to_numpy(), 0, 1)
        return {
            theme: {rows[i].id for i in np.flatnonzero(places[:, column])}
            for column, theme in enumerate(coder.themes) if places[:, column].any()
        }  # fmt: skip

    def probabilities(self, decided: Sequence[Coding]) -> pd.DataFrame:
        """Of every theme for every excerpt, by a coder that these decisions taught; indexed by excerpt."""
        return self._likely(self.rows, self.encoder, self.seed, decided)[1]

    def _likely(
        self, rows: list[Plain], encoder: Any, seed: int, decided: Sequence[Coding]
    ) -> tuple[ThemeCoder, pd.DataFrame]:
        from lif_narrative.coding import ThemeCoder

        texts, contexts = [row.text for row in rows], [row.context for row in rows]
        methods = [row.method for row in rows]
        coder = ThemeCoder(self.codebook, seed=seed, encoder=encoder, **self.settings)
        yes: dict[str, set[str]] = {}
        for coding in decided:
            yes.setdefault(coding.excerpt_id, set()).update({coding.theme_id} if coding.score > 0 else ())
        labels = [yes.get(row.id) for row in rows]
        if any(label is not None for label in labels):
            coder.fit(texts, labels, contexts, methods)
        return coder, coder.predict_proba(texts, contexts, methods).set_axis([row.id for row in rows])

    def drawn(self, share: float, seed: int) -> frozenset[str]:
        """The ids of a share of the excerpts, by chance; which, hangs on their ids and the seed alone."""
        ids = sorted(row.id for row in self.rows)
        chosen = np.random.default_rng(seed).permutation(len(ids))[: round(share * len(ids))]
        return frozenset(ids[i] for i in chosen)

    def usable(self, name: str) -> str:
        """Why an encoder cannot be used here; "" where it can."""
        try:
            self._encoder(name).encode(["Whether it can be used."])
        except NarrativeError as error:
            return str(error)
        return ""

    def _encoder(self, name: str) -> Any:
        from lif_narrative.embed import Encoder

        return Encoder(name, cache=self.encoder.cache) if name else self.encoder


def recoding(project: Project, settings: Mapping[str, Any]) -> Recoded:
    """Gather what a project's coding rests on; `settings` are those of its theme step."""
    from lif_narrative.running import encoder_of
    from lif_narrative.steps.finding import settled

    rows = [row for row in plain(project) if not row.near_empty]
    if len(rows) > MOST:
        chosen = np.random.default_rng(0).permutation(len(rows))[:MOST]
        rows = [rows[i] for i in sorted(chosen)]
    told = dict(settings)
    seed = int(told.pop("seed", 0))
    refused = frozenset(t.id for t in project.store.read(Theme) if t.status != "proposed")
    return Recoded(rows, codebook_of(project) or Codebook.starter(), settled(project).codings, refused,
                   encoder_of(project), seed, told)  # fmt: skip
