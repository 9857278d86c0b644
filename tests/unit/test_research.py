"""Manifests, replicas, comparisons: the same result twice, and what moved when one thing was changed."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest
import small_project

import lif_narrative as lif
from lif_narrative import events
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Event, Run, Stability, Theme
from lif_narrative.research import matching
from lif_narrative.research.comparing import COLUMNS, THEMES, compare
from lif_narrative.research.kept import found, latest
from lif_narrative.research.machine import machine
from lif_narrative.research.replicating import wished


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The small project, really run, with one decision of a person."""
    project = small_project.make(tmp_path_factory.mktemp("research"))
    project.run()
    told = project.excerpts().set_index("text")["id"]
    project.code(told["Nobody ever came back to tell us what was decided."], "th-heard", reason="being told")
    run = project.run()
    yield run
    project.close()


@pytest.fixture(scope="module")
def replica(ran):
    return lif.replicate(ran, theme={})


def everything(project):
    """All rows of all tables, and all files that are not derived."""
    tables = {name: project.store.rows(table.select()) for name, table in project.store.meta.tables.items()}
    return json.dumps(tables, default=str, sort_keys=True)


def test_a_manifest_says_what_the_run_was_and_holds_no_word_of_the_material(ran, tmp_path):
    told = ran.project.manifest(tmp_path / "run.json")
    for part in ("settings", "seed", "version", "libraries", "models", "inputs", "outputs", "seconds"):
        assert part in told
    assert all(len(sha) >= 12 for sha in told["models"].values())
    assert set(told["machine"]) == {"system", "processor", "int8 dot products", "network reachable"}
    text = (tmp_path / "run.json").read_text(encoding="utf-8")
    for _, _, _, rows in small_project.TEXTS.values():
        assert not any(words[:20] in text for words, _, _ in rows)


def test_a_run_verifies_against_its_own_manifest_and_says_what_differs(ran, tmp_path):
    path = tmp_path / "run.json"
    told = ran.project.manifest(path)
    assert ran.project.verify_run(path).ok
    told["models"]["coder"], told["outputs"]["Coding"] = "another", "another"
    path.write_text(json.dumps(told), encoding="utf-8")
    checked = ran.project.verify_run(path)
    assert not checked.ok and list(checked.apart["what"]) == ["Coding", "coder"]
    assert list(checked.apart["decides"]) == [True, False]


def test_a_last_bit_of_a_probability_changes_no_verdict_and_a_thousandth_does(ran, tmp_path):
    path = tmp_path / "run.json"
    told = ran.project.manifest(path)
    for shift, ok in ((1e-6, True), (2e-3, False)):
        other = json.loads(json.dumps(told))
        other["numbers"]["Coding.score"][1] += shift
        path.write_text(json.dumps(other), encoding="utf-8")
        assert ran.project.verify_run(path).ok is ok


def test_what_is_no_manifest_is_refused(ran, tmp_path):
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    with pytest.raises(NarrativeError, match="no manifest"):
        ran.project.verify_run(tmp_path / "x.json")


def test_a_manifest_waits_for_a_run(tmp_path):
    project = Project.open(tmp_path / "new")
    with pytest.raises(NarrativeError, match="not run yet"):
        project.manifest()
    project.close()


def test_the_machine_is_asked_without_a_call(monkeypatch):
    import socket

    def refuse(*_):
        raise AssertionError("a socket was made")

    monkeypatch.setattr(socket, "socket", refuse)
    assert machine()["system"]


def test_a_replica_without_a_change_moves_nothing(ran, replica):
    told = compare(ran, replica)
    assert told.moved.empty and told.changed.empty and told.excerpts == 6
    assert list(told.moved.columns) == COLUMNS and list(told.themes.columns) == THEMES


def test_a_replica_leaves_the_original_as_it_was(ran):
    before = everything(ran.project)
    lif.replicate(ran, seed=7)
    assert everything(ran.project) == before


def test_a_replica_keeps_peoples_decisions(ran, replica):
    codings = replica.project.codings()
    mine = codings[codings["coder"].str.startswith("human:")]
    assert len(mine) == 1 and set(mine["theme_id"]) == {"th-heard"}


def test_a_replica_is_away_from_the_vault(replica):
    with pytest.raises(NarrativeError):
        replica.project.vault  # noqa: B018
    replica.project.run()


def test_forgetting_takes_the_replicas_along(ran, tmp_path):
    from lif_narrative.erasing import clear

    shutil.copytree(ran.project.folder, tmp_path / "copy", symlinks=True)
    copy = Project.open(tmp_path / "copy")
    clear(copy.folder, copy.store)
    assert not (copy.folder / "replicas").exists() and not (copy.folder / "shards").exists()
    copy.close()


@pytest.mark.slow
def test_a_changed_setting_is_named_with_what_moved(ran):
    told = compare(ran, lif.replicate(ran, segment={"max_words": 6}))
    assert list(told.changed["what"]) == ["segment.max_words"]
    assert set(told.moved["kind"]) <= {"excerpt", "theme", "issue"} and not told.moved.empty
    assert "place" in set(told.moved["matched_by"]) or "present" in set(told.moved["what"])
    assert told.picture.alt and "</svg>" in told.picture.still.svg


def test_what_a_replica_cannot_change_is_refused(ran):
    with pytest.raises(NarrativeError, match="nothing that a replica can change"):
        lif.replicate(ran, colour="blue")


def test_a_run_read_from_the_record_does_not_know_its_project(ran):
    bare = ran.project.store.read(Run)[-1]
    with pytest.raises(NarrativeError, match="does not know its project"):
        compare(bare, ran)


def test_findings_that_are_gone_are_made_again_while_the_project_stands(ran):
    shutil.rmtree(ran.project.folder / "shards")
    assert len(found(latest(ran.project)).excerpts) == 6


def test_wishes_of_the_command_line_are_read():
    assert wished(["seed=1", "segment.max_words=40", "encoder=minilm"]) == {
        "seed": 1, "segment": {"max_words": 40}, "encoder": "minilm",
    }  # fmt: skip
    with pytest.raises(NarrativeError, match="name=value"):
        wished(["seed"])


def test_excerpts_meet_by_id_then_place_then_words():
    columns = ["id", "document_id", "start", "end", "words"]
    a = pd.DataFrame([("a", "d", 0, 9, "w1"), ("b", "d", 10, 20, "w2"), ("c", "e", 0, 5, "w3")],
                     columns=columns)  # fmt: skip
    b = pd.DataFrame([("a", "d", 0, 9, "w1"), ("x", "d", 10, 16, "w9"), ("y", "f", 0, 5, "w3")],
                     columns=columns)  # fmt: skip
    assert matching.excerpts(a, b) == {"a": ("a", "id"), "x": ("b", "place"), "y": ("c", "words")}


def test_sensitivity_says_how_firm_each_theme_is_and_keeps_it(ran):
    told = ran.project.sensitivity(seeds=1, shuffles=1, subsamples=2, encoders=())
    assert told.order_free and told.excerpts == 6
    assert ((told.themes["low"] <= told.themes["stability"] + 1e-9)
            & (told.themes["stability"] <= told.themes["high"] + 1e-9)).all()  # fmt: skip
    kept = ran.project.stability()
    assert set(kept["theme_id"]) == set(told.themes["theme_id"])
    assert "</svg>" in told.picture.still.svg and told.picture.chart.to_dict()
    assert ran.project.store.read(Event)[-1].verb == "measured how firm themes are"


def test_a_theme_of_few_excerpts_never_looks_sure(ran):
    told = ran.project.sensitivity(seeds=0, shuffles=0, subsamples=1, encoders=(), cuts=(1.0,)).themes
    small = told[told["size"] < 4]
    assert len(small) and not (small["says"] == "firm").any()


def test_what_is_measured_again_starts_from_the_runs_own_codings(ran):
    from lif_narrative.decisions import scored
    from lif_narrative.records import Coding
    from lif_narrative.research.recoding import recoding

    held = recoding(ran.project, {"seed": 0}).done()
    own = {(excerpt, theme) for excerpt, theme in scored(ran.project.store.read(Coding))}
    assert {(e, theme.removeprefix("found ")) for theme, es in held.items() for e in es} == own


def test_a_theme_that_is_not_firm_is_said_to_be_wherever_it_is_shown(ran):
    from lif_narrative import overview
    from lif_narrative.export.sheets import themes as sheet
    from lif_narrative.pipeline import latest as last
    from lif_narrative.story.drafting import Draft
    from lif_narrative.telling import material

    project = ran.project
    run = last(project, "theme").id
    with project.store.writing() as connection:
        project.store.replace(
            connection, Stability, [Stability("th-heard", 0.3, 0.1, 0.6, "not firm", "threshold", 3, 9, run)]
        )
        events.append(project.store, connection, project.actor, "measured how firm themes are", "")
    said = "Not firm: 30% of its excerpts stay (95% interval 10% to 60%) when the threshold is changed."
    assert overview.firmness(project)["th-heard"] == said
    held = material(project)
    assert held.names()["th-heard"]["firmness"] == said
    assert any(said in row for row in sheet(Draft("", held)).rows)


def test_themes_beyond_the_codebook_are_sought_with_an_encoder_of_any_width():
    from lif_narrative.codebook import Codebook
    from lif_narrative.embed import Encoder
    from lif_narrative.steps.finding import beyond_codebook
    from lif_narrative.steps.reading import Plain

    texts = [f"The {thing} was {state} for weeks." for thing in ("boiler", "car", "oven", "lift")
             for state in ("broken", "late", "gone")]  # fmt: skip
    rows = [Plain(f"ex-{n}", text, text, "", "", "", False) for n, text in enumerate(texts)]
    known = Codebook((Theme("court", "Court", "Care proceedings, hearings and judges."),))
    found, placed = beyond_codebook(rows, known, Encoder("static"), 0, "run")
    assert {coding.theme_id for coding in placed} == {theme.id for theme in found}
    assert found and all("nearest to “Court”" in theme.memo for theme in found)
