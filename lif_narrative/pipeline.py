"""The steps of a run, in order: what each reads, what it writes, and when it can be skipped.

A step is done when its latest run carries the fingerprint of today's settings, versions, models and
inputs. Its rows and the record of the run are written in one transaction, so a run that was cut short
goes on with the step it was in. Writing a step's rows undoes the steps after it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from lif_narrative import __version__, events
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest, fingerprint
from lif_narrative.progress import Progress
from lif_narrative.records import Run
from lif_narrative.schemas import row_of

if TYPE_CHECKING:
    from lif_narrative.project import Project

STEPS = ("deidentify", "segment", "embed", "appraise", "theme", "triangulate")
NOT_COMPARED = {"run"}  # a row's pointer to its run says nothing of the result


@dataclass(frozen=True)
class Written:
    """What a step made.

    `rows` become the only records of their class; `first` changes, before them and in the same
    transaction, what the step shares with others, and `shared` are the records it puts there.
    """

    rows: Mapping[type, Sequence[Any]]
    first: Callable[[Project, sa.Connection], None] | None = None
    shared: Mapping[type, Sequence[Any]] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One step: `reads` yields what its result depends on, `work` makes the rows."""

    name: str
    reads: Callable[[Project], Iterable[Mapping[str, Any] | str]]
    work: Callable[[Project, str, Progress], Written]
    settings: Mapping[str, Any] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)  # name to sha256


def go(project: Project, steps: Sequence[Step], progress: Progress) -> list[tuple[Run, bool]]:
    """Do what is not done yet; each step's run, and whether it was done now."""
    return [_one(project, step, position, progress) for position, step in enumerate(steps)]


def _one(project: Project, step: Step, position: int, progress: Progress) -> tuple[Run, bool]:
    inputs = fingerprint(step.reads(project))
    settings = {"settings": dict(step.settings), "models": dict(step.models), "version": __version__}
    mark = digest([step.name, settings, inputs])
    before = latest(project, step.name)
    if before and before.fingerprint == mark:
        return before, False
    started, clock = events.now(), time.perf_counter()
    run_id = f"run-{mark[:16]}"
    written = step.work(project, run_id, progress)
    made = {**written.shared, **written.rows}
    manifest = {"step": step.name, **settings, **written.notes, "rows": counts(made)}
    run = Run(run_id, step.name, mark, inputs, of_rows(made), manifest, started, events.now(),
              round(time.perf_counter() - clock, 3))  # fmt: skip
    _keep(project, run, written, STEPS[STEPS.index(step.name) + 1 :])
    return run, True


def _keep(project: Project, run: Run, written: Written, later: Sequence[str]) -> None:
    store = project.store
    done = store.meta.tables["done"]
    with store.writing() as connection:
        if written.first:
            written.first(project, connection)
        for record, rows in written.rows.items():
            store.replace(connection, record, rows)
        store.put(connection, run)
        connection.execute(sa.delete(done).where(done.c.step.in_([run.step, *later])))
        connection.execute(sa.insert(done).values(step=run.step, run_id=run.id))
        events.append(store, connection, project.actor, "ran", run.step, after=run.fingerprint)


def latest(project: Project, step: str) -> Run | None:
    """The run that a step's rows came from; None when they are out of date or were never made."""
    done, runs = project.store.meta.tables["done"], project.store.table(Run)
    query = sa.select(done.c.run_id).where(done.c.step == step)
    found = project.store.rows(query)
    return project.store.read(Run, runs.c.id == found[0]["run_id"])[0] if found else None


def of_rows(rows: Mapping[type, Sequence[Any]]) -> str:
    """The order-free fingerprint of what a step wrote."""
    plain = (
        {"record": record.__name__, **{k: v for k, v in row_of(row).items() if k not in NOT_COMPARED}}
        for record, items in rows.items()
        for row in items
    )
    return fingerprint(plain)


def counts(rows: Mapping[type, Sequence[Any]]) -> dict[str, int]:
    """How many records of each class."""
    return {record.__name__: len(items) for record, items in rows.items()}


def upto(name: str) -> Sequence[str]:
    """The steps to do for `name`, which is a step or `ingest`."""
    if name not in STEPS:
        raise NarrativeError(f"No step is called '{name}'. The steps are: {', '.join(STEPS)}.")
    return STEPS[: STEPS.index(name) + 1]
