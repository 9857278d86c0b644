"""The model that is fine-tuned: MiniLM with a head a question, as torch computes it and as ONNX keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from lif_narrative.appraise.tuned import HEADS
from lif_narrative.appraise.windows import Encode, Window
from lif_narrative.training.data import Example
from lif_narrative.training.mixing import key


class Reader(nn.Module):
    """The encoder, the mean over the text and over all, and one linear head a question."""

    def __init__(self, encoder: nn.Module, width: int = 384) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.15)
        self.heads = nn.ModuleDict(
            {name: nn.Linear(2 * width, len(values)) for name, values in HEADS.items()}
        )

    @classmethod
    def of(cls, base: Path) -> Reader:
        """The encoder as its makers left it, with heads that know nothing yet."""
        from transformers import AutoModel

        return cls(AutoModel.from_pretrained(str(base), attn_implementation="eager", local_files_only=True))

    def pooled(self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(n, 2 * width): the mean over the marked word pieces beside the mean over all."""
        hidden = self.encoder(
            input_ids=ids, attention_mask=mask, token_type_ids=marks
        ).last_hidden_state.float()
        own, every = marks.float().unsqueeze(-1), mask.float().unsqueeze(-1)
        return torch.cat([(hidden * w).sum(1) / w.sum(1).clamp(min=1) for w in (own, every)], dim=1)

    def forward(self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor) -> dict[str, torch.Tensor]:
        """Logits by head."""
        pooled = self.drop(self.pooled(ids, marks, mask))
        return {name: head(pooled) for name, head in self.heads.items()}


def scores(reader: Reader, examples: Sequence[Example], encode: Encode, batch: int = 64) -> dict[str, Any]:
    """Log-odds by head, shape (n_examples, n_answers)."""
    windows = [Window().of(encode, e.text, e.context, e.method) for e in examples]
    order = sorted(range(len(windows)), key=lambda i: len(windows[i][0]))
    out = {name: np.zeros((len(windows), len(values)), dtype=np.float32) for name, values in HEADS.items()}
    reader.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for first in range(0, len(order), batch):
            chosen = order[first : first + batch]
            for name, values in reader(*padded([windows[i] for i in chosen])).items():
                out[name][chosen] = values.float().numpy()
    return out


def heard(reader: Reader, examples: Sequence[Example], encode: Encode) -> dict[str, Any]:
    """The themes' log-odds by text and context, as they are read where nobody names the method."""
    alone = [replace(example, method="") for example in examples]
    read = scores(reader, alone, encode)["themes"]
    return {key(example): row for example, row in zip(examples, read, strict=True)}


class _Traced(nn.Module):
    """A reader whose answers stand side by side, as the ONNX file gives them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor) -> tuple[Any, Any]:
        pooled = self.reader.pooled(ids, marks, mask)
        return torch.cat([head(pooled) for head in self.reader.heads.values()], dim=1), pooled


def traced(reader: Reader, path: Path) -> None:
    """Write the model as ONNX in full: `logits` (heads side by side) and `pooled` (the text beside all)."""
    example = tuple(torch.tensor([row, row]) for row in ([101, 1996, 102], [0, 1, 0], [1, 1, 1]))
    names = ["ids", "marks", "mask"]
    axes = {name: {0: "n", 1: "width"} for name in names} | {name: {0: "n"} for name in ("logits", "pooled")}
    torch.onnx.export(
        _Traced(reader.eval()), example, str(path), input_names=names, output_names=["logits", "pooled"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def padded(windows: Sequence[tuple[list[int], list[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, marks and mask of equal width."""
    width = max(len(ids) for ids, _ in windows)
    ids, marks, mask = (torch.zeros((len(windows), width), dtype=torch.long) for _ in range(3))
    for row, (pieces, own) in enumerate(windows):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        marks[row, : len(own)] = torch.tensor(own)
        mask[row, : len(pieces)] = 1
    return ids, marks, mask
