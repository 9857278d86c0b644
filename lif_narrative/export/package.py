"""Office files as packages: templates opened as documents, and parts written with one fixed date."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, Final

from lif_narrative.errors import NarrativeError

THEN: Final = (2000, 1, 1, 0, 0, 0)  # the same page gives the same bytes
LARGEST: Final = 100_000_000  # bytes of a template when unpacked
TEMPLATES: Final = {  # what a template calls itself, and what a document does
    b"wordprocessingml.template.main+xml": b"wordprocessingml.document.main+xml",
    b"presentationml.template.main+xml": b"presentationml.presentation.main+xml",
}
KINDS: Final = {".docx": (".docx", ".dotx"), ".pptx": (".pptx", ".potx")}


def add_part(owner: Any, name: str, kind: str, blob: bytes, relation: str) -> str:
    """A new part of an open document, related to the part `owner`: the relation's id."""
    if type(owner).__module__.startswith("docx"):
        from docx.opc.packuri import PackURI as WordURI
        from docx.opc.part import Part as WordPart

        word: Any = WordPart(WordURI(name), kind, blob, owner.package)
        return str(owner.relate_to(word, relation))
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    return str(owner.relate_to(Part(PackURI(name), kind, owner.package, blob), relation))


def settled(path: Path) -> None:
    """Write a package again with fixed dates, so that the same page gives the same file."""
    with zipfile.ZipFile(path) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    with zipfile.ZipFile(path, "w") as package:
        for name, blob in parts:
            package.writestr(zipfile.ZipInfo(name, THEN), blob, zipfile.ZIP_DEFLATED, 6)


def template_of(path: Path, ending: str) -> io.BytesIO:
    """A template as a document of its own, without macros.

    Raises
    ------
    NarrativeError
        It is not there, is of another kind, or cannot be read.
    """
    if path.suffix.lower() not in KINDS[ending]:
        raise NarrativeError(
            f"The template {path.name} is not for {ending}: give a {' or '.join(KINDS[ending])}."
        )
    if not path.is_file():
        raise NarrativeError(f"There is no template {path}.")
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(path) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            if sum(info.file_size for info in package.infolist()) > LARGEST:
                raise NarrativeError(f"The template {path.name} unpacks to more than {LARGEST // 10**6} MB.")
            for name in package.namelist():
                blob = package.read(name)
                if name == "[Content_Types].xml":
                    for template, document in TEMPLATES.items():
                        blob = blob.replace(template, document)
                copy.writestr(name, blob)
    except (zipfile.BadZipFile, OSError) as error:
        raise NarrativeError(
            f"The template {path.name} cannot be read. Save it again as {KINDS[ending][0]} in Office, and "
            "try that one."
        ) from error
    out.seek(0)
    return out
