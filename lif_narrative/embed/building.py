"""Make the quick encoders from MiniLM's weights, and check them against it: what `lif models build` does."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Final

from lif_narrative import cards
from lif_narrative.embed.folded import Folded
from lif_narrative.embed.fused import fused
from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress, silent, track

FIRST_WORD: Final = 1996  # BERT's pieces from here on stand in the order of their frequency
CLS, SEP = 101, 102
WIDTH: Final = 256  # of the static vectors
RARE: Final = 1e-3  # SIF's a: a piece of this share of all text counts half
NEAR: Final = 0.99  # mean cosine below which the fast encoder is not written


def build(out: Path, progress: Progress | None = None) -> dict[str, float]:
    """Write `minilm`'s graph, `minilm-fast` and `static` into the folder of models, with their hashes.

    Needs `onnx` and the full-precision weights (`lif_narrative[topics]`); a minute or two of one processor.

    Returns
    -------
    dict
        `minilm-fast`: mean cosine to MiniLM in full precision on the sentences of the synthetic audit.
        `static`: correlation of its cosines of pairs with MiniLM's, on the same.

    Raises
    ------
    NarrativeError
        A library is missing, or the fast encoder does not come near enough.
    """
    try:
        import onnx  # noqa: F401
    except ImportError:
        raise NarrativeError("Building the quick encoders needs onnx. Install it: pip install onnx") from None
    graph(out / "minilm-int8" / "fused.onnx")
    stamp(out, "minilm-int8", "fused.onnx")
    fast(out / "minilm-fast" / "model.onnx")
    stamp(out, "minilm-fast", "model.onnx")
    static(out / "static" / "vectors.safetensors", progress or silent)
    stamp(out, "static", "vectors.safetensors")
    return checked()


def stamp(out: Path, name: str, file: str) -> None:
    """Put a file's hash on its model's card."""
    card, sha = out / name / "card.toml", cards.sha256(out / name / file)
    told = card.read_text(encoding="utf-8")
    card.write_text(re.sub(rf'(?m)^"{re.escape(file)}" = ".*"$', f'"{file}" = "{sha}"', told), "utf-8")
    cards.card.cache_clear()


def graph(path: Path) -> None:
    """The default encoder's graph of fused parts; its 8-bit weights stay in the file of their package."""
    path.write_bytes(fused(Folded()).SerializeToString(deterministic=True))


def fast(path: Path) -> None:
    """MiniLM's fused graph with 8-bit weights by channel, each kept to seven bits."""
    from onnx import TensorProto, save
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        save(fused(), str(whole))
        quantize_dynamic(
            str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Attention", "EmbedLayerNormalization"],
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip


def static(path: Path, progress: Progress) -> None:
    """A vector for each of MiniLM's word pieces: what MiniLM says of it alone, shortened and weighed.

    The share of a piece in text is guessed from its rank (Zipf 1949), so no text is read.
    """
    import numpy as np
    from safetensors.numpy import save_file

    from lif_narrative.embed.minilm import MiniLM

    model = MiniLM()
    rows = [[CLS, piece, SEP] for piece in range(_pieces())]
    batches = [rows[first : first + 256] for first in range(0, len(rows), 256)]
    alone = np.vstack([model.batch(b) for b in track(batches, "Distilling", progress)]).astype(np.float64)
    rank = np.maximum(1, np.arange(len(alone)) - FIRST_WORD + 1)
    share = 1 / (rank * np.log(len(alone)))
    words = slice(FIRST_WORD, None)
    alone -= np.average(alone[words], axis=0, weights=share[words])
    _, _, axes = np.linalg.svd(alone[words], full_matrices=False)
    axes *= np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])[:, None]
    made = (alone @ axes[:WIDTH].T) * (RARE / (RARE + share))[:, None]
    scale = np.maximum(np.abs(made).max(axis=1), 1e-12) / 127
    save_file(
        {"pieces": np.round(made / scale[:, None]).astype(np.int8), "scale": scale.astype(np.float32)}, path
    )


def _pieces() -> int:
    from lif_narrative.embed.pieces import tokenizer

    return int(tokenizer().get_vocab_size())


def checked() -> dict[str, float]:
    """How near the quick encoders come to MiniLM in full precision, on the synthetic audit's sentences."""
    import numpy as np

    from lif_narrative.embed import choose
    from lif_narrative.resources import shipped
    from lif_narrative.sentences import spans

    texts = sorted(
        {
            text[start:end]
            for path in sorted(shipped("corpora/synthetic").rglob("*.txt"))
            for text in [path.read_text("utf-8")]
            for start, end in spans(text)
        }
    )[:300]
    whole = choose("minilm-fp32.v1")(texts)
    choose.cache_clear()
    near = float((whole * choose("minilm-fast.v1")(texts)).sum(axis=1).mean())
    if near < NEAR:
        raise NarrativeError(f"minilm-fast comes to a cosine of {near:.4f} only. Its file is not to be used.")
    quick, upper = choose("static.v1")(texts), np.triu_indices(len(texts), 1)
    alike = float(np.corrcoef((quick @ quick.T)[upper], (whole @ whole.T)[upper])[0, 1])
    return {"minilm-fast": round(near, 4), "static": round(alike, 3)}
