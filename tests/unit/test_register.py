"""Actions and questions outlive their story: owned by a role, followed, closed with evidence or a reason."""

from __future__ import annotations

from datetime import date

import pytest

from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.project import Project
from lif_narrative.records import Action, Block, Gap, Plan, Story

TODAY = date(2031, 7, 1)
STORY = Story(
    "st-1", "Heard?", "Are children heard?", "", 1,
    (Block("b-1", "action", "actions", "Ask every child alone.", "th-1", stage="analyse and evaluate"),
     Block("b-2", "question", "questions", "Who asks fathers?"),
     Block("b-3", "claim", "works", "They are heard.")),
)  # fmt: skip


@pytest.fixture
def project(tmp_path):
    made = Project.open(tmp_path / "project", actor="human:rose")
    made.plan(Plan("pl-1", "Are children heard?", period="spring 2031"))
    made.save(STORY)
    yield made
    made.close()


def row(project, name, today=TODAY):
    table = project.actions(today).set_index("id")
    return table.loc[name]


def test_an_action_of_a_saved_story_is_in_the_register_before_anybody_takes_it_up(project):
    told = project.actions(TODAY)
    assert told["action"].tolist() == ["Ask every child alone."]
    assert told["status"].tolist() == ["open"] and told["version"].tolist() == [0]
    assert told.columns[:7].tolist() == [
        "story_id",
        "block_id",
        "action",
        "owner_role",
        "due",
        "stage",
        "how_known",
    ]


def test_it_outlives_its_story_once_it_is_taken_up(project):
    name = project.take_up("st-1", "b-1", owner_role="head of early help", due="2031-06-30")
    project.remove_block("st-1", "b-1")
    told = row(project, name)
    assert (told["owner_role"], told["cycle"], told["theme_id"]) == (
        "head of early help",
        "spring 2031",
        "th-1",
    )
    assert told["overdue"] and project.overdue(TODAY)["id"].tolist() == [name]
    with pytest.raises(NarrativeError, match="in the register already|no block"):
        project.take_up("st-1", "b-1")


def test_questions_are_taken_up_and_claims_are_not(project):
    assert row(project, project.take_up("st-1", "b-2"))["kind"] == "question"
    with pytest.raises(NarrativeError, match="is a claim"):
        project.take_up("st-1", "b-3")


def test_a_gap_becomes_a_question_with_an_owner(project):
    with project.store.writing() as connection:
        project.store.put(
            connection, Gap("gp-1", "voice", "No father was heard.", "th-1", "Ask two of them.")
        )
    name = project.ask("gp-1", "fathers' lead", "2031-09")
    told = row(project, name)
    assert (told["action"], told["gap_id"]) == ("No father was heard. Ask two of them.", "gp-1")
    with pytest.raises(NarrativeError, match="no gap gp-2"):
        project.ask("gp-2", "fathers' lead")


@pytest.mark.parametrize(
    "owner", ["Sarah Thompson", "Dr Patel", "s.thompson@example.org", "Priya", "Mrs Jane Smith"]
)
def test_a_person_s_name_is_refused_as_owner(project, owner):
    with pytest.raises(NarrativeError, match="An owner is a role"):
        project.agree("Do it.", owner_role=owner)


@pytest.mark.parametrize(
    "owner",
    ["Head of Early Help", "designated nurse", "Principal Social Worker", "Grace House manager",
     "DCI, public protection",
     "Doctor on the panel", "", "Virtual School Head", "Named GP", "Director of Children's Services"],
)  # fmt: skip
def test_a_role_is_taken_as_owner(project, owner):
    assert row(project, project.agree("Do it.", owner_role=owner))["owner_role"] == owner


@pytest.mark.parametrize("due", ["30/06/2031", "June", "2031-13", "2031-02-30"])
def test_a_date_that_is_none_is_refused(project, due):
    with pytest.raises(NarrativeError, match="such as 2031-06-30"):
        project.agree("Do it.", due=due)


def test_a_month_is_overdue_when_it_has_passed(project):
    name = project.agree("Do it.", due="2031-07")
    assert not row(project, name)["overdue"]
    assert row(project, name, date(2031, 8, 1))["overdue"]


def test_closed_without_evidence_is_listed_until_somebody_shows_what_changed(project):
    name = project.agree("Train all staff.", owner_role="training lead", said="Staff did not know us.")
    project.close_action(name, did="trained every team")
    assert project.closed_without_evidence()["id"].tolist() == [name]
    project.change_action(name, evidence=["ex-4"], difference="Children say that they are asked.")
    assert project.closed_without_evidence().empty
    assert project.you_said_we_did()["answer"].tolist() == ["We did: trained every team"]


def test_what_was_not_done_needs_its_reason_and_says_it_to_those_who_asked(project):
    name = project.agree("Open at weekends.", said="Weekends are hardest.")
    with pytest.raises(NarrativeError, match="why it was not done"):
        project.close_action(name, "did not")
    project.close_action(name, "did not", because="There was no money for a second team.")
    told = project.you_said_we_did().iloc[0]
    assert told["answer"] == "We did not, because there was no money for a second team."
    project.reopen_action(name, due="2032")
    assert row(project, name)["status"] == "open"


def test_what_is_open_is_carried_into_the_next_cycle_once(project):
    first, second = project.agree("One.", due="2031-06"), project.agree("Two.")
    project.close_action(second)
    assert project.carry_over("spring 2032") == [first]
    assert project.carry_over("spring 2032") == []
    assert row(project, first)["carried"] == ["spring 2032"]


def test_it_is_carried_from_the_project_of_the_cycle_before(project, tmp_path):
    name = project.agree("One.", owner_role="head of service")
    following = Project.open(tmp_path / "next", actor="human:rose")
    assert following.carry_over("spring 2032", project) == [name]
    assert row(following, name)["cycle"] == "spring 2031"
    following.close()


def test_a_change_over_somebody_s_newer_one_is_refused(project, tmp_path):
    name = project.agree("One.")
    other = Project.open(tmp_path / "project", actor="human:idris")
    other.change_action(name, text="Theirs.", seen=1)
    with pytest.raises(NarrativeError, match="idris changed this entry"):
        project.change_action(name, text="Mine.", seen=1)
    assert row(project, name)["action"] == "Theirs."
    other.close()


def test_what_no_entry_has_is_refused(project):
    name = project.agree("One.")
    with pytest.raises(UnknownChoice, match="field of an action"):
        project.change_action(name, status="done")
    with pytest.raises(UnknownChoice, match="stage"):
        project.agree("Two.", stage="soon")
    with pytest.raises(NarrativeError, match="no action ac-0"):
        project.close_action("ac-0")


def test_every_act_is_an_event_without_its_words(project):
    name = project.agree("A most peculiar action.")
    project.close_action(name, "did not", because="of a peculiar reason")
    told = project.events().tail(2)
    assert told["verb"].tolist() == ["agreed", "closed action"] and (told["object"] == name).all()
    assert "peculiar" not in told.to_json()
    assert isinstance(project.store.read(Action)[0], Action)
