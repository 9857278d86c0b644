"""Vectors of the starter codebook's wordings, made when the weights were: nobody waits for them again."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lif_narrative import cards

if TYPE_CHECKING:
    from lif_narrative.coding.wordings import Encodes

Floats = npt.NDArray[Any]
FILE = "phrases.safetensors"


def encoded(encoder: Encodes, texts: Sequence[str]) -> Floats:
    """Vectors of wordings, shape (n_texts, n_dimensions): those at hand, and the encoder's for the rest."""
    ready = _ready() if _is_ours(encoder) else {}
    keys = [key(text) for text in texts]
    missing = sorted({text for text, k in zip(texts, keys, strict=True) if k not in ready})
    if not missing and texts:
        return np.stack([ready[k] for k in keys]).astype(np.float64)
    made = np.asarray(encoder.encode(missing), dtype=np.float64)
    known = {**ready, **dict(zip(map(key, missing), made, strict=True))}
    return np.stack([known[k] for k in keys]).astype(np.float64) if keys else made


def key(text: str) -> bytes:
    """What a wording is kept under."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _is_ours(encoder: Encodes) -> bool:
    """Whether the encoder is the one that the vectors at hand are from."""
    from lif_narrative.embed import LATEST, Encoder

    return isinstance(encoder, Encoder) and encoder.name == LATEST["minilm"] and bool(_ready())


@functools.cache
def _ready() -> Mapping[bytes, Floats]:
    from safetensors import safe_open

    if FILE not in cards.card("coder")["files"]:
        return {}
    with safe_open(cards.weights("coder", FILE), "np") as file:
        if file.metadata()["encoder"] != cards.card("minilm-int8")["files"]["model.onnx"]:
            return {}  # another encoder's: its vectors are made anew
        keys, vectors = file.get_tensor("keys"), file.get_tensor("vectors")
    return {bytes(k): vector for k, vector in zip(keys, vectors, strict=True)}
