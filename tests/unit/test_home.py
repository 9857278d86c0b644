"""Where a project stands: counts that agree with the queues, the wheel, voices, what waits, first steps."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import small_project

from lif_narrative import queues
from lif_narrative.cycle import counts
from lif_narrative.cycle.labels import listed
from lif_narrative.cycle.planning import made
from lif_narrative.errors import NarrativeError
from lif_narrative.lately import kind_of, said_when
from lif_narrative.project import Project
from lif_narrative.records import Copy


@pytest.fixture
def project(tmp_path):
    made_ = small_project.make(tmp_path)
    yield made_
    made_.close()


def by_queue(project, name):
    return len(queues.queue(project.excerpts(), project.codings(), name))


def test_what_is_counted_is_what_the_queues_hold(project):
    def same():
        told = counts.to_read(project.store)
        assert told == {"total": by_queue(project, "all"), "undecided": by_queue(project, "undecided"),
                        "unthemed": by_queue(project, "unthemed")}  # fmt: skip
        return told

    first = same()
    project.code("ex-do-1-0", "th-heard")
    assert same()["undecided"] == first["undecided"] - 1
    project.reject("ex-do-1-1", "th-father")  # the only theme it had
    assert same()["unthemed"] == first["unthemed"] + 1
    project.withdraw("ex-do-1-0", "th-heard")
    same()


def test_the_wheel_leads_from_each_stage_to_where_its_things_are(project):
    rows = project.wheel()
    assert rows["place"].is_monotonic_increasing
    told = dict(zip(rows["line"], zip(rows["place"], rows["screen"], strict=True), strict=True))
    assert told["four themes in the codebook"] == (1, "themes")
    assert told["three accounts from three files"] == (3, "material")
    assert told["three themes compared, one of them contested"] == (4, "issues")
    assert told["This audit: everything has arrived and is analysed"] == (4, "issues")


def test_a_question_in_the_register_sits_at_its_stage_and_says_when_it_is_late(project):
    project.agree("Who else saw it?", kind="question", owner_role="lead", due="2026-01-31",
                  stage="analyse and evaluate")  # fmt: skip
    rows = project.wheel()
    late = rows[rows["screen"] == "actions"]
    assert late["line"].tolist() == ["One question: 1 open, 1 overdue"] and late["place"].tolist() == [4]


def test_voices_tell_who_speaks_from_who_is_passed_on_and_what_was_invited(project):
    project.plan_audit("Is help in time?", methods=["child feedback", "consultation"], voices=["manager"])
    rows = project.voices().set_index(["voice", "method"])
    assert rows.at[("child", "child feedback"), "spoke"] == 1
    assert rows.at[("parent_carer", "family feedback"), "spoke"] == 1
    assert rows.at[("manager", "family feedback"), "awaited"]
    assert rows.at[("child", "consultation"), "awaited"]
    assert not rows.at[("partner", "family feedback"), "awaited"]
    assert list(dict.fromkeys(m for _, m in rows.index))[-1] == "consultation"


def test_a_copy_is_not_heard_twice(project):
    with project.store.writing() as connection:
        project.store.add(connection, [Copy("ex-do-3-0", "ex-do-2-0", "do-3-a", "do-2-a", 1.0)])
    rows = project.voices()
    assert rows.loc[rows["voice"] == "child", "spoke"].sum() == 0


def test_only_what_waits_is_listed_and_only_for_those_who_may_do_it(project):
    rows = project.waiting(date(2026, 11, 1))
    told = dict(zip(rows["words"], rows["n"], strict=True))
    assert told["of 6 excerpts hold a suggestion to decide"] == by_queue(project, "undecided")
    assert told["things that we do not know yet"] == 2
    assert not any("overdue" in words for words in told)
    project.agree("Name one worker", owner_role="lead", due="2026-10-01")
    project.agree("Ask again", owner_role="lead", due="2026-11-10")
    told = set(project.waiting(date(2026, 11, 1))["words"])
    assert {"action overdue", "action due within 14 days"} <= told
    project.add_user("anne", "administrator", "three plain words")
    chief = project.sign_in("anne", "three plain words")
    chief.add_user("sam", "independent scrutineer", "three plain words")
    seen = set(chief.sign_in("sam", "three plain words").waiting(date(2026, 11, 1))["words"])
    assert "action overdue" in seen and not any("excerpts" in words for words in seen)


def test_the_first_steps_begin_with_a_plan_that_holds_nothing_up(tmp_path):
    project = Project.open(tmp_path / "new", "human:tester")
    assert project.first_steps()["state"].tolist() == ["now", "now", "later", "later", "later", "later"]
    project.close()


def test_the_first_steps_follow_what_was_done(project):
    states = project.first_steps().set_index("step")["state"]
    assert states["Add the files"] == states["Find the themes"] == "done"
    assert states["Read and decide"] == "now"
    assert states["Draft a practice story"] == "later"


# -- plans


def test_a_plan_is_made_changed_in_place_and_told_in_the_trail(project):
    name = project.plan_audit("Is help in time?", period="autumn 2031", agencies=["Police", " ", "Police"])
    assert project.plans()["agencies"].tolist() == [("Police",)] or project.plans()["agencies"][0] == [
        "Police"
    ]
    assert project.plan_audit("Was help in time?", period="autumn 2031", plan_id=name) == name
    plans = project.plans()
    assert plans["question"].tolist() == ["Was help in time?"] and plans["now"].tolist() == [True]
    told = project.events()
    assert told["verb"].tolist() == ["planned", "planned"] and "help" not in told.to_csv()


@pytest.mark.parametrize(
    ("said", "more"),
    [("no question", {"question": " "}), ("no stage", {"stage": "someday"}),
     ("none of the", {"methods": ["tarot"]}), ("not kept here", {"plan_id": "plan-x"}),
     ("looks like a name", {"cases": ["N1", "Brenika Thormthwaite"]})],
)  # fmt: skip
def test_a_plan_that_cannot_stand_is_refused_in_words(project, said, more):
    with pytest.raises(NarrativeError, match=said) as refused:
        project.plan_audit(**{"question": "Is help in time?", **more})
    assert "Thormthwaite" not in str(refused.value)
    assert project.plans().empty


def test_the_same_plan_twice_is_refused(project):
    project.plan_audit("Is help in time?")
    with pytest.raises(NarrativeError, match="Change that one"):
        project.plan_audit("Is help in time?")


@pytest.mark.parametrize(
    "label", ["N3", "Child A", "Family Oak", "CASE 12", "Young person 4", "2026/17", "קשת 2"]
)
def test_labels_of_many_audits_are_no_names(label):
    assert made("q", cases=[label]).cases == (label,)


def test_cases_are_read_as_they_are_pasted_from_a_sheet():
    rows = listed("Case\tTeam\nN1\teast\nN2\twest\n\n")
    assert rows.to_dict("list") == {"case": ["N1", "N2"], "Team": ["east", "west"]}
    assert listed("N1, east\nN2, west").to_dict("list") == {
        "case": ["N1", "N2"],
        "column 2": ["east", "west"],
    }
    assert listed("N1\nN2")["case"].tolist() == ["N1", "N2"]


# -- lately


def test_acts_of_one_kind_in_a_row_are_one_line(project):
    for excerpt, theme in (("ex-do-1-0", "th-heard"), ("ex-do-3-0", "th-heard"), ("ex-do-1-1", "th-father")):
        project.code(excerpt, theme)
    project.agree("Name one worker", owner_role="lead")
    told = project.recent()["told"].tolist()
    assert told == ["tester put “Name one worker” into the register.",
                    "tester put excerpts under themes 3 times."]  # fmt: skip


def test_whoever_may_not_read_the_trail_sees_their_own_acts_alone(project):
    project.code("ex-do-1-0", "th-heard")
    project.add_user("anne", "administrator", "three plain words")
    project.sign_in("anne", "three plain words").add_user("bo", "reviewer", "three plain words")
    bo = project.sign_in("bo", "three plain words")
    bo.code("ex-do-2-0", "th-back")
    told = " ".join(bo.recent()["told"])
    assert "bo (reviewer)" in told and "anne" not in told and "tester" not in told


def test_the_trail_is_filtered_and_paged(project):
    for excerpt, theme in (("ex-do-1-0", "th-heard"), ("ex-do-3-0", "th-heard"), ("ex-do-1-1", "th-father")):
        project.code(excerpt, theme)
    project.agree("Name one worker", owner_role="lead")
    page = project.trail_page(2, 2)
    assert page.total == 4 and page.rows["position"].tolist() == [2, 1]
    assert project.trail_page(kind="themes").total == 3
    assert project.trail_page(kind="stories").total == 1
    assert project.trail_page(who="human:nobody").total == 0
    today = datetime.now(UTC).date().isoformat()
    assert project.trail_page(since=today, until=today).total == 4
    assert project.trail_page(until="2000-01-01").total == 0


def test_every_verb_that_has_words_is_of_a_kind():
    from lif_narrative.lately import KINDS
    from lif_narrative.tales import TALES

    assert {kind_of(verb) for verb in TALES} == set(KINDS)


def verbs_in(tree: ast.AST) -> set[str]:
    """The verbs that a module writes to the trail as they stand."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    told = [
        call.args[3] for call in calls if ast.unparse(call.func) == "events.append" and len(call.args) > 3
    ]
    return {part.value for verb in told for part in ast.walk(verb)
            if isinstance(part, ast.Constant) and isinstance(part.value, str)}  # fmt: skip


def test_every_verb_that_the_trail_can_hold_has_words():
    import lif_narrative
    from lif_narrative import memory
    from lif_narrative.reviewing.notes import WROTE
    from lif_narrative.tales import TALES
    from lif_narrative.triangulate import links

    modules = Path(lif_narrative.__file__).parent.rglob("*.py")
    written = set().union(*(verbs_in(ast.parse(module.read_text("utf-8"))) for module in modules))
    assert (
        len(written) > 20
        and (written | {*links.VERBS, *WROTE.values(), *memory.QUIET, *memory.CODING}) - set(TALES) == set()
    )


def test_a_moment_is_said_as_people_say_it():
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    said = [said_when(at, now) for at in ("2026-11-25T09:05:00+00:00", "2026-11-24T23:59:00+00:00",
                                          "2026-11-20T08:00:00+00:00", "2026-10-02T08:00:00+00:00",
                                          "2025-10-02T08:00:00+00:00")]  # fmt: skip
    assert said == ["today 09:05", "yesterday 23:59", "Friday 20 November", "2 October", "2 October 2025"]
