"""Keep a project safe: its copies, and who worked in it."""

from __future__ import annotations

from pathlib import Path

import typer

from lif_narrative.commands import HERE, ME, Actor, Where, app, opened_at


@app.command()
def backup(to: Path, project: Where = HERE, actor: Actor = ME) -> None:
    """Copy a project, vault and all, into one file that can be checked."""
    from lif_narrative.backup import backup as copy

    typer.echo(f"Wrote {copy(opened_at(project, actor), to)}.")


@app.command()
def restore(file: Path, project: Where = HERE) -> None:
    """Check a backup, then bring it back as a new project folder."""
    from lif_narrative.backup import restore as bring

    typer.echo(f"The project is in {bring(file, Path(project))}.")
