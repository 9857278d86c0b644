"""Cells of an .xlsx workbook that show a percentage: 0.92 stands in the file, and people see 92%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.package import Package
from lif_narrative.ingest.sheet_parts import named, sheets

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BUILT_IN: Final = {"9": "0%", "10": "0.00%"}  # ECMA-376, part 1, 18.8.30
_LARGEST: Final = 40 * 2**20  # bytes of a sheet that is looked through; archives keep 0.92
_PERCENT: Final = re.compile(r"0(?:\.(0+))?%")


def percentages(package: Package) -> dict[str, dict[str, int]]:
    """Per sheet, the cells (`D5`) that show a percentage, and with how many decimals."""
    styles = package.xml(package.of_kind("styles", package.of_kind("officeDocument")))
    decimals = {} if styles is None else dict(_decimals(styles))
    if not decimals:
        return {}
    found = {}
    for name, target in sheets(package):
        root = package.xml(target) if package.size(target) <= _LARGEST else None
        cells = [] if root is None else named(root, "c")
        found[name] = {str(c.get("r")): decimals[s] for c in cells if (s := str(c.get("s"))) in decimals}
    return found


def shown_percentage(value: float, decimals: int) -> str:
    """`92%` for 0.92."""
    return f"{value * 100:.{decimals}f}%"


def _decimals(styles: Element) -> Iterator[tuple[str, int]]:
    """The numbers of cell formats that show a percentage."""
    codes = dict(_BUILT_IN)
    for one in named(styles, "numFmt"):
        codes[str(one.get("numFmtId"))] = re.sub(r'"[^"]*"|\\.', "", str(one.get("formatCode")))
    for formats in named(styles, "cellXfs"):
        for number, one in enumerate(named(formats, "xf")):
            if match := _PERCENT.search(codes.get(str(one.get("numFmtId")), "")):
                yield str(number), len(match[1] or "")
