"""Sections with which products close: numbers, gaps, actions, and the ledger of the evidence shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lif_narrative import wording
from lif_narrative.export.basis import Basis
from lif_narrative.export.doing import Doing, in_words
from lif_narrative.export.items import Grid, Item, Line
from lif_narrative.export.lines import hidden, ledger, provenance, shown_under
from lif_narrative.export.sections import figure
from lif_narrative.plots_moving import measured
from lif_narrative.records import Block
from lif_narrative.story.drafting import Row

ACTIONS: Final = ("Action", "Who", "By when", "How we will know", "Where it stands")
STANDS: Final = {"open": "to do", "done": "done", "did not": "not done"}


def numbers(basis: Basis) -> Iterator[Item]:
    """The latest value of each indicator with its evidence id, and how they moved."""
    blocks = [block for block in basis.story.blocks("numbers")]
    for block in blocks:
        yield from basis.show(block)
    rows = [r for r in basis.draft.measures.values() if not basis.profile.small or _large(basis, r)]
    if picture := measured(rows):
        yield from figure(basis, "Measures over time", picture)


def _large(basis: Basis, row: Row) -> bool:
    n = row.get("numerator")
    return not (isinstance(n, int | float) and n == n and basis.profile.hides(n))


def claims(basis: Basis, part: str) -> list[Block]:
    """The story's claims of one part that name a theme, in order."""
    return [block for block in basis.story.blocks(part) if block.kind == "claim" and block.evidence]


def gap_points(basis: Basis, kinds: Sequence[str] = (), most: int = 0) -> Iterator[Line]:
    """What else we need to know, each with its next step."""
    gaps = basis.draft.gaps(kinds)
    for gap in gaps[:most] if most else gaps:
        yield basis.text(f"{gap['what']} {gap['next_step']}".strip(), "bullet")
    if most and len(gaps) > most:
        rest = len(gaps) - most
        yield basis.text(
            f"{wording.many(rest, 'more gap').capitalize()} in the thematic audit report.", "note"
        )


def actions_table(basis: Basis, found: Sequence[Doing]) -> Iterator[Item]:
    """Actions with who, by when, and how we will know; and which concerns have none yet."""
    rows = tuple(
        (hidden(d.text, basis.profile), d.owner or "to be named", in_words(d.due) or "to be agreed",
         hidden(d.known, basis.profile) or "to be agreed", STANDS.get(d.status, d.status))
        for d in found if d.agreed
    )  # fmt: skip
    if rows:
        yield Line("caption", "Actions")
        yield Grid("Actions", ACTIONS, rows, f"{wording.many(len(rows), 'action')}.".capitalize())
    if waiting := [d for d in found if not d.agreed]:
        names = [basis.draft.title(d.theme) if d.theme else d.text.partition(":")[0] for d in waiting]
        yield basis.text(f"Still to be agreed, for each of these: {wording.titles(names)}.")
    if not found:
        yield Line("text", "No action has been agreed yet.")


def all_evidence(basis: Basis, items: Sequence[Item]) -> Iterator[Item]:
    """A ledger of the evidence that these items show, and where it all comes from."""
    shown = {item.evidence for item in items if isinstance(item, Line) and item.evidence}
    under = shown_under(basis.blocks())
    known = {name: places for name, places in under.items() if name in shown}
    if known:
        yield Line("heading", "Ledger of evidence")
        yield from ledger({**basis.own, **basis.story.exhibits}, known, basis.profile)
    yield provenance(basis.story)
