"""A small real project, its records written by hand: two children, three methods, markup in every field."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from lif_narrative.project import Project
from lif_narrative.records import (
    Appraisal,
    Coding,
    Convergence,
    Document,
    Excerpt,
    Gap,
    Issue,
    Paragraph,
    Run,
    SetAside,
    Source,
    Theme,
)

NASTY = "<script>alert(1)</script> **bold** $x$ :smile: [a](javascript:alert(2)) =SUM(A1) \u202eתורה 👧🏽"
TEXTS = {
    "do-1": (
        "single-agency audit", "housing", "M1",
        [("She was seen alone on every visit, and her words are in the plan.", "strength", "auditor"),
         ("The father was not asked about anything.", "concern", "auditor"),
         (f"A note that holds markup: {NASTY}", "neutral", "auditor")],
    ),
    "do-2": (
        "family feedback", "", "M2",
        [("Nobody ever came back to tell us what was decided.", "concern", "parent_carer"),
         ("My worker listened, although she was often late.", "mixed", "parent_carer")],
    ),
    "do-3": ("child feedback", "", "", [("They asked me and then they did it.", "strength", "child")]),
}  # fmt: skip
THEMES = {
    "th-heard": ("Children are heard", [("ex-do-1-0", 0.92), ("ex-do-3-0", 0.81), ("ex-do-2-1", 0.55)]),
    "th-father": ("Fathers <b>are</b> seen *always*", [("ex-do-1-1", 0.88)]),
    "th-back": ("People are told what happened", [("ex-do-2-0", 0.77)]),
    "th-none": ("A theme without words", []),
}


def make(folder: Path) -> Project:
    """The project, analysed, in a folder of its own."""
    project = Project.open(folder / "small", actor="human:tester")
    store = project.store
    with store.writing() as connection:
        for group in (sources(), documents(), excerpts(), appraisals(), themes(), codings(), findings()):
            for record in group:
                store.put(connection, record)
        run = Run(
            "run-1", "triangulate", "f", "i", "o", {}, "2026-10-01T00:00:00", "2026-10-01T00:00:01", 1.0
        )
        store.put(connection, run)
        connection.execute(sa.insert(store.meta.tables["done"]).values(step="triangulate", run_id="run-1"))
    return project


def sources():
    return [Source(f"so-{d}", f"{d:x<64}", "txt", 10, method=m) for d, (m, *_) in TEXTS.items()]


def documents():
    for name, (method, agency, case, rows) in TEXTS.items():
        text, paragraphs = "A heading\n", [Paragraph(0, 9, "heading")]
        for i, (words, _, _) in enumerate(rows):
            paragraphs.append(
                Paragraph(len(text), len(text) + len(words), account=f"{name}-a", question=f"Q{i}?")
            )
            text += words + "\n"
        yield Document(
            name, f"so-{name}", "", case, method, agency, "", "2026", "2026-10-14", text, tuple(paragraphs)
        )


def excerpts():
    for name, (_, _, _, rows) in TEXTS.items():
        at = len("A heading\n")
        for i, (words, _, _) in enumerate(rows):
            end = at + len(words)
            yield Excerpt(
                f"ex-{name}-{i}", name, at, end, at, end, f"p{i}", f"{name}-a", False, "", words, f"Q{i}?"
            )
            at = end + 1


def appraisals():
    for name, (*_, rows) in TEXTS.items():
        for i, (_, polarity, voice) in enumerate(rows):
            shares = {p: 0.7 if p == polarity else 0.1 for p in ("strength", "concern", "mixed", "neutral")}
            yield Appraisal(f"ex-{name}-{i}", polarity, *shares.values(), voice, "none", "unstated")


def themes():
    return [
        Theme(i, name, f"What is said of {name}.", watch=i == "th-none") for i, (name, _) in THEMES.items()
    ]


def codings():
    return [Coding(e, t, "model:coder.v1", s, "run-0") for t, (_, rows) in THEMES.items() for e, s in rows]


def findings():
    yield Issue("th-heard", "Children are heard", "contested", 2, 3, 3, 3, 3, 3, 1, "improving")
    yield Issue("th-father", THEMES["th-father"][0], "single-source", 1, 1, 1, 1, 1, 0, 1, "")
    yield Issue("th-back", "People are told what happened", "single-source", 1, 1, 1, 1, 1, 0, 1, "new")
    yield Convergence("th-heard", "child feedback", "family feedback", "partial agreement")
    yield Gap(
        "g-1", "watched theme", "A theme without words: looked for in all, and not found.", "th-none", "Ask."
    )
    yield Gap("g-2", "voice", f"No child was heard for case M1. {NASTY}", "", "Ask the worker.")
    yield SetAside("sa-1", "b" * 64, "ingest", "", "broken.docx is not a Word file: its archive ends early.")
