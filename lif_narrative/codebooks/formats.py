"""The files a codebook travels in: YAML, CSV and REFI-QDA's `.qdc`, each read and written.

Reading gives the themes and what the file says of itself; nothing is fetched and nothing is run.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

import yaml

from lif_narrative.codebooks.entries import Row, clean, columns_of, entry_of, needed_columns, themes_of
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Theme
from lif_narrative.spreadsheet import as_text, as_was

Content = tuple[tuple[Theme, ...], dict[str, Any]]

MAX_BYTES: Final = 20_000_000
OWN: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_file(path: Path) -> Content:
    """Read a codebook file by its ending.

    Raises
    ------
    NarrativeError
        The file is absent, empty, too large, of another kind, or not readable as its kind.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise NarrativeError(f"{path.name} is no kind of codebook we read. Save it as {', '.join(READERS)}.")
    if not path.is_file():
        raise NarrativeError(f"No file {path.name} is there. Check the path of the codebook.")
    if path.stat().st_size > MAX_BYTES:
        raise NarrativeError(f"{path.name} is over {MAX_BYTES // 1_000_000} MB: too large for a codebook.")
    raw = path.read_bytes()
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise NarrativeError(f"{path.name} is empty. Codebook.starter().to_csv(path) writes one.")
    return reader(raw, path.name)


def read_frame(frame: Any) -> Content:
    """Themes from a pandas DataFrame, one row a theme."""
    columns = needed_columns(list(frame.columns), "The table")
    records = enumerate(frame.to_dict("records"), 1)
    return themes_of(
        (f"row {number}", {name: _plain(record[column]) for name, column in columns.items()})
        for number, record in records
    ), {}


def _plain(value: Any) -> Any:
    """A cell of a DataFrame as the Python value it stands for; nothing where it is missing."""
    if hasattr(value, "tolist"):
        return value.tolist()
    return None if repr(value) in ("<NA>", "NaT") else value


def read_csv(raw: bytes, where: str) -> Content:
    """Themes from CSV of any common encoding and delimiter, one row a theme."""
    text = re.sub(r"\A\s*sep=.\r?\n", "", _decoded(raw))

    def known(delimiter: str) -> int:
        return len(columns_of(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])))

    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=known))
        return themes_of(_csv_rows(reader, where)), {}
    except csv.Error as error:
        raise NarrativeError(f"{where} is not CSV: {error}. Save it again as CSV UTF-8.") from None


def _csv_rows(reader: Any, where: str) -> Iterator[Row]:
    header: list[str] = next(reader, [])
    columns = needed_columns(header, where)
    line = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise NarrativeError(
                f"{where}, line {line}: {len(cells)} cells under {len(header)} headings. "
                "Put a text that holds the delimiter in quotation marks."
            )
        record = dict(zip(header, map(as_was, cells), strict=False))
        yield f"{where}, line {line}", {name: record.get(column) for name, column in columns.items()}
        line = reader.line_num + 1


def write_csv(themes: tuple[Theme, ...]) -> bytes:
    """CSV that Excel opens: one row a theme, one phrase a line of its cell.

    The definition stands again under `description`, where other programs (Taguette) look for it; it is
    read back from `definition`.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*(f.name for f in fields(Theme)), "description"])
    writer.writeheader()
    rows = ({**asdict(theme), "description": theme.definition} for theme in themes)
    writer.writerows({k: as_text(_cell(v)) for k, v in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return "".join(f"{phrase}\n" for phrase in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return ("yes" if value else "") if isinstance(value, bool) else str(value)


def read_yaml(raw: bytes, where: str, loader: Any = yaml.SafeLoader) -> Content:
    """Themes from YAML: a list of them, or a mapping that holds one under `themes`.

    `OWN` reads our own file ten times as fast; one from elsewhere may be nested deeper than it can bear.
    """
    try:
        content = yaml.load(_decoded(raw), loader)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise NarrativeError(
            f"{where}{line}: not readable as YAML. Look at its indentation, colons and quotation marks."
        ) from None
    said = content if isinstance(content, dict) else {"themes": content}
    entries = said.get("themes")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise NarrativeError(f"{where} holds no list of themes. Write 'themes:', and below it '- id: …'.")
    themes = themes_of(
        (f"{where}, theme {number}", {name: entry[key] for name, key in columns_of(entry).items()})
        for number, entry in enumerate(entries, 1)
    )
    about: dict[str, Any] = {k: clean(said.get(k), where) for k in _ABOUT}
    if isinstance(said.get("frameworks"), dict):
        about["frameworks"] = said["frameworks"]
    return themes, about


_ABOUT = ("name", "version", "language", "licence", "note")


def write_yaml(themes: tuple[Theme, ...], about: dict[str, Any]) -> bytes:
    """YAML with everything in it: the form to keep under version control."""
    content = {**{k: v for k, v in about.items() if v}, "themes": [entry_of(theme) for theme in themes]}
    return yaml_of(content).encode()


def yaml_of(content: Any) -> str:
    """YAML in the order given, in letters as they are."""
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)


def _decoded(raw: bytes) -> str:
    encodings = ["utf-16"] if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def read_qdc(raw: bytes, where: str) -> Content:
    """Themes from a REFI-QDA codebook; another program's code keeps its guid as its id."""
    from lif_narrative.codebooks import qdc

    return qdc.read(raw, where), {}


READERS: Final[dict[str, Callable[[bytes, str], Content]]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".qdc": read_qdc,
}
