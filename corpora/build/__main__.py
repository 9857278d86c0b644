"""Build the synthetic corpus again: `python corpora/build` writes `corpora/synthetic/`.

The words are in `text/`, one file for each file built; the same words give the same bytes.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import plain
import sheets
import word
from report import report
from source import sources

SYNTHETIC = Path(__file__).parents[1] / "synthetic"

WRITERS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "headings": word.headings,
    "table": word.table,
    "bold": word.bold,
    "odt": word.odt,
    "workbook": sheets.workbook,
    "csv": sheets.comma_separated,
    "text": plain.text,
    "letter": plain.letter,
    "markdown": plain.markdown,
    "html": plain.html,
    "rtf": plain.rich_text,
    "email": plain.email,
    "captions": plain.captions,
    "report": report,
}


def built() -> dict[str, bytes]:
    """Give every file of the corpus by its path."""
    files, broken = {}, []
    for source in sources():
        if source["layout"] == "broken":
            broken.append(source)
        else:
            files[source["file"]] = WRITERS[source["layout"]](source)
    for source in broken:
        files.update(spoiled(source, files))
    return files


def spoiled(source: dict[str, Any], files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Give the files that a careful reader sets aside, and the copy that counts once."""
    cut = source["cut_short"]
    whole = files[cut["of"]]
    yield cut["file"], whole[: int(len(whole) * cut["keep"])]
    yield source["empty"], b""
    yield source["unknown"]["file"], bytes.fromhex(source["unknown"]["hex"])
    yield source["copy"]["file"], files[source["copy"]["of"]]


def main(into: Path) -> None:
    """Write every file, and remove whatever an earlier build left and this one did not make."""
    files = built()
    for old in sorted(into.rglob("*")):
        if old.is_file() and old.relative_to(into).as_posix() not in files:
            old.unlink()
    for name, content in files.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    sys.stdout.write(f"{len(files)} files in {into}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SYNTHETIC)
