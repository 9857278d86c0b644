"""The coder and the finder on coded text that their weights were not made from: floors, not boasts."""

import csv
import re

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score, f1_score

from lif_narrative.coding import ThemeCoder
from lif_narrative.embed import Encoder
from lif_narrative.theme import ThemeFinder
from lif_narrative.training import theme_measures

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def guide(shared):
    lines = (shared / "gold" / "GUIDE.md").read_text(encoding="utf-8").splitlines()
    found = [re.match(r"- ([A-Z0-9]+) (.+)", line) for line in lines]
    themes = [(m[1], m[1].title(), m[2]) for m in found if m and m[1] != "OTHER"]
    return pd.DataFrame(themes, columns=["id", "name", "definition"])


@pytest.fixture(scope="module")
def sentences(shared, guide):
    coded = {row["n"]: row["themes"] for row in rows(shared / "gold" / "coder_a.csv")}
    read = rows(shared / "gold" / "sentences.csv")
    return (
        given([coded[row["n"]] for row in read], guide),
        [r["sentence"] for r in read],
        [r["context"] for r in read],
    )


@pytest.fixture(scope="module")
def comments(shared):
    table = pd.read_parquet(shared / "corpora" / "patient_feedback.parquet")
    counts = pd.Series([label for labels in table["labels"] for label in set(labels)]).value_counts()
    names = list(counts.index[:35])
    truth = np.array([[name in set(labels) for name in names] for labels in table["labels"]])
    return pd.DataFrame({"id": names, "name": names, "definition": ""}), list(table["text"]), truth


def given(cells, guide):
    return np.array([[code in cell.split("|") for code in guide["id"]] for cell in cells])


def scores(truth, chosen):
    return [f1_score(truth, chosen, average=way, zero_division=0) for way in ("micro", "macro")]


def calibration_error(likely, truth):
    p, y = likely.ravel(), truth.ravel()
    place = np.minimum((p * 10).astype(int), 9)
    return sum(abs(p[place == b].mean() - y[place == b].mean()) * (place == b).mean() for b in set(place))


def test_inspection_sentences_with_the_guide_adopted(guide, sentences):
    truth, texts, contexts = sentences
    coder = ThemeCoder(guide)
    micro, macro = scores(truth, coder.predict(texts, contexts).to_numpy())
    assert micro > 0.76 and macro > 0.70
    assert calibration_error(coder.predict_proba(texts, contexts).to_numpy(), truth) < 0.05


def test_an_audit_with_the_guide_adopted(shared, guide):
    read = rows(shared / "packs" / "neglect" / "truth" / "excerpts.csv")
    table = pd.DataFrame(read)
    around = table.groupby(["file", "locator"])["sentence"].transform(" ".join)
    chosen = ThemeCoder(guide).predict(list(table["sentence"]), ["\n" + text for text in around])
    micro, macro = scores(given(list(table["themes"]), guide), chosen.to_numpy())
    assert micro > 0.42 and macro > 0.34


def test_a_codebook_never_seen_by_its_names_alone(comments):
    codebook, texts, truth = comments
    micro, macro = scores(truth, ThemeCoder(codebook).predict(texts).to_numpy())
    assert micro > 0.26 and macro > 0.24


def test_two_hundred_codes_help_at_once(comments):
    codebook, texts, truth = comments
    order = np.random.default_rng(0).permutation(len(texts))
    coded, rest = order[:200], order[200:1200]
    labels = [{n for n, yes in zip(codebook["id"], truth[i], strict=True) if yes} for i in coded]
    before, after = ThemeCoder(codebook), ThemeCoder(codebook).fit([texts[i] for i in coded], labels)
    told = [scores(truth[rest], c.predict([texts[i] for i in rest]).to_numpy()) for c in (before, after)]
    assert told[1][0] > told[0][0] + 0.2 and told[1][1] > told[0][1]
    assert told[1][0] > 0.54 and told[1][1] > 0.28


def test_thousands_of_codes_take_over_from_the_definitions(shared):
    told = theme_measures.comments(shared, None)
    assert told["themes_micro_f1"] > 0.68 and told["themes_macro_f1"] > 0.48
    assert told["themes_calibration_error"] < 0.05


def test_five_codes_leave_a_new_codebook_no_worse(shared):
    before, after = (theme_measures.comments(shared, n) for n in (0, 5))
    assert after["themes_micro_f1"] > before["themes_micro_f1"] - 0.005


def test_twenty_shuffles_of_inspection_sentences_are_one_partition(sentences, tmp_path):
    _, texts, _ = sentences
    encoder = Encoder(cache=tmp_path)
    first = ThemeFinder(encoder=encoder).fit(texts)
    assert (first.labels_ >= 0).all()
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(len(texts))
        again = ThemeFinder(encoder=encoder).fit([texts[i] for i in order])
        assert adjusted_rand_score(again.labels_, first.labels_[order]) == 1.0


def test_themes_found_resemble_those_that_readers_coded(sentences):
    truth, texts, _ = sentences
    coded = truth.any(axis=1)
    found = ThemeFinder().fit([t for t, yes in zip(texts, coded, strict=True) if yes])
    assert adjusted_rand_score(truth[coded].argmax(axis=1), found.labels_) > 0.2
