"""The life of a codebook: what people coded follows a merge, returns with a restore, and is counted."""

from __future__ import annotations

import contextlib

import pandas as pd
import pytest

from lif_narrative.decisions import replay
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Event, Theme

THEMES = {"id": ["time", "bond", "plan"], "name": ["Time", "Trust", "A plan people know"],
          "definition": ["Unhurried time.", "A worker who is trusted.", "The plan is known."]}  # fmt: skip
NOTE = "She came every week and stayed. He trusted her with it. Nobody had read the plan. They had tea.\n"


@pytest.fixture
def project(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "visit.txt").write_text(NOTE, encoding="utf-8")
    with contextlib.closing(Project.open(tmp_path / "project", actor="human:ana")) as opened:
        opened.ingest(files)
        opened.adopt(pd.DataFrame(THEMES))
        opened.run("segment")
        for excerpt, theme in zip(opened.excerpts()["id"], ["time", "bond", "plan"], strict=False):
            opened.code(excerpt, theme)
        opened.code(opened.excerpts()["id"][3], "time")
        yield opened


def coded(project: Project) -> dict[str, str]:
    return dict(project.codings()[["excerpt_id", "theme_id"]].values)


def replayed(project: Project) -> dict[str, str]:
    store = project.store
    themes = {t.id for t in store.read(Theme)}
    found = replay(store.read(Event), set(project.excerpts()["id"]), themes)
    counts = {t.id for t in store.read(Theme) if t.status == "accepted"}
    return {c.excerpt_id: c.theme_id for c in found.codings if c.theme_id in counts}


def test_codings_follow_a_merge_at_once_and_in_every_later_run(project):
    before = coded(project)
    project.merge_themes(["bond"], "time", reason="one is the ground of the other")
    after = coded(project)
    assert sorted(after.values()) == ["plan", "time", "time", "time"]
    assert {e for e, t in before.items() if t == "bond"} <= {e for e, t in after.items() if t == "time"}
    assert replayed(project) == after


def test_a_merged_theme_restored_has_its_codings_again(project):
    before = coded(project)
    project.merge_themes(["bond"], "time")
    project.merge_themes(["time"], "plan")
    assert set(replayed(project).values()) == {"plan"}
    project.restore_theme("time")
    project.restore_theme("bond")
    assert replayed(project) == before


def test_what_a_merge_will_do_is_counted_before_it_is_done(project):
    effect = project.effect_of("merge", "bond", into="time")
    assert (effect.excerpts, effect.by_people, effect.both, effect.accounts) == (1, 1, 0, 1)
    assert "'Trust' is retired" in effect.says and "'Time'" in effect.says
    assert len(project.themes().query("status == 'accepted'")) == 3  # nothing was done


def test_a_split_codes_what_was_told_apart(project):
    first, _, _, last = project.excerpts()["id"]
    parts = [{"name": "Regular visits", "definition": "They come when they said."},
             {"name": "Ease", "definition": "Being at ease together."}]  # fmt: skip
    made = project.split_theme("time", parts, {first: 0, last: 1}, reason="two things")
    assert [replayed(project)[e] for e in (first, last)] == [t.id for t in made]
    held = project.themes().set_index("id")["status"]
    assert held["time"] == "retired" and {held[t.id] for t in made} == {"accepted"}


def test_history_reads_as_prose_with_who_and_why(project):
    project.change_theme("time", "families say it so", name="Someone with time")
    project.merge_themes(["bond"], "time", reason="one is the ground of the other")
    (renamed,) = project.history_of("time")
    assert renamed.endswith(
        "ana changed its name from 'Time' to 'Someone with time', because families say it so."
    )
    (merged,) = project.history_of("bond")
    assert "ana merged it into 'Someone with time', because one is the ground" in merged


def test_two_moments_of_the_codebook_are_compared(project):
    then = int(project.events()["position"].max())
    project.change_theme("plan", watch=True)
    project.retire_theme("bond", "nobody uses it")
    told = project.codebook_between(then)
    assert told[["theme_id", "what", "before", "after"]].values.tolist() == [
        ["bond", "in the codebook", "yes", ""], ["plan", "watch", "False", "True"],
    ]  # fmt: skip
    assert project.codebook_between(then, then).empty


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda p: p.merge_themes(["time"], "time"), "another one that takes them in"),
        (lambda p: p.change_theme("time", parent="nowhere"), "parent"),
        (lambda p: p.change_theme("time", colour="red"), "No field of a theme is called 'colour'"),
        (lambda p: p.change_theme("time", name="  "), "needs a name"),
        (lambda p: p.accept_theme("time"), "accepted already"),
        (lambda p: p.split_theme("time", [{"name": "x"}], {}), "two or more parts"),
        (lambda p: p.retire_theme("none"), "no theme none"),
        (lambda p: p.division_of("bond"), "too few to be divided"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_changes(project, act, says):
    before = len(project.events())
    with pytest.raises(NarrativeError, match=says):
        act(project)
    assert len(project.events()) == before


def test_a_theme_with_others_under_it_is_not_taken_away(project):
    project.change_theme("bond", parent="time")
    with pytest.raises(NarrativeError, match="themes under it"):
        project.retire_theme("time")


def test_a_proposal_is_accepted_in_better_words_or_refused_for_good(project):
    with project.store.writing() as connection:
        project.store.add(
            connection, [Theme("th-1", "visit, week", "Texts about visits.", status="proposed")]
        )
    project.accept_theme("th-1", "it recurs", name="Regular visits")
    assert project.themes().set_index("id").loc["th-1", ["name", "status"]].tolist() == [
        "Regular visits",
        "accepted",
    ]
    project.retire_theme("th-1")
    assert project.themes().set_index("id").loc["th-1", "status"] == "retired"
