"""The pages of a PDF as one flow: running heads, footnotes and tables taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lif_narrative.ingest.parts import Part, Table
from lif_narrative.ingest.pdf_furniture import furniture
from lif_narrative.ingest.pdf_glyphs import Run, usual_size
from lif_narrative.ingest.pdf_grid import Grid, grids
from lif_narrative.ingest.pdf_lines import Line, in_order, line, rows
from lif_narrative.ingest.pdf_marks import Box
from lif_narrative.ingest.pdf_paragraphs import paragraphs
from lif_narrative.ingest.pdf_roles import Scale, parts
from lif_narrative.ingest.pdf_tables import continued, table
from lif_narrative.ingest.pdf_words import Vocabulary

_SMALLER: Final = 0.92  # times the body's size: a footnote
_NOTE: Final = re.compile(r"^(?:\d{1,3}(?![\d.,)])|[*†‡])\s*[^\W\d]")


@dataclass(slots=True)
class Sheet:
    """A page as its letters stand."""

    runs: list[Run] = field(default_factory=list)
    height: float = 0.0
    paths: list[Box] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)


def units(sheets: Sequence[Sheet]) -> Iterator[Part | Table]:
    """Header, text and tables, footnotes, comments and footer of a file."""
    pages = [rows(sheet.runs, number) for number, sheet in enumerate(sheets)]
    edges = furniture(pages, [sheet.height for sheet in sheets])
    heads = [line(pages[page][row], page) for page, row in sorted(edges)]
    body = usual_size(run for sheet in sheets for run in sheet.runs)
    words = Vocabulary(run.text for sheet in sheets for run in sheet.runs)
    kept = [
        [run for index, row in enumerate(page) if (number, index) not in edges for run in row]
        for number, page in enumerate(pages)
    ]
    flow, notes = _flow(kept, sheets, body)
    yield from _running(heads, sheets, "header")
    yield from _text(flow, body, words)
    yield from _notes(notes, words)
    yield from _comments(sheets)
    yield from _running(heads, sheets, "footer")


def _flow(
    kept: Sequence[list[Run]], sheets: Sequence[Sheet], body: float
) -> tuple[list[list[Line] | Grid], list[Line]]:
    """Stretches of lines and tables in reading order, and the lines of footnotes."""
    flow: list[list[Line] | Grid] = [[]]
    notes: list[Line] = []
    for number, runs in enumerate(kept):
        for grid in grids(sheets[number].paths, number):
            grid.runs = [run for run in runs if grid.holds(run)]
            if len({grid.place(run)[1] for run in grid.runs}) < 2:
                continue
            above = [run for run in runs if run.base >= grid.ys[-1]]
            _add(flow, in_order(above, number))
            flow += [grid, []]
            taken = {id(run) for run in (*above, *grid.runs)}
            runs = [run for run in runs if id(run) not in taken]
        text, below = _footnotes(in_order(runs, number), body)
        _add(flow, text)
        notes += below
    return flow, notes


def _add(flow: list[list[Line] | Grid], lines: list[Line]) -> None:
    last = flow[-1]
    if isinstance(last, list):
        last += lines


def _text(flow: Sequence[list[Line] | Grid], body: float, words: Vocabulary) -> Iterator[Part | Table]:
    found = [paragraphs(one) if isinstance(one, list) else one for one in flow]
    scale = Scale.of([p for one in found if isinstance(one, list) for p in one], body)
    held: tuple[Grid, Table] | None = None
    number = 0
    for one in found:
        if isinstance(one, Grid):
            number = number + 1 if held is None or held[0].page == one.page else 1
            made = table(one, number, words)
            if held and made and _is_next(held[0], one) and len(made.rows[0]) == len(held[1].rows[0]):
                held = one, continued(held[1], made, words)
                continue
            if held:
                yield held[1]
            held = (one, made) if made else None
        elif one:
            if held:
                yield held[1]
                held = None
            yield from parts(one, scale, words)
    if held:
        yield held[1]


def _is_next(before: Grid, after: Grid) -> bool:
    """The table goes on from the foot of one page to the head of the next."""
    same = len(before.xs) == len(after.xs)
    return same and after.page == before.page + 1 and abs(before.xs[0] - after.xs[0]) < 6


def _footnotes(lines: list[Line], body: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page, and the small ones at its foot that begin with a note's sign."""
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].size > _SMALLER * body:
            break
        if _NOTE.match(lines[index].text):
            start = index
    return lines[:start], lines[start:]


def _notes(lines: Sequence[Line], words: Vocabulary) -> Iterator[Part]:
    """Footnotes: each begins at a line with a sign before it."""
    found: list[list[Line]] = []
    for one in lines:
        if found and not _NOTE.match(one.text):
            found[-1].append(one)
        else:
            found.append([one])
    for number, note in enumerate(found, 1):
        page = note[0].page + 1
        yield Part("footnote", words.joined([one.text for one in note]), f"footnote{number}", page=page)


def _running(heads: Sequence[Line], sheets: Sequence[Sheet], role: str) -> Iterator[Part]:
    here = [one for one in heads if (one.base > sheets[one.page].height / 2) == (role == "header")]
    once: dict[str, str] = {}
    for one in here:
        if any(letter.isalpha() for letter in one.text):
            once.setdefault(re.sub(r"\d+", "#", one.text), one.text)
    for number, text in enumerate(once.values(), 1):
        yield Part(role, text, role if number == 1 else f"{role}{number}")


def _comments(sheets: Sequence[Sheet]) -> Iterator[Part]:
    every = [(page, *one) for page, sheet in enumerate(sheets, 1) for one in sheet.comments]
    for number, (page, author, text) in enumerate(every, 1):
        yield Part("note", text, f"comment{number}", speaker=author, about=f"page{page}", page=page)
