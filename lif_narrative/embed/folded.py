"""MiniLM's fused graph over the 8-bit weights of its package, which stay in the package's file."""

from __future__ import annotations

from typing import Any

from lif_narrative import cards
from lif_narrative.embed.fused import Graph

BESIDE = "model.onnx"


class Folded(Graph):
    """The same layers, with each matrix read as 8-bit numbers and unfolded once, when it is loaded.

    What it computes is what the package's own graph computes, in fewer and larger steps.
    """

    def read(self) -> dict[str, Any]:
        """The weights by name: those kept in full as they are, the matrices as `name_q` and `name_scale`."""
        import onnx
        from onnx import numpy_helper

        path = cards.weights("minilm-int8", BESIDE)
        graph = onnx.load(str(path)).graph
        self.file, self.held = path.read_bytes(), {}
        known, names = {}, _names(graph)
        for tensor in graph.initializer:
            stem, kind = _parted(tensor.name.removeprefix("inner."))
            name = names.get(stem, stem) + kind
            known[name], self.held[name] = numpy_helper.to_array(tensor), tensor
        return known

    def pieces(self) -> str:
        """A row for each word piece."""
        return self.unfolded("pieces", "embeddings.word_embeddings.weight")

    def places(self) -> str:
        """A row for each place in a text, what all pieces of a first text share added."""
        rows = self.unfolded("rows", "embeddings.position_embeddings.weight")
        segment = self.kept("segment", self.known["embeddings.token_type_embeddings.weight"][0])
        self.node("Add", [rows, segment], ["places"], "")
        return "places"

    def matrix(self, out: str, *names: str) -> str:
        """The matrices of these dense parts, side by side, called `out`."""
        return self.unfolded(out, *(f"{name}.weight" for name in names))

    def unfolded(self, out: str, *names: str) -> str:
        """8-bit numbers times their scales, side by side."""
        import numpy as np
        from onnx import TensorProto

        small = [self.beside(f"{name}_q") for name in names]
        if len(small) > 1:
            self.node("Concat", small, [f"{out}_q"], "", axis=1)
            small = [f"{out}_q"]
        self.node("Cast", small, [f"{out}_whole"], "", to=TensorProto.FLOAT)
        scale = np.concatenate([self.known[f"{name}_scale"] for name in names], axis=1)
        self.node("Mul", [f"{out}_whole", self.kept(f"{out}_scale", scale)], [out], "")
        return out

    def beside(self, name: str) -> str:
        """A tensor that stays where it lies in the package's file."""
        from onnx import TensorProto
        from onnx.external_data_helper import set_external_data

        kept = TensorProto()
        kept.CopyFrom(self.held[name])
        kept.name = name
        set_external_data(kept, BESIDE, self.file.index(kept.raw_data), len(kept.raw_data))
        kept.ClearField("raw_data")
        self.weights.append(kept)
        return name


def _names(graph: Any) -> dict[str, str]:
    """The matrices' names, which an export loses, by the bias that is added to each product."""
    product = {node.output[0]: node.input[1] for node in graph.node if node.op_type == "MatMul"}
    return {
        product[node.input[0]]: node.input[1].removeprefix("inner.").removesuffix(".bias") + ".weight"
        for node in graph.node
        if node.op_type == "Add" and node.input[0] in product and node.input[1].endswith(".bias")
    }


def _parted(name: str) -> tuple[str, str]:
    for kind in ("_q", "_scale"):
        if name.endswith(kind):
            return name.removesuffix(kind), kind
    return name, ""
