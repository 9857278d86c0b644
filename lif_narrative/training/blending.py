"""How the fine-tuned and the linear half are mixed, and how far the mixture is cooled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lif_narrative.appraise.blend import mixed
from lif_narrative.appraise.kinds import SENTIMENTS, likeness, polarity, three
from lif_narrative.appraise.tuned import HEADS
from lif_narrative.training.data import Example
from lif_narrative.training.fit import answer, sentiment

# How the linear model is mixed in, and what rare answers are given ahead, by held-out text.
SHARES = {"reported": 0.2, "scope": 0.7, "speaker": 0.3}
BIAS = {"scope": {"all": 0.8}}
KIND_SHARES = {"narrative": 0.3, "inspection": 0.2, "feedback": 0.5}
KIND_BIAS = {"inspection": {"mixed": 0.2, "neutral": 0.6}, "feedback": {"between": 0.5}}
TEMPERATURES = tuple(0.5 + 0.05 * step for step in range(41))


def blend(examples: Sequence[Example], read: Mapping[str, Any], counted: Mapping[str, Any]) -> dict[str, Any]:
    """How the two models are mixed, by head; for polarity, by kind of writing.

    Shares and biases are as above; each temperature is what these examples, held out, find likeliest.
    """
    out: dict[str, Any] = {"polarity": {}}
    for head, share in SHARES.items():
        bias = [BIAS.get(head, {}).get(name, 0.0) for name in HEADS[head]]
        out[head] = _cooled(read[head], counted[head], share, bias, _right(examples, head))
    for kind, share in KIND_SHARES.items():
        rows = [row for row, e in enumerate(examples) if e.kind == kind]
        some = [examples[row] for row in rows]
        logits, linear = read["polarity"][rows], counted["polarity"][rows]
        given = KIND_BIAS.get(kind, {})
        if kind == "feedback":
            right = [(row, SENTIMENTS.index(sentiment(e))) for row, e in enumerate(some)]
            bias = [given.get(name, 0.0) for name in SENTIMENTS]
            told = _cooled(three(logits), counted["sentiment"][rows], share, bias, right)
        else:
            bias = [given.get(name, 0.0) for name in HEADS["polarity"]]
            told = _cooled(logits, linear, share, bias, _right(some, "polarity"))
        out["polarity"][kind] = told
    return out


def chances(
    examples: Sequence[Example], read: Mapping[str, Any], counted: Mapping[str, Any], told: Mapping[str, Any]
) -> dict[str, Any]:
    """Probabilities by head, as `Appraiser.chances` gives them."""
    shares = likeness(counted["kind"], [e.method for e in examples])
    judged = polarity(read["polarity"], counted["polarity"], counted["sentiment"], shares, told["polarity"])
    return {"polarity": judged} | {head: mixed(read[head], counted[head], **told[head]) for head in SHARES}


def _right(examples: Sequence[Example], head: str) -> list[tuple[int, int]]:
    """Rows whose answer is known, with its place among the head's answers."""
    names = HEADS[head]
    return [(row, names.index(told)) for row, e in enumerate(examples) if (told := answer(e, head)) in names]


def _cooled(
    read: Any, counted: Any, share: float, bias: Sequence[float], right: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """A mixture's settings, its temperature the one that makes the right answers likeliest."""
    import numpy as np

    rows, places = np.array(right, dtype=int).reshape(-1, 2).T
    losses: dict[float, float] = {}
    for temperature in TEMPERATURES:
        told = mixed(read, counted, share, temperature, bias or None)
        losses[temperature] = float(-np.log(np.maximum(told[rows, places], 1e-6)).sum())
    likeliest = min(losses, key=lambda temperature: losses[temperature])
    settings: dict[str, Any] = {"linear": share, "temperature": round(likeliest, 2)}
    return settings | ({"bias": list(bias)} if any(bias) else {})
