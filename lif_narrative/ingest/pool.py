"""A few worker processes kept warm, so that forty files do not cost forty starts."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import LifoQueue
from typing import Final

import lif_narrative
from lif_narrative.ingest.parts import Reading, Unreadable
from lif_narrative.ingest.wire import receive, send, unpacked
from lif_narrative.ingest.worker import BROKE

LIMIT_S: Final = 60.0  # of wall time for one file
_RENEW_AFTER: Final = 200  # files: parsers may leak
_SLOW: Final = (
    "Reading the file takes longer than {0:.0f} seconds. Split it, or save its text as a new file, "
    "and add that."
)


class Worker:
    """One child process, started when first needed and again after it was killed or broke."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self.limit_s = limit_s
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def read(self, path: Path) -> Reading | Unreadable:
        """Read one file; a child that dies or dawdles gives a reason instead of a reading."""
        process = self._started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.limit_s, stop)
        timer.start()
        answer = self._ask(process, path)
        timer.cancel()
        if answer is None or answer.get("last"):
            self.close()
        if answer is None:
            return Unreadable(_SLOW.format(self.limit_s) if late.is_set() else BROKE)
        return unpacked(answer)

    def _ask(self, process: subprocess.Popen[bytes], path: Path) -> dict[str, object] | None:
        assert process.stdin is not None and process.stdout is not None
        try:
            send(process.stdin, {"path": str(path.absolute())})
            return receive(process.stdout)
        except (OSError, ValueError):
            return None

    def _started(self) -> subprocess.Popen[bytes]:
        self._served += 1
        if self._process is None or self._process.poll() is not None or self._served > _RENEW_AFTER:
            self.close()
            self._process = _start()
            self._served = 1
        return self._process

    def close(self) -> None:
        """End the child."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _start() -> subprocess.Popen[bytes]:
    """A child that finds this package, but no module that lies in the folder being read (`-P`)."""
    here = str(Path(lif_narrative.__path__[0]).resolve().parent)
    elsewhere = [
        entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if os.path.isabs(entry)
    ]
    return subprocess.Popen(
        [sys.executable, "-P", "-B", "-X", "utf8", "-m", "lif_narrative.ingest.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([here, *elsewhere])},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


class Pool:
    """Reads many files side by side, and gives them back in the order they were asked for."""

    def __init__(self, workers: int | None = None, limit_s: float = LIMIT_S) -> None:
        self.size = workers or min(4, os.cpu_count() or 1)
        self._all = [Worker(limit_s) for _ in range(self.size)]
        self._free: LifoQueue[Worker] = LifoQueue()  # the warmest first: one file starts one child
        for worker in self._all:
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(self.size, thread_name_prefix="read")

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            worker.close()
        self._threads.shutdown(wait=True)

    def map(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Reading | Unreadable]]:
        """Each path with its reading or the reason for none; a few files ahead, never all at once."""
        ahead: deque[tuple[Path, Future[Reading | Unreadable]]] = deque()
        for path in paths:
            ahead.append((path, self._threads.submit(self._one, path)))
            if len(ahead) > 2 * self.size:
                first, future = ahead.popleft()
                yield first, future.result()
        for first, future in ahead:
            yield first, future.result()

    def _one(self, path: Path) -> Reading | Unreadable:
        worker = self._free.get()
        try:
            return worker.read(path)
        finally:
            self._free.put(worker)
