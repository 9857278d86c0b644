"""A real small project, taken in from two forms, with a codebook, coded by hand: something to talk over."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lif_narrative.project import Project

FORMS = {
    "first.txt": """Audit return: supervision, autumn 2026

Case number TAR-2040117

Was the child heard?

She was seen alone on every visit, and her words are in the plan. The father was not asked about anything.
""",
    "second.txt": """Audit return: supervision, autumn 2026

Case number TAR-3050228

Was the child heard?

Nobody wrote down what he said about moving house. His worker came back to tell him what was decided.
""",
}
THEMES = [
    {
        "id": "th-heard",
        "name": "Children are heard",
        "definition": "Children are asked, and what they say counts.",
    },
    {"id": "th-father", "name": "Fathers <b>are</b> seen", "definition": "Fathers are asked and included."},
]


def make(folder: Path) -> Project:
    """The project, segmented and coded, in a folder of its own."""
    files = folder / "files"
    files.mkdir()
    for name, text in FORMS.items():
        (files / name).write_text(text, encoding="utf-8")
    project = Project.open(folder / "meeting", actor="human:tester")
    project.ingest(files)
    project.run(upto="segment")
    project.adopt(pd.DataFrame(THEMES))
    for excerpt in project.excerpts()["id"]:
        project.code(excerpt, "th-heard")
    return project
