"""Which words stand for a finding: the strongest, spread over independent accounts, methods and voices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.records import Evidence
from lif_narrative.story.material import Material, once

if TYPE_CHECKING:
    import pandas as pd

PEOPLE: Final = ("child", "parent_carer")
OTHER: Final = {"strength": "concern", "concern": "strength"}
MIN_WORDS, GOOD_WORDS = 4, (8, 45)
Row = dict[str, Any]


@dataclass
class Picker:
    """Chooses quotes for one story; a quote that was used once is not used again."""

    material: Material
    used: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)  # as first shown

    def pick(self, rows: Iterable[Row], n: int, stance: str, side: str) -> list[Evidence]:
        """Up to `n` of the rows, one an account; each new method and voice goes before strength alone."""
        left = [row for row in rows if row["excerpt_id"] not in self.used]
        chosen: list[Row] = []
        while left and len(chosen) < n:
            best = min(left, key=lambda row: (-worth(row, side, chosen), row["excerpt_id"]))
            chosen.append(best)
            left = [row for row in left if row["account"] != best["account"]]
        for row in chosen:
            self.used.add(row["excerpt_id"])
            self.order.append(row["excerpt_id"])
        return [Evidence(row["excerpt_id"], stance, reason=reason(row, side)) for row in chosen]

    def claim(self, theme: str, side: str, n: int = 4, against: int = 1) -> tuple[Evidence, ...]:
        """Evidence for a theme on one side, with the strongest words against it."""
        supports = self.pick(candidates(self.material, theme, side), n, "supports", side)
        other = OTHER[side]
        challenges = self.pick(candidates(self.material, theme, other), against, "challenges", other)
        return (*supports, *challenges)


def quotable(rows: pd.DataFrame, copied: frozenset[str]) -> pd.DataFrame:
    """Rows with something to quote: not near-empty, not a copy, and more than a few words."""
    long = rows["text"].map(lambda text: len(str(text).split()) >= MIN_WORDS).astype(bool)
    kept = rows[long & ~rows["excerpt_id"].isin(copied)]
    return kept[~kept["near_empty"].fillna(False).astype(bool)] if "near_empty" in kept else kept


def candidates(material: Material, theme: str, side: str) -> list[Row]:
    """Excerpts under a theme that hold one side, in a stable order."""
    return [row for row in quotable_rows(material).get(theme, ()) if row["polarity"] in (side, "mixed")]


@once
def quotable_rows(material: Material) -> dict[str, list[Row]]:
    """What can be quoted of each theme, in a stable order."""
    rows = quotable(material.coded, material.copied)
    found: dict[str, list[Row]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(str(row["theme_id"]), []).append({str(k): v for k, v in row.items()})
    return found


def strength(row: Row, side: str) -> float:
    """How well an excerpt says it, 0 to 1: sure of its theme and side, and of a length people read."""
    sure = _share(row.get("score")) * _share(row.get(f"p_{side}"))
    words = len(str(row["text"]).split())
    low, high = GOOD_WORDS
    length = min(1.0, words / low) if words < low else min(1.0, high / words)
    return sure * length * (0.5 if row["polarity"] == "mixed" else 1.0)


def worth(row: Row, side: str, chosen: list[Row]) -> float:
    """What a row adds to those chosen: itself, a new method, voice or case, and people's own words."""
    fresh = sum(
        gain * (row[name] not in {other[name] for other in chosen})
        for name, gain in (("method", 0.4), ("voice", 0.4), ("case", 0.1))
    )
    own = 0.2 if row["voice"] in PEOPLE else 0.0
    return strength(row, side) + fresh + own


def reason(row: Row, side: str) -> str:
    """Why this excerpt was chosen, for the log of the selection."""
    whose = f"voice {row['voice']}" if row["voice"] not in ("", "none") else "no voice named"
    what, method = side or "its words", row["method"] or "method unknown"
    return f"chosen for {what}: {method}, {whose}, strength {strength(row, side):.2f}"


def _share(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and value == value else 1.0
