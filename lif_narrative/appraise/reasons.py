"""Why an answer was given: the words without which it would have been less likely."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lif_narrative.appraise.features import WORD
from lif_narrative.appraise.scope import quantifiers
from lif_narrative.appraise.tuned import HEADS
from lif_narrative.appraise.windows import parts

MOST_WORDS = 60  # words tried one by one; the rest of a longer text is taken as it stands
MOST = 3
LEAST = 0.1  # log-odds: what carries less is not shown
FLOOR = 1e-6

Chances = Callable[
    [Sequence[str], Sequence[str]], Mapping[str, Any]
]  # texts, contexts to probabilities by head


@dataclass(frozen=True, slots=True)
class Reason:
    """A span that carried an answer: `words == whole[start:end]`, where `whole` is the part that is named.

    `part` is text, question or before; `weight` is by how many log-odds the answer would be less likely
    without the words; `n` and `of` are the numbers of a stated "n of N", else -1.
    """

    head: str
    answer: str
    part: str
    start: int
    end: int
    words: str = field(repr=False)
    weight: float = 0.0
    n: int = -1
    of: int = -1


def reasons(chances: Chances, text: str, context: str = "") -> dict[str, list[Reason]]:
    """The spans that carried each head's likeliest answer, by leaving words out one at a time.

    References
    ----------
    Li, Monroe and Jurafsky (2016), Understanding neural networks through representation erasure.
    """
    spans = [match.span() for match in WORD.finditer(text) if match.group()[0].isalnum()][:MOST_WORDS]
    less = [text[:start] + text[end:] for start, end in spans]
    question, before, after = parts(text, context)
    lines = {"question": question, "before": before}
    around = {"question": f"\n{before} {text} {after}", "before": f"{question}\n{text} {after}"}
    tried = [name for name in lines if lines[name]]
    told = chances(
        [text, *less, *(text for _ in tried)],
        [context, *(context.replace(text, bare) for bare in less), *(around[name] for name in tried)],
    )
    out: dict[str, list[Reason]] = {}
    for head, rows in told.items():
        best = int(rows[0].argmax())
        answer, full = HEADS[head][best], _odds(rows[0][best])
        if head == "scope":
            out[head] = _quantity(text, answer)
            continue
        lost = [full - _odds(row[best]) for row in rows[1:]]
        out[head] = _words(head, answer, text, spans, lost[: len(spans)])
        out[head] += [
            Reason(head, answer, name, 0, len(lines[name]), lines[name], round(weight, 3))
            for name, weight in zip(tried, lost[len(spans) :], strict=True)
            if weight >= LEAST
        ]
    return out


def _quantity(text: str, band: str) -> list[Reason]:
    """The quantifier that a band was read from, with its numbers; nothing where no words say it."""
    found = [quantity for quantity in quantifiers(text) if quantity.band == band][:1]
    return [Reason("scope", q.band, "text", q.start, q.end, q.words, 0.0, q.n, q.of) for q in found]


def _words(
    head: str, answer: str, text: str, spans: Sequence[tuple[int, int]], lost: Sequence[float]
) -> list[Reason]:
    """The most telling words in their order; neighbours are one span."""
    best = sorted(range(len(spans)), key=lambda place: (-lost[place], place))[:MOST]
    joined: list[Reason] = []
    for place in sorted(place for place in best if lost[place] >= LEAST):
        (start, end), weight = spans[place], lost[place]
        if joined and text[joined[-1].end : start].isspace():
            last = joined.pop()
            start, weight = last.start, last.weight + weight
        joined.append(Reason(head, answer, "text", start, end, text[start:end], round(weight, 3)))
    return joined


def _odds(chance: float) -> float:
    kept = min(max(float(chance), FLOOR), 1 - FLOOR)
    return math.log(kept / (1 - kept))
