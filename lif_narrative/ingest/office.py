"""What an office file is: a zip package, or a file of the older, compound kind."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from lif_narrative.ingest.package import DAMAGE
from lif_narrative.ingest.parts import Unreadable
from lif_narrative.ingest.safety import CUT_SHORT, check_package

_OFFICE: Final = (  # a content type's words -> our kind
    ("wordprocessingml", "docx"), ("ms-word", "docx"), ("spreadsheetml", "xlsx"), ("ms-excel", "xlsx"),
    ("opendocument.text", "odt"), ("opendocument.spreadsheet", "ods"),
)  # fmt: skip
SLIDES: Final = (
    "It is a slide show, for which there is no reader. Save its text or notes as .docx or .pdf and add that."
)
LOCKED: Final = "The document is protected by a password. Save a copy without one and add that."


def kind_of_package(path: Path) -> str:
    """`docx`, `xlsx`, `odt`, `ods` or `qdpx`: what a zip says it is, once its directory was checked."""
    names = check_package(path)
    if "project.qde" in names:
        return "qdpx"
    try:
        with zipfile.ZipFile(path) as package:
            types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
            declared = package.read("mimetype") if "mimetype" in names else b""
            manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except DAMAGE as error:
        raise Unreadable(CUT_SHORT) from error
    if b"encryption-data" in manifest:
        raise Unreadable(LOCKED)
    mains = re.findall(rb"""ContentType=["']([^"']*(?:main\+xml|binary\.macroEnabled\.main))["']""", types)
    told = (declared or b" ".join(mains)).decode("ascii", "replace")
    if "presentation" in told or "powerpoint" in told:
        raise Unreadable(SLIDES)
    if found := next((kind for mark, kind in _OFFICE if mark in told), ""):
        return found
    raise Unreadable("It is an archive, not a document. Unpack it and add the documents in it.")


def kind_of_compound(path: Path) -> str:
    """An OLE file: an office document of before 2007, or a later one behind a password."""
    data = path.read_bytes()

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise Unreadable(LOCKED)
    if holds("__substg1.0_"):
        raise Unreadable(
            "It is an Outlook message, for which there is no reader. Save it as .eml or .txt and add that."
        )
    if holds("WordDocument"):
        raise Unreadable(
            "It is a Word document of before 2007. Open it in Word, save it as .docx and add that."
        )
    if holds("PowerPoint Document"):
        raise Unreadable(SLIDES)
    if holds("Workbook") or holds("Book"):
        return "xls"
    raise Unreadable(
        "It is an old office file of unknown content, or one behind a password. Open it in the program that "
        "made it, save it as .docx, .xlsx or .pdf without a password and add that."
    )
