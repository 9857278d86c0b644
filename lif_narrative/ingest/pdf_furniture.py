"""Running heads, feet and page numbers: the rows of a PDF that return page by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from lif_narrative.ingest.pdf_glyphs import Run, usual_size

_Key = tuple[str, str, int]  # the edge, the words, the height
_EDGE: Final = 0.16  # share of the page's height in which running heads stand
_NUMBER: Final = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*$", re.I)


def furniture(pages: Sequence[Sequence[Sequence[Run]]], heights: Sequence[float]) -> set[tuple[int, int]]:
    """The running heads, feet and page numbers: (page, row) of rows that return at a page's edge.

    A row returns if its words stand at one height at the edge of half of the pages (of two at least).
    Figures in them may change, as those of pages do, unless the row is set as a heading is.
    """
    words: Counter[_Key] = Counter()
    places: dict[tuple[int, int], _Key] = {}
    body = usual_size(run for page in pages for row in page for run in row)
    for number, (page, height) in enumerate(zip(pages, heights, strict=True)):
        seen = set()
        for index, row in enumerate(page):
            if edge := _edge(row[0].base, height):
                places[number, index] = key = (edge, _folded(row, body), round(row[0].base / 6))
                seen.add(key)
        words.update(seen)
    needed = max(2, len(pages) // 2)
    back = {place for place, key in places.items() if words[key] >= needed}
    alone = {place for place, key in places.items() if _is_number(pages, place, key)}
    return _outermost(pages, {place: places[place][0] for place in back | alone})


def _edge(base: float, height: float) -> str:
    if base > (1 - _EDGE) * height:
        return "header"
    return "footer" if base < _EDGE * height else ""


def _folded(row: Sequence[Run], body: float) -> str:
    text = " ".join(" ".join(run.text for run in row).split()).lower()
    lead = max(row, key=lambda run: len(run.text))
    if _NUMBER.match(text):
        return "#"
    return text if lead.bold or lead.size > 1.05 * body else re.sub(r"\d+", "#", text)


def _is_number(pages: Sequence[Sequence[Sequence[Run]]], place: tuple[int, int], key: _Key) -> bool:
    """A page number that stands alone as the first or last row of its page."""
    page, index = place
    text = " ".join(run.text for run in pages[page][index])
    outer = index == 0 if key[0] == "header" else index == len(pages[page]) - 1
    return outer and len(pages[page]) > 1 and bool(_NUMBER.match(text))


def _outermost(
    pages: Sequence[Sequence[Sequence[Run]]], found: Mapping[tuple[int, int], str]
) -> set[tuple[int, int]]:
    """Only rows with nothing but furniture between them and their edge."""
    kept = set()
    for number, page in enumerate(pages):
        downwards, upwards = range(len(page)), range(len(page) - 1, -1, -1)
        for edge, order in (("header", downwards), ("footer", upwards)):
            for index in order:
                if found.get((number, index)) != edge:
                    break
                kept.add((number, index))
    return kept
