"""Which child a text without any reference speaks of, by the names in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lif_narrative.ingest.kin import Kin
from lif_narrative.ingest.names import labels_in


def plain_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that somebody writes without a capital: as names they are in doubt (Summer, Grace, Will)."""
    return frozenset(
        word for text in texts for word in re.findall(r"(?<![\w’'])[a-zß-öø-ÿ][a-zß-öø-ÿ'’-]+", text)
    )


def mentions(text: str, children: Sequence[Kin], words: frozenset[str]) -> str:
    """The one case that a text's own words speak of, by names, school or label; "" if none or in doubt."""
    scores = {child.case: _score(text, child, words) for child in children}
    best = sorted(scores, key=lambda case: (-scores[case], case))
    if not best or scores[best[0]] < 2 or (len(best) > 1 and scores[best[1]] == scores[best[0]]):
        return ""
    return best[0]


def _score(text: str, child: Kin, words: frozenset[str]) -> float:
    first = any(_stands(name, text, sure=name not in words) for name in child.forenames)
    last = any(_stands(name, text, sure=name not in words) for name in child.surnames)
    school = any(_school(name, text) for name in child.schools)
    label = bool(labels_in(child.label)) and child.label in labels_in(text)
    return 2.0 * first + 2.0 * last + 1.0 * school + 4.0 * label


def _school(name: str, text: str) -> bool:
    return name in text or " ".join(name.split()[:-1]) in text and len(name.split()) > 2


def _stands(name: str, text: str, *, sure: bool) -> bool:
    """Whether a name stands in a text; one that is a word too must be inside a sentence or own something."""
    written = re.escape(name[:1].upper() + name[1:]) if "-" not in name else re.escape(name.title())
    if sure:
        return re.search(rf"(?<![\w’'-]){written}(?![\w-])", text) is not None
    return re.search(rf"(?<=[a-z,] ){written}(?![\w-])|(?<![\w’'-]){written}[’']s?\b", text) is not None
