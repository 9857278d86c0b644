"""Tables on their way: replies to documents, figures to measures, forms to lines."""

from __future__ import annotations

from dataclasses import replace

from lif_narrative.ingest import forms, replies
from lif_narrative.ingest.clues import setting_of, settled_method
from lif_narrative.ingest.columns import choose
from lif_narrative.ingest.drafts import Line, Setting
from lif_narrative.ingest.fields import read_field
from lif_narrative.ingest.grid import Grid, filled, lay_out
from lif_narrative.ingest.layouts import Layout
from lif_narrative.ingest.parts import Table
from lif_narrative.ingest.proposals import Choice
from lif_narrative.ingest.shapes import numbers_joined, shape_of
from lif_narrative.ingest.work import Work, told


def table_lines(work: Work, table: Table, *, sheet: bool) -> list[Line]:
    """Put a table where it belongs; returns the lines of one that is a form or a box, none of another."""
    table = numbers_joined(table)
    grid = lay_out(table)
    choices = [_by_layout(choice, work.layout) for choice in choose(grid)]
    shape = shape_of(table, grid, choices, sheet=sheet)
    if shape == "figures":
        work.measures.append(tuple(tuple(cell.text for cell in row) for row in table.rows))
        return []
    if shape in ("replies", "long", "across"):
        _replies(work, grid, choices, shape)
        return []
    rows = [row for row in table.rows if filled(row)]
    if shape == "pairs":
        return forms.pair_lines(rows)
    if shape == "form":
        headed = grid.headed and choices and choices[0].role == "ask"
        return forms.form_lines(
            [*grid.above, *grid.rows] if headed else rows, grid.header if headed else (), work.layout
        )
    return forms.as_box(table)


def _replies(work: Work, grid: Grid, choices: list[Choice], shape: str) -> None:
    """Each row, group of rows or column a document; a title above the header stands at the head of each."""
    title = [Line(cell.text.strip(), "heading", cell.locator) for row in grid.above for cell in filled(row)]
    setting = sheet_setting(work, grid)
    for line in title:
        setting = setting.over(read_field(line.text))
    n_cases = len({v for n, c in enumerate(choices) if c.role == "case" for v in grid.column(n)})
    setting = settled_method(setting, n_cases)
    if shape == "across":
        work.choices += [replace(c, role="section" if n else "ask") for n, c in enumerate(choices)]
        work.drafts += replies.column_drafts(grid, title, setting)
        return
    work.choices += choices
    make = replies.group_drafts if shape == "long" else replies.row_drafts
    work.drafts += make(grid, choices, title, setting)


def sheet_setting(work: Work, grid: Grid) -> Setting:
    """What a sheet's name and the lines above its header add to what the file says."""
    above = " ".join(cell.text for row in grid.above for cell in filled(row))
    said = [*work.said, (above, 5.0), (grid.name, 3.0), (" ".join(grid.header[:30]), 1.0)]
    own = setting_of([x for x in said if x[0].strip()], work.path)
    if work.setting.method and not own.method:
        own = replace(own, method=work.setting.method)
    return told(work.layout).over(own).over(replace(work.setting, method="", agency=""))


def _by_layout(choice: Choice, layout: Layout | None) -> Choice:
    role = layout.column_role(choice.name) if layout else ""
    return replace(choice, role=role, why="the template says so", confidence=1.0) if role else choice
