"""Copies and near-copies: a pasted paragraph, or a return taken twice, is one telling.

Two excerpts are the same text when they share most of their words, in any order; short ones are
never taken as copies, since two people may well use the same few words.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Final

from lif_narrative.triangulate.convergence import Rules

if TYPE_CHECKING:
    import pandas as pd

Words = frozenset[tuple[str, int]]
FEWEST_SHARED: Final = 4  # excerpts that two files share, from which they may be one file twice
FEWEST_WORDS: Final = 30  # words in those excerpts
MANY_FILES: Final = 50  # an answer that more files hold is no sign that any two are one


def bag(text: str) -> Words:
    """The words of a text, each with its count so far: `the the` is (the, 0), (the, 1)."""
    seen: Counter[str] = Counter()
    words = []
    for word in re.findall(r"[^\W_]+", text.casefold()):
        words.append((word, seen[word]))
        seen[word] += 1
    return frozenset(words)


def pairs(texts: Mapping[str, str], rules: Rules) -> Iterator[tuple[str, str, float]]:
    """Pairs of ids whose texts share at least `rules.same_words` of their words (Jaccard).

    Exact, and without comparing all with all: two such texts share one of their rarest words, are of
    like length, and have enough words left from there on.

    References
    ----------
    Xiao, Wang, Lin and Yu (2008), Efficient similarity joins for near duplicate detection, WWW 2008.
    """
    yield from near({name: bag(text) for name, text in texts.items()}, rules)


def near(every: Mapping[str, Words], rules: Rules) -> Iterator[tuple[str, str, float]]:
    """`pairs`, of texts whose words were told apart already."""
    bags = {name: words for name, words in every.items() if len(words) >= rules.min_words}
    common = Counter(word for words in bags.values() for word in words)
    index: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    least = rules.same_words
    for name in sorted(bags, key=lambda key: (len(bags[key]), key)):
        words = bags[name]
        size = len(words)
        prefix = sorted(words, key=lambda word: (common[word], word))[: size - math.ceil(least * size) + 1]
        likely = set()
        for place, word in enumerate(prefix):
            for other, left in index[word]:
                length = len(bags[other])
                enough = least / (1 + least) * (size + length) - 1e-9
                if length >= least * size - 1e-9 and min(size - place, left) >= enough:
                    likely.add(other)
            index[word].append((name, size - place))
        for other in sorted(likely):
            shared = len(words & bags[other])
            if (share := shared / (size + len(bags[other]) - shared)) >= least:
                yield other, name, share


def same_files(
    excerpts: pd.DataFrame, bags: Mapping[str, Words], rules: Rules
) -> Iterator[tuple[str, str, float]]:
    """Pairs of excerpts, short ones too, of two files of which one holds most of the other.

    A sheet of short replies that was saved twice, or exported again when it had grown, shares its replies
    one by one; that two people gave the same short answer is no sign of it.
    """
    files: dict[str, dict[Words, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, source in sorted(zip(excerpts["excerpt_id"], excerpts["source"], strict=True)):
        files[source][bags[name]].append(name)
    holders: dict[Words, list[str]] = defaultdict(list)
    for source in sorted(files):
        for words in files[source]:
            holders[words].append(source)
    rare = (held for held in holders.values() if len(held) <= MANY_FILES)
    shared = Counter(pair for held in rare for pair in combinations(held, 2))
    for (one, other), n in sorted(shared.items()):
        common = files[one].keys() & files[other].keys()
        enough = rules.same_words * min(len(files[one]), len(files[other]))
        if n < max(FEWEST_SHARED, enough) or sum(map(len, common)) < FEWEST_WORDS:
            continue
        for words in common:
            for first, second in zip(files[one][words], files[other][words], strict=False):
                yield first, second, 1.0


def copies(excerpts: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Excerpts whose words another account already has, and whole accounts that copy another.

    Parameters
    ----------
    excerpts : DataFrame
        excerpt_id, account, source, text (and what else there is).

    Returns
    -------
    DataFrame
        excerpt_id, copy_of (the excerpt kept: the first by account and id), account, of_account,
        share (of words, 0 to 1). Sorted; the same in any order of the input.
    """
    import pandas as pd

    columns = ["excerpt_id", "copy_of", "account", "of_account", "share"]
    if "text" not in excerpts.columns:
        return pd.DataFrame(columns=columns)
    first = excerpts.drop_duplicates("excerpt_id")
    account = dict(zip(first["excerpt_id"], first["account"], strict=True))
    texts = zip(first["excerpt_id"], first["text"].fillna("").astype(str), strict=True)
    bags = {name: bag(text) for name, text in texts}
    kept: dict[str, tuple[str, float]] = {}
    for one, other, share in (*near(bags, rules), *same_files(first, bags, rules)):
        if account[one] == account[other]:
            continue
        keep, copy = sorted((one, other), key=lambda name: (account[name], name))
        if copy not in kept or (account[keep], keep) < (account[kept[copy][0]], kept[copy][0]):
            kept[copy] = keep, share
    rows = [(copy, keep, account[copy], account[keep], share) for copy, (keep, share) in sorted(kept.items())]
    return pd.DataFrame(rows, columns=columns)


def once(codings: pd.DataFrame, found: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Codings in which every copy counts once.

    An account most of whose longer excerpts are copies of one other account is that account again:
    all of it leaves. Elsewhere only the copied excerpts leave.
    """
    if found.empty:
        return codings
    unique = codings.drop_duplicates("excerpt_id")
    long = unique[[len(bag(str(text))) >= rules.min_words for text in unique["text"]]]
    size = long.groupby("account").size()
    shared = found.groupby(["account", "of_account"]).size().reset_index(name="n")
    enough = shared["account"].map(size).mul(rules.same_words).clip(lower=2)
    again = set(shared.loc[shared["n"] >= enough, "account"])
    return codings[~codings["excerpt_id"].isin(found["excerpt_id"]) & ~codings["account"].isin(again)]
