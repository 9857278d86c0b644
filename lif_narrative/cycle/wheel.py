"""What sits at each of the seven stages of the learning cycle, in lines that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from lif_narrative import records
from lif_narrative.cycle import counts
from lif_narrative.cycle.stages import ANALYSE, EMBED, GATHER, RESEARCH, SET
from lif_narrative.records import STAGES
from lif_narrative.wording import many, number

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

COLUMNS: Final = ("place", "stage", "line", "screen", "ids", "work")
ACTIONS: Final = {"action": "actions", "question": "questions"}


class Line(NamedTuple):
    """One thing at a stage, in words; the screen that it leads to; whether it is work under way."""

    stage: str
    line: str
    screen: str
    ids: dict[str, str]
    work: bool


def wheel(project: Project) -> pd.DataFrame:
    """What sits at each stage: place (1 to 7), stage, line, screen, ids, work; in the order of the cycle.

    Lines of work are the audit, its stories and what was agreed (see `stages.stages`); the others say
    what stands there to work with. A stage at which nothing is has no row.
    """
    import pandas as pd

    found = [*_standing(project), *_working(project.stages(), project.actions())]
    order = sorted(found, key=lambda line: (STAGES.index(line.stage), not line.work))
    rows = [(STAGES.index(line.stage) + 1, *line) for line in order]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"work": bool})


def _standing(project: Project) -> Iterator[Line]:
    """What there is to work with: the codebook, the material, the findings."""
    store = project.store
    themes = counts.count(store, records.Theme, status="accepted")
    if themes:
        yield Line(SET, f"{many(themes, 'theme')} in the codebook", "themes", {}, False)
    aims = sum(indicator.target is not None for indicator in store.read(records.Indicator))
    if aims:
        yield Line(SET, f"{many(aims, 'indicator')} with a target", "indicators", {}, False)
    told = counts.now(project)
    if len(told):
        files, accounts = told["source"].nunique(), told["account"].nunique()
        yield Line(GATHER, f"{many(accounts, 'account')} from {many(files, 'file')}", "material", {}, False)
    issues = counts.count(store, records.Issue)
    if issues:
        torn = counts.count(store, records.Issue, badge="contested")
        more = f", {number(torn)} of them contested" if torn else ""
        yield Line(ANALYSE, f"{many(issues, 'theme')} compared{more}", "issues", {}, False)
    studies = told[told["method"].isin(("research", "inspection"))]["source"].nunique()
    if studies:
        papers = many(studies, "research or inspection paper")
        yield Line(RESEARCH, papers, "material", {}, False)


def _working(work: pd.DataFrame, register: pd.DataFrame) -> Iterator[Line]:
    """The audit, its stories, and what was agreed, gathered a stage and kind at a time."""
    for row in work[work["kind"] == "audit"].itertuples():
        screen = "plan" if row.stage in (SET, GATHER) else "issues"
        yield Line(str(row.stage), f"This audit: {row.why}", screen, {}, True)
    for row in work[work["kind"] == "story"].itertuples():
        told = "Final story" if row.stage == EMBED else "Story under way"
        yield Line(str(row.stage), f"{told}: {row.name}", "story", {}, True)
    late = set(register.loc[register["overdue"], "id"])
    is_open = set(register.loc[register["status"] == "open", "id"])
    agreed = work[work["kind"].isin(list(ACTIONS))]
    for (stage, kind), rows in agreed.groupby(["stage", "kind"], sort=True):
        still, past = int(rows["id"].isin(is_open).sum()), int(rows["id"].isin(late).sum())
        words = f"{many(len(rows), str(kind)).capitalize()}: {still} open"
        words += f", {past} overdue" if past else ""
        yield Line(str(stage), words, "actions", {}, True)
