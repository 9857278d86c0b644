"""Pictures of research: what moved between two runs, how firm themes are, how good coding is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lif_narrative import stills, stills_points
from lif_narrative.drawing import Row, matrix, table
from lif_narrative.drawing_points import Point, point_chart
from lif_narrative.plots import MOST, Picture
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import listed, many, number, sentence, titles

if TYPE_CHECKING:
    import pandas as pd

MOVES: Final = {"kept": "kept", "left": "left", "joined": "joined"}
SIDE: Final = ("heard",)  # one hue: what is drawn has no good or bad side


def compared(themes: pd.DataFrame, shade: str = "light") -> Picture:
    """Themes down; across, how many excerpts each kept, lost and gained from one run to the other.

    Parameters
    ----------
    themes : DataFrame
        As `Comparison.themes`; those that moved most stand first.
    """
    told = rows_of(themes)
    told.sort(key=lambda row: (-(row["left"] + row["joined"]), row["name_a"] or row["name_b"]))
    cells: list[Row] = []
    for row in told[:MOST]:
        name = _name(row)
        cells += [{"down": name, "across": title, "side": "heard", "n": int(row[column]),
                   "label": str(row[column]) if row[column] else "–",
                   "said": f"{name}: {many(int(row[column]), 'excerpt')} {title}"}
                  for column, title in MOVES.items()]  # fmt: skip
    down, across = list(dict.fromkeys(cell["down"] for cell in cells)), list(MOVES.values())
    return Picture(
        _say_compared(told), table(cells, down, across, "Theme"),
        lambda: stills.matrix(cells, down, across, SIDE),
        lambda: matrix(cells, down, across, shade, sides=SIDE),
    )  # fmt: skip


def _name(row: dict[str, Any]) -> str:
    if not row["id_b"]:
        return f"{row['name_a']} (first run only)"
    return str(row["name_a"]) if row["id_a"] else f"{row['name_b']} (second run only)"


def _say_compared(told: list[Row]) -> str:
    moved = [row for row in told if row["left"] or row["joined"]]
    if not moved:
        return sentence(f"{many(len(told), 'theme')} in both runs; no excerpt moved")
    most = titles([_name(row) for row in moved[:3]])
    count = f"{many(len(told), 'theme')} in either run; excerpts moved in {number(len(moved))} of them"
    return sentence(f"{count}, most in {most}")


def firm(themes: pd.DataFrame, shade: str = "light") -> Picture:
    """Themes, the least firm first, with their stability as a point and its 95% interval as a line.

    Parameters
    ----------
    themes : DataFrame
        name, stability, low, high, says, weakest, size: as `Sensitivity.themes`.
    """
    import pandas as pd

    told = rows_of(themes)
    rows = [(row["name"], f"{row['stability']:.2f}", f"{row['low']:.2f} to {row['high']:.2f}", row["says"],
             row["weakest"], int(row["size"])) for row in told]  # fmt: skip
    heads = ["Theme", "Stability", "95% interval", "It is", "Moved most by", "Excerpts"]
    points = [Point(row["name"], row["low"], row["stability"], row["high"], row["says"],
                    hollow=row["says"] != "firm") for row in told]  # fmt: skip
    counts = {word: sum(row["says"] == word for row in told) for word in ("firm", "unsure", "not firm")}
    parts = [f"{number(n)} {word}" for word, n in counts.items() if n]
    said = f"Of {many(len(told), 'theme')}, {listed(parts)}" if told else "No theme holds an excerpt"
    return Picture(sentence(said), pd.DataFrame(rows, columns=heads),
                   lambda: stills_points.points(points[:MOST], (0.5, 0.75)),
                   lambda: point_chart(points, (0.5, 0.75), shade))  # fmt: skip


def calibrated(curve: pd.DataFrame) -> Picture:
    """What was expected, across, against what people found, up, with 95% intervals.

    Parameters
    ----------
    curve : DataFrame
        from, to, n, expected, observed, low, high: as `Evaluation.calibration`.
    """
    import pandas as pd

    told = rows_of(curve)
    points = [Point("", row["low"], row["observed"], row["high"], f"{int(row['n'])}", row["expected"])
              for row in told]  # fmt: skip
    rows = [(f"{row['from']:g} to {row['to']:g}", int(row["n"]), f"{row['expected']:.2f}",
             f"{row['observed']:.2f}", f"{row['low']:.2f} to {row['high']:.2f}") for row in told]  # fmt: skip
    within = sum(row["low"] <= row["expected"] <= row["high"] for row in told)
    said = f"In {number(within)} of {many(len(told), 'band')} what was expected lies within what was found"
    heads = ["Probability", "Pairs", "Expected", "Found", "95% interval"]
    across, up = "expected probability", "share that people gave"
    return Picture(
        sentence(said), pd.DataFrame(rows, columns=heads), lambda: stills_points.square(points, across, up)
    )
