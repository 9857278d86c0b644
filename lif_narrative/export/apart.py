"""PDFs opened in a process of their own: `python -m lif_narrative.export.apart`, spoken to over its pipes.

A PDF that is verified may come from anyone. One that breaks PDFium, or makes it take all memory or time, ends
that process and nothing else. It may write no files.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Final

import lif_narrative
from lif_narrative.ingest.wire import receive, send
from lif_narrative.ingest.worker import limit

LIMIT_S: Final = 60.0  # of wall time for one file
PAGES: Final = 2_000
PROOF: Final = "lif-story.txt"
LONGEST: Final = 50_000_000  # bytes of the proof that a file carries
_alone = threading.Lock()
_kept: list[subprocess.Popen[bytes]] = []


def opened(path: Path) -> dict[str, Any] | None:
    """What a PDF holds: drawn (text, apart) in order, alts, proof; None where it cannot be read."""
    with _alone:
        process = _started()
        late = threading.Timer(LIMIT_S, process.kill)
        late.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            send(process.stdin, {"path": str(path.absolute())})
            answer = receive(process.stdout)
        except (OSError, ValueError):
            answer = None
        finally:
            late.cancel()
        if answer is None:
            _end()
    return answer if answer and "drawn" in answer else None


def _started() -> subprocess.Popen[bytes]:
    """The process, kept for the next file; a child that finds this package and no module beside the file."""
    if _kept and _kept[0].poll() is None:
        return _kept[0]
    _kept.clear()
    here = str(Path(lif_narrative.__path__[0]).resolve().parent)
    beside = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if os.path.isabs(p)]
    _kept.append(
        subprocess.Popen(
            [sys.executable, "-P", "-B", "-X", "utf8", "-m", "lif_narrative.export.apart"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([here, *beside])},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    )  # fmt: skip
    return _kept[0]


@atexit.register
def _end() -> None:
    while _kept:
        process = _kept.pop()
        process.kill()
        process.communicate()


def main() -> None:
    """Answer requests `{"path": …}` until the other side goes."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)  # what a library prints must not mix with the answers
    import pypdfium2

    limit()
    while (request := receive(requests)) is not None:
        try:
            send(answers, _held(Path(request["path"])))
        except MemoryError:
            return  # what is left of the memory may be in pieces, and a new process is cheap
        except (pypdfium2.PdfiumError, OSError, ValueError, RuntimeError):
            send(answers, {"reason": "unreadable"})


def _held(path: Path) -> dict[str, Any]:
    import pypdfium2

    from lif_narrative.export.pdfparts import drawn_on, spoken

    document = pypdfium2.PdfDocument(path)
    try:
        if len(document) > PAGES:
            return {"reason": "too many pages"}
        return {
            "drawn": [piece for page in document for piece in drawn_on(page)],
            "alts": [told for page in document for told in spoken(page)],
            "proof": _proof(document),
        }
    finally:
        document.close()


def _proof(document: Any) -> str:
    for n in range(document.count_attachments()):
        attached = document.get_attachment(n)
        if attached.get_name() == PROOF:
            data = bytes(attached.get_data())
            return data.decode("ascii", "replace") if len(data) < LONGEST else ""
    return ""


if __name__ == "__main__":
    main()
