"""A folder for work in progress inside a project's own; what a killed process left there is cleared away."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A new folder, for its owner alone, that goes when the work is done."""
    for old in folder.glob(".scratch-*"):
        if not _lives(old.name.split("-")[1]):
            shutil.rmtree(old, ignore_errors=True)
    place = Path(tempfile.mkdtemp(prefix=f".scratch-{os.getpid()}-", dir=folder))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError):  # somebody else's, or no process of this machine's manner
        return True
    return True
