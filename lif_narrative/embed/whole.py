"""Models in full precision, as sentence-transformers reads them: they need torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative import cards
from lif_narrative.embed import ENCODERS, LATEST
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.fingerprint import digest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]


def packaged() -> Transformer:
    """all-MiniLM-L6-v2 in full precision, from its package."""
    return Transformer(cards.folder("minilm"), cards.fingerprint("minilm"))


def local(name: str) -> Transformer:
    """A sentence-transformers model in a folder of this machine.

    Raises
    ------
    UnknownChoice
        There is no such folder, or it holds no safetensors.
    """
    folder = Path(name).expanduser()
    weights = sorted(folder.glob("**/*.safetensors")) if folder.is_dir() else []
    if not weights:
        known = [*ENCODERS, *LATEST, "the folder of a sentence-transformers model (safetensors)"]
        raise UnknownChoice("encoder", name, known)
    return Transformer(folder, digest([cards.sha256(path) for path in weights]))


class Transformer:
    """A sentence-transformers model: needs torch."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError:
            raise NarrativeError(
                "This encoder needs sentence-transformers. Install it: pip install 'lif_narrative[topics]', "
                "or choose the encoder 'minilm'."
            ) from None
        self.fingerprint = fingerprint
        self.model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length, shape (n_texts, n_dimensions)."""
        made: Vectors = self.model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return made
