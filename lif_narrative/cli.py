"""The command line: the same words as the app and the notebooks.

Exit codes: 0 done; 1 done, with something set aside (and said); 2 refused, with a message to act on.
"""

from __future__ import annotations

import json as json_
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from lif_narrative import __version__
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

app = typer.Typer(
    help="Practice stories from audit narratives and family feedback, with every claim tied to its words.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip
Where = Annotated[str, typer.Option("--project", "-p", envvar="LIF_PROJECT", help="Folder or database URL.")]
Actor = Annotated[str, typer.Option(envvar="LIF_ACTOR", help="Who acts, as human:name.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable, on standard output.")]
HERE, ME = "lif-project", "human:local"


def main() -> None:
    """Run the command line; what a person can put right is said in one line."""
    try:
        code = app(standalone_mode=False)  # click hands the exit code back
    except NarrativeError as error:
        _refuse(str(error))
    except typer.Abort:
        _refuse("Stopped. What was finished is kept; the same command goes on from there.")
    except Exception as error:
        if hasattr(error, "format_message"):  # click's own: a wrong option or argument
            _refuse(error.format_message())
        raise
    sys.exit(code if isinstance(code, int) else 0)


def _refuse(message: str) -> None:
    typer.echo(message, err=True)
    sys.exit(2)


@app.callback(invoke_without_command=True)
def about(version: Annotated[bool, typer.Option("--version", help="Say the version.")] = False) -> None:
    """Say the version, or go on to the command."""
    if version:
        typer.echo(__version__)
        raise typer.Exit


def _open(where: str, actor: str) -> Project:
    from lif_narrative.project import Project

    return Project.open(where, actor=actor)


def _bar() -> Any:
    from lif_narrative.progress import Bar

    return Bar()


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--project", "-p", help="Where to make it.")] = Path("demo"),
) -> None:
    """Make a practice story from the invented audit that comes with the program."""
    from lif_narrative.demo import demo as make

    make(folder, _bar())


@app.command()
def init(project: Where = HERE, actor: Actor = ME, migrate: bool = False) -> None:
    """Make a project, or migrate its database."""
    if migrate:
        from lif_narrative.migrate import migrate as bring
        from lif_narrative.store import Store

        bring(Store(project))
    typer.echo(f"The project is in {_open(project, actor).folder}.")


@app.command()
def ingest(
    paths: list[Path], project: Where = HERE, actor: Actor = ME, json: Json = False,
    template: Annotated[Optional[Path], typer.Option(help="A YAML file that says what is what.")] = None,  # noqa: UP045
) -> None:  # fmt: skip
    """Take files in: read, kept in the vault, de-identified."""
    from lif_narrative import summary

    report = _open(project, actor).ingest(paths, template, _bar())
    if json:
        _emit({"taken": _rows(report.taken), "set_aside": _rows(report.set_aside)})
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

    opened = _open(project, actor)
    if codebook:
        opened.adopt(codebook)
    done = opened.run(upto, seed, engine, _bar())
    if json:
        _emit({"run": done.id, "fingerprint": done.fingerprint, "outputs": done.outputs, **done.manifest})
    else:
        summary.ran(opened, done)


@app.command()
def themes(
    project: Where = HERE, json: Json = False,
    to: Annotated[Optional[Path], typer.Option(help="Write the thematic workbook (.xlsx).")] = None,  # noqa: UP045
) -> None:  # fmt: skip
    """Show the themes and how far each recurs; or write them as a workbook."""
    from lif_narrative import summary

    opened = _open(project, ME)
    if to:
        from lif_narrative.export import export_themes
        from lif_narrative.telling import material

        typer.echo(f"Wrote {export_themes(material(opened), to)}.")
    elif json:
        _emit({"themes": _rows(opened.themes()), "issues": _rows(opened.issues())})
    else:
        summary.issues(opened)


@app.command()
def triangulate(project: Where = HERE, json: Json = False) -> None:
    """Show where methods agree, are silent or contradict, and what is missing."""
    from lif_narrative import summary

    opened = _open(project, ME)
    if json:
        names = ("issues", "convergence", "beside", "gaps")
        _emit({name: _rows(getattr(opened, name)()) for name in names})
    else:
        summary.triangulated(opened)


@app.command()
def story(
    question: str, project: Where = HERE, actor: Actor = ME, json: Json = False,
    save: Annotated[bool, typer.Option(help="Keep the draft, for people to accept its evidence.")] = False,
) -> None:  # fmt: skip
    """Draft a practice story from the evidence."""
    from lif_narrative import summary
    from lif_narrative.schemas import row_of
    from lif_narrative.telling import cautions

    opened = _open(project, actor)
    told = opened.story(question)
    if save:
        opened.save(told)
    if json:
        _emit(row_of(told.record))
    else:
        summary.told(told, cautions(opened, told))


@app.command()
def export(
    question: str, to: Path, project: Where = HERE, actor: Actor = ME, profile: str = "internal"
) -> None:
    """Write the story on a question to a file; its ending says the format."""
    from lif_narrative.export import export as write

    opened = _open(project, actor)
    typer.echo(f"Wrote {write(opened.story(question), to, profile=profile)}.")


@app.command()
def verify(
    file: Annotated[Optional[Path], typer.Argument(help="An exported story; without it, the trail.")] = None,  # noqa: UP045
    project: Annotated[Optional[str], typer.Option("--project", "-p", envvar="LIF_PROJECT")] = None,  # noqa: UP045
    json: Json = False,
) -> None:  # fmt: skip
    """Check every quote of an exported story, or the project's trail of events."""
    from lif_narrative import summary

    if file is None:
        problems = summary.trail(_open(project or HERE, ME), json)
    else:
        from lif_narrative.verification import verify as check

        told = check(file, _open(project, ME) if project else None)
        problems = list(told.problems)
        if json:
            _emit({"ok": told.ok, "claims": _rows(told.claims), "problems": problems})
        else:
            summary.verified(told)
    raise typer.Exit(2 if problems else 0)


@app.command(name="app")
def app_(project: Where = HERE, actor: Actor = ME, port: int = 8501) -> None:
    """Open the app in the browser."""
    from lif_narrative.launch import launch

    launch(project, actor, port)


@app.command()
def backup(to: Path, project: Where = HERE, actor: Actor = ME) -> None:
    """Copy a project, vault and all, into one file that can be checked."""
    from lif_narrative.backup import backup as copy

    typer.echo(f"Wrote {copy(_open(project, actor), to)}.")


@app.command()
def restore(file: Path, project: Where = HERE) -> None:
    """Check a backup, then bring it back as a new project folder."""
    from lif_narrative.backup import restore as bring

    typer.echo(f"The project is in {bring(file, Path(project))}.")


@app.command()
def models(
    what: Annotated[str, typer.Argument(help="list, check or train")] = "list", json: Json = False,
    shared: Annotated[Optional[Path], typer.Option(help="Coded sentences to train on.")] = None,  # noqa: UP045
) -> None:  # fmt: skip
    """Show the models with their licence and limits, check their weights, or train our own."""
    from lif_narrative.model_cards import act

    told = act(what, shared, _bar())
    if json:
        _emit(told)
    else:
        from lif_narrative import summary

        summary.cards(told)


@app.command()
def evaluate(
    codes: Path, project: Where = HERE, json: Json = False,
    coder: Annotated[str, typer.Option(help="Whom to measure: model, or human:name.")] = "model",
) -> None:  # fmt: skip
    """Measure coding against your own: a CSV of excerpt_id, theme_id, for the excerpts that a person read."""
    from lif_narrative import summary
    from lif_narrative.evaluate import evaluate as measure

    told = measure(_open(project, ME), codes, coder)
    if json:
        _emit(_rows(told))
    else:
        summary.evaluated(told)


@app.command()
def bench(project: Where = HERE, json: Json = False) -> None:
    """Time the steps that read on this machine, with nothing cached."""
    from lif_narrative import summary
    from lif_narrative.bench import bench as measure

    told = measure(_open(project, ME), _bar())
    if json:
        _emit(told)
    else:
        heads = ["step", "excerpts", "processor seconds", "times encoding"]
        summary.grid("Timed once, on this machine", heads, [list(row.values()) for row in told])


@app.command()
def users(project: Where = HERE, json: Json = False) -> None:
    """Show who has worked in a project, by its trail: acts, and when the first and the last."""
    from lif_narrative import summary

    told = summary.actors(_open(project, ME))
    if json:
        _emit(told)
    else:
        heads = ["who", "acts", "first", "last"]
        summary.grid(f"Who has worked here: {len(told)}", heads, [list(row.values()) for row in told])


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def _emit(told: Any) -> None:
    typer.echo(json_.dumps(told, ensure_ascii=False, indent=1, default=str))
