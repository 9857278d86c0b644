"""Archives: ten years of a region's audits, read by the same steps, on one process or many."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from lif_narrative.commands import ME, Actor, Json, app, bar, emit, opened_at, rows
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    from lif_narrative.engine import Engine

archive = typer.Typer(help="Many audits as one archive: 10⁵ to 10⁷ excerpts.", no_args_is_help=True)
app.add_typer(archive, name="archive")
In = Annotated[Path, typer.Argument(help="The archive's folder; made if new.")]
Folder = Optional[Path]  # noqa: UP045


def _archive(folder: Path) -> Any:
    from lif_narrative.archive import Archive

    return Archive(folder)


@archive.command()
def take(
    folder: In,
    project: Annotated[Optional[list[str]], typer.Option("--project", "-p", help="Projects.")] = None,  # noqa: UP045
    documents: Annotated[Optional[list[Path]], typer.Option(help="Parquet files of documents.")] = None,  # noqa: UP045
    actor: Actor = ME, size: Annotated[int, typer.Option(help="Excerpts a shard.")] = 5000,
) -> None:  # fmt: skip
    """Take in the de-identified documents of projects, with what people decided there."""
    given: list[Any] = [opened_at(where, actor) for where in project or ()]
    given += [list(documents)] if documents else []
    if not given:
        raise NarrativeError("Say what to take in: --project FOLDER or --documents FILE.parquet.")
    for one in given:
        counts = _archive(folder).take(one, size)
        typer.echo(", ".join(f"{count} {what}" for what, count in counts.items()) + ".")


@archive.command()
def adopt(folder: In, codebook: Path) -> None:
    """Code with this codebook from the next run on."""
    typer.echo(f"{len(_archive(folder).adopt(codebook).leaves)} themes to code with.")


@archive.command()
def run(
    folder: In,
    engine: Annotated[str, typer.Option(help="here or dask")] = "here",
    scheduler: Annotated[str, typer.Option(help="Of a running cluster: tls://host:8786.")] = "",
    certificates: Annotated[Folder, typer.Option(help="Folder of ca.pem, cert.pem, key.pem.")] = None,
    encoder: Annotated[str, typer.Option(help="static, minilm-fast or minilm; the last run's.")] = "",
    reading: Annotated[str, typer.Option(help="quick or whole; the last run's.")] = "",
    seed: int = 0,
    refit: Annotated[bool, typer.Option("--refit", help="Learn anew from all there is.")] = False,
    json: Json = False,
) -> None:  # fmt: skip
    """Read what is not read yet; a run that was cut short goes on where it was."""
    from lif_narrative.archive import Settings

    opened = _archive(folder)
    said = {"encoder": encoder, "reading": reading, "seed": seed}
    settings = Settings(**{**opened.settings, **{name: value for name, value in said.items() if value != ""}})
    report = opened.run(_engine(engine, scheduler, certificates), settings, bar(), refit=refit)
    told = dataclasses.asdict(report)
    if json:
        emit(told)
    else:
        _show(told)
    raise typer.Exit(1 if report.set_aside else 0)


def _engine(engine: str, scheduler: str, certificates: Path | None) -> str | Engine:
    if not scheduler:
        return engine
    from lif_narrative.engine.on_dask import Dask

    return Dask(scheduler, certificates)


def _show(told: dict[str, Any]) -> None:
    from lif_narrative import summary

    head = f"{told['excerpts']} excerpts, {told['codings']} codings, {told['emerging']} emerging"
    lines = [[step, told["done"].get(step, ""), seconds] for step, seconds in told["seconds"].items()]
    summary.grid(head, ["step", "shards done now", "seconds"], lines)
    if told["loss"].get("texts"):
        loss = told["loss"]
        typer.echo(
            f"Quick beside whole reading on {loss['texts']} excerpts, each left out: themes micro-F1 "
            f"{loss['themes_micro_f1']}, polarity the same in {loss['polarity_same']:.0%}, strength and "
            f"concern swapped in {loss['strength_and_concern_swapped']:.1%}."
        )
    for row in told["set_aside"]:
        typer.echo(f"Set aside: {row['document_id']}: {row['reason']}")
    typer.echo(f"Fingerprint {told['fingerprint']}.")


@archive.command()
def tell(
    folder: In,
    what: Annotated[str, typer.Argument(help="issues, convergence, emerging or drift")] = "issues",
    json: Json = False,
) -> None:
    """Show themes as they recur, methods beside each other, what emerges, or how periods drift."""
    from lif_narrative import summary

    known = ("issues", "convergence", "emerging", "drift")
    if what not in known:
        raise NarrativeError(f"An archive tells {', '.join(known)}, not '{what}'.")
    frame = getattr(_archive(folder), what)()
    if json:
        emit(rows(frame))
    else:
        summary.grid(f"{what}: {len(frame)}", list(frame.columns), frame.to_numpy().tolist())


@archive.command()
def near(folder: In, text: str, k: int = 10, json: Json = False) -> None:
    """The excerpts nearest to a text, by id."""
    from lif_narrative import summary

    frame = _archive(folder).near(text, k)
    if json:
        emit(rows(frame))
    else:
        summary.grid("Nearest excerpts", list(frame.columns), frame.to_numpy().tolist())
