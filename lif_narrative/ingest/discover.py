"""Which files a person meant: folders walked, what an operating system left there passed over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from lif_narrative.errors import NarrativeError

_JUNK: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_JUNK_FOLDERS: Final = frozenset({"__macosx", "$recycle.bin", "system volume information"})


def discover(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files of a path or of several, sorted, and those passed over, each with its reason.

    Raises
    ------
    NarrativeError
        A path does not exist, or a folder holds no file at all.
    """
    given = [Path(paths)] if isinstance(paths, (str, os.PathLike)) else [Path(path) for path in paths]
    found: dict[Path, str] = {}
    for path in given:
        if not path.exists():
            raise NarrativeError(
                f"There is nothing at {path}. Give the path of a file or of a folder of files."
            )
        found |= {file: _reason(file, path) for file in (_files(path) if path.is_dir() else [path])}
    if not found:
        names = ", ".join(map(str, given)) or "no path"
        raise NarrativeError(
            f"No files were found in {names}. Put the audit's files there, or give another folder."
        )
    return sorted(f for f, why in found.items() if not why), sorted(
        (f, why) for f, why in found.items() if why
    )


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder; links that lead out of it are not followed."""
    for place, _, names in os.walk(folder, followlinks=False):
        yield from (Path(place) / name for name in names)


def _reason(file: Path, given: Path) -> str:
    """Why a file is passed over, "" if it is not."""
    inside = (
        [part.casefold() for part in file.relative_to(given).parts]
        if file != given
        else [file.name.casefold()]
    )
    if file.is_symlink() and not file.resolve().is_relative_to(given.resolve()):
        return "a link to a place outside the folder"
    if inside[-1].startswith("~$") or inside[-1].startswith(".~lock"):
        return "a lock file that an office program left: close the document, it is not lost"
    if inside[-1] in _JUNK or any(part in _JUNK_FOLDERS for part in inside):
        return "a file of the operating system"
    if any(part.startswith(".") for part in inside):
        return "a hidden file"
    return "" if file.is_file() else "not a file"
