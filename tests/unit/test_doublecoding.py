"""Drawing, coding blind, seeing differences and settling them: on a small project."""

from __future__ import annotations

import json

import pytest
import small_project
from typer.testing import CliRunner

from lif_narrative.errors import NarrativeError, ReasonNeeded
from lif_narrative.project import Project

WORDS = "three plain words"


@pytest.fixture
def project(tmp_path):
    made = small_project.make(tmp_path)
    yield made
    made.close()


def other(project, name="human:second"):
    return Project.open(project.folder, actor=name)


def coded_twice(project):
    """Six excerpts, on one of which the two differ."""
    sample = project.draw_sample(6, by=(), coders=["human:tester", "human:second"])
    second = other(project)
    for person in (project, second):
        for excerpt in person.to_code_blind(sample.id)["id"]:
            themes = ["th-heard"] if excerpt in ("ex-do-1-0", "ex-do-3-0") else []
            if person is second and excerpt == "ex-do-2-1":
                themes = ["th-heard"]
            person.code_blind(sample.id, excerpt, themes)
    second.close()
    return sample


def test_a_draw_depends_on_the_seed_and_the_material_alone(project, tmp_path):
    drawn = [project.draw_sample(3, by=("method",), seed=seed).excerpts for seed in (1, 1, 2, 3, 4)]
    assert drawn[0] == drawn[1] and len(set(drawn)) > 1
    methods = {e: m for e, m in project.excerpts()[["id", "method"]].itertuples(index=False)}
    assert all(len({methods[e] for e in one}) == 3 for one in drawn)  # one at least from each stratum


def test_a_draw_that_cannot_be_made_says_why(project):
    for arguments, says in (((99,), "6 excerpts"), ((2, ["colour"]), "colour")):
        with pytest.raises(NarrativeError, match=says):
            project.draw_sample(*arguments)
    with pytest.raises(NarrativeError, match="purpose"):
        project.draw_sample(2, by=(), purpose="fun")


def test_what_waits_shows_no_coding_and_shrinks_as_it_is_coded(project):
    sample = project.draw_sample(6, by=())
    waits = project.to_code_blind(sample.id)
    assert len(waits) == 6 and not {"theme_id", "coder", "score", "polarity"} & set(waits.columns)
    project.code_blind(sample.id, waits["id"][0], [])
    assert len(project.to_code_blind(sample.id)) == 5
    assert project.samples()["done"][0] == {"human:tester": 1}


def test_what_was_coded_blind_is_kept_and_counts_as_a_persons_word(project):
    sample = project.draw_sample(6, by=())
    project.code_blind(sample.id, "ex-do-2-0", ["th-heard"])
    mine = project.codings().query("coder == 'human:tester'")
    assert mine[["excerpt_id", "theme_id", "blind"]].values.tolist() == [["ex-do-2-0", "th-heard", True]]
    with pytest.raises(NarrativeError, match="already"):
        project.code_blind(sample.id, "ex-do-2-0", [])
    with pytest.raises(NarrativeError, match="th-nothing"):
        project.code_blind(sample.id, "ex-do-1-0", ["th-nothing"])


def test_agreement_counts_blind_codings_and_says_of_how_many(project):
    sample = coded_twice(project)
    row = project.agreement(sample.id).loc["th-heard"]
    assert (row["denominator"], row["documents"], row["n"]) == (6, 3, 3)
    assert row["percent"] == pytest.approx(100 * 5 / 6)
    assert row["kappa"] == pytest.approx((5 / 6 - 0.5) / 0.5)  # 2 both, 1 one, 3 neither: chance is a half
    whole = project.agreement_overall(sample.id)
    assert whole.loc["percent", "value"] == pytest.approx(100 * 5 / 6)
    assert whole.loc["alpha_masi", "denominator"] == 6


def test_a_change_of_mind_after_talking_does_not_better_the_agreement(project):
    sample = coded_twice(project)
    before = project.agreement(sample.id)["kappa"].tolist()
    project.code("ex-do-2-1", "th-heard", "we talked")
    project.settle_coding("ex-do-2-1", "th-heard", True, "She says that her worker listened.")
    assert project.agreement(sample.id)["kappa"].tolist() == before


def test_people_are_set_beside_each_other_and_beside_the_model(project):
    sample = coded_twice(project)
    kinds = project.agreement_pairs(sample.id).groupby("kind")["denominator"].agg(["size", "max"])
    assert kinds.loc["person–person"].tolist() == [1, 6]
    assert kinds.loc["person–model"].tolist() == [2, 6]


def test_differences_are_hidden_from_whoever_has_still_to_code_them(project):
    sample = project.draw_sample(6, by=(), coders=["human:second", "human:third"])
    people = {name: other(project, name) for name in ("human:second", "human:third", "human:fourth")}
    people["human:second"].code_blind(sample.id, "ex-do-1-0", ["th-heard"])
    people["human:third"].code_blind(sample.id, "ex-do-1-0", [])
    people["human:fourth"].code_blind(project.draw_sample(6, by=()).id, "ex-do-3-0", ["th-heard"])
    assert len(people["human:second"].disagreements()) == 1
    assert people["human:fourth"].disagreements().empty  # has begun to code it elsewhere, and not come to it
    assert len(project.disagreements()) == 1
    for person in people.values():
        person.close()


def test_settling_needs_a_reason_and_counts_from_then_on(project):
    sample = coded_twice(project)
    row = project.disagreements(sample.id).iloc[0]
    assert (row["excerpt_id"], row["yes"], row["no"]) == ("ex-do-2-1", ["human:second"], ["human:tester"])
    with pytest.raises(ReasonNeeded):
        project.settle_coding("ex-do-2-1", "th-heard", False, " ")
    made = project.settle_coding("ex-do-2-1", "th-heard", False, "It is of lateness.", roles=["team manager"])
    assert made.before == {"human:second": True, "human:tester": False, "model:coder.v1": True}
    from lif_narrative.decisions import effective
    from lif_narrative.records import Coding
    from lif_narrative.story.material import decided

    assert ("ex-do-2-1", "th-heard") not in effective(project.store.read(Coding))  # though second said yes
    stands = decided(project.codings())
    assert stands.query("excerpt_id == 'ex-do-2-1' and theme_id == 'th-heard'").empty
    told = project.disagreements(sample.id).iloc[0]
    assert told["settled"] and not told["under"] and told["reason"] == "It is of lateness."


def test_what_is_settled_anew_by_another_counts_and_the_first_is_kept(project):
    coded_twice(project)
    first = project.settle_coding("ex-do-2-1", "th-heard", True, "Her worker listened.")
    second = other(project)
    again = second.settle_coding("ex-do-2-1", "th-heard", False, "Listened, but late.")
    second.close()
    assert again.replaces == first.id and len(project.settlements()) == 2
    from lif_narrative.decisions import effective, replay
    from lif_narrative.records import Coding, Event

    assert ("ex-do-2-1", "th-heard") not in effective(project.store.read(Coding))
    excerpts, themes = set(project.excerpts()["id"]), set(project.themes()["id"])
    replayed = replay(project.store.read(Event), excerpts, themes).codings
    assert ("ex-do-2-1", "th-heard") not in effective(replayed)  # and so after every later run


def test_the_trail_holds_no_word_of_a_reason(project):
    coded_twice(project)
    project.settle_coding("ex-do-2-1", "th-heard", True, "Her worker listened.")
    assert "listened" not in project.events().to_csv().lower()
    assert project.check_trail() == []


def test_passages_marked_blind_are_compared(project):
    second, text = other(project), project.documents().set_index("id").loc["do-1", "text"]
    project.mark("do-1", 10, 40, "th-heard", blind=True)
    second.mark("do-1", 12, 44, "th-heard", blind=True)
    told = project.agreement_passages()
    second.close()
    assert told.loc["th-heard", "characters"] == len(text) and 0.5 < told.loc["th-heard", "alpha_u"] < 1
    assert told.loc["th-heard", "passages"] == 2


def test_the_size_is_of_what_there_is(project):
    size = project.sample_size(0.6, 0.2, 0.3)
    assert size.n >= 94 and size.there_are == 6 and "wider" in size.says


def test_the_commands_say_the_same_words(project, monkeypatch):
    from lif_narrative.cli import app

    coded_twice(project)
    run = CliRunner().invoke
    where = ["--project", str(project.folder), "--json"]
    told = json.loads(run(app, ["agreement", "sample", "--n", "3", "--seed", "5", *where]).stdout)
    assert len(told["excerpts"]) == 3
    report = json.loads(run(app, ["agreement", "report", *where]).stdout)
    assert {row["theme_id"] for row in report["themes"]} == {"th-heard"}
    assert len(report["disagreements"]) == 1
    settled = run(app, ["agreement", "settle", "ex-do-2-1", "th-heard", "--reason", "We agreed.", *where])
    assert json.loads(settled.stdout)["under"] is True
    assert run(app, ["agreement", "report", "--project", str(project.folder)]).exit_code == 0
