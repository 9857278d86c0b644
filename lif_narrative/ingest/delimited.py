"""Delimited text (.csv, .tsv): every character of every cell as it was written."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.parts import Cell, Reading, Table, Unreadable

DELIMITERS: Final = (",", ";", "\t", "|")
_NEVER: Final = "\x1f"  # a delimiter that no text holds
_TITLED: Final = 0.6  # share of records that must agree where the first has one field (a title, perhaps)
_LOOKED_AT: Final = 500  # records that the delimiter is judged by


def read(path: Path) -> Reading:
    """Read delimited text as one table; `R3C5` is the third record's fifth field, the header counted."""
    text, _ = decode(path.read_bytes())
    hint, text = _declared(text)
    usual = "\t" if path.suffix.lower() in {".tsv", ".tab"} else ","
    try:
        delimiter = hint or delimiter_of(text, usual)
        records = list(_records(text, delimiter))
    except csv.Error:
        raise Unreadable(
            "The file is not delimited text as spreadsheets write it. Open it in a spreadsheet program "
            "and save it as .xlsx or .csv."
        ) from None
    while records and not any(field.strip() for field in records[-1]):
        records.pop()
    width = max(map(len, records), default=0)
    rows = tuple(
        tuple(Cell(record[c] if c < len(record) else "", f"R{r}C{c + 1}") for c in range(width))
        for r, record in enumerate(records, 1)
    )
    kind = "tsv" if delimiter == "\t" else "csv"
    return Reading((Table(rows, "R1C1"),) if rows else (), kind)


def delimiter_of(text: str, default: str = ",") -> str:
    """The delimiter under which the records agree best on how many fields they have.

    Another than `default` is chosen only if it cuts the records more evenly into two fields or more,
    so that a semicolon in a comment does not count.
    """
    scores = {delimiter: _evenness(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: (scores[delimiter], delimiter == default))
    if scores[best] > 0:
        return best
    # A file of one column: quoted where a comma would cut it, or else not to be cut at all.
    return default if all(len(record) < 2 for record in _records(text, default)) else _NEVER


def _evenness(text: str, delimiter: str) -> float:
    """From 0 to just over 1: the share of records with the commonest number of fields, if two or more."""
    try:
        widths = [len(record) for record in islice(_records(text, delimiter), _LOOKED_AT) if record]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    # The header says how many fields there should be; the commonest number may be of short records.
    wanted = widths[0] if widths[0] > 1 else Counter(widths).most_common(1)[0][0]
    share = sum(width == wanted for width in widths) / len(widths)
    if wanted < 2 or (widths[0] == 1 and share < _TITLED):
        return 0.0
    return share + min(wanted, 100) / 10_000


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _declared(text: str) -> tuple[str, str]:
    """A first line `sep=;`, which Excel writes and obeys, and the text after it."""
    first, end, rest = text[:10].partition("\n")
    first = first.rstrip("\r").strip('"')
    if end and first.lower().startswith("sep=") and len(first) == 5:
        return first[4], text[len(text[:10]) - len(rest) :]
    return "", text
