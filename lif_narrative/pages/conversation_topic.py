"""The thing in hand, in large type: an issue with a word from each side, or a difference between coders."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from lif_narrative import overview
from lif_narrative.conversing.topics import clearest
from lif_narrative.pages.agreement_settling import settle, who_said
from lif_narrative.pages.frame import Frame, plain
from lif_narrative.pages.marks import SYMBOLS, badge, provenance, quote
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

SIDES: Final = {"strength": "What made this possible?", "concern": "What gets in the way?"}


def topic_of(frame: Frame, now: dict[str, Any], at: str) -> None:
    """Draw the topic."""
    excerpt, _, theme = at.rpartition("/")
    themes = {row["id"]: row for row in rows_of(frame.project.themes())}
    if not at:
        st.header("All of it together")
        st.markdown(
            "What do we take away? What else do we need to know? What will be different for children?"
        )
    elif excerpt:
        difference(frame, now, excerpt, theme)
    else:
        issue(frame, theme, themes.get(theme, {}))


def issue(frame: Frame, theme_id: str, theme: dict[str, Any]) -> None:
    """An issue: its name, how it stands, and the clearest word of each side."""
    st.header(plain(str(theme.get("name", "A theme that is no longer there"))))
    found = [row for row in rows_of(frame.project.issues()) if row["theme_id"] == theme_id]
    if not found:
        st.markdown(plain(str(theme.get("definition", ""))))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        badge(found[0]["badge"])
        frame.link("issues", "The whole card", ":material/balance:", view="one", issue=theme_id)
    material = overview.worked_out(frame.project)
    for column, (side, ask) in zip(st.columns(2, gap="medium"), SIDES.items(), strict=True):
        with column:
            st.markdown(
                f"{SYMBOLS[side]} **{many(int(found[0][side + 's']), 'account').capitalize()}** *{ask}*"
            )
            for row in rows_of(clearest(overview.evidence(material, theme_id, side))):
                quote(row["text"], row["polarity"], provenance(row))


def difference(frame: Frame, now: dict[str, Any], excerpt_id: str, theme_id: str) -> None:
    """A difference between coders: the words, who said what, and how it is settled."""
    rows = [row for row in rows_of(frame.project.disagreements())
            if (row["excerpt_id"], row["theme_id"]) == (excerpt_id, theme_id)]  # fmt: skip
    if not rows:
        st.header("A difference that is no longer there")
        return
    row = rows[0]
    st.header(f"Is this under {plain(row['theme'])}?")
    excerpts = frame.project.excerpts().set_index("id")
    if excerpt_id in excerpts.index:
        quote(str(excerpts.loc[excerpt_id, "text"]))
    who_said(row)
    if row["settled"]:
        answer = "under it" if row["under"] else "not under it"
        st.success(f"Settled: {answer}, because {plain(row['reason'])}", icon=":material/handshake:")
    with st.expander("Settle it" if not row["settled"] else "Settle it anew", icon=":material/handshake:",
                     key=f"talk.settle.{excerpt_id}.{theme_id}"):  # fmt: skip
        settle(frame.project, row, now["id"], tuple(now["roles"]))
