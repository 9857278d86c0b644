"""A cluster as people run one: a scheduler and workers as processes of their own (`make cluster-demo`)."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from lif_narrative.errors import NarrativeError

WAIT_S = 60


@contextlib.contextmanager
def cluster(folder: Path, workers: int = 2, certificates: Path | None = None) -> Iterator[str]:
    """The address of a scheduler with so many workers, all on the loopback; they end with the block.

    Parameters
    ----------
    folder : Path
        Where the scheduler writes its address.
    certificates : Path, optional
        A folder with `ca.pem`, `cert.pem` and `key.pem`: everybody then speaks TLS.
    """
    told = folder / "scheduler.json"
    told.unlink(missing_ok=True)
    secured = []
    if certificates:
        for option, name in (("--tls-ca-file", "ca"), ("--tls-cert", "cert"), ("--tls-key", "key")):
            secured += [option, str(certificates / f"{name}.pem")]
    host = [f"{'tls' if certificates else 'tcp'}://127.0.0.1:0"]
    common = ["--no-dashboard", "--scheduler-file", str(told), *secured]
    with contextlib.ExitStack() as stack:
        stack.callback(told.unlink, missing_ok=True)
        _started(stack, ["scheduler", "--host", *host, *common])
        address = _address(told)
        for _ in range(workers):
            _started(stack, ["worker", "--host", "127.0.0.1", "--nthreads", "1", *common])
        yield address


def _started(stack: contextlib.ExitStack, words: list[str]) -> None:
    line = [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(process.wait, timeout=WAIT_S)
    stack.callback(process.terminate)


def _address(told: Path) -> str:
    for _ in range(WAIT_S * 10):
        with contextlib.suppress(OSError, ValueError, KeyError):
            return str(json.loads(told.read_text("utf-8"))["address"])
        time.sleep(0.1)
    raise NarrativeError("The scheduler did not start. Install it: pip install 'lif_narrative[archive]'.")


def main() -> None:
    """Run the archive of a project on a cluster of separate processes: PROJECT ARCHIVE."""
    from lif_narrative.archive import Archive
    from lif_narrative.engine.on_dask import Dask
    from lif_narrative.progress import Bar
    from lif_narrative.project import Project

    project, folder = sys.argv[1:3]
    archive = Archive(folder)
    archive.take(Project.open(project), size=60)
    with cluster(archive.place.root) as address:
        engine = Dask(address)
        report = archive.run(engine, progress=Bar())
        engine.close()
    again = archive.run()
    sys.stdout.write(
        f"{address}: {report.shards} shards, {report.excerpts} excerpts, {report.codings} codings.\n"
        f"Fingerprint {report.fingerprint}; in one process {again.fingerprint}.\n"
    )


if __name__ == "__main__":
    main()
