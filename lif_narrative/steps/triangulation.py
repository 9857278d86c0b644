"""The step that sets methods, voices and indicators beside each other."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import events
from lif_narrative.pipeline import Step, Written
from lif_narrative.progress import Progress
from lif_narrative.records import (
    Beside,
    Change,
    Convergence,
    Copy,
    Crossing,
    Event,
    Fall,
    Gap,
    Indicator,
    Issue,
    Measure,
    Plan,
    Saturation,
)
from lif_narrative.schemas import record_of, row_of, types_of
from lif_narrative.steps.counted import material

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project
    from lif_narrative.triangulate import Triangulation

RULES_VERSION: Final = 2  # what is worked out changed: rows of before are made again


def triangulate(encoder: Any, settings: Mapping[str, Any]) -> Step:
    """Codings to Issues, the convergence matrix, change, indicators beside, and Gaps."""

    def work(project: Project, run_id: str, progress: Progress) -> Written:
        from lif_narrative.steps.asked import asked
        from lif_narrative.triangulate import triangulate

        told = material(project)
        progress("Triangulating", 0, 1)
        found = triangulate(
            told["codings"], heard=told["heard"], themes=told["themes"], watched=told["watched"],
            plan=plan_of(project), rules=rules(settings), asked=asked(project, told["heard"], encoder),
        )  # fmt: skip
        linked = _beside(project, found, told["themes"], encoder)
        progress("Triangulating", 1, 1)
        return Written({**_found(found), **_wanting(found, linked)})

    return Step("triangulate", _reads, work, {"rules": RULES_VERSION, **settings})


def _found(found: Triangulation) -> dict[type, list[Any]]:
    crossings = [
        {**row, "by": by, "first": row[f"{by}_a"], "second": row[f"{by}_b"]}
        for by in ("voice", "agency") for row in _rows(found.crossed(by))
    ]  # fmt: skip
    tables = {
        Issue: _rows(found.issues), Convergence: _rows(found.convergence), Crossing: crossings,
        Change: _rows(found.change), Copy: _rows(found.copies), Fall: _rows(found.falls()),
        Saturation: _rows(found.saturation()),
    }  # fmt: skip
    return {record: _as(record, rows) for record, rows in tables.items()}


def _beside(project: Project, found: Triangulation, themes: pd.DataFrame, encoder: Any) -> pd.DataFrame:
    from lif_narrative.triangulate import links
    from lif_narrative.triangulate.beside import beside

    store = project.store
    decided = links.replay(store.read(Event))
    return beside(found, themes, store.read(Indicator), store.read(Measure), encoder.encode, decided=decided)


def set_beside(project: Project) -> None:
    """Set the indicators beside the themes anew, after a person's word on a link."""
    from lif_narrative.embed import Encoder
    from lif_narrative.running import settings_of
    from lif_narrative.triangulate import triangulate

    told = material(project)
    said = dataclasses.replace(rules(settings_of(project).get("triangulate", {})), watch=False)
    found = triangulate(told["codings"], heard=told["heard"], themes=told["themes"], rules=said)
    linked = _beside(project, found, told["themes"], Encoder(cache=project.folder / "vectors"))
    with project.store.writing() as connection:
        project.store.replace(connection, Beside, _as(Beside, _rows(linked)))
        events.append(project.store, connection, project.actor, "ran", "beside")  # what was recalled is old


def _wanting(found: Triangulation, linked: pd.DataFrame) -> dict[type, list[Any]]:
    from lif_narrative.triangulate.gaps import apart

    gaps = [*_rows(found.gaps), *_rows(apart(linked, found.issues))]
    return {Beside: _as(Beside, _rows(linked)), Gap: _as(Gap, gaps)}


def rules(settings: Mapping[str, Any]) -> Any:
    """The rules of leaning, badges and change, with what the project's settings say otherwise."""
    from lif_narrative.triangulate.convergence import Rules

    return Rules(**settings)


def plan_of(project: Project) -> Plan | None:
    """What the audit of now set out to do: of several plans the one of the latest period."""
    from lif_narrative.figures import period_key

    plans = sorted(project.store.read(Plan), key=lambda plan: (period_key(plan.period)[:2], plan.id))
    dated = [plan for plan in plans if plan.period] or plans
    return dated[-1] if dated else None


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def _as(record: type, rows: list[dict[str, Any]]) -> list[Any]:
    names = types_of(record)
    plain = {name: kind if kind in (str, int, float, bool) else str for name, kind in names.items()}
    return [record_of(record, {n: plain[n](row[n]) for n in names if n in row}) for row in rows]


def _reads(project: Project) -> Iterator[Any]:
    from lif_narrative.triangulate.links import VERBS

    told = material(project)
    for name in ("codings", "heard", "themes", "watched"):
        yield from ({"table": name, **row} for row in _rows(told[name]))
    for record in (Indicator, Measure, Plan):
        yield from (row_of(item) for item in project.store.read(record))
    for event in project.store.read(Event):
        if event.verb in VERBS:
            yield {"link": event.object, "verb": event.verb, "after": event.after, "at": event.position}
