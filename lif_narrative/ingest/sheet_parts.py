"""The parts of an .xlsx package that calamine does not read: where each sheet's own files are."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative.ingest.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def is_package(path: Path) -> bool:
    """An .xlsx or .xlsm file, and not one of the older or binary kinds."""
    if not zipfile.is_zipfile(path):
        return False
    with Package(path) as package:
        return "xl/workbook.xml" in package.names or package.of_kind("officeDocument").endswith(".xml")


def sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The name of each sheet as people see it, and of its part."""
    main = package.of_kind("officeDocument")
    root = package.xml(main)
    links = package.related(main)
    for sheet in [] if root is None else named(root, "sheet"):
        link = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        if target := links.get(link, ("", ""))[1]:
            yield str(sheet.get("name", "")), target


def named(element: Element, local: str) -> list[Element]:
    """Everything under an element with this local name."""
    return [one for one in element.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == local]
