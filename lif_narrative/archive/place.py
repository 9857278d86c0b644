"""Where an archive keeps its shards: a folder a step and fingerprint, a file a shard, never half-written."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.fingerprint import digest

if TYPE_CHECKING:
    import pyarrow as pa

DOCUMENTS: Final = "documents"
WHOLE: Final = 1 << 128


@dataclasses.dataclass(frozen=True)
class Place:
    """A folder that every worker sees."""

    root: Path

    def names(self, folder: str = DOCUMENTS) -> list[str]:
        """The shards that are there, whole, by name."""
        return sorted(path.stem for path in (self.root / folder).glob("*.parquet"))

    def path(self, folder: str, name: str, ending: str = "parquet") -> Path:
        """Where a shard of a step lies."""
        return self.root / folder / f"{name}.{ending}"

    def read(self, folder: str, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A shard of a step."""
        import pyarrow.parquet as pq

        return pq.read_table(self.path(folder, name), columns=None if columns is None else list(columns))

    def write(self, folder: str, name: str, table: pa.Table, **told: str) -> None:
        """Write a shard under another name and rename it; `told` is kept with it."""
        import pyarrow.parquet as pq

        target = self.path(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(f".{_once()}.part")
        pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **told}), part,
                       compression="zstd")  # fmt: skip
        part.replace(target)

    def told(self, folder: str, name: str) -> dict[str, str]:
        """What was kept with a shard."""
        import pyarrow.parquet as pq

        found = pq.read_schema(self.path(folder, name)).metadata or {}
        return {key.decode(): value.decode() for key, value in found.items()}

    def note(self, name: str, told: Any = None) -> Any:
        """A small JSON file at the root: written when something is given, else read; None when absent."""
        path = self.root / f"{name}.json"
        if told is None:
            return json.loads(path.read_text("utf-8")) if path.exists() else None
        part = path.with_suffix(f".{_once()}.part")
        part.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        part.replace(path)
        return told

    def clear(self, step: str, keep: str, shards: Iterable[str]) -> None:
        """Remove what a step left under other settings, of shards that are gone, and half-written."""
        for stale in self.root.glob(f"{step}-*"):
            if stale.name != keep and stale.is_dir():
                shutil.rmtree(stale, ignore_errors=True)
        known = set(shards)
        for path in (self.root / keep).glob("*"):
            if path.name.split(".")[0] not in known or path.suffix == ".part":
                path.unlink(missing_ok=True)


def shard_name(rows: Iterable[tuple[str, str]]) -> str:
    """The name of a shard: a hash of its documents' ids and contents, whatever order they come in."""
    return digest(sorted([list(row) for row in rows]))[:24]


def mark_of(row: Iterable[Any]) -> int:
    """A row as a number of 128 bits: such numbers add up, so shards and their order leave no trace."""
    text = "\x1f".join(f"{v:.6f}" if isinstance(v, float) else str(v) for v in row)
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16], "big")


def added(marks: Iterable[int]) -> str:
    """The sum of marks as 32 hex digits."""
    return f"{sum(marks) % WHOLE:032x}"


def _once() -> str:
    import secrets

    return secrets.token_hex(4)
