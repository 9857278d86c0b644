"""What recurs, where methods agree or contradict, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from lif_narrative.commands import HERE, ME, Json, Where, app, emit, opened_at, rows


@app.command()
def themes(
    project: Where = HERE, json: Json = False,
    to: Annotated[Optional[Path], typer.Option(help="Write the thematic workbook (.xlsx).")] = None,  # noqa: UP045
) -> None:  # fmt: skip
    """Show the themes and how far each recurs; or write them as a workbook."""
    from lif_narrative import summary

    opened = opened_at(project, ME)
    if to:
        from lif_narrative.export import export_themes
        from lif_narrative.telling import material

        opened.exported("themes")
        typer.echo(f"Wrote {export_themes(material(opened), to)}.")
    elif json:
        emit({"themes": rows(opened.themes()), "issues": rows(opened.issues())})
    else:
        summary.issues(opened)


@app.command()
def triangulate(project: Where = HERE, json: Json = False) -> None:
    """Show where methods agree, are silent or contradict, and what is missing."""
    from lif_narrative import summary

    opened = opened_at(project, ME)
    if json:
        names = ("issues", "convergence", "beside", "gaps")
        emit({name: rows(getattr(opened, name)()) for name in names})
    else:
        summary.triangulated(opened)
