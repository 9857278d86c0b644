"""Counts of people as these readers may see them: all that one file shows, settled together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lif_narrative import overview
from lif_narrative.plots import SIDES
from lif_narrative.story.drafting import rows_of
from lif_narrative.suppression import TOTAL, CountTable, Key, Suppressed
from lif_narrative.triangulate.change import change
from lif_narrative.triangulate.tellings import tellings

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.export.profiles import Profile
    from lif_narrative.story.material import Material

Settle = Callable[[Sequence[CountTable]], list[Suppressed]]
THEMES, HEARD, MOVED = 0, 1, 2  # where the tables stand


class Counted:
    """Themes by method and side, voices by method, and themes then and now, in accounts."""

    def __init__(self, material: Material, profile: Profile, settle: Settle) -> None:
        self.material = material
        self.profile = profile
        self.settle = settle

    @cached_property
    def by_method(self) -> pd.DataFrame:
        """Accounts of each theme by each method."""
        return overview.counts(self.material)

    @cached_property
    def heard(self) -> pd.DataFrame:
        """Accounts of each voice by each method."""
        return overview.heard(self.material)

    @cached_property
    def change(self) -> pd.DataFrame:
        """Each theme against the audit before; empty where there was none."""
        if self.material.changes is not None:
            said = self.material.changes
            return said.assign(state=said["confirmed"].where(said["confirmed"] != "", said["state"]))
        if self.material.before.empty:
            return change(self.material.before, self.material.coded, self.material.rules)
        then, now = tellings(self.material.before), tellings(self.material.coded)
        return change(then, now, self.material.rules)

    @cached_property
    def shown(self) -> list[dict[Key, str]]:
        """Every count as it is printed, table by table."""
        themes: dict[Key, int] = {}
        for row in rows_of(self.by_method):
            for column, (side, _) in SIDES.items():
                themes[row["theme_id"], str(row["method"]), side] = int(row[column])
            themes[row["theme_id"], str(row["method"]), TOTAL] = int(row["judged"])  # the story shows it
        for row in rows_of(self.material.issues):
            for column, (side, _) in SIDES.items():
                themes[row["theme_id"], TOTAL, side] = int(row[column])
        heard: dict[Key, int] = {
            (str(r["voice"]), str(r["method"])): int(r["accounts"]) for r in rows_of(self.heard)
        }
        moved: dict[Key, int] = {
            (row["theme_id"], when, what): int(row[f"{what}_{when}"])
            for row in rows_of(self.change) for when in ("then", "now") for what in ("accounts", "concerns")
        }  # fmt: skip
        at = self.material.ran
        tables = (
            CountTable("Themes by method", "accounts", ("theme", "method", "side"), themes, at, adds=False),
            CountTable("Who was heard", "accounts", ("voice", "method"), heard, at, adds=False),
            CountTable("Then and now", "accounts", ("theme", "when", "what"), moved, at, adds=False),
        )
        return [dict(table.shown) for table in self.settle(tables)]

    def theme(self, side: str, theme: str, method: str, n: int) -> str:
        """A theme's accounts of one side by one method, or by all ("")."""
        return self._known(THEMES, (theme, method, side), n)

    def voice(self, _: str, voice: str, method: str, n: int) -> str:
        """A voice's accounts by one method."""
        return self._known(HEARD, (voice, method), n)

    def moved(self, theme: str, when: str, what: str, n: int) -> str:
        """A theme's accounts, or those of concern, then or now."""
        return self._known(MOVED, (theme, when, what), n)

    def _known(self, table: int, place: Key, n: int) -> str:
        if not self.profile.small or not n:
            return str(n)
        shown: Any = self.shown[table].get(place)
        return str(shown if shown is not None else self.profile.count(n))
