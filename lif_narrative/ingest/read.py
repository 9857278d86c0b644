"""Read any file that there is a reader for; what cannot be read says why and what to do."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from lif_narrative.errors import UnknownChoice
from lif_narrative.ingest.kinds import kind_of
from lif_narrative.ingest.parts import Reader, Reading, Unreadable
from lif_narrative.ingest.proportion import check_proportion
from lif_narrative.ingest.safety import check_size

READERS: Final = {
    "docx": "lif_narrative.ingest.word:read",
    "odt": "lif_narrative.ingest.odt:read",
    "pdf": "lif_narrative.ingest.pdf:read",
    "xlsx": "lif_narrative.ingest.sheets:read",
    "xls": "lif_narrative.ingest.sheets:read",
    "ods": "lif_narrative.ingest.sheets:read",
    "csv": "lif_narrative.ingest.delimited:read",
    "tsv": "lif_narrative.ingest.delimited:read",
    "txt": "lif_narrative.ingest.plain:read",
    "md": "lif_narrative.ingest.markdown:read",
    "html": "lif_narrative.ingest.web:read",
    "rtf": "lif_narrative.ingest.rtf:read",
    "eml": "lif_narrative.ingest.mail:read",
    "vtt": "lif_narrative.ingest.captions:read",
    "srt": "lif_narrative.ingest.captions:read",
    "qdpx": "lif_narrative.ingest.refi:read",
}
NO_TEXT: Final = (
    "There are no words in the file. Check that it is the right one, or ask its sender for it again."
)
_TOO_DEEP: Final = "The file nests too deeply to be read. Save its text as a new file and add that."


def reader(kind: str) -> Reader:
    """The reader of a kind of file, imported only now."""
    if kind not in READERS:
        raise UnknownChoice("reader", kind, list(READERS))
    module, _, function = READERS[kind].partition(":")
    found: Reader = getattr(importlib.import_module(module), function)
    return found


def read(path: Path) -> Reading:
    """Read one file in this process; for files that nobody has vouched for use `read_all`.

    Raises
    ------
    Unreadable
        The file is empty, broken, locked, too large when opened, without words, or of a kind
        without a reader.
    """
    try:
        check_size(path)
        kind = kind_of(path)
        reading = reader(kind)(path)
        check_proportion(reading)
    except OSError as error:
        raise Unreadable(
            f"The file cannot be opened ({type(error).__name__}). Close it in other programs, check that you "
            "may read it, and add it again."
        ) from error
    except RecursionError:
        raise Unreadable(_TOO_DEEP) from None
    if not reading.units:
        raise Unreadable(NO_TEXT)
    return reading if reading.format else replace(reading, format=kind)


def read_all(
    paths: Iterable[Path], progress: Callable[[Path], None] | None = None, workers: int | None = None
) -> Iterator[tuple[Path, Reading | Unreadable]]:
    """Read files in worker processes, in the order given; one bad file stops none of the others.

    `progress` is called with each path as its turn comes out.
    """
    from lif_narrative.ingest.pool import Pool

    with Pool(workers) as pool:
        for path, outcome in pool.map(paths):
            if progress is not None:
                progress(path)
            yield path, outcome
