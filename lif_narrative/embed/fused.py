"""MiniLM as an ONNX graph of fused parts, from the weights of its package."""

from __future__ import annotations

from typing import Any

from lif_narrative import cards

HEADS, LAYERS, EPSILON = 12, 6, 1e-12


def fused(graph: Graph | None = None) -> Any:
    """MiniLM as an ONNX graph of fused parts: ids and mask (int32) to the vectors of word pieces."""
    from onnx import TensorProto, helper

    graph = graph or Graph()
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


class Graph:
    """MiniLM's layers as nodes, their weights taken in full from the safetensors of its package."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self.known = self.read()

    def read(self) -> dict[str, Any]:
        """The weights by name, as `encoder.layer.0.output.dense.bias`."""
        from safetensors.numpy import load_file

        told = load_file(cards.weights("minilm", "model.safetensors"))
        return {name.removeprefix("bert."): tensor for name, tensor in told.items()}

    def embed(self) -> str:
        """Word pieces and their places, added and brought to one scale."""
        at = "embeddings."
        place, pieces = self.places(), self.pieces()
        norm = [self.of(f"{at}LayerNorm.{part}") for part in ("weight", "bias")]
        self.node("EmbedLayerNormalization", ["ids", "", pieces, place, "", *norm, "mask"], ["x", "lengths"],
                  epsilon=EPSILON)  # fmt: skip
        return "x"

    def layer(self, x: str, at: str) -> str:
        """One layer: every piece sees the others, then each is bent by itself."""
        import numpy as np

        asked = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
        bias = np.concatenate([self.known[f"{name}.bias"] for name in asked])
        held = [self.matrix(f"{at}qkv", *asked), self.kept(f"{at}qkv.bias", bias)]
        self.node("Attention", [x, *held, "lengths"], [f"{at}seen"], num_heads=HEADS)
        y = self.added(f"{at}seen", x, f"{at}attention.output.")
        wide = self.times(y, f"{at}intermediate.dense")
        self.node("BiasGelu", [wide, self.of(f"{at}intermediate.dense.bias")], [f"{at}bent"])
        return self.added(f"{at}bent", y, f"{at}output.")

    def added(self, x: str, skip: str, at: str) -> str:
        """A dense part, its bias and what went into the layer, brought to one scale."""
        norm = [self.of(f"{at}LayerNorm.{part}") for part in ("weight", "bias")]
        bias = self.of(f"{at}dense.bias")
        given = [self.times(x, f"{at}dense"), skip, *norm, bias]
        self.node("SkipLayerNormalization", given, [f"{at}out"], epsilon=EPSILON)
        return f"{at}out"

    def times(self, x: str, name: str) -> str:
        """Multiplied by the matrix of this name."""
        self.node("MatMul", [x, self.matrix(f"{name}.weight", name)], [f"{name}.times"], "")
        return f"{name}.times"

    def pieces(self) -> str:
        """A row for each word piece."""
        return self.kept("pieces", self.known["embeddings.word_embeddings.weight"])

    def places(self) -> str:
        """A row for each place in a text, what all pieces of a first text share added."""
        segment = self.known["embeddings.token_type_embeddings.weight"][0]
        return self.kept("places", self.known["embeddings.position_embeddings.weight"] + segment)

    def matrix(self, out: str, *names: str) -> str:
        """The matrices of these dense parts, side by side, called `out`."""
        import numpy as np

        return self.kept(out, np.concatenate([self.known[f"{name}.weight"].T for name in names], axis=1))

    def of(self, name: str) -> str:
        """A weight as it is."""
        return self.kept(name, self.known[name])

    def kept(self, name: str, tensor: Any) -> str:
        """A tensor in the graph's own file."""
        import numpy as np
        from onnx import numpy_helper

        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(tensor, dtype=np.float32), name))
        return name

    def node(
        self, kind: str, given: list[str], made: list[str], domain: str = "com.microsoft", **told: Any
    ) -> None:
        """One step of the computation, with what it is told beside its inputs."""
        from onnx import helper

        self.nodes.append(helper.make_node(kind, given, made, made[0], domain=domain, **told))
