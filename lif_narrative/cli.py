"""The command line: the same words as the app and the notebooks.

Exit codes: 0 done; 1 done, with something set aside (and said); 2 refused, with a message to act on.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from lif_narrative import __version__
from lif_narrative.commands import HERE, ME, Actor, Where, app
from lif_narrative.errors import NarrativeError
from lif_narrative.trouble import in_words

ROOMS: Final = (  # as `lif --help` lists them
    "material", "redacting", "finding", "cycle", "telling", "register", "keeping", "people", "exchange",
    "measuring", "archive", "agreeing", "researching",
)  # fmt: skip
for room in ROOMS:
    importlib.import_module(f"lif_narrative.commands.{room}")


def main() -> None:
    """Run the command line; what a person can put right is said in one line."""
    try:
        code = app(standalone_mode=False)  # click hands the exit code back
    except NarrativeError as error:
        _refuse(str(error))
    except typer.Abort:
        _refuse("Stopped. What was finished is kept; the same command goes on from there.")
    except BrokenPipeError:  # whoever read the output has seen enough
        os._exit(0)
    except OSError as error:
        where = f" in {Path(os.fsdecode(error.filename)).parent}" if error.filename else ""
        _refuse(f"The computer would not read or write{where}: {error.strerror or error}. Check that the"
                " folder is there, has room, and is yours to write in; then try again.")  # fmt: skip
    except Exception as error:
        if hasattr(error, "format_message"):  # click's own: a wrong option or argument
            asked = getattr(getattr(error, "ctx", None), "command_path", "lif")
            told = error.format_message()
            _refuse(f"{told}{'' if told.endswith(('.', '?')) else '.'} `{asked} --help` says what it takes.")
        if os.environ.get("LIF_DEBUG"):
            raise
        _refuse(in_words(error))  # a traceback's message may hold what somebody wrote
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


@app.command(name="app")
def app_(project: Where = HERE, actor: Actor = ME, port: int = 8501) -> None:
    """Open the app in the browser."""
    from lif_narrative.launch import launch

    launch(project, actor, port)
