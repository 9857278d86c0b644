"""Sentences of the kinds of writing that an audit brings."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from lif_narrative import language

KINDS = {
    "titles and abbreviations": [
        "Mrs. Hale and Dr. Roe met approx. ten times.",
        "No. 7 was closed.",
        "See e.g. the plan.",
    ],
    "initials": ["T. has started at the club.", "The worker told C. he could stay.", "Child A. waits."],
    "an initial before a sentence": ["We met Child B.", "She was calm."],
    "a quotation that closes after the stop": [
        'Sam said "I was cold."',
        "She wrote it down.",
        "‘No.’",
        "It ended.",
    ],
    "a question inside a sentence": ['"What would he say?" she asks, and waits.', "He looked up."],
    "short quotations stay whole": ['Most entries are two words: "Noted. Agreed."', "Nobody asked why."],
    "writing without capitals": ["it was ok!!", "i liked the dog.", "can she come back?", "pls"],
    "numbered items": ["1. Seen alone.", "2. Not asked.", "(b) Plan late.", "Q3. on time, every time"],
    "ellipses": ["I thought… maybe not.", "So... we waited and left."],
    "runs of marks": ["Why??", "Nobody knows!!!", "He stayed."],
    "date of birth and times": [
        "The d.o.b. was wrong.",
        "It was 11 a.m. by then.",
        "Referral within 2 hrs.",
        "Closed.",
    ],
}


@pytest.mark.parametrize("kind", KINDS)
def test_sentences_are_found_in(kind: str) -> None:
    text = " ".join(KINDS[kind])
    assert [text[a:b] for a, b in language.sentences(text)] == KINDS[kind]


def test_lines_and_bullets_end_a_sentence_and_wrapped_lines_do_not() -> None:
    text = (
        "Strengths:\n- seen alone\n- father met\n\n"
        "The plan that was written in the spring of the year before\nwas still in use."
    )
    assert [text[a:b] for a, b in language.sentences(text)] == [
        "Strengths:", "- seen alone", "- father met",
        "The plan that was written in the spring of the year before\nwas still in use.",
    ]  # fmt: skip


def test_offsets_are_code_points() -> None:
    text = "🙂 Café was shut. Nobody said."
    assert [text[a:b] for a, b in language.sentences(text)] == ["🙂 Café was shut.", "Nobody said."]


@pytest.mark.slow
def test_noun_phrases_are_small_and_lose_their_determiners() -> None:
    assert language.noun_phrases(["The family support worker read his plan.", ""]) == [
        ["family support worker", "plan"],
        [],
    ]


@pytest.mark.slow
def test_entities_are_spans_of_the_text() -> None:
    text = "Yesterday Michael Brown rang from Leeds."
    found = {text[e.start : e.end]: e.kind for e in language.entities(text)}
    assert found["Michael Brown"] == "PERSON" and found["Leeds"] == "GPE"


@pytest.mark.slow
def test_no_warning_prints_the_text() -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        list(language.parse(["", "canary words  \n\n"]))
        language.entities("canary")
    assert not [w for w in heard if "canary" in str(w.message)]


def test_importing_it_does_not_import_spacy() -> None:
    code = "import sys, lif_narrative.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.shared
def test_most_coded_sentences_of_a_paragraph_are_recovered_whole() -> None:
    import csv

    table = Path(__file__).resolve().parents[3] / "shared" / "gold" / "narratives.csv"
    if not table.is_file():
        pytest.skip("../shared is absent: the coded sentences are not at hand")
    paragraphs: dict[tuple[str, str], list[str]] = {}
    with table.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            paragraphs.setdefault((row["block"], row["paragraph"]), []).append(row["sentence"].strip())
    found = total = 0
    for kept in paragraphs.values():
        ended = all(sentence[-1:] in ".?!" for sentence in kept)  # a missing stop cannot be seen once joined
        text = " ".join(kept)
        whole = {text[a:b] for a, b in language.sentences(text)} if ended else set()
        found += sum(sentence in whole for sentence in kept if ended)
        total += len(kept) if ended else 0
    assert total > 3000 and found / total > 0.99
