"""What makes the appraiser's weights, as far as it runs without the coded sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lif_narrative.appraise.blend import mixed
from lif_narrative.appraise.tuned import HEADS
from lif_narrative.errors import NarrativeError
from lif_narrative.training import data, fit, measure
from lif_narrative.training.data import Example


def example(text: str, polarity: str, group: str = "a") -> Example:
    return Example(text, "", "narrative", group, "dip sample", (polarity,), "auditor", "none", "unstated")


def test_the_guides_hard_rules_are_of_known_polarities() -> None:
    rules = data.rules()
    assert len(rules) > 40 and {rule.polarity[0] for rule in rules} == set(HEADS["polarity"])


def test_a_group_is_in_one_fold_and_the_order_is_of_content() -> None:
    examples = [example(f"text {n}", "strength", f"block {n // 3}") for n in range(60)]
    folds = {e.group: {other.fold for other in examples if other.group == e.group} for e in examples}
    assert all(len(found) == 1 for found in folds.values()) and len(set.union(*folds.values())) > 3
    assert data.in_order(examples) == data.in_order(examples[::-1]) != examples


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(NarrativeError, match=r"narratives\.csv is not in"):
        data.narratives(tmp_path)


def test_calibration_error_of_a_worked_example() -> None:
    chances = np.array([[0.9, 0.1]] * 10 + [[0.6, 0.4]] * 10)
    right = np.array([0] * 9 + [1] + [0] * 4 + [1] * 6)
    assert measure.calibration_error(chances, right) == pytest.approx(0.5 * 0.0 + 0.5 * 0.2)


def test_a_cooler_mixture_is_less_sure_and_keeps_its_choice() -> None:
    read, counted = np.array([[3.0, 0.0, 0.0]]), np.array([[0.0, 1.0, 0.0]])
    warm, cool = mixed(read, counted, 0.3, 1.0)[0], mixed(read, counted, 0.3, 2.0)[0]
    assert warm.argmax() == cool.argmax() == 0 and cool[0] < warm[0]
    assert warm.sum() == pytest.approx(1, abs=1e-5)


def test_sentiment_counts_mixed_and_neutral_as_one() -> None:
    comments = [example("a", "strength"), example("b", "concern"), example("c", "neutral")]
    chances = np.array([[0.9, 0.1, 0, 0], [0.2, 0.8, 0, 0], [0, 0, 0.7, 0.3]])
    assert measure.sentiment(comments, {"polarity": chances})["sentiment macro-F1"] == 1


@pytest.mark.slow
def test_the_linear_model_learns_what_it_is_shown() -> None:
    shown = {"splendid": "strength", "dreadful": "concern"}
    examples = [example(f"it is {word} in case {n}", told) for n in range(12) for word, told in shown.items()]
    other = Example("x", "", "narrative", "b", "", ("neutral",), "child", "child", "all")
    tensors = fit.linear_weights([*examples, other])
    asked = [example("it is dreadful", ""), example("it is splendid", "")]
    strength, concern, *_ = fit.counted(tensors, asked)["polarity"].T
    assert concern[0] > strength[0] and strength[1] > concern[1]


@pytest.mark.slow
def test_a_tuned_model_says_the_same_in_torch_and_in_its_8_bit_file(tmp_path: Path) -> None:
    for library in ("torch", "transformers", "onnx"):
        pytest.importorskip(library)
    from lif_narrative import cards
    from lif_narrative.appraise.windows import Window
    from lif_narrative.embed import session
    from lif_narrative.embed.pieces import encode
    from lif_narrative.training import reader, shrink, tune

    base = cards.folder("minilm")
    shown = {"good": "strength", "late": "concern", "short": "neutral"}
    examples = [example(f"the plan is {word}", told) for _ in range(4) for word, told in shown.items()]
    model = tune.tune(examples, base, encode, tune.Recipe(epochs=1, batch=4))
    reader.traced(model, tmp_path / "whole.onnx")
    shrink.shrink(tmp_path / "whole.onnx", tmp_path / "small.onnx")
    assert (tmp_path / "small.onnx").stat().st_size < 25_000_000
    ids, marks = Window().of(encode, "the plan is late", "why?\nthe plan is late", "dip sample")
    told = {"ids": ids, "marks": marks, "mask": [1] * len(ids)}
    small = session(tmp_path / "small.onnx").run(["logits"], {n: np.array([row]) for n, row in told.items()})[
        0
    ]
    asked = Example("the plan is late", "why?\nthe plan is late", "narrative", "a", "dip sample")
    whole = np.concatenate(list(reader.scores(model, [asked], encode).values()), axis=1)
    assert np.abs(small - whole).max() < 0.3
