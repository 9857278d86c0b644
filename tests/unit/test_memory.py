"""What is kept of a project in memory: never another thing than would be read anew."""

from __future__ import annotations

import pandas as pd
from small_project import make

from lif_narrative.memory import recall
from lif_narrative.project import Project
from lif_narrative.records import Plan
from lif_narrative.telling import cautions, material

FRAMES = ("excerpts", "documents", "themes", "codings")


def anew(project: Project) -> Project:
    """The same project as another process would see it."""
    return Project.open(project.folder, actor=project.actor)


def test_a_thing_is_made_again_only_after_an_act_that_matters_whoever_did_it(tmp_path):
    here, there = (Project.open(tmp_path / "p", actor=f"human:{name}") for name in ("one", "two"))
    made: list[int] = []

    def ask() -> int:
        return recall(here.store, "thing", lambda: made.append(1) or len(made))

    assert [ask(), ask()] == [1, 1]
    there.memo("th-1", "A note on a theme.")  # changes no material
    assert ask() == 1
    there.plan(Plan("pl-1", "Are children heard?"))
    assert ask() == 2


def test_every_frame_is_as_it_would_be_read_anew_after_each_act_of_anybody(tmp_path):
    here = make(tmp_path)
    there = anew(here)
    excerpt, theme = here.excerpts()["id"].iloc[0], here.themes()["id"].iloc[0]
    acts = (
        lambda: None,
        lambda: there.code(excerpt, theme),
        lambda: here.reject(excerpt, theme, "I see it otherwise."),
        lambda: there.withdraw(excerpt, theme),
        lambda: there.mark(here.documents()["id"].iloc[0], 0, 3, theme),
    )
    for act in acts:
        act()
        for name in FRAMES:
            pd.testing.assert_frame_equal(getattr(here, name)(), getattr(anew(here), name)())


def test_whoever_changes_a_frame_changes_only_their_own(tmp_path):
    project = make(tmp_path)
    for name in FRAMES:
        first = getattr(project, name)()
        first.iloc[:, 0] = "changed"
        first["more"] = 1
        pd.testing.assert_frame_equal(getattr(project, name)(), getattr(anew(project), name)())


def test_a_story_and_its_cautions_are_the_same_from_memory_and_anew(tmp_path):
    project = make(tmp_path)
    told = project.story("Are children heard?")
    project.save(told)
    block = next(block for block in told.record.blocks if block.evidence)
    project.accept(told.record.id, block.id, block.evidence[0].excerpt_id)
    here, other = (opened.story("Are children heard?") for opened in (project, anew(project)))
    assert (here.record, here.tables, here.exhibits, here.head) == (
        other.record, other.tables, other.exhibits, other.head,
    )  # fmt: skip
    assert cautions(project, here) == cautions(anew(project), other)
    assert material(project).head == material(anew(project)).head
