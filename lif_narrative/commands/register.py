"""The register of actions and questions."""

from __future__ import annotations

from typing import Annotated

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, emit, opened_at, rows


@app.command()
def actions(
    project: Where = HERE, actor: Actor = ME, json: Json = False,
    overdue: Annotated[bool, typer.Option(help="Only what is open and past its date.")] = False,
    unproved: Annotated[bool, typer.Option(help="Only what was closed with nothing to show.")] = False,
    said: Annotated[bool, typer.Option(help="You said, we did: the answers to those who told us.")] = False,
) -> None:  # fmt: skip
    """Show what was agreed: by whom in which role, by when, and what came of it."""
    from lif_narrative import summary

    opened = opened_at(project, actor)
    if said:
        table = opened.you_said_we_did()
    elif overdue:
        table = opened.overdue()
    else:
        table = opened.closed_without_evidence() if unproved else opened.actions()
    if json:
        emit(rows(table))
    else:
        summary.register(table)
