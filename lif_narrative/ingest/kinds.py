"""What a file is, by its content; the name decides only between kinds of plain text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.office import SLIDES, kind_of_compound, kind_of_package
from lif_narrative.ingest.parts import Unreadable

_HEAD: Final = 64 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT: Final = {
    "": "txt", ".txt": "txt", ".text": "txt", ".log": "txt", ".md": "md", ".markdown": "md", ".csv": "csv",
    ".tsv": "tsv", ".tab": "tsv", ".html": "html", ".htm": "html", ".xhtml": "html", ".eml": "eml",
    ".vtt": "vtt", ".srt": "srt", ".rtf": "txt", ".doc": "txt", ".docx": "txt", ".odt": "txt", ".xls": "csv",
    ".xlsx": "csv", ".ods": "csv",
}  # fmt: skip
_PACKAGES: Final = frozenset({".docx", ".odt", ".xlsx", ".ods"})
_CUE: Final = re.compile(r"\A\s*(?:\d+\s*\n)?\s*\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->")
_HTML: Final = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.I | re.S
)
_FIELD: Final = r"[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*"
_MAIL: Final = re.compile(rf"\A(?:{_FIELD})*?(?:MIME-Version|Message-ID|Received|Return-Path):", re.I)


def kind_of(path: Path) -> str:
    """One of the kinds that `read.READERS` knows.

    Raises
    ------
    Unreadable
        There is no reader for what the file is, it is locked, or it is not whole.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return kind_of_package(path)
    if head.startswith(_OLE):
        return kind_of_compound(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if not _looks_like_text(head, path):
        raise Unreadable(_stranger(path))
    return _of_text(decode(head)[0].lstrip("\ufeff"), path)


def _looks_like_text(head: bytes, path: Path) -> bool:
    if path.suffix.lower() not in _TEXT:
        return False
    text, encoding = decode(head)
    bad = sum(ord(c) < 32 and c not in "\t\n\r\f\x0b" or c == "\ufffd" for c in text)
    if encoding.startswith("utf") or head[-4:] == b"":
        return bad <= len(text) // 100 + (1 if len(head) == _HEAD else 0)
    # Bytes that are not Unicode pass as Windows-1252 only if they are mostly plain letters.
    plain = sum(32 <= byte < 127 or byte in b"\t\n\r" for byte in head)
    return bad == 0 and plain >= 0.6 * len(head)


def _of_text(text: str, path: Path) -> str:
    if not text.strip():
        raise Unreadable("The file holds nothing but white space. Ask its sender for it again.")
    if text.startswith("WEBVTT"):
        return "vtt"
    if _CUE.match(text):
        return "srt"
    if _HTML.match(text):
        return "html"
    if text.lstrip().startswith("<?xml"):
        raise Unreadable(
            "It is an XML file, for which there is no reader. Save it as .docx, .xlsx or .csv and add that."
        )
    if path.suffix.lower() == ".eml" or _MAIL.match(text):
        return "eml"
    suffix = path.suffix.lower()
    if suffix in _PACKAGES:  # old .doc and .xls often are text or a page by an older name; these never are
        raise Unreadable(
            f"The name says {suffix}, but the content is plain text: it was cut off or saved wrongly. "
            f"Open it in its own program and save it as {suffix} again, or add it as .txt or .csv."
        )
    kind = _TEXT[suffix]
    return "tsv" if kind == "txt" and _is_table(text) else kind


def _is_table(text: str) -> bool:
    """Every line has the same tabs: what Excel saves as "Unicode Text"."""
    tabs = [line.count("\t") for line in text.splitlines()[:50] if line.strip()]
    return len(tabs) > 2 and tabs[0] > 0 and len(set(tabs)) == 1


def _stranger(path: Path) -> str:
    """The reason for a kind without a reader; says so when a name pretends to another kind."""
    suffix = path.suffix.lower()
    found = _magic(path)
    if suffix == ".doc":
        return "It is not a Word document inside. Find the document that was meant, and add it as .docx."
    if suffix in {".ppt", ".pptx"}:
        return SLIDES
    if suffix in _TEXT or suffix == ".pdf":
        inside = f"that of another kind ({found})" if found and found != "TXT" else "not text"
        return (
            f"The name says {suffix or 'plain text'}, but the content is {inside}. Find the document that "
            "was meant and add that; words in a picture must be typed out first."
        )
    return (
        f"There is no reader for this kind of file ({suffix or found or 'without an ending'}). "
        "Save or export it as .docx, .pdf, .xlsx, .csv or .txt and add that."
    )


def _magic(path: Path) -> str:
    """What puremagic takes the content for, as the usual ending without its dot: `png`."""
    import puremagic

    try:
        return str(puremagic.from_file(str(path))).lstrip(".").upper()
    except (puremagic.PureError, ValueError, OSError):
        return ""
