"""The claims of a story: themes that lean one way, and themes on which accounts differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lif_narrative import wording
from lif_narrative.records import Block, Evidence
from lif_narrative.story.drafting import Draft, Row, issues
from lif_narrative.story.material import Material, once
from lif_narrative.story.selection import candidates

MAX_REASONS: Final = 2
BECAUSE: Final = re.compile(
    r"\b(?:because|thanks to|due to|as a result of|so that|which (?:meant|helped|allowed|let|gave)"
    r"|by (?:\w+ly )?\w+ing"
    r"|helped by|made possible|owing to|enabled|allowed|since (?:she|he|they|we|the))\b",
    re.IGNORECASE,
)  # words that give a reason
SIDES: Final = {"strength": ("strength",), "concern": ("concern",), "mixed": ("strength", "concern")}
MAX_CLAIMS: Final = 8  # in one part; the rest are named, and stand in the themes workbook


def leaning(draft: Draft, side: str, part: str) -> Iterator[Block]:
    """A claim for each theme that leans this way, with its strongest words and the strongest against."""
    rows = [r for r in draft.issues if draft.side(r) == side and r["badge"] in ("converging", "")]
    for row in rows[:MAX_CLAIMS]:
        theme = row["theme_id"]
        evidence = draft.picker.claim(theme, side)
        if not any(item.stance == "supports" for item in evidence):
            continue
        claim = draft.block("claim", part, leaning_told(draft, row, side), theme=theme, evidence=evidence)
        yield claim
        if part == "works":
            yield possible(draft, claim)
    if rest := [draft.title(r["theme_id"]) for r in rows[MAX_CLAIMS:]]:
        text = f"Also told as a {side}, by fewer: {wording.titles(rest)}."
        yield draft.block("number", part, text, place="rest")
    if part == "works" and rows:
        yield draft.block("question", part, "What would it take for every child to have this?", place="every")
    if part == "worries" and rows:
        yield draft.block("question", part, "What gets in the way, and who could move it?", place="way")


def leaning_told(draft: Draft, row: Row, side: str) -> str:
    """What is counted of a theme that leans one way."""
    theme = row["theme_id"]
    least = draft.material.rules.min_accounts if row["badge"] == "converging" else 1
    text = wording.leaning(draft.title(theme), row, side, draft.methods(theme, side, least))
    return text + cases_told(draft, theme, side)


def contested_told(draft: Draft, row: Row) -> str:
    """What is counted of a theme on which methods lean opposite ways."""
    least = draft.material.rules.min_accounts
    good, bad = (draft.methods(row["theme_id"], side, least) for side in ("strength", "concern"))
    return wording.contested(draft.title(row["theme_id"]), good, bad, row)


def alone_told(draft: Draft, row: Row) -> str:
    """What is said of a theme that one source alone carries."""
    return (
        f"{draft.title(row['theme_id'])}: said by one source alone: no finding yet, and it may matter most."
    )


def counted(draft: Draft, block: Block) -> str:
    """What the material's counts say of a claim's theme now, in the words of a draft; "" for no theme."""
    row = issues(draft.material).get(block.theme_id)
    if row is None or block.kind != "claim":
        return ""
    sides = " ".join(leaning_told(draft, row, side) for side in ("strength", "concern"))
    return f"{sides} {contested_told(draft, row)} {alone_told(draft, row)}"


def possible(draft: Draft, claim: Block) -> Block:
    """Under a strength: what made it possible, with words that give a reason, where the material has some."""
    rows = candidates(draft.material, claim.theme_id, "strength")
    reasons = [row for row in rows if BECAUSE.search(str(row["text"]))]
    evidence = tuple(draft.picker.pick(reasons, MAX_REASONS, "context", "strength"))
    return draft.block("question", claim.part, "What made this possible?", theme=claim.theme_id,
                       evidence=evidence, rests_on=(claim.id,), place="possible")  # fmt: skip


def cases_told(draft: Draft, theme: str, side: str) -> str:
    """` It is told in two of the six children's cases.`, or "" where no case is named."""
    cases = told_in(draft.material).get((theme, side), frozenset())
    where = wording.in_cases(len(cases), len(draft.material.cases))
    return f" It is told as a {side} {where}." if where else ""


@once
def told_in(material: Material) -> dict[tuple[str, str], frozenset[str]]:
    """The audited children in whose case each theme is told, on each side."""
    rows = material.coded[material.coded["case"].isin(material.cases)]
    found: dict[tuple[str, str], set[str]] = {}
    for theme, case, polarity in zip(rows["theme_id"], rows["case"], rows["polarity"], strict=True):
        for side in SIDES.get(polarity, ()):
            found.setdefault((theme, side), set()).add(case)
    return {place: frozenset(cases) for place, cases in found.items()}


def tensions(draft: Draft) -> Iterator[Block]:
    """Themes on which methods lean opposite ways, then what one source alone says."""
    for row in [r for r in draft.issues if r["badge"] == "contested"][:MAX_CLAIMS]:
        theme, least = row["theme_id"], draft.material.rules.min_accounts
        good, bad = (draft.methods(theme, side, least) for side in ("strength", "concern"))
        for_, against = both_sides(draft, theme, good, bad)
        if not for_ + against:
            continue
        yield draft.block(
            "claim", "tensions", contested_told(draft, row), theme=theme, evidence=(*for_, *against)
        )
    for row in [r for r in draft.issues if r["badge"] == "single-source"][:MAX_CLAIMS]:
        theme, side = row["theme_id"], draft.side(row)
        evidence = draft.picker.claim(theme, "strength" if side == "strength" else "concern", n=1, against=0)
        if evidence:
            yield draft.block(
                "claim", "tensions", alone_told(draft, row), theme=theme, evidence=evidence, place="alone"
            )
    divided = [r for r in draft.issues if not r["badge"] and draft.side(r) == "undecided"]
    if divided:
        names = wording.titles([draft.title(r["theme_id"]) for r in divided])
        text = f"Told both ways, without leaning clearly to either: {names}."
        yield draft.block("number", "tensions", text, place="divided")


def both_sides(
    draft: Draft, theme: str, good: list[str], bad: list[str]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Words from methods that find a strength, and from those that find a concern: three of each."""
    found = []
    for side, methods, stance in (("strength", good, "supports"), ("concern", bad, "challenges")):
        rows = candidates(draft.material, theme, side)
        own = [row for row in rows if row["method"] in methods]
        found.append(tuple(draft.picker.pick(own or rows, 3, stance, side)))
    return found[0], found[1]
