"""Models, and how good and how fast they are here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from lif_narrative.commands import HERE, ME, Json, Where, app, bar, emit, opened_at, rows


@app.command()
def models(
    what: Annotated[str, typer.Argument(help="list, check, build or train")] = "list", json: Json = False,
    shared: Annotated[Optional[Path], typer.Option(help="Coded sentences to train on.")] = None,  # noqa: UP045
) -> None:  # fmt: skip
    """Show the models with their licence and limits, check or build their weights, or train our own."""
    from lif_narrative.model_cards import act

    told = act(what, shared, bar())
    if json:
        emit(told)
    else:
        from lif_narrative import summary

        summary.cards(told)


@app.command()
def evaluate(
    codes: Path, project: Where = HERE, json: Json = False,
    coder: Annotated[str, typer.Option(help="Whom to measure: model, or human:name.")] = "model",
    to: Annotated[Optional[Path], typer.Option(help="Folder for a page and its tables.")] = None,  # noqa: UP045
) -> None:  # fmt: skip
    """Measure coding against your own: a CSV of excerpt_id, theme_id and, of several people, coder."""
    from lif_narrative import summary
    from lif_narrative.evaluate import evaluate as measure
    from lif_narrative.evaluate.page import write

    opened = opened_at(project, ME)
    told = measure(opened, codes, coder)
    if to is not None:
        write(opened.evaluate(codes, coder), to)
    if json:
        emit(rows(told))
    else:
        summary.evaluated(told)


@app.command()
def bench(
    project: Where = HERE, json: Json = False,
    every: Annotated[bool, typer.Option("--all", help="In a checkout: all figures, and peers.")] = False,
) -> None:  # fmt: skip
    """Time the steps that read on this machine, with nothing cached."""
    from lif_narrative import summary
    from lif_narrative.bench import bench as measure
    from lif_narrative.bench import everything

    if every:
        raise typer.Exit(everything())

    told = measure(opened_at(project, ME), bar())
    if json:
        emit(told)
    else:
        heads = ["step", "excerpts", "processor seconds", "times encoding"]
        summary.grid("Timed once, on this machine", heads, [list(row.values()) for row in told])
