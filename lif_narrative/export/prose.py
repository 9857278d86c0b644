"""Plain prose as a Word document: a title, a heading a day, a line an event, and a foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


def prose(path: Path, title: str, days: Mapping[str, Sequence[str]], foot: str) -> None:
    """Write it, with real headings and lists and its language marked, so that screen readers follow."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.language = "en-GB"
    marks = document.styles["Normal"].element.get_or_add_rPr()
    language = marks.makeelement(qn("w:lang"), {qn("w:val"): "en-GB"})
    marks.append(language)
    document.add_heading(title, 0)
    for day, told in days.items():
        document.add_heading(day, 1)
        for line in told:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("How to check this", 1)
    document.add_paragraph(foot)
    document.save(str(path))
