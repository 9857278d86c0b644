"""A practice story, its export, and the check of an exported one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, emit, opened_at, rows


@app.command()
def story(
    question: str, project: Where = HERE, actor: Actor = ME, json: Json = False,
    save: Annotated[bool, typer.Option(help="Keep the draft, for people to accept its evidence.")] = False,
) -> None:  # fmt: skip
    """Draft a practice story from the evidence."""
    from lif_narrative import summary
    from lif_narrative.schemas import row_of
    from lif_narrative.telling import cautions

    opened = opened_at(project, actor)
    told = opened.story(question)
    if save:
        opened.save(told)
    if json:
        emit(row_of(told.record))
    else:
        summary.told(told, cautions(opened, told))


@app.command()
def export(
    question: str, to: Path, project: Where = HERE, actor: Actor = ME,
    profile: Annotated[str, typer.Option(help="internal, partnership, publication.")] = "internal",
    product: Annotated[str, typer.Option(
        help="story, report, briefing, self-evaluation, board, families, children.")] = "story",
    large_print: Annotated[bool, typer.Option("--large-print", help="Nothing under 18 points.")] = False,
    template: Annotated[Optional[Path], typer.Option(help="Your own .docx or .pptx.")] = None,  # noqa: UP045
    logo: Annotated[Optional[Path], typer.Option(help="A picture for the first page.")] = None,  # noqa: UP045
) -> None:  # fmt: skip
    """Write the story on a question, or another document of its evidence; the ending says the format."""
    from lif_narrative.export import export as write

    opened = opened_at(project, actor)
    saved = [str(asked) for asked in opened.stories()["question"]]
    told = opened.story(question)
    made = write(told, to, profile, product=product, large_print=large_print, template=template, logo=logo)
    typer.echo(f"Wrote {made}.")
    if saved and question not in saved:
        typer.echo(f"It is a new draft: no story is saved on this question. Saved: {'; '.join(saved)}")


@app.command()
def verify(
    file: Annotated[Optional[Path], typer.Argument(help="An exported story; without it, the trail.")] = None,  # noqa: UP045
    project: Annotated[Optional[str], typer.Option("--project", "-p", envvar="LIF_PROJECT")] = None,  # noqa: UP045
    json: Json = False,
    log: Annotated[bool, typer.Option("--log", help="Check the trail of events.")] = False,
    head: Annotated[str, typer.Option(help="COUNT:HASH as printed on an export or a backup.")] = "",
) -> None:  # fmt: skip
    """Check every quote of an exported story, or the project's trail of events."""
    from lif_narrative import summary

    if file is None or log:
        problems = summary.trail(opened_at(project or HERE, ME), json, head)
    else:
        from lif_narrative.verification import verify as check

        told = check(file, opened_at(project, ME) if project else None)
        problems = list(told.problems)
        if json:
            emit({"ok": told.ok, "claims": rows(told.claims), "problems": problems})
        else:
            summary.verified(told)
    raise typer.Exit(2 if problems else 0)
