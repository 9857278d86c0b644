"""MiniLM as an ONNX graph of fused parts, from the weights of its package."""

from __future__ import annotations

from typing import Any

from lif_narrative import cards

HEADS, LAYERS, EPSILON = 12, 6, 1e-12


def fused() -> Any:
    """MiniLM as an ONNX graph of fused parts: ids and mask (int32) to the vectors of word pieces."""
    from onnx import TensorProto, helper

    graph = _Graph()
    x = graph.embed()
    for layer in range(LAYERS):
        x = graph.layer(x, f"encoder.layer.{layer}.")
    told = [
        helper.make_tensor_value_info(name, TensorProto.INT32, ["n", "pieces"]) for name in ("ids", "mask")
    ]
    made = [helper.make_tensor_value_info(x, TensorProto.FLOAT, ["n", "pieces", 384])]
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    whole = helper.make_graph(graph.nodes, "minilm", told, made, graph.weights)
    return helper.make_model(whole, opset_imports=opsets, ir_version=9)


class _Graph:
    """MiniLM's layers as nodes, their weights taken from the safetensors of its package."""

    def __init__(self) -> None:
        from safetensors.numpy import load_file

        told = load_file(cards.weights("minilm", "model.safetensors"))
        self.known = {name.removeprefix("bert."): tensor for name, tensor in told.items()}
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def embed(self) -> str:
        at = "embeddings."
        segment = self.known[f"{at}token_type_embeddings.weight"][0]
        place = self.kept("places", self.known[f"{at}position_embeddings.weight"] + segment)
        pieces = self.kept("pieces", self.known[f"{at}word_embeddings.weight"])
        norm = [self.of(f"{at}LayerNorm.{part}") for part in ("weight", "bias")]
        self.node("EmbedLayerNormalization", ["ids", "", pieces, place, "", *norm, "mask"], ["x", "lengths"])
        return "x"

    def layer(self, x: str, at: str) -> str:
        import numpy as np

        asked = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
        joined = np.concatenate([self.known[f"{name}.weight"].T for name in asked], axis=1)
        bias = np.concatenate([self.known[f"{name}.bias"] for name in asked])
        held = [self.kept(f"{at}qkv", joined), self.kept(f"{at}qkv.bias", bias)]
        self.node("Attention", [x, *held, "lengths"], [f"{at}seen"], num_heads=HEADS)
        y = self.added(f"{at}seen", x, f"{at}attention.output.")
        wide = self.times(y, f"{at}intermediate.dense")
        self.node("BiasGelu", [wide, self.of(f"{at}intermediate.dense.bias")], [f"{at}bent"], epsilon=None)
        return self.added(f"{at}bent", y, f"{at}output.")

    def added(self, x: str, skip: str, at: str) -> str:
        norm = [self.of(f"{at}LayerNorm.{part}") for part in ("weight", "bias")]
        bias = self.of(f"{at}dense.bias")
        out = f"{at}out"
        self.node("SkipLayerNormalization", [self.times(x, f"{at}dense"), skip, *norm, bias], [out])
        return out

    def times(self, x: str, name: str) -> str:
        weight = self.kept(f"{name}.weight", self.known[f"{name}.weight"].T)
        self.node("MatMul", [x, weight], [f"{name}.times"], domain="", epsilon=None)
        return f"{name}.times"

    def of(self, name: str) -> str:
        return self.kept(name, self.known[name])

    def kept(self, name: str, tensor: Any) -> str:
        import numpy as np
        from onnx import numpy_helper

        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(tensor, dtype=np.float32), name))
        return name

    def node(
        self, kind: str, given: list[str], made: list[str], *, domain: str = "com.microsoft",
        num_heads: int | None = None, epsilon: float | None = EPSILON,
    ) -> None:  # fmt: skip
        from onnx import helper

        told = {"num_heads": num_heads} if num_heads else {"epsilon": epsilon} if epsilon else {}
        self.nodes.append(helper.make_node(kind, given, made, made[0], domain=domain, **told))
