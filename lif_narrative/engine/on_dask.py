"""The same work on several processes or machines, by Dask. The only module that imports it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from lif_narrative.errors import NarrativeError

WORKERS: Final = 2
TRIES: Final = 3  # workers that a shard may cost before it is given up
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


class Dask:
    """Shards by name to workers; what they read and write lies on a disk that all of them see.

    Parameters
    ----------
    address : str
        Of a running scheduler (`tls://host:8786`); "" starts two workers on this machine, which listen on
        the loopback alone. An address beyond this machine needs TLS.
    certificates : Path, optional
        A folder with `ca.pem`, `cert.pem` and `key.pem`.
    workers : int
        How many to start where there is no address.

    Raises
    ------
    NarrativeError
        Dask is not installed, or an address beyond this machine is not tls://.
    """

    def __init__(self, address: str = "", certificates: Path | None = None, workers: int = WORKERS) -> None:
        try:
            import distributed as library
        except ImportError:
            raise NarrativeError(
                "The engine 'dask' is not installed. Install it: pip install 'lif_narrative[archive]', "
                "or use the engine 'here'."
            ) from None
        if address and not address.startswith("tls://") and urlsplit(address).hostname not in LOOPBACK:
            raise NarrativeError(
                f"The scheduler {address} is beyond this machine: reach it by tls:// with its certificates."
            )
        distributed: Any = library
        self._open = contextlib.ExitStack()
        told: dict[str, Any] = {"security": _security(certificates)} if certificates else {}
        if not address:
            cluster = distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None,
                silence_logs=50, memory_limit="auto",
            )  # fmt: skip
            self._open.enter_context(cluster)
            told["address"] = cluster
        else:
            told["address"] = address
        self.client = self._open.enter_context(distributed.Client(set_as_default=False, **told))

    def map(self, work: Callable[[str], str], names: Iterable[str]) -> Iterator[str]:
        """Yield each name once its work is done.

        A worker that dies costs the shard it was at, which another one takes up.

        Raises
        ------
        Lost
            A shard cost `TRIES` workers; the others are done first.
        """
        import distributed as library
        from distributed.scheduler import KilledWorker

        distributed: Any = library
        names = list(names)
        jobs = {self.client.submit(work, name, pure=False, retries=TRIES): name for name in names}
        lost = []
        for job in distributed.as_completed(list(jobs), loop=self.client.loop):
            try:
                yield job.result()
            except KilledWorker:
                lost.append(jobs[job])
        if lost:
            raise Lost(sorted(lost))

    def pids(self) -> list[int]:
        """The process ids of the workers."""
        return sorted(self.client.run(os.getpid).values())

    def close(self) -> None:
        """End the workers that were started here."""
        self._open.close()


class Lost(NarrativeError):
    """Shards that ended worker after worker: too large for their memory, or damaged."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(f"{len(names)} shards ended {TRIES} workers each. Give workers more memory.")


def _security(folder: Path) -> Any:
    import distributed as library

    distributed: Any = library
    files = {name: folder / f"{name}.pem" for name in ("ca", "cert", "key")}
    missing = sorted(path.name for path in files.values() if not path.is_file())
    if missing:
        raise NarrativeError(f"The folder of certificates lacks {', '.join(missing)}.")
    told = {f"tls_client_{name}": str(files[name]) for name in ("cert", "key")}
    return distributed.Security(tls_ca_file=str(files["ca"]), require_encryption=True, **told)
