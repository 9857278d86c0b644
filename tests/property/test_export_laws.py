"""Laws of export: an untouched file verifies, and no letter of a quote moves unseen."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from small_audit import material

from lif_narrative import story
from lif_narrative.export import export
from lif_narrative.export.embedding import packed, unpacked
from lif_narrative.export.markdown import escaped
from lif_narrative.export.page import fold
from lif_narrative.export.plainback import _markdown
from lif_narrative.verification import verify

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FEW = settings(max_examples=25, deadline=None,
               suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip
LETTERS = st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn", "Mn"))


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A story as a file, its parts, and its quotes' places in the document."""
    told = story.draft("Is help in time?", material())
    path = export(told, tmp_path_factory.mktemp("laws") / "story.docx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    quotes = {exhibit.text: exhibit.id for exhibit in told.exhibits.values()}
    return path, parts, quotes


def saved(path, parts, root):
    with zipfile.ZipFile(path, "w") as package:
        for name, blob in parts.items():
            package.writestr(name, etree.tostring(root) if name == "word/document.xml" else blob)
    return path


@FEW
@given(data=st.data(), letter=LETTERS)
def test_any_one_letter_change_in_any_quote_is_found_and_named(exported, data, letter):
    path, parts, quotes = exported
    root = etree.fromstring(parts["word/document.xml"])
    texts = [element for element in root.iter(W + "t") if element.text in quotes]
    element = data.draw(st.sampled_from(texts))
    at = data.draw(st.integers(0, len(element.text) - 1))
    changed = element.text[:at] + letter + element.text[at + 1 :]
    assume(fold(changed) != fold(element.text))
    evidence, element.text = quotes[element.text], changed
    found = verify(saved(path.with_name("changed.docx"), parts, root))
    assert not found.ok
    assert any(evidence in problem for problem in found.problems)


@FEW
@given(data=st.data())
def test_runs_and_spaces_that_an_office_moves_raise_no_alarm(exported, data):
    path, parts, _ = exported
    root = etree.fromstring(parts["word/document.xml"])
    for element in data.draw(st.lists(st.sampled_from(list(root.iter(W + "t"))), max_size=5, unique=True)):
        words = (element.text or "").split(" ")
        element.text = " ".join(words[: len(words) // 2]) + " "
        rest = etree.SubElement(element.getparent(), W + "t")
        rest.text = "\n " + " ".join(words[len(words) // 2 :])
        if len(words) < 2:
            element.text, rest.text = words[0], ""
    assert verify(saved(path.with_name("same.docx"), parts, root)).ok


@given(st.lists(st.tuples(st.text(), st.text(), st.text(), st.text()), max_size=5))
def test_a_proof_comes_out_as_it_went_in(rows):
    proof = {"lines": [list(row) for row in rows], "claims": []}
    assert unpacked(packed(proof)) == proof


@given(st.text(LETTERS | st.sampled_from(" |*_`\\[]<>#~-:>"), min_size=1, max_size=60))
def test_markdown_shows_any_text_as_it_is(text):
    assume(fold(text) and not fold(text).startswith("Seal "))
    lines, _ = _markdown(escaped(text) + "\n")
    assert [fold(line) for line in lines] == [fold(text)]
