"""A person's word on redaction, names supplied, and what may still identify."""

import json

import pandas as pd
import pytest

from lif_narrative.deidentify.facts import facts, rare_sets
from lif_narrative.deidentify.findings import Redaction, applied, moved
from lif_narrative.deidentify.residual import residual
from lif_narrative.deidentify.rulings import REDACT, RESTORE, Ruling, original, ruled
from lif_narrative.deidentify.supplied import read_roster
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Document
from lif_narrative.standing import which_stand

RETURN = """Child: Brenika Thormthwaite
Case: T1
Social worker: Oluladun Okonzele

What went well?
Brenika was seen alone. The worker drew with her. Her uncle, known to all as bear, was not asked.

What else do we need to know?
Patience Kilnworth of the food bank rang in. Bear rang again.
"""
OTHER = """Case: T1

What did school see?
Bear waits at the gate. Brenika arrives hungry.
"""


@pytest.fixture
def project(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "T1 csc return.txt").write_text(RETURN, encoding="utf-8")
    (files / "T1 school return.txt").write_text(OTHER, encoding="utf-8")
    made = Project.open(tmp_path / "audit", actor="human:lead")
    made.ingest(files)
    return made


def where(project, words):
    for document in project.documents().itertuples():
        if words in document.text:
            at = document.text.index(words)
            return document.id, at, at + len(words)
    raise AssertionError("the words are not there")


def told(project):
    return "\n".join(project.documents()["text"])


def test_a_redaction_by_a_person_reaches_every_document_of_the_case_and_lasts(project):
    document, start, end = where(project, "Bear rang")
    ruling = project.redact(document, start, start + 4, "family member", "an uncle")
    assert "Bear" not in told(project)
    assert "Family member" in told(project)
    reopened = Project.open(project.folder, actor="human:lead")
    reopened.ingest(project.folder.parent / "files")
    assert "Bear" not in told(reopened)
    events = reopened.events()
    mine = events[events["verb"] == "redacted"].iloc[0]
    assert (mine["object"], mine["after"]) == (document, ruling)
    assert not any("Bear" in str(value) or "uncle" in str(value) for value in events.to_numpy().ravel())


def test_words_can_be_left_to_stand_again(project):
    document, text = next(
        (d.id, d.text) for d in project.documents().itertuples() if "of the food bank" in d.text
    )
    before = project.before_after(document)
    name = next(r for r in before.table().itertuples() if r.words.startswith("Patience"))
    project.restore(document, name.start_after, name.end_after, "a charity, not a person")
    assert "Patience Kilnworth of the food bank" in told(project)
    assert "Brenika" not in told(project)
    assert len(project.rulings()) == 1


def test_a_ruling_moves_no_excerpt_and_keeps_codings_of_people(project):
    project.run(upto="segment")
    excerpts = project.excerpts()
    chosen = excerpts[excerpts["text"].str.contains("Bear rang")].iloc[0]
    project.redact(chosen["document_id"], chosen["start"], chosen["start"] + 4, "family member")
    after = project.excerpts()
    assert list(after["id"]) == list(excerpts["id"])
    assert not after["text"].str.contains("Bear").any()


def test_before_and_after_is_a_view_and_leads_back(project):
    document = project.documents()["id"].iloc[0]
    both = project.before_after(document)
    assert applied(both.before, both.redactions) == both.after
    table = both.table()
    for row in table.itertuples():
        assert both.after[row.start_after : row.end_after] == row.replacement
    assert (project.events()["verb"] == "viewed original").any()


def test_what_cannot_be_ruled_is_refused_in_words(project):
    document, start, end = where(project, "was seen alone")
    with pytest.raises(NarrativeError, match="Nothing was replaced"):
        project.restore(document, start, end)
    with pytest.raises(NarrativeError, match="kinds are"):
        project.redact(document, start, end, "secret")
    with pytest.raises(NarrativeError, match="no characters"):
        project.redact(document, 5, 999999)


def test_a_supplied_roster_names_the_child_of_its_case(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    for case in ("T1", "T2"):
        text = f"Case: {case}\n\nWhat was seen?\nThey sleep late. River said so.\ni eat with bunny and dad\n"
        (files / f"{case} return.txt").write_text(text, encoding="utf-8")
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "Case,Full name,Role,AKA\nT1,River Thormthwaite,child,Bunny\n,Nobody Named,child,\n"
        "T1,,mother,\nT1,K3lly,child,\n",
        encoding="utf-8",
    )
    project = Project.open(tmp_path / "audit", actor="human:lead")
    report = project.ingest(files, roster=roster)
    rows = report.set_aside[report.set_aside["locator"].str.startswith("row")]
    assert list(rows["locator"]) == ["row 3", "row 4", "row 5"]
    text = {d.case: d.text for d in project.documents().itertuples()}
    assert "River" not in text["T1"] and "bunny" not in text["T1"]
    assert "Child" in text["T1"] and "Child" not in text["T2"]
    stored = b"".join(p.read_bytes() for p in project.folder.rglob("*") if p.is_file())
    assert b"Thormthwaite" not in stored


def test_a_roster_without_the_columns_says_what_it_needs(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("who;what\nAnn;x\n", encoding="utf-8")
    with pytest.raises(NarrativeError, match="case,name,kind,aka"):
        read_roster(path)
    with pytest.raises(NarrativeError, match="no roster"):
        read_roster(tmp_path / "none.csv")


def test_one_child_under_two_names_of_a_roster_is_one(tmp_path):
    roster = tmp_path / "r.csv"
    rows = "case,name,kind,aka\nT1,Samira Thormthwaite,child,Samira Oldermead; Sim\n"
    roster.write_text(rows, encoding="utf-8")
    (entry,) = read_roster(roster).entries
    mentions = list(entry.mentions({}))
    assert [m.alias_of is None for m in mentions] == [True, False, False]


def rule(verb, text, words, **more):
    at = text.index(words)
    told = {
        "id": "r", "document_id": "d", "case": "T1", "verb": verb, "text": words,
        "before": text[max(0, at - 40) : at], "after": text[at + len(words) :][:40],
        "kind": "family member", "everywhere": False, "reason": "", "actor": "human:x", "at": "2026", **more,
    }  # fmt: skip
    return Ruling(**told)


def test_a_ruling_finds_its_place_again_when_the_file_is_read_anew():
    old = "Bear came. We spoke to Bear about the night."
    new = "A new first line names Bear.\nBear came. We spoke to Bear about the night."
    ruling = rule(REDACT, old, "Bear", before="Bear came. We spoke to ", after=" about the night.")
    (found,) = ruled(new, (), [ruling], lambda f, t: "X", "d")
    assert new[: found.start].endswith("We spoke to ")


def test_later_rulings_stand_over_earlier_ones():
    text = "We met Bear there."
    first = rule(REDACT, text, "Bear")
    then = rule(RESTORE, text, "Bear")
    assert ruled(text, (), [first, then], lambda f, t: "X", "d") == ()
    assert len(ruled(text, (), [then, first], lambda f, t: "X", "d")) == 1


def test_offsets_lead_back_to_the_original():
    table = (Redaction(0, 3, "person", "Child K47"), Redaction(8, 10, "person", "Parent B02"))
    for at in (3, 4, 7, 11, 15):
        assert original(moved(at, table), table) == at
    assert original(2, table) == 0 and original(2, table, end=True) == 3


def document(name, case, text):
    return Document(name, "s", "", case, "", "", "", "", "", text)


def test_what_still_may_identify_is_ranked_and_holds_no_words():
    made = [
        document(
            "a",
            "N1",
            "Child K47 is 9. She is Eritrean and autistic, in foster care. Zwendorf rang on 3 May 2026.",
        ),
        document("b", "N2", "Child B12 is 7. He is white British. The plan was late."),
    ]
    risks = residual(made)
    mine = [r for r in risks if r.document_id == "a"]
    assert {"rare combination", "exact date"} <= {r.kind for r in mine}
    assert [r.rank for r in mine] == list(range(1, len(mine) + 1))
    words = {made[0].text[r.start : r.end] for r in mine}
    assert {"Eritrean", "3 May 2026"} <= words and not any("K47" in w for w in words)
    assert "Zwendorf" not in json.dumps([r.reason for r in risks])
    assert residual(made[::-1]) == risks


def test_a_set_that_many_cases_share_is_not_rare():
    told = {f"N{n}": list(facts("aged 9, in Year 4")) for n in range(6)}
    told["N9"] = list(facts("aged 9, in Year 4, deaf"))
    rare = rare_sets(told, 5)
    assert not rare["N0"]
    assert all(("disability", "deaf") in one for one in rare["N9"])


def test_what_may_stand_lapses_when_the_words_around_it_change(project):
    place = where(project, "food bank")
    with pytest.raises(NarrativeError, match="Say why"):
        project.let_stand(*place, reason=" ")
    project.let_stand(*place, reason="a street that all know")
    risks = pd.DataFrame([place], columns=["document_id", "start", "end"])

    def stands():
        texts = project.documents().set_index("id")["text"]
        return bool(which_stand(project.store, texts, risks)["stands"].any())

    assert stands() and "food" not in repr(project.events()[["object", "after"]].iloc[-1].tolist())
    project.redact(*where(project, "rang in"), "identity number", "after all", everywhere=False)
    assert not stands()
    with pytest.raises(NarrativeError, match=r"may stand|no characters"):
        project.look_again(*place)
