"""Pages as PDF that screen readers can follow (PDF/UA-1), with their proof attached; made by typst."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from lif_narrative.export.embedding import packed
from lif_narrative.export.items import Figure, Grid, Item, Line
from lif_narrative.export.page import Page
from lif_narrative.export.typeset import pdf_of
from lif_narrative.export.word import LEADING, NARROW, shares

TEXT: Final = 10.5  # points; large print is 18
LARGE: Final = 18.0
SLIDE: Final = 13.0
Shown = Callable[[str], str]


def write(page: Page, path: Path) -> None:
    """Write a page as .pdf; the same page gives the same bytes."""
    proof = packed(page.manifest)

    def inputs(shown: Shown) -> dict[str, str]:
        return {"page": json.dumps(told(page, shown), ensure_ascii=False), "proof": proof}

    path.write_bytes(pdf_of(_source(), inputs, page.dress.logo))


@functools.cache
def _source() -> bytes:
    return (files("lif_narrative.export") / "page.typ").read_bytes()


def told(page: Page, shown: Shown) -> dict[str, Any]:
    """What the typst file reads: settings, and the items with each text passed through `shown`."""
    items = [item for item in page.items if not (isinstance(item, Line) and item.role == "title")]
    heads = [n for n, item in enumerate(items) if isinstance(item, Line) and item.role == "heading"]
    opening = items[: heads[0]] if heads else items
    logo = page.dress.logo
    given = list(_given(opening, shown, 0))
    return {
        "title": shown(page.title), "made": _date(page.made), "layout": page.layout,
        "size": LARGE if page.dress.large else SLIDE if page.layout == "slides" else TEXT,
        "large": page.dress.large,
        "foot": f"Seal {page.seal[:16]} · page", "opening": len(given),
        "logo": f"logo{logo.suffix.lower()}" if logo else "", "logo-alt": "Logo",
        "items": [*given, *_given(items[len(opening) :], shown, 0)],
    }  # fmt: skip


def _date(made: str) -> list[int]:
    parts = made[:10].split("-")
    return [int(part) for part in parts] if len(parts) == 3 and all(p.isdigit() for p in parts) else []


def _given(items: Iterable[Item], shown: Shown, first: int) -> Iterable[dict[str, Any]]:
    """Items as the typst file takes them; neighbouring bullets become one list."""
    bullets: list[str] = []
    counts = {"heading": first, "contents": first}
    for item in items:
        if isinstance(item, Line) and item.role == "bullet":
            bullets.append(shown(item.text))
            continue
        if bullets:
            yield {"role": "list", "items": bullets}
            bullets = []
        yield _one(item, shown, counts)
    if bullets:
        yield {"role": "list", "items": bullets}


def _one(item: Item, shown: Shown, counts: dict[str, int]) -> dict[str, Any]:
    if isinstance(item, Figure):
        return {
            "role": "picture",
            "svg": shown(item.svg),
            "alt": shown(item.alt),
            "width": item.size[0],
            "height": item.size[1],
        }
    if isinstance(item, Grid):
        return _grid(item, shown)
    if item.role in counts:
        counts[item.role] += 1
        return {"role": item.role, "text": shown(item.text), "at": f"h{counts[item.role]}"}
    if item.role == "text" and item.kind in LEADING:
        lead, colon, rest = item.text.partition(": ")
        return {"role": "lead", "lead": shown(lead + colon), "text": shown(rest)}
    return {"role": item.role, "text": shown(item.text)}


def _grid(grid: Grid, shown: Shown) -> dict[str, Any]:
    turned = len(grid.columns) > NARROW
    return {
        "role": "grid", "turned": turned, "widths": shares(grid, turned),
        "columns": [shown(value) for value in grid.columns],
        "rows": [[shown(value) for value in row] for row in grid.rows],
    }  # fmt: skip
