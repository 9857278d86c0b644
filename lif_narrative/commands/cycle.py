"""Round the cycle: set an audit up, see what has arrived and what is missing, and close the loop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, emit, opened_at, rows


@app.command()
def plan(
    file: Annotated[Optional[Path], typer.Argument(help="The plan, in YAML.")] = None,  # noqa: UP045
    project: Where = HERE, actor: Actor = ME, json: Json = False,
) -> None:  # fmt: skip
    """Set an audit up from a plan, or show what was invited and what has arrived."""
    from lif_narrative import summary

    opened = opened_at(project, actor, make=file is not None)
    if file:
        from lif_narrative.cycle.planning import read_plan

        opened.plan(read_plan(file))
    if json:
        emit(rows(opened.planned()))
    else:
        summary.arrivals(opened)


@app.command()
def gaps(project: Where = HERE, json: Json = False) -> None:
    """Show what else we need to know: who and what is missing, how it was looked for, and what to do next."""
    from lif_narrative import summary

    opened = opened_at(project, ME)
    if json:
        emit(rows(opened.gaps()))
    else:
        summary.missing(opened)


@app.command()
def loop(project: Where = HERE, json: Json = False) -> None:
    """Show what was agreed, with where its theme stands now and the new evidence; and what changed since."""
    from lif_narrative import summary

    opened = opened_at(project, ME)
    if json:
        emit({"actions": rows(opened.loop()), "stages": rows(opened.stages()), "since": opened.since().lines})
    else:
        summary.closing(opened)
