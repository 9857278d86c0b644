"""The thematic audit report: method, who was heard, themes with evidence, matrix, change, numbers, limits."""

from __future__ import annotations

from collections.abc import Iterator

from lif_narrative import wording
from lif_narrative.export import closing, sections
from lif_narrative.export.basis import Basis
from lif_narrative.export.doing import doings
from lif_narrative.export.items import Item, Line
from lif_narrative.export.method import limits, method, relations
from lif_narrative.records import Block
from lif_narrative.story.drafting import Row, rows_of

QUOTES = 3  # of each stance under a theme


def items(basis: Basis) -> Iterator[Item]:
    """All that is shown, in order."""
    body = list(_body(basis))
    yield from sections.opening(basis, f"Thematic audit: {basis.story.record.title}", basis.status)
    yield from body
    yield from closing.all_evidence(basis, body)


def _body(basis: Basis) -> Iterator[Item]:
    yield Line("heading", "In short")
    yield from sections.asked(basis)
    for block in basis.story.blocks("meaning"):
        if block.kind == "interpretation":
            yield from basis.show(block)
    yield Line("heading", "How we looked")
    yield from method(basis)
    yield Line("heading", "Who was heard, and who was not")
    yield from sections.heard(basis)
    yield from sections.missing_voices(basis)
    yield Line("heading", "Themes and their evidence")
    yield from _themes(basis)
    yield Line("heading", "Where methods agree and where they do not")
    yield from sections.themes_figure(basis, by_method=True)
    yield from relations(basis)
    yield Line("heading", "What changed")
    yield from sections.change_figure(basis)
    yield Line("heading", "The numbers beside")
    yield from closing.numbers(basis)
    yield Line("heading", "What we will do")
    yield from closing.actions_table(basis, doings(basis))
    yield Line("heading", "What else we need to know")
    yield from closing.gap_points(basis)
    yield Line("heading", "Limits")
    yield from limits(basis)


def _themes(basis: Basis) -> Iterator[Item]:
    yield from sections.themes_figure(basis, by_method=False)
    told = {row["theme_id"] for row in basis.draft.issues}
    beside: dict[str, list[Row]] = {}
    for row in rows_of(basis.material.beside):
        if row["indicator"]:
            beside.setdefault(row["theme_id"], []).append(row)
    rows = [row for row in sections.titled(basis) if row["theme_id"] in told]
    for row in rows:
        yield from _theme(basis, row, beside.get(row["theme_id"], []))
    if rest := [row["theme"] for row in sections.titled(basis) if row["theme_id"] not in told]:
        yield Line("caption", "Told by few")
        yield basis.text(
            f"Fewer than three accounts speak of each of these, so no finding is drawn: "
            f"{wording.titles(rest)}."
        )


def _theme(basis: Basis, row: Row, beside: list[Row]) -> Iterator[Item]:
    """One theme: what it is, how far it recurs, what moved, the numbers beside it, and its words."""
    yield Line("caption", row["theme"])
    theme = basis.material.names().get(row["theme_id"], {})
    if theme.get("definition"):
        yield Line("note", str(theme["definition"]))
    blocks = _claims(basis, row)
    for block in blocks:
        yield basis.text(block.text, block=block.id)
    told = [wording.sentence(f"Badge: {row['badge']}")] if row["badge"] else []
    told += [wording.sentence(f"Since the audit before: {row['state']}")] if row.get("state") else []
    told += [theme["firmness"]] if theme.get("firmness") else []
    told += [
        f"Beside {link['indicator']}{wording.unconfirmed(link.get('link'))}: {link['relation']}."
        for link in beside
    ]
    if told:
        yield basis.text(" ".join(told))
    for block in blocks:
        yield from basis.evidence(block, QUOTES)


def _claims(basis: Basis, row: Row) -> list[Block]:
    """The story's claims on a theme; where it makes none, its counts with the strongest words."""
    theme = row["theme_id"]
    own = [b for b in basis.story.record.blocks if b.kind == "claim" and b.theme_id == theme and b.evidence]
    if own:
        return own
    draft = basis.draft
    side = draft.side(row) or "undecided"
    if side in ("strength", "concern"):
        text = wording.leaning(row["theme"], row, side, draft.methods(theme, side))
        evidence = draft.picker.claim(theme, side, n=2)
    else:
        good, bad = (wording.many(int(row[column]), "account") for column in ("strengths", "concerns"))
        text = f"{row['theme']} is told both ways: {good} of strength, {bad} of concern."
        evidence = draft.picker.claim(theme, "strength", n=1)
    if not evidence:
        return [draft.block("number", "themes", text, theme=theme, place="report")]
    return [basis.add(draft.block("claim", "themes", text, theme=theme, evidence=evidence, place="report"))]
