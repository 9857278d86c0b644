"""Write a fine-tuned model as ONNX with 8-bit weights. The only module that needs onnx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

TOP = 127  # the largest 8-bit number
SMALLEST = 4096  # a tensor below this stays as it is


def shrink(source: Path, target: Path) -> None:
    """Keep every large matrix as 8-bit numbers with one scale a row or column.

    They are unfolded when the file is opened and computed with in full, so that a text's result does
    not depend on the texts beside it; the usual dynamic 8-bit kernels round a batch alike, and do.
    """
    import onnx

    model = onnx.load(str(source))
    weights = {t.name: onnx.numpy_helper.to_array(t) for t in model.graph.initializer}
    large = {name for name, weight in weights.items() if weight.ndim == 2 and weight.size >= SMALLEST}
    nodes = list(model.graph.node)
    kept = [tensor for tensor in model.graph.initializer if tensor.name not in large]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    looked_up = {node.input[0] for node in nodes if node.op_type == "Gather"}
    for name in sorted(large):  # a table is scaled by row, a matrix that multiplies by column
        model.graph.node.extend(_unfolded(model, name, weights[name], axis=1 if name in looked_up else 0))
    model.graph.node.extend(nodes)
    model.producer_name, model.producer_version = "lif_narrative", ""
    target.write_bytes(model.SerializeToString(deterministic=True))


def _unfolded(model: Any, name: str, weight: Any, axis: int) -> list[Any]:
    from onnx import TensorProto, helper, numpy_helper

    scale = np.maximum(np.abs(weight).max(axis=axis, keepdims=True) / TOP, 1e-12).astype(np.float32)
    small = np.clip(np.rint(weight / scale), -TOP, TOP).astype(np.int8)
    model.graph.initializer.extend(
        [numpy_helper.from_array(small, f"{name}:small"), numpy_helper.from_array(scale, f"{name}:scale")]
    )
    return [
        helper.make_node("Cast", [f"{name}:small"], [f"{name}:wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}:wide", f"{name}:scale"], [name]),
    ]
