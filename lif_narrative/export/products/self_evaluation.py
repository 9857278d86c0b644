"""The self-evaluation pack, under the three questions of the annual conversation with the inspectorate.

The questions are those that the framework for inspecting local authority children's services asks of an
authority's own evaluation (Ofsted, ILACS, from 2018): what do you know, how do you
know it, what are your plans.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lif_narrative import wording
from lif_narrative.export import closing, sections
from lif_narrative.export.basis import Basis
from lif_narrative.export.doing import doings
from lif_narrative.export.items import Item, Line
from lif_narrative.export.method import limits, method, relations

KNOW: Final = "What do you know about the quality and impact of practice in your local authority?"
HOW: Final = "How do you know it?"
PLANS: Final = "What are your plans for the next 12 months to maintain or improve practice?"
QUOTES: Final = 2  # of each stance under a claim


def items(basis: Basis) -> Iterator[Item]:
    """All that is shown, in order."""
    body = list(_body(basis))
    yield from sections.opening(basis, f"Self-evaluation: {basis.story.record.title}", basis.status)
    yield from body
    yield from closing.all_evidence(basis, body)


def _body(basis: Basis) -> Iterator[Item]:
    yield Line("heading", KNOW)
    yield from sections.asked(basis)
    for part, title in (
        ("works", "What works well"),
        ("worries", "What worries us"),
        ("tensions", "Where accounts differ"),
    ):
        yield Line("caption", title)
        blocks = closing.claims(basis, part)
        for block in blocks:
            yield from basis.show(block, QUOTES)
        if not blocks:
            yield Line("text", "Nothing that several accounts share.")
    yield Line("caption", "The impact: what children say")
    for block in basis.story.blocks("child"):
        yield from basis.show(block, 2 * QUOTES)
    yield from sections.themes_figure(basis, by_method=False)
    yield from sections.change_figure(basis)
    yield Line("caption", "What the numbers say")
    yield from closing.numbers(basis)
    yield Line("heading", HOW)
    yield from method(basis)
    yield from sections.heard(basis)
    yield from sections.missing_voices(basis)
    yield from relations(basis)
    yield Line("caption", "What this cannot show")
    yield from limits(basis)
    yield Line("heading", PLANS)
    yield from _plans(basis)


def _plans(basis: Basis) -> Iterator[Item]:
    strengths = [basis.draft.title(block.theme_id) for block in closing.claims(basis, "works")]
    if strengths:
        yield Line("caption", "To maintain")
        yield basis.text(f"What works well, and is to be kept: {wording.titles(strengths)}.")
        yield Line(
            "text", "For each: what made it possible, and what would it take for every child to have it?"
        )
    yield from closing.actions_table(basis, doings(basis))
    yield Line("caption", "To find out")
    yield from closing.gap_points(basis)
