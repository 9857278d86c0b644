"""The worked audit's story, as it was read and found right; see tests/golden/."""

from __future__ import annotations

import json
from pathlib import Path

from small_audit import codings, material

from lif_narrative import story
from lif_narrative.export import export
from lif_narrative.triangulate import triangulate

GOLDEN = Path(__file__).parents[1] / "golden"


def test_the_worked_audit_s_matrix_and_issues_are_as_reviewed():
    found = triangulate(codings())
    told = {"issues": found.issues.drop(columns="n_agencies").to_dict("records"),
            "matrix": found.convergence.query("relation != 'silence'").drop(columns="why").to_dict("records"),
            "gaps": found.gaps["what"].tolist()}  # fmt: skip
    assert json.loads(json.dumps(told)) == json.loads(
        (GOLDEN / "worked_audit.json").read_text(encoding="utf-8")
    )


def test_the_worked_audit_s_story_is_as_reviewed(tmp_path):
    path = export(story.draft("Is help in time?", material()), tmp_path / "story.md")
    text = path.read_text(encoding="utf-8").split("<!-- lif-story")[0]
    assert text.rstrip() == (GOLDEN / "worked_story.md").read_text(encoding="utf-8").rstrip()
