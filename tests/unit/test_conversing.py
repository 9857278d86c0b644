"""A conversation is written down as it goes, and ends as a source like any other."""

from __future__ import annotations

import pytest
import small_meeting

from lif_narrative.conversing.script import script
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.ingest.captions import read
from lif_narrative.project import Project
from lif_narrative.records import Conversation, Note

NAME = "Nadia Oyelaran-Hughes"
NASTY = "<b>bold</b> --> & **stars** [a](javascript:x) =SUM(A1) \u202eתורה 👧🏽"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return small_meeting.make(tmp_path_factory.mktemp("meeting"))


@pytest.fixture
def project(made, tmp_path, twin):
    opened = Project.open(twin(made.folder, tmp_path / "meeting"), actor="human:tester")
    yield opened
    opened.close()


@pytest.fixture
def talk(project):
    return project.hold_conversation("On being heard", ["th-heard", "th-father"], ["team manager"], 5)


def test_roles_are_roles_and_the_agenda_is_of_this_project(project):
    with pytest.raises(NarrativeError, match="by role"):
        project.hold_conversation("Talk", roles=["Jane Smith"])
    with pytest.raises(NarrativeError, match="agenda"):
        project.hold_conversation("Talk", ["th-nothing"])
    with pytest.raises(NarrativeError, match="on, without"):
        project.hold_conversation(" ")


def test_each_word_is_kept_at_once_with_its_topic_kind_and_role(project, talk):
    project.say_in(talk.id, "support", "We give each worker an hour.", topic="th-heard", role="team manager")
    project.say_in(talk.id, "challenge", "Why were fathers not asked?", topic="th-father", role="nurse")
    again = Project.open(project.folder, actor="human:another")  # another machine sees it
    told = again.notes(talk.id)
    assert told[["kind", "role"]].values.tolist() == [["support", "team manager"], ["challenge", "nurse"]]
    assert again.notes(f"{talk.id} th-heard")["text"].tolist() == ["We give each worker an hour."]
    again.close()


def test_what_cannot_be_said_is_refused_in_words(project, talk):
    with pytest.raises(UnknownChoice, match="kind of word"):
        project.say_in(talk.id, "grumble", "No.")
    with pytest.raises(NarrativeError, match="agenda"):
        project.say_in(talk.id, "spoken", "Yes.", topic="th-other")
    with pytest.raises(NarrativeError, match="nothing written"):
        project.say_in(talk.id, "spoken", "  ")
    with pytest.raises(NarrativeError, match="Nothing was said"):
        project.end_conversation(talk.id)


def test_the_record_is_a_source_deidentified_that_can_be_coded_and_cited(project, talk):
    said = f"{NAME} told us that she was never asked. She was cross."
    project.say_in(talk.id, "spoken", said, topic="th-heard", role="parent")
    project.say_in(talk.id, "decision", "Every plan is read aloud to the child", topic="th-heard")
    ended = project.end_conversation(talk.id)
    assert ended.ended and ended.source_id in set(project.sources()["id"])
    document = project.documents().set_index("source_id").loc[ended.source_id]
    assert document["method"] == "conversation" and document["date"] == talk.at[:10]
    assert NAME not in document["text"] and "was never asked" in document["text"]
    assert NAME not in project.notes(talk.id).to_csv() and NAME not in _everything(project)
    project.run(upto="segment")
    rows = project.excerpts().query("source == @ended.source_id").set_index("text")
    row = rows.loc["Every plan is read aloud to the child."]
    assert row["question"] == "What did we decide on Children are heard?"
    assert not any("What did we" in text for text in rows.index)  # a question is nobody's words
    assert rows["account"].nunique() == 2
    project.code(row["id"], "th-heard")
    from lif_narrative.records import Block, Evidence, Story

    block = Block("b1", "claim", "works", "It was decided.", "th-heard", (Evidence(row["id"]),))
    project.save(Story("st-1", "A story", "What now?", "", 1, (block,)))
    project.accept("st-1", "b1", row["id"], "it was decided together")
    assert project.stories()["blocks"][0][0]["evidence"][0]["accepted_by"] == "human:tester"


def test_after_the_end_nothing_more_is_said(project, talk):
    project.say_in(talk.id, "spoken", "Enough.")
    project.end_conversation(talk.id)
    more = lambda: project.say_in(talk.id, "spoken", "More.")  # noqa: E731
    for act in (more, lambda: project.attend(talk.id, ["nurse"]), lambda: project.end_conversation(talk.id)):
        with pytest.raises(NarrativeError, match="has ended"):
            act()


def test_what_was_taken_back_is_not_in_the_record(project, talk):
    gone = project.say_in(talk.id, "spoken", "A slip of the tongue.")
    project.say_in(talk.id, "spoken", "What we meant.")
    project.withdraw_note(gone)
    ended = project.end_conversation(talk.id)
    text = project.documents().set_index("source_id").loc[ended.source_id, "text"]
    assert "slip" not in text and "What we meant." in text


def test_the_trail_holds_no_word_of_it(project, talk):
    project.say_in(talk.id, "chosen because", "It shows what listening changes.", topic="th-heard")
    project.end_conversation(talk.id)
    told = project.events().to_csv()
    assert "listening" not in told and "being heard" not in told and project.check_trail() == []


def test_topics_are_issues_and_open_differences(project):
    sample = project.draw_sample(2, by=())
    second = Project.open(project.folder, actor="human:second")
    for person, themes in ((project, ["th-heard"]), (second, [])):
        for excerpt in person.to_code_blind(sample.id)["id"]:
            person.code_blind(sample.id, excerpt, themes)
    second.close()
    found = project.topics()
    assert [t.kind for t in found] == ["difference", "difference"]
    talk = project.hold_conversation("Where we differ", [found[0].id])
    project.say_in(talk.id, "spoken", "It is about being asked.", topic=found[0].id, role="reviewer")
    project.settle_coding(found[0].excerpt_id, "th-heard", True, "She was asked.", roles=["reviewer"],
                          conversation_id=talk.id)  # fmt: skip
    assert len(project.topics()) == 1
    assert project.settlements()["conversation_id"].tolist() == [talk.id]


def test_any_words_come_back_as_they_were_said(tmp_path):
    talk = Conversation("co-1", "t", "2026-11-25T10:00:00+00:00", "human:a")
    said = [("health visitor", NASTY), ("parent <x>", "Line\n\nand line")]
    notes = [
        Note(f"no-{n}", "spoken", "co-1", "human:a", role, f"2026-11-25T10:0{n}:00+00:00", text)
        for n, (role, text) in enumerate(said)
    ]
    told = script(talk, notes, {})
    (tmp_path / "a.vtt").write_text(told.text, encoding="utf-8")
    parts = {part.locator: part for part in read(tmp_path / "a.vtt").units}
    assert parts[f"cue{told.cues['no-0']}"].text == f"{NASTY}."
    assert parts[f"cue{told.cues['no-1']}"].text == "Line and line."
    assert parts[f"cue{told.cues['no-0']}"].speaker == "health visitor"


def _everything(project):
    return "".join(p.read_bytes().decode("latin-1") for p in project.folder.rglob("*") if p.is_file())
