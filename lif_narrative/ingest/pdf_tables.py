"""Tables of a PDF: the runs that lie in the cells of a ruled grid."""

from __future__ import annotations

from dataclasses import replace

from lif_narrative.ingest.parts import Cell, Part, Table
from lif_narrative.ingest.pdf_glyphs import Run
from lif_narrative.ingest.pdf_grid import Grid
from lif_narrative.ingest.pdf_lines import in_order
from lif_narrative.ingest.pdf_paragraphs import paragraphs
from lif_narrative.ingest.pdf_setting import BULLET
from lif_narrative.ingest.pdf_words import Vocabulary


def table(grid: Grid, number: int, words: Vocabulary) -> Table | None:
    """The grid's rows, or None if fewer than two columns say anything."""
    places: dict[tuple[int, int], list[Run]] = {}
    for run in grid.runs:
        places.setdefault(grid.place(run), []).append(run)
    if len({column for _, column in places}) < 2:
        return None
    used_rows = sorted({row for row, _ in places})
    used_columns = sorted({column for _, column in places})
    locator = f"page{grid.page + 1}t{number}"
    rows = tuple(
        tuple(
            _cell(places.get((row, column), []), f"{locator}r{r}c{c}", grid.page, words)
            for c, column in enumerate(used_columns, 1)
        )
        for r, row in enumerate(used_rows, 1)
    )
    return Table(rows, locator)


def continued(first: Table, second: Table, words: Vocabulary) -> Table:
    """One table of two that stand on following pages: a repeated head is left out, a cut row closed."""
    rows, more = list(first.rows), list(second.rows)
    if more and [cell.text for cell in more[0]] == [cell.text for cell in rows[0]]:
        more = more[1:]
    if more and not more[0][0].text and len(more[0]) > 1:
        rows[-1] = tuple(_closed(a, b, words) for a, b in zip(rows[-1], more[0], strict=True))
        more = more[1:]
    return Table((*rows, *more), first.locator, first.name)


def _closed(a: Cell, b: Cell, words: Vocabulary) -> Cell:
    """A cell that a page's end has cut: its last paragraph goes on in the first one of the other half."""
    if not a.inner or not b.inner:
        return Cell(a.text or b.text, a.locator, a.bold or b.bold, a.inner or b.inner)
    *before, last = (part for part in a.inner if isinstance(part, Part))
    after = [part for part in b.inner if isinstance(part, Part)]
    if after[0].role != "list":
        last = replace(last, text=words.joined([last.text, after.pop(0).text]))
    inner = (*before, last, *after)
    return Cell("\n".join(part.text for part in inner), a.locator, a.bold and b.bold, inner)


def _cell(runs: list[Run], locator: str, page: int, words: Vocabulary) -> Cell:
    inner = []
    for number, paragraph in enumerate(paragraphs(in_order(runs, page)), 1):
        text = words.joined([line.text for line in paragraph.lines])
        bullet = BULLET.match(text)
        said = text[bullet.end() :] if bullet else text
        bold = all(line.bold for line in paragraph.lines)
        if said:
            inner.append(
                Part("list" if bullet else "body", said, f"{locator}p{number}", bold=bold, page=page + 1)
            )
    return Cell(
        "\n".join(p.text for p in inner), locator, bool(inner) and all(p.bold for p in inner), tuple(inner)
    )
