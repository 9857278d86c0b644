"""The same thing in two runs, by what it holds and never by its number."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.research.kept import Found

ALIKE: Final = 0.5  # Jaccard likeness above which two groups of excerpts can have only one partner
Pairs = dict[str, tuple[str, str]]  # id in b to id in a, and how they were matched


def excerpts(a: pd.DataFrame, b: pd.DataFrame) -> Pairs:
    """For each excerpt of b the one of a: by id, else by place in its document, else by its words.

    By place: the span that shares most letters, at least half of the shorter; so excerpts cut otherwise
    still meet. By words: only where they stand once on either side.
    """
    known = set(a["id"])
    pairs: Pairs = {name: (name, "id") for name in b["id"] if name in known}
    for find, how in ((_by_place, "place"), (_by_words, "words")):
        used = {first for first, _ in pairs.values()}
        left, right = a[~a["id"].isin(used)], b[~b["id"].isin(pairs)]
        pairs |= {second: (first, how) for second, first in find(left, right).items()}
    return pairs


def _by_place(a: pd.DataFrame, b: pd.DataFrame) -> dict[str, str]:
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for document, start, end, name in zip(a["document_id"], a["start"], a["end"], a["id"], strict=True):
        spans.setdefault(document, []).append((start, end, name))
    close = []
    for document, start, end, name in zip(b["document_id"], b["start"], b["end"], b["id"], strict=True):
        for low, high, other in spans.get(document, ()):
            both = min(end, high) - max(start, low)
            if both > 0 and 2 * both >= min(end - start, high - low):
                close.append((-both, other, name))
    taken: dict[str, str] = {}
    used: set[str] = set()
    for _, other, name in sorted(close):
        if name not in taken and other not in used:
            taken[name] = other
            used.add(other)
    return taken


def _by_words(a: pd.DataFrame, b: pd.DataFrame) -> dict[str, str]:
    once = [frame.drop_duplicates("words", keep=False).set_index("words")["id"] for frame in (a, b)]
    return {once[1][words]: once[0][words] for words in once[1].index.intersection(once[0].index)}


def themes(a: Found, b: Found, same: Pairs) -> dict[str, tuple[str, str, float]]:
    """For each theme of b the one of a, how they were matched, and their likeness (Jaccard, 0 to 1).

    A theme of the codebook keeps its id for ever. A proposed one is matched by the excerpts under it: the
    pairing that shares most over all of them, and only where more than half is shared.
    """
    first, second = members(a.codings), members(b.codings, {name: other for name, (other, _) in same.items()})
    lasting = set(a.themes["id"]) & set(b.themes["id"])
    pairs = {name: (name, "id", jaccard(first.get(name, set()), second.get(name, set()))) for name in lasting}
    rows = sorted(set(first) - lasting)
    columns = sorted(set(second) - lasting)
    for row, column, likeness in best_pairs([first[name] for name in rows], [second[n] for n in columns]):
        if likeness > ALIKE:
            pairs[columns[column]] = (rows[row], "content", likeness)
    return pairs


def members(codings: pd.DataFrame, renamed: Mapping[str, str] | None = None) -> dict[str, set[str]]:
    """The excerpts under each theme; by their names in the other run, where they have one."""
    held: dict[str, set[str]] = {}
    for excerpt, theme in zip(codings["excerpt_id"], codings["theme_id"], strict=True):
        held.setdefault(theme, set()).add((renamed or {}).get(excerpt, excerpt))
    return held


def best_pairs(first: list[set[str]], second: list[set[str]]) -> list[tuple[int, int, float]]:
    """The one-to-one pairing of two lists of sets with the greatest likeness in all (Kuhn 1955)."""
    from scipy.optimize import linear_sum_assignment

    if not first or not second:
        return []
    likeness = np.array([[jaccard(one, other) for other in second] for one in first])
    rows, columns = linear_sum_assignment(-likeness)
    return [(int(r), int(c), float(likeness[r, c])) for r, c in zip(rows, columns, strict=True)]


def jaccard(one: Set[str], other: Set[str]) -> float:
    """What two sets share of all they hold, 0 to 1; 1 where both are empty (Jaccard 1901)."""
    either = len(one | other)
    return round(len(one & other) / either, 6) if either else 1.0
