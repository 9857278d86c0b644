"""What the command line shows of research: counts with their denominators, no case text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative.summary import console, grid

if TYPE_CHECKING:
    from lif_narrative.research.comparing import Comparison
    from lif_narrative.research.firmness import Sensitivity


def compared(told: Comparison) -> None:
    """What was changed, what moved, and in which themes."""
    rows = told.changed.map(str).to_numpy().tolist()
    grid(f"Changed: {len(rows)}", ["what", "first run", "second run"], rows)
    console.print(str(told))
    moved = told.themes[(told.themes["left"] + told.themes["joined"]) > 0]
    moved = moved.sort_values(["left", "joined"], ascending=False)
    lines = [[r["name_a"] or "(not there)", r["name_b"] or "(not there)", r["kept"], r["left"], r["joined"]]
             for r in moved.to_dict("records")]  # fmt: skip
    grid("Themes that moved", ["first run", "second run", "kept", "left", "joined"], lines)


def firmness(told: Sensitivity) -> None:
    """Themes with their stability, the least firm first."""
    rows = [
        [r["name"], f"{r['stability']:.2f}", f"{r['low']:.2f} to {r['high']:.2f}", r["says"], r["weakest"],
         r["size"]]
        for r in told.themes.to_dict("records")
    ]  # fmt: skip
    heads = ["theme", "stability", "95%", "", "moved most by", "excerpts"]
    grid(f"Themes, the least firm first, over {told.excerpts} excerpts coded again", heads, rows)
    order = "the order of texts moved nothing" if told.order_free else "the ORDER of texts moved themes"
    console.print(f"{order.capitalize() if told.order_free else order}.")
    for line in told.skipped:
        console.print(f"  not used: {line}")
