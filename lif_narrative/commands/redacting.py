"""Redaction: names supplied, what may still identify, a person's word on what is replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, bar, emit, opened_at, rows

roster = typer.Typer(help="Names that a person supplies; kept in the vault alone.", no_args_is_help=True)
app.add_typer(roster, name="roster")
Reason = Annotated[str, typer.Option(help="Why, in a line; it is kept in the vault.")]


@roster.command("add")
def add(file: Path, project: Where = HERE, actor: Actor = ME, json: Json = False) -> None:
    """Take in a csv of names (case, name, kind, aka) and look for them in every document of their case."""
    refused = opened_at(project, actor, make=True).add_roster(file, progress=bar())
    if json:
        emit(rows(refused))
    for row, why in () if json else refused.itertuples(index=False):
        typer.echo(f"{row}: {why}")
    if not json:
        typer.echo("The roster is in the vault.")
    raise typer.Exit(1 if len(refused) else 0)


@app.command()
def risks(
    document: str = "", project: Where = HERE, actor: Actor = ME, json: Json = False,
    k: Annotated[int, typer.Option(help="Facts shared by fewer cases than this are rare.")] = 5,
    most: Annotated[int, typer.Option(help="How many to list for each document.")] = 10,
) -> None:  # fmt: skip
    """List what may still identify somebody, the likeliest first; offsets, no words."""
    frame = opened_at(project, actor).residual_risks(document or None, k)
    if json:
        emit(rows(frame))
        return
    for one in frame[frame["rank"] <= most].itertuples():
        typer.echo(f"{one.document_id} {one.start}-{one.end} {one.kind}: {one.reason}")


@app.command()
def redact(
    document: str, start: int, end: int, kind: str = "person", reason: Reason = "",
    here: Annotated[bool, typer.Option("--here", help="At this place alone.")] = False,
    project: Where = HERE, actor: Actor = ME,
) -> None:  # fmt: skip
    """Replace words that were left, here and in every document of the case."""
    opened = opened_at(project, actor)
    typer.echo(opened.redact(document, start, end, kind, reason, everywhere=not here, progress=bar()))


@app.command()
def unredact(
    document: str, start: int, end: int, reason: Reason = "",
    everywhere: Annotated[bool, typer.Option(help="In every document of the case.")] = False,
    project: Where = HERE, actor: Actor = ME,
) -> None:  # fmt: skip
    """Let words stand that were replaced."""
    opened = opened_at(project, actor)
    typer.echo(opened.restore(document, start, end, reason, everywhere=everywhere, progress=bar()))
