"""A project of as many excerpts as is asked for, in seconds: invented words, written through the store.

python tests/browser/many_excerpts.py FOLDER 50000
"""

from __future__ import annotations

import random
import sys
from itertools import combinations
from pathlib import Path

import sqlalchemy as sa

from lif_narrative.project import Project
from lif_narrative.records import (
    Appraisal,
    Change,
    Coding,
    Convergence,
    Document,
    Excerpt,
    Gap,
    Indicator,
    Issue,
    Measure,
    Paragraph,
    Run,
    SetAside,
    Source,
    Theme,
)

A_DOCUMENT, A_SOURCE, THEMES = 20, 4, 30  # excerpts, documents, and how many themes
METHODS = ("single-agency audit", "multi-agency audit", "child feedback", "family feedback", "supervision",
           "case review")  # fmt: skip
AGENCIES = ("housing", "health visiting", "school", "police", "youth service", "early help", "hospital", "")
VOICES = ("auditor", "child", "parent_carer", "practitioner", "manager", "none")
POLARITIES = ("strength", "concern", "mixed", "neutral")
SYLLABLES = ("ba", "den", "fo", "gil", "ha", "ker", "lo", "mun", "ni", "pel", "ra", "sto", "ti", "vor", "wen")
WORDS = tuple(a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES)  # common ones come first
STEPS = ("deidentify", "segment", "embed", "appraise", "theme", "triangulate")


def make(folder: Path, n: int = 50_000, seed: int = 0) -> Project:
    """The project in a folder: `n` excerpts, 20 a document, coded under 30 themes and triangulated."""
    dice = random.Random(seed)
    project = Project.open(folder, actor="human:reviewer")
    store = project.store
    documents = [document(i, dice) for i in range(n // A_DOCUMENT)]
    excerpts = [e for d in documents for e in cut(d)]
    groups = [sources(documents), documents, excerpts, [appraised(e, dice) for e in excerpts], themes(),
              [c for e in excerpts for c in coded(e, dice)], *found(dice), *numbers(dice)]  # fmt: skip
    with store.writing() as connection:
        for group in groups:
            store.add(connection, group)
        for step in STEPS:
            run = Run(f"run-{step}", step, "f", "i", "o", {}, "2026-10-01T00:00:00", "2026-10-01T00:01:00", 1)
            store.put(connection, run)
            connection.execute(sa.insert(store.meta.tables["done"]).values(step=step, run_id=run.id))
    return project


def document(i: int, dice: random.Random) -> Document:
    """One document, with a paragraph for every two sentences."""
    text, paragraphs = "", []
    for p in range(A_DOCUMENT // 2):
        said = [sentence(dice) for _ in range(2)]
        body = " ".join(said)
        paragraphs.append(Paragraph(len(text), len(text) + len(body), locator=f"p{p}", account=f"ac-{i}",
                                    question=f"What was seen, part {p}?"))  # fmt: skip
        text += body + "\n"
    year = dice.choice((2025, 2026))
    return Document(f"do-{i:06d}", f"so-{i // A_SOURCE:05d}", f"part {i % A_SOURCE}", f"C{i // 6:04d}",
                    METHODS[(i // A_SOURCE) % len(METHODS)], dice.choice(AGENCIES), "", str(year),
                    f"{year}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}", text,
                    tuple(paragraphs))  # fmt: skip


def sentence(dice: random.Random) -> str:
    """Twelve to twenty invented words, some of them common, as in any language."""
    words = [WORDS[int(len(WORDS) * dice.random() ** 3)] for _ in range(dice.randint(12, 20))]
    return " ".join(words).capitalize() + "."


def sources(documents: list[Document]) -> list[Source]:
    first = {d.source_id: d for d in documents}
    return [Source(i, f"{i[3:]:0>64}", "txt", 4096, method=d.method) for i, d in first.items()]


def cut(document: Document) -> list[Excerpt]:
    """Its sentences: two a paragraph."""
    made = []
    for p, paragraph in enumerate(document.paragraphs):
        half = document.text.index(". ", paragraph.start) + 1
        for q, (start, end) in enumerate(((paragraph.start, half), (half + 1, paragraph.end))):
            made.append(Excerpt(f"ex-{document.id[3:]}-{2 * p + q:02d}", document.id, start, end,
                                paragraph.start, paragraph.end, paragraph.locator, paragraph.account,
                                (2 * p + q) % 25 == 24, "", document.text[start:end],
                                paragraph.question))  # fmt: skip
    return made


def appraised(excerpt: Excerpt, dice: random.Random) -> Appraisal:
    polarity = dice.choice(POLARITIES)
    shares = {p: 0.1 for p in POLARITIES} | {polarity: round(0.5 + dice.random() * 0.4, 4)}
    return Appraisal(excerpt.id, polarity, *shares.values(), dice.choice(VOICES), "none", "unstated")


def themes() -> list[Theme]:
    accepted = [Theme(f"th-{i:02d}", f"Theme number {i} of the codebook", f"What is said about matter {i}.",
                      parent=f"th-{i - i % 5:02d}" if i % 5 else "") for i in range(THEMES)]  # fmt: skip
    return [*accepted, *(Theme(f"th-new-{i}", f"Found words {i}", status="proposed") for i in range(4))]


def coded(excerpt: Excerpt, dice: random.Random) -> list[Coding]:
    chosen = dice.sample(range(THEMES), dice.choice((0, 1, 1, 1, 2, 3)))
    scores = {i: round(0.5 + dice.random() / 2, 4) for i in sorted(chosen)}
    return [Coding(excerpt.id, f"th-{i:02d}", "model:coder.v1", s, "run-theme") for i, s in scores.items()]


def found(dice: random.Random) -> list[list]:
    """What triangulation would have written, drawn by lot: the pages only read it."""
    names = {t.id: t.name for t in themes() if t.status == "accepted"}
    badges = ("converging", "contested", "single-source")
    issues = [Issue(i, name, dice.choice(badges), 300, 500, 2000, 6, 5, dice.randint(100, 900),
                    dice.randint(100, 900), dice.choice(("new", "continuing", "")))
              for i, name in names.items()]  # fmt: skip
    pairs = list(combinations(sorted(METHODS), 2))
    cells = [Convergence(i, a, b, dice.choice(("agreement", "silence", "dissonance")))
             for i in names for a, b in pairs]  # fmt: skip
    changes = [Change(i, "continuing", 100, 40, 60, 120, 60, 60, 0.5, 0.7, 0.4, 0.6, True) for i in names]
    gaps = [Gap(f"ga-{i}", "voice", f"No child was heard for case C{i:04d}.", "", "Ask the worker.")
            for i in range(60)]  # fmt: skip
    aside = [SetAside(f"sa-{i}", f"{i:064d}", "ingest", "", "broken.docx is not a Word file.")
             for i in range(8)]  # fmt: skip
    return [issues, cells, changes, gaps, aside]


def numbers(dice: random.Random) -> list[list]:
    indicators = [Indicator(f"in-{i}", f"Visits in time, district {i}", "how many", "%") for i in range(5)]
    measures = [Measure(f"me-{i}-{q}", f"in-{i}", "so-00000", f"2025 Q{q}", "", 50 + q, 100,
                        50.0 + dice.randint(0, 20), "%") for i in range(5) for q in range(1, 5)]  # fmt: skip
    return [indicators, measures]


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
