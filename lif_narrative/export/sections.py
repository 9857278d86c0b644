"""Sections that several products share, each a function from a basis to items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lif_narrative import plots, wording
from lif_narrative.export.basis import Basis
from lif_narrative.export.doing import Doing, in_words
from lif_narrative.export.items import Figure, Grid, Item, Line
from lif_narrative.export.lines import hidden, ledger, provenance, shown_under
from lif_narrative.overview import ordered
from lif_narrative.plots import Picture
from lif_narrative.plots_moving import changed, measured
from lif_narrative.records import Block
from lif_narrative.story.drafting import Row, rows_of, scope

UNBROKEN: Final = re.compile("([▲▼]) ")  # a sign and its number stay on one line
ACTIONS: Final = ("Action", "Who", "By when", "How we will know", "Where it stands")
STANDS: Final = {"open": "to do", "done": "done", "did not": "not done"}


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
        picture = plots.leaning(frame, basis.counted.theme, basis.profile.small)
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
