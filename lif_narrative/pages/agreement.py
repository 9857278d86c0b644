"""Agreement: two people code the same excerpts, blind; where they differ, they talk, and settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from lif_narrative.pages import agreement_coding, agreement_figures, agreement_sample, agreement_settling
from lif_narrative.pages.frame import Frame, choose, heading
from lif_narrative.pages.work import nothing_yet
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

EVERY: Final = "all"


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading(
        "Agreement",
        "Two people code the same excerpts without seeing each other's words. Where they differ, a theme "
        "needs better words, or a talk.",
    )
    project = frame.project
    if not (project.themes()["status"] == "accepted").any() or project.excerpts().empty:
        nothing_yet(frame, "Nothing to code twice yet: it takes material and a codebook.")
        return
    samples = project.samples()
    apart = project.disagreements()
    left = int((~apart["settled"].astype(bool)).sum())
    views = {
        "settle": f"Where people differ ({left} to settle)", "figures": "How far we agree",
        "code": "Code blind", "sample": "Choose what to code twice",
    }  # fmt: skip
    columns = st.columns(2)
    with columns[0]:
        view = choose("Show", views if len(samples) else _first(views), "view")
    chosen = ""
    if view in ("settle", "figures", "code") and len(samples):
        with columns[1]:
            chosen = choose("Sample", _named(samples, every=view != "code"), "sample")
    sample = "" if chosen == EVERY else chosen
    if view == "sample" or samples.empty:
        agreement_sample.choosing(frame, samples)
    elif view == "code":
        agreement_coding.coding(frame, sample)
    elif view == "figures":
        agreement_figures.figures(frame, sample)
    else:
        agreement_settling.settling(frame, sample)


def _first(views: dict[str, str]) -> dict[str, str]:
    """Before anything was drawn, choosing comes first."""
    return {name: views[name] for name in ("sample", "figures", "settle", "code")}


def _named(samples: pd.DataFrame, *, every: bool) -> dict[str, str]:
    """Samples by what they were drawn for, when, and how many; all together first where that makes sense."""
    named = {
        row["id"]: f"{row['purpose'].capitalize()}, {row['at'][:10]}: {many(row['n'], 'excerpt')}"
        for row in rows_of(samples)
    }
    return {EVERY: "All that was coded blind", **named} if every else named
