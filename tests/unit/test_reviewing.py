"""A kept story: edited block by block, undone to the first word, and never over somebody's newer edit."""

from __future__ import annotations

import dataclasses

import pytest

from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.project import Project
from lif_narrative.records import Block, Document, Evidence, Excerpt, Source, Story
from lif_narrative.reviewing.kept import EditedMeanwhile

DRAFT = Story(
    "st-1", "Heard?", "Are children heard?", "", 1,
    (Block("b-1", "claim", "works", "They are heard.", evidence=(Evidence("ex-1", reason="strongest"),)),
     Block("b-2", "claim", "works", "They are seen alone."),
     Block("b-3", "question", "questions", "Who was not asked?")),
)  # fmt: skip
TEXT = "I was asked. I was not told."


def opened(folder, name="human:rose"):
    project = Project.open(folder, actor=name)
    return project


@pytest.fixture
def project(tmp_path):
    made = opened(tmp_path / "project")
    with made.store.writing() as connection:
        made.store.put(connection, Source("so-1", "a" * 64, "txt", 10))
        made.store.put(connection, Document("do-1", "so-1", "", "", "observation", "", "", "", "", TEXT))
        for n, (start, end) in enumerate(((0, 12), (13, 28)), 1):
            made.store.put(connection, Excerpt(f"ex-{n}", "do-1", start, end, 0, 28, "p1", "a", False, "",
                                               TEXT[start:end]))  # fmt: skip
    made.save(DRAFT)
    yield made
    made.close()


@pytest.fixture
def other(project, tmp_path):
    made = opened(tmp_path / "project", "human:idris")
    yield made
    made.close()


def now(project):
    return project.store.read(Story)[0]


def ids(project, part="works"):
    return [block.id for block in now(project).blocks if block.part == part]


def test_a_block_is_added_at_the_end_of_its_part_or_after_another(project):
    last = project.add_block("st-1", "claim", "works", "They are believed.")
    second = project.add_block("st-1", "interpretation", "works", "Asked is not heard.", after="b-1",
                               rests_on=("b-1",))  # fmt: skip
    assert ids(project) == ["b-1", second, "b-2", last]
    assert [block.part for block in now(project).blocks][-1] == "questions"


def test_a_block_is_changed_moved_and_taken_out(project):
    project.change_block("st-1", "b-1", text="Most are heard.", owner_role="Head of service")
    project.move_block("st-1", "b-2", "up")
    assert ids(project) == ["b-2", "b-1"]
    project.move_block("st-1", "b-2", 2)
    assert ids(project) == ["b-1", "b-2"]
    project.remove_block("st-1", "b-2")
    assert ids(project) == ["b-1"] and now(project).blocks[0].text == "Most are heard."
    assert now(project).version == 5


@pytest.mark.parametrize(
    ("change", "error"),
    [({"text": "  "}, "needs words"), ({"kind": "verdict"}, "kind of block"),
     ({"score": 3}, "field of a block"),
     ({"part": "annex"}, "part"), ({"stage": "later"}, "stage")],
)  # fmt: skip
def test_what_is_no_block_is_refused_and_changes_nothing(project, change, error):
    with pytest.raises(NarrativeError, match=error):
        project.change_block("st-1", "b-1", **change)
    assert now(project) == DRAFT


def test_evidence_is_added_removed_rejected_with_a_reason_and_accepted_after_all(project):
    project.add_evidence("st-1", "b-1", "ex-2", "challenges", "it says the opposite")
    piece = now(project).blocks[0].evidence[1]
    assert (piece.stance, piece.accepted_by, piece.reason) == (
        "challenges",
        "human:rose",
        "it says the opposite",
    )
    with pytest.raises(NarrativeError, match="Say why"):
        project.reject_evidence("st-1", "b-1", "ex-1", " ")
    project.reject_evidence("st-1", "b-1", "ex-1", "it is about another child")
    block = now(project).blocks[0]
    assert [e.excerpt_id for e in block.evidence] == ["ex-2"] and block.rejected[0].excerpt_id == "ex-1"
    assert project.selection("st-1")["standing"].tolist() == ["accepted", "rejected"]
    with pytest.raises(NarrativeError, match="Somebody rejected"):
        project.accept("st-1", "b-1", "ex-1")
    project.accept("st-1", "b-1", "ex-1", "it is the same child, under an older name")
    assert not now(project).blocks[0].rejected
    project.remove_evidence("st-1", "b-1", "ex-2")
    assert [e.excerpt_id for e in now(project).blocks[0].evidence] == ["ex-1"]


def test_evidence_that_the_project_does_not_hold_is_refused(project):
    with pytest.raises(NarrativeError, match="no excerpt or measure ex-9"):
        project.add_evidence("st-1", "b-1", "ex-9")
    with pytest.raises(UnknownChoice, match="stance"):
        project.add_evidence("st-1", "b-2", "ex-2", "proves")


def test_undo_goes_back_to_the_first_word_and_redo_forward_again(project):
    texts = ["They are heard.", "One.", "Two.", "Three."]
    for text in texts[1:]:
        project.change_block("st-1", "b-1", text=text)
    for text in reversed(texts[:-1]):
        project.undo("st-1")
        assert now(project).blocks[0].text == text
    with pytest.raises(NarrativeError, match="Nothing is left"):
        project.undo("st-1")
    for text in texts[1:]:
        project.redo("st-1")
        assert now(project).blocks[0].text == text
    with pytest.raises(NarrativeError, match="Nothing was undone"):
        project.redo("st-1")


def test_a_new_change_after_undo_drops_what_was_undone(project):
    project.change_block("st-1", "b-1", text="One.")
    project.undo("st-1")
    project.change_block("st-1", "b-1", text="Other.")
    with pytest.raises(NarrativeError, match="Nothing was undone"):
        project.redo("st-1")
    project.undo("st-1")
    assert now(project).blocks[0].text == "They are heard."


def test_an_edit_over_somebody_s_newer_edit_is_refused_in_words_and_theirs_stands(project, other):
    seen = now(project).version
    other.change_block("st-1", "b-1", text="Theirs.", seen=seen)
    with pytest.raises(EditedMeanwhile, match=r"idris changed this block .* Your change was not kept"):
        project.change_block("st-1", "b-1", text="Mine.", seen=seen)
    with pytest.raises(EditedMeanwhile):
        project.remove_block("st-1", "b-1", seen=seen)
    assert now(project).blocks[0].text == "Theirs."


def test_edits_of_different_blocks_do_not_stand_in_each_other_s_way(project, other):
    seen = now(project).version
    other.change_block("st-1", "b-1", text="Theirs.", seen=seen)
    project.change_block("st-1", "b-2", text="Mine.", seen=seen)
    assert [block.text for block in now(project).blocks[:2]] == ["Theirs.", "Mine."]


def test_a_block_that_somebody_took_out_cannot_be_edited(project, other):
    other.remove_block("st-1", "b-1")
    with pytest.raises(NarrativeError, match="idris changed this block|no block"):
        project.change_block("st-1", "b-1", text="Mine.", seen=1)


def test_a_whole_story_is_not_saved_over_a_newer_one(project, other):
    mine = now(project)
    other.change_block("st-1", "b-1", text="Theirs.")
    with pytest.raises(EditedMeanwhile, match="idris changed it"):
        project.save(dataclasses.replace(mine, title="Mine"))
    assert now(project).title == "Heard?"


def test_undo_over_somebody_s_newer_act_is_refused(project, other):
    project.change_block("st-1", "b-1", text="Mine.")
    seen = now(project).version
    other.change_block("st-1", "b-2", text="Theirs.")
    with pytest.raises(EditedMeanwhile):
        project.undo("st-1", seen=seen)
    project.undo("st-1", seen=seen + 1)
    assert now(project).blocks[1].text == "They are seen alone."


def test_versions_are_kept_and_compared_block_by_block_and_word_by_word(project):
    project.change_block("st-1", "b-1", text="Most of them are heard.")
    project.move_block("st-1", "b-3", 1)
    project.remove_block("st-1", "b-2")
    told = project.versions("st-1")
    assert told["did"].tolist() == ["saved", "changed block", "removed block"]
    assert told["by"].unique().tolist() == ["human:rose"]
    changed, removed = project.compare("st-1", 1, 3)
    assert (changed.what, removed.what) == ("changed", "removed")
    before = "".join(text for sign, text in changed.words if sign != "+")
    after = "".join(text for sign, text in changed.words if sign != "-")
    assert (before, after) == ("They are heard.", "Most of them are heard.")
    with pytest.raises(NarrativeError, match="no version 9"):
        project.compare("st-1", 1, 9)


def test_a_move_is_told_as_the_fewest_blocks_that_moved(project):
    project.move_block("st-1", "b-2", "up")
    found = project.compare("st-1", 1, 2)
    assert [d.what for d in found] == ["moved"]


def test_every_act_is_an_event_with_ids_and_hashes_alone(project):
    project.change_block("st-1", "b-1", text="A very particular word.")
    project.undo("st-1")
    told = project.events().tail(2)
    assert told["verb"].tolist() == ["changed block", "undid"]
    assert told["object"].tolist() == ["st-1 b-1", "st-1 version 1"]
    assert "particular" not in told.to_json()


def test_quotes_are_released_and_withheld_by_events(project):
    project.release("ex-1", "read with the child")
    project.release("ex-2")
    project.withhold("ex-2")
    assert project.released() == {"ex-1"}
    with pytest.raises(NarrativeError, match="nothing to release"):
        project.release("ex-9")


def test_others_comment_and_reply_and_only_the_writer_takes_a_note_back(project, other):
    first = other.comment("st-1", "Heard by whom?", "b-1")
    project.reply(first, "By the social worker.")
    told = project.notes("st-1")
    assert told["kind"].tolist() == ["comment", "reply"] and told["parent"].tolist() == ["", first]
    assert (told["about"] == "st-1 b-1").all() and told["by"].tolist() == ["human:idris", "human:rose"]
    with pytest.raises(NarrativeError, match="Only whoever wrote"):
        project.withdraw_note(first)
    other.withdraw_note(first)
    assert project.notes("st-1")["kind"].tolist() == ["reply"]


def test_a_suggestion_is_accepted_into_its_block_or_declined_with_a_reason(project, other):
    first = other.suggest("st-1", "b-1", "Four of six are heard.", "keep the count")
    second = other.suggest("st-1", "b-2", "Most are seen alone.")
    project.accept_suggestion(first)
    assert now(project).blocks[0].text == "Four of six are heard."
    with pytest.raises(NarrativeError, match="Say why"):
        project.decline_suggestion(second, "")
    project.decline_suggestion(second, "we have no count")
    assert project.notes("st-1")["status"].tolist() == ["accepted", "declined"]
    with pytest.raises(NarrativeError, match="no open suggestion"):
        project.accept_suggestion(second)
    project.undo("st-1")
    assert now(project).blocks[0].text == "They are heard."


def test_a_suggestion_does_not_overwrite_words_that_changed_since(project, other):
    made = other.suggest("st-1", "b-1", "Theirs.")
    project.change_block("st-1", "b-1", text="Mine.")
    with pytest.raises(NarrativeError, match="other words than when this was suggested"):
        project.accept_suggestion(made)
    assert now(project).blocks[0].text == "Mine."


def test_memos_are_kept_on_anything_and_words_stay_out_of_the_trail(project):
    project.memo("ex-1", "She said this twice; a peculiar emphasis.")
    project.memo("th-7", "Close to the theme on delay.")
    assert project.notes("ex-1")["text"].tolist() == ["She said this twice; a peculiar emphasis."]
    assert set(project.notes(kind="memo")["about"]) == {"ex-1", "th-7"}
    assert "peculiar" not in project.events().to_json()


def test_the_right_of_reply_stands_beside_its_block_with_whose_it_is(project):
    project.right_of_reply("st-1", "b-1", "We had asked for an interpreter.", role="health visitor")
    told = project.notes("st-1", kind="right of reply").iloc[0]
    assert (told["about"], told["role"]) == ("st-1 b-1", "health visitor")
    with pytest.raises(NarrativeError, match="no block b-9"):
        project.right_of_reply("st-1", "b-9", "Words.")


def test_a_story_is_signed_off_when_every_role_asked_agrees_and_an_edit_leaves_it_behind(project, other):
    project.ask_sign_off("st-1", ["head of service", "designated nurse"])
    assert now(project).status == "in review"
    other.sign("st-1", "designated nurse", "agrees with reservations", "Health was heard late.")
    assert now(project).status == "in review"
    project.sign("st-1", "Head of service")
    assert now(project).status == "signed off"
    assert project.sign_offs("st-1")["stands"].all()
    project.change_block("st-1", "b-1", text="Other words.")
    assert now(project).status == "in review" and not project.sign_offs("st-1")["stands"].any()


def test_reservations_need_words_and_a_story_that_changed_is_read_again(project, other):
    with pytest.raises(NarrativeError, match="what the reservations are"):
        other.sign("st-1", "designated nurse", "does not agree")
    project.change_block("st-1", "b-1", text="Other words.")
    with pytest.raises(EditedMeanwhile):
        other.sign("st-1", "designated nurse", seen=1)
    with pytest.raises(UnknownChoice, match="sign-off"):
        other.sign("st-1", "designated nurse", "perhaps")


def test_a_final_story_that_is_edited_is_in_review_again(project):
    for block, piece in (("b-1", "ex-1"),):
        project.accept("st-1", block, piece)
    project.add_evidence("st-1", "b-2", "ex-2")
    project.save(now(project), final=True)
    assert now(project).status == "final"
    project.change_block("st-1", "b-3", text="Who else?")
    assert now(project).status == "in review"


def test_people_who_edit_one_story_at_once_lose_nothing(project, tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    def edits(block):
        mine = opened(tmp_path / "project", f"human:{block}")
        for n in range(4):
            mine.change_block("st-1", block, text=f"{block} {n}", seen=now(mine).version)
        mine.close()

    with ThreadPoolExecutor(3) as people:
        list(people.map(edits, ["b-1", "b-2", "b-3"]))
    assert [block.text for block in now(project).blocks] == ["b-1 3", "b-2 3", "b-3 3"]
    assert now(project).version == 13 and len(project.versions("st-1")) == 13
