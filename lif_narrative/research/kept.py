"""What a run found, kept beside it in Parquet, so that two runs can be compared when both are over.

Ids, spans, labels and hashes: never a word of the material. Derived, like all of `shards/`: it goes when a
case is forgotten, and a run whose findings are gone can be replicated.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import decisions, pipeline
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Coding, Run
from lif_narrative.research.ran import Ran

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

EXCERPT: Final = ("id", "document_id", "start", "end", "words", "near_empty", "polarity", "speaker",
                  "reported", "scope")  # fmt: skip
CODING: Final = ("excerpt_id", "theme_id", "score")
THEME: Final = ("id", "name", "status")
ISSUE: Final = ("theme_id", "badge", "n_cases", "n_sources", "n_accounts", "strengths", "concerns", "state")
MOST: Final = 100_000  # excerpts that are kept unasked
TABLES: Final = ("excerpts", "codings", "themes", "issues")


@dataclass(frozen=True)
class Found:
    """What one run found: excerpts with their appraisal, codings in force, themes, issues; and its run."""

    run: Run
    excerpts: pd.DataFrame = field(repr=False)
    codings: pd.DataFrame = field(repr=False)
    themes: pd.DataFrame = field(repr=False)
    issues: pd.DataFrame = field(repr=False)


def keep(project: Project, run: Run) -> None:
    """Write what the project holds now as what this run found."""
    place = _place(project, run)
    place.mkdir(parents=True, exist_ok=True)
    for name, table in _now(project, run).items():
        part = place / f"{name}.part"
        table.to_parquet(part, index=False)
        part.replace(place / f"{name}.parquet")


def remembered(project: Project, run: Run) -> Ran:
    """The run, tied to its project; what it found is kept, unless it is so much that it waits to be asked."""
    steps, tied = run.manifest["steps"], Ran.of(run, project)
    if "segment" in steps and not _whole(_place(project, run)):
        cut = project.store.table(Run).c.id == steps["segment"]["run"]
        if project.store.read(Run, cut)[0].manifest["rows"]["Excerpt"] <= MOST:
            keep(project, tied)
    return tied


def _whole(place: Path) -> bool:
    return all((place / f"{name}.parquet").exists() for name in TABLES)


def found(run: Run | Project) -> Found:
    """What a run found, from what was kept or from the project as it stands.

    Raises
    ------
    NarrativeError
        The run does not know its project, or its findings are gone and the project has moved on.
    """
    import pandas as pd

    known = run if isinstance(run, Run) else latest(run)
    project = getattr(known, "project", None)
    if project is None:
        raise NarrativeError(
            "This run does not know its project. Give what project.run() or lif.replicate() gave, "
            "or the project itself."
        )
    place = _place(project, known)
    if not _whole(place):
        if not stands(project, known):
            raise NarrativeError(
                f"What {known.id} found is no longer kept, and its project has moved on. Replicate it: "
                "lif.replicate(run)."
            )
        keep(project, known)
    return Found(known, **{name: pd.read_parquet(place / f"{name}.parquet") for name in TABLES})


def called(project: Project, run_id: str) -> Ran:
    """The run of this id, tied to its project.

    Raises
    ------
    NarrativeError
        There is none.
    """
    held = project.store.read(Run, project.store.table(Run).c.id == run_id)
    if not held:
        raise NarrativeError(f"There is no run {run_id} in this project.")
    return Ran.of(held[0], project)


def latest(project: Project) -> Ran:
    """The last whole run of a project.

    Raises
    ------
    NarrativeError
        It was never run.
    """
    with project.allowing("read"):
        wholes = [run for run in project.store.read(Run) if run.step.startswith("run upto")]
    if not wholes:
        raise NarrativeError("This project was not run yet. Run it first: lif run.")
    return Ran.of(max(wholes, key=lambda run: (run.finished, run.id)), project)


def stands(project: Project, run: Run) -> bool:
    """Whether the project's rows are still those of this run."""
    steps = run.manifest.get("steps", {})
    held = {name: pipeline.latest(project, name) for name in steps}
    return all(one is not None and one.id == steps[name]["run"] for name, one in held.items())


def _place(project: Project, run: Run) -> Path:
    return project.folder / "shards" / f"whole-{run.id[4:]}"


def _now(project: Project, run: Run) -> dict[str, pd.DataFrame]:
    import pandas as pd

    from lif_narrative.deidentify.pseudonyms import neutral

    steps = set(run.manifest["steps"])
    with project.allowing("read"):
        excerpts, themes, issues = project.excerpts(), project.themes(), project.issues()
    excerpts["words"] = [mark(neutral(text)) for text in excerpts["text"]]
    if "appraise" not in steps:
        excerpts[list(EXCERPT[6:])] = ""
    pairs = decisions.scored(project.store.read(Coding)) if "theme" in steps else {}
    in_force = [(excerpt, theme, score) for (excerpt, theme), score in pairs.items()]
    return {
        "excerpts": excerpts[list(EXCERPT)].fillna({name: "" for name in EXCERPT[6:]}),
        "codings": pd.DataFrame(in_force, columns=list(CODING)).astype({"score": float}),
        "themes": themes[list(THEME)],
        "issues": issues.loc[issues.index if "triangulate" in steps else [], list(ISSUE)],
    }


def mark(text: str) -> str:
    """Sixteen hex digits for a text: equal words, equal mark."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def chosen(frame: pd.DataFrame, name: str) -> dict[str, Any]:
    """A frame's rows by one of its columns."""
    return {str(row[name]): row for row in frame.to_dict("records")}
