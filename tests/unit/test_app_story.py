"""The Story screen under Streamlit's own tester: what a press does to a story that is kept."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

pytest.importorskip("streamlit", reason="the app's extra is not installed")
from test_app import at, project, sound  # noqa: E402, F401

from lif_narrative.project import Project  # noqa: E402
from lif_narrative.telling import cautions  # noqa: E402


@pytest.fixture
def story(project):  # noqa: F811
    told = project.story("Are children heard?")
    project.save(told)
    return told.record


def now(project, story):  # noqa: F811
    return project.story(story.question).record


def block_of(story, kind="claim"):
    return next(block for block in story.blocks if block.kind == kind)


def button(app, label):
    return next(b for b in app.button if b.label == label)


def field(fields, label):
    return next(f for f in fields if f.label == label)


def working(block, offer="Words"):
    app = sound(at("story", block=block.id))
    if offer != "Words":
        app.radio(key=f"offer.{block.id}").set_value(offer).run()
    return sound(app)


def test_a_story_without_anything_open_holds_only_quiet_ways_in(project, story):  # noqa: F811
    app = sound(at("story"))
    ways = [b for b in app.button if b.label.startswith("Work on it")]
    assert len(ways) == len(story.blocks)
    assert not any(b.label == "Save" for b in app.button)


def test_the_words_of_a_block_are_changed_undone_and_done_again(project, story):  # noqa: F811
    block = block_of(story)
    app = working(block)
    field(app.text_area, "Words").set_value("Other words.")
    sound(button(app, "Save").click().run())
    assert block_of(now(project, story)).text == "Other words."
    sound(app.button(key="story.undo").click().run())
    assert block_of(now(project, story)).text == block.text
    sound(app.button(key="story.redo").click().run())
    assert block_of(now(project, story)).text == "Other words."
    app.button(key="story.redo").click().run()
    assert any("Nothing was undone" in e.value for e in app.error)


def test_an_edit_over_a_newer_one_is_told_in_words_and_what_was_typed_stays(project, story):  # noqa: F811
    block = block_of(story)
    app = working(block)
    other = Project.open(project.folder, actor="human:idris")
    other.change_block(story.id, block.id, text="Theirs.")
    field(app.text_area, "Words").set_value("Mine.")
    button(app, "Save").click().run()
    assert any("idris changed this block" in e.value for e in app.error)
    assert block_of(now(project, story)).text == "Theirs."
    assert field(app.text_area, "Words").value == "Mine."
    sound(button(app, "Save").click().run())
    assert block_of(now(project, story)).text == "Mine."


def test_a_block_moves_down_up_and_to_a_position(project, story):  # noqa: F811
    part = max({b.part for b in story.blocks}, key=lambda p: sum(b.part == p for b in story.blocks))
    first, second, *_ = [b for b in story.blocks if b.part == part]

    def order():
        return [b.id for b in now(project, story).blocks if b.part == part][:2]

    app = working(first, "Place")
    sound(app.button(key=f"down.{first.id}").click().run())
    assert order() == [second.id, first.id]
    sound(app.button(key=f"up.{first.id}").click().run())
    assert order() == [first.id, second.id]
    field(app.number_input, next(n.label for n in app.number_input)).set_value(2)
    sound(app.button(key=f"move.{first.id}").click().run())
    assert order() == [second.id, first.id]


def test_a_block_is_taken_out_and_a_new_one_put_after_another(project, story):  # noqa: F811
    block = block_of(story)
    app = working(block, "Place")
    field(app.text_area, "Its words").set_value("Said anew.")
    sound(button(app, "Add it").click().run())
    texts = [b.text for b in now(project, story).blocks]
    assert texts[texts.index(block.text) + 1] == "Said anew."
    sound(app.button(key=f"out.{block.id}").click().run())
    assert block.id not in {b.id for b in now(project, story).blocks}


def test_evidence_is_found_by_word_added_and_rejected_with_a_reason(project, story):  # noqa: F811
    block = block_of(story)
    held = {e.excerpt_id for e in block.evidence}
    row = next(r for _, r in project.excerpts().iterrows() if r["id"] not in held)
    app = working(block, "Evidence")
    app.text_input(key=f"search.{block.id}").set_value(" ".join(reversed(row["text"].split()[:3]))).run()
    app.selectbox(key=f"stance.{block.id}.{row['id']}").set_value("context")
    sound(app.button(key=f"add.{block.id}.{row['id']}").click().run())
    added = {e.excerpt_id: e for e in block_of(now(project, story)).evidence}[row["id"]]
    assert (added.stance, added.accepted_by) == ("context", "human:tester")
    app.selectbox(key=f"reject.{block.id}.piece").set_value(row["id"])
    out = next(b for b in app.button if b.label == "Take it out")
    out.click().run()
    assert app.error
    app.text_input(key=f"reject.{block.id}.why").set_value("It speaks of something else.")
    sound(next(b for b in app.button if b.label == "Take it out").click().run())
    assert [e.excerpt_id for e in block_of(now(project, story)).rejected] == [row["id"]]


def test_comments_replies_and_the_right_of_reply_stand_beside_the_block(project, story):  # noqa: F811
    block = block_of(story)
    app = working(block, "Comments")
    app.text_area(key=f"note.{block.id}.comment.words").set_value("Is this *so*?")
    sound(button(app, "Comment").click().run())
    note = project.notes(story.id, "comment").iloc[0]
    assert note["text"] == "Is this *so*?"
    app.text_area(key=f"follow.{note['id']}").set_value("It is.")
    sound(app.button(key=f"follow.{note['id']}.reply").click().run())
    assert project.notes(story.id, "reply").iloc[0]["parent"] == note["id"]
    sound(app.button(key=f"follow.{note['id']}.settle").click().run())
    assert project.notes(story.id, "comment").iloc[0]["status"] == "settled"
    app.radio(key=f"note.{block.id}.kind").set_value("right of reply").run()
    app.text_area(key=f"note.{block.id}.reply.words").set_value("We had no list.")
    app.text_input(key=f"note.{block.id}.reply.role").set_value("health visitor")
    sound(button(app, "Write it beside the block").click().run())
    assert any("We had no list." in h.proto.body for h in app.get("html"))


def test_other_words_are_suggested_declined_with_a_reason_and_put_in(project, story):  # noqa: F811
    block = block_of(story)
    first = project.suggest(story.id, block.id, "Softer words.")
    second = project.suggest(story.id, block.id, "Truer words.")
    app = working(block, "Comments")
    app.button(key=f"follow.{first}.decline").click().run()
    assert any("Say why" in e.value for e in app.error)
    app.text_area(key=f"follow.{first}").set_value("Too soft.")
    sound(app.button(key=f"follow.{first}.decline").click().run())
    sound(app.button(key=f"follow.{second}.accept").click().run())
    assert block_of(now(project, story)).text == "Truer words."
    said = project.notes(story.id, "suggestion").set_index("id")["status"]
    assert (said[first], said[second]) == ("declined", "accepted")


def test_two_versions_are_compared_by_block_and_word(project, story):  # noqa: F811
    block = block_of(story)
    project.change_block(story.id, block.id, text=f"{block.text} <b>anew</b>")
    app = at("story")
    app.session_state["story.versions"] = True
    sound(app.run())
    assert any("one changed" in c.value for c in app.caption)
    assert any("<ins>" in h.proto.body and "&lt;b&gt;anew" in h.proto.body for h in app.get("html"))


def test_roles_are_asked_sign_and_a_story_with_something_missing_is_not_final(project, story):  # noqa: F811
    app = sound(at("story"))
    app.button(key="story.final").click().run()
    assert any("still a draft" in e.value for e in app.error)
    app.text_input(key="story.ask.roles").set_value("designated nurse, head of service")
    sound(button(app, "Ask them").click().run())
    assert sorted(project.sign_offs(story.id)["role"]) == ["designated nurse", "head of service"]
    assert now(project, story).status == "in review"
    for role in ("designated nurse", "head of service"):
        app.text_input(key="story.sign.role").set_value(role)
        sound(button(app, "Sign").click().run())
    assert now(project, story).status == "signed off"
    for block in now(project, story).blocks:
        for item in block.evidence:
            project.accept(story.id, block.id, item.excerpt_id)
    app = at("story")
    sound(app.button(key="story.final").click().run())
    assert now(project, story).status == "final"


def test_an_action_is_taken_up_in_the_register_once(project, story):  # noqa: F811
    name = project.add_block(story.id, "action", "actions", "Tell people what was decided.")
    block = dataclasses.replace(block_of(story), id=name)
    app = working(block, "Register")
    field(app.text_input, "Who answers for it? (a role)").set_value("team manager")
    sound(button(app, "Take it up in the register").click().run())
    row = project.actions().set_index("block_id").loc[name]
    assert (row["owner_role"], row["version"]) == ("team manager", 1)
    assert not any(b.label == "Take it up in the register" for b in app.button)


@pytest.mark.parametrize("product", ["story", "children", "workbook", "register"])
def test_a_document_is_made_and_offered_and_the_trail_holds_it(project, story, product):  # noqa: F811
    app = sound(at("story"))
    app.selectbox(key="export.product").set_value(product).run()
    sound(button(app, "Make the file").click().run())
    offered = [b for b in app.get("download_button") if b.proto.label.startswith("Download the")]
    assert len(offered) == 1
    assert project.events().iloc[-1]["verb"] == "exported"


def test_what_cannot_be_made_is_told_in_words(project, story):  # noqa: F811
    for block in story.blocks:
        if block.kind == "claim":
            project.remove_block(story.id, block.id)
    app = sound(at("story"))
    button(app, "Make the file").click().run()
    assert any("no claim with evidence" in e.value for e in app.error)
    assert not app.exception


def test_words_that_were_begun_are_there_again_and_do_not_overwrite_a_newer_edit(project, story):  # noqa: F811
    block = block_of(story)
    app = working(block)
    sound(field(app.text_area, "Words").set_value("Begun, not").run())
    project.change_block(story.id, block.id, text="Somebody else's.")
    again = working(block)
    assert field(again.text_area, "Words").value == "Begun, not"
    assert button(again, "Save").click().run().error
    assert block_of(now(project, story)).text == "Somebody else's."
    field(again.text_area, "Words").set_value("Both.").run()
    sound(button(again, "Save").click().run())
    assert block_of(now(project, story)).text == "Both."
    assert project.jotted(f"words {story.id} {block.id}") == ""


def test_a_comment_that_was_begun_is_there_again_until_it_is_sent(project, story):  # noqa: F811
    block = block_of(story)
    key = f"note.{block.id}.comment.words"
    sound(working(block, "Comments").text_area(key=key).set_value("Half a").run())
    again = working(block, "Comments")
    assert again.text_area(key=key).value == "Half a"
    sound(button(again, "Comment").click().run())
    assert working(block, "Comments").text_area(key=key).value == ""


def test_a_warning_teaches_leads_to_its_block_and_may_stand_for_a_reason(project, story):  # noqa: F811
    app = sound(at("story"))
    told = project.story(story.question)
    first = cautions(project, told)[0]
    app.session_state["story.cautions"] = True
    app.run()
    assert all(any(caution.check.capitalize()[:10] in m.value for m in app.markdown)
               for caution in cautions(project, told))  # fmt: skip
    project.answer(story.id, first.check, "Nobody else could be asked.", first.block)
    left = cautions(project, project.story(story.question))
    assert (first.check, first.block) not in {(c.check, c.block) for c in left}


def test_every_kind_of_warning_has_its_lesson():
    from lif_narrative.pages.story_cautions import TEACHES
    from lif_narrative.story import checks, warnings

    source = "".join(Path(module.__file__).read_text("utf-8") for module in (checks, warnings))
    kinds = {checks.SCOPE, checks.BLAME, *re.findall(r'Caution\(\s*"([^"]+)"', source)}
    assert kinds == set(TEACHES)


def test_the_pages_are_drawn_from_the_pdf_and_looking_is_no_export(project, story):  # noqa: F811
    from lif_narrative.pages.story_preview import drawn

    before = len(project.events())
    pages = drawn(project.story(story.question), "story", "internal", large=False)
    assert pages
    assert all(page.startswith(b"\x89PNG") for page in pages)
    assert len(project.events()) == before


def test_a_press_before_a_piece_is_drawn_draws_the_whole_screen():
    from streamlit.testing.v1 import AppTest

    script = (
        "import streamlit as st\n"
        "from lif_narrative.pages.story_acts import again\n"
        "st.title('The screen')\n"
        "st.button('Go', on_click=again, args=('not drawn',))\n"
    )
    app = sound(AppTest.from_string(script, default_timeout=30).run())
    assert sound(app.button[0].click().run()).title[0].value == "The screen"
