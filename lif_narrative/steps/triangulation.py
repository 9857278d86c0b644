"""The step that sets methods, voices and indicators beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from lif_narrative import decisions
from lif_narrative.fingerprint import short_id
from lif_narrative.pipeline import Step, Written
from lif_narrative.progress import Progress
from lif_narrative.records import (
    Beside,
    Coding,
    Convergence,
    Gap,
    Indicator,
    Issue,
    Measure,
    Plan,
)  # fmt: skip
from lif_narrative.schemas import record_of, row_of, types_of

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


def triangulate(encoder: Any, settings: Mapping[str, Any]) -> Step:
    """Codings to Issues, the convergence matrix, indicators beside, and Gaps."""

    def work(project: Project, run_id: str, progress: Progress) -> Written:
        from lif_narrative.triangulate import triangulate
        from lif_narrative.triangulate.beside import beside
        from lif_narrative.triangulate.gaps import apart

        told = material(project)
        progress("Triangulating", 0, 1)
        found = triangulate(
            told["codings"], heard=told["heard"], themes=told["themes"], watched=told["watched"],
            plan=next(iter(project.store.read(Plan)), None), rules=rules(settings),
        )  # fmt: skip
        linked = beside(found, told["themes"], project.store.read(Indicator), project.store.read(Measure),
                        encoder.encode)  # fmt: skip
        progress("Triangulating", 1, 1)
        wanting = [*_rows(found.gaps), *_rows(apart(linked, found.issues))]
        gaps = [{"id": short_id("gap", g["kind"], g["what"], g["theme_id"]), **g} for g in wanting]
        return Written({
            Issue: _as(Issue, _rows(found.issues)), Convergence: _as(Convergence, _rows(found.convergence)),
            Beside: _as(Beside, _rows(linked)), Gap: _as(Gap, gaps),
        })  # fmt: skip

    return Step("triangulate", _reads, work, settings)


def rules(settings: Mapping[str, Any]) -> Any:
    """The rules of leaning, badges and change, with what the project's settings say otherwise."""
    from lif_narrative.triangulate.convergence import Rules

    return Rules(**settings)


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def _as(record: type, rows: list[dict[str, Any]]) -> list[Any]:
    names = types_of(record)
    return [record_of(record, {n: names[n](row[n]) for n in names if n in row}) for row in rows]


def _reads(project: Project) -> Iterator[Any]:
    told = material(project)
    for name in ("codings", "heard", "themes", "watched"):
        yield from ({"table": name, **row} for row in _rows(told[name]))
    for record in (Indicator, Measure, Plan):
        yield from (row_of(item) for item in project.store.read(record))


def material(project: Project) -> dict[str, pd.DataFrame]:
    """What triangulation counts: effective codings with whose they are, and all that was heard."""
    import pandas as pd

    from lif_narrative.deidentify.pseudonyms import neutral

    heard = project.excerpts().rename(columns={"id": "excerpt_id", "speaker": "voice"})
    heard = heard[~heard["near_empty"]]
    keep = ["excerpt_id", "polarity", "case", "source", "account", "method", "voice", "agency", "team",
            "period", "date", "reported", "question", "text"]  # fmt: skip
    heard = heard[keep].fillna("").assign(text=heard["text"].map(neutral))  # copies are found without the key
    themes = project.themes()
    accepted = themes[themes["status"] == "accepted"]
    pairs = pd.DataFrame(decisions.effective(project.store.read(Coding)), columns=["excerpt_id", "theme_id"])
    codings = pairs[pairs["theme_id"].isin(accepted["id"])].merge(heard, on="excerpt_id")
    return {
        "codings": codings,
        "heard": heard,
        "themes": accepted[["id", "name", "definition"]],
        "watched": _watched(accepted, codings),
    }


def _watched(themes: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """What the search for the watched themes found: an excerpt a row, or "" where nothing was."""
    rows = []
    for theme in themes[themes["watch"]].to_dict("records"):
        found = codings.loc[codings["theme_id"] == theme["id"], "excerpt_id"].tolist() or [""]
        rows += [(theme["id"], theme["name"], excerpt) for excerpt in found]
    import pandas as pd

    return pd.DataFrame(rows, columns=["theme_id", "theme", "excerpt_id"])
