"""Sections that several products share, each a function from a basis to items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lif_narrative import plots, wording
from lif_narrative.export.basis import Basis
from lif_narrative.export.items import Figure, Grid, Item, Line
from lif_narrative.export.lines import hidden
from lif_narrative.overview import ordered
from lif_narrative.plots import Picture
from lif_narrative.plots_moving import changed
from lif_narrative.plots_sides import leaning
from lif_narrative.story.drafting import Row, rows_of, scope

UNBROKEN: Final = re.compile("([▲▼]) ")  # a sign and its number stay on one line


def opening(basis: Basis, title: str, status: Line) -> Iterator[Line]:
    """The title, whether it is a draft, and for whom it is written."""
    yield Line("title", title)
    yield status
    yield Line("note", basis.profile.note)


def figure(basis: Basis, title: str, picture: Picture) -> Iterator[Item]:
    """A chart, the sentence that says it, and its table."""
    alt, still, frame = hidden(picture.alt, basis.profile), picture.still, picture.table
    yield Line("caption", title)
    if still.labels:
        yield Figure(title, still.svg, alt, still.labels, (still.width, still.height))
    yield Line("note", alt)
    rows = tuple(
        tuple(UNBROKEN.sub("\\1\N{NO-BREAK SPACE}", str(value)) for value in row)
        for row in frame.itertuples(index=False, name=None)
    )
    if rows:
        yield Grid(title, tuple(map(str, frame.columns)), rows, alt)


def asked(basis: Basis) -> Iterator[Line]:
    """The question, what it rests on and the period."""
    yield basis.text(f"We asked: {basis.story.record.question}")
    yield basis.text(f"This rests on {lowered(scope(basis.material))}")
    plan = basis.material.plan
    if plan and plan.period:
        yield basis.text(f"The period is {plan.period}.")


def lowered(text: str) -> str:
    """A sentence that goes on inside another one."""
    return text[:1].lower() + text[1:]


def heard(basis: Basis) -> Iterator[Item]:
    """Whose voices came by which method, and which did not."""
    frame = basis.counted.heard
    yield from figure(basis, "Who was heard", plots.who_was_heard(frame, printed=basis.counted.voice))


def missing_voices(basis: Basis) -> Iterator[Line]:
    """Voices, agencies, teams and methods that were not heard, as points."""
    gaps = basis.draft.gaps(("voice", "agency", "team", "method", "case"))
    if gaps:
        yield Line("label", "Not heard")
        yield from (basis.text(gap["what"], "bullet") for gap in gaps)


def titled(basis: Basis) -> list[Row]:
    """Themes in the order of most accounts, each by what readers call it."""
    frame = ordered(basis.material.issues, "name")
    rows = [{**row, "theme": basis.draft.title(row["theme_id"])} for row in rows_of(frame)]
    return sorted(rows, key=lambda row: (-int(row["n_accounts"]), row["theme"]))


def themes_figure(basis: Basis, *, by_method: bool, most: int = 0) -> Iterator[Item]:
    """Themes with their strengths and concerns, over all methods or by each; all or the first few."""
    import pandas as pd

    every = titled(basis)
    rows = every[:most] if most else every
    which = f": the {wording.number(most)} most shared of {len(every)}" if len(rows) < len(every) else ""
    if not rows:
        return
    frame = pd.DataFrame(rows)
    if by_method:
        counts = basis.counted.by_method
        picture = plots.themes_by(counts, frame, printed=basis.counted.theme)
        yield from figure(basis, "Themes by method: ▲ accounts of strength, ▼ of concern", picture)
    else:
        picture = leaning(frame, basis.counted.theme, basis.profile.small)
        if unsure := [row["theme"] for row in rows if basis.firmness.get(row["theme_id"])]:
            alt = f"{picture.alt} Not shown to be firm, so read with care: {wording.titles(unsure)}."
            picture = replace(picture, alt=alt)
        yield from figure(basis, f"Accounts of strength and of concern{which}", picture)


def change_figure(basis: Basis, most: int = 0) -> Iterator[Item]:
    """What moved since the audit before; nothing where there was none."""
    frame = basis.counted.change
    if frame.empty:
        yield basis.text("There is no earlier audit to set beside this one, so no change can be shown.")
        return
    names = {row["theme_id"]: row["theme"] for row in titled(basis)}
    picture = changed(frame, names, printed=basis.counted.moved, exact=not basis.profile.small, most=most)
    yield from figure(basis, "Since the audit before: share of accounts that hold a concern", picture)
