"""Stories as PDF: the same bytes twice, words as data, and read back to the letter."""

from __future__ import annotations

import contextlib
import dataclasses
from types import SimpleNamespace

import pypdfium2
import pytest
from small_audit import material

from lif_narrative import story
from lif_narrative.errors import NarrativeError
from lif_narrative.export import export
from lif_narrative.export.pdf import write
from lif_narrative.export.pdfback import cut, read_pdf
from lif_narrative.export.pdfparts import squeeze
from lif_narrative.export.typeset import spelled
from lif_narrative.verification import verify

WORDS = {
    "markup": "#let x = 1 $y$ *b* _i_ `c` @ref <label> // comment \\ #pagebreak() [z]",
    "letters": "Zażółć gęślą jaźń, crème brûlée, Ελλάδα, Україна, ½ ﬁ “quoted” – dash — dash …",
    "right to left": "They wrote \u202eתורה\u202c and שלום at the end.",
    "turned and never turned back": 'Then \u202eתורה & "quoted" – # and more.',
    "emoji": "It was good 👧🏽 👍 and ❤️ to see.",
    "another script": "She said 谢谢 and নমস্কার to us.",
    "hyphens": "A multi-agency, co-ordinated, well-being follow-up with a two-and-a-half-hour step-down.",
    "long": f"{'Antidisestablishmentarianism' * 8} was said.",
}


@pytest.fixture(scope="module")
def audit():
    made = material()
    children = made.excerpts.index[made.excerpts["id"].str.contains("child_feedback")]
    for row, words in zip(children, WORDS.values(), strict=False):
        made.excerpts.loc[row, "text"] += f" {words}"
    made.excerpts["end"] = made.excerpts["start"] + made.excerpts["text"].str.len()
    return made


@pytest.fixture(scope="module")
def told(audit):
    return story.draft("Is help in time?", audit)


def test_the_same_story_gives_the_same_bytes(told, tmp_path):
    first, second = (export(told, tmp_path / f"{name}.pdf") for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_the_document_says_its_title_language_and_the_date_of_its_run(audit, tmp_path):
    dated = story.draft("Is help in time?", dataclasses.replace(audit, ran="2031-10-14T09:00:00+00:00"))
    document = pypdfium2.PdfDocument(export(dated, tmp_path / "s.pdf"))
    said = document.get_metadata_dict()
    assert said["Title"] == "Is help in time?" and said["CreationDate"].startswith("D:20311014")
    assert b"en-GB" in (tmp_path / "s.pdf").read_bytes()


def test_every_kind_of_words_is_shown_and_read_back(told, tmp_path):
    shown = {exhibit.text for exhibit in told.exhibits.values()}
    assert sum(any(words in text for text in shown) for words in WORDS.values()) >= 5
    assert verify(export(told, tmp_path / "s.pdf")).problems == ()


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_are_data_and_come_back_to_the_letter(told, tmp_path, words):
    from lif_narrative.export.items import Line, fold
    from lif_narrative.export.page import page_of, seal_of
    from lif_narrative.export.profiles import profile_called

    page = page_of(told, profile_called("internal"), "children")
    items = (Line("title", "T"), Line("heading", "H"), Line("quote", words), Line("text", "The end."))
    manifest = {"lines": [["", fold(i.text), "", ""] for i in items], "claims": [], "pictures": []}
    made = dataclasses.replace(page, title="T", items=items, manifest=manifest, seal=seal_of(manifest))
    write(made, tmp_path / "w.pdf")
    assert verify(tmp_path / "w.pdf").ok
    other = dataclasses.replace(made, items=(*items[:2], Line("quote", words.replace("e", "a", 1)), items[3]))
    if words.count("e"):
        write(other, tmp_path / "w.pdf")
        assert not verify(tmp_path / "w.pdf").ok


def test_a_file_whose_proof_was_dropped_is_checked_by_the_ids_it_shows(told, audit, tmp_path):
    import pypdfium2.raw as pdfium

    path = export(told, tmp_path / "s.pdf", product="children")
    document = pypdfium2.PdfDocument(path)
    pdfium.FPDFDoc_DeleteAttachment(document.raw, 0)
    document.save(tmp_path / "bare.pdf")
    assert read_pdf(tmp_path / "bare.pdf").manifest is None
    assert not verify(tmp_path / "bare.pdf").ok
    found = verify(tmp_path / "bare.pdf", like(audit.excerpts))
    assert found.ok and len(found.claims) >= 3
    changed = audit.excerpts.assign(text=audit.excerpts["text"].str.replace("nobody", "somebody"))
    assert not verify(tmp_path / "bare.pdf", like(changed)).ok


def like(excerpts):
    """What verification asks of a project."""
    return SimpleNamespace(excerpts=lambda: excerpts, allowing=lambda what: contextlib.nullcontext())


def test_lines_that_do_not_fit_are_given_as_they_stand():
    wanted = ["First line of all.", "Second one here.", "Third and last line."]
    whole = squeeze("".join(wanted))
    assert list(cut(whole, wanted)) == wanted
    assert list(cut(whole.replace("Second", "Sec0nd"), wanted)) == [wanted[0], "Sec0ndonehere.", wanted[2]]
    assert list(cut(whole.replace("Secondonehere.", ""), wanted)) == [wanted[0], wanted[2]]
    assert list(cut(whole + "More.", wanted)) == [*wanted, "More."]


def test_a_minus_sign_and_every_digit_count():
    assert squeeze("by -5 points") != squeeze("by 5 points")
    assert squeeze("multi-agency") == squeeze("multi- agency") == "multiagency"
    assert squeeze("A B\u00a0C") == "ABC"


def test_characters_without_a_glyph_are_given_by_their_number():
    assert spelled("谢谢 all", frozenset("谢")) == "[U+8C22][U+8C22] all"
    assert squeeze("[U+8C22] x") == squeeze("谢 x")


def test_a_file_that_is_no_pdf_is_refused_in_words(tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(NarrativeError, match="cannot be read as a PDF"):
        verify(tmp_path / "bad.pdf")


def test_a_pdf_is_opened_in_a_process_of_its_own_that_may_break(told, tmp_path):
    from lif_narrative.export import apart

    path = export(told, tmp_path / "s.pdf", product="children")
    assert verify(path).ok
    first = apart._kept[0]
    first.kill()
    first.wait()
    assert verify(path).ok and apart._kept[0].pid != first.pid
