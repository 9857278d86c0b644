"""True codings of a pack set on the excerpts that the project cut: by file and by shared words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd

LEAST = 0.45  # share of words from which an excerpt is the sentence


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def aligned(project, taken: pd.DataFrame, audit: Path, truth: pd.DataFrame) -> pd.DataFrame:
    """The truth's rows with `excerpt`: the id of the project's excerpt, "" where none is near."""
    known = zip(map(Path, taken["path"]), taken["source"], strict=True)
    source = {path.relative_to(audit).as_posix(): so for path, so in known if path.is_relative_to(audit)}
    by_source = defaultdict(list)
    for row in project.excerpts().to_dict("records"):
        by_source[row["source"]].append((row["id"], words(row["text"]), row["locator"]))
    found = []
    for row in truth.to_dict("records"):
        own, best = words(row["sentence"]), (0.0, "")
        for name, other, locator in by_source[source[row["file"]]]:
            shared, longer = (own & other).total(), max(own.total(), other.total(), 1)
            near = shared / max(1, min(own.total(), other.total())) * (shared / longer) ** 0.2
            best = max(best, (near + 0.15 * (locator == row["locator"]), name))
        found.append(best[1] if best[0] > LEAST else "")
    return truth.assign(excerpt=found)


def expert(issues: pd.DataFrame) -> dict[tuple[str, str, str, str], str]:
    """What the pack's expert says of badges and relations, in the keys of `triangulate.causes`."""
    told = {}
    for row in issues.to_dict("records"):
        if row["badge"]:
            told["badge", row["theme"], "", ""] = row["badge"]
        else:
            pair = sorted((row["method_a"], row["method_b"]))
            told["relation", row["theme"], *pair] = row["expected"]
    return told
