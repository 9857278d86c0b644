"""Themes found beyond the codebook come with their evidence: accounts, voices, the nearest known theme."""

import pytest

from lif_narrative.codebook import Codebook
from lif_narrative.project import Project
from lif_narrative.records import Coding, Theme
from lif_narrative.steps.proposing import Heard, heard, with_evidence

NEW = Theme("th-new", "Boilers", "Texts about boilers.", memo="Found in 4 texts.", status="proposed")


def placed(*excerpts):
    return [Coding(name, NEW.id, "model:finder.v1", 0.5, "run") for name in excerpts]


def memo(*told):
    (theme,) = with_evidence(
        [NEW], placed(*(row.excerpt_id for row in told)), {row.excerpt_id: row for row in told}
    )
    assert theme.id == NEW.id and theme.definition == NEW.definition
    return theme.memo


def test_excerpts_of_one_account_are_one_telling():
    told = [Heard(f"e{n}", "return 1", "practitioner") for n in range(3)]
    assert memo(*told) == "Found in 4 texts. Told in one account by practitioners."


@pytest.mark.parametrize(
    ("voices", "said"),
    [(("parent_carer", "child"), " by children and parents and carers."), (("none", ""), ".")],
)
def test_voices_are_said_in_words_and_no_voice_is_not_invented(voices, said):
    told = [Heard(f"e{n}", f"a{n}", voice) for n, voice in enumerate(voices)]
    assert memo(*told) == f"Found in 4 texts. Told in two accounts{said}"


def test_what_nobody_attributed_counts_by_itself():
    assert "two accounts" in memo(Heard("e1", "", "child"), Heard("e2", "", "child"))


def test_a_theme_without_excerpts_stays_as_it_is():
    assert with_evidence([NEW], [], {}) == [NEW]


def test_a_run_writes_the_evidence_of_what_it_proposes(tmp_path):
    things, states = ("boiler", "car", "oven", "lift"), ("broken", "late", "gone")
    folder = tmp_path / "in"
    folder.mkdir()
    for thing in things:
        lines = [f"The {thing} was {state} for weeks. " for state in states]
        (folder / f"{thing}.txt").write_text("".join(lines), encoding="utf-8")
    project = Project.open(tmp_path / "audit", actor="human:test")
    project.ingest(folder)
    project.adopt(Codebook((Theme("court", "Court", "Care proceedings, hearings and judges."),)))
    project.run(upto="theme")
    voices = {row.excerpt_id: row for row in heard(project)}
    themes, codings = project.themes(), project.codings()
    project.close()
    proposed = themes[themes["status"] == "proposed"]
    assert len(proposed)
    for row in proposed.itertuples():
        own = [voices[name] for name in codings[codings["theme_id"] == row.id]["excerpt_id"]]
        (theme,) = with_evidence([NEW], placed(*(one.excerpt_id for one in own)), voices)
        assert row.memo.endswith(theme.memo.removeprefix(NEW.memo)) and "nearest to “Court”" in row.memo
