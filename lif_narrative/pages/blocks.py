"""The blocks of a story on a page: what each says, what it rests on, and a person's word on that."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from lif_narrative.pages.frame import Frame, place, plain
from lif_narrative.pages.marks import provenance, quote
from lif_narrative.pages.pictures import table
from lif_narrative.pages.story_acts import act, at, redraws, trouble
from lif_narrative.pages.story_work import way_in, work
from lif_narrative.records import Block, Evidence
from lif_narrative.story import PracticeStory

KINDS: Final = {
    "claim": ":blue-badge[Claim] ",
    "interpretation": ":violet-badge[Interpretation] ",
    "question": ":gray-badge[Question] ",
    "action": ":green-badge[Action] ",
}
LONG, SHOWN = 12, 8  # a part with more blocks than that shows so many, and the rest when it is asked for
STANCES: Final = {"supports": "supports", "challenges": "⇄ speaks against", "context": "beside it"}


def part(frame: Frame, name: str, title: str, told: PracticeStory) -> None:
    """One of the twelve parts; the parts without blocks are not drawn."""
    blocks = told.blocks(name)
    tables = [made for made in told.tables if made.part == name]
    if not blocks and not tables:
        return
    st.subheader(title, divider="gray")
    shown = len(blocks) if len(blocks) <= LONG else SHOWN
    for block in blocks[:shown]:
        draw(frame, told, block)
    if rest := blocks[shown:]:
        folded(frame, told, name, rest)
    for made in tables:
        with st.expander(plain(made.title), icon=":material/table:", key=f"story.{made.part}.{made.title}"):
            st.caption(plain(made.summary))
            table(pd.DataFrame(made.rows, columns=list(made.columns)), made.summary)


def folded(frame: Frame, told: PracticeStory, name: str, rest: tuple[Block, ...]) -> None:
    """What follows in a long part: drawn when a person opens it, or works on a block of it."""
    key = f"story.rest.{name}"
    if place("block") in {block.id for block in rest}:
        st.session_state[key] = True
    said = f"{len(rest)} more in this part"
    with st.expander(said, icon=":material/unfold_more:", key=key, on_change="rerun") as shown:
        if shown.open:
            for block in rest:
                draw(frame, told, block)


def draw(frame: Frame, told: PracticeStory, block: Block) -> None:
    """A block and what it rests on."""
    words, beside = st.columns([6, 1], gap="small")
    words.markdown(KINDS.get(block.kind, "") + plain(block.text))
    with beside:
        way_in(told, block)
    for reply in told.replies(block.id):
        quote(reply.text, said=f"Right of reply · {reply.role}")
    if block.evidence:
        resting(frame, told, block)
    trouble(at(block))
    work(frame, told, block)


def resting(frame: Frame, told: PracticeStory, block: Block) -> None:
    """What a block rests on, and a person's word on each piece."""
    waiting = sum(not item.accepted_by for item in block.evidence)
    pieces = "1 piece" if len(block.evidence) == 1 else f"{len(block.evidence)} pieces"
    said = f"{pieces} of evidence, {f'{waiting} to decide' if waiting else 'all accepted'}"
    key = f"rests.{block.id}"
    opened = st.session_state.setdefault(key, block.kind == "voice")
    with st.expander(said, opened, icon=":material/format_quote:", key=key, on_change="rerun") as shown:
        if not shown.open:
            return
        for item, exhibit in told.shown(block):
            piece(frame, told, block, item, exhibit)
        if waiting > 1:
            st.button("Accept all of it", icon=":material/done_all:", key=f"all.{block.id}",
                      on_click=accept, args=(frame, told.record.id, block))  # fmt: skip


def piece(frame: Frame, told: PracticeStory, block: Block, item: Evidence, exhibit: Any) -> None:
    """One piece of evidence: the exact words, who said them, which way they speak, and who accepted them."""
    quote(exhibit.text, said=provenance(about(exhibit)))
    with st.container(horizontal=True, vertical_alignment="center"):
        by = item.accepted_by.partition(":")[2]
        st.caption(f"{STANCES.get(item.stance, item.stance)} · {exhibit.short}"
                   + (f" · accepted by {plain(by)}" if by else ""), width="content")  # fmt: skip
        if not by:
            st.button("Accept", icon=":material/check:", type="tertiary", on_click=accept,
                      key=f"accept.{block.id}.{item.excerpt_id}",
                      args=(frame, told.record.id, block, item.excerpt_id))  # fmt: skip
        if not exhibit.is_measure:
            frame.link(
                "read", "Where it stands", ":material/menu_book:", excerpt=item.excerpt_id, queue="all"
            )


def about(exhibit: Any) -> dict[str, str]:
    """An exhibit in the words that say how it came."""
    return {name: getattr(exhibit, name) for name in ("method", "agency", "case", "voice")}


@redraws
def accept(frame: Frame, story_id: str, block: Block, excerpt_id: str = "") -> None:
    """Accept one piece of a block's evidence, or all that waits."""
    for item in block.evidence:
        if not item.accepted_by and excerpt_id in ("", item.excerpt_id):
            act(at(block), frame.project.accept, story_id, block.id, item.excerpt_id)
