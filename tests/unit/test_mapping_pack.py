"""The mapping on a whole audit as a partnership would collect it; read in place, never copied."""

from __future__ import annotations

import csv
import dataclasses
import random
import re
from collections import defaultdict
from pathlib import Path, PurePath

import pytest

from lif_narrative.ingest import discover
from lif_narrative.ingest.cases import resolve_cases
from lif_narrative.ingest.mapping import map_reading, voice_of
from lif_narrative.ingest.parts import Unreadable
from lif_narrative.ingest.periods import settle_periods
from lif_narrative.ingest.read import read

PACK = Path(__file__).resolve().parents[3] / "shared" / "packs" / "neglect"
pytestmark = pytest.mark.shared


def folded(text):
    return " ".join(text.split())


def sentences(text):
    return re.split(r"(?<=[.!?]) ", folded(text))


@pytest.fixture(scope="module")
def documents():
    files, _ = discover(PACK / "audit")
    found = []
    for path in files:
        if path.parent.name == "bad":
            continue
        name = path.relative_to(PACK / "audit").as_posix()
        try:
            found += map_reading(read(path), PurePath(name), name).documents
        except Unreadable as error:
            pytest.fail(f"{name}: {error}")
    cases = resolve_cases(found)
    return settle_periods([dataclasses.replace(d, case=cases[d.id]) for d in found])


@pytest.fixture(scope="module")
def truth():
    with (PACK / "truth" / "excerpts.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def placed(documents, truth):
    """Each true sentence with the documents and the body paragraphs that hold it."""
    texts = [
        (d, folded(d.text), [(p, folded(d.text[p.start : p.end])) for p in d.paragraphs if p.role == "body"])
        for d in documents
    ]
    rows = []
    for row in truth:
        sentence = folded(row["sentence"])
        of_file = [x for x in texts if x[0].source_id == row["file"]]
        in_body = [(d, p) for d, _, body in of_file for p, text in body if sentence in text]
        exact = [(d, p) for d, p in in_body if p.locator == row["locator"]]
        rows.append((row, [d for d, text, _ in of_file if sentence in text], exact or in_body))
    return rows


def test_every_true_sentence_is_evidence_in_exactly_one_place(placed):
    lost = [row["id"] for row, _, body in placed if not body]
    assert lost == []
    assert [
        row["id"]
        for row, _, body in placed
        if len({d.id for d, _ in body}) > 1 and len(row["sentence"].split()) > 4
    ] == []


def test_nothing_but_prose_is_evidence(documents, truth):
    true = defaultdict(str)
    for row in truth:
        true[row["file"]] += " " + folded(row["sentence"])
    extra = [
        (d.source_id, p.locator)
        for d in documents for p in d.paragraphs if p.role == "body"
        if not any(s in true[d.source_id] for s in sentences(d.text[p.start : p.end]))
    ]  # fmt: skip
    assert len(extra) <= 1  # one closing sentence of a review that the truth leaves out


@pytest.mark.parametrize(
    ("what", "least"), [("method", 1.0), ("speaker", 0.99), ("period", 0.9), ("agency", 0.85)]
)
def test_what_the_files_say_of_themselves_is_found(placed, what, least):
    def found(document, paragraph):
        return (
            (paragraph.speaker or voice_of(document.method)) if what == "speaker" else getattr(document, what)
        )

    right = [found(*body[0]) == row[what] for row, _, body in placed]
    assert sum(right) >= least * len(right)


def test_cases_and_accounts_hold_together_as_they_truly_do(placed):
    case, account = defaultdict(set), defaultdict(set)
    for row, _, body in placed:
        document, paragraph = body[0]
        case[row["case"]].add(document.case)
        account[row["account"]].add(paragraph.account)
    # A reply that names no child is of no case, though who knows the family can guess.
    assert all(len(found - {""}) == 1 for name, found in case.items() if name)
    assert {case: found - {""} for case, found in case.items() if case.startswith("N")} == {
        f"N{n}": {f"N{n}"} for n in range(1, 7)
    }
    assert case[""] == {""}
    assert all(len(found) == 1 for found in account.values())
    assert len({next(iter(found)) for found in account.values()}) == len(account)


def test_the_order_of_files_changes_no_case(documents):
    cases = resolve_cases(documents)
    for seed in range(5):
        shuffled = random.Random(seed).sample(documents, len(documents))
        assert resolve_cases(shuffled) == cases
