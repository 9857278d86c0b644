"""What should not matter, changed one at a time: seed, order, a fifth of the texts, encoder, threshold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lif_narrative.research.recoding import Recoded

KINDS: Final = ("seed", "subsample", "encoder", "threshold")  # what may move a theme; order must not
SHARE: Final = 0.8  # of the texts in a subsample


@dataclass(frozen=True)
class Asked:
    """How many variations of each kind; `encoders` None takes all others that are installed."""

    seeds: int = 3
    shuffles: int = 2
    subsamples: int = 10
    encoders: tuple[str, ...] | None = None
    cuts: tuple[float, ...] = (0.9, 1.1)  # times each theme's threshold


def variations(again: Recoded, asked: Asked) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each variation: its kind, what it is called, and what it changes."""
    for seed in range(1, asked.seeds + 1):
        yield "seed", f"seed {again.seed + seed}", {"seed": again.seed + seed}
    for seed in range(asked.shuffles):
        yield "order", f"shuffle {seed}", {"order": seed}
    for seed in range(asked.subsamples):
        yield "subsample", f"four fifths {seed}", {"ids": again.drawn(SHARE, seed)}
    for name in _encoders(again, asked):
        if again.usable(name) == "":
            yield "encoder", name, {"encoder": name}
    for cut in asked.cuts:
        yield "threshold", f"times {cut:g}", {"cut": cut}


def _encoders(again: Recoded, asked: Asked) -> Sequence[str]:
    from lif_narrative.embed import LATEST

    return sorted(set(LATEST.values()) - {again.encoder.name}) if asked.encoders is None else asked.encoders


def unusable(again: Recoded, asked: Asked) -> tuple[str, ...]:
    """Encoders that were asked for and cannot be used here, and why."""
    told = {name: again.usable(name) for name in _encoders(again, asked)}
    return tuple(f"{name}: {why}" for name, why in told.items() if why)
