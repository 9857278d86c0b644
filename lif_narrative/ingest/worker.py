"""The process that opens files: `python -m lif_narrative.ingest.worker`, spoken to over its pipes.

A parser that is tricked or breaks takes this process with it and nothing else. It may use so much
memory, writes no files, and is killed from outside when a file takes too long.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Final

from lif_narrative.ingest.parts import Reading, Unreadable
from lif_narrative.ingest.read import read
from lif_narrative.ingest.wire import packed, receive, send

ROOM_BYTES: Final = 1536 * 2**20  # of address space, beyond what the process has when it starts
TOO_MUCH: Final = (
    f"Opening the file takes more than {ROOM_BYTES / 2**30:.1f} GB of memory. Save the part you need as a "
    "new file, without its pictures, and add that."
)
BROKE: Final = (
    "The file broke the program that reads its kind. Open it in the program that made it, save it again "
    "(or as .pdf or .txt) and add that copy."
)


def main() -> None:
    """Answer requests `{"path": …}` with a reading or a reason, until the other side goes."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must neither mix with the answers nor show case text on a terminal.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    limit()
    gc.disable()  # a reading is made of small objects that are all kept; between files there is a sweep
    while (request := receive(requests)) is not None:
        try:
            outcome: Reading | Unreadable = read(Path(request["path"]))
        except Unreadable as refused:
            outcome = refused
        except MemoryError:
            # What is left of the memory may be in pieces, and a new process is cheap.
            send(answers, packed(Unreadable(TOO_MUCH)) | {"last": True})
            return
        except Exception:  # a parser's own fault: one file's loss, and the next goes on
            outcome = Unreadable(BROKE)
        send(answers, packed(outcome))
        del outcome
        gc.collect()


def limit() -> None:
    """Limit memory and forbid writing, where the system can (Windows cannot)."""
    try:
        import resource
    except ImportError:
        return
    room = _in_use() + ROOM_BYTES
    for which, most in ((resource.RLIMIT_AS, room), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(which)[1]
        try:
            resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


def _in_use() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 512 * 2**20


if __name__ == "__main__":
    main()
