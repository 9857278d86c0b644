"""A small project whose fields hold markup, formulas, a very long word, right-to-left text and emoji."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
import small_project  # noqa: E402

from lif_narrative.records import (  # noqa: E402
    Action,
    Block,
    Conversation,
    Document,
    Evidence,
    Gap,
    Indicator,
    Issue,
    Measure,
    Note,
    Plan,
    SetAside,
    Source,
    Story,
    Theme,
)

MARKUP = '<img src=x onerror="window.hit=1"><b class=hit>b</b> **strong** $x^2$ :smile: :red[r] `c` '
LINKS = "[a](javascript:window.hit=2) ![i](http://203.0.113.9/i.png) =HYPERLINK(A1) "
HOSTILE = f"{MARKUP}{LINKS}{'Verylongword' * 30} \u202eתורה שלום\u202c مرحبا 👧🏽🏳️‍🌈 e\u0301"
FREE = {  # the fields that people, or their files, write in
    Source: ("agency", "team", "period"), Document: ("case", "agency", "team", "period", "date"),
    Theme: ("name", "definition", "include", "exclude", "memo", "example"), Issue: ("theme",),
    Gap: ("what", "next_step"), SetAside: ("reason", "locator"),
}  # fmt: skip


def make(folder: Path):
    """The project; its records are put as any way in might have put them."""
    project = small_project.make(folder)
    store = project.store
    with store.writing() as connection:
        for record, names in FREE.items():
            for i, row in enumerate(store.read(record)):
                words = f"{HOSTILE} {i}"
                held = {n: (words,) if isinstance(getattr(row, n), tuple) else words for n in names}
                store.put(connection, dataclasses.replace(row, **held))
        for row in others():
            store.put(connection, row)
    project.code("ex-do-1-0", "th-none", HOSTILE)
    return project


def others():
    """What a small audit lacks: numbers, a story, notes, actions, a plan, a conversation."""
    h, when = HOSTILE, "2026-10-01T00:00:00+00:00"
    yield Indicator("in-1", h, h, h, comparator=h)
    yield from (Measure(f"me-{q}", "in-1", "so-do-1", f"2025 Q{q}", h, 5.0, 10.0, 50.0, h, note=h)
                for q in (1, 2, 3))  # fmt: skip
    evidence = (Evidence("ex-do-1-2", reason=h), Evidence("ex-do-2-0", "challenges", reason=h))
    blocks = (
        Block("b-1", "claim", "works", h, "th-heard", evidence),
        Block("b-2", "question", "questions", h),
    )
    yield Story("st-1", h, h, h, 1, blocks)
    yield Note("no-1", "comment", "st-1 b-1", "human:anne", h, when, h)
    yield Note("no-2", "memo", "ex-do-1-0", "human:tester", h, when, h)
    told = {name: h for name in ("because", "difference", "said", "did", "how_known")}
    yield Action("ac-1", "action", h, owner_role=h, opened="2026-10-01", **told)
    yield Plan(
        "pl-1", h, period="2026", methods=("child feedback",), cases=(h,), agencies=(h,), voices=("child",)
    )
    yield Conversation("co-1", h, when, "human:anne", ("th-heard",), (h,))
