"""A small invented audit, written as letters: s strength, c concern, m mixed, n neutral.

`{"late": {"observation": "ssc"}}` is three accounts by observation on the theme late, two of them a strength.
"""

from __future__ import annotations

import random

import pandas as pd

POLARITY = {"s": "strength", "c": "concern", "m": "mixed", "n": "neutral"}
VOICE = {"child feedback": "child", "family feedback": "parent_carer", "focus group": "practitioner"}
CASES = ("K1", "K2", "K3", "K4")
SHEETS = {"child feedback", "family feedback", "focus group"}  # one file holds many accounts
OPENING = {
    "strength": "It helped that the worker came back:", "concern": "We waited and nobody told us why:",
    "mixed": "Kind people, though late:", "neutral": "The meeting is held on the second day:",
}  # fmt: skip
WORDS = (
    "river lantern market pencil thunder ladder orchard window saddle copper harbour violin candle "
    "meadow button carpet whistle barrel garden feather anchor blanket teapot mirror engine ribbon "
    "pebble basket shovel trumpet hammer island jacket kettle lemon magnet needle paddle quilt rocket "
    "sandal tunnel umbrella valley wagon zipper "
).split()


def said(polarity, *key):
    """A sentence that no other account says."""
    return f"{OPENING[polarity]} {' '.join(random.Random(' '.join(map(str, key))).sample(WORDS, 9))}."


WORKED = {
    "late": {"single-agency audit": "ccccs", "child feedback": "ccc", "family feedback": "cc"},
    "kept": {"single-agency audit": "ssss", "child feedback": "ss", "focus group": "ssm", "complaint": "c"},
    "heard": {"single-agency audit": "ssss", "child feedback": "ccc", "observation": "m"},
    "rare": {"single-agency audit": "c"},
    "split": {"single-agency audit": "sc", "family feedback": "m"},
}
BEFORE = {
    "late": {"thematic audit": "ccc"},
    "kept": {"thematic audit": "cccc"},
    "heard": {"thematic audit": "cccs"},
}


def rows(spec, period="autumn 2031"):
    for theme, methods in spec.items():
        for method, letters in methods.items():
            for n, letter in enumerate(letters):
                account = f"{period} {method} {n}"
                yield {
                    "excerpt_id": f"ex-{period}-{theme}-{method}-{n}".replace(" ", "_"),
                    "theme_id": theme, "polarity": POLARITY[letter], "account": account, "method": method,
                    "source": f"so-{period} {method if method in SHEETS else account}",
                    "case": CASES[n % 4] if "audit" in method else "", "voice": VOICE.get(method, "auditor"),
                    "agency": "", "reported": "none", "period": period,
                    "text": said(POLARITY[letter], period, theme, method, n),
                }  # fmt: skip


def codings(spec=WORKED, earlier=BEFORE):
    told = [*rows(spec), *(rows(earlier, "autumn 2030") if earlier else ())]
    return pd.DataFrame(told)


def themes(spec=WORKED):
    return pd.DataFrame([{"id": t, "name": f"Help is {t}", "definition": f"What is {t}."} for t in spec])


def material(spec=WORKED, earlier=BEFORE, **more):
    """The same as a project gives it."""
    from lif_narrative.story.material import Material
    from lif_narrative.triangulate import triangulate

    told = codings(spec, earlier)
    excerpts = told.drop(columns="theme_id").rename(columns={"excerpt_id": "id", "voice": "speaker"})
    excerpts = excerpts.assign(
        document_id=excerpts["source"].str.replace("so-", "do-"), start=7, near_empty=False,
        scope="unstated", question="",
    )  # fmt: skip
    excerpts["end"] = excerpts["start"] + excerpts["text"].str.len()
    found = triangulate(told, themes=themes(spec))
    coded = told[["excerpt_id", "theme_id"]].assign(coder="model:x", score=0.9)
    return Material(
        excerpts, coded, themes(spec), found.issues, found.convergence, found.gaps, run="run-1", head="3 abc",
        **more,
    )  # fmt: skip
