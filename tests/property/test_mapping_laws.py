"""Laws of the mapping: no word is lost or told twice, and order carries no meaning."""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from pathlib import PurePath

from hypothesis import given, settings
from hypothesis import strategies as st

from lif_narrative.ingest.cases import resolve_cases
from lif_narrative.ingest.mapping import map_reading
from lif_narrative.ingest.parts import Cell, Part, Reading, Table

EXAMPLES = int(os.environ.get("LIF_EXAMPLES", "25"))  # more by hand or in the slow suite
# Short lines of the shapes that mappings look for, and plain words, so that rules meet each other.
PIECES = st.sampled_from(
    [
        "Was help early?", "1. Plan", "Q2 Was she heard?", "Child: Ann Ward", "Case number AB-123456",
        "Dear Sir", "Yours truly", "Strengths: she rang.", "n/a", "no", "-", "May 2027: about AW", "Case 4",
        "She rang every week and nobody asked why.", "Ann (AB-123456)", "Impact", "Total: 4", "Jo: time.",
        "Facilitator: what helps?", "☒ Yes ☐ No", "She was born 1/2/2018.", "line one\nline two", "mum", "41",
        "What worked?\nThe nurse did.", "2027-05-01", "É 🙂 ok", "(Please tick one.)",
    ]
)  # fmt: skip
TEXTS = PIECES | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30
)
ROLES = st.sampled_from(
    ["title", "heading", "body", "body", "body", "list", "footnote", "header", "note", "caption"]
)
FILES = st.sampled_from(
    [
        "C3_police.docx",
        "complaints/a.txt",
        "supervision.odt",
        "families.xlsx",
        "joint audit.docx",
        "x.txt",
        "focus group.vtt",
    ]
)


@st.composite
def parts(draw):
    return Part(
        draw(ROLES), draw(TEXTS), draw(st.sampled_from("pqr")), draw(st.integers(1, 3)), draw(st.booleans())
    )


@st.composite
def tables(draw):
    width = draw(st.integers(1, 5))
    rows = draw(
        st.lists(st.lists(TEXTS | st.just(""), min_size=width, max_size=width), min_size=1, max_size=6)
    )
    name = draw(st.sampled_from(["", "Sheet1", "C4"]))
    cells = tuple(
        tuple(Cell(text, f"t1r{r}c{c}") for c, text in enumerate(row)) for r, row in enumerate(rows)
    )
    return Table(cells, draw(st.sampled_from(["t1", "t2", "t3"])), name)


@st.composite
def readings(draw):
    units = draw(st.lists(parts() | tables(), max_size=9))
    numbered = [replace(u, locator=f"u{n}") for n, u in enumerate(units)]
    return Reading(tuple(numbered), draw(st.sampled_from(["docx", "txt", "xlsx", "pdf"])))


def sources(reading):
    for unit in reading.units:
        yield from [unit.text] if isinstance(unit, Part) else [cell.text for row in unit.rows for cell in row]


def found_in(mapped):
    texts = [d.text for d in mapped.documents] + [
        value for d in mapped.documents for value in d.attributes.values()
    ]
    names = [name for d in mapped.documents for name in d.attributes] + [
        c.name for c in mapped.proposal.choices
    ]
    return "\n".join([*texts, *names, *(cell for rows in mapped.measures for row in rows for cell in row)])


@settings(deadline=None, max_examples=EXAMPLES)
@given(reading=readings(), file=FILES)
def test_every_word_of_a_reading_is_in_a_document_an_attribute_or_a_measure(reading, file):
    mapped = map_reading(reading, PurePath(file), "s")
    kept = " ".join(found_in(mapped).split())
    for text in sources(reading):
        for line in text.split("\n"):
            assert " ".join(line.split()) in kept


@settings(deadline=None, max_examples=EXAMPLES)
@given(reading=readings(), file=FILES)
def test_no_words_are_evidence_twice(reading, file):
    mapped = map_reading(reading, PurePath(file), "s")
    told = Counter(
        folded for d in mapped.documents for p in d.paragraphs
        if p.role == "body" and len(folded := " ".join(d.text[p.start : p.end].split())) > 8
    )  # fmt: skip
    source = " ".join(" ".join(sources(reading)).split())
    for text, n in told.items():
        assert n <= source.count(text)


@settings(deadline=None, max_examples=EXAMPLES)
@given(reading=readings(), file=FILES)
def test_a_paragraph_is_exactly_its_span_and_spans_neither_overlap_nor_lose_order(reading, file):
    for document in map_reading(reading, PurePath(file), "s").documents:
        ends = 0
        for paragraph in document.paragraphs:
            assert ends <= paragraph.start <= paragraph.end <= len(document.text)
            ends = paragraph.end


@settings(deadline=None, max_examples=EXAMPLES)
@given(reading=readings(), file=FILES)
def test_documents_of_a_source_have_ids_of_their_own_and_accounts_without_names(reading, file):
    documents = map_reading(reading, PurePath(file), "s").documents
    ids = [d.id for d in documents]
    assert len(ids) == len(set(ids))
    assert all(p.account.split("/")[0] in ids for d in documents for p in d.paragraphs)


@settings(deadline=None, max_examples=EXAMPLES)
@given(found=st.lists(st.tuples(readings(), FILES), max_size=5), seed=st.integers(0, 9))
def test_the_order_of_documents_changes_no_case(found, seed):
    documents = [
        d
        for n, (reading, file) in enumerate(found)
        for d in map_reading(reading, PurePath(file), f"s{n}").documents
    ]
    shuffled = random.Random(seed).sample(documents, len(documents))
    assert resolve_cases(shuffled) == resolve_cases(documents)
