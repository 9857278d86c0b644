"""What a project keeps of triangulation, and what people say of it."""

from __future__ import annotations

import pytest
import small_project
from hashed import Hashed

from lif_narrative import pipeline
from lif_narrative.errors import NarrativeError
from lif_narrative.progress import silent
from lif_narrative.records import Action, Gap, Indicator, Measure, Plan
from lif_narrative.steps import triangulation


class Quick(Hashed):
    """The quick encoder, made as the project makes its own."""

    name = "quick"

    def __init__(self, *_, **__):
        pass


@pytest.fixture(scope="module", autouse=True)
def quick():
    """A quick encoder wherever the project takes its own."""
    patch = pytest.MonkeyPatch()
    patch.setattr("lif_narrative.embed.Encoder", Quick)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def analysed(tmp_path_factory):
    """The small project with a measure and a plan, triangulated."""
    project = small_project.make(tmp_path_factory.mktemp("findings"))
    store = project.store
    with store.writing() as connection:
        for record in (
            Indicator("in-1", "Told what was decided", "", "%", "higher is better", target=90.0),
            Measure("me-1", "in-1", "so-do-1", "2026 Q3", value=40.0, unit="%"),
            Action("ac-1", "action", "Come back and tell", theme_id="th-back", due="2026-01"),
        ):
            store.put(connection, record)
    invited = {"agencies": ("housing", "GP"), "cases": ("M1", "M9")}
    project.plan(Plan("p-1", "Are children heard?", period="2026", **invited))
    run(project)
    yield project
    project.close()


def run(project):
    pipeline.go(project, [triangulation.triangulate(Hashed(), {})], silent)


def test_the_matrix_is_kept_over_methods_voices_and_agencies(analysed):
    methods, voices = analysed.convergence(), analysed.convergence(by="voice")
    assert {"theme_id", "method_a", "method_b", "relation", "why"} <= set(methods.columns)
    heard = voices[(voices["theme_id"] == "th-heard") & (voices["voice_a"] == "auditor")]
    assert heard.set_index("voice_b")["relation"].to_dict() == {
        "child": "agreement", "parent_carer": "partial agreement"
    }  # fmt: skip
    assert analysed.convergence(by="agency").empty  # one agency alone cannot be set beside itself
    with pytest.raises(NarrativeError, match="by method, voice or agency"):
        analysed.convergence(by="team")


def test_a_silence_says_whether_it_was_asked(analysed):
    quiet = analysed.convergence().query("relation == 'silence'")
    assert set(quiet["why"]) <= {"silent", "not asked"} and len(quiet)
    assert set(analysed.convergence().query("relation != 'silence'")["why"]) == {""}


def test_saturation_copies_and_falls_are_kept(analysed):
    curve = analysed.saturation()
    assert curve["n_sources"].tolist() == [1, 2, 3] and curve["themes"].iloc[-1] == pytest.approx(3)
    assert list(analysed.copies().columns) == ["excerpt_id", "copy_of", "account", "of_account", "share"]
    assert list(analysed.falls().columns) == ["theme_id", "source", "badge", "badge_without"]


def test_a_gap_keeps_its_id_when_its_counts_change(analysed):
    before = {gap.id: gap.what for gap in analysed.store.read(Gap) if gap.kind == "watched theme"}
    analysed.code("ex-do-2-0", "th-heard")
    analysed.reject("ex-do-2-0", "th-heard")
    run(analysed)
    assert before and before.keys() == {g.id for g in analysed.store.read(Gap) if g.kind == "watched theme"}


def test_what_was_invited_and_did_not_come_is_a_gap_with_a_next_method(analysed):
    gaps = analysed.gaps().set_index("what")
    assert gaps.loc["GP was invited and did not answer.", "next_method"] == "conversation"
    assert "Case M9 was sampled and nothing of it came." in gaps.index
    table = analysed.planned().query("what == 'agency'").set_index("name")
    assert table["missing"].to_dict() == {"GP": True, "housing": False}


def test_people_confirm_refuse_and_set_what_was_proposed(analysed):
    analysed.link("th-back", "in-1", "both of being told")
    row = analysed.links().query("theme_id == 'th-back'").iloc[0]
    assert (row["link"], row["relation"], row["by"]) == ("confirmed", "agrees", "human:tester")
    analysed.relate("th-back", "in-1", "silent", "one family alone")
    row = analysed.beside().query("indicator != ''").iloc[0]
    assert (row["relation"], row["set_by"]) == ("silent", "human:tester")
    assert "worked out: agrees" in row["why"]
    run(analysed)  # a later run keeps a person's word
    assert analysed.beside().query("indicator != ''")["relation"].tolist() == ["silent"]
    analysed.refuse_link("th-back", "in-1")
    assert analysed.links().query("theme_id == 'th-back'")["link"].tolist() == ["refused"]
    analysed.withdraw_link("th-back", "in-1")
    assert "refused" not in analysed.links()["link"].tolist()


def test_a_relation_without_a_reason_and_a_link_to_nothing_are_refused(analysed):
    with pytest.raises(NarrativeError, match="Give the reason"):
        analysed.relate("th-back", "in-1", "agrees", " ")
    with pytest.raises(NarrativeError, match="no indicator in-9"):
        analysed.link("th-back", "in-9")


def test_no_change_is_confirmed_where_none_was_worked_out(analysed):
    assert analysed.changes().empty
    with pytest.raises(NarrativeError, match="No change is worked out"):
        analysed.confirm_change("th-back")


def test_the_words_behind_a_cell_and_against_a_claim_are_found(analysed):
    behind = analysed.behind("th-heard", "method", "child feedback")
    assert behind["excerpt_id"].tolist() == ["ex-do-3-0"]
    against = analysed.against("th-heard", "strength")
    assert against["excerpt_id"].tolist() == ["ex-do-2-1"]
    with pytest.raises(NarrativeError, match="strength or a concern"):
        analysed.against("th-heard", "mixed")


def test_the_loop_and_the_stages_are_told(analysed):
    told = analysed.loop().set_index("action_id")
    assert told.loc["ac-1", "challenges"] == ["ex-do-2-0"]
    assert told.loc["ac-1", "standing"] == "open, past its date: new evidence to read"
    assert analysed.stages()["kind"].tolist() == ["audit", "action"]
    assert analysed.since().open == ("ac-1",)


def test_the_command_line_says_what_has_arrived_what_is_missing_and_what_was_agreed(analysed, tmp_path):
    from typer.testing import CliRunner

    from lif_narrative.cli import app

    def said(*arguments):
        told = CliRunner().invoke(app, [*map(str, arguments), "--project", str(analysed.folder)])
        assert told.exit_code == 0, told.output
        return told.output

    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "question: Are children heard?\nperiod: 2026\nagencies: [housing, GP]\n", encoding="utf-8"
    )
    assert "MISSING" in said("plan", plan)
    assert '"next_method"' in said("gaps", "--json")
    assert '"standing": "open, past its date: new evidence to read"' in said("loop", "--json")
