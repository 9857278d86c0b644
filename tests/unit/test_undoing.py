"""Taking back what one said while reading, in turn and to any depth; and words that were not kept yet."""

from __future__ import annotations

import pytest
from small_project import make

from lif_narrative.project import Project


@pytest.fixture
def project(tmp_path):
    return make(tmp_path)


def mine(project):
    rows = project.codings()
    rows = rows[rows["coder"] == project.actor]
    return {(r.excerpt_id, r.theme_id): r.score for r in rows.itertuples()}


def marks(project):
    return project.spans().drop(columns="id").to_dict("records")


def test_every_act_is_taken_back_in_turn_to_the_first_also_from_another_sitting(project):
    excerpt, other = project.excerpts()["id"].iloc[:2]
    theme, second = project.themes()["id"].iloc[:2]
    document = project.documents()["id"].iloc[0]
    acts = (
        lambda: project.code(excerpt, theme),
        lambda: project.reject(excerpt, theme),
        lambda: project.code(other, second, blind=True),
        lambda: project.mark(document, 10, 40, theme),
        lambda: project.unmark(project.spans()["id"].iloc[0]),
        lambda: project.memo(excerpt, "Ask the worker."),
        lambda: project.withdraw(excerpt, theme),
        lambda: project.mark(document, 12, 30, second),
    )
    states = []
    for act in acts:
        states.append((mine(project), marks(project), len(project.notes(kind="memo"))))
        act()
    again = Project.open(project.folder, actor=project.actor)
    for state in reversed(states):
        assert again.can_take_back()
        again.take_back()
        assert (mine(again), marks(again), len(again.notes(kind="memo"))) == state
    assert not again.can_take_back()
    assert again.take_back() == ""


def test_after_taking_back_a_new_act_is_the_next_to_be_taken_back(project):
    excerpt, theme = project.excerpts()["id"].iloc[0], project.themes()["id"].iloc[0]
    project.code(excerpt, theme)
    project.take_back()
    project.reject(excerpt, theme)
    assert project.take_back() == excerpt
    assert mine(project) == {}


def test_nobody_takes_back_what_another_said(project):
    excerpt, theme = project.excerpts()["id"].iloc[0], project.themes()["id"].iloc[0]
    project.code(excerpt, theme)
    other = Project.open(project.folder, actor="human:other")
    assert other.take_back() == ""
    assert mine(project)


def test_words_not_kept_yet_are_there_again_for_their_writer_alone_until_they_are_kept(project):
    project.jot("memo ex-1", "Half a thou")
    assert Project.open(project.folder, actor=project.actor).jotted("memo ex-1") == "Half a thou"
    assert Project.open(project.folder, actor="human:other").jotted("memo ex-1") == ""
    assert "Half" not in project.events().to_string()
    project.jot("memo ex-1", " ")
    assert project.jotted("memo ex-1") == ""


def test_what_was_read_is_known_in_the_order_of_reading(project):
    first, second = project.excerpts()["id"].iloc[:2]
    project.note_read([first])
    project.note_read([second])
    project.note_read([first])
    assert project.read_so_far() == [second, first]
