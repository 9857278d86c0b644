"""A draft story: twelve parts in order, quotes that are exact, counted in plain words, and only proposed."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from small_audit import WORKED, codings, material, themes

from lif_narrative import story, wording
from lif_narrative.errors import NarrativeError
from lif_narrative.export.page import page_of
from lif_narrative.export.profiles import profile_called
from lif_narrative.records import Note
from lif_narrative.story.blaming import blamed
from lif_narrative.story.checks import checks, own_words
from lif_narrative.story.drafting import Draft
from lif_narrative.story.material import Material, decided


@pytest.fixture(scope="module")
def audit():
    return material()


@pytest.fixture(scope="module")
def told(audit):
    return story.draft("Is help in time?", audit)


def claims(told):
    return [block for block in told.record.blocks if block.kind == "claim"]


def test_the_parts_stand_in_the_order_of_a_practice_story(told):
    places = [list(story.PARTS).index(block.part) for block in told.record.blocks]
    assert places == sorted(places)
    assert len(story.PARTS) == 12


def test_every_claim_has_evidence_and_names_its_theme(told):
    assert claims(told)
    for block in claims(told):
        assert any(item.stance == "supports" for item in block.evidence)
        assert block.theme_id in WORKED


def test_no_quote_is_used_twice(told):
    used = [item.excerpt_id for block in told.record.blocks for item in block.evidence]
    assert len(used) == len(set(used))


def test_a_claim_s_evidence_is_of_independent_accounts_and_of_more_than_one_method(told, audit):
    rows = audit.coded.drop_duplicates("excerpt_id").set_index("excerpt_id")
    late = next(block for block in claims(told) if block.theme_id == "late")
    supports = [rows.loc[item.excerpt_id] for item in late.evidence if item.stance == "supports"]
    assert len({row["account"] for row in supports}) == len(supports)
    assert {row["method"] for row in supports} == {"single-agency audit", "child feedback", "family feedback"}


def test_the_strongest_opposing_words_stand_beside_a_claim(told, audit):
    rows = audit.coded.drop_duplicates("excerpt_id").set_index("excerpt_id")
    late = next(block for block in claims(told) if block.theme_id == "late")
    against = [rows.loc[item.excerpt_id]["polarity"] for item in late.evidence if item.stance == "challenges"]
    assert against == ["strength"]


def test_contested_themes_show_both_sides(told):
    heard = next(block for block in claims(told) if block.theme_id == "heard")
    assert heard.part == "tensions"
    assert {item.stance for item in heard.evidence} == {"supports", "challenges"}


def test_only_evidence_of_now_is_quoted(told, audit):
    shown = {item.excerpt_id for block in told.record.blocks for item in block.evidence}
    assert shown <= set(audit.heard["excerpt_id"])


def test_quotes_are_exactly_their_excerpts(told, audit):
    texts = dict(zip(audit.excerpts["id"], audit.excerpts["text"], strict=True))
    for exhibit in told.exhibits.values():
        assert exhibit.text == texts[exhibit.id]
        assert exhibit.end - exhibit.start == len(exhibit.text)


def test_near_empty_answers_and_copies_are_never_quoted():
    audit = material()
    excerpts = audit.excerpts.copy()
    excerpts.loc[excerpts["method"] == "child feedback", "near_empty"] = True
    shown = story.draft("Q?", dataclasses.replace(audit, excerpts=excerpts)).exhibits.values()
    assert "child feedback" not in {exhibit.method for exhibit in shown}


def test_claims_keep_scope_and_denominator(told):
    late = next(block for block in claims(told) if block.theme_id == "late")
    assert "nine of the ten accounts that speak of it hold a concern; one holds a strength" in late.text
    assert "in all four children's cases" in late.text


def test_a_draft_is_proposed_until_a_person_accepts_each_piece(told):
    assert told.is_draft
    with pytest.raises(NarrativeError, match="still a draft"):
        story.finished(told.record)
    record = told.record
    for block in record.blocks:
        for item in block.evidence:
            record = story.accept(record, block.id, item.excerpt_id, "human:lead")
    assert story.finished(record) is record
    assert story.unaccepted(record) == []


def test_a_model_cannot_accept_evidence(told):
    block = claims(told)[0]
    with pytest.raises(NarrativeError, match="Only a person"):
        story.accept(told.record, block.id, block.evidence[0].excerpt_id, "model:x")


def test_evidence_that_is_not_there_cannot_be_accepted(told):
    with pytest.raises(NarrativeError, match="has no evidence"):
        story.accept(told.record, claims(told)[0].id, "ex-nobody", "human:lead")


def test_a_claim_without_evidence_is_never_final(told):
    bare = dataclasses.replace(told.record, blocks=(dataclasses.replace(claims(told)[0], evidence=()),))
    with pytest.raises(NarrativeError, match="one claim without evidence"):
        story.finished(bare)


def test_the_same_material_in_another_order_gives_the_same_story(told, audit):
    turned = dataclasses.replace(audit, excerpts=audit.excerpts[::-1], codings=audit.codings[::-1])
    assert story.draft("Is help in time?", turned).record == told.record


def test_a_saved_story_is_retold_from_the_material(told, audit):
    again = story.retell(told.record, audit)
    assert again.record == told.record and again.exhibits == told.exhibits


def test_a_saved_story_whose_evidence_is_gone_says_so(told, audit):
    gone = next(iter(told.exhibits))
    less = dataclasses.replace(audit, excerpts=audit.excerpts[audit.excerpts["id"] != gone])
    with pytest.raises(NarrativeError, match=gone):
        story.retell(told.record, less)


def test_nothing_coded_gives_no_story(audit):
    with pytest.raises(NarrativeError, match="No excerpt is coded"):
        story.draft("Q?", dataclasses.replace(audit, codings=audit.codings[:0]))


def test_a_story_needs_a_question(audit):
    with pytest.raises(NarrativeError, match="question"):
        story.draft("  ", audit)


def test_a_story_without_a_child_says_so_and_is_warned_of():
    spec = {"late": {"single-agency audit": "cccc"}}
    audit = material(spec, None)
    told = story.draft("Q?", audit)
    assert "We did not hear a child" in " ".join(block.text for block in told.blocks("child"))
    assert "no child's voice" in {caution.check for caution in checks(told, audit)}


def test_measures_stand_beside_their_theme():
    measures = pd.DataFrame([
        {"indicator": "Seen in time", "period": "2031 Q1", "numerator": 41, "denominator": 50, "value": 82.0,
         "unit": "%", "target": 90.0},
        {"indicator": "Seen in time", "period": "2031 Q2", "numerator": 45, "denominator": 50, "value": 90.0,
         "unit": "%", "target": 90.0},
    ])  # fmt: skip
    beside = pd.DataFrame([{"theme_id": "late", "indicator": "Seen in time", "relation": "disagrees"}])
    (block,) = story.draft("Q?", material(measures=measures, beside=beside)).blocks("numbers")
    assert block.text.startswith("Seen in time: 90% (45 of 50), 2031 Q2; target 90%.")
    assert "does not say what the words say" in block.text and "confirmed" not in block.text
    proposed = material(measures=measures, beside=beside.assign(link="proposed"))
    (block,) = story.draft("Q?", proposed).blocks("numbers")
    assert "(nobody has confirmed this link yet): it does not say what the words say" in block.text


@pytest.mark.parametrize(
    ("theme", "title"),
    [({"id": "x", "name": "Fathers"}, "Fathers"),
     ({"name": "VIS", "definition": "visits, how often"}, "Visits"),
     ({"name": "VIS", "definition": ""}, "Vis"), ({"name": "whole family work"}, "Whole family work"),
     ({"name": "ABC", "definition": "ABC: a good start; and more"}, "A good start")],
)  # fmt: skip
def test_a_bare_code_gets_a_title_that_people_can_read(theme, title):
    assert wording.title(theme) == title


@pytest.mark.parametrize(
    ("n", "total", "said"),
    [(2, 6, "in two of the six children's cases"), (6, 6, "in all six children's cases"), (0, 6, ""),
     (2, 0, ""),
     (12, 47, "in 12 of the 47 children's cases"), (1, 1, "in the one child's case")],
)  # fmt: skip
def test_cases_are_counted_with_their_denominator(n, total, said):
    assert wording.in_cases(n, total) == said


def test_a_plain_count_is_shown_without_a_unit():
    row = {"indicator": "Moves", "value": 12.0, "unit": "number", "period": "2031 Q2", "target": 4.0}
    assert wording.measure(row) == "Moves: 12, 2031 Q2; target 4."


def test_a_person_s_word_goes_before_a_model_s():
    told = pd.DataFrame(
        [("a", "t", "model:m", 0.9), ("a", "t", "human:x", 0.0), ("b", "t", "model:m", 0.4),
         ("c", "t", "human:x", 1.0)],
        columns=["excerpt_id", "theme_id", "coder", "score"],
    )  # fmt: skip
    assert decided(told)["excerpt_id"].tolist() == ["b", "c"]


def test_a_claim_that_outruns_its_evidence_is_warned_of(told, audit):
    rare = next(block for block in claims(told) if block.theme_id == "rare")
    loud = dataclasses.replace(rare, text="Families wait for weeks.")
    record = dataclasses.replace(told.record, blocks=(loud,))
    found = checks(dataclasses.replace(told, record=record), audit)
    assert (found[0].check, found[0].block) == ("scope stronger than the evidence", rare.id)


def test_words_that_were_counted_are_not_set_against_quotes(told, audit):
    kept = next(block for block in claims(told) if block.theme_id == "kept")
    draft = Draft(told.record.question, audit)
    assert own_words(kept, draft) == ""
    more = dataclasses.replace(kept, text=kept.text + " Every worker keeps promises.")
    assert own_words(more, draft) == "Every worker keeps promises."


@pytest.mark.parametrize(
    ("text", "role"),
    [("The health visitor failed to share the plan.", "health visitor"),
     ("The nurse did not ask her.", "nurse"),
     ("She was ignored by the social worker.", "social worker"), ("It was the teacher's mistake.", "teacher"),
     ("The plan was not shared.", ""), ("The nurse rang back the same day.", ""),
     ("The social worker was not told.", ""), ("Children were not asked.", "")],
)  # fmt: skip
def test_blame_of_a_named_role_is_heard(text, role):
    assert blamed(text).lower().endswith(role) if role else blamed(text) == ""


def test_every_strength_asks_what_made_it_possible(told, audit):
    strengths = [block for block in claims(told) if block.part == "works"]
    asked = {name for b in told.blocks("works") if b.kind == "question" for name in b.rests_on}
    assert strengths and asked == {block.id for block in strengths}
    alone = dataclasses.replace(told.record, blocks=tuple(strengths))
    found = checks(dataclasses.replace(told, record=alone), audit)
    assert "what made this possible?" in {caution.check for caution in found}


def test_the_story_opens_with_what_changed_since_the_last_one():
    told = story.draft("Q?", material(since=("Help is kept better than it was.", "Two actions are done.")))
    opening = [block.text for block in told.blocks("scope")][1]
    assert opening == "Since the last time: Help is kept better than it was. Two actions are done."


def test_the_right_of_reply_stands_beside_its_block(told):
    block = claims(told)[0]
    note = Note(
        "no-2", "right of reply", f"{told.record.id} {block.id}", "human:x", "nurse", "2031", "We asked."
    )
    beside = dataclasses.replace(told, notes=(note,))
    assert beside.replies(block.id) == [note] and beside.replies("b-other") == []
    lines = [line.text for line in page_of(beside, profile_called("internal")).lines()]
    assert lines[lines.index("We asked.") - 1] == "Right of reply, nurse"


def test_a_warning_that_a_person_has_answered_is_not_raised_again():
    audit = material({"late": {"single-agency audit": "cccc"}}, None)
    told = story.draft("Q?", audit)
    words = "The children are babies."
    why = Note("no-1", "answer", told.record.id, "human:lead", "quality lead", "2031", words,
               parent="no child's voice")  # fmt: skip
    found = checks(dataclasses.replace(told, notes=(why,)), audit)
    assert "no child's voice" not in {caution.check for caution in found}


def test_the_balance_of_strengths_and_concerns_counts_each_quote_once(told):
    assert told.balance.strengths_accepted == told.balance.concerns_accepted == 0
    assert told.balance.strengths > 0 < told.balance.concerns
    assert told.balance.words.startswith("Accepted so far: none of ")


def test_opposing_evidence_that_is_not_shown_is_warned_of(told, audit):
    late = next(block for block in claims(told) if block.theme_id == "late")
    quiet = dataclasses.replace(late, evidence=tuple(e for e in late.evidence if e.stance == "supports"))
    record = dataclasses.replace(told.record, blocks=(quiet,))
    assert "opposing evidence unread" in {
        c.check for c in checks(dataclasses.replace(told, record=record), audit)
    }


def test_a_drafted_claim_does_not_outrun_its_evidence(told, audit):
    assert "scope stronger than the evidence" not in {caution.check for caution in checks(told, audit)}


def test_codings_alone_make_a_material():
    frame = codings(WORKED, None)
    excerpts = frame.drop(columns=["theme_id"]).rename(columns={"excerpt_id": "id", "voice": "speaker"})
    made = Material(excerpts, frame[["excerpt_id", "theme_id"]], themes(), pd.DataFrame(columns=["theme_id"]))
    assert len(made.coded) == len(frame)
    assert made.cases == {"K1", "K2", "K3", "K4"}
