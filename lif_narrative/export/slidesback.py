"""Slides read back as an audience sees them: the words of each shape, in order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.export import embedding
from lif_narrative.export.items import fold
from lif_narrative.export.readback import SEAL, Seen, pictures_in

LARGEST: Final = 100_000_000  # bytes of the file when unpacked
AGAIN: Final = " (continued)"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_slides(path: Path) -> Seen:
    """Read an exported .pptx."""
    import pptx
    from lxml import etree
    from pptx.exc import PackageNotFoundError

    try:
        with zipfile.ZipFile(path) as package:
            if sum(info.file_size for info in package.infolist()) > LARGEST:
                raise NarrativeError(
                    f"{path.name} unpacks to more than {LARGEST // 10**6} MB. It is no story of ours."
                )
            images = pictures_in(package)
        deck = pptx.Presentation(str(path))
        manifest = embedding.extract(path)
        alts = frozenset(fold(told) for told in _alts(deck))
        lines: list[str] = []
        seals: list[str] = []
        before: tuple[str, tuple[str, ...]] = ("", ())
        for slide in deck.slides:
            shown, before = _slide(slide, before)
            for line in shown:
                (seals if SEAL.fullmatch(line) else lines).append(line)
    except (
        zipfile.BadZipFile,
        PackageNotFoundError,
        KeyError,
        ValueError,
        OSError,
        etree.XMLSyntaxError,
    ) as error:
        raise NarrativeError(f"{path.name} cannot be read as slides. Export it again.") from error
    return Seen(tuple(lines), manifest, SEAL.findall(seals[-1])[0] if seals else "", images=images, alts=alts)


def _alts(deck: Any) -> Iterator[str]:
    """What the pictures and tables say to those who cannot see them."""
    for slide in deck.slides:
        for element in slide.element.iter(
            "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"
        ):
            yield element.get("descr") or ""


def _slide(slide: Any, before: tuple[str, tuple[str, ...]]) -> tuple[list[str], tuple[str, tuple[str, ...]]]:
    """A slide's lines without what goes on from the one before: its title again, a table's heading again."""
    title, heads = before
    lines: list[str] = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            told = [line for paragraph in shape.text_frame.paragraphs if (line := fold(_text(paragraph._p)))]
            if shape == slide.shapes.title and told == [f"{title}{AGAIN}"]:
                continue
            if shape == slide.shapes.title and told:
                title, heads = told[0].removesuffix(AGAIN), ()
            lines += told
        elif shape.has_table:
            rows = [tuple(_cell(cell) for cell in row.cells) for row in shape.table.rows]
            if heads and rows and rows[0] == heads:
                rows = rows[1:]
            elif rows:
                heads = rows[0]
            lines += [value for row in rows for value in row if value]
    return lines, (title, heads)


def _cell(cell: Any) -> str:
    return fold(" ".join(_text(paragraph._p) for paragraph in cell.text_frame.paragraphs))


def _text(paragraph: Any) -> str:
    """The words of a paragraph; numbers that the program fills in are none of them."""
    parts: list[str] = []
    for element in paragraph.iter(f"{DRAWING}t", f"{DRAWING}br"):
        if element.getparent().tag == f"{DRAWING}fld":
            continue
        parts.append(element.text or "" if element.tag.endswith("}t") else " ")
    return "".join(parts)
