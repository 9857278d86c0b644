"""Vectors kept by content: a text is encoded once for each model, whoever asks and in whatever order."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]

TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
AT_ONCE = 500  # keys a query
KEPT = 20_000  # vectors in memory: some 30 MB


class Memory:
    """The latest vectors of this process by content, so that several models' readings share them.

    Keys are hashes: it holds no words. Past `KEPT` vectors the oldest make way.
    """

    def __init__(self) -> None:
        self.rows: dict[bytes, Vectors] = {}
        self.lock = threading.Lock()

    def get(self, model: str, texts: Sequence[str]) -> dict[str, Vectors]:
        """Those of the texts that are kept under this model."""
        of_key = {_key(model, text): text for text in texts}
        with self.lock:
            return {text: self.rows[key] for key, text in of_key.items() if key in self.rows}

    def put(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep these vectors."""
        fresh = {_key(model, text): vector for text, vector in list(vectors.items())[-KEPT:]}
        with self.lock:
            self.rows |= fresh
            for key in list(self.rows)[: max(0, len(self.rows) - KEPT)]:
                del self.rows[key]


MEMORY = Memory()


class VectorCache:
    """A folder with one SQLite file a model; keys are hashes, so it holds no words.

    It is derived: it can be deleted at any time. Several processes may read and write it at once.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self.path = folder / f"{hashlib.sha256(fingerprint.encode()).hexdigest()[:32]}.sqlite"
        self.fingerprint = fingerprint

    def key(self, text: str) -> bytes:
        """The key of a text under this model."""
        return _key(self.fingerprint, text)

    def get(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those texts that are kept."""
        import numpy as np

        if not self.path.exists():
            return {}
        of_key = {self.key(text): text for text in texts}
        keys, found = list(of_key), {}
        with self._open() as db:
            for start in range(0, len(keys), AT_ONCE):
                part = keys[start : start + AT_ONCE]
                holes = ",".join("?" * len(part))
                rows = db.execute(f"SELECT key, vector FROM vectors WHERE key IN ({holes})", part)
                found.update({of_key[key]: np.frombuffer(blob, dtype="<f4") for key, blob in rows})
        return found

    def put(self, vectors: Mapping[str, Vectors]) -> None:
        """Keep these vectors, all or none; one that is kept already stays as it is."""
        rows = [(self.key(text), vector.astype("<f4").tobytes()) for text, vector in vectors.items()]
        if rows:
            with self._open() as db, db:
                db.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=60)) as db:
                db.execute(TABLE)
                yield db
        except (sqlite3.Error, OSError) as error:
            raise NarrativeError(
                f"The kept vectors in {self.path.parent.name}/{self.path.name} cannot be used ({error}). "
                "Delete that file; it is made again."
            ) from None


def _key(model: str, text: str) -> bytes:
    return hashlib.sha256(model.encode() + b"\0" + text.encode("utf-8", "surrogatepass")).digest()
