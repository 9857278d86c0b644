"""Whether what an expert finds missing is among the gaps that were found: by the words that tell it apart."""

from __future__ import annotations

import re
from collections import Counter

STEM, COMMON, ENOUGH = 5, 3, 0.5
STOP = frozenset(
    "with from that this were what they their them when which have been there where none nothing".split()
)


def stems(text: str) -> set[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return {
        word[:STEM] for word in words if word not in STOP and (len(word) > 3 or re.search(r"\d|^gp$", word))
    }


def missed(wanted: list[str], found: list[str]) -> list[str]:
    """What is wanted and not found: a gap matches when it holds half of the words that few others have."""
    known = [stems(text) for text in wanted]
    spread = Counter(stem for own in known for stem in own)
    gaps = [stems(text) for text in found]
    lost = []
    for text, own in zip(wanted, known, strict=True):
        telling = {stem for stem in own if spread[stem] < COMMON}
        if not any(weight(telling & gap) >= ENOUGH * weight(telling) for gap in gaps):
            lost.append(text)
    return lost


def weight(words: set[str]) -> int:
    """A case's label says more than a word does."""
    return sum(3 if re.fullmatch(r"[a-z]+\d+", word) else 1 for word in words)
