"""An evaluation as a page and tables that a partnership can keep: how good the coding is here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.export import whole
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.evaluate import Evaluation


def write(told: Evaluation, folder: Path) -> Path:
    """Write evaluation.md, the curve as SVG and each table as CSV into a folder, made if new."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"themes": told.themes, "calibration": told.calibration, "confusion": told.confusion,
              "agreement": told.agreement}  # fmt: skip
    for name, table in tables.items():
        if len(table):
            _put(folder / f"{name}.csv", table.to_csv(index=table.index.name == "theme_id"))
    if len(told.calibration):
        _put(folder / "calibration.svg", told.picture.still.svg)
    _put(folder / "evaluation.md", page(told))
    return folder / "evaluation.md"


def _put(path: Path, text: str) -> None:
    def put(place: Path) -> None:
        place.write_text(text, encoding="utf-8", newline="\n")

    whole(path, put)


def page(told: Evaluation) -> str:
    """The page, as Markdown: ids, names of themes and numbers, never case text."""
    lines = [
        f"# How good the coding is here\n\nMeasured on {many(told.denominator, 'excerpt')} that people read."
    ]
    if told.taught:
        lines.append(f"**{told.taught} of them have taught the model**: precision and recall flatter it.")
    lines.append("## Theme by theme\n\n" + _themes(told.themes))
    if len(told.calibration):
        lines.append(
            "## Does a probability mean what it says?\n\n![Expected and observed](calibration.svg)\n\n"
            f"{told.picture.alt} Mean gap {told.calibration.attrs['ece']:.3f}.\n\n"
            + _table(told.picture.table)
        )
    if len(told.confusion):
        first = told.confusion.head(20)[["said", "placed", "n", "excerpt_ids"]]
        shown = first.assign(excerpt_ids=[" ".join(ids) for ids in first["excerpt_ids"]])
        lines.append("## Where people and the model part\n\n" + _table(shown))
    if len(told.agreement):
        lines.append(
            "## How far the people agree\n\nNo model can be expected to agree with them more than they do "
            "with each other.\n\n" + _table(told.agreement.reset_index().round(3))
        )
    return "\n\n".join(lines) + "\n"


def _themes(table: pd.DataFrame) -> str:
    import pandas as pd

    rows = [(r["theme"], r["true"], r["placed"], *(_with(r, name) for name in ("precision", "recall", "f1")),
             r["doubtful"]) for r in table.to_dict("records")]  # fmt: skip
    heads = ["theme", "people", "model", "precision", "recall", "F1", "people differ"]
    return _table(pd.DataFrame(rows, columns=heads))


def _with(row: dict[Any, Any], name: str) -> str:
    return f"{row[name]:.2f} ({row[f'{name}_low']:.2f} to {row[f'{name}_high']:.2f})"


def _table(frame: pd.DataFrame) -> str:
    rows = [list(map(str, frame.columns)), ["---"] * frame.shape[1], *frame.map(str).to_numpy().tolist()]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
