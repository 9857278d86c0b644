"""What each column of a project's DataFrames holds: read from `columns.toml`, the one place that says it."""

from __future__ import annotations

import functools
import inspect
import sys
import tomllib
from importlib.resources import files

KINDS = {"text": "text", "whole": "whole number", "number": "number", "yes/no": "yes or no", "list": "list",
         "mapping": "mapping"}  # fmt: skip


@functools.cache
def columns() -> dict[str, dict[str, tuple[str, str]]]:
    """For each noun its columns in order, each with its kind (a key of `KINDS`) and its meaning."""
    told = tomllib.loads(files("lif_narrative").joinpath("columns.toml").read_text(encoding="utf-8"))
    return {noun: {name: _parted(line) for name, line in held.items()} for noun, held in told.items()}


def _parted(line: str) -> tuple[str, str]:
    kind, _, meaning = line.partition(": ")
    return kind, meaning


def page() -> str:
    """The page of all frames, as Markdown: `docs/frames.md`."""
    from lif_narrative.project import Project

    parts = [
        "# DataFrames, column by column\n\n"
        "Every noun of a project is a method that gives a pandas DataFrame, sorted so that the same project "
        "reads the same: `project.excerpts()`. `project.arrow(\"excerpts\")` gives it as an Arrow table, "
        "which `polars.from_arrow` and DuckDB read where it lies, without a copy. Text is de-identified; "
        "offsets count Unicode code points; ids are the same on every machine.\n"
    ]  # fmt: skip
    for noun, held in columns().items():
        said = (inspect.getdoc(getattr(Project, noun)) or "").split("\n")[0]
        rows = "\n".join(
            f"| `{name}` | {KINDS[kind]} | {meaning} |" for name, (kind, meaning) in held.items()
        )
        first = said.split(": ")[0].rstrip(".")
        parts.append(f"## {noun}\n\n{first}.\n\n| column | kind | what it holds |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())
