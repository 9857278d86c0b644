"""Says how far long work is, from a thread beside it, and stops it when a person asked for that."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from types import TracebackType
from typing import Final

from lif_narrative.errors import NarrativeError
from lif_narrative.labour import kept
from lif_narrative.store import Store

EVERY_S: Final = 0.5
ALIVE_S: Final = 10.0  # how often it says that it lives, with nothing new to say
GRACE_S: Final = 5.0  # how long the work may take to stop by itself


class StoppedByPerson(Exception):
    """Somebody stopped the work; what it finished is kept."""


class Teller:
    """What the work tells its progress to; a context that keeps the thread."""

    def __init__(self, store: Store, labour_id: str) -> None:
        self._store, self._id = store, labour_id
        self._now: tuple[str, int, int] = ("Starting", 0, 0)
        self._stop, self._over = threading.Event(), threading.Event()
        # Written beside the work: within one of its transactions the row would wait for itself
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __call__(self, what: str, done: int, total: int) -> None:
        """Take note of how far it is; StoppedByPerson once somebody asked for that."""
        self._now = (what, done, total)
        if self._stop.is_set():
            raise StoppedByPerson

    def __enter__(self) -> Teller:
        """Begin to tell."""
        self._thread.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Tell no more."""
        self._over.set()
        self._thread.join(2 * EVERY_S)

    def _watch(self) -> None:
        said, at, asked = None, 0.0, 0.0
        while not self._over.wait(EVERY_S):
            fresh = self._now != said or time.monotonic() - at > ALIVE_S
            what, done, total = said_now = self._now
            fields = {"doing": what, "done": done, "total": total} if fresh else {}
            with contextlib.suppress(NarrativeError):  # a disk that is full is told by the work itself
                if kept.tell(self._store, self._id, **fields) == kept.STOPPING:
                    self._stop.set()
                    asked = asked or time.monotonic()
                if fresh:
                    said, at = said_now, time.monotonic()
            if asked and time.monotonic() - asked > GRACE_S:
                self._end()

    def _end(self) -> None:
        """End the process and those it started: whatever was not kept whole is not kept at all."""
        kept.end(self._store, self._id, kept.STOPPED)
        if hasattr(os, "killpg") and os.getpgid(0) == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)
