"""How an audit was looked at, in plain words: what was counted, by which rules, and what that cannot show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lif_narrative import wording
from lif_narrative.export.basis import Basis
from lif_narrative.export.items import Grid, Item, Line
from lif_narrative.export.sections import titled
from lif_narrative.story.drafting import rows_of
from lif_narrative.triangulate.saturation import STILL_NEW, curve
from lif_narrative.triangulate.tellings import tellings

DONE: Final = (
    "Everything that came in was de-identified before it was read. It was cut into sentences; each was "
    "read with its question and paragraph, and placed as a strength, a concern, both or neither, under the "
    "themes of the codebook."
)
FARMER: Final = (
    "Two methods that lean the same way agree, opposite ways contradict; if one is undecided they agree in "
    "part, and a method without an account is silent (the convergence coding matrix: Farmer, Robinson, "
    "Elliott and Eyles 2006, Qualitative Health Research 16)."
)
RELATIONS: Final = ("agreement", "partial agreement", "dissonance", "silence")
PAIRS: Final = ("Theme", "Agree", "In part", "Contradict", "Silent", "Lean to strength", "Lean to concern")


def method(basis: Basis) -> Iterator[Item]:
    """What was done with what came in, and the rules by which it was counted."""
    material, rules = basis.material, basis.material.rules
    plan = material.plan
    if plan and plan.cases:
        yield basis.text(
            f"The audit set out to look at {wording.many(len(plan.cases), 'child', 'children')}."
        )
    if plan and plan.methods:
        yield basis.text(f"It was planned by {wording.listed(sorted(plan.methods))}.")
    yield Line("text", DONE)
    yield basis.text(_coders(basis))
    yield Line(
        "text",
        "We count accounts, never mentions. An account is one person's or one form's telling: a return, a "
        "reply, an entry, a speaker. Passages copied from another account count once.",
    )
    yield Line("caption", "The rules")
    least, methods = wording.number(rules.min_accounts), wording.number(rules.min_methods)
    yield Line(
        "bullet",
        f"A method leans to strength when at least {rules.factor:g} times as many of its accounts hold a "
        "strength as hold a concern; to concern the other way round; else it is undecided.",
    )
    yield Line(
        "bullet",
        f"Converging: {methods} or more methods with {least} or more accounts each lean one way, and none "
        "the other. Contested: two such methods lean opposite ways. Single-source: one file.",
    )
    yield Line("bullet", FARMER)


def _coders(basis: Basis) -> str:
    codings = basis.material.codings
    people = codings.loc[codings["coder"].str.startswith("human:"), "excerpt_id"].nunique()
    total = codings["excerpt_id"].nunique()
    if not people:
        return (
            f"A model placed all {total:,} sentences that are under a theme; no person has checked them yet."
        )
    return f"People placed or checked {people:,} of the {total:,} sentences under a theme; a model the rest."


def relations(basis: Basis) -> Iterator[Item]:
    """For each theme, how many pairs of methods agree, contradict or are silent, and which contradict."""
    pairs: dict[str, list[dict[str, str]]] = {}
    for row in rows_of(basis.material.convergence):
        pairs.setdefault(row["theme_id"], []).append(row)
    rows = []
    for theme in titled(basis):
        held = pairs.get(theme["theme_id"], [])
        counts = Counter(row["relation"] for row in held)
        if held:
            numbers = (str(counts[relation]) for relation in RELATIONS)
            sides = (
                ", ".join(basis.draft.methods(theme["theme_id"], side)) for side in ("strength", "concern")
            )
            rows.append((theme["theme"], *numbers, *(words or "none" for words in sides)))
    if rows:
        summary = "For each theme, how many pairs of methods agree, agree in part, contradict or are silent."
        yield Line("caption", "Pairs of methods")
        yield Grid("Pairs of methods", PAIRS, tuple(rows), summary)
        yield Line("note", summary)


def limits(basis: Basis) -> Iterator[Item]:
    """What this cannot show, and why."""
    material = basis.material
    away = rows_of(material.set_aside)
    if away:
        reasons = Counter(re.split(r"\.(?=\s|$)", str(row["reason"]))[0] for row in away)
        yield basis.text(f"{wording.many(len(away), 'thing')} that came in could not be used.".capitalize())
        yield from (Line("bullet", f"{why}: {wording.number(n)}.") for why, n in sorted(reasons.items()))
    if material.copied:
        n = wording.many(len(material.copied), "sentence repeats", "sentences repeat")
        yield basis.text(f"{n} the words of another account, and count once.".capitalize())
    if not material.coded.empty:
        last = curve(tellings(material.coded)).iloc[-1]
        likely = "more may be missing" if last["new"] >= STILL_NEW else "little is likely to be missing"
        yield basis.text(
            f"After {wording.many(int(last['n_sources']), 'file')}, one more would be expected to add "
            f"{last['new']:.1f} new themes: {likely}."
        )
    yield Line("bullet", "An audit of this size shows what recurs, not how often it happens everywhere.")
    yield Line("bullet", "What nobody was asked cannot be found. Silence is not agreement.")
    yield Line(
        "bullet",
        "Models can place a sentence wrongly. Each quote carries its id, so that it can be looked up.",
    )
    yield Line("bullet", "Nobody is scored here: no grade or rank of a child, a family or a worker was made.")
