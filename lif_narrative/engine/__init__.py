"""Engines map a step over shards: here, one after the other; elsewhere, on many machines.

A step knows no machine: it is a table in and a table out. A shard's result is written under a
temporary name and renamed, in a folder named by step and fingerprint, so finished shards are
skipped after an interruption and changed settings start afresh.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lif_narrative.errors import UnknownChoice
from lif_narrative.progress import Progress, track

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_A_SHARD = 2000


class Engine(Protocol):
    """One method: do this work for each of these shard names, and yield the names as they are done."""

    def map(self, work: Callable[[str], str], names: Iterable[str]) -> Iterator[str]:
        """Yield each name once its work is done."""
        ...


class Here:
    """One shard after the other, in the calling process."""

    def map(self, work: Callable[[str], str], names: Iterable[str]) -> Iterator[str]:
        """Yield each name once its work is done."""
        return map(work, names)


def _dask() -> Engine:
    from lif_narrative.engine.on_dask import Dask

    return Dask()


ENGINES: dict[str, Callable[[], Engine]] = {"here": Here, "dask": _dask}


def choose(name: str) -> Engine:
    """The engine of this name; UnknownChoice when there is none."""
    if name not in ENGINES:
        raise UnknownChoice("engine", name, list(ENGINES))
    return ENGINES[name]()


@dataclass(frozen=True)
class Shard:
    """A step as work on a shard by its name: only the name and the step's settings travel."""

    step: Callable[[pa.Table], pa.Table]
    folder: Path

    def __call__(self, name: str) -> str:
        """Read what the shard holds, and write what the step makes of it."""
        import pyarrow.parquet as pq

        part = self.folder / f"{name}.part"
        pq.write_table(self.step(pq.read_table(self.folder / f"{name}.given")), part)
        part.replace(self.folder / f"{name}.parquet")
        return name


def over_shards(
    engine: Engine, step: Callable[[pa.Table], pa.Table], table: pa.Table, folder: Path,
    label: str, progress: Progress,
) -> pa.Table:  # fmt: skip
    """Apply a step to a table shard by shard, keeping each finished shard on disk.

    Parameters
    ----------
    table : pa.Table
        With a column `id`; shards are cut by it, so they do not depend on the order of rows.
    folder : Path
        Named by step and fingerprint; folders of the same step under other fingerprints are removed.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    for stale in folder.parent.glob(f"{folder.name.rsplit('-', 1)[0]}-*"):
        if stale != folder:
            shutil.rmtree(stale, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    table = table.sort_by("id")
    starts = range(0, max(table.num_rows, 1), ROWS_A_SHARD)
    shards = {f"{start // ROWS_A_SHARD:06d}": table.slice(start, ROWS_A_SHARD) for start in starts}

    missing = [name for name in shards if not (folder / f"{name}.parquet").exists()]
    for name in missing:
        pq.write_table(shards[name], folder / f"{name}.given")
    for _ in track(engine.map(Shard(step, folder), missing), label, progress, len(missing)):
        pass
    for given in folder.glob("*.given"):
        given.unlink()
    return pa.concat_tables([pq.read_table(folder / f"{name}.parquet") for name in shards])
