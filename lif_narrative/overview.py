"""What a project holds at a glance: counts for pictures, who was heard, and what waits for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lif_narrative import decisions, pipeline
from lif_narrative.memory import CODING, QUIET, recall
from lif_narrative.records import Coding
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
    name = f"overview.counts.{by}"
    if name not in material.worked:
        rows = once(material.coded, copies(material.coded, material.rules), material.rules)
        material.worked[name] = count(tellings(rows), by, material.rules)
    return material.worked[name].copy()  # type: ignore[no-any-return]


def worked_out(project: Project) -> Material:
    """The material as the issues were last worked out from it: people's words since wait for the next run."""
    from lif_narrative.telling import material

    with project.allowing("read"):
        return recall(project.store, "worked out", lambda: material(project), despite=QUIET | CODING)


def taken_out(project: Project, theme_id: str) -> frozenset[str]:
    """The excerpts that a person, whoever it was, took out from under a theme."""
    table = project.store.table(Coding)
    with project.allowing("read"):
        said = project.store.read(Coding, table.c.theme_id == theme_id, table.c.score == 0)
    return frozenset(coding.excerpt_id for coding in said)


def surest(project: Project, theme_id: str, n: int) -> tuple[pd.DataFrame, int]:
    """The excerpts that are most surely under a theme, as `Project.excerpts` has them, and how many are."""
    table = project.store.table(Coding)
    with project.allowing("read"):
        said = project.store.read(Coding, table.c.theme_id == theme_id)
    out = {coding.excerpt_id for coding in said if coding.score == 0}
    best: dict[str, float] = {}
    for coding in said:
        if coding.excerpt_id not in out:
            best[coding.excerpt_id] = max(coding.score, best.get(coding.excerpt_id, 0.0))
    first = sorted(best, key=lambda name: (-best[name], name))[:n]
    excerpts = project.excerpts()
    rows = excerpts[excerpts["id"].isin(first)].set_index("id", drop=False)
    return rows.loc[first], len(best)


def shelf(project: Project) -> pd.DataFrame:
    """Documents in reading order, without their words.

    The columns of `Project.documents` but text, paragraphs and attributes; n (excerpts), first (the id of the
    first), voice (those that speak in it, sorted).
    """
    with project.allowing("read"):
        return recall(project.store, "shelf", lambda: _shelf(project), despite=QUIET | CODING).copy()


def _shelf(project: Project) -> pd.DataFrame:
    import pandas as pd

    documents = project.documents().drop(columns=["text", "paragraphs", "attributes"])
    excerpts = project.excerpts()
    inside = excerpts.assign(speaker=excerpts["speaker"].fillna("none")).groupby("document_id", sort=False)
    named = documents["id"]
    first, voices = inside["id"].first(), {name: sorted(set(said)) for name, said in inside["speaker"]}
    told = documents.assign(
        n=named.map(inside.size()).fillna(0).astype(int), first=[first.get(name, "") for name in named]
    )
    told["voice"] = pd.Series([voices.get(name, []) for name in named], index=told.index, dtype=object)
    return in_reading_order(told)


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


def firmness(project: Project) -> dict[str, str]:
    """How firm each theme is, in a sentence, where it was measured on these codings."""
    from lif_narrative.research.steadiness import in_words

    return {str(row["theme_id"]): in_words(row) for row in project.stability().to_dict("records")}
