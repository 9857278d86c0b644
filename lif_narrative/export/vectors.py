"""Vector graphics inside Office files: the SVG as Word and PowerPoint show it, a bitmap for the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from lxml import etree

from lif_narrative.export.package import add_part
from lif_narrative.export.typeset import bitmap

DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
MEANING: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # what Office calls the SVG of a picture
IMAGE: Final = f"{RELATIONS}/image"


def with_vector(shape: Any, part: Any, svg: str) -> None:
    """Give a picture's shape its SVG; `part` is the document or slide that it lies in."""
    blip = next(shape.iter(f"{{{DRAWING}}}blip"))
    extensions = etree.SubElement(blip, f"{{{DRAWING}}}extLst")
    extension = etree.SubElement(extensions, f"{{{DRAWING}}}ext", uri=MEANING)
    vector = etree.SubElement(extension, f"{{{SVG}}}svgBlip", nsmap={"asvg": SVG})
    folder = "/word/media" if str(part.partname).startswith("/word") else "/ppt/media"
    taken = {str(other.partname) for other in part.package.iter_parts()}
    name = next(name for n in range(1, 10_000) if (name := f"{folder}/chart{n}.svg") not in taken)
    vector.set(f"{{{RELATIONS}}}embed", add_part(part, name, "image/svg+xml", svg.encode("utf-8"), IMAGE))


def logo_bitmap(path: Path) -> bytes:
    """A logo as a bitmap: an SVG is drawn, anything else is taken as it is."""
    if path.suffix.lower() == ".svg":
        return bitmap(path.read_text(encoding="utf-8"), 300)
    return path.read_bytes()
