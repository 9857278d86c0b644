"""Lines joined to paragraphs, by where they stand: spacing, indents, markers and short last lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lif_narrative.ingest.pdf_lines import Line
from lif_narrative.ingest.pdf_setting import (
    BULLET,
    DASH,
    MOST_LEADING,
    NUMBER,
    Setting,
    lowercase,
    marked,
    same_size,
)

_ENDS: Final = re.compile(r"[.!?:;…][\"'”’)\]]*\W{0,2}\d{0,2}$")
_WIDER: Final = 1.22  # a gap so many times the usual one parts paragraphs
_INDENT_EM: Final = 0.8


@dataclass(slots=True)
class Paragraph:
    """Lines that are read as one; where its second and later lines begin."""

    lines: list[Line] = field(default_factory=list)

    @property
    def body_x(self) -> float | None:
        """The left edge of the second line and those after it on its page."""
        return self.lines[-1].x0 if len(self.lines) > 1 else None

    @property
    def marked(self) -> bool:
        """Begins with a bullet, dash or number."""
        return marked(self.lines[0].text)


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a file's lines, which stand in reading order; they run on over columns and pages."""
    setting = Setting.of(lines)
    found: list[Paragraph] = []
    for index, after in enumerate(lines):
        if found and _goes_on(found[-1], after, _edge(lines, index, setting), setting):
            found[-1].lines.append(after)
        else:
            found.append(Paragraph([after]))
    return found


def _edge(lines: Sequence[Line], index: int, setting: Setting) -> float:
    """The right edge that the lines round here keep to: a quotation may be set narrower than its column."""
    here = lines[index]
    near = [
        line for line in lines[max(0, index - 8) : index + 8]
        if line.column == here.column and line.page == here.page and abs(line.x0 - here.x0) < 3 * here.size
    ]  # fmt: skip
    right = setting.right.get(here.column, here.x1)
    widest = max((line.x1 for line in near), default=right)
    return widest if len(near) > 3 and widest - here.x0 > 0.75 * (right - here.x0) else max(right, here.x1)


def _goes_on(paragraph: Paragraph, after: Line, edge: float, setting: Setting) -> bool:
    before = paragraph.lines[-1]
    if BULLET.match(after.text) or not same_size(before, after):
        return False
    fits = edge - before.x1 > after.first + 0.35 * after.size
    ended = bool(_ENDS.search(before.text))
    if before.bold != after.bold and (ended or fits or not lowercase(after.text)):
        return False
    if before.page != after.page or before.column != after.column or after.base > before.base:
        return not DASH.match(after.text) and _over_the_edge(paragraph, after, fits, ended)
    if before.base - after.base > min(_WIDER * setting.leading, MOST_LEADING) * after.size:
        return False
    if _starts_numbered(paragraph, after, ended or fits):
        return False
    if DASH.match(after.text) and (ended or paragraph.marked):
        return False
    return not (_short(before, after, edge, fits, ended) or _shifted(paragraph, after, fits))


def _over_the_edge(paragraph: Paragraph, after: Line, fits: bool, ended: bool) -> bool:
    """Over the end of a column or page: nothing but the words and the left edge can tell."""
    if NUMBER.match(after.text):
        return False
    if lowercase(after.text):
        return True
    if fits or not ended:
        return not fits
    first, body_x = paragraph.lines[0], paragraph.body_x
    if paragraph.marked and body_x is not None and body_x - first.x0 > 0.5 * after.size:
        return abs(after.x0 - body_x) < 0.5 * after.size
    return True


def _starts_numbered(paragraph: Paragraph, after: Line, closed: bool) -> bool:
    """A number at the start of a line begins a paragraph unless the sentence before it is open."""
    if not NUMBER.match(after.text):
        return False
    body_x = paragraph.body_x
    return closed or (body_x is not None and after.x0 < body_x - 0.5 * after.size)


def _short(before: Line, after: Line, edge: float, fits: bool, ended: bool) -> bool:
    """The next word would have fitted on the line: a typesetter would not have broken it there."""
    if not fits or lowercase(after.text):
        return False
    return ended or edge - before.x1 > 0.35 * (edge - before.x0)


def _shifted(paragraph: Paragraph, after: Line, fits: bool) -> bool:
    """The left edge moves as it does where a paragraph begins."""
    indent = _INDENT_EM * after.size
    first, body_x = paragraph.lines[0], paragraph.body_x
    if body_x is not None:
        return abs(after.x0 - body_x) > indent
    if after.x0 < first.x0 - indent:
        return paragraph.marked or fits
    return after.x0 > first.x0 + indent and not paragraph.marked and fits
