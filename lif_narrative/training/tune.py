"""Fine-tune MiniLM on the coded sentences: one encoder, a head a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from lif_narrative.appraise.tuned import HEADS
from lif_narrative.appraise.windows import Encode, Window
from lif_narrative.progress import Progress, silent
from lif_narrative.training.data import Example
from lif_narrative.training.reader import Reader, padded

WEIGHTS = {"polarity": 1.0, "reported": 0.5, "scope": 0.5, "speaker": 0.3, "themes": 6.0}
KIND_WEIGHTS = {"narrative": 1.0, "inspection": 1.0, "rule": 1.0, "weak": 0.3, "feedback": 0.3}


@dataclass(frozen=True)
class Recipe:
    """Settings of one fine-tuning."""

    epochs: int = 4
    batch: int = 32
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warmup: float = 0.1
    smoothing: float = 0.05
    no_context: float = 0.12  # share of texts read alone, so that the model also works without context
    no_question: float = 0.12
    no_method: float = 0.3
    seed: int = 0


def tune(
    examples: Sequence[Example],
    base: Path,
    encode: Encode,
    recipe: Recipe,
    progress: Progress = silent,
    start: Reader | None = None,
) -> Reader:
    """Train on the examples, from `start` or from the base, and return the model; word vectors stay."""
    torch.manual_seed(recipe.seed)
    chance = np.random.default_rng(recipe.seed)
    reader = start or Reader.of(base)
    reader.encoder.embeddings.word_embeddings.weight.requires_grad_(False)  # type: ignore[union-attr]
    steps = -(-len(examples) // recipe.batch) * recipe.epochs
    optimiser, schedule = _optimiser(reader, recipe, steps)
    label, done = f"Teaching {len(examples)} texts", 0
    for _ in range(recipe.epochs):
        reader.train()
        for *told, batch in _batches(examples, encode, recipe, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = reader(*told)
            loss = _loss(logits, batch, recipe)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            done += 1
            progress(label, done, steps)
    return reader.eval()


def _optimiser(reader: Reader, recipe: Recipe, steps: int) -> tuple[Any, Any]:
    encoder = [p for p in reader.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": encoder, "lr": recipe.rate},
        {"params": list(reader.heads.parameters()), "lr": recipe.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=recipe.decay)
    warm = max(1, int(recipe.warmup * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    return optimiser, schedule


def _batches(
    examples: Sequence[Example], encode: Encode, recipe: Recipe, chance: np.random.Generator
) -> list[Any]:
    """Batches of like length in random order, with context, question or method sometimes withheld."""
    windows = [_window(e, encode, recipe, chance) for e in examples]
    order = sorted(chance.permutation(len(examples)), key=lambda i: len(windows[i][0]) // 8)
    slices = [order[i : i + recipe.batch] for i in range(0, len(order), recipe.batch)]
    return [
        (*padded([windows[i] for i in chosen]), [examples[i] for i in chosen])
        for chosen in (slices[i] for i in chance.permutation(len(slices)))
    ]


def _window(
    e: Example, encode: Encode, recipe: Recipe, chance: np.random.Generator
) -> tuple[list[int], list[int]]:
    alone, unasked, unnamed = chance.random(3) < (recipe.no_context, recipe.no_question, recipe.no_method)
    context = "" if alone else e.context
    if unasked and "\n" in context:
        context = "\n" + context.split("\n", 1)[1]
    return Window().of(encode, e.text, context, "" if unnamed else e.method)


def _loss(logits: dict[str, torch.Tensor], batch: Sequence[Example], recipe: Recipe) -> torch.Tensor:
    weight = torch.tensor([KIND_WEIGHTS[e.kind] for e in batch])
    total = torch.zeros(())
    for name, values in HEADS.items():
        if name == "themes":
            known = torch.tensor([e.themes is not None for e in batch])
            target = torch.tensor([[float(code in (e.themes or ())) for code in values] for e in batch])
            each = nn.functional.binary_cross_entropy_with_logits(
                logits[name].float(), target, reduction="none"
            ).mean(1)
        else:
            answers = [e.polarity if name == "polarity" else (getattr(e, name),) for e in batch]
            possible = torch.tensor([[value in answer for value in values] for answer in answers])
            known = possible.any(1)
            each = _marginal(logits[name].float(), possible, recipe.smoothing)
        if known.any():
            total = total + WEIGHTS[name] * (each * weight)[known].sum() / len(batch)
    return total


def _marginal(logits: torch.Tensor, possible: torch.Tensor, smoothing: float) -> torch.Tensor:
    """Cross-entropy where several answers may be possible: the log of the sum of their probabilities."""
    log_p = logits.log_softmax(1)
    picked = log_p.masked_fill(~possible, -1e9).logsumexp(1)
    return -(1 - smoothing) * picked - smoothing * log_p.mean(1)
