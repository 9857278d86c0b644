"""The commands, a module a noun; `cli` gathers them.

A command says a verb of `Project` and hands what came of it to `summary`, or prints it as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

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


def opened_at(where: str, actor: str = ME, *, make: bool = False) -> Project:
    """The project at a folder or URL, opened in this actor's name.

    Where it has accounts, the actor signs in: by `LIF_PASSWORD`, or asked at the keyboard.

    Parameters
    ----------
    make : bool
        Whether a folder that holds no project becomes one; a slip in a name should not, where all that
        is asked is to read.

    Raises
    ------
    NarrativeError
        There is no project there, or nobody says who is asking.
    """
    from lif_narrative import project

    folder, url = project.located(where)
    if not make and url.startswith("sqlite") and not _holds(folder / project.DATABASE):
        raise NarrativeError(
            f"There is no project in {where}. Name its folder with --project, or make one there with"
            " lif init or lif ingest."
        )
    who = os.environ.get("LIF_ACTOR", ME) if actor == ME else actor
    opened = project.Project.open(where, actor=who, passphrase=os.environ.get("LIF_PASSPHRASE"))
    if not opened.has_accounts:
        return opened
    password = secret("LIF_PASSWORD", f"Password of {who}")
    if not password:
        raise NarrativeError("This project has accounts: say who you are by LIF_ACTOR and LIF_PASSWORD.")
    return opened.sign_in(who.removeprefix("human:"), password)


def _holds(database: Path) -> bool:
    return database.is_file() and database.stat().st_size > 0


def secret(variable: str, asked: str, *, new: bool = False) -> str:
    """A secret from the environment, else asked at the keyboard, unseen; "" where nobody can answer."""
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        return ""
    return str(typer.prompt(asked, hide_input=True, confirmation_prompt=new))


def bar() -> Any:
    """What shows how far long work is."""
    from lif_narrative.progress import Bar

    return Bar()


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame as plain dictionaries, for JSON."""
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def emit(told: Any) -> None:
    """Print as JSON on standard output."""
    typer.echo(json.dumps(told, ensure_ascii=False, indent=1, default=str))
