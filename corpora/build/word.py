"""Word and OpenDocument files: headed, in a table, or with questions only in bold."""

import io
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from fixed import WRITTEN, rezipped, zipped
from source import Form


def headings(source: dict[str, Any]) -> bytes:
    """Each question is a real heading."""
    form, document = begun(source)
    for question, answer in form.sections:
        document.add_heading(question, level=1)
        for paragraph in answer:
            document.add_paragraph(paragraph)
    return saved(document)


def table(source: dict[str, Any]) -> bytes:
    """Questions down the left of a table, answers down the right."""
    form, document = begun(source)
    grid = document.add_table(rows=1, cols=2, style="Table Grid")
    grid.rows[0].cells[0].text, grid.rows[0].cells[1].text = "Question", "Your answer"
    for question, answer in form.sections:
        cells = grid.add_row().cells
        cells[0].text, cells[1].text = question, "\n".join(answer)
    return saved(document)


def bold(source: dict[str, Any]) -> bytes:
    """Questions are ordinary paragraphs that somebody made bold."""
    form, document = begun(source)
    for question, answer in form.sections:
        document.add_paragraph().add_run(question).bold = True
        for paragraph in answer:
            document.add_paragraph(paragraph)
    return saved(document)


def begun(source: dict[str, Any]) -> tuple[Form, Document]:
    """Start a document with the form's title and opening lines."""
    form, document = Form.read(source), docx.Document()
    document.add_heading(form.title, level=0)
    for paragraph in form.opening:
        document.add_paragraph(paragraph)
    return form, document


KEPT_STYLES = {"Normal", "Title", "Title Char", "Heading 1", "Heading 1 Char", "Table Grid", "Normal Table"}
UNUSED_PARTS = ("/stylesWithEffects", "/thumbnail")


def slimmed(document: Document) -> None:
    """Drop what the template brings and the corpus never uses: 0.8 MB of styles for each file."""
    for style in list(document.styles):
        if style.name not in KEPT_STYLES and not getattr(style, "default", False):
            style.delete()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(UNUSED_PARTS)]:
            del rels[key]


def saved(document: Document) -> bytes:
    """Give the document's bytes, dated by us and not by the clock."""
    slimmed(document)
    about = document.core_properties
    about.author, about.comments = "", ""
    about.created = about.modified = WRITTEN
    held = io.BytesIO()
    document.save(held)
    return rezipped(held.getvalue())


ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODT_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {"office": "office", "text": "text", "manifest": "manifest"}.items()
)
ODT_MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {ODT_NAMES} manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def odt(source: dict[str, Any]) -> bytes:
    """Write OpenDocument text: a title, then each question as a heading of the second level."""
    form = Form.read(source)
    body = [heading(1, form.title), *map(plain, form.opening)]
    for question, answer in form.sections:
        body += [heading(2, question), *map(plain, answer)]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODT_NAMES} office:version="1.2">'
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>"
    )
    members = {"mimetype": ODT_TYPE, "content.xml": content, "META-INF/manifest.xml": ODT_MANIFEST}
    return zipped((name, text.encode()) for name, text in members.items())


def heading(level: int, words: str) -> str:
    """Write one OpenDocument heading."""
    return f'<text:h text:outline-level="{level}">{escape(words)}</text:h>'


def plain(words: str) -> str:
    """Write one OpenDocument paragraph."""
    return f"<text:p>{escape(words)}</text:p>"
