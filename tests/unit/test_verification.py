"""Verification: what was changed is found and named; what was only saved again is not."""

from __future__ import annotations

import contextlib
import dataclasses
import zipfile
from types import SimpleNamespace

import pandas as pd
import pytest
from small_audit import material

import lif_narrative as lif
from lif_narrative import story
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.export.embedding import packed, unpacked
from lif_narrative.export.readback import read_back
from lif_narrative.verification import verify


@pytest.fixture(scope="module")
def audit():
    return material()


@pytest.fixture(scope="module")
def told(audit):
    return story.draft("Is help in time?", audit)


def like_a_project(audit, events=()):
    """What verification asks of a project."""
    columns = ["position", "verb", "object", "after", "hash"]
    return SimpleNamespace(
        allowing=lambda what: contextlib.nullcontext(),
        excerpts=lambda: audit.excerpts,
        measures=lambda: pd.DataFrame(columns=["indicator", "period", "area"]),
        events=lambda: pd.DataFrame(list(events), columns=columns),
    )


@pytest.fixture
def path(told, tmp_path):
    return lif.export(told, tmp_path / "story.docx")


def rewritten(path, change, part="word/document.xml"):
    """The file with one of its parts changed, as any tool could."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part].decode("utf-8")).encode("utf-8")
    with zipfile.ZipFile(path, "w") as package:
        for name, blob in parts.items():
            package.writestr(name, blob)
    return path


def test_an_untouched_file_verifies_alone_and_with_its_project(path, audit, told):
    assert verify(path).ok
    found = verify(path, like_a_project(audit))
    assert found.ok and len(found.claims) == sum(bool(block.evidence) for block in told.record.blocks)


@pytest.mark.parametrize("ending", [".html", ".md"])
def test_other_formats_verify_and_show_a_changed_letter(told, tmp_path, ending):
    path = lif.export(told, tmp_path / f"s{ending}")
    assert verify(path).ok
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("nobody told us", "somebody told us", 1), encoding="utf-8")
    assert not verify(path).ok


def test_one_changed_letter_of_a_quote_names_the_claim_and_the_evidence(path, told):
    block = next(block for block in told.record.blocks if block.theme_id == "late" and block.kind == "claim")
    exhibit = told.exhibits[block.evidence[0].excerpt_id]
    changed = exhibit.text.replace("waited", "wanted")
    found = verify(rewritten(path, lambda xml: xml.replace(exhibit.text, changed)))
    assert not found.ok
    assert found.claims.loc[~found.claims["ok"], "block"].tolist() == [block.id]
    assert exhibit.id in found.problems[0] and "not as it was written" in found.problems[0]


def test_problems_never_quote_the_text(path, told):
    exhibit = next(iter(told.exhibits.values()))
    found = verify(rewritten(path, lambda xml: xml.replace(exhibit.text, "something else")))
    assert not any(exhibit.text in text or "something else" in text for text in found.problems)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("nine of the ten", "eight of the ten"),
        lambda xml: xml.replace("none the other", "one the other", 1),
        lambda xml: xml.replace("Proposed: not yet accepted", "Proposed: accepted", 1),
        lambda xml: xml.replace("Draft:", "Final:", 1),
        lambda xml: xml.replace("▼\u00a0", "▲\u00a0", 1),
    ],
    ids=["a number", "a method against", "a removed not", "the status", "a sign in a table"],
)
def test_changed_wording_is_found(path, change):
    before = path.read_bytes()
    assert not verify(rewritten(path, change)).ok
    assert path.read_bytes() != before


def test_swapped_evidence_ids_are_found(path, told):
    one, two = [exhibit.short for exhibit in told.exhibits.values()][:2]

    def swapped(xml):
        return xml.replace(f"[{one}]", "[@]").replace(f"[{two}]", f"[{one}]").replace("[@]", f"[{two}]")

    found = verify(rewritten(path, swapped))
    assert sum("evidence id was changed" in text for text in found.problems) >= 1


def test_swapped_quotes_are_found(path, told):
    one, two = [exhibit.text for exhibit in told.exhibits.values()][:2]
    found = verify(rewritten(path, lambda xml: xml.replace(one, "@").replace(two, one).replace("@", two)))
    assert not found.ok


def test_a_line_taken_out_or_put_in_is_found(path, told):
    whole = f"<w:p><w:r><w:t>Added.</w:t></w:r></w:p>{'<w:sectPr'}"
    found = verify(rewritten(path, lambda xml: xml.replace("<w:sectPr", whole, 1)))
    assert any("added" in text for text in found.problems)


def test_a_tracked_deletion_and_hidden_text_count_as_gone(path, told):
    quote = next(iter(told.exhibits.values())).text
    hidden = rewritten(path, lambda xml: xml.replace(
        f"<w:r><w:t>{quote}", f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{quote}", 1))  # fmt: skip
    assert not verify(hidden).ok


def test_tracked_insertions_count_as_shown(path):
    inserted = '<w:ins w:id="1" w:author="a"><w:r><w:t> not</w:t></w:r></w:ins></w:p>'
    assert not verify(rewritten(path, lambda xml: xml.replace("</w:p>", inserted, 1))).ok


def test_a_proof_changed_with_the_page_breaks_the_seal(path, told):
    exhibit = next(iter(told.exhibits.values()))
    forged(path, exhibit.text, "Forged words.")
    found = verify(path)
    assert any("seal" in text for text in found.problems)


def forged(path, old, new):
    proof = read_back(path).manifest

    def change(value):
        if isinstance(value, str):
            return value.replace(old, new)
        if isinstance(value, list):
            return [change(item) for item in value]
        return {k: change(v) for k, v in value.items()} if isinstance(value, dict) else value

    with zipfile.ZipFile(path) as package:
        name = next(n for n in package.namelist() if b"lif-narrative" in package.read(n))
    fresh = packed(change(proof))
    rewritten(path, lambda xml: xml.replace(packed(proof), fresh), name)
    rewritten(path, lambda xml: xml.replace(old, new))
    return unpacked(fresh)


def test_a_forgery_with_a_fresh_seal_is_found_by_the_project(path, audit, told):
    from lif_narrative.export.page import seal_of

    exhibit = next(iter(told.exhibits.values()))
    old = seal_of(read_back(path).manifest)[:16]
    proof = forged(path, exhibit.text, "Forged words.")
    with zipfile.ZipFile(path) as package:
        footer = next(n for n in package.namelist() if "word/footer" in n)
    rewritten(path, lambda xml: xml.replace(old, seal_of(proof)[:16]), footer)
    assert verify(path).ok  # alone, a file cannot know
    found = verify(path, like_a_project(audit))
    assert not found.ok and exhibit.id in " ".join(found.problems)


def test_a_quote_that_the_project_no_longer_holds_is_named(path, audit, told):
    exhibit = next(iter(told.exhibits.values()))
    less = dataclasses.replace(audit, excerpts=audit.excerpts[audit.excerpts["id"] != exhibit.id])
    found = verify(path, like_a_project(less))
    assert any(exhibit.id in text and "no such excerpt" in text for text in found.problems)


def test_a_quote_that_moved_in_its_document_is_named(path, audit):
    moved = dataclasses.replace(audit, excerpts=audit.excerpts.assign(start=8))
    found = verify(path, like_a_project(moved))
    assert any("does not stand where" in text for text in found.problems)


def test_the_seal_is_looked_up_in_the_trail(path, audit, told):
    from lif_narrative.export.page import seal_of

    seal = seal_of(read_back(path).manifest)
    then = (3, "opened", "", "", "abc")
    kept = [then, (4, "exported", told.record.id, seal, "h")]
    assert verify(path, like_a_project(audit, kept)).ok
    other = [then, (4, "exported", told.record.id, "0" * 64, "h")]
    assert any(
        "no export with this seal" in text for text in verify(path, like_a_project(audit, other)).problems
    )
    cut = [(3, "opened", "", "", "other"), kept[1]]
    assert any(
        "no longer holds event 3" in text for text in verify(path, like_a_project(audit, cut)).problems
    )


def test_a_file_that_lost_its_proof_is_checked_by_the_ids_it_shows(path, audit, told):
    dropped(path)
    assert not verify(path).ok
    found = verify(path, like_a_project(audit))
    assert found.ok and len(found.claims) == len(told.exhibits)
    exhibit = next(iter(told.exhibits.values()))
    found = verify(
        rewritten(path, lambda xml: xml.replace(exhibit.text, "Other words.")), like_a_project(audit)
    )
    assert any(exhibit.short in text for text in found.problems)


def dropped(path):
    with zipfile.ZipFile(path) as package:
        parts = {n: package.read(n) for n in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, blob in parts.items():
            if b"urn:lif-narrative" not in blob:
                package.writestr(name, blob)


def test_a_file_that_is_none_is_refused_in_words(tmp_path):
    with pytest.raises(NarrativeError, match="There is no file"):
        verify(tmp_path / "none.docx")
    (tmp_path / "bad.docx").write_bytes(b"PK nothing")
    with pytest.raises(NarrativeError, match="cannot be read"):
        verify(tmp_path / "bad.docx")
    (tmp_path / "s.odt").write_bytes(b"")
    with pytest.raises(UnknownChoice, match="Known"):
        verify(tmp_path / "s.odt")


def test_the_office_s_own_saving_changes_nothing(path):
    def split(xml):
        return xml.replace("nobody told", 'nobody</w:t></w:r><w:r><w:t xml:space="preserve"> told')

    assert verify(rewritten(path, split)).ok
