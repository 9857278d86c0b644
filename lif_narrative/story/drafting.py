"""A story as it is being put together: what every part asks of the material."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from lif_narrative import wording
from lif_narrative.fingerprint import short_id
from lif_narrative.records import Block, Evidence
from lif_narrative.story.material import Material, once
from lif_narrative.story.selection import Picker
from lif_narrative.triangulate import count
from lif_narrative.triangulate.convergence import lean
from lif_narrative.triangulate.tellings import tellings

PARTS: Final = {
    "scope": "The question, and what we looked at",
    "heard": "Who we heard, and who we did not",
    "child": "A child's experience",
    "works": "What works well, and what makes it work",
    "worries": "What worries us, and what gets in the way",
    "numbers": "What the numbers say",
    "tensions": "Tensions and the minority view",
    "difference": "The difference made",
    "meaning": "What does this tell us?",
    "questions": "What else do we need to know?",
    "actions": "What we will do",
    "ledger": "Ledger of evidence",
}
RANK: Final = {"converging": 0, "contested": 1, "": 2, "single-source": 3}
Row = dict[str, Any]


def rows_of(frame: Any) -> list[Row]:
    """A frame's rows as mappings; none for no frame."""
    return [] if frame is None else [{str(k): v for k, v in r.items()} for r in frame.to_dict("records")]


@dataclass
class Draft:
    """A story as it is being put together."""

    question: str
    material: Material

    @cached_property
    def picker(self) -> Picker:
        """What has been quoted so far."""
        return Picker(self.material)

    @property
    def leans(self) -> dict[str, dict[str, tuple[str, int]]]:
        """For each theme, each method's leaning and the accounts that judged."""
        return leans(self.material)

    @property
    def measures(self) -> dict[str, Row]:
        """Each measure by id."""
        return measures(self.material)

    @property
    def shorts(self) -> dict[str, str]:
        """The id of each excerpt and measure as people read it: the same in every file of this material."""
        return shorts(self.material)

    @cached_property
    def issues(self) -> list[Row]:
        """Themes worth telling: those with a badge or three accounts, the most shared first."""
        told = [row for row in issues(self.material).values() if row["badge"] or row["n_accounts"] >= 3]
        return sorted(told, key=lambda r: (RANK[r["badge"]], -r["n_accounts"], r["theme_id"]))

    def side(self, row: Row) -> str:
        """Which way a theme leans over all its accounts."""
        return lean(int(row["strengths"]), int(row["concerns"]), self.material.rules)

    def title(self, theme_id: str) -> str:
        """A theme's name as a reader would say it."""
        return wording.title(self.material.names().get(theme_id, {"id": theme_id}))

    def methods(self, theme_id: str, side: str, least: int = 1) -> list[str]:
        """The methods that lean to one side of a theme."""
        leans = self.leans.get(theme_id, {})
        return sorted(name for name, (lean, judged) in leans.items() if lean == side and judged >= least)

    def block(
        self, kind: str, part: str, text: str, *,
        theme: str = "", evidence: tuple[Evidence, ...] = (), rests_on: tuple[str, ...] = (), place: str = "",
    ) -> Block:  # fmt: skip
        """A block whose id stays the same when its words are edited."""
        name = short_id("b", self.question, part, kind, theme, place or (text if not theme else ""))[:14]
        return Block(name, kind, part, text, theme, evidence, rests_on)

    def gaps(self, kinds: Collection[str] = ()) -> list[Row]:
        """What is missing, of these kinds or of all."""
        return [row for row in rows_of(self.material.gaps) if not kinds or row["kind"] in kinds]


@once
def leans(material: Material) -> dict[str, dict[str, tuple[str, int]]]:
    """For each theme, each method's leaning and the accounts that judged."""
    counts = count(tellings(material.coded), "method", material.rules)
    found: dict[str, dict[str, tuple[str, int]]] = {}
    for row in rows_of(counts):
        found.setdefault(row["theme_id"], {})[row["method"]] = row["lean"], int(row["judged"])
    return found


@once
def measures(material: Material) -> dict[str, Row]:
    """Each measure by id."""
    return keyed_measures(material.measures)


@once
def shorts(material: Material) -> dict[str, str]:
    """The id of each excerpt and measure as people read it."""
    return short_names([*material.everyone["excerpt_id"], *measures(material)])


@once
def issues(material: Material) -> dict[str, Row]:
    """What is counted of each theme."""
    return {row["theme_id"]: row for row in rows_of(material.issues)}


def tail(name: str) -> str:
    """The part of an id after its kind: the letters that tell it apart."""
    return name.rsplit("-", 1)[-1]


def short_names(ids: Collection[str]) -> dict[str, str]:
    """Ids that people can read and say: the last part's first letters, as many as tell them apart."""
    tails = {name: tail(name) for name in ids}
    for length in range(6, 65):
        short = {name: end[:length] for name, end in tails.items()}
        if len(set(short.values())) == len(ids):
            return short
    return {name: name for name in ids}


def keyed_measures(frame: Any) -> dict[str, Row]:
    """Rows of measures by the id under which a story shows them."""
    return dict(sorted({_measure_id(row): row for row in rows_of(frame)}.items()))


def _measure_id(row: Row) -> str:
    known = (row["indicator"], row.get("period") or "", row.get("area") or "")
    return str(row.get("id") or short_id("ms", *map(str, known)))


def scope(material: Material) -> str:
    """What the story rests on, in one sentence with its counts."""
    said = material.heard
    methods = said.loc[said["method"] != "", "method"].nunique()
    counted = ((material.accounts, "account"), (said["source"].nunique(), "file"), (methods, "method"))
    accounts, files, ways = (wording.many(int(n), what) for n, what in counted)
    text = f"{accounts} in {files}, by {ways}"
    where = wording.in_cases(len(material.cases), len(material.cases))
    return text[:1].upper() + text[1:] + (f", {where}." if where else ".")
