"""Recall and precision on the shared pack and synthetic sentences; floors, with intervals printed."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from deidentify_truth import hidden, place, recall_by_kind, rows, settled, synthetic, touching, wilson

SHARED = Path(__file__).resolve().parents[3] / "shared"
PACK = SHARED / "packs" / "neglect"
NAMES = ("child", "family", "worker", "professional_other")
OTHERS = ("date_of_birth", "vehicle", "social_media", "place_small")
NUMBERS = ("nhs_number", "upn", "postcode", "phone", "email", "case_id")
ASKED = {
    "PERSON", "STREET_ADDRESS", "ZIP_CODE", "PHONE_NUMBER", "EMAIL_ADDRESS", "CREDIT_CARD", "IBAN_CODE",
    "US_SSN", "IP_ADDRESS", "US_DRIVER_LICENSE",
}  # fmt: skip

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="module")
def by_file():
    return settled(PACK / "audit")


@pytest.fixture(scope="module")
def truth():
    return rows(PACK / "truth" / "identifiers.csv")


def share(counts, kinds):
    return tuple(sum(counts[kind][place] for kind in kinds if kind in counts) for place in (0, 1))


@pytest.mark.parametrize(
    ("kinds", "floor"),
    [(NAMES, 0.97), (NUMBERS, 0.995), (("address", "school"), 0.95), (OTHERS, 0.9)],
    ids=["names", "numbers", "places", "others"],
)  # fmt: skip
def test_what_is_planted_is_gone(by_file, truth, kinds, floor):
    counts = recall_by_kind(truth, by_file)
    for kind in kinds:
        low, high = wilson(*counts[kind])
        print(f"{kind}: {counts[kind][0]} of {counts[kind][1]} ({low:.2f} to {high:.2f})")
    gone, planted = share(counts, kinds)
    assert gone / planted >= floor


def test_nearly_all_is_gone_taken_together(by_file, truth):
    counts = recall_by_kind(truth, by_file)
    gone, planted = share(counts, counts)
    assert gone / planted >= 0.97 and wilson(gone, planted)[0] >= 0.95


def test_what_must_stay_stays(by_file):
    asked = stayed = 0
    for row in rows(PACK / "truth" / "must_stay.csv"):
        if spot := place(row, by_file):
            _, _, redactions, start = spot
            asked += 1
            stayed += not touching(redactions, start, start + len(row["text"]))
    assert asked > 100 and stayed / asked >= 0.98


def test_most_of_what_is_hidden_was_planted(by_file, truth):
    planted = defaultdict(set)
    for row in truth:
        planted[row["file"]].add(row["text"])
    right = made = 0
    for file, documents in by_file.items():
        if not file.startswith("bad/"):
            for raw, _, redactions in documents:
                for r in redactions:
                    text = raw.text[r.start : r.end]
                    made += 1
                    right += any(text in other or other in text for other in planted[file])
    assert right / made >= 0.9


def test_one_person_has_one_pseudonym_and_two_have_two(by_file, truth):
    given = defaultdict(Counter)
    for row in truth:
        if row["kind"] in (*NAMES, "school") and (pseudonym := hidden(row, by_file)[1]):
            given[row["entity"]][pseudonym] += 1
    same = sum(max(counts.values()) for counts in given.values())
    main = [counts.most_common(1)[0][0] for counts in given.values()]
    assert same / sum(sum(counts.values()) for counts in given.values()) >= 0.97
    assert len(set(main)) == len(main)


def test_synthetic_sentences_of_another_maker():
    touched, letters, precise = synthetic(SHARED / "corpora" / "pii_synthetic.jsonl", ASKED)
    assert touched[0] / touched[1] >= 0.92
    assert letters[0] / letters[1] >= 0.85
    assert precise[0] / precise[1] >= 0.85
