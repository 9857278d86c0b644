"""A thousand changes to an exported story and to its sources: every one is found and named."""

from __future__ import annotations

import contextlib
import random
import re
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from lxml import etree

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from small_audit import material

from lif_narrative import story
from lif_narrative.export import export
from lif_narrative.export.page import fold
from lif_narrative.verification import verify

pytestmark = pytest.mark.slow

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TIMES = 200  # of each kind


@pytest.fixture(scope="module")
def audit():
    return material()


@pytest.fixture(scope="module")
def told(audit):
    return story.draft("Is help in time?", audit)


@pytest.fixture(scope="module")
def parts(told, tmp_path_factory):
    path = export(told, tmp_path_factory.mktemp("mutations") / "story.docx")
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def a_letter(texts, dice):
    element = dice.choice([e for e in texts if re.search(r"[a-z]", e.text)])
    at = dice.choice([m.start() for m in re.finditer(r"[a-z]", element.text)])
    new = dice.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != element.text[at]])
    element.text = element.text[:at] + new + element.text[at + 1 :]


def a_number(texts, dice):
    element = dice.choice([e for e in texts if re.search(r"\d", e.text)])
    at = dice.choice([m.start() for m in re.finditer(r"\d", element.text)])
    element.text = element.text[:at] + str((int(element.text[at]) + 1) % 10) + element.text[at + 1 :]


def an_evidence_id(texts, dice):
    one, two = dice.sample([e for e in texts if re.search(r"\[\S+\]$", e.text)], 2)
    a, b = (re.search(r"\[\S+\]$", e.text)[0] for e in (one, two))
    one.text, two.text = one.text.replace(a, b), two.text.replace(b, a)


def swapped_lines(texts, dice):
    one, two = dice.sample([e for e in texts if len(e.text) > 40], 2)
    one.text, two.text = two.text, one.text


def a_removed_word(texts, dice):
    element = dice.choice([e for e in texts if re.search(r"\b(not|no|nobody|none|never)\b", e.text)])
    element.text = re.sub(r"\b(not|no|nobody|none|never)\b ?", "", element.text, count=1)


@pytest.mark.parametrize("change", [a_letter, a_number, an_evidence_id, swapped_lines, a_removed_word])
def test_every_change_to_the_page_is_found_and_named(parts, tmp_path, change):
    missed = []
    for seed in range(TIMES):
        root = etree.fromstring(parts["word/document.xml"])
        texts = [element for element in root.iter(W + "t") if element.text]
        before = [fold(element.text) for element in texts]
        change(texts, random.Random(f"{change.__name__} {seed}"))
        if [fold(element.text or "") for element in texts] == before:
            continue  # two lines with the same words were swapped: nothing changed
        found = verify(saved(tmp_path / "story.docx", parts, root))
        if found.ok or not found.problems:
            missed.append(seed)
    assert missed == []


def test_every_change_to_a_source_is_found_and_names_the_evidence(parts, audit, told, tmp_path):
    path = saved(tmp_path / "story.docx", parts, etree.fromstring(parts["word/document.xml"]))
    missed = []
    for seed in range(TIMES):
        dice = random.Random(seed)
        name = dice.choice(sorted(told.exhibits))
        excerpts = audit.excerpts.copy()
        row = excerpts.index[excerpts["id"] == name][0]
        text = excerpts.loc[row, "text"]
        at = dice.randrange(len(text))
        excerpts.loc[row, "text"] = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
        found = verify(path, project(excerpts))
        if found.ok or not any(name in problem for problem in found.problems):
            missed.append(seed)
    assert missed == []


def test_a_thousand_untouched_files_raise_no_alarm(audit, tmp_path):
    alarms = []
    for n in range(1000):
        if n % 10 == 0:
            path = export(story.draft(f"Question {n}?", audit), tmp_path / f"{n}.docx")
            same = project(audit.excerpts)
        if not verify(path, same).ok:
            alarms.append(n)
    assert alarms == []


def project(excerpts):
    return SimpleNamespace(
        allowing=lambda what: contextlib.nullcontext(),
        excerpts=lambda: excerpts,
        measures=lambda: pd.DataFrame(columns=["indicator", "period", "area"]),
        events=lambda: pd.DataFrame(columns=["position", "verb", "object", "after", "hash"]),
    )


def saved(path, parts, root):
    with zipfile.ZipFile(path, "w") as package:
        for name, blob in parts.items():
            package.writestr(name, etree.tostring(root) if name == "word/document.xml" else blob)
    return path
