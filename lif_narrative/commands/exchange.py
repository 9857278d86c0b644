"""Whole projects to and from other programs for qualitative analysis."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, bar, emit, opened_at, rows


@app.command()
def receive(file: Path, project: Where = HERE, actor: Actor = ME, json: Json = False) -> None:
    """Take in a project of NVivo, MAXQDA, ATLAS.ti or QualCoder (.qdpx), with its codes and codings."""
    from lif_narrative import summary

    told = opened_at(project, actor, make=True).receive(file, bar())
    if json:
        emit({"travelled": rows(told.travelled), "left": rows(told.left)})
    else:
        summary.exchanged(told)


@app.command()
def send(to: Path, project: Where = HERE, actor: Actor = ME, json: Json = False) -> None:
    """Write the whole project as .qdpx, for NVivo, MAXQDA, ATLAS.ti or QualCoder."""
    from lif_narrative import summary

    told = opened_at(project, actor).send(to)
    if json:
        emit({"travelled": rows(told.travelled), "left": rows(told.left)})
    else:
        summary.exchanged(told)


@app.command()
def data(
    folder: Path, project: Where = HERE, actor: Actor = ME,
    form: Annotated[str, typer.Option(help="parquet, jsonl or csv")] = "parquet",
) -> None:  # fmt: skip
    """Write every noun as a table, for analysis elsewhere."""
    typer.echo(f"Wrote {opened_at(project, actor).data(folder, form)}.")


@app.command()
def write(
    what: Annotated[str, typer.Argument(help="workbook, register, codebook, project or data")], to: Path,
    project: Where = HERE, actor: Actor = ME, profile: str = "internal",
) -> None:  # fmt: skip
    """Write what the project holds: the ending of the file says the format (data are a folder)."""
    typer.echo(f"Wrote {opened_at(project, actor).write(what, to, profile)}.")
