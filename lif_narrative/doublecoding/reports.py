"""What a project says of double coding: samples, agreement, disagreements and what was settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from lif_narrative.access import needs
from lif_narrative.records import BlindCoding, Sample, Settlement

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.agreement.enough import Enough
    from lif_narrative.project import Project
    from lif_narrative.store import Store

NOTHING: Final[dict[str, Any]] = {"under": False, "reason": "", "roles": []}


class ReportNouns:
    """Read of a project; a part of `DoubleCodingVerbs`."""

    store: Store
    actor: str

    @needs("read")
    def samples(self) -> pd.DataFrame:
        """Samples, newest first: id purpose at by n coders seed strata wanted done (excerpts by coder)."""
        import pandas as pd

        done: dict[str, dict[str, int]] = {}
        for coding in self.store.read(BlindCoding):
            counts = done.setdefault(coding.sample_id, {})
            counts[coding.coder] = counts.get(coding.coder, 0) + 1
        made = sorted(self.store.read(Sample), key=lambda one: (one.at, one.id), reverse=True)
        rows = [(s.id, s.purpose, s.at, s.by, len(s.excerpts), list(s.coders), s.seed, list(s.strata),
                 s.wanted, done.get(s.id, {})) for s in made]  # fmt: skip
        columns = ["id", "purpose", "at", "by", "n", "coders", "seed", "strata", "wanted", "done"]
        return pd.DataFrame(rows, columns=columns)

    @needs("read")
    def agreement(
        self, sample_id: str = "", coders: Sequence[str] | None = None, *, seed: int = 0
    ) -> pd.DataFrame:  # fmt: skip
        """Agreement of people on each theme, blind codings alone; see `lif.agreement` for the columns.

        `coders` may name models too; `theme` gives the theme's name.
        """
        from lif_narrative.agreement import agreement

        rows = self._blind(sample_id, models=bool(coders))
        table = agreement(rows, coders, seed=seed)
        table.insert(0, "theme", table.index.map(self._names()))
        return table

    @needs("read")
    def agreement_overall(
        self, sample_id: str = "", coders: Sequence[str] | None = None, *, seed: int = 0
    ) -> pd.DataFrame:  # fmt: skip
        """Agreement over all themes, blind codings alone; see `agreement.overall` for the columns."""
        from lif_narrative.agreement import overall

        return overall(self._blind(sample_id, models=bool(coders)), coders, seed=seed)

    @needs("read")
    def agreement_pairs(self, sample_id: str = "", *, seed: int = 0) -> pd.DataFrame:
        """Each two coders: people with people, people with models, models with models.

        See `agreement.pairs` for the columns.
        """
        from lif_narrative.agreement import pairs

        return pairs(self._blind(sample_id, models=True), seed=seed)

    @needs("read")
    def agreement_passages(self, coders: Sequence[str] | None = None, *, seed: int = 0) -> pd.DataFrame:
        """Agreement on where marked passages lie, over documents in which each of the coders marked blind.

        See `agreement.unitised` for the columns.
        """
        from lif_narrative.doublecoding.marked import passages

        return passages(cast("Project", self), coders, seed)

    @needs("read")
    def disagreements(self, sample_id: str = "") -> pd.DataFrame:
        """Where people differ, those not settled yet first.

        excerpt_id theme_id theme yes no models (who put it under the theme, who did not) settled under
        reason roles. Whoever has still to code an excerpt of a sample is not shown it.
        """
        import pandas as pd

        from lif_narrative.doublecoding.settling import differing, latest

        project = cast("Project", self)
        hidden, names, settled = self._unseen(), self._names(), latest(project)
        rows = []
        for row in differing(self._blind(sample_id, models=True)):
            if row["excerpt_id"] not in hidden:
                one = settled.get((row["excerpt_id"], row["theme_id"]))
                told = (
                    {"under": one.under, "reason": one.reason, "roles": list(one.roles)} if one else NOTHING
                )
                rows.append({**row, "theme": names.get(row["theme_id"], ""), "settled": bool(one), **told})
        columns = ["excerpt_id", "theme_id", "theme", "yes", "no", "models", "settled", "under", "reason",
                   "roles"]  # fmt: skip
        table = pd.DataFrame(rows, columns=columns)
        return table.sort_values(["settled", "theme", "excerpt_id"], ignore_index=True)

    @needs("read")
    def settlements(self) -> pd.DataFrame:
        """All that was settled, oldest first, those that were settled anew too.

        id excerpt_id theme_id under reason at by roles before sample_id conversation_id replaces.
        """
        from lif_narrative.frames import of_records

        made = sorted(self.store.read(Settlement), key=lambda one: (one.at, one.id))
        return of_records(made, Settlement)

    @needs("read")
    def enough_heard(self, base: int = 4, run: int = 2, threshold: float = 0.05) -> Enough:
        """Whether new sources still bring new themes: the rule of Guest, Namey and Chen (2020)."""
        from lif_narrative.agreement.enough import enough

        return enough(cast("Project", self).saturation(), base, run, threshold)

    def _blind(self, sample_id: str, *, models: bool) -> pd.DataFrame:
        from lif_narrative.doublecoding.gathered import gathered

        return gathered(cast("Project", self), sample_id, models=models)

    def _names(self) -> dict[str, str]:
        themes = cast("Project", self).themes()
        return dict(zip(themes["id"], themes["name"], strict=True))

    def _unseen(self) -> set[str]:
        """Excerpts of samples that the person is asked to code, or began to code, and has not coded yet."""
        mine: dict[str, set[str]] = {}
        for coding in self.store.read(BlindCoding, self.store.table(BlindCoding).c.coder == self.actor):
            mine.setdefault(coding.sample_id, set()).add(coding.excerpt_id)
        asked = [s for s in self.store.read(Sample) if self.actor in s.coders or s.id in mine]
        return {e for sample in asked for e in set(sample.excerpts) - mine.get(sample.id, set())}
