"""The same result twice, what moved, and how firm each theme is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, bar, emit, opened_at, rows

Setting = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--set", help="What to change, as seed=1, encoder=minilm-fp32 or segment.max_words=40."),
]


@app.command(name="manifest")
def manifest_(path: Path, project: Where = HERE) -> None:
    """Write what the last run was made of and came to: no word of the material is in it."""
    opened_at(project, ME).manifest(path)
    typer.echo(f"Wrote {path.name}.")


@app.command(name="verify-run")
def verify_run(path: Path, project: Where = HERE, json: Json = False) -> None:
    """Set a run's manifest, perhaps another machine's, against this project."""
    from lif_narrative import summary

    told = opened_at(project, ME).verify_run(path)
    if json:
        emit({"ok": told.ok, "rows": rows(told.rows)})
    else:
        apart = told.apart[["part", "what", "manifest", "here"]].map(_short).to_numpy().tolist()
        summary.grid(f"{'The same result' if told.ok else 'NOT the same result'}; differs: {len(apart)}",
                     ["part", "what", "manifest", "here"], apart)  # fmt: skip
    raise typer.Exit(0 if told.ok else 2)


def _short(value: Any) -> str:
    text = str(value)
    return f"{text[:12]}…" if len(text) == 64 else text


@app.command()
def replicate(
    change: Setting = None, project: Where = HERE, actor: Actor = ME, json: Json = False,
) -> None:  # fmt: skip
    """Run again with something changed, in a copy, and say what moved."""
    from lif_narrative.research import told as shown
    from lif_narrative.research.comparing import compare
    from lif_narrative.research.kept import latest
    from lif_narrative.research.replicating import wished

    opened = opened_at(project, actor)
    again = opened.replicate(progress=bar(), **wished(change or []))
    moved = compare(latest(opened), again)
    if json:
        emit({"run": again.id, "moved": rows(moved.moved), "themes": rows(moved.themes),
              "changed": rows(moved.changed)})  # fmt: skip
    else:
        shown.compared(moved)


@app.command()
def sensitivity(
    project: Where = HERE, actor: Actor = ME, json: Json = False, seeds: int = 3, shuffles: int = 2,
    subsamples: int = 10,
) -> None:  # fmt: skip
    """Measure how firm each theme is when what should not matter is changed; it is shown from then on."""
    from lif_narrative.research import told as shown

    told = opened_at(project, actor).sensitivity(
        seeds=seeds, shuffles=shuffles, subsamples=subsamples, progress=bar()
    )
    if json:
        emit({"themes": rows(told.themes), "variations": rows(told.variations)})
    else:
        shown.firmness(told)
