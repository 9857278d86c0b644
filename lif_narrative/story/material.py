"""What a story is made from: a project's frames, joined once, with the current period told apart."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from lif_narrative.decisions import SETTLED
from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.duplicates import copies
from lif_narrative.triangulate.periods import old_periods
from lif_narrative.triangulate.sure import counted
from lif_narrative.triangulate.unheard import SAMPLED

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.records import Plan

T = TypeVar("T")
RENAMED = {"id": "excerpt_id", "speaker": "voice"}


def once(work: Callable[[Material], T]) -> Callable[[Material], T]:
    """Work a thing out of a material once, and keep it there, for as long as the material is kept."""

    @functools.wraps(work)
    def found(material: Material) -> T:
        name = f"{work.__module__}.{work.__qualname__}"
        if name not in material.worked:
            material.worked[name] = work(material)
        return material.worked[name]  # type: ignore[no-any-return]

    return found


def decided(codings: pd.DataFrame) -> pd.DataFrame:
    """One row for each excerpt and theme that stands: what was settled, else a person's word, else a model's.

    A coding with score 0 says that the excerpt is not under the theme.
    """
    frame = codings.assign(score=codings["score"] if "score" in codings else 1.0)
    frame["person"] = frame["coder"].str.startswith("human:") if "coder" in frame else False
    runs = frame["run"].astype(str) if "run" in frame else frame["excerpt_id"]
    frame["settled"] = runs.where(runs.str.startswith(SETTLED), "")  # the last one counts
    frame = frame.sort_values(["excerpt_id", "theme_id", "settled", "person", "score"], kind="stable")
    last = frame.drop_duplicates(["excerpt_id", "theme_id"], keep="last")
    return last[last["score"] > 0]


def joined(codings: pd.DataFrame, excerpts: pd.DataFrame) -> pd.DataFrame:
    """Codings that stand with what is known of their excerpts: the table that `triangulate` takes."""
    said = heard(excerpts)
    rows = decided(codings)[["excerpt_id", "theme_id", "score"]]
    return rows.merge(said, on="excerpt_id").sort_values(["theme_id", "excerpt_id"], ignore_index=True)


def heard(excerpts: pd.DataFrame) -> pd.DataFrame:
    """Excerpts in the words of `triangulate`: excerpt_id, voice (who speaks), and the rest; no blanks."""
    frame = excerpts.rename(columns=RENAMED)
    for name in ("polarity", "voice", "reported", "method", "agency", "team", "case", "period", "account"):
        frame[name] = frame[name].fillna("").astype(str) if name in frame else ""
    return frame


@dataclass(frozen=True)
class Material:
    """The frames of a project, as `Project` gives them, and where they come from.

    Only `excerpts` and `codings` are needed for quotes; `issues` says what recurs. `run` is the id of
    the run that made them, `ran` when it was done (ISO 8601), `head` the head of the chain of events;
    `actions` is the register, `changes` each theme against the audit before, as people confirmed it;
    `attributes` what each document's own form says of it, `manifest` each step's run by the step's name.
    """

    excerpts: pd.DataFrame = field(repr=False)
    codings: pd.DataFrame = field(repr=False)
    themes: pd.DataFrame = field(repr=False)
    issues: pd.DataFrame = field(repr=False)
    convergence: pd.DataFrame | None = field(default=None, repr=False)
    gaps: pd.DataFrame | None = field(default=None, repr=False)
    measures: pd.DataFrame | None = field(default=None, repr=False)
    beside: pd.DataFrame | None = field(default=None, repr=False)
    set_aside: pd.DataFrame | None = field(default=None, repr=False)
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    manifest: Mapping[str, Any] = field(default_factory=dict, repr=False)
    actions: pd.DataFrame | None = field(default=None, repr=False)
    changes: pd.DataFrame | None = field(default=None, repr=False)
    plan: Plan | None = None
    run: str = ""
    ran: str = ""
    head: str = ""
    rules: Rules = Rules()
    since: tuple[str, ...] = field(default=(), repr=False)  # what changed since the last story, in sentences
    worked: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)  # see `once`

    def at(self, head: str, since: tuple[str, ...] = ()) -> Material:
        """The same where the chain of events stands now; what is worked out of either serves both."""
        twin = copy.copy(self)  # `worked` is the same mapping in both
        object.__setattr__(twin, "head", head)
        object.__setattr__(twin, "since", since)
        return twin

    @property
    @once
    def everyone(self) -> pd.DataFrame:
        """All that was heard, of now and before."""
        return heard(self.excerpts).sort_values("excerpt_id", ignore_index=True)

    @property
    @once
    def heard(self) -> pd.DataFrame:
        """What was heard in the period of now."""
        return self.everyone[~self.everyone["period"].isin(old_periods(self.everyone, self.rules))]

    @property
    @once
    def joined(self) -> pd.DataFrame:
        """Codings that stand and count, of now and before, joined with their excerpts."""
        return counted(joined(self.codings, self.excerpts), self.rules)

    @property
    @once
    def coded(self) -> pd.DataFrame:
        """Codings that stand, of now, joined with their excerpts."""
        return self.joined[self.joined["excerpt_id"].isin(self.heard["excerpt_id"])]

    @property
    @once
    def before(self) -> pd.DataFrame:
        """Codings of the audit before."""
        return self.joined[~self.joined["excerpt_id"].isin(self.heard["excerpt_id"])]

    @property
    @once
    def copied(self) -> frozenset[str]:
        """Excerpts whose words another account already has: never quoted."""
        return frozenset(copies(self.heard, self.rules)["excerpt_id"])

    @property
    @once
    def cases(self) -> frozenset[str]:
        """The children whose practice was audited, by label; those of reviews and letters are not sampled."""
        sampled = self.heard[self.heard["method"].isin(SAMPLED)]
        return frozenset(sampled["case"]) - {""} | frozenset(self.plan.cases if self.plan else ())

    @property
    @once
    def accounts(self) -> int:
        """How many accounts were heard now."""
        return int(self.heard["account"].nunique())

    @once
    def names(self) -> dict[str, dict[str, Any]]:
        """Each theme by id, as a mapping of its columns."""
        return {str(row["id"]): {str(k): v for k, v in row.items()} for row in self.themes.to_dict("records")}
