"""A thousand changes to exported files and to their sources: every one is found and named."""

from __future__ import annotations

import contextlib
import dataclasses
import random
import re
import sys
import zipfile
from html import escape
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from small_audit import material

from lif_narrative import story
from lif_narrative.export import export, writer_for
from lif_narrative.export.items import Line
from lif_narrative.export.markdown import escaped
from lif_narrative.export.page import page_of
from lif_narrative.export.profiles import profile_called
from lif_narrative.verification import verify

pytestmark = pytest.mark.slow

TIMES = 40  # of each kind in each format: 5 x 5 x 40
FORMS = [("story", ".docx"), ("report", ".pdf"), ("story", ".html"), ("story", ".md"), ("board", ".pptx")]
NOT = re.compile(r"\b(not|no|nobody|none|never)\b ?")


@pytest.fixture(scope="module")
def audit():
    return material()


@pytest.fixture(scope="module")
def told(audit):
    return story.draft("Is help in time?", audit)


@pytest.fixture(scope="module", params=FORMS, ids=lambda form: f"{form[0]}{form[1]}")
def made(request, told, tmp_path_factory):
    """A product as it was exported, and how to write it with some of its lines changed."""
    product, ending = request.param
    page = page_of(told, profile_called("internal"), product)
    place = tmp_path_factory.mktemp("mutations")
    whole = export(told, place / f"whole{ending}", product=product)
    assert verify(whole).ok
    rewrite = {".pdf": reset, ".html": retyped, ".md": retyped}.get(ending, rezipped)
    return page, lambda changes: rewrite(page, whole, place / f"changed{ending}", changes)


def reset(page, whole, path, changes):
    """The page set again with other words, and the proof of what it was."""
    items = tuple(
        dataclasses.replace(item, text=changes.get(item.text, item.text)) if isinstance(item, Line) else item
        for item in page.items
    )
    writer_for(path)(dataclasses.replace(page, items=items), path)
    return path


def retyped(page, whole, path, changes):
    """The file with other words, as a text editor leaves it."""
    head, mark, body = whole.read_text("utf-8").partition("<body>")
    head, body = (head + mark, body) if mark else ("", head)
    path.write_text(head + swapped(body, changes, between if mark else escaped), encoding="utf-8")
    return path


def rezipped(page, whole, path, changes):
    """The Office file with other words in its document or slides."""
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(path, "w") as copy:
        for name in package.namelist():
            blob = package.read(name)
            if re.search(r"word/document\.xml|slides/slide\d+\.xml$", name):
                blob = swapped(blob.decode("utf-8"), changes, within).encode("utf-8")
            copy.writestr(name, blob)
    return path


def between(text):
    return f">{escape(text)}<"


def within(text):
    return f">{escape(text, quote=False)}<"


def swapped(text, changes, encoded):
    for n, old in enumerate(changes):
        text = text.replace(encoded(old), f"\x02{n}\x03", 1)
    for n, new in enumerate(changes.values()):
        text = text.replace(f"\x02{n}\x03", encoded(new))
    return text


def lines(page, *roles):
    """Lines whose words stand once on the page, in one run."""
    shown = [line.text for line in page.lines()]
    return [i for i in page.items if isinstance(i, Line) and i.role in roles and shown.count(i.text) == 1
            and i.kind not in ("claim", "action")]  # fmt: skip


def a_letter(page, dice):
    line = dice.choice(
        [i for i in lines(page, "quote", "against", "text", "note") if re.search("[a-z]", i.text)]
    )
    at = dice.choice([m.start() for m in re.finditer("[a-z]", line.text)])
    new = dice.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != line.text[at]])
    return [line], {line.text: line.text[:at] + new + line.text[at + 1 :]}


def a_number(page, dice):
    line = dice.choice([i for i in lines(page, "text", "cite", "note", "bullet") if re.search(r"\d", i.text)])
    at = dice.choice([m.start() for m in re.finditer(r"\d", line.text)])
    return [line], {line.text: line.text[:at] + str((int(line.text[at]) + 1) % 10) + line.text[at + 1 :]}


def an_evidence_id(page, dice):
    one, two = dice.sample(lines(page, "cite"), 2)
    a, b = (re.search(r"\[\S+\]$", line.text)[0] for line in (one, two))
    return [one, two], {one.text: one.text.replace(a, b), two.text: two.text.replace(b, a)}


def swapped_quotes(page, dice):
    one, two = dice.sample(lines(page, "quote", "against"), 2)
    return [one, two], {one.text: two.text, two.text: one.text}


def a_removed_not(page, dice):
    line = dice.choice(
        [i for i in lines(page, "quote", "against", "text", "note", "bullet") if NOT.search(i.text)]
    )
    return [line], {line.text: NOT.sub("", line.text, count=1)}


@pytest.mark.parametrize("change", [a_letter, a_number, an_evidence_id, swapped_quotes, a_removed_not])
def test_every_change_to_a_page_is_found_and_named(made, change):
    page, write = made
    missed = []
    for seed in range(TIMES):
        touched, changes = change(page, random.Random(f"{change.__name__} {seed}"))
        found = verify(write(changes))
        said = " ".join(found.problems)
        if found.ok or not all((line.evidence or line.block) in said for line in touched[:1]):
            missed.append(seed)
    assert missed == []


def test_every_change_to_a_source_is_found_and_names_the_evidence(made, audit, told):
    page, write = made
    path = write({})
    shown = sorted({piece["id"] for claim in page.manifest["claims"] for piece in claim["evidence"]})
    missed = []
    for seed in range(TIMES):
        dice = random.Random(seed)
        name = dice.choice(shown)
        excerpts = audit.excerpts.copy()
        row = excerpts.index[excerpts["id"] == name][0]
        text = excerpts.loc[row, "text"]
        at = dice.randrange(len(text))
        excerpts.loc[row, "text"] = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
        found = verify(path, project(excerpts))
        if found.ok or not any(name in problem for problem in found.problems):
            missed.append(seed)
    assert missed == []


def test_an_editor_of_pdf_that_types_over_a_word_is_found(told, tmp_path):
    import ctypes

    import pypdfium2
    import pypdfium2.raw as pdfium

    whole = export(told, tmp_path / "whole.pdf", product="families")
    missed = []
    for seed in range(TIMES):
        document = pypdfium2.PdfDocument(whole)
        page = document[0]
        text = page.get_textpage()
        kinds = [pdfium.FPDF_PAGEOBJ_TEXT]
        items = [o for o in page.get_objects(filter=kinds, textpage=text) if len(o.extract()) > 12]
        item = random.Random(seed).choice(items)
        letters = list(item.extract())
        at = random.Random(seed).choice([n for n, c in enumerate(letters) if c.isalpha()])
        letters[at] = "e" if letters[at] != "e" else "a"
        typed = ctypes.create_string_buffer(("".join(letters) + "\0").encode("utf-16-le"))
        assert pdfium.FPDFText_SetText(item.raw, ctypes.cast(typed, ctypes.POINTER(pdfium.FPDF_WCHAR)))
        assert pdfium.FPDFPage_GenerateContent(page.raw)
        document.save(tmp_path / "changed.pdf")
        document.close()
        if verify(tmp_path / "changed.pdf").ok:
            missed.append(seed)
    assert missed == []


def test_a_thousand_untouched_files_raise_no_alarm(audit, tmp_path):
    alarms = []
    same = project(audit.excerpts)
    for product, ending in FORMS:
        for n in range(20):
            told = story.draft(f"Question {n}?", audit)
            path = export(told, tmp_path / f"{n}{ending}", product=product)
            alarms += [(product, ending, n) for _ in range(10) if not verify(path, same).ok]
    assert alarms == []


def project(excerpts):
    return SimpleNamespace(
        allowing=lambda what: contextlib.nullcontext(),
        excerpts=lambda: excerpts,
        measures=lambda: pd.DataFrame(columns=["indicator", "period", "area"]),
        events=lambda: pd.DataFrame(columns=["position", "verb", "object", "after", "hash"]),
    )
