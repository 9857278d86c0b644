"""Make the vectors of the starter codebook's wordings, which every new project codes with."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lif_narrative import cards
from lif_narrative.codebook import Codebook
from lif_narrative.coding.phrases import FILE, key
from lif_narrative.coding.wordings import Wordings
from lif_narrative.embed import Encoder


def write(models: Path, cache: Path | None = None) -> int:
    """Write `phrases.safetensors` under `models/coder`; how many wordings it holds."""
    from safetensors.numpy import save_file

    encoder = Encoder(cache=cache)
    texts = sorted(Wordings(Codebook.starter(), encoder).texts, key=key)
    keys = np.frombuffer(b"".join(map(key, texts)), dtype=np.uint8).reshape(len(texts), -1)
    vectors = np.ascontiguousarray(encoder.encode(texts), dtype=np.float32)
    target = models / "coder" / FILE
    save_file(
        {"keys": keys, "vectors": vectors},
        target,
        {"encoder": cards.card("minilm-int8")["files"]["model.onnx"]},
    )
    target.chmod(0o644)
    return len(texts)
