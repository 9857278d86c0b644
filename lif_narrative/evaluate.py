"""How good is the coding here? Measured on a partnership's own coded sample, with its denominator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.triangulate.change import wilson

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

COLUMNS: Final = ["theme_id", "theme", "true", "placed", "both", "precision", "recall", "f1",
                  "recall_low", "recall_high"]  # fmt: skip


def evaluate(project: Project, codes: Path, coder: str = "model") -> pd.DataFrame:
    """Precision, recall and F1 of a coder against a person's codes.

    Parameters
    ----------
    codes : path of a CSV
        Columns excerpt_id and theme_id, a row a code; theme_id is empty for an excerpt that was read
        and is under no theme. Excerpts that are not in it were not read and are not counted.
    coder : str
        `model`, or a person as `human:name`.

    Returns
    -------
    DataFrame
        A row a theme and one over all ("all themes", micro-averaged): counts, precision, recall and F1
        from 0 to 1, and the Wilson 95% interval of recall. `attrs["denominator"]`: excerpts read.

    Raises
    ------
    NarrativeError
        The file lacks a column, or names no excerpt of the project.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    import pandas as pd

    told = _read(codes)
    read = set(told["excerpt_id"]) & set(project.excerpts()["id"])
    if not read:
        raise NarrativeError(
            f"{codes.name} names no excerpt of this project. Export its excerpts, and code those."
        )
    pairs = told[told["theme_id"] != ""]
    given = zip(map(str, pairs["excerpt_id"]), map(str, pairs["theme_id"]), strict=True)
    true = {pair for pair in given if pair[0] in read}
    frame = project.codings()
    mine = frame[frame["coder"].str.startswith(coder) & (frame["score"] > 0) & frame["excerpt_id"].isin(read)]
    placed = set(zip(map(str, mine["excerpt_id"]), map(str, mine["theme_id"]), strict=True))
    names = dict(zip(project.themes()["id"], project.themes()["name"], strict=True))
    rows = [_row("", "all themes", true, placed)]
    for theme in sorted({theme for _, theme in true | placed}):
        said, found = ({pair for pair in side if pair[1] == theme} for side in (true, placed))
        rows.append(_row(theme, str(names.get(theme, theme)), said, found))
    table = pd.DataFrame(rows, columns=COLUMNS)
    table.attrs["denominator"] = len(read)
    return table


def _read(codes: Path) -> pd.DataFrame:
    import pandas as pd

    if not codes.is_file():
        raise NarrativeError(
            f"There is no file {codes}. Give a CSV with the columns excerpt_id and theme_id."
        )
    told = pd.read_csv(codes, dtype=str, keep_default_na=False)
    missing = [name for name in ("excerpt_id", "theme_id") if name not in told]
    if missing:
        has = ", ".join(map(str, told.columns))
        raise NarrativeError(f"{codes.name} has no column {', '.join(missing)}. It has: {has}.")
    return told


def _row(theme: str, name: str, true: set[tuple[str, str]], placed: set[tuple[str, str]]) -> list[object]:
    both = len(true & placed)
    precision = both / len(placed) if placed else 0.0
    recall = both / len(true) if true else 0.0
    f1 = 2 * both / (len(true) + len(placed)) if true or placed else 0.0
    return [theme, name, len(true), len(placed), both, precision, recall, f1, *wilson(both, len(true))]
