"""The sector's words, from `lexicons/*.yaml`: where they occur in a text, and what that counts to."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from lif_narrative.appraise.alternatives import joined

REACH = 4  # words that a negation reaches over
BREAKS = re.compile(r"[,;:.!?—–]|\b(?:but|and|because|so)\b")


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon entry as it occurs: its kind, its place, and whether a negation stands before it."""

    kind: str
    start: int
    end: int
    negated: bool = False


@functools.cache
def entries(name: str) -> Mapping[str, tuple[str, ...]]:
    """The entries of `lexicons/<name>.yaml`, by kind."""
    import yaml

    told = yaml.safe_load(
        files("lif_narrative").joinpath(f"lexicons/{name}.yaml").read_text(encoding="utf-8")
    )
    return {
        kind: tuple(" ".join(e.split()) for e in line.split("|") if e.strip()) for kind, line in told.items()
    }


@functools.cache
def patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """One pattern a kind, the longest entries first."""
    return {kind: _pattern(listed) for kind, listed in entries(name).items()}


def _pattern(listed: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(set(listed) - {"n't"}, key=lambda entry: (-len(entry), entry))
    contracted = r"|n['’]t(?!\w)" if "n't" in listed else ""
    return re.compile(rf"(?<![\w’'-])(?:{joined(ordered)})(?![\w-]){contracted}", re.IGNORECASE)


def hits(text: str, name: str = "polarity") -> list[Hit]:
    """Every entry that occurs, in order; strengths and concerns say whether they are negated."""
    found = [
        Hit(kind, m.start(), m.end())
        for kind, pattern in patterns(name).items()
        for m in pattern.finditer(text)
    ]
    denials = [h for h in found if h.kind == "negation"]
    return sorted(
        (
            Hit(h.kind, h.start, h.end, any(_reaches(text, d, h) for d in denials))
            if h.kind in ("strength", "concern")
            else h
            for h in found
        ),
        key=lambda h: (h.start, h.end, h.kind),
    )


def _reaches(text: str, denial: Hit, hit: Hit) -> bool:
    between = text[denial.end : hit.start]
    return denial.end <= hit.start and len(between.split()) < REACH and not BREAKS.search(between)


COUNTED = (
    "strength", "concern", "strength negated", "concern negated", "negation", "contrast", "repair", "intent",
    "duty",
)  # fmt: skip


def counts(text: str) -> list[float]:
    """How often each of `COUNTED` occurs, at most 3; then the last judgement and both sides of a turn."""
    found = hits(text)
    names = [f"{h.kind} negated" if h.negated else h.kind for h in found]
    row = [min(3.0, float(names.count(name))) for name in COUNTED]
    judged = [h for h in found if h.kind in ("strength", "concern")]
    side = [_sign(h) for h in judged]
    row += [float(side[-1]) if side else 0.0, float(sum(side)), float(len(set(side)) == 2)]
    turn = next((h.start for h in found if h.kind == "contrast"), None)
    before = sum(_sign(h) for h in judged if turn is not None and h.start < turn)
    after = sum(_sign(h) for h in judged if turn is not None and h.start > turn)
    return [*row, float(before), float(after), float(before * after < 0)]


def _sign(hit: Hit) -> int:
    return (1 if hit.kind == "strength" else -1) * (-1 if hit.negated else 1)
