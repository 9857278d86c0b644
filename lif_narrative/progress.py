"""Progress of long work: a bar on a terminal, plain lines elsewhere, nothing at all under a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

T = TypeVar("T")
Progress = Callable[[str, int, int], None]  # what is being done, how many done, of how many
QUIET_S = 1.0


def silent(label: str, done: int, total: int) -> None:
    """Say nothing."""


def track(items: Iterable[T], label: str, progress: Progress | None, total: int | None = None) -> Iterator[T]:
    """Yield the items, telling `progress` before the first and after each."""
    tell = progress or silent
    size = total if total is not None else len(items) if isinstance(items, Sized) else 0
    tell(label, 0, size)
    for done, item in enumerate(items, 1):
        yield item
        tell(label, done, size)


class Bar:
    """Progress on standard error, for the command line and for notebooks."""

    def __init__(self) -> None:
        self._started: dict[str, float] = {}
        self._shown: dict[str, float] = {}

    def __call__(self, label: str, done: int, total: int) -> None:
        """Show where `label` stands, at most five times a second and not before a second has gone."""
        moment = time.monotonic()
        since = moment - self._started.setdefault(label, moment)
        last = done >= total > 0
        if since < QUIET_S or not (last or moment - self._shown.get(label, 0.0) > 0.2):
            return
        self._shown[label] = moment
        terminal = sys.stderr.isatty()
        line = f"{label}: {done} of {total}" if total else f"{label}: {done}"
        if terminal:
            sys.stderr.write(f"\r\x1b[2K{line}" + ("\n" if last else ""))
        elif last:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()
