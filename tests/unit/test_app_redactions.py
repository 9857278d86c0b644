"""What may still identify, under Streamlit's own tester: looked at, ruled on, and noted."""

from __future__ import annotations

import shutil

import pytest

pytest.importorskip("streamlit", reason="the app's extra is not installed")
from test_app import at, project, sound  # noqa: E402, F401

from lif_narrative import identifying  # noqa: E402
from lif_narrative.errors import NarrativeError  # noqa: E402
from lif_narrative.project import Project  # noqa: E402

RETURN = """Child: Brenika Thormthwaite
Case: T1

What went well?
Brenika was seen alone. Her uncle, known to all as <b>bear</b>, was not asked. They met on 3 May 2026 there.

What else do we need to know?
Patience Kilnworth of the food bank rang in. 👧🏽 Bear rang again.
"""
ASK = "Show the original beside it (this is noted)"


@pytest.fixture
def audit(tmp_path, monkeypatch):
    files = tmp_path / "files"
    files.mkdir()
    (files / "T1 return.txt").write_text(RETURN, encoding="utf-8")
    monkeypatch.setenv("LIF_PROJECT", str(tmp_path / "audit"))
    monkeypatch.setenv("LIF_ACTOR", "human:tester")
    made = Project.open(tmp_path / "audit", "human:tester")
    made.ingest(files)
    return made


def pages(app):
    return "".join(part.proto.body for part in app.get("html"))


def press(app, label):
    return next(button for button in app.button if button.label == label).click().run()


def field(app, key):
    return next(
        i
        for i in [*app.text_input, *app.selectbox, *app.radio, *app.checkbox]
        if i.key and i.key.endswith(key)
    )


def views(audit):
    return int((audit.events()["verb"] == "viewed original").sum())


def test_the_original_is_shown_once_when_asked_for_and_that_is_noted(audit):
    app = sound(at("material", material="identify"))
    assert "Thormthwaite" not in pages(app) and views(audit) == 0
    sound(press(app, ASK))
    assert "Thormthwaite" in pages(app) and views(audit) == 1
    assert "<b>bear" not in pages(app).casefold()  # markup in the material is text
    assert "Thormthwaite" not in repr(app.session_state)
    assert "Thormthwaite" not in pages(sound(app.run())) and views(audit) == 1


def test_words_typed_are_replaced_wherever_they_stand_and_leave_the_sitting(audit):
    app = sound(at("material", material="identify"))
    document = audit.documents()["id"][0]
    key = f"redactions.typed.{document}"
    field(app, f"{key}.words").set_value("bear")
    field(app, f"{key}.kind").set_value("family member")
    field(app, f"{key}.why").set_value("known as that in the street")
    submit = next(b for b in app.button if b.label == "Replace" and b.proto.form_id == key)
    sound(submit.click().run())
    assert identifying.awaiting(audit) == {document: 1}
    state = repr(app.session_state)
    assert "bear" not in state and "the street" not in state
    assert any("does not show it yet" in info.value for info in app.info)
    audit.run(upto="deidentify")
    assert "bear" not in audit.documents()["text"][0].casefold()
    assert identifying.awaiting(audit) == {}


def test_words_that_are_not_there_are_told_and_not_quoted(audit):
    app = sound(at("material", material="identify"))
    key = f"redactions.typed.{audit.documents()['id'][0]}"
    field(app, f"{key}.words").set_value("Quillon")
    next(b for b in app.button if b.label == "Replace" and b.proto.form_id == key).click().run()
    assert "not in this document" in app.error[0].value and "Quillon" not in app.error[0].value
    assert "Quillon" not in repr(app.session_state)
    assert identifying.awaiting(audit) == {}


def test_what_stands_out_is_listed_with_its_reason_and_replaced(audit):
    app = sound(at("material", material="identify"))
    assert any("3 May 2026" in m.value and "may remember" in m.value for m in app.markdown)
    start = audit.documents()["text"][0].index("3 May 2026")
    key = f"redactions.{audit.documents()['id'][0]}.{start}"
    field(app, f"{key}.kind").set_value("identity number")
    sound(next(b for b in app.button if b.proto.form_id == key).click().run())
    assert not any(b.proto.form_id == key for b in app.button)  # it waits to be read again
    audit.run(upto="deidentify")
    assert "3 May 2026" not in audit.documents()["text"][0]


def test_what_was_replaced_is_restored_with_a_reason_alone(audit):
    app = sound(at("material", material="identify"))
    document = audit.documents().iloc[0]
    spans = identifying.replaced(audit, document["id"])
    words = audit.before_after(document["id"]).table()["words"]
    which = next(i for i, name in enumerate(words) if name.startswith("Patience"))
    assert document["text"][slice(*spans[which])] == audit.before_after(document["id"]).redactions[
        which].replacement  # fmt: skip
    key = f"redactions.back.{document['id']}"
    field(app, f"{key}.which").set_value(which)
    press(app, "Restore it")
    assert "Say why" in app.error[0].value and identifying.awaiting(audit) == {}
    field(app, f"{key}.which").set_value(which)
    field(app, f"{key}.why").set_value("a charity")
    sound(press(app, "Restore it"))
    audit.run(upto="deidentify")
    assert "Patience Kilnworth" in audit.documents()["text"][0]


def test_with_the_vault_away_the_de_identified_side_stands_alone(audit):
    shutil.move(audit.vault_folder, audit.vault_folder.with_name("away"))
    Project.open(audit.folder)
    app = sound(at("material", material="identify"))
    assert any("de-identified side alone" in info.value for info in app.info)
    assert "3 May 2026" in pages(app) and not any(b.label == ASK for b in app.button)
    assert not any(b.label in ("Replace", "Restore it") for b in app.button)


def test_a_role_without_originals_sees_the_de_identified_side_alone(audit, monkeypatch):
    monkeypatch.setattr(Project, "may", lambda self, permission: permission == "read")
    app = sound(at("material", material="identify"))
    assert any("Your role does not see originals" in info.value for info in app.info)
    assert not any(b.label in (ASK, "Replace", "Restore it") for b in app.button)
    assert not (audit.events()["verb"] == "was refused").any()


def test_markup_in_the_words_never_becomes_markup(project):  # noqa: F811
    app = sound(at("material", material="identify", document="do-1"))
    assert "<script>" not in pages(app) and "&lt;script&gt;" in pages(app)


def test_places_are_whole_words_in_code_points_over_broken_lines():
    text = "👧🏽 Ann\nLee annual ann lee"
    assert [text[a:b] for a, b in identifying.places(text, "Ann Lee")] == ["Ann\nLee"]
    assert [text[a:b] for a, b in identifying.places(text, "ANN LEE")] == ["Ann\nLee", "ann lee"]
    with pytest.raises(NarrativeError, match="not in this document"):
        identifying.places(text, "annua")


def test_a_text_that_was_read_anew_takes_no_ruling_on_the_old_one(audit):
    document = audit.documents().iloc[0]
    mark = identifying.mark_of(document["text"] + ".")
    with pytest.raises(NarrativeError, match="read again meanwhile"):
        identifying.unchanged(audit, document["id"], mark)


def test_what_was_looked_at_may_stand_with_a_reason_and_be_looked_at_again(audit):
    app = sound(at("material", material="identify"))
    document = audit.documents().iloc[0]
    start = document["text"].index("3 May 2026")
    key = f"redactions.stands.{document['id']}.{start}"

    def submit():
        return next(b for b in app.button if b.proto.form_id == key)

    sound_or_told = submit().click().run()
    assert "Say why" in sound_or_told.error[0].value and not audit.residual_risks()["stands"].any()
    field(app, f"{key}.why").set_value("the date of the audit itself")
    sound(submit().click().run())
    risks = audit.residual_risks()
    assert risks[risks["stands"]]["start"].tolist() == [start]
    assert "the date of the audit" not in repr(app.session_state)
    last = audit.events().iloc[-1]
    assert last["verb"] == "let stand" and last["object"] == document["id"]
    assert "May" not in last["after"] and last["reason"] == "the date of the audit itself"
    press(app, "Look again")
    assert not audit.residual_risks()["stands"].any()
    assert audit.events().iloc[-1]["verb"] == "looked again"
