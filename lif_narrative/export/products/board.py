"""Pages for a board or scrutiny committee: how much did we do, how well, and what difference did it make.

The three questions are those of outcomes-based accountability (Friedman 2005, Trying Hard Is Not Good
Enough).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lif_narrative import wording
from lif_narrative.export import closing, sections
from lif_narrative.export.basis import Basis
from lif_narrative.export.doing import doings
from lif_narrative.export.items import Item, Line
from lif_narrative.export.lines import evidence_lines
from lif_narrative.export.products.briefing import short
from lif_narrative.records import Block
from lif_narrative.story.drafting import Row, rows_of

CLAIMS: Final = 4
THEMES: Final = 10
GAPS: Final = 6
SCRUTINY: Final = (
    "Whose voice is missing here, and what has been done to hear it?",
    "Where words and numbers differ, which of them do you act on, and why?",
    "What made the good practice possible, and is it there for every child?",
    "How will you know that an action made a difference to a child?",
)


def items(basis: Basis) -> Iterator[Item]:
    """All that is shown, in order."""
    yield Line("title", basis.story.record.title)
    yield basis.status
    yield Line(
        "note",
        "For the board and for scrutiny: how much did we do, how well, and what difference did it make.",
    )
    yield Line("note", basis.profile.note)
    yield Line("heading", "How much did we do?")
    yield from _how_much(basis)
    yield Line("heading", "How well did we do it?")
    yield from _how_well(basis)
    yield Line("heading", "What difference did it make?")
    yield from _difference(basis)
    yield Line("heading", "What we do not know yet")
    yield from closing.gap_points(basis, most=GAPS)
    yield Line("heading", "What we will do")
    yield from closing.actions_table(basis, doings(basis))
    yield Line("heading", "What we ask of the board")
    yield from _asks(basis)
    yield from (Line("bullet", question) for question in SCRUTINY)
    yield Line(
        "note", f"Run {basis.story.run or 'unnamed'}. Every id in brackets leads to the words it came from."
    )


def _how_much(basis: Basis) -> Iterator[Item]:
    yield from sections.asked(basis)
    yield from _measures(basis, shares=False)
    yield from sections.heard(basis)


def _how_well(basis: Basis) -> Iterator[Item]:
    yield basis.text(_leanings(basis))
    yield from sections.themes_figure(basis, by_method=False, most=THEMES)
    for part, title in (
        ("works", "What works well"),
        ("worries", "What worries us"),
        ("tensions", "Where accounts differ"),
    ):
        blocks = closing.claims(basis, part)
        if blocks:
            yield Line("caption", title)
        for n, block in enumerate(blocks[:CLAIMS]):
            claim = short(block.text, 2 if part == "tensions" else 1)
            yield basis.text(f"{claim} {basis.unfirm(block)}".strip(), "bullet", block.id)
            pieces = [p for p in basis.released(basis.few(block, 1)) if p[0].stance == "supports"][:1]
            if pieces and n < 2:
                yield from evidence_lines(basis.story, block.id, pieces, basis.profile)
    measures = list(_measures(basis, shares=True))
    if measures:
        yield Line("caption", "The numbers beside")
        yield from measures
        yield from _beside(basis)


def _leanings(basis: Basis) -> str:
    """How many of the themes that several accounts share lean which way."""
    sides = Counter(basis.draft.side(row) for row in basis.draft.issues if row["badge"] != "contested")
    contested = sum(row["badge"] == "contested" for row in basis.draft.issues)
    good, bad = sides["strength"], sides["concern"]
    return (
        f"{wording.many(len(basis.draft.issues), 'theme').capitalize()} came up in several accounts: "
        f"{wording.number(good)} lean to strength, {wording.number(bad)} to concern; on "
        f"{wording.number(contested)} methods contradict each other."
    )


def _measures(basis: Basis, *, shares: bool) -> Iterator[Line]:
    """The latest measures: counts say how much, shares and times how well."""
    for block in basis.story.blocks("numbers"):
        pieces = basis.pieces(block)
        if pieces and _is_share(basis, block) == shares:
            yield from basis.show(block)


def _is_share(basis: Basis, block: Block) -> bool:
    row: Row = basis.draft.measures.get(block.evidence[0].excerpt_id, {})
    unit = str(row.get("unit") or "").lower()
    return unit not in (*wording.COUNTS, "", "children", "families", "people", "sessions", "referrals")


def _beside(basis: Basis) -> Iterator[Line]:
    """Where numbers and words say the same, and where they do not."""
    links = [row for row in rows_of(basis.material.beside) if row["indicator"]]
    for relation, opening in (
        ("disagrees", "Words and numbers differ"),
        ("agrees", "Words and numbers agree"),
    ):
        held: dict[str, list[str]] = {}
        for row in links:
            if row["relation"] == relation:
                theme = basis.draft.title(row["theme_id"]) + wording.unconfirmed(row.get("link"))
                held.setdefault(theme, []).append(row["indicator"])
        for theme, measures in held.items():
            yield basis.text(f"{opening} on {theme}: {wording.titles(measures)}.", "bullet")


def _difference(basis: Basis) -> Iterator[Item]:
    for block in basis.story.blocks("child"):
        pieces = basis.released(basis.pieces(block))[:3]
        yield basis.text(block.text, block=block.id)
        yield from evidence_lines(basis.story, block.id, pieces, basis.profile)
    for block in basis.story.blocks("difference"):
        yield basis.text(block.text, "bullet", block.id)
    yield from sections.change_figure(basis, most=THEMES - 2)
    done = [doing for doing in doings(basis) if doing.difference]
    if done:
        yield Line("caption", "What actions changed")
        yield from (basis.text(f"{doing.text}: {doing.difference}", "bullet") for doing in done)


def _asks(basis: Basis) -> Iterator[Line]:
    found = doings(basis)
    if any(not doing.agreed or not doing.owner for doing in found):
        yield Line("bullet", "Agree each action, who owns it, and by when.")
    yield Line("bullet", "Say which gap is to be closed first, and by which method.")
