"""Small files of every kind, made for the readers' tests."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Frage"><w:name w:val="Question"/>
  <w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/></w:style>
<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
"""


def p(*runs: str, style: str = "", more: str = "") -> str:
    """A Word paragraph; plain text becomes a run, markup stays as it is."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inside}</w:p>"


def r(text: str, bold: bool = False, more: str = "") -> str:
    """A run of text."""
    properties = ("<w:b/>" if bold else "") + more
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(
    path: Path, *body: str, parts: dict[str, str] | None = None, extra: dict[str, bytes] | None = None
) -> Path:
    """A Word file of the given blocks; `parts` are its related parts by kind (`comments`, `header1` …)."""
    names = {"styles": f"<w:styles xmlns:w='{W}'>{STYLES}</w:styles>", **(parts or {})}
    kinds = {name: name.rstrip("0123456789") for name in names}
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kinds[name]}" Target="{name}.xml"/>' for name in names
    )
    space = (
        f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'
        )
        package.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{''.join(body)}</w:body></w:document>"
        )
        for name, text in names.items():
            package.writestr(f"word/{name}.xml", text)
        for name, data in (extra or {}).items():
            package.writestr(name, data)
    return path


def odt(path: Path, body: str, styles: str = "") -> Path:
    """An OpenDocument text of the given content."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(
        f'xmlns:{prefix}="{space}{word}:1.0"'
        for prefix, word in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
    )
    names += f' xmlns:fo="{space}xsl-fo-compatible:1.0" xmlns:draw="{space}drawing:1.0"'
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return path


Placed = tuple[float, float, float, str]  # x, y, size, text; a size below 0 is bold


def pdf(
    path: Path, *pages: list[Placed], lines: list[tuple[float, float, float, float]] | None = None
) -> Path:
    """A PDF with words where they are put (points from the lower left), and ruled lines on every page."""
    ruled = "".join(f"{a} {b} m {c} {d} l S\n" for a, b, c, d in lines or [])
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        stream = ruled + "".join(
            f"BT /{'F2' if size < 0 else 'F1'} {abs(size)} Tf {x} {y} Td ({_escaped(text)}) Tj ET\n"
            for x, y, size, text in page
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}endstream")
    data, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{thing}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    path.write_bytes(data + f"{end}startxref\n{len(data)}\n%%EOF".encode())
    return path


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def column(x: float, top: float, *lines: str, size: float = 10, leading: float = 12) -> list[Placed]:
    """Lines one under the other."""
    return [(x, top - number * leading, size, line) for number, line in enumerate(lines)]
