"""Files in, and every step over them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, bar, emit, opened_at, rows


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--project", "-p", help="Where to make it.")] = Path("demo"),
) -> None:
    """Make a practice story from the invented audit that comes with the program."""
    from lif_narrative.demo import demo as make

    make(folder, bar())


@app.command()
def init(project: Where = HERE, actor: Actor = ME, migrate: bool = False) -> None:
    """Make a project, or migrate its database."""
    if migrate:
        from lif_narrative.migrate import migrate as bring
        from lif_narrative.store import Store

        bring(Store(project))
    typer.echo(f"The project is in {opened_at(project, actor, make=True).folder}.")


@app.command()
def ingest(
    paths: list[Path], project: Where = HERE, actor: Actor = ME, json: Json = False,
    template: Annotated[Optional[Path], typer.Option(help="A YAML file that says what is what.")] = None,  # noqa: UP045
    roster: Annotated[Optional[Path], typer.Option(help="A csv of names: case, name, kind, aka.")] = None,  # noqa: UP045
) -> None:  # fmt: skip
    """Take files in: read, kept in the vault, de-identified."""
    from lif_narrative import summary

    report = opened_at(project, actor, make=True).ingest(paths, template, bar(), roster=roster)
    if json:
        emit({"taken": rows(report.taken), "set_aside": rows(report.set_aside)})
    else:
        summary.ingested(report)
    raise typer.Exit(1 if len(report.set_aside) else 0)


@app.command()
def run(
    project: Where = HERE, actor: Actor = ME, upto: str = "triangulate", seed: int = 0, json: Json = False,
    codebook: Annotated[Optional[Path], typer.Option(help="Adopt this codebook first.")] = None,  # noqa: UP045
    engine: str = "here",
) -> None:  # fmt: skip
    """Do every step that is not done yet."""
    from lif_narrative import summary

    opened = opened_at(project, actor)
    if codebook:
        opened.adopt(codebook)
    done = opened.run(upto, seed, engine, bar())
    if json:
        emit({"run": done.id, "fingerprint": done.fingerprint, "outputs": done.outputs, **done.manifest})
    else:
        summary.ran(opened, done)
