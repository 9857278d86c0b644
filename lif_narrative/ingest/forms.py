"""Forms: a question or label beside its answer, in two, three or four columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lif_narrative.ingest.asking import asks, is_label
from lif_narrative.ingest.columns import plain_header
from lif_narrative.ingest.drafts import Line
from lif_narrative.ingest.field_words import STRONG
from lif_narrative.ingest.grid import Row, filled
from lif_narrative.ingest.layouts import Layout
from lif_narrative.ingest.lines import cell_lines
from lif_narrative.ingest.parts import Cell, Table

_PREFIX = re.compile(r"^\s*(?:(?:q(?:uestion)?\s*)?\d{1,2}(?:\.\d{1,2})*\s*[.):]?\s+|q\d{1,2}\W*)", re.I)
_CLOSED = re.compile(
    r"(?:yes|no|partly|partially|n/?a|met|not met|partially met|red|amber|green|[1-5]|good|outstanding"
    r"|inadequate|requires improvement"
    r"|requires improvement to be good|strong|weak|adequate)\W*", re.I
)  # fmt: skip
_ASIDE = re.compile(
    r"(?:.* )?(?:rating|grade|score|judgement|rag|met|owner|by when|date|action no|yes no"
    r"|yes no partly)(?: .*)?"
)
_FIELD_WORDS = 30
_COMMENT = re.compile(
    r"(?:\w+ )?(?:comments?|evidence|reasons?|explanation|details|please explain|why|examples?)\W*", re.I
)


def question_of(text: str) -> str:
    """A question without its number: "Q1 Was help early?" and "2. Was help early?" ask the same."""
    plain = re.sub(r"(?<=\?)\d+$", "", text.strip())  # a survey tool numbers questions asked twice
    return _PREFIX.sub("", plain).strip() or plain


def form_lines(rows: Sequence[Row], header: Sequence[str], layout: Layout | None = None) -> list[Line]:
    """The lines of a form, row by row.

    A field ("Child", "Completed by") and its value are one meta line. A question is a heading, and
    each answer under it carries it; an answer in a further column carries that column's name too.
    """
    found: list[Line] = []
    asked = ""
    for row in rows:
        cells = filled(row)
        if cells and _COMMENT.fullmatch(cells[0].text.strip()) and asked and len(cells) > 1:
            found += _commented(cells, asked)
            continue
        if len(cells) == 1:
            found += _alone(cells[0])
        elif cells:
            asked = question_of(cells[0].text)
            found += _row(
                cells[0],
                [(header[n] if n < len(header) else "", c) for n, c in enumerate(row) if c in cells[1:]],
                layout,
            )
    return found


def _commented(cells: list[Cell], asked: str) -> list[Line]:
    """A row called "Comment" speaks to the question in the row before."""
    label = cells[0].text.strip()
    under = f"{asked}: {label.rstrip(':')}"
    heading = Line(label, "heading", cells[0].locator, 9)
    return [heading, *(line for cell in cells[1:] for line in cell_lines(cell, under))]


def pair_lines(rows: Sequence[Row]) -> list[Line]:
    """The lines of a form whose rows hold label, value, label, value."""
    found: list[Line] = []
    for row in rows:
        for n in range(0, len(row) - 1, 2):
            if row[n].text.strip() and row[n + 1].text.strip():
                found += _row(row[n], [("", row[n + 1])], None)
            else:
                found += [line for cell in row[n : n + 2] if cell.text.strip() for line in _alone(cell)]
    return found


def _alone(cell: Cell) -> list[Line]:
    """A cell across the whole form: a heading if it is short, else someone's words."""
    lines = cell_lines(cell)
    if (
        len(lines) == 1
        and lines[0].role == "body"
        and (asks(cell.text) or (cell.bold and len(cell.text.split()) <= 15))
    ):
        return [Line(cell.text.strip(), "heading", cell.locator, 9)]
    if len(lines) == 1 and len(cell.text.split()) <= 6 and not re.search(r"[.!]$", cell.text.strip()):
        return [Line(cell.text.strip(), "heading", cell.locator, 8)]
    return lines


def _row(side: Cell, answers: list[tuple[str, Cell]], layout: Layout | None) -> list[Line]:
    role = layout.row_role(side.text) if layout else ""
    label = side.text.strip()
    value = " ".join(cell.text.strip() for _, cell in answers)
    if role not in ("question", "") or (not role and is_field_row(label, value)):
        return [
            Line(f"{label.rstrip(':')}: {value}", "meta", answers[0][1].locator if answers else side.locator)
        ]
    found = [Line(label, "heading", side.locator, 9)]
    told = [cell for name, cell in answers if not _is_aside(name) and not _is_closed(cell)]
    for name, cell in answers:
        question = question_of(label)
        if _is_aside(name) or (told and len(answers) > 1 and _is_closed(cell)):
            found.append(
                Line(f"{name}: {cell.text.strip()}" if name else cell.text.strip(), "meta", cell.locator)
            )
            continue
        found += cell_lines(cell, f"{question} ({name})" if name and len(answers) > 1 else question)
    return found


def _is_aside(name: str) -> bool:
    """A rating, an owner, a date: what a form keeps beside the words."""
    return bool(name) and _ASIDE.fullmatch(plain_header(name)) is not None


def _is_closed(cell: Cell) -> bool:
    return _CLOSED.fullmatch(cell.text.strip()) is not None


def is_field_row(label: str, value: str) -> bool:
    """Whether a row is a field and not a question: a known label, and a value that is no prose."""
    if not is_label(label) or asks(label):
        return False
    n_words = len(value.split())
    return n_words <= _FIELD_WORDS and (n_words <= 12 or STRONG.search(value) is not None or "," in value)


def as_box(table: Table) -> list[Line]:
    """A frame around prose, as lines."""
    return [line for row in table.rows for cell in filled(row) for line in _alone(cell)]
