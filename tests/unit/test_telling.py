"""A project's stories: kept as drafts, accepted by people, and final only on what was accepted."""

from __future__ import annotations

import pytest

from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Block, Evidence, Story


@pytest.fixture
def project(tmp_path):
    opened = Project.open(tmp_path / "project", actor="human:test")
    yield opened
    opened.close()


DRAFT = Story("st-1", "Heard?", "Are children heard?", "", 1,
              (Block("b-1", "claim", "works", "They are.", evidence=(Evidence("ex-1"),)),))  # fmt: skip


def test_a_draft_is_kept_and_is_no_final_story_until_its_evidence_is_accepted(project):
    project.save(DRAFT)
    with pytest.raises(NarrativeError, match="still a draft"):
        project.save(DRAFT, final=True)
    project.accept("st-1", "b-1", "ex-1")
    accepted = project.store.read(Story)[0]
    assert accepted.blocks[0].evidence[0].accepted_by == "human:test"
    project.save(accepted, final=True)
    assert project.events()["verb"].tolist() == ["saved", "accepted", "finished story"]


def test_a_model_accepts_nothing(project, tmp_path):
    project.save(DRAFT)
    with pytest.raises(NarrativeError, match="Only a person"):
        Project.open(tmp_path / "project", actor="model:coder").accept("st-1", "b-1", "ex-1")


def test_a_claim_without_evidence_is_never_final(project):
    bare = Story("st-2", "Heard?", "Heard?", "", 1, (Block("b-1", "claim", "works", "They are."),))
    with pytest.raises(NarrativeError, match="without evidence"):
        project.save(bare, final=True)
