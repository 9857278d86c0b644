"""Files made to do harm, each kind that people who attack document readers use; built anew for each test."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def package(path: Path, document: bytes | str, **more: bytes) -> None:
    """A Word package around one main part."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", TYPES)
        out.writestr("_rels/.rels", RELATIONS)
        out.writestr("word/document.xml", document)
        for name, data in more.items():
            out.writestr(name.replace("__", "/").replace("_dot_", "."), data)


def body(text: str, declared: str = "") -> str:
    said = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{WORD}">{said}</w:document>'


def flat_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", TYPES)
        with out.open("word/document.xml", "w") as part:
            for _ in range(260):
                part.write(b" " * 2**20)


def nested_bomb(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("zeros", b"\0" * 50_000_000)
    package(path, body("x"), word__inner_dot_zip=inner.getvalue())


def lying_bomb(path: Path) -> None:
    """An entry whose directory states a small size, and whose data unpacks to a large one."""
    package(path, body("y" * 40_000_000))
    data = path.read_bytes()
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x05\x06"))
    path.write_bytes(data[: at + 24] + struct.pack("<I", 900) + data[at + 28 :])


def overlapping(path: Path) -> None:
    """Many directory entries that all point at the same data (Fifield 2019, a better zip bomb)."""
    package(path, body("z" * 2_000_000))
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    last = data[data.rindex(b"PK\x01\x02", 0, end) : end]
    directory = data[start:end] + last * 1500
    count = data[start:end].count(b"PK\x01\x02") + 1500
    tail = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, count, count, len(directory), start, 0)
    path.write_bytes(data[:start] + directory + tail)


def million_rows(path: Path) -> None:
    """A sheet that states a million rows, all of them empty but the first."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, bold = book.add_worksheet("Log"), book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Date", "What helped?"])
    sheet.write_row(1, 0, ["2026-10-02", "They came back every week and that made the difference."])
    for row in range(2, 1_048_576):
        sheet.write_blank(row, 0, None, bold)
    book.close()


def pdf(*objects: str, root: int = 1, more: str = "") -> bytes:
    """A PDF of these objects, its table of places right."""
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R {more} >>\nstartxref\n{len(out)}\n%%EOF"
    return out + head + table + tail.encode()


LOOP = pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 900000 >>")
HUGE = pdf(
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99999999999 99999999999] /UserUnit 75000 /Contents 4 0 R >>",
    "<< /Length 0 >>\nstream\n\nendstream",
)  # fmt: skip
SELF = pdf(
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /XObject << /X 4 0 R >> >> "
    "/Contents 5 0 R >>",
    "<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 4 0 R >> >> "
    "/Length 8 >>\nstream\n/X Do /X\nendstream", "<< /Length 5 >>\nstream\n/X Do\nendstream",
)  # fmt: skip
LOCKED = pdf(
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>",
    f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{'41' * 32}> /U <{'42' * 32}> >>",
    more="/Encrypt 3 0 R /ID [<00><00>]",
)  # fmt: skip


def text(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8")


def mail(depth: int) -> str:
    heads = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)
    )  # fmt: skip
    return f"MIME-Version: 1.0\nSubject: x\n{heads}Content-Type: text/plain\n\nwords\n"


def wide_row(path: Path) -> None:
    with path.open("w") as out:
        out.write(",".join(f"c{n}" for n in range(400_000)) + "\n" + "," * 399_999 + "\n")


ARMS: dict[str, Callable[[Path], object]] = {
    "flat bomb.docx": flat_bomb,
    "nested bomb.docx": nested_bomb,
    "lying bomb.docx": lying_bomb,
    "overlapping.docx": overlapping,
    "laughs.docx": lambda p: package(p, body("&l9;", f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>')),
    "quadratic.docx": lambda p: package(
        p, body("&a;" * 60_000, f'<!DOCTYPE w [<!ENTITY a "{"a" * 60_000}">]>')
    ),
    "outside.docx": lambda p: package(
        p, body("&x;", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    ),
    "deep.docx": lambda p: package(p, body("<w:x>" * 30_000 + "</w:x>" * 30_000)),
    "climbs.docx": lambda p: package(p, body("x"), **{"..__..__etc__x": b"1"}),
    "laughs.html": lambda p: text(p, f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]><p>&l9;</p>'),
    "deep.html": lambda p: text(p, "<html><body>" + "<div>" * 60_000 + "words" + "</div>" * 60_000),
    "laughs.xml": lambda p: text(
        p, f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>'
    ),
    "deep.rtf": lambda p: text(p, "{\\rtf1 " + "{" * 60_000 + "words" + "}" * 60_000 + "}"),
    "deep.eml": lambda p: text(p, mail(3_000)),
    "loop.pdf": lambda p: p.write_bytes(LOOP),
    "itself.pdf": lambda p: p.write_bytes(SELF),
    "huge page.pdf": lambda p: p.write_bytes(HUGE),
    "locked.pdf": lambda p: p.write_bytes(LOCKED),
    "cut.pdf": lambda p: p.write_bytes(LOOP[: len(LOOP) // 2]),
    "million.xlsx": million_rows,
    "wide.csv": wide_row,
    "one line.txt": lambda p: text(p, "word " * 12_000_000),
    "bytes.docx": lambda p: p.write_bytes(os.urandom(200_000)),
    "CON.txt": lambda p: text(p, "She was seen alone at home and said she felt safe there.\n"),
    "aux .docx": lambda p: package(p, body("He told us that nobody had asked him what he wanted.")),
    "line\nbreak\x07.txt": lambda p: text(p, "The plan was shared with his school in good time.\n"),
    "right\u202eto left.txt": lambda p: text(p, "His father was invited to each meeting this year.\n"),
}
TAKEN = {"million.xlsx", "CON.txt", "aux .docx", "line\nbreak\x07.txt", "right\u202eto left.txt"}
