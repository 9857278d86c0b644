"""Embed: texts to vectors of unit length. Only this folder opens ONNX files or sentence-transformers."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from lif_narrative.embed.vectors import MEMORY, VectorCache

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]

DECIMALS = 6  # machines differ in the last bits of a float; nothing may hang on those
THREADS = 2

ENCODERS = {
    "minilm.v1": "lif_narrative.embed.minilm:MiniLM",
    "minilm-fast.v1": "lif_narrative.embed.fast:MiniLMFast",
    "minilm-fp32.v1": "lif_narrative.embed.whole:packaged",
    "static.v1": "lif_narrative.embed.static:Static",
}
LATEST = {name.rpartition(".")[0]: name for name in ENCODERS}


class Embedder(Protocol):
    """What a registered encoder is: a fingerprint of its weights, and texts to vectors."""

    fingerprint: str

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length, shape (n_texts, n_dimensions)."""
        ...


@dataclass(frozen=True)
class Encoder:
    """Texts to vectors, cached by content.

    Parameters
    ----------
    name : str
        `minilm` (ONNX, no torch); `minilm-fast` (8-bit kernels: some three times as fast, cosine 0.99 to
        it); `static` (word pieces looked up: for archives); `minilm-fp32` or another sentence-transformers
        model that is on this machine, by folder. A saved run keeps the versioned name.
    cache : Path, optional
        A folder where vectors are kept; without one nothing is written.
    """

    name: str = "minilm"
    cache: Path | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", LATEST.get(self.name, self.name))

    @property
    def fingerprint(self) -> str:
        """Name and sha256 of the weights: vectors with the same fingerprint can be compared."""
        return f"{self.name.rpartition('/')[2]}:{choose(self.name).fingerprint}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, in their order.

        Returns
        -------
        ndarray of float32, shape (n_texts, n_dimensions)
            Of unit length, rounded to 6 decimals. The same text has the same vector whatever texts
            are beside it. Texts beyond 256 word pieces are read up to there.
        """
        import numpy as np

        wanted = sorted(set(texts))
        model = self.fingerprint
        known = MEMORY.get(model, wanted)
        kept = VectorCache(self.cache, model) if self.cache else None
        found = kept.get([text for text in wanted if text not in known]) if kept else {}
        known |= found
        missing = [text for text in wanted if text not in known]
        if missing or not wanted:
            made = self.fresh(missing)
            if not wanted:
                return made
            known |= dict(zip(missing, made, strict=True))
        if kept:
            kept.put({text: known[text] for text in wanted if text not in found})
        MEMORY.put(model, known)
        return np.stack([known[text] for text in texts]).astype(np.float32)

    def fresh(self, texts: Sequence[str]) -> Vectors:
        """The same vectors, neither looked up nor kept: for texts that come once."""
        import numpy as np

        made: Vectors = np.round(choose(self.name)(texts), DECIMALS).astype(np.float32)
        return made


@functools.cache
def choose(name: str) -> Embedder:
    """The encoder of this name, loaded once per process."""
    if name in ENCODERS:
        module, _, attribute = ENCODERS[name].partition(":")
        maker: Callable[[], Embedder] = getattr(importlib.import_module(module), attribute)
        return maker()
    from lif_narrative.embed.whole import local

    return local(name)


def session(path: Path, threads: int = THREADS, beside: Path | None = None) -> Any:
    """An ONNX session on the processor that writes nothing and asks nobody.

    Parameters
    ----------
    threads : int
        How many take part in one call; several threads of Python may call at once.
    beside : Path, optional
        The folder of the file that holds the graph's weights, where they are not in its own.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    given: str | bytes = str(path)
    if beside:
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(beside))
        given = path.read_bytes()
    return onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])
