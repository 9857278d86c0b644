"""Agreement of coders: draw a sample to code twice, see how far they agree, settle where they do not."""

from __future__ import annotations

from typing import Annotated, Any, Optional

import typer

from lif_narrative.commands import HERE, ME, Actor, Json, Where, app, emit, opened_at, rows

room = typer.Typer(help="Draw excerpts to code twice, see how far coders agree, settle differences.",
                   no_args_is_help=True)  # fmt: skip
app.add_typer(room, name="agreement")
WHOLE = "All samples, and what was coded blind in Read."


@room.command()
def sample(
    project: Where = HERE, actor: Actor = ME, json: Json = False,
    n: Annotated[int, typer.Option(help="How many; 0 for what the interval asks for.")] = 0,
    kappa: Annotated[float, typer.Option(help="The agreement expected.")] = 0.6,
    half_width: Annotated[float, typer.Option(help="How far below it the interval may reach.")] = 0.2,
    by: Annotated[str, typer.Option(help="Columns to spread it over, with commas.")] = "method",
    coder: Annotated[Optional[list[str]], typer.Option(help="Who is asked, as human:name.")] = None,  # noqa: UP045
    purpose: Annotated[str, typer.Option(help="double coding, or dip sample")] = "double coding",
    seed: int = 0,
    only_size: Annotated[bool, typer.Option("--size", help="Say how many, and draw nothing.")] = False,
) -> None:  # fmt: skip
    """Draw excerpts by chance, as many as the wanted interval asks for, for two people to code blind."""
    opened = opened_at(project, actor)
    size = opened.sample_size(kappa, half_width)
    if only_size:
        emit({"n": size.n, "there_are": size.there_are, "says": size.says}) if json else typer.echo(size.says)
        return
    wanted = {"kappa": kappa, "half_width": half_width, "share": size.share}
    made = opened.draw_sample(n or min(size.n, size.there_are), [c for c in by.split(",") if c],
                              coders=coder or [], seed=seed, purpose=purpose, wanted=wanted)  # fmt: skip
    if json:
        emit({"id": made.id, "excerpts": list(made.excerpts), "size": size.says})
    else:
        typer.echo(f"Sample {made.id}: {len(made.excerpts)} excerpts, seed {seed}. {size.says}")


@room.command()
def report(
    project: Where = HERE, json: Json = False,
    sample_id: Annotated[str, typer.Option("--sample", help=WHOLE)] = "", seed: int = 0,
) -> None:  # fmt: skip
    """Say how far people agree on each theme and over all, with intervals and what was counted."""
    from lif_narrative import summary

    opened = opened_at(project, ME)
    whole, themes = opened.agreement_overall(sample_id, seed=seed), opened.agreement(sample_id, seed=seed)
    pairs, enough = opened.agreement_pairs(sample_id, seed=seed), opened.enough_heard()
    apart = opened.disagreements(sample_id)
    if json:
        emit({"overall": rows(whole.reset_index()), "themes": rows(themes.reset_index()),
              "pairs": rows(pairs), "disagreements": rows(apart), "enough": enough.says})  # fmt: skip
        return
    counted = (
        f"{whole['denominator'].iloc[0]} excerpts in {whole['documents'].iloc[0]} documents, read by two"
    )
    summary.grid(f"Over all themes: {counted}", ["figure", "value", "95% interval", "what it is"],
                 [[name, _two(row["value"]), _edges(row["low"], row["high"]), row["says"]]
                  for name, row in whole.iterrows()])  # fmt: skip
    summary.grid("Theme by theme", ["theme", "excerpts", "kappa", "95% interval", "AC1", "alpha", "%"],
                 [[r["theme"], r["n"], _two(r["kappa"]), _edges(r["low"], r["high"]), _two(r["ac1"]),
                   _two(r["alpha"]), f"{r['percent']:.0f}"] for r in rows(themes)])  # fmt: skip
    summary.grid("Two by two", ["coders", "kind", "alpha (MASI)", "95% interval", "excerpts"],
                 [[f"{r['first']} · {r['second']}", r["kind"], _two(r["alpha"]), _edges(r["low"], r["high"]),
                   r["denominator"]] for r in rows(pairs)])  # fmt: skip
    left = int((~apart["settled"].astype(bool)).sum())
    typer.echo(f"{len(apart)} differences, {left} not settled yet. {enough.says}")


@room.command()
def settle(
    excerpt: str, theme: str,
    reason: Annotated[str, typer.Option(help="Why: others learn from it.")],
    under: Annotated[bool, typer.Option("--under/--not-under", help="Whether it is under the theme.")] = True,
    role: Annotated[Optional[list[str]], typer.Option(help="Who was there, by role.")] = None,  # noqa: UP045
    project: Where = HERE, actor: Actor = ME, json: Json = False,
) -> None:  # fmt: skip
    """Say what was agreed on an excerpt and a theme on which coders differed."""
    made = opened_at(project, actor).settle_coding(excerpt, theme, under, reason, roles=role or [])
    if json:
        emit({"id": made.id, "under": made.under, "before": made.before, "replaces": made.replaces})
    else:
        typer.echo(f"Settled: {excerpt} is {'' if under else 'not '}under {theme}. Earlier words are kept.")


def _two(figure: Any) -> str:
    return "–" if figure != figure else f"{figure:.2f}"


def _edges(low: Any, high: Any) -> str:
    return "none can be given" if low != low else f"{low:.2f} to {high:.2f}"
