"""What a project holds at a glance: counts for pictures, who was heard, and what waits for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lif_narrative import decisions, pipeline
from lif_narrative.story.material import Material
from lif_narrative.triangulate import count
from lif_narrative.triangulate.duplicates import copies, once
from lif_narrative.triangulate.periods import span
from lif_narrative.triangulate.tellings import tellings

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

UNDATED: Final = 9999
SORTS: Final = {
    "strengths": "Strengths first",
    "concerns": "Concerns first",
    "cases": "Most children first",
    "name": "By name",
}


def counts(material: Material, by: str = "method") -> pd.DataFrame:
    """Accounts of each theme for each method (voice, agency) in the period of now.

    Returns
    -------
    DataFrame
        theme_id, `by`, n_accounts, judged, strengths, concerns (all in accounts), n_cases, n_sources, lean.
    """
    rows = once(material.coded, copies(material.coded, material.rules), material.rules)
    return count(tellings(rows), by, material.rules)


def heard(material: Material) -> pd.DataFrame:
    """How many accounts each voice gave by each method: voice, method, accounts."""
    said = material.heard
    known = said[(said["method"] != "") & ~said["voice"].isin(("", "none"))]
    return known.groupby(["voice", "method"], as_index=False).agg(accounts=("account", "nunique"))


def evidence(material: Material, theme_id: str, side: str) -> pd.DataFrame:
    """The excerpts under a theme that hold one side ("strength" or "concern"), the surest first."""
    rows = material.coded
    rows = rows[(rows["theme_id"] == theme_id) & rows["polarity"].isin((side, "mixed"))]
    return rows.sort_values([f"p_{side}", "excerpt_id"], ascending=[False, True], ignore_index=True)


def ordered(issues: pd.DataFrame, by: str) -> pd.DataFrame:
    """Issues in one of the orders of `SORTS`; equals by name, so that the order never wavers."""
    first = {
        "strengths": ["strengths"],
        "concerns": ["concerns"],
        "cases": ["n_cases", "n_accounts"],
        "name": [],
    }
    columns = [*first[by], "theme"]
    rising = [False] * len(first[by]) + [True]
    return issues.sort_values(columns, ascending=rising, ignore_index=True)


def decided_since(events: pd.DataFrame) -> int:
    """How many decisions on themes came after the issues were last worked out."""
    ran = events.loc[(events["verb"] == "ran") & (events["object"] == "triangulate"), "position"]
    after = events["position"] > (ran.max() if len(ran) else -1)
    return int((after & events["verb"].isin(decisions.VERBS)).sum())


def waiting_since(project: Project) -> int:
    """The same of a project; whoever may read it may know how many, without its trail."""
    with project.allowing("read"):
        return decided_since(project.events())


def is_current(project: Project) -> bool:
    """Whether the analysis was run on all that came in."""
    return pipeline.latest(project, "triangulate") is not None


def in_reading_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Documents or excerpts: the newest year first, a child's together, what names no child last."""
    order = rows.assign(age=-rows["period"].map(_year), nobody=rows["case"] == "")
    own = "document_id" if "document_id" in rows else "id"
    columns = [
        "age",
        "nobody",
        "case",
        "method",
        "agency",
        "date",
        own,
        *(["start"] if "start" in rows else []),
    ]
    return order.sort_values(columns, kind="stable", ignore_index=True).drop(columns=["age", "nobody"])


def _year(period: str) -> int:
    """The year in which a period begins; what says none counts as new."""
    found = span(period)
    return (found[0] - 1) // 12 if found else UNDATED  # months count from 1
