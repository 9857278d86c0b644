"""The twelve parts of a practice story, each a function from a draft to its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from lif_narrative import wording
from lif_narrative.records import Block, Evidence
from lif_narrative.story.claims import leaning, tensions
from lif_narrative.story.drafting import PARTS, Draft, rows_of, scope
from lif_narrative.story.selection import quotable


def assemble(draft: Draft) -> tuple[Block, ...]:
    """All blocks in the order of the parts; quotes go to claims first, then to the child's own part."""
    claims = {
        "works": list(leaning(draft, "strength", "works")),
        "worries": list(leaning(draft, "concern", "worries")),
        "tensions": list(tensions(draft)),
    }
    child = list(childs(draft))
    made = {**claims, "child": child, "scope": list(scoped(draft)), "heard": list(heard(draft)),
            "numbers": list(numbers(draft)), "difference": list(difference(draft)),
            "questions": list(questions(draft))}  # fmt: skip
    made["meaning"] = list(meaning(draft, claims))
    made["actions"] = list(actions(draft, claims["worries"] + claims["tensions"]))
    return tuple(block for part in PARTS for block in made.get(part, []))


def scoped(draft: Draft) -> Iterator[Block]:
    """What was asked, and the counts that every other sentence is a part of."""
    plan = draft.material.plan
    yield draft.block("number", "scope", f"We asked: {draft.question}", place="asked")
    if draft.material.since:
        told = " ".join(("Since the last time:", *draft.material.since))
        yield draft.block("number", "scope", told, place="since")
    yield draft.block("number", "scope", f"This story rests on: {scope(draft.material)}", place="scope")
    if plan and plan.period:
        yield draft.block("number", "scope", f"The period is {plan.period}.", place="period")


def heard(draft: Draft) -> Iterator[Block]:
    """Whose voices came, in accounts; and which did not."""
    said = draft.material.heard
    voices = said[~said["voice"].isin(("", "none"))].groupby("voice")["account"].nunique().sort_values()
    parts = [f"{wording.many(int(n), 'account')} from {wording.VOICES.get(str(v), str(v))}" for v, n in
             sorted(voices.items(), key=lambda item: (-item[1], str(item[0])))]  # fmt: skip
    if parts:
        text = f"We heard {wording.listed(parts)}. An account is one person's or one form's telling."
        yield draft.block("number", "heard", text, place="voices")
    for gap in draft.gaps(("voice", "agency", "team", "method")):
        yield draft.block("question", "heard", gap["what"], place=gap["what"])


def childs(draft: Draft) -> Iterator[Block]:
    """Children's own words, each from another child, then words that others pass on."""
    rows = quotable(draft.material.heard, draft.material.copied)
    own = rows[(rows["voice"] == "child") & rows["polarity"].isin(("strength", "concern", "mixed"))]
    passed = rows[(rows["reported"] == "child") & (rows["voice"] != "child")]
    picks: list[Evidence] = []
    for part, n in ((own, 4), (passed, 2)):
        picks += draft.picker.pick(rows_of(part), n, "context", "")
    total = int(draft.material.heard.loc[draft.material.heard["voice"] == "child", "account"].nunique())
    if picks:
        came = (
            f"{wording.many(total, 'account')} came from children" if total else "No child answered directly"
        )
        text = f"{wording.sentence(came)} These are children's own words, and words that others passed on."
        yield draft.block("voice", "child", text, evidence=tuple(picks), place="words")
    else:
        text = "We did not hear a child in this material. Nothing below can stand for a child's experience."
        yield draft.block("question", "child", text, place="none")


def numbers(draft: Draft) -> Iterator[Block]:
    """The latest value of each indicator, beside the theme it belongs to."""
    latest: dict[str, str] = {}
    for name, row in sorted(draft.measures.items(), key=lambda item: str(item[1].get("period"))):
        latest[row["indicator"]] = name
    linked = {row["indicator"]: row for row in rows_of(draft.material.beside) if row["indicator"]}
    for indicator, name in sorted(latest.items()):
        text = wording.measure(draft.measures[name])
        if link := linked.get(indicator):
            text += wording.beside(
                draft.title(link["theme_id"]), link["relation"], str(link.get("link") or "")
            )
        evidence = (Evidence(name, "context", reason="the latest value"),)
        yield draft.block("number", "numbers", text, evidence=evidence, place=indicator)
    if not latest:
        yield draft.block("question", "numbers", "No measure was set beside the words. Which should be?")


def difference(draft: Draft) -> Iterator[Block]:
    """What moved since the audit before, theme by theme, as far as a change can be told."""
    order = ("resolved", "improving", "worsening", "continuing", "new")
    states = {state: [r for r in draft.issues if r["state"] == state] for state in order}
    for state, rows in states.items():
        if rows:
            names = wording.titles([draft.title(r["theme_id"]) for r in rows])
            yield draft.block("number", "difference", wording.moved(state, names), place=state)
    if not any(states.values()):
        text = "There is no earlier audit to set beside this one, so no change can be shown."
        yield draft.block("question", "difference", text, place="none")
    for gap in draft.gaps(("period",)):
        yield draft.block("question", "difference", gap["what"], place=gap["what"])


def meaning(draft: Draft, claims: dict[str, list[Block]]) -> Iterator[Block]:
    """What the claims say together; each sentence names the claims under it."""
    sides = (("works", "What recurs as a strength"), ("worries", "What recurs as a concern"),
             ("tensions", "Where accounts differ"))  # fmt: skip
    badges = {row["theme_id"]: row["badge"] for row in draft.issues}
    for part, opening in sides:
        blocks = [
            b
            for b in claims[part]
            if b.kind == "claim" and badges.get(b.theme_id) in ("converging", "contested")
        ]
        if blocks:
            names = wording.titles([draft.title(b.theme_id) for b in blocks])
            yield draft.block("interpretation", "meaning", f"{opening}: {names}.",
                              rests_on=tuple(b.id for b in blocks), place=part)  # fmt: skip
    yield draft.block(
        "question", "meaning", "What does this tell us, read together? Write it here.", place="ask"
    )


def questions(draft: Draft) -> Iterator[Block]:
    """Each gap with its next step; those on voices were said where we say whom we heard."""
    for gap in draft.gaps():
        if gap["kind"] not in ("voice", "agency", "team", "method", "period"):
            text = f"{gap['what']} {gap['next_step']}".strip()
            yield draft.block(
                "question", "questions", text, theme=gap.get("theme_id") or "", place=gap["what"]
            )
        elif gap["next_step"]:
            yield draft.block("question", "questions", gap["next_step"], place=gap["what"] + gap["next_step"])


def actions(draft: Draft, claims: list[Block]) -> Iterator[Block]:
    """A place for an action under each shared concern; people say who, when and how we will know."""
    badges = {row["theme_id"]: row["badge"] for row in draft.issues}
    for claim in claims:
        if badges.get(claim.theme_id) in ("converging", "contested"):
            text = (
                f"{draft.title(claim.theme_id)}: action to be agreed. Say who will do what, by when, "
                "and how we will know that it made a difference."
            )
            yield draft.block("action", "actions", text, theme=claim.theme_id, rests_on=(claim.id,))
