"""What a Word document must have for those who do not see it: findings, none where all is well."""

from __future__ import annotations

import docx
from docx.oxml.ns import qn

PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def findings(path):
    """Everything that Word's own checker would name."""
    document = docx.Document(str(path))
    yield from _headings(document)
    for n, table in enumerate(document.tables):
        rows = table.rows[0]._tr.trPr
        if rows is None or rows.find(qn("w:tblHeader")) is None:
            yield f"table {n} has no header row"
        described = table._tbl.tblPr.find(qn("w:tblDescription"))
        if described is None or not described.get(qn("w:val")):
            yield f"table {n} has no description"
    for n, picture in enumerate(document.element.body.iter(PLACED)):
        if not picture.get("descr"):
            yield f"picture {n} has no alternative text"
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if next(defaults.iter(qn("w:lang"))).get(qn("w:val")) != "en-GB":
        yield "no language"
    if not document.core_properties.title:
        yield "no title"
    fields = [f.text.strip() for f in document.sections[0].footer._element.iter(qn("w:instrText"))]
    if fields != ["PAGE", "NUMPAGES"]:
        yield "no page numbers"


def _headings(document):
    names = [p.style.name for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    levels = [0 if name == "Title" else int(name[-1]) for name in names]
    if levels[:1] != [0] or levels.count(0) != 1:
        yield "no single title"
    if any(after > before + 1 for before, after in zip(levels, levels[1:], strict=False)):
        yield "a heading level is skipped"
