"""The appraiser on sentences that careful readers would agree about."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from lif_narrative import appraise
from lif_narrative.appraise import COLUMNS, Appraiser, kinds, lexicon
from lif_narrative.appraise.scope import scope_of
from lif_narrative.appraise.windows import Window, parts
from lif_narrative.errors import NarrativeError
from lif_narrative.records import POLARITIES, SCOPES, VOICES

SHARED = Path(__file__).resolve().parents[3] / "shared"

CLEAR = {
    "Children are seen alone and their views shape the plan.": "strength",
    "No child waits for an assessment.": "strength",
    "Abuse is recognised quickly and children are protected.": "strength",
    "Reviews are late and the plan has not changed in a year.": "concern",
    "Children's wishes are not always recorded.": "concern",
    "The plan is clear, but nobody has told the father.": "mixed",
}


def test_clear_sentences_are_read_as_people_read_them() -> None:
    told = Appraiser().predict(list(CLEAR), methods=["thematic audit"] * len(CLEAR))
    assert dict(zip(CLEAR, told["polarity"], strict=True)) == CLEAR


def test_a_short_answer_is_read_with_its_question() -> None:
    asked = ["Were you listened to?\nNo.", "Was anything missed or late?\nNo."]
    told = Appraiser().predict(["No.", "No."], contexts=asked, methods=["family feedback"] * 2)
    assert told["p_concern"][0] > told["p_concern"][1]


def test_probabilities_sum_to_one_and_the_polarity_is_the_likeliest() -> None:
    told = Appraiser().predict([*CLEAR, "", "?", "n/a"])
    chances = told[[f"p_{polarity}" for polarity in POLARITIES]].to_numpy()
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5) and (chances >= 0).all()
    assert list(told["polarity"]) == [POLARITIES[place] for place in chances.argmax(axis=1)]


def test_answers_are_of_the_known_kinds() -> None:
    told = Appraiser().predict(list(CLEAR))
    assert tuple(told.columns) == COLUMNS
    assert set(told["speaker"]) <= set(VOICES) and set(told["reported"]) <= set(VOICES) - {"auditor"}
    assert set(told["scope"]) <= set(SCOPES)


def test_order_and_company_change_nothing(tmp_path: Path) -> None:
    texts = list(CLEAR)
    together = Appraiser(cache=tmp_path).predict(texts)
    turned = Appraiser().predict(texts[::-1]).iloc[::-1].reset_index(drop=True)
    kept = Appraiser(cache=tmp_path).predict(texts)
    assert together.equals(turned) and together.equals(kept)
    assert together.iloc[[2]].reset_index(drop=True).equals(Appraiser().predict([texts[2]]))


def test_who_speaks_is_believed_where_the_document_says_so() -> None:
    told = Appraiser().predict(["It was fine."] * 2, speakers=["partner", ""], methods=["child feedback"] * 2)
    assert list(told["speaker"]) == ["partner", "child"]


def test_whose_words_are_passed_on() -> None:
    told = Appraiser().predict(
        ["The mother said that she felt judged by the meeting.", "The plan was reviewed in March."],
        methods=["single-agency audit"] * 2,
    )
    assert list(told["reported"]) == ["parent_carer", "none"] and list(told["speaker"]) == ["auditor"] * 2


def test_the_scope_comes_with_its_words() -> None:
    told = Appraiser().predict(["In two of the six files the father was met.", "The father was met."])
    assert list(told["scope"]) == ["some", "unstated"] and list(told["scope_words"]) == ["two of the six", ""]


def test_the_reason_is_words_of_the_text() -> None:
    for text, why in zip(CLEAR, Appraiser().predict(list(CLEAR))["why"], strict=True):
        assert why and all(word in text for word in why.split(" · "))


def test_each_answer_says_which_words_carried_it() -> None:
    text = "Children's wishes are not always recorded by two of the six workers."
    told = Appraiser().why(text, "\nThe file is tidy. " + text, "single-agency audit")
    assert set(told) == {"polarity", "reported", "scope", "speaker"}
    assert "not" in " ".join(reason.words for reason in told["polarity"] if reason.part == "text").split()
    for reason in (reason for found in told.values() for reason in found):
        whole = text if reason.part == "text" else "The file is tidy."
        assert reason.words == whole[reason.start : reason.end]


def test_the_quantifier_gives_its_numbers() -> None:
    text = "Fathers were met in two of the six files."
    (reason,) = Appraiser().why(text)["scope"]
    assert (reason.words, reason.answer, reason.n, reason.of) == ("two of the six", "some", 2, 6)
    assert Appraiser().why("The father was met.")["scope"] == []


def test_a_short_answer_rests_on_its_question() -> None:
    told = Appraiser().why("No.", "Were you listened to?\nNo.", "family feedback")["polarity"]
    assert "question" in {reason.part for reason in told}


def test_who_writes_and_who_is_reported_are_two_things() -> None:
    text = "The auditor writes that the mother felt judged."
    told = Appraiser().predict([text], methods=["single-agency audit"])
    assert (told["speaker"][0], told["reported"][0]) == ("auditor", "parent_carer")
    words = {reason.words for reason in Appraiser().why(text, method="single-agency audit")["reported"]}
    assert words & {"mother", "felt", "mother felt"}


def test_the_method_says_the_kind_of_writing_and_else_the_words_do() -> None:
    sure_of_comment = np.array([[0.0, 0.0, 9.0]] * 4)
    methods = ["inspection", "supervision", "family feedback", ""]
    assert kinds.likeness(sure_of_comment, methods).argmax(axis=1).tolist() == [1, 0, 2, 2]
    unsure = kinds.likeness(np.array([[0.0, 0.0, 1.0]]), ["family feedback"])[0]
    assert unsure.argmax() == 0 and unsure.sum() == pytest.approx(1)


def test_no_text_gives_no_row() -> None:
    assert Appraiser().predict([]).empty and tuple(Appraiser().predict([]).columns) == COLUMNS


def test_it_refuses_in_words() -> None:
    with pytest.raises(NarrativeError, match="2 texts and 1 contexts"):
        Appraiser().predict(["a", "b"], contexts=["q"])
    with pytest.raises(NarrativeError, match="'uncle' is no voice"):
        Appraiser().predict(["a"], speakers=["uncle"])


def test_appraising_needs_neither_torch_nor_spacy() -> None:
    code = (
        "import sys, lif_narrative; lif_narrative.Appraiser().predict(['x']);"
        "sys.exit(bool({'torch', 'spacy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "band", "words"),
    [
        ("Two of the six files show it.", "some", "Two of the six"),
        ("It was done in 7 of 8 cases.", "most", "7 of 8"),
        ("It was done in eight of the eight cases.", "all", "eight of the eight"),
        ("1 of 12 parents was told.", "one", "1 of 12"),
        ("Too many children wait.", "some", "Too many"),
        ("The majority of plans are dated.", "most", "The majority"),
        ("Visits happen every week.", "unstated", ""),
        ("Nobody asked at all.", "unstated", ""),
        ("All children, including those who sometimes go missing, are seen.", "all", "All"),
        ("Not all children are seen.", "some", "Not all"),
        ("Support is not yet consistent for all children.", "some", "not yet consistent for all"),
        ("For the most part visits are kept.", "most", "For the most part"),
        ("Almost everybody was greeted by name.", "most", "Almost everybody"),
        ("Two had never met him.", "some", "Two"),
        ("They offer both challenge and support.", "unstated", ""),
        ("Six services were involved in the twelve months.", "unstated", ""),
        ("He comes home at half term.", "unstated", ""),
    ],
)
def test_quantifiers_by_rule(text: str, band: str, words: str) -> None:
    assert (scope_of(text).band, scope_of(text).words) == (band, words)


def test_the_lexicon_knows_negation_and_its_reach() -> None:
    near = [hit for hit in lexicon.hits("The plan is not clear.") if hit.kind == "strength"]
    far = [hit for hit in lexicon.hits("It was not him, and the plan is clear.") if hit.kind == "strength"]
    assert [hit.negated for hit in near] == [True] and [hit.negated for hit in far] == [False]


def test_a_context_is_a_question_and_what_stands_round_the_text() -> None:
    assert parts("B.", "Why?\nA. B. C.") == ("Why?", "A.", "C.")
    assert parts("B.", "Why?\nelsewhere") == ("Why?", "elsewhere", "")
    assert parts("B.", "Why?") == ("Why?", "", "")
    assert parts("B.", "") == ("", "", "")


def test_a_window_marks_the_text_and_keeps_what_is_near() -> None:
    pieces = {word: number for number, word in enumerate("q one two three text after".split(), start=1000)}
    ids, marks = Window(before=2, after=1).of(
        lambda text: [pieces.get(word, 1) for word in text.split()],
        "text",
        "q\none two three text after after",
    )
    assert ids == [101, 1000, 102, 1002, 1003, 1004, 1005, 102]
    assert [number for number, mark in zip(ids, marks, strict=True) if mark] == [1004]


def _development(shared: Path) -> tuple[list[str], list[str], list[str]]:
    with (shared / "gold" / "sentences.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (shared / "gold" / "coder_a.csv").open(encoding="utf-8", newline="") as stream:
        coded = {row["n"]: row["polarity"] for row in csv.DictReader(stream)}
    return [r["sentence"] for r in rows], ["\n" + r["context"] for r in rows], [coded[r["n"]] for r in rows]


@pytest.mark.slow
@pytest.mark.shared
def test_inspection_sentences_that_it_was_not_taught_are_read_well() -> None:
    if not (SHARED / "gold").is_dir():
        pytest.skip("../shared is absent: the coded sentences are not at hand")
    texts, contexts, right = _development(SHARED)
    told = appraise.Appraiser().predict(texts, contexts, ["inspection"] * len(texts))
    same = np.array(right) == told["polarity"].to_numpy()
    opposite = {("strength", "concern"), ("concern", "strength")}
    assert same.mean() >= 0.90
    assert sum(pair in opposite for pair in zip(right, told["polarity"], strict=True)) <= 12


@pytest.mark.slow
@pytest.mark.shared
def test_an_audit_that_it_was_not_taught_is_read_well() -> None:
    table = SHARED / "packs" / "neglect" / "truth" / "excerpts.csv"
    if not table.is_file():
        pytest.skip("../shared is absent: the fictional audit is not at hand")
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    around: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        around.setdefault((row["file"], row["locator"]), []).append(row["sentence"])
    contexts = ["\n" + " ".join(around[row["file"], row["locator"]]) for row in rows]
    told = Appraiser().predict([row["sentence"] for row in rows], contexts, [row["method"] for row in rows])
    assert (told["polarity"].to_numpy() == [row["polarity"] for row in rows]).mean() >= 0.75
    assert (told["scope"].to_numpy() == [row["scope"] for row in rows]).mean() >= 0.92
