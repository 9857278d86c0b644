"""The evidence tray of one block: words to add, found by word; what speaks against; what is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from lif_narrative.pages.frame import Frame
from lif_narrative.pages.marks import provenance, quote
from lif_narrative.pages.story_acts import act, at, redraws, send, typed
from lif_narrative.project import Project
from lif_narrative.records import STANCES, Block
from lif_narrative.searching import by_meaning, by_word
from lif_narrative.story import PracticeStory
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

SIDES: Final = {"works": "strength", "worries": "concern"}
WORDS: Final = {
    "supports": "It supports this",
    "challenges": "It speaks against this",
    "context": "Beside it",
}
WAYS: Final = {"word": "These words", "meaning": "Words that mean this"}
SHOWN: Final = 5


def evidence(frame: Frame, told: PracticeStory, block: Block) -> None:
    """Find words and add them; without a search, the strongest that speak against a claim."""
    key = f"search.{block.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Find words in the material", key=key, placeholder="seen alone")
        st.radio("Find", list(WAYS), horizontal=True, key=f"{key}.way", format_func=lambda w: WAYS[w],
                 width="content")  # fmt: skip
    excerpts = frame.project.excerpts()
    held = {item.excerpt_id for item in (*block.evidence, *block.rejected)}
    excerpts = excerpts[~excerpts["id"].isin(held)]
    side = SIDES.get(block.part, "")
    if wanted := typed(key).strip():
        found = sought(frame.project, excerpts, wanted, typed(f"{key}.way"))
        tray(frame.project, told, block, found.head(SHOWN), "supports")
    elif block.kind == "claim" and block.theme_id and side:
        against = frame.project.against(block.theme_id, side, 3, tuple(held))
        found = excerpts.set_index("id", drop=False).reindex(against["excerpt_id"]).dropna(subset=["id"])
        if not found.empty:
            st.caption("Strongest against it, and not here yet:")
            tray(frame.project, told, block, found, "challenges")
    if block.evidence:
        taking_out(frame.project, told, block)


def sought(project: Project, excerpts: pd.DataFrame, wanted: str, way: str) -> pd.DataFrame:
    """What was found, by word or by meaning, and a line that says so."""
    if way == "meaning":
        with st.spinner("Looking for words that mean this"):
            found = by_meaning(project, excerpts, wanted)
        st.caption(f"The nearest in meaning of {many(len(found), 'excerpt')}, the nearest first.")
        return found
    found = by_word(excerpts, wanted)
    shown = f", the first {SHOWN} shown" if len(found) > SHOWN else ""
    st.caption(f"{many(len(found), 'excerpt')} with these words{shown}.")
    return found


def tray(project: Project, told: PracticeStory, block: Block, found: pd.DataFrame, stance: str) -> None:
    """Words that were found, each with how it stands to the block and a press that adds it."""
    for row in rows_of(found):
        asked = f" · asked: {row['question']}" if row["question"] else ""
        quote(row["text"], row["polarity"], provenance(row) + asked)
        key = f"stance.{block.id}.{row['id']}"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox("How does it stand?", STANCES, STANCES.index(stance), lambda s: WORDS[s], key=key,
                         label_visibility="collapsed", width=240)  # fmt: skip
            st.button("Add", icon=":material/add:", key=f"add.{block.id}.{row['id']}", on_click=added,
                      args=(project, told, block, row["id"], key))  # fmt: skip


@redraws
def added(project: Project, told: PracticeStory, block: Block, excerpt_id: str, key: str) -> None:
    """Rest the block on it."""
    act(at(block), project.add_evidence, told.record.id, block.id, excerpt_id, typed(key),
        seen=told.record.version)  # fmt: skip


def taking_out(project: Project, told: PracticeStory, block: Block) -> None:
    """Say that a piece does not belong here, and why: it is not proposed again."""
    pieces = {item.excerpt_id: exhibit for item, exhibit in told.shown(block)}
    key = f"reject.{block.id}"
    with st.form(f"{key}.form", border=False):
        chosen = st.selectbox("A piece that does not belong here", list(pieces), key=f"{key}.piece",
                              format_func=lambda i: f"{pieces[i].text[:80]} · {pieces[i].short}")  # fmt: skip
        st.text_input("Why not?", key=f"{key}.why")
        st.form_submit_button("Take it out", icon=":material/remove_circle:", on_click=rejected,
                              args=(project, told, block, chosen))  # fmt: skip


def rejected(project: Project, told: PracticeStory, block: Block, chosen: str) -> None:
    """Take the chosen piece out, for the reason that was written."""
    key = f"reject.{block.id}"
    send(at(block), project.reject_evidence, (f"{key}.why",), told.record.id, block.id,
         typed(f"{key}.piece") or chosen, seen=told.record.version)  # fmt: skip
